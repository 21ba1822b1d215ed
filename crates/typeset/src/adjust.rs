//! Line adjustment (行内调整): one pure function that brings gaps to a target by clreq's order of steps.
//!
//! clreq 3.2.2: compress first, in seven steps, all members of a step at the same time by the same amount, none
//! below its floor; else stretch word spaces, then Han–Western spaces, then all gaps that may be stretched.

use banxin_measure::Length;

/// How many steps of compression there are; step numbers run from 1.
pub const COMPRESSION_STEPS: usize = 7;

/// A place in a line that can give or take space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Step in which it may be compressed (1–7), and by how much at most.
    pub compress: Option<(usize, Length)>,
    /// How much a word space or Han–Western space may grow before other gaps do.
    pub grow_first: Option<(GrowStep, Length)>,
    /// Whether it shares in the even stretching of all gaps.
    pub stretch: bool,
}

/// The two kinds of gaps that are stretched before all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrowStep {
    /// Western word spaces, to ½ em.
    WordSpace,
    /// Han–Western spaces, to ½ em.
    HanWestern,
}

/// How much each gap changes so that the line grows by `need` (shrinks if negative), and what was left over.
///
/// The remainder is not zero only where the gaps cannot give so much, or there is nothing to stretch.
/// Gaps that are stretched evenly take no more than `even_most` each while word spaces and Han–Western spaces are
/// there to go beyond their caps with them: the caller tells such a line as loose.
pub fn solve(need: Length, gaps: &[Gap], even_most: Length) -> (Vec<Length>, Length) {
    let mut changes = vec![Length::ZERO; gaps.len()];
    let mut rest = need;
    if need < Length::ZERO {
        for step in 1..=COMPRESSION_STEPS {
            let caps: Vec<Length> = gaps
                .iter()
                .map(|g| g.compress.filter(|(s, _)| *s == step).map_or(Length::ZERO, |(_, cap)| cap))
                .collect();
            let given = share(-rest, &caps, &mut changes, -1);
            rest += given;
            if rest >= Length::ZERO {
                break;
            }
        }
        return (changes, rest);
    }
    for step in [GrowStep::WordSpace, GrowStep::HanWestern] {
        let caps: Vec<Length> = gaps
            .iter()
            .map(|g| g.grow_first.filter(|(s, _)| *s == step).map_or(Length::ZERO, |(_, cap)| cap))
            .collect();
        rest -= share(rest, &caps, &mut changes, 1);
    }
    if rest > Length::ZERO {
        let even = |g: &Gap| g.stretch;
        let count = gaps.iter().filter(|g| even(g)).count() as i64;
        rest -= spread(rest.min(even_most * count), gaps, &even, &mut changes);
        rest -= spread(rest, gaps, &|g| g.stretch || g.grow_first.is_some(), &mut changes);
    }
    (changes, rest)
}

/// Spreads `rest` over the gaps that take it, to the last unit; returns what was spread.
fn spread(rest: Length, gaps: &[Gap], takes: &dyn Fn(&Gap) -> bool, changes: &mut [Length]) -> Length {
    let members = gaps.iter().filter(|g| takes(g)).count() as i64;
    if members == 0 || rest <= Length::ZERO {
        return Length::ZERO;
    }
    // Whole units, so that every line ends exactly on its measure: the first gaps take the odd ones.
    let (each, mut odd) = (rest.emu() / members, rest.emu() % members);
    for (change, _) in changes.iter_mut().zip(gaps).filter(|(_, g)| takes(g)) {
        *change += Length::from_emu(each + i64::from(odd > 0));
        odd = (odd - 1).max(0);
    }
    rest
}

/// Shares `need` equally among members with capacities, dropping the saturated; returns what was shared out.
fn share(need: Length, caps: &[Length], changes: &mut [Length], sign: i64) -> Length {
    let mut left = need;
    let mut room: Vec<Length> = caps.to_vec();
    loop {
        let active = room.iter().filter(|r| **r > Length::ZERO).count() as i64;
        if left <= Length::ZERO || active == 0 {
            return need - left;
        }
        let smallest = room.iter().copied().filter(|r| *r > Length::ZERO).min().unwrap_or(Length::ZERO);
        let each = Length::from_emu(left.emu() / active).min(smallest);
        // Fewer units left than members: one unit each until they are gone.
        let step = if each == Length::ZERO { Length::from_emu(1) } else { each };
        for (change, room) in changes.iter_mut().zip(room.iter_mut()) {
            if *room > Length::ZERO && left > Length::ZERO {
                *change += step * sign;
                *room -= step;
                left -= step;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezable(step: usize, cap: i64) -> Gap {
        Gap { compress: Some((step, Length::from_emu(cap))), ..Gap::default() }
    }

    #[test]
    fn seven_steps_in_order() {
        let gaps: Vec<Gap> = (1..=7).map(|step| squeezable(step, 100)).collect();
        let (changes, rest) = solve(Length::from_emu(-650), &gaps, Length::ZERO);
        let taken: Vec<i64> = changes.iter().map(|c| c.emu()).collect();
        assert_eq!(taken, [-100, -100, -100, -100, -100, -100, -50]);
        assert_eq!(rest, Length::ZERO);
    }

    #[test]
    fn members_of_a_step_share_equally() {
        let gaps = vec![squeezable(5, 500); 3];
        let (changes, _) = solve(Length::from_emu(-300), &gaps, Length::ZERO);
        assert!(changes.iter().all(|c| c.emu() == -100));
        let uneven = [squeezable(5, 50), squeezable(5, 500), squeezable(5, 500)];
        let (changes, rest) = solve(Length::from_emu(-450), &uneven, Length::ZERO);
        assert_eq!(changes.iter().map(|c| c.emu()).collect::<Vec<_>>(), [-50, -200, -200]);
        assert_eq!(rest, Length::ZERO);
    }

    #[test]
    fn what_cannot_be_given_is_told() {
        let (changes, rest) = solve(Length::from_emu(-700), &[squeezable(4, 100)], Length::ZERO);
        assert_eq!(changes[0].emu(), -100);
        assert_eq!(rest.emu(), -600);
        let (_, rest) = solve(Length::from_emu(10), &[Gap::default()], Length::ZERO);
        assert_eq!(rest.emu(), 10);
    }

    #[test]
    fn stretching_ends_exactly_on_the_measure() {
        let gaps = vec![Gap { stretch: true, ..Gap::default() }; 7];
        let (changes, rest) = solve(Length::from_emu(100), &gaps, Length::from_emu(50));
        assert_eq!(changes.iter().map(|c| c.emu()).sum::<i64>(), 100);
        assert_eq!(rest, Length::ZERO);
        let spread = changes.iter().map(|c| c.emu());
        assert!(spread.clone().max().unwrap() - spread.min().unwrap() <= 1);
    }
}
