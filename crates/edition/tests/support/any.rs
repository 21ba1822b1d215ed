//! Strategies: any story, any text, any edit.

use banxin_edition::Edit;
use banxin_edition::model::{
    Block, BlockKind, Date, Edition, HeadPlace, Mark, Paragraph, Photo, Picture, Role, Run, Stand, Story,
    StoryKind, Wrap, WrapSides, normalise,
};
use banxin_measure::{CellRect, Dividing, Division, Length, Rect, Turn};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

/// A character that a paragraph can hold: any but those that end a line, with the format's own signs, blanks and
/// invisible characters often.
pub fn character() -> impl Strategy<Value = char> {
    let special =
        "\\{}@u:#-*_`[]<>\u{3000} \t\u{0}\u{1b}\u{7f}\u{feff}\u{200b}\u{202e}\u{e000}\u{10ffff}\u{ad}";
    prop_oneof![
        4 => prop::char::range('\u{4e00}', '\u{9fff}'),
        3 => select(special.chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
    .prop_filter("ends a line", |c| !"\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}".contains(*c))
}

pub fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(character(), 0..=most).prop_map(String::from_iter)
}

/// A line without control characters, as names and links are.
fn line() -> impl Strategy<Value = String> {
    text(12).prop_map(|text| format!("{}x", text.replace(char::is_control, "")))
}

fn role() -> impl Strategy<Value = Role> {
    select(Role::NAMES.map(|(role, _)| role).to_vec())
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
    prop::option::of(select(Mark::NAMES.map(|(mark, _)| mark).to_vec()))
}

pub fn runs() -> impl Strategy<Value = Vec<Run>> {
    let run = (text(8), mark()).prop_map(|(text, mark)| Run { text, mark });
    prop::collection::vec(run, 0..5).prop_map(normalise)
}

fn file() -> impl Strategy<Value = String> {
    line().prop_map(|name| format!("pictures/{}", name.replace(['/', '\\', ':', '.'], "_")))
}

/// A story that keeps the rules by itself.
pub fn story() -> impl Strategy<Value = Story> {
    let kind = select(StoryKind::NAMES.map(|(kind, _)| kind).to_vec());
    let paragraphs = prop::collection::vec((1..60_u32, role(), runs()), 0..8);
    let size = prop::option::of((1..9_000_u32, 1..9_000_u32));
    let pictures =
        prop::collection::vec((1..9_u32, prop::option::of(file()), size, any::<Option<Index>>()), 0..4);
    (
        "[a-z0-9][a-z0-9-]{0,5}",
        kind,
        prop::option::of(line()),
        prop::option::of("[a-z]{1,4}"),
        paragraphs,
        pictures,
    )
        .prop_map(|(id, kind, link, doubles, paragraphs, pictures)| {
            let mut seen = BTreeSet::new();
            let paragraphs: Vec<Paragraph> = paragraphs
                .into_iter()
                .filter(|(id, ..)| seen.insert(*id))
                .map(|(id, role, runs)| Paragraph { id, role, runs })
                .collect();
            let mut seen = BTreeSet::new();
            let caption = |index: Option<Index>| match index {
                Some(index) if !paragraphs.is_empty() => Some(index.get(&paragraphs).id),
                _ => None,
            };
            let pictures = pictures
                .into_iter()
                .filter(|(id, ..)| seen.insert(*id))
                .map(|(id, file, pixels, index)| Picture {
                    id: format!("k{id}"),
                    file,
                    pixels,
                    caption: caption(index),
                })
                .collect();
            Story { id, kind, link, doubles, paragraphs, pictures }
        })
}

/// A small change of a text: its kind, two places, a character.
pub type Slip = (u8, Index, Index, char);

/// A few small changes of a text.
pub fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let sign = prop_oneof![
        character(),
        Just('\n'),
        Just('\r'),
        select("\"=[]{},.#0123456789".chars().collect::<Vec<_>>())
    ];
    prop::collection::vec((0..7_u8, any::<Index>(), any::<Index>(), sign), 1..6)
}

/// Changes a few places of a text: what a slip of the hand, a bad merge or a bad disk would do.
pub fn mutated(text: &str, slips: Vec<Slip>) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for (kind, one, other, c) in slips {
        if signs.is_empty() {
            break;
        }
        let (a, b) = (one.index(signs.len()), other.index(signs.len()));
        match kind {
            0 => signs[a] = c,
            1 => signs.insert(a, c),
            2 => drop(signs.remove(a)),
            3 => drop(signs.drain(a.min(b)..a.max(b))),
            4 => signs.swap(a, b),
            5 => signs.truncate(a),
            _ => {
                let copy = signs[a.min(b)..a.max(b)].to_vec();
                signs.splice(b..b, copy);
            }
        }
    }
    signs.into_iter().collect()
}

/// A wish for an edit: numbers that [`edit`] bends to what a document holds, so that most of them apply.
pub fn wish() -> impl Strategy<Value = Wish> {
    (0..26_u8, any::<[Index; 4]>(), text(5), runs(), role(), story()).prop_map(
        |(kind, at, text, runs, role, story)| Wish { kind, at, text, runs, role, story: Box::new(story) },
    )
}

#[derive(Clone, Debug)]
pub struct Wish {
    kind: u8,
    at: [Index; 4],
    text: String,
    runs: Vec<Run>,
    role: Role,
    story: Box<Story>,
}

/// The edit that a wish means in an edition; it need not be one that the rules allow.
pub fn edit(edition: &Edition, wish: &Wish) -> Option<Edit> {
    let [a, b, c, d] = &wish.at;
    let place = |index: &Index, length: usize| u32::try_from(index.index(length + 1)).unwrap();
    let one = (!edition.stories.is_empty())
        .then(|| edition.stories.values().nth(a.index(edition.stories.len())))?;
    let page = || (!edition.pages.is_empty()).then(|| a.get(&edition.pages));
    let block = || page().filter(|page| !page.blocks.is_empty()).map(|page| (page, b.get(&page.blocks)));
    let one = one?;
    let paragraph = || (!one.paragraphs.is_empty()).then(|| b.get(&one.paragraphs));
    let story = one.id.clone();
    let title = wish.text.clone();
    Some(match wish.kind {
        0 => Edit::SetDate { date: Date::new(2026, 1 + (b.index(12) as u8), 1 + (c.index(28) as u8))? },
        1 => Edit::SetIssue { issue: (b.index(3) > 0).then(|| 1 + c.index(9_999) as u32) },
        2 => Edit::SetStaff { staff: title },
        3 => Edit::SetPageTitle { page: page()?.number.clone(), title },
        4 => Edit::RemovePage { page: page()?.number.clone() },
        5 => {
            let mut copy = page()?.clone();
            copy.number = format!("{:02}", 1 + b.index(4));
            copy.title = title;
            Edit::PutPage { at: place(c, edition.pages.len()), page: copy }
        }
        6 => {
            let (page, block) = block()?;
            Edit::RemoveBlock { page: page.number.clone(), block: block.id.clone() }
        }
        7 => {
            let (page, block) = block()?;
            let cells =
                CellRect::new(c.index(4) as u32, d.index(60) as u32, block.cells.columns, block.cells.lines);
            Edit::MoveBlock {
                page: page.number.clone(),
                block: block.id.clone(),
                at: place(d, page.blocks.len() - 1),
                cells,
            }
        }
        8 => {
            let photos = one.pictures.iter().take(1);
            let photos = photos.map(|picture| Photo::new(&picture.id, CellRect::new(1, 12, 1, 6), 1));
            let kind = BlockKind::Article {
                story,
                headline_size: (c.index(2) == 0).then(|| Length::from_pt(30)),
                head_lines: 3,
                photos: photos.collect(),
                boxed: d.index(2) == 0,
                layout: Box::default(),
            };
            let block = Block {
                style: (c.index(3) == 0).then(|| "summary".to_owned()),
                ..Block::new(format!("b{}", b.index(5)), kind, CellRect::new(1, 10, 3, 20))
            };
            Edit::PutBlock { page: page()?.number.clone(), at: place(d, page()?.blocks.len()), block }
        }
        9 => Edit::PutStory { story: Story { doubles: None, ..(*wish.story).clone() } },
        10 => Edit::PutStory { story: Story { id: story, doubles: None, ..(*wish.story).clone() } },
        11 => Edit::RemoveStory { story },
        12 => Edit::SetStory {
            story,
            kind: wish.story.kind,
            link: wish.story.link.clone(),
            doubles: (b.index(2) == 0)
                .then(|| edition.stories.keys().nth(c.index(edition.stories.len())))
                .flatten()
                .cloned(),
        },
        13 => Edit::InsertParagraph {
            at: place(b, one.paragraphs.len()),
            paragraph: Paragraph { id: one.free_number(), role: wish.role, runs: wish.runs.clone() },
            story,
        },
        14 => Edit::RemoveParagraph { story, paragraph: paragraph()?.id },
        15 => Edit::SetRole { story, paragraph: paragraph()?.id, role: wish.role },
        16 => Edit::SetRuns { story, paragraph: paragraph()?.id, runs: wish.runs.clone() },
        17 => Edit::InsertText {
            story,
            paragraph: paragraph()?.id,
            offset: place(c, paragraph()?.characters()),
            text: wish.text.clone(),
            mark: Mark::NAMES.get(d.index(6)).map(|(mark, _)| *mark),
        },
        18 => {
            let (one, other) = (place(c, paragraph()?.characters()), place(d, paragraph()?.characters()));
            Edit::RemoveText { story, paragraph: paragraph()?.id, start: one.min(other), end: one.max(other) }
        }
        20 => {
            let (page, block) = block()?;
            let mut block = block.clone();
            let mm = |index: &Index, from: i64| Length::from_mm(index.index(600) as i64 + from);
            block.stand.free = Some(Rect::new(mm(c, -100), mm(d, -100), mm(c, -10), mm(d, -10)));
            block.id = if d.index(2) == 0 { block.id } else { format!("f{}", d.index(4)) };
            Edit::PutBlock { page: page.number.clone(), at: place(c, page.blocks.len() - 1), block }
        }
        21 => {
            let (page, block) = block()?;
            let mut block = block.clone();
            let turn = [Turn::Upright, Turn::Right, Turn::Down, Turn::Left][c.index(4)];
            let wrap = Wrap { sides: WrapSides::NAMES[d.index(5)].0, distance: Length::from_pt(3) };
            let layer = (d.index(4) > 0).then(|| ["底", "面", "顶", "无此"][c.index(4)].to_owned());
            block.stand =
                Stand { turn, wrap: Some(wrap), layer, name: Some(title), locked: true, ..block.stand };
            Edit::PutBlock { page: page.number.clone(), at: place(c, page.blocks.len() - 1), block }
        }
        22 => {
            let (page, block) = block()?;
            let mut block = block.clone();
            let cells = block.cells;
            let layout = block.kind.layout_mut()?;
            let inside = |columns, lines| CellRect { columns, lines, ..cells };
            layout.without = vec![inside(1, 1 + c.index(9) as u32)];
            layout.captions = (d.index(2) == 0).then(|| inside(1 + d.index(3) as u32, 2));
            layout.head_at =
                Some(HeadPlace { column: c.index(2) as u32, line: d.index(3) as u32, columns: 1 });
            layout.manner.division = Some(Division::into(1 + c.index(20) as u32, Dividing::Width));
            layout.manner.head_style = Some(["every", "无此"][d.index(2)].to_owned());
            Edit::PutBlock { page: page.number.clone(), at: place(c, page.blocks.len() - 1), block }
        }
        23 => {
            let (page, after) = block()?;
            let story = after.kind.story()?.to_owned();
            let kind = BlockKind::Text { story, after: after.id.clone(), layout: Box::default() };
            let block = Block::new(format!("t{}", c.index(4)), kind, CellRect::new(1, 20, 2, 9));
            Edit::PutBlock { page: page.number.clone(), at: 0, block }
        }
        24 => {
            let mut copy = page()?.clone();
            copy.layers.truncate(c.index(4));
            copy.staff = (d.index(2) == 0).then_some(title);
            copy.grid.left -= Length::from_emu(c.index(9_999) as i64);
            Edit::PutPage { at: place(d, edition.pages.len() - 1), page: copy }
        }
        _ => {
            let picture = wish.story.pictures.first().cloned().unwrap_or_default();
            let picture = Picture { id: format!("k{}", c.index(4)), caption: None, ..picture };
            match (b.index(2), one.pictures.is_empty()) {
                (0, false) => Edit::RemovePicture { story, picture: c.get(&one.pictures).id.clone() },
                _ => Edit::PutPicture { story, at: place(d, one.pictures.len()), picture },
            }
        }
    })
}
