//! Manuscripts that an editor brought and that were misread once: each stays read as it should be.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod import;

use banxin_edition::import::{self as importer, Manuscript, Severity};
use banxin_edition::model::Role;
use import::{one, read, texts};

/// Headlines of all stories, empty where there is none.
fn headlines(manuscript: &Manuscript) -> Vec<String> {
    manuscript.stories.iter().map(|story| texts(story, Role::Headline).join("|")).collect()
}

/// A paragraph of running text.
const TEXT: &str = "渡口的灯亮到半夜，摆渡人把最后一船人送过河去，才收起缆绳往家走。";
/// Another.
const MORE: &str = "这些年桥修通了，坐船的人少了，他还是每天来，把船板擦得干干净净。";

#[test]
fn a_credit_under_a_group_stays_with_the_group() {
    for credit in ["丙火 摄", "丙火摄", "（本栏照片 丙火 摄）", "丙火 丁金 摄影", "苇塘镇文化站 供图"]
    {
        for gap in ["\n", "\n\n"] {
            let page = read(&format!(
                "渡口灯火\n\n{TEXT}\n\n图① 渡口的船。\n图② 收缆的人。\n图③ 夜里的灯。{gap}{credit}\n\n河上新桥\n\n{TEXT}\n\n{MORE}\n"
            ));
            assert_eq!(headlines(&page), ["渡口灯火", "河上新桥"], "{credit}{gap:?}");
            assert_eq!(one(&page.stories[0], Role::Credit), credit);
            assert_eq!(texts(&page.stories[0], Role::Caption).len(), 3);
            assert!(texts(&page.stories[1], Role::Kicker).is_empty(), "{credit}");
        }
    }
}

#[test]
fn a_byline_in_brackets_closes_its_story() {
    for end in ["（本报记者 姜小禾 通讯员 韩知白）", "（姜小禾）", "（据《苇塘晚报》）", "　　□姜小禾 韩知白"]
    {
        let page = read(&format!(
            "守渡人\n\n　　{TEXT}{end}\n\n新桥通了\n\n　　{MORE}{end}\n\n夜里的灯\n\n　　{TEXT}灯下有人。{end}\n"
        ));
        assert_eq!(headlines(&page), ["守渡人", "新桥通了", "夜里的灯"], "{end}");
    }
    // A bracket in the middle of a sentence closes nothing.
    let page = read(&format!(
        "守渡人三十年\n\n本报记者 姜小禾\n\n{TEXT}\n\n船靠了岸\n\n{MORE}说话的是他的徒弟（韩知白）\n\n灯还亮着\n\n{TEXT}末班船也走了。\n"
    ));
    assert_eq!(page.stories.len(), 1);
    assert_eq!(texts(&page.stories[0], Role::Crosshead), ["船靠了岸", "灯还亮着"]);
}

#[test]
fn repairs_leave_heads_alone() {
    let head = "苇塘县渡口渡船渡工三十年变迁与新时代水上交通安全治理体系建设的若干实践与思考访谈实录";
    let text = format!(
        "{TEXT}\n\n{head}\n\n——从一条缆绳到一座桥：一个水乡县怎样用三年走完别人十年走完的路\n\n本报记者 姜小禾\n\n{TEXT}\n\n{MORE}\n"
    );
    let mut page = read(&text);
    importer::repair(&mut page);
    let paragraphs: Vec<String> =
        page.stories.iter().flat_map(|story| &story.story.paragraphs).map(|p| p.text()).collect();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(paragraphs, lines, "no line was joined to another");
}

#[test]
fn a_sentence_that_goes_on_with_a_comma_is_still_joined() {
    let mut page = read(&format!(
        "守渡人三十年\n\n本报记者 姜小禾\n\n{TEXT}\n\n入夜以后渡口上的那几盏用了三十多年的老马灯在风里\n\n，一盏一盏亮起来，照着回家的人。\n\n{MORE}\n"
    ));
    assert_eq!(importer::repair(&mut page), 1);
    assert!(texts(&page.stories[0], Role::Body)[1].contains("在风里，一盏一盏"));
}

#[test]
fn much_text_is_not_moved_without_an_editor() {
    // The last four of five paragraphs share their names with a story that breaks off.
    let stray = "摆渡人陆水生说，红菱渡的缆绳是他亲手搓的。\n\n红菱渡的夜里，陆水生的灯最亮。\n\n\
        陆水生把红菱渡的石阶修了三遍。\n\n人们都说，红菱渡离不开陆水生。";
    let text = format!(
        "砚池街老茶馆重新开张\n\n本报记者 胡笳\n\n关门三年的砚池街老茶馆上周重新开张，第一天就卖出了八百碗茶。\n\n{stray}\n\n\
         红菱渡的灯\n\n本报记者 夏眠\n\n在红菱渡，陆水生解开缆绳，\n"
    );
    let mut page = read(&text);
    let told = page.findings.iter().find(|finding| finding.rule.starts_with("displaced"));
    assert!(told.is_some_and(|finding| finding.repair.is_none()), "{:#?}", page.findings);
    let before = page.stories.clone();
    assert_eq!(importer::repair(&mut page), 0);
    assert_eq!(page.stories, before);
}

#[test]
fn bylines_with_latin_names() {
    for byline in ["本报记者 Li Ming", "姜小禾/文 Anna/图", "通讯员 Seán O'Neil 姜小禾"] {
        let page = read(&format!("红菱渡夜船开航\n\n{byline}\n\n{TEXT}\n\n{MORE}\n"));
        assert_eq!(one(&page.stories[0], Role::Byline), byline);
        assert_eq!(headlines(&page), ["红菱渡夜船开航"]);
    }
    // A product's name behind a word that is no trade of a person's makes no byline.
    let page = read(&format!("红菱渡夜船开航\n\n{TEXT}\n\n用上 Windows 之后\n\n{MORE}\n"));
    assert!(texts(&page.stories[0], Role::Byline).is_empty());
}

#[test]
fn a_long_line_where_only_a_head_stands_is_a_headline() {
    let long = "苇塘县推进渡口渡船渡工规范管理切实保障水乡群众出行安全的实践与思考再出发再深化再提升纪行";
    for length in [37, 40, 45] {
        let head: String = long.chars().take(length).collect();
        for next in ["本报记者 姜小禾\n\n", "本报讯（记者 姜小禾）", ""] {
            let page = read(&format!("{head}\n\n{next}{TEXT}\n\n{MORE}\n"));
            assert_eq!(headlines(&page), std::slice::from_ref(&head), "{length} {next}");
            assert!(page.stories[0].took[0].sure <= 720);
        }
    }
    // Under the name of the page.
    let page = read(&format!("苇塘要闻\n\n{long}\n\n本报记者 姜小禾\n\n{TEXT}\n\n{MORE}\n"));
    assert_eq!(headlines(&page).last().map(String::as_str), Some(long));
    // The end of a text that breaks off over its signature is none, nor a paragraph that a column broke.
    let page = read(&format!(
        "守渡人三十年\n\n{TEXT}\n\n{MORE}\n\n{long}\n\n本报记者 姜小禾\n\n河上新桥通车\n\n本报讯（记者 夏眠）{MORE}\n"
    ));
    assert_eq!(headlines(&page), ["守渡人三十年", "河上新桥通车"]);
    let page =
        read(&format!("守渡人三十年\n\n本报记者 姜小禾\n\n{long}\n\n，他还是每天来。\n\n{TEXT}\n\n{MORE}\n"));
    assert_eq!(headlines(&page), ["守渡人三十年"]);
}

#[test]
fn the_source_of_a_text_stays_with_it() {
    for source in [
        "（新华社北京11月2日电）",
        "（完）",
        "（来源：新华网）",
        "综合新华社、《苇塘晚报》、中新网",
        "（据《苇塘晚报》）",
    ] {
        let page = read(&format!(
            "红菱渡夜船开航\n新华社记者 姜小禾\n{TEXT}\n{source}\n\n河上新桥通车\n据新华社北京11月2日电 {MORE}\n"
        ));
        assert_eq!(headlines(&page), ["红菱渡夜船开航", "河上新桥通车"], "{source}");
        assert_eq!(texts(&page.stories[0], Role::Body).last().map(String::as_str), Some(source));
        assert!(page.findings.iter().all(|finding| finding.rule != "unfinished-story"), "{source}");
    }
}

#[test]
fn a_double_with_text_of_its_own_says_so() {
    let story = format!(
        "守渡人三十年\n\n本报记者 姜小禾\n\n{TEXT}\n\n{MORE}\n\n灯下的人影长长短短，船桨起起落落，一晃就是三十个春秋，谁也没有数过他渡过多少人。\n"
    );
    let other = "砚池街老茶馆重新开张\n\n本报记者 胡笳\n\n关门三年的砚池街老茶馆上周重新开张，第一天就卖出了八百碗茶。\n";
    let own = "红菱村的渡口归红菱村管，村主任说船要留着。";
    let with_own = story.replace(MORE, &format!("{MORE}\n\n{own}"));
    let page = read(&format!("{story}\n{other}\n{with_own}"));
    let found = page.findings.iter().find(|finding| finding.rule == "doubled-story").expect("a finding");
    assert_eq!(found.severity, Severity::Warning);
    assert!(found.text.contains("text of its own") && found.text.contains("红菱村的渡口"), "{}", found.text);
    let page = read(&format!("{story}\n{other}\n{story}"));
    let found = page.findings.iter().find(|finding| finding.rule == "doubled-story").expect("a finding");
    assert!(!found.text.contains("of its own"), "{}", found.text);
}

#[test]
fn a_short_title_alone_is_a_headline_and_a_section_a_section() {
    for title in ["水乡故事", "渡口新韵"] {
        let page = read(&format!("{title}\n\n{TEXT}\n"));
        assert_eq!(headlines(&page), [title]);
        assert!(page.findings.iter().all(|finding| finding.rule != "no-headline"));
    }
    let page = read(&format!(
        "苇塘日报\n\n视觉新闻\n\n渡口灯火\n\n{TEXT}\n\n图1 渡口的船。\n图2 收缆的人。\n夏眠 摄\n"
    ));
    let group = page.stories.last().expect("a story");
    assert_eq!(
        (one(group, Role::Section), one(group, Role::Headline)),
        ("视觉新闻".into(), "渡口灯火".into())
    );
    for section in ["视觉新闻", "光影水乡", "【渡口】"] {
        let page =
            read(&format!("{section}\n\n{TEXT}\n\n图1 渡口的船。\n图2 收缆的人。\n（本栏照片 夏眠 摄）\n"));
        assert_eq!(one(&page.stories[0], Role::Section), section);
    }
}

#[test]
fn big5_read_as_gb18030_is_doubted() {
    let text = "河堤上的燈亮了一夜，他也守了一夜，直到天邊泛起魚肚白才回家睡覺。今年的冬棗格外甜，合作社的電話\
        一天到晚響個不停，客商排著隊來。村民們說，這是他們第一次看到這麼多的人。";
    let (bytes, _, lost) = encoding_rs::BIG5.encode(text);
    assert!(!lost);
    let page = importer::read(&bytes).expect("it is not refused");
    let found = page.findings.iter().find(|finding| finding.rule == "encoding-doubtful").expect("a finding");
    assert_eq!(found.severity, Severity::Warning);
    // What is GB 18030 is not doubted, in either script.
    for text in [text.to_owned(), TEXT.repeat(2)] {
        let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
        let page = importer::read(&bytes).expect("it is read");
        assert!(page.findings.iter().all(|finding| finding.rule != "encoding-doubtful"));
    }
}
