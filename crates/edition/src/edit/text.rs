//! Changing the runs of a paragraph at offsets in characters.

use crate::model::{Mark, Run, normalise};

/// Cuts runs in two at an offset in characters, `None` if they are shorter.
fn split(runs: &[Run], offset: u32) -> Option<(Vec<Run>, Vec<Run>)> {
    let mut left = usize::try_from(offset).ok()?;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for run in runs {
        let length = run.text.chars().count();
        let cut = left.min(length);
        left -= cut;
        let byte = run.text.char_indices().nth(cut).map_or(run.text.len(), |(byte, _)| byte);
        let (head, tail) = run.text.split_at_checked(byte)?;
        before.push(Run { text: head.to_owned(), mark: run.mark });
        after.push(Run { text: tail.to_owned(), mark: run.mark });
    }
    (left == 0).then(|| (normalise(before), normalise(after)))
}

/// The runs with text put in at an offset, `None` if they are shorter than that.
pub(super) fn insert(runs: &[Run], offset: u32, text: &str, mark: Option<Mark>) -> Option<Vec<Run>> {
    let (mut joined, after) = split(runs, offset)?;
    joined.push(Run { text: text.to_owned(), mark });
    joined.extend(after);
    Some(normalise(joined))
}

/// The runs that stay and those that go when `start..end` is taken out, `None` if they are shorter than that.
pub(super) fn remove(runs: &[Run], start: u32, end: u32) -> Option<(Vec<Run>, Vec<Run>)> {
    let (mut joined, rest) = split(runs, start)?;
    let (gone, after) = split(&rest, end.checked_sub(start)?)?;
    joined.extend(after);
    Some((normalise(joined), gone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, mark: Option<Mark>) -> Run {
        Run { text: text.to_owned(), mark }
    }

    #[test]
    fn text_goes_in_and_comes_out_at_characters() {
        let runs = vec![run("甲乙", None), run("丙丁", Some(Mark::Strong)), run("戊", None)];
        let inserted = insert(&runs, 2, "子丑", Some(Mark::Strong)).unwrap();
        assert_eq!(inserted, [run("甲乙", None), run("子丑丙丁", Some(Mark::Strong)), run("戊", None)]);
        let (back, gone) = remove(&inserted, 2, 4).unwrap();
        assert_eq!((back, gone), (runs.clone(), vec![run("子丑", Some(Mark::Strong))]));
        let (left, gone) = remove(&runs, 1, 4).unwrap();
        assert_eq!(
            (left, gone),
            (vec![run("甲戊", None)], vec![run("乙", None), run("丙丁", Some(Mark::Strong))])
        );
        assert_eq!(insert(&runs, 6, "x", None), None);
        assert_eq!(remove(&runs, 3, 6), None);
        assert_eq!(remove(&runs, 3, 2), None);
        assert_eq!(insert(&[], 0, "头", None), Some(vec![run("头", None)]));
    }
}
