//! A small edition for the tests of the app, made by the engine that the app opens it with.

use banxin_edition::model::{Block, BlockKind, Date, Paragraph, Photo, Picture, Role, Story, StoryKind};
use banxin_measure::CellRect;
use std::path::{Path, PathBuf};

pub(crate) const PAPER: &str = "澜沙晚报";
pub(crate) const PAGE: &str = "街巷";
pub(crate) const HEADLINE: &str = "老码头边办起了修船夜校";

/// The headline of a story that stands nowhere yet.
pub(crate) const WAITING: &str = "夜校添了新炉子";

/// A folder that goes away with this value.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("banxin-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        Scratch(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const BODY: [&str; 3] = [
    "每到傍晚，澜沙镇老码头的仓房里就亮起灯来。长条桌上摊着船板的图样，墙边立着刨子、锯子和一捆捆麻丝，二十几名学员围着一条旧渔船，听七十一岁的船匠贺永年讲怎样找出船底的渗水处。“先用手摸，再用耳听，最后才动凿子。”他说。",
    "夜校是今年春天办起来的。镇上能修木船的师傅只剩四位，年纪最轻的也过了六十。居委会把闲置的仓房腾出来，请师傅们每周教三个晚上，工具由镇上的五金铺轮流添置，学费一分不收，只要求学员修好一条船再毕业。",
    "半年下来，第一批学员已经修好七条渔船，其中两条重新下了水。学员里有开网约车的，有在小学教书的，还有一对刚退休的夫妻。“原以为只是学门手艺，后来发现是认识了一条河。”学员顾小满说。",
];

/// Writes an edition of one page with a story and a photo, and a story that waits for its place; gives its folder and the characters on its page.
pub(crate) fn write(scratch: &Scratch) -> (String, usize) {
    let folder = scratch.path().join("2026-11-23");
    let date = Date::new(2026, 11, 23).expect("a day of the calendar");
    let mut edition =
        banxin_edition::create(&folder, "broadsheet", Some(PAPER), date).expect("a new edition");
    let mut paragraphs = vec![
        Paragraph::plain(1, Role::Headline, HEADLINE),
        Paragraph::plain(2, Role::Byline, "本报记者 闻人晓"),
    ];
    // Long enough for five columns of the page.
    for number in 0..12_u32 {
        let text = BODY[number as usize % BODY.len()];
        paragraphs.push(Paragraph::plain(number + 3, Role::Body, text));
    }
    let story = Story { id: "s01".into(), kind: StoryKind::Article, paragraphs, ..Story::default() };
    let file = "pictures/s02-k1.png".to_owned();
    let photos = Story {
        id: "s02".into(),
        kind: StoryKind::Photos,
        paragraphs: vec![
            Paragraph::plain(1, Role::Headline, "灯下的船"),
            Paragraph::plain(2, Role::Caption, "学员在仓房里给旧渔船换船板。"),
        ],
        pictures: vec![Picture {
            id: "k1".into(),
            file: Some(file.clone()),
            pixels: Some((600, 400)),
            caption: Some(2),
        }],
        ..Story::default()
    };
    let waiting = Story {
        id: "s03".into(),
        kind: StoryKind::Article,
        paragraphs: vec![
            Paragraph::plain(1, Role::Headline, WAITING),
            Paragraph::plain(2, Role::Body, BODY[1]),
        ],
        ..Story::default()
    };
    let characters = story.characters() + photos.characters();
    let page = edition.pages.first_mut().expect("a new edition has a page");
    page.title = PAGE.into();
    page.blocks.push(Block::new(
        "b1",
        BlockKind::Article {
            story: "s01".into(),
            headline_size: None,
            head_lines: 8,
            photos: Vec::new(),
            boxed: false,
            layout: Box::default(),
        },
        CellRect::new(0, 4, 5, 36),
    ));
    page.blocks.push(Block::new(
        "b2",
        BlockKind::Photos {
            story: "s02".into(),
            headline_size: None,
            head_lines: 4,
            photos: vec![Photo::new("k1", CellRect::new(5, 9, 3, 24), 2)],
            layout: Box::default(),
        },
        CellRect::new(5, 4, 3, 30),
    ));
    edition.stories.insert(story.id.clone(), story);
    edition.stories.insert(photos.id.clone(), photos);
    edition.stories.insert(waiting.id.clone(), waiting);
    banxin_edition::save(&edition, &folder).expect("the edition can be saved");
    let shade = |x: u32, y: u32| image::Rgb([(x / 3) as u8, 90 + (y / 4) as u8, 160]);
    std::fs::create_dir_all(folder.join("pictures")).expect("a folder for pictures");
    image::RgbImage::from_fn(600, 400, shade).save(folder.join(&file)).expect("the picture can be saved");
    (folder.display().to_string(), characters)
}

/// Writes an edition that cannot be read: its second line is no TOML.
pub(crate) fn write_broken(scratch: &Scratch) -> String {
    let folder = scratch.path().join("broken");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("edition.toml"), "format = 1\ndate = \n").expect("a file");
    folder.display().to_string()
}
