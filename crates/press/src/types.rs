//! The faces of a job: which glyphs of each are used, under which codes, and what they say.

use crate::PressError;
use banxin_fonts::{Face, FontBook};
use banxin_scene::{FaceName, Item, Scene};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A face and its glyphs in use: what cutting it down needs.
pub(crate) struct Subset {
    pub(crate) face: Arc<Face>,
    /// Old glyph ids in the order of their CIDs, from CID 1.
    pub(crate) glyphs: Vec<u16>,
}

/// A face that the job uses. Codes on the page are CIDs, and CIDs are the glyph numbers of the subset.
pub(crate) struct Type {
    pub(crate) face: Arc<Face>,
    /// Name of the font in the pages' resources.
    pub(crate) resource: String,
    /// Old glyph id and its advance in thousandths of an em, as the PDF will say it; the place is CID − 1.
    glyphs: Vec<(u16, f64)>,
    /// What each CID says, from the first time it is shown.
    pub(crate) texts: BTreeMap<u16, String>,
}

impl Type {
    /// The code of a glyph and its advance in thousandths of an em.
    pub(crate) fn code(&self, glyph: u16) -> Option<(u16, f64)> {
        let place = self.glyphs.binary_search_by_key(&glyph, |(id, _)| *id).ok()?;
        let (_, width) = self.glyphs.get(place)?;
        Some((u16::try_from(place + 1).ok()?, *width))
    }

    /// What every CID says. One that is only ever shown as a part of a text spelt out (ActualText) says U+FFFD here.
    pub(crate) fn all_texts(&self) -> BTreeMap<u16, String> {
        let unsaid = || char::REPLACEMENT_CHARACTER.to_string();
        let text = |cid: u16| (cid, self.texts.get(&cid).cloned().unwrap_or_else(unsaid));
        (1..).zip(&self.glyphs).map(|(cid, _)| text(cid)).collect()
    }

    /// The advances in the order of the CIDs, from CID 1.
    pub(crate) fn widths(&self) -> impl Iterator<Item = f64> + '_ {
        self.glyphs.iter().map(|(_, width)| *width)
    }
}

/// The faces of a job, and where each scene's faces are among them.
pub(crate) struct Types {
    pub(crate) list: Vec<Type>,
    scenes: Vec<Vec<Option<usize>>>,
}

impl Types {
    /// Collects the faces that the scenes' runs use, with their glyphs; whether they are to be embedded.
    ///
    /// # Errors
    /// [`PressError::FaceMissing`] and [`PressError::EmbeddingForbidden`].
    pub(crate) fn collect(scenes: &[Scene], fonts: &FontBook, embedded: bool) -> Result<Types, PressError> {
        let mut names: Vec<(&FaceName, BTreeSet<u16>)> = Vec::new();
        let mut places = Vec::with_capacity(scenes.len());
        for scene in scenes {
            let mut used: Vec<Option<usize>> = vec![None; scene.faces.len()];
            for item in scene.blocks.iter().flat_map(|block| &block.items) {
                let Item::Glyphs(run) = item else { continue };
                let index = usize::from(run.face.0);
                let (Some(name), Some(slot)) = (scene.faces.get(index), used.get_mut(index)) else {
                    return Err(PressError::FaceIndex(run.face.0));
                };
                let place = *slot.get_or_insert_with(|| {
                    names.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                        names.push((name, BTreeSet::new()));
                        names.len() - 1
                    })
                });
                if let Some((_, glyphs)) = names.get_mut(place) {
                    glyphs.extend(run.glyphs.iter().map(|glyph| glyph.id));
                }
            }
            places.push(used);
        }
        let mut list = Vec::with_capacity(names.len());
        for (name, glyphs) in names {
            list.push(collect_face(name, glyphs, fonts, list.len() + 1, embedded)?);
        }
        Ok(Types { list, scenes: places })
    }

    /// What is to be cut down, in the order of the list.
    pub(crate) fn subsets(&self) -> Vec<Subset> {
        let subset = |used: &Type| Subset {
            face: used.face.clone(),
            glyphs: used.glyphs.iter().map(|(glyph, _)| *glyph).collect(),
        };
        self.list.iter().map(subset).collect()
    }

    /// The place in the list of a face of a scene.
    pub(crate) fn place(&self, scene: usize, face: u16) -> Option<usize> {
        self.scenes.get(scene)?.get(usize::from(face)).copied().flatten()
    }
}

fn collect_face(
    name: &FaceName,
    mut glyphs: BTreeSet<u16>,
    fonts: &FontBook,
    number: usize,
    embedded: bool,
) -> Result<Type, PressError> {
    let face = fonts
        .find(&name.family, &name.style)
        .ok_or_else(|| PressError::FaceMissing(name.family.clone(), name.style.clone()))?;
    if embedded && !face.embedding().allows_subset() {
        return Err(PressError::EmbeddingForbidden(face.postscript_name().to_owned()));
    }
    // A missing character is drawn as a box; a space carries its text.
    if glyphs.remove(&0) {
        glyphs.extend(face.glyph(' '));
    }
    let upm = f64::from(face.units_per_em());
    let width = |glyph: u16| (f64::from(face.advance(glyph)) * 1e6 / upm).round() / 1e3;
    let glyphs = glyphs.into_iter().map(|glyph| (glyph, width(glyph))).collect();
    Ok(Type { face, resource: format!("F{number}"), glyphs, texts: BTreeMap::new() })
}
