//! Printer profiles (印厂配置): what one printing house wants, as data in a TOML file beside its ICC profile.
//!
//! The file's keys stand in `docs/printer-profiles.md`; whatever a file leaves out has the value that newspapers commonly
//! use ([`PictureRules`], [`TypeRules`] and their like say which).

mod names;
mod read;

use crate::{PressError, Standard, marks};
use banxin_images::{OutputProfile, ToneRules};
use banxin_measure::Length;

pub use names::{FileNames, PageName};

/// What a printing house wants of its files.
pub struct PrinterProfile {
    /// Name for people, such as `报纸 冷固`.
    pub title: String,
    /// The standard that files keep to unless the job asks for another.
    pub standard: Standard,
    /// The printing condition.
    pub condition: Condition,
    /// How much ink.
    pub ink: InkRules,
    /// What becomes of pictures.
    pub pictures: PictureRules,
    /// What is asked of type.
    pub letters: TypeRules,
    /// What is asked of rules and lines (线).
    pub rules: RuleRules,
    /// The sheet around the page, and the files.
    pub sheet: SheetRules,
}

/// A printing condition (印刷条件): its name in the registry and its ICC profile.
pub struct Condition {
    /// The registered name, such as `CGATS TR 002`.
    pub identifier: String,
    /// Where the name is registered; empty for a condition of one's own.
    pub registry: String,
    /// The condition in words.
    pub description: String,
    /// The ICC profile, as in its file.
    pub icc: Vec<u8>,
    file: String,
}

impl Condition {
    /// The profile, ready to separate pictures.
    ///
    /// # Errors
    /// [`PressError::Condition`] when it has no usable tables.
    pub fn output_profile(&self) -> Result<OutputProfile, PressError> {
        OutputProfile::new(self.icc.clone()).map_err(|error| PressError::Condition(self.file.clone(), error))
    }
}

/// Limits of ink (总墨量), in percent of a solid, the four inks together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InkRules {
    /// Most in one place.
    pub limit: u32,
    /// Most as the mean of any square of 15 mm (GWG 2022, R0026).
    pub mean: u32,
}

/// What becomes of pictures. Resolutions are in pixels per inch at the size on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureRules {
    /// Resolution that pictures are scaled down to.
    pub resolution: u32,
    /// Resolution under which a picture is worth a warning.
    pub low: u32,
    /// Resolution up to which a picture is refused.
    pub least: u32,
    /// Resolution that line art (线条稿), pictures of black and white alone, is scaled down to.
    pub line_art: u32,
    /// Resolution under which line art is worth a warning.
    pub line_art_low: u32,
    /// Resolution up to which line art is refused.
    pub line_art_least: u32,
    /// Quality of JPEG compression, 1 to 100; 0 keeps pictures without loss.
    pub jpeg_quality: u8,
    /// What newsprint needs done to a picture's tones before it is separated.
    pub tone: ToneRules,
}

/// What is asked of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeRules {
    /// Whether solid black type and rules print over what lies under them (黑版叠印).
    pub black_overprints: bool,
    /// The smallest type.
    pub least: Length,
    /// The smallest type in white (反白) or in several inks (GWG 2022, R0016 and R0017).
    pub fine: Length,
    /// Whether letters go to the printer as shapes, without faces (转曲).
    pub outlines: bool,
}

/// What is asked of rules: their least weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleRules {
    /// In ink (GWG 2022, R0019 for several inks).
    pub least: Length,
    /// In white (反白线): R0018 asks for no more, newsprint does.
    pub reversed: Length,
}

/// The sheet around the page, and how pages become files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRules {
    /// How far the page reaches beyond its trim on every side (出血); zero for newspapers.
    pub bleed: Length,
    /// Whether crop marks (裁切线), register marks (套准线) and a colour bar stand outside the trim.
    pub marks: bool,
    /// Whether a page over two sheets (通版) is cut into its two halves.
    pub halves: bool,
    /// How files of one page are named.
    pub names: FileNames,
}

impl SheetRules {
    /// How far the sheet reaches beyond the trim on every side: the bleed, and room for marks.
    pub fn margin(&self) -> Length {
        if self.marks { marks::margin(self.bleed) } else { self.bleed }
    }
}
