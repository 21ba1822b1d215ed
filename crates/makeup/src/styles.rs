//! House styles made ready for the composer: faces found, sizes resolved, colours turned into inks.

use crate::ledger::Severity;
use banxin_edition::model::{self, Align, GradientTo, LetterOutline, Paper, Shadow, Style, StyleName};
use banxin_fonts::{Face, FontBook};
use banxin_measure::{Grid, Length};
use banxin_scene::Colour;
use banxin_typeset::{Alignment, HanWestern, Level, Manner, ParagraphStyle, Punctuation, SpanStyle};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A style with everything resolved.
#[derive(Clone)]
pub(crate) struct Resolved {
    pub(crate) face: Arc<Face>,
    pub(crate) size: Length,
    pub(crate) tracking: i32,
    pub(crate) half_lines: u32,
    /// Indents in characters: of the first line beyond that of every line at its start, and at its end.
    pub(crate) indent: i32,
    pub(crate) start_indent: u32,
    pub(crate) end_indent: u32,
    pub(crate) alignment: Alignment,
    pub(crate) level: Level,
    pub(crate) hanging: bool,
    pub(crate) manner: Manner,
    pub(crate) colour: Colour,
    pub(crate) gradient: Option<GradientTo>,
    pub(crate) outline: Option<LetterOutline>,
    pub(crate) shadow: Option<Shadow>,
    /// The paper's look behind it, by name.
    pub(crate) look: Option<String>,
}

/// What letters are painted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dress {
    pub(crate) colour: Colour,
    pub(crate) gradient: Option<GradientTo>,
    pub(crate) outline: Option<LetterOutline>,
    pub(crate) shadow: Option<Shadow>,
}

impl Dress {
    /// Whether its letters are of one ink and nothing stands behind them.
    pub(crate) fn is_plain(&self) -> bool {
        self.gradient.is_none() && self.outline.is_none() && self.shadow.is_none()
    }
}

/// All styles of a paper.
pub(crate) struct Styles {
    styles: BTreeMap<StyleName, Resolved>,
    /// The paper's own ones.
    own: BTreeMap<String, Resolved>,
    /// What the composer falls back on when a paper has not even a body style.
    plain: Resolved,
}

impl Resolved {
    pub(crate) fn span(&self) -> SpanStyle {
        SpanStyle { face: self.face.clone(), size: self.size, tracking: self.tracking, rise: Length::ZERO }
    }

    pub(crate) fn dress(&self) -> Dress {
        Dress { colour: self.colour, gradient: self.gradient, outline: self.outline, shadow: self.shadow }
    }

    pub(crate) fn paragraph(&self) -> ParagraphStyle {
        ParagraphStyle {
            indent: self.size * i64::from(self.indent),
            start: self.size * i64::from(self.start_indent),
            end: self.size * i64::from(self.end_indent),
            alignment: self.alignment,
            level: self.level,
            hanging: self.hanging,
            ..ParagraphStyle::default()
        }
    }

    /// Whole lines of the grid that one line of text takes.
    pub(crate) fn rows(&self) -> u32 {
        self.half_lines.div_ceil(2).max(1)
    }

    /// The same style at another size.
    pub(crate) fn sized(&self, size: Length) -> Resolved {
        Resolved { size, ..self.clone() }
    }

    /// The same style standing otherwise in its measure, without indents.
    pub(crate) fn aligned(&self, alignment: Alignment) -> Resolved {
        Resolved { alignment, indent: 0, start_indent: 0, end_indent: 0, ..self.clone() }
    }
}

impl Styles {
    /// Resolves the styles of a paper; what could not be found is told as (rule, severity, words).
    pub(crate) fn new(
        paper: &Paper,
        grid: &Grid,
        fonts: &FontBook,
        told: &mut Vec<(&'static str, Severity, String)>,
    ) -> Styles {
        let plain = Resolved {
            face: fonts.resolve("Noto Serif SC", "Regular").face,
            size: grid.character,
            tracking: 0,
            half_lines: 2,
            indent: 0,
            start_indent: 0,
            end_indent: 0,
            alignment: Alignment::Justify,
            level: Level::default(),
            hanging: false,
            manner: manner(model::Punctuation::default(), Style::HAN_WESTERN),
            colour: Colour::BLACK,
            gradient: None,
            outline: None,
            shadow: None,
            look: None,
        };
        let mut styles = BTreeMap::new();
        for (name, style) in &paper.styles {
            styles.insert(*name, resolve(name.key(), style, paper, &plain, fonts, told));
        }
        let mut own = BTreeMap::new();
        for name in paper.own_styles.keys() {
            let Some(style) = paper.style(name) else {
                let text = format!(
                    "style {name}: it goes out from itself or from a style that is not there; mend its base in paper.toml"
                );
                told.push(("style-circle", Severity::Error, text));
                continue;
            };
            own.insert(name.clone(), resolve(name, &style, paper, &plain, fonts, told));
        }
        Styles { styles, own, plain }
    }

    /// The style that a block asks for: one of the paper's own or an element's.
    pub(crate) fn named(&self, name: &str) -> Option<&Resolved> {
        self.own.get(name).or_else(|| self.styles.get(&StyleName::from_key(name)?))
    }

    pub(crate) fn of(&self, name: StyleName) -> &Resolved {
        self.styles.get(&name).or_else(|| self.styles.get(&StyleName::Body)).unwrap_or(&self.plain)
    }
}

fn resolve(
    name: &str,
    style: &Style,
    paper: &Paper,
    plain: &Resolved,
    fonts: &FontBook,
    told: &mut Vec<(&'static str, Severity, String)>,
) -> Resolved {
    let found = fonts.resolve(&style.family, &style.face);
    if found.replaced {
        told.push((
            "font-missing",
            Severity::Error,
            format!(
                "style {}: nobody has the face {} {}; it was set in {} {}. Install the face or name another in paper.toml",
                name,
                style.family,
                style.face,
                found.face.family(),
                found.face.style()
            ),
        ));
    }
    let size = paper.sizes.resolve(&style.size).filter(|s| *s > Length::ZERO).unwrap_or_else(|| {
        told.push((
            "size-unknown",
            Severity::Error,
            format!("style {}: size {:?} is neither a name of the size table nor a length", name, style.size),
        ));
        plain.size
    });
    let [c, m, y, k] = style.colour;
    Resolved {
        face: found.face,
        size,
        tracking: style.tracking,
        half_lines: style.half_lines.max(1),
        indent: style.indent,
        start_indent: style.start_indent,
        end_indent: style.end_indent,
        alignment: match style.align {
            Align::Justify => Alignment::Justify,
            Align::Start => Alignment::Start,
            Align::Centre => Alignment::Centre,
            Align::End => Alignment::End,
            Align::Even => Alignment::Even,
        },
        level: match style.level {
            model::Level::None => Level::None,
            model::Level::Basic => Level::Basic,
            model::Level::Gb => Level::Gb,
            model::Level::Strict => Level::Strict,
        },
        hanging: style.hanging,
        manner: manner(style.punctuation, style.han_western),
        colour: Colour { c, m, y, k },
        gradient: style.gradient,
        outline: style.outline,
        shadow: style.shadow,
        look: style.look.clone(),
    }
}

/// How a newspaper sets the marks of a style; the space between Han and Western text, given in permille of the size,
/// may shrink to half and grow to double. Names and parts of a head are kept a full em apart.
fn manner(punctuation: model::Punctuation, han_western: u16) -> Manner {
    Manner {
        punctuation: match punctuation {
            model::Punctuation::Full => Punctuation::Full,
            model::Punctuation::Kaiming => Punctuation::Kaiming,
            model::Punctuation::Half => Punctuation::Half,
            model::Punctuation::LineEndHalf => Punctuation::LineEndHalf,
        },
        han_western: HanWestern {
            space: han_western,
            least: han_western / 2,
            most: han_western.saturating_mul(2),
        },
        wide_blanks: true,
        ..Manner::default()
    }
}
