//! 电头: 本报讯（…）, 本报××11月×日电, 据新华社…, 据《…》报道 at the head of a text.

use super::super::scan::Scan;
use super::super::text::{Words, is_blank, is_digit, is_han};

/// A dateline at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Dateline {
    /// Its length in characters, trailing blanks not counted.
    pub(in super::super) length: usize,
    /// Whether it can be nothing else; a 据… is ordinary text elsewhere than at the start of a story.
    pub(in super::super) strong: bool,
}

/// What a house's name may end with before 讯 or 电.
const HOUSES: Words = Words(
    "报 社 网 台 刊 中心 客户端 日报 晚报 早报 时报 晨报 都市报 周刊 融媒 融媒体 传媒 新闻 发布 \
    广播 电视",
);

/// What closes a dateline after the house, place and day.
const CALLS: Words = Words("综合消息 综合电 综合讯 最新消息 快讯 专电 专讯 消息 讯 电 特讯");

/// The dateline at the head of a line, if there is one.
pub(in super::super) fn read(line: &[char]) -> Option<Dateline> {
    let mut scan = Scan::new(line);
    scan.eat_while(|c| is_blank(c) || "●■◆□○▲★※".contains(c));
    let bracketed = scan.eat('【') || scan.eat('［');
    let strong = if scan.sees("据") || scan.sees("综合") { quoted(&mut scan)? } else { own(&mut scan)? };
    if bracketed && scan.eat_if(|c| "】］".contains(c)).is_none() {
        return None;
    }
    if strong {
        people(&mut scan);
    }
    (scan.at() > 1).then_some(Dateline { length: scan.at(), strong })
}

/// 本报讯, 本报临溪11月20日电, 新华社北京…电, 记者张三报道 after 本报.
fn own(scan: &mut Scan) -> Option<bool> {
    house(scan)?;
    let before = *scan;
    // 本报讯, 本报消息
    if call_ends(scan) && scan.eat_longest(CALLS).is_some() {
        return Some(true);
    }
    // 本报临溪11月20日电, 本报11月20日讯, 本报临溪讯, 新华社北京 11 月 20 日电
    let place = scan.eat_until(12, |s| starts_day(s) || call_ends(s));
    if place {
        let dated = day(scan);
        scan.eat_while(is_blank);
        // The place may stand after the day (本报11月20日临溪电).
        let mut behind = *scan;
        if dated && behind.eat_until(8, |s| call_ends(s)) {
            *scan = behind;
        }
        let said = before.rest().iter().take(scan.at() - before.at());
        let plain =
            said.into_iter().all(|&c| is_han(c) || is_digit(c) || is_blank(c) || "、·（）()／/".contains(c));
        // 电 and 讯 begin words too (电力, 讯问): a call ends before a blank, a mark, or what it said of the day.
        if plain && (dated || call_ends(scan)) {
            if people_before_call(scan) {
                return Some(true);
            }
            if scan.eat_longest(CALLS).is_some() {
                return Some(true);
            }
        }
    }
    // 本报记者 张三 报道
    *scan = before;
    reporter(scan).then_some(true)
}

/// 本报北京11月20日电（记者…） with the people before the call: 本报北京11月20日（记者 张三）电.
fn people_before_call(scan: &mut Scan) -> bool {
    let mut ahead = *scan;
    if !matches!(ahead.peek(), Some('（' | '(')) {
        return false;
    }
    let inner = ahead.eat_until(40, |s| matches!(s.peek(), Some('）' | ')')));
    ahead.bump();
    let called = inner && ahead.eat_longest(CALLS).is_some();
    if called {
        *scan = ahead;
    }
    called
}

/// The name of a house: 本报, 新华社, 临溪日报.
fn house(scan: &mut Scan) -> Option<()> {
    let own = Words("本报 本刊 本台 本网 本社 新华社 中新社 人民网 新华网 中新网 央视网 央广网");
    if scan.eat_longest(own).is_some() {
        return Some(());
    }
    let before = *scan;
    let taken = scan.eat_until(10, |s| s.sees_any(CALLS) || starts_day(s));
    let word: Vec<char> = before.rest().iter().take(scan.at() - before.at()).copied().collect();
    let ends = HOUSES.end(&word);
    let plain = word.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric());
    if taken && word.len() >= 2 && ends && plain && call_or_day(scan) {
        return Some(());
    }
    *scan = before;
    None
}

/// Whether what follows is a call that ends there, or a day.
fn call_or_day(scan: &Scan) -> bool {
    starts_day(scan) || call_ends(scan)
}

/// Whether a call follows and ends like one.
fn call_ends(scan: &Scan) -> bool {
    let mut ahead = *scan;
    let Some(call) = ahead.eat_longest(CALLS) else { return false };
    if ahead.peek() == Some('员') {
        return false;
    }
    let closed = ahead.peek().is_none_or(|c| is_blank(c) || "（(】］：:，,".contains(c));
    // 消息 and 电 are ordinary words: they need a mark after them; 讯 is used for nothing else here.
    closed || call.ends_with('讯')
}

/// Whether a day of the year follows: 11月20日, 20日, ×日.
fn starts_day(scan: &Scan) -> bool {
    let mut ahead = *scan;
    day(&mut ahead)
}

/// Takes a day of the year.
fn day(scan: &mut Scan) -> bool {
    let before = *scan;
    let mut seen = false;
    for unit in ['年', '月', '日'] {
        let part = *scan;
        let digits = scan.eat_while(|c| is_digit(c) || c == ' ');
        if digits > 0 && scan.eat(unit) {
            seen = unit == '日';
            continue;
        }
        *scan = part;
    }
    if !seen {
        *scan = before;
    }
    seen
}

/// 据新华社北京11月20日电, 据《…》报道, 综合新华社消息. Strong only when it has a day or a call.
fn quoted(scan: &mut Scan) -> Option<bool> {
    let called = |s: &Scan| ["日电", "电（", "电 ", "电　", "专电"].iter().any(|word| s.sees(word));
    scan.bump();
    let synthesis = scan.eat_word("合");
    let before = *scan;
    let named = Words("新华社 中新社 人民日报 央视 中新网 新华网 《 中国 人民网");
    let outside = scan.sees_any(named) || names_house(&before);
    if !outside {
        return None;
    }
    if scan.eat_until(24, called) {
        let plain = before.rest().iter().take(scan.at() - before.at()).all(|c| !"，。；！？".contains(*c));
        if plain {
            scan.eat('日');
            if scan.eat_longest(CALLS).is_some() {
                return Some(true);
            }
        }
    }
    *scan = before;
    let says = |s: &Scan| s.sees_any(Words("报道 消息 报导"));
    if scan.eat_until(24, says) {
        let plain = before.rest().iter().take(scan.at() - before.at()).all(|c| !"，。；！？".contains(*c));
        scan.bump();
        scan.bump();
        let closed = scan.peek().is_none_or(|c| is_blank(c) || "，,：:（(】］".contains(c));
        return (plain && closed).then_some(synthesis);
    }
    None
}

/// （记者 …）, 通讯员 … or 记者…报道 after a dateline.
fn people(scan: &mut Scan) {
    let mut ahead = *scan;
    ahead.eat_while(is_blank);
    if matches!(ahead.peek(), Some('（' | '(')) {
        let inner = ahead.eat_until(70, |s| matches!(s.peek(), Some('）' | ')')));
        let opened = Words("记者 通讯员 实习 见习 本报 作者 特约 全媒体 融媒体 首席 评论员");
        let words: String = scan.rest().iter().take(ahead.at() - scan.at()).collect();
        let trade = opened.iter().any(|word| words.contains(word));
        let inside: Vec<char> = words.chars().filter(|c| !"（(）)".contains(*c)).collect();
        let named = super::byline::read(&inside).sure != super::byline::Byline::No;
        if inner && (trade || named) {
            ahead.bump();
            *scan = ahead;
        }
        return;
    }
    if reporter(&mut ahead) {
        *scan = ahead;
    } else if ahead.at() > scan.at() {
        names_after_blank(scan, ahead);
    }
}

/// 本报讯 记者 某甲 通讯员 某乙 …: people without brackets, as far as the last blank before which they are whole.
fn names_after_blank(scan: &mut Scan, from: Scan) {
    const TIMES: Words = Words("近日 日前 昨日 今日 昨天 今天 目前 连日 时下 当下 近期 今年 去年 近年");
    let mut ahead = from;
    for _ in 0..40 {
        let Some(c) = ahead.bump() else { return };
        let words = from.rest().get(..ahead.at() - from.at() - 1).unwrap_or_default();
        let last = words.rsplit(|&c| is_blank(c)).next().unwrap_or_default();
        let time = TIMES.start(last);
        if is_blank(c) && !time && super::byline::read(words).sure == super::byline::Byline::Trade {
            let length = ahead.at() - 1;
            while scan.at() < length && scan.bump().is_some() {}
        }
    }
}

/// 记者张三报道： and 记者 张三 李四 通讯员 王五 before a blank and the text.
fn reporter(scan: &mut Scan) -> bool {
    let mut ahead = *scan;
    ahead.eat_while(is_blank);
    let starts = Words("记者 通讯员 见习记者 实习 全媒体记者 融媒体记者 首席记者 特约 本报记者");
    if !ahead.sees_any(starts) {
        return false;
    }
    let from = ahead;
    if ahead.eat_until(36, |s| s.sees("报道")) {
        let words: Vec<char> = from.rest().iter().take(ahead.at() - from.at()).copied().collect();
        if super::byline::read(&words).sure >= super::byline::Byline::Trade {
            ahead.eat_word("报道");
            ahead.eat_if(|c| c == '：' || c == ':');
            *scan = ahead;
            return true;
        }
    }
    false
}

/// Whether a house's name comes within a few characters, and then 报道, 消息, 电 or a day.
fn names_house(scan: &Scan) -> bool {
    let mut ahead = *scan;
    let found = ahead.eat_until(14, |s| starts_day(s) || s.sees_any(Words("报道 消息 电")));
    let word = scan.rest().get(..ahead.at() - scan.at()).unwrap_or_default();
    let inner = word.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric() || "《》“”".contains(c));
    found && inner && HOUSES.end(word)
}
