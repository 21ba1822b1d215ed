//! What the rooms of these tests share: the example editions, what is found in one after a change, and a case of a rule.

use banxin_edition::model::{
    Block, BlockKind, Crop, Edition, Page, Paragraph, Photo, Role, Style, StyleName,
};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Severity, lay};
use banxin_preflight::{Finding, Limits, RULES, check, for_printer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The culture page of the example paper, in which nothing is wrong.
pub(crate) const CULTURE: &str = "yunting/2026-11-25";
/// Its front page and an inside page.
pub(crate) const NEWS: &str = "yunting/2026-11-24";
/// Its page of photographs.
pub(crate) const PHOTOS: &str = "yunting/2026-11-26";
/// A page of another paper, with a group of numbered pictures.
pub(crate) const RIVER: &str = "linxi";

/// A rule and how an edition comes to break it.
pub(crate) struct Case {
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    /// Rules that cannot but come with it, with the reason.
    pub(crate) with: &'static [(&'static str, &'static str)],
    /// Whether it names a block and its place; else it is about a page or the edition as a whole.
    pub(crate) placed: bool,
    /// What is found after the change that was not found before.
    pub(crate) find: fn() -> Vec<Finding>,
}

impl Case {
    pub(crate) const fn new(rule: &'static str, severity: Severity, find: fn() -> Vec<Finding>) -> Case {
        Case { rule, severity, with: &[], placed: true, find }
    }

    /// A rule about a page or the edition as a whole.
    pub(crate) const fn whole(rule: &'static str, severity: Severity, find: fn() -> Vec<Finding>) -> Case {
        Case { placed: false, ..Case::new(rule, severity, find) }
    }

    /// The same case, which others come with.
    pub(crate) const fn with(self, with: &'static [(&'static str, &'static str)]) -> Case {
        Case { with, ..self }
    }

    /// What is not as it should be: the rule is found, alone but for those that it must come with.
    fn fault(&self) -> Option<String> {
        let findings = (self.find)();
        let expected: BTreeSet<&str> = self.with.iter().map(|(rule, _)| *rule).chain([self.rule]).collect();
        if rules(&findings) != expected {
            return Some(format!("{}: expected {expected:?}, found {findings:#?}", self.rule));
        }
        let own: Vec<&Finding> = findings.iter().filter(|one| one.rule == self.rule).collect();
        let placed = |one: &Finding| one.page.is_some() && one.block.is_some() && one.place.is_some();
        let as_said = own.first().is_some_and(|first| first.severity == self.severity)
            && own.iter().all(|one| placed(one) == self.placed);
        let listed = findings.iter().all(|finding| {
            let rule = RULES.iter().find(|rule| rule.id == finding.rule);
            rule.is_some_and(|rule| finding.severity <= rule.severity)
        });
        (!as_said || !listed).then(|| format!("{}: {own:#?}", self.rule))
    }
}

/// That each case of a room holds.
pub(crate) fn hold(cases: &[Case]) {
    assert!(!cases.is_empty());
    let faults: Vec<String> = cases.iter().filter_map(Case::fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

pub(crate) fn rules(findings: &[Finding]) -> BTreeSet<&str> {
    findings.iter().map(|finding| finding.rule).collect()
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn fonts() -> &'static FontBook {
    static FONTS: OnceLock<FontBook> = OnceLock::new();
    FONTS.get_or_init(|| FontBook::open(&root().join("fonts")).unwrap())
}

/// The folder of an example.
pub(crate) fn dir(example: &str) -> PathBuf {
    root().join("examples").join(example)
}

pub(crate) fn open(example: &str) -> Edition {
    banxin_edition::open(&dir(example)).unwrap()
}

pub(crate) fn laid(edition: &Edition) -> Vec<Laid> {
    edition.pages.iter().map(|page| lay(edition, page, fonts())).collect()
}

/// All that is found in an edition whose files are in `dir`.
pub(crate) fn found(edition: &Edition, dir: &Path, laid: &[Laid], limits: &Limits) -> Vec<Finding> {
    let mut findings = check(edition, dir, laid);
    findings.extend(for_printer(dir, laid, fonts(), limits));
    findings
}

/// What was found before, taken off.
fn new(mut findings: Vec<Finding>, before: &[Finding]) -> Vec<Finding> {
    findings.retain(|finding| !before.contains(finding));
    findings
}

/// What is found in an example after a change that was not found before.
pub(crate) fn after(example: &str, change: impl FnOnce(&mut Edition)) -> Vec<Finding> {
    asked(example, &Limits::default(), change)
}

/// The same by the limits of a printer.
pub(crate) fn asked(example: &str, limits: &Limits, change: impl FnOnce(&mut Edition)) -> Vec<Finding> {
    let (sound, dir) = (open(example), dir(example));
    let mut edition = sound.clone();
    change(&mut edition);
    let before = found(&sound, &dir, &laid(&sound), &Limits::default());
    new(found(&edition, &dir, &laid(&edition), limits), &before)
}

/// The same, with the edition's pictures in a folder of their own in which `files` changes something; `name` tells the
/// folders of the tests apart.
pub(crate) fn moved(
    example: &str,
    name: &str,
    files: impl FnOnce(&Path),
    change: impl FnOnce(&mut Edition),
) -> Vec<Finding> {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&own);
    for part in ["pictures", "ads"] {
        std::fs::create_dir_all(own.join(part)).unwrap();
        for file in std::fs::read_dir(dir(example).join(part)).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), own.join(part).join(file.file_name())).unwrap();
        }
    }
    let sound = open(example);
    let limits = Limits::default();
    let before = found(&sound, &own, &laid(&sound), &limits);
    let mut edition = sound;
    files(&own);
    change(&mut edition);
    let findings = new(found(&edition, &own, &laid(&edition), &limits), &before);
    std::fs::remove_dir_all(&own).unwrap();
    findings
}

/// The first of some changes after which this rule alone is found: for rules that hang on where lines happen to end.
pub(crate) fn first_of(rule: &str, changes: impl Iterator<Item = Edition>, example: &str) -> Vec<Finding> {
    let sound = open(example);
    let dir = dir(example);
    let limits = Limits::default();
    let before = found(&sound, &dir, &laid(&sound), &limits);
    let mut others = BTreeSet::new();
    for edition in changes {
        let laid = laid(&edition);
        let findings = new(found(&edition, &dir, &laid, &limits), &before);
        if rules(&findings) == BTreeSet::from([rule]) {
            return findings;
        }
        others.insert(format!("{:?}", rules(&findings)));
    }
    println!("{rule} was never found alone: {others:#?}");
    Vec::new()
}

pub(crate) fn page(edition: &mut Edition) -> &mut Page {
    edition.pages.first_mut().unwrap()
}

pub(crate) fn block<'e>(edition: &'e mut Edition, id: &str) -> &'e mut Block {
    let mut blocks = edition.pages.iter_mut().flat_map(|page| &mut page.blocks);
    blocks.find(|block| block.id == id).unwrap()
}

/// The pictures in a block.
pub(crate) fn photos<'e>(edition: &'e mut Edition, id: &str) -> &'e mut Vec<Photo> {
    match &mut block(edition, id).kind {
        BlockKind::Article { photos, .. } | BlockKind::Photos { photos, .. } => photos,
        other => panic!("{other:?} has no pictures"),
    }
}

/// How the first picture of a block is cut.
pub(crate) fn crop<'e>(edition: &'e mut Edition, id: &str) -> &'e mut Crop {
    &mut photos(edition, id).first_mut().unwrap().crop
}

/// The last paragraph of a story in this role.
pub(crate) fn paragraph<'e>(edition: &'e mut Edition, story: &str, role: Role) -> &'e mut Paragraph {
    let story = edition.stories.get_mut(story).unwrap();
    story.paragraphs.iter_mut().rev().find(|paragraph| paragraph.role == role).unwrap()
}

/// Lets a paragraph say something else, without marks.
pub(crate) fn say(paragraph: &mut Paragraph, text: &str) {
    *paragraph = Paragraph::plain(paragraph.id, paragraph.role, text);
}

pub(crate) fn style(edition: &mut Edition, name: StyleName) -> &mut Style {
    edition.paper.styles.get_mut(&name).unwrap()
}

/// Takes characters from the end of a story.
pub(crate) fn fewer(edition: &mut Edition, story: &str, mut characters: usize) {
    let paragraphs = &mut edition.stories.get_mut(story).unwrap().paragraphs;
    for paragraph in paragraphs.iter_mut().rev().filter(|one| one.role == Role::Body) {
        let length = paragraph.text().chars().count();
        let kept = length.saturating_sub(characters).max(length.min(20));
        if kept < length {
            characters -= length - kept;
            let text: String = paragraph.text().chars().take(kept - 1).chain(['。']).collect();
            say(paragraph, &text);
        }
    }
}
