//! What a unit is among its neighbours: quotes of Chinese or of Western text, hyphens and solidi between Han, dashes
//! that pair off, and what is of one piece (符号分离禁则, clreq 3.1.6.2).

use crate::class::{Class, is_invisible, is_raised, is_wide_digit};
use crate::unit::{Shaped, Sign, Unit};

/// Settles the classes of the units and which of them hold together.
pub(crate) fn consider(shaped: &mut Shaped) {
    between_han(shaped);
    western_quotes(shaped);
    join_dashes(shaped);
    pair_off(&mut shaped.units);
    hold_together(shaped);
    find_signs(shaped);
}

/// Characters that show nothing belong to the unit before them, or at the start to the one behind.
pub(crate) fn attach_invisible(shaped: &mut Shaped) {
    let invisible = |unit: &Unit| {
        let source = shaped.source(unit);
        !source.is_empty() && source.chars().all(is_invisible)
    };
    let hidden: Vec<bool> = shaped.units.iter().map(invisible).collect();
    let mut kept: Vec<Unit> = Vec::with_capacity(shaped.units.len());
    let mut ahead: Option<Unit> = None;
    for (mut unit, hidden) in std::mem::take(&mut shaped.units).into_iter().zip(hidden) {
        match (hidden, kept.last_mut()) {
            (true, Some(last)) => {
                (last.bytes.1, last.characters.1) = (unit.bytes.1, unit.characters.1);
            }
            (true, None) => {
                let first = ahead.get_or_insert_with(|| unit.clone());
                (first.bytes.1, first.characters.1) = (unit.bytes.1, unit.characters.1);
            }
            (false, _) => {
                if let Some(first) = ahead.take() {
                    (unit.bytes.0, unit.characters.0) = (first.bytes.0, first.characters.0);
                }
                kept.push(unit);
            }
        }
    }
    kept.extend(ahead);
    shaped.units = kept;
}

/// Western brackets and points, and signs that no number follows.
fn find_signs(shaped: &mut Shaped) {
    let first = |at: usize| shaped.units.get(at).and_then(|u| shaped.source(u).chars().next());
    let signs: Vec<Sign> = (0..shaped.units.len())
        .map(|at| match first(at) {
            Some('(' | '[' | '{') => Sign::Opens,
            Some(')' | ']' | '}') => Sign::Closes,
            Some(',' | '.' | ';' | ':' | '"' | '\'') => Sign::Point,
            Some('/') => Sign::Slash,
            Some(c) if is_raised(c) => Sign::Raised,
            Some('±' | '€' | '№' | '$' | '£' | '¥' | '﹩' | '＄' | '￡' | '￥' | '￦')
                if !first(at + 1).is_some_and(|c| c.is_ascii_digit() || is_wide_digit(c)) =>
            {
                Sign::Trails
            }
            _ => Sign::None,
        })
        .collect();
    for (unit, sign) in shaped.units.iter_mut().zip(signs) {
        unit.sign = sign;
    }
}

/// A hyphen or an en dash is a Chinese connector where Han or their marks stand on both sides of it, a solidus where
/// they stand on one.
fn between_han(shaped: &mut Shaped) {
    let chinese = |unit: Option<&Unit>| {
        unit.is_some_and(|u| !matches!(u.class, Class::Western | Class::Space | Class::Newline))
    };
    let classes: Vec<Option<Class>> = (0..shaped.units.len())
        .map(|at| {
            let unit = shaped.units.get(at)?;
            let before = chinese(at.checked_sub(1).and_then(|i| shaped.units.get(i)));
            let behind = chinese(shaped.units.get(at + 1));
            match shaped.source(unit) {
                "-" | "–" => (before && behind).then_some(Class::Hyphen),
                "/" => (before || behind).then_some(Class::Solidus),
                _ => None,
            }
        })
        .collect();
    for (unit, class) in shaped.units.iter_mut().zip(classes) {
        unit.class = class.unwrap_or(unit.class);
    }
}

/// Curly quotes are proportional in Western text: an apostrophe between letters, and a pair that holds no Han and whose
/// outer neighbours, blanks aside, are Western (or the edge of the line that was typed, on one side).
fn western_quotes(shaped: &mut Shaped) {
    let all_western = shaped.units.iter().all(|u| {
        u.class != Class::Han && (!u.class.is_mark() || u.class.falls_off() || is_quote(shaped.source(u)))
    });
    let neighbours = Neighbours::new(shaped);
    let is_western =
        |at: Option<usize>| at.and_then(|i| shaped.units.get(i)).is_some_and(|u| u.class == Class::Western);
    let mut western: Vec<usize> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, unit) in shaped.units.iter().enumerate() {
        if unit.class == Class::Newline {
            open.clear();
        }
        let Some(quote) = shaped.source(unit).chars().next().filter(|_| is_quote(shaped.source(unit))) else {
            continue;
        };
        let apostrophe = quote == '’' && is_western(at.checked_sub(1)) && is_western(Some(at + 1));
        if all_western || apostrophe {
            western.push(at);
            continue;
        }
        if matches!(quote, '“' | '‘') {
            open.push((at, quote));
            continue;
        }
        let wanted = if quote == '”' { '“' } else { '‘' };
        let Some(begin) = open.iter().rposition(|(_, q)| *q == wanted) else { continue };
        let (from, _) = open.split_off(begin).first().copied().unwrap_or((at, quote));
        if neighbours.western(from, at) {
            western.extend([from, at]);
        }
    }
    for at in western {
        if let Some(unit) = shaped.units.get_mut(at) {
            unit.class = Class::Western;
        }
    }
}

/// Whether a character is a curly quote, of Chinese or of Western text.
pub(crate) fn is_quote(source: &str) -> bool {
    matches!(source, "“" | "”" | "‘" | "’")
}

/// What stands around each unit, blanks and quotes aside.
struct Neighbours {
    /// Whether the nearest before and behind is Western; `None` at the edge of a typed line.
    before: Vec<Option<bool>>,
    behind: Vec<Option<bool>>,
    /// How many units before each are neither Western nor blanks nor quotes.
    chinese: Vec<usize>,
}

impl Neighbours {
    fn new(shaped: &Shaped) -> Neighbours {
        let step = |seen: &mut Option<bool>, unit: &Unit| {
            let known = *seen;
            match unit.class {
                Class::Newline => *seen = None,
                Class::Space => {}
                _ if is_quote(shaped.source(unit)) => {}
                class => *seen = Some(class == Class::Western),
            }
            known
        };
        let mut seen = None;
        let before = shaped.units.iter().map(|unit| step(&mut seen, unit)).collect();
        seen = None;
        let mut behind: Vec<Option<bool>> =
            shaped.units.iter().rev().map(|unit| step(&mut seen, unit)).collect();
        behind.reverse();
        let mut count = 0;
        let mut chinese = vec![0];
        for unit in &shaped.units {
            let other =
                unit.class == Class::Western || unit.class.falls_off() || is_quote(shaped.source(unit));
            count += usize::from(!other);
            chinese.push(count);
        }
        Neighbours { before, behind, chinese }
    }

    /// Whether a pair of quotes stands in Western text.
    fn western(&self, from: usize, to: usize) -> bool {
        let inside = self.chinese.get(to).zip(self.chinese.get(from)).is_some_and(|(b, a)| b > a);
        let (before, behind) =
            (self.before.get(from).copied().flatten(), self.behind.get(to).copied().flatten());
        !inside && (before.is_some() || behind.is_some()) && before.unwrap_or(true) && behind.unwrap_or(true)
    }
}

/// Faces such as Noto's make one glyph of a dash pair: it is a dash of two em.
fn join_dashes(shaped: &mut Shaped) {
    let pairs: Vec<bool> = shaped.units.iter().map(|unit| shaped.source(unit) == "——").collect();
    for (unit, pair) in shaped.units.iter_mut().zip(pairs) {
        if pair {
            unit.class = Class::LongDash;
        }
    }
}

/// Dashes and ellipses count in pairs; an odd one out is a connector.
fn pair_off(units: &mut [Unit]) {
    let mut index = 0;
    while index < units.len() {
        let class = units.get(index).map_or(Class::Han, |u| u.class);
        if !matches!(class, Class::Dash | Class::Ellipsis) {
            index += 1;
            continue;
        }
        let run = units.iter().skip(index).take_while(|u| u.class == class).count();
        for (offset, unit) in units.iter_mut().skip(index).take(run).enumerate() {
            unit.paired = offset < run - run % 2;
            unit.joined = unit.paired && offset % 2 == 1;
        }
        index += run.max(1);
    }
}

/// Signs stay with their numbers, raised figures with what they mark, stacked ？！ with each other.
fn hold_together(shaped: &mut Shaped) {
    let joined: Vec<bool> = (0..shaped.units.len())
        .map(|at| {
            let pair = at.checked_sub(1).and_then(|i| shaped.units.get(i)).zip(shaped.units.get(at));
            let further = at.checked_sub(2).and_then(|i| shaped.units.get(i));
            // A stroke behind a number or a word is no sign of the number that follows.
            let stroke =
                further.is_some_and(|u| shaped.source(u).ends_with(|c: char| c.is_ascii_alphanumeric()));
            pair.is_some_and(|(left, right)| of_one_piece(shaped, left, right, stroke))
        })
        .collect();
    for (unit, joined) in shaped.units.iter_mut().zip(joined) {
        unit.joined |= joined;
    }
}

fn of_one_piece(shaped: &Shaped, left: &Unit, right: &Unit, stroke: bool) -> bool {
    let (before, after) = (shaped.source(left).chars().last(), shaped.source(right).chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let digit = |c: char| c.is_ascii_digit() || is_wide_digit(c);
    let number = |c: char| digit(c) || matches!(c, '．' | '.' | ',');
    let in_number = digit(before) && number(after) || number(before) && digit(after);
    let sign_behind = digit(before) && matches!(after, '%' | '‰' | '°' | '℃' | '℉' | '％' | '￠');
    let sign_ahead = digit(after)
        && matches!(before, '+' | '-' | '±' | '¥' | '$' | '€' | '£' | '￥' | '＄' | '￡' | '＋' | '－');
    let sign_ahead = sign_ahead && left.class != Class::Hyphen && !(stroke && matches!(before, '+' | '-'));
    let stacked = left.class == Class::Exclaim && right.class == Class::Exclaim;
    let raised = is_raised(after) && !left.class.falls_off();
    let pluses = before == '+' && after == '+';
    // A picture of several characters: joined by U+200D, or with a colour of skin.
    let picture = before == '\u{200D}' || ('\u{1F3FB}'..='\u{1F3FF}').contains(&after);
    in_number || sign_behind || sign_ahead || stacked || raised || pluses || picture
}
