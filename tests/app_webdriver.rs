//! The desktop program as its user meets it: the built app on a virtual display, driven through WebKitWebDriver.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "app/driver.rs"]
mod driver;
#[path = "app/edition.rs"]
mod edition;
#[path = "app/stage.rs"]
mod stage;

use banxin_edition::model::Paragraph;
use driver::{Display, Session, wait};
use edition::Scratch;
use image::RgbImage;
use stage::{drawn, on_screen, settled};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const APP: &str = env!("CARGO_BIN_EXE_banxin-app");

fn screenshot(display: &Display, name: &str) -> RgbImage {
    // The webview paints a few frames after its scripts are done.
    std::thread::sleep(Duration::from_millis(300));
    let picture = display.screenshot();
    // Kept for whoever wants to look at what the test saw.
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("app-{name}.png"));
    picture.save(file).expect("the screenshot can be kept");
    picture
}

/// The part of the window, in pixels, that the stage takes: left, top, right, bottom.
fn stage_edges(session: &Session) -> [u32; 4] {
    let script = "const r = document.querySelector('.stage').getBoundingClientRect(); \
                  return [r.left, r.top, r.right, r.bottom].map(Math.round)";
    let edges = session.script(script);
    [0, 1, 2, 3].map(|i| u32::try_from(edges[i].as_u64().expect("an edge")).expect("a small number"))
}

/// How many pixels of the stage are dark as ink and light as paper.
fn ink_and_paper(picture: &RgbImage, [left, top, right, bottom]: [u32; 4]) -> (usize, usize) {
    let pixels = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
    let brightness = pixels.map(|(x, y)| picture.get_pixel(x, y).0.iter().map(|c| u32::from(*c)).sum());
    brightness.fold((0, 0), |(ink, paper), sum: u32| {
        (ink + usize::from(sum < 3 * 70), paper + usize::from(sum > 3 * 250))
    })
}

#[test]
fn an_edition_is_opened_shown_and_kept_when_another_cannot_be_opened() {
    let scratch = Scratch::new("app");
    let (folder, characters) = edition::write(&scratch);
    let display = Display::start(scratch.path());
    let session = Session::start(&display, scratch.path(), APP, &[&folder]);

    let glyphs = drawn(&session);
    assert!(glyphs as usize > characters * 9 / 10, "{glyphs} glyphs are drawn of {characters} characters");
    assert_eq!(session.attribute(".stage", "data-page").as_deref(), Some("01"));
    let bar = session.text("header");
    for part in [edition::PAPER, "2026年11月23日 星期一", "01版", edition::PAGE] {
        assert!(bar.contains(part), "the top bar says {bar:?}, not {part}");
    }
    let story = session.text("[data-story=s01]");
    assert!(story.contains(edition::HEADLINE) && story.contains('字'), "the list says {story:?}");
    let status = session.text("footer");
    assert!(status.contains("本版 2 稿"), "the status bar says {status:?}");

    let picture = screenshot(&display, "edition");
    let (ink, paper) = ink_and_paper(&picture, stage_edges(&session));
    assert!(ink > 3_000, "only {ink} dark pixels on the page");
    assert!(paper > 100_000, "only {paper} white pixels on the page");

    // Type too large for masks is drawn from its outlines: the headline, zoomed to 3200 % with the wheel.
    let [left, top, right, bottom] = stage_edges(&session);
    let (x, y) = (left + (right - left) * 41 / 100, top + (bottom - top) * 125 / 1000);
    session.script(&format!(
        "document.querySelector('.stage').dispatchEvent(new WheelEvent('wheel', \
         {{ ctrlKey: true, deltaY: -4000, clientX: {x}, clientY: {y}, bubbles: true, cancelable: true }}))"
    ));
    wait("the zoom", || session.text("footer").contains("3200%").then_some(()));
    drawn(&session);
    let (ink, _) = ink_and_paper(&screenshot(&display, "zoomed"), stage_edges(&session));
    assert!(ink > 3_000, "only {ink} dark pixels at 3200 %");
    session.click("button[aria-label='整版']");
    assert!(wait("the whole page", || Some(drawn(&session)).filter(|now| *now == glyphs)) == glyphs);

    let elsewhere = scratch.path().join("不是一期报纸");
    std::fs::create_dir(&elsewhere).expect("a folder");
    for (path, code, words) in [
        (elsewhere.display().to_string(), "not-an-edition", "这个文件夹不是一期报纸"),
        (elsewhere.join("没有").display().to_string(), "no-folder", "没有这个文件夹"),
        (edition::write_broken(&scratch), "broken-document", "edition.toml · 第 2 行"),
    ] {
        session.click("#open-button");
        session.fill("#open-path", &path);
        session.click("#open-submit");
        wait(code, || (session.attribute("[data-error]", "data-error")? == code).then_some(()));
        let text = session.text("[data-error]");
        assert!(text.contains(words), "{path}: the error says {text:?}");
        screenshot(&display, code);
        session.click("dialog button[aria-label='取消']");
    }
    assert_eq!(drawn(&session), glyphs, "what was open stays open");

    session.click("#open-button");
    session.fill("#open-path", &format!("{folder}/edition.toml"));
    session.click("#open-submit");
    wait("the box to close", || {
        session.script("return !document.querySelector('dialog')?.open").as_bool().filter(|c| *c)
    });
    assert_eq!(drawn(&session), glyphs);
}

/// The text of a PDF without blanks.
fn text_of(pdf: &Path) -> String {
    let out = Command::new("pdftotext").args(["-raw"]).arg(pdf).arg("-").output().expect("pdftotext runs");
    String::from_utf8_lossy(&out.stdout).split_whitespace().collect()
}

#[test]
fn a_page_is_made_up_by_hand_saved_printed_closed_and_opened_again() {
    let scratch = Scratch::new("app-hands");
    let (folder, _) = edition::write(&scratch);
    let display = Display::start(scratch.path());
    let session = Session::start(&display, scratch.path(), APP, &[&folder]);
    settled(&session);

    // A story from the 稿库 onto the free part of the page.
    let row = session.script(
        "const box = document.querySelector('[data-story=s03]').getBoundingClientRect(); \
         return [box.left + box.width / 2, box.top + 9]",
    );
    let row = (row[0].as_f64().expect("a number"), row[1].as_f64().expect("a number"));
    let grid = banxin_edition::open(Path::new(&folder)).expect("the edition opens").pages[0].grid;
    let (x, y) = (grid.column_x(2).to_mm(), grid.line_y(60).to_mm());
    session.drag(row, on_screen(&session, x, y));
    settled(&session);
    let block = wait("the new block", || {
        session.attribute(".stage", "data-selected").filter(|selected| !selected.is_empty())
    });
    assert_ne!(block, "b1");
    screenshot(&display, "dropped");

    // Its headline, typed at with Chinese, after a double click that selects a word of it.
    session.drag(on_screen(&session, x + 8.0, y + 30.0), on_screen(&session, x + 8.0, y + 34.0));
    settled(&session);
    let (left, top) = (grid.column_x(2).to_mm(), grid.line_y(61).to_mm());
    let middle = left + grid.width_of(2).to_mm() / 2.0;
    session.double_click(on_screen(&session, middle, top + 8.0));
    wait("the text to be edited", || (session.attribute(".stage", "data-editing")? == "true").then_some(()));
    settled(&session);
    session.type_into("#text-input", "\u{E010}灯下添火，");
    settled(&session);
    session.type_into("#text-input", "今夜开课");
    settled(&session);
    screenshot(&display, "typed");
    assert_eq!(session.attribute(".stage", "data-dirty").as_deref(), Some("true"));
    // A letter somewhere else, taken back by the keys of every program; only that goes, and Ctrl+S saves.
    display.press(&["Left", "x", "ctrl+z", "ctrl+s"], 150);
    wait("the save", || (session.attribute(".stage", "data-dirty")? == "false").then_some(()));
    let saved = banxin_edition::open(Path::new(&folder)).expect("the edition opens");
    let texts: Vec<String> = saved.stories["s03"].paragraphs.iter().map(Paragraph::text).collect();
    assert!(texts.concat().contains("灯下添火，今夜开课"), "{texts:?}");

    let pdf = scratch.path().join("版.pdf");
    session.click("#export-button");
    session.fill("#export-path", &pdf.display().to_string());
    session.click("#export-submit");
    wait("the export", || {
        let shows =
            |id: &str| session.script(&format!("return !!document.querySelector('{id}')?.offsetParent"));
        (shows("#export-done") == true || shows("#export-anyway") == true).then_some(())
    });
    if !pdf.exists() {
        session.click("#export-anyway");
    }
    wait("the PDF", || pdf.exists().then_some(()));
    wait("the end of the export", || session.attribute("#export-done", "id"));
    screenshot(&display, "exported");
    let printed = text_of(&pdf);
    for words in ["灯下添火，今夜开课", edition::HEADLINE, edition::PAPER, "学员在仓房里给旧渔船换船板"]
    {
        assert!(printed.contains(words), "the PDF does not say {words}: {printed}");
    }
    drop(session);

    let again = Session::start(&display, scratch.path(), APP, &[&folder]);
    settled(&again);
    assert!(
        again.text("[data-story=s03]").contains("灯下添火")
            || again.text("[data-story=s03]").contains("夜校")
    );
    assert_eq!(
        again.attribute(".stage", "data-dirty").as_deref(),
        Some("false"),
        "nothing comes back that was saved"
    );
    let cells = saved.pages[0].block(&block).expect("the new block was saved").cells;
    assert_eq!((cells.column, cells.line), (2, 61));
}

#[test]
fn started_with_a_folder_that_is_no_edition_it_says_so_and_stays() {
    let scratch = Scratch::new("app-none");
    let display = Display::start(scratch.path());
    let session = Session::start(&display, scratch.path(), APP, &[&scratch.path().display().to_string()]);
    let text = session.text("[data-error=not-an-edition]");
    assert!(text.contains("这个文件夹不是一期报纸"), "the error says {text:?}");
    assert!(session.text(".empty").contains("还没有打开一期报纸"));
    screenshot(&display, "none");
}

#[test]
fn called_wrongly_it_ends_with_2_and_says_how_to_call_it() {
    let run =
        |arguments: &[&str]| Command::new(APP).args(arguments).output().expect("the app can be started");
    let wrong = run(&["--zoom", "2"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("usage: banxin-app"));
    let lost = run(&["--resources", "no-such-folder"]);
    assert_eq!(lost.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("BANXIN_RESOURCES"));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}
