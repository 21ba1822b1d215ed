//! What printpdf makes of a page by itself. `src/finish.rs` mends each of these; a test that fails here says that an update
//! of printpdf has changed one, and that its mending is to be looked at again (and perhaps to be taken out).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

use lopdf::{Dictionary, Document, Object};
use printpdf::{
    Cmyk, Color, CustomPdfConformance, DictItem, Mm, Op, PdfConformance, PdfDocument, PdfPage, PdfSaveOptions,
};

/// A page of 100 by 200 mm as the press has printpdf lay it out.
fn laid_out(ops: Vec<Op>, secure: bool) -> Document {
    let mut document = PdfDocument::new("版");
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    let mut page = PdfPage::new(Mm(100.0), Mm(200.0), ops);
    page.trim_box = printpdf::Rect {
        x: printpdf::Pt(10.0),
        y: printpdf::Pt(10.0),
        width: printpdf::Pt(200.0),
        height: printpdf::Pt(400.0),
        mode: None,
        winding_order: None,
    };
    document.pages = vec![page];
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure, image_optimization: None };
    document.to_lopdf_document(&options, &mut Vec::new())
}

fn page(document: &Document) -> &Dictionary {
    document.get_dictionary(document.page_iter().next().unwrap()).unwrap()
}

fn content(document: &Document) -> String {
    let id = page(document).get(b"Contents").unwrap().as_reference().unwrap();
    String::from_utf8(document.get_object(id).unwrap().as_stream().unwrap().content.clone()).unwrap()
}

fn numbers(page: &Dictionary, key: &[u8]) -> Vec<f32> {
    let edges = page.get(key).unwrap().as_array().unwrap();
    edges.iter().map(|edge| edge.as_float().unwrap()).collect()
}

#[test]
fn the_version_is_too_old_for_pdf_x_4() {
    assert_eq!(laid_out(Vec::new(), false).version, "1.3");
}

#[test]
fn a_conformance_of_one_s_own_writes_neither_intent_nor_metadata() {
    let document = laid_out(Vec::new(), false);
    let catalogue = document.catalog().unwrap();
    assert!(!catalogue.has(b"OutputIntents") && !catalogue.has(b"Metadata"));
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let largest = streams.map(|stream| stream.content.len()).max().unwrap();
    assert!(largest < 10_000, "printpdf's profile of coated paper has 654,352 bytes: {largest}");
}

#[test]
fn boxes_are_a_corner_and_a_size_and_there_is_one_too_many() {
    let document = laid_out(Vec::new(), false);
    let page = page(&document);
    assert_eq!(numbers(page, b"TrimBox"), [10.0, 10.0, 200.0, 400.0], "and ought to end at 210, 410");
    assert!(page.has(b"CropBox") && !page.has(b"BleedBox"));
}

#[test]
fn every_page_has_annotations() {
    assert!(page(&laid_out(Vec::new(), false)).has(b"Annots"));
}

#[test]
fn the_identity_comes_from_a_counter() {
    let id = |document: &Document| document.trailer.get(b"ID").unwrap().as_array().unwrap().to_vec();
    let (one, other) = (laid_out(Vec::new(), false), laid_out(Vec::new(), false));
    assert_ne!(id(&one), id(&other), "the same document, and another identity");
}

#[test]
fn the_information_names_a_standard_whatever_the_standard() {
    let document = laid_out(Vec::new(), false);
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = document.get_dictionary(info).unwrap();
    assert!(info.has(b"GTS_PDFXVersion"));
    assert!(info.get(b"CreationDate").unwrap().as_str().unwrap().ends_with(b"+00'00'"));
}

#[test]
fn operators_that_it_does_not_know_are_dropped_unless_it_is_told_not_to() {
    let ops = || {
        let row = DictItem::Array(vec![DictItem::String { data: b"AB".to_vec(), literal: false }]);
        vec![Op::Unknown { key: "TJ".to_owned(), value: vec![row] }]
    };
    assert!(!content(&laid_out(ops(), true)).contains("TJ"));
    assert!(content(&laid_out(ops(), false)).contains("<4142>] TJ"), "{}", content(&laid_out(ops(), false)));
}

#[test]
fn colours_are_device_inks_and_numbers_are_plain() {
    let ink = Color::Cmyk(Cmyk { c: 0.1, m: 0.0, y: 1.0, k: 0.25, icc_profile: None });
    let content = content(&laid_out(vec![Op::SetFillColor { col: ink }], false));
    assert!(content.contains("0.1 0 1 0.25 k"), "{content}");
}

#[test]
fn a_page_s_content_is_left_uncompressed() {
    let document = laid_out(vec![Op::SaveGraphicsState, Op::RestoreGraphicsState], false);
    let id = page(&document).get(b"Contents").unwrap().as_reference().unwrap();
    let stream = document.get_object(id).unwrap().as_stream().unwrap();
    assert!(stream.dict.get(b"Filter").and_then(Object::as_name).is_err());
}
