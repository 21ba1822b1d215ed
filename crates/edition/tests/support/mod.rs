//! What the tests of this crate share: a folder of their own and a sample edition with one of everything.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]

pub mod any;
pub mod every;
pub mod failing;

use banxin_edition::model::{
    Block, BlockKind, Date, Edition, FaceUse, Mark, Paragraph, Photo, Picture, Role, Run, Story, StoryKind,
};
use banxin_measure::{CellRect, Length};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// An empty folder for one test.
pub fn fresh_dir(test: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edition").join(test);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Every file below a folder, by path, with its bytes.
pub fn tree(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(dir).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

pub fn run(text: &str, mark: Option<Mark>) -> Run {
    Run { text: text.to_owned(), mark }
}

/// An edition that uses every field of the model.
pub fn sample() -> Edition {
    let date = Date::new(2026, 11, 23).unwrap();
    let mut edition = banxin_edition::template::edition("broadsheet", date).unwrap();
    "云汀晚报".clone_into(&mut edition.paper.name);
    edition.issue = Some(1234);
    "责编 林“小”舟 \\ 版式 何渡".clone_into(&mut edition.staff);
    edition.faces = vec![FaceUse {
        family: "Noto Serif SC".to_owned(),
        style: "Regular".to_owned(),
        sha256: "0f".repeat(32),
    }];
    let stories =
        [lead(), group(), Story { doubles: Some("s01".to_owned()), id: "s03".to_owned(), ..lead() }, qr()];
    edition.stories = stories.into_iter().map(|story| (story.id.clone(), story)).collect();
    let photo = |picture: &str, cells, part| Photo { parts: 1 + part, part, ..Photo::new(picture, cells, 2) };
    let blocks = [
        (
            "b1",
            CellRect::new(0, 6, 5, 60),
            BlockKind::Article {
                story: "s01".to_owned(),
                headline_size: Some(Length::from_pt(46)),
                head_lines: 9,
                photos: vec![photo("k1", CellRect::new(3, 20, 2, 14), 0)],
                boxed: true,
                layout: Box::default(),
            },
        ),
        (
            "b2",
            CellRect::new(5, 6, 3, 50),
            BlockKind::Photos {
                story: "s02".to_owned(),
                headline_size: None,
                head_lines: 4,
                photos: vec![
                    photo("k1", CellRect::new(5, 10, 3, 20), 0),
                    photo("k2", CellRect::new(5, 30, 3, 20), 1),
                ],
                layout: Box::default(),
            },
        ),
        ("b3", CellRect::new(6, 100, 2, 16), BlockKind::Qr { story: "s04".to_owned() }),
    ];
    let page = edition.pages.first_mut().unwrap();
    "版名".clone_into(&mut page.title);
    page.blocks.extend(blocks.map(|(id, cells, kind)| Block::new(id, kind, cells)));
    let mut second = page.clone();
    "A02".clone_into(&mut second.number);
    "副刊 “芦花”".clone_into(&mut second.title);
    second.blocks.truncate(1);
    edition.pages.push(second);
    edition
}

fn lead() -> Story {
    let paragraphs = [
        (2, Role::Kicker, vec![run("云汀区芦湾街道", None)]),
        (1, Role::Headline, vec![run("小院里种出“大花园”", None)]),
        (3, Role::Byline, vec![run("本报记者\u{3000}沈一舟", None)]),
        (
            7,
            Role::Body,
            vec![
                run("本报讯（通讯员 柳岸）", Some(Mark::Dateline)),
                run(" 清早六点，{芦湾}的巷口\\就热闹起来。@所有人", None),
                run("一个不少", Some(Mark::Strong)),
                run("。", None),
            ],
        ),
        (8, Role::Body, Vec::new()),
        (9, Role::Body, vec![run("@她说：", None), run("# 不是标题 *也不是* - 列表", None)]),
        (
            11,
            Role::Caption,
            vec![run("图①", Some(Mark::Label)), run(" 花架。", None), run("何渡 摄", Some(Mark::Credit))],
        ),
    ];
    Story {
        id: "s01".to_owned(),
        kind: StoryKind::Article,
        link: None,
        doubles: None,
        paragraphs: paragraphs
            .into_iter()
            .map(|(id, role, runs)| Paragraph { id, role, runs: banxin_edition::model::normalise(runs) })
            .collect(),
        pictures: vec![Picture {
            id: "k1".to_owned(),
            file: Some("pictures/花 架.jpg".to_owned()),
            pixels: Some((3000, 2000)),
            caption: Some(11),
        }],
    }
}

fn group() -> Story {
    let picture = |id: &str| Picture { id: id.to_owned(), ..Picture::default() };
    Story {
        id: "s02".to_owned(),
        kind: StoryKind::Photos,
        paragraphs: vec![Paragraph::plain(1, Role::Body, "\u{3000}空格\u{200b}与\u{e000}私用字\u{20000}。 ")],
        pictures: vec![picture("k1"), picture("k2")],
        ..Story::default()
    }
}

fn qr() -> Story {
    Story {
        id: "s04".to_owned(),
        kind: StoryKind::Qr,
        link: Some("https://example.org/?a={1}&b=云".to_owned()),
        paragraphs: vec![Paragraph::plain(1, Role::Body, "扫一扫\t关注")],
        ..Story::default()
    }
}
