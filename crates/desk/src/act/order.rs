//! The order of painting (层次), groups (成组), layers (图层) and the numbers of pictures (图号).

use super::{Ground, LayerLine, Plan, Toward, refused};
use crate::error::DeskError;
use banxin_edition::Edit;
use banxin_edition::group::{in_reading_order, renumber};
use banxin_edition::model::{Block, Layer};

impl Ground<'_> {
    /// A block before or behind the others of its layer.
    pub(super) fn order(&self, block: &Block, to: Toward) -> Plan {
        let layer = self.page.layer_of(block);
        let peers: Vec<u32> = (0..)
            .zip(&self.page.blocks)
            .filter(|(_, one)| self.page.layer_of(one) == layer)
            .map(|(at, _)| at)
            .collect();
        let at = self.depth(&block.id);
        let mine = peers.iter().position(|peer| *peer == at).unwrap_or(0);
        // The place of the peer that it comes to is its own place once it is taken out and put back.
        let place = match to {
            Toward::Front => peers.last(),
            Toward::Back => peers.first(),
            Toward::Forward => peers.get(mine + 1),
            Toward::Backward => mine.checked_sub(1).and_then(|mine| peers.get(mine)),
        };
        let edits = place.filter(|place| **place != at).map(|place| Edit::MoveBlock {
            page: self.page.number.clone(),
            block: block.id.clone(),
            at: *place,
            cells: block.cells,
        });
        let select = Some(block.id.clone());
        Plan { name: "order", edits: edits.into_iter().collect(), select, ..Plan::default() }
    }

    /// Makes one group of several blocks, with all those that they are grouped with already.
    pub(super) fn group(&self, ids: &[String]) -> Result<Plan, DeskError> {
        let chosen: Vec<&Block> = ids.iter().map(|id| self.block(id)).collect::<Result<_, _>>()?;
        let joined = |one: &&Block| {
            let group = one.stand.group.as_deref();
            chosen
                .iter()
                .any(|block| block.id == one.id || (group.is_some() && block.stand.group.as_deref() == group))
        };
        let members: Vec<&Block> = self.page.blocks.iter().filter(joined).collect();
        if members.len() < 2 {
            return Err(refused("a group takes at least two blocks"));
        }
        let is_taken = |name: &String| {
            self.page.blocks.iter().any(|block| block.stand.group.as_deref() == Some(name.as_str()))
        };
        let free = (1..).map(|number| format!("组{number}")).find(|name| !is_taken(name));
        Ok(Plan { name: "group", ..self.grouped(&members, free.as_deref(), ids.first()) })
    }

    /// Undoes the group of a block.
    pub(super) fn ungroup(&self, block: &Block) -> Plan {
        let group = block.stand.group.as_deref();
        let with = |one: &&Block| group.is_some() && one.stand.group.as_deref() == group;
        let members: Vec<&Block> = self.page.blocks.iter().filter(with).collect();
        Plan { name: "ungroup", ..self.grouped(&members, None, Some(&block.id)) }
    }

    fn grouped(&self, members: &[&Block], group: Option<&str>, select: Option<&String>) -> Plan {
        let edits = members.iter().map(|block| {
            let mut changed = (*block).clone();
            changed.stand.group = group.map(str::to_owned);
            self.put(changed)
        });
        Plan { edits: edits.collect(), select: select.cloned(), ..Plan::default() }
    }

    /// 图号重排: numbers the captions of a block's pictures in the order in which these are read.
    pub(super) fn number(&self, block: &Block) -> Result<Plan, DeskError> {
        let story = block.kind.story().and_then(|id| self.edition.stories.get(id));
        let photos = in_reading_order(block.kind.photos());
        let order: Vec<&str> = photos.iter().map(|photo| photo.picture.as_str()).collect();
        let Some(story) = story.filter(|_| !order.is_empty()) else {
            return Err(refused("the block has no pictures to number"));
        };
        let (edits, select) = (renumber(story, &order), Some(block.id.clone()));
        Ok(Plan { name: "number", edits, select, ..Plan::default() })
    }

    /// Sets the layers of the page; blocks follow a layer to its new name, and to the lowest one when it is gone.
    pub(super) fn layers(&self, lines: &[LayerLine]) -> Result<Plan, DeskError> {
        let mut page = self.page.clone();
        page.layers = lines
            .iter()
            .map(|line| Layer { name: line.name.trim().to_owned(), hidden: line.hidden, locked: line.locked })
            .collect();
        for block in &mut page.blocks {
            let Some(layer) = &block.stand.layer else { continue };
            let kept = lines.iter().find(|line| line.was.as_ref() == Some(layer));
            block.stand.layer = kept.map(|line| line.name.trim().to_owned());
        }
        let at = self.edition.pages.iter().position(|one| one.number == page.number);
        let at = at.and_then(|at| u32::try_from(at).ok());
        let at = at.ok_or_else(|| refused("the page is not there any more"))?;
        Ok(Plan { name: "layers", edits: vec![Edit::PutPage { at, page }], ..Plan::default() })
    }
}
