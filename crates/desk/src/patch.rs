//! The patch: what the screen needs to draw a page.
//!
//! ```text
//! patch    = "BXP4" serial whole:0|1 revision page:text width:length height:length
//!            faces:count { family:text style:text }
//!            guides
//!            order:count { id:text }                   every block, in the order of painting
//!            blocks:count { block }                    those that are new or changed; all, if whole
//!            notes:text state:text
//! guides   = type-area:rect  columns:count { rect }  lines:count { length }
//!            character:length line:length characters gap
//! block    = id:text about:text frame:rect
//!            fits:0|1 overset-characters overset-lines underset-lines   (all 0 for a block without text)
//!            items:count { item }
//! item     = 0 face size:length width-permille rgb turn reach:length shades:count { gradient }
//!            glyphs:count { glyph-id x:length y:length }
//!            glyphs, each turned about its place; with a gradient (0 or 1) instead of `rgb`; their ink reaches `reach`
//!            beyond their edges
//!          | 1 rgb rect                                   a filled rectangle
//!          | 2 rgb from:point to:point width:length       a straight rule
//!          | 3 rgb segments:count { segment }             a filled shape, non-zero winding
//!          | 4 frame:rect placed:rect file:text turn flipped:0|1 plates stand-ins:count { item }
//!            a picture, mirrored left to right and then turned so that it fills `placed`; an empty text for one that is
//!            not there, and what to paint until or unless it can be had
//!          | 5 rgb width:length segments:count { segment }  a path drawn with round corners and ends
//!          | 6 gradient segments:count { segment }        a filled shape, non-zero winding
//! turn     = quarters clockwise, 0 to 3
//! plates   = what prints it: 0 all inks | 1 black | 2 black and red, to be named in the request of the picture
//! gradient = from:point to:point stops:count { rgb }      colours at even steps; the ends go on beyond
//! segment  = 0 point | 1 point | 2 point point point | 3  move, line, cubic curve, close
//! rgb      = 0x00RRGGBB, the plain screen colour of the inks
//! ```
//!
//! Glyphs that a face does not have (id 0) are left out of their run; the box that every painter shows for them
//! follows it as filled rectangles. Points and rectangles are on the page, from the top left corner of the trimmed
//! page. A glyph takes 12 bytes. The table of faces only grows in a sitting, so that what was sent stays true.
//! `lines` are the tops of the grid's lines and the foot of the last, `characters` the 字 of a basic column, `gap` those
//! between two.
//! `about` is a JSON object with what the document says of the block, see [`crate::about`]; `notes` is one with the
//! ledger and the findings of the page, see [`crate::notes`]; `state` one with what can be undone and where the caret is,
//! see [`crate::state`].

use crate::wire::Words;
use banxin_measure::{Grid, Turn};
use banxin_scene::{
    Colour, GlyphRun, Gradient, Item, Paint, Path, Plates, Scene, SceneBlock, Segment, missing_glyph,
    placeholder,
};

/// The glyph that stands in a face for everything that it does not have.
const NOT_IN_FACE: u16 = 0;

/// What stands at the head of every patch.
pub(crate) struct Head<'a> {
    pub(crate) serial: u32,
    pub(crate) whole: bool,
    pub(crate) revision: u32,
    pub(crate) grid: &'a Grid,
}

/// Writes a patch with these blocks, each as [`encode_block`] wrote it.
pub(crate) fn encode(head: &Head<'_>, scene: &Scene, blocks: &[&[u8]], notes: &str, state: &str) -> Vec<u8> {
    let mut words = Words::of_kind(b"BXP4");
    words.count(head.serial);
    words.count(u32::from(head.whole));
    words.count(head.revision);
    words.text(&scene.page);
    words.length(scene.trim.width);
    words.length(scene.trim.height);
    words.size(scene.faces.len());
    for face in &scene.faces {
        words.text(&face.family);
        words.text(&face.style);
    }
    words.rect(scene.guides.type_area);
    words.size(scene.guides.columns.len());
    for column in &scene.guides.columns {
        words.rect(*column);
    }
    words.size(scene.guides.lines.len());
    for line in &scene.guides.lines {
        words.length(*line);
    }
    words.length(head.grid.character);
    words.length(head.grid.line);
    words.count(head.grid.characters);
    words.count(head.grid.gap);
    words.size(scene.blocks.len());
    for block in &scene.blocks {
        words.text(&block.id);
    }
    words.size(blocks.len());
    for block in blocks {
        words.raw(block);
    }
    words.text(notes);
    words.text(state);
    words.finish()
}

/// Writes a block by itself.
pub(crate) fn encode_block(block: &SceneBlock, about: &str) -> Vec<u8> {
    let mut words = Words::default();
    words.text(&block.id);
    words.text(about);
    words.rect(block.frame);
    let fit = block.fit.unwrap_or_default();
    words.count(u32::from(block.fit.is_some()));
    words.count(fit.overset_characters);
    words.count(fit.overset_lines);
    words.count(fit.underset_lines);
    let boxes: Vec<Vec<Item>> = block.items.iter().map(boxes_of).collect();
    words.size(block.items.len() + boxes.iter().map(Vec::len).sum::<usize>());
    for (item, boxes) in block.items.iter().zip(&boxes) {
        encode_item(&mut words, item);
        for item in boxes {
            encode_item(&mut words, item);
        }
    }
    words.finish()
}

/// The boxes of a run's glyphs that its face does not have.
fn boxes_of(item: &Item) -> Vec<Item> {
    let Item::Glyphs(run) = item else { return Vec::new() };
    let missing = run.glyphs.iter().filter(|glyph| glyph.id == NOT_IN_FACE);
    missing.flat_map(|glyph| missing_glyph(glyph.at, glyph.advance, run.size, run.turn, run.colour)).collect()
}

fn encode_run(words: &mut Words, run: &GlyphRun) {
    words.count(u32::from(run.face.0));
    words.length(run.size);
    words.count(u32::from(run.width_permille));
    let (colour, shade) = match run.paint() {
        Paint::Plain(colour) => (colour, None),
        Paint::Gradient(gradient) => (run.colour, Some(gradient)),
    };
    words.count(rgb(colour));
    encode_turn(words, run.turn);
    words.length(run.reach());
    words.size(usize::from(shade.is_some()));
    if let Some(gradient) = &shade {
        encode_gradient(words, gradient);
    }
    let there = || run.glyphs.iter().filter(|glyph| glyph.id != NOT_IN_FACE);
    words.size(there().count());
    for glyph in there() {
        words.count(u32::from(glyph.id));
        words.point(glyph.at);
    }
}

fn encode_item(words: &mut Words, item: &Item) {
    match item {
        Item::Glyphs(run) => {
            words.count(0);
            encode_run(words, run);
        }
        Item::Fill(rect, colour) => {
            words.count(1);
            words.count(rgb(*colour));
            words.rect(*rect);
        }
        Item::Stroke(stroke) => {
            words.count(2);
            words.count(rgb(stroke.colour));
            words.point(stroke.from);
            words.point(stroke.to);
            words.length(stroke.width);
        }
        Item::Shape(path, colour) => encode_shape(words, path, Paint::Plain(*colour)),
        Item::Shade(path, gradient) => encode_shape(words, path, gradient.paint()),
        Item::Outline(path, width, colour) => {
            words.count(5);
            words.count(rgb(*colour));
            words.length(*width);
            encode_path(words, path);
        }
        Item::Image(image) => {
            words.count(4);
            words.rect(image.frame);
            words.rect(image.placed);
            words.text(image.file.as_deref().unwrap_or_default());
            encode_turn(words, image.turn);
            words.count(u32::from(image.flipped));
            words.count(match image.plates {
                Plates::All => 0,
                Plates::Black => 1,
                Plates::BlackAndRed => 2,
            });
            let stand_ins = placeholder(image.frame);
            words.size(stand_ins.len());
            for item in &stand_ins {
                encode_item(words, item);
            }
        }
    }
}

fn encode_shape(words: &mut Words, path: &Path, paint: Paint) {
    match paint {
        Paint::Plain(colour) => {
            words.count(3);
            words.count(rgb(colour));
        }
        Paint::Gradient(gradient) => {
            words.count(6);
            encode_gradient(words, &gradient);
        }
    }
    encode_path(words, path);
}

fn encode_turn(words: &mut Words, turn: Turn) {
    words.count(u32::from(turn.quarters()));
}

fn encode_gradient(words: &mut Words, gradient: &Gradient) {
    words.point(gradient.from);
    words.point(gradient.to);
    let stops = gradient.stops();
    words.size(stops.len());
    for stop in stops {
        words.count(rgb(stop));
    }
}

fn encode_path(words: &mut Words, path: &Path) {
    words.size(path.segments.len());
    for segment in &path.segments {
        encode_segment(words, segment);
    }
}

fn encode_segment(words: &mut Words, segment: &Segment) {
    match segment {
        Segment::Move(to) => {
            words.count(0);
            words.point(*to);
        }
        Segment::Line(to) => {
            words.count(1);
            words.point(*to);
        }
        Segment::Curve(first, second, to) => {
            words.count(2);
            words.point(*first);
            words.point(*second);
            words.point(*to);
        }
        Segment::Close => words.count(3),
    }
}

fn rgb(colour: Colour) -> u32 {
    let [red, green, blue] = colour.to_rgb();
    u32::from_be_bytes([0, red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::about::about;
    use banxin_edition::model::{
        Block, BlockKind, HeadPlace, Layer, Page, PageColour, Photo, Stand, Wrap, WrapSides,
    };
    use banxin_measure::{CellRect, Dividing, Division, Length, Point, Rect, Size};
    use banxin_scene::{FaceIndex, FaceName, Fit, Glyph, GlyphRun, Guides, Image, Origin, Stroke};

    fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
        Rect::new(Length::from_mm(x), Length::from_mm(y), Length::from_mm(width), Length::from_mm(height))
    }

    fn point(x: i64, y: i64) -> Point {
        Point::new(Length::from_mm(x), Length::from_mm(y))
    }

    /// One item of every kind.
    fn scene() -> Scene {
        let glyph = |id, x| Glyph { id, at: point(x, 12), advance: Length::from_mm(3), text: (0, 3) };
        let run = GlyphRun {
            face: FaceIndex(1),
            size: Length::from_pt(9),
            width_permille: 950,
            colour: Colour { c: 0, m: 1000, y: 1000, k: 0 },
            gradient: None,
            turn: Turn::Upright,
            spread: Length::ZERO,
            text: "版心".into(),
            glyphs: vec![glyph(1234, 10), glyph(0, 13), glyph(65535, -13)],
            origin: Origin::Generated,
        };
        let gradient = Gradient {
            from: point(10, 20),
            to: point(110, 20),
            colours: (Colour { c: 1000, m: 0, y: 0, k: 0 }, Colour::BLACK),
        };
        let turned = GlyphRun {
            gradient: Some(gradient),
            turn: Turn::Right,
            spread: Length::from_emu(2540),
            glyphs: vec![glyph(77, 20)],
            ..run.clone()
        };
        let stroke = Stroke {
            from: point(1, 2),
            to: point(3, 2),
            width: Length::from_emu(3175),
            colour: Colour::BLACK,
        };
        let shape = Path {
            segments: vec![
                Segment::Move(point(0, 0)),
                Segment::Line(point(5, 0)),
                Segment::Curve(point(5, 1), point(4, 2), point(3, 3)),
                Segment::Close,
            ],
        };
        let image = |file: Option<&str>| Image {
            frame: rect(20, 20, 40, 30),
            placed: rect(15, 20, 50, 30),
            file: file.map(str::to_owned),
            turn: Turn::Upright,
            flipped: false,
            plates: Plates::All,
        };
        let face = |style: &str| FaceName { family: "Noto Serif SC".into(), style: style.into() };
        Scene {
            page: "05".into(),
            trim: Size { width: Length::from_mm(390), height: Length::from_mm(540) },
            faces: vec![face("Regular"), face("Black")],
            blocks: vec![
                SceneBlock {
                    id: "folio".into(),
                    frame: rect(0, 0, 9, 9),
                    items: Vec::new(),
                    fit: None,
                    lines: Vec::new(),
                },
                SceneBlock {
                    id: "b2".into(),
                    frame: rect(10, 10, 100, 80),
                    items: vec![
                        Item::Fill(rect(10, 10, 100, 80), Colour::grey(100)),
                        Item::Glyphs(run),
                        Item::Stroke(stroke),
                        Item::Shape(shape.clone(), Colour::BLACK),
                        Item::Image(image(Some("pictures/图1.jpg"))),
                        Item::Image(image(None)),
                        Item::Glyphs(turned),
                        Item::Outline(shape.clone(), Length::from_mm(2), Colour::grey(500)),
                        Item::Shade(shape, gradient),
                        Item::Image(Image {
                            turn: Turn::Left,
                            flipped: true,
                            plates: Plates::BlackAndRed,
                            ..image(Some("a.png"))
                        }),
                    ],
                    fit: Some(Fit { overset_characters: 37, overset_lines: 3, underset_lines: 0 }),
                    lines: Vec::new(),
                },
            ],
            guides: Guides {
                type_area: rect(19, 25, 352, 490),
                columns: vec![rect(19, 25, 41, 490), rect(63, 25, 41, 490)],
                lines: vec![Length::from_mm(25), Length::from_mm(30)],
            },
        }
    }

    /// The front end's decoder is tested on the same file (ui/src/wire/patch.test.ts), so that both sides of the
    /// wire cannot drift apart. `BANXIN_WRITE_FIXTURES=1` writes it anew after a change of the format.
    #[test]
    fn the_wire_is_as_the_front_end_reads_it() {
        let notes = r#"{"articles":[],"cells":{"all":9,"text":4,"heads":2,"pictures":1,"ads":1,"blank":1},"findings":[]}"#;
        let scene = scene();
        let grid = Grid {
            trim: scene.trim,
            left: Length::ZERO,
            top: Length::ZERO,
            columns: 2,
            characters: 13,
            gap: 1,
            lines: 1,
            character: Length::from_pt(9),
            line: Length::from_pt(12),
        };
        let layer = Layer { name: "天窗".into(), hidden: false, locked: true };
        let page = Page {
            number: "05".into(),
            title: String::new(),
            colour: PageColour::Full,
            grid,
            staff: None,
            layers: vec![layer],
            blocks: Vec::new(),
        };
        let photo = |picture: &str| Photo::new(picture, CellRect::new(3, 20, 2, 10), 2);
        let mut layout = Box::<banxin_edition::model::Layout>::default();
        layout.manner.division = Some(Division::into(3, Dividing::Unequal));
        layout.head_at = Some(HeadPlace { column: 1, line: 0, columns: 4 });
        let article = BlockKind::Article {
            story: "s01".into(),
            headline_size: None,
            head_lines: 8,
            photos: vec![photo("k1"), photo("k2")],
            boxed: false,
            layout,
        };
        let wrap = Wrap { sides: WrapSides::Neither, distance: Length::from_pt(9) };
        let stand = Stand { wrap: Some(wrap), layer: Some("天窗".into()), ..Stand::default() };
        let article = Block { stand, ..Block::new("b2", article, CellRect::new(0, 4, 5, 36)) };
        let abouts = [
            about(&page, &Block::new("folio", BlockKind::Folio, CellRect::new(0, 0, 8, 3))),
            about(&page, &article),
        ];
        let blocks: Vec<Vec<u8>> =
            scene.blocks.iter().zip(&abouts).map(|(block, about)| encode_block(block, about)).collect();
        let blocks: Vec<&[u8]> = blocks.iter().map(Vec::as_slice).collect();
        let state = r#"{"dirty":false,"undo":null,"redo":null,"stories":1,"select":null,"text":null}"#;
        let head = Head { serial: 1, whole: true, revision: 7, grid: &grid };
        let hex =
            encode(&head, &scene, &blocks, notes, state).chunks(4).fold(String::new(), |mut lines, word| {
                lines.extend(word.iter().map(|byte| format!("{byte:02x}")));
                lines.push('\n');
                lines
            });
        let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/wire/fixtures/patch.hex");
        if std::env::var_os("BANXIN_WRITE_FIXTURES").is_some() {
            std::fs::write(fixture, &hex).unwrap();
        }
        assert!(std::fs::read_to_string(fixture).unwrap() == hex, "the patch is not as {fixture} has it");
    }
}
