//! The program is killed at random moments while it edits and saves, and everything that it acknowledged is there again.

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

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use support::{Hand, Scratch, caret, typed};

/// Where the killed program works.
const PLACE: &str = "BANXIN_CRASH_TEST";
/// The text that it types into.
const STORY: &str = "s01";

/// Numbers that look random and are the same for the same start.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// What the document says where it is worked at: the page's name and the first paragraph of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    title: String,
    text: String,
}

impl Words {
    /// As the folder has it.
    fn of(folder: &Path) -> Words {
        let edition = banxin_edition::open(folder).unwrap();
        let text = edition.stories[STORY].paragraphs.first().map(|one| one.text()).unwrap_or_default();
        Words { title: edition.page("01").unwrap().title.clone(), text }
    }

    fn line(&self, word: &str) -> String {
        json!([word, self.title, self.text]).to_string()
    }

    fn read(line: &str) -> Option<(String, Words)> {
        let [word, title, text]: [String; 3] = serde_json::from_str(line).ok()?;
        Some((word, Words { title, text }))
    }
}

/// An edition with a text, saved.
fn begin(folder: &Path, journals: &Path) {
    let mut hand = Hand::new(Some(journals.to_owned()));
    hand.create(folder);
    let state = hand
        .act(json!({"do": "place", "what": {"kind": "text"}, "at": {"column": 0, "line": 10}, "size": null}));
    assert_eq!(state["text"]["focus"]["story"], STORY);
    hand.act(typed(&caret(STORY, 1, 0), "头", true));
    hand.act(json!({"do": "title", "title": "甲"}));
    hand.ask("save", &json!({}));
}

/// A desk that has the edition open, once the program before it has let go.
fn opened(folder: &Path, journals: &Path) -> (Hand, Value) {
    let mut hand = Hand::new(Some(journals.to_owned()));
    for _ in 0..500 {
        if let Ok(answer) = hand.raw("open", &json!({ "dir": folder })) {
            hand.page();
            return (hand, serde_json::from_slice(&answer).unwrap());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the edition stays locked");
}

/// The program that is killed: edits, saves, takes back, and says before and after each what the document must say. A
/// test only in name: it is started by the others.
#[test]
#[ignore = "started by the other tests"]
fn the_hand_that_is_killed() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let (place, seed) = place.split_once('\n').unwrap();
    let (folder, journals) = (Path::new(place).join("e"), Path::new(place).join("journals"));
    let mut dice = Dice(seed.parse().unwrap());
    let mut words = Words::of(&folder);
    let (mut hand, _) = opened(&folder, &journals);
    let (mut done, mut undone): (Vec<Words>, Vec<Words>) = (Vec::new(), Vec::new());
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    for count in 0.. {
        let length = words.text.chars().count() as u64;
        let at = dice.next(length + 1);
        let byte = words.text.char_indices().nth(at as usize).map_or(words.text.len(), |(byte, _)| byte);
        let mut next = words.clone();
        match dice.next(20) {
            _ if length > 160 => {
                // A page that takes long to lay would see few edits before it is killed.
                next.text = "头".to_owned();
                say(next.line("try"));
                let (anchor, focus) = (caret(STORY, 1, 0), caret(STORY, 1, length as u32));
                hand.act(
                    json!({"do": "type", "anchor": anchor, "focus": focus, "text": "头", "fresh": true}),
                );
                done.push(words);
                undone.clear();
            }
            0..12 => {
                let token = format!("〔{seed}·{count}〕");
                next.text.insert_str(byte, &token);
                say(next.line("try"));
                hand.act(typed(&caret(STORY, 1, at as u32), &token, true));
                done.push(words);
                undone.clear();
            }
            12..14 => {
                next.title = format!("{seed}·{count}");
                say(next.line("try"));
                hand.act(json!({"do": "title", "title": next.title}));
                done.push(words);
                undone.clear();
            }
            14..16 => {
                let Some(before) = done.pop() else { continue };
                say(before.line("try"));
                hand.turn("undo");
                undone.push(std::mem::replace(&mut next, before));
            }
            16 => {
                let Some(after) = undone.pop() else { continue };
                say(after.line("try"));
                hand.turn("redo");
                done.push(std::mem::replace(&mut next, after));
            }
            _ => {
                say(next.line("saving"));
                hand.ask("save", &json!({}));
                say(next.line("saved"));
            }
        }
        words = next;
        say(words.line("ack"));
    }
}

fn start(place: &Path, seed: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_hand_that_is_killed", "--ignored", "--nocapture", "--test-threads=1"])
        .env(PLACE, format!("{}\n{seed}", place.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a number of runs came to.
#[derive(Debug, Default)]
struct Tally {
    runs: usize,
    acknowledged: usize,
    saves: usize,
    recovered: u64,
    killed_while_saving: usize,
    kept_what_was_under_way: usize,
}

/// Runs the program, kills it, and looks whether what it said is there.
fn run(place: &Path, seed: u64, tally: &mut Tally) {
    let (folder, journals) = (place.join("e"), place.join("journals"));
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut child = start(place, seed);
    let out = BufReader::new(child.stdout.take().unwrap());
    let (mut last, mut trying) = (Words::of(&folder), None);
    let mut saving = false;
    let life = Duration::from_micros(dice.next(150_000));
    let mut take = |line: &str| {
        // The test harness of the program says things of its own.
        let Some((word, words)) = line.find('[').and_then(|at| Words::read(&line[at..])) else {
            return false;
        };
        match word.as_str() {
            "try" => trying = Some(words),
            "saving" => saving = true,
            "saved" => {
                saving = false;
                tally.saves += 1;
            }
            _ => {
                tally.acknowledged += 1;
                last = words;
                trying = None;
            }
        }
        true
    };
    let mut lines = out.lines().map(|line| line.unwrap());
    let began = lines.by_ref().any(|line| take(&line));
    assert!(began, "the program is at work");
    // The moment has nothing to do with what the program says; whatever it said before counts.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(life);
            child.kill().unwrap();
            child.wait().unwrap();
        });
        lines.for_each(|line| {
            take(&line);
        });
    });
    tally.runs += 1;
    tally.killed_while_saving += usize::from(saving);
    let (hand, summary) = opened(&folder, &journals);
    tally.recovered += summary["state"]["recovered"].as_u64().unwrap();
    hand.ask("save", &json!({}));
    let found = Words::of(&folder);
    if Some(&found) == trying.as_ref() {
        tally.kept_what_was_under_way += 1;
    } else {
        assert_eq!(found, last, "run {seed}, trying {trying:?}");
    }
    for left in [".saving", ".saving.lock"] {
        assert!(!folder.join(left).exists(), "{left} after run {seed}");
    }
}

fn runs(name: &str, count: u64) -> (Scratch, PathBuf, PathBuf, Tally) {
    let scratch = Scratch::new(name);
    let (folder, journals) = (scratch.0.join("e"), scratch.0.join("journals"));
    begin(&folder, &journals);
    let mut tally = Tally::default();
    (1..=count).for_each(|seed| run(&scratch.0, seed, &mut tally));
    println!("{tally:?}");
    assert_eq!(tally.runs as u64, count);
    assert!(tally.acknowledged as u64 > count && tally.recovered > 0, "{tally:?}");
    (scratch, folder, journals, tally)
}

/// Undone to the start and redone to the end over all closings and killings: the same bytes at both ends.
fn there_and_back(folder: &Path, journals: &Path, least: usize) {
    let files = |hand: &Hand| hand.files(folder);
    let (mut hand, _) = opened(folder, journals);
    // The program may have died with steps taken back; the end is where there is none.
    while !hand.turn("redo")["redo"].is_null() {}
    let end = files(&hand);
    let mut steps = 0;
    while !hand.turn("undo")["undo"].is_null() {
        steps += 1;
    }
    let start = files(&hand);
    assert!(steps >= least, "{steps} steps are remembered");
    assert_eq!(banxin_edition::open(folder).unwrap().stories.len(), 0, "the edition as it was made");
    drop(hand);
    let (mut hand, summary) = opened(folder, journals);
    assert!(summary["state"]["undo"].is_null());
    assert_eq!(files(&hand), start);
    while !hand.turn("redo")["redo"].is_null() {}
    assert_eq!(files(&hand), end);
    drop(hand);
    let (mut hand, _) = opened(folder, journals);
    while !hand.turn("undo")["undo"].is_null() {}
    assert_eq!(files(&hand), start);
    println!("{steps} steps back and forth");
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
    let (_scratch, folder, journals, tally) = runs("crash", 20);
    there_and_back(&folder, &journals, tally.acknowledged / 4);
}

#[test]
#[ignore = "takes minutes: cargo test -p banxin-desk --test crash -- --ignored three_hundred --nocapture"]
fn three_hundred_kills() {
    let (_scratch, folder, journals, _) = runs("crash-300", 300);
    there_and_back(&folder, &journals, 1);
}
