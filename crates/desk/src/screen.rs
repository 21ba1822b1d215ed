//! What the host has of a page, so that an answer holds only what has changed.

use crate::about::about;
use crate::patch::{self, Head};
use banxin_edition::model::Page;
use banxin_scene::Scene;
use std::collections::BTreeMap;

/// The page as it was sent last.
#[derive(Debug, Default)]
pub(crate) struct Screen {
    serial: u32,
    page: String,
    blocks: BTreeMap<String, Vec<u8>>,
}

impl Screen {
    /// The patch that brings a host from what it has (`have`, the serial of the last patch that it took) to this scene.
    pub(crate) fn patch(
        &mut self,
        have: u32,
        page: &Page,
        scene: &Scene,
        revision: u32,
        (notes, state): (&str, &str),
    ) -> Vec<u8> {
        let whole = have == 0 || have != self.serial || self.page != scene.page;
        let before = if whole { BTreeMap::new() } else { std::mem::take(&mut self.blocks) };
        let told = |id: &str| page.block(id).map(|block| about(page, block)).unwrap_or_default();
        let encoded = scene.blocks.iter().map(|block| patch::encode_block(block, &told(&block.id)));
        let encoded: Vec<Vec<u8>> = encoded.collect();
        let blocks = scene.blocks.iter().zip(&encoded);
        let changed: Vec<&[u8]> = blocks
            .filter(|(block, bytes)| before.get(&block.id) != Some(bytes))
            .map(|(_, bytes)| bytes.as_slice())
            .collect();
        self.serial = self.serial.wrapping_add(1).max(1);
        let head = Head { serial: self.serial, whole, revision, grid: &page.grid };
        let answer = patch::encode(&head, scene, &changed, notes, state);
        self.page.clone_from(&scene.page);
        self.blocks = scene.blocks.iter().map(|block| block.id.clone()).zip(encoded).collect();
        answer
    }

    /// Forgets what was sent: another edition is open.
    pub(crate) fn forget(&mut self) {
        self.page.clear();
        self.blocks.clear();
    }
}
