//! 重稿 between manuscripts: a new story whose text the edition has already, or another manuscript of the same call,
//! is named as the double of that one, so that it is not placed. Doubles inside one manuscript the importer finds.

use banxin_edition::import::{Finding, LEAST_SHINGLES, Manuscript, Severity, shingles, telling};
use banxin_edition::model::{Edition, Story, StoryKind};
use std::collections::HashMap;

/// A story that new ones are compared with.
struct Known {
    /// The story to name: its own id, or that of the story it doubles.
    id: String,
    title: String,
    kind: StoryKind,
    link: Option<String>,
    /// Whether it stands on the page that the new stories go to.
    here: bool,
    plain: Vec<char>,
    shingles: usize,
}

/// The stories known so far, and which of them hold a shingle.
#[derive(Default)]
struct Pool {
    known: Vec<Known>,
    index: HashMap<u64, Vec<usize>>,
}

/// Names the doubles among the manuscripts' stories, which are to go to the page `number`, and reports each.
pub(crate) fn name(edition: &Edition, number: &str, read: &mut [Manuscript]) {
    let page = edition.page(number);
    let mut pool = Pool::default();
    for story in edition.stories.values() {
        let here = page.is_some_and(|p| p.blocks.iter().any(|b| b.kind.story() == Some(&story.id)));
        pool.add(story, here);
    }
    for manuscript in read {
        let mut moved: Vec<(String, String)> = Vec::new();
        for imported in &mut manuscript.stories {
            let story = &mut imported.story;
            if story.doubles.is_some() {
                continue;
            }
            let Some((known, percent)) = pool.nearest(story) else { continue };
            manuscript.findings.push(Finding {
                rule: "doubled-story",
                severity: Severity::Warning,
                story: story.id.clone(),
                paragraph: story.paragraphs.first().map(|p| p.id),
                text: format!(
                    "{percent} % of the text of this story ({}) is already in {} ({}); this one is left unplaced",
                    story.title(),
                    known.id,
                    known.title
                ),
                repair: None,
                repaired: false,
            });
            moved.push((story.id.clone(), known.id.clone()));
            story.doubles = Some(known.id.clone());
        }
        // A double of a double is a double of the first.
        for imported in &mut manuscript.stories {
            let story = &mut imported.story;
            if let Some((_, first)) = moved.iter().find(|(id, _)| story.doubles.as_ref() == Some(id)) {
                story.doubles = Some(first.clone());
            }
        }
        for imported in &manuscript.stories {
            pool.add(&imported.story, true);
        }
    }
}

impl Pool {
    fn add(&mut self, story: &Story, here: bool) {
        let plain = plain(story);
        let shingles = shingles(plain.iter().copied());
        let at = self.known.len();
        for shingle in &shingles {
            self.index.entry(*shingle).or_default().push(at);
        }
        self.known.push(Known {
            id: story.doubles.clone().unwrap_or_else(|| story.id.clone()),
            title: story.title(),
            kind: story.kind,
            link: story.link.clone(),
            here,
            plain,
            shingles: shingles.len(),
        });
    }

    /// The story that this one doubles, and how much of the text they share, in percent.
    fn nearest(&self, story: &Story) -> Option<(&Known, usize)> {
        let plain = plain(story);
        match story.kind {
            // A page has one title, and makeup sees to it.
            StoryKind::PageTitle => return None,
            // The same code or guide may well stand on two pages, though not twice on one.
            StoryKind::Qr | StoryKind::Contents => {
                let same =
                    |k: &&Known| k.here && k.kind == story.kind && k.link == story.link && k.plain == plain;
                return self.known.iter().find(same).map(|known| (known, 100));
            }
            StoryKind::Article | StoryKind::Photos => {}
        }
        let set = shingles(plain.iter().copied());
        if set.len() < LEAST_SHINGLES {
            let same = |k: &&Known| !plain.is_empty() && k.kind == story.kind && k.plain == plain;
            return self.known.iter().find(same).map(|known| (known, 100));
        }
        let mut shared = vec![0; self.known.len()];
        for at in set.iter().filter_map(|shingle| self.index.get(shingle)).flatten() {
            if let Some(count) = shared.get_mut(*at) {
                *count += 1;
            }
        }
        // The most shared of all, the earliest of equals.
        let (known, shared) = self.known.iter().zip(shared).rev().max_by_key(|(_, shared)| *shared)?;
        let (in_new, in_old) = (shared * 100 / set.len(), shared * 100 / known.shingles.max(1));
        // Short texts share phrases without being the same, as the importer judges inside one manuscript.
        let least = if set.len() < 60 { 90 } else { 70 };
        if in_new >= least {
            return Some((known, in_new));
        }
        // The old story stands wholly in a longer new one: printed both, it would be read twice.
        (in_old >= 90 && known.shingles >= 30).then_some((known, in_new))
    }
}

/// The letters of what a story tells; of all its words where it has no text.
fn plain(story: &Story) -> Vec<char> {
    let letters = |all: bool| -> Vec<char> {
        let paragraphs = story.paragraphs.iter().filter(|p| all || telling(p.role));
        let text: String = paragraphs.flat_map(|p| &p.runs).map(|run| run.text.as_str()).collect();
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let told = letters(false);
    if told.is_empty() { letters(true) } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_edition::model::{Paragraph, Role, Run};

    fn story(id: &str, kind: StoryKind, text: &str) -> Story {
        let runs = vec![Run { text: text.to_owned(), mark: None }];
        let paragraphs = vec![Paragraph { id: 1, role: Role::Body, runs }];
        Story { id: id.to_owned(), kind, paragraphs, ..Story::default() }
    }

    fn text(from: u32, to: u32) -> String {
        (from..to).filter_map(|n| char::from_u32(0x4e00 + n)).collect()
    }

    fn pool(stories: &[Story], here: bool) -> Pool {
        let mut pool = Pool::default();
        stories.iter().for_each(|story| pool.add(story, here));
        pool
    }

    #[test]
    fn near_texts_double_and_others_do_not() {
        let article = |from, to| story("s09", StoryKind::Article, &text(from, to));
        let pool = pool(&[article(0, 50), Story { id: "s02".to_owned(), ..article(1000, 1200) }], false);
        let nearest = |story: &Story| pool.nearest(story).map(|(known, _)| known.id.clone());
        assert_eq!(nearest(&article(1000, 1200)), Some("s02".to_owned()));
        assert_eq!(nearest(&article(1040, 1240)), Some("s02".to_owned()), "80 % the same");
        assert_eq!(nearest(&article(1080, 1280)), None, "60 % the same");
        assert_eq!(nearest(&article(990, 1500)), Some("s02".to_owned()), "the old one wholly inside");
        assert_eq!(nearest(&article(2000, 2200)), None);
    }

    #[test]
    fn a_code_doubles_on_its_own_page_only() {
        let code = story("s01", StoryKind::Qr, "扫码看视频");
        assert!(pool(std::slice::from_ref(&code), true).nearest(&code).is_some());
        assert!(pool(std::slice::from_ref(&code), false).nearest(&code).is_none());
        let title = story("s01", StoryKind::PageTitle, "要闻");
        assert!(pool(std::slice::from_ref(&title), true).nearest(&title).is_none());
    }
}
