//! The list of all rules: what can be told of an edition, under which id, how gravely, and who tells it.
//!
//! Tests hold the list to the code (every id in it is told by somebody, every id that is told is in it), to the mutation
//! tests (each rule has an edition that only it finds) and to `docs/preflight.md`.

use banxin_makeup::Severity;

/// A rule of preflight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable id, as in [`Finding::rule`](crate::Finding::rule).
    pub id: &'static str,
    /// How grave it is; of a rule that can be told more or less gravely, the gravest.
    pub severity: Severity,
    /// What it means that it is told, in one line.
    pub meaning: &'static str,
    /// Who tells it and where it comes from.
    pub source: &'static str,
}

const fn error(id: &'static str, meaning: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Error, meaning, source }
}

const fn warning(id: &'static str, meaning: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Warning, meaning, source }
}

const fn note(id: &'static str, meaning: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Note, meaning, source }
}

/// All rules, by what they are about.
pub const RULES: &[Rule] = &[
    // Text and its place.
    error("overset", "余: text does not fit its place", "makeup"),
    warning("far-underset", "欠: more than a fifth of a place stays empty", "makeup"),
    note("underset", "欠: more than three lines a column stay empty", "makeup"),
    warning("loose-line", "a line is set very wide", "makeup"),
    warning("forced-break", "a line had to be broken where none may be", "makeup"),
    note(
        "single-character-line",
        "孤字: the last line of a paragraph is one character",
        "check; GB/T 15834—2011, 5.1.11",
    ),
    note("lone-line", "the last line of a paragraph stands alone at a column's head", "makeup"),
    note("crosshead-foot", "a 小标题 stands at a column's foot", "makeup"),
    note("unbalanced", "a column ends above the others", "makeup"),
    error("head-overset", "a head does not fit its place (a warning where it is only squeezed)", "makeup"),
    warning("headline-cut", "a 主题 breaks inside a word, a name or a number", "makeup"),
    error("caption-overset", "a caption does not fit its lines", "makeup"),
    error("text-lost", "a character of a placed story stands nowhere and is not counted as 余", "check"),
    // Furniture.
    error("masthead-overset", "the 报头 has no room for what it says", "makeup"),
    warning("section-squeezed", "a 栏目 head is set smaller to fit", "makeup"),
    warning("staff-squeezed", "the line of who made the page is set smaller to fit", "makeup"),
    error("title-overset", "the page's title is wider than its bar", "makeup"),
    error("contents-overset", "the entries of a 导读 box do not fit", "makeup"),
    error("guide-overset", "entries of a 导读 do not fit", "makeup"),
    warning("guide-nowhere", "a 导读 leads to a story that stands on no page", "makeup"),
    error("date-differs", "a 日期 that somebody typed is not the edition's", "check"),
    error("weekday-differs", "a 星期 that somebody typed is not that of the edition's day", "check"),
    error("issue-differs", "a 期号 that somebody typed is not the edition's", "check"),
    error("page-differs", "a 版次 that somebody typed is not the page's", "check"),
    warning("issue-missing", "a 报头 stands on a page and the edition has no 期号", "check"),
    // Pictures and codes.
    error("picture-missing", "a picture has no file, or its file is not there", "makeup and check"),
    error("picture-unreadable", "the file of a picture cannot be used", "check"),
    error("no-picture", "a place names a picture that its story does not have", "makeup"),
    warning("picture-unplaced", "a picture of a placed story stands nowhere", "check"),
    error("picture-twice", "a picture stands in two places", "check"),
    warning("picture-flipped", "a picture is mirrored", "makeup"),
    warning("picture-stretched", "a picture is shown in another shape than its file's", "check"),
    warning("caption-missing", "a picture of a group has no caption", "check"),
    error("caption-number", "the numbers of captions (图N) do not fit the pictures", "check"),
    warning("caption-order", "the numbers of captions do not follow the order of the pictures", "check"),
    warning("caption-stray", "a caption belongs to no picture and runs with the text", "check"),
    warning("figure-missing", "the text names a picture (如图3) whose number no caption has", "check"),
    error("qr-missing", "a 二维码 has no address", "makeup"),
    error("qr-too-long", "an address is too long for a 二维码", "makeup"),
    error("qr-overset", "a 二维码 or its words do not fit", "makeup"),
    warning("qr-small", "the modules of a 二维码 are too small to be read", "makeup; ISO/IEC 18004"),
    error(
        "ad-missing",
        "an advertisement's file is not there (a warning while none is named)",
        "makeup and check",
    ),
    // Stories on pages.
    warning("unplaced", "a story stands on no page", "check"),
    error("placed-twice", "a story stands in two blocks", "check"),
    error(
        "doubled-story",
        "重稿: a story that doubles another stands on a page (a warning where nobody named it, a note where it is left off)",
        "check",
    ),
    note("byline-missing", "a long story has neither 署名 nor 电头", "check"),
    warning(
        "word-wrong",
        "a word of the paper's list is written otherwise",
        "check; `[words]` of paper.toml",
    ),
    warning("word-avoid", "a word that the paper does not write", "check; `[words]` of paper.toml"),
    // Blocks and pages.
    error("block-broken", "a block breaks a rule of the document", "makeup; edition::flaw"),
    warning("block-empty", "nothing stands in a block", "check"),
    error("overlap", "压盖: blocks, or parts of one, lie over each other", "makeup"),
    error("off-page", "a block reaches over the edge of the page", "makeup"),
    warning("layer-hidden", "a block lies on a hidden layer and does not print", "makeup"),
    warning("rule-overset", "a 线 is thicker than its place", "makeup"),
    warning("frame-thick", "a frame is thicker than the room between it and the text", "makeup"),
    warning("page-blank", "more than two fifths of a page are blank", "check"),
    error("page-empty", "nothing prints on a page", "check; GWG 2022 R0005"),
    // Styles and faces.
    error("style-circle", "a style goes out from itself or from none", "makeup"),
    error("size-unknown", "a style names a size that is none", "makeup"),
    error("font-missing", "nobody has a style's face", "makeup"),
    error("glyph-missing", "no face has a character", "makeup"),
    note("glyph-fallback", "a character was taken from another face", "makeup"),
    error("font-embedding", "the maker of a face does not let it into a PDF", "for_printer; OS/2 fsType"),
    // What the press can hold.
    error(
        "picture-low",
        "a picture is too coarse for its size (a warning where it is only low)",
        "for_printer; GWG 2022 R0031",
    ),
    error(
        "line-art-low",
        "line art of one bit is too coarse for its size (a warning where it is only low)",
        "for_printer; GWG 2022 R0032",
    ),
    warning("type-small", "type is smaller than the paper or the printer allows", "check and for_printer"),
    warning("type-reversed", "反白 type is too small", "for_printer; GWG 2022 R0016"),
    warning("type-inks", "type of several inks is too small", "for_printer; GWG 2022 R0017"),
    warning("type-rich", "black type has other inks under its black", "for_printer; GWG 2022 R0015"),
    warning(
        "type-knocks-out",
        "small black type does not print over what lies under it",
        "for_printer; GWG 2022 R0009",
    ),
    warning("rule-thin", "a rule is too thin", "for_printer"),
    warning(
        "rule-fine",
        "a rule that is reversed or of several inks is too thin",
        "for_printer; GWG 2022 R0018, R0019",
    ),
    warning("ink-over", "a colour has more ink than one place bears", "for_printer; ISO 12647-3"),
    warning("ink-heavy", "a square of 15 mm has too much ink on an average", "for_printer; GWG 2022 R0026"),
    // Colours of a page.
    note("colour-taken", "a 黑白 or 套红 page shows in greys what has colours otherwise", "makeup"),
    error("colour-left", "a 黑白 or 套红 page has colours left", "check"),
    // The finished PDF.
    error("pdf-text-lost", "the PDF does not say what its stories say", "read_back"),
    error("pdf-rgb", "the PDF has colours that no plate prints", "read_back; GWG 2022 R0020, R0027"),
];
