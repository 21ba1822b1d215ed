//! A request of `banxin compose`, read and checked. Lengths are in em, as the caller gives them.

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
    pub(crate) level: Level,
    pub(crate) punctuation: Punctuation,
    pub(crate) hanging: bool,
    pub(crate) direction: Direction,
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
            level: Level::Gb,
            punctuation: Punctuation::Full,
            hanging: false,
            direction: Direction::Horizontal,
            breaking: Breaking::Optimal,
            lines: None,
            justify: true,
            font: "stub".to_owned(),
            size_pt: 9.0,
            han_western: 0.25,
        }
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    None,
    Basic,
    Gb,
    Strict,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Punctuation {
    Full,
    Kaiming,
    Half,
    LineEndHalf,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Direction {
    Horizontal,
    Vertical,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Breaking {
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
