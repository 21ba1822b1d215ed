//! Styles of a paper's own: named by the house, based on one of the page's elements, given to blocks.

use super::{Align, GradientTo, Inks, LetterOutline, Level, Paper, Punctuation, Shadow, Style, StyleName};
use serde::{Deserialize, Serialize};

/// A style of the paper's own: another one, with what it does otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OwnStyle {
    /// The style that it goes out from: an element's key, or the name of another one of the paper's own.
    pub base: String,
    /// What it does otherwise.
    pub changes: StyleChanges,
}

/// Some of the values of a [`Style`]; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is that of Style with the same name")]
pub struct StyleChanges {
    pub family: Option<String>,
    pub face: Option<String>,
    pub size: Option<String>,
    pub half_lines: Option<u32>,
    pub indent: Option<i32>,
    pub start_indent: Option<u32>,
    pub end_indent: Option<u32>,
    pub align: Option<Align>,
    pub tracking: Option<i32>,
    pub punctuation: Option<Punctuation>,
    pub level: Option<Level>,
    pub hanging: Option<bool>,
    pub han_western: Option<u16>,
    pub colour: Option<Inks>,
    pub gradient: Option<GradientTo>,
    pub outline: Option<LetterOutline>,
    pub shadow: Option<Shadow>,
    pub look: Option<String>,
}

impl StyleChanges {
    /// The style with these changes made to it.
    pub fn applied(&self, style: &Style) -> Style {
        Style {
            family: self.family.as_ref().unwrap_or(&style.family).clone(),
            face: self.face.as_ref().unwrap_or(&style.face).clone(),
            size: self.size.as_ref().unwrap_or(&style.size).clone(),
            half_lines: self.half_lines.unwrap_or(style.half_lines),
            indent: self.indent.unwrap_or(style.indent),
            start_indent: self.start_indent.unwrap_or(style.start_indent),
            end_indent: self.end_indent.unwrap_or(style.end_indent),
            align: self.align.unwrap_or(style.align),
            tracking: self.tracking.unwrap_or(style.tracking),
            punctuation: self.punctuation.unwrap_or(style.punctuation),
            level: self.level.unwrap_or(style.level),
            hanging: self.hanging.unwrap_or(style.hanging),
            han_western: self.han_western.unwrap_or(style.han_western),
            colour: self.colour.unwrap_or(style.colour),
            gradient: self.gradient.or(style.gradient),
            outline: self.outline.or(style.outline),
            shadow: self.shadow.or(style.shadow),
            look: self.look.as_ref().or(style.look.as_ref()).cloned(),
        }
    }

    /// What a file has to say of a style that stands by itself: all but what is usual.
    pub(crate) fn said_of(style: &Style) -> StyleChanges {
        fn unless<T: PartialEq>(value: T, usual: T) -> Option<T> {
            (value != usual).then_some(value)
        }
        StyleChanges {
            family: Some(style.family.clone()),
            face: Some(style.face.clone()),
            size: Some(style.size.clone()),
            half_lines: Some(style.half_lines),
            indent: Some(style.indent),
            start_indent: unless(style.start_indent, 0),
            end_indent: unless(style.end_indent, 0),
            align: Some(style.align),
            tracking: Some(style.tracking),
            punctuation: unless(style.punctuation, Punctuation::default()),
            level: unless(style.level, Level::default()),
            hanging: unless(style.hanging, false),
            han_western: unless(style.han_western, Style::HAN_WESTERN),
            colour: Some(style.colour),
            gradient: style.gradient,
            outline: style.outline,
            shadow: style.shadow,
            look: style.look.clone(),
        }
    }
}

impl Paper {
    /// A style by name, an element's or one of the paper's own, with all that it takes from those that it goes out
    /// from; `None` where one of these is not there, or where they go in a circle.
    pub fn style(&self, name: &str) -> Option<Style> {
        let (element, chain) = self.style_chain(name)?;
        Some(chain.iter().rev().fold(element.clone(), |style, own| own.changes.applied(&style)))
    }

    /// How many styles of the paper's own a style is made of; `None` as in [`Paper::style`].
    pub(crate) fn style_depth(&self, name: &str) -> Option<usize> {
        self.style_chain(name).map(|(_, chain)| chain.len())
    }

    /// The element's style that a style goes out from in the end, and the paper's own ones on the way there.
    fn style_chain(&self, name: &str) -> Option<(&Style, Vec<&OwnStyle>)> {
        let (mut at, mut chain) = (name, Vec::new());
        loop {
            if let Some(element) = self.element(at) {
                return Some((element, chain));
            }
            let own = self.own_styles.get(at)?;
            chain.push(own);
            // A way longer than there are styles is a circle.
            if chain.len() > self.own_styles.len() {
                return None;
            }
            at = &own.base;
        }
    }

    /// Whether there is a style of this name: an element's or one of the paper's own.
    pub fn has_style(&self, name: &str) -> bool {
        self.own_styles.contains_key(name) || self.element(name).is_some()
    }

    fn element(&self, name: &str) -> Option<&Style> {
        StyleName::from_key(name).and_then(|name| self.styles.get(&name))
    }
}
