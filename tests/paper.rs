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
