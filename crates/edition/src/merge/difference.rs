//! The edits that lead from one edition to another (差异): what somebody else's save comes to, and what a version put
//! back comes to. The house style is no matter of edits and left out.

use crate::Edit;
use crate::model::{Block, Edition, Page, Paragraph, Picture, Story};

/// The edits that make `from` into `to`, in an order in which they can be applied as one batch; none if both say the
/// same.
pub fn difference(from: &Edition, to: &Edition) -> Vec<Edit> {
    let mut edits = header(from, to);
    edits.extend(pages(&from.pages, &to.pages));
    for (id, story) in &to.stories {
        match from.stories.get(id) {
            Some(old) => edits.extend(story_edits(old, story)),
            None => edits.push(Edit::PutStory { story: story.clone() }),
        }
    }
    let gone = from.stories.keys().filter(|id| !to.stories.contains_key(*id));
    edits.extend(gone.map(|id| Edit::RemoveStory { story: id.clone() }));
    edits
}

fn header(from: &Edition, to: &Edition) -> Vec<Edit> {
    let mut edits = Vec::new();
    if from.date != to.date {
        edits.push(Edit::SetDate { date: to.date });
    }
    if from.issue != to.issue {
        edits.push(Edit::SetIssue { issue: to.issue });
    }
    if from.staff != to.staff {
        edits.push(Edit::SetStaff { staff: to.staff.clone() });
    }
    if from.faces != to.faces {
        edits.push(Edit::SetFaces { faces: to.faces.clone() });
    }
    edits
}

fn pages(from: &[Page], to: &[Page]) -> Vec<Edit> {
    let steps = steps(from, to, |page| page.number.clone());
    let mut edits = Vec::new();
    for step in steps {
        match step {
            Step::Gone(number) => edits.push(Edit::RemovePage { page: number }),
            Step::Moved(at, page) | Step::New(at, page) => {
                edits.push(Edit::PutPage { at, page: page.clone() })
            }
            Step::Changed(at, old, page) => edits.extend(page_edits(at, old, page)),
        }
    }
    edits
}

/// The edits of one page that stays at its place.
fn page_edits(at: u32, from: &Page, to: &Page) -> Vec<Edit> {
    let bare = |page: &Page| Page { title: String::new(), blocks: Vec::new(), ..page.clone() };
    if bare(from) != bare(to) {
        return vec![Edit::PutPage { at, page: to.clone() }];
    }
    let page = || to.number.clone();
    let mut edits = Vec::new();
    if from.title != to.title {
        edits.push(Edit::SetPageTitle { page: page(), title: to.title.clone() });
    }
    let put = |at: u32, block: &Block| Edit::PutBlock { page: page(), at, block: block.clone() };
    for step in steps(&from.blocks, &to.blocks, |block| block.id.clone()) {
        edits.push(match step {
            Step::Gone(block) => Edit::RemoveBlock { page: page(), block },
            Step::Moved(at, block) | Step::New(at, block) | Step::Changed(at, _, block) => put(at, block),
        });
    }
    edits
}

fn story_edits(from: &Story, to: &Story) -> Vec<Edit> {
    let story = || to.id.clone();
    let mut edits = Vec::new();
    let about = |story: &Story| (story.kind, story.link.clone(), story.doubles.clone());
    if about(from) != about(to) {
        let (kind, link, doubles) = about(to);
        edits.push(Edit::SetStory { story: story(), kind, link, doubles });
    }
    for step in steps(&from.paragraphs, &to.paragraphs, |paragraph| paragraph.id) {
        match step {
            Step::Gone(paragraph) => edits.push(Edit::RemoveParagraph { story: story(), paragraph }),
            Step::New(at, paragraph) => {
                edits.push(Edit::InsertParagraph { story: story(), at, paragraph: paragraph.clone() });
            }
            Step::Moved(at, paragraph) => {
                edits.push(Edit::RemoveParagraph { story: story(), paragraph: paragraph.id });
                edits.push(Edit::InsertParagraph { story: story(), at, paragraph: paragraph.clone() });
            }
            Step::Changed(_, old, paragraph) => edits.extend(paragraph_edits(&to.id, old, paragraph)),
        }
    }
    let put = |at: u32, picture: &Picture| Edit::PutPicture { story: story(), at, picture: picture.clone() };
    for step in steps(&from.pictures, &to.pictures, |picture| picture.id.clone()) {
        edits.push(match step {
            Step::Gone(picture) => Edit::RemovePicture { story: story(), picture },
            Step::Moved(at, picture) | Step::New(at, picture) | Step::Changed(at, _, picture) => {
                put(at, picture)
            }
        });
    }
    edits
}

fn paragraph_edits(story: &str, from: &Paragraph, to: &Paragraph) -> Vec<Edit> {
    let (story, paragraph) = (|| story.to_owned(), to.id);
    let mut edits = Vec::new();
    if from.role != to.role {
        edits.push(Edit::SetRole { story: story(), paragraph, role: to.role });
    }
    if from.runs != to.runs {
        edits.push(Edit::SetRuns { story: story(), paragraph, runs: to.runs.clone() });
    }
    edits
}

/// What happens to one item on the way from one list to another; places count from 0 at the moment of the step.
enum Step<'l, T, K> {
    /// It goes.
    Gone(K),
    /// It comes.
    New(u32, &'l T),
    /// It goes to another place, and may be another one there.
    Moved(u32, &'l T),
    /// It stays at its place and is another one: what it was and what it is.
    Changed(u32, &'l T, &'l T),
}

/// The steps from one list of things with keys to another.
fn steps<'l, T: PartialEq, K: PartialEq>(
    from: &'l [T],
    to: &'l [T],
    key: impl Fn(&T) -> K,
) -> Vec<Step<'l, T, K>> {
    let stays = |item: &&T| to.iter().any(|other| key(other) == key(item));
    let gone = from.iter().filter(|item| !stays(item)).map(|item| Step::Gone(key(item)));
    let mut steps: Vec<Step<'l, T, K>> = gone.collect();
    let mut now: Vec<&'l T> = from.iter().filter(stays).collect();
    for (index, item) in to.iter().enumerate() {
        let at = u32::try_from(index).unwrap_or(u32::MAX);
        match now.iter().position(|one| key(one) == key(item)) {
            None => {
                steps.push(Step::New(at, item));
                now.insert(index.min(now.len()), item);
            }
            Some(place) if place == index => {
                let old = now.get(index).copied().filter(|old| *old != item);
                steps.extend(old.map(|old| Step::Changed(at, old, item)));
            }
            Some(place) => {
                now.remove(place);
                steps.push(Step::Moved(at, item));
                now.insert(index.min(now.len()), item);
            }
        }
    }
    steps
}
