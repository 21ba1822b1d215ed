//! A page (版面): its grid and the blocks that stand on it.

use super::Block;
use banxin_measure::Grid;
use serde::{Deserialize, Serialize};

/// One page of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Page {
    /// Number as printed (版次), such as `05`; also the name of its file.
    pub number: String,
    /// Name of the page (版名), shown in the 报眉 and, where a block asks for it, in the title bar.
    pub title: String,
    /// Which inks it may use.
    pub colour: PageColour,
    /// Its grid.
    pub grid: Grid,
    /// 责编, 版式, 校对 of this page; `None` for the edition's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
    /// Its layers above the lowest one, from below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<Layer>,
    /// Its blocks, in the order of painting.
    pub blocks: Vec<Block>,
}

/// Which inks a page may use (版面色别).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageColour {
    /// 黑白: black alone.
    Black,
    /// 套红: black and one red.
    BlackAndRed,
    /// 彩: all four inks.
    #[default]
    Full,
}

/// A layer of a page (图层): blocks that name it are painted together, after those of the layers before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Whether what lies on it is neither shown nor printed, which a check tells.
    pub hidden: bool,
    /// Whether hands are kept off what lies on it.
    pub locked: bool,
}

impl Page {
    /// The block with this id.
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// The blocks in the order in which they are painted: layer by layer, in each as they are listed.
    pub fn painted(&self) -> Vec<&Block> {
        let mut blocks: Vec<&Block> = self.blocks.iter().collect();
        let depth = |name: &str| self.layers.iter().position(|layer| layer.name == name);
        blocks.sort_by_key(|block| self.layer_of(block).and_then(depth));
        blocks
    }

    /// The layer of a block; `None` for the lowest, where those stand too whose layer is not there.
    pub fn layer_of<'p>(&'p self, block: &Block) -> Option<&'p str> {
        self.layer(block).map(|layer| layer.name.as_str())
    }

    fn layer(&self, block: &Block) -> Option<&Layer> {
        let named = block.stand.layer.as_ref()?;
        self.layers.iter().find(|layer| layer.name == *named)
    }

    /// The blocks that are shown and printed, as they are listed.
    pub fn shown(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| !self.is_hidden(block))
    }

    /// Whether a block lies on a layer that is neither shown nor printed.
    pub fn is_hidden(&self, block: &Block) -> bool {
        self.layer(block).is_some_and(|layer| layer.hidden)
    }

    /// Whether hands are kept off a block (锁定): by its own lock, or by that of its layer.
    pub fn is_held(&self, block: &Block) -> bool {
        block.stand.locked || self.layer(block).is_some_and(|layer| layer.locked)
    }
}
