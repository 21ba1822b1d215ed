//! What is known of each piece by itself, gathered once from the [`signs`](super::signs).

use super::lines::Piece;
use super::signs::blocks::{self, Note};
use super::signs::byline::{self, Reading};
use super::signs::caption::{self, Caption};
use super::signs::dateline::{self, Dateline};
use super::signs::{closing, credit, heads};
use super::text::{Ending, cannot_start, ending, half_width, is_blank, trim};

/// The signs found on one piece.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Width in characters, two half-width ones counted as one.
    pub(super) em: i32,
    /// How it ends.
    pub(super) ending: Ending,
    /// Sentence ends before its last character.
    pub(super) stops: i32,
    /// Commas in it.
    pub(super) commas: i32,
    /// Parts between blanks.
    pub(super) parts: i32,
    /// Whether its first character cannot start a sentence.
    pub(super) goes_on: bool,
    pub(super) byline: Reading,
    pub(super) dateline: Option<Dateline>,
    pub(super) caption: Caption,
    pub(super) credit: u8,
    pub(super) jump: bool,
    pub(super) comes_from: bool,
    pub(super) note: Note,
    pub(super) contents_head: bool,
    pub(super) leads_to_page: bool,
    pub(super) names_page: bool,
    pub(super) qr: u8,
    pub(super) folio: bool,
    pub(super) section: u8,
    pub(super) bracketed: bool,
    pub(super) tagged: bool,
    pub(super) kicker: bool,
    pub(super) office: bool,
    pub(super) subhead: u8,
    pub(super) numbered: bool,
    pub(super) summary: bool,
    /// Whether its indent is the manuscript's indent of paragraphs.
    pub(super) indented: bool,
    /// Whether it stands at the edge where paragraphs of the manuscript are indented.
    pub(super) outdented: bool,
    /// Empty lines before it beyond what the manuscript has between paragraphs.
    pub(super) extra_gap: i32,
    /// Other short lines of the same stretch that are as long as this one.
    pub(super) alike: i32,
    /// Other short lines of the same stretch, of any length.
    pub(super) others: i32,
    /// Whether it is as long as the head at the start of its stretch.
    pub(super) like_first: bool,
    /// Captions that follow within a few lines.
    pub(super) captions_soon: i32,
    /// Whether a group of captions follows, with nothing but a text or two before it.
    pub(super) group_ahead: bool,
    /// Whether it is the credit under a group of captions.
    pub(super) group_credit: bool,
    /// Whether it is an item of a list that ends with a credit for pictures.
    pub(super) picture_list: bool,
    /// Whether it stands at the edge while other short lines of the manuscript are indented.
    pub(super) apart: bool,
    /// Whether it is a line of verse, or of a list without marks: many short lines follow one another.
    pub(super) verse: bool,
    /// Whether it is a detail of a notice or of an interview: an address, a number, a day, 问：, 答：.
    pub(super) detail: bool,
    /// Whether it names a notice (公告, 启事).
    pub(super) notice: bool,
    /// Whether its two clauses are of one length, so that its comma stands for a blank.
    pub(super) even: bool,
    /// Whether it is the only text between a head and a credit for a picture.
    pub(super) lone_before_credit: bool,
    /// Whether a line near it is of a 导读.
    pub(super) near_contents: bool,
    /// Whether the line before or after it is about a QR code.
    pub(super) near_qr: bool,
    /// Whether a byline or a source in brackets closes it, so that its story ends.
    pub(super) signed: bool,
    /// Whether it says where the text before it comes from (（新华社北京11月2日电）).
    pub(super) source: bool,
    /// Whether it is longer than heads usually are, and is one by where it stands.
    pub(super) long_head: bool,
    /// Whether text that stood before is repeated from here on.
    pub(super) repeat_starts: bool,
    /// Whether a repetition ended just before.
    pub(super) repeat_ended: bool,
}

/// Gathers the facts of every piece.
pub(super) fn gather(pieces: &[Piece]) -> Vec<Facts> {
    let mut facts: Vec<Facts> = pieces.iter().map(|piece| of(&piece.chars)).collect();
    place(pieces, &mut facts);
    picture_lists(pieces, &mut facts);
    neighbours(&mut facts);
    verses(&mut facts);
    long_heads(pieces, &mut facts);
    stretches(&mut facts);
    facts
}

/// The facts of one line without its neighbours.
fn of(chars: &[char]) -> Facts {
    let text = trim(chars);
    let inner = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
    let bracketed = heads::bracketed(text);
    let leads = text.len() <= 80;
    Facts {
        em: half_width(text).div_ceil(2).min(10_000) as i32,
        ending: ending(text),
        stops: count(inner, "。；！？!?"),
        commas: count(text, "，,"),
        parts: text.split(|&c| is_blank(c)).filter(|part| !part.is_empty()).count().min(1000) as i32,
        goes_on: text.first().is_some_and(|&c| cannot_start(c)),
        byline: byline::read(text),
        dateline: dateline::read(text).filter(|_| !closing::is_source(text)),
        caption: if text.len() <= 400 { caption::read(text) } else { Caption::default() },
        credit: credit::read(text),
        jump: blocks::is_jump(text),
        comes_from: blocks::comes_from(text),
        note: blocks::note(text),
        contents_head: text.len() <= 20 && blocks::is_contents_head(text),
        leads_to_page: leads && blocks::leads_to_page(text),
        names_page: leads && blocks::names_page(text),
        qr: blocks::qr(text),
        folio: blocks::is_folio(text),
        section: heads::section(text),
        bracketed: bracketed.is_some(),
        tagged: heads::tagged(text),
        kicker: heads::kicker(text),
        office: heads::office(text),
        subhead: heads::subhead(text),
        numbered: heads::numbered(text),
        summary: heads::summary(text),
        indented: false,
        outdented: false,
        extra_gap: 0,
        alike: 0,
        others: 0,
        like_first: false,
        captions_soon: 0,
        group_ahead: false,
        group_credit: false,
        picture_list: false,
        apart: false,
        signed: closing::closes(text),
        source: closing::is_source(text),
        long_head: false,
        verse: false,
        detail: heads::detail(text),
        notice: heads::notice(text),
        even: even_clauses(text),
        lone_before_credit: false,
        near_qr: false,
        near_contents: false,
        repeat_starts: false,
        repeat_ended: false,
    }
}

/// How many of the characters are among `signs`.
fn count(chars: &[char], signs: &str) -> i32 {
    chars.iter().filter(|&&c| signs.contains(c)).count().min(1000) as i32
}

impl Facts {
    /// Whether the piece can only be running text by its length or its points.
    pub(super) fn is_text(&self) -> bool {
        self.em > 45 || (self.em > 12 && (self.ending == Ending::Point || self.stops > 0)) || self.commas > 2
    }

    /// Whether the piece is short and ends like a head.
    pub(super) fn is_short(&self) -> bool {
        self.em <= 36
            && self.stops == 0
            && self.commas <= 1
            && !matches!(self.ending, Ending::Point | Ending::Pause | Ending::Closed)
            && self.byline.sure < byline::Byline::Marked
            && self.credit < 2
            && !self.source
            && !self.jump
            && self.caption.strength == 0
            && self.dateline.is_none_or(|dateline| !dateline.strong)
            && self.qr < 2
    }
}

/// Facts that need the whole manuscript: indents and gaps against what is usual in it.
fn place(pieces: &[Piece], facts: &mut [Facts]) {
    let text: Vec<(&Piece, bool)> = pieces
        .iter()
        .zip(facts.iter().map(Facts::is_text).collect::<Vec<bool>>())
        .filter(|(piece, text)| *text && !piece.same_line)
        .collect();
    let indented = text.iter().filter(|(piece, _)| piece.indent >= 2).count();
    let usual = indented * 3 >= text.len() * 2 && indented > 0;
    let mut gaps = [0usize; 4];
    let mut after_text = false;
    for (piece, fact) in pieces.iter().zip(facts.iter()) {
        if fact.is_text()
            && after_text
            && let Some(count) = gaps.get_mut(piece.gap.min(3))
        {
            *count += 1;
        }
        after_text = fact.is_text();
    }
    let common = (0..gaps.len()).rev().max_by_key(|&at| gaps.get(at).copied().unwrap_or(0)).unwrap_or(0);
    for (piece, fact) in pieces.iter().zip(facts.iter_mut()) {
        fact.indented = usual && piece.indent >= 2;
        fact.outdented = usual && piece.indent == 0 && !piece.same_line;
        fact.extra_gap = piece.gap.min(6) as i32 - common as i32;
    }
    let set_in = facts.iter().filter(|fact| fact.indented && fact.is_short()).count();
    for fact in facts.iter_mut().filter(|fact| fact.outdented && fact.is_short()) {
        fact.apart = set_in >= 2;
    }
}

/// Facts about short lines among running text: how many are alike, and whether they are like the first.
fn stretches(facts: &mut [Facts]) {
    let mut soon = 0;
    for at in (0..facts.len()).rev() {
        let Some(fact) = facts.get_mut(at) else { continue };
        fact.captions_soon = soon;
        soon = if fact.caption.strength > 0 || fact.caption.places || fact.picture_list {
            6
        } else {
            (soon - 1).max(0)
        };
    }
    groups(facts);
    let mut at = 0;
    while at < facts.len() {
        let length = facts
            .iter()
            .skip(at)
            .take_while(|fact| fact.is_short() || fact.is_text() && !fact.dateline.is_some_and(|d| d.strong))
            .count();
        if let Some(stretch) = facts.get_mut(at..at + length) {
            compare(stretch);
        }
        at += length.max(1);
    }
}

/// Compares the short lines of one stretch. Only lines that stand alone between texts count.
fn compare(stretch: &mut [Facts]) {
    let short: Vec<bool> = stretch.iter().map(Facts::is_short).collect();
    let alone = |at: usize| {
        short.get(at).copied().unwrap_or(false)
            && at > 0
            && !short.get(at - 1).copied().unwrap_or(true)
            && !short.get(at + 1).copied().unwrap_or(true)
    };
    let lengths: Vec<(usize, i32)> =
        stretch.iter().enumerate().filter(|&(at, _)| alone(at)).map(|(at, fact)| (at, fact.em)).collect();
    // The head at the start: the last short line before the first text.
    let heads = short.iter().take_while(|&&is| is).count();
    let first = heads.checked_sub(1).and_then(|at| stretch.get(at)).map(|fact| fact.em);
    let mut by_length = [0i32; 64];
    for &(_, em) in &lengths {
        if let Some(count) = by_length.get_mut(em.clamp(0, 63) as usize) {
            *count += 1;
        }
    }
    for &(at, em) in &lengths {
        let near: i32 = by_length.iter().skip((em.clamp(2, 63) - 2) as usize).take(5).sum();
        if let Some(fact) = stretch.get_mut(at) {
            fact.alike = near - 1;
            fact.others = lengths.len().min(100) as i32 - 1;
            fact.like_first = heads < 3 && em >= 9 && first.is_some_and(|first| (first - em).abs() <= 4);
        }
    }
}

/// Marks short lines that a group of captions follows after at most two texts.
fn groups(facts: &mut [Facts]) {
    let labelled: Vec<bool> =
        facts.iter().map(|fact| fact.caption.strength > 1 || fact.picture_list).collect();
    let texts: Vec<bool> = facts.iter().map(Facts::is_text).collect();
    let is = |list: &[bool], at: usize| list.get(at).copied().unwrap_or(false);
    for (at, fact) in facts.iter_mut().enumerate() {
        let lead = (at + 1..at + 3).take_while(|&next| is(&texts, next) && !is(&labelled, next)).count();
        let first = at + 1 + lead;
        let above = |back: usize| at.checked_sub(back).is_some_and(|before| is(&labelled, before));
        fact.group_credit = fact.credit > 0 && above(1) && above(2);
        fact.group_ahead = fact.is_short() && is(&labelled, first) && is(&labelled, first + 1);
    }
}

/// Marks the items of lists (- …, 1. …, ① …) that end right before a credit for pictures: they are captions.
fn picture_lists(pieces: &[Piece], facts: &mut [Facts]) {
    let item = |at: usize, facts: &[Facts]| {
        let listed = pieces.get(at).is_some_and(|piece| piece.list);
        facts.get(at).is_some_and(|fact| {
            fact.em <= 60
                && fact.credit < 2
                && (listed || fact.caption.label > 0)
                && !fact.jump
                && fact.qr == 0
        })
    };
    for at in 0..facts.len() {
        if facts.get(at).is_none_or(|fact| fact.credit < 2) {
            continue;
        }
        let length = (0..at).rev().take_while(|&before| item(before, facts)).count();
        if length >= 2
            && let Some(items) = facts.get_mut(at - length..at)
        {
            for fact in items {
                fact.picture_list = true;
            }
        }
    }
}

/// Whether a line is two clauses of one length with a comma between.
fn even_clauses(line: &[char]) -> bool {
    let mut clauses = line.split(|&c| c == '，' || c == ',');
    match (clauses.next(), clauses.next(), clauses.next()) {
        (Some(first), Some(second), None) => {
            (4..=12).contains(&first.len()) && first.len().abs_diff(second.len()) <= 1
        }
        _ => false,
    }
}

/// Facts about the lines next to a piece.
fn neighbours(facts: &mut [Facts]) {
    let codes: Vec<bool> = facts.iter().map(|fact| fact.qr > 0).collect();
    let credits: Vec<bool> = facts.iter().map(|fact| fact.credit > 1).collect();
    let guides: Vec<bool> = facts.iter().map(|fact| fact.contents_head || fact.leads_to_page).collect();
    let texts: Vec<bool> = facts.iter().map(Facts::is_text).collect();
    let is = |list: &[bool], at: Option<usize>| at.and_then(|at| list.get(at)).copied().unwrap_or(false);
    for (at, fact) in facts.iter_mut().enumerate() {
        let before = at.checked_sub(1);
        fact.near_qr = is(&codes, before) || is(&codes, Some(at + 1));
        fact.near_contents = (at.saturating_sub(2)..at + 3).any(|near| is(&guides, Some(near)));
        let further = before.and_then(|at| at.checked_sub(1));
        let head_before = !is(&texts, before) && !is(&texts, further);
        fact.lone_before_credit = head_before && is(&texts, Some(at)) && is(&credits, Some(at + 1));
    }
}

/// Marks lines that are longer than heads usually are and stand where only a head stands: after a text that ended,
/// before a 副题 with its dash, a byline, or a text that an empty line parts from it.
fn long_heads(pieces: &[Piece], facts: &mut [Facts]) {
    const LENGTHS: std::ops::RangeInclusive<i32> = 37..=80;
    for at in 0..facts.len() {
        let before = at.checked_sub(1).and_then(|before| facts.get(before));
        let (Some(piece), Some(fact), Some(next)) = (pieces.get(at), facts.get(at), facts.get(at + 1)) else {
            continue;
        };
        let apart = pieces.get(at + 1).is_some_and(|piece| piece.gap > 0);
        let plain = LENGTHS.contains(&fact.em)
            && fact.stops == 0
            && matches!(fact.ending, Ending::Open | Ending::Quote)
            && !fact.goes_on
            && !piece.list
            && !piece.same_line
            && piece.named.is_none()
            && fact.byline.sure == byline::Byline::No
            && fact.dateline.is_none()
            && fact.caption.strength == 0
            && fact.caption.credit.is_none()
            && !(fact.indented || fact.folio || fact.source || fact.summary || fact.note != Note::No);
        if !plain {
            continue;
        }
        let subhead = |fact: &Facts| fact.subhead == 2;
        // Names under a text that breaks off are its signature: then a head follows, not a text.
        let trade = |fact: &Facts| fact.byline.sure >= byline::Byline::Trade && !fact.byline.bracketed;
        let names = facts.iter().skip(at + 1).take(3).take_while(|fact| trade(fact)).count();
        let written = names > 0
            && facts.get(at + 1 + names).is_some_and(|after| after.is_text() || after.note != Note::No);
        let long = if subhead(fact) {
            before.is_some_and(|before| before.long_head || before.is_short()) && (written || apart)
        } else {
            let ended = before.is_none_or(|before| {
                before.is_text() && matches!(before.ending, Ending::Point | Ending::Closed) || before.signed
            });
            // Under the name of a page or a 引题 only what follows can tell.
            let headed = before.is_some_and(Facts::is_short);
            let started = next.is_text() && !next.goes_on && next.ending == Ending::Point;
            let dated = next.dateline.is_some_and(|dateline| dateline.strong);
            let parted = at == 0 || piece.gap > 0;
            let led = written || dated || subhead(next) && next.stops == 0;
            parted
                && ((ended || headed) && fact.commas <= 1 && led
                    || ended && fact.commas == 0 && apart && started)
        };
        if let Some(fact) = facts.get_mut(at) {
            fact.long_head = long;
        }
    }
}

/// Marks lines of verse: of six short lines in a row all but the first, and the last four if a text follows them,
/// which may be the head of the next story.
fn verses(facts: &mut [Facts]) {
    const LEAST: usize = 6;
    let mut at = 0;
    while at < facts.len() {
        let line =
            |fact: &Facts| fact.is_short() && fact.qr == 0 && !fact.leads_to_page && !fact.contents_head;
        let run = facts.iter().skip(at).take_while(|fact| line(fact)).count();
        let followed = facts.get(at + run).is_some();
        let keep = if followed { 3 } else { 0 };
        if run >= LEAST + keep - 1
            && let Some(lines) = facts.get_mut(at + 1..at + run - keep)
        {
            for fact in lines {
                fact.verse = true;
            }
        }
        at += run.max(1);
    }
}
