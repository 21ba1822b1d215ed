//! The proof from the finished PDF: real exports pass it, and each way of losing or spoiling text in one is told.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use banxin_edition::model::{
    Block, BlockKind, Date, Direction, Edition, GradientTo, Layout, OwnStyle, Paragraph, Role, Story,
    StyleChanges,
};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Ledger, lay};
use banxin_measure::{CellRect, Length, Turn};
use banxin_preflight::{Finding, read_back};
use banxin_press::{Job, PrinterProfile, Standard, export};
use banxin_scene::{Item, Origin, Scene};
use lopdf::{Document, Object, ObjectId};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// An edition with what was printed of it.
struct Printed {
    edition: Edition,
    scenes: Vec<Scene>,
    ledgers: Vec<Ledger>,
    pdf: Vec<u8>,
}

fn printed(edition: Edition, dir: &Path) -> Printed {
    printed_with(edition, dir, &PrinterProfile::load(&root().join("profiles"), "coldset").unwrap())
}

fn printed_with(edition: Edition, dir: &Path, profile: &PrinterProfile) -> Printed {
    let fonts = FontBook::open(&root().join("fonts")).unwrap();
    let laid: Vec<Laid> = edition.pages.iter().map(|page| lay(&edition, page, &fonts)).collect();
    let (scenes, ledgers): (Vec<Scene>, Vec<Ledger>) =
        laid.into_iter().map(|page| (page.scene, page.ledger)).unzip();
    let job = Job {
        scenes: &scenes,
        fonts: &fonts,
        pictures: dir,
        title: "样张",
        date: (2026, 11, 24),
        standard: Standard::PdfX4,
        profile,
        identity: "样张",
    };
    let pdf = export(&job).unwrap().bytes;
    Printed { edition, scenes, ledgers, pdf }
}

impl Printed {
    fn read_back(&self, pdf: &[u8]) -> Vec<Finding> {
        read_back(&self.edition, &self.scenes, &self.ledgers, pdf)
    }

    /// The one finding over the PDF with its first page's content changed, line by line as the press writes it.
    fn with_content(&self, change: impl FnOnce(&mut Vec<String>)) -> Finding {
        let mut document = Document::load_mem(&self.pdf).unwrap();
        let id = content_id(&document);
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.decompress().unwrap();
        let content = String::from_utf8(stream.content.clone()).unwrap();
        let mut lines: Vec<String> = content.lines().map(str::to_owned).collect();
        change(&mut lines);
        stream.set_content(lines.join("\n").into_bytes());
        self.only(&mut document)
    }

    fn only(&self, document: &mut Document) -> Finding {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let mut findings = self.read_back(&bytes);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings.pop().unwrap()
    }
}

fn content_id(document: &Document) -> ObjectId {
    let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    page.get(b"Contents").unwrap().as_reference().unwrap()
}

/// A page with what is hard to read back: a story in two blocks of which the second is painted first, a headline in a
/// gradient, a turned 散件, a glyph for two characters, a character without a glyph, Latin words, a quoted title, a folio.
fn page() -> &'static Printed {
    static PAGE: OnceLock<Printed> = OnceLock::new();
    PAGE.get_or_init(|| {
        let date = Date::new(2026, 11, 24).unwrap();
        let mut edition = banxin_edition::template::edition("broadsheet", date).unwrap();
        let cycle = "渡口的灯亮了三十年，老摆渡人说水涨落有时。Spring comes 2026 兀\u{FA0C}立\u{20BB7}家";
        let text: String = cycle.chars().cycle().take(420).collect();
        let paragraphs = vec![
            Paragraph::plain(1, Role::Kicker, "云汀区"),
            Paragraph::plain(2, Role::Headline, "小院里种出大花园"),
            Paragraph::plain(3, Role::Byline, "本报记者 沈一舟"),
            Paragraph::plain(4, Role::Body, text),
            Paragraph::plain(5, Role::Body, "末段只有这一句话。"),
        ];
        let story = |id: &str, paragraphs| Story { id: id.to_owned(), paragraphs, ..Story::default() };
        let turned = vec![Paragraph::plain(1, Role::Headline, "一江春水向东流")];
        edition.stories.insert("s01".to_owned(), story("s01", paragraphs));
        edition.stories.insert("s02".to_owned(), story("s02", turned));
        let changes = StyleChanges {
            colour: Some([0, 1000, 1000, 0]),
            gradient: Some(GradientTo { colour: [0, 0, 1000, 0], direction: Direction::Down }),
            ..StyleChanges::default()
        };
        edition.paper.own_styles.insert("花题".to_owned(), OwnStyle { base: "headline".to_owned(), changes });
        let mut layout = Layout::default();
        layout.manner.head_style = Some("花题".to_owned());
        let s01 = || "s01".to_owned();
        let goes_on = BlockKind::Text { story: s01(), after: "b1".to_owned(), layout: Box::default() };
        let article = BlockKind::Article {
            story: s01(),
            headline_size: Some(Length::from_pt(24)),
            head_lines: 6,
            photos: Vec::new(),
            boxed: false,
            layout: Box::new(layout),
        };
        let part = BlockKind::Part { story: "s02".to_owned(), paragraphs: vec![1] };
        let mut part = Block::new("b3", part, CellRect::new(7, 0, 1, 30));
        part.stand.turn = Turn::Right;
        let guide = BlockKind::Guide { title: "今日导读".to_owned(), stories: vec![s01()] };
        edition.pages.truncate(1);
        edition.pages[0].blocks = vec![
            Block::new("b2", goes_on, CellRect::new(3, 20, 2, 30)),
            Block::new("folio", BlockKind::Folio, CellRect::new(0, 100, 8, 2)),
            Block::new("b1", article, CellRect::new(0, 0, 2, 14)),
            part,
            Block::new("b4", guide, CellRect::new(0, 60, 3, 12)),
        ];
        printed(edition, &root())
    })
}

/// Which lines of a content stream show text.
fn rows(lines: &[String]) -> Vec<usize> {
    lines.iter().enumerate().filter(|(_, line)| line.ends_with("TJ")).map(|(at, _)| at).collect()
}

fn assert_told(finding: &Finding, story: &str, words: &[&str]) {
    assert_eq!((finding.rule, finding.page.as_deref()), ("pdf-text-lost", Some("01")));
    assert_eq!(finding.story.as_deref(), Some(story), "{}", finding.text);
    assert!(finding.block.is_some() && finding.place.is_some(), "{finding:?}");
    for word in words {
        assert!(finding.text.contains(word), "{word}: {}", finding.text);
    }
}

/// A row of many codes of the body: its second block is painted first of all.
fn body_row(lines: &[String]) -> usize {
    rows(lines).into_iter().take(20).max_by_key(|at| lines[*at].len()).unwrap()
}

#[test]
fn a_page_of_every_kind_of_text_proves_itself() {
    let page = page();
    let origins = page.scenes[0].blocks.iter().flat_map(|block| &block.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    });
    let runs: Vec<_> = origins.collect();
    assert!(runs.iter().any(|run| run.gradient.is_some()) && runs.iter().any(|run| run.turn == Turn::Right));
    assert!(runs.iter().any(|run| run.origin == Origin::Generated));
    assert!(runs.iter().any(|run| matches!(run.origin, Origin::Field(_))));
    let blocks: Vec<&str> = page.scenes[0]
        .blocks
        .iter()
        .filter(|block| block.items.iter().any(|item| matches!(item, Item::Glyphs(run) if matches!(run.origin, Origin::Text { paragraph: 4, .. }))))
        .map(|block| block.id.as_str())
        .collect();
    assert_eq!(blocks, ["b2", "b1"]);
    let document = Document::load_mem(&page.pdf).unwrap();
    let content = document.get_object(content_id(&document)).unwrap().as_stream().unwrap();
    let content = content.decompressed_content().unwrap();
    assert!(content.windows(10).any(|bytes| bytes == b"ActualText"));
    assert_eq!(page.read_back(&page.pdf), []);
}

#[test]
fn type_turned_to_shapes_proves_itself_too() {
    let mut profile = PrinterProfile::load(&root().join("profiles"), "coldset").unwrap();
    profile.letters.outlines = true;
    let page = printed_with(page().edition.clone(), &root(), &profile);
    assert_eq!(page.read_back(&page.pdf), []);
    let lost = page.with_content(|lines| {
        let is_text = |line: &String| line.contains("ActualText");
        let at = lines.iter().rposition(is_text).unwrap();
        lines[at] = "/Span BMC".to_owned();
    });
    assert_eq!(lost.rule, "pdf-text-lost");
}

#[test]
fn every_example_proves_itself() {
    let mut editions = vec![root().join("examples/linxi")];
    for entry in std::fs::read_dir(root().join("examples/yunting")).unwrap() {
        editions.push(entry.unwrap().path());
    }
    editions.retain(|dir| dir.join("edition.toml").exists());
    assert_eq!(editions.len(), 5);
    for dir in editions {
        let page = printed(banxin_edition::open(&dir).unwrap(), &dir);
        let begun = Instant::now();
        assert_eq!(page.read_back(&page.pdf), [], "{dir:?}");
        println!("{dir:?}: {} pages, {} bytes, {:?}", page.scenes.len(), page.pdf.len(), begun.elapsed());
    }
}

#[test]
fn a_lost_row_is_told() {
    let finding = page().with_content(|lines| {
        let at = body_row(lines);
        lines.remove(at);
    });
    assert_told(&finding, "s01", &["characters are lost", "paragraph 4, character "]);
}

#[test]
fn the_lost_tail_of_a_page_is_told() {
    // Nothing but a story stands on this page, so its last row is the story's tail.
    let mut edition = page().edition.clone();
    edition.pages[0].blocks.retain(|block| matches!(block.id.as_str(), "b1" | "b2"));
    edition.pages[0].blocks.reverse();
    let page = printed(edition, &root());
    assert_eq!(page.read_back(&page.pdf), []);
    let finding = page.with_content(|lines| {
        let at = *rows(lines).last().unwrap();
        lines.remove(at);
    });
    assert_told(&finding, "s01", &["lost", "paragraph 5, character ", "句话。"]);
}

#[test]
fn a_row_that_stands_twice_is_told() {
    let finding = page().with_content(|lines| {
        let at = body_row(lines);
        lines.insert(at, lines[at].clone());
    });
    assert_told(&finding, "s01", &["too many", "paragraph 4, character "]);
}

#[test]
fn two_codes_that_change_places_are_told() {
    let finding = page().with_content(|lines| {
        let at = body_row(lines);
        // The first codes of the row's first two strings.
        let codes: Vec<usize> = lines[at].match_indices('<').map(|(start, _)| start + 1).collect();
        let code = |place: usize| lines[at][codes[place]..codes[place] + 4].to_owned();
        let (one, other) = (code(0), code(1));
        assert_ne!(one, other);
        let (first, second) = (codes[0], codes[1]);
        lines[at].replace_range(first..first + 4, &other);
        lines[at].replace_range(second..second + 4, &one);
    });
    assert_told(&finding, "s01", &["something else", "paragraph 4, character "]);
}

#[test]
fn an_actual_text_that_says_something_else_is_told() {
    let finding = page().with_content(|lines| {
        let at = lines.iter().position(|line| line.contains("ActualText")).unwrap();
        let start = lines[at].find("FEFF").or_else(|| lines[at].find("feff")).unwrap();
        lines[at].replace_range(start + 4..start + 8, "4E00");
    });
    assert_told(&finding, "s01", &["something else", "\"一\"", "paragraph 4"]);
}

#[test]
fn a_changed_entry_of_a_map_is_told() {
    let page = page();
    let mut document = Document::load_mem(&page.pdf).unwrap();
    let maps: Vec<ObjectId> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"ToUnicode").ok()?.as_reference().ok())
        .collect();
    let mut changed = 0;
    for id in maps {
        let Ok(Object::Stream(stream)) = document.get_object_mut(id) else { panic!("no map") };
        stream.decompress().unwrap();
        // 渡 becomes 度.
        let map = String::from_utf8(stream.content.clone()).unwrap();
        changed += map.matches("<6E21>").count();
        stream.set_content(map.replace("<6E21>", "<5EA6>").into_bytes());
    }
    assert_eq!(changed, 1, "a character of the body alone");
    let finding = page.only(&mut document);
    assert_told(&finding, "s01", &["something else", "paragraph 4", "度", "渡"]);
}

#[test]
fn what_makeup_did_not_count_is_told() {
    let page = page();
    // A story with a sentence more than was printed; the scene is silent about it, as the PDF is.
    let mut edition = page.edition.clone();
    let story = edition.stories.get_mut("s01").unwrap();
    story.paragraphs.push(Paragraph::plain(6, Role::Body, "掉了尾巴"));
    let findings = read_back(&edition, &page.scenes, &page.ledgers, &page.pdf);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_told(&findings[0], "s01", &["4 characters are not in the PDF", "paragraph 6, character 1 ('掉')"]);
    // The same, counted as 余.
    let mut ledgers = page.ledgers.clone();
    ledgers[0].articles.iter_mut().for_each(|entry| entry.fit.overset_characters = 4);
    assert_eq!(read_back(&edition, &page.scenes, &ledgers, &page.pdf), []);
}

#[test]
fn a_story_that_says_something_else_than_the_scene_is_told() {
    let page = page();
    let mut edition = page.edition.clone();
    let story = edition.stories.get_mut("s02").unwrap();
    story.paragraphs[0] = Paragraph::plain(1, Role::Headline, "一江春水向西流");
    let findings = read_back(&edition, &page.scenes, &page.ledgers, &page.pdf);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_told(&findings[0], "s02", &["paragraph 1, character 6 ('西')", "\"东\""]);
}

#[test]
fn text_in_a_form_is_read_where_it_is_painted() {
    let page = page();
    let mut document = Document::load_mem(&page.pdf).unwrap();
    let id = content_id(&document);
    let mut form = document.get_object(id).unwrap().as_stream().unwrap().clone();
    form.dict.set("Type", "XObject");
    form.dict.set("Subtype", "Form");
    let form = document.add_object(form);
    let first = document.page_iter().next().unwrap();
    let dictionary = document.get_dictionary_mut(first).unwrap();
    let resources = dictionary.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
    resources.set("XObject", lopdf::dictionary! { "Fm" => form });
    let paint = |document: &mut Document, content: &[u8]| {
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.dict.remove(b"Filter");
        stream.set_content(content.to_vec());
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        page.read_back(&bytes)
    };
    assert_eq!(paint(&mut document, b"q /Fm Do Q"), []);
    assert_eq!(paint(&mut document, b"/Fm Do /Fm Do").len(), 1);
}

#[test]
fn a_file_that_is_none_of_ours_proves_nothing() {
    let page = page();
    let foreign = printed(
        banxin_edition::template::edition("tabloid", Date::new(2026, 11, 24).unwrap()).unwrap(),
        &root(),
    );
    let lengths = [0, 9, page.pdf.len() / 2, page.pdf.len() - 40];
    let torn = lengths.iter().map(|length| &page.pdf[..*length]);
    for pdf in torn.chain([&b"%PDF-1.6\nno"[..], &foreign.pdf]) {
        let findings = page.read_back(pdf);
        assert!(!findings.is_empty() && findings.iter().all(|one| one.rule == "pdf-text-lost"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_to_an_end(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let page = page();
        let mut pdf = page.pdf.clone();
        for (at, byte) in places {
            let at = at.index(pdf.len());
            pdf[at] = byte;
        }
        let begun = Instant::now();
        let findings = page.read_back(&pdf);
        prop_assert!(findings.iter().all(|one| matches!(one.rule, "pdf-text-lost" | "pdf-rgb")));
        prop_assert!(begun.elapsed() < Duration::from_secs(5));
    }
}
