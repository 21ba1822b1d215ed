//! How fast the desktop program feels, measured in the program itself on a virtual display: `cargo bench -p banxin-app`.
//!
//! Budgets: 1.2 s from the start to the first page drawn, 33 ms from a key to its painted glyph (95 of 100), 40 frames a
//! second while a block is dragged with its text flowing. The front end writes the times down itself (User Timing); from
//! the start counts the moment at which the driver is asked to start the program. Keys are pressed
//! on the display.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a benchmark ends by panicking")]
#![allow(dead_code, reason = "it shares the driver with the tests, which use more of it")]

#[path = "app/driver.rs"]
mod driver;
#[path = "app/edition.rs"]
mod edition;
#[path = "app/stage.rs"]
mod stage;

use driver::{Display, Session};
use edition::Scratch;
use serde_json::Value;
use stage::{on_screen, settled};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

const APP: &str = env!("CARGO_BIN_EXE_banxin-app");
const STARTS: usize = 7;
const KEYS: usize = 150;
/// Milliseconds between two keys: a quick typist's.
const KEY_DELAY: u32 = 180;
const MOVES: usize = 240;

/// The example edition, copied so that it stays as it is.
fn example(scratch: &Scratch) -> String {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            let target = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let folder = scratch.path().join("linxi");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/linxi"), &folder);
    folder.display().to_string()
}

/// Durations of the measures of a name, in milliseconds.
fn measures(session: &Session, name: &str) -> Vec<f64> {
    let script = format!("return performance.getEntriesByName('{name}').map((entry) => entry.duration)");
    let values = session.script(&script);
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn report(what: &str, mut values: Vec<f64>, unit: &str, budget: &str) {
    values.sort_by(f64::total_cmp);
    let at =
        |percent: usize| values.get((values.len().max(1) - 1) * percent / 100).copied().unwrap_or(f64::NAN);
    println!(
        "{what}: median {:.1} {unit}, p95 {:.1}, worst {:.1} of {}; budget {budget}",
        at(50),
        at(95),
        at(100),
        values.len()
    );
}

fn main() {
    let scratch = Scratch::new("app-bench");
    let folder = example(&scratch);
    let display = Display::start(scratch.path());
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let asked = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0;
        let session = Session::start(&display, scratch.path(), APP, &[&folder]);
        settled(&session);
        let drawn = "const drawn = performance.getEntriesByName('banxin:drawn')[0]; \
                     return performance.timeOrigin + drawn.startTime";
        starts.push(session.script(drawn).as_f64().expect("the page was drawn") - asked);
    }
    println!("first start: {:.0} ms", starts[0]);
    report("start to drawn page", starts.split_off(1), "ms", "1200 ms");

    let session = Session::start(&display, scratch.path(), APP, &[&folder]);
    settled(&session);
    let grid = banxin_edition::open(Path::new(&folder)).unwrap().pages[0].grid;
    // In the body of the longest story, b3: columns 1 to 5, lines 42 to 80, of which nine are its head.
    let (x, y) = (grid.column_x(1).to_mm() + 20.0, grid.line_y(60).to_mm());
    session.double_click(on_screen(&session, x, y));
    settled(&session);
    let keys: Vec<&str> = ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().cycle().take(KEYS).collect();
    display.press(&keys, KEY_DELAY);
    settled(&session);
    report("key to painted glyph", measures(&session, "banxin:key"), "ms", "33 ms at p95");
    session.click("#tool-select");
    session.script("document.activeElement.blur(); performance.clearMeasures()");

    // The same story, dragged by a place in its text over the page and back.
    session.drag_along(MOVES, |step| {
        let part = (step as f64 / MOVES as f64 * std::f64::consts::TAU).sin();
        on_screen(&session, x + 60.0 * part, y + 40.0 * part)
    });
    settled(&session);
    let frames = session.script(
        "const frames = performance.getEntriesByName('banxin:drag'); \
         const last = frames[frames.length - 1]; \
         return [frames.length, last.startTime + last.duration - frames[0].startTime]",
    );
    let (count, took) = (frames[0].as_f64().unwrap(), frames[1].as_f64().unwrap());
    println!(
        "drag with live reflow: {count} frames in {took:.0} ms, {:.1} a second; budget 40",
        count / took * 1000.0
    );
}
