//! Scenes to print: text set as simply as can be, from the shipped faces.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "shared by several test programs")]

pub(crate) mod reader;

use banxin_fonts::{Face, FontBook};
use banxin_measure::{Length, Point, Rect, Size, Turn};
use banxin_press::{Job, Pdf, PrinterProfile, Standard, export};
use banxin_scene::{Colour, FaceIndex, FaceName, Glyph, GlyphRun, Item, Origin, Scene, SceneBlock};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The shipped faces.
pub(crate) fn fonts() -> FontBook {
    FontBook::open(&root().join("fonts")).unwrap()
}

/// A shipped printer profile.
pub(crate) fn profile(name: &str) -> PrinterProfile {
    PrinterProfile::load(&root().join("profiles"), name).unwrap()
}

/// A folder of a test's own, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program of other people's and gives what it says.
pub(crate) fn other(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} is not there ({error}); scripts/test installs it"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.trim().is_empty(), "{program} {arguments:?}: {complaint}");
    output.stdout
}

/// A page under construction.
pub(crate) struct Page<'a> {
    pub(crate) fonts: &'a FontBook,
    pub(crate) scene: Scene,
}

/// How a run is set.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) size: Length,
    pub(crate) width_permille: u16,
    pub(crate) colour: Colour,
    /// Added after each glyph.
    pub(crate) tracking: Length,
}

impl Setting {
    pub(crate) fn new(points: i64) -> Setting {
        let size = Length::from_pt(points);
        Setting { size, width_permille: 1000, colour: Colour::BLACK, tracking: Length::ZERO }
    }
}

impl<'a> Page<'a> {
    pub(crate) fn new(fonts: &'a FontBook, width: Length, height: Length) -> Page<'a> {
        let scene = Scene {
            page: "05".to_owned(),
            trim: Size { width, height },
            faces: Vec::new(),
            blocks: vec![SceneBlock {
                id: "a".to_owned(),
                frame: Rect::default(),
                items: Vec::new(),
                fit: None,
                lines: Vec::new(),
            }],
            guides: Default::default(),
        };
        Page { fonts, scene }
    }

    pub(crate) fn face(&mut self, family: &str, style: &str) -> (FaceIndex, Arc<Face>) {
        let name = FaceName { family: family.to_owned(), style: style.to_owned() };
        let place = self.scene.faces.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.scene.faces.push(name);
            self.scene.faces.len() - 1
        });
        let face = self.fonts.find(family, style).unwrap_or_else(|| panic!("no {family} {style}"));
        (FaceIndex(place as u16), face)
    }

    pub(crate) fn push(&mut self, item: Item) {
        self.scene.blocks.last_mut().unwrap().items.push(item);
    }

    /// Sets a line of text, each character by its own glyph and width; gives the pen's last place.
    pub(crate) fn line(&mut self, face: (&str, &str), setting: Setting, at: Point, text: &str) -> Length {
        let (index, face) = self.face(face.0, face.1);
        let mut x = at.x;
        let mut glyphs = Vec::new();
        for (start, c) in text.char_indices() {
            let id = face.glyph(c).unwrap_or(0);
            let advance =
                Length::from_font_units(i32::from(face.advance(id)), face.units_per_em(), setting.size)
                    .scale(i64::from(setting.width_permille), 1000)
                    + setting.tracking;
            let end = start + c.len_utf8();
            glyphs.push(Glyph { id, at: Point::new(x, at.y), advance, text: (start as u32, end as u32) });
            x += advance;
        }
        self.push(Item::Glyphs(GlyphRun {
            face: index,
            size: setting.size,
            width_permille: setting.width_permille,
            colour: setting.colour,
            gradient: None,
            turn: Turn::Upright,
            spread: Length::ZERO,
            text: text.to_owned(),
            glyphs,
            origin: Origin::Generated,
        }));
        x
    }
}

/// Exports scenes with the newspaper profile.
pub(crate) fn print(fonts: &FontBook, scenes: &[Scene], pictures: &Path, standard: Standard) -> Pdf {
    let profile = profile("coldset");
    export(&Job {
        scenes,
        fonts,
        pictures,
        title: "澄江日报 2026-08-01 <05> & 版",
        date: (2026, 8, 1),
        standard,
        profile: &profile,
        identity: "澄江日报/2026-08-01/05",
    })
    .unwrap()
}

/// Characters in the order of the code charts, from 一, as many as are wanted.
pub(crate) fn characters(count: u32) -> impl Iterator<Item = char> {
    (0x4E00..0x4E00 + count).filter_map(char::from_u32)
}

/// A broadsheet page full of text: eight columns of body and some heads, `faces` of them in use, no pictures.
pub(crate) fn broadsheet(fonts: &FontBook, distinct: u32) -> Scene {
    let mut page = Page::new(fonts, Length::from_mm(390), Length::from_mm(540));
    let faces = [
        ("Noto Serif SC", "Regular"),
        ("Noto Serif SC", "Bold"),
        ("Noto Serif SC", "Black"),
        ("Noto Sans SC", "Regular"),
        ("Noto Sans SC", "Bold"),
        ("Noto Sans SC", "Black"),
        ("LXGW WenKai", "Regular"),
        ("FandolFang", "Regular"),
    ];
    // A step that shares no factor with the count visits every character.
    let pool: Vec<char> = characters(distinct).collect();
    let mut next = 0usize;
    let mut take = |count: usize| -> String {
        let step = 617;
        let text = (0..count).map(|n| pool[(next + n) * step % pool.len()]).collect();
        next += count;
        text
    };
    for (row, face) in faces.iter().enumerate() {
        let y = Length::from_mm(30) + Length::from_pt(40) * row as i64;
        let text = take(14);
        page.line(*face, Setting::new(32), Point::new(Length::from_mm(19), y), &text);
    }
    let (measure, gap) = (Length::from_pt(9) * 13, Length::from_pt(9));
    for column in 0..8 {
        for line in 0..58 {
            let x = Length::from_mm(19) + (measure + gap) * column;
            let y = Length::from_mm(160) + Length::from_pt(12) * line;
            let mut setting = Setting::new(9);
            // Every third line is justified by a little space.
            setting.tracking = if line % 3 == 0 { Length::from_emu(1_111) } else { Length::ZERO };
            let text = take(13);
            page.line(faces[0], setting, Point::new(x, y), &text);
        }
    }
    page.scene
}
