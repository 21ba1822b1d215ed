//! How well a piece by itself fits each part (see [`super::sequence`]): reasons for and against, as scores.

use super::facts::Facts;
use super::lines::{Named, Piece};
use super::sequence::Part;
use super::signs::blocks::Note;
use super::signs::byline::Byline;
use super::text::Ending;

/// The score of a piece as a part.
pub(super) fn fits(piece: &Piece, fact: &Facts, part: Part) -> i32 {
    let score = match part {
        Part::Title => title(piece, fact),
        Part::Folio => {
            if fact.folio {
                150
            } else {
                -400
            }
        }
        Part::Section => section(piece, fact),
        Part::Kicker => kicker(piece, fact),
        Part::Headline => headline(piece, fact),
        Part::Subhead => subhead(piece, fact),
        Part::Byline => byline(fact, false),
        Part::Signature => byline(fact, true),
        Part::Note => match fact.note {
            Note::Label | Note::Text => 300,
            Note::After => 220,
            Note::No => -60 + body(piece, fact).min(100),
        },
        Part::Summary => {
            if fact.summary {
                260
            } else {
                -300
            }
        }
        Part::Body | Part::Start => body(piece, fact),
        Part::Crosshead => crosshead(piece, fact),
        Part::Caption => caption(piece, fact),
        Part::Credit => match fact.credit {
            2 => 220,
            1 => 60,
            _ => -300,
        },
        Part::Jump => {
            if fact.jump {
                300
            } else {
                -400
            }
        }
        Part::ContentsHead => {
            if fact.contents_head {
                260
            } else {
                -400
            }
        }
        Part::ContentsItem => contents_item(fact),
        Part::Qr => match fact.qr {
            2 => 170,
            1 => 120,
            _ if fact.near_qr && fact.em <= 20 && fact.is_short() => -30,
            _ => -400,
        },
    };
    score + named(piece.named, part)
}

/// The score of a part as the last of the manuscript.
pub(super) fn end(part: Part) -> i32 {
    match part {
        Part::Kicker => -300,
        Part::Section | Part::Title => -120,
        Part::Headline | Part::Subhead | Part::Byline => -40,
        Part::Crosshead => -120,
        _ => 0,
    }
}

/// What the manuscript itself says that a line is.
fn named(named: Option<Named>, part: Part) -> i32 {
    let Some(named) = named else { return 0 };
    let same = match named {
        Named::Section => matches!(part, Part::Section | Part::Title),
        Named::Kicker => part == Part::Kicker,
        Named::Headline => part == Part::Headline,
        Named::Subhead => part == Part::Subhead,
        Named::Crosshead => part == Part::Crosshead,
        Named::Body => matches!(part, Part::Body | Part::Start),
        Named::Byline => matches!(part, Part::Byline | Part::Signature),
    };
    if same { 600 } else { -200 }
}

/// A score where something is so, nothing where it is not.
pub(super) fn when(so: bool, score: i32) -> i32 {
    if so { score } else { 0 }
}

/// What all heads have in common: short, no point at the end.
fn head(piece: &Piece, fact: &Facts) -> i32 {
    let mut score = match fact.em {
        0 | 1 => -120,
        2 => -50,
        3..=36 => 0,
        37..=45 => -80,
        over => -80 - 10 * (over - 45).min(40),
    };
    if fact.long_head {
        // Its place says that it is a head; its length does not speak against it again.
        score = 0;
    }
    score += match fact.ending {
        Ending::Open | Ending::Quote => 0,
        Ending::Call => -10,
        Ending::Lead => -60,
        Ending::Closed => -140,
        Ending::Point => -170,
        Ending::Pause => -220,
    };
    score -= 60 * fact.stops.min(4) + if fact.even { 10 } else { 40 * fact.commas.min(4) };
    score -= when(fact.detail, 100);
    score -= when(fact.verse, 70);
    score += match (piece.hashes, piece.strong) {
        (0, false) => 0,
        (0, true) => 70,
        _ => 140,
    };
    score -= when(fact.indented, 45);
    score += when(fact.outdented, 35);
    score -= when(piece.list, 80);
    score -= when(fact.goes_on, 80);
    score -= when(fact.byline.sure >= Byline::Marked, 150);
    score -= if fact.caption.strength > 1 { 150 } else { 60 * i32::from(fact.caption.strength) };
    score -= when(fact.credit > 1, 150);
    score -= when(fact.dateline.is_some_and(|dateline| dateline.strong), 150);
    score -= when(fact.jump || fact.note != Note::No || fact.contents_head, 200);
    score -= when(fact.qr > 0, 120);
    score -= when(fact.folio, 120);
    score -= when(fact.source, 300);
    score -= when(fact.leads_to_page && !fact.names_page, 60);
    score
}

fn title(piece: &Piece, fact: &Facts) -> i32 {
    let length = match fact.em {
        2..=8 => 65,
        9..=12 => -10,
        _ => -120,
    };
    let plain = when(fact.parts > 1 || fact.numbered || fact.ending != Ending::Open, -50);
    let office = when(fact.office && fact.section == 0, -60);
    let named = when(fact.names_page, 120);
    head(piece, fact)
        + length
        + plain
        + office
        + named
        + 45 * i32::from(fact.section)
        + when(fact.bracketed, -20)
}

fn section(piece: &Piece, fact: &Facts) -> i32 {
    let length = if fact.em <= 9 { 0 } else { -20 * (fact.em - 9).min(10) };
    let looks = 55 * i32::from(fact.section) + when(fact.section > 0, 55) + when(fact.bracketed, 75);
    let pictures = when(fact.group_ahead, 75);
    let name = when(fact.byline.sure == Byline::Names && fact.section == 0, -60);
    head(piece, fact) + length + looks + pictures + name + edge(fact) - 70 - 40 * (fact.parts - 1).min(3)
}

fn kicker(piece: &Piece, fact: &Facts) -> i32 {
    let length = match fact.em {
        0..=3 if !fact.office => -60,
        0..=5 => 10,
        6..=28 => 45,
        _ => 0,
    };
    let cue = when(fact.kicker, 40) + when(fact.office, 40);
    let numbered = when(fact.numbered && !fact.bracketed, -60);
    // A colon or dots at the end are usual in a kicker.
    let lead = when((fact.kicker || fact.office) && fact.ending == Ending::Lead, 60);
    let dash = when(fact.subhead == 2, -120);
    head(piece, fact) + length + cue + lead + numbered + edge(fact) + dash
}

fn headline(piece: &Piece, fact: &Facts) -> i32 {
    let length = match fact.em {
        0..=4 => -60,
        5..=7 => -10,
        8..=10 => 20,
        11..=26 => 50,
        27..=34 => 20,
        _ if fact.long_head => 20,
        _ => -40,
    };
    let numbered = when(fact.numbered && !fact.bracketed, -60);
    let like = when(fact.like_first, 60) + when(fact.notice, 90) + when(fact.tagged, 70);
    let parts = when(fact.parts == 2 && fact.em >= 10, 20);
    let level = when(piece.hashes >= 3, -50);
    let pictures = if fact.group_ahead { 50 } else { 15 * fact.captions_soon.min(1) };
    let dash = when(fact.subhead == 2, -160);
    head(piece, fact) + length + numbered + like + parts + level + pictures + edge(fact) + dash
}

fn subhead(piece: &Piece, fact: &Facts) -> i32 {
    let length = when(fact.em < 6, -60);
    let cue = match fact.subhead {
        2 => 180,
        1 => 25,
        _ => 0,
    };
    let listed = when(fact.numbered && !fact.bracketed, 40);
    // A 副题 may be longer than other heads.
    let long = when((37..=60).contains(&fact.em) && !fact.long_head, 60);
    head(piece, fact) + length + cue + long + listed + edge(fact)
}

/// A short line at the edge, where crossheads are indented, is a head.
fn edge(fact: &Facts) -> i32 {
    when(fact.apart, 60)
}

fn crosshead(piece: &Piece, fact: &Facts) -> i32 {
    let length = match fact.em {
        0..=2 => -30,
        3..=4 => 15,
        5..=10 => 60,
        11..=13 => 20,
        14..=16 => -20,
        _ => -60,
    };
    let numbered = when(fact.numbered, 80) - when(fact.notice, 60);
    // Crossheads come in groups of like length; one alone is rare.
    let alike = match fact.others {
        0 if !fact.numbered => -30,
        _ if fact.em <= 16 => 25 * fact.alike.min(3),
        _ => 0,
    };
    let like = when(fact.like_first, -40) + when(fact.tagged, -60);
    let level = when(piece.hashes >= 3, 60);
    // Crossheads are indented like paragraphs in many manuscripts.
    let indent = when(fact.indented, 35);
    let pictures = when(fact.group_ahead, -60);
    let dash = when(fact.subhead == 2, -80);
    head(piece, fact) + length + numbered + alike + like + level + indent + pictures - edge(fact) + dash
}

fn byline(fact: &Facts, after_text: bool) -> i32 {
    let score = match fact.byline.sure {
        Byline::Trade => 210,
        Byline::Marked => 110,
        // 云麓县 reads like a name, and is none.
        Byline::Names if fact.office => -200,
        Byline::Names => 25,
        Byline::No => return -300,
    };
    let camera = match (fact.byline.camera, fact.credit) {
        (true, 2..) => -260,
        (true, _) => -120,
        (false, 2..) => -60,
        _ => 0,
    };
    let bracket = match (fact.byline.bracketed, after_text) {
        (true, true) => 40,
        (true, false) => -40,
        _ => 0,
    };
    score + camera + bracket
}

fn body(piece: &Piece, fact: &Facts) -> i32 {
    let mut score = match fact.em {
        0..=8 => -70,
        9..=36 => -40,
        37..=45 => 20,
        _ => 150,
    };
    score += match fact.ending {
        Ending::Point => 130,
        Ending::Closed => 110,
        Ending::Pause => 90,
        Ending::Lead => 50,
        Ending::Call => 25,
        Ending::Quote => 10,
        Ending::Open => 0,
    };
    score += 50 * fact.stops.min(3) + if fact.even { 0 } else { 35 * fact.commas.min(3) };
    score += when(fact.detail, 110) + when(fact.verse, 90);
    score += when(fact.indented, 45);
    score += when(fact.goes_on, 60);
    score += when(piece.list, 40) + when(fact.source, 200);
    // Length and points say one thing together, however much of them there is.
    score = score.min(280);
    score += when(fact.dateline.is_some_and(|dateline| dateline.strong), 120);
    score -= when(fact.byline.sure >= Byline::Trade, 150) + when(fact.long_head, 150);
    score -= when(fact.caption.strength > 1 || fact.picture_list, 140);
    score -= when(fact.credit > 1, 150);
    score -= when(fact.caption.credit.is_some(), 130);
    score -= when(fact.jump, 300);
    score -= when(fact.note != Note::No || fact.summary, 200);
    score -= when(fact.qr > 1, 60);
    score -= when(fact.hashes_or_strong(piece), 90);
    score
}

fn caption(piece: &Piece, fact: &Facts) -> i32 {
    let label = match fact.caption.strength {
        2 => 230,
        1 => 110,
        _ => -170,
    };
    let credit = when(fact.caption.credit.is_some(), 260);
    let places = when(fact.caption.places, 60) + when(fact.picture_list, 330);
    let long = if fact.em > 120 { -(fact.em - 120).min(200) } else { 0 };
    let list = when(piece.list, 20);
    let dateline = when(fact.dateline.is_some(), -80) + when(fact.lone_before_credit, 420);
    label + credit + places + long + list + dateline
}

fn contents_item(fact: &Facts) -> i32 {
    if fact.jump && !fact.leads_to_page {
        return -150;
    }
    if fact.leads_to_page {
        return 130;
    }
    match (fact.near_contents, fact.is_short()) {
        (true, true) => -40,
        (true, false) => -150,
        _ => -400,
    }
}

impl Facts {
    /// Whether the piece was marked as a head by signs of its own.
    fn hashes_or_strong(&self, piece: &Piece) -> bool {
        piece.hashes > 0 || piece.strong && self.em < 45
    }
}
