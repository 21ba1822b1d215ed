//! The edition (一期报纸): its date, its pages, its stories, the faces it was set with.

use super::{BlockKind, Page, Paper, Story};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One edition with everything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Edition {
    /// The house style it follows.
    pub paper: Paper,
    /// Day of publication.
    pub date: Date,
    /// Number of the issue (期号), if the paper counts.
    pub issue: Option<u32>,
    /// 责编, 版式, 校对 line of the 报眉, as written; empty for none.
    pub staff: String,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The stories by id.
    pub stories: BTreeMap<String, Story>,
    /// Faces it was last exported with.
    pub faces: Vec<FaceUse>,
}

/// What of a story stands by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Those that are 散件.
    pub parts: BTreeSet<u32>,
    /// Captions of pictures that stand by themselves (单图).
    pub captions: BTreeSet<u32>,
    /// Ids of these pictures.
    pub pictures: BTreeSet<String>,
}

impl Apart {
    /// Whether the paragraph stands by itself, and so not in its story's block.
    pub fn holds(&self, paragraph: u32) -> bool {
        self.parts.contains(&paragraph) || self.captions.contains(&paragraph)
    }
}

/// A face an edition was set with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FaceUse {
    /// Family.
    pub family: String,
    /// Style.
    pub style: String,
    /// SHA-256 of the font file, in hex.
    pub sha256: String,
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weekday(
    /// Days after Monday, 0–6.
    pub u8,
);

impl Default for Date {
    fn default() -> Date {
        Date { year: 2000, month: 1, day: 1 }
    }
}

impl Date {
    /// The day, if the calendar has it (years 1900–2999).
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..=2999).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }

    /// Reads `2026-11-23`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day after; `None` after the last one of the calendar.
    pub fn tomorrow(self) -> Option<Date> {
        let Date { year, month, day } = self;
        Date::new(year, month, day.saturating_add(1))
            .or_else(|| Date::new(year, month.saturating_add(1), 1))
            .or_else(|| Date::new(year.saturating_add(1), 1, 1))
    }

    /// The day of the week (Sakamoto's congruence on the Gregorian calendar).
    pub fn weekday(self) -> Weekday {
        const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = u32::from(self.year) - u32::from(self.month < 3);
        let shift = SHIFT[usize::from(self.month.clamp(1, 12)) - 1];
        let from_sunday = (year + year / 4 - year / 100 + year / 400 + shift + u32::from(self.day)) % 7;
        Weekday(((from_sunday + 6) % 7) as u8)
    }

    /// As a newspaper prints it: `2023年11月24日 星期五`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日 {}", self.year, self.month, self.day, self.weekday())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Written as `2026-11-23`.
impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        Date::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is no date: write 2026-11-23")))
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ["一", "二", "三", "四", "五", "六", "日"];
        write!(f, "星期{}", names[usize::from(self.0) % 7])
    }
}

impl Edition {
    /// The page with this number.
    pub fn page(&self, number: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.number == number)
    }

    /// The number of the page on which a story stands as a whole.
    pub fn page_of(&self, story: &str) -> Option<&str> {
        let holds = |page: &&Page| {
            page.shown().any(|block| block.kind.holds_whole_story() && block.kind.story() == Some(story))
        };
        self.pages.iter().find(holds).map(|page| page.number.as_str())
    }

    /// What of a story stands by itself somewhere, and so nowhere else.
    pub fn apart(&self, story: &str) -> Apart {
        let mut apart = Apart::default();
        for block in self.pages.iter().flat_map(|page| &page.blocks) {
            match &block.kind {
                BlockKind::Part { story: of, paragraphs } if of == story => apart.parts.extend(paragraphs),
                BlockKind::Picture { story: of, picture, .. } if of == story => {
                    let shown = self.stories.get(story).and_then(|story| story.picture(picture));
                    apart.captions.extend(shown.and_then(|one| one.caption));
                    apart.pictures.insert(picture.clone());
                }
                _ => {}
            }
        }
        apart
    }
}
