//! Printer profiles (印厂配置): what one printing house wants, as data in a TOML file beside its ICC profile.

use crate::{PressError, Standard};
use banxin_images::{ImageError, OutputProfile, limits};
use banxin_measure::Length;
use std::ops::Range;
use std::path::Path;
use toml_edit::{Document, Item, TableLike};

/// The format of printer profiles that this version reads.
const FORMAT: i64 = 1;
/// Most bytes of a printer profile.
const MAX_BYTES: u64 = 64 << 10;

/// What a printing house wants of its files.
pub struct PrinterProfile {
    /// Name for people, such as `报纸 冷固`.
    pub title: String,
    /// The standard that files keep to unless the job asks for another.
    pub standard: Standard,
    /// How far the page reaches beyond its trim on every side (出血); zero for newspapers.
    pub bleed: Length,
    /// The printing condition.
    pub condition: Condition,
    /// Most ink in one place, percent of the four solids together (总墨量).
    pub ink_limit: u32,
    /// Resolution that pictures are scaled down to, pixels per inch at their size on the page.
    pub resolution: u32,
    /// Resolution under which a picture is worth a warning.
    pub low_resolution: u32,
    /// Resolution up to which a picture is refused.
    pub least_resolution: u32,
    /// Quality of JPEG compression, 1 to 100; 0 keeps pictures without loss.
    pub jpeg_quality: u8,
    /// Whether solid black type and rules print over what lies under them (黑版叠印).
    pub black_overprints: bool,
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

impl PrinterProfile {
    /// Reads the printer profile `name`, that is `folder/name.toml` and the ICC profile that it names.
    ///
    /// # Errors
    /// [`PressError::Profile`] with file and line when the file is not there or says something wrong, and
    /// [`PressError::Condition`] when the ICC profile cannot be read or is not of a CMYK printer.
    pub fn load(folder: &Path, name: &str) -> Result<PrinterProfile, PressError> {
        let path = folder.join(format!("{name}.toml"));
        let shown = path.display().to_string();
        let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(plain) {
            let why = "a printer profile's name has letters, digits, - and _ only".to_owned();
            return Err(PressError::Profile(name.to_owned(), None, why));
        }
        let failed = |why: String| PressError::Profile(shown.clone(), None, why);
        let size = std::fs::metadata(&path)
            .map_err(|error| {
                failed(format!("there is no such printer profile ({error}): name one of the profiles"))
            })?
            .len();
        if size > MAX_BYTES {
            return Err(failed(format!("the file has {size} bytes, more than {MAX_BYTES}")));
        }
        let text =
            std::fs::read_to_string(&path).map_err(|error| failed(format!("cannot be read: {error}")))?;
        let reader = Reader { file: &shown, text: &text };
        let document = Document::parse(text.as_str()).map_err(|error| {
            reader.wrong(error.span(), &format!("this is not TOML: {}", error.message().trim()))
        })?;
        reader.profile(document.as_table(), folder)
    }
}

/// Reads the tables of one file, and knows file and line of every mistake.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, span: Option<Range<usize>>, why: &str) -> PressError {
        let line =
            span.and_then(|span| self.text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
        PressError::Profile(self.file.to_owned(), line, why.to_owned())
    }

    fn profile(&self, root: &dyn TableLike, folder: &Path) -> Result<PrinterProfile, PressError> {
        let keys = ["format", "title", "standard", "bleed", "condition", "ink", "pictures", "type"];
        self.only(root, &keys)?;
        if self.number(root, "format", 0..=i64::MAX)? != FORMAT {
            return Err(
                self.wrong(self.place(root, "format"), &format!("this version reads format = {FORMAT}"))
            );
        }
        let standard = match self.text(root, "standard")?.as_str() {
            "pdfx4" => Standard::PdfX4,
            "pdfx1a" => Standard::PdfX1a,
            other => {
                let why = format!("\"{other}\" is no standard: write pdfx4 or pdfx1a");
                return Err(self.wrong(self.place(root, "standard"), &why));
            }
        };
        let bleed = Length::parse(&self.text(root, "bleed")?)
            .ok()
            .filter(|bleed| (Length::ZERO..=Length::from_mm(20)).contains(bleed))
            .ok_or_else(|| {
                self.wrong(
                    self.place(root, "bleed"),
                    "write the bleed as a length from 0mm to 20mm, such as 3mm",
                )
            })?;
        let ink = self.table(root, "ink", &["limit"])?;
        let pictures = self.table(root, "pictures", &["resolution", "low", "least", "jpeg-quality"])?;
        let letters = self.table(root, "type", &["black-overprints"])?;
        let number =
            |table, key, range| self.number(table, key, range).map(|n| u32::try_from(n).unwrap_or(0));
        Ok(PrinterProfile {
            title: self.text(root, "title")?,
            standard,
            bleed,
            condition: self.condition(root, folder)?,
            ink_limit: number(ink, "limit", 100..=400)?,
            resolution: number(pictures, "resolution", 50..=2400)?,
            low_resolution: number(pictures, "low", 0..=2400)?,
            least_resolution: number(pictures, "least", 0..=2400)?,
            jpeg_quality: u8::try_from(self.number(pictures, "jpeg-quality", 0..=100)?).unwrap_or(0),
            black_overprints: self
                .value(letters, "black-overprints")?
                .as_bool()
                .ok_or_else(|| self.wrong(self.place(letters, "black-overprints"), "write true or false"))?,
        })
    }

    fn condition(&self, root: &dyn TableLike, folder: &Path) -> Result<Condition, PressError> {
        let table = self.table(root, "condition", &["identifier", "registry", "description", "icc"])?;
        let name = self.text(table, "icc")?;
        if name.contains(['/', '\\']) {
            let why = "name an ICC profile beside this file, without a path";
            return Err(self.wrong(self.place(table, "icc"), why));
        }
        let file = folder.join(&name);
        let shown = file.display().to_string();
        let failed = |error: ImageError| PressError::Condition(shown.clone(), error);
        let unreadable = |error: std::io::Error| failed(ImageError::Unreadable(error.to_string()));
        let size = std::fs::metadata(&file).map_err(unreadable)?.len();
        if usize::try_from(size).map_or(true, |size| size > limits::MAX_PROFILE_BYTES) {
            return Err(failed(ImageError::TooManyBytes(size)));
        }
        let icc = std::fs::read(&file).map_err(unreadable)?;
        // The whole profile is read only when there are pictures; its header says enough for the rest.
        let header = (icc.get(12..16), icc.get(16..20), icc.get(36..40));
        if header != (Some(b"prtr"), Some(b"CMYK"), Some(b"acsp")) {
            return Err(failed(ImageError::Profile("it is not of a CMYK printer".to_owned())));
        }
        let identifier = self.text(table, "identifier")?;
        if identifier.is_empty() {
            return Err(self.wrong(self.place(table, "identifier"), "name the printing condition"));
        }
        Ok(Condition {
            identifier,
            registry: self.text(table, "registry")?,
            description: self.text(table, "description")?,
            icc,
            file: shown,
        })
    }

    fn place(&self, table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
        table.get_key_value(key).and_then(|(key, _)| key.span())
    }

    fn only(&self, table: &dyn TableLike, keys: &[&str]) -> Result<(), PressError> {
        match table.iter().find(|(key, _)| !keys.contains(key)) {
            Some((key, _)) => {
                let why = format!("unknown key \"{key}\"; known here: {}", keys.join(", "));
                Err(self.wrong(self.place(table, key), &why))
            }
            None => Ok(()),
        }
    }

    fn value<'t>(&self, table: &'t dyn TableLike, key: &str) -> Result<&'t Item, PressError> {
        table.get(key).ok_or_else(|| self.wrong(None, &format!("the key {key} is missing")))
    }

    fn table<'t>(
        &self,
        root: &'t dyn TableLike,
        key: &str,
        keys: &[&str],
    ) -> Result<&'t dyn TableLike, PressError> {
        let table = self
            .value(root, key)?
            .as_table_like()
            .ok_or_else(|| self.wrong(self.place(root, key), &format!("{key} is a table")))?;
        self.only(table, keys)?;
        Ok(table)
    }

    fn text(&self, table: &dyn TableLike, key: &str) -> Result<String, PressError> {
        let text = self.value(table, key)?.as_str().map(str::to_owned);
        text.ok_or_else(|| self.wrong(self.place(table, key), &format!("{key} is a text in quotation marks")))
    }

    fn number(
        &self,
        table: &dyn TableLike,
        key: &str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Result<i64, PressError> {
        self.value(table, key)?.as_integer().filter(|number| range.contains(number)).ok_or_else(|| {
            let why = format!("{key} is a whole number from {} to {}", range.start(), range.end());
            self.wrong(self.place(table, key), &why)
        })
    }
}
