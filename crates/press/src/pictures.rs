//! The pictures of a job: which there are, where they lie, each made ready once.

use crate::raster::{Ready, make};
use crate::{Condition, Job, PressError, PressFinding};
use banxin_images::{Crop, ImageError, OutputProfile};
use banxin_measure::{Length, Rect};
use banxin_scene::{Image, Item, Plates};
use lopdf::Stream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

/// One way in which a file is used: pictures that are used alike are in the PDF once, however they are turned. A colour
/// page and a black one print different inks of the same file. Both rectangles lie over the picture as it is in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) file: String,
    pub(crate) frame: Rect,
    pub(crate) placed: Rect,
    pub(crate) plates: Plates,
}

/// The pictures of a job.
pub(crate) struct Pictures {
    uses: Vec<Use>,
    ready: Vec<Option<Ready>>,
}

/// The way from light to the printer's inks, made when the first picture goes it: reading the profile's tables takes as long as
/// a page of text takes to be laid.
pub(crate) struct Way<'j> {
    condition: &'j Condition,
    profile: OnceLock<Result<OutputProfile, PressError>>,
}

impl Way<'_> {
    /// The profile of the printing condition.
    ///
    /// # Errors
    /// [`ImageError::Profile`] when it has no usable tables, which ends the whole job.
    pub(crate) fn profile(&self) -> Result<&OutputProfile, ImageError> {
        let made = self.profile.get_or_init(|| self.condition.output_profile());
        made.as_ref().map_err(|error| ImageError::Profile(error.to_string()))
    }
}

/// A picture and the rectangle of the page that its pixels fill.
pub(crate) struct Placed {
    /// Its number among the job's pictures.
    pub(crate) picture: usize,
    /// Where it lies, clipped to the image's frame by the painter.
    pub(crate) placed: Rect,
}

impl Pictures {
    /// Prepares every picture that the scenes show; what cannot be used is added to `findings`.
    ///
    /// # Errors
    /// [`PressError::Condition`] when the printer's ICC profile cannot separate pictures.
    pub(crate) fn prepare(job: &Job, findings: &mut Vec<PressFinding>) -> Result<Pictures, PressError> {
        let mut uses: Vec<Use> = Vec::new();
        let mut places = Vec::new();
        for scene in job.scenes {
            for block in &scene.blocks {
                for item in &block.items {
                    let Item::Image(image) = item else { continue };
                    let Some(wanted) = Use::of(image) else { continue };
                    if !uses.iter().any(|known| known.alike(&wanted)) {
                        uses.push(wanted);
                        places.push((scene.page.clone(), block.id.clone()));
                    }
                }
            }
        }
        if uses.is_empty() {
            return Ok(Pictures { uses, ready: Vec::new() });
        }
        let way = Way { condition: &job.profile.condition, profile: OnceLock::new() };
        let mut ready = Vec::new();
        for (result, ((page, block), used)) in
            work(job, &uses, &way).into_iter().zip(places.iter().zip(&uses))
        {
            if let Err(error) = &result {
                findings.push(PressFinding {
                    rule: "press.picture",
                    page: page.clone(),
                    block: block.clone(),
                    text: format!("{}: {error}", used.file),
                });
            }
            ready.push(result.ok());
        }
        match way.profile.into_inner() {
            Some(Err(error)) => Err(error),
            _ => Ok(Pictures { uses, ready }),
        }
    }

    /// Name of a picture in the pages' resources.
    pub(crate) fn resource(picture: usize) -> String {
        format!("P{}", picture + 1)
    }

    /// The picture for an image of a scene; `None` where a placeholder is to stand.
    pub(crate) fn placed(&self, image: &Image) -> Option<Placed> {
        let wanted = Use::of(image)?;
        let picture = self.uses.iter().position(|known| known.alike(&wanted))?;
        let Ready { crop, size, .. } = self.ready.get(picture)?.as_ref()?;
        let across = |pixels: u32| wanted.placed.width.scale(i64::from(pixels), i64::from(size.0));
        let down = |pixels: u32| wanted.placed.height.scale(i64::from(pixels), i64::from(size.1));
        let (left, top) = (across(crop.x), down(crop.y));
        let (right, bottom) = (across(crop.x + crop.width), down(crop.y + crop.height));
        let part = Rect::new(wanted.placed.x + left, wanted.placed.y + top, right - left, bottom - top);
        Some(Placed { picture, placed: image.on_page(&part) })
    }

    /// The pictures as streams, in the order of their numbers; taken out, they are not here any more.
    pub(crate) fn streams(&mut self) -> Vec<Option<Stream>> {
        let stream = |ready: Ready| Stream::new(ready.dictionary, ready.data).with_compression(false);
        self.ready.drain(..).map(|ready| ready.map(stream)).collect()
    }
}

impl Use {
    /// How an image uses its file; `None` for one without a file.
    fn of(image: &Image) -> Option<Use> {
        let (frame, placed) = image.upright();
        Some(Use { file: image.file.clone()?, frame, placed, plates: image.plates })
    }

    /// Whether both show the same part of the same file at the same size on the same plates.
    fn alike(&self, other: &Use) -> bool {
        let part = |used: &Use| {
            let (frame, placed) = (used.frame, used.placed);
            (frame.x - placed.x, frame.y - placed.y, frame.width, frame.height, placed.width, placed.height)
        };
        self.file == other.file && self.plates == other.plates && part(self) == part(other)
    }

    /// The pixels that show in the frame, and a pixel around them for clipping in mid-pixel.
    pub(crate) fn crop(&self, width: u32, height: u32) -> Crop {
        let span = |from: Length, to: Length, start: Length, length: Length, pixels: u32| {
            let at = |edge: Length, up: i64| {
                let scaled = i128::from((edge - start).emu()) * i128::from(pixels);
                let length = i128::from(length.emu().max(1));
                let pixel = scaled.div_euclid(length) + i128::from(up);
                u32::try_from(pixel.clamp(0, i128::from(pixels))).unwrap_or(0)
            };
            let low = at(from, 0).saturating_sub(1);
            (low, at(to, 2).max(low + 1))
        };
        let (frame, placed) = (self.frame, self.placed);
        let (left, right) = span(frame.x, frame.right(), placed.x, placed.width, width);
        let (top, bottom) = span(frame.y, frame.bottom(), placed.y, placed.height, height);
        Crop { x: left, y: top, width: right - left, height: bottom - top }.within(width, height)
    }

    /// Pixels per inch of a side of so many pixels.
    pub(crate) fn resolution(pixels: u32, length: Length) -> f64 {
        let inches = length.to_pt() / 72.0;
        if inches > 0.0 { f64::from(pixels) / inches } else { f64::MAX }
    }
}

/// Makes the pictures ready, two at a time: more would take more memory than time is saved.
fn work(job: &Job, uses: &[Use], way: &Way<'_>) -> Vec<Result<Ready, ImageError>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Ready, ImageError>)>> = Mutex::new(Vec::new());
    let worker = || {
        while let Some((number, used)) = Some(next.fetch_add(1, Ordering::Relaxed))
            .and_then(|number| uses.get(number).map(|used| (number, used)))
        {
            let result = make(job, used, way);
            if let Ok(mut done) = done.lock() {
                done.push((number, result));
            }
        }
    };
    std::thread::scope(|scope| {
        if uses.len() > 1 {
            scope.spawn(worker);
        }
        worker();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
