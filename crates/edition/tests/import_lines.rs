//! One line at a time: what a line is taken for where it stands, in the forms that papers use.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod import;

use banxin_edition::model::{Mark, Role};
use import::{find, marked, read};

/// A line after a headline.
const AFTER_HEAD: &str = "鹭洲湖上“清洁工”\n\n@@\n\n清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了，他们要\
赶在游客到来之前把水面清理一遍。\n\n巡湖员老蒋说，这片水面他看了十一年，哪里容易聚草，闭着眼睛都知道。\n";
/// A line in the middle of a text.
const IN_TEXT: &str = "鹭洲湖上“清洁工”\n\n清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了，他们要赶在游客到来\
之前把水面清理一遍。\n\n@@\n\n巡湖员老蒋说，这片水面他看了十一年，哪里容易聚草，闭着眼睛都知道。\n";
/// A line after two captions, before another story.
const AFTER_CAPTIONS: &str = "鹭洲湖上“清洁工”\n\n清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了，他们要赶在游\
客到来之前把水面清理一遍。\n\n图1 湖上的船。\n\n图2 湖边的人。\n\n@@\n\n柳岸小学办起“湖水课”\n\n本报记者 何其乐\n\n每周三\
下午，孩子们提着小桶到湖边取水样，回到教室里看水里有些什么。\n";
/// A line at the end of a story.
const AT_END: &str = "鹭洲湖上“清洁工”\n\n本报记者 何其乐\n\n清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了，他\
们要赶在游客到来之前把水面清理一遍。\n\n@@\n";

/// The role of a line in a frame.
fn role(frame: &str, line: &str) -> Role {
    let manuscript = read(&frame.replace("@@", line));
    find(&manuscript, line.trim_start_matches(['-', '*', '•', ' '])).1.role
}

#[test]
fn bylines_after_a_head() {
    let lines = "\
记者 张三 实习生 李四 文/图
本报记者张建国通讯员李晓明王强
通讯员张明
本报记者 欧阳晓明 通讯员 阿依古丽·买买提
本报综合报道
文/本报记者 张建国 图/李晓明
作者：张建国
□张建国
● 记者 张建国 报道
新华社记者 张建国
人民日报记者张建国
苇塘日报社全媒体记者 张建国
市融媒体中心记者 李晓明
记者 王 芳  李 敏
（本报记者 张建国 通讯员 李晓明）
本报首席记者 张建国
本报评论员
通讯员 市委宣传部
记者张建国/文 李晓明/图
张建国/文 李晓明/摄
文图/记者 张建国
张建国
张建国 李晓明
王　芳
本报记者 张建国 本报通讯员 李晓明 陈　军
见习记者 张建国　实习生　李晓明
特约记者 张建国
通讯员　张建国　李晓明　记者　陈军
□ 本报记者 张建国 通讯员 李晓明
■本报记者 张建国
○ 张建国
记者 张建国 摄影报道
文/张建国 图/受访者提供
本报全媒体记者 张建国 李晓明 通讯员 王强
本报记者 张建国 整理
撰文 张建国 摄影 李晓明
张建国 文/图
（张建国）
——本报记者 张建国
学生记者 张建国 指导老师 李晓明
本报驻省记者 张建国
记者 张建国 通讯员 县融媒体中心 李晓明";
    for line in lines.lines() {
        assert_eq!(role(AFTER_HEAD, line), Role::Byline, "{line}");
    }
}

#[test]
fn bylines_after_a_text() {
    for line in ["（本报记者 张建国）", "（张建国 李晓明）", "（通讯员 张建国）", "本报记者 张建国"]
    {
        assert_eq!(role(AT_END, line), Role::Byline, "{line}");
    }
}

#[test]
fn what_only_looks_like_a_byline() {
    for line in [
        "记者带你看新城",
        "记者走进鹭洲湖，看见水面上漂着一只空船，船头的灯还亮着，却没有人。",
        "作者在后记里写道，这本书写了十一年，写到最后一页时，窗外正下着雪。",
        "通讯员制度改变了这家报纸，也改变了一座小城的阅读习惯，这是后话。",
    ] {
        assert_ne!(role(IN_TEXT, line), Role::Byline, "{line}");
    }
}

#[test]
fn datelines() {
    let rest = "近日，鹭洲湖迎来今年第一批候鸟，巡湖员的日子也忙了起来。";
    let lines = "\
本报讯（通讯员 张建国）@
本报讯（通讯员张建国）@
本报讯 （记者 张建国）@
本报讯(记者张建国 通讯员李晓明)@
本报讯@
本报讯　记者张建国报道：@
本报苇塘11月20日电（记者 张建国）@
本报11月20日讯（记者 张建国）@
本报××11月×日电@
本报苇塘讯（记者 张建国）@
本报记者张建国报道：@
本报记者 张建国 报道@
新华社北京11月20日电（记者 张建国、李晓明）@
新华社北京11月20日电@
新华社电@
据新华社北京11月20日电@
据新华社电@
据《苇塘日报》报道@
据央视新闻消息@
据央视新闻客户端报道@
中新网北京11月20日电 (记者 张建国)@
【本报讯】（记者 张建国）@
【新华社北京11月20日电】@
苇塘日报讯（记者 张建国）@
苇塘晚报消息@
晚报讯@
苇塘融媒讯（记者 张建国）@
综合新华社消息@
本报综合消息@
央视网消息（记者 张建国）@
人民网苇塘11月20日电（张建国）@
本报讯 通讯员张建国 记者李晓明@
本报11月20日苇塘电（记者 张建国）@
本报苇塘11月20日电 记者张建国报道：@
本报北京十一月二十日电（记者 张建国）@
新华社苇塘2026年11月20日电@
本台消息@";
    for line in lines.lines() {
        let wanted = line.trim_end_matches('@');
        for between in ["", " ", "　"] {
            // 据…报道 and a bare 讯 need a mark before the text, and words that were parted stay so.
            if between.is_empty() && !wanted.ends_with(['）', ')', '：', '】']) {
                continue;
            }
            let manuscript = read(&AFTER_HEAD.replace("@@", &format!("{wanted}{between}{rest}")));
            let paragraph = find(&manuscript, "第一批候鸟").1;
            assert_eq!(paragraph.role, Role::Body, "{wanted}");
            assert_eq!(marked(paragraph, Mark::Dateline).as_deref(), Some(wanted), "{line}");
        }
    }
}

#[test]
fn what_only_looks_like_a_dateline() {
    for line in [
        "据了解，近日，鹭洲湖迎来今年第一批候鸟，巡湖员的日子也忙了起来。",
        "据介绍，鹭洲湖迎来今年第一批候鸟，这个消息让巡湖员的日子也忙了起来，电话响个不停。",
        "本报记者昨日从市湿地中心获悉，鹭洲湖迎来今年第一批候鸟，巡湖员的日子也忙了起来。",
        "新华社的一则消息让鹭洲湖出了名，第一批候鸟还没到，电话就响个不停，周末更是脚不沾地。",
        "本报通讯员张建国家住鹭洲湖边，第一批候鸟来的那天，他正在屋顶上晒玉米，听见了叫声。",
    ] {
        let manuscript = read(&AFTER_HEAD.replace("@@", line));
        let paragraph = find(&manuscript, "候鸟").1;
        assert_eq!(marked(paragraph, Mark::Dateline), None, "{line}");
    }
}

#[test]
fn captions_with_labels() {
    for (line, label, credit) in [
        ("图1 晒场上的孩子。", "图1", ""),
        ("图1：晒场上的孩子。", "图1：", ""),
        ("图一 晒场上的孩子。", "图一", ""),
        ("图①晒场上的孩子。", "图①", ""),
        ("图（1）晒场上的孩子。", "图（1）", ""),
        ("（图1）晒场上的孩子。", "（图1）", ""),
        ("图1、图2 晒场上的孩子。", "图1、图2", ""),
        ("图①②：晒场上的孩子。", "图①②：", ""),
        ("上图：晒场上的孩子。", "上图：", ""),
        ("左图 晒场上的孩子。", "左图", ""),
        ("上图为晒场上的孩子。", "上图", ""),
        ("右上图：晒场上的孩子。本报记者 张建国 摄", "右上图：", "本报记者 张建国 摄"),
        ("题图：晒场上的孩子（资料图片）", "题图：", "（资料图片）"),
        ("▲晒场上的孩子。", "▲", ""),
        ("▲ 晒场上的孩子。（张建国 摄）", "▲", "（张建国 摄）"),
        ("▼晒场上的孩子", "▼", ""),
        ("◀晒场上的孩子。", "◀", ""),
        ("▶ 晒场上的孩子。 张建国 摄", "▶", "张建国 摄"),
        ("▲上图：晒场上的孩子。", "▲上图：", ""),
        ("图为晒场上的孩子。", "图", ""),
        ("- 图1 晒场上的孩子。", "图1", ""),
        ("* 图1 晒场上的孩子。", "图1", ""),
        ("• 图1 晒场上的孩子。", "图1", ""),
        ("1. 图1 晒场上的孩子。", "1. 图1", ""),
        ("照片1：晒场上的孩子。", "照片1：", ""),
        ("图片说明：晒场上的孩子。", "图片说明：", ""),
        ("11月3日，孩子们在晒场上玩耍。张建国 摄", "", "张建国 摄"),
        ("11月3日，孩子们在晒场上玩耍。 新华社记者 张建国 摄", "", "新华社记者 张建国 摄"),
        ("11月3日，孩子们在晒场上玩耍。新华社发（张建国 摄）", "", "新华社发（张建国 摄）"),
        ("11月3日，孩子们在晒场上玩耍。（受访者供图）", "", "（受访者供图）"),
        ("11月3日，孩子们在晒场上玩耍。　县文旅局　供图", "", "县文旅局　供图"),
        ("张明远（左二）在晒场上给孩子们讲谷子。 本报记者 张建国 摄", "", "本报记者 张建国 摄"),
    ] {
        let manuscript = read(&IN_TEXT.replace("@@", line));
        let (story, paragraph) = find(&manuscript, "晒场上");
        assert_eq!(paragraph.role, Role::Caption, "{line}");
        assert_eq!(marked(paragraph, Mark::Label).unwrap_or_default(), label, "{line}");
        assert_eq!(marked(paragraph, Mark::Credit).unwrap_or_default(), credit, "{line}");
        let pictures = &manuscript.stories[story].story.pictures;
        assert_eq!(pictures.len(), 1, "{line}");
        assert_eq!(pictures[0].caption, Some(paragraph.id), "{line}");
        assert_eq!(pictures[0].id, "k1");
    }
}

#[test]
fn what_only_looks_like_a_caption() {
    for line in [
        "图一时之快，不如谋长久之利，这是老人们常说的话。",
        "图书馆里坐满了人，谁也舍不得先走。",
        "①要加强巡湖，②要管好渔船，③要教育游客，这三条写进了村规。",
        "上图书馆去的人越来越多，座位总是不够，有人干脆带了小板凳。",
        "5月的一天，他把这些照片一张一张贴在墙上，像贴一面旗。",
    ] {
        assert_eq!(role(IN_TEXT, line), Role::Body, "{line}");
    }
}

#[test]
fn several_captions_on_one_line() {
    for (line, labels) in [
        ("图①：晒红薯的老人。图②：剥玉米的孩子。图③：收工的牛车。", ["图①：", "图②：", "图③："]),
        ("①晒红薯的老人。②剥玉米的孩子。③收工的牛车。本报记者 夏眠 摄", ["①", "②", "③"]),
        ("左图：晒红薯的老人。中图：剥玉米的孩子；右图：收工的牛车。", ["左图：", "中图：", "右图："]),
    ] {
        let manuscript = read(&AT_END.replace("@@", line));
        let captions: Vec<_> = manuscript.stories[0].story.of(Role::Caption).collect();
        let found: Vec<String> = captions.iter().filter_map(|caption| marked(caption, Mark::Label)).collect();
        assert_eq!(found, labels, "{line}");
        assert_eq!(manuscript.stories[0].story.pictures.len(), 3);
    }
}

#[test]
fn lists_that_end_with_a_credit_are_captions() {
    let text = "光影苇塘\n\n鹭洲湖的一天，从水声开始，到灯火结束，来来去去的都是看湖的人。\n\n\
                1. 晨雾里的渔船。\n2. 岸边写生的孩子。\n3. 收网。\n\n（张建国 摄）\n";
    let manuscript = read(text);
    let story = &manuscript.stories.last().expect("a story").story;
    assert_eq!(story.of(Role::Caption).count(), 3);
    assert_eq!(story.pictures.len(), 3);
}

#[test]
fn credits_on_their_own() {
    let lines = "\
本报记者 张建国 摄
张建国 摄
（张建国 摄）
张建国摄
(本栏照片均由本报记者张建国摄)
（本栏照片均由本报记者 夏眠 摄）
本版图片均由张建国提供
（图片由市融媒体中心提供）
本组图片由本报记者 张建国 通讯员 李晓明 摄
新华社发
（资料图片）
受访者供图
县委宣传部供图
图片来源：视觉中国
摄影：张建国
摄影 张建国
摄影/本报记者 张建国
本报记者 张建国 通讯员 李晓明 摄
图/张建国
以上图片均由本报记者张建国摄
（均为张建国摄）
张建国 供图
市湿地保护中心 供图";
    for line in lines.lines() {
        assert_eq!(role(AFTER_CAPTIONS, line), Role::Credit, "{line}");
    }
}

#[test]
fn jumps() {
    let lines = "\
下转第三版
（下转第三版）
（下转02版）
下转A2版
▶下转3版
>>>下转第3版
（上接第一版）
上接A1版
（紧接第一版）
（下转第二版①）
（下转第 4 版）
→下转08版
（转第二版）
（相关报道见第二版）
（详见第五版）
（下转第三版《湖边人家》）";
    for line in lines.lines() {
        assert_eq!(role(AT_END, line), Role::Jump, "{line}");
    }
}

#[test]
fn a_jump_at_the_end_of_a_paragraph_is_cut_off() {
    for jump in ["（下转第三版）", "（下转02版）", "▶下转A3版"] {
        let line = format!("船头的灯还亮着，却没有人{jump}");
        let manuscript = read(&AT_END.replace("@@", &line));
        let story = &manuscript.stories[0];
        assert_eq!(import::one(story, Role::Jump), jump);
        assert!(import::texts(story, Role::Body).iter().any(|text| text.ends_with("却没有人")));
    }
    let manuscript =
        read(&AT_END.replace("@@", "（上接第一版）船头的灯还亮着，却没有人来，直到天亮才有人发现。"));
    assert_eq!(find(&manuscript, "上接").1.text(), "（上接第一版）");
    assert_eq!(find(&manuscript, "船头的灯").1.role, Role::Body);
}

#[test]
fn editors_notes() {
    for line in [
        "编者按：从今天起，本报推出系列报道，走近护湖的人，敬请关注。",
        "【编者按】从今天起，本报推出系列报道，走近护湖的人，敬请关注。",
        "编者的话：从今天起，本报推出系列报道，走近护湖的人，敬请关注。",
        "【开栏的话】从今天起，本报推出系列报道，走近护湖的人，敬请关注。",
        "编者按 从今天起，本报推出系列报道，走近护湖的人，敬请关注。",
    ] {
        assert_eq!(role(AFTER_HEAD, line), Role::EditorNote, "{line}");
        let first = format!("{line}\n\n{}", AFTER_HEAD.replace("@@", "本报记者 何其乐"));
        let manuscript = read(&first);
        assert_eq!(manuscript.stories.len(), 1, "the note opens the story: {line}");
        assert_eq!(import::one(&manuscript.stories[0], Role::EditorNote), line);
    }
}

#[test]
fn crossheads() {
    for (first, second) in [
        ("先看水", "再看天"),
        ("一、水里有路", "二、岸上有人"),
        ("（一）水里有路", "（二）岸上有人"),
        ("水面要清", "人心要齐"),
        ("01 水里有路", "02 岸上有人"),
    ] {
        let text = IN_TEXT
            .replace("@@", &format!("{first}\n\n他先把船推下水，再把竹篙插稳，然后才解开缆绳。\n\n{second}"));
        let manuscript = read(&text);
        assert_eq!(manuscript.stories.len(), 1, "{first}");
        assert_eq!(import::texts(&manuscript.stories[0], Role::Crosshead), [first, second]);
    }
}

#[test]
fn summaries() {
    let line = "核心提示：三年前，鹭洲湖还是一片臭水；三年后，候鸟成群飞来。变化从哪里来？";
    assert_eq!(role(AFTER_HEAD, line), Role::Summary);
}

#[test]
fn heads_in_several_lines() {
    let body = "本报记者 何其乐\n\n清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了，他们要赶在游客到来之前清湖。\n";
    for (head, kicker, headline, subhead) in [
        ("鹭洲镇红菱村\n一池菱角养出双份甜", "鹭洲镇红菱村", "一池菱角养出双份甜", ""),
        ("一池菱角养出双份甜\n——鹭洲镇红菱村见闻", "", "一池菱角养出双份甜", "——鹭洲镇红菱村见闻"),
        (
            "市委召开专题会议强调\n把菱塘变成聚宝盆\n张明远主持并讲话",
            "市委召开专题会议强调",
            "把菱塘变成聚宝盆",
            "张明远主持并讲话",
        ),
        (
            "点亮一盏灯 温暖一条街 北关口社区志愿者上门修路灯",
            "点亮一盏灯 温暖一条街",
            "北关口社区志愿者上门修路灯",
            "",
        ),
        ("做活“土文章” 拓宽致富路", "", "做活“土文章” 拓宽致富路", ""),
        ("谁把盲道还给了盲人？", "", "谁把盲道还给了盲人？", ""),
    ] {
        let manuscript = read(&format!("{head}\n\n{body}"));
        let story = manuscript.stories.last().expect("a story");
        assert_eq!(import::texts(story, Role::Kicker).join("|"), kicker, "{head}");
        assert_eq!(import::texts(story, Role::Headline).join("|"), headline, "{head}");
        assert_eq!(import::texts(story, Role::Subhead).join("|"), subhead, "{head}");
    }
}

#[test]
fn a_byline_behind_a_headline_is_cut_off() {
    let manuscript = read(&AFTER_HEAD.replace("\n\n@@", " 本报记者 何其乐"));
    assert_eq!(import::one(&manuscript.stories[0], Role::Headline), "鹭洲湖上“清洁工”");
    assert_eq!(import::one(&manuscript.stories[0], Role::Byline), "本报记者 何其乐");
}
