//! [`FontBook`]: the shipped faces first, then the user's.

use crate::face::{Face, Identity};
use crate::manifest::{self, ShippedFace};
use crate::mapping::Mapping;
use crate::style::{StyleTraits, distance, same_name, traits_of};
use crate::{FontsError, Kind};
use crate::{folders, names};
use skrifa::raw::{FileRef, FontRef};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Where the user's own faces are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    /// In the folders where the system keeps its fonts.
    System,
    /// In these folders and the folders in them; in none at all if the list is empty.
    Folders(Vec<PathBuf>),
}

/// Every face that can be had (字体簿). It can be shared between threads; what it looks up it keeps.
#[derive(Debug)]
pub struct FontBook {
    shipped: Vec<ShippedFace>,
    /// The faces of `shipped`, mapped when they are first asked for; `None` in one that is damaged.
    faces: Vec<OnceLock<Option<Arc<Face>>>>,
    /// The face that stands in when nothing else does.
    ground: Arc<Face>,
    /// Names of shipped families in other languages, lower case, with the family's own name.
    aliases: OnceLock<BTreeMap<String, String>>,
    installed: Installed,
    /// The user's faces by family name in lower case, in every language of their name tables.
    user: OnceLock<BTreeMap<String, Vec<UserFace>>>,
    /// The user's faces that were asked for.
    opened: Mutex<Opened>,
}

/// Faces by file and index in it; `None` for one that is no font after all.
type Opened = BTreeMap<(PathBuf, u32), Option<Arc<Face>>>;

/// A face of the user's machine as the scan found it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct UserFace {
    file: PathBuf,
    index: u32,
    family: String,
}

/// A face for a wanted name, and whether it is another one.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The face to set with.
    pub face: Arc<Face>,
    /// Nobody has the wanted face, and this one stands in for it.
    pub replaced: bool,
}

impl FontBook {
    /// Opens the folder of shipped faces (the one that holds `fonts.toml`); the user's faces are looked for where
    /// the system keeps its fonts. Reads `fonts.toml` and looks at the length of each face; no face is read.
    ///
    /// # Errors
    /// [`FontsError`] if the list, or a face of it, is missing, damaged, or not of the length that the list says.
    pub fn open(fonts_dir: &Path) -> Result<FontBook, FontsError> {
        FontBook::open_with(fonts_dir, Installed::System)
    }

    /// As [`open`](FontBook::open), with a say in where the user's faces are looked for.
    ///
    /// # Errors
    /// As [`open`](FontBook::open).
    pub fn open_with(fonts_dir: &Path, installed: Installed) -> Result<FontBook, FontsError> {
        let shipped = manifest::read(fonts_dir)?;
        for face in &shipped {
            let missing = |error: std::io::Error| FontsError::NoFace {
                file: face.file.clone(),
                why: error.to_string(),
            };
            let found = std::fs::metadata(&face.file).map_err(missing)?.len();
            if found != face.bytes {
                return Err(FontsError::WrongLength { file: face.file.clone(), expected: face.bytes, found });
            }
        }
        let at = shipped.iter().position(|face| face.kind == Kind::Song).unwrap_or(0);
        let no_face =
            FontsError::NoManifest { file: fonts_dir.join("fonts.toml"), why: "it is empty".to_owned() };
        let first = shipped.get(at).ok_or(no_face)?;
        let ground = open_shipped(first).ok_or_else(|| FontsError::Damaged { file: first.file.clone() })?;
        let faces: Vec<OnceLock<Option<Arc<Face>>>> = shipped.iter().map(|_| OnceLock::new()).collect();
        if let Some(place) = faces.get(at) {
            place.get_or_init(|| Some(ground.clone()));
        }
        Ok(FontBook {
            shipped,
            faces,
            ground,
            aliases: OnceLock::new(),
            installed,
            user: OnceLock::new(),
            opened: Mutex::new(Opened::new()),
        })
    }

    /// The list of shipped faces, in the order of `fonts.toml`.
    pub fn shipped(&self) -> &[ShippedFace] {
        &self.shipped
    }

    /// The face of that family and style; `None` if nobody has it. A family's names in other languages are known
    /// too (霞鹜文楷); letters' case does not matter; an empty style is the regular one. The user's folders are
    /// scanned, once, when a family is first wanted that is not shipped.
    pub fn find(&self, family: &str, style: &str) -> Option<Arc<Face>> {
        if let Some(family) = self.shipped_family(family) {
            let wanted = traits_of(style);
            let of_family = || self.shipped.iter().enumerate().filter(|(_, face)| face.family == family);
            let named = of_family().find(|(_, face)| same_name(&face.style, style));
            let (at, _) = named.or_else(|| of_family().find(|(_, face)| is_style(wanted, &face.style)))?;
            return self.shipped_face(at);
        }
        let faces = self.user_faces(family);
        let named = faces.iter().find(|face| face.has_style_name(style));
        let wanted = traits_of(style);
        let alike = |face: &&Arc<Face>| {
            wanted.is_some_and(|wanted| (wanted.weight, wanted.italic) == (face.weight(), face.is_italic()))
        };
        named.or_else(|| faces.iter().find(alike)).cloned()
    }

    /// The face of that family and style or, if nobody has it, what stands in for it: the nearest style of the
    /// family; else the nearest weight of the shipped family of the kind (宋, 黑, 楷, 仿宋) that the wanted name
    /// speaks of; else the shipped 宋. Never fails; the caller reports what was replaced.
    pub fn resolve(&self, family: &str, style: &str) -> Resolved {
        if let Some(face) = self.find(family, style) {
            return Resolved { face, replaced: false };
        }
        let wanted = traits_of(style).unwrap_or(StyleTraits { weight: 400, italic: false });
        let face = match self.shipped_family(family) {
            Some(own) => self.nearest_shipped(wanted, |face| face.family == own),
            None => {
                let faces = self.user_faces(family);
                let of_family =
                    faces.into_iter().min_by_key(|face| distance(wanted, face.weight(), face.is_italic()));
                of_family.or_else(|| {
                    let kind = Kind::of_family(family);
                    self.nearest_shipped(wanted, |face| face.kind == kind)
                })
            }
        };
        Resolved { face: face.unwrap_or_else(|| self.ground.clone()), replaced: true }
    }

    /// A shipped face that has `c`, to set a character that `wanted` lacks (缺字): the nearest in kind, then in
    /// weight. `None` if no other shipped face has it.
    pub fn fallback(&self, wanted: &Face, c: char) -> Option<Arc<Face>> {
        let likeness = wanted.kind().likeness();
        let traits = StyleTraits { weight: wanted.weight(), italic: wanted.is_italic() };
        let mut order: Vec<(usize, u32, usize)> = Vec::with_capacity(self.shipped.len());
        for (at, face) in self.shipped.iter().enumerate().filter(|(_, face)| face.file != wanted.file()) {
            let kind = likeness.iter().position(|kind| *kind == face.kind).unwrap_or(likeness.len());
            order.push((kind, style_distance(traits, &face.style), at));
        }
        order.sort_unstable();
        order.into_iter().filter_map(|(_, _, at)| self.shipped_face(at)).find(|face| face.glyph(c).is_some())
    }

    fn shipped_face(&self, at: usize) -> Option<Arc<Face>> {
        let listed = self.shipped.get(at)?;
        self.faces.get(at)?.get_or_init(|| open_shipped(listed)).clone()
    }

    fn nearest_shipped(
        &self,
        wanted: StyleTraits,
        which: impl Fn(&ShippedFace) -> bool,
    ) -> Option<Arc<Face>> {
        let mut near: Vec<(u32, usize)> = Vec::new();
        for (at, face) in self.shipped.iter().enumerate().filter(|(_, face)| which(face)) {
            near.push((style_distance(wanted, &face.style), at));
        }
        near.sort_unstable();
        near.into_iter().find_map(|(_, at)| self.shipped_face(at))
    }

    /// The name in `fonts.toml` of a shipped family that is called `family` in some language.
    fn shipped_family<'s>(&'s self, family: &str) -> Option<&'s str> {
        if let Some(face) = self.shipped.iter().find(|face| same_name(&face.family, family)) {
            return Some(&face.family);
        }
        let aliases = self.aliases.get_or_init(|| {
            let mut aliases = BTreeMap::new();
            for shipped in (0..self.shipped.len()).filter_map(|at| self.shipped_face(at)) {
                let names = FontRef::from_index(shipped.data(), shipped.index());
                for name in names.map(|font| names::families(&font)).unwrap_or_default() {
                    aliases.entry(name.to_lowercase()).or_insert_with(|| shipped.family().to_owned());
                }
            }
            aliases
        });
        aliases.get(&family.trim().to_lowercase()).map(String::as_str)
    }

    /// The user's faces of a family, in the order of their files.
    fn user_faces(&self, family: &str) -> Vec<Arc<Face>> {
        let user = self.user.get_or_init(|| scan(&self.installed));
        let found = user.get(&family.trim().to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|face| self.open_user(face)).collect()
    }

    fn open_user(&self, wanted: &UserFace) -> Option<Arc<Face>> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (wanted.file.clone(), wanted.index);
        if let Some(face) = opened.get(&key) {
            return face.clone();
        }
        let of_file = opened.range((wanted.file.clone(), 0)..=(wanted.file.clone(), u32::MAX));
        let shared = of_file.filter_map(|(_, face)| face.as_ref()).map(|face| face.mapping()).next();
        let mapping = shared.or_else(|| Mapping::open(&wanted.file).ok().map(Arc::new));
        let identity = Identity {
            file: wanted.file.clone(),
            index: wanted.index,
            family: wanted.family.clone(),
            style: None,
            kind: Kind::of_family(&wanted.family),
            sha256: None,
        };
        let face = mapping.and_then(|mapping| Face::new(identity, mapping)).map(Arc::new);
        opened.insert(key, face.clone());
        face
    }
}

fn open_shipped(listed: &ShippedFace) -> Option<Arc<Face>> {
    let mapping = Arc::new(Mapping::open(&listed.file).ok()?);
    let identity = Identity {
        file: listed.file.clone(),
        index: 0,
        family: listed.family.clone(),
        style: Some(listed.style.clone()),
        kind: listed.kind,
        sha256: Some(listed.sha256.clone()),
    };
    Face::new(identity, mapping).map(Arc::new)
}

fn is_style(wanted: Option<StyleTraits>, style: &str) -> bool {
    wanted.is_some() && wanted == traits_of(style)
}

fn style_distance(wanted: StyleTraits, style: &str) -> u32 {
    let traits = traits_of(style).unwrap_or(StyleTraits { weight: 400, italic: false });
    distance(wanted, traits.weight, traits.italic)
}

/// Looks through the user's folders with fontdb, and then at what it passes over: faces that are named in GBK or Big5 alone,
/// or have no PostScript name, as some bought ones are. The same folders always give the same face.
fn scan(installed: &Installed) -> BTreeMap<String, Vec<UserFace>> {
    let mut found = fontdb::Database::new();
    let folders = match installed {
        Installed::System => {
            found.load_system_fonts();
            folders::of_the_system()
        }
        Installed::Folders(folders) => {
            folders.iter().for_each(|folder| found.load_fonts_dir(folder));
            folders.clone()
        }
    };
    let mut user: BTreeMap<String, Vec<UserFace>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for info in found.faces() {
        let (fontdb::Source::File(file) | fontdb::Source::SharedFile(file, _)) = &info.source else {
            continue;
        };
        let Some((family, _)) = info.families.first() else { continue };
        known.insert((file.clone(), info.index));
        let face = UserFace { file: file.clone(), index: info.index, family: family.clone() };
        for (name, _) in &info.families {
            user.entry(name.trim().to_lowercase()).or_default().push(face.clone());
        }
    }
    for file in folders::files(&folders) {
        passed_over(&file, &known, &mut user);
    }
    for faces in user.values_mut() {
        faces.sort_unstable();
        faces.dedup();
    }
    user
}

/// Adds the faces of a file that are not `known`, by their names in every encoding.
fn passed_over(file: &Path, known: &BTreeSet<(PathBuf, u32)>, user: &mut BTreeMap<String, Vec<UserFace>>) {
    // A file of one face that is known need not be opened; a collection may hold one that is not.
    let collection = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("ttc") || ending.eq_ignore_ascii_case("otc"));
    if !collection && known.contains(&(file.to_owned(), 0)) {
        return;
    }
    let Ok(mapping) = Mapping::open(file) else { return };
    let Ok(fonts) = FileRef::new(mapping.bytes()) else { return };
    for (index, font) in (0..).zip(fonts.fonts()) {
        if known.contains(&(file.to_owned(), index)) {
            continue;
        }
        let families = font.map(|font| names::families(&font)).unwrap_or_default();
        let Some(family) = families.first().cloned() else { continue };
        let face = UserFace { file: file.to_owned(), index, family };
        for name in families {
            user.entry(name.to_lowercase()).or_default().push(face.clone());
        }
    }
}
