//! The patch: what the screen needs to draw a page.
//!
//! ```text
//! patch    = "BXP1" revision page:text width:length height:length
//!            faces:count { family:text style:text }
//!            guides  blocks:count { block }  notes:text
//! guides   = type-area:rect  columns:count { rect }  lines:count { length }
//! block    = id:text frame:rect
//!            fits:0|1 overset-characters overset-lines underset-lines   (all 0 for a block without text)
//!            items:count { item }
//! item     = 0 face size:length width-permille rgb glyphs:count { glyph-id x:length y:length }
//!          | 1 rgb rect                                   a filled rectangle
//!          | 2 rgb from:point to:point width:length       a straight rule
//!          | 3 rgb segments:count { segment }             a filled shape, non-zero winding
//!          | 4 frame:rect placed:rect file:text           a picture; an empty text for one that is not there
//! segment  = 0 point | 1 point | 2 point point point | 3  move, line, cubic curve, close
//! rgb      = 0x00RRGGBB, the plain screen colour of the inks
//! ```
//!
//! Points and rectangles are on the page, from the top left corner of the trimmed page. A glyph takes 12 bytes.
//! `notes` is a JSON object with the ledger and the findings of the page, see [`crate::notes`].

use crate::wire::Words;
use banxin_scene::{Colour, Item, Scene, SceneBlock, Segment};
use serde::Deserialize;

/// What comes with the command `page`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageRequest {
    /// Number of the page (版次), such as `05`.
    pub(crate) page: String,
}

/// Writes the patch of a whole page.
pub(crate) fn encode(scene: &Scene, revision: u32, notes: &str) -> Vec<u8> {
    let mut words = Words::of_kind(b"BXP1");
    words.count(revision);
    words.text(&scene.page);
    words.length(scene.trim.width);
    words.length(scene.trim.height);
    words.size(scene.faces.len());
    for face in &scene.faces {
        words.text(&face.family);
        words.text(&face.style);
    }
    words.rect(scene.guides.type_area);
    words.size(scene.guides.columns.len());
    for column in &scene.guides.columns {
        words.rect(*column);
    }
    words.size(scene.guides.lines.len());
    for line in &scene.guides.lines {
        words.length(*line);
    }
    words.size(scene.blocks.len());
    for block in &scene.blocks {
        encode_block(&mut words, block);
    }
    words.text(notes);
    words.finish()
}

fn encode_block(words: &mut Words, block: &SceneBlock) {
    words.text(&block.id);
    words.rect(block.frame);
    let fit = block.fit.unwrap_or_default();
    words.count(u32::from(block.fit.is_some()));
    words.count(fit.overset_characters);
    words.count(fit.overset_lines);
    words.count(fit.underset_lines);
    words.size(block.items.len());
    for item in &block.items {
        encode_item(words, item);
    }
}

fn encode_item(words: &mut Words, item: &Item) {
    match item {
        Item::Glyphs(run) => {
            words.count(0);
            words.count(u32::from(run.face.0));
            words.length(run.size);
            words.count(u32::from(run.width_permille));
            words.count(rgb(run.colour));
            words.size(run.glyphs.len());
            for glyph in &run.glyphs {
                words.count(u32::from(glyph.id));
                words.point(glyph.at);
            }
        }
        Item::Fill(rect, colour) => {
            words.count(1);
            words.count(rgb(*colour));
            words.rect(*rect);
        }
        Item::Stroke(stroke) => {
            words.count(2);
            words.count(rgb(stroke.colour));
            words.point(stroke.from);
            words.point(stroke.to);
            words.length(stroke.width);
        }
        Item::Shape(path, colour) => {
            words.count(3);
            words.count(rgb(*colour));
            words.size(path.segments.len());
            for segment in &path.segments {
                encode_segment(words, segment);
            }
        }
        Item::Image(image) => {
            words.count(4);
            words.rect(image.frame);
            words.rect(image.placed);
            words.text(image.file.as_deref().unwrap_or_default());
        }
    }
}

fn encode_segment(words: &mut Words, segment: &Segment) {
    match segment {
        Segment::Move(to) => {
            words.count(0);
            words.point(*to);
        }
        Segment::Line(to) => {
            words.count(1);
            words.point(*to);
        }
        Segment::Curve(first, second, to) => {
            words.count(2);
            words.point(*first);
            words.point(*second);
            words.point(*to);
        }
        Segment::Close => words.count(3),
    }
}

fn rgb(colour: Colour) -> u32 {
    let [red, green, blue] = colour.to_rgb();
    u32::from_be_bytes([0, red, green, blue])
}
