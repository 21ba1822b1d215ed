//! Templates (版面模板): the pages that new editions start from. Those that come with the program are data in
//! `templates/` and carry a house style; a paper keeps its own, pages without stories, in the folder `templates` above
//! its editions.

use crate::folder::{Source, above, list, page, paper, read_page};
use crate::model::{Block, BlockKind, Date, Edition, Page, Paper};
use crate::{DocumentError, check};
use banxin_measure::CellRect;
use std::path::Path;

/// Name and text of each template that comes with the program.
const TEMPLATES: [(&str, &str); 2] = [
    ("broadsheet", include_str!("../templates/broadsheet.toml")),
    ("tabloid", include_str!("../templates/tabloid.toml")),
];

/// The folder of a paper's own templates.
const FOLDER: &str = "templates";

/// Number of the page that a new edition of one page has.
pub(crate) const FIRST_PAGE: &str = "01";

/// The names of the templates that come with the program: `broadsheet` (对开) and `tabloid` (四开).
pub fn templates() -> &'static [&'static str] {
    const NAMES: [&str; 2] = [TEMPLATES[0].0, TEMPLATES[1].0];
    &NAMES
}

/// A new edition of one page in memory: the page holds nothing but its 报眉.
///
/// # Errors
/// [`DocumentError`] when there is no template of this name; the message lists those there are.
pub fn edition(template: &str, date: Date) -> Result<Edition, DocumentError> {
    let (paper, page) = shipped(template, FIRST_PAGE)?.ok_or_else(|| unknown(template, None))?;
    Ok(Edition { paper, date, pages: vec![page], ..Edition::default() })
}

/// A template of the program, as the page of this number, with the house style that it brings; `None` if there is none
/// of this name.
pub(crate) fn shipped(template: &str, number: &str) -> Result<Option<(Paper, Page)>, DocumentError> {
    let Some((name, text)) = TEMPLATES.iter().find(|(name, _)| *name == template) else { return Ok(None) };
    let file = format!("{FOLDER}/{name}.toml");
    let source = Source::parse(Path::new(&file), (*text).to_owned())?;
    let root = source.root()?;
    root.only(&[&crate::folder::PAPER_KEYS[..], &["page"]].concat())?;
    let paper = paper(&root)?;
    check::paper(&paper, &file).map_err(|problem| source.problem(&problem))?;
    let table = root.table("page")?;
    table.only(&[&["folio-lines"], &crate::folder::PAGE_KEYS[..]].concat())?;
    let mut page = page(&table, number)?;
    let folio = CellRect::new(0, 0, page.grid.columns, table.number("folio-lines")?);
    page.blocks.push(Block::new("folio", BlockKind::Folio, folio));
    Ok(Some((paper, page)))
}

/// A page from a template of the paper whose editions lie beside the folder `dir`, else from one of the program's.
///
/// # Errors
/// [`DocumentError`] with file, line and key when there is none of this name, or when a block of it is in disorder or
/// holds a story.
pub(crate) fn page_of(
    dir: &Path,
    paper: &Paper,
    template: &str,
    number: &str,
) -> Result<Page, DocumentError> {
    if let Ok(()) = check::file_name(template)
        && let Some(source) = Source::read(&above(dir).join(FOLDER).join(format!("{template}.toml")))?
    {
        let page = read_page(&source, number)?;
        let edition = Edition { paper: paper.clone(), ..Edition::default() };
        let checked = check::page(&page).and_then(|()| check::without_stories(&page)).and_then(|()| {
            let flaw = check::page_flaws(&edition, &page).into_iter().next();
            flaw.map_or(Ok(()), |flaw| Err(flaw.problem))
        });
        checked.map_err(|problem| source.problem(&problem))?;
        return Ok(page);
    }
    let shipped = shipped(template, number)?.map(|(_, page)| page);
    shipped.ok_or_else(|| unknown(template, Some(dir)))
}

/// That there is no template of this name, with those there are.
fn unknown(template: &str, dir: Option<&Path>) -> DocumentError {
    let folder = dir.map(|dir| above(dir).join(FOLDER));
    // What cannot be listed is no help to name.
    let own = folder.as_ref().and_then(|folder| list(folder, "toml").ok()).unwrap_or_default();
    let known: Vec<&str> = own.iter().map(String::as_str).chain(templates().iter().copied()).collect();
    let message = format!("there is no template {template:?}; the templates are {}", known.join(", "));
    DocumentError::file(folder.unwrap_or_else(|| FOLDER.into()), message)
}
