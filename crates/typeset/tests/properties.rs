//! Properties of composition over random mixed text, measures from 5 to 60 em, all levels, manners and breakings.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_measure::Length;
use banxin_typeset::opportunity::{LineEnd, line_ends};
use banxin_typeset::{
    Breaking, Class, Direction, Flaw, Level, Line, Manner, ParagraphStyle, Punctuation, Shaped, Uniform,
    compose, stub,
};
use proptest::prelude::*;

const EM: i64 = 114_300;

fn em(halves: i64) -> Length {
    Length::from_emu(EM * halves / 2)
}

/// Pieces that a story is made of, the awkward ones often.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[一-龥]{1,6}",
        3 => "[，。、；：？！]",
        2 => "[“‘「『（《〈【][一-龥]{1,4}[”’」』）》〉】]",
        1 => "[，。、；：？！“”‘’「」『』（）《》〈〉【】〔〕—…～·／]{1,4}",
        1 => Just("——".to_owned()),
        1 => Just("……".to_owned()),
        1 => "[0-9]{1,5}([.,][0-9]{1,3})?[%‰℃]?",
        1 => "[A-Za-z]{1,12}",
        1 => " [A-Za-z]{1,9} ",
        1 => "[０-９]{1,4}",
        1 => "[¥￥+±-][0-9]{1,4}",
        1 => Just("https://www.example.com/a/b?id=1".to_owned()),
        1 => "\\PC{1,3}",
        1 => Just("\n".to_owned()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..24).prop_map(|pieces| pieces.concat())
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::None), Just(Level::Basic), Just(Level::Gb), Just(Level::Strict)]
}

fn manner() -> impl Strategy<Value = Manner> {
    let punctuation = prop_oneof![
        4 => Just(Punctuation::Full),
        1 => Just(Punctuation::Kaiming),
        1 => Just(Punctuation::Half),
        1 => Just(Punctuation::LineEndHalf)
    ];
    let direction = prop_oneof![5 => Just(Direction::Horizontal), 1 => Just(Direction::Vertical)];
    (punctuation, direction, any::<bool>()).prop_map(|(punctuation, direction, wide_blanks)| Manner {
        punctuation,
        direction,
        wide_blanks,
        ..Manner::default()
    })
}

fn style() -> impl Strategy<Value = ParagraphStyle> {
    (level(), any::<bool>(), any::<bool>(), 0i64..5).prop_map(|(level, greedy, hanging, indent)| {
        ParagraphStyle {
            level,
            hanging,
            indent: em(indent),
            breaking: if greedy { Breaking::Greedy } else { Breaking::Optimal },
            ..ParagraphStyle::default()
        }
    })
}

fn set(text: &str, manner: &Manner, style: &ParagraphStyle, halves: i64) -> (Shaped, Vec<Line>) {
    let shaped = stub::shape(text, Length::from_emu(EM), manner);
    let lines = compose(&shaped, style, &Uniform(em(halves)));
    (shaped, lines)
}

/// Whether a paragraph has any setting without a flaw, by looking at every break there is: the plain way, which
/// shares nothing with the search but the setting of a single line.
fn can_be_set(shaped: &Shaped, style: &ParagraphStyle, measure: Length) -> bool {
    let ends = line_ends(shaped, style.level);
    let total = shaped.units.len();
    let mut reached = vec![false; total + 1];
    reached[0] = true;
    for start in 0..total {
        if !reached[start] {
            continue;
        }
        for end in start + 1..=total {
            let legal = ends[end - 1] < LineEnd::AgainstLevel;
            let typed_end = shaped.units[end - 1].after.must;
            if (legal || end == total) && sets_alone(shaped, style, measure, (start, end)) {
                reached[end] = true;
            }
            if typed_end {
                break;
            }
        }
    }
    reached[total]
}

/// Whether units `start..end` can be one line: composed by themselves with a measure that leaves nothing else.
fn sets_alone(
    shaped: &Shaped,
    style: &ParagraphStyle,
    measure: Length,
    (start, end): (usize, usize),
) -> bool {
    let units = &shaped.units[start..end];
    let shown = |u: &&banxin_typeset::Unit| !u.class.falls_off();
    let inset = if start == 0 { style.indent } else { Length::ZERO };
    let first = if start == 0 { Some(0) } else { units.iter().position(|u| shown(&u)) };
    let (Some(from), Some(to)) = (first, units.iter().rposition(|u| shown(&u))) else {
        // Blanks alone are a line only where somebody typed its end.
        return end == shaped.units.len() || shaped.units[end - 1].after.must;
    };
    let line = &units[from..=to];
    let mut natural: Length = line.iter().map(|u| u.gap_before + u.width - u.lead_cut).sum();
    natural -= line[0].gap_before + line[0].lead + line[line.len() - 1].trailing();
    let kind = line_ends(shaped, style.level)[end - 1];
    if kind == LineEnd::Hyphen {
        natural += shaped.hyphens[0].width;
    }
    let (mut give, mut grow, mut gaps) = (Length::ZERO, Length::ZERO, 0);
    for (index, unit) in line.iter().enumerate() {
        let (first, last) = (index == 0, index + 1 == line.len());
        let blank = |b: Length| if unit.squeezable && unit.class.step().is_some() { b } else { Length::ZERO };
        if !first {
            give += blank(unit.lead);
            if let Some((least, most)) = unit.boundary.filter(|_| unit.gap_before > Length::ZERO) {
                give += (unit.gap_before - least).max(Length::ZERO);
                grow += (most - unit.gap_before).max(Length::ZERO);
            }
            let left = &line[index - 1];
            let western = left.class == Class::Western && unit.class == Class::Western;
            let spaced = left.class == Class::Space || unit.class == Class::Space || unit.boundary.is_some();
            gaps +=
                i64::from(!western && !unit.joined && !spaced && !left.class.rigid() && !unit.class.rigid());
        }
        if !last {
            give += blank(unit.tail);
            if unit.class == Class::Space {
                let (least, most) = unit.boundary.unwrap_or((unit.size / 4, unit.size / 2));
                give += (unit.width - least).max(Length::ZERO);
                grow += (most - unit.width).max(Length::ZERO);
            }
        }
    }
    let width = measure - inset;
    if natural > width {
        let out = &line[line.len() - 1];
        let hung =
            style.hanging && line.len() > 1 && out.class.may_hang() && !line[line.len() - 2].class.is_mark();
        // A line that hangs has an equal without the mark's squeezing; the search may use it or not.
        return natural - give <= width && !hung;
    }
    let justified = end < shaped.units.len() && !shaped.units[end - 1].after.must;
    if !justified || natural == width {
        return true;
    }
    let rest = width - natural - grow;
    rest <= Length::ZERO
        || (gaps > 0 && rest <= Length::from_emu(EM).scale(i64::from(style.loosest), 1000) * gaps)
}

proptest! {
    #[test]
    fn composition_keeps_its_promises(
        text in text(),
        manner in manner(),
        style in style(),
        halves in 10i64..=120,
    ) {
        let (shaped, lines) = set(&text, &manner, &style, halves);
        let measure = em(halves);

        // Every character once and in order.
        let mut next = 0;
        for line in &lines {
            prop_assert_eq!(line.owns.0, next);
            prop_assert!(line.owns.1 > line.owns.0);
            next = line.owns.1;
            for unit in line.owns.0..line.owns.1 {
                let shown = (line.units.0..line.units.1).contains(&unit);
                prop_assert!(shown || shaped.units[unit].class.falls_off());
            }
        }
        prop_assert_eq!(next, shaped.units.len());
        let all: String = shaped.units.iter().map(|u| shaped.source(u)).collect();
        prop_assert_eq!(&all, &text);

        // Lines end where the rules allow it, or are told.
        let ends = line_ends(&shaped, style.level);
        for line in &lines[..lines.len() - 1] {
            let end = ends[line.owns.1 - 1];
            prop_assert!(end < LineEnd::AgainstLevel || line.flaw.is_some(), "{end:?} at {line:?}");
            if end == LineEnd::TornUnit {
                prop_assert!(matches!(line.flaw, Some(Flaw::TornUnit | Flaw::Overfull)));
            }
        }

        // Each line but the last is exactly the measure, or is told; nothing overlaps or runs out of it.
        for (number, line) in lines.iter().enumerate() {
            for pair in line.placed.windows(2) {
                prop_assert_eq!(pair[0].x + pair[0].advance, pair[1].x);
                prop_assert!(pair[0].advance >= Length::ZERO);
            }
            let inset = if number == 0 { style.indent } else { Length::ZERO };
            let hung = if line.hangs {
                let last = &shaped.units[line.units.1 - 1];
                last.width - last.lead_cut - last.trailing()
            } else {
                Length::ZERO
            };
            let end = line.width - hung;
            if !matches!(line.flaw, Some(Flaw::Overfull)) {
                prop_assert!(end <= measure, "{number} {line:?}");
            }
            if !line.last && line.flaw.is_none() && line.units.0 < line.units.1 {
                prop_assert_eq!(end, measure, "line {}: {:?}", number, line);
            }
            prop_assert!(line.flaw.is_some() || line.looseness <= em(1) + Length::from_emu(1));
            if line.units.0 < line.units.1 {
                prop_assert_eq!(line.placed[0].x, inset);
            }
        }

        // What can be set without a flaw is.
        let flawed = lines.iter().any(|line| line.flaw.is_some());
        if flawed {
            prop_assert!(!can_be_set(&shaped, &style, measure), "{lines:?}");
        }

        // The same again.
        prop_assert_eq!(set(&text, &manner, &style, halves).1, lines);
    }

    #[test]
    fn what_is_between_characters_stays_within_floor_and_cap(
        text in text(),
        style in style(),
        halves in 10i64..=120,
    ) {
        let (shaped, lines) = set(&text, &Manner::default(), &style, halves);
        for line in lines.iter().filter(|line| line.flaw.is_none()) {
            for pair in line.placed.windows(2) {
                let (unit, next) = (&shaped.units[pair[0].unit], &shaped.units[pair[1].unit]);
                if let Some((least, most)) = next.boundary.filter(|_| next.gap_before > Length::ZERO) {
                    let gap = pair[1].x - pair[0].x - (unit.width - unit.lead_cut);
                    prop_assert!(gap >= least && gap <= most, "{gap:?} before {}", shaped.source(next));
                }
                if unit.class.step().is_some() {
                    let floor = unit.width - unit.lead_cut - unit.lead - unit.tail;
                    prop_assert!(pair[0].advance >= floor);
                }
            }
        }
    }

    #[test]
    fn a_number_of_lines_is_met_or_the_nearest_told(
        text in text(),
        halves in 10i64..=60,
        wanted in 1usize..12,
    ) {
        use banxin_typeset::fit::{Licence, fit, line_counts};
        let manner = Manner::default();
        let style = ParagraphStyle::default();
        let (shaped, best) = set(&text, &manner, &style, halves);
        let measures = Uniform(em(halves));
        let fitted = fit(&shaped, &style, &manner, &measures, wanted, &Licence::default());
        let off = fitted.lines.len().abs_diff(wanted);
        prop_assert!(off <= best.len().abs_diff(wanted));
        for (count, _) in line_counts(&shaped, &style, &measures, &Licence::default()) {
            prop_assert!(off <= count.abs_diff(wanted));
        }
        prop_assert_eq!(fitted.means.is_empty(), fitted.lines.len() == best.len());
        let all: String = fitted.lines.iter().flat_map(|l| l.owns.0..l.owns.1).map(|i| shaped.source(&shaped.units[i])).collect();
        prop_assert_eq!(all, text);
    }
}
