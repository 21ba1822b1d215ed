//! The proof that nothing was lost, from the finished PDF: its bytes are read back, and every character of the placed
//! stories stands in them once and in order, or is counted as 余.
//!
//! The argument. Two things are held against each other: the characters that the bytes of the PDF say, in the order
//! in which they say them ([`content`], [`unicode`]: nothing of what the press knew), and the characters of the
//! edition's stories. Between them stands the scene, which is asked for one thing alone: whose character comes next
//! (this one of this paragraph, or one that is no story's: a date, a quoted title, a hyphen).
//!
//! 1. Each page of the PDF says exactly what its scene announces, character by character and to the end. Where the scene
//!    announces a story's character, the one looked for is the one in the *story*; so a scene that were wrong about
//!    it would fail, not pass. Where it announces text of the layout's own, that text must stand there, so that no
//!    character of a story can hide in it and none of its own can pass for a story's.
//! 2. A character that was so found in the PDF is ticked off in its story. One ticked twice, or within a block before
//!    one that precedes it in its paragraph, is told. Order is asked within a block: a block into which a text goes on
//!    (续排) may be painted before the one from which it comes.
//! 3. What the stories of a page's blocks then still lack must be what makeup counted as 余, block by block.
//!
//! Blanks do not count: they fall off the ends of lines. What the proof cannot see: whether a glyph looks like what its
//! font says of it, and whether its ink shows. A file that cannot be read proves nothing, and so is an error.
//!
//! On the way the colours of the file are looked at ([`colours`]): it may hold nothing but the four inks.

mod announced;
mod colours;
mod compare;
mod content;
mod file;
mod lexer;
mod unicode;

use crate::Finding;
use crate::lost::debts;
use announced::Announced;
use banxin_edition::model::Edition;
use banxin_makeup::{Ledger, Severity};
use banxin_scene::Scene;
use compare::Ticks;
use file::{Budget, File};
use std::collections::BTreeSet;

/// What to do about a PDF that does not prove itself.
const ADVICE: &str = "do not print this file; export it again, and if that does not help, keep the edition and tell the makers of Banxin";

/// Proves from the bytes of a PDF for a printer that nothing of the stories on its pages was lost, and that it holds no
/// colours but the four inks. `scenes` and `ledgers` are those of
/// its pages, in order. Each finding is an error.
pub fn read_back(edition: &Edition, scenes: &[Scene], ledgers: &[Ledger], pdf: &[u8]) -> Vec<Finding> {
    let mut proof = Proof::new(edition);
    let mut findings = proof.file(scenes, pdf);
    for (scene, ledger) in scenes.iter().zip(ledgers) {
        findings.extend(proof.page(scene, ledger, std::slice::from_ref(&scene.page)));
    }
    findings
}

/// The proof over several files, for an edition that is printed page by page or in halves of pages (通版): first every
/// [`file`](Proof::file), then every [`page`](Proof::page).
pub struct Proof<'e> {
    edition: &'e Edition,
    ticks: Ticks<'e>,
    /// Whether nothing but the four inks may be in the files.
    inks_only: bool,
    /// Pages that could not be compared to their ends: what they lack follows from that.
    failed: BTreeSet<String>,
}

impl<'e> Proof<'e> {
    /// A proof, in which nothing has been found yet, of files for a printer: they may hold nothing but the four inks.
    pub fn new(edition: &'e Edition) -> Proof<'e> {
        Proof { edition, ticks: Ticks::new(edition), inks_only: true, failed: BTreeSet::new() }
    }

    /// The same of samples (样张), in whatever colours.
    pub fn of_samples(edition: &'e Edition) -> Proof<'e> {
        Proof { inks_only: false, ..Proof::new(edition) }
    }

    /// Reads a PDF whose pages these scenes are, in order: whether each says what its scene announces. Each finding is an
    /// error.
    pub fn file(&mut self, scenes: &[Scene], pdf: &[u8]) -> Vec<Finding> {
        self.try_file(scenes, pdf).unwrap_or_else(|why| {
            self.failed.extend(scenes.iter().map(|scene| scene.page.clone()));
            vec![lost(None, format!("the PDF cannot be read back: {why}"))]
        })
    }

    fn try_file(&mut self, scenes: &[Scene], pdf: &[u8]) -> Result<Vec<Finding>, String> {
        let document = file::open(pdf)?;
        let file = File::new(&document);
        if file.pages() != scenes.len() {
            return Err(format!("it has {} pages and ought to have {}", file.pages(), scenes.len()));
        }
        let mut findings = Vec::new();
        let mut budget = Budget::new();
        let mut seen = BTreeSet::new();
        for (number, scene) in scenes.iter().enumerate() {
            let announced = Announced::of(self.edition, scene);
            let mut foreign = colours::of_page(&file, number, &mut seen);
            let found = match content::read(&file, number, &mut budget) {
                Ok(said) => {
                    foreign = foreign.or(said.foreign);
                    compare::page(&announced, &said.characters, &mut self.ticks)
                }
                Err(why) => Some((None, format!("this page of the PDF cannot be read back: {why}"))),
            };
            findings.extend(foreign.filter(|_| self.inks_only).map(|space| {
                told(
                    "pdf-rgb",
                    Some(scene),
                    format!("the page has colours in {space}, which no plate prints"),
                )
            }));
            let Some((place, text)) = found else { continue };
            let mut finding = lost(Some(scene), text);
            if let Some(place) = place {
                finding.block = Some(place.block.id.clone());
                finding.story = place.story.map(str::to_owned);
                finding.place = Some(place.block.frame);
            }
            findings.push(finding);
            self.failed.insert(scene.page.clone());
        }
        Ok(findings)
    }

    /// What the stories of a page still lack beyond what its ledger counts as 余, when all files were read in which its
    /// `parts` stand: the page itself, or its halves. Each finding is an error.
    pub fn page(&self, scene: &Scene, ledger: &Ledger, parts: &[String]) -> Vec<Finding> {
        if parts.iter().any(|part| self.failed.contains(part)) {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for debt in debts(self.edition, scene, ledger) {
            let Some(text) = self.ticks.lacking(&debt) else { continue };
            let frame = scene.blocks.iter().find(|block| block.id == debt.block).map(|block| block.frame);
            findings.push(Finding {
                block: Some(debt.block.to_owned()),
                story: Some(debt.story.id.clone()),
                place: frame,
                ..lost(Some(scene), text)
            });
        }
        findings
    }
}

fn lost(scene: Option<&Scene>, text: String) -> Finding {
    told("pdf-text-lost", scene, text)
}

fn told(rule: &'static str, scene: Option<&Scene>, text: String) -> Finding {
    Finding {
        rule,
        severity: Severity::Error,
        page: scene.map(|scene| scene.page.clone()),
        block: None,
        story: None,
        place: None,
        text: format!("{text}; {ADVICE}"),
    }
}
