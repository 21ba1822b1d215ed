//! The file: its pages, fonts and forms, taken from its bytes by lopdf. Only page contents and character maps are
//! inflated, and no more of them than the budget allows: a file read back is a file like any other.

use super::unicode::Font;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Bytes that one stream may inflate to.
const LARGEST: usize = 64 << 20;

/// Bytes of text, inflated and shown, that one file may cost: two hundred of the fullest pages.
const MOST: usize = 512 << 20;

/// How far up the tree of pages what a page inherits may stand.
const HIGHEST: usize = 64;

/// What reading may still cost.
pub(crate) struct Budget(usize);

impl Budget {
    pub(crate) fn new() -> Budget {
        Budget(MOST)
    }

    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), String> {
        self.0 = self.0.checked_sub(bytes).ok_or("it holds far more text than a newspaper")?;
        Ok(())
    }

    fn inflated(&mut self, stream: &Stream) -> Result<Vec<u8>, String> {
        let content = if stream.is_compressed() {
            let limit = LARGEST.min(self.0);
            stream.decompressed_content_with_limit(limit).map_err(|error| error.to_string())?
        } else {
            stream.content.clone()
        };
        self.spend(content.len())?;
        Ok(content)
    }
}

/// A PDF and its pages in order.
pub(crate) struct File<'d> {
    pub(super) document: &'d Document,
    pub(super) pages: Vec<ObjectId>,
    /// Fonts that were read already.
    fonts: RefCell<BTreeMap<ObjectId, Rc<Font>>>,
}

/// What the names of a content stream mean.
pub(crate) struct Resources<'d> {
    document: &'d Document,
    table: Option<&'d Dictionary>,
}

/// Content that is painted by name.
pub(crate) struct Form<'d> {
    pub(crate) content: Vec<u8>,
    /// Its own resources; without them those of the page hold.
    pub(crate) resources: Option<Resources<'d>>,
}

/// Opens a PDF without the streams that hold neither text nor pictures.
///
/// # Errors
/// Why it cannot be opened, in words.
pub(crate) fn open(bytes: &[u8]) -> Result<Document, String> {
    let options = LoadOptions {
        filter: Some(with_text),
        max_decompressed_size: Some(LARGEST),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
    if document.trailer.has(b"Encrypt") { Err("it is encrypted".to_owned()) } else { Ok(document) }
}

/// Keeps an object that has to do with text or colours: no colour profile or font program.
fn with_text(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = &object {
        let dict = &stream.dict;
        let subtype = dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let profile = dict.has(b"N") && !dict.has_type(b"ObjStm");
        if matches!(subtype, b"CIDFontType0C" | b"OpenType") || profile || dict.has(b"Length1") {
            return None;
        }
        if subtype == b"Image" {
            // Kept for the space of its colours. Streams are in no object streams, so it need not be given back.
            return Some((id, Object::Null));
        }
    }
    // lopdf takes what is given back for an object out of an object stream, and the object itself for any other.
    Some((id, object.clone()))
}

impl<'d> File<'d> {
    pub(crate) fn new(document: &'d Document) -> File<'d> {
        File { document, pages: document.page_iter().collect(), fonts: RefCell::new(BTreeMap::new()) }
    }

    pub(crate) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The content of a page and what its names mean.
    pub(crate) fn page(&self, page: usize, budget: &mut Budget) -> Result<(Vec<u8>, Resources<'d>), String> {
        let id = *self.pages.get(page).ok_or("the page is not there")?;
        let page = self.document.get_dictionary(id).map_err(|_| "the page is no dictionary")?;
        let mut content = Vec::new();
        match self.follow(page, b"Contents") {
            None => {}
            Some(Object::Array(parts)) => {
                for part in parts {
                    let part = self.document.dereference(part).map(|(_, part)| part);
                    let Ok(Object::Stream(part)) = part else {
                        return Err("a part of its content is missing".to_owned());
                    };
                    content.extend(budget.inflated(part)?);
                    content.push(b'\n');
                }
            }
            Some(Object::Stream(stream)) => content = budget.inflated(stream)?,
            Some(_) => return Err("its content is missing".to_owned()),
        }
        let mut holder = Some(page);
        let mut table = None;
        for _ in 0..HIGHEST {
            let Some(holds) = holder.filter(|_| table.is_none()) else { break };
            table = self.follow(holds, b"Resources").and_then(|found| found.as_dict().ok());
            holder = self.follow(holds, b"Parent").and_then(|found| found.as_dict().ok());
        }
        Ok((content, Resources { document: self.document, table }))
    }

    fn follow(&self, from: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        follow(self.document, from, key)
    }

    /// The font of this name.
    pub(crate) fn font(
        &self,
        resources: &Resources<'d>,
        name: &[u8],
        budget: &mut Budget,
    ) -> Result<Rc<Font>, String> {
        let called = String::from_utf8_lossy(name);
        let missing = || format!("its font {called} is missing");
        let entry = resources.table("Font").and_then(|fonts| fonts.get(name).ok()).ok_or_else(missing)?;
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.borrow().get(&id).cloned()) {
            return Ok(known);
        }
        let font = self.document.dereference(entry).ok().and_then(|(_, font)| font.as_dict().ok());
        let font = font.ok_or_else(missing)?;
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let encoding = self.follow(font, b"Encoding").and_then(|encoding| encoding.as_name().ok());
        let width = match encoding {
            Some(b"Identity-H" | b"Identity-V") if composite => 2,
            _ if composite => return Err(format!("the codes of its font {called} are of an unknown width")),
            _ => 1,
        };
        let Some(Object::Stream(map)) = self.follow(font, b"ToUnicode") else {
            return Err(format!("its font {called} does not say what its codes mean"));
        };
        let map = budget.inflated(map)?;
        let font = Font::read(&map, width).map_err(|error| format!("font {called}: {error}"))?;
        let font = Rc::new(font);
        if let Some(id) = id {
            self.fonts.borrow_mut().insert(id, font.clone());
        }
        Ok(font)
    }
}

/// An entry, looked up through a reference if need be.
fn follow<'d>(document: &'d Document, from: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    document.dereference(from.get(key).ok()?).ok().map(|(_, found)| found)
}

impl<'d> Resources<'d> {
    fn table(&self, kind: &str) -> Option<&'d Dictionary> {
        follow(self.document, self.table?, kind.as_bytes())?.as_dict().ok()
    }

    /// The text of a property list of this name.
    pub(crate) fn actual_text(&self, name: &[u8]) -> Option<&'d [u8]> {
        let list = follow(self.document, self.table("Properties")?, name)?.as_dict().ok()?;
        follow(self.document, list, b"ActualText")?.as_str().ok()
    }

    /// The form of this name; `None` for a picture.
    pub(crate) fn form(&self, name: &[u8], budget: &mut Budget) -> Result<Option<Form<'d>>, String> {
        let found = self.table("XObject").and_then(|objects| follow(self.document, objects, name));
        let Some(Object::Stream(stream)) = found else { return Ok(None) };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind != b"Form") {
            return Ok(None);
        }
        let table = follow(self.document, &stream.dict, b"Resources").and_then(|found| found.as_dict().ok());
        let resources = table.map(|table| Resources { document: self.document, table: Some(table) });
        // A form without content would cost nothing, however often it is painted.
        budget.spend(64)?;
        Ok(Some(Form { content: budget.inflated(stream)?, resources }))
    }
}
