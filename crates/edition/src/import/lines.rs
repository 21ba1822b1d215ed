//! Characters to pieces: physical lines with their markup taken off and written down, wrapped lines joined.
//!
//! Whatever does not become the text of a [`Piece`] is listed as a stretch of [`Markup`], so that the count can be
//! proved afterwards: pieces and markup together are the manuscript, in order.

use super::decode::is_stray_control;
use super::text::{Ending, ending, half_width, is_blank, is_han, is_line_end, starts_with, trim};
use super::{Markup, MarkupKind};

/// A part of a story that a manuscript names by a word before a colon (标题：…).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// 栏目：, 版名：
    Section,
    /// 引题：, 肩题：, 眉题：
    Kicker,
    /// 标题：, 主题：, 主标题：
    Headline,
    /// 副题：, 副标题：
    Subhead,
    /// 小标题：
    Crosshead,
    /// 正文：
    Body,
    /// 作者：, 署名： (without a name of a trade before it)
    Byline,
}

/// One line of the manuscript, or a part of a line, on its way to becoming a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// Where it starts in the manuscript.
    pub(super) start: usize,
    /// Its characters; blanks may stand at its end when it was cut out of a longer line.
    pub(super) chars: Vec<char>,
    /// Empty lines before it.
    pub(super) gap: usize,
    /// Blanks that it was indented by, in half characters.
    pub(super) indent: usize,
    /// Whether a list mark stood before it.
    pub(super) list: bool,
    /// Number of `#` that stood before it.
    pub(super) hashes: u8,
    /// Whether it stood between `**`.
    pub(super) strong: bool,
    /// The part that the manuscript itself calls it.
    pub(super) named: Option<Named>,
    /// Whether a line of dashes or the like stood before it.
    pub(super) ruled: bool,
    /// Whether it was cut from the same line as the piece before it.
    pub(super) same_line: bool,
}

/// A manuscript taken apart.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// What will be text, in order.
    pub(super) pieces: Vec<Piece>,
    /// What will not, in order.
    pub(super) markup: Vec<Markup>,
    /// Width in half characters at which the manuscript was wrapped, if it was.
    pub(super) wrapped: Option<usize>,
}

/// Takes a manuscript apart.
pub(super) fn split(source: &[char]) -> Lines {
    let mut lines = Lines::default();
    let mut reader = Reader { source, lines: &mut lines, gap: 0, ruled: false };
    let mut at = 0;
    while at < source.len() {
        let end = source.iter().skip(at).position(|&c| is_line_end(c)).map_or(source.len(), |n| at + n);
        reader.line(at, end);
        let next = match source.get(end..) {
            Some(['\r', '\n', ..]) => end + 2,
            Some([_, ..]) => end + 1,
            _ => end,
        };
        reader.mark(end, next, MarkupKind::LineEnd);
        at = next;
    }
    drop_weak_names(source, &mut lines);
    take_lone_names(&mut lines);
    unwrap_lines(&mut lines);
    lines
}

/// The state of reading lines.
struct Reader<'a> {
    source: &'a [char],
    lines: &'a mut Lines,
    gap: usize,
    ruled: bool,
}

impl Reader<'_> {
    /// Writes a stretch down as markup.
    fn mark(&mut self, start: usize, end: usize, kind: MarkupKind) {
        if start < end {
            self.lines.markup.push(Markup { start, end, kind });
        }
    }

    /// A stretch of the source.
    fn slice(&self, start: usize, end: usize) -> &[char] {
        self.source.get(start..end).unwrap_or_default()
    }

    /// Reads one physical line, its end not included.
    fn line(&mut self, start: usize, end: usize) {
        let text = self.slice(start, end);
        let Some(first) = text.iter().position(|&c| !is_blank(c) && !is_stray_control(c)) else {
            self.blanks(start, end);
            self.gap += 1;
            return;
        };
        let last = text.iter().rposition(|&c| !is_blank(c) && !is_stray_control(c)).unwrap_or(first);
        let (from, to) = (start + first, start + last + 1);
        let indent = half_width(self.slice(start, from));
        self.blanks(start, from);
        if is_rule(self.slice(from, to)) {
            self.mark(from, to, MarkupKind::Rule);
            self.blanks(to, end);
            self.ruled = true;
            return;
        }
        let mut piece = Piece { gap: self.gap, indent, ruled: self.ruled, ..Piece::default() };
        (self.gap, self.ruled) = (0, false);
        let from = self.marks_before(from, to, &mut piece);
        let (from, to, after) = self.emphasis(from, to, &mut piece);
        let from = self.name(from, to, &mut piece);
        self.cut_at_controls(from, to, piece);
        self.mark(to, after, MarkupKind::Emphasis);
        self.blanks(after, end);
    }

    /// Writes blanks, and stray controls among them, down as markup.
    fn blanks(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let stray = self.source.get(at).copied().is_some_and(is_stray_control);
            let run = self.slice(at, end).iter().take_while(|&&c| is_stray_control(c) == stray).count();
            let kind = if stray { MarkupKind::Control } else { MarkupKind::Blank };
            self.mark(at, at + run, kind);
            at += run.max(1);
        }
    }

    /// List marks, quotation marks of mail and `#` at the head of a line.
    fn marks_before(&mut self, from: usize, to: usize, piece: &mut Piece) -> usize {
        let mut at = from;
        for _ in 0..3 {
            let text = self.slice(at, to);
            let (length, kind) = mark_before(text);
            if length == 0 || length >= text.len() {
                break;
            }
            match kind {
                MarkupKind::Heading => piece.hashes = text.iter().take_while(|&&c| c == '#').count() as u8,
                _ => piece.list = true,
            }
            self.mark(at, at + length, kind);
            at += length;
        }
        at
    }

    /// `**` on both sides of a whole line: the new start, the new end, and the end with its mark.
    fn emphasis(&mut self, from: usize, to: usize, piece: &mut Piece) -> (usize, usize, usize) {
        let text = self.slice(from, to);
        let inner = text.len().checked_sub(4).and_then(|n| text.get(2..2 + n)).unwrap_or_default();
        let starred = starts_with(text, "**") && text.ends_with(&['*', '*']) && !inner.contains(&'*');
        if !starred || trim(inner).is_empty() {
            return (from, to, to);
        }
        piece.strong = true;
        let lead = inner.iter().take_while(|&&c| is_blank(c)).count();
        let trail = inner.iter().rev().take_while(|&&c| is_blank(c)).count();
        self.mark(from, from + 2, MarkupKind::Emphasis);
        self.mark(from + 2, from + 2 + lead, MarkupKind::Blank);
        (from + 2 + lead, to - 2 - trail, to)
    }

    /// A name of a part before a colon (标题：…).
    fn name(&mut self, from: usize, to: usize, piece: &mut Piece) -> usize {
        let text = self.slice(from, to);
        let Some((named, length)) = name_before(text) else { return from };
        if length >= text.len() {
            return from;
        }
        piece.named = Some(named);
        self.mark(from, from + length, MarkupKind::Name);
        from + length
    }

    /// Cuts a line at tabs and stray controls, which no text may hold.
    fn cut_at_controls(&mut self, from: usize, to: usize, piece: Piece) {
        let mut at = from;
        let mut piece = piece;
        while at < to {
            let stops = |c: char| c == '\t' || is_stray_control(c);
            let run = self.slice(at, to).iter().take_while(|&&c| !stops(c)).count();
            if run > 0 {
                let mut next = piece.clone();
                next.chars = self.slice(at, at + run).to_vec();
                next.start = at;
                self.lines.pieces.push(next);
                piece = Piece { same_line: true, indent: piece.indent, ..Piece::default() };
            }
            at += run;
            if at < to {
                let stray = self.source.get(at).copied().is_some_and(is_stray_control);
                self.mark(at, at + 1, if stray { MarkupKind::Control } else { MarkupKind::Blank });
                at += 1;
            }
        }
    }
}

/// Whether a line is nothing but a rule of dashes, stars or the like.
fn is_rule(text: &[char]) -> bool {
    let signs = text.iter().filter(|&&c| !is_blank(c)).count();
    signs >= 3
        && text.iter().all(|&c| is_blank(c) || "-=*_—─━~～·＝－＿＊.#＃".contains(c))
        && !text.iter().all(|&c| is_blank(c) || c == '.')
}

/// The mark at the head of a line and its length with the blanks after it; length 0 for none.
fn mark_before(text: &[char]) -> (usize, MarkupKind) {
    let blanks = |from: usize| text.iter().skip(from).take_while(|&&c| is_blank(c)).count();
    let hashes = text.iter().take_while(|&&c| c == '#').count();
    let none = (0, MarkupKind::ListMark);
    match text {
        _ if (1..=6).contains(&hashes) => {
            let gap = blanks(hashes);
            let han = text.get(hashes).copied().is_some_and(is_han) && hashes > 1;
            if gap > 0 || han { (hashes + gap, MarkupKind::Heading) } else { none }
        }
        ['-' | '–' | '*' | '+' | '>' | '＞', next, ..] if is_blank(*next) => {
            (1 + blanks(1), MarkupKind::ListMark)
        }
        ['-' | '–' | '*', '图', ..] => (1, MarkupKind::ListMark),
        ['•' | '‣' | '⁃' | '∙' | '●', next, ..] if is_blank(*next) && text.first() != Some(&'●') => {
            (1 + blanks(1), MarkupKind::ListMark)
        }
        ['•' | '‣' | '⁃' | '∙', ..] => (1, MarkupKind::ListMark),
        ['·', next, ..] if text.last() != Some(&'·') && *next != '·' => {
            (1 + blanks(1), MarkupKind::ListMark)
        }
        _ => none,
    }
}

/// The name of a part at the head of a line and its length with the colon and the blanks after it.
fn name_before(text: &[char]) -> Option<(Named, usize)> {
    const NAMES: [(&str, Named); 21] = [
        ("标题", Named::Headline),
        ("主标题", Named::Headline),
        ("主题", Named::Headline),
        ("大标题", Named::Headline),
        ("正题", Named::Headline),
        ("引题", Named::Kicker),
        ("肩题", Named::Kicker),
        ("眉题", Named::Kicker),
        ("副题", Named::Subhead),
        ("副标题", Named::Subhead),
        ("子题", Named::Subhead),
        ("小标题", Named::Crosshead),
        ("小题", Named::Crosshead),
        ("正文", Named::Body),
        ("栏目", Named::Section),
        ("栏题", Named::Section),
        ("栏目名", Named::Section),
        ("版名", Named::Section),
        ("版面名称", Named::Section),
        ("作者", Named::Byline),
        ("署名", Named::Byline),
    ];
    let colon = text.iter().take(6).position(|&c| c == '：' || c == ':');
    let bracketed = text.first() == Some(&'【');
    let (word, after) = match (colon, bracketed) {
        (Some(colon), _) => (text.get(..colon)?, colon + 1),
        (None, true) => {
            let close = text.iter().take(8).position(|&c| c == '】')?;
            (text.get(1..close)?, close + 1)
        }
        _ => return None,
    };
    let word: String = trim(word).iter().collect();
    let &(_, named) = NAMES.iter().find(|(name, _)| *name == word)?;
    let blanks = text.iter().skip(after).take_while(|&&c| is_blank(c)).count();
    Some((named, after + blanks))
}

/// 主题：, 作者： and the like are words of ordinary text too: unless the manuscript names its headlines, and the
/// line is short enough for what it is said to be, the name goes back into the text.
fn drop_weak_names(source: &[char], lines: &mut Lines) {
    let headline = lines.pieces.iter().any(|piece| piece.named == Some(Named::Headline));
    let other =
        lines.pieces.iter().any(|p| matches!(p.named, Some(Named::Kicker | Named::Subhead | Named::Body)));
    let titled = source.windows(3).any(|w| starts_with(w, "标题：") || starts_with(w, "标题:"));
    let trusted = headline && (other || titled);
    let mut names = lines.markup.iter().enumerate().filter(|(_, m)| m.kind == MarkupKind::Name);
    let mut back = Vec::new();
    for piece in lines.pieces.iter_mut().filter(|piece| piece.named.is_some()) {
        let Some((at, markup)) = names.next() else { break };
        let long = half_width(&piece.chars) > 90 || ending(&piece.chars) == Ending::Point;
        let word = source.get(markup.start..markup.end).unwrap_or_default();
        // A byline keeps its 作者：, which papers print; only the part is remembered.
        let prints = piece.named == Some(Named::Byline) && starts_with(word, "作者");
        if !trusted || (long && piece.named != Some(Named::Body)) || prints {
            piece.chars.splice(0..0, word.iter().copied());
            if !(trusted && prints) {
                piece.named = None;
            }
            back.push(at);
        }
    }
    for at in back.into_iter().rev() {
        lines.markup.remove(at);
    }
}

/// A name on a line of its own (正文：) belongs to the next line, in a manuscript that names its parts.
fn take_lone_names(lines: &mut Lines) {
    if !lines.pieces.iter().any(|piece| piece.named.is_some()) {
        return;
    }
    let mut waiting: Option<Named> = None;
    let mut kept: Vec<Piece> = Vec::with_capacity(lines.pieces.len());
    let count = lines.pieces.len();
    for (at, mut piece) in std::mem::take(&mut lines.pieces).into_iter().enumerate() {
        let lone = name_before(&piece.chars).filter(|&(_, length)| length == piece.chars.len());
        if let Some((named, length)) = lone.filter(|_| at + 1 < count && !piece.same_line) {
            let mark = Markup { start: piece.start, end: piece.start + length, kind: MarkupKind::Name };
            let place = lines.markup.partition_point(|markup| markup.start < mark.start);
            lines.markup.insert(place, mark);
            waiting = Some(named);
            continue;
        }
        piece.named = piece.named.or(waiting.take());
        kept.push(piece);
    }
    lines.pieces = kept;
}

/// Joins lines that were wrapped at a fixed width, where the manuscript was.
fn unwrap_lines(lines: &mut Lines) {
    let Some(width) = wrap_width(&lines.pieces) else { return };
    lines.wrapped = Some(width);
    let indented = lines.pieces.iter().filter(|p| p.indent > 0).count() * 10 > lines.pieces.len();
    let mut joined: Vec<Piece> = Vec::with_capacity(lines.pieces.len());
    let mut last_width = 0;
    for piece in std::mem::take(&mut lines.pieces) {
        let this = half_width(&piece.chars) + piece.indent;
        let plain = piece.gap == 0 && !piece.ruled && !piece.list && piece.hashes == 0 && !piece.same_line;
        let fresh = piece.named.is_some() || (indented && piece.indent > 0);
        match joined.last_mut() {
            Some(before)
                if plain
                    && !fresh
                    && last_width + 3 >= width
                    && last_width <= width + 2
                    && (indented || goes_on(&before.chars))
                    && (indented || !heads_off(before)) =>
            {
                before.chars.extend(piece.chars);
            }
            _ => joined.push(piece),
        }
        last_width = this;
    }
    lines.pieces = joined;
}

/// Whether a full line of a manuscript without indents may go on in the next.
fn goes_on(chars: &[char]) -> bool {
    !matches!(ending(chars), Ending::Point | Ending::Closed)
}

/// Whether a piece is marked as a head, which is not wrapped text.
fn heads_off(piece: &Piece) -> bool {
    piece.hashes > 0 || piece.strong || piece.named.is_some()
}

/// The width at which most lines end without ending a sentence: the manuscript was wrapped there.
fn wrap_width(pieces: &[Piece]) -> Option<usize> {
    const LEAST_LINES: usize = 10;
    if pieces.len() < LEAST_LINES {
        return None;
    }
    let mut counts = [0usize; 124];
    for piece in pieces {
        if let Some(count) = counts.get_mut(half_width(&piece.chars) + piece.indent) {
            *count += 1;
        }
    }
    let (width, full) = (20..counts.len())
        .map(|w| (w, counts.get(w - 3..=w).unwrap_or_default().iter().sum::<usize>()))
        .max_by_key(|&(w, n)| (n, w))?;
    let near = |piece: &&Piece| {
        let this = half_width(&piece.chars) + piece.indent;
        (width - 3..=width).contains(&this)
    };
    let broken = pieces.iter().filter(near).filter(|p| ending(&p.chars) == Ending::Open).count();
    let longer = pieces.iter().filter(|p| half_width(&p.chars) + p.indent > width + 2).count();
    let tight = pieces.iter().filter(|p| p.gap == 0).count();
    (full * 5 >= pieces.len() * 2
        && broken * 2 >= full
        && longer * 5 <= pieces.len()
        && tight * 2 >= pieces.len())
    .then_some(width)
}
