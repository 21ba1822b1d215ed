//! Reading looks, lines and what makes letters stand out.

use super::toml_in::Table;
use crate::DocumentError;
use crate::model::{Direction, GradientTo, LetterOutline, Line, Look, Pattern, Shadow};

type Read<T> = Result<T, DocumentError>;

/// A rule.
pub(crate) fn line(table: &Table<'_>) -> Read<Line> {
    table.only(&["pattern", "width", "colour"])?;
    Ok(Line {
        pattern: table.opt("pattern", |t, key| t.word(key, &Pattern::NAMES))?.unwrap_or_default(),
        width: table.length("width")?,
        colour: table.inks("colour")?,
    })
}

/// Ground and frame.
pub(crate) fn look(table: &Table<'_>) -> Read<Look> {
    table.only(&["base", "ground", "gradient", "frame", "radius"])?;
    Ok(Look {
        base: table.opt("base", Table::text)?,
        ground: table.opt("ground", Table::inks)?,
        gradient: table.opt("gradient", |t, key| gradient(&t.table(key)?))?,
        frame: table.opt("frame", |t, key| line(&t.table(key)?))?,
        radius: table.opt("radius", Table::length)?,
    })
}

/// Where an ink fades to.
pub(crate) fn gradient(table: &Table<'_>) -> Read<GradientTo> {
    table.only(&["colour", "direction"])?;
    Ok(GradientTo {
        colour: table.inks("colour")?,
        direction: table.opt("direction", |t, key| t.word(key, &Direction::NAMES))?.unwrap_or_default(),
    })
}

/// An outline round letters.
pub(crate) fn outline(table: &Table<'_>) -> Read<LetterOutline> {
    table.only(&["width", "colour"])?;
    Ok(LetterOutline { width: table.length("width")?, colour: table.inks("colour")? })
}

/// A shadow behind letters.
pub(crate) fn shadow(table: &Table<'_>) -> Read<Shadow> {
    table.only(&["x", "y", "colour"])?;
    Ok(Shadow { x: table.length("x")?, y: table.length("y")?, colour: table.inks("colour")? })
}
