//! 署名: who wrote a story, in the forms that papers use.
//!
//! A byline is read as a whole: ornaments, trades (本报记者, 通讯员, 见习记者, 文, 图…), names, and the marks
//! between them. A line with anything left over is no byline.

use super::super::scan::Scan;
use super::super::text::{Words, is_blank, is_han, trim};
use super::names::{is_family, is_name};

/// Words before a trade that say whose it is or of what kind.
const KINDS: Words = Words(
    "本报 本刊 本台 本网 本社 新华社 中新社 人民日报 新华网 中新网 央视 全媒体 融媒体 首席 高级 \
    资深 见习 实习 特约 特派 特邀 驻站 驻地 学生 校园 小 摄影 文字 视频 时政 财经 体育 评论 \
    新媒体 报 融媒",
);

/// Trades.
const TRADES: Words = Words(
    "记者 通讯员 实习生 评论员 报道员 撰稿人 撰稿 作者 编辑 采写 文字 摄影 撰文 供稿 整理 口述 \
    编译 策划 统筹 执笔 指导老师 指导教师 制图 图片 特约撰稿人",
);

/// Trades that say that the person wrote, whatever pictures there are.
const WRITERS: Words = Words("撰稿人 撰稿 作者 采写 文字 撰文 整理 口述 执笔");

/// What stands after names: what they did.
const DEEDS: Words = Words(
    "摄影报道 图文报道 采写 报道 综合报道 综合整理 整理 文并图 文/图 图/文 文图 图文 文/摄 摄/文 \
    供图 文 图 摄 撰文 供稿 编译 制图",
);

/// Characters of the longest byline: a joint report may name thirty people.
const LONGEST: usize = 160;
/// Characters of the longest byline that names no trade.
const LONGEST_NAMES: usize = 70;

/// How sure a line is a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Byline {
    /// It is none.
    No,
    /// Names alone: it depends on the neighbours.
    Names,
    /// Names with an ornament, in brackets, or with 文/图 after them.
    Marked,
    /// A trade with names.
    Trade,
}

/// What a line says as a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Reading {
    /// How sure.
    pub(in super::super) sure: Byline,
    /// Whether it says 摄 and not 文: then it is a credit.
    pub(in super::super) camera: bool,
    /// Whether it stands in brackets as a whole, as at the end of a text.
    pub(in super::super) bracketed: bool,
}

/// Reads a line as a byline.
pub(in super::super) fn read(line: &[char]) -> Reading {
    let none = Reading { sure: Byline::No, camera: false, bracketed: false };
    let line = trim(line);
    if line.is_empty() || line.len() > LONGEST {
        return none;
    }
    let (inner, bracketed) = match line {
        ['（' | '(' | '【' | '［', inner @ .., '）' | ')' | '】' | '］'] => (trim(inner), true),
        ['—', '—', inner @ ..] => (trim(inner), true),
        _ => (line, false),
    };
    let mut state = Parse::default();
    if state.line(inner) {
        let sure = match () {
            () if state.trades > 0 && (state.names > 0 || state.office) => Byline::Trade,
            () if state.names == 0 || line.len() > LONGEST_NAMES => Byline::No,
            () if state.ornament || state.deeds > 0 || bracketed => Byline::Marked,
            () => Byline::Names,
        };
        return Reading { sure, camera: state.shot && !state.wrote, bracketed };
    }
    none
}

/// What has been seen in a line so far.
#[derive(Clone, Copy, Debug, Default)]
struct Parse {
    trades: usize,
    names: usize,
    deeds: usize,
    ornament: bool,
    /// A trade that stands without a name: 本报评论员, 本报编辑部.
    office: bool,
    shot: bool,
    wrote: bool,
}

impl Parse {
    /// Reads a whole line; whether nothing is left over.
    fn line(&mut self, line: &[char]) -> bool {
        let mut scan = Scan::new(line);
        while !scan.done() {
            if self.between(&mut scan) || self.ornament(&mut scan) || self.trade(&mut scan) {
                continue;
            }
            if self.deed(&mut scan) || self.name(&mut scan) || self.latin_name(&mut scan) {
                continue;
            }
            return false;
        }
        true
    }

    /// Blanks and the marks between names.
    fn between(&mut self, scan: &mut Scan) -> bool {
        scan.eat_while(|c| is_blank(c) || "、，,/／|｜：:；;&＆-—　".contains(c)) > 0
    }

    /// □ and its kin.
    fn ornament(&mut self, scan: &mut Scan) -> bool {
        let seen = scan.eat_while(|c| "□■○●◎◆◇▲△☆★※◉▪▫◢◤▌▍▎▏┃│⊙✎✍☐☒▢".contains(c)) > 0;
        self.ornament |= seen;
        seen
    }

    /// A trade with what stands before it: 本报全媒体记者, 见习记者, 城东融媒体中心记者.
    fn trade(&mut self, scan: &mut Scan) -> bool {
        let offices = Words("本报评论员 本报特约评论员 本报编辑部 本报综合报道 本报综合 新华社评论员");
        if scan.eat_longest(offices).is_some() {
            self.trades += 1;
            self.office = true;
            return true;
        }
        let before = *scan;
        let mut kinds = 0;
        while scan.eat_longest(KINDS).is_some() || stationed(scan) {
            kinds += 1;
            scan.eat('·');
        }
        let Some(word) = scan.eat_longest(TRADES) else {
            *scan = before;
            return self.outside(scan);
        };
        // 记者节, 记者走基层, 编辑部: without a mark between, only a family name may follow.
        let next = scan.peek();
        if next.is_some_and(|c| is_han(c) && !is_family(c)) && !scan.sees("通讯员") && !self.sees_trade(scan)
        {
            *scan = before;
            return false;
        }
        self.trades += 1;
        self.shot |= word == "摄影" && kinds == 0;
        self.wrote |= WRITERS.is(word);
        true
    }

    /// Whether another trade follows at once.
    fn sees_trade(&self, scan: &Scan) -> bool {
        let mut ahead = *scan;
        while ahead.eat_longest(KINDS).is_some() {}
        ahead.eat_longest(TRADES).is_some()
    }

    /// A trade of another house: up to twelve characters and then 记者, 通讯员 or 评论员.
    fn outside(&mut self, scan: &mut Scan) -> bool {
        let mut ahead = *scan;
        let found = ahead.eat_until(12, |s| s.sees("记者") || s.sees("通讯员") || s.sees("评论员"));
        let taken: Vec<char> = scan.rest().iter().take(ahead.at() - scan.at()).copied().collect();
        let house = Words("社 报 网 台 中心 媒体 站 部 传媒 集团");
        let ends = house.end(&taken);
        let pictures = Words("照片 图片 均由").within(&taken);
        if !found || !ends || pictures || taken.iter().any(|&c| !(is_han(c) || c.is_ascii_alphanumeric())) {
            return false;
        }
        *scan = ahead;
        self.trade_word(scan)
    }

    /// The bare word of a trade.
    fn trade_word(&mut self, scan: &mut Scan) -> bool {
        let found = scan.eat_longest(TRADES).is_some();
        self.trades += usize::from(found);
        found
    }

    /// What the people named did: 文, 图, 摄, 文/图, 摄影报道. Before the names, only with a mark after it.
    fn deed(&mut self, scan: &mut Scan) -> bool {
        let before = *scan;
        let Some(word) = scan.eat_longest(DEEDS) else { return false };
        let closed = scan.peek().is_none_or(|c| is_blank(c) || "、，,/／|｜：:；;".contains(c));
        if !closed {
            *scan = before;
            return false;
        }
        self.deeds += 1;
        self.shot |= word.contains('摄') || word.contains('图');
        self.wrote |= word.contains('文') || word.contains("报道") || "采写整理撰文供稿编译".contains(word);
        true
    }

    /// A person's name, or after a trade the name of an office (通讯员 县委宣传部).
    fn name(&mut self, scan: &mut Scan) -> bool {
        let mut run = *scan;
        run.eat_while(|c| is_han(c) || c == '·' || c == '•');
        let whole = run.at() - scan.at();
        if whole == 0 {
            return false;
        }
        if scan.eat_longest(Words("受访者提供 受访者供图 受访者 视觉中国")).is_some() {
            self.names += 1;
            self.shot = true;
            return true;
        }
        if whole == 1 {
            return self.spaced_name(scan);
        }
        let rest = scan.rest();
        // A trade may follow without a mark between (记者张三通讯员李四), and so may what they did (张三摄).
        for length in (2..=whole.min(18)).rev() {
            let mut after = *scan;
            for _ in 0..length {
                after.bump();
            }
            let word = rest.get(..length).unwrap_or_default();
            let others = whole <= 12 && rest.get(length..whole).is_some_and(only_names);
            let closed = others || self.sees_trade(&after) || sees_deed(&after);
            if closed && is_name(word) {
                *scan = after;
                self.names += 1;
                return true;
            }
        }
        let office = Words("部 局 委 办 中心 公司 学校 医院 支队 大队 轩 宣 协会 组");
        let word = rest.get(..whole).unwrap_or_default();
        let named = office.end(word) && whole <= 16;
        let written = (2..=4).contains(&whole);
        if self.trades > 0 && (named || written) {
            *scan = run;
            self.names += 1;
            return true;
        }
        false
    }

    /// A name in Latin letters (Li Ming), after a trade or before a stroke and what the person did (Anna/图).
    fn latin_name(&mut self, scan: &mut Scan) -> bool {
        let mut ahead = *scan;
        let mut words = 0;
        while words < 4 && latin_word(&mut ahead) {
            words += 1;
            let mut next = ahead;
            if next.eat_while(|c| c == ' ' || c == '·') != 1 || !latin_word(&mut next.clone()) {
                break;
            }
            ahead = next;
        }
        let mut after = ahead;
        let did = after.eat_while(|c| c == '/' || c == '／') == 1 && sees_deed(&after);
        let ends = ahead.peek().is_none_or(|c| is_blank(c) || "、，,/／|｜;；）)".contains(c));
        if words == 0 || !ends || !(self.trades > 0 || did) {
            return false;
        }
        *scan = ahead;
        self.names += 1;
        true
    }

    /// A name of two characters with a blank between (王　芳).
    fn spaced_name(&mut self, scan: &mut Scan) -> bool {
        let mut ahead = *scan;
        let first = ahead.bump();
        let blanks = ahead.eat_while(is_blank);
        let second = ahead.eat_if(is_han);
        let ends = ahead.peek().is_none_or(|c| !is_han(c)) || sees_deed(&ahead);
        if blanks == 0 || second.is_none() || !ends || !first.is_some_and(is_family) {
            return false;
        }
        *scan = ahead;
        self.names += 1;
        true
    }
}

/// A word of a Latin name: a capital and small letters (Ming, O'Neil, Müller), or an initial (J.).
fn latin_word(scan: &mut Scan) -> bool {
    let mut ahead = *scan;
    let letter = |c: char| c < '\u{250}' && c.is_alphabetic();
    let capital = ahead.eat_if(|c| letter(c) && c.is_uppercase()).is_some();
    let initial = capital && ahead.eat('.');
    let small = ahead.eat_while(|c| letter(c) || "'’-".contains(c));
    let whole = capital && (initial && small == 0 || !initial && (1..=20).contains(&small));
    if whole {
        *scan = ahead;
    }
    whole
}

/// 驻省, 驻京 and the like before 记者.
fn stationed(scan: &mut Scan) -> bool {
    let mut ahead = *scan;
    let found = ahead.eat('驻') && ahead.eat_until(4, |s| s.sees("记者"));
    if found {
        *scan = ahead;
    }
    found
}

/// Whether what is left of a run of Han is names and nothing else.
fn only_names(run: &[char]) -> bool {
    run.is_empty()
        || (2..=3.min(run.len())).any(|length| {
            let (first, rest) = run.split_at(length);
            is_name(first) && only_names(rest)
        })
}

/// Whether a line starts with a trade: then a trade further on belongs to the same byline.
pub(in super::super) fn starts_with_trade(line: &[char]) -> bool {
    let mut scan = Scan::new(trim(line));
    let mut state = Parse::default();
    while state.between(&mut scan) || state.ornament(&mut scan) {}
    state.trade(&mut scan)
}

/// Whether a deed follows at once and then ends (张三摄).
fn sees_deed(scan: &Scan) -> bool {
    let mut ahead = *scan;
    let found = ahead.eat_longest(DEEDS).is_some();
    found && ahead.peek().is_none_or(|c| is_blank(c) || "、，,/／|｜；;）)".contains(c))
}

/// A byline in brackets at the very end of a text: where it starts.
pub(in super::super) fn at_end(chars: &[char]) -> Option<usize> {
    let text = trim(chars);
    if !matches!(text.last(), Some('）' | ')')) {
        return None;
    }
    let open = text.iter().rposition(|&c| c == '（' || c == '(')?;
    let inner = text.get(open..)?;
    let reading = read(inner);
    (open > 0 && reading.sure >= Byline::Marked && !reading.camera).then_some(open)
}

/// A byline behind an ornament at the very end of a text (…。 □张三): where it starts.
pub(in super::super) fn behind_ornament(chars: &[char]) -> Option<usize> {
    let text = trim(chars);
    let at = text.iter().rposition(|&c| "□■◎◆◇".contains(c))?;
    let reading = read(text.get(at..)?);
    (at > 0 && reading.sure >= Byline::Marked && !reading.camera).then_some(at)
}
