//! Properties: whatever the manuscript, nothing is lost, nothing panics, and repairs lose nothing either.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod import;

use banxin_edition::import::{self as importer, Encoding, ImportError, Manuscript};
use banxin_edition::model::{Paragraph, StoryKind};
use import::check_count;
use proptest::prelude::*;

/// Lines that mean something to the importer.
const LINES: [&str; 60] = [
    "",
    "",
    "",
    "　　",
    "苇塘新闻",
    "视觉新闻",
    "鹭洲镇红菱村",
    "一池菱角养出双份甜",
    "——红菱村见闻",
    "本报记者 姜小禾",
    "本报通讯员 韩知白 冉 溪",
    "□ 见习记者 尹小满 文/图",
    "（陈一鸣）",
    "张建国 摄",
    "(本栏照片均由本报记者夏眠摄)",
    "图1 湖上的船。",
    "- 图2 湖边的人。",
    "图①：老人。图②：孩子。图③：牛车。",
    "▲小天鹅在湖面觅食。",
    "▼",
    "①",
    "图",
    "上图：湖。",
    "下转第三版",
    "（上接第一版）",
    "编者按",
    "【编者按】从今天起，本报推出系列报道。",
    "今日导读",
    "鹭洲湖大桥合龙 02版",
    "第3版",
    "扫一扫 关注我们",
    "苇塘日报 公众号",
    "https://example.org/qr/1",
    "# 标题",
    "## 小标题",
    "**本报记者 林晚照**",
    "****",
    "---",
    "* * *",
    "标题：甲乙丙丁",
    "引题：甲",
    "正文：",
    "作者：张建国",
    "一、水里有路",
    "（二）岸上有人",
    "问：怎么办？",
    "停水公告",
    "2026年11月24日 星期二 责编 杜若 05版",
    "天还没亮透，红菱村的木盆就下了水。采菱人坐在盆里，两手当桨，红菱便一串一串翻了上来。",
    "塘连起来了，账怎么分？村里开了五次会，最后议出一个办法：塘是大家的，按亩分红；采是自己的，按斤",
    "记工。一年下来，家家都有两份收入，村里人管它叫“双份甜”。",
    "本报讯（通讯员 宁致远）11月14日，市档案局的工作人员来到红菱村。",
    "据《江河日报》报道，下游的蟹田今年丰收。",
    "新华社北京11月20日电（记者 丁一）记者20日获悉，货运量同比增长。",
    "，这是接着说的话。",
    "“慢慢采，一天能采百十斤。”",
    "他说",
    "供热热线：0391-1234567",
    "\u{1a}",
    "\t\t甲\t乙",
];

/// A manuscript of such lines.
fn mixed() -> impl Strategy<Value = String> {
    let line = prop::sample::select(LINES.as_slice());
    let end = prop::sample::select(["\n", "\n\n", "\r\n", "\r", " \n", "\u{2028}"].as_slice());
    prop::collection::vec((line, end), 0..60)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| format!("{line}{end}")).collect())
}

/// A manuscript of any characters, with those that mean something more often than others.
fn wild() -> impl Strategy<Value = String> {
    let signs: Vec<char> = "图①②▲▶□（）()【】“”。，：、！？—…#*-•·　 \t\n\n\n\r\u{b}\u{feff}本报记者讯电摄版第一二三123据编按下转上接张王"
        .chars()
        .collect();
    let one =
        prop_oneof![4 => prop::sample::select(signs), 2 => prop::char::range('一', '龥'), 1 => any::<char>()];
    prop::collection::vec(one, 0..400).prop_map(|chars| chars.into_iter().collect())
}

/// What holds for every manuscript that was read.
fn holds(text: &str, manuscript: &Manuscript) {
    check_count(text, manuscript);
    assert!(!manuscript.stories.is_empty());
    for imported in &manuscript.stories {
        let story = &imported.story;
        assert!(!story.paragraphs.is_empty(), "a story without a paragraph");
        assert_eq!(story.paragraphs.len(), imported.took.len());
        for (at, (paragraph, took)) in story.paragraphs.iter().zip(&imported.took).enumerate() {
            assert_eq!(paragraph.id as usize, at + 1);
            assert_eq!((took.paragraph, took.role), (paragraph.id, paragraph.role));
            assert!((500..=1000).contains(&took.sure));
            runs_are_clean(paragraph);
        }
        assert!(imported.sure <= 1000);
        for picture in &story.pictures {
            assert!(picture.caption.is_some_and(|id| story.paragraph(id).is_some()));
        }
        if let Some(first) = &story.doubles {
            let original = manuscript.stories.iter().find(|other| other.story.id == *first);
            assert!(original.is_some_and(|other| other.story.doubles.is_none()), "a double of a double");
            assert_ne!(story.kind, StoryKind::PageTitle);
        }
    }
    for finding in &manuscript.findings {
        let known =
            finding.story.is_empty() || manuscript.stories.iter().any(|s| s.story.id == finding.story);
        assert!(known, "a finding about no story: {finding:?}");
        assert!(!finding.text.is_empty());
    }
}

/// No run is empty, neighbours differ, no control character is inside.
fn runs_are_clean(paragraph: &Paragraph) {
    assert!(!paragraph.runs.is_empty(), "a paragraph without text");
    for run in &paragraph.runs {
        assert!(!run.text.is_empty() && !run.text.contains(char::is_control), "{run:?}");
        assert!(!run.text.contains(['\u{2028}', '\u{2029}']));
    }
    assert!(paragraph.runs.windows(2).all(|pair| pair[0].mark != pair[1].mark));
}

/// The characters of all stories, sorted.
fn inventory(manuscript: &Manuscript) -> Vec<char> {
    let paragraphs = manuscript.stories.iter().flat_map(|imported| &imported.story.paragraphs);
    let mut chars: Vec<char> = paragraphs.flat_map(|p| p.text().chars().collect::<Vec<_>>()).collect();
    chars.sort_unstable();
    chars
}

/// Reads a text; `None` for what is refused for a reason that a random text may have.
fn read(text: &str) -> Option<Manuscript> {
    match importer::read(text.as_bytes()) {
        // A few Greek or Latin letters alone may be read as GB 18030.
        Ok(manuscript) => (manuscript.encoding == Encoding::Utf8).then_some(manuscript),
        Err(ImportError::Empty | ImportError::Binary { .. } | ImportError::Encoding { .. }) => None,
        Err(error) => panic!("{error}: {text:?}"),
    }
}

/// The text without what decoding takes for a byte order mark.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_lines_is_kept(text in mixed()) {
        if let Some(mut manuscript) = read(&text) {
            holds(unmarked(&text), &manuscript);
            let before = inventory(&manuscript);
            importer::repair(&mut manuscript);
            prop_assert_eq!(inventory(&manuscript), before);
            for imported in &manuscript.stories {
                prop_assert_eq!(imported.story.paragraphs.len(), imported.took.len());
                imported.story.paragraphs.iter().for_each(runs_are_clean);
                let mut ids: Vec<u32> = imported.story.paragraphs.iter().map(|p| p.id).collect();
                ids.sort_unstable();
                ids.dedup();
                prop_assert_eq!(ids.len(), imported.story.paragraphs.len());
            }
        }
    }

    #[test]
    fn any_characters_are_kept(text in wild()) {
        if let Some(manuscript) = read(&text) {
            holds(unmarked(&text), &manuscript);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(manuscript) = importer::read(&bytes) {
            let count = manuscript.characters;
            prop_assert_eq!(count.read, count.kept + count.markup);
        }
    }

    #[test]
    fn gb18030_says_the_same_as_utf8(text in mixed()) {
        let (bytes, _, lost) = encoding_rs::GB18030.encode(&text);
        // A few characters can be valid in both encodings; then nobody can tell.
        prop_assume!(!lost && (std::str::from_utf8(&bytes).is_err() || bytes.is_ascii()));
        let (utf8, gb) = (importer::read(text.as_bytes()), importer::read(&bytes));
        match (utf8, gb) {
            (Ok(utf8), Ok(gb)) => prop_assert_eq!(importer::report(&utf8), importer::report(&gb)),
            (utf8, gb) => prop_assert_eq!(utf8.is_ok(), gb.is_ok()),
        }
    }
}
