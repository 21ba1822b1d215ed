//! What each character is to the composer: clreq's classes of marks, their blank sides, and where lines may not
//! begin or end with them.
//!
//! Source: W3C clreq, appendix "Table of punctuation marks" and 3.1.6 (prohibition), for the mainland; GB/T
//! 15834—2011, 5.1.

/// What a character is to the composer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Han and whatever else fills one em and has no blank side.
    Han,
    /// 开始夹注: opening brackets and quotes, blank at the start.
    Opening,
    /// 结束夹注: closing brackets and quotes, blank at the end.
    Closing,
    /// 句末点号 。．
    Stop,
    /// 句末点号 ？！
    Exclaim,
    /// 叠加 ‼ ⁇ ⁈ ⁉: two marks in one em, no blank.
    Stacked,
    /// 句内点号 ，、
    Comma,
    /// 句内点号 ；, which keeps its em in vertical text.
    Semicolon,
    /// 冒号 ：
    Colon,
    /// 破折号 (in pairs) or 一字线 (single) —
    Dash,
    /// 破折号 ⸺, two em in one character.
    LongDash,
    /// 省略号 …
    Ellipsis,
    /// 浪纹线 ～
    Wave,
    /// 短横线 - or – between Han, half an em.
    Hyphen,
    /// 间隔号 ·, half an em in the mainland.
    Interpunct,
    /// 间隔号 of other places (・ ‧), one em with a blank on both sides.
    MiddleDot,
    /// 分隔号 ／, or / between Han, half an em.
    Solidus,
    /// Western letters, digits and signs, set at the face's own width.
    Western,
    /// A blank between words.
    Space,
    /// U+3000, one em.
    WideSpace,
    /// The end of a line that somebody typed.
    Newline,
}

/// Prohibition level (避头尾) after clreq.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 不处理.
    None,
    /// 基本处理: points, closing marks, connectors, interpuncts and solidi do not begin a line, opening marks do
    /// not end it.
    Basic,
    /// GB 法: basic, and the solidus does not end a line.
    #[default]
    Gb,
    /// 严格处理: GB, and dashes and ellipses do not begin a line.
    Strict,
}

impl Class {
    /// The class of a character by itself. Curly quotes count as full-width here, hyphen and solidus as Western;
    /// [`context`](crate::context) decides by their neighbours.
    pub fn of(c: char) -> Class {
        match c {
            '。' | '．' | '｡' => Class::Stop,
            '？' | '！' => Class::Exclaim,
            '‼' | '⁇' | '⁈' | '⁉' => Class::Stacked,
            '，' | '、' => Class::Comma,
            '；' => Class::Semicolon,
            '：' => Class::Colon,
            '“' | '‘' | '「' | '『' | '（' | '《' | '〈' | '【' | '〖' | '〔' | '［' | '｛' | '〘' | '〝'
            | '｟' => Class::Opening,
            '”' | '’' | '」' | '』' | '）' | '》' | '〉' | '】' | '〗' | '〕' | '］' | '｝' | '〙' | '〞'
            | '〟' | '｠' => Class::Closing,
            '—' => Class::Dash,
            '⸺' => Class::LongDash,
            '…' | '⋯' | '‥' => Class::Ellipsis,
            '～' => Class::Wave,
            '·' => Class::Interpunct,
            '・' | '‧' => Class::MiddleDot,
            '／' => Class::Solidus,
            '\u{3000}' => Class::WideSpace,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
            ' ' | '\t' | '\u{A0}' | '\u{2002}'..='\u{200A}' => Class::Space,
            _ if is_full_width(c) => Class::Han,
            _ => Class::Western,
        }
    }

    /// Whether it is a point or a closing mark: something that has a blank at its end in horizontal text.
    pub const fn closes(self) -> bool {
        matches!(
            self,
            Class::Closing | Class::Stop | Class::Exclaim | Class::Comma | Class::Semicolon | Class::Colon
        )
    }

    /// Whether it is a point (点号), after which a sentence or a part of it ends.
    pub const fn is_point(self) -> bool {
        matches!(self, Class::Stop | Class::Exclaim | Class::Comma | Class::Semicolon | Class::Colon)
    }

    /// Whether it is a mark of any kind, no character that is read.
    pub const fn is_mark(self) -> bool {
        !matches!(self, Class::Han | Class::Western)
    }

    /// Whether it falls off the end of a line, and off the start of every line but the first.
    pub const fn falls_off(self) -> bool {
        matches!(self, Class::Space | Class::Newline)
    }

    /// Whether lines of horizontal text may let it hang out of the measure (行尾点号悬挂, clreq 3.1.7): 、，。
    pub const fn may_hang(self) -> bool {
        matches!(self, Class::Comma | Class::Stop)
    }

    /// clreq's step of compression (行内调整, 3.2.2.3) in which the mark's blank is taken; `None` for no blank.
    /// The colon, which clreq does not list, goes with the commas.
    pub const fn step(self) -> Option<usize> {
        match self {
            Class::MiddleDot => Some(3),
            Class::Opening | Class::Closing => Some(4),
            Class::Comma | Class::Semicolon | Class::Colon => Some(5),
            Class::Stop | Class::Exclaim => Some(7),
            _ => None,
        }
    }

    /// Whether a line may not begin with it; `paired` tells a dash pair from a single connector.
    pub fn forbidden_at_start(self, level: Level, paired: bool) -> bool {
        match self {
            Class::Closing
            | Class::Stop
            | Class::Exclaim
            | Class::Stacked
            | Class::Comma
            | Class::Semicolon
            | Class::Colon
            | Class::Wave
            | Class::Hyphen
            | Class::Interpunct
            | Class::MiddleDot
            | Class::Solidus => level >= Level::Basic,
            Class::Dash if !paired => level >= Level::Basic,
            Class::Dash | Class::LongDash | Class::Ellipsis => level >= Level::Strict,
            _ => false,
        }
    }

    /// Whether a line may not end with it.
    pub fn forbidden_at_end(self, level: Level) -> bool {
        match self {
            Class::Opening => level >= Level::Basic,
            Class::Solidus => level >= Level::Gb,
            _ => false,
        }
    }

    /// Whether no space may be put beside it when a line is stretched (dashes, ellipses, connectors, solidi).
    pub const fn rigid(self) -> bool {
        matches!(
            self,
            Class::Dash | Class::LongDash | Class::Ellipsis | Class::Wave | Class::Hyphen | Class::Solidus
        )
    }
}

/// Characters that fill one em: ideographs, kana, full-width forms, enclosed figures, geometric signs.
fn is_full_width(c: char) -> bool {
    matches!(u32::from(c),
        0x2460..=0x24FF | 0x2500..=0x25FF | 0x2600..=0x27BF | 0x2E80..=0x303F | 0x3041..=0x33FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xA000..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F200..=0x1FAFF | 0x20000..=0x3FFFD)
        || matches!(c, '℃' | '℉' | '№' | '℡' | '※' | '→' | '←' | '↑' | '↓')
}

/// A digit that fills one em.
pub(crate) fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// A raised figure or sign that belongs to the character before it.
pub(crate) fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{207C}' | '\u{207E}'..='\u{208C}' | '\u{208E}'..='\u{209C}')
}

/// Characters that show nothing of their own and belong to their neighbours: joiners, variation selectors, zero
/// width spaces (Unicode Default_Ignorable_Code_Point, as far as text for print holds them).
pub fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0x2066..=0x206F | 0xFE00..=0xFE0F
        | 0xFEFF | 0xE0001..=0xE007F | 0xE0100..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_characters_fall_into_their_classes() {
        for (c, class) in [('汉', Class::Han), ('𠮷', Class::Han), ('①', Class::Han), ('A', Class::Western)]
        {
            assert_eq!(Class::of(c), class);
        }
        assert_eq!(Class::of('5'), Class::Western);
        assert_eq!(Class::of('\u{3000}'), Class::WideSpace);
        assert_eq!(Class::of('\n'), Class::Newline);
    }
}
