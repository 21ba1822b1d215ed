//! 日期, 星期, 期号, 版次 that somebody typed into the furniture of a page (版名条, 责编 line) and that disagree with the
//! edition: the classic of a page made from yesterday's. What the 报头 and 报眉 say of themselves comes from the edition
//! and cannot disagree; a 报头 can only lack its 期号, where the edition has none.

use crate::Finding;
use banxin_edition::model::{Block, BlockKind, Date, Edition, Page};
use banxin_makeup::{Laid, Severity};

pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid.iter().filter_map(|laid| edition.page(&laid.scene.page)) {
        for block in page.shown() {
            for typed in typed(edition, page, block) {
                for (rule, said, is) in differences(&typed, edition, page) {
                    let text = format!("it says {said} here and the edition has {is}; correct one of them");
                    let finding = Finding::new(rule, Severity::Error, &page.number, &block.id, text);
                    findings.push(finding.of_story(block.kind.story()));
                }
            }
            if matches!(block.kind, BlockKind::Masthead) && edition.issue.is_none() {
                let text = "the 报头 has no 期号 to show; give the edition its number";
                let finding = Finding::new(
                    "issue-missing",
                    Severity::Warning,
                    &page.number,
                    &block.id,
                    text.to_owned(),
                );
                findings.push(finding);
            }
        }
    }
    findings
}

/// A text that somebody typed and a piece of furniture shows.
struct Typed {
    text: String,
    /// Whether it names people, of whom one may be called 周一.
    names: bool,
}

fn typed(edition: &Edition, page: &Page, block: &Block) -> Vec<Typed> {
    let staff = || Typed { text: page.staff.as_ref().unwrap_or(&edition.staff).clone(), names: true };
    let plain = |text: String| Typed { text, names: false };
    match &block.kind {
        BlockKind::PageTitle { story } => {
            let story = edition.stories.get(story);
            let paragraphs = story.map(|story| story.paragraphs.as_slice()).unwrap_or_default();
            paragraphs.iter().map(|one| plain(one.text())).collect()
        }
        BlockKind::Folio => vec![plain(page.title.clone()), staff()],
        BlockKind::Staff => vec![staff()],
        _ => Vec::new(),
    }
}

/// The rule, what a text says, what is so.
type Difference = (&'static str, String, String);

/// What a text says otherwise than the edition.
fn differences(typed: &Typed, edition: &Edition, page: &Page) -> Vec<Difference> {
    // 全角 digits are digits.
    let text: Vec<char> = typed
        .text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect();
    let differs = |at: usize, c: &char| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        match c {
            '月' => date_differs(long_date(before, after)?, edition.date),
            '-' | '.' | '/' => date_differs(short_date(before, *c, after)?, edition.date),
            '星' | '周' => {
                let (named, day) = weekday(before, *c, after).filter(|_| *c == '星' || !typed.names)?;
                let is = edition.date.weekday().to_string();
                (!is.ends_with(day)).then_some(("weekday-differs", named, is))
            }
            '第' => issue_differs(number_and(after, '期')?, edition.issue?),
            '版' => {
                let said = page_before(before)?;
                let is = format!("{}版", page.number);
                // A page over two sheets (通版) has two numbers.
                page.number
                    .split('-')
                    .all(|own| bare(&said) != bare(own))
                    .then(|| ("page-differs", format!("{said}版"), is))
            }
            _ => None,
        }
    };
    text.iter().enumerate().filter_map(|(at, c)| differs(at, c)).collect()
}

/// A date that somebody typed; the year is often left out.
struct Said {
    year: Option<u32>,
    month: u32,
    day: u32,
}

fn date_differs(said: Said, date: Date) -> Option<Difference> {
    let Said { year, month, day } = said;
    let same = month == u32::from(date.month) && day == u32::from(date.day);
    if same && year.is_none_or(|year| year == u32::from(date.year)) {
        return None;
    }
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    let is = format!("{}年{}月{}日", date.year, date.month, date.day);
    Some(("date-differs", format!("{year}{month}月{day}日"), is))
}

/// A supplement counts its own numbers, which are far from the paper's; one that is near is a slip.
fn issue_differs(said: u32, issue: u32) -> Option<Difference> {
    let near = said > issue / 2 && said / 2 < issue;
    (said != issue && near).then(|| ("issue-differs", format!("第{said}期"), format!("第{issue}期")))
}

/// A date about its 月: `2026年11` and `24日`.
fn long_date(before: &[char], after: &[char]) -> Option<Said> {
    let month = tail(before);
    let year = before.strip_suffix(month).and_then(|before| number(tail(before.strip_suffix(&['年'])?)));
    Some(Said { year, month: number(month)?, day: number_and(after, '日')? })
}

/// A date about the first of its two signs: `2026` and `11-24`.
fn short_date(before: &[char], sign: char, after: &[char]) -> Option<Said> {
    let year = Some(tail(before)).filter(|year| year.len() == 4)?;
    let (month, rest) = after.split_at_checked(after.iter().position(|c| *c == sign)?)?;
    let day = rest.get(1..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    let (month, day) = (number(month)?, number(rest.get(1..=day)?)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Said { year: number(year), month, day })
}

/// Digits, plain or Han.
const HAN: [&str; 10] = ["〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn digit(c: char) -> Option<u32> {
    let han = || (0..).zip(HAN).find(|(_, signs)| signs.contains(c)).map(|(value, _)| value);
    c.to_digit(10).or_else(han)
}

fn is_numeral(c: &char) -> bool {
    digit(*c).is_some() || *c == '十'
}

/// The numeral at a text's end.
fn tail(text: &[char]) -> &[char] {
    let length = text.iter().rev().take_while(|c| is_numeral(c)).count();
    text.get(text.len() - length..).unwrap_or_default()
}

/// The value of a numeral: by digits, or with 十 up to ninety-nine.
fn number(numeral: &[char]) -> Option<u32> {
    match numeral {
        ['十'] => Some(10),
        ['十', unit] => Some(10 + digit(*unit)?),
        [tens, '十'] => Some(digit(*tens)? * 10),
        [tens, '十', unit] => Some(digit(*tens)? * 10 + digit(*unit)?),
        [] => None,
        digits => digits.iter().try_fold(0_u32, |value, c| value.checked_mul(10)?.checked_add(digit(*c)?)),
    }
}

/// The number at a text's beginning, if this character follows it.
fn number_and(text: &[char], unit: char) -> Option<u32> {
    let length = text.iter().take_while(|c| is_numeral(c)).count();
    (text.get(length) == Some(&unit)).then(|| number(text.get(..length)?)).flatten()
}

/// A day of the week about its 星 or 周, as it is written and as 星期 has it. 周 begins many words and names: it counts
/// where it stands with its day alone.
fn weekday(before: &[char], sign: char, after: &[char]) -> Option<(String, char)> {
    let (named, day, rest) = match (sign, after) {
        ('星', ['期', day, rest @ ..]) => (format!("星期{day}"), *day, rest),
        ('周', [day, rest @ ..]) => (format!("周{day}"), *day, rest),
        _ => return None,
    };
    let day = if day == '天' { '日' } else { day };
    let han = |c: Option<&char>| c.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(c));
    let alone = sign == '星' || !han(before.last()) && !han(rest.first());
    ("一二三四五六日".contains(day) && alone).then_some((named, day))
}

/// The number of a page before 版: `A05`, `第五`. `共8版` and `今日8版` say how many there are; a Han numeral without 第
/// is a word more often than a number.
fn page_before(text: &[char]) -> Option<String> {
    let numeral = tail(text);
    let before = text.get(..text.len() - numeral.len())?;
    let last = before.last();
    if numeral.iter().all(char::is_ascii_digit) {
        let counted = matches!(last, Some('共' | '日' | '期'));
        let letter = last.filter(|c| c.is_ascii_uppercase());
        return (!numeral.is_empty() && !counted).then(|| letter.into_iter().chain(numeral).collect());
    }
    (last == Some(&'第')).then(|| number(numeral)).flatten().map(|number| number.to_string())
}

/// A page's number without the noughts before it.
fn bare(number: &str) -> String {
    let letters = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number.strip_prefix(letters).unwrap_or_default().trim_start_matches('0');
    format!("{letters}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, names: bool) -> Vec<&'static str> {
        let date = Date::new(2026, 11, 24).unwrap();
        let mut edition = banxin_edition::template::edition("broadsheet", date).unwrap();
        edition.issue = Some(1234);
        edition.pages[0].number = "05".to_owned();
        let typed = Typed { text: text.to_owned(), names };
        differences(&typed, &edition, &edition.pages[0]).into_iter().map(|(rule, ..)| rule).collect()
    }

    fn rules(text: &str) -> Vec<&'static str> {
        told(text, false)
    }

    #[test]
    fn what_agrees_is_no_difference() {
        for text in [
            "2026年11月24日　星期二　第1234期　05版",
            "２０２６年１１月２４日 第5版 周二",
            "二〇二六年十一月二十四日 第五版 第一二三四期",
            "2026-11-24 2026.11.24 2026/11/24",
            "11月24日",
            "今日8版 共12版 星期 第期 版 月日 周 年月日 十",
            // What only looks like a date, a day or a number of the paper.
            "热线 0571-88-99 网址 1.2.3 周末 上周三版式 周三毛 头版 三版 《河畔》第128期 六周年",
        ] {
            assert_eq!(rules(text), [""; 0], "{text}");
        }
        assert_eq!(told("责编 周一 版式 周三毛", true), [""; 0]);
    }

    #[test]
    fn each_difference_is_told_by_its_rule() {
        for text in [
            "2026年11月25日",
            "2025年11月24日",
            "10月24日",
            "二〇二六年十一月二十五日",
            "十月二十四日",
            "2026-11-23",
            "2026.1.24",
            "2025/11/24",
        ] {
            assert_eq!(rules(text), ["date-differs"], "{text}");
        }
        assert_eq!(rules("星期三"), ["weekday-differs"]);
        assert_eq!(rules("星期天"), ["weekday-differs"]);
        assert_eq!(rules("文化 周三"), ["weekday-differs"]);
        assert_eq!(told("责编 洛微 星期三", true), ["weekday-differs"]);
        assert_eq!(rules("总第1233期"), ["issue-differs"]);
        assert_eq!(rules("第一二三三期"), ["issue-differs"]);
        assert_eq!(rules("第06版"), ["page-differs"]);
        assert_eq!(rules("第六版"), ["page-differs"]);
        assert_eq!(rules("A05版"), ["page-differs"]);
        assert_eq!(rules("99999999999月99999999999日"), [""; 0]);
    }

    #[test]
    fn numerals_have_their_values() {
        let value = |text: &str| number(&text.chars().collect::<Vec<_>>());
        for (text, expected) in [
            ("24", Some(24)),
            ("二〇二六", Some(2026)),
            ("十", Some(10)),
            ("十一", Some(11)),
            ("二十", Some(20)),
            ("二十五", Some(25)),
            ("", None),
            ("十十", None),
            ("二十五六", None),
            ("99999999999", None),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn a_page_over_two_sheets_may_say_either_number() {
        let mut edition = banxin_edition::template::edition("broadsheet", Date::default()).unwrap();
        edition.pages[0].number = "04-05".to_owned();
        let wrong = |text: &str| {
            let typed = Typed { text: text.to_owned(), names: false };
            !differences(&typed, &edition, &edition.pages[0]).is_empty()
        };
        assert!(!wrong("04版") && !wrong("第5版") && wrong("06版"));
    }
}
