//! The known word that a mistyped one most likely meant, for error messages.

/// `unknown X "word"` with what it may have meant, else with all that is known.
pub(crate) fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    let shown: String = word.chars().take(60).collect();
    match nearest(word, known) {
        Some(meant) => format!("unknown {what} {shown:?}; did you mean {meant}?"),
        None => format!("unknown {what} {shown:?}; known are {}", known.join(", ")),
    }
}

/// The known word at the smallest edit distance, if that is small for its length; the first of equals.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(60).collect();
    let (distance, meant) = known.iter().map(|one| (distance(&word, one), *one)).min_by_key(|(d, _)| *d)?;
    (distance * 2 <= meant.chars().count() && distance <= 3).then_some(meant)
}

/// Levenshtein's distance in characters.
fn distance(word: &[char], known: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (line, expected) in known.chars().enumerate() {
        let mut next = vec![line + 1];
        for ((found, above), diagonal) in word.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or_default();
            let step = diagonal + usize::from(*found != expected);
            next.push(step.min(left + 1).min(above + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        let known = ["title", "colour", "head-lines"];
        assert_eq!(nearest("color", &known), Some("colour"));
        assert_eq!(nearest("headlines", &known), Some("head-lines"));
        assert_eq!(nearest("titel", &known), Some("title"));
        assert_eq!(nearest("版名", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
