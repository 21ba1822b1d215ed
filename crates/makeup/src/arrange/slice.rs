//! Slicing the page: a search over bands and stacks for the rectangles of all stories.
//!
//! Every run of stories, at every width, can be one story, two runs one above the other, or two runs side by side;
//! each way has a range of heights it can fill and a cost. Dynamic programming keeps the best few ways for each
//! (run, width), for some orders of the stories; the best that fills the free rectangle wins.

use super::GAP;
use super::appetite::Item;
use banxin_edition::model::StoryKind;
use banxin_measure::CellRect;
use std::rc::Rc;

/// Cost of a cell on which nothing stands.
const BLANK: i64 = 3;

/// How thoroughly to search: the work grows with the cube of the stories and the square of the ways kept.
#[derive(Clone, Copy)]
struct Effort {
    /// Ways kept for each run of stories at each width.
    kept: usize,
    /// Orders of the stories that are tried at most.
    orders: usize,
}

impl Effort {
    fn for_items(count: usize) -> Effort {
        match count {
            0..=7 => Effort { kept: 10, orders: 60 },
            8..=10 => Effort { kept: 6, orders: 24 },
            _ => Effort { kept: 4, orders: 6 },
        }
    }
}

#[derive(Debug)]
enum Tree {
    One(usize),
    Above(Rc<Way>, Rc<Way>),
    Beside(Rc<Way>, Rc<Way>),
}

#[derive(Debug)]
struct Way {
    tree: Tree,
    width: u32,
    least: u32,
    ideal: u32,
    most: u32,
    cost: i64,
    /// The story at its top left and whether that has a head in the open (for 碰题).
    top_head: Option<usize>,
}

/// Places for all items, or `None` if they do not fit the free rectangle.
pub(crate) fn search(items: &[Item], free: &CellRect) -> Option<Vec<(Item, CellRect)>> {
    if items.is_empty() {
        return Some(Vec::new());
    }
    if least_area(items) > u64::from(free.columns) * u64::from(free.lines) {
        return None;
    }
    let effort = Effort::for_items(items.len());
    let mut best: Option<(i64, Vec<usize>, Rc<Way>)> = None;
    for (moved, order) in orders(items, effort.orders) {
        for way in ways(items, &order, free, effort.kept) {
            if way.least > free.lines {
                continue;
            }
            let blank = i64::from(free.lines.saturating_sub(way.most)) * i64::from(free.columns);
            let bend = i64::from(way.ideal.abs_diff(free.lines));
            let cost = way.cost + blank * BLANK + bend + moved + lead_cost(items, &way, free);
            if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
                best = Some((cost, order.clone(), way));
            }
        }
    }
    let (_, _, way) = best?;
    let mut placed = Vec::new();
    let height = free.lines.min(way.most);
    give(&way, CellRect { lines: height.max(way.least), ..*free }, items, &mut placed);
    placed.sort_by_key(|(item, _)| item.order);
    Some(placed)
}

/// The fewest cells that the stories can do with: more than the page has is not worth searching.
fn least_area(items: &[Item]) -> u64 {
    let area = |item: &Item| {
        let wishes = item.wishes.iter().zip(1u64..);
        wishes.filter_map(|(wish, width)| Some(u64::from(wish.as_ref()?.least) * width)).min().unwrap_or(0)
    };
    items.iter().map(area).sum()
}

/// Orders of the stories with what each costs: the lead stays first, a guide to other pages near it, a QR corner
/// last.
fn orders(items: &[Item], most: usize) -> Vec<(i64, Vec<usize>)> {
    let kind = |index: usize| items.get(index).map(|item| item.kind);
    let lead = items.iter().position(|i| i.kind == StoryKind::Article).unwrap_or(0);
    let mut rest: Vec<usize> = (0..items.len()).filter(|i| *i != lead).collect();
    rest.sort_by_key(|i| match kind(*i) {
        Some(StoryKind::Contents) => 0,
        Some(StoryKind::Qr) => 2,
        _ => 1,
    });
    let weight = |index: usize| match kind(index) {
        Some(StoryKind::Article) => 8,
        Some(StoryKind::Qr | StoryKind::Contents) => 20,
        _ => 3,
    };
    let mut found = Vec::new();
    permute(&mut rest.clone(), 0, &mut |order| {
        let moved: i64 = order
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let home = rest.iter().position(|r| r == item).unwrap_or(at);
                i64::try_from(at.abs_diff(home)).unwrap_or(0) * weight(*item)
            })
            .sum();
        let mut whole = vec![lead];
        whole.extend_from_slice(order);
        found.push((moved, whole));
        found.len() < 5_000
    });
    found.sort();
    found.truncate(most);
    found
}

/// Calls `visit` with permutations until it returns false.
fn permute(order: &mut Vec<usize>, from: usize, visit: &mut dyn FnMut(&[usize]) -> bool) -> bool {
    if from >= order.len() {
        return visit(order);
    }
    for at in from..order.len() {
        order.swap(from, at);
        let go_on = permute(order, from + 1, visit);
        order.swap(from, at);
        if !go_on {
            return false;
        }
    }
    true
}

/// The best ways for the whole run at the whole width.
fn ways(items: &[Item], order: &[usize], free: &CellRect, keep: usize) -> Vec<Rc<Way>> {
    let count = order.len();
    let widths = free.columns as usize;
    let mut table: Vec<Vec<Rc<Way>>> = vec![Vec::new(); count * (count + 1) * (widths + 1)];
    let key = |from: usize, to: usize, width: usize| (from * (count + 1) + to) * (widths + 1) + width;
    for length in 1..=count {
        for from in 0..=count - length {
            let to = from + length;
            for width in 1..=widths {
                let mut found: Vec<Rc<Way>> = Vec::new();
                if length == 1 {
                    found.extend(order.get(from).and_then(|i| alone(items, *i, width)));
                }
                for cut in from + 1..to {
                    combine_above(&table, key(from, cut, width), key(cut, to, width), free, &mut found);
                    for left in 1..width {
                        let pair = (key(from, cut, left), key(cut, to, width - left));
                        combine_beside(&table, pair, items, &mut found);
                    }
                }
                if let Some(slot) = table.get_mut(key(from, to, width)) {
                    *slot = best_of(found, keep);
                }
            }
        }
    }
    table.get(key(0, count, widths)).cloned().unwrap_or_default()
}

fn alone(items: &[Item], index: usize, width: usize) -> Option<Rc<Way>> {
    let item = items.get(index)?;
    let wish = item.wishes.get(width - 1)?.as_ref()?;
    Some(Rc::new(Way {
        tree: Tree::One(index),
        width: u32::try_from(width).ok()?,
        least: wish.least,
        ideal: wish.ideal,
        most: wish.most,
        cost: wish.cost,
        top_head: (item.kind == StoryKind::Article).then_some(index),
    }))
}

fn combine_above(
    table: &[Vec<Rc<Way>>],
    upper: usize,
    lower: usize,
    free: &CellRect,
    found: &mut Vec<Rc<Way>>,
) {
    let (Some(uppers), Some(lowers)) = (table.get(upper), table.get(lower)) else { return };
    for (a, b) in uppers.iter().flat_map(|a| lowers.iter().map(move |b| (a, b))) {
        let least = a.least + b.least + GAP;
        if least > free.lines {
            continue;
        }
        found.push(Rc::new(Way {
            tree: Tree::Above(a.clone(), b.clone()),
            width: a.width,
            least,
            ideal: a.ideal + b.ideal + GAP,
            most: a.most + b.most + GAP,
            cost: a.cost + b.cost,
            top_head: a.top_head,
        }));
    }
}

fn combine_beside(
    table: &[Vec<Rc<Way>>],
    (left, right): (usize, usize),
    items: &[Item],
    found: &mut Vec<Rc<Way>>,
) {
    let (Some(lefts), Some(rights)) = (table.get(left), table.get(right)) else { return };
    for (a, b) in lefts.iter().flat_map(|a| rights.iter().map(move |b| (a, b))) {
        let least = a.least.max(b.least);
        let most = a.most.min(b.most).max(least);
        let blank = |way: &Way| i64::from(least.saturating_sub(way.most)) * i64::from(way.width);
        let ideal = (a.ideal.max(b.ideal)).clamp(least, most);
        let bend = i64::from(ideal.abs_diff(a.ideal)) + i64::from(ideal.abs_diff(b.ideal));
        let clash = match (a.top_head, b.top_head) {
            (Some(a_item), Some(b_item)) => clash_cost(items, a_item, a.width, b_item, b.width),
            _ => 0,
        };
        found.push(Rc::new(Way {
            tree: Tree::Beside(a.clone(), b.clone()),
            width: a.width + b.width,
            least,
            ideal,
            most,
            cost: a.cost + b.cost + (blank(a) + blank(b)) * BLANK + bend + clash,
            top_head: a.top_head,
        }));
    }
}

/// 碰题: two heads side by side at one height; worse the nearer their sizes.
fn clash_cost(items: &[Item], left: usize, left_width: u32, right: usize, right_width: u32) -> i64 {
    let size = |index: usize, width: u32| {
        let wish = items.get(index)?.wishes.get(width as usize - 1)?.as_ref()?;
        wish.headline_size
    };
    match (size(left, left_width), size(right, right_width)) {
        (Some(a), Some(b)) if (a - b).abs().to_pt() >= 8.0 => 8,
        _ => 40,
    }
}

/// The lead belongs to the top left and over more than half of the width.
fn lead_cost(items: &[Item], way: &Way, free: &CellRect) -> i64 {
    let mut at = way;
    loop {
        match &at.tree {
            Tree::Above(first, _) | Tree::Beside(first, _) => at = first,
            Tree::One(index) => {
                let is_article = items.get(*index).is_some_and(|i| i.kind == StoryKind::Article);
                let share = i64::from(at.width) * 8 / i64::from(free.columns.max(1));
                return if is_article { (5 - share).max(0) * 60 } else { 0 };
            }
        }
    }
}

/// Keeps the cheapest ways, one for each height nearby.
fn best_of(mut found: Vec<Rc<Way>>, keep: usize) -> Vec<Rc<Way>> {
    found.sort_by_key(|w| (w.cost, w.least, w.most));
    let mut kept: Vec<Rc<Way>> = Vec::new();
    for way in found {
        if kept.len() >= keep {
            break;
        }
        if kept.iter().filter(|k| k.least.abs_diff(way.least) < 3 && k.most.abs_diff(way.most) < 3).count()
            < 2
        {
            kept.push(way);
        }
    }
    kept
}

/// Gives a way its rectangle, and its parts theirs.
fn give(way: &Way, cells: CellRect, items: &[Item], placed: &mut Vec<(Item, CellRect)>) {
    match &way.tree {
        Tree::One(index) => {
            if let Some(item) = items.get(*index) {
                placed.push((item.clone(), cells));
            }
        }
        Tree::Above(a, b) => {
            let lines = cells.lines.saturating_sub(GAP);
            let upper = share(lines, a, b);
            give(a, CellRect { lines: upper, ..cells }, items, placed);
            let line = cells.line + upper + GAP;
            give(b, CellRect { line, lines: lines - upper, ..cells }, items, placed);
        }
        Tree::Beside(a, b) => {
            give(a, CellRect { columns: a.width, ..cells }, items, placed);
            let column = cells.column + a.width;
            give(b, CellRect { column, columns: b.width, ..cells }, items, placed);
        }
    }
}

/// The upper one's share of the lines: both bend alike from what they like best.
fn share(lines: u32, upper: &Way, lower: &Way) -> u32 {
    let wanted = upper.ideal + lower.ideal;
    let (room_a, room_b) = if lines >= wanted {
        (upper.most.saturating_sub(upper.ideal), lower.most.saturating_sub(lower.ideal))
    } else {
        (upper.ideal.saturating_sub(upper.least), lower.ideal.saturating_sub(lower.least))
    };
    let off = lines.abs_diff(wanted);
    let part = (off * room_a).checked_div(room_a + room_b).unwrap_or(off / 2);
    let share = if lines >= wanted { upper.ideal + part } else { upper.ideal.saturating_sub(part) };
    // What neither can fill stays at the bottom of the lower one.
    share
        .clamp(upper.least.min(lines), upper.most.max(upper.least))
        .min(lines.saturating_sub(lower.least.min(lines)).max(1))
}
