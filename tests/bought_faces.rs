//! Faces like those that a paper has bought, installed for a user and named in its styles: they set text, print and are
//! read back like the shipped ones, or are refused by name.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod faces;
mod support;

use banxin_fonts::{Face, FontBook, Installed};
use faces::{Design, Names, Shape, collection};
use image::GrayImage;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use support::{Scratch, edition, other, root, solid};

/// The face that the others are made of.
fn source() -> Arc<Face> {
    let book = FontBook::open_with(&root().join("fonts"), Installed::Folders(Vec::new())).unwrap();
    book.find("Noto Serif SC", "Regular").unwrap()
}

/// Whether GBK has a character: most bought faces have those and no others. What Encoding's table has beyond, of
/// Extension A, came with GB 18030.
fn in_gbk(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, lost) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
    !lost && bytes.len() <= 2 && !('\u{3400}'..='\u{4DBF}').contains(&c)
}

fn manuscript() -> PathBuf {
    root().join("tests/manuscripts/tabloid.txt")
}

/// The characters of the manuscript that the pages are made of, and those of their furniture.
fn of_manuscript() -> String {
    let bytes = std::fs::read(manuscript()).unwrap();
    encoding_rs::GB18030.decode(&bytes).0.into_owned() + &(' '..='~').collect::<String>()
}

/// A machine with these font files installed for its user, and an edition there.
struct Machine {
    scratch: Scratch,
    dir: PathBuf,
}

impl Machine {
    fn with(files: &[(&str, Vec<u8>)]) -> Machine {
        let scratch = Scratch::new();
        let fonts = scratch.path(".fonts/bought");
        std::fs::create_dir_all(&fonts).unwrap();
        for (name, bytes) in files {
            std::fs::write(fonts.join(name), bytes).unwrap();
        }
        let dir = edition(&scratch, "E", "tabloid", &manuscript());
        Machine { scratch, dir }
    }

    /// Sets the text of the articles in a family.
    fn set_in(&self, family: &str) {
        let paper = self.dir.join("paper.toml");
        let text = std::fs::read_to_string(&paper).unwrap();
        let body = text.find("[styles.body]\nfamily = \"").unwrap() + "[styles.body]\nfamily = \"".len();
        let end = body + text[body..].find('"').unwrap();
        std::fs::write(paper, [&text[..body], family, &text[end..]].concat()).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let home = self.scratch.path("");
        Command::new(env!("CARGO_BIN_EXE_banxin")).args(arguments).env("HOME", home).output().unwrap()
    }

    fn path(&self, name: &str) -> String {
        self.scratch.path(name).to_str().unwrap().to_owned()
    }

    /// Prints to a file; what was said.
    fn export(&self, name: &str) -> (Option<i32>, String) {
        let out = self.path(name);
        let output = self.run(&["export", self.dir.to_str().unwrap(), "-o", &out, "--allow-errors"]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// The text of a PDF, without blanks.
    fn text(&self, pdf: &str) -> String {
        solid(&other("pdftotext", &["-raw", &self.path(pdf), "-"]))
    }

    /// A PDF as poppler shows it.
    fn shown(&self, pdf: &str) -> GrayImage {
        let (pdf, stem) = (self.path(pdf), self.path("shown"));
        other("pdftoppm", &["-r", "96", "-gray", "-png", "-singlefile", &pdf, &stem]);
        image::open(format!("{stem}.png")).unwrap().into_luma8()
    }
}

/// Most that a page in a bought face may differ from the page in the face that it was made of: without kerning, letters
/// stand a little apart, and coarse units round.
const ALIKE: f64 = 18.0;

/// The most that two pages differ in any square of 8 pixels, its mean, 0–255.
fn worst(one: &GrayImage, other: &GrayImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let side = 8;
    let mean = |page: &GrayImage, x: u32, y: u32| {
        let sum: u32 =
            (0..side * side).map(|n| u32::from(page.get_pixel(x + n % side, y + n / side).0[0])).sum();
        f64::from(sum) / f64::from(side * side)
    };
    let corners = |length: u32| (0..length / side).map(move |n| n * side);
    let squares = corners(one.height()).flat_map(|y| corners(one.width()).map(move |x| (x, y)));
    squares.map(|(x, y)| (mean(one, x, y) - mean(other, x, y)).abs()).fold(0.0, f64::max)
}

#[test]
fn a_bought_face_sets_the_page_as_the_face_that_it_was_made_of() {
    let (source, text) = (source(), of_manuscript());
    let design = |english, chinese| Design::new(english, chinese, &text);
    let plain = design("Bought Plain", "购宋");
    let designs = [
        ("plain.ttf", "Bought Plain", plain.clone()),
        ("english.ttf", "Bought English", Design { names: Names::English, ..design("Bought English", "") }),
        ("gbk.TTF", "购宋乙", Design { names: Names::Gbk, ..design("Bought Gbk", "购宋乙") }),
        ("chinese.ttf", "购宋丙", Design { names: Names::Chinese, ..design("Bought Chinese", "购宋丙") }),
        ("both.ttf", "购宋丁", design("Bought Both", "购宋丁")),
        (
            "256.ttf",
            "Bought Coarse",
            Design { upem: 256, ascent: 220, descent: -36, ..design("Bought Coarse", "购宋戊") },
        ),
        (
            "2048.ttf",
            "Bought Fine",
            Design { upem: 2048, ascent: 1802, descent: -246, ..design("Bought Fine", "购宋己") },
        ),
        (
            "tall.ttf",
            "Bought Tall",
            Design { ascent: 2400, descent: -1900, ..design("Bought Tall", "购宋庚") },
        ),
        ("flat.ttf", "Bought Flat", Design { ascent: 0, descent: 0, ..design("Bought Flat", "购宋辛") }),
        ("named.otf", "Bought Named", Design { shape: Shape::NameKeyed, ..design("Bought Named", "购宋壬") }),
        (
            "named2048.otf",
            "Bought Named Fine",
            Design { shape: Shape::NameKeyed, upem: 2048, ..design("Bought Named Fine", "购宋癸") },
        ),
        (
            "variable.ttf",
            "Bought Variable",
            Design { shape: Shape::Variable, ..design("Bought Variable", "购变") },
        ),
        ("print.ttf", "Bought Print", Design { fs_type: 0x0004, ..design("Bought Print", "购印") }),
        ("edit.ttf", "Bought Edit", Design { fs_type: 0x0008, ..design("Bought Edit", "购编") }),
    ];
    let mut files: Vec<(&str, Vec<u8>)> =
        designs.iter().map(|(name, _, design)| (*name, design.file(&source))).collect();
    let one = design("Bought One", "购一").file(&source);
    let two = Design { fs_type: 0x0004, ..design("Bought Two", "购二") }.file(&source);
    files.push(("both.ttc", collection(&[one, two])));
    let machine = Machine::with(&files);
    let (_, told) = machine.export("shipped.pdf");
    let (shipped, text) = (machine.shown("shipped.pdf"), machine.text("shipped.pdf"));
    assert!(text.contains("许䶮") && text.contains('𬭎'));
    let told = told.replace("shipped.pdf", "page.pdf");
    let families = designs.iter().map(|(_, family, design)| (*family, design.english));
    for (family, english) in families.chain([("Bought One", "Bought One"), ("购二", "Bought Two")]) {
        machine.set_in(family);
        let (code, said) = machine.export("page.pdf");
        let findings = |said: &str| {
            said.lines().filter(|line| !line.contains("page.pdf")).collect::<Vec<_>>().join("\n")
        };
        assert_eq!((code, findings(&said)), (Some(0), findings(&told)), "{family}");
        let pdf = machine.path("page.pdf");
        let fonts = other("pdffonts", &[&pdf]);
        let name = if family == "购宋乙" {
            "购宋乙-常规".to_owned()
        } else {
            english.replace(' ', "") + "-Regular"
        };
        assert!(
            fonts.lines().any(|line| line.contains(&name) && line.contains("yes yes yes")),
            "{name}: {fonts}"
        );
        other("qpdf", &["--check", &pdf]);
        assert_eq!(machine.text("page.pdf"), text, "{family}");
        let off = worst(&machine.shown("page.pdf"), &shipped);
        assert!(off < ALIKE, "{family}: {off}");
    }
    // The measure can fail: a face that shows one character as another.
    let wrong = Design { characters: text.replace('的', ""), twins: vec![('的', '一')], ..plain };
    let machine = Machine::with(&[("wrong.ttf", wrong.file(&source))]);
    machine.set_in("Bought Plain");
    machine.export("page.pdf");
    let off = worst(&machine.shown("page.pdf"), &shipped);

    assert!(off > ALIKE * 1.5, "{off}");
}

/// The advances of a text's characters in a family, one line, and what was said about it.
fn advances(machine: &Machine, family: &str, text: &str) -> Vec<(String, f64)> {
    let request = serde_json::json!({ "text": text, "measure": 60, "indent": 0, "font": family }).to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_banxin"))
        .arg("compose")
        .env("HOME", machine.scratch.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{request}").unwrap();
    let answer: serde_json::Value =
        serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    let lines = answer["lines"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let chars = lines.iter().flat_map(|line| line["chars"].as_array().unwrap());
    chars.map(|c| (c["c"].as_str().unwrap().to_owned(), c["advance"].as_f64().unwrap())).collect()
}

/// The shipped face says with `halt` what may be taken of a mark's width; where a face does not, its ink says the same.
#[test]
fn marks_are_as_wide_without_the_feature_that_halves_them() {
    let text = "他说：“好，（真的）。”——《临溪·日报》，“《甲》”、「乙」；怎么？！……1982年";
    let design = Design::new("Bought Plain", "购宋", text);
    let coarse = Design { upem: 256, ..Design::new("Bought Coarse", "购宋戊", text) };
    let machine =
        Machine::with(&[("plain.ttf", design.file(&source())), ("256.ttf", coarse.file(&source()))]);
    let shipped = advances(&machine, "Noto Serif SC", text);
    assert!(
        shipped.iter().any(|(c, width)| c == "（" && *width < 0.6),
        "marks side by side are halved: {shipped:?}"
    );
    for family in ["Bought Plain", "购宋戊"] {
        let bought = advances(&machine, family, text);
        assert_eq!(bought.len(), shipped.len());
        for ((c, wanted), (other, width)) in shipped.iter().zip(&bought) {
            assert!(
                c == other && (wanted - width).abs() < 0.005,
                "{family}: {other} is {width} wide, {c} was {wanted}"
            );
        }
    }
}

#[test]
fn what_a_bought_face_lacks_is_set_in_another_and_told() {
    let text: String = of_manuscript().chars().filter(|c| in_gbk(*c)).collect();
    assert!(text.contains('许') && !text.contains('𬭎'));
    let design = Design { names: Names::Gbk, ..Design::new("Bought", "购报宋", &text) };
    let machine = Machine::with(&[("gbk.ttf", design.file(&source()))]);
    machine.export("shipped.pdf");
    machine.set_in("购报宋");
    let (code, said) = machine.export("page.pdf");
    assert_eq!(code, Some(0));
    let told: Vec<&str> = said.lines().filter(|line| line.contains("glyph-fallback")).collect();
    let [line] = told[..] else { panic!("{said}") };
    assert!(
        line.contains("'𬭎' (U+2CB4E) is not in the style's face; it was set in Noto Serif SC Regular"),
        "{line}"
    );
    assert_eq!(machine.text("page.pdf"), machine.text("shipped.pdf"));
    assert!(worst(&machine.shown("page.pdf"), &machine.shown("shipped.pdf")) < ALIKE);
}

#[test]
fn faces_that_may_not_or_cannot_be_embedded_are_refused_by_name() {
    let (source, text) = (source(), of_manuscript());
    let design = |english, fs_type| Design { fs_type, ..Design::new(english, english, &text) };
    let designs = [
        ("a.ttf", design("Bought Restricted", 0x0002), "forbids being embedded"),
        ("b.ttf", design("Bought Whole", 0x0104), "forbids being embedded"),
        ("c.ttf", design("Bought Bitmaps", 0x0200), "forbids being embedded"),
        (
            "d.otf",
            Design { shape: Shape::NameKeyed, ..design("Bought Restricted Too", 0x0002) },
            "forbids being embedded",
        ),
        ("e.otf", Design { shape: Shape::Cff2, ..design("Bought Two", 0) }, "cannot be embedded"),
    ];
    let files: Vec<(&str, Vec<u8>)> =
        designs.iter().map(|(name, design, _)| (*name, design.file(&source))).collect();
    let machine = Machine::with(&files);
    for (_, design, why) in &designs {
        machine.set_in(design.english);
        let (code, said) = machine.export("page.pdf");
        assert_eq!(code, Some(2), "{said}");
        let name = design.english.replace(' ', "") + "-Regular";
        assert!(said.contains(&name) && said.contains(why) && said.contains("choose another"), "{said}");
        assert!(!Path::new(&machine.path("page.pdf")).exists());
    }
}

/// A supplementary character, two characters of one glyph, and letters that a face joins, read back as they were written.
#[test]
fn rare_characters_are_read_back() {
    let book = FontBook::open_with(&root().join("fonts"), Installed::Folders(Vec::new())).unwrap();
    let kai = book.find("LXGW WenKai", "Regular").unwrap();
    let words = "𠮷野家与\u{5140}、\u{FA0C}二字和office、ﬁne";
    let text = of_manuscript() + words;
    let twins = vec![('\u{FA0C}', '\u{5140}')];
    let design = |english, chinese, shape| Design {
        twins: twins.clone(),
        shape,
        ..Design::new(english, chinese, &text.replace('\u{FA0C}', ""))
    };
    let machine = Machine::with(&[
        ("kai.ttf", design("Bought Kai", "购楷", Shape::TrueType).file(&kai)),
        ("kai.otf", design("Bought Named Kai", "购楷乙", Shape::NameKeyed).file(&kai)),
    ]);
    let story = machine.dir.join("stories/s02.story");
    let old = std::fs::read_to_string(&story).unwrap();
    let new = old.replacen("从今晚起，", &format!("{words}，从今晚起，"), 1);
    assert_ne!(old, new);
    std::fs::write(&story, new).unwrap();
    for family in ["购楷", "Bought Named Kai", "Noto Serif SC"] {
        machine.set_in(family);
        let (code, said) = machine.export("page.pdf");
        assert_eq!(code, Some(0), "{said}");
        assert!(machine.text("page.pdf").contains(words), "{family}: {}", machine.text("page.pdf"));
    }
}
