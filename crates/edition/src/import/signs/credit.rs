//! 摄影: who took a picture or where it comes from (… 摄, … 供图, 本栏照片均由 … 摄, 资料图片).

use super::super::text::{Words, contains, ends_with, is_blank, is_han, starts_with, trim};
use super::byline;

/// Words that close a credit.
const ENDS: Words = Words("摄影报道 摄影 供图 提供 摄 图片 资料图 资料图片 资料照片 绘 制图 图");

/// Words that open a credit for pictures.
const SUBJECTS: Words = Words("本栏 本版 本组 以上 图片 照片 题图 均由 上图 下图 文中 图① 组图 配图 均为");

/// How sure a line is a credit: 0 no, 1 perhaps, 2 certainly.
pub(in super::super) fn read(line: &[char]) -> u8 {
    let line = strip_brackets(trim(line));
    if line.is_empty() || line.len() > 45 || line.iter().any(|c| "。！？；".contains(*c)) {
        return 0;
    }
    if is_source(line) || is_for_all(line) {
        return 2;
    }
    let reading = byline::read(line);
    let person = reading.sure != byline::Byline::No;
    if person && reading.camera || is_supplied(line) || is_signed(line) {
        return 2;
    }
    let bare = (3..=4).contains(&line.len())
        && line.iter().all(|&c| is_han(c))
        && ends_with(line, "摄")
        && !Words("拍摄 航摄 统摄").end(line);
    u8::from(bare || person && ends_with(line, "摄影报道"))
}

/// The line without the brackets around the whole of it.
fn strip_brackets(line: &[char]) -> &[char] {
    match line {
        ['（' | '(' | '【' | '［', inner @ .., '）' | ')' | '】' | '］']
            if !inner.iter().any(|&c| c == '）' || c == ')') || inner.contains(&'（') =>
        {
            trim(inner)
        }
        _ => line,
    }
}

/// 资料图片, 新华社发, 图片来源：…, 摄影：…, 图/…
fn is_source(line: &[char]) -> bool {
    const WHOLE: Words = Words(
        "资料图片 资料图 资料照片 新华社发 新华社照片 网络图片 图片来自网络 视觉中国 受访者供图 \
        本报资料图片 本报资料照片 AI制图",
    );
    const START: Words = Words("图片来源 图源 照片来源 供图： 供图/ 摄影： 摄影/ 图片： 图/ 摄/ 图：");
    let text: String = line.iter().filter(|&&c| !is_blank(c)).collect();
    if WHOLE.is(&text) {
        return true;
    }
    if (START.start(line) || starts_with(line, "摄影 ")) && line.len() > 3 {
        // 摄影：某甲 is a credit; 图/文 某乙 is a byline.
        return !starts_with(line, "图/文") && !contains(line, "文/") && !contains(line, "文：");
    }
    starts_with(line, "新华社发") && contains(line, "摄")
}

/// 本栏照片均由本报记者某某摄 and the like: about all the pictures.
fn is_for_all(line: &[char]) -> bool {
    let subject = SUBJECTS.start(line);
    let picture = Words("照片 图片 均由 由 除署名 均为").within(line);
    let ended = ENDS.end(line);
    subject && picture && ended
}

/// An office and what it supplied: 市湿地保护中心 供图, 县文旅局提供图片.
fn is_supplied(line: &[char]) -> bool {
    let plain = line
        .iter()
        .all(|&c| is_han(c) || is_blank(c) || c.is_ascii_alphanumeric() || "、·/／：:".contains(c));
    let blanks = line.split(|&c| is_blank(c)).filter(|part| !part.is_empty()).count();
    plain && ends_with(line, "供图") && (4..=24).contains(&line.len()) && blanks <= 2
}

/// Names of any kind and 摄 after a blank (丙火 摄): nothing but a credit is written so.
fn is_signed(line: &[char]) -> bool {
    const DID: Words = Words("摄 摄影 供图");
    let mut parts: Vec<&[char]> =
        line.split(|&c| is_blank(c) || c == '、').filter(|part| !part.is_empty()).collect();
    let Some(did) = parts.pop() else { return false };
    let did: String = did.iter().collect();
    let name = |part: &&[char]| (2..=4).contains(&part.len()) && part.iter().all(|&c| is_han(c));
    DID.is(&did) && (1..=4).contains(&parts.len()) && parts.iter().all(name)
}

/// Where the credit at the end of a caption starts, with the blank or bracket before it left to the text.
pub(in super::super) fn at_end(text: &[char]) -> Option<usize> {
    let end = text.iter().rposition(|&c| !is_blank(c)).map_or(0, |last| last + 1);
    let text = text.get(..end)?;
    let from = end.saturating_sub(45);
    let mut best = None;
    for at in (from.max(1)..end).rev() {
        let before = text.get(at - 1).copied()?;
        let here = text.get(at).copied()?;
        let opens = matches!(here, '（' | '(');
        let edge = is_blank(before) || "。！？；，”）)…—".contains(before) || opens;
        if edge && !is_blank(here) && read(text.get(at..)?) >= 2 {
            best = Some(at);
        }
    }
    best
}
