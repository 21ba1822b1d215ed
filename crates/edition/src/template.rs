//! Templates (版面模板): the page and the house style that a new edition starts from, as data in `templates/`.

use crate::folder::{Folder, PAGE_KEYS, PAPER_KEYS, Source, find_paper, is_empty, page, paper, save};
use crate::model::{Block, BlockKind, Date, Edition, Page, Paper};
use crate::{DocumentError, check};
use banxin_measure::CellRect;
use std::path::Path;

/// Name and text of each template.
const TEMPLATES: [(&str, &str); 2] = [
    ("broadsheet", include_str!("../templates/broadsheet.toml")),
    ("tabloid", include_str!("../templates/tabloid.toml")),
];

/// Number of the page that a new edition has.
const FIRST_PAGE: &str = "01";

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
    let (paper, page) = read(template)?;
    Ok(Edition { paper, date, pages: vec![page], ..Edition::default() })
}

/// Makes a new edition in a folder that is empty or not there, and saves it.
///
/// Where the folder above holds a `paper.toml`, the edition is one of that paper and gets no house style of its
/// own; a name of the paper other than that one's is then refused, since it would need one.
///
/// # Errors
/// [`DocumentError`] when the template is unknown, the folder is not empty (nothing is ever written over), or the
/// system refuses.
pub fn create(dir: &Path, template: &str, name: Option<&str>, date: Date) -> Result<Edition, DocumentError> {
    let mut edition = edition(template, date)?;
    if dir.exists() && !dir.is_dir() {
        return Err(DocumentError::file(dir, "this is no folder; choose another place for the new edition"));
    }
    if !is_empty(dir)? {
        return Err(DocumentError::file(
            dir,
            "this folder is not empty; choose another place for the new edition",
        ));
    }
    match (find_paper(&Folder::at(dir)?)?, name) {
        (Some(above), Some(name)) if above.name != name => {
            let message = format!(
                "the folder above belongs to the paper {:?}; leave the name {name:?} out",
                above.name
            );
            return Err(DocumentError::file(dir, message));
        }
        (Some(above), _) => edition.paper = above,
        (None, Some(name)) => name.clone_into(&mut edition.paper.name),
        (None, None) => {}
    }
    save(&edition, dir)?;
    Ok(edition)
}

fn read(template: &str) -> Result<(Paper, Page), DocumentError> {
    let Some((name, text)) = TEMPLATES.iter().find(|(name, _)| *name == template) else {
        let message =
            format!("there is no template {template:?}; the templates are {}", templates().join(", "));
        return Err(DocumentError::file("templates", message));
    };
    let file = format!("templates/{name}.toml");
    let source = Source::parse(Path::new(&file), (*text).to_owned())?;
    let root = source.root()?;
    root.only(&[&PAPER_KEYS[..], &["page"]].concat())?;
    let paper = paper(&root)?;
    check::paper(&paper, &file).map_err(|problem| source.problem(&problem))?;
    let table = root.table("page")?;
    table.only(&[&["folio-lines"], &PAGE_KEYS[..]].concat())?;
    let mut page = page(&table, FIRST_PAGE)?;
    let folio = CellRect::new(0, 0, page.grid.columns, table.number("folio-lines")?);
    page.blocks.push(Block::new("folio", BlockKind::Folio, folio));
    Ok((paper, page))
}
