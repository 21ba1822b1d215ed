//! The finishing pass: what makes printpdf's document a PDF/X file.

use crate::date::Date;
use crate::deflate::deflate;
use crate::embed::Program;
use crate::gradient;
use crate::letters;
use crate::paint::{Over, PagePlan, points};
use crate::pictures::Pictures;
use crate::tounicode::utf16;
use crate::types::Types;
use crate::xmp::{Packet, packet};
use crate::{Condition, Job, PressError, Standard};
use banxin_measure::Length;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Who made the file.
const PRODUCER: &str = concat!("Banxin ", env!("CARGO_PKG_VERSION"));

/// What the pages need, in the order of the job.
pub(crate) struct Parts {
    pub(crate) plans: Vec<PagePlan>,
    pub(crate) types: Types,
    pub(crate) programs: Vec<Program>,
    pub(crate) pictures: Pictures,
    /// The output intent's ICC profile, compressed.
    pub(crate) icc: Vec<u8>,
}

/// Finishes the document and writes it.
///
/// # Errors
/// [`PressError::Writing`] when printpdf's document lacks a part that it always has.
pub(crate) fn finish(job: &Job, mut document: Document, parts: Parts) -> Result<Vec<u8>, PressError> {
    let lacks = |what: &str| PressError::Writing(format!("printpdf's document has no {what}"));
    let mut pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    pages.truncate(job.scenes.len());
    if pages.len() != job.scenes.len() || parts.plans.len() != pages.len() {
        return Err(lacks("page for every scene"));
    }
    let Parts { plans, types, programs, mut pictures, icc } = parts;
    let mut hash = Sha256::new();
    for text in [job.identity, job.title, &job.profile.condition.identifier] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }

    let mut fonts = Vec::with_capacity(programs.len());
    for (program, used) in programs.into_iter().zip(&types.list) {
        hash.update(program.bytes());
        fonts.push((used.resource.clone(), program.write(&mut document, used)));
    }
    let streams = pictures.streams();
    let images: Vec<Option<ObjectId>> = streams
        .into_iter()
        .map(|stream| {
            stream.map(|stream| {
                hash.update(&stream.content);
                document.add_object(stream)
            })
        })
        .collect();
    let states = Over::ALL.map(|over| {
        let (strokes, fills) = over.strokes_and_fills();
        let state = dictionary! {
            "Type" => "ExtGState", "OP" => strokes, "op" => fills, "OPM" => i64::from(strokes),
        };
        (over.name(), document.add_object(state))
    });

    let forms = letter_forms(&mut document, &plans, &types, &mut hash);

    for ((id, plan), scene) in pages.iter().zip(&plans).zip(job.scenes) {
        let content = document
            .get_dictionary(*id)
            .and_then(|page| page.get(b"Contents"))
            .and_then(Object::as_reference)
            .map_err(|_| lacks("contents"))?;
        if let Ok(Object::Stream(stream)) = document.get_object(content) {
            hash.update(&stream.content);
        }
        let mut resources = Dictionary::new();
        let used = |from: &mut Dictionary, name: &str, id: ObjectId| from.set(name, id);
        let mut table = Dictionary::new();
        for (name, id) in plan.fonts.iter().filter_map(|place| fonts.get(*place)) {
            used(&mut table, name, *id);
        }
        set_if_any(&mut resources, "Font", table);
        let mut table = Dictionary::new();
        for place in &plan.pictures {
            if let Some(id) = images.get(*place).copied().flatten() {
                used(&mut table, &Pictures::resource(*place), id);
            }
        }
        for letter in &plan.letters {
            if let Some(id) = forms.get(letter) {
                used(&mut table, &letters::resource(*letter), *id);
            }
        }
        set_if_any(&mut resources, "XObject", table);
        let mut table = Dictionary::new();
        for (name, id) in states {
            used(&mut table, name, id);
        }
        set_if_any(&mut resources, "ExtGState", table);
        let mut table = Dictionary::new();
        for (number, axis) in plan.gradients.iter().enumerate() {
            hash.update(axis.fingerprint());
            used(&mut table, &gradient::resource(number), document.add_object(axis.pattern()));
        }
        set_if_any(&mut resources, "Pattern", table);

        let page = document.get_dictionary_mut(*id).map_err(|_| lacks("page"))?;
        // printpdf writes boxes as corner and size where PDF wants two corners, and a box and annotations too many.
        page.remove(b"CropBox");
        page.remove(b"Annots");
        let sheet = job.sample().map(|sample| sample.lie(scene.trim).sheet).unwrap_or(scene.trim);
        let margin = job.margin();
        let bleed = job.profile.sheet.bleed.min(margin);
        // The trim lies in the middle of the sheet, the bleed around it.
        for (key, inset) in [("MediaBox", Length::ZERO), ("BleedBox", margin - bleed), ("TrimBox", margin)] {
            let (width, height) = (sheet.width + margin * 2, sheet.height + margin * 2);
            page.set(key, rectangle(inset, width - inset, height - inset));
        }
        page.set("Resources", resources);
        for edge in [sheet.width, sheet.height, bleed, margin] {
            hash.update(edge.emu().to_be_bytes());
        }
    }

    let (year, month, day) = job.date;
    let date = Date::new(year, month, day);
    hash.update(date.pdf());
    let document_id = uuid(&Sha256::digest(job.identity));
    let instance_id = uuid(&hash.finalize());
    let title = shown(job.title);
    describe(job, &mut document, icc, &title, date, [&document_id, &instance_id])?;
    document.prune_objects();
    document.renumber_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| PressError::Writing(error.to_string()))?;
    Ok(bytes)
}

/// The glyphs that are shapes, each once in the document.
fn letter_forms(
    document: &mut Document,
    plans: &[PagePlan],
    types: &Types,
    hash: &mut Sha256,
) -> BTreeMap<(usize, u16), ObjectId> {
    let used: BTreeSet<(usize, u16)> = plans.iter().flat_map(|plan| &plan.letters).copied().collect();
    let mut forms = BTreeMap::new();
    for (place, glyph) in used {
        let Some(used) = types.list.get(place) else { continue };
        let mut form = letters::form(&used.face, glyph);
        hash.update(&form.content);
        form.dict.set("Filter", "FlateDecode");
        form.set_content(deflate(&form.content));
        forms.insert((place, glyph), document.add_object(form.with_compression(false)));
    }
    forms
}

/// A title without signs that metadata cannot carry; never empty.
fn shown(title: &str) -> String {
    let title: String = title.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if title.is_empty() { "-".to_owned() } else { title }
}

fn set_if_any(resources: &mut Dictionary, key: &str, table: Dictionary) {
    if !table.is_empty() {
        resources.set(key, table);
    }
}

/// A box from one corner at `start`, `start` to the other.
fn rectangle(start: Length, right: Length, top: Length) -> Vec<Object> {
    [start, start, right, top].map(|edge| Object::Real(points(edge.to_pt()))).to_vec()
}

/// The first 16 bytes of a hash as a UUID of version 8, "made in a way of one's own" (RFC 9562).
fn uuid(hash: &[u8]) -> String {
    let mut hex = String::new();
    for (place, byte) in hash.iter().take(16).enumerate() {
        let byte = match place {
            6 => byte & 0x0F | 0x80,
            8 => byte & 0x3F | 0x80,
            _ => *byte,
        };
        if matches!(place, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

/// The bytes of a UUID, as the trailer's identity has them.
fn identity(uuid: &str) -> Object {
    let digits: Vec<u8> =
        uuid.chars().filter_map(|c| c.to_digit(16)).filter_map(|digit| u8::try_from(digit).ok()).collect();
    let bytes = digits.chunks(2).map(|pair| pair.iter().fold(0u8, |byte, digit| byte << 4 | digit)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Catalogue, information, metadata, output intent, trailer.
fn describe(
    job: &Job,
    document: &mut Document,
    icc: Vec<u8>,
    title: &str,
    date: Date,
    [document_id, instance_id]: [&str; 2],
) -> Result<(), PressError> {
    let intent = job.sample().is_none().then(|| output_intent(&job.profile.condition, document, icc));
    let (x4, x1a) = (job.standard == Standard::PdfX4, job.standard == Standard::PdfX1a);
    let metadata = packet(&Packet {
        title,
        date,
        document: document_id,
        instance: instance_id,
        producer: PRODUCER,
        standard: x4.then_some("PDF/X-4"),
    });
    let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata);
    let metadata = document.add_object(metadata.with_compression(false));
    let mut info = dictionary! {
        "Title" => text(title),
        "Producer" => text(PRODUCER),
        "Creator" => text(PRODUCER),
        "CreationDate" => Object::string_literal(date.pdf()),
        "ModDate" => Object::string_literal(date.pdf()),
        "Trapped" => "False",
    };
    if x1a {
        info.set("GTS_PDFXVersion", Object::string_literal("PDF/X-1a:2003"));
    }
    let info = document.add_object(info);
    document.version = if x1a { "1.4" } else { "1.6" }.to_owned();
    document.trailer.set("Info", info);
    document.trailer.set("ID", vec![identity(document_id), identity(instance_id)]);

    let catalogue =
        document.catalog_mut().map_err(|error| PressError::Writing(format!("no catalogue: {error}")))?;
    catalogue.set("Metadata", metadata);
    if let Some(intent) = intent {
        catalogue.set("OutputIntents", vec![Object::Dictionary(intent)]);
    }
    catalogue.set("PageLayout", "SinglePage");
    catalogue.set("PageMode", "UseNone");
    Ok(())
}

/// For which printing condition the file is made.
fn output_intent(condition: &Condition, document: &mut Document, icc: Vec<u8>) -> Dictionary {
    let icc = Stream::new(dictionary! { "N" => 4, "Filter" => "FlateDecode" }, icc);
    let icc = document.add_object(icc.with_compression(false));
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text(&condition.identifier),
        "OutputCondition" => text(&condition.description),
        "Info" => text(&condition.description),
        "DestOutputProfile" => icc,
    };
    if !condition.registry.is_empty() {
        intent.set("RegistryName", text(&condition.registry));
    }
    intent
}

/// A text string: as it stands where it is ASCII, else UTF-16.
fn text(text: &str) -> Object {
    if text.is_ascii() {
        Object::string_literal(text)
    } else {
        Object::String(utf16(text), StringFormat::Hexadecimal)
    }
}
