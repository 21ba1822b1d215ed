//! 图说: captions, by their label (图1, 图①, 上图, ▲), by what only a caption says (（左二）), or by the credit at
//! their end.

use super::super::scan::Scan;
use super::super::text::{Words, is_blank, is_circled, is_han_digit, starts_with};
use super::credit;

/// What a line says as a caption.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Caption {
    /// Length of the label in characters, its colon included; 0 for none.
    pub(in super::super) label: usize,
    /// How much the label says: 0 none, 1 an arrow or a circled number, 2 图1 or 上图.
    pub(in super::super) strength: u8,
    /// Where the credit at its end starts.
    pub(in super::super) credit: Option<usize>,
    /// Whether it speaks of people by their place in the picture (左二).
    pub(in super::super) places: bool,
}

/// Labels that name a place on the page.
const PLACES: Words = Words(
    "上图 下图 左图 右图 中图 题图 大图 小图 主图 左上图 右上图 左下图 右下图 上左图 上右图 \
    下左图 下右图 图左 图右 图上 图下 图中 前图 后图 本图 左一图 左二图 右一图 右二图 首图 图说 \
    图片说明 资料图片 资料图 配图 组图 压题图 压题照片",
);

/// Reads a line as a caption.
pub(in super::super) fn read(line: &[char]) -> Caption {
    let (label, strength) = match label(line) {
        (0, _) => (ordinal(line), 0),
        found => found,
    };
    let credit = credit::at_end(line).filter(|&at| at > label);
    Caption { label, strength, credit, places: speaks_of_places(line) }
}

/// The label at the head of a line: its length and strength.
pub(in super::super) fn label(line: &[char]) -> (usize, u8) {
    let mut scan = Scan::new(line);
    let counted = ordinal(line);
    if counted > 0 && !line.first().copied().is_some_and(is_circled) {
        // 1. 图1 …: the number of the list stays with the label.
        let (length, strength) = label(line.get(counted..).unwrap_or_default());
        return if strength == 2 { (counted + length, 2) } else { (0, 0) };
    }
    let arrow = scan.eat_while(|c| "▲△▼▽◀◁▶▷◄►↑↓←→☝👆👇🔺🔻↖↗↘↙⬆⬇⬅➡↙".contains(c)) > 0;
    let after_arrow = scan;
    scan.eat_while(is_blank);
    if named(&mut scan) {
        return (with_colon(scan), 2);
    }
    if arrow {
        // ▶下转 is a jump; an arrow alone with text is a caption.
        let jump = scan.sees_any(Words("下转 上接 紧接 转"));
        let clear = line.first().is_some_and(|&c| "▲△▼▽🔺🔻".contains(c));
        let strength = if clear { 2 } else { 1 };
        return if jump || scan.done() { (0, 0) } else { (with_colon(after_arrow), strength) };
    }
    let mut scan = Scan::new(line);
    if scan.eat_while(is_circled) > 0 && !scan.done() {
        return (with_colon(scan), 1);
    }
    (0, 0)
}

/// Length of a number that counts the items of a list (1. 2、 3．), the blanks after it included; 0 for none.
fn ordinal(line: &[char]) -> usize {
    let mut scan = Scan::new(line);
    let digits = scan.eat_while(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let marked = scan.eat_if(|c| ".．、）)".contains(c)).is_some();
    if !(1..=2).contains(&digits) || !marked || scan.peek().is_none_or(|c| c.is_ascii_digit()) {
        return 0;
    }
    scan.eat_while(is_blank);
    scan.at()
}

/// 图1, 图一, 图①②, 图（1）, 照片1, （图1）, 上图, 图为.
fn named(scan: &mut Scan) -> bool {
    let before = *scan;
    let open = scan.eat_if(|c| "（(【［".contains(c)).is_some();
    let found = numbered(scan) || placed(scan);
    let closed = !open || scan.eat_if(|c| "）)】］".contains(c)).is_some();
    if !(found && closed) {
        *scan = before;
        return false;
    }
    true
}

/// 图 or 照片 with one number or several (图①、图②).
fn numbered(scan: &mut Scan) -> bool {
    let before = *scan;
    let mut numbers = 0;
    loop {
        let part = *scan;
        let joined = numbers > 0 && scan.eat_while(|c| "、，,和及与至—-－～~".contains(c)) > 0;
        let word = scan.eat_longest(Words("图片 照片 图")).is_some();
        if !(word || joined) || !number(scan) {
            *scan = part;
            break;
        }
        numbers += 1;
    }
    if numbers == 0 {
        *scan = before;
    }
    numbers > 0
}

/// A number in any dress, in brackets or not; 图一 is a number, 图一时之快 is not.
fn number(scan: &mut Scan) -> bool {
    scan.eat_while(|c| c == ' ');
    let before = *scan;
    let open = scan.eat_if(|c| "（(".contains(c)).is_some();
    let digits = scan.eat_while(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || is_circled(c));
    let letters =
        if digits == 0 { usize::from(scan.eat_if(|c| c.is_ascii_uppercase()).is_some()) } else { 0 };
    if digits == 0 && letters == 0 {
        let han = scan.eat_while(is_han_digit);
        let ends = scan.peek().is_none_or(|c| is_blank(c) || "：:、，,为.．）)】及和与".contains(c));
        if !(1..=3).contains(&han) || !ends {
            *scan = before;
            return false;
        }
    }
    if open && scan.eat_if(|c| "）)".contains(c)).is_none() {
        *scan = before;
        return false;
    }
    // 图3D, 图5G, 图2%: not a number of a picture.
    !(digits > 0 && scan.peek().is_some_and(|c| c.is_ascii_alphabetic() || c == '%'))
}

/// 上图, 左图, 图为 and the like, with a mark or 为 after them.
fn placed(scan: &mut Scan) -> bool {
    let before = *scan;
    if scan.eat_longest(PLACES).is_some() {
        let ends = scan.peek().is_none_or(|c| is_blank(c) || "：:、，,为是/／）)】（(".contains(c));
        if ends {
            return true;
        }
    }
    *scan = before;
    if scan.sees("图为") {
        // 图为 is part of the sentence: 图 alone is the label, and the words go on with 为.
        scan.bump();
        return true;
    }
    false
}

/// The end of a label with its colon or point.
fn with_colon(scan: Scan) -> usize {
    let mut after = scan;
    after.eat_while(is_blank);
    if after.eat_if(|c| "：:、．.，,".contains(c)).is_some() { after.at() } else { scan.at() }
}

/// The numbers that a label gives its pictures: 图1 → 1, 图①、图② → 1, 2; none for 上图.
pub(in super::super) fn numbers(label: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut digits: Option<u32> = None;
    for c in label.chars() {
        let ascii =
            c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０')));
        if let Some(digit) = ascii {
            digits = Some(digits.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(9_999));
            continue;
        }
        numbers.extend(digits.take());
        if ('①'..='⑳').contains(&c) {
            numbers.push(u32::from(c) - u32::from('①') + 1);
        } else if let Some(at) = "一二三四五六七八九十".chars().position(|han| han == c) {
            let before = label.contains(['上', '下', '左', '右']);
            numbers.extend((!before).then_some(at as u32 + 1));
        }
    }
    numbers.extend(digits);
    numbers
}

/// （左二）, （右一）, （中）, （前排左三）, （左）: only captions speak so.
fn speaks_of_places(line: &[char]) -> bool {
    const SIDES: Words = Words("（左 （右 （中） （前排 （后排 （图左 （图右 （图中 (左 (右 (中) （居中");
    SIDES.within(line)
}

/// Places inside a line where another caption starts (图①：…。图②：…).
pub(in super::super) fn inner_labels(line: &[char]) -> Vec<usize> {
    // Longer lines are no captions, and would take long to search.
    const LONGEST: usize = 2_000;
    let (first, strength) = label(line);
    if first == 0 || line.len() > LONGEST {
        return Vec::new();
    }
    let circled = strength == 1 && line.first().copied().is_some_and(is_circled);
    if strength < 2 && !circled {
        return Vec::new();
    }
    let mut starts = Vec::new();
    for at in first + 2..line.len() {
        let before = line.get(at - 1).copied().unwrap_or(' ');
        let edge = is_blank(before) || "。；！？）)”".contains(before);
        let here = line.get(at..).unwrap_or_default();
        let candidate = here.first().is_some_and(|&c| {
            if circled { is_circled(c) } else { "图照上下左右中题大小▲▼◀▶（".contains(c) }
        });
        if !edge || !candidate || starts_with(here, "图为") {
            continue;
        }
        let (length, strength) = label(here);
        if length > 0 && (strength == 2 || circled) && here.len() > length + 1 {
            starts.push(at);
        }
    }
    starts
}
