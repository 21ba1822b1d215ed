//! Painting a scene, item by item.

use crate::canvas::{Canvas, Stand};
use crate::{Picture, ProofError, frames};
use banxin_fonts::{Face, FontBook};
use banxin_images::Decoded;
use banxin_scene::{GlyphRun, Image, Item, Paint, Path as Shape, Scene, missing_glyph, placeholder};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

/// Resolutions that a proof can have, dots per inch.
pub(crate) const DPI: RangeInclusive<u32> = 10..=1200;
/// Most pixels of a proof: a broadsheet page at 600 dots per inch has 118 million.
pub(crate) const MAX_PIXELS: u64 = 160_000_000;

/// How a proof is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofOptions {
    /// Dots per inch.
    pub dpi: u32,
    /// Whether the grid, the frames of the blocks and their 余/欠 tabs are drawn.
    pub frames: bool,
}

impl Default for ProofOptions {
    fn default() -> ProofOptions {
        ProofOptions { dpi: 150, frames: false }
    }
}

/// Paints the scene. Its pictures are named from `pictures`, the edition's folder; one that is missing or cannot be
/// read shows as the placeholder that stands in the print PDF too.
///
/// # Errors
/// [`ProofError`] when the resolution is out of range, the page has no size or too many pixels, or a face is not
/// there.
pub fn render(
    scene: &Scene,
    fonts: &FontBook,
    pictures: &Path,
    options: &ProofOptions,
) -> Result<Picture, ProofError> {
    if !DPI.contains(&options.dpi) {
        return Err(ProofError::Resolution(options.dpi));
    }
    let scale = f64::from(options.dpi) / 72.0;
    let side = |length: banxin_measure::Length| (length.to_pt() * scale).round();
    let (width, height) = (side(scene.trim.width), side(scene.trim.height));
    if width < 1.0 || height < 1.0 {
        return Err(ProofError::NoSize);
    }
    if width * height > MAX_PIXELS as f64 {
        return Err(ProofError::TooLarge((width * height) as u64));
    }
    let canvas = Canvas::new(width as u32, height as u32, scale).ok_or(ProofError::NoSize)?;
    let mut painter = Painter { canvas, faces: faces(scene, fonts)?, pictures, opened: BTreeMap::new() };
    if options.frames {
        frames::grid(&mut painter.canvas, scene);
    }
    for item in scene.blocks.iter().flat_map(|block| &block.items) {
        painter.item(item);
    }
    if options.frames {
        frames::blocks(&mut painter.canvas, scene, fonts);
    }
    Ok(painter.canvas.finish())
}

/// The faces that the scene's runs use; one that no run uses need not be there.
fn faces(scene: &Scene, fonts: &FontBook) -> Result<Vec<Option<Arc<Face>>>, ProofError> {
    let mut used = vec![false; scene.faces.len()];
    for item in scene.blocks.iter().flat_map(|block| &block.items) {
        if let Item::Glyphs(run) = item
            && let Some(used) = used.get_mut(usize::from(run.face.0))
        {
            *used = true;
        }
    }
    let find = |(name, used): (&banxin_scene::FaceName, bool)| {
        if !used {
            return Ok(None);
        }
        let missing = || ProofError::FaceMissing(name.family.clone(), name.style.clone());
        fonts.find(&name.family, &name.style).map(Some).ok_or_else(missing)
    };
    scene.faces.iter().zip(used).map(find).collect()
}

struct Painter<'a> {
    canvas: Canvas,
    faces: Vec<Option<Arc<Face>>>,
    pictures: &'a Path,
    /// Pictures by file; `None` for one that cannot be used.
    opened: BTreeMap<String, Option<Decoded>>,
}

impl Painter<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Glyphs(run) => self.glyphs(run),
            Item::Fill(rect, colour) => self.canvas.fill(*rect, colour.to_rgb()),
            Item::Stroke(rule) => self.canvas.rule(rule.from, rule.to, rule.width, rule.colour.to_rgb()),
            Item::Shape(path, colour) => self.shape(path, Paint::Plain(*colour)),
            Item::Shade(path, gradient) => self.shape(path, gradient.paint()),
            Item::Outline(path, width, colour) => self.canvas.outline(path, *width, colour.to_rgb()),
            Item::Image(image) => self.image(image),
        }
    }

    fn shape(&mut self, path: &Shape, paint: Paint) {
        let shader = self.canvas.shader(paint);
        self.canvas.shape(path, shader);
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        let shader = self.canvas.shader(run.paint());
        let place = usize::from(run.face.0);
        let Some(face) = self.faces.get(place).cloned().flatten() else { return };
        for glyph in &run.glyphs {
            if glyph.id == 0 {
                for item in missing_glyph(glyph.at, glyph.advance, run.size, run.turn, run.colour) {
                    self.item(&item);
                }
            } else {
                let stand = Stand {
                    at: glyph.at,
                    size: run.size,
                    width_permille: run.width_permille,
                    turn: run.turn,
                    reach: run.reach(),
                };
                self.canvas.glyph((place, &face), glyph.id, &stand, shader.clone());
            }
        }
    }

    fn image(&mut self, image: &Image) {
        let decoded = image.file.as_ref().and_then(|file| {
            let open = || banxin_images::open(&banxin_images::inside(self.pictures, file)?).ok();
            self.opened.entry(file.clone()).or_insert_with(open).as_ref()
        });
        match decoded {
            Some(picture) => self.canvas.picture(picture, image),
            None => placeholder(image.frame).iter().for_each(|item| self.item(item)),
        }
    }
}
