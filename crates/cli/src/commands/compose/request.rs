//! A request of `banxin compose`, read and checked. Lengths are in em, as the caller gives them.

use banxin_typeset::{Breaking, Direction, Level, Punctuation};
use serde::Deserialize;
use serde_json::Value;

/// Widest measure that is set, in em.
const WIDEST: f64 = 10_000.0;

/// What is to be set, and how.
#[derive(Deserialize)]
#[serde(default)]
pub(crate) struct Request {
    pub(crate) text: Option<String>,
    pub(crate) measure: Option<f64>,
    pub(crate) indent: f64,
    #[serde(with = "LevelName")]
    pub(crate) level: Level,
    #[serde(with = "PunctuationName")]
    pub(crate) punctuation: Punctuation,
    pub(crate) hanging: bool,
    #[serde(with = "DirectionName")]
    pub(crate) direction: Direction,
    #[serde(with = "BreakingName")]
    pub(crate) breaking: Breaking,
    pub(crate) lines: Option<u32>,
    pub(crate) justify: bool,
    pub(crate) font: String,
    pub(crate) size_pt: f64,
    /// Space between Han and Western text.
    pub(crate) han_western: f64,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            text: None,
            measure: None,
            indent: 0.0,
            level: Level::default(),
            punctuation: Punctuation::default(),
            hanging: false,
            direction: Direction::default(),
            breaking: Breaking::default(),
            lines: None,
            justify: true,
            font: "stub".to_owned(),
            size_pt: 9.0,
            han_western: 0.25,
        }
    }
}

#[derive(Deserialize)]
#[serde(remote = "Level", rename_all = "kebab-case")]
enum LevelName {
    None,
    Basic,
    Gb,
    Strict,
}

#[derive(Deserialize)]
#[serde(remote = "Punctuation", rename_all = "kebab-case")]
enum PunctuationName {
    Full,
    Kaiming,
    Half,
    LineEndHalf,
}

#[derive(Deserialize)]
#[serde(remote = "Direction", rename_all = "kebab-case")]
enum DirectionName {
    Horizontal,
    Vertical,
}

#[derive(Deserialize)]
#[serde(remote = "Breaking", rename_all = "kebab-case")]
enum BreakingName {
    Greedy,
    Optimal,
}

impl Request {
    /// Reads a request; the error says what is wrong with it.
    pub(crate) fn read(mut value: Value) -> Result<Request, String> {
        let Some(keys) = value.as_object_mut() else { return Err("a request is a JSON object".to_owned()) };
        // A null stands for what is left out.
        keys.retain(|_, value| !value.is_null());
        let request: Request = serde_json::from_value(value).map_err(|error| error.to_string())?;
        let within = |name: &str, value: f64, from: f64, to: f64| {
            let good = value.is_finite() && value >= from && value <= to;
            good.then_some(()).ok_or_else(|| format!("{name} is a number from {from} to {to}, not {value}"))
        };
        if request.text.is_none() {
            return Err("a request needs \"text\"".to_owned());
        }
        let measure = request.measure.ok_or("a request needs \"measure\", in em")?;
        within("\"measure\"", measure, 0.1, WIDEST)?;
        within("\"indent\"", request.indent, -WIDEST, WIDEST)?;
        within("\"size_pt\"", request.size_pt, 0.5, 2_000.0)?;
        within("\"han_western\"", request.han_western, 0.0, 1.0)?;
        if request.lines == Some(0) {
            return Err("\"lines\" is a number of lines from 1 on".to_owned());
        }
        Ok(request)
    }
}
