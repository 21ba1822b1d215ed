//! The paper (报纸) above its editions: its name, its table of type sizes, its house styles.

use super::{
    AdSize, ArticleStyle, GradientTo, LetterOutline, Look, Masthead, OwnStyle, PlannedPage, SectionHead,
    Shadow,
};
use banxin_measure::{EMU_PER_PT, Length};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The house style of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Paper {
    /// Name of the paper (报名).
    pub name: String,
    /// 号 table.
    pub sizes: SizeTable,
    /// A style for each element of the page.
    pub styles: BTreeMap<StyleName, Style>,
    /// Styles of the paper's own, by name: blocks may ask for them.
    #[serde(default)]
    pub own_styles: BTreeMap<String, OwnStyle>,
    /// Accent colour of title bars and boxes: inks in permille, C M Y K.
    pub accent: Inks,
    /// 最窄串文: the fewest characters that a stretch of text beside a picture may hold.
    #[serde(default = "Paper::usual_stretch")]
    pub least_stretch: u32,
    /// 最小字号: the smallest type that may stand on its pages.
    #[serde(default = "Paper::usual_least_type")]
    pub least_type: Length,
    /// What its 报头 says.
    #[serde(default)]
    pub masthead: Masthead,
    /// Its looks (边框, 底纹), by name.
    #[serde(default)]
    pub looks: BTreeMap<String, Look>,
    /// Its article styles (稿件样式), by name.
    #[serde(default)]
    pub article_styles: BTreeMap<String, ArticleStyle>,
    /// Its library of 栏目 heads, by name.
    #[serde(default)]
    pub sections: BTreeMap<String, SectionHead>,
    /// The sizes that it sells to advertisers, by name.
    #[serde(default)]
    pub ads: BTreeMap<String, AdSize>,
    /// Its list of words (本报用词): what is wrong, and what to write instead; empty for what is not to be written at all.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// The pages of its usual edition, in their order; none if nobody has planned it.
    #[serde(default)]
    pub plan: Vec<PlannedPage>,
    /// The printer profiles that it prints with, by name; the first is the usual one.
    #[serde(default)]
    pub printers: Vec<String>,
}

/// Amounts of the four inks in permille: C M Y K.
pub type Inks = [u16; 4];

/// The names of type sizes (号) and what they measure in this house. Not standardised: clreq lists two values
/// for several of them, so the table is data and a paper may override it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SizeTable {
    /// Name to size, such as `小五` to 9 pt.
    pub sizes: BTreeMap<String, Length>,
}

/// The elements of a page that have a style of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StyleName {
    /// 正文.
    Body,
    /// 主题.
    Headline,
    /// 引题.
    Kicker,
    /// 副题.
    Subhead,
    /// 提要.
    Summary,
    /// 署名.
    Byline,
    /// 电头.
    Dateline,
    /// 编者按.
    EditorNote,
    /// 小标题.
    Crosshead,
    /// 图说.
    Caption,
    /// 图号.
    CaptionLabel,
    /// 摄影.
    Credit,
    /// 下转, 上接.
    Jump,
    /// 栏目名.
    Section,
    /// 版名条.
    PageTitle,
    /// 报眉.
    Folio,
    /// 导读.
    Contents,
    /// Words beside a QR code.
    Qr,
}

/// How one element is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Style {
    /// Font family, such as `Noto Serif SC`.
    pub family: String,
    /// Style of the family, such as `Black`.
    pub face: String,
    /// Type size, as written: a name of the 号 table or a length.
    pub size: String,
    /// Distance from baseline to baseline in whole and half grid lines, counted in halves (2 = one line).
    pub half_lines: u32,
    /// Indent of the first line in characters of its own size, beyond `start_indent`; negative for 凸排, where the
    /// first line begins before the others.
    pub indent: i32,
    /// Indent of every line at its start (块缩进), in characters.
    pub start_indent: u32,
    /// Indent of every line at its end, in characters.
    pub end_indent: u32,
    /// How lines stand in their measure.
    pub align: Align,
    /// Extra space between characters in permille of the size (字距).
    pub tracking: i32,
    /// How much room marks take (标点风格).
    pub punctuation: Punctuation,
    /// Which marks may not begin or end a line (避头尾).
    pub level: Level,
    /// Whether 、，。 may hang out of the measure (行尾点号悬挂).
    pub hanging: bool,
    /// Space between Han and Western text (中西间距) in permille of the size, before a line is adjusted.
    pub han_western: u16,
    /// Ink: C M Y K in permille.
    pub colour: Inks,
    /// 渐变: where its ink fades to.
    pub gradient: Option<GradientTo>,
    /// 勾边: an outline round its letters.
    pub outline: Option<LetterOutline>,
    /// 阴影: a shadow behind its letters.
    pub shadow: Option<Shadow>,
    /// The paper's look (底, 框) behind a head or part that is set in it.
    pub look: Option<String>,
}

/// How lines stand in their measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// 两端对齐: both edges straight, the last line at the start.
    #[default]
    Justify,
    /// 居左.
    Start,
    /// 居中.
    Centre,
    /// 居右.
    End,
    /// 均排: both edges straight, the last line too.
    Even,
}

/// How much room marks take (标点风格, clreq 3.1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuation {
    /// 全角式: one em each.
    #[default]
    Full,
    /// 开明式: 。．？！ one em, all others half.
    Kaiming,
    /// 半角式: half an em each.
    Half,
    /// 行末半角式: one em each, half at a line's end.
    LineEndHalf,
}

/// Which marks may not begin or end a line (避头尾, clreq 3.1.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 不处理.
    None,
    /// 基本处理: points, closing marks, connectors, interpuncts and solidi do not begin a line, opening marks do not
    /// end it.
    Basic,
    /// GB 法: basic, and the solidus does not end a line.
    #[default]
    Gb,
    /// 严格处理: GB, and dashes and ellipses do not begin a line.
    Strict,
}

impl Paper {
    /// The usual least stretch beside a picture: clreq asks for no less than five characters.
    pub const fn usual_stretch() -> u32 {
        5
    }

    /// The usual smallest type: 七号, under which the counters of Han fill in on newsprint.
    pub const fn usual_least_type() -> Length {
        Length::from_emu(11 * EMU_PER_PT / 2)
    }

    /// A look with what it takes from those that it goes out from; `None` where it is not there or goes in a circle.
    pub fn look(&self, name: &str) -> Option<Look> {
        let chain = chain(name, |name| self.looks.get(name), |look| look.base.as_deref())?;
        Some(chain.into_iter().rev().fold(Look::default(), |base, look| look.over(&base)))
    }

    /// An article style with what it takes from those that it goes out from; `None` where it is not there or goes in
    /// a circle.
    pub fn article_style(&self, name: &str) -> Option<ArticleStyle> {
        let chain = chain(name, |name| self.article_styles.get(name), |style| style.base.as_deref())?;
        Some(chain.into_iter().rev().fold(ArticleStyle::default(), |base, style| style.over(&base)))
    }
}

/// A thing and those that it goes out from, one after another; `None` where one is not there or comes twice.
pub(super) fn chain<'p, T>(
    name: &str,
    find: impl Fn(&str) -> Option<&'p T>,
    base: impl Fn(&'p T) -> Option<&'p str>,
) -> Option<Vec<&'p T>> {
    let mut names = vec![name.to_owned()];
    let mut chain = vec![find(name)?];
    while let Some(next) = chain.last().and_then(|last| base(last)) {
        if names.iter().any(|known| known == next) {
            return None;
        }
        names.push(next.to_owned());
        chain.push(find(next)?);
    }
    Some(chain)
}

impl Style {
    /// The usual space between Han and Western text, a quarter of the size.
    pub const HAN_WESTERN: u16 = 250;
}

impl SizeTable {
    /// The size of a 号 name or of a written length such as `46pt`.
    pub fn resolve(&self, size: &str) -> Option<Length> {
        self.sizes.get(size).copied().or_else(|| Length::parse(size).ok())
    }
}

impl StyleName {
    /// Every style, in the order in which they are written.
    pub const ALL: [StyleName; 18] = [
        StyleName::Body,
        StyleName::Headline,
        StyleName::Kicker,
        StyleName::Subhead,
        StyleName::Summary,
        StyleName::Byline,
        StyleName::Dateline,
        StyleName::EditorNote,
        StyleName::Crosshead,
        StyleName::Caption,
        StyleName::CaptionLabel,
        StyleName::Credit,
        StyleName::Jump,
        StyleName::Section,
        StyleName::PageTitle,
        StyleName::Folio,
        StyleName::Contents,
        StyleName::Qr,
    ];

    /// The key in `paper.toml`.
    pub const fn key(self) -> &'static str {
        match self {
            StyleName::Body => "body",
            StyleName::Headline => "headline",
            StyleName::Kicker => "kicker",
            StyleName::Subhead => "subhead",
            StyleName::Summary => "summary",
            StyleName::Byline => "byline",
            StyleName::Dateline => "dateline",
            StyleName::EditorNote => "editor-note",
            StyleName::Crosshead => "crosshead",
            StyleName::Caption => "caption",
            StyleName::CaptionLabel => "caption-label",
            StyleName::Credit => "credit",
            StyleName::Jump => "jump",
            StyleName::Section => "section",
            StyleName::PageTitle => "page-title",
            StyleName::Folio => "folio",
            StyleName::Contents => "contents",
            StyleName::Qr => "qr",
        }
    }
}
