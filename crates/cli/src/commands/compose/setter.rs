//! Sets requests: finds their face once, shapes, composes.

use super::answer::Answer;
use super::request::Request;
use crate::commands::{Shelf, shelf};
use banxin_fonts::Face;
use banxin_measure::Length;
use banxin_typeset::fit::{Licence, fit};
use banxin_typeset::{
    Alignment, HanWestern, Manner, ParagraphStyle, ReadyFaces, Shaped, Shaper, Span, SpanStyle, Uniform,
    compose, stub,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Name of the face that is none.
const STUB: &str = "stub";

/// Its em: halves, thirds, sixteenths and hundredths of it are whole lengths.
const STUB_EM: Length = Length::from_emu(1_440_000);

/// Keeps faces from one request to the next.
pub(crate) struct Setter {
    resources: Option<PathBuf>,
    shelf: Option<Shelf>,
    faces: BTreeMap<String, Arc<Face>>,
    ready: ReadyFaces,
}

impl Setter {
    pub(crate) fn new(resources: Option<&Path>) -> Setter {
        Setter {
            resources: resources.map(Path::to_owned),
            shelf: None,
            faces: BTreeMap::new(),
            ready: ReadyFaces::default(),
        }
    }

    /// Sets a request; the error says why it cannot be set.
    pub(crate) fn set(&mut self, request: &Request) -> Result<Answer, String> {
        let size = match request.font.as_str() {
            STUB => STUB_EM,
            _ => Length::from_emu((request.size_pt * banxin_measure::EMU_PER_PT as f64).round() as i64),
        };
        let em = |value: f64| Length::from_emu((value * size.emu() as f64).round() as i64);
        let manner = manner(request);
        let shaped = self.shape(request, size, &manner)?;
        let style = ParagraphStyle {
            indent: em(request.indent),
            alignment: if request.justify { Alignment::Justify } else { Alignment::Start },
            level: request.level,
            hanging: request.hanging,
            breaking: request.breaking,
            ..ParagraphStyle::default()
        };
        let measures = Uniform(em(request.measure.unwrap_or_default()));
        let Some(wanted) = request.lines else {
            let lines = compose(&shaped, &style, &measures);
            return Ok(Answer { shaped, lines, size, fit: None });
        };
        let made = fit(&shaped, &style, &manner, &measures, wanted as usize, &Licence::default());
        Ok(Answer { shaped: made.shaped, lines: made.lines, size, fit: Some((wanted, made.means)) })
    }

    fn shape(&mut self, request: &Request, size: Length, manner: &Manner) -> Result<Shaped, String> {
        let text = request.text.as_deref().unwrap_or_default();
        if request.font == STUB {
            return Ok(stub::shape(text, size, manner));
        }
        let face = self.face(&request.font)?;
        let Some(shelf) = &self.shelf else { return Err("there is no folder of fonts".to_owned()) };
        let style = SpanStyle { face, size, tracking: 0, rise: Length::ZERO };
        let shaper = Shaper::with(&shelf.fonts, self.ready.clone());
        Ok(shaper.shape(&[Span { text, style: 0 }], &[style], manner))
    }

    fn face(&mut self, family: &str) -> Result<Arc<Face>, String> {
        if let Some(face) = self.faces.get(family) {
            return Ok(face.clone());
        }
        if self.shelf.is_none() {
            self.shelf = Some(shelf(self.resources.as_deref()).map_err(|failure| failure.to_string())?);
        }
        let found = self.shelf.as_ref().map(|shelf| shelf.fonts.resolve(family, "Regular"));
        let face = found.filter(|found| !found.replaced).map(|found| found.face).ok_or_else(|| {
            format!(
                "nobody has the face {family:?}; name a family that fonts.toml or the system has, or \"stub\""
            )
        })?;
        self.faces.insert(family.to_owned(), face.clone());
        Ok(face)
    }
}

fn manner(request: &Request) -> Manner {
    let space = (request.han_western * 1000.0).round() as u16;
    let usual = HanWestern::default();
    Manner {
        direction: request.direction,
        punctuation: request.punctuation,
        han_western: HanWestern { space, least: usual.least.min(space), most: usual.most.max(space) },
        wide_blanks: false,
    }
}
