//! Signs of heads: names of sections, what makes a line a 引题 or a 副题, numbers before a 小标题.

use super::super::text::{
    Words, contains, ends_with, is_blank, is_circled, is_digit, is_han_digit, starts_with, trim,
};

/// Words that end the name of a section or page.
const SECTION_ENDS: Words = Words(
    "新闻 速递 简讯 快讯 短波 播报 视点 观察 聚焦 热线 在线 之窗 之声 天地 园地 论坛 短评 时评 \
    评论 专栏 专题 专版 专刊 副刊 随笔 镜头 影像 图说 掠影 动态 资讯 要闻 综合 人物 风采 访谈 \
    提醒 公告 启事 故事 关注 传真 集萃 荟萃 纵横 连线 直击 看台 视窗 焦点 热点 民生 时政 经济 \
    社会 文化 教育 体育 健康 法治 国际 国内 文苑 周刊 特刊 微评 快评 来信 走笔 札记 手记 视界 \
    视野 摄影 日报 晚报 早报 时报",
);

/// Names of sections in full, or how they start.
const SECTION_STARTS: Words = Words(
    "视觉 图片新闻 光影 影像 图说 新春走基层 走基层 走读 新时代 今日 本期 特别报道 深度 一线 身边 \
    百姓 基层 民生 关注 聚焦 記者 记者走 记者手记 记者观察 评论 时评 简讯 短讯 一句话 新闻 热线 \
    要闻 摄影 城事",
);

/// How much a short line looks like the name of a section or page: 0, 1 or 2.
pub(in super::super) fn section(line: &[char]) -> u8 {
    let line = trim(line);
    let inner = bracketed(line).unwrap_or(line);
    let plain = inner.iter().all(|&c| !"，。；！？：,:;".contains(c) && !is_blank(c));
    if !(2..=10).contains(&inner.len()) || !plain {
        return 0;
    }
    let ends = SECTION_ENDS.end(inner) && inner.len() <= 8;
    let starts = SECTION_STARTS.start(inner) && inner.len() <= 7;
    u8::from(ends) + u8::from(starts)
}

/// Whether a short line that stands over a text names a section all the same: by its brackets or by its words. 故事
/// and 人物 end headlines as often as names of sections.
pub(in super::super) fn names_section(line: &[char]) -> bool {
    const BOTH: Words = Words("故事 人物 风采 手记 札记 走笔 随笔");
    let line = trim(line);
    let words = section(line);
    bracketed(line).is_some()
        || words > 1
        || words == 1 && !BOTH.end(line)
        || contains(line, "导读")
        || ends_with(line, "栏")
}

/// What stands inside 【】, ·…· or between ornaments that hold a whole line.
pub(in super::super) fn bracketed(line: &[char]) -> Option<&[char]> {
    match line {
        ['【', inner @ .., '】']
        | ['［', inner @ .., '］']
        | ['〖', inner @ .., '〗']
        | ['『', inner @ .., '』']
            if !inner.iter().any(|c| "【】［］".contains(*c)) =>
        {
            Some(trim(inner))
        }
        ['·' | '■' | '◆' | '●' | '★' | '※' | '▌' | '▍', inner @ ..] => {
            let inner = match inner {
                [inner @ .., '·' | '■' | '◆' | '●' | '★' | '※'] => inner,
                _ => inner,
            };
            (!inner.is_empty()).then(|| trim(inner))
        }
        _ => None,
    }
}

/// Whether a line starts with a tag in brackets, as the heads of short items do (【提醒】流感疫苗可以预约了).
pub(in super::super) fn tagged(line: &[char]) -> bool {
    let close = line.iter().take(8).position(|&c| c == '】');
    line.first() == Some(&'【') && close.is_some_and(|close| close > 1 && close + 3 < line.len())
}

/// Whether a line ends or begins as a 引题 does: …强调, …指出, …系列报道之三, the name of a place or an office.
pub(in super::super) fn kicker(line: &[char]) -> bool {
    const ENDS: Words = Words(
        "强调 指出 要求 提出 表示 之际 时 以来 期间 系列报道 见闻 —— ： … 之一 之二 之三 之四 \
        之五 记者 （上） （中） （下） 召开",
    );
    const STARTS: Words = Words("贯彻 学习贯彻 深入学习 深入贯彻 聚焦 庆祝 纪念 喜迎 落实 践行 壮丽 奋进");
    let line = trim(line);
    ENDS.end(line) || STARTS.start(line)
}

/// Whether a short line is the name of a place or an office, as a 引题 often is.
pub(in super::super) fn office(line: &[char]) -> bool {
    const ENDS: Words = Words(
        "街道 镇 乡 村 县 区 市 省 州 局 社区 公司 学校 小学 中学 大学 学院 医院 中心 厂 集团 委 \
        办 站 所 部 支队 大队 法院 检察院 银行 协会 园区 开发区",
    );
    let line = match trim(line) {
        [name @ .., '：' | ':'] => name,
        line => line,
    };
    line.len() <= 14 && !line.iter().any(|&c| is_blank(c)) && ENDS.end(line)
}

/// How much a line looks like a 副题: 2 with a dash before it, 1 by its words, 0 not.
pub(in super::super) fn subhead(line: &[char]) -> u8 {
    const WORDS: Words = Words(
        "讲话 主持 出席 参加 陪同 致辞 侧记 纪实 综述 巡礼 探访 访谈 观察 扫描 透视 见闻 回眸 \
        剪影",
    );
    let line = trim(line);
    if starts_with(line, "——") || starts_with(line, "--") || starts_with(line, "—") || starts_with(line, "──")
    {
        return 2;
    }
    u8::from(WORDS.end(line))
}

/// Whether a number or an ornament stands before a 小标题: 一、 （二） 1. ① ● ◆ 第一章.
pub(in super::super) fn numbered(line: &[char]) -> bool {
    let line = trim(line);
    let digits = line.iter().take_while(|&&c| is_han_digit(c)).count();
    let ascii = line.iter().take_while(|&&c| c.is_ascii_digit()).count();
    let after = |n: usize| line.get(n).copied();
    match line.first().copied() {
        Some('（' | '(') => {
            let inner = line.iter().skip(1).take_while(|&&c| is_digit(c)).count();
            inner > 0 && matches!(after(inner + 1), Some('）' | ')'))
        }
        Some('●' | '◆' | '■' | '◎' | '★' | '○' | '□' | '▌' | '▍' | '◇' | '※') => true,
        Some('【') => line.last() == Some(&'】'),
        Some(c) if is_circled(c) => true,
        Some('第') => contains(line.get(..6.min(line.len())).unwrap_or_default(), "章"),
        _ if (1..=3).contains(&digits) => matches!(after(digits), Some('、' | '．' | '.' | '：')),
        _ if (1..=2).contains(&ascii) => {
            let mark = after(ascii);
            let next = after(ascii + 1);
            matches!(mark, Some('、' | '．'))
                || (matches!(mark, Some('.')) && !next.is_some_and(|c| c.is_ascii_digit()))
        }
        _ => false,
    }
}

/// Whether the line is a summary that says so: 核心提示：, 内容提要：, 提要：.
pub(in super::super) fn summary(line: &[char]) -> bool {
    const STARTS: Words = Words(
        "核心提示 内容提要 新闻提示 阅读提示 提要： 提要: 摘要： 【提要】 【核心提示】 导语： \
        新闻背景： 【导语】",
    );
    STARTS.start(line)
}

/// Whether a line is a detail that stands in a list: 热线：…, 地址：…, a day, 问：…, 答：….
pub(in super::super) fn detail(line: &[char]) -> bool {
    const SPEAKERS: Words = Words("问： 答： 问: 答: Q： A： Q: A: 主持人：");
    const NAMES: Words = Words(
        "热线 电话 地址 时间 地点 邮箱 网址 天气 限行 邮编 微信 传真 日期 票价 主办 承办 协办 联系人 咨询 报名 投稿 QQ \
         手机 导演 主演 开户行 账号 限号 E-mail",
    );
    if SPEAKERS.start(line) {
        return true;
    }
    let colon = line.iter().take(9).position(|&c| c == '：' || c == ':');
    let name = colon.and_then(|at| line.get(..at)).unwrap_or_default();
    if NAMES.within(name) && line.len() > name.len() + 1 {
        return true;
    }
    // A day alone under a notice.
    let day = line.iter().all(|&c| is_digit(c) || "年月日".contains(c)) && ends_with(line, "日");
    day && contains(line, "年")
}

/// Whether a short line names a notice: 停水公告, 遗失声明, 招聘启事.
pub(in super::super) fn notice(line: &[char]) -> bool {
    let line = trim(line);
    (2..=16).contains(&line.len()) && Words("公告 声明 启事 通告 公示 讣告 通知 告示").end(line)
}
