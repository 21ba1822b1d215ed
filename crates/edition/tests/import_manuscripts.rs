//! Whole manuscripts, with what is wrong in them: the stories found, the findings, the repairs.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod import;

use banxin_edition::import::{self as importer, Manuscript, Repair};
use banxin_edition::model::{Mark, Role, StoryKind};
use import::{marked, one, read, rules, text_of, texts};
use serde_json::Value;

const DIRTY: &str = include_str!("import/dirty-page.txt");
const FRONT: &str = include_str!("import/front-page.txt");
const BRIEFS: &str = include_str!("import/briefs.txt");
const NAMED: &str = include_str!("import/named-parts.txt");
const MARKDOWN: &str = include_str!("import/markdown.txt");
const DOUBLES: &str = include_str!("import/doubles.txt");

/// Headlines of all stories, empty where there is none.
fn headlines(manuscript: &Manuscript) -> Vec<String> {
    manuscript.stories.iter().map(|story| texts(story, Role::Headline).join("|")).collect()
}

/// The characters of all stories, sorted.
fn inventory(manuscript: &Manuscript) -> Vec<char> {
    let mut chars: Vec<char> =
        manuscript.stories.iter().flat_map(|s| text_of(&s.story).chars().collect::<Vec<_>>()).collect();
    chars.sort_unstable();
    chars
}

#[test]
fn the_dirty_page_falls_into_its_stories() {
    let page = read(DIRTY);
    let kinds: Vec<StoryKind> = page.stories.iter().map(|story| story.story.kind).collect();
    use StoryKind::{Article, PageTitle, Photos, Qr};
    assert_eq!(kinds, [PageTitle, Article, Article, Article, Photos, Article, Article, Qr]);
    let ids: Vec<&str> = page.stories.iter().map(|story| story.story.id.as_str()).collect();
    assert_eq!(ids, ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08"]);
    assert_eq!(one(&page.stories[0], Role::Section), "苇塘乡村周刊");

    let lead = &page.stories[1];
    assert_eq!(one(lead, Role::Kicker), "鹭洲镇红菱村");
    assert_eq!(one(lead, Role::Headline), "一池菱角养出「双份甜」");
    assert_eq!(one(lead, Role::Byline), "本报记者 姜小禾");
    assert_eq!(texts(lead, Role::Body).len(), 6);

    let second = &page.stories[3];
    assert_eq!(texts(second, Role::Byline), ["本报记者 姜小禾", "本报通讯员 韩知白 冉 溪"]);
    assert_eq!(texts(second, Role::Crosshead), ["修的是屋顶", "聚的是人气", "传的是手艺"]);

    let group = &page.stories[4];
    assert_eq!(one(group, Role::Section), "光影苇塘");
    let labels: Vec<_> =
        group.story.of(Role::Caption).filter_map(|caption| marked(caption, Mark::Label)).collect();
    assert_eq!(labels, ["图1", "图2", "图3", "图4"]);
    assert_eq!(one(group, Role::Credit), "(本栏照片均由本报记者夏眠摄)");
    let pictures: Vec<_> = group.story.pictures.iter().map(|p| (p.id.as_str(), p.caption)).collect();
    let captions: Vec<_> = group.story.of(Role::Caption).map(|caption| Some(caption.id)).collect();
    assert_eq!(pictures, ["k1", "k2", "k3", "k4"].into_iter().zip(captions).collect::<Vec<_>>());

    let person = &page.stories[5];
    assert_eq!(one(person, Role::Headline), "庞小满：扎根“鹰嘴岩” 种出“云上茶”");
    let caption = person.story.of(Role::Caption).next().expect("a caption");
    assert_eq!(marked(caption, Mark::Credit).as_deref(), Some("本报记者 谷雨 摄"));
    assert_eq!(person.story.pictures.len(), 1);

    let news = &page.stories[6];
    assert_eq!(one(news, Role::Kicker), "讲好身边故事 传递文明新风");
    assert_eq!(one(news, Role::Headline), "苇塘市档案局到红菱村开展读档活动");
    let first = news.story.of(Role::Body).next().expect("a text");
    assert_eq!(marked(first, Mark::Dateline).as_deref(), Some("本报讯（通讯员宁致远）"));

    assert_eq!(texts(&page.stories[7], Role::Body), ["扫一扫 关注我们", "苇塘乡村 微信公号"]);
}

#[test]
fn the_text_that_stands_twice_becomes_a_story_of_its_own() {
    let page = read(DIRTY);
    let (lead, double) = (&page.stories[1], &page.stories[2]);
    assert_eq!(double.story.doubles.as_deref(), Some("s02"));
    assert_eq!(texts(double, Role::Body), texts(lead, Role::Body));
    assert_eq!(rules(&page, "s03"), ["doubled-story"]);
    assert!(page.stories.iter().all(|story| story.story.doubles.is_none() || story.story.id == "s03"));
}

#[test]
fn the_breaks_of_the_dirty_page_are_reported() {
    let page = read(DIRTY);
    let found: Vec<(&str, &str)> = page
        .findings
        .iter()
        .filter(|finding| finding.repair.is_some())
        .map(|finding| (finding.rule, finding.story.as_str()))
        .collect();
    assert_eq!(
        found,
        [("broken-paragraph", "s04"), ("broken-paragraph", "s06"), ("displaced-opening", "s07")],
        "{:#?}",
        page.findings
    );
    assert!(page.findings.iter().any(|f| f.text.contains("回来当志") && f.text.contains("愿者")));
    assert!(page.findings.iter().any(|f| f.text.contains("说到鹰嘴岩的茶")));
    // Without a repair nothing is moved: the stray opening stands where it stood.
    let stray = texts(&page.stories[6], Role::Body);
    assert_eq!(stray.len(), 5);
    assert!(stray[4].ends_with("栽着栽着，茶"));
}

#[test]
fn the_repairs_put_the_dirty_page_in_order() {
    let mut page = read(DIRTY);
    let before = inventory(&page);
    assert_eq!(importer::repair(&mut page), 3);
    assert_eq!(inventory(&page), before, "a repair moves and joins; it makes and drops nothing");
    assert!(page.findings.iter().filter(|f| f.repair.is_some()).all(|f| f.repaired));
    let person = texts(&page.stories[5], Role::Body);
    assert_eq!(person[0], "说到鹰嘴岩的茶，要从一张返乡的车票讲起。");
    assert!(person[1].contains("栽着栽着，茶园长到了半山腰"), "{person:?}");
    assert!(person.iter().any(|text| text.contains("用柴火炒制了三百斤")));
    assert!(texts(&page.stories[3], Role::Body).iter().any(|text| text.contains("请回来当志愿者，")));
    assert_eq!(texts(&page.stories[6], Role::Body).len(), 3);
    // Ids stay unique in every story, and those that were not moved stay as they were.
    for story in &page.stories {
        let mut ids: Vec<u32> = story.story.paragraphs.iter().map(|paragraph| paragraph.id).collect();
        assert_eq!(ids.len(), story.took.len());
        assert!(story.took.iter().all(|took| ids.contains(&took.paragraph)));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), story.story.paragraphs.len());
    }
    assert_eq!(importer::repair(&mut page), 0, "a second time there is nothing to repair");
}

#[test]
fn a_front_page_without_blank_lines() {
    let page = read(FRONT);
    let kinds: Vec<StoryKind> = page.stories.iter().map(|story| story.story.kind).collect();
    use StoryKind::{Article, Contents};
    assert_eq!(kinds, [Contents, Article, Article, Article, Article, Article]);
    assert_eq!(one(&page.stories[0], Role::Headline), "今日导读");
    assert_eq!(texts(&page.stories[0], Role::Body).len(), 3);

    let feature = &page.stories[1];
    assert_eq!(texts(feature, Role::EditorNote)[0], "编者按");
    assert_eq!(texts(feature, Role::EditorNote).len(), 2);
    assert_eq!(one(feature, Role::Kicker), "“河边的人”系列报道之一");
    assert_eq!(one(feature, Role::Headline), "船工老庞：一桨划了四十年");
    assert_eq!(one(feature, Role::Byline), "□ 见习记者 尹小满 文/图");
    assert_eq!(texts(feature, Role::Crosshead), ["一、水里有路", "二、岸上有人"]);
    assert_eq!(one(feature, Role::Jump), "（下转第三版）");

    let meeting = &page.stories[2];
    assert_eq!(one(meeting, Role::Headline), "市委理论学习中心组举行集体学习");
    assert_eq!(one(meeting, Role::Subhead), "——围绕基层治理交流研讨");
    assert_eq!(meeting.story.pictures.len(), 3);
    assert_eq!(one(meeting, Role::Credit), "本报记者 夏眠 摄");

    assert_eq!(one(&page.stories[4], Role::Jump), "（上接第二版）");
    assert_eq!(texts(&page.stories[5], Role::Credit), ["责任编辑 杜若 版式 季长风 校对 罗小满"]);
    assert!(page.findings.iter().all(|finding| finding.repair.is_none()), "{:#?}", page.findings);
}

#[test]
fn short_items_end_with_their_bylines() {
    let page = read(BRIEFS);
    assert_eq!(
        headlines(&page),
        ["", "北关口人行天桥通车", "社区食堂添了夜宵档", "少年宫免费开放三间画室", "砚池街修旧路灯四十盏"]
    );
    let report = importer::report(&page);
    let bylines: Vec<&Value> =
        report["stories"].as_array().expect("stories").iter().map(|s| &s["bylines"][0]).collect();
    assert_eq!(bylines[1..], ["（陈一鸣）", "（周  岚）", "（何佳）", "（本报记者 毕成）"]);
}

#[test]
fn a_manuscript_may_name_its_parts() {
    let page = read(NAMED);
    assert_eq!(one(&page.stories[0], Role::Section), "财经观察");
    let story = &page.stories[1];
    assert_eq!(one(story, Role::Kicker), "苇塘小微企业“贷”动记");
    assert_eq!(one(story, Role::Headline), "一张信用表换来三百万");
    assert_eq!(one(story, Role::Subhead), "——市金融服务中心“敲门行动”纪实");
    assert_eq!(one(story, Role::Byline), "作者：本报记者 童雪");
    assert_eq!(one(&page.stories[2], Role::Headline), "蔬菜大棚有了“身份证”");
    assert!(one(&page.stories[2], Role::Body).starts_with("11月9日"));
    // In a manuscript that does not, the same words are text.
    let plain =
        read("鹭洲湖上“清洁工”\n\n主题：一次关于水的谈话，从早晨谈到中午，谁也没有看表，谁也不想先走。\n");
    assert!(text_of(&plain.stories[0].story).contains("主题：一次"));
}

#[test]
fn marks_of_markdown_are_markup() {
    let page = read(MARKDOWN);
    assert_eq!(one(&page.stories[0], Role::Section), "文化周末");
    assert_eq!(headlines(&page), ["", "古戏台上的青年剧团", "图书馆延时开放"]);
    assert_eq!(one(&page.stories[1], Role::Byline), "本报记者 林晚照");
    assert_eq!(texts(&page.stories[1], Role::Crosshead), ["从三个人到三十人", "老戏新唱"]);
    let kept: String = page.stories.iter().map(|story| text_of(&story.story)).collect();
    assert!(!kept.contains(['#', '*']) && !kept.contains("---"));
}

#[test]
fn a_doubled_story_with_its_headline_and_one_with_small_changes() {
    let page = read(DOUBLES);
    let doubles: Vec<_> = page.stories.iter().map(|story| story.story.doubles.as_deref()).collect();
    assert_eq!(doubles, [None, None, Some("s01"), Some("s01")]);
    assert_eq!(headlines(&page)[3], "首座“零碳”驿站落户鹭洲湖");
}

#[test]
fn like_notices_are_no_doubles() {
    let page = read(
        "遗失声明\n张建国不慎遗失身份证，证号末四位为3316，声明作废。\n李晓明不慎遗失身份证，证号末四位为7102，声明作废。\n\
         停水公告\n因管道检修，11月25日8时至18时，城南街道停水，请提前储水。\n\
         停水公告\n因管道检修，11月27日9时至12时，北关街道停水，请提前储水。\n",
    );
    assert!(page.stories.iter().all(|story| story.story.doubles.is_none()), "{:?}", page.findings);
}

#[test]
fn text_after_a_repetition_is_not_lost_with_it() {
    let first =
        "红菱村的木盆天不亮就下了水，采菱人两手当桨，左一拨右一拨，红菱便一串一串翻了上来，满塘都是笑声。";
    let second =
        "菱塘连成一片以后，村里统一清淤、统一下种、统一定价，家家都有了两份收入，年轻人也愿意回来了。";
    let third =
        "到了冬天，塘底的泥要翻一遍，贺阿兰说，翻泥就像给来年的红菱铺床，铺得越平，睡得越香，结得越多。";
    let text = format!(
        "一池菱角双份甜\n\n本报记者 姜小禾\n\n{first}\n\n{second}\n\n{first}\n\n{second}\n\n{third}\n"
    );
    let page = read(&text);
    let double = page.stories.iter().find(|story| story.story.doubles.is_some()).expect("a double");
    assert_eq!(texts(double, Role::Body).len(), 2);
    let placed: String =
        page.stories.iter().filter(|s| s.story.doubles.is_none()).map(|s| text_of(&s.story)).collect();
    assert!(placed.contains(third));
}

#[test]
fn wrapped_lines_are_joined() {
    let paragraphs = [
        "深秋的芦花镇，稻谷已经收尽，田埂上堆着一垛垛稻草。镇上的手艺人褚明理却比农忙时还忙，他要在入冬前编完六百只草窝。",
        "褚明理今年五十八岁，十六岁跟父亲学编草鞋。草鞋没人穿了，他就改编草席；草席卖不动了，他又编起了草窝。",
        "去年冬天，女儿把父亲编草窝的样子拍成短片放到网上，三天里来了两千个订单，老褚连夜敲开八户邻居的门。",
    ];
    for width in [13, 20, 32] {
        let mut text = String::from("稻草变成“暖窝窝”\n本报记者 闻道远\n");
        for paragraph in paragraphs {
            let chars: Vec<char> = format!("　　{paragraph}").chars().collect();
            for line in chars.chunks(width) {
                text.extend(line);
                text.push('\n');
            }
        }
        let manuscript = read(&text);
        if width < 32 {
            assert_eq!(texts(&manuscript.stories[0], Role::Body), paragraphs, "{width}");
            assert!(rules(&manuscript, "").contains(&"wrapped"));
        }
    }
}

#[test]
fn an_opening_without_a_head_is_brought_back() {
    let text = "护林员老邱的“铁脚板”\n\n本报记者 谷雨\n\n他每天要走三十里山路，一双胶鞋穿不过两个月。\n\n\
        “山不会说话，我替它看着。”老邱说，守了十一年，鹰嘴岩的林子没有烧过一亩。\n\n\
        砚池街老茶馆重新开张\n\n本报记者 胡笳\n\n关门三年的砚池街老茶馆上周重新开张，第一天就卖出了八百碗茶。\n\n\
        扫一扫 关注我们\n\n\
        在鹰嘴岩林场，提起护林员老邱，没有人不知道他的“铁脚板”。老邱大名邱长庚，守着鹰嘴岩一万二千亩林子。\n";
    let mut page = read(text);
    let finding =
        page.findings.iter().find(|finding| finding.rule == "displaced-opening").expect("a finding");
    assert!(matches!(&finding.repair, Some(Repair::MoveOpening { to, .. }) if to == "s01"));
    importer::repair(&mut page);
    assert_eq!(page.stories.len(), 3, "the story that lost all its text is gone");
    assert!(texts(&page.stories[0], Role::Body)[0].starts_with("在鹰嘴岩林场"));
}

#[test]
fn an_ending_that_stands_elsewhere_is_brought_back() {
    let text = "渔火照亮鹭洲湖\n\n本报记者 夏眠\n\n渔民陆水生在鹭洲湖上过了四十年，哪片水深、哪片水浅，他闭着眼也知道。\n\n\
        入夜，鹭洲湖上的渔火一盏一盏亮起来，陆水生解开缆绳，把船撑向湖心，船舱里\n\n\
        砚池街老茶馆重新开张\n\n本报记者 胡笳\n\n关门三年的砚池街老茶馆上周重新开张，第一天就卖出了八百碗茶。\n\n\
        扫一扫 关注我们\n\n\
        ，放着两盏备用的灯。陆水生说，鹭洲湖的渔火从来没有断过，渔民心里就踏实。\n";
    let mut page = read(text);
    let found: Vec<&Repair> = page.findings.iter().filter_map(|finding| finding.repair.as_ref()).collect();
    assert!(
        matches!(found.as_slice(), [Repair::MoveEnding { from, to, join: true, .. }] if from == "s04" && to == "s01"),
        "{:#?}",
        page.findings
    );
    assert_eq!(importer::repair(&mut page), 1);
    let body = texts(&page.stories[0], Role::Body);
    assert_eq!(body.len(), 2);
    assert!(body[1].contains("船舱里，放着两盏备用的灯"));
}

#[test]
fn an_opening_behind_its_own_story_is_brought_back() {
    let text = "渔火照亮鹭洲湖\n\n本报记者 夏眠\n\n，放着两盏备用的灯。他说，有灯就有路。\n\n\
        如今，湖上的渔火少了，岸上的灯多了，陆水生还是每晚把船撑出去转一圈。\n\n\
        入夜，鹭洲湖上的渔火一盏一盏亮起来，陆水生解开缆绳，把船撑向湖心，船舱里\n";
    let mut page = read(text);
    assert_eq!(rules(&page, "s01"), ["displaced-opening"]);
    assert_eq!(importer::repair(&mut page), 1);
    let body = texts(&page.stories[0], Role::Body);
    assert!(body[0].contains("船舱里，放着两盏备用的灯"), "{body:?}");
}

#[test]
fn a_story_that_ends_in_mid_sentence_is_reported_once() {
    let page = read(
        "渔火照亮鹭洲湖\n\n本报记者 夏眠\n\n入夜，鹭洲湖上的渔火一盏一盏亮起来，渔民陆水生解开缆绳，把船撑向\n",
    );
    assert_eq!(rules(&page, "s01"), ["unfinished-story"]);
    let page = read(
        "渔火照亮鹭洲湖\n\n本报记者 夏眠\n\n入夜，鹭洲湖上的渔火一盏一盏亮起来，渔民陆水生把船撑向（下转第三版）\n",
    );
    assert_eq!(rules(&page, "s01"), Vec::<&str>::new(), "a text that goes on elsewhere may break off");
}

#[test]
fn numbers_of_captions_are_checked() {
    let page = read(
        "光影苇塘\n\n入冬以来，鹭洲湖水位回落，裸露的滩涂成了候鸟的食堂，湖边热闹了起来。\n\n\
         图1 晨雾中的湖。\n\n图3 湖边的人。\n\n图3 湖上的船。\n\n（本栏照片均由夏眠摄）\n",
    );
    let id = page.stories.last().expect("a story").story.id.clone();
    assert_eq!(rules(&page, &id), ["caption-count", "caption-count"]);
}

#[test]
fn a_single_story_and_less() {
    let page =
        read("一个人的气象站\n\n海拔一千一百米的鹰嘴岩上，汪树清一个人守着一座气象站，一守就是十九年。\n");
    assert_eq!(headlines(&page), ["一个人的气象站"]);
    let page = read("天亮了，雾散了。");
    assert_eq!(texts(&page.stories[0], Role::Body), ["天亮了，雾散了。"]);
    assert_eq!(page.stories.len(), 1);
}

#[test]
fn what_fits_nowhere_stays_text() {
    let page = read(
        "暖气不热怎么办？\n市供热办一一作答\n本报记者 毕成\n入冬以来，市民反映暖气不热的电话明显增多，记者带着问题采访了市供热办。\n\
         问：家里暖气不热，第一步该做什么？\n答：先摸入户阀门，看是不是开着。\n供热热线：0391-1234567\n地址：苇塘市码头路18号\n",
    );
    assert_eq!(page.stories.len(), 1);
    assert_eq!(texts(&page.stories[0], Role::Body).len(), 5);
}

#[test]
fn the_report_is_the_json_of_the_house() {
    let page = read(DIRTY);
    let report = importer::report(&page);
    let lead = &report["stories"][1];
    for key in ["id", "kicker", "headline", "subhead", "dateline"] {
        assert!(lead[key].is_string(), "{key}");
    }
    for key in ["bylines", "crossheads", "captions", "credits"] {
        assert!(lead[key].is_array(), "{key}");
    }
    assert_eq!(lead["headline"], "一池菱角养出「双份甜」");
    assert_eq!(lead["subhead"], "");
    assert_eq!(lead["characters"], page.stories[1].story.characters());
    let sure = lead["sure"].as_f64().expect("a number");
    assert!((0.5..=1.0).contains(&sure));
    assert_eq!(report["stories"][0]["headline"], "苇塘乡村周刊");
    assert_eq!(report["stories"][2]["doubles"], "s02");
    assert_eq!(report["stories"][4]["captions"][0]["label"], "图1");
    assert_eq!(report["stories"][4]["captions"][0]["text"], "晨雾中的鹭洲湖。");
    assert_eq!(report["stories"][5]["credits"][0], "本报记者 谷雨 摄");
    assert_eq!(report["stories"][6]["dateline"], "本报讯（通讯员宁致远）");
    let count = &report["characters"];
    let number = |key: &str| count[key].as_u64().expect("a number");
    assert_eq!(number("read"), number("kept") + number("markup"));
    assert_eq!(number("read"), DIRTY.chars().count() as u64);
    for finding in report["findings"].as_array().expect("findings") {
        assert!(finding["rule"].is_string() && finding["story"].is_string() && finding["text"].is_string());
        assert!(finding["paragraph"].is_u64() || finding["paragraph"].is_null());
    }
}

#[test]
fn the_same_manuscript_gives_the_same_answer_and_other_numbers_on_demand() {
    let bytes = DIRTY.as_bytes();
    let (first, second) = (importer::read(bytes).expect("first"), importer::read(bytes).expect("second"));
    assert_eq!(first, second);
    let later = importer::read_with(bytes, 12).expect("later");
    assert_eq!(later.stories[0].story.id, "s12");
    assert_eq!(later.stories[2].story.doubles.as_deref(), Some("s13"));
    assert!(later.findings.iter().all(|f| f.story.is_empty() || f.story.as_str() >= "s12"));
}
