//! Reading a PDF back, independently of the code that wrote it: what a viewer would show where.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A glyph as a viewer would show it.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Points from the left edge.
    pub(crate) x: f64,
    /// Points from the bottom edge.
    pub(crate) y: f64,
    pub(crate) code: u16,
    /// What ToUnicode says.
    pub(crate) text: String,
    pub(crate) overprints: bool,
    pub(crate) colour: Vec<f64>,
    pub(crate) size: f64,
    /// The first four numbers of its text matrix.
    pub(crate) axes: [f64; 4],
    /// The text rendering mode.
    pub(crate) mode: f64,
}

/// A font of the page.
pub(crate) struct Font {
    pub(crate) name: String,
    pub(crate) texts: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f64>,
}

/// A page's content.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) glyphs: Vec<Shown>,
    /// The text as a reader copies it: ToUnicode, or ActualText where there is one.
    pub(crate) text: String,
    /// Every operator, in order.
    pub(crate) operators: Vec<String>,
}

pub(crate) fn number(object: &Object) -> f64 {
    match object {
        Object::Integer(value) => *value as f64,
        Object::Real(value) => f64::from(*value),
        other => panic!("{other:?} is no number"),
    }
}

pub(crate) fn numbers(dictionary: &Dictionary, key: &str) -> Vec<f64> {
    dictionary.get(key.as_bytes()).unwrap().as_array().unwrap().iter().map(number).collect()
}

/// A dictionary, looked up through a reference if need be.
pub(crate) fn table<'d>(document: &'d Document, from: &'d Dictionary, key: &str) -> &'d Dictionary {
    let object = from.get(key.as_bytes()).unwrap_or_else(|_| panic!("no {key}"));
    document.dereference(object).unwrap().1.as_dict().unwrap()
}

/// The content of a stream, inflated.
pub(crate) fn inflated(document: &Document, from: &Dictionary, key: &str) -> Vec<u8> {
    let object = document.dereference(from.get(key.as_bytes()).unwrap()).unwrap().1;
    object.as_stream().unwrap().decompressed_content().unwrap()
}

/// The pages in order.
pub(crate) fn pages(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// UTF-16 with a byte order mark.
pub(crate) fn utf16(bytes: &[u8]) -> String {
    assert_eq!(bytes.get(..2), Some(&[0xFE, 0xFF][..]));
    let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

fn to_unicode(cmap: &str) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    for block in cmap.split("beginbfchar").skip(1) {
        for line in block.split("endbfchar").next().unwrap().lines().filter(|line| line.starts_with('<')) {
            let (code, text) = line.trim_matches(['<', '>']).split_once("> <").unwrap();
            let units: Vec<u16> = (0..text.len() / 4)
                .map(|unit| u16::from_str_radix(&text[unit * 4..unit * 4 + 4], 16).unwrap())
                .collect();
            texts.insert(u16::from_str_radix(code, 16).unwrap(), String::from_utf16(&units).unwrap());
        }
    }
    texts
}

/// The fonts of a page by resource name.
pub(crate) fn fonts(document: &Document, page: ObjectId) -> BTreeMap<String, Font> {
    let resources = table(document, document.get_dictionary(page).unwrap(), "Resources");
    let mut fonts = BTreeMap::new();
    if !resources.has(b"Font") {
        return fonts;
    }
    for (name, _) in table(document, resources, "Font") {
        let name = String::from_utf8(name.clone()).unwrap();
        let font = table(document, table(document, resources, "Font"), &name);
        let inner = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        let inner = document.get_dictionary(inner).unwrap();
        let mut widths = BTreeMap::new();
        for pair in inner.get(b"W").unwrap().as_array().unwrap().chunks(2) {
            for (offset, width) in (0u16..).zip(pair[1].as_array().unwrap()) {
                widths.insert(pair[0].as_i64().unwrap() as u16 + offset, number(width));
            }
        }
        let cmap = String::from_utf8(inflated(document, font, "ToUnicode")).unwrap();
        let base = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        fonts.insert(name, Font { name: base, texts: to_unicode(&cmap), widths });
    }
    fonts
}

/// Shows a page.
pub(crate) fn show(document: &Document, id: ObjectId) -> Page {
    let fonts = fonts(document, id);
    let resources = table(document, document.get_dictionary(id).unwrap(), "Resources");
    let states = table(document, resources, "ExtGState");
    let content = inflated(document, document.get_dictionary(id).unwrap(), "Contents");
    let mut page = Page::default();
    let (mut x, mut y, mut size, mut scaling) = (0.0, 0.0, 0.0, 1.0);
    let (mut axes, mut mode) = ([1.0, 0.0, 0.0, 1.0], 0.0);
    let (mut font, mut colour, mut overprints) = (None, vec![0.0], false);
    let mut instead = Vec::new();
    for operation in Content::decode(&content).unwrap().operations {
        let values = &operation.operands;
        page.operators.push(operation.operator.clone());
        match operation.operator.as_str() {
            "Tf" => {
                font = fonts.get(std::str::from_utf8(values[0].as_name().unwrap()).unwrap());
                size = number(&values[1]);
            }
            "Tz" => scaling = number(&values[0]) / 100.0,
            "Tm" => {
                axes = [0, 1, 2, 3].map(|at: usize| number(&values[at]));
                (x, y) = (number(&values[4]), number(&values[5]));
            }
            "Tr" => mode = number(&values[0]),
            "k" => colour = values.iter().map(number).collect(),
            "gs" => {
                let state = std::str::from_utf8(values[0].as_name().unwrap()).unwrap();
                overprints = table(document, states, state).get(b"op").unwrap().as_bool().unwrap();
            }
            "BDC" => {
                let text = values[1].as_dict().unwrap().get(b"ActualText").unwrap().as_str().unwrap();
                page.text.push_str(&utf16(text));
                instead.push(());
            }
            "EMC" => assert!(instead.pop().is_some(), "EMC without BDC"),
            "TJ" => {
                let font = font.unwrap();
                for item in values[0].as_array().unwrap() {
                    let mut advance = |thousandths: f64| {
                        let by = thousandths / 1000.0 * size * scaling;
                        (x, y) = (x + by * axes[0], y + by * axes[1]);
                        (x, y)
                    };
                    let Ok(codes) = item.as_str() else {
                        advance(-number(item));
                        continue;
                    };
                    for pair in codes.chunks(2) {
                        let code = u16::from_be_bytes([pair[0], pair[1]]);
                        let text = font
                            .texts
                            .get(&code)
                            .cloned()
                            .unwrap_or_else(|| panic!("code {code} says nothing"));
                        if instead.is_empty() {
                            page.text.push_str(&text);
                        }
                        let (x, y) = advance(0.0);
                        page.glyphs.push(Shown {
                            x,
                            y,
                            code,
                            text,
                            overprints,
                            colour: colour.clone(),
                            size,
                            axes,
                            mode,
                        });
                        advance(font.widths.get(&code).copied().unwrap_or(1000.0));
                    }
                }
            }
            _ => {}
        }
    }
    page
}
