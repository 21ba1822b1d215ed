//! One paragraph that two sides changed: both changes, if they lie apart.

use crate::model::{Mark, Run, normalise};

type Signs = Vec<(char, Option<Mark>)>;

/// The text with both sides' changes, `None` where they meet.
pub(super) fn merge(base: &[Run], ours: &[Run], theirs: &[Run]) -> Option<Vec<Run>> {
    let [base, ours, theirs] = [base, ours, theirs].map(signs);
    let (mine, other) = (changed(&base, &ours), changed(&base, &theirs));
    // Texts put in at one place, or right beside what the other side took away, have no order of their own.
    let (first, second, first_text, second_text) = if mine.end < other.start {
        (mine, other, &ours, &theirs)
    } else if other.end < mine.start {
        (other, mine, &theirs, &ours)
    } else {
        return None;
    };
    let new =
        |range: &Range, text: &Signs| text.get(range.start..text.len() - range.after).map(<[_]>::to_vec);
    let mut merged = base.get(..first.start)?.to_vec();
    merged.extend(new(&first, first_text)?);
    merged.extend_from_slice(base.get(first.end..second.start)?);
    merged.extend(new(&second, second_text)?);
    merged.extend_from_slice(base.get(second.end..)?);
    Some(runs(merged))
}

/// What of the base was replaced, and how much of the end is common.
struct Range {
    start: usize,
    end: usize,
    after: usize,
}

fn changed(base: &Signs, text: &Signs) -> Range {
    let start = base.iter().zip(text).take_while(|(one, other)| one == other).count();
    let most = base.len().min(text.len()) - start;
    let tails = base.iter().rev().zip(text.iter().rev());
    let after = tails.take(most).take_while(|(one, other)| one == other).count();
    Range { start, end: base.len() - after, after }
}

fn signs(runs: &[Run]) -> Signs {
    runs.iter().flat_map(|run| run.text.chars().map(move |c| (c, run.mark))).collect()
}

fn runs(signs: Signs) -> Vec<Run> {
    normalise(signs.into_iter().map(|(c, mark)| Run { text: c.to_string(), mark }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Run> {
        normalise(vec![Run { text: text.to_owned(), mark: None }])
    }

    #[test]
    fn changes_that_lie_apart_go_together() {
        let merged = |ours: &str, theirs: &str| merge(&of("甲乙丙丁戊"), &of(ours), &of(theirs));
        assert_eq!(merged("甲x乙丙丁戊", "甲乙丙丁y戊"), Some(of("甲x乙丙丁y戊")));
        assert_eq!(merged("甲乙丙丁", "子甲乙丙丁戊"), Some(of("子甲乙丙丁")));
        assert_eq!(merged("甲乙丁戊", "甲乙丙丁戊己"), Some(of("甲乙丁戊己")));
        assert_eq!(merged("甲x丙丁戊", "甲y丙丁戊"), None);
        assert_eq!(merged("x甲乙丙丁戊", "y甲乙丙丁戊"), None);
        assert_eq!(merged("甲丙丁戊", "甲乙x丙丁戊"), None, "beside what went");
    }
}
