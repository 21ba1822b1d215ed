//! One job from scenes to bytes.

use crate::deflate::deflate;
use crate::embed::{Program, program};
use crate::finish::{Parts, finish};
use crate::paint::{PagePlan, page};
use crate::pictures::Pictures;
use crate::types::{Subset, Types};
use crate::{PressError, PressFinding, PrinterProfile, SampleSheet};
use banxin_fonts::FontBook;
use banxin_scene::Scene;
use printpdf::{CustomPdfConformance, Mm, PdfConformance, PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The standard that a PDF keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7:2010) on PDF 1.6.
    PdfX4,
    /// PDF/X-1a:2003 (ISO 15930-4) on PDF 1.4.
    PdfX1a,
    /// None: the newsroom's own copy (样张), in screen colours, for no printer.
    Sample(SampleSheet),
}

/// What is to be printed, and how.
pub struct Job<'a> {
    /// The pages, in order.
    pub scenes: &'a [Scene],
    /// Where the scenes' faces are found.
    pub fonts: &'a FontBook,
    /// The edition's folder; the scenes' pictures are named from there.
    pub pictures: &'a Path,
    /// Title of the document (文档标题).
    pub title: &'a str,
    /// The edition's day: year, month, day. Every date in the PDF is this day.
    pub date: (u16, u8, u8),
    /// The standard to keep to.
    pub standard: Standard,
    /// What the printing house wants.
    pub profile: &'a PrinterProfile,
    /// What stays the same through all versions of the document, such as paper, date and page: half of the PDF's
    /// identity, the other half comes from its content.
    pub identity: &'a str,
}

/// A finished PDF.
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// What could not be printed as asked, in the order of the pages.
    pub findings: Vec<PressFinding>,
}

/// Makes the PDF of a job.
///
/// What a page lacks does not stop it: a picture that cannot be read is a placeholder, a missing glyph a box, and
/// both are findings.
///
/// # Errors
/// [`PressError`] when there is no page, a face is not there or may not be embedded, or the printer's ICC profile
/// cannot be used.
pub fn export(job: &Job) -> Result<Pdf, PressError> {
    if job.scenes.is_empty() {
        return Err(PressError::NoPages);
    }
    let mut findings = Vec::new();
    let outlines = job.profile.letters.outlines && job.sample().is_none();
    let mut types = Types::collect(job.scenes, job.fonts, !outlines)?;
    let pictures = Pictures::prepare(job, &mut findings)?;

    // Cutting faces down and compressing them takes most of the time of a page of text: another core does it while
    // this one paints, then both do what is left.
    let subsets = if outlines { Vec::new() } else { types.subsets() };
    let order = largest_first(&subsets);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Program, PressError>)>> = Mutex::new(Vec::new());
    let worker = || {
        while let Some(number) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let Some(subset) = subsets.get(*number) else { continue };
            let made = program(subset);
            if let Ok(mut done) = done.lock() {
                done.push((*number, made));
            }
        }
    };
    let (plans, document, icc) = std::thread::scope(|scope| {
        scope.spawn(worker);
        let mut plans: Vec<PagePlan> = job
            .scenes
            .iter()
            .enumerate()
            .map(|(number, scene)| page(job, number, scene, &mut types, &pictures, &mut findings))
            .collect();
        let mut document = lay_out(job, &mut plans);
        compress_streams(&mut document);
        let icc = if job.sample().is_some() { Vec::new() } else { deflate(&job.profile.condition.icc) };
        worker();
        (plans, document, icc)
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(number, _)| *number);
    let programs = done.into_iter().map(|(_, made)| made).collect::<Result<Vec<_>, _>>()?;
    if programs.len() != subsets.len() {
        return Err(PressError::Writing("a face was lost on the way".to_owned()));
    }

    let bytes = finish(job, document, Parts { plans, types, programs, pictures, icc })?;
    Ok(Pdf { bytes, findings })
}

/// The numbers of the faces, those with most glyphs first: a large one begun last would keep one core waiting.
fn largest_first(subsets: &[Subset]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..subsets.len()).collect();
    order.sort_by_key(|number| {
        std::cmp::Reverse(subsets.get(*number).map_or(0, |subset| subset.glyphs.len()))
    });
    order
}

/// Compresses what printpdf leaves uncompressed; at this point these are the pages' contents.
fn compress_streams(document: &mut lopdf::Document) {
    for object in document.objects.values_mut() {
        if let lopdf::Object::Stream(stream) = object {
            let data = deflate(&stream.content);
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(data);
            stream.allows_compression = false;
        }
    }
}

/// Has printpdf lay out the document: page tree, content streams, catalogue. It writes neither an output intent nor
/// metadata of its own ("custom conformance"), so its coated-paper profile stays out of the file.
fn lay_out(job: &Job, plans: &mut [PagePlan]) -> lopdf::Document {
    let mut document = PdfDocument::new(job.title);
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    document.pages = job
        .scenes
        .iter()
        .zip(plans)
        .map(|(scene, plan)| {
            let size = |length: banxin_measure::Length| Mm(length.to_mm() as f32);
            PdfPage::new(size(scene.trim.width), size(scene.trim.height), std::mem::take(&mut plan.ops))
        })
        .collect();
    // Our TJ and path operators are "unknown" to printpdf, which drops such unless it is told to be insecure.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    document.to_lopdf_document(&options, &mut warnings)
}
