//! How well one part follows another (see [`super::sequence`]), and whether a new story starts there.

use super::facts::Facts;
use super::fit::when;
use super::lines::Piece;
use super::sequence::Part;
use super::signs::blocks::Note as Told;
use super::text::Ending;

/// One step from a part to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Its score.
    pub(super) score: i32,
    /// Whether a story starts with the piece stepped to.
    pub(super) opens: bool,
}

/// A step that is not taken unless there is no other.
const NOT: i32 = -3_000;

/// The step to the piece `at` as `to`, from the piece before it as `from` (`None` at the start).
pub(super) fn step(pieces: &[Piece], facts: &[Facts], at: usize, from: Option<Part>, to: Part) -> Step {
    let (Some(piece), Some(fact)) = (pieces.get(at), facts.get(at)) else {
        return Step { score: 0, opens: false };
    };
    let before = at.checked_sub(1).and_then(|n| facts.get(n));
    let (mut score, opens) = match (from, before) {
        (Some(from), Some(before)) => between(from, to, before, fact, at),
        _ => (first(to), true),
    };
    let in_text = from.is_some_and(|from| place(from) == Place::Text);
    if opens {
        score += 25 * fact.extra_gap.clamp(-1, 2) + when(piece.ruled, 100);
        let repeats = fact.repeat_starts || fact.repeat_ended;
        score += when(repeats && in_text, 170);
        score -= when(piece.same_line, 120);
    } else {
        score -= when(fact.repeat_starts && in_text, 170);
        score -= when(fact.repeat_ended && in_text && to == Part::Body, 170);
        score -= when(piece.ruled, 80);
    }
    Step { score, opens }
}

/// The first piece of a manuscript.
fn first(to: Part) -> i32 {
    use Part::*;
    match to {
        Title => 10,
        Kicker | Headline | Section | ContentsHead | Folio => 0,
        Start => -30,
        Note => 0,
        Caption | Qr | ContentsItem => -40,
        Jump => -60,
        _ => NOT,
    }
}

/// The kinds of place a part stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before any story.
    Page,
    /// In the head of a story.
    Head,
    /// In the text.
    Text,
    /// In a guide or QR block.
    Block,
}

fn place(part: Part) -> Place {
    use Part::*;
    match part {
        Title | Folio => Place::Page,
        Section | Kicker | Headline | Subhead | Byline => Place::Head,
        Note | Summary | Body | Start | Crosshead | Caption | Credit | Signature | Jump => Place::Text,
        ContentsHead | ContentsItem | Qr => Place::Block,
    }
}

/// The score of a step and whether it opens a story.
fn between(from: Part, to: Part, before: &Facts, fact: &Facts, at: usize) -> (i32, bool) {
    use Part::*;
    match to {
        Title => {
            let score = match from {
                Folio if at < 6 => 0,
                Title if at < 4 => -140,
                _ => NOT,
            };
            (score, false)
        }
        Folio => match from {
            Title | Folio => (20, false),
            Body | Start | Caption | Credit | Signature | Jump => (-10, false),
            Qr | ContentsItem => (-20, true),
            _ => (NOT, false),
        },
        Section | Kicker | Headline => head(from, to, before, fact),
        Subhead => match from {
            Headline => (pair(before, fact).subhead, false),
            Subhead => (-20, false),
            _ => (NOT, false),
        },
        Byline => (byline(from), false),
        Signature => match from {
            Body | Start | Summary => (0, false),
            Caption | Credit => (-10, false),
            Signature => (10, false),
            Jump => (-10, false),
            _ => (NOT, false),
        },
        Note => note(from, before, fact),
        Summary => match from {
            Headline | Subhead | Byline | Kicker => (0, false),
            Note => (-20, false),
            _ => (NOT, false),
        },
        Body => (body(from, before, fact), false),
        Start => start(from, fact),
        Crosshead => (crosshead(from, before), false),
        Caption => caption(from),
        Credit => match from {
            Caption => (30, false),
            Credit => (10, false),
            Body | Start => (-10, false),
            Signature | Jump => (-10, false),
            Headline | Subhead | Byline | Section => (-60, false),
            _ => (NOT, false),
        },
        Jump => match from {
            ContentsHead | ContentsItem => (-500, true),
            Body | Caption | Credit | Signature | Jump if fact.comes_from => (10, true),
            Body | Start | Caption | Credit | Signature | Crosshead => (20, false),
            Headline | Subhead | Byline | Note | Summary => (-10, false),
            Jump => (-30, false),
            _ => (-60, true),
        },
        ContentsHead => match place(from) {
            Place::Text | Place::Page => (0, true),
            Place::Block => (-20, true),
            Place::Head => (-150, true),
        },
        ContentsItem => match from {
            ContentsHead | ContentsItem => (30, false),
            Title | Folio => (-40, true),
            _ if place(from) == Place::Head => (NOT, true),
            _ => (-60, true),
        },
        Qr => match from {
            Qr => (30, false),
            Crosshead => (-120, true),
            _ if place(from) == Place::Head => (-120, true),
            _ => (-10, true),
        },
    }
}

/// A step into 栏目名, 引题 or 主题.
fn head(from: Part, to: Part, before: &Facts, fact: &Facts) -> (i32, bool) {
    use Part::*;
    let unfinished = match before.ending {
        Ending::Pause => -160,
        Ending::Open if before.em > 12 => -50,
        _ => 0,
    };
    match (from, to) {
        (Title | Folio, _) => (10, true),
        (Section, Section) => (-60, false),
        (Section, _) => (15, false),
        (Kicker, Headline) => (pair(before, fact).headline, false),
        (Kicker, Kicker) => (-50, false),
        (Kicker, _) => (NOT, false),
        (Headline, Headline) => (pair(before, fact).two_lines, false),
        // A head without any text before the next head: a line of a list of headlines.
        (Headline | Subhead, Kicker) => (-150, true),
        (Headline | Subhead, _) => (-160, true),
        (Byline, _) => (-150, true),
        (Note, _) => (0, before.note == Told::After),
        (Signature, _) => (40, true),
        (Jump, _) if before.comes_from => (-60, true),
        (Jump, _) => (30, true),
        // Under a group of pictures the next line opens the next story; a short title is seen by that alone.
        (Credit, _) if before.group_credit && fact.em < 8 => (60, true),
        (Credit, _) => (20, true),
        (Caption, _) => (10, true),
        (Crosshead, _) => (-160, true),
        (Body | Start, _) if before.signed => (60, true),
        (Body | Start, _) => (-50 + unfinished, true),
        (Summary, _) => (-120, true),
        (ContentsHead, _) => (-60, true),
        (ContentsItem | Qr, _) => (0, true),
    }
}

/// What two lines of a head are to each other.
struct Pair {
    /// 引题 and 主题.
    headline: i32,
    /// 主题 and 副题.
    subhead: i32,
    /// A 主题 in two lines.
    two_lines: i32,
}

/// Weighs two neighbouring lines of a head.
fn pair(first: &Facts, second: &Facts) -> Pair {
    let mut pair = Pair { headline: 20, subhead: 0, two_lines: -30 };
    if second.subhead == 1 && first.subhead == 0 {
        pair.subhead += 25;
    }
    // A question or a call is a headline, hardly a 引题.
    if first.ending == Ending::Call && !first.kicker {
        pair.headline -= 30;
        pair.subhead += 30;
    }
    if first.kicker || first.office {
        pair.headline += 20;
    }
    // A long factual line under a shorter one explains it; over a shorter one it leads to it.
    if second.em >= first.em + 8 && second.em >= 18 && !first.office && !first.kicker {
        pair.subhead += 30;
    }
    // Two lines of one length and one build are one headline (对仗).
    let even = first.em == second.em && (5..=14).contains(&first.em) && first.parts == second.parts;
    if even && !first.office && second.subhead == 0 {
        pair.two_lines += 70;
    }
    pair
}

/// A step into a byline after a head.
fn byline(from: Part) -> i32 {
    use Part::*;
    match from {
        Headline | Subhead => 45,
        Byline => 20,
        Kicker | Section => -80,
        Note | Summary => 0,
        Jump => -40,
        Caption | Credit => -60,
        _ => NOT,
    }
}

/// A step into an editor's note, or on within it.
fn note(from: Part, before: &Facts, fact: &Facts) -> (i32, bool) {
    use Part::*;
    match from {
        Note if fact.note == Told::No => (if before.note == Told::Label { 120 } else { -70 }, false),
        Headline | Subhead | Byline | Section if fact.note != Told::No => (0, false),
        Body | Start | Signature | Jump | Caption | Credit if fact.note == Told::After => (10, false),
        Title | Folio | Qr | ContentsItem if fact.note != Told::No => (0, true),
        Body | Start | Signature | Jump | Caption | Credit if fact.note != Told::No => (-20, true),
        _ => (NOT, false),
    }
}

/// A step into running text.
fn body(from: Part, before: &Facts, fact: &Facts) -> i32 {
    use Part::*;
    let strong = fact.dateline.is_some_and(|dateline| dateline.strong);
    // 据《…》报道 is a dateline at the head of a story and plain words within it.
    let weak = fact.dateline.is_some_and(|dateline| !dateline.strong);
    let either = |dated: i32, perhaps: i32, plain: i32| match (strong, weak) {
        (true, _) => dated,
        (_, true) => perhaps,
        _ => plain,
    };
    match from {
        Headline => either(60, 20, -25),
        Subhead => either(60, 10, -10),
        Byline => either(30, 20, 20),
        Body | Start => either(-110, 10, 10),
        Crosshead => either(-180, -60, 25),
        Note if before.note == Told::Label => -100,
        Note => 0,
        Summary => 10,
        Caption | Credit => either(0, -5, -5),
        Signature => -120,
        Jump if before.comes_from => 20,
        // A 下转 may stand in the middle of a text that a column broke.
        Jump => either(-140, -60, -60),
        Section if fact.captions_soon > 0 => 40,
        Section => -50,
        Title | Folio | Kicker | ContentsHead | ContentsItem | Qr => NOT,
    }
}

/// A step into text that starts a story without a head.
fn start(from: Part, fact: &Facts) -> (i32, bool) {
    use Part::*;
    let strong = fact.dateline.is_some_and(|dateline| dateline.strong);
    let score = match from {
        Title | Folio if strong => -90,
        Title | Folio => -200,
        ContentsItem | Qr | Signature => -50,
        Jump if strong => -50,
        Jump => -110,
        Body | Start if strong => -20,
        Body | Start => -150,
        Credit => -110,
        Caption => -140,
        Note => -100,
        _ => NOT,
    };
    (score, true)
}

/// A step into a 小标题.
fn crosshead(from: Part, before: &Facts) -> i32 {
    use Part::*;
    let unfinished = match before.ending {
        Ending::Pause => -160,
        Ending::Open => -50,
        _ => 0,
    };
    match from {
        Body | Start if before.signed => -160,
        Body => 10 + unfinished,
        Start => unfinished,
        Byline => -10,
        Headline => -70,
        Subhead => -60,
        Caption | Credit => -60,
        Note | Summary => -10,
        Crosshead => -70,
        Jump => -100,
        _ => NOT,
    }
}

/// A step into a caption.
fn caption(from: Part) -> (i32, bool) {
    use Part::*;
    match from {
        Caption => (20, false),
        Body | Start => (-10, false),
        Credit => (0, false),
        Headline | Subhead | Byline => (-10, false),
        Section => (20, false),
        Signature | Jump => (-30, false),
        Note | Summary | Crosshead => (-40, false),
        Title | Folio | Qr | ContentsItem => (-60, true),
        Kicker | ContentsHead => (NOT, false),
    }
}
