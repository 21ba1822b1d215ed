//! The names that files and edits use for the kinds of things: one word in kebab-case each.

use super::{
    Align, BlockKind, BylinePlace, Crop, Direction, Fitting, HeadAlign, KickerPlace, Level, Mark, PageColour,
    Pattern, Punctuation, Role, StoryKind, StyleName, SummaryPlace, WrapSides,
};
use banxin_measure::{Dividing, Turn};

/// Gives an enum of names its list, its written word and the way back.
macro_rules! names {
    ($type:ident, $count:literal, $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every one, in the order of declaration, with its word.
            pub const NAMES: [($type, &'static str); $count] = [$(($type::$variant, $word)),+];

            /// The word that files and edits use.
            pub const fn word(self) -> &'static str {
                match self {
                    $($type::$variant => $word),+
                }
            }

            /// The one that this word names.
            pub fn from_word(word: &str) -> Option<$type> {
                $type::NAMES.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
            }
        }
    };
}

names!(PageColour, 3, Black = "black", BlackAndRed = "black-and-red", Full = "full");
names!(Align, 5, Justify = "justify", Start = "start", Centre = "centre", End = "end", Even = "even");
names!(Punctuation, 4, Full = "full", Kaiming = "kaiming", Half = "half", LineEndHalf = "line-end-half",);
names!(Level, 4, None = "none", Basic = "basic", Gb = "gb", Strict = "strict");
names!(
    Pattern,
    6,
    Solid = "solid",
    Double = "double",
    ThickThin = "thick-thin",
    Dashed = "dashed",
    Dotted = "dotted",
    Wave = "wave",
);
names!(Direction, 2, Down = "down", Across = "across");
names!(HeadAlign, 2, Centre = "centre", Start = "start");
names!(KickerPlace, 2, Above = "above", Beside = "beside");
names!(SummaryPlace, 2, Text = "text", Head = "head");
names!(BylinePlace, 3, Head = "head", End = "end", Inline = "inline");
names!(Fitting, 2, Fill = "fill", Fit = "fit");
names!(WrapSides, 5, Both = "both", Left = "left", Right = "right", Neither = "neither", Over = "over",);
names!(Mark, 4, Dateline = "dateline", Label = "label", Credit = "credit", Strong = "strong");
names!(
    StoryKind,
    5,
    Article = "article",
    Photos = "photos",
    Qr = "qr",
    PageTitle = "page-title",
    Contents = "contents",
);
names!(
    Role,
    12,
    Section = "section",
    Kicker = "kicker",
    Headline = "headline",
    Subhead = "subhead",
    Summary = "summary",
    Byline = "byline",
    EditorNote = "editor-note",
    Body = "body",
    Crosshead = "crosshead",
    Caption = "caption",
    Credit = "credit",
    Jump = "jump",
);

/// The words of the ways to divide a width into columns.
pub(crate) const DIVIDING: [(Dividing, &str); 4] = [
    (Dividing::Whole, "whole"),
    (Dividing::Width, "width"),
    (Dividing::Unequal, "unequal"),
    (Dividing::Grid, "grid"),
];

/// The words of the turns.
pub(crate) const TURNS: [(Turn, &str); 4] =
    [(Turn::Upright, "upright"), (Turn::Right, "right"), (Turn::Down, "down"), (Turn::Left, "left")];

/// The word of a value in such a list.
pub(crate) fn word_of<T: PartialEq>(names: &[(T, &'static str)], value: &T) -> &'static str {
    names.iter().find(|(known, _)| known == value).map_or("", |(_, word)| *word)
}

impl StyleName {
    /// The style whose key in `paper.toml` this is.
    pub fn from_key(key: &str) -> Option<StyleName> {
        StyleName::ALL.into_iter().find(|style| style.key() == key)
    }
}

impl BlockKind {
    /// The words of the kinds of block, in the order of declaration.
    pub const WORDS: [&'static str; 17] = [
        "folio",
        "page-title",
        "article",
        "photos",
        "text",
        "qr",
        "code",
        "contents",
        "guide",
        "part",
        "picture",
        "masthead",
        "section",
        "staff",
        "rule",
        "panel",
        "ad",
    ];

    /// The word that files and edits use for this kind.
    pub const fn word(&self) -> &'static str {
        match self {
            BlockKind::Folio => "folio",
            BlockKind::PageTitle { .. } => "page-title",
            BlockKind::Article { .. } => "article",
            BlockKind::Photos { .. } => "photos",
            BlockKind::Text { .. } => "text",
            BlockKind::Code { .. } => "code",
            BlockKind::Guide { .. } => "guide",
            BlockKind::Masthead => "masthead",
            BlockKind::Section { .. } => "section",
            BlockKind::Staff => "staff",
            BlockKind::Rule { .. } => "rule",
            BlockKind::Panel => "panel",
            BlockKind::Ad { .. } => "ad",
            BlockKind::Qr { .. } => "qr",
            BlockKind::Contents { .. } => "contents",
            BlockKind::Part { .. } => "part",
            BlockKind::Picture { .. } => "picture",
        }
    }

    /// The pictures that stand in the block, each at its place.
    pub fn photos(&self) -> &[super::Photo] {
        match self {
            BlockKind::Article { photos, .. } | BlockKind::Photos { photos, .. } => photos,
            _ => &[],
        }
    }

    /// All pictures that the block shows, those in it and the one that is all of it, by their ids, and what of each.
    pub fn pictures(&self) -> impl Iterator<Item = (&str, Crop)> {
        let single = match self {
            BlockKind::Picture { picture, crop, .. } => Some((picture.as_str(), *crop)),
            _ => None,
        };
        self.photos().iter().map(|photo| (photo.picture.as_str(), photo.crop)).chain(single)
    }

    /// The same as [`BlockKind::photos`], to change them.
    pub fn photos_mut(&mut self) -> &mut [super::Photo] {
        match self {
            BlockKind::Article { photos, .. } | BlockKind::Photos { photos, .. } => photos,
            _ => &mut [],
        }
    }

    /// Leaves out the pictures for which this does not hold.
    pub fn retain_photos(&mut self, keep: impl FnMut(&super::Photo) -> bool) {
        if let BlockKind::Article { photos, .. } | BlockKind::Photos { photos, .. } = self {
            photos.retain(keep);
        }
    }

    /// Every place inside the block that is given on the page's cells, to move it with the block.
    pub fn inner_cells_mut(&mut self) -> Vec<&mut banxin_measure::CellRect> {
        let (photos, layout): (&mut [super::Photo], &mut super::Layout) = match self {
            BlockKind::Article { photos, layout, .. } | BlockKind::Photos { photos, layout, .. } => {
                (photos, layout)
            }
            BlockKind::Text { layout, .. } => (&mut [], layout),
            _ => return Vec::new(),
        };
        let photos = photos.iter_mut().map(|photo| &mut photo.cells);
        photos.chain(&mut layout.without).chain(&mut layout.captions).collect()
    }

    /// Lines of the grid that the block's head takes; none where it has no head.
    pub const fn head_lines(&self) -> u32 {
        match self {
            BlockKind::Article { head_lines, .. } | BlockKind::Photos { head_lines, .. } => *head_lines,
            _ => 0,
        }
    }

    /// The type size given to its headline, if one is.
    pub const fn headline_size(&self) -> Option<banxin_measure::Length> {
        match self {
            BlockKind::Article { headline_size, .. } | BlockKind::Photos { headline_size, .. } => {
                *headline_size
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word in a file and the word that serde writes are the same.
    #[test]
    fn files_and_edits_use_the_same_words() {
        fn agree<T: serde::Serialize + Copy, const N: usize>(names: [(T, &str); N]) {
            for (value, word) in names {
                assert_eq!(serde_json::to_value(value).unwrap(), serde_json::json!(word));
            }
        }
        agree(PageColour::NAMES);
        agree(Align::NAMES);
        agree(Punctuation::NAMES);
        agree(Level::NAMES);
        agree(Mark::NAMES);
        agree(Pattern::NAMES);
        agree(Direction::NAMES);
        agree(HeadAlign::NAMES);
        agree(KickerPlace::NAMES);
        agree(SummaryPlace::NAMES);
        agree(BylinePlace::NAMES);
        agree(Fitting::NAMES);
        agree(WrapSides::NAMES);
        agree(DIVIDING);
        agree(TURNS);
        agree(StoryKind::NAMES);
        agree(Role::NAMES);
        agree(StyleName::ALL.map(|style| (style, style.key())));
        let folio = serde_json::to_value(BlockKind::Folio).unwrap();
        assert_eq!(folio, serde_json::json!({ "kind": BlockKind::Folio.word() }));
    }

    #[test]
    fn every_word_leads_back() {
        for (role, word) in Role::NAMES {
            assert_eq!(Role::from_word(word), Some(role));
        }
        assert_eq!(Role::from_word("Body"), None);
        assert_eq!(StyleName::from_key("caption-label"), Some(StyleName::CaptionLabel));
    }
}
