//! What closes a story: a byline or the source of the text (（新华社北京11月2日电）, 综合新华社、…), （完）. Such a line
//! is never the head of the next story.

use super::super::text::{Ending, Words, contains, ending, is_blank, starts_with, trim};
use super::byline;

/// Most characters of such a line.
const LONGEST: usize = 60;

/// Agencies and media that a source line names.
const HOUSES: Words = Words(
    "新华社 新华网 中新社 中新网 中国新闻网 人民日报 人民网 央视 央广 光明 经济日报 科技日报 日报 晚报 早报 时报 晨报 \
     都市报 客户端 公众号 网站 通讯社 电视台 广播",
);

/// Whether a line says where the text above it comes from, or that it ends there.
pub(in super::super) fn is_source(line: &[char]) -> bool {
    let line = trim(line);
    if line.is_empty() || line.len() > LONGEST || line.iter().any(|c| "。！？；".contains(*c)) {
        return false;
    }
    match line {
        ['（' | '(' | '【' | '［', inner @ .., '）' | ')' | '】' | '］'] => {
            source_words(trim(inner), true)
        }
        _ => source_words(line, false),
    }
}

/// The words of a source, in brackets or not.
fn source_words(words: &[char], bracketed: bool) -> bool {
    const NAMED: Words = Words("来源： 来源: 稿件来源 文章来源 资料来源 原载 转自 转载自 摘自 选自");
    const PLACED: Words = Words("电 讯 报道");
    const GATHERED: Words = Words("综合 据 均据 本报综合");
    const UNIT: Words = Words("作者单位 作者系 作者为 作者是");
    if words.len() == 1 && words == ['完'] {
        return bracketed;
    }
    if NAMED.start(words) || bracketed && UNIT.start(words) {
        // 图片来源 is a credit, and starts otherwise.
        return true;
    }
    let agency = HOUSES.within(words);
    if bracketed {
        let gathered = GATHERED.start(words) && (agency || words.contains(&'《'));
        return gathered || starts_with(words, "新华社") && PLACED.end(words);
    }
    let several = words.iter().any(|&c| "、，《".contains(c)) || words.iter().any(|&c| is_blank(c));
    GATHERED.start(words) && agency && (several || PLACED.end(words)) && !contains(words, "获悉")
}

/// Whether a paragraph closes its story: with a byline or a source in brackets after its last sentence, or with a
/// byline behind an ornament (…。 □张三).
pub(in super::super) fn closes(text: &[char]) -> bool {
    let text = trim(text);
    if is_source(text) {
        return true;
    }
    let ended = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        matches!(ending(before), Ending::Point | Ending::Call | Ending::Closed)
    };
    let signed = byline::at_end(text).is_some_and(|at| {
        let reading = byline::read(text.get(at..).unwrap_or_default());
        reading.sure >= byline::Byline::Trade || ended(at)
    });
    if signed || byline::behind_ornament(text).is_some_and(ended) {
        return true;
    }
    let open = text.iter().rposition(|&c| c == '（' || c == '(');
    open.is_some_and(|at| at > 0 && ended(at) && is_source(text.get(at..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn sources_and_what_only_looks_like_one() {
        for line in [
            "（新华社北京11月2日电）",
            "（完）",
            "综合新华社、《江城晚报》、中新网",
            "（来源：新华网）",
            "来源：人民网",
            "（据《江城晚报》）",
            "（作者单位：苇塘县文化馆）",
        ] {
            assert!(is_source(&chars(line)), "{line}");
        }
        for line in [
            "综合整治让小河变清",
            "新华社北京11月2日电 会议今天闭幕",
            "（记者 张三）",
            "据新华社北京11月2日电 秘书长宣布了任命。",
            "图片来源：新华社",
            "综合施策护好一湖水",
        ] {
            assert!(!is_source(&chars(line)), "{line}");
        }
    }

    #[test]
    fn paragraphs_that_close_a_story() {
        for text in [
            "他还是每天来。（张建国）",
            "他还是每天来。（据《江城晚报》）",
            "他还是每天来。　　□张建国",
            "他还是每天来。（本报记者 张建国 通讯员 李晓明）",
        ] {
            assert!(closes(&chars(text)), "{text}");
        }
        for text in ["他还是每天来。", "他还是每天来（据说如此）。", "门上画着一个□，谁也不懂"]
        {
            assert!(!closes(&chars(text)), "{text}");
        }
    }
}
