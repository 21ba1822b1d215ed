//! An edition that says everything that can be said: one page with every kind of block and every key, and a paper with
//! every library. No value is left to a default, so a new key does not compile until it stands here.

use super::sample;
use banxin_edition::model::{
    AdSize, ArticleStyle, BylinePlace, Direction, Edition, GradientTo, HeadAlign, KickerPlace, LetterOutline,
    Line, Look, Manner, Masthead, OwnStyle, PageColour, Pattern, PlannedPage, SectionHead, Shadow,
    StyleChanges, SummaryPlace,
};
use banxin_edition::{files, open, save};
use banxin_measure::{Dividing, Division, Length};
use std::fs;
use std::path::Path;

/// The page, as it is written.
pub const PAGE: &str = include_str!("../every/03.toml");

/// Makes the edition in a folder that is not there yet and opens it.
pub fn every(dir: &Path) -> Edition {
    let mut edition = sample();
    paper(&mut edition);
    save(&edition, dir).unwrap();
    fs::write(dir.join("pages/03.toml"), PAGE).unwrap();
    let list = dir.join("edition.toml");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(list, text.replace("\"A02\"]", "\"A02\", \"03\"]")).unwrap();
    open(dir).unwrap()
}

fn named<T, const N: usize>(things: [(&str, T); N]) -> std::collections::BTreeMap<String, T> {
    things.into_iter().map(|(name, thing)| (name.to_owned(), thing)).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Everything that a paper can say beside its sizes and its elements' styles.
fn paper(edition: &mut Edition) {
    let red = [0, 1000, 1000, 100];
    let paper = &mut edition.paper;
    paper.least_stretch = 7;
    paper.least_type = Length::from_pt(6);
    paper.printers = vec!["coldset".to_owned(), "云汀印务".to_owned()];
    paper.masthead = Masthead {
        publisher: "云汀报业集团主办".to_owned(),
        serial: "CN 00-0000".to_owned(),
        post: "00-00".to_owned(),
        site: "https://example.org/".to_owned(),
        motto: "一纸“云”汀".to_owned(),
        style: "反白主题".to_owned(),
    };
    paper.looks.extend(named([(
        "every",
        Look {
            base: some("浅底"),
            ground: Some([10, 20, 30, 40]),
            gradient: Some(GradientTo { colour: red, direction: Direction::Across }),
            frame: Some(Line { pattern: Pattern::ThickThin, width: Length::from_pt(3), colour: red }),
            radius: Some(Length::from_pt(4)),
        },
    )]));
    paper.article_styles.extend(named([(
        "every",
        ArticleStyle {
            base: some("专题"),
            body: some("诗行"),
            manner: Manner {
                head_style: some("every"),
                head_align: Some(HeadAlign::Centre),
                kicker: Some(KickerPlace::Above),
                summary: Some(SummaryPlace::Head),
                byline: Some(BylinePlace::Head),
                division: Some(Division { into: 2, dividing: Dividing::Unequal, widths: vec![4, 8] }),
                column_rules: Some(false),
                look: some("every"),
            },
        },
    )]));
    paper.own_styles.extend(named([(
        "every",
        OwnStyle {
            // A style of the paper's own upon another one.
            base: "反白主题".to_owned(),
            changes: StyleChanges {
                family: some("Noto Sans SC"),
                face: some("Black"),
                size: some("46pt"),
                half_lines: Some(8),
                indent: Some(-1),
                start_indent: Some(1),
                end_indent: Some(2),
                align: Some(banxin_edition::model::Align::Even),
                tracking: Some(-50),
                punctuation: Some(banxin_edition::model::Punctuation::Kaiming),
                level: Some(banxin_edition::model::Level::Basic),
                hanging: Some(true),
                han_western: Some(0),
                colour: Some(red),
                gradient: Some(GradientTo { colour: [0, 0, 0, 0], direction: Direction::Down }),
                outline: Some(LetterOutline { width: Length::from_emu(7), colour: red }),
                shadow: Some(Shadow { x: Length::from_pt(-1), y: Length::from_mm(1), colour: red }),
                look: some("every"),
            },
        },
    )]));
    paper.sections = named([
        (
            "芦湾时评",
            SectionHead {
                title: "芦湾时评".to_owned(),
                subtitle: "LUWAN".to_owned(),
                style: "勾边主题".to_owned(),
                look: "红底".to_owned(),
            },
        ),
        ("plain", SectionHead { title: "简讯".to_owned(), ..SectionHead::default() }),
    ]);
    paper.ads.extend(named([("中缝", AdSize { columns: 1, lines: 113 })]));
    paper.words = [("云汀镇", "云汀市"), ("最“牛”", "")]
        .map(|(wrong, right)| (wrong.to_owned(), right.to_owned()))
        .into();
    paper.plan = vec![
        PlannedPage {
            page: "01".to_owned(),
            template: "要闻".to_owned(),
            title: some("头版"),
            colour: Some(PageColour::Black),
        },
        PlannedPage { page: "A02".to_owned(), template: "broadsheet".to_owned(), title: None, colour: None },
    ];
}

/// That an edition is written as it was read, in its own folder and in another one.
pub fn comes_back(edition: &Edition, dir: &Path) {
    let written = files(edition);
    save(edition, dir).unwrap();
    assert_eq!(open(dir).unwrap(), *edition);
    let again = dir.with_file_name("again");
    save(edition, &again).unwrap();
    let opened = open(&again).unwrap();
    assert_eq!(opened, *edition);
    assert_eq!(files(&opened), written);
}
