//! A page over two sheets (通版), cut down its middle for presses that print each sheet by itself.
//!
//! Whatever lies across the cut stands in both halves, so that the two meet when they are laid beside one another; text
//! is counted once all the same: a glyph belongs to the half in which its middle lies, and in the other it says nothing.

use crate::{Glyph, GlyphRun, Gradient, Image, Item, Origin, Path, Scene, SceneBlock, Segment, Stroke};
use banxin_measure::{Length, Point, Rect, Size, Turn};

/// How far a half reaches over the cut: what a press may print beyond its trim.
const OVER: Length = Length::from_mm(5);

/// The two numbers of a page over two sheets, such as `04` and `05` of `04-05`; `None` for a page of one.
pub fn numbers_of_halves(number: &str) -> Option<[&str; 2]> {
    number.split_once('-').map(|(left, right)| [left, right])
}

impl Scene {
    /// The left and the right half, each a page of half the width with its own number; `None` for a page of one sheet.
    /// What an editor needs, guides and lines of text, is left out.
    pub fn halves(&self) -> Option<[Scene; 2]> {
        let [left, right] = numbers_of_halves(&self.page)?;
        let middle = self.trim.width / 2;
        Some([self.half(left, Length::ZERO, middle), self.half(right, middle, self.trim.width)])
    }

    fn half(&self, number: &str, from: Length, to: Length) -> Scene {
        let cut = Cut { from, to, outer: self.trim.width };
        let blocks = self.blocks.iter().filter_map(|block| {
            let items: Vec<Item> = block.items.iter().flat_map(|item| cut.item(item)).collect();
            let frame = cut.moved_rect(&block.frame);
            let (id, fit) = (block.id.clone(), block.fit);
            (!items.is_empty()).then_some(SceneBlock { id, frame, items, fit, lines: Vec::new() })
        });
        Scene {
            page: number.to_owned(),
            trim: Size { width: to - from, height: self.trim.height },
            faces: self.faces.clone(),
            blocks: blocks.collect(),
            guides: Default::default(),
        }
    }
}

/// Neighbouring clusters of a run that are all the half's own, or all only reach into it.
struct Stretch {
    own: bool,
    /// The number of the cluster that would carry it on.
    next: usize,
    run: GlyphRun,
}

/// The part of a page that a half shows.
struct Cut {
    from: Length,
    to: Length,
    /// The width of the whole page: beyond its outer edges everything stays.
    outer: Length,
}

impl Cut {
    /// From where to where the half paints, on the whole page.
    fn reach(&self) -> (Length, Length) {
        let far = self.outer;
        let left = if self.from == Length::ZERO { -far } else { self.from - OVER };
        let right = if self.to == self.outer { self.outer + far } else { self.to + OVER };
        (left, right)
    }

    fn shows(&self, left: Length, right: Length) -> bool {
        let (low, high) = self.reach();
        left <= high && right >= low
    }

    fn moved(&self, at: Point) -> Point {
        Point::new(at.x - self.from, at.y)
    }

    fn moved_rect(&self, rect: &Rect) -> Rect {
        Rect { x: rect.x - self.from, ..*rect }
    }

    /// What the half shows of a rectangle, moved.
    fn part(&self, rect: &Rect) -> Option<Rect> {
        let (low, high) = self.reach();
        let (left, right) = (rect.x.max(low), rect.right().min(high));
        let part = Rect::new(left, rect.y, right - left, rect.height);
        (right > left).then(|| self.moved_rect(&part))
    }

    fn item(&self, item: &Item) -> Vec<Item> {
        let one = match item {
            Item::Glyphs(run) => return self.run(run),
            Item::Fill(rect, colour) => self.part(rect).map(|rect| Item::Fill(rect, *colour)),
            Item::Stroke(stroke) => self.stroke(stroke),
            Item::Shape(path, colour) => self.path(path, Length::ZERO).map(|path| Item::Shape(path, *colour)),
            Item::Outline(path, width, colour) => {
                self.path(path, *width).map(|path| Item::Outline(path, *width, *colour))
            }
            Item::Shade(path, gradient) => {
                self.path(path, Length::ZERO).map(|path| Item::Shade(path, self.gradient(gradient)))
            }
            Item::Image(image) => self.image(image),
        };
        one.into_iter().collect()
    }

    fn stroke(&self, stroke: &Stroke) -> Option<Item> {
        let (from, to) = (stroke.from, stroke.to);
        let half = stroke.width / 2;
        let seen = self.shows(from.x.min(to.x) - half, from.x.max(to.x) + half);
        seen.then(|| Item::Stroke(Stroke { from: self.moved(from), to: self.moved(to), ..*stroke }))
    }

    fn image(&self, image: &Image) -> Option<Item> {
        let frame = self.part(&image.frame)?;
        Some(Item::Image(Image { frame, placed: self.moved_rect(&image.placed), ..image.clone() }))
    }

    fn gradient(&self, gradient: &Gradient) -> Gradient {
        Gradient { from: self.moved(gradient.from), to: self.moved(gradient.to), ..*gradient }
    }

    fn path(&self, path: &Path, pen: Length) -> Option<Path> {
        let ends = path.segments.iter().flat_map(|segment| match segment {
            Segment::Move(to) | Segment::Line(to) => vec![to.x],
            Segment::Curve(a, b, to) => vec![a.x, b.x, to.x],
            Segment::Close => Vec::new(),
        });
        let (left, right) = ends.map(|x| (x, x)).reduce(|(low, high), (x, _)| (low.min(x), high.max(x)))?;
        let moved = |segment: &Segment| match segment {
            Segment::Move(to) => Segment::Move(self.moved(*to)),
            Segment::Line(to) => Segment::Line(self.moved(*to)),
            Segment::Curve(a, b, to) => Segment::Curve(self.moved(*a), self.moved(*b), self.moved(*to)),
            Segment::Close => Segment::Close,
        };
        let seen = self.shows(left - pen, right + pen);
        seen.then(|| Path { segments: path.segments.iter().map(moved).collect() })
    }

    /// A run as those stretches of it that the half shows: its own, and silent ones that reach over the cut.
    fn run(&self, run: &GlyphRun) -> Vec<Item> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut before = 0u32;
        let clusters = run.glyphs.chunk_by(|a, b| a.text == b.text && a.id != 0 && b.id != 0);
        for (number, cluster) in clusters.enumerate() {
            let Some(first) = cluster.first() else { continue };
            let start = before;
            let said = run.text.get(first.text.0 as usize..first.text.1 as usize).unwrap_or_default();
            before = before.saturating_add(u32::try_from(said.chars().count()).unwrap_or(u32::MAX));
            let own = self.owns(self.middle(run, first));
            if !own && !cluster.iter().any(|glyph| self.touches(run, glyph)) {
                continue;
            }
            if stretches.last().is_none_or(|last| last.own != own || last.next != number) {
                stretches.push(Stretch { own, next: number, run: self.begun(run, own, start) });
            }
            let Some(stretch) = stretches.last_mut() else { continue };
            stretch.next = number + 1;
            stretch.run.glyphs.extend(cluster.iter().map(|glyph| Glyph {
                at: self.moved(glyph.at),
                text: if own { glyph.text } else { (0, 0) },
                ..*glyph
            }));
        }
        stretches.into_iter().map(|stretch| Item::Glyphs(stretch.run)).collect()
    }

    /// Whether what has its middle here is this half's to say.
    fn owns(&self, middle: Length) -> bool {
        (self.from == Length::ZERO || middle >= self.from) && (self.to == self.outer || middle < self.to)
    }

    /// A stretch of a run, yet without glyphs; its first character is the run's `before`th.
    fn begun(&self, run: &GlyphRun, own: bool, before: u32) -> GlyphRun {
        let origin = match &run.origin {
            Origin::Text { story, paragraph, start } if own => {
                let start = start.saturating_add(before);
                Origin::Text { story: story.clone(), paragraph: *paragraph, start }
            }
            Origin::Text { .. } => Origin::Generated,
            other => other.clone(),
        };
        let gradient = run.gradient.map(|gradient| self.gradient(&gradient));
        let text = if own { run.text.clone() } else { String::new() };
        GlyphRun { glyphs: Vec::new(), origin, gradient, text, ..run.clone() }
    }

    /// The middle of a glyph across the page.
    fn middle(&self, run: &GlyphRun, glyph: &Glyph) -> Length {
        match run.turn {
            Turn::Upright => glyph.at.x + glyph.advance / 2,
            Turn::Down => glyph.at.x - glyph.advance / 2,
            Turn::Left | Turn::Right => glyph.at.x,
        }
    }

    /// Whether a glyph, taken as large as its size every way, reaches into the half.
    fn touches(&self, run: &GlyphRun, glyph: &Glyph) -> bool {
        let middle = self.middle(run, glyph);
        let reach = run.size.max(glyph.advance) + run.spread;
        let (low, high) = (self.from, self.to);
        middle - reach <= high && middle + reach >= low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Colour, FaceIndex, FaceName, Plates};

    fn pt(points: i64) -> Length {
        Length::from_pt(points)
    }

    /// A page of 200 pt, cut at 100, with a line of ten characters of 10 pt from `x`.
    fn page(x: i64, items: Vec<Item>) -> Scene {
        let text = "一二三四五六七八九十";
        let glyphs = (0i64..).zip(text.char_indices()).map(|(number, (start, c))| Glyph {
            id: number as u16 + 1,
            at: Point::new(pt(x + number * 10), pt(50)),
            advance: pt(10),
            text: (start as u32, (start + c.len_utf8()) as u32),
        });
        let run = GlyphRun {
            face: FaceIndex(0),
            size: pt(10),
            width_permille: 1000,
            colour: Colour::BLACK,
            gradient: None,
            turn: Turn::Upright,
            spread: Length::ZERO,
            text: text.to_owned(),
            glyphs: glyphs.collect(),
            origin: Origin::Text { story: "s01".to_owned(), paragraph: 2, start: 7 },
        };
        let items = std::iter::once(Item::Glyphs(run)).chain(items).collect();
        let block =
            SceneBlock { id: "b".to_owned(), frame: Rect::default(), items, fit: None, lines: Vec::new() };
        Scene {
            page: "04-05".to_owned(),
            trim: Size { width: pt(200), height: pt(100) },
            faces: vec![FaceName { family: "宋".to_owned(), style: String::new() }],
            blocks: vec![block],
            guides: Default::default(),
        }
    }

    fn runs(scene: &Scene) -> Vec<&GlyphRun> {
        let items = scene.blocks.iter().flat_map(|block| &block.items);
        items.filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None }).collect()
    }

    /// What a run's glyphs say, and the first character's place in its paragraph.
    fn said(run: &GlyphRun) -> (String, Option<u32>) {
        let text = run.glyphs.iter().map(|g| &run.text[g.text.0 as usize..g.text.1 as usize]).collect();
        let start = if let Origin::Text { start, .. } = run.origin { Some(start) } else { None };
        (text, start)
    }

    #[test]
    fn each_character_is_said_in_one_half_and_one_on_the_cut_is_painted_in_both() {
        // 五 lies from 96 to 106: its middle is beyond the cut.
        let [left, right] = page(56, Vec::new()).halves().unwrap();
        assert_eq!((left.page.as_str(), right.page.as_str()), ("04", "05"));
        assert_eq!((left.trim.width, right.trim.width), (pt(100), pt(100)));
        let [own, over] = runs(&left)[..] else { panic!("{left:?}") };
        assert_eq!(said(own), ("一二三四".to_owned(), Some(7)));
        assert_eq!(said(over), (String::new(), None));
        assert!(over.glyphs.iter().any(|glyph| glyph.id == 5), "the character on the cut");
        let whole = runs(&right);
        let own = whole.iter().find(|run| said(run).1.is_some()).unwrap();
        assert_eq!(said(own), ("五六七八九十".to_owned(), Some(11)));
        assert_eq!(own.glyphs[0].at.x, pt(-4));
    }

    #[test]
    fn text_that_keeps_to_its_half_is_not_in_the_other() {
        let [left, right] = page(-20, Vec::new()).halves().unwrap();
        assert_eq!(runs(&left).len(), 1, "beyond the outer edge it stays");
        assert_eq!(runs(&right).len(), 0);
    }

    #[test]
    fn what_lies_across_is_in_both_and_what_does_not_is_in_one() {
        let rect = |x, width| Rect::new(pt(x), pt(10), pt(width), pt(5));
        let image = |x, width| {
            let (frame, placed) = (rect(x, width), rect(x, width));
            Item::Image(Image {
                frame,
                placed,
                file: None,
                turn: Turn::Upright,
                flipped: false,
                plates: Plates::All,
            })
        };
        let items = vec![
            Item::Fill(rect(0, 200), Colour::BLACK),
            Item::Fill(rect(10, 20), Colour::BLACK),
            Item::Shape(Path::rounded(&rect(150, 20), Length::ZERO), Colour::BLACK),
            image(50, 100),
        ];
        let [left, right] = page(0, items).halves().unwrap();
        let kinds = |scene: &Scene| {
            let of = |item: &Item| match item {
                Item::Fill(rect, _) => format!("fill {}", rect.x.to_pt()),
                Item::Shape(..) => "shape".to_owned(),
                Item::Image(image) => format!("image {}", image.placed.x.to_pt()),
                _ => String::new(),
            };
            scene.blocks[0].items.iter().map(of).filter(|name| !name.is_empty()).collect::<Vec<_>>()
        };
        let over = OVER.to_pt();
        assert_eq!(kinds(&left), ["fill 0", "fill 10", "image 50"]);
        assert_eq!(kinds(&right), [format!("fill {}", -over), "shape".to_owned(), "image -50".to_owned()]);
    }

    #[test]
    fn a_page_of_one_sheet_has_no_halves() {
        let mut scene = page(0, Vec::new());
        scene.page = "05".to_owned();
        assert!(scene.halves().is_none());
    }
}
