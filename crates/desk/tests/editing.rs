//! A designer's hands, through `dispatch`: placing, moving, typing, undoing, saving, printing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod dressing;
mod support;

use banxin_desk::ErrorCode;
use banxin_edition::model::{BlockKind, Role};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::{Hand, Scratch, caret, root, typed};

/// The example's manuscript with its pictures.
fn manuscripts() -> Vec<PathBuf> {
    let folder = root().join("examples/linxi/manuscript");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt" || ending == "jpg"));
    files.sort();
    files
}

/// A hand with the example's stories in the 稿库 of a new edition.
fn with_stories(folder: &Path) -> Hand {
    let mut hand = Hand::new(None);
    hand.create(folder);
    hand.patch("import", json!({ "files": manuscripts() }));
    hand
}

fn place(what: Value, column: u32, line: u32) -> Value {
    json!({"do": "place", "what": what, "at": {"column": column, "line": line}, "size": null})
}

fn story_of(hand: &Hand, title: &str) -> Value {
    let summary = hand.ask("summary", &json!({}));
    let stories = summary["stories"].as_array().unwrap();
    let found = stories.iter().find(|story| story["title"].as_str().unwrap().contains(title));
    found.unwrap_or_else(|| panic!("no story {title} among {stories:#?}")).clone()
}

fn kind_of(hand: &Hand, kind: &str) -> Value {
    let summary = hand.ask("summary", &json!({}));
    let found = summary["stories"].as_array().unwrap().iter().find(|story| story["kind"] == kind).cloned();
    found.unwrap()
}

#[test]
fn stories_are_placed_moved_and_taken_back_to_the_byte() {
    let scratch = Scratch::new("place");
    let folder = scratch.0.join("e");
    let mut hand = Hand::new(None);
    hand.create(&folder);
    let start = hand.files(&folder);
    let state = hand.patch("import", json!({ "files": manuscripts() }));
    assert_eq!((&state["dirty"], &state["undo"]), (&json!(true), &json!("import")));
    let article = kind_of(&hand, "article");
    let group = kind_of(&hand, "photos");
    assert!(group["pictures"].as_array().unwrap().iter().all(|picture| picture["file"].is_string()));
    assert_eq!(article["placed"], json!([]));

    let state = hand.act(place(json!({"kind": "story", "story": article["id"]}), 0, 8));
    let lead = state["select"].as_str().unwrap().to_owned();
    let state = hand.act(place(json!({"kind": "story", "story": group["id"]}), 5, 8));
    let photos = state["select"].as_str().unwrap().to_owned();
    let again = place(json!({"kind": "story", "story": article["id"]}), 0, 60);
    assert_eq!(hand.refused(&again), ErrorCode::Refused, "a story stands once");
    let cells = |column, line, columns, lines| json!({"column": column, "line": line, "columns": columns, "lines": lines});
    hand.act(json!({"do": "cells", "block": lead, "cells": cells(0, 12, 4, 40)}));
    hand.act(json!({"do": "cells", "block": photos, "cells": cells(4, 12, 4, 50)}));
    // What is pushed off the grid stays on it.
    hand.act(json!({"do": "cells", "block": photos, "cells": cells(7, 110, 4, 50)}));
    hand.act(
        json!({"do": "set", "block": lead, "to": {"headLines": 10, "headlineSize": "小初", "boxed": true}}),
    );
    let end = hand.files(&folder);
    let page = banxin_edition::open(&folder).unwrap();
    let block = page.pages[0].block(&photos).unwrap();
    assert_eq!((block.cells.column, block.cells.end_line()), (4, page.pages[0].grid.lines));
    assert!(block.kind.photos().len() >= 3, "the group keeps its pictures");
    let block = page.pages[0].block(&lead).unwrap();
    assert!(matches!(
        &block.kind,
        BlockKind::Article { boxed: true, head_lines: 10, headline_size: Some(_), .. }
    ));

    let steps = |hand: &mut Hand, command: &str, key: &str| {
        let mut count = 0;
        while !hand.page()[key].is_null() {
            hand.turn(command);
            count += 1;
        }
        count
    };
    assert_eq!(steps(&mut hand, "undo", "undo"), 7);
    assert_eq!(hand.files(&folder), start, "undone to the start");
    assert_eq!(steps(&mut hand, "redo", "redo"), 7);
    assert_eq!(hand.files(&folder), end, "done again to the end");
    assert_eq!(hand.page()["dirty"], json!(false));
}

#[test]
fn a_look_changes_nothing() {
    let scratch = Scratch::new("look");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let article = kind_of(&hand, "article");
    let block = hand.act(place(json!({"kind": "story", "story": article["id"]}), 0, 8))["select"].clone();
    let before = hand.files(&folder);
    for line in 9..14 {
        let cells = json!({"column": 1, "line": line, "columns": 3, "lines": 30});
        let state = hand.look(json!({"do": "cells", "block": block, "cells": cells}));
        assert_eq!(state["dirty"], json!(false));
    }
    hand.page();
    assert_eq!(hand.files(&folder), before);
}

#[test]
fn parts_and_pictures_stand_by_themselves_and_nothing_is_lost() {
    let scratch = Scratch::new("parts");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let group = kind_of(&hand, "photos");
    let article = hand.ask("summary", &json!({}))["stories"]
        .as_array()
        .unwrap()
        .iter()
        .find(|story| story["parts"].as_array().unwrap().iter().any(|part| part["role"] == "byline"))
        .cloned()
        .unwrap();
    let byline =
        article["parts"].as_array().unwrap().iter().find(|part| part["role"] == "byline").unwrap().clone();
    hand.act(place(json!({"kind": "story", "story": article["id"]}), 0, 8));
    hand.act(place(json!({"kind": "story", "story": group["id"]}), 5, 8));
    let part = json!({"kind": "part", "story": article["id"], "paragraphs": [byline["paragraph"]]});
    hand.act(place(part.clone(), 0, 100));
    // Placed once more, it moves.
    hand.act(place(part, 2, 104));
    let picture = &group["pictures"][0]["id"];
    let caption = group["parts"].as_array().unwrap().iter().find(|part| part["role"] == "caption").unwrap();
    hand.act(place(json!({"kind": "picture", "story": group["id"], "picture": picture}), 3, 80));
    let part = json!({"kind": "part", "story": group["id"], "paragraphs": [caption["paragraph"]]});
    hand.act(place(part, 5, 100));
    hand.files(&folder);
    let edition = banxin_edition::open(&folder).unwrap();
    let parts = edition.pages[0].blocks.iter().filter(|block| matches!(block.kind, BlockKind::Part { .. }));
    assert_eq!(parts.count(), 2);
    let fonts = banxin_fonts::FontBook::open(&root().join("fonts")).unwrap();
    let laid = banxin_makeup::lay(&edition, &edition.pages[0], &fonts);
    let findings = banxin_preflight::check(&edition, &folder, &[laid]);
    let lost: Vec<_> =
        findings.iter().filter(|f| f.rule == "text-lost" || f.rule == "placed-twice").collect();
    assert!(lost.is_empty(), "{lost:#?}");

    // Back into their stories.
    for _ in 0..4 {
        hand.turn("undo");
    }
    assert!(hand.ask("summary", &json!({}))["stories"].as_array().unwrap().len() > 3);
}

#[test]
fn text_is_typed_composed_and_erased() {
    let scratch = Scratch::new("type");
    let folder = scratch.0.join("e");
    let mut hand = Hand::new(None);
    hand.create(&folder);
    let size = json!({"columns": 3, "lines": 20});
    let state = hand
        .act(json!({"do": "place", "what": {"kind": "text"}, "at": {"column": 1, "line": 10}, "size": size}));
    let story = state["text"]["focus"]["story"].as_str().unwrap().to_owned();
    assert!(state["text"]["caret"].is_array(), "an empty text has a place to type at: {state}");
    let at = |paragraph, offset| caret(&story, paragraph, offset);

    // A composition shows and leaves nothing.
    let state = hand
        .look(json!({"do": "compose", "anchor": at(1, 0), "focus": at(1, 0), "text": "ni hao", "cursor": 2}));
    assert_eq!(state["text"]["marked"].as_array().unwrap().len(), 1);
    assert_eq!(state["text"]["focus"]["offset"], 2);
    hand.page();
    hand.act(typed(&at(1, 0), "你好", true));
    hand.act(typed(&at(1, 2), "，世界", false));
    let state = hand.act(typed(&at(1, 5), "\n第二段\u{7}\t。", false));
    assert_eq!(state["text"]["focus"], at(2, 5));
    let paragraphs = |hand: &Hand| -> Vec<String> {
        hand.files(&folder);
        let edition = banxin_edition::open(&folder).unwrap();
        edition.stories[&story].paragraphs.iter().map(|one| one.text()).collect()
    };
    assert_eq!(paragraphs(&hand), ["你好，世界", "第二段 。"]);
    assert_eq!(hand.page()["undo"], "type");

    // Backspace at the head of a paragraph joins it to the one before.
    let erase = |at: Value, forward: bool, word: bool| json!({"do": "erase", "anchor": at, "focus": at, "forward": forward, "word": word});
    let state = hand.act(erase(at(2, 0), false, false));
    assert_eq!(state["text"]["focus"], at(1, 5));
    assert_eq!(paragraphs(&hand), ["你好，世界第二段 。"]);
    hand.act(erase(at(1, 5), false, true));
    assert_eq!(paragraphs(&hand), ["你好，第二段 。"], "a word is erased");
    hand.act(erase(at(1, 0), false, false));
    hand.act(erase(at(1, 8), true, false));
    assert_eq!(paragraphs(&hand), ["你好，第二段 。"], "nothing beyond the ends");
    let selected = json!({"do": "type", "anchor": at(1, 7), "focus": at(1, 2), "text": "", "fresh": true});
    hand.act(selected);
    assert_eq!(paragraphs(&hand), ["你好。"]);
    // The selection, and what was erased key by key.
    for _ in 0..2 {
        hand.turn("undo");
    }
    let state = hand.page();
    assert_eq!(
        (&state["undo"], paragraphs(&hand)),
        (&json!("type"), vec!["你好，世界".to_owned(), "第二段 。".to_owned()])
    );
    let state = hand.turn("undo");
    assert_eq!(state["text"]["focus"], at(1, 0), "all that was typed without a pause is one step");
    assert_eq!(paragraphs(&hand), [""]);

    // A story in which nothing was ever written goes with its block.
    let state = hand.turn("undo");
    assert_eq!(state["undo"], Value::Null);
    let block = hand.turn("redo")["select"].clone();
    hand.act(json!({"do": "delete", "block": block}));
    hand.files(&folder);
    assert!(banxin_edition::open(&folder).unwrap().stories.is_empty());
}

#[test]
fn carets_show_where_a_click_finds_them() {
    let scratch = Scratch::new("caret");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let article = kind_of(&hand, "article");
    let block = hand.act(place(json!({"kind": "story", "story": article["id"]}), 0, 8))["select"].clone();
    let story = article["id"].as_str().unwrap();
    hand.files(&folder);
    let edition = banxin_edition::open(&folder).unwrap();
    let paragraphs = &edition.stories[story].paragraphs;
    let headline = paragraphs.iter().find(|one| one.role == Role::Headline).unwrap();
    let body = paragraphs.iter().find(|one| one.role == Role::Body).unwrap();
    let ask = |at: &Value, step: Value, extend: bool, anchor: &Value| {
        hand.ask("caret", &json!({"page": "01", "anchor": anchor, "focus": at, "move": step, "extend": extend, "goal": null}))
    };
    let mut tried = 0;
    for paragraph in [headline, body] {
        for offset in 0..=u32::try_from(paragraph.characters()).unwrap() {
            let at = caret(story, paragraph.id, offset);
            let shown = ask(&at, Value::Null, false, &at);
            let Some([x, y, height]) =
                shown["caret"].as_array().map(|a| [0, 1, 2].map(|n| a[n].as_i64().unwrap()))
            else {
                continue;
            };
            let hit = hand.ask("hit", &json!({"page": "01", "x": x, "y": y + height / 2, "unit": "caret", "block": null, "anchor": null}));
            let found = &hit["focus"];
            assert_eq!(found["paragraph"], at["paragraph"]);
            let near = found["offset"].as_u64().unwrap().abs_diff(u64::from(offset));
            assert!(near <= 1, "{at} is found as {found}");
            assert_eq!(hit["block"], block);
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried} carets");

    let at = caret(story, headline.id, 0);
    let right = ask(&at, json!("right"), false, &at);
    assert_eq!(right["focus"]["offset"], 1);
    let all = ask(&at, json!("all"), false, &at);
    let whole: usize = paragraphs.iter().map(|one| one.characters() + 1).sum::<usize>() - 1;
    assert_eq!(all["text"].as_str().unwrap().chars().count(), whole, "all of it, 余 too");
    assert!(!all["selection"].as_array().unwrap().is_empty());
    let line_end = ask(&caret(story, body.id, 1), json!("line-end"), true, &caret(story, body.id, 1));
    assert!(
        line_end["focus"]["offset"].as_u64().unwrap() > 5
            && line_end["selection"].as_array().unwrap().len() == 1
    );
    let down = ask(&caret(story, body.id, 3), json!("down"), false, &at);
    assert_ne!(down["focus"], caret(story, body.id, 3));
    let up = ask(&down["focus"], json!("up"), false, &at);
    assert!(up["focus"]["offset"].as_u64().unwrap().abs_diff(3) <= 1, "{up}");
    let word = hand.ask("caret", &json!({"page": "01", "anchor": at, "focus": at, "move": "word-right", "extend": false, "goal": null}));
    assert!(word["focus"]["offset"].as_u64().unwrap() >= 1);
}

#[test]
fn what_was_done_comes_back_after_the_program_died() {
    let scratch = Scratch::new("journal");
    let (folder, journals) = (scratch.0.join("e"), scratch.0.join("journals"));
    let mut hand = Hand::new(Some(journals.clone()));
    hand.create(&folder);
    let state = hand.act(place(json!({"kind": "headline"}), 0, 10));
    let story = state["text"]["focus"]["story"].as_str().unwrap().to_owned();
    hand.act(typed(&caret(&story, 1, 0), "停电之前", true));
    let other = Hand::new(Some(journals.clone()));
    assert_eq!(other.raw("open", &json!({ "dir": folder })), Err(ErrorCode::Locked), "one program at a time");
    drop(hand);

    let open = |hand: &mut Hand| {
        // The lock goes with the thread of the desk that was dropped, which takes a moment.
        for _ in 0..200 {
            match hand.raw("open", &json!({ "dir": folder })) {
                Err(ErrorCode::Locked) => std::thread::sleep(std::time::Duration::from_millis(10)),
                answer => return serde_json::from_slice::<Value>(&answer.unwrap()).unwrap(),
            }
        }
        panic!("the edition stays locked");
    };
    let mut hand = Hand::new(Some(journals.clone()));
    let summary = open(&mut hand);
    assert_eq!((&summary["state"]["recovered"], &summary["state"]["dirty"]), (&json!(2), &json!(true)));
    assert_eq!(summary["stories"][0]["title"], "停电之前");
    hand.page();
    hand.act(typed(&caret(&story, 1, 4), "之后", true));
    hand.files(&folder);
    drop(hand);
    let mut hand = Hand::new(Some(journals.clone()));
    let summary = open(&mut hand);
    assert_eq!((&summary["state"]["recovered"], &summary["state"]["dirty"]), (&json!(0), &json!(false)));

    // What is thrown away does not come back.
    hand.page();
    hand.act(typed(&caret(&story, 1, 0), "不要", true));
    hand.ask("discard", &json!({}));
    drop(hand);
    let mut hand = Hand::new(Some(journals));
    let summary = open(&mut hand);
    assert_eq!(
        (&summary["state"]["recovered"], &summary["stories"][0]["title"]),
        (&json!(0), &json!("停电之前之后"))
    );
}

#[test]
fn a_page_is_filled_saved_elsewhere_and_printed() {
    let scratch = Scratch::new("print");
    let (folder, copy) = (scratch.0.join("e"), scratch.0.join("copy"));
    let mut hand = with_stories(&folder);
    hand.act(json!({"do": "arrange"}));
    hand.act(json!({"do": "title", "title": "要闻"}));
    let out = scratch.0.join("page");
    let wish = |allow: bool| json!({"page": "01", "out": out, "printer": "coldset", "allowErrors": allow});
    let export = hand.ask("export", &wish(true));
    assert_eq!(export["written"], json!(true), "{export}");
    let file = PathBuf::from(export["file"].as_str().unwrap());
    assert_eq!(file, scratch.0.join("page.pdf"), "a name without an ending gets one");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-1.6"));
    assert_eq!(hand.ask("progress", &json!({}))["stage"], "idle");
    let inside =
        json!({"page": null, "out": folder.join("pages/01.pdf"), "printer": "coldset", "allowErrors": true});
    assert_eq!(hand.raw("export", &inside), Err(ErrorCode::CannotWrite), "never over the document");
    let nobody = json!({"page": null, "out": out, "printer": "nobody", "allowErrors": true});
    assert_eq!(hand.raw("export", &nobody), Err(ErrorCode::CannotPrint));

    assert_eq!(hand.raw("save-as", &json!({ "dir": scratch.0 })), Err(ErrorCode::NotEmpty));
    let summary = hand.ask("save-as", &json!({ "dir": copy }));
    assert_eq!(summary["name"], "copy");
    assert_eq!(banxin_edition::open(&copy).unwrap().pages[0].title, "要闻");
    assert!(banxin_edition::open(&folder).unwrap().stories.is_empty(), "the old place is as it was saved");
    let pictures = |at: &Path| std::fs::read_dir(at.join("pictures")).unwrap().count();
    assert_eq!(pictures(&copy), pictures(&folder));
}

#[test]
fn an_act_that_cannot_be_is_refused_and_changes_nothing() {
    let scratch = Scratch::new("refused");
    let folder = scratch.0.join("e");
    let hand = with_stories(&folder);
    let before = hand.files(&folder);
    let at = caret("s99", 1, 0);
    for act in [
        place(json!({"kind": "story", "story": "s99"}), 0, 0),
        place(json!({"kind": "picture", "story": "s01", "picture": "k99"}), 0, 0),
        place(json!({"kind": "part", "story": "s01", "paragraphs": [999]}), 0, 0),
        json!({"do": "delete", "block": "b99"}),
        json!({"do": "cells", "block": "b99", "cells": {"column": 0, "line": 0, "columns": 1, "lines": 1}}),
        json!({"do": "set", "block": "folio", "to": {"headLines": 4}}),
        json!({"do": "title", "title": "换\n行"}),
        typed(&at, "字", true),
        json!({"do": "erase", "anchor": at, "focus": at, "forward": true, "word": false}),
        json!({"do": "role", "story": "s01", "paragraph": 999, "role": "body"}),
    ] {
        assert_eq!(hand.refused(&act), ErrorCode::Refused, "{act}");
    }
    for act in [json!({"do": "fly"}), json!({"do": "delete"}), json!({"do": "arrange", "all": true})] {
        assert_eq!(hand.refused(&act), ErrorCode::BadRequest, "{act}");
    }
    let stale = json!({"page": "01", "have": 0, "revision": 999, "act": {"do": "arrange"}});
    assert_eq!(hand.raw("act", &stale), Err(ErrorCode::Stale));
    for files in [json!(["/no/such/file.txt"]), json!([scratch.0]), json!(["/no/such/图1.jpg"])] {
        let request = json!({"page": "01", "have": 0, "revision": 1, "files": files});
        assert_eq!(hand.raw("import", &request), Err(ErrorCode::CannotRead), "{files}");
    }
    let create = json!({"dir": folder, "template": "broadsheet", "paper": null, "date": "2026-11-24"});
    assert_eq!(hand.raw("create", &create), Err(ErrorCode::NotEmpty));
    assert_eq!(hand.files(&folder), before);
}

#[test]
fn random_hands_undo_to_the_start_and_redo_to_the_end() {
    let scratch = Scratch::new("random");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let start = hand.files(&folder);
    let mut dice = 7_u64;
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let stories: Vec<Value> = hand.ask("summary", &json!({}))["stories"].as_array().unwrap().clone();
    let mut done = 0;
    for _ in 0..150 {
        let story = &stories[roll(stories.len() as u64) as usize];
        let id = story["id"].as_str().unwrap();
        let (column, line) = (roll(8), roll(116));
        hand.files(&folder);
        let edition = banxin_edition::open(&folder).unwrap();
        let blocks = &edition.pages[0].blocks;
        let block = &blocks[roll(blocks.len() as u64) as usize];
        let paragraphs = &edition.stories[id].paragraphs;
        let paragraph = &paragraphs[roll(paragraphs.len() as u64) as usize];
        let offset = u32::try_from(roll(paragraph.characters() as u64 + 1)).unwrap();
        let other = &paragraphs[roll(paragraphs.len() as u64) as usize];
        let (here, there) = (caret(id, paragraph.id, offset), caret(id, other.id, 0));
        let act = match roll(9) {
            0 | 1 => place(json!({"kind": "story", "story": id}), 0, 0),
            2 => place(json!({"kind": "part", "story": id, "paragraphs": [paragraph.id]}), 0, 0),
            3 | 4 => json!({"do": "cells", "block": block.id,
                            "cells": {"column": column, "line": line, "columns": 1 + roll(8), "lines": 1 + roll(60)}}),
            5 => json!({"do": "delete", "block": block.id}),
            6 => typed(&here, "改\n动", roll(2) == 0),
            7 => json!({"do": "type", "anchor": here, "focus": there, "text": "", "fresh": true}),
            _ => {
                json!({"do": "erase", "anchor": here, "focus": here, "forward": roll(2) == 0, "word": roll(2) == 0})
            }
        };
        let request = json!({"page": "01", "have": 0, "revision": edition_revision(&mut hand), "act": act});
        match hand.raw("act", &request) {
            Ok(_) => done += 1,
            Err(code) => assert_eq!(code, ErrorCode::Refused, "{act}"),
        }
    }
    assert!(done > 80, "{done} acts were done");
    let end = hand.files(&folder);
    while !hand.page()["undo"].is_null() && hand.page()["undo"] != "import" {
        hand.turn("undo");
    }
    assert_eq!(hand.files(&folder), start);
    while !hand.page()["redo"].is_null() {
        hand.turn("redo");
    }
    assert_eq!(hand.files(&folder), end);
}

/// The revision of the document, asked for anew.
fn edition_revision(hand: &mut Hand) -> u32 {
    hand.page();
    hand.revision()
}

#[test]
fn a_picture_without_a_caption_becomes_a_story_of_its_own() {
    let scratch = Scratch::new("homeless");
    let folder = scratch.0.join("e");
    let mut hand = Hand::new(None);
    hand.create(&folder);
    let picture =
        manuscripts().into_iter().find(|file| file.extension().is_some_and(|e| e == "jpg")).unwrap();
    hand.patch("import", json!({ "files": [picture] }));
    let story = story_of(&hand, "k1.jpg");
    assert_eq!((&story["kind"], &story["pictures"][0]["placed"]), (&json!("photos"), &json!(false)));
    let file = story["pictures"][0]["file"].as_str().unwrap();
    assert!(folder.join(file).is_file());
    let what = json!({"kind": "picture", "story": story["id"], "picture": "k1"});
    let state = hand.act(place(what, 2, 30));
    assert!(state["select"].is_string());
    assert_eq!(story_of(&hand, "k1.jpg")["pictures"][0]["placed"], json!(true));
}

/// Texts of the paragraphs of a story, as they are saved.
fn texts(hand: &Hand, folder: &Path, story: &str) -> Vec<String> {
    hand.files(folder);
    let edition = banxin_edition::open(folder).unwrap();
    edition.stories[story].paragraphs.iter().map(|one| one.text()).collect()
}

/// What stands in the blocks of page 01, checked for lost and doubled text.
fn nothing_lost(hand: &Hand, folder: &Path) {
    hand.files(folder);
    let edition = banxin_edition::open(folder).unwrap();
    let fonts = banxin_fonts::FontBook::open(&root().join("fonts")).unwrap();
    let laid = banxin_makeup::lay(&edition, &edition.pages[0], &fonts);
    let findings = banxin_preflight::check(&edition, folder, &[laid]);
    let lost: Vec<_> =
        findings.iter().filter(|f| f.rule == "text-lost" || f.rule == "placed-twice").collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn text_in_a_part_stays_there_and_whole() {
    let scratch = Scratch::new("in-part");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let article = story_of(&hand, "老埠头");
    let id = article["id"].as_str().unwrap().to_owned();
    hand.act(place(json!({"kind": "story", "story": id}), 0, 8));
    let parts = article["parts"].as_array().unwrap();
    let byline = parts.iter().find(|part| part["role"] == "byline").unwrap();
    let number = u32::try_from(byline["paragraph"].as_u64().unwrap()).unwrap();
    let length = u32::try_from(byline["text"].as_str().unwrap().chars().count()).unwrap();
    hand.act(place(json!({"kind": "part", "story": id, "paragraphs": [number]}), 0, 100));
    let before = texts(&hand, &folder, &id);

    // Three lines pasted at its end stay in the block, though it has room for one.
    let state = hand.act(typed(&caret(&id, number, length), "\n甲\n乙", true));
    let last = state["text"]["focus"].clone();
    assert_eq!(
        state["text"]["block"],
        hand.page()["select"].as_str().map_or(state["text"]["block"].clone(), Value::from)
    );
    let edition = {
        hand.files(&folder);
        banxin_edition::open(&folder).unwrap()
    };
    let part =
        edition.pages[0].blocks.iter().find(|block| matches!(block.kind, BlockKind::Part { .. })).unwrap();
    assert!(matches!(&part.kind, BlockKind::Part { paragraphs, .. } if paragraphs.len() == 3));
    nothing_lost(&hand, &folder);

    // Back, key by key, over what does not show; then the same again.
    for _ in 0..2 {
        let mut at = last.clone();
        for _ in 0..4 {
            let erase = json!({"do": "erase", "anchor": at, "focus": at, "forward": false, "word": false});
            at = hand.act(erase)["text"]["focus"].clone();
        }
        assert_eq!(texts(&hand, &folder, &id), before);
        let again = hand.act(typed(&caret(&id, number, length), "\n甲\n乙", true));
        assert_eq!(again["text"]["focus"]["offset"], 1, "Enter works after Backspace");
        nothing_lost(&hand, &folder);
        for _ in 0..1 {
            hand.turn("undo");
        }
        hand.act(typed(&caret(&id, number, length), "\n甲\n乙", true));
    }

    // A selection that would reach from the part into the article does nothing.
    let body = edition.stories[&id].paragraphs.iter().find(|one| one.role == Role::Body).unwrap().id;
    let across = json!({"do": "type", "anchor": caret(&id, number, 0), "focus": caret(&id, body, 3), "text": "", "fresh": true});
    let was = texts(&hand, &folder, &id);
    assert_eq!(hand.refused(&across), ErrorCode::Refused);
    assert_eq!(texts(&hand, &folder, &id), was);
}

#[test]
fn a_step_turns_to_and_fro_as_often_as_one_likes() {
    let scratch = Scratch::new("turns");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    hand.act(json!({"do": "arrange"}));
    let end = hand.files(&folder);
    for _ in 0..40 {
        hand.turn("undo");
        hand.turn("redo");
    }
    assert_eq!(hand.files(&folder), end);
}

#[test]
fn placing_again_and_arranging_show_everything_once() {
    let scratch = Scratch::new("once");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let group = kind_of(&hand, "photos");
    let picture = json!({"kind": "picture", "story": group["id"], "picture": "k1"});
    hand.act(place(picture.clone(), 0, 100));
    hand.act(json!({"do": "arrange"}));
    nothing_lost(&hand, &folder);
    hand.act(place(picture, 2, 100));
    nothing_lost(&hand, &folder);
    let state = hand.act(place(json!({"kind": "part", "story": group["id"], "paragraphs": [1]}), 4, 100));
    assert!(state["select"].is_string());
    nothing_lost(&hand, &folder);
}

#[test]
fn a_new_edition_knows_nothing_of_one_that_stood_there() {
    let scratch = Scratch::new("anew");
    let (folder, journals) = (scratch.0.join("e"), scratch.0.join("journals"));
    let mut hand = Hand::new(Some(journals));
    hand.create(&folder);
    hand.act(place(json!({"kind": "text"}), 0, 10));
    hand.files(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    let request = json!({"dir": folder, "template": "broadsheet", "paper": "临溪日报", "date": "2026-11-24"});
    let summary = hand.ask("create", &request);
    assert_eq!((&summary["stories"], &summary["state"]["recovered"]), (&json!([]), &json!(0)));
}

#[test]
fn an_import_never_writes_over_a_picture() {
    let scratch = Scratch::new("over");
    let folder = scratch.0.join("e");
    let mut hand = Hand::new(None);
    hand.create(&folder);
    let pictures: Vec<PathBuf> =
        manuscripts().into_iter().filter(|file| file.extension().is_some_and(|e| e == "jpg")).collect();
    hand.patch("import", json!({ "files": [pictures[0]] }));
    let first = folder.join(story_of(&hand, "k1.jpg")["pictures"][0]["file"].as_str().unwrap());
    let bytes = std::fs::read(&first).unwrap();
    hand.turn("undo");
    hand.patch("import", json!({ "files": [first] }));
    hand.turn("undo");
    hand.patch("import", json!({ "files": [pictures[1]] }));
    assert_eq!(std::fs::read(&first).unwrap(), bytes);
    let second = story_of(&hand, ".jpg")["pictures"][0]["file"].as_str().unwrap().to_owned();
    assert_eq!(std::fs::read(folder.join(second)).unwrap(), std::fs::read(&pictures[1]).unwrap());
}

#[test]
fn requests_beyond_all_measure_are_answered() {
    let scratch = Scratch::new("measure");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let article = kind_of(&hand, "article");
    let block =
        hand.act(place(json!({"kind": "story", "story": article["id"]}), u32::MAX, u32::MAX))["select"]
            .clone();
    for x in [i64::MIN, i64::MAX] {
        let hit = json!({"page": "01", "x": x, "y": x, "unit": "word", "block": block, "anchor": null});
        assert!(hand.raw("hit", &hit).is_ok());
        let at = caret(article["id"].as_str().unwrap(), 1, u32::MAX);
        let step =
            json!({"page": "01", "anchor": at, "focus": at, "move": "down", "extend": false, "goal": x});
        assert!(hand.raw("caret", &step).is_ok());
    }
    let cells = json!({"column": u32::MAX, "line": u32::MAX, "columns": u32::MAX, "lines": u32::MAX});
    hand.act(json!({"do": "cells", "block": block, "cells": cells}));
    assert_eq!(hand.raw("cancel", &json!({})), Ok(b"{}".to_vec()));
    let wish =
        json!({"page": "01", "out": scratch.0.join("p.pdf"), "printer": "coldset", "allowErrors": true});
    assert_eq!(
        hand.ask("export", &wish)["written"],
        json!(true),
        "a cancel that came too early stops nothing"
    );
}

#[test]
fn what_gives_way_in_a_small_block_comes_back_in_a_large_one() {
    let scratch = Scratch::new("give-way");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let photos = |hand: &Hand, block: &Value| {
        hand.files(&folder);
        let edition = banxin_edition::open(&folder).unwrap();
        let block = edition.pages[0].block(block.as_str().unwrap()).unwrap().clone();
        (block.kind.photos().len(), block.kind.head_lines())
    };
    let summary = hand.ask("summary", &json!({}));
    let with_picture = |kind: &str| {
        let stories = summary["stories"].as_array().unwrap();
        let found = stories.iter().find(|story| story["kind"] == kind && story["pictures"][0].is_object());
        found.unwrap()["id"].clone()
    };
    for kind in ["photos", "article"] {
        let state = hand.act(place(json!({"kind": "story", "story": with_picture(kind)}), 0, 8));
        let block = state["select"].clone();
        let start = photos(&hand, &block);
        assert!(start.0 > 0);
        for lines in [10, 3, 1] {
            let cells = json!({"column": 0, "line": 8, "columns": 3, "lines": lines});
            hand.act(json!({"do": "cells", "block": block, "cells": cells}));
        }
        let cells = json!({"column": 0, "line": 8, "columns": 4, "lines": 50});
        hand.act(json!({"do": "cells", "block": block, "cells": cells}));
        let end = photos(&hand, &block);
        assert_eq!(end.0, start.0, "{kind}: the pictures are there again");
        assert!(end.1 + 2 >= start.1, "{kind}: the head has {} lines and had {}", end.1, start.1);
        nothing_lost(&hand, &folder);
        hand.act(json!({"do": "delete", "block": block}));
    }
}

#[test]
fn backspace_stays_in_its_part_and_a_caption_stays_a_caption() {
    let scratch = Scratch::new("stays");
    let folder = scratch.0.join("e");
    let mut hand = with_stories(&folder);
    let article = story_of(&hand, "老埠头");
    let id = article["id"].as_str().unwrap().to_owned();
    hand.act(place(json!({"kind": "story", "story": id}), 0, 8));
    hand.files(&folder);
    let edition = banxin_edition::open(&folder).unwrap();
    let body = edition.stories[&id].paragraphs.iter().find(|one| one.role == Role::Body).unwrap().id;
    let before = texts(&hand, &folder, &id);
    let at = caret(&id, body, 0);
    for _ in 0..3 {
        let erase = json!({"do": "erase", "anchor": at, "focus": at, "forward": false, "word": false});
        assert_eq!(hand.act(erase)["text"]["focus"], at);
    }
    assert_eq!(texts(&hand, &folder, &id), before, "no letter of the byline is eaten");

    let group = kind_of(&hand, "photos");
    let parts = group["parts"].as_array().unwrap();
    let caption = parts.iter().find(|part| part["role"] == "caption").unwrap()["paragraph"].clone();
    let role = json!({"do": "role", "story": group["id"], "paragraph": caption, "role": "headline"});
    assert_eq!(hand.refused(&role), ErrorCode::Refused);
}
