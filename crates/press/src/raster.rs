//! One picture in the PDF's form: read, cropped, scaled to what the printer needs, turned to the inks of its page, compressed.

use crate::Job;
use crate::deflate::deflate;
use crate::pictures::{Use, Way};
use crate::sample;
use banxin_images::{
    CLEAN_QUALITY, CmykJpeg, Crop, Decoded, Filter, ImageError, Inks, LineArt, Pixels, Printable, Separated,
    Toned, inside, jpeg_cmyk, jpeg_grey, jpeg_rgb, open, printable, separate,
};
use banxin_scene::Plates;
use lopdf::{Dictionary, Object, dictionary};
use std::path::Path;

/// A picture up to this much finer than the printer needs is left as it is: scaling would cost more than it saves.
const CLOSE: f64 = 1.1;

/// A picture in the PDF's form.
pub(crate) struct Ready {
    pub(crate) dictionary: Dictionary,
    pub(crate) data: Vec<u8>,
    /// Where the pixels that are left lie, as parts of the whole picture: x, y, width, height, of its size in pixels.
    pub(crate) crop: Crop,
    pub(crate) size: (u32, u32),
}

/// Makes the picture of this use ready.
///
/// # Errors
/// [`ImageError`] when the file is not there, cannot be read or is no picture that can be printed.
pub(crate) fn make(job: &Job, used: &Use, way: &Way<'_>) -> Result<Ready, ImageError> {
    let path = inside(job.pictures, &used.file).ok_or(ImageError::Missing)?;
    if let Some(sheet) = job.sample() {
        return on_screen(used, &path, sheet.picture_resolution(job.scenes));
    }
    match used.plates {
        Plates::All => in_all(job, used, &path, way),
        Plates::Black | Plates::BlackAndRed => in_fewer(job, used, &path, way),
    }
}

/// The picture for a sample: small and in screen colours, as the page's plates would show it.
fn on_screen(used: &Use, path: &Path, resolution: u32) -> Result<Ready, ImageError> {
    let picture = open(path)?;
    let size = (picture.width, picture.height);
    let fitting = Fitting::to(resolution, used, size);
    let picture = fitting.picture(picture);
    let shown = match used.plates {
        Plates::All => picture.neutral_as_grey(),
        Plates::Black => Toned::of(&picture).seen_in_black(),
        Plates::BlackAndRed => Toned::of(&picture).seen_in_black_and_red(),
    };
    let (width, height) = (shown.width, shown.height);
    let (space, data) = match &shown.pixels {
        Pixels::Grey(samples) => ("DeviceGray", jpeg_grey(samples, width, height, sample::QUALITY)?),
        Pixels::Rgb(samples) => ("DeviceRGB", jpeg_rgb(samples, width, height, sample::QUALITY)?),
    };
    let dictionary = dictionary_of(width, height, space, "DCTDecode", false);
    Ok(Ready { dictionary, data, crop: fitting.crop, size })
}

/// The picture for a page of all inks.
fn in_all(job: &Job, used: &Use, path: &Path, way: &Way<'_>) -> Result<Ready, ImageError> {
    let printable = printable(path)?;
    let size = printable.size();
    let fitting = Fitting::of(job, used, size);
    let separated = match printable {
        // Inks that somebody separated with care are not taken apart and separated again, however fine the picture is.
        Printable::Carried(found) => return Ok(untouched(found)),
        Printable::Inked(picture) => fitting.inks(picture),
        Printable::Light(picture) if picture.line_art => return Ok(line_art(job, used, &picture)),
        Printable::Light(picture) => {
            let picture = job.profile.pictures.tone.apply(fitting.picture(picture).neutral_as_grey());
            separate(&picture, way.profile()?)?
        }
    };
    packed(separated, fitting.crop, size, job.profile.pictures.jpeg_quality)
}

/// The picture for a page that lacks inks (黑白, 套红): separated inks, too, would print on plates that are not there.
fn in_fewer(job: &Job, used: &Use, path: &Path, way: &Way<'_>) -> Result<Ready, ImageError> {
    let printable = printable(path)?;
    let size = printable.size();
    let fitting = Fitting::of(job, used, size);
    let of_inks = |picture: &Separated| Ok(fitting.toned(Toned::of_inks(picture, way.profile()?)?));
    let toned = match printable {
        Printable::Carried(found) => of_inks(&found.separated()?)?,
        Printable::Inked(picture) => of_inks(&picture)?,
        Printable::Light(picture) if picture.line_art => return Ok(line_art(job, used, &picture)),
        Printable::Light(picture) => Toned::of(&job.profile.pictures.tone.apply(fitting.picture(picture))),
    };
    let quality = job.profile.pictures.jpeg_quality;
    if used.plates == Plates::Black {
        return packed(toned.black(way.profile()?), fitting.crop, size, quality);
    }
    let separated = toned.black_and_red(way.profile()?, job.profile.ink.limit)?;
    // Cyan has no ink, and a coarser JPEG would give it some.
    let quality = if quality > 0 { quality.max(CLEAN_QUALITY) } else { 0 };
    packed(separated, fitting.crop, size, quality)
}

/// Line art on the black plate, one bit a pixel and without loss, as fine as the printer shows it.
fn line_art(job: &Job, used: &Use, picture: &Decoded) -> Ready {
    let size = (picture.width, picture.height);
    let fitting = Fitting::to(job.profile.pictures.line_art, used, size);
    let LineArt { width, height, bits } = LineArt::of(picture, fitting.crop, fitting.to.0, fitting.to.1);
    let mut dictionary = dictionary_of(width, height, "DeviceGray", "FlateDecode", false);
    dictionary.set("BitsPerComponent", 1);
    Ready { dictionary, data: deflate(&bits), crop: fitting.crop, size }
}

/// Compresses the inks of the part `crop` of a picture of this `size`; without loss at a quality of 0.
fn packed(picture: Separated, crop: Crop, size: (u32, u32), quality: u8) -> Result<Ready, ImageError> {
    let Separated { width, height, inks } = picture;
    let (space, data, decode) = match inks {
        Inks::Black(mut samples) => {
            // DeviceGray counts light, the plate counts ink.
            samples.iter_mut().for_each(|sample| *sample = 255 - *sample);
            let data =
                if quality > 0 { jpeg_grey(&samples, width, height, quality)? } else { deflate(&samples) };
            ("DeviceGray", data, false)
        }
        Inks::Cmyk(samples) => {
            let data =
                if quality > 0 { jpeg_cmyk(&samples, width, height, quality)? } else { deflate(&samples) };
            ("DeviceCMYK", data, quality > 0)
        }
    };
    let filter = if quality > 0 { "DCTDecode" } else { "FlateDecode" };
    Ok(Ready { dictionary: dictionary_of(width, height, space, filter, decode), data, crop, size })
}

/// What is left of a picture: the part that shows, and how many pixels it is to have.
#[derive(Clone, Copy)]
struct Fitting {
    crop: Crop,
    to: (u32, u32),
    /// `None` where every pixel stays.
    filter: Option<Filter>,
}

impl Fitting {
    /// For a picture of this size: the crop, scaled to the printer's resolution if that is a step worth taking.
    fn of(job: &Job, used: &Use, size: (u32, u32)) -> Fitting {
        Fitting::to(job.profile.pictures.resolution, used, size)
    }

    /// For a picture of this size: the crop, scaled to this resolution if that is a step worth taking.
    fn to(resolution: u32, used: &Use, size: (u32, u32)) -> Fitting {
        let crop = used.crop(size.0, size.1);
        let coarser =
            Use::resolution(size.0, used.placed.width).min(Use::resolution(size.1, used.placed.height));
        let factor = f64::from(resolution) / coarser.max(1.0);
        if factor * CLOSE >= 1.0 {
            let whole = crop == Crop::whole(size.0, size.1);
            return Fitting { crop, to: (crop.width, crop.height), filter: (!whole).then_some(Filter::Area) };
        }
        let scaled = |pixels: u32| (f64::from(pixels) * factor).ceil().max(1.0) as u32;
        Fitting { crop, to: (scaled(crop.width), scaled(crop.height)), filter: Some(Filter::Cubic) }
    }

    fn picture(&self, picture: Decoded) -> Decoded {
        match self.filter {
            Some(filter) => picture.scaled(self.crop, self.to.0, self.to.1, filter),
            None => picture,
        }
    }

    fn inks(&self, picture: Separated) -> Separated {
        match self.filter {
            Some(filter) => picture.scaled(self.crop, self.to.0, self.to.1, filter),
            None => picture,
        }
    }

    fn toned(&self, picture: Toned) -> Toned {
        match self.filter {
            Some(filter) => picture.scaled(self.crop, self.to.0, self.to.1, filter),
            None => picture,
        }
    }
}

/// A CMYK JPEG as it is.
fn untouched(found: CmykJpeg) -> Ready {
    let CmykJpeg { width, height, bytes, inverted } = found;
    Ready {
        dictionary: dictionary_of(width, height, "DeviceCMYK", "DCTDecode", inverted),
        data: bytes,
        crop: Crop::whole(width, height),
        size: (width, height),
    }
}

fn dictionary_of(width: u32, height: u32, space: &str, filter: &str, inverted: bool) -> Dictionary {
    let mut dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => Object::Name(space.as_bytes().to_vec()),
        "BitsPerComponent" => 8,
        "Filter" => Object::Name(filter.as_bytes().to_vec()),
    };
    if inverted {
        dictionary.set("Decode", [1, 0].repeat(4).into_iter().map(Object::Integer).collect::<Vec<_>>());
    }
    dictionary
}
