//! What a designer does with blocks beyond placing them, through `dispatch`: properties, locks, groups, the order of
//! painting, layers, furniture, texts that go on. Each act is undone and done again to the byte.

use crate::support::{Hand, Scratch};
use banxin_desk::ErrorCode;
use banxin_edition::model::{
    AdSize, ArticleStyle, Block, BlockKind, Date, Look, Mark, Masthead, OwnStyle, Page, Paragraph, Photo,
    Picture, Role, Run, SectionHead, Story, StoryKind, StyleChanges,
};
use banxin_measure::CellRect;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A hand in front of an edition whose paper offers everything, with a long article `b1` on its page.
struct Bench {
    hand: Hand,
    folder: PathBuf,
    _scratch: Scratch,
}

impl Bench {
    fn new(name: &str) -> Bench {
        let scratch = Scratch::new(name);
        let folder = scratch.0.join("e");
        let mut edition = edition(&folder);
        edition.stories.insert("s01".into(), story());
        banxin_edition::save(&edition, &folder).unwrap();
        let mut hand = Hand::new(None);
        hand.ask("open", &json!({ "dir": folder }));
        hand.page();
        let mut bench = Bench { hand, folder, _scratch: scratch };
        bench.place(json!({"kind": "story", "story": "s01"}), (0, 20), Some((4, 40)));
        bench
    }

    /// Places something and gives the id of its block.
    fn place(&mut self, what: Value, (column, line): (u32, u32), size: Option<(u32, u32)>) -> String {
        let size = size.map(|(columns, lines)| json!({"columns": columns, "lines": lines}));
        let act = json!({"do": "place", "what": what, "at": {"column": column, "line": line}, "size": size});
        self.hand.act(act)["select"].as_str().unwrap().to_owned()
    }

    fn set(&mut self, block: &str, to: Value) -> Value {
        self.hand.act(json!({"do": "set", "block": block, "to": to}))
    }

    fn page(&self) -> Page {
        self.hand.files(&self.folder);
        banxin_edition::open(&self.folder).unwrap().pages.remove(0)
    }

    fn block(&self, id: &str) -> Block {
        self.page().block(id).unwrap_or_else(|| panic!("no block {id}")).clone()
    }

    /// Carries an act out, holds its name, takes it back and does it again: both ends are the same to the byte.
    fn turns(&mut self, act: Value, name: &str) {
        let before = self.hand.files(&self.folder);
        let state = self.hand.act(act.clone());
        assert_eq!(state["undo"], name, "{act}");
        let after = self.hand.files(&self.folder);
        assert_ne!(before, after, "{act}");
        self.hand.turn("undo");
        assert_eq!(self.hand.files(&self.folder), before, "undone: {act}");
        self.hand.turn("redo");
        assert_eq!(self.hand.files(&self.folder), after, "done again: {act}");
    }

    /// That an act is refused and changes nothing.
    fn refuses(&mut self, act: &Value) {
        let before = self.hand.files(&self.folder);
        assert_eq!(self.hand.refused(act), ErrorCode::Refused, "{act}");
        assert_eq!(self.hand.files(&self.folder), before);
    }
}

fn edition(folder: &Path) -> banxin_edition::model::Edition {
    let date = Date::new(2026, 11, 24).unwrap();
    let mut edition = banxin_edition::create(folder, "broadsheet", Some("临溪日报"), date).unwrap();
    let paper = &mut edition.paper;
    let changes = StyleChanges { family: Some("LXGW WenKai".into()), ..StyleChanges::default() };
    let comment = OwnStyle { base: "body".into(), changes };
    let grey = Look { ground: Some([0, 0, 0, 100]), ..Look::default() };
    let head = SectionHead { title: "今日热评".into(), ..SectionHead::default() };
    // Only what the tests ask for, whatever the template has.
    paper.masthead = Masthead::default();
    paper.own_styles = [("评论".to_owned(), comment)].into();
    paper.article_styles = [("言论".to_owned(), ArticleStyle::default())].into();
    paper.looks = [("底纹".to_owned(), grey)].into();
    paper.sections = [("热评".to_owned(), head)].into();
    paper.ads = [("通栏".to_owned(), AdSize { columns: 8, lines: 20 })].into();
    edition
}

fn story() -> Story {
    let text = "入冬以后，澜沙镇的渡口添了一盏灯，末班船回来得再晚也看得见岸。".repeat(6);
    let mut paragraphs = vec![Paragraph::plain(1, Role::Headline, "渡口添了一盏灯")];
    paragraphs.extend((2..30).map(|number| Paragraph::plain(number, Role::Body, &text)));
    paragraphs.push(Paragraph::plain(30, Role::Caption, "渡口的灯。"));
    let picture = Picture {
        id: "k1".into(),
        file: Some("pictures/灯.png".into()),
        pixels: Some((300, 200)),
        caption: Some(30),
    };
    Story {
        id: "s01".into(),
        kind: StoryKind::Article,
        paragraphs,
        pictures: vec![picture],
        ..Story::default()
    }
}

fn cells(column: u32, line: u32, columns: u32, lines: u32) -> Value {
    json!({"column": column, "line": line, "columns": columns, "lines": lines})
}

#[test]
fn every_property_is_one_step_with_a_name_of_its_own() {
    let mut bench = Bench::new("properties");
    let ad = bench.place(json!({"kind": "ad", "size": null}), (4, 20), Some((2, 10)));
    let set = |block: &str, to: Value| json!({"do": "set", "block": block, "to": to});
    for (to, name) in [
        (json!({"name": "头条"}), "name"),
        (json!({"locked": true}), "lock"),
        (json!({"locked": false}), "unlock"),
        (json!({"look": "底纹"}), "look"),
        (json!({"style": "评论"}), "style"),
        (json!({"articleStyle": "言论"}), "style"),
        (json!({"headAlign": "start"}), "head"),
        (json!({"headAt": {"column": 1, "line": 0, "columns": 2}}), "head"),
        (json!({"headStyle": "评论", "kicker": "beside"}), "head"),
        (json!({"byline": "end"}), "head"),
        (json!({"division": {"into": 3, "dividing": "unequal"}}), "division"),
        (json!({"columnRules": true}), "division"),
        (json!({"captions": cells(3, 50, 1, 6)}), "set"),
        (
            json!({"crop": {"picture": "k1", "crop": {"fitting": "fit", "scale": 1200, "x": 400, "y": 600, "flip": true}}}),
            "crop",
        ),
        (json!({"division": null, "headAt": null}), "set"),
    ] {
        bench.turns(set("b1", to), name);
    }
    for (to, name) in [
        (json!({"wrap": {"sides": "neither", "distance": 114_300}}), "wrap"),
        (json!({"turn": "right"}), "turn"),
        (json!({"free": {"x": 9_000_000, "y": 9_000_000, "width": 2_000_000, "height": 1_000_000}}), "move"),
        (json!({"own": {"kind": "ad", "client": "临溪商场", "file": "ads/1.jpg"}}), "set"),
        (json!({"own": {"kind": "ad", "file": null}}), "set"),
        (json!({"wrap": null}), "wrap"),
    ] {
        bench.turns(set(&ad, to), name);
    }
    let block = bench.block("b1");
    let layout = block.kind.layout().unwrap();
    assert_eq!((&layout.manner.division, layout.manner.column_rules), (&None, Some(true)));
    assert_eq!((block.stand.name.as_deref(), layout.manner.look.as_deref()), (Some("头条"), Some("底纹")));
    assert!(block.kind.photos()[0].crop.flip);
    assert!(matches!(bench.block(&ad).kind, BlockKind::Ad { client, file: None } if client == "临溪商场"));
    // What is set as it is makes no step.
    let before = bench.page();
    assert_eq!(bench.set("b1", json!({"name": " 头条 "}))["undo"], "wrap");
    assert_eq!(bench.page(), before);
}

#[test]
fn what_a_block_cannot_have_is_refused() {
    let mut bench = Bench::new("cannot");
    let rule = bench.place(json!({"kind": "rule", "upright": null}), (0, 10), None);
    let picture =
        json!({"picture": "k9", "crop": {"fitting": "fit", "scale": 1000, "x": 0, "y": 0, "flip": false}});
    for (block, to) in [
        ("b1", json!({"turn": "right"})),
        ("b1", json!({"look": "没有"})),
        ("b1", json!({"layer": "没有"})),
        ("b1", json!({"division": {"into": 40, "dividing": "whole"}})),
        ("b1", json!({"own": {"kind": "section", "section": "热评"}})),
        ("b1", json!({ "crop": picture })),
        (&rule, json!({"headLines": 3})),
        (&rule, json!({"division": {"into": 2, "dividing": "whole"}})),
        (&rule, json!({"style": "评论"})),
    ] {
        bench.refuses(&json!({"do": "set", "block": block, "to": to}));
    }
    let unknown = json!({"page": "01", "have": 0, "revision": bench.hand.revision(),
                         "act": {"do": "set", "block": "b1", "to": {"colour": 1}}});
    assert_eq!(bench.hand.raw("act", &unknown), Err(ErrorCode::BadRequest));
}

#[test]
fn what_is_locked_stays_where_it_is() {
    let mut bench = Bench::new("locked");
    let place = |line| json!({"do": "cells", "block": "b1", "cells": cells(0, line, 4, 40)});
    bench.set("b1", json!({"locked": true}));
    bench.refuses(&place(22));
    bench.refuses(&json!({"do": "cells", "block": "b1", "cells": cells(0, 20, 3, 40)}));
    bench.refuses(&json!({"do": "delete", "block": "b1"}));
    // Its looks are no matter of its place.
    bench.set("b1", json!({"headAlign": "start"}));
    bench.set("b1", json!({"locked": false}));
    bench.hand.act(place(22));

    // The lock of its layer holds it as well, and moves none of its group.
    let layer = |locked| json!({"do": "layers", "layers": [{"name": "稿", "was": null, "locked": locked}]});
    bench.hand.act(layer(false));
    bench.set("b1", json!({"layer": "稿"}));
    let other = bench.place(json!({"kind": "panel"}), (5, 20), None);
    bench.hand.act(json!({"do": "group", "blocks": ["b1", other]}));
    let lock = json!({"do": "layers", "layers": [{"name": "稿", "was": "稿", "locked": true}]});
    bench.turns(lock, "layers");
    bench.refuses(&place(24));
    bench.refuses(&json!({"do": "cells", "block": other, "cells": cells(6, 20, 2, 12)}));
}

#[test]
fn blocks_of_a_group_move_together_and_stay_on_the_grid() {
    let mut bench = Bench::new("group");
    let rule = bench.place(json!({"kind": "rule", "upright": null}), (0, 18), None);
    let upright = bench.place(json!({"kind": "rule", "upright": 4}), (3, 20), Some((1, 30)));
    let panel = bench.place(json!({"kind": "panel"}), (6, 100), Some((2, 10)));
    bench.refuses(&json!({"do": "group", "blocks": [rule]}));
    bench.turns(json!({"do": "group", "blocks": [rule, "b1"]}), "group");
    // A third one joins with all that it brings.
    bench.turns(json!({"do": "group", "blocks": [upright, rule]}), "group");
    let before = bench.page();
    let free = |page: &Page| page.block(&upright).unwrap().stand.free.unwrap();
    bench.turns(json!({"do": "cells", "block": rule, "cells": cells(2, 21, 4, 1)}), "move");
    let after = bench.page();
    let corner = |page: &Page, id: &str| {
        let cells = page.block(id).unwrap().cells;
        (cells.column, cells.line)
    };
    assert_eq!(corner(&after, "b1"), (2, 23));
    assert_eq!(corner(&after, &rule), (2, 21));
    let grid = after.grid;
    assert_eq!(free(&after).y - free(&before).y, grid.line * 3);
    assert_eq!(free(&after).x - free(&before).x, grid.column_x(2) - grid.column_x(0));
    assert_eq!(after.block(&panel), before.block(&panel), "who is not of the group stays");

    // Pushed against an edge, all of them stop where the first one does.
    bench.hand.act(json!({"do": "cells", "block": rule, "cells": cells(2, 115, 4, 1)}));
    let end = bench.page();
    assert_eq!((corner(&end, "b1").1, corner(&end, &rule).1), (76, 74));
    bench.turns(json!({"do": "ungroup", "block": "b1"}), "ungroup");
    bench.hand.act(json!({"do": "cells", "block": rule, "cells": cells(0, 10, 4, 1)}));
    assert_eq!(corner(&bench.page(), "b1"), (2, 76));
}

#[test]
fn blocks_come_forward_and_go_back_within_their_layer() {
    let mut bench = Bench::new("order");
    let ids: Vec<String> = (0..3)
        .map(|number| bench.place(json!({"kind": "ad", "size": null}), (4, 20 + 2 * number), Some((2, 10))))
        .collect();
    let order = |bench: &Bench| {
        let blocks = bench.page().blocks;
        let of: Vec<usize> =
            blocks.iter().filter_map(|one| ids.iter().position(|id| *id == one.id)).collect();
        (of, blocks.iter().position(|one| one.id == "b1").unwrap())
    };
    let to = |block: &str, to: &str| json!({"do": "order", "block": block, "to": to});
    let start = order(&bench);
    bench.turns(to(&ids[0], "forward"), "order");
    assert_eq!(order(&bench).0, [1, 0, 2]);
    bench.turns(to(&ids[2], "back"), "order");
    assert_eq!((order(&bench).0, order(&bench).1), (vec![2, 1, 0], start.1 + 1), "behind the article, too");
    bench.turns(to(&ids[2], "front"), "order");
    bench.turns(to(&ids[2], "backward"), "order");
    assert_eq!(order(&bench).0, [1, 2, 0]);

    // Those of another layer are no neighbours.
    let layers = json!({"do": "layers", "layers": [{"name": "上", "was": null}]});
    bench.turns(layers, "layers");
    bench.set(&ids[0], json!({"layer": "上"}));
    let before = bench.page();
    assert_eq!(bench.hand.act(to(&ids[0], "back"))["undo"], "layer", "alone on its layer");
    assert_eq!(bench.page(), before);
    // A layer keeps its blocks under a new name, and leaves them to the lowest one.
    bench.turns(json!({"do": "layers", "layers": [{"name": "天窗", "was": "上", "hidden": true}]}), "layers");
    assert_eq!(bench.block(&ids[0]).stand.layer.as_deref(), Some("天窗"));
    bench.turns(json!({"do": "layers", "layers": []}), "layers");
    assert_eq!(bench.block(&ids[0]).stand.layer, None);
}

#[test]
fn captions_are_numbered_in_the_order_in_which_pictures_are_read() {
    let mut bench = Bench::new("number");
    let panel = bench.place(json!({"kind": "panel"}), (6, 100), Some((2, 10)));
    bench.refuses(&json!({"do": "number", "block": panel}));
    bench.page();
    // Two pictures, the second one above the first.
    let mut edition = banxin_edition::open(&bench.folder).unwrap();
    let story = edition.stories.get_mut("s01").unwrap();
    let labelled = |id, label: &str| {
        let label = Run { text: label.into(), mark: Some(Mark::Label) };
        let text = Run { text: "渡口的灯。".into(), mark: None };
        Paragraph { id, role: Role::Caption, runs: vec![label, text] }
    };
    story.paragraphs.retain(|paragraph| paragraph.role != Role::Caption);
    story.paragraphs.extend([labelled(30, "图1"), labelled(31, "图2")]);
    let second = Picture { id: "k2".into(), caption: Some(31), ..Picture::default() };
    story.pictures.push(second);
    let block = edition.pages[0].blocks.iter_mut().find(|block| block.id == "b1").unwrap();
    let BlockKind::Article { photos, .. } = &mut block.kind else { panic!("{block:?}") };
    *photos =
        [("k1", 40), ("k2", 30)].map(|(id, line)| Photo::new(id, CellRect::new(0, line, 1, 6), 1)).into();
    banxin_edition::save(&edition, &bench.folder).unwrap();
    bench.hand = Hand::new(None);
    bench.hand.ask("open", &json!({ "dir": bench.folder }));
    bench.hand.page();
    bench.turns(json!({"do": "number", "block": "b1"}), "number");
    let story = &banxin_edition::open(&bench.folder).unwrap().stories["s01"];
    let text = |id| story.paragraph(id).unwrap().text();
    assert_eq!((text(30), text(31)), ("图2渡口的灯。".to_owned(), "图1渡口的灯。".to_owned()));
}

#[test]
fn furniture_comes_from_what_the_paper_offers() {
    let mut bench = Bench::new("furniture");
    let summary = bench.hand.ask("summary", &json!({}));
    assert_eq!(
        summary["offers"],
        json!({"styles": ["评论"], "articleStyles": ["言论"], "looks": ["底纹"],
               "sections": [{"name": "热评", "title": "今日热评"}],
               "ads": [{"name": "通栏", "columns": 8, "lines": 20}]})
    );
    let place = |what: Value, column: u32, line: u32| json!({"do": "place", "what": what, "at": {"column": column, "line": line}, "size": null});
    for (what, line) in [
        (json!({"kind": "masthead"}), 0),
        (json!({"kind": "section", "section": "热评"}), 16),
        (json!({"kind": "staff"}), 114),
        (json!({"kind": "code", "content": "https://linxi.example/"}), 64),
        (json!({"kind": "guide", "title": "今日导读", "stories": ["s01"]}), 64),
        (json!({"kind": "ad", "size": "通栏"}), 90),
        (json!({"kind": "rule", "upright": null}), 62),
        (json!({"kind": "panel"}), 64),
    ] {
        bench.turns(place(what, 4, line), "place");
    }
    let page = bench.page();
    let kinds: Vec<&str> = page.blocks.iter().map(|block| block.kind.word()).collect();
    assert_eq!(kinds[0], "panel", "a ground lies under everything");
    assert_eq!(page.blocks[0].stand.look.as_deref(), Some("底纹"));
    let ad = page.blocks.iter().find(|block| block.kind.word() == "ad").unwrap();
    assert_eq!(
        (ad.cells.column, ad.cells.columns, ad.cells.lines),
        (0, 8, 20),
        "as it is sold, and on the grid"
    );
    for what in [
        json!({"kind": "section", "section": "没有"}),
        json!({"kind": "ad", "size": "没有"}),
        json!({"kind": "code", "content": " "}),
        json!({"kind": "guide", "title": "导读", "stories": ["s99"]}),
        json!({"kind": "rest", "after": "folio"}),
    ] {
        bench.refuses(&place(what, 0, 64));
    }

    // An upright rule stands in the middle of the gap, and grows by its handles.
    let rule = bench.place(json!({"kind": "rule", "upright": 5}), (4, 64), Some((1, 20)));
    let block = bench.block(&rule);
    let (grid, free) = (page.grid, block.stand.free.unwrap());
    assert_eq!((free.x + free.width, free.height), (grid.column_x(5), grid.line * 20));
    let taller = CellsOf(&block).grown(0, 6);
    bench.turns(json!({"do": "cells", "block": rule, "cells": taller}), "resize");
    assert_eq!(bench.block(&rule).stand.free.unwrap().height, grid.line * 26);
}

/// The cells of a block as an act says them.
struct CellsOf<'a>(&'a Block);

impl CellsOf<'_> {
    fn grown(&self, columns: u32, lines: u32) -> Value {
        let of = self.0.cells;
        cells(of.column, of.line, of.columns + columns, of.lines + lines)
    }
}

#[test]
fn a_text_goes_on_in_other_blocks_and_nothing_is_lost() {
    let mut bench = Bench::new("goes-on");
    bench.hand.act(json!({"do": "cells", "block": "b1", "cells": cells(0, 20, 4, 24)}));
    let rest = |after: &str| json!({"kind": "rest", "after": after});
    let place = json!({"do": "place", "what": rest("b1"), "at": {"column": 5, "line": 20}, "size": null});
    bench.turns(place, "place");
    let after = |bench: &Bench| {
        let texts = bench.page().blocks.into_iter().filter_map(|block| match block.kind {
            BlockKind::Text { story, after, .. } => Some((block.id, story, after)),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    let first = after(&bench)[0].0.clone();
    // Continued from the article again, it goes on after the block where it went on last.
    let second = bench.place(rest("b1"), (5, 50), Some((2, 10)));
    let third = bench.place(rest(&second), (5, 70), Some((2, 10)));
    let chain = |ids: &[(&str, &str)]| {
        let one = |(id, after): &(&str, &str)| ((*id).to_owned(), "s01".to_owned(), (*after).to_owned());
        ids.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(after(&bench), chain(&[(&first, "b1"), (&second, &first), (&third, &second)]));
    // One taken out of the middle, and the whole article with all of them.
    bench.turns(json!({"do": "delete", "block": second}), "delete");
    assert_eq!(after(&bench), chain(&[(&first, "b1"), (&third, &first)]));
    bench.turns(json!({"do": "delete", "block": "b1"}), "delete");
    assert_eq!(after(&bench), []);
    let summary = bench.hand.ask("summary", &json!({}));
    assert_eq!(summary["stories"][0]["placed"], json!([]), "the story is back in the 稿库");
}

#[test]
fn a_smaller_article_keeps_what_its_layout_gives_inside() {
    let mut bench = Bench::new("inside");
    bench
        .set("b1", json!({"headAt": {"column": 1, "line": 0, "columns": 3}, "captions": cells(3, 50, 1, 6)}));
    bench.turns(json!({"do": "cells", "block": "b1", "cells": cells(0, 20, 2, 24)}), "resize");
    let block = bench.block("b1");
    let layout = block.kind.layout().unwrap();
    let head = layout.head_at.unwrap();
    assert_eq!((head.column, head.columns, layout.captions), (0, 2, None));
}

/// Acts at random, one after another: each is done or refused whole, and all of them are undone to the byte.
#[test]
fn whatever_is_done_is_undone() {
    let mut bench = Bench::new("random-acts");
    let layers = json!({"do": "layers", "layers": [{"name": "上", "was": null}]});
    bench.hand.act(layers);
    let start = bench.hand.files(&bench.folder);
    let mut dice: u64 = 20_261_124;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut done = Vec::new();
    for _ in 0..160 {
        let page = bench.page();
        let mut pick = || page.blocks[usize::try_from(roll(page.blocks.len() as u64)).unwrap()].id.clone();
        let (block, other) = (pick(), pick());
        let (column, line) = (roll(8), roll(116));
        let at = json!({"column": column, "line": line});
        let what = [
            json!({"kind": "rest", "after": block}),
            json!({"kind": "rule", "upright": roll(9)}),
            json!({"kind": "panel"}),
            json!({"kind": "ad", "size": "通栏"}),
            json!({"kind": "section", "section": "热评"}),
            json!({"kind": "story", "story": "s01"}),
        ];
        let to = [
            json!({"locked": roll(3) == 0}),
            json!({"layer": if roll(2) == 0 { json!("上") } else { Value::Null }}),
            json!({"turn": "left", "wrap": {"sides": "over", "distance": 0}}),
            json!({"division": {"into": 1 + roll(6), "dividing": "width"}, "look": "底纹"}),
            json!({"headAt": {"column": roll(3), "line": roll(9), "columns": 1 + roll(3)}}),
            json!({"free": {"x": column * 1_400_000, "y": line * 150_000, "width": 900_000, "height": 400_000}}),
        ];
        let pull = cells(
            u32::try_from(column).unwrap(),
            u32::try_from(line).unwrap(),
            u32::try_from(1 + roll(6)).unwrap(),
            u32::try_from(1 + roll(50)).unwrap(),
        );
        let size = page.block(&block).unwrap().cells;
        let act = match roll(10) {
            0 | 1 => json!({"do": "place", "what": what[roll(6) as usize], "at": at, "size": null}),
            2..=4 => json!({"do": "set", "block": block, "to": to[roll(6) as usize]}),
            5 => json!({"do": "group", "blocks": [block, other]}),
            6 => {
                json!({"do": "order", "block": block, "to": (["front", "forward", "backward", "back"])[roll(4) as usize]})
            }
            7 => json!({"do": "cells", "block": block, "cells": pull}),
            8 => json!({"do": "cells", "block": block,
                        "cells": {"column": column, "line": line, "columns": size.columns, "lines": size.lines}}),
            _ => json!({"do": "delete", "block": block}),
        };
        bench.hand.page();
        let request = json!({"page": "01", "have": 0, "revision": bench.hand.revision(), "act": act});
        match bench.hand.raw("act", &request) {
            Ok(_) => done.push(act),
            Err(code) => assert_eq!(code, ErrorCode::Refused, "{act}"),
        }
    }
    assert!(done.len() > 80, "{} acts were done", done.len());
    let end = bench.hand.files(&bench.folder);
    while !bench.hand.page()["undo"].is_null() && bench.hand.page()["undo"] != "layers" {
        bench.hand.turn("undo");
    }
    assert_eq!(bench.hand.files(&bench.folder), start, "{done:#?}");
    while !bench.hand.page()["redo"].is_null() {
        bench.hand.turn("redo");
    }
    assert_eq!(bench.hand.files(&bench.folder), end);
}
