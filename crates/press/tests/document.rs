//! The document's form: what PDF/X asks of it, and that nothing but the job decides its bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_measure::{Length, Point, Rect};
use banxin_press::{Job, PressError, PrinterProfile, Standard, export};
use banxin_scene::{Colour, Item, Stroke};
use common::reader::{inflated, number, numbers, pages, show, table, utf16};
use common::{Page, Setting, broadsheet, folder, fonts, print, profile};
use lopdf::{Document, Object};
use std::path::Path;

/// A page with a line of text, a rule, a tint and white type on a bar.
fn small(fonts: &banxin_fonts::FontBook) -> banxin_scene::Scene {
    let mut page = Page::new(fonts, Length::from_mm(270), Length::from_mm(390));
    let pt = Length::from_pt;
    page.push(Item::Fill(Rect::new(pt(50), pt(50), pt(300), pt(40)), Colour { c: 1000, m: 600, y: 0, k: 0 }));
    let white = Setting { colour: Colour::PAPER, ..Setting::new(24) };
    page.line(("Noto Sans SC", "Bold"), white, Point::new(pt(60), pt(80)), "版心");
    let rule = Stroke {
        from: Point::new(pt(50), pt(100)),
        to: Point::new(pt(350), pt(100)),
        width: Length::from_emu(6_350),
        colour: Colour::BLACK,
    };
    page.push(Item::Stroke(rule));
    page.line(("Noto Serif SC", "Regular"), Setting::new(9), Point::new(pt(50), pt(120)), "报纸的正文。");
    page.scene
}

#[test]
fn a_page_is_pdf_x_4_in_its_structure() {
    let fonts = fonts();
    let bytes = print(&fonts, &[small(&fonts)], Path::new("."), Standard::PdfX4).bytes;
    assert!(bytes.starts_with(b"%PDF-1.6\n"));
    let document = Document::load_mem(&bytes).unwrap();

    let catalogue = document.catalog().unwrap();
    let intents = catalogue.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(intents.len(), 1);
    let intent = intents[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), &b"GTS_PDFX"[..]);
    assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), &b"CGATS TR 002"[..]);
    let icc = inflated(&document, intent, "DestOutputProfile");
    assert_eq!(icc, std::fs::read(common::root().join("profiles/newsprint-tr002.icc")).unwrap());
    for key in ["OpenAction", "AA", "AcroForm", "Names", "OCProperties", "Outlines"] {
        assert!(!catalogue.has(key.as_bytes()), "{key}");
    }

    let metadata = catalogue.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = document.get_object(metadata).unwrap().as_stream().unwrap();
    assert!(!metadata.dict.has(b"Filter"), "the metadata is not compressed");
    let xmp = std::str::from_utf8(&metadata.content).unwrap();
    for part in [
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<xmp:CreateDate>2026-08-01T00:00:00+08:00</xmp:CreateDate>",
        "澄江日报 2026-08-01 &lt;05&gt; &amp; 版",
        "<pdf:Trapped>False</pdf:Trapped>",
    ] {
        assert!(xmp.contains(part), "{part}");
    }

    let info = table(&document, &document.trailer, "Info");
    assert_eq!(utf16(info.get(b"Title").unwrap().as_str().unwrap()), "澄江日报 2026-08-01 <05> & 版");
    assert_eq!(info.get(b"Trapped").unwrap().as_name().unwrap(), &b"False"[..]);
    for key in ["CreationDate", "ModDate"] {
        assert_eq!(info.get(key.as_bytes()).unwrap().as_str().unwrap(), &b"D:20260801000000+08'00'"[..]);
    }

    let page = document.get_dictionary(pages(&document)[0]).unwrap();
    for key in ["MediaBox", "TrimBox", "BleedBox"] {
        let edges = numbers(page, key);
        for (edge, wanted) in edges.iter().zip([0.0, 0.0, 270.0 / 25.4 * 72.0, 390.0 / 25.4 * 72.0]) {
            assert!((edge - wanted).abs() < 0.001, "{key} {edges:?}");
        }
    }
    for key in ["CropBox", "ArtBox", "Annots", "Group", "UserUnit", "Rotate"] {
        assert!(!page.has(key.as_bytes()), "{key}");
    }
}

#[test]
fn x_1a_has_its_own_version_and_name() {
    let fonts = fonts();
    let bytes = print(&fonts, &[small(&fonts)], Path::new("."), Standard::PdfX1a).bytes;
    assert!(bytes.starts_with(b"%PDF-1.4\n"));
    let document = Document::load_mem(&bytes).unwrap();
    let info = table(&document, &document.trailer, "Info");
    assert_eq!(info.get(b"GTS_PDFXVersion").unwrap().as_str().unwrap(), &b"PDF/X-1a:2003"[..]);
    assert!(!bytes.windows(6).any(|part| part == b"ObjStm" || part == b"/SMask"));
}

#[test]
fn only_inks_are_on_the_page_and_black_prints_over() {
    let fonts = fonts();
    let bytes = print(&fonts, &[small(&fonts)], Path::new("."), Standard::PdfX4).bytes;
    let document = Document::load_mem(&bytes).unwrap();
    let page = show(&document, pages(&document)[0]);
    for operator in ["rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "sh", "BI", "d0", "d1", "BX"] {
        assert!(!page.operators.iter().any(|used| used == operator), "{operator}");
    }
    let (white, black): (Vec<_>, Vec<_>) = page.glyphs.iter().partition(|glyph| glyph.size == 24.0);
    assert!(white.iter().all(|glyph| glyph.colour == [0.0; 4] && !glyph.overprints), "white knocks out");
    assert!(black.iter().all(|glyph| glyph.colour == [0.0, 0.0, 0.0, 1.0] && glyph.overprints), "{black:?}");
    assert_eq!((white.len(), black.len()), (2, 6));
}

#[test]
fn nothing_of_printpdf_s_own_profile_is_in_the_file() {
    let fonts = fonts();
    let document =
        Document::load_mem(&print(&fonts, &[small(&fonts)], Path::new("."), Standard::PdfX4).bytes);
    for object in document.unwrap().objects.values() {
        if let Object::Stream(stream) = object {
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            for word in [&b"FOGRA"[..], b"Adobe Systems"] {
                assert!(!content.windows(word.len()).any(|part| part == word));
            }
        }
    }
}

#[test]
fn every_font_is_a_subset_with_a_tag_of_its_own() {
    let fonts = fonts();
    let scene = broadsheet(&fonts, 400);
    let document =
        Document::load_mem(&print(&fonts, &[scene], Path::new("."), Standard::PdfX4).bytes).unwrap();
    let mut names = Vec::new();
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        match font.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Type0") => {
                assert!(!inflated(&document, font, "ToUnicode").is_empty());
                names.push(
                    String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap(),
                );
            }
            Ok(kind @ (b"CIDFontType0" | b"CIDFontType2")) => {
                let descriptor = table(&document, font, "FontDescriptor");
                let key = if kind == b"CIDFontType0" { "FontFile3" } else { "FontFile2" };
                let file = descriptor.get(key.as_bytes()).unwrap().as_reference().unwrap();
                let file = document.get_object(file).unwrap().as_stream().unwrap();
                let data = file.decompressed_content().unwrap();
                if key == "FontFile3" {
                    assert_eq!(file.dict.get(b"Subtype").unwrap().as_name().unwrap(), &b"CIDFontType0C"[..]);
                    assert_eq!(data.first(), Some(&1), "bare CFF, version 1");
                } else {
                    assert_eq!(file.dict.get(b"Length1").unwrap().as_i64().unwrap(), data.len() as i64);
                    assert_eq!(font.get(b"CIDToGIDMap").unwrap().as_name().unwrap(), &b"Identity"[..]);
                }
                for key in ["FontBBox", "Ascent", "Descent", "CapHeight", "StemV", "ItalicAngle", "Flags"] {
                    assert!(descriptor.has(key.as_bytes()), "{key}");
                }
                assert!(number(descriptor.get(b"Ascent").unwrap()) > 500.0);
                assert!(number(descriptor.get(b"Descent").unwrap()) < 0.0);
            }
            Ok(b"Type1" | b"TrueType" | b"Type3") => panic!("a font that is no CIDFont"),
            _ => {}
        }
    }
    assert_eq!(names.len(), 8);
    let tags: std::collections::BTreeSet<&str> =
        names.iter().map(|name| name.split('+').next().unwrap()).collect();
    assert_eq!(tags.len(), 8, "{names:?}");
    assert!(
        tags.iter().all(|tag| tag.len() == 6 && tag.bytes().all(|c| c.is_ascii_uppercase())),
        "{names:?}"
    );
}

#[test]
fn the_same_job_gives_the_same_bytes_and_another_job_another_identity() {
    let fonts = fonts();
    let scene = broadsheet(&fonts, 400);
    let first = print(&fonts, std::slice::from_ref(&scene), &folder("one"), Standard::PdfX4).bytes;
    let second = print(&common::fonts(), std::slice::from_ref(&scene), &folder("two"), Standard::PdfX4).bytes;
    assert!(first == second);

    let mut changed = scene.clone();
    if let Some(Item::Glyphs(run)) = changed.blocks[0].items.last_mut() {
        run.glyphs[0].at.x += Length::from_pt(1);
    }
    let third = print(&fonts, &[changed], Path::new("."), Standard::PdfX4).bytes;
    let id = |bytes: &[u8]| {
        Document::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().as_array().unwrap().clone()
    };
    let (a, b) = (id(&first), id(&third));
    assert_eq!(a[0], b[0], "the document stays the same");
    assert_ne!(a[1], b[1], "its version does not");
    assert_eq!(a[0].as_str().unwrap().len(), 16);
}

#[test]
fn each_page_names_only_what_it_uses() {
    let fonts = fonts();
    let mut other = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    other.scene.page = "06".to_owned();
    let at = Point::new(Length::from_pt(50), Length::from_pt(50));
    other.line(("LXGW WenKai", "Regular"), Setting::new(12), at, "楷");
    let scenes = [small(&fonts), other.scene];
    let document =
        Document::load_mem(&print(&fonts, &scenes, Path::new("."), Standard::PdfX4).bytes).unwrap();
    let pages = pages(&document);
    let names: Vec<Vec<String>> = pages
        .iter()
        .map(|page| {
            common::reader::fonts(&document, *page)
                .into_values()
                .map(|font| font.name[7..].to_owned())
                .collect()
        })
        .collect();
    assert_eq!(names, [vec!["NotoSansSC-Bold", "NotoSerifSC-Regular"], vec!["LXGWWenKai-Regular"]]);
}

#[test]
fn bleed_widens_the_sheet_and_moves_the_trim() {
    let fonts = fonts();
    let mut profile = profile("coldset");
    profile.sheet.bleed = Length::from_mm(3);
    let scenes = [small(&fonts)];
    let job = Job {
        scenes: &scenes,
        fonts: &fonts,
        pictures: Path::new("."),
        title: "",
        date: (2026, 8, 1),
        standard: Standard::PdfX4,
        profile: &profile,
        identity: "",
    };
    let document = Document::load_mem(&export(&job).unwrap().bytes).unwrap();
    let page = document.get_dictionary(pages(&document)[0]).unwrap();
    let mm =
        |edges: Vec<f64>| edges.iter().map(|edge| (edge / 72.0 * 254.0).round() / 10.0).collect::<Vec<_>>();
    assert_eq!(mm(numbers(page, "MediaBox")), [0.0, 0.0, 276.0, 396.0]);
    assert_eq!(mm(numbers(page, "BleedBox")), [0.0, 0.0, 276.0, 396.0]);
    assert_eq!(mm(numbers(page, "TrimBox")), [3.0, 3.0, 273.0, 393.0]);
    let shown = show(&document, pages(&document)[0]);
    let first = &shown.glyphs[0];
    assert!((first.x - 60.0 - 3.0 / 25.4 * 72.0).abs() < 0.01, "{first:?}");
}

#[test]
fn marks_stand_beyond_the_bleed_and_change_nothing_within() {
    let fonts = fonts();
    let mut profile = profile("coldset");
    profile.sheet.bleed = Length::from_mm(3);
    let scenes = [small(&fonts)];
    let print = |profile: &PrinterProfile| {
        let job = Job {
            scenes: &scenes,
            fonts: &fonts,
            pictures: Path::new("."),
            title: "",
            date: (2026, 8, 1),
            standard: Standard::PdfX4,
            profile,
            identity: "",
        };
        Document::load_mem(&export(&job).unwrap().bytes).unwrap()
    };
    let bare = print(&profile);
    profile.sheet.marks = true;
    let marked = print(&profile);
    let page = marked.get_dictionary(pages(&marked)[0]).unwrap();
    let mm =
        |edges: Vec<f64>| edges.iter().map(|edge| (edge / 72.0 * 254.0).round() / 10.0).collect::<Vec<_>>();
    assert_eq!(mm(numbers(page, "MediaBox")), [0.0, 0.0, 290.0, 410.0]);
    assert_eq!(mm(numbers(page, "BleedBox")), [7.0, 7.0, 283.0, 403.0]);
    assert_eq!(mm(numbers(page, "TrimBox")), [10.0, 10.0, 280.0, 400.0]);
    let [bare, marked] = [&bare, &marked].map(|document| show(document, pages(document)[0]));
    let further = 7.0 / 25.4 * 72.0;
    assert_eq!(bare.glyphs.len(), marked.glyphs.len());
    for (one, other) in bare.glyphs.iter().zip(&marked.glyphs) {
        assert!((other.x - one.x - further).abs() < 0.01 && (other.y - one.y - further).abs() < 0.01);
    }
    let strokes = |page: &common::reader::Page| page.operators.iter().filter(|o| *o == "S").count();
    assert!(strokes(&marked) >= strokes(&bare) + 18, "{} {}", strokes(&bare), strokes(&marked));
}

#[test]
fn what_cannot_be_printed_is_said() {
    let fonts = fonts();
    let profile = profile("plain");
    let error = |scenes: &[banxin_scene::Scene]| {
        let job = Job {
            scenes,
            fonts: &fonts,
            pictures: Path::new("."),
            title: "t",
            date: (0, 0, 99),
            standard: profile.standard,
            profile: &profile,
            identity: "i",
        };
        export(&job).err()
    };
    assert_eq!(error(&[]), Some(PressError::NoPages));
    let mut unknown = small(&fonts);
    unknown.faces[0].family = "没有这个字体".to_owned();
    assert!(matches!(error(&[unknown]), Some(PressError::FaceMissing(..))));
    let mut wrong = small(&fonts);
    wrong.faces.truncate(1);
    assert_eq!(error(&[wrong]), Some(PressError::FaceIndex(1)));
    assert_eq!(error(&[small(&fonts)]), None, "a day outside the calendar is brought into it");
}

#[test]
fn a_profile_s_mistakes_are_named_with_their_line() {
    let folder = folder("profiles");
    let good = std::fs::read_to_string(common::root().join("profiles/coldset.toml")).unwrap();
    std::fs::copy(common::root().join("profiles/newsprint-tr002.icc"), folder.join("newsprint-tr002.icc"))
        .unwrap();
    let load = |text: &str| {
        std::fs::write(folder.join("mine.toml"), text).unwrap();
        PrinterProfile::load(&folder, "mine").map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(load(&good), Ok(()));
    for (from, to, word) in [
        ("limit = 240", "limit = 1000", "100 to 400"),
        ("jpeg-quality = 92", "jpeg-qualty = 92", "jpeg-qualty"),
        ("standard = \"pdfx4\"", "standard = \"pdfx9\"", "pdfx9"),
        ("bleed = \"0mm\"", "bleed = \"3cm\"", "3mm"),
        ("format = 1", "format = 2", "format = 1"),
        ("format = 1", "format = ", "TOML"),
        ("line-art = 1200", "line-art = 12", "100 to 4800"),
        ("sharpen = 60", "sharpen = -1", "0 to 300"),
        ("reversed = \"0.5pt\"", "reversed = 0.5", "quotation marks"),
        ("marks = false", "marks = 0", "true or false"),
        ("names = \"{date}-{page}.pdf\"", "names = \"{date}.pdf\"", "{page}"),
    ] {
        let line = good.lines().position(|line| line.starts_with(from)).unwrap() + 1;
        let error = load(&good.replace(from, to)).unwrap_err();
        assert!(error.contains(&format!("mine.toml:{line}: ")) && error.contains(word), "{error}");
    }
    let cut = good.find("[rules]").unwrap();
    let short = good[..cut].replace("mean = 245\n", "") + "[sheet]\n";
    assert_eq!(load(&short), Ok(()), "what GWG says need not be said again");
    let elsewhere = std::fs::canonicalize(common::root().join("profiles/newsprint-tr002.icc")).unwrap();
    assert_eq!(load(&good.replace("newsprint-tr002.icc", elsewhere.to_str().unwrap())), Ok(()));
    let error = load(&good.replace("newsprint-tr002.icc", "none.icc")).unwrap_err();
    assert!(error.contains("none.icc"), "{error}");
    for name in ["", "../coldset", "a/b", "nobody"] {
        assert!(PrinterProfile::load(&folder, name).is_err(), "{name}");
    }
}
