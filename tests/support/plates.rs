//! The plates of a page as Ghostscript makes them: inks as the PDF has them, overprinting simulated (which it does not do
//! under `-dUseFastColor`).

use super::other;
use std::path::Path;

/// The plates of a page of one page.
pub(crate) struct Plates {
    /// Cyan, magenta, yellow, black; 255 is a solid.
    pub(crate) inks: [image::GrayImage; 4],
    /// Names of all plates that there are, in the order of the alphabet.
    pub(crate) names: Vec<String>,
    dpi: f64,
}

impl Plates {
    /// Of a PDF of one page, made beside it.
    pub(crate) fn of(pdf: &Path, dpi: f64) -> Plates {
        Plates::with(pdf, dpi, &[])
    }

    /// As [`of`](Plates::of), with more said to Ghostscript.
    pub(crate) fn with(pdf: &Path, dpi: f64, more: &[&str]) -> Plates {
        let folder = pdf.with_extension("plates");
        std::fs::create_dir_all(&folder).unwrap();
        let out = format!("-sOutputFile={}", folder.join("page.tif").display());
        let resolution = format!("-r{dpi}");
        let device = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", &resolution, &out];
        other("gs", &[&device[..], more, &[pdf.to_str().unwrap()]].concat());
        let files = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let name = |file: String| Some(file.strip_prefix("page(")?.strip_suffix(").tif")?.to_owned());
        let mut names: Vec<String> = files.filter_map(name).collect();
        names.sort();
        let inks = ["Cyan", "Magenta", "Yellow", "Black"].map(|ink| {
            let mut plate = image::open(folder.join(format!("page({ink}).tif"))).unwrap().into_luma8();
            plate.pixels_mut().for_each(|pixel| pixel.0[0] = 255 - pixel.0[0]);
            plate
        });
        Plates { inks, names, dpi }
    }

    /// A length of so many points in pixels.
    pub(crate) fn pixels(&self, points: f64) -> u32 {
        (points * self.dpi / 72.0) as u32
    }

    /// The inks round a point of the page, in points.
    pub(crate) fn at(&self, x: f64, y: f64) -> [u8; 4] {
        self.inks.each_ref().map(|plate| plate.get_pixel(self.pixels(x), self.pixels(y)).0[0])
    }

    /// The mean inks of the square of 8 points round a point.
    pub(crate) fn mean(&self, x: f64, y: f64) -> [u8; 4] {
        let around: Vec<[u8; 4]> =
            (0..64).map(|n| self.at(x - 4.0 + f64::from(n % 8), y - 4.0 + f64::from(n / 8))).collect();
        [0, 1, 2, 3].map(|ink| {
            let sum: u32 = around.iter().map(|inks| u32::from(inks[ink])).sum();
            ((sum + 32) / 64) as u8
        })
    }

    /// Whether any ink is at a point of the page.
    pub(crate) fn inked(&self, x: f64, y: f64) -> bool {
        self.at(x, y).iter().any(|ink| *ink > 20)
    }
}
