//! 日期, 星期, 期号, 版次 that somebody typed into the furniture of a page (版名条, 责编 line) and that disagree with the
//! edition: the classic of a page made from yesterday's. What the 报头 and 报眉 say of themselves comes from the edition
//! and cannot disagree.

use crate::Finding;
use banxin_edition::model::{Block, BlockKind, Edition, Page};
use banxin_makeup::{Laid, Severity};

pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid.iter().filter_map(|laid| edition.page(&laid.scene.page)) {
        for block in page.shown() {
            for text in typed(edition, page, block) {
                for (rule, said, is) in differences(&text, edition, page) {
                    let text = format!("it says {said} here and the edition has {is}; correct one of them");
                    let finding = Finding::new(rule, Severity::Error, &page.number, &block.id, text);
                    findings.push(finding.of_story(block.kind.story()));
                }
            }
        }
    }
    findings
}

/// The texts that somebody typed and a piece of furniture shows.
fn typed(edition: &Edition, page: &Page, block: &Block) -> Vec<String> {
    match &block.kind {
        BlockKind::PageTitle { story } => {
            let story = edition.stories.get(story);
            story.map(|story| story.paragraphs.iter().map(|one| one.text()).collect()).unwrap_or_default()
        }
        BlockKind::Folio => vec![page.title.clone(), staff(edition, page)],
        BlockKind::Staff => vec![staff(edition, page)],
        _ => Vec::new(),
    }
}

fn staff(edition: &Edition, page: &Page) -> String {
    page.staff.as_ref().unwrap_or(&edition.staff).clone()
}

/// What a text says otherwise than the edition: the rule, what it says, what is so.
fn differences(text: &str, edition: &Edition, page: &Page) -> Vec<(&'static str, String, String)> {
    // 全角 digits are digits.
    let text: Vec<char> = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect();
    let date = edition.date;
    let mut differences = Vec::new();
    for (at, c) in text.iter().enumerate() {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        match c {
            '月' => {
                let Some((month, day)) = number_before(before).zip(number_and(after, '日')) else {
                    continue;
                };
                let year = year_before(before);
                let same = month == u32::from(date.month) && day == u32::from(date.day);
                if !same || year.is_some_and(|year| year != u32::from(date.year)) {
                    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
                    let is = format!("{}年{}月{}日", date.year, date.month, date.day);
                    differences.push(("date-differs", format!("{year}{month}月{day}日"), is));
                }
            }
            '星' => {
                let Some(day) = weekday(after) else { continue };
                let is = date.weekday().to_string();
                if !is.ends_with(day) {
                    differences.push(("weekday-differs", format!("星期{day}"), is));
                }
            }
            '第' => {
                let (Some(said), Some(issue)) = (number_and(after, '期'), edition.issue) else { continue };
                if said != issue {
                    differences.push(("issue-differs", format!("第{said}期"), format!("第{issue}期")));
                }
            }
            '版' => {
                let Some(said) = page_before(before) else { continue };
                if bare(&said) != bare(&page.number) {
                    differences.push(("page-differs", format!("{said}版"), format!("{}版", page.number)));
                }
            }
            _ => {}
        }
    }
    differences
}

/// The number in digits at a text's end.
fn number_before(text: &[char]) -> Option<u32> {
    let digits = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let digits: String = text.get(text.len() - digits..)?.iter().collect();
    digits.parse().ok()
}

/// The number in digits at a text's beginning, if this character follows it.
fn number_and(text: &[char], unit: char) -> Option<u32> {
    let digits: String = text.iter().take_while(|c| c.is_ascii_digit()).collect();
    (text.get(digits.len()) == Some(&unit)).then(|| digits.parse().ok()).flatten()
}

/// The year of a date whose month ends the text: `2026年11`.
fn year_before(text: &[char]) -> Option<u32> {
    let month = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    number_before(text.get(..text.len() - month)?.strip_suffix(&['年'])?)
}

/// The day after 星: `期二`.
fn weekday(text: &[char]) -> Option<char> {
    match text {
        ['期', '天', ..] => Some('日'),
        ['期', day, ..] if "一二三四五六日".contains(*day) => Some(*day),
        _ => None,
    }
}

/// The number of a page before 版: `A05`. `共8版` and `今日8版` say how many there are.
fn page_before(text: &[char]) -> Option<String> {
    let length = text.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let (before, digits) = text.split_at_checked(text.len() - length).filter(|_| length > 0)?;
    let counted = matches!(before.last(), Some('共' | '日' | '期'));
    let letter = before.last().filter(|c| c.is_ascii_uppercase());
    (!counted).then(|| letter.into_iter().chain(digits).collect())
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
    use banxin_edition::model::Date;

    fn rules(text: &str) -> Vec<&'static str> {
        let date = Date::new(2026, 11, 24).unwrap();
        let mut edition = banxin_edition::template::edition("broadsheet", date).unwrap();
        edition.issue = Some(1234);
        edition.pages[0].number = "05".to_owned();
        differences(text, &edition, &edition.pages[0]).into_iter().map(|(rule, ..)| rule).collect()
    }

    #[test]
    fn what_agrees_is_no_difference() {
        for text in [
            "2026年11月24日　星期二　第1234期　05版",
            "２０２６年１１月２４日 第5版",
            "11月24日",
            "今日8版 共12版 星期 第期 版 月日",
        ] {
            assert_eq!(rules(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn each_difference_is_told_by_its_rule() {
        assert_eq!(rules("2026年11月25日"), ["date-differs"]);
        assert_eq!(rules("2025年11月24日"), ["date-differs"]);
        assert_eq!(rules("10月24日"), ["date-differs"]);
        assert_eq!(rules("星期三"), ["weekday-differs"]);
        assert_eq!(rules("星期天"), ["weekday-differs"]);
        assert_eq!(rules("总第1233期"), ["issue-differs"]);
        assert_eq!(rules("第06版"), ["page-differs"]);
        assert_eq!(rules("A05版"), ["page-differs"]);
        assert_eq!(rules("99999999999月99999999999日"), [""; 0]);
    }
}
