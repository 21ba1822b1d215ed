//! What stands between marks that come in pairs is of one piece: 《》 and 〈〉 hold a name, quotes and brackets what is
//! said in one breath.

use super::Cut;
use super::reading::Reading;
use crate::class::Class;

/// Characters between quotes up to which they are not broken.
const SHORT_QUOTE: usize = 10;

/// For the place after each unit, the gravest rule that a line end there would break.
pub(super) fn enclosed(reading: &Reading<'_>) -> Vec<Option<Cut>> {
    let mut cuts = vec![None; reading.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for at in 0..reading.len() {
        let Some(mark) = reading.character(at) else { continue };
        match reading.class(at) {
            Some(Class::Opening) => open.push((at, mark)),
            Some(Class::Closing) => {
                // A mark that nothing opened, or that was never closed, encloses nothing.
                let Some(depth) = open.iter().rposition(|(_, opening)| are_pair(*opening, mark)) else {
                    continue;
                };
                let begin = open.split_off(depth).first().map_or(at, |(begin, _)| *begin);
                let cut = kind(mark, at - begin - 1);
                for slot in cuts.iter_mut().take(at).skip(begin) {
                    *slot = (*slot).max(Some(cut));
                }
            }
            _ => {}
        }
    }
    cuts
}

fn are_pair(opening: char, closing: char) -> bool {
    let pairs = ["“”", "‘’", "「」", "『』", "（）", "《》", "〈〉", "【】", "〖〗", "〔〕", "［］", "｛｝"];
    pairs.iter().any(|pair| pair.starts_with(opening) && pair.ends_with(closing))
}

fn kind(closing: char, characters: usize) -> Cut {
    match closing {
        '》' | '〉' => Cut::Name,
        _ if characters > SHORT_QUOTE => Cut::LongQuote,
        _ => Cut::Quote,
    }
}
