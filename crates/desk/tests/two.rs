//! Two desks on one edition, in random order: no edit is lost and none is written over unseen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be"
)]

#[allow(dead_code, reason = "each test binary uses its own part")]
mod support;

use banxin_desk::{Desk, ErrorCode};
use banxin_edition::Who;
use banxin_edition::model::{Edition, Paragraph, Role};
use banxin_edition::system::Disk;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::{Hand, Scratch, caret, root, typed};

/// Somebody at a desk.
struct Person {
    name: &'static str,
    desk: Desk,
    folder: PathBuf,
    state: Value,
    revision: u32,
}

impl Person {
    fn new(name: &'static str, folder: &Path, journals: &Path) -> Person {
        let desk = Desk::by(Arc::new(Disk), Who::named(name), root(), Some(journals.join(name)));
        let mut person = Person { name, desk, folder: folder.to_owned(), state: Value::Null, revision: 0 };
        for _ in 0..300 {
            match person.raw("open", &json!({ "dir": folder })) {
                Err(ErrorCode::Locked) => std::thread::sleep(std::time::Duration::from_millis(5)),
                answer => {
                    answer.unwrap();
                    person.ask("page", "01", json!({})).unwrap();
                    return person;
                }
            }
        }
        panic!("{name} cannot open the edition");
    }

    fn raw(&self, command: &str, request: &Value) -> Result<Vec<u8>, ErrorCode> {
        self.desk.dispatch(command, request.to_string().as_bytes()).map_err(|error| error.code)
    }

    /// A command that answers with a patch.
    fn ask(&mut self, command: &str, page: &str, mut request: Value) -> Result<(), ErrorCode> {
        request["page"] = json!(page);
        request["have"] = json!(0);
        let bytes = self.raw(command, &request)?;
        self.revision = u32::from_le_bytes(bytes[12..16].try_into().unwrap());
        let mark = br#"{"dirty":"#;
        let at = bytes.windows(mark.len()).rposition(|window| window == mark).unwrap();
        let end = bytes.len() - bytes.iter().rev().take_while(|byte| **byte == 0).count();
        self.state = serde_json::from_slice(&bytes[at..end]).unwrap();
        Ok(())
    }

    fn act(&mut self, page: &str, act: Value) -> Result<(), ErrorCode> {
        let revision = self.revision;
        self.ask("act", page, json!({"revision": revision, "act": act}))
    }

    /// Types at the head of a story, after looking at the page anew where others have changed it.
    fn type_token(&mut self, page: &str, story: &str, token: &str) -> Result<(), ErrorCode> {
        let act = typed(&caret(story, 1, 0), token, true);
        let mut done = self.act(page, act.clone());
        // Once for what came in with a save, once for what came in as the page was taken.
        for _ in 0..2 {
            if done == Err(ErrorCode::Stale) {
                self.ask("page", page, json!({}))?;
                done = self.act(page, act.clone());
            }
        }
        done
    }

    fn look(&mut self) {
        self.ask("outside", "01", json!({})).unwrap();
    }

    fn save(&mut self) {
        let state = self.raw("save", &json!({})).unwrap();
        self.state = serde_json::from_slice(&state).unwrap();
    }

    fn conflicts(&self) -> Vec<String> {
        serde_json::from_value(self.state["conflicts"].clone()).unwrap()
    }

    /// The number by which the page of somebody else can be taken over.
    fn over(&self, page: &str) -> Option<u64> {
        let held = self.state["held"].as_array()?;
        held.iter().find(|one| one["page"] == page && one["mine"] == false)?["number"].as_u64()
    }
}

/// An edition of two pages with a story each.
fn edition(folder: &Path) {
    let mut hand = Hand::new(None);
    hand.create(folder);
    hand.act(json!({"do": "place", "what": {"kind": "text"}, "at": {"column": 0, "line": 10}, "size": null}));
    hand.ask("save", &json!({}));
    drop(hand);
    let mut edition = banxin_edition::open(folder).unwrap();
    let mut second = edition.pages[0].clone();
    "02".clone_into(&mut second.number);
    let mut story = edition.stories["s01"].clone();
    "s02".clone_into(&mut story.id);
    let text = serde_json::to_string(&second.blocks).unwrap().replace("\"s01\"", "\"s02\"");
    second.blocks = serde_json::from_str(&text).unwrap();
    edition.pages.truncate(1);
    edition.pages.push(second);
    edition.stories.insert("s02".to_owned(), story);
    for story in edition.stories.values_mut() {
        story.paragraphs.iter_mut().for_each(|one| *one = Paragraph::plain(one.id, Role::Body, "底"));
    }
    banxin_edition::save(&edition, folder).unwrap();
}

/// All that the folder says, conflict copies included.
fn everything(folder: &Path) -> String {
    let mut text = String::new();
    for place in ["pages", "stories", "conflicts/pages", "conflicts/stories", "conflicts"] {
        for entry in std::fs::read_dir(folder.join(place)).into_iter().flatten().flatten() {
            text.push_str(&std::fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    text
}

struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

#[derive(Debug, Default)]
struct Tally {
    edits: usize,
    held: usize,
    taken_over: usize,
    conflicts: usize,
    from_outside: usize,
}

/// One interleaving: what each did in turn, and then whether all of it can be found.
fn interleave(place: &Path, seed: u64, tally: &mut Tally) {
    let (folder, journals) = (place.join(format!("e{seed}")), place.join(format!("j{seed}")));
    edition(&folder);
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut people = [Person::new("甲", &folder, &journals), Person::new("乙", &folder, &journals)];
    let mut tokens = BTreeSet::new();
    for turn in 0..14 {
        let person = &mut people[dice.next(2) as usize];
        let (page, story) = [("01", "s01"), ("02", "s02")][dice.next(2) as usize];
        let token = format!("〔{}{seed}·{turn}〕", person.name);
        match dice.next(16) {
            0..6 => match person.type_token(page, story, &token) {
                Ok(()) => {
                    tally.edits += 1;
                    tokens.insert(token);
                }
                Err(ErrorCode::Held) => tally.held += 1,
                Err(error) => panic!("{error:?}"),
            },
            6 => match person.act(page, json!({"do": "title", "title": token})) {
                Ok(()) => tally.edits += 1,
                Err(ErrorCode::Held | ErrorCode::Stale) => {}
                Err(error) => panic!("{error:?}"),
            },
            7 => {
                // Some other program changes a story.
                let mut edition = banxin_edition::open(&folder).unwrap();
                let said = edition.stories[story].paragraphs[0].text();
                edition.stories.get_mut(story).unwrap().paragraphs[0] =
                    Paragraph::plain(1, Role::Body, format!("{said}{token}"));
                banxin_edition::save(&edition, &folder).unwrap();
                tally.from_outside += 1;
                tokens.insert(token);
            }
            8..12 => person.save(),
            12..14 => person.look(),
            14 => {
                person.look();
                if let Some(over) = person.over(page) {
                    person.ask("check-out", page, json!({ "over": over })).unwrap();
                    tally.taken_over += 1;
                }
            }
            _ => {
                let name = person.name;
                *person = Person {
                    desk: Desk::by(Arc::new(Disk), Who::named(name), root(), None),
                    name,
                    folder: folder.clone(),
                    state: Value::Null,
                    revision: 0,
                };
                *person = Person::new(name, &folder, &journals);
            }
        }
    }
    for person in &mut people {
        person.save();
        for file in person.conflicts() {
            tally.conflicts += 1;
            let take = if dice.next(2) == 0 { "mine" } else { "theirs" };
            let request = json!({"file": file, "take": take});
            match person.ask("choose", "01", request.clone()) {
                Err(ErrorCode::Held) => {
                    person.ask("choose", "01", json!({"file": file, "take": "theirs"})).unwrap()
                }
                done => done.unwrap(),
            }
        }
        person.save();
        assert!(person.conflicts().is_empty() && person.state["dirty"] == false, "{seed} {}", person.state);
    }
    let all = everything(&folder);
    for token in &tokens {
        assert!(all.contains(token), "interleaving {seed}: {token} is lost");
    }
    // Whoever opens now sees what the others see.
    let [first, second] = &mut people;
    first.look();
    second.look();
    let seen = |person: &mut Person| -> Edition {
        person.save();
        banxin_edition::open(&person.folder).unwrap()
    };
    assert!(seen(first) == seen(second), "{seed}");
}

fn interleavings(name: &str, count: u64) {
    let scratch = Scratch::new(name);
    let mut tally = Tally::default();
    (1..=count).for_each(|seed| interleave(&scratch.0, seed, &mut tally));
    println!("{count} interleavings: {tally:?}");
    assert!(
        tally.edits as u64 > count && tally.held > 0 && tally.conflicts > 0 && tally.taken_over > 0,
        "{tally:?}"
    );
}

#[test]
fn two_desks_lose_nothing() {
    interleavings("two", 40);
}

#[test]
#[ignore = "takes a minute: cargo test -p banxin-desk --test two -- --ignored --nocapture"]
fn two_hundred_interleavings() {
    interleavings("two-200", 200);
}
