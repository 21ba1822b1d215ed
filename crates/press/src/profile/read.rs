//! A printer profile's file, read key by key.

use super::{Condition, FileNames, InkRules, PictureRules, PrinterProfile, RuleRules, SheetRules, TypeRules};
use crate::{PressError, Standard};
use banxin_images::{ImageError, ToneRules, limits};
use banxin_measure::{EMU_PER_PT, Length};
use std::ops::{Range, RangeInclusive};
use std::path::Path;
use toml_edit::{Document, Item, TableLike};

/// The format of printer profiles that this version reads.
const FORMAT: i64 = 1;
/// Most bytes of a printer profile.
const MAX_BYTES: u64 = 64 << 10;

/// What a file that says nothing gets, after GWG 2022 for newspapers: R0026, R0032, R0016 to R0019.
const INK_MEAN: u32 = 245;
const LINE_ART: [u32; 3] = [1200, 800, 549];
const LEAST_FINE_TYPE: Length = Length::from_pt(10);
const LEAST_RULE: Length = Length::from_emu(EMU_PER_PT / 4);
const LEAST_REVERSED_RULE: Length = Length::from_emu(EMU_PER_PT / 2);

/// The most that a profile may ask for: a bleed, and the sizes of type and weights of rules.
const MOST_BLEED: Length = Length::from_mm(20);
const MOST_SIZE: Length = Length::from_pt(72);

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
        let tables = ["condition", "ink", "pictures", "type", "rules", "sheet"];
        self.only(root, &[&["format", "title", "standard"][..], &tables].concat())?;
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
        Ok(PrinterProfile {
            title: self.text(root, "title")?,
            standard,
            condition: self.condition(root, folder)?,
            ink: self.ink(root)?,
            pictures: self.pictures(root)?,
            letters: self.letters(root)?,
            rules: self.rules(root)?,
            sheet: self.sheet(root)?,
        })
    }

    fn ink(&self, root: &dyn TableLike) -> Result<InkRules, PressError> {
        let table = self.table(root, "ink", &["limit", "mean"])?;
        Ok(InkRules {
            limit: self.count(table, "limit", 100..=400, None)?,
            mean: self.count(table, "mean", 100..=400, Some(INK_MEAN))?,
        })
    }

    fn pictures(&self, root: &dyn TableLike) -> Result<PictureRules, PressError> {
        let art = ["line-art", "line-art-low", "line-art-least"];
        let keys = ["resolution", "low", "least", "jpeg-quality", "lighten", "sharpen"];
        let table = self.table(root, "pictures", &[&keys[..], &art].concat())?;
        let [line_art, line_art_low, line_art_least] = LINE_ART;
        let quality = self.count(table, "jpeg-quality", 0..=100, None)?;
        Ok(PictureRules {
            resolution: self.count(table, "resolution", 50..=2400, None)?,
            low: self.count(table, "low", 0..=2400, None)?,
            least: self.count(table, "least", 0..=2400, None)?,
            line_art: self.count(table, "line-art", 100..=4800, Some(line_art))?,
            line_art_low: self.count(table, "line-art-low", 0..=4800, Some(line_art_low))?,
            line_art_least: self.count(table, "line-art-least", 0..=4800, Some(line_art_least))?,
            jpeg_quality: u8::try_from(quality).unwrap_or(u8::MAX),
            tone: ToneRules {
                lighten: self.count(table, "lighten", 0..=ToneRules::MOST_LIGHTER, Some(0))?,
                sharpen: self.count(table, "sharpen", 0..=ToneRules::MOST_SHARPER, Some(0))?,
            },
        })
    }

    fn letters(&self, root: &dyn TableLike) -> Result<TypeRules, PressError> {
        let table = self.table(root, "type", &["black-overprints", "least", "fine", "outlines"])?;
        Ok(TypeRules {
            black_overprints: self.choice(table, "black-overprints", None)?,
            least: self.length(table, "least", MOST_SIZE, Length::ZERO)?,
            fine: self.length(table, "fine", MOST_SIZE, LEAST_FINE_TYPE)?,
            outlines: self.choice(table, "outlines", Some(false))?,
        })
    }

    fn rules(&self, root: &dyn TableLike) -> Result<RuleRules, PressError> {
        if root.get("rules").is_none() {
            return Ok(RuleRules { least: LEAST_RULE, reversed: LEAST_REVERSED_RULE });
        }
        let table = self.table(root, "rules", &["least", "reversed"])?;
        Ok(RuleRules {
            least: self.length(table, "least", MOST_SIZE, LEAST_RULE)?,
            reversed: self.length(table, "reversed", MOST_SIZE, LEAST_REVERSED_RULE)?,
        })
    }

    fn sheet(&self, root: &dyn TableLike) -> Result<SheetRules, PressError> {
        let table = self.table(root, "sheet", &["bleed", "marks", "halves", "names"])?;
        let names = match table.get("names") {
            None => FileNames::default(),
            Some(_) => FileNames::parse(&self.text(table, "names")?)
                .map_err(|why| self.wrong(self.place(table, "names"), &why))?,
        };
        Ok(SheetRules {
            bleed: self.length(table, "bleed", MOST_BLEED, Length::ZERO)?,
            marks: self.choice(table, "marks", Some(false))?,
            halves: self.choice(table, "halves", Some(false))?,
            names,
        })
    }

    fn condition(&self, root: &dyn TableLike, folder: &Path) -> Result<Condition, PressError> {
        let table = self.table(root, "condition", &["identifier", "registry", "description", "icc"])?;
        // By path from here, or by one from the root: a printer's own profile lies where the printer's files lie.
        let file = folder.join(self.text(table, "icc")?);
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
        range: RangeInclusive<i64>,
    ) -> Result<i64, PressError> {
        self.value(table, key)?.as_integer().filter(|number| range.contains(number)).ok_or_else(|| {
            let why = format!("{key} is a whole number from {} to {}", range.start(), range.end());
            self.wrong(self.place(table, key), &why)
        })
    }

    /// A number, or `usual` where the file says nothing; without one it has to say something.
    fn count(
        &self,
        table: &dyn TableLike,
        key: &str,
        range: RangeInclusive<u32>,
        usual: Option<u32>,
    ) -> Result<u32, PressError> {
        match usual.filter(|_| table.get(key).is_none()) {
            Some(usual) => Ok(usual),
            None => {
                let range = i64::from(*range.start())..=i64::from(*range.end());
                self.number(table, key, range).map(|number| u32::try_from(number).unwrap_or(u32::MAX))
            }
        }
    }

    /// Yes or no, or `usual` where the file says nothing.
    fn choice(&self, table: &dyn TableLike, key: &str, usual: Option<bool>) -> Result<bool, PressError> {
        match usual.filter(|_| table.get(key).is_none()) {
            Some(usual) => Ok(usual),
            None => self
                .value(table, key)?
                .as_bool()
                .ok_or_else(|| self.wrong(self.place(table, key), "write true or false")),
        }
    }

    /// A length from nought to `most`, or `usual` where the file says nothing.
    fn length(
        &self,
        table: &dyn TableLike,
        key: &str,
        most: Length,
        usual: Length,
    ) -> Result<Length, PressError> {
        if table.get(key).is_none() {
            return Ok(usual);
        }
        let length = Length::parse(&self.text(table, key)?).ok();
        length.filter(|length| (Length::ZERO..=most).contains(length)).ok_or_else(|| {
            let why =
                format!("write {key} as a length from 0mm to {:.0}mm, such as 3mm or 0.25pt", most.to_mm());
            self.wrong(self.place(table, key), &why)
        })
    }
}
