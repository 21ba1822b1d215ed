//! The order of a photo group's pictures, and the numbers of its captions (图号): 图1, 图①, 图一, which follow it.

use crate::edit::Edit;
use crate::model::{Mark, Paragraph, Photo, Run, Story};

/// Pictures as they are read: line by line of the page, each from left to right.
pub fn in_reading_order(photos: &[Photo]) -> Vec<&Photo> {
    let mut photos: Vec<&Photo> = photos.iter().collect();
    photos.sort_by_key(|photo| (photo.cells.line, photo.cells.column, photo.part));
    photos
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writing {
    /// 1, 2, 3; full-width digits are written so too.
    Digits,
    /// ①, ②, ③, as far as Unicode has them in one row.
    Circled,
    /// 一, 二, 三, up to ninety-nine.
    Han,
}

/// The most pictures whose numbers a circled sign or a Han numeral can say here.
const MOST: u32 = 20;

const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The number that the label of a caption says; `None` for a caption without a label or a label without a number.
pub fn caption_number(caption: &Paragraph) -> Option<u32> {
    let label = caption.runs.iter().find(|run| run.mark == Some(Mark::Label))?;
    find(&label.text).map(|(_, number, _)| number)
}

/// The edits that number the captions of a story by the order of its pictures in `order` (ids); captions whose label
/// says no number keep it. None where all numbers are right already.
pub fn renumber(story: &Story, order: &[&str]) -> Vec<Edit> {
    let captions = order.iter().filter_map(|id| story.caption_of(id));
    let numbered = captions.filter(|caption| caption_number(caption).is_some());
    let right = (1..).zip(numbered).filter(|(number, caption)| caption_number(caption) != Some(*number));
    right.map(|(number, caption)| set_number(story, caption, number)).collect()
}

fn set_number(story: &Story, caption: &Paragraph, number: u32) -> Edit {
    let first = caption.runs.iter().position(|run| run.mark == Some(Mark::Label));
    let runs = caption.runs.iter().enumerate().map(|(at, run)| {
        match find(&run.text).filter(|_| Some(at) == first) {
            Some(((from, to), _, writing)) => {
                let (before, after) = (run.text.get(..from), run.text.get(to..));
                let text = [before.unwrap_or_default(), &written(number, writing), after.unwrap_or_default()]
                    .concat();
                Run { text, mark: run.mark }
            }
            None => run.clone(),
        }
    });
    Edit::SetRuns { story: story.id.clone(), paragraph: caption.id, runs: runs.collect() }
}

/// The first number in a label: its bytes, its value, how it is written.
fn find(label: &str) -> Option<((usize, usize), u32, Writing)> {
    let writing = |c: char| match c {
        '0'..='9' | '０'..='９' => Some(Writing::Digits),
        '①'..='⑳' => Some(Writing::Circled),
        _ if HAN.iter().any(|numeral| numeral.starts_with(c)) => Some(Writing::Han),
        _ => None,
    };
    let (from, first) = label.char_indices().find(|(_, c)| writing(*c).is_some())?;
    let kind = writing(first)?;
    let alike = |c: &char| writing(*c) == Some(kind);
    let digits: Vec<char> = match kind {
        // A circled sign is a number by itself.
        Writing::Circled => vec![first],
        _ => label.get(from..)?.chars().take_while(alike).collect(),
    };
    let to = from + digits.iter().map(|c| c.len_utf8()).sum::<usize>();
    let value = match kind {
        Writing::Digits => digits.iter().try_fold(0_u32, |value, c| {
            let digit = c.to_digit(10).or_else(|| u32::from(*c).checked_sub(u32::from('０')))?;
            value.checked_mul(10)?.checked_add(digit)
        })?,
        Writing::Circled => u32::from(first) - u32::from('①') + 1,
        Writing::Han => han_value(&digits)?,
    };
    Some(((from, to), value, kind))
}

/// The value of a Han numeral up to ninety-nine.
fn han_value(numeral: &[char]) -> Option<u32> {
    let digit =
        |c: &char| (1..).zip(HAN).find(|(_, numeral)| numeral.starts_with(*c)).map(|(value, _)| value);
    match numeral {
        [one] => digit(one),
        ['十', unit] => Some(10 + digit(unit).filter(|unit| *unit < 10)?),
        [tens, '十'] => Some(digit(tens).filter(|tens| *tens < 10)? * 10),
        [tens, '十', unit] => Some(digit(tens).filter(|tens| *tens < 10)? * 10 + digit(unit)?),
        _ => None,
    }
}

fn written(number: u32, writing: Writing) -> String {
    match writing {
        Writing::Circled if number <= MOST => {
            char::from_u32(u32::from('①') + number - 1).into_iter().collect()
        }
        Writing::Han if number <= MOST => {
            let numeral = |number: u32| HAN.get(number as usize - 1).copied().unwrap_or_default();
            match number {
                0..=10 => numeral(number).to_owned(),
                11..=19 => format!("十{}", numeral(number - 10)),
                _ => "二十".to_owned(),
            }
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Document;
    use crate::model::{Date, Edition, Picture, Role};

    fn caption(id: u32, label: &str, text: &str) -> Paragraph {
        let run = |text: &str, mark| Run { text: text.to_owned(), mark };
        Paragraph { id, role: Role::Caption, runs: vec![run(label, Some(Mark::Label)), run(text, None)] }
    }

    fn edition(labels: [&str; 3]) -> Edition {
        let paragraphs: Vec<Paragraph> =
            (1..).zip(labels).map(|(id, label)| caption(id, label, "居民在搭花架。")).collect();
        let pictures = (1..=3_u32)
            .map(|n| Picture { id: format!("k{n}"), caption: Some(n), ..Picture::default() })
            .collect();
        let story = Story { id: "s01".to_owned(), paragraphs, pictures, ..Story::default() };
        let mut edition = crate::template::edition("broadsheet", Date::default()).unwrap();
        edition.stories.insert("s01".to_owned(), story);
        edition
    }

    #[test]
    fn numbers_follow_the_order_of_the_pictures_in_their_own_writing() {
        for (labels, expected) in [
            (["图1", "图2", "图3"], ["图2", "图3", "图1"]),
            (["▲图①", "▲图②", "▲图③"], ["▲图②", "▲图③", "▲图①"]),
            (["图一：", "图二：", "图三："], ["图二：", "图三：", "图一："]),
        ] {
            let mut document = Document::new(edition(labels));
            let before = crate::files(document.edition());
            let edits = renumber(&document.edition().stories["s01"], &["k3", "k1", "k2"]);
            let inverse = document.apply(&Edit::Batch(edits)).unwrap();
            let story = &document.edition().stories["s01"];
            let found: Vec<&str> = story.paragraphs.iter().map(|p| p.runs[0].text.as_str()).collect();
            assert_eq!(found, expected);
            assert_eq!(renumber(story, &["k3", "k1", "k2"]), Vec::new());
            document.apply(&inverse).unwrap();
            assert_eq!(before, crate::files(document.edition()));
        }
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let number = |label: &str| caption_number(&caption(1, label, "渡口"));
        for (label, expected) in [
            ("图1", Some(1)),
            ("图12", Some(12)),
            ("图３", Some(3)),
            ("图⑩", Some(10)),
            ("图十二", Some(12)),
            ("图二十", Some(20)),
            ("上图", None),
            ("图99999999999", None),
        ] {
            assert_eq!(number(label), expected, "{label}");
        }
    }
}
