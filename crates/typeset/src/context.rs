//! What a unit is among its neighbours: quotes of Chinese or of Western text, hyphens and solidi between Han, dashes
//! that pair off, and what is of one piece (符号分离禁则, clreq 3.1.6.2).

use crate::class::{Class, is_raised, is_wide_digit};
use crate::unit::{Shaped, Sign, Unit};

/// Settles the classes of the units and which of them hold together.
pub(crate) fn consider(shaped: &mut Shaped) {
    between_han(shaped);
    western_quotes(shaped);
    pair_off(&mut shaped.units);
    hold_together(shaped);
    find_signs(shaped);
}

/// Western brackets and points, and signs that no number follows.
fn find_signs(shaped: &mut Shaped) {
    let first = |at: usize| shaped.units.get(at).and_then(|u| shaped.source(u).chars().next());
    let signs: Vec<Sign> = (0..shaped.units.len())
        .map(|at| match first(at) {
            Some('(' | '[' | '{') => Sign::Opens,
            Some(')' | ']' | '}') => Sign::Closes,
            Some(',' | '.' | ';' | ':' | '"' | '\'') => Sign::Point,
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

/// A hyphen, an en dash or a solidus is a Chinese connector where Han or their marks stand on both sides of it.
fn between_han(shaped: &mut Shaped) {
    let chinese = |unit: Option<&Unit>| {
        unit.is_some_and(|u| !matches!(u.class, Class::Western | Class::Space | Class::Newline))
    };
    let classes: Vec<Option<Class>> = (0..shaped.units.len())
        .map(|at| {
            let unit = shaped.units.get(at)?;
            let class = match shaped.source(unit) {
                "-" | "–" => Class::Hyphen,
                "/" => Class::Solidus,
                _ => return None,
            };
            let before = at.checked_sub(1).and_then(|i| shaped.units.get(i));
            (chinese(before) && chinese(shaped.units.get(at + 1))).then_some(class)
        })
        .collect();
    for (unit, class) in shaped.units.iter_mut().zip(classes) {
        unit.class = class.unwrap_or(unit.class);
    }
}

/// Curly quotes are proportional in Western text: an apostrophe between letters, and a pair both of whose outer
/// neighbours, blanks aside, are Western (or the edge of the text on one side).
fn western_quotes(shaped: &mut Shaped) {
    let all_western = shaped.units.iter().all(|u| {
        u.class != Class::Han && (!u.class.is_mark() || u.class.falls_off() || is_quote(shaped.source(u)))
    });
    let mut western: Vec<usize> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, unit) in shaped.units.iter().enumerate() {
        let Some(quote) = shaped.source(unit).chars().next().filter(|_| is_quote(shaped.source(unit))) else {
            continue;
        };
        if all_western
            || (quote == '’' && is_western(shaped, at.checked_sub(1)) && is_western(shaped, Some(at + 1)))
        {
            western.push(at);
            continue;
        }
        match quote {
            '“' | '‘' => open.push((at, quote)),
            _ => {
                let wanted = if quote == '”' { '“' } else { '‘' };
                let Some(begin) = open.iter().rposition(|(_, q)| *q == wanted) else { continue };
                let (from, _) = open.split_off(begin).first().copied().unwrap_or((at, quote));
                if in_western_text(shaped, from, at) {
                    western.extend([from, at]);
                }
            }
        }
    }
    for at in western {
        if let Some(unit) = shaped.units.get_mut(at) {
            unit.class = Class::Western;
        }
    }
}

fn is_quote(source: &str) -> bool {
    matches!(source, "“" | "”" | "‘" | "’")
}

fn is_western(shaped: &Shaped, at: Option<usize>) -> bool {
    at.and_then(|i| shaped.units.get(i)).is_some_and(|u| u.class == Class::Western)
}

/// Whether the text around a pair of quotes is Western.
fn in_western_text(shaped: &Shaped, from: usize, to: usize) -> bool {
    let seen = |mut walk: Box<dyn Iterator<Item = &Unit> + '_>| {
        walk.find(|u| !u.class.falls_off() && !is_quote(shaped.source(u))).map(|u| u.class == Class::Western)
    };
    let before = seen(Box::new(shaped.units.iter().take(from).rev()));
    let after = seen(Box::new(shaped.units.iter().skip(to + 1)));
    match (before, after) {
        (None, None) => false,
        (before, after) => before.unwrap_or(true) && after.unwrap_or(true),
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
            pair.is_some_and(|(left, right)| of_one_piece(shaped, left, right))
        })
        .collect();
    for (unit, joined) in shaped.units.iter_mut().zip(joined) {
        unit.joined |= joined;
    }
}

fn of_one_piece(shaped: &Shaped, left: &Unit, right: &Unit) -> bool {
    let (before, after) = (shaped.source(left).chars().last(), shaped.source(right).chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let digit = |c: char| c.is_ascii_digit() || is_wide_digit(c);
    let number = |c: char| digit(c) || matches!(c, '．' | '.' | ',');
    let in_number = is_wide_digit(before) && number(after) || number(before) && is_wide_digit(after);
    let sign_behind = digit(before) && matches!(after, '%' | '‰' | '°' | '℃' | '℉' | '％' | '￠');
    let sign_ahead = digit(after)
        && matches!(before, '+' | '-' | '±' | '¥' | '$' | '€' | '£' | '￥' | '＄' | '￡' | '＋' | '－');
    // A hyphen between two numbers is no sign of the second.
    let sign_ahead = sign_ahead && left.class != Class::Hyphen;
    let stacked = left.class == Class::Exclaim && right.class == Class::Exclaim;
    let raised = is_raised(after) && !left.class.falls_off();
    in_number || sign_behind || sign_ahead || stacked || raised
}
