//! Signs of what is not an ordinary story: 下转 and 上接, 编者按, 导读, a QR block, the running head of a page.

use super::super::scan::Scan;
use super::super::text::{Words, contains, is_blank, is_circled, is_digit, starts_with, trim};

/// Reads 第三版, 02版, A4 版, 3版; whether it was there.
fn page(scan: &mut Scan) -> bool {
    let before = *scan;
    scan.eat_while(is_blank);
    scan.eat('第');
    scan.eat_while(is_blank);
    scan.eat_while(|c| c.is_ascii_uppercase() && c != 'X');
    let digits = scan.eat_while(|c| is_digit(c) && c != '*');
    scan.eat_while(is_blank);
    if digits == 0 || !scan.eat('版') {
        *scan = before;
        return false;
    }
    scan.eat_while(is_circled);
    true
}

/// Marks that may stand around a jump.
fn jump_mark(c: char) -> bool {
    is_blank(c) || "（(【［）)】］▶►▷→>＞》《◆●■★▼▲↓☞👉…·.。—-".contains(c)
}

/// Whether a line is a 下转 or 上接 and nothing else.
pub(in super::super) fn is_jump(line: &[char]) -> bool {
    let mut scan = Scan::new(trim(line));
    if line.len() > 34 {
        return false;
    }
    scan.eat_while(jump_mark);
    let words = Words("下转 上接 紧接 接 转 续接 文转 详见 见 另见");
    let linked = scan.eat_longest(words);
    let lead = Words("相关 报道 详细 全文 更多 图文 另有 系列");
    let related = scan.sees_any(lead) && scan.eat_until(14, |s| s.sees("见") || s.sees("刊"));
    if linked.is_none() && !related {
        return false;
    }
    if related {
        scan.eat_while(|c| "详见刊于".contains(c));
    }
    scan.eat_while(|c| c == '：' || c == ':');
    if !page(&mut scan) {
        return false;
    }
    // A quoted title may follow (下转第三版《…》).
    scan.eat_while(jump_mark);
    let quoted =
        scan.at() > 0 && scan.rest().iter().all(|&c| !"。！？".contains(c)) && scan.rest().len() <= 20;
    scan.done() || (quoted && linked.is_some_and(|word| word == "下转" || word == "上接"))
}

/// Whether a jump comes from another page (上接) rather than leads on to one.
pub(in super::super) fn comes_from(line: &[char]) -> bool {
    contains(line, "上接") || contains(line, "紧接") || contains(line, "续接")
}

/// Where a 下转 at the end of a paragraph starts.
pub(in super::super) fn jump_at_end(text: &[char]) -> Option<usize> {
    let end = text.iter().rposition(|&c| !is_blank(c)).map_or(0, |last| last + 1);
    let text = text.get(..end)?;
    if is_jump(text) {
        return None;
    }
    let from = end.saturating_sub(30).max(1);
    let inside = text.get(from..)?;
    if !contains(inside, "下转")
        && !contains(inside, "转第")
        && !contains(inside, "见第")
        && !contains(inside, "版")
    {
        return None;
    }
    (from..end).find(|&at| {
        let here = text.get(at..).unwrap_or_default();
        let bracket = matches!(here.first(), Some('（' | '(' | '【' | '▶' | '►' | '→' | '>'));
        let before = text.get(at - 1).copied().unwrap_or(' ');
        let edge = is_blank(before) || "。！？”）".contains(before);
        let opens = bracket || (edge && starts_with(here, "下转"));
        opens && is_jump(here)
    })
}

/// Where the text starts after a 上接 at the head of a paragraph.
pub(in super::super) fn jump_at_start(text: &[char]) -> Option<usize> {
    let open = matches!(text.first(), Some('（' | '(' | '【' | '▲' | '◀'));
    let near = contains(text.get(..8.min(text.len())).unwrap_or_default(), "接");
    if !open || !near {
        return None;
    }
    let close = text.iter().take(24).position(|&c| "）)】".contains(c))? + 1;
    let blanks = text.iter().skip(close).take_while(|&&c| is_blank(c)).count();
    let start = close + blanks;
    (start < text.len() && is_jump(text.get(..close)?)).then_some(start)
}

/// What a line says as an editor's note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Note {
    /// None.
    No,
    /// The word 编者按 alone; the note follows.
    Label,
    /// The note itself.
    Text,
    /// A note after the text (编后).
    After,
}

/// Reads a line as an editor's note.
pub(in super::super) fn note(line: &[char]) -> Note {
    const WORDS: Words = Words(
        "编者按 编者的话 编者语 编前语 编前 开栏的话 开栏语 开篇的话 按语 本报编者按 编者 \
        专栏开篇语 编辑按",
    );
    let mut scan = Scan::new(line);
    scan.eat_while(|c| is_blank(c) || "【［●■◆★▌▍（(·".contains(c));
    let after = Words("编后 编余 编后语 编者后记");
    if scan.eat_longest(after).is_some() && ends_label(&mut scan) {
        return Note::After;
    }
    if scan.eat_longest(WORDS).is_none() || !ends_label(&mut scan) {
        return Note::No;
    }
    if scan.rest().iter().all(|&c| is_blank(c)) { Note::Label } else { Note::Text }
}

/// Whether a word like 编者按 is closed: by a colon, a bracket, a blank or the end.
fn ends_label(scan: &mut Scan) -> bool {
    scan.done() || scan.eat_while(|c| is_blank(c) || "：:】］）)●■◆—·".contains(c)) > 0
}

/// Whether a line is the head of a 导读.
pub(in super::super) fn is_contents_head(line: &[char]) -> bool {
    const WORDS: Words = Words(
        "导读 今日导读 本期导读 新闻导读 要闻导读 版面导读 内容导读 本报导读 导航 今日看点 索引 \
        本期看点 今日要目 内页导读",
    );
    let inner: String =
        line.iter().filter(|&&c| !is_blank(c) && !"【】［］·■●◆：:▌▍▼★".contains(c)).collect();
    let upper = inner.to_ascii_uppercase();
    WORDS.is(&upper) || upper == "导读CONTENTS" || upper == "CONTENTS" || upper == "导读DAODU"
}

/// Whether a line leads to another page: a page at its start (02版 …) or at its end (… 3版).
pub(in super::super) fn leads_to_page(line: &[char]) -> bool {
    let line = trim(line);
    let mut scan = Scan::new(line);
    scan.eat_while(|c| is_blank(c) || "▶►▷→◆●■★【［（(▌".contains(c));
    if page(&mut scan)
        && (scan.done() || scan.peek().is_some_and(|c| is_blank(c) || "：:】］）)·▶|｜◆".contains(c)))
    {
        return true;
    }
    let ends = Words("版 版） 版) 版】 版》 版> 版。").end(line);
    if !ends {
        return false;
    }
    (line.len().saturating_sub(9)..line.len()).any(|at| {
        let mut scan = Scan::new(line.get(at..).unwrap_or_default());
        let before = at.checked_sub(1).and_then(|n| line.get(n)).copied().unwrap_or(' ');
        let edge = is_blank(before) || "…—-·.（(【》”>▶►→/／|｜见载刊第A".contains(before);
        let found = edge && page(&mut scan);
        scan.eat_while(|c| "）)】》>。".contains(c) || is_blank(c));
        found && scan.done()
    })
}

/// How much a line belongs to a QR block: 0 not, 1 an address alone, 2 the words.
pub(in super::super) fn qr(line: &[char]) -> u8 {
    const WORDS: Words = Words(
        "扫一扫 扫码 扫描 二维码 微信公号 公众号 微信号 小程序 抖音号 视频号 客户端下载 \
        下载客户端 微信公众 官方微信 官方微博 关注我们 头条号 长按识别 识别二维 快手号 微信搜 \
        扫我",
    );
    let line = trim(line);
    let point = line.iter().any(|&c| "。；".contains(c));
    if link(line).is_some_and(|(start, end)| start <= 6 && end == line.len()) {
        return 1;
    }
    let short = line.len() <= 26 && !point;
    if short && WORDS.within(line) { 2 } else { 0 }
}

/// Where an address (http://…, https://…) stands in a line.
pub(in super::super) fn link(line: &[char]) -> Option<(usize, usize)> {
    let start = (0..line.len()).find(|&at| {
        let here = line.get(at..).unwrap_or_default();
        starts_with(here, "http://") || starts_with(here, "https://")
    })?;
    let length =
        line.iter().skip(start).take_while(|c| c.is_ascii_graphic() && !"\"<>".contains(**c)).count();
    (length > 8).then_some((start, start + length))
}

/// Whether a line belongs to the running head or foot of a page (报眉, 版末): a day with a page or a day of the week,
/// a page number, the names of the editors.
pub(in super::super) fn is_folio(line: &[char]) -> bool {
    const STAFF: Words = Words(
        "责编 责任编辑 版式 校对 美编 值班编委 值班总编 本版编辑 本版责编 组版 图编 美术编辑 一版编辑 编辑： \
         编辑/ 电子邮箱 E-mail 新闻热线 投稿邮箱",
    );
    const MOST_WORDS: usize = 3;
    let line = trim(line);
    if line.is_empty() || line.len() > 60 || line.iter().any(|&c| "。！？；".contains(c)) {
        return false;
    }
    let staff = STAFF.iter().filter(|word| contains(line, word)).count();
    if line.len() <= 50 && (STAFF.start(line) || staff >= 2) {
        return true;
    }
    let mut scan = Scan::new(line);
    let (mut seen, mut dates, mut words) = (0, 0, 0);
    while !scan.done() {
        if scan.eat_while(|c| is_blank(c) || "|｜·/／，,（()）:：-—".contains(c)) > 0 {
            continue;
        }
        if date(&mut scan) {
            dates += 1;
        } else if page(&mut scan) || weekday(&mut scan) {
            seen += 1;
        } else if scan.sees_any(STAFF) && seen + dates > 0 {
            return true;
        } else {
            // The name of the paper or of the page.
            words += 1;
            scan.eat_while(|c| !is_blank(c) && !"|｜".contains(c));
        }
    }
    // A page number alone (05, A3) counts too; a day alone is the end of a notice as well.
    let number = line.len() <= 3
        && line.iter().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && line.iter().any(char::is_ascii_digit);
    let plain = words == 0 && (seen > 0 || dates > 1);
    plain || number || (dates > 0 && seen > 0 && words <= MOST_WORDS)
}

/// Whether a line is a page with its name (第05版：县区新闻).
pub(in super::super) fn names_page(line: &[char]) -> bool {
    let mut scan = Scan::new(trim(line));
    let found = page(&mut scan) && scan.eat_while(|c| is_blank(c) || "：:·|｜".contains(c)) > 0;
    found && (2..=8).contains(&scan.rest().len()) && !scan.rest().iter().any(|&c| is_blank(c) || is_digit(c))
}

/// 2026年11月24日, 11月24日.
fn date(scan: &mut Scan) -> bool {
    let before = *scan;
    let mut days = false;
    for unit in ['年', '月', '日'] {
        let part = *scan;
        if scan.eat_while(|c| is_digit(c) || is_blank(c)) > 0 && scan.eat(unit) {
            days = unit == '日';
        } else {
            *scan = part;
        }
    }
    if !days {
        *scan = before;
    }
    days
}

/// 星期五, 周五, 农历… (as far as a blank), 总第…期, 第…期.
fn weekday(scan: &mut Scan) -> bool {
    let before = *scan;
    if ["星期", "周", "礼拜"].iter().any(|word| scan.eat_word(word)) {
        if scan.eat_if(|c| "一二三四五六日天".contains(c)).is_some() {
            return true;
        }
        *scan = before;
    }
    // 总第2345期, 第12号, 今日8版, 农历九月廿五
    let (start, ends) = match scan.eat_longest(Words("农历 总第 第 今日")) {
        Some("农历") => (*scan, Words("")),
        Some("今日") => (*scan, Words("版")),
        Some(_) => (*scan, Words("期 号")),
        None => return false,
    };
    let taken = scan.eat_while(|c| !is_blank(c) && !"|｜".contains(c));
    let word = start.rest().get(..taken).unwrap_or_default();
    if (1..=12).contains(&taken) && (ends.0.is_empty() || ends.end(word)) {
        return true;
    }
    *scan = before;
    false
}
