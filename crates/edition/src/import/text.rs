//! Small questions about characters and lines of Chinese text: blanks, widths, how a line ends.

/// Whether the character is a blank of any width: U+0020, U+3000 and their kin, a tab, a stray byte order mark.
pub(super) fn is_blank(c: char) -> bool {
    (c.is_whitespace() && !is_line_end(c)) || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Whether the character ends a line: LF, CR, VT, FF, NEL, U+2028 and U+2029.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether the character is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// Whether the character is a digit in any dress: ASCII, full-width, 〇 to 十 and 廿, or × and Ｘ for a number to
/// be filled in.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || ('０'..='９').contains(&c)
        || is_han_digit(c)
        || matches!(c, '×' | 'Ｘ' | 'X' | 'x' | '╳' | '*' | '＊')
}

/// Whether the character is a Chinese numeral.
pub(super) fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百廿卅两".contains(c)
}

/// Whether the character is a number in a circle: ①–⑳, ❶–❿, ➀–➓, ㈠–㈩, ⑴–⒇.
pub(super) fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '⑴'..='⒇' | '❶'..='❿' | '➀'..='➓' | '㈠'..='㈩' | '㉑'..='㉟' | '⓪'..='⓿')
}

/// Width in half characters: ASCII 1, everything else 2.
pub(super) fn half_width(chars: &[char]) -> usize {
    chars.iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The slice without blanks at either end.
pub(super) fn trim(chars: &[char]) -> &[char] {
    let start = chars.iter().position(|&c| !is_blank(c)).unwrap_or(chars.len());
    let end = chars.iter().rposition(|&c| !is_blank(c)).map_or(start, |last| last + 1);
    chars.get(start..end).unwrap_or_default()
}

/// The first characters, for a message, with … if there are more.
pub(super) fn head(chars: &[char], most: usize) -> String {
    let mut text: String = chars.iter().take(most).collect();
    if chars.len() > most {
        text.push('…');
    }
    text
}

/// The last characters, for a message, with … if there are more before.
pub(super) fn tail(chars: &[char], most: usize) -> String {
    let from = chars.len().saturating_sub(most);
    let start = if from > 0 { "…" } else { "" };
    start.chars().chain(chars.iter().skip(from).copied()).collect()
}

/// Whether the slice starts with the word.
pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// Whether the slice ends with the word.
pub(super) fn ends_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

/// Whether the word stands anywhere in the slice.
pub(super) fn contains(chars: &[char], word: &str) -> bool {
    (0..chars.len()).any(|at| starts_with(chars.get(at..).unwrap_or_default(), word))
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With 。 or an ASCII full stop.
    Point,
    /// With ！？… or ——, that headlines use too, in quotation marks or not.
    Call,
    /// With a closing mark after the end of a sentence.
    Closed,
    /// With a closing mark after an ordinary character.
    Quote,
    /// With ：or ；.
    Lead,
    /// With ， or 、 or an opening mark: the sentence certainly goes on.
    Pause,
    /// With an ordinary character.
    Open,
}

/// How these characters end; trailing blanks do not count.
pub(super) fn ending(chars: &[char]) -> Ending {
    let chars = trim(chars);
    let Some(&last) = chars.last() else { return Ending::Open };
    match last {
        '。' | '．' | '.' | '｡' => Ending::Point,
        '！' | '？' | '!' | '?' | '…' | '—' | '～' => Ending::Call,
        '：' | ':' | '；' | ';' => Ending::Lead,
        '，' | ',' | '、' | '“' | '‘' | '（' | '(' | '《' | '【' | '「' | '『' | '〈' | '〔' => {
            Ending::Pause
        }
        _ if is_closing(last) => {
            let before = chars.iter().rev().find(|&&c| !is_closing(c)).copied().unwrap_or(' ');
            match before {
                '。' | '；' | '.' | '…' | '—' => Ending::Closed,
                '！' | '？' | '!' | '?' => Ending::Call,
                _ => Ending::Quote,
            }
        }
        _ => Ending::Open,
    }
}

/// Whether the character closes a quotation or bracket.
pub(super) fn is_closing(c: char) -> bool {
    "”’」』）)》〉】］]〕｝}\"＂".contains(c)
}

/// Whether a line that starts with this character goes on from another: a point, a closing mark.
pub(super) fn cannot_start(c: char) -> bool {
    "，。、；：！？”’」』）》〉】〕％,;:!?)]}%.·".contains(c)
}

/// A list of words, written with blanks between them so that a long one stays readable in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words(pub(super) &'static str);

impl Words {
    /// The words.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }

    /// Whether the slice starts with one of them.
    pub(super) fn start(self, chars: &[char]) -> bool {
        self.iter().any(|word| starts_with(chars, word))
    }

    /// Whether the slice ends with one of them.
    pub(super) fn end(self, chars: &[char]) -> bool {
        self.iter().any(|word| ends_with(chars, word))
    }

    /// Whether one of them stands anywhere in the slice.
    pub(super) fn within(self, chars: &[char]) -> bool {
        self.iter().any(|word| contains(chars, word))
    }

    /// Whether the text is one of them.
    pub(super) fn is(self, text: &str) -> bool {
        self.iter().any(|word| word == text)
    }
}
