//! 本报用词: words of the paper's own list (`[words]` in `paper.toml`): names and titles that are to be written so and not
//! otherwise, and words to avoid.

use crate::Finding;
use crate::stand::Stands;
use banxin_edition::model::{Edition, Page, Story};
use banxin_makeup::{Laid, Severity};

pub(crate) fn findings(edition: &Edition, laid: &[Laid], stands: &Stands<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if edition.paper.words.is_empty() {
        return findings;
    }
    for story in edition.stories.values() {
        let Some((page, block)) = block_of(edition, laid, story) else { continue };
        for paragraph in &story.paragraphs {
            let text: Vec<char> = paragraph.text().chars().collect();
            for (wrong, right) in &edition.paper.words {
                for at in places(&text, wrong, right) {
                    let (rule, words) = told(wrong, right);
                    let text = format!(
                        "{words} (story {}, paragraph {}, character {})",
                        story.id,
                        paragraph.id,
                        at + 1
                    );
                    let line =
                        u32::try_from(at).ok().and_then(|at| stands.line_of(&story.id, paragraph.id, at));
                    let finding = match line {
                        Some(line) => line.finding(rule, Severity::Warning, text),
                        None => Finding::new(rule, Severity::Warning, &page.number, block, text),
                    };
                    findings.push(finding.of_story(Some(&story.id)));
                }
            }
        }
    }
    findings
}

fn told(wrong: &str, right: &str) -> (&'static str, String) {
    if right.is_empty() {
        return ("word-avoid", format!("this paper does not write {wrong}; say it otherwise"));
    }
    ("word-wrong", format!("this paper writes {right} and not {wrong}; correct it"))
}

/// A block of the laid pages in which something of the story stands.
fn block_of<'e>(edition: &'e Edition, laid: &[Laid], story: &Story) -> Option<(&'e Page, &'e str)> {
    let pages = laid.iter().filter_map(|laid| edition.page(&laid.scene.page));
    let mut blocks = pages.flat_map(|page| page.shown().map(move |block| (page, block)));
    blocks
        .find(|(_, block)| block.kind.story() == Some(story.id.as_str()))
        .map(|(page, block)| (page, block.id.as_str()))
}

/// Where the wrong word stands in a text, and is not a piece of the right one.
fn places(text: &[char], wrong: &str, right: &str) -> Vec<usize> {
    let wrong: Vec<char> = wrong.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if wrong.is_empty() {
        return Vec::new();
    }
    let offsets: Vec<usize> =
        right.windows(wrong.len()).enumerate().filter(|(_, part)| *part == wrong).map(|(at, _)| at).collect();
    let within = |at: usize| {
        let begins = offsets.iter().filter_map(|offset| at.checked_sub(*offset));
        begins.filter_map(|from| text.get(from..)).any(|rest| rest.starts_with(&right))
    };
    let found = text.windows(wrong.len()).enumerate().filter(|(_, part)| *part == wrong);
    found.map(|(at, _)| at).filter(|at| !within(*at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, wrong: &str, right: &str) -> Vec<usize> {
        places(&text.chars().collect::<Vec<_>>(), wrong, right)
    }

    #[test]
    fn a_wrong_word_inside_the_right_one_is_right() {
        assert_eq!(found("登录帐号，又登录帐号", "帐号", "账号"), [2, 8]);
        assert_eq!(found("云汀日报社与云汀日报", "云汀日报", "云汀日报社"), [6]);
        assert_eq!(found("省人大常委会、人大常委", "人大常委", "人大常委会"), [7]);
        assert_eq!(found("最佳", "最佳", ""), [0]);
        assert_eq!(found("最", "最佳", ""), [0; 0]);
    }
}
