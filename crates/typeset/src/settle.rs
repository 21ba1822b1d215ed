//! Widths after the manner of the paragraph: what marks take, what adjacent marks owe each other, and the space
//! between Han and Western text.

use crate::class::Class;
use crate::manner::{Direction, HanWestern, Manner, Punctuation};
use crate::unit::{Sign, Unit};
use banxin_measure::Length;

/// Gives the units the widths of a manner, whatever they had before.
pub(crate) fn settle(units: &mut [Unit], manner: &Manner) {
    for unit in units.iter_mut() {
        reset(unit, manner);
    }
    halve_stacked(units);
    for index in 1..units.len() {
        let (left, right) = units.split_at_mut(index);
        if let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) {
            share_blank(left, right);
            space_boundary(left, right, manner.han_western);
        }
    }
    absorb_typed_blanks(units, manner);
}

fn reset(unit: &mut Unit, manner: &Manner) {
    unit.width = unit.full + unit.tracking;
    (unit.lead, unit.tail) = unit.blanks;
    unit.lead_cut = Length::ZERO;
    unit.gap_before = Length::ZERO;
    unit.boundary = None;
    unit.squeezable = manner.punctuation != Punctuation::LineEndHalf;
    let stands_in_the_middle = matches!(unit.class, Class::Colon | Class::Semicolon | Class::Exclaim);
    if manner.direction == Direction::Vertical && stands_in_the_middle {
        unit.tail = Length::ZERO;
    }
    let ends_sentence = matches!(unit.class, Class::Stop | Class::Exclaim);
    match manner.punctuation {
        Punctuation::Half => halve(unit),
        Punctuation::Kaiming if !ends_sentence => halve(unit),
        _ => {}
    }
}

/// Takes the blanks of a mark away for good.
fn halve(unit: &mut Unit) {
    cut_lead(unit);
    cut_tail(unit);
}

fn cut_tail(unit: &mut Unit) {
    unit.width -= unit.tail;
    unit.tail = Length::ZERO;
}

fn cut_lead(unit: &mut Unit) {
    unit.lead_cut += unit.lead;
    unit.lead = Length::ZERO;
}

/// GB/T 15834—2011, 5.1.2: two of ？！ that are stacked take one em, three take two.
fn halve_stacked(units: &mut [Unit]) {
    let mut index = 0;
    while index < units.len() {
        let run = units.iter().skip(index).take_while(|u| u.class == Class::Exclaim).count();
        for unit in units.iter_mut().skip(index).take(run - run % 2) {
            cut_tail(unit);
        }
        index += run.max(1);
    }
}

/// clreq 3.1.6.1, GB/T 15834: two adjacent marks take 1½ em, not 2. Brackets keep close to what they enclose.
fn share_blank(left: &mut Unit, right: &mut Unit) {
    let aside = matches!(right.class, Class::MiddleDot | Class::WideSpace);
    if left.class.closes() && (right.class.closes() || aside || right.sign == Sign::Closes) {
        cut_tail(left);
    } else if right.class == Class::Opening
        && (left.class.closes()
            || left.sign == Sign::Opens
            || matches!(left.class, Class::Opening | Class::WideSpace | Class::MiddleDot))
    {
        cut_lead(right);
    }
}

fn space_boundary(left: &Unit, right: &mut Unit, space: HanWestern) {
    if right.joined || !is_boundary(left, right) {
        return;
    }
    let (space, limits) = space_between(left, right, space);
    right.gap_before = space;
    right.boundary = Some(limits);
}

/// The space of a boundary, and its least and most, after the size of the Han.
fn space_between(left: &Unit, right: &Unit, space: HanWestern) -> (Length, (Length, Length)) {
    let size = if left.class == Class::Han { left.size } else { right.size };
    let of = |permille: u16| size.scale(i64::from(permille), 1000);
    (of(space.space), (of(space.least), of(space.most)))
}

/// Whether Han meets Western text. Brackets have a blank of their own; points belong to what stands before them.
fn is_boundary(left: &Unit, right: &Unit) -> bool {
    match (left.class, right.class) {
        (Class::Han, Class::Western) => !matches!(right.sign, Sign::Opens | Sign::Closes | Sign::Point),
        (Class::Western, Class::Han) => !matches!(left.sign, Sign::Opens | Sign::Closes | Sign::Raised),
        _ => false,
    }
}

/// Blanks typed between Han and Western text stand for the space of that boundary, not beside it.
fn absorb_typed_blanks(units: &mut [Unit], manner: &Manner) {
    let mut index = 1;
    while index < units.len() {
        let run = units.iter().skip(index).take_while(|u| u.class == Class::Space).count();
        let around = units.get_mut(index - 1..=index + run).unwrap_or_default();
        index += run + 1;
        let [left, middle, more @ .., right] = around else { continue };
        if run == 0 {
            continue;
        }
        if is_boundary(left, right) {
            let (space, limits) = space_between(left, right, manner.han_western);
            middle.width = space;
            middle.boundary = Some(limits);
            for blank in more {
                blank.width = Length::ZERO;
                blank.boundary = Some((Length::ZERO, Length::ZERO));
            }
        } else if !manner.wide_blanks {
            continue;
        } else if run == 1 && left.class == Class::Han && right.class == Class::Han {
            middle.width = middle.size.max(middle.width);
        } else if run == 1 && (left.class.closes() || right.class == Class::Opening) {
            middle.width = middle.size / 2;
        }
    }
}
