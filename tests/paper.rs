//! A paper's day on the command line: tomorrow's edition, a piece and an advertisement on its page.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use std::fs;
use std::path::Path;
use support::{Scratch, banxin, banxin_ends};

const PLAN: &str = "\n[[plan]]\npage = \"01\"\ntemplate = \"要闻\"\n\n[[plan]]\npage = \"02\"\ntemplate = \"tabloid\"\ntitle = \"副刊\"\n";
const PIECE: &str = "format = 1\n\n[[block]]\nid = \"x\"\nkind = \"panel\"\ncells = { column = 0, line = 1, columns = 2, lines = 5 }\nlook = \"浅底\"\n\n[[block]]\nid = \"y\"\nkind = \"staff\"\ncells = { column = 0, line = 0, columns = 2, lines = 1 }\n";

/// What a call that must end with code 2 says.
fn refused(arguments: &[&str]) -> String {
    banxin_ends(2, arguments);
    String::from_utf8(banxin(arguments).stderr).unwrap()
}

fn read(dir: &Path, file: &str) -> String {
    fs::read_to_string(dir.join(file)).unwrap()
}

#[test]
fn tomorrows_edition_is_made_and_furnished() {
    let scratch = Scratch::new();
    let home = scratch.path("云汀晚报");
    let dir = |name: &str| home.join(name).to_str().unwrap().to_owned();
    let first = dir("2026-11-24");
    // The first edition brings the house style, which then goes above.
    banxin_ends(0, &["new", &first, "--template", "tabloid", "--paper", "云汀晚报"]);
    assert!(
        read(&home, "2026-11-24/edition.toml").contains("date = 2026-11-24"),
        "its folder's name says so"
    );
    fs::rename(home.join("2026-11-24/paper.toml"), home.join("paper.toml")).unwrap();
    let header = read(&home, "2026-11-24/edition.toml");
    fs::write(home.join("2026-11-24/edition.toml"), header.replace("pages", "issue = 99\npages")).unwrap();
    assert!(refused(&["new", &dir("2026-11-26")]).contains("has no [[plan]]"));
    assert!(!home.join("2026-11-26").exists());

    fs::write(home.join("paper.toml"), read(&home, "paper.toml") + PLAN).unwrap();
    fs::create_dir(home.join("templates")).unwrap();
    let page = read(&home, "2026-11-24/pages/01.toml").replace("title = \"\"", "title = \"要闻\"");
    fs::write(home.join("templates/要闻.toml"), page).unwrap();
    let output = banxin(&["new", &dir("2026-11-26")]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("2026-11-26, issue 100 with the pages 01, 02 of the paper's plan"), "{told}");
    let made = read(&home, "2026-11-26/edition.toml");
    assert_eq!(made, "format = 1\ndate = 2026-11-26\nissue = 100\npages = [\"01\", \"02\"]\n");
    assert!(read(&home, "2026-11-26/pages/01.toml").contains("title = \"要闻\""));
    assert!(read(&home, "2026-11-26/pages/02.toml").contains("title = \"副刊\""));
    let said = ["new", &dir("special"), "--template", "要闻", "--date", "2026-12-01"];
    banxin_ends(0, &said);
    assert!(read(&home, "special/edition.toml").contains("date = 2026-12-01\nissue = 101\npages = [\"01\"]"));
    assert!(refused(&said).contains("not empty"));

    let edition = dir("2026-11-26");
    fs::create_dir(home.join("pieces")).unwrap();
    fs::write(home.join("pieces/责编框.toml"), PIECE).unwrap();
    let place =
        |at: &str| ["place", &edition, "--page", "02", "--piece", "责编框", "--at", at].map(str::to_owned);
    banxin_ends(0, &place("4,70"));
    let page = read(&home, "2026-11-26/pages/02.toml");
    let panel = "id = \"b1\"\nkind = \"panel\"\ncells = { column = 4, line = 71, columns = 2, lines = 5 }\nlook = \"浅底\"\n\
                 group = \"责编框\"\n\n[[block]]\nid = \"b2\"\nkind = \"staff\"\n";
    assert!(page.contains(panel), "{page}");
    banxin_ends(
        0,
        &["place", &edition, "--page", "02", "--ad", "通栏", "--client", "芦湾供销社", "--at", "0,3"],
    );
    let page = read(&home, "2026-11-26/pages/02.toml");
    let ad = "id = \"b3\"\nkind = \"ad\"\ncells = { column = 0, line = 3, columns = 6, lines = 14 }\nclient = \"芦湾供销社\"\n";
    assert!(page.ends_with(ad), "{page}");
    // What cannot stand there changes nothing.
    let at_edge = place("5,70");
    let at_edge: Vec<&str> = at_edge.iter().map(String::as_str).collect();
    assert!(refused(&at_edge).contains("block \"b4\" (columns 5..7, lines 71..76) reaches out"));
    for (arguments, says) in [
        (["place", &edition, "--page", "03", "--piece", "责编框", "--at", "0,3"], "the pages are 01, 02"),
        (["place", &edition, "--page", "02", "--piece", "无此", "--at", "0,3"], "there are 责编框"),
        (
            ["place", &edition, "--page", "02", "--piece", "责编框", "--at", "3"],
            "--at takes a column and a line",
        ),
    ] {
        let told = refused(&arguments);
        assert!(told.contains(says), "{told}");
    }
    assert_eq!(read(&home, "2026-11-26/pages/02.toml"), page);
}

/// Lines that the texts of an edition's pages fill, as `check` tells them.
fn filled(edition: &str) -> u64 {
    let output = banxin(&["check", edition, "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let articles =
        told["pages"].as_array().unwrap().iter().flat_map(|page| page["articles"].as_array().unwrap());
    articles.map(|article| article["filled_lines"].as_u64().unwrap()).sum()
}

#[test]
fn one_change_of_the_paper_goes_through_all_its_editions() {
    let scratch = Scratch::new();
    let home = scratch.path("临溪日报");
    let editions = ["20261124", "20261125"].map(|name| home.join(name).to_str().unwrap().to_owned());
    for (edition, manuscript) in editions.iter().zip(["front.txt", "tabloid.txt"]) {
        let manuscript = support::root().join("tests/manuscripts").join(manuscript);
        banxin_ends(0, &["new", edition, "--template", "broadsheet"]);
        banxin_ends(0, &["import", edition, manuscript.to_str().unwrap()]);
        let own = Path::new(edition).join("paper.toml");
        if own.exists() {
            fs::rename(own, home.join("paper.toml")).unwrap();
        }
    }
    let before = editions.each_ref().map(|edition| filled(edition));
    // The body grows by one and a half points: styles that go out from it follow.
    let paper = read(&home, "paper.toml");
    let body = "[styles.body]\nfamily = \"Noto Serif SC\"\nface = \"Regular\"\nsize = \"小五\"";
    assert!(paper.contains(body), "{paper}");
    fs::write(home.join("paper.toml"), paper.replace(body, &body.replace("小五", "五号"))).unwrap();
    let after = editions.each_ref().map(|edition| filled(edition));
    for (before, after) in before.iter().zip(after) {
        // Lines hold an eighth fewer characters; what is over does not count as filled.
        assert!(after > *before, "{before} {after}");
    }
    // A style that goes out from itself is told, and the pages show.
    let broken = read(&home, "paper.toml") + "\n[styles.\"圈\"]\nbase = \"圈\"\n";
    fs::write(home.join("paper.toml"), broken).unwrap();
    for (edition, after) in editions.iter().zip(after) {
        assert_eq!(filled(edition), after);
        let told = banxin_ends(1, &["check", edition]);
        assert!(told.contains("style-circle") && told.contains("圈"), "{told}");
    }
}

#[test]
fn the_first_printer_of_the_paper_is_the_usual_one() {
    let scratch = Scratch::new();
    let edition = scratch.path("20261124");
    let edition = edition.to_str().unwrap();
    banxin_ends(0, &["new", edition, "--template", "tabloid"]);
    let out = |name: &str| scratch.path(name).to_str().unwrap().to_owned();
    let export = |name: &str, more: &[&str]| {
        let out = out(name);
        banxin_ends(0, &[&["export", edition, "-o", &out], more].concat());
        fs::read(out).unwrap()
    };
    let coldset = export("coldset.pdf", &[]);
    let plain = export("plain.pdf", &["--printer", "plain"]);
    assert!(coldset != plain, "the profiles differ in what overprints");
    let paper = Path::new(edition).join("paper.toml");
    let text = fs::read_to_string(&paper).unwrap();
    let accent = text.lines().find(|line| line.starts_with("accent")).unwrap().to_owned();
    let with = |printers: &str| text.replace(&accent, &format!("{accent}\nprinters = {printers}"));
    fs::write(&paper, with("[\"plain\", \"coldset\"]")).unwrap();
    assert!(export("usual.pdf", &[]) == plain);
    assert!(export("asked.pdf", &["--printer", "coldset"]) == coldset);
    fs::write(&paper, with("[\"云汀印务\"]")).unwrap();
    assert!(refused(&["export", edition, "-o", &out("unknown.pdf")]).contains("there is no printer profile"));
}
