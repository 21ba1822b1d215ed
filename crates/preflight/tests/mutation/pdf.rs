//! The finished PDF: a sound one with one object changed. What the proof of its text finds is in `readback.rs`.

use crate::desk::{CULTURE, Case, dir, fonts, hold, laid, open, root};
use banxin_edition::model::Edition;
use banxin_makeup::{Ledger, Severity::Error};
use banxin_preflight::{Finding, read_back};
use banxin_press::{Job, PrinterProfile, Standard, export};
use banxin_scene::Scene;
use lopdf::{Dictionary, Document, Object, dictionary};
use std::sync::OnceLock;

pub(crate) const CASES: &[Case] = &[
    Case::new("pdf-text-lost", Error, || {
        content(|lines| {
            let row = lines.iter().rposition(|line| line.contains("TJ")).unwrap();
            lines.remove(row);
        })
    }),
    Case::whole("pdf-rgb", Error, || content(|lines| lines.insert(0, "1 0 0 rg".to_owned()))),
    Case::whole("pdf-rgb", Error, || content(|lines| lines.insert(0, "/DeviceRGB CS 1 0 0 SC".to_owned()))),
    Case::whole("pdf-rgb", Error, || {
        content(|lines| lines.insert(0, "q BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI\nQ".to_owned()))
    }),
    Case::whole("pdf-rgb", Error, || picture(Object::Name(b"DeviceRGB".to_vec()))),
    Case::whole("pdf-rgb", Error, || picture(space("ICCBased"))),
    Case::whole("pdf-rgb", Error, || picture(vec!["Indexed".into(), space("Lab"), 0.into()].into())),
    Case::whole("pdf-rgb", Error, || resource(space("Separation"))),
    Case::whole("pdf-rgb", Error, || resource(space("CalRGB"))),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

#[test]
fn the_inks_of_a_plate_are_in_order() {
    for sound in [Object::Name(b"DeviceCMYK".to_vec()), Object::Name(b"DeviceGray".to_vec())] {
        assert_eq!(picture(sound.clone()), Vec::new());
        assert_eq!(resource(sound), Vec::new());
    }
}

struct Printed {
    edition: Edition,
    scenes: Vec<Scene>,
    ledgers: Vec<Ledger>,
    pdf: Vec<u8>,
}

fn printed() -> &'static Printed {
    static PRINTED: OnceLock<Printed> = OnceLock::new();
    PRINTED.get_or_init(|| {
        let edition = open(CULTURE);
        let (scenes, ledgers): (Vec<Scene>, Vec<Ledger>) =
            laid(&edition).into_iter().map(|page| (page.scene, page.ledger)).unzip();
        let job = Job {
            scenes: &scenes,
            fonts: fonts(),
            pictures: &dir(CULTURE),
            title: "样张",
            date: (2026, 11, 25),
            standard: Standard::PdfX4,
            profile: &PrinterProfile::load(&root().join("profiles"), "coldset").unwrap(),
            identity: "样张",
        };
        let pdf = export(&job).unwrap().bytes;
        let printed = Printed { edition, scenes, ledgers, pdf };
        assert_eq!(printed.read(&printed.pdf), Vec::new());
        printed
    })
}

impl Printed {
    fn read(&self, pdf: &[u8]) -> Vec<Finding> {
        read_back(&self.edition, &self.scenes, &self.ledgers, pdf)
    }

    fn changed(&self, change: impl FnOnce(&mut Document)) -> Vec<Finding> {
        let mut document = Document::load_mem(&self.pdf).unwrap();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        self.read(&bytes)
    }
}

/// With the page's content changed, line by line.
fn content(change: impl FnOnce(&mut Vec<String>)) -> Vec<Finding> {
    printed().changed(|document| {
        let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
        let id = page.get(b"Contents").unwrap().as_reference().unwrap();
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.decompress().unwrap();
        let mut lines: Vec<String> =
            String::from_utf8(stream.content.clone()).unwrap().lines().map(str::to_owned).collect();
        change(&mut lines);
        stream.set_content(lines.join("\n").into_bytes());
    })
}

/// With another colour space of the first picture.
fn picture(space: Object) -> Vec<Finding> {
    printed().changed(|document| {
        let image = |object: &&mut Object| {
            let kind = object.as_stream().ok().and_then(|stream| stream.dict.get(b"Subtype").ok());
            kind.is_some_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image"))
        };
        let picture = document.objects.values_mut().find(image).unwrap();
        picture.as_stream_mut().unwrap().dict.set("ColorSpace", space);
    })
}

/// With a colour space among the page's resources.
fn resource(space: Object) -> Vec<Finding> {
    printed().changed(|document| {
        let page = document.page_iter().next().unwrap();
        let table = document.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
        let spaces = dictionary! { "Cs1" => space };
        let table: &mut Dictionary = match table {
            Object::Reference(id) => document.get_object_mut(id).unwrap().as_dict_mut().unwrap(),
            _ => {
                let page = document.get_dictionary_mut(page).unwrap();
                page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap()
            }
        };
        table.set("ColorSpace", spaces);
    })
}

fn space(name: &str) -> Object {
    vec![Object::Name(name.as_bytes().to_vec()), Object::Dictionary(Dictionary::new())].into()
}
