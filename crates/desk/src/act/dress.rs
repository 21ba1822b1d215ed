//! Dressing (属性): what a designer sets of a block. One act takes any of its properties, so that a panel sends what was
//! changed and nothing else; what it does not name stays as it is.

use super::{Ground, Plan, refused};
use crate::error::DeskError;
use banxin_edition::model::{
    Block, BlockKind, BylinePlace, Crop, HeadAlign, HeadPlace, KickerPlace, Layout, Line, Wrap,
};
use banxin_measure::{CellRect, Division, Length, Rect, Turn};
use serde::{Deserialize, Deserializer};

/// A property that may also be taken away: left out, `null`, or a value.
type Given<T> = Option<Option<T>>;

/// What is set; see the table of the crate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Dress {
    // How it lies among its neighbours.
    #[serde(deserialize_with = "given")]
    name: Given<String>,
    #[serde(deserialize_with = "given")]
    layer: Given<String>,
    locked: Option<bool>,
    #[serde(deserialize_with = "given")]
    wrap: Given<Wrap>,
    #[serde(deserialize_with = "given")]
    look: Given<String>,
    turn: Option<Turn>,
    #[serde(deserialize_with = "given")]
    free: Given<Rect>,
    // How its text is set.
    #[serde(deserialize_with = "given")]
    style: Given<String>,
    // How an article is made up.
    head_lines: Option<u32>,
    #[serde(deserialize_with = "given")]
    headline_size: Given<String>,
    boxed: Option<bool>,
    #[serde(deserialize_with = "given")]
    article_style: Given<String>,
    #[serde(deserialize_with = "given")]
    head_style: Given<String>,
    #[serde(deserialize_with = "given")]
    head_align: Given<HeadAlign>,
    #[serde(deserialize_with = "given")]
    head_at: Given<HeadPlace>,
    #[serde(deserialize_with = "given")]
    kicker: Given<KickerPlace>,
    #[serde(deserialize_with = "given")]
    byline: Given<BylinePlace>,
    #[serde(deserialize_with = "given")]
    division: Given<Division>,
    #[serde(deserialize_with = "given")]
    column_rules: Given<bool>,
    #[serde(deserialize_with = "given")]
    captions: Given<CellRect>,
    // Which part of its pictures it shows.
    crop: Option<PictureCrop>,
    /// What only blocks of its kind have.
    own: Option<Own>,
}

/// What only blocks of one kind have.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Own {
    Rule {
        line: Line,
    },
    Ad {
        client: Option<String>,
        #[serde(default, deserialize_with = "given")]
        file: Given<String>,
    },
    Section {
        section: String,
    },
    Code {
        content: Option<String>,
        module: Option<Length>,
    },
    Guide {
        title: Option<String>,
        stories: Option<Vec<String>>,
    },
}

/// Which part of one picture of the block is shown.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PictureCrop {
    picture: String,
    crop: Crop,
}

/// Tells a key that is `null` from one that is left out.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Given<T>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Sets what was given.
fn set<T: Clone>(value: &mut T, given: &Option<T>) {
    if let Some(given) = given {
        value.clone_from(given);
    }
}

/// Sets a name; one without letters is none.
fn set_name(value: &mut Option<String>, given: &Given<String>) {
    if let Some(given) = given {
        *value = given.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    }
}

impl Ground<'_> {
    /// Sets properties of a block, as one step.
    pub(super) fn dress(&self, block: &Block, to: &Dress) -> Result<Plan, DeskError> {
        let mut changed = block.clone();
        to.stand(&mut changed);
        set(&mut changed.style, &to.style);
        self.dress_head(&mut changed, to)?;
        if to.asks_for_layout() {
            let layout = changed.kind.layout_mut();
            to.layout(layout.ok_or_else(|| refused("only articles are divided into columns of their own"))?);
        }
        to.crop(&mut changed.kind)?;
        to.own(&mut changed.kind)?;
        let select = Some(block.id.clone());
        let edits = if changed == *block { Vec::new() } else { vec![self.put(changed)] };
        Ok(Plan { name: to.step(), edits, select, ..Plan::default() })
    }

    fn dress_head(&self, block: &mut Block, to: &Dress) -> Result<(), DeskError> {
        if to.head_lines.is_none() && to.headline_size.is_none() && to.boxed.is_none() {
            return Ok(());
        }
        let size = |size: &Option<String>| size.as_deref().map(|size| self.size(size)).transpose();
        let size = to.headline_size.as_ref().map(size).transpose()?;
        let most = block.cells.lines;
        match &mut block.kind {
            BlockKind::Article { headline_size, head_lines, boxed, .. } => {
                set(headline_size, &size);
                *head_lines = to.head_lines.unwrap_or(*head_lines).min(most);
                set(boxed, &to.boxed);
            }
            BlockKind::Photos { headline_size, head_lines, .. } => {
                set(headline_size, &size);
                *head_lines = to.head_lines.unwrap_or(*head_lines).min(most);
            }
            _ => return Err(refused("only an article and a photo group have a head")),
        }
        Ok(())
    }

    /// A type size by its name in the 号 table or as a length.
    fn size(&self, written: &str) -> Result<Length, DeskError> {
        let size = self.edition.paper.sizes.resolve(written.trim());
        size.ok_or_else(|| {
            refused(format!("{written:?} is neither in the table of sizes nor a length such as 46pt"))
        })
    }
}

impl Dress {
    fn stand(&self, block: &mut Block) {
        let stand = &mut block.stand;
        set_name(&mut stand.name, &self.name);
        set_name(&mut stand.layer, &self.layer);
        set(&mut stand.locked, &self.locked);
        set(&mut stand.wrap, &self.wrap);
        set(&mut stand.turn, &self.turn);
        set(&mut stand.free, &self.free);
        // What closes the shape of an article is a matter of its making, so that an article style can say it.
        match block.kind.layout_mut() {
            Some(layout) => set(&mut layout.manner.look, &self.look),
            None => set(&mut stand.look, &self.look),
        }
    }

    fn asks_for_layout(&self) -> bool {
        self.article_style.is_some()
            || self.head_style.is_some()
            || self.head_align.is_some()
            || self.head_at.is_some()
            || self.kicker.is_some()
            || self.byline.is_some()
            || self.division.is_some()
            || self.column_rules.is_some()
            || self.captions.is_some()
    }

    fn layout(&self, layout: &mut Layout) {
        let manner = &mut layout.manner;
        set(&mut manner.head_style, &self.head_style);
        set(&mut manner.head_align, &self.head_align);
        set(&mut manner.kicker, &self.kicker);
        set(&mut manner.byline, &self.byline);
        set(&mut manner.division, &self.division);
        set(&mut manner.column_rules, &self.column_rules);
        set(&mut layout.article_style, &self.article_style);
        set(&mut layout.head_at, &self.head_at);
        set(&mut layout.captions, &self.captions);
    }

    fn crop(&self, kind: &mut BlockKind) -> Result<(), DeskError> {
        let Some(PictureCrop { picture, crop }) = &self.crop else { return Ok(()) };
        let shown = match kind {
            BlockKind::Picture { picture: shown, crop, .. } => (shown == picture).then_some(crop),
            kind => {
                let mut photos = kind.photos_mut().iter_mut();
                photos.find(|photo| photo.picture == *picture).map(|photo| &mut photo.crop)
            }
        };
        *shown.ok_or_else(|| refused(format!("the block shows no picture {picture:?}")))? = *crop;
        Ok(())
    }

    fn own(&self, kind: &mut BlockKind) -> Result<(), DeskError> {
        let Some(own) = &self.own else { return Ok(()) };
        match (kind, own) {
            (BlockKind::Rule { line }, Own::Rule { line: to }) => *line = *to,
            (BlockKind::Ad { client, file }, Own::Ad { client: named, file: given }) => {
                set(client, named);
                set_name(file, given);
            }
            (BlockKind::Section { section }, Own::Section { section: to }) => section.clone_from(to),
            (BlockKind::Code { content, module }, Own::Code { content: said, module: size }) => {
                set(content, said);
                set(module, size);
            }
            (BlockKind::Guide { title, stories }, Own::Guide { title: named, stories: led }) => {
                set(title, named);
                set(stories, led);
            }
            _ => return Err(refused("a block of this kind has no such property")),
        }
        Ok(())
    }

    /// What undo calls it: by what was set, if that is one thing.
    fn step(&self) -> &'static str {
        let head = self.head_lines.is_some()
            || self.headline_size.is_some()
            || self.head_style.is_some()
            || self.head_align.is_some()
            || self.head_at.is_some()
            || self.kicker.is_some()
            || self.byline.is_some();
        let kinds = [
            (self.locked == Some(true), "lock"),
            (self.locked == Some(false), "unlock"),
            (self.name.is_some(), "name"),
            (self.layer.is_some(), "layer"),
            (self.wrap.is_some(), "wrap"),
            (self.look.is_some() || self.boxed.is_some(), "look"),
            (self.turn.is_some(), "turn"),
            (self.free.is_some(), "move"),
            (self.style.is_some() || self.article_style.is_some(), "style"),
            (head, "head"),
            (self.division.is_some() || self.column_rules.is_some(), "division"),
            (self.crop.is_some(), "crop"),
        ];
        let mut said = kinds.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| *name);
        match (said.next(), said.next()) {
            (Some(name), None) => name,
            _ => "set",
        }
    }
}
