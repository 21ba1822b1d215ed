//! The folder of an edition: what is saved is what is opened, byte for byte, and every mistake is told by place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{Block, BlockKind, Edition};
use banxin_edition::{DocumentError, create, files, open, save};
use banxin_measure::CellRect;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use support::any::{mutated, slips};
use support::every::every;
use support::{fresh_dir, sample, tree};

/// A saved sample in a folder below a fresh one.
fn saved(test: &str) -> (PathBuf, Edition) {
    let dir = fresh_dir(test).join("e");
    let edition = sample();
    save(&edition, &dir).unwrap();
    (dir, edition)
}

/// Replaces text in a file of the document, which must hold it.
fn change(dir: &Path, name: &str, from: &str, to: &str) {
    let path = dir.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} holds {from:?}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn load_and_save_round_trip_byte_for_byte() {
    let (dir, edition) = saved("round-trip");
    let before = tree(&dir);
    let names: Vec<String> = before.keys().map(|path| path.to_str().unwrap().replace('\\', "/")).collect();
    let expected = ["edition.toml", "pages/01.toml", "pages/A02.toml", "paper.toml"];
    assert_eq!(names.iter().filter(|name| !name.starts_with("stories")).collect::<Vec<_>>(), expected);
    assert_eq!(names.len(), expected.len() + 4);
    let opened = open(&dir).unwrap();
    assert_eq!(opened, edition);
    save(&opened, &dir).unwrap();
    assert_eq!(tree(&dir), before);
    let elsewhere = dir.with_file_name("elsewhere");
    save(&opened, &elsewhere).unwrap();
    assert_eq!(tree(&elsewhere), before);
}

#[test]
fn a_file_that_says_the_same_keeps_its_form() {
    let (dir, mut edition) = saved("keeps-form");
    change(&dir, "pages/01.toml", "[grid]", "# 我们的网格\r\n[grid]");
    change(&dir, "edition.toml", "format = 1", "# 周一\nformat = 1");
    change(&dir, "stories/s02.story", "\n", "\r\n");
    let before = tree(&dir);
    save(&open(&dir).unwrap(), &dir).unwrap();
    assert_eq!(tree(&dir), before);
    // What changes is written in the canonical form, the rest stays.
    edition.pages[0].title = "要闻".to_owned();
    save(&edition, &dir).unwrap();
    let after = tree(&dir);
    let page = Path::new("pages/01.toml");
    assert_eq!(after[page], files(&edition)["pages/01.toml"].as_bytes());
    for (path, bytes) in &before {
        assert!(path == page || after[path] == *bytes, "{}", path.display());
    }
}

#[test]
fn saving_takes_away_what_is_gone_and_nothing_else() {
    let (dir, mut edition) = saved("takes-away");
    fs::write(dir.join("stories/.s09.story.swp"), "x").unwrap();
    fs::write(dir.join("stories/notes.txt"), "记事").unwrap();
    edition.stories.remove("s03");
    edition.pages.truncate(1);
    save(&edition, &dir).unwrap();
    assert!(!dir.join("stories/s03.story").exists());
    assert!(!dir.join("pages/A02.toml").exists());
    assert!(dir.join("stories/notes.txt").exists());
    assert_eq!(open(&dir).unwrap(), edition);
}

#[test]
fn a_paper_above_is_shared_and_never_written() {
    let (dir, edition) = saved("paper-above");
    let above = dir.with_file_name("paper.toml");
    fs::rename(dir.join("paper.toml"), &above).unwrap();
    let text = fs::read(&above).unwrap();
    assert_eq!(open(&dir).unwrap(), edition);
    save(&edition, &dir).unwrap();
    assert!(!dir.join("paper.toml").exists());
    let next = dir.with_file_name("next");
    let made = create(&next, "tabloid", None, edition.date).unwrap();
    assert_eq!(made.paper, edition.paper);
    assert!(!next.join("paper.toml").exists());
    let mut own = edition.clone();
    own.paper.accent = [1000, 0, 0, 0];
    save(&own, &dir).unwrap();
    assert!(dir.join("paper.toml").exists());
    assert_eq!(open(&dir).unwrap(), own);
    assert_eq!(fs::read(&above).unwrap(), text);
}

#[test]
fn nothing_is_saved_over_other_things() {
    let dir = fresh_dir("other-things");
    fs::write(dir.join("letter.txt"), "信").unwrap();
    let error = save(&sample(), &dir).unwrap_err();
    assert!(error.message.contains("not empty"), "{error}");
    assert_eq!(tree(&dir).len(), 1);
}

#[test]
fn what_breaks_a_rule_is_not_saved() {
    let (dir, mut edition) = saved("not-saved");
    let before = tree(&dir);
    "b1".clone_into(&mut edition.pages[0].blocks[2].id);
    edition.staff = "改".to_owned();
    let error = save(&edition, &dir).unwrap_err();
    assert_eq!(error.file, dir.join("pages/01.toml"));
    assert_eq!(error.key.as_deref(), Some("block[2].id"));
    assert_eq!(tree(&dir), before);
}

/// Opens the sample after one change and tells in which way the error is not the expected one. `E` stands for the
/// edition's folder and `#` for the line that was changed.
fn mismatch(test: &str, name: &str, from: &str, to: &str, expected: &str) -> Option<String> {
    let (dir, _) = saved(test);
    let text = fs::read_to_string(dir.join(name)).unwrap();
    let line = text.split(from).next().unwrap().matches('\n').count() + 1;
    change(&dir, name, from, to);
    let before = tree(&dir);
    let error = open(&dir).unwrap_err();
    assert_eq!(tree(&dir), before, "{name} was written");
    let file = error.file.strip_prefix(&dir).unwrap().display().to_string().replace('\\', "/");
    let told = error.to_string().replacen(&error.file.display().to_string(), &format!("E/{file}"), 1);
    let expected = expected.replacen('#', &line.to_string(), 1);
    (!told.starts_with(&expected)).then(|| format!("    told: {told}\nexpected: {expected}\n"))
}

#[test]
fn mistakes_are_told_by_file_line_and_key() {
    let cases = [
        (
            "edition.toml",
            "issue",
            "isue",
            "E/edition.toml:#: isue: unknown key \"isue\"; did you mean issue?",
        ),
        ("edition.toml", "format = 1", "format = 2", "E/edition.toml:#: format: version 2 is newer"),
        ("edition.toml", "format = 1", "format = \"1\"", "E/edition.toml:#: format: unknown version"),
        ("edition.toml", "format = 1\n", "", "E/edition.toml: format: is missing"),
        ("edition.toml", "2026-11-23", "2026-02-30", "E/edition.toml:#"),
        (
            "edition.toml",
            "2026-11-23",
            "\"2026-11-23\"",
            "E/edition.toml:#: date: is string; it must be a date",
        ),
        ("edition.toml", "issue = 1234", "issue = -3", "E/edition.toml:#: issue: -3 is out of range"),
        ("edition.toml", "issue = 1234", "issue = 0", "E/edition.toml:#: issue: must lie in 1..999999999"),
        ("edition.toml", "\"A02\"", "\"01\"", "E/edition.toml:#: pages[1]: page \"01\" stands twice"),
        (
            "edition.toml",
            "\"A02\"",
            "\"../e/pages/01\"",
            "E/edition.toml:#: pages[1]: \"../e/pages/01\" is no page number",
        ),
        (
            "edition.toml",
            "\"A02\"",
            "\"A02\", \"03\"",
            "E/edition.toml:#: pages[2]: there is no pages/03.toml",
        ),
        ("edition.toml", ", \"A02\"", "", "E/pages/A02.toml: is not in the list"),
        ("edition.toml", "0f0f", "zz0f", "E/edition.toml:#: face[0].sha256: write 64 digits"),
        ("edition.toml", "pages = [", "pages == [", "E/edition.toml:#: this is not TOML: "),
        (
            "pages/01.toml",
            "title = \"版名\"",
            "titel = \"版名\"",
            "E/pages/01.toml:#: titel: unknown key \"titel\"; did you mean title?",
        ),
        (
            "pages/01.toml",
            "colour = \"full\"",
            "colour = \"grey\"",
            "E/pages/01.toml:#: colour: unknown word \"grey\"; known are black",
        ),
        ("pages/01.toml", "columns = 8", "columns = 0", "E/pages/01.toml:#: grid.columns: must lie in 1..64"),
        (
            "pages/01.toml",
            "columns = 8",
            "columns = 9",
            "E/pages/01.toml:#: grid.columns: the type area ends at",
        ),
        (
            "pages/01.toml",
            "character = \"9pt\"",
            "character = \"0pt\"",
            "E/pages/01.toml:#: grid.character: must be above zero",
        ),
        ("pages/01.toml", "\"390mm\"", "\"390\"", "E/pages/01.toml:#: grid.width: \"390\" is not a length"),
        (
            "pages/01.toml",
            "\"390mm\"",
            "\"999999999mm\"",
            "E/pages/01.toml:#: grid.width: must be above zero and at most",
        ),
        (
            "pages/01.toml",
            "id = \"b2\"",
            "id = \"b1\"",
            "E/pages/01.toml:#: block[2].id: block \"b1\" stands twice",
        ),
        (
            "pages/01.toml",
            "columns = 5, lines = 60",
            "columns = 5, lines = 60, z = 1",
            "E/pages/01.toml:#: block[1].cells.z: unknown key",
        ),
        (
            "pages/01.toml",
            "kind = \"qr\"",
            "kind = \"qrcode\"",
            "E/pages/01.toml:#: block[3].kind: unknown kind of block",
        ),
        (
            "pages/01.toml",
            "kind = \"qr\"",
            "kind = \"folio\"",
            "E/pages/01.toml:58: block[3].story: unknown key",
        ),
        (
            "paper.toml",
            "size = \"小五\"",
            "size = \"小伍\"",
            "E/paper.toml:#: styles.body.size: \"小伍\" is neither in [sizes] nor a length",
        ),
        (
            "paper.toml",
            "[styles.kicker]",
            "[styles.kiker]",
            "E/paper.toml:#: styles.kiker: unknown key \"kiker\"; did you mean kicker?",
        ),
        (
            "paper.toml",
            "half-lines = 2",
            "half-lines = 0",
            "E/paper.toml:#: styles.body.half-lines: must lie in 1..400",
        ),
        (
            "paper.toml",
            "tracking = 0",
            "punctuation = \"quanjiao\"\ntracking = 0",
            "E/paper.toml:#: styles.body.punctuation: unknown word \"quanjiao\"; known are full",
        ),
        (
            "paper.toml",
            "tracking = 0",
            "level = \"gbk\"\ntracking = 0",
            "E/paper.toml:#: styles.body.level: unknown word \"gbk\"; did you mean gb?",
        ),
        (
            "paper.toml",
            "tracking = 0",
            "hanging = 1\ntracking = 0",
            "E/paper.toml:#: styles.body.hanging: is integer; it must be true or false",
        ),
        (
            "paper.toml",
            "tracking = 0",
            "han-western = 1001\ntracking = 0",
            "E/paper.toml:#: styles.body.han-western: must lie in 0..1000",
        ),
        (
            "paper.toml",
            "tracking = 0",
            "end-indent = 41\ntracking = 0",
            "E/paper.toml:#: styles.body.end-indent: must lie in 0..40",
        ),
        (
            "paper.toml",
            "indent = 2",
            "indent = -1",
            "E/paper.toml:#: styles.body.indent: must lie in 0..40; below zero only as far as start-indent goes",
        ),
        (
            "paper.toml",
            "\"小五\" = \"9pt\"",
            "\"小五\" = \"0pt\"",
            "E/paper.toml:#: sizes.小五: must be above zero",
        ),
        (
            "stories/s01.story",
            "banxin-story 1",
            "banxin-story 7",
            "E/stories/s01.story:#: story format \"7\" is not known",
        ),
        (
            "stories/s01.story",
            "id s01",
            "id s05",
            "E/stories/s01.story:#: id: the story calls itself \"s05\"",
        ),
        (
            "stories/s01.story",
            "kind article",
            "kind artikel",
            "E/stories/s01.story:#: unknown kind \"artikel\"; did you mean article?",
        ),
        (
            "stories/s01.story",
            "pictures/花",
            "../花",
            "E/stories/s01.story:#: picture[0]: \"../花 架.jpg\" leads out of the edition folder",
        ),
        (
            "stories/s01.story",
            "pictures/花",
            "/花",
            "E/stories/s01.story:#: picture[0]: \"/花 架.jpg\" leads out",
        ),
        (
            "stories/s01.story",
            "pictures/花",
            "C:花",
            "E/stories/s01.story:#: picture[0]: \"C:花 架.jpg\" leads out",
        ),
        (
            "stories/s01.story",
            "caption=11",
            "caption=12",
            "E/stories/s01.story:#: picture[0]: the caption of picture \"k1\"",
        ),
        ("stories/s01.story", "3000x2000", "0x2000", "E/stories/s01.story:#: picture[0]: 0x2000 pixels"),
        (
            "stories/s01.story",
            "@headline 1",
            "@headline 2",
            "E/stories/s01.story:#: paragraph[1]: paragraph 2 stands twice",
        ),
        (
            "stories/s01.story",
            "@headline 1",
            "@headlines 1",
            "E/stories/s01.story:#: unknown role \"headlines\"; did you mean headline?",
        ),
        (
            "stories/s01.story",
            "{strong:",
            "{storng:",
            "E/stories/s01.story:#: unknown mark \"storng\"; did you mean strong?",
        ),
        ("stories/s01.story", "\\\\", "\\", "E/stories/s01.story:#: \\就 means nothing"),
        (
            "stories/s03.story",
            "doubles s01",
            "doubles s77",
            "E/stories/s03.story:#: doubles: there is no story \"s77\"",
        ),
        (
            "stories/s03.story",
            "doubles s01",
            "doubles s03",
            "E/stories/s03.story:#: doubles: a story cannot double itself",
        ),
    ];
    let mismatches: Vec<String> = (1..)
        .zip(cases)
        .filter_map(|(number, (name, from, to, expected))| {
            mismatch(&format!("mistake-{number}"), name, from, to, expected)
        })
        .collect();
    assert!(mismatches.is_empty(), "\n{}", mismatches.join("\n"));
}

#[test]
fn parts_and_pictures_stand_by_themselves_and_come_back() {
    let mut document = banxin_edition::Document::new(sample());
    let put = |id: &str, line, kind| banxin_edition::Edit::PutBlock {
        page: "01".to_owned(),
        at: 0,
        block: Block::new(id, kind, CellRect::new(0, line, 1, 6)),
    };
    let part = |paragraphs| BlockKind::Part { story: "s01".to_owned(), paragraphs };
    let picture = |picture: &str, caption_lines| BlockKind::Picture {
        story: "s01".to_owned(),
        picture: picture.to_owned(),
        caption_lines,
        crop: banxin_edition::model::Crop::default(),
    };
    // A paragraph that the story does not have is no breach: it was deleted in the story.
    document.apply(&put("b8", 70, part(vec![3, 404]))).unwrap();
    document.apply(&put("b9", 80, picture("k1", 2))).unwrap();
    let apart = document.edition().apart("s01");
    assert_eq!(apart.parts.into_iter().collect::<Vec<_>>(), [3, 404]);
    let caption = document.edition().stories["s01"].pictures[0].caption;
    assert_eq!(apart.captions.into_iter().next(), caption);
    assert_eq!(document.edition().apart("s02"), banxin_edition::model::Apart::default());

    let dir = fresh_dir("parts");
    banxin_edition::save(document.edition(), &dir).unwrap();
    assert_eq!(banxin_edition::open(&dir).unwrap(), *document.edition());

    for (kind, says) in [
        (part(Vec::new()), "no paragraphs"),
        (part(vec![3, 3]), "paragraph 3 twice"),
        (picture("k9", 0), "does not have"),
        (picture("k1", 7), "caption takes 7"),
    ] {
        let error = document.apply(&put("b8", 70, kind)).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_folder_that_is_no_edition_says_so() {
    let dir = fresh_dir("no-edition");
    let told = |path: &Path| open(path).unwrap_err().to_string();
    assert!(told(&dir).contains("holds no edition.toml"), "{}", told(&dir));
    assert!(told(&dir.join("nowhere")).contains("no such folder"));
    fs::write(dir.join("file"), "x").unwrap();
    assert!(told(&dir.join("file")).contains("file"));
    let (edition, _) = saved("no-paper");
    fs::remove_file(edition.join("paper.toml")).unwrap();
    assert!(told(&edition).contains("there is no house style"));
}

#[test]
fn what_is_not_utf8_or_too_large_is_refused() {
    let (dir, _) = saved("bad-bytes");
    let story = dir.join("stories/s04.story");
    fs::write(&story, b"banxin-story 1\nid s04\nkind qr\n\n@body 1\n\xb1\xb1\xbe\xa9\n").unwrap();
    let error: DocumentError = open(&dir).unwrap_err();
    assert_eq!((error.line, error.file), (Some(6), story.clone()));
    let large = fs::File::create(&story).unwrap();
    large.set_len(banxin_edition::limits::STORY_BYTES + 1).unwrap();
    assert!(open(&dir).unwrap_err().message.contains("larger than"));
    fs::remove_file(&story).unwrap();
    fs::create_dir(&story).unwrap();
    assert!(open(&dir).unwrap_err().message.contains("this is no file"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_kept() {
    let (dir, mut edition) = saved("links");
    let away = dir.with_file_name("away.story");
    fs::rename(dir.join("stories/s04.story"), &away).unwrap();
    std::os::unix::fs::symlink(&away, dir.join("stories/s04.story")).unwrap();
    let link = dir.with_file_name("link");
    std::os::unix::fs::symlink(&dir, &link).unwrap();
    assert_eq!(open(&link).unwrap(), edition);
    edition.stories.get_mut("s04").unwrap().link = None;
    save(&edition, &link).unwrap();
    assert!(dir.join("stories/s04.story").is_symlink());
    assert!(!fs::read_to_string(&away).unwrap().contains("link"));
    assert_eq!(open(&dir).unwrap(), edition);
}

#[test]
fn deep_nesting_is_refused() {
    let (dir, _) = saved("deep");
    let path = dir.join("edition.toml");
    let start = fs::read_to_string(&path).unwrap();
    let deep = [
        format!("{start}\nx = {}{}\n", "[".repeat(200_000), "]".repeat(200_000)),
        format!("{start}\nx = {}\n", "{a=".repeat(200_000)),
        format!("{start}\n{}x = 1\n", "a.".repeat(200_000)),
        format!("{start}\n[{}x]\n", "a.".repeat(200_000)),
    ];
    for text in deep {
        fs::write(&path, text).unwrap();
        assert!(open(&dir).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// Whatever happens to a file, opening answers; what it takes, it can save and open again.
    #[test]
    fn a_damaged_file_opens_or_is_refused(which in any::<prop::sample::Index>(), slips in slips()) {
        let dir = fresh_dir("damaged").join("e");
        let files = files(&every(&dir));
        let (name, text) = files.iter().nth(which.index(files.len())).unwrap();
        fs::write(dir.join(name), mutated(text, slips)).unwrap();
        if let Ok(edition) = open(&dir) {
            let again = dir.with_file_name("again");
            save(&edition, &again).unwrap();
            prop_assert_eq!(open(&again).unwrap(), edition);
        }
    }
}
