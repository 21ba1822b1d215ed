//! Writing the blocks of a page's file, in one spelling.

use super::toml_out::{Out, cells, inks, millimetres, points, quoted};
use crate::model::{
    ArticleStyle, Block, BlockKind, Crop, Fitting, GradientTo, Layout, LetterOutline, Line, Look, Manner,
    Photo, Shadow, Stand, WrapSides, names,
};
use banxin_measure::{Dividing, Division, Turn};

/// Writes a block.
pub(super) fn block(out: &mut Out, block: &Block) {
    out.head("[[block]]");
    out.pair("id", quoted(&block.id));
    out.pair("kind", quoted(block.kind.word()));
    out.opt("name", text(&block.stand.name));
    if let Some(story) = block.kind.story() {
        out.pair("story", quoted(story));
    }
    match &block.stand.free {
        Some(place) => out.pair("free", rect(place)),
        None => out.pair("cells", cells(&block.cells)),
    }
    stand(out, &block.stand);
    out.opt("style", text(&block.style));
    kind(out, &block.kind);
}

fn stand(out: &mut Out, stand: &Stand) {
    if stand.turn != Turn::Upright {
        out.pair("turn", quoted(names::word_of(&names::TURNS, &stand.turn)));
    }
    if let Some(wrap) = &stand.wrap {
        let sides =
            (wrap.sides != WrapSides::Both).then(|| format!("sides = {}, ", quoted(wrap.sides.word())));
        let sides = sides.unwrap_or_default();
        out.pair("wrap", format_args!("{{ {sides}distance = {} }}", points(wrap.distance)));
    }
    out.opt("look", text(&stand.look));
    out.opt("group", text(&stand.group));
    out.opt("layer", text(&stand.layer));
    if stand.locked {
        out.pair("locked", true);
    }
}

fn kind(out: &mut Out, kind: &BlockKind) {
    match kind {
        BlockKind::Article { boxed, photos, layout, .. } => {
            head(out, kind);
            if *boxed {
                out.pair("boxed", true);
            }
            self::layout(out, layout);
            photos.iter().for_each(|one| photo(out, one));
        }
        BlockKind::Photos { photos, layout, .. } => {
            head(out, kind);
            self::layout(out, layout);
            photos.iter().for_each(|one| photo(out, one));
        }
        BlockKind::Text { after, layout, .. } => {
            out.pair("after", quoted(after));
            self::layout(out, layout);
        }
        BlockKind::Part { paragraphs, .. } => out.pair("paragraphs", numbers(paragraphs)),
        BlockKind::Picture { picture, caption_lines, crop, .. } => {
            out.pair("picture", quoted(picture));
            out.pair("caption-lines", caption_lines);
            self::crop(out, crop);
        }
        BlockKind::Code { content, module } => {
            out.pair("content", quoted(content));
            out.pair("module", millimetres(*module));
        }
        BlockKind::Guide { title, stories } => {
            out.pair("title", quoted(title));
            let stories: Vec<String> = stories.iter().map(|story| quoted(story)).collect();
            out.pair("stories", format_args!("[{}]", stories.join(", ")));
        }
        BlockKind::Section { section } => out.pair("section", quoted(section)),
        BlockKind::Rule { line } => out.pair("line", self::line(line)),
        BlockKind::Ad { client, file } => {
            out.pair("client", quoted(client));
            out.opt("file", text(file));
        }
        BlockKind::Folio
        | BlockKind::PageTitle { .. }
        | BlockKind::Qr { .. }
        | BlockKind::Contents { .. }
        | BlockKind::Masthead
        | BlockKind::Staff
        | BlockKind::Panel => {}
    }
}

fn head(out: &mut Out, kind: &BlockKind) {
    out.opt("headline-size", kind.headline_size().map(points));
    out.pair("head-lines", kind.head_lines());
}

fn layout(out: &mut Out, layout: &Layout) {
    out.opt("article-style", text(&layout.article_style));
    if let Some(at) = layout.head_at {
        let place = format!("{{ column = {}, line = {}, columns = {} }}", at.column, at.line, at.columns);
        out.pair("head-at", place);
    }
    manner(out, &layout.manner);
    if !layout.without.is_empty() {
        let without: Vec<String> = layout.without.iter().map(cells).collect();
        out.pair("without", format_args!("[{}]", without.join(", ")));
    }
    out.opt("captions", layout.captions.as_ref().map(cells));
}

fn manner(out: &mut Out, manner: &Manner) {
    out.opt("head-style", text(&manner.head_style));
    out.opt("head-align", manner.head_align.map(|align| quoted(align.word())));
    out.opt("kicker", manner.kicker.map(|place| quoted(place.word())));
    out.opt("summary", manner.summary.map(|place| quoted(place.word())));
    out.opt("byline", manner.byline.map(|place| quoted(place.word())));
    out.opt("division", manner.division.as_ref().map(division));
    out.opt("column-rules", manner.column_rules);
    out.opt("look", text(&manner.look));
}

/// Writes an article style.
pub(super) fn article_style(out: &mut Out, style: &ArticleStyle) {
    out.opt("base", text(&style.base));
    out.opt("body", text(&style.body));
    manner(out, &style.manner);
}

fn photo(out: &mut Out, photo: &Photo) {
    let Photo { picture, cells: place, caption_lines, parts, part, crop } = photo;
    out.head("[[block.photo]]");
    out.pair("picture", quoted(picture));
    out.pair("cells", cells(place));
    out.pair("caption-lines", caption_lines);
    if (*parts, *part) != (1, 0) {
        out.pair("parts", parts);
        out.pair("part", part);
    }
    self::crop(out, crop);
}

fn crop(out: &mut Out, crop: &Crop) {
    let usual = Crop::default();
    if crop.fitting != Fitting::Fill {
        out.pair("fitting", quoted(crop.fitting.word()));
    }
    for (key, value, usual) in
        [("scale", crop.scale, usual.scale), ("x", crop.x, usual.x), ("y", crop.y, usual.y)]
    {
        if value != usual {
            out.pair(key, value);
        }
    }
    if crop.flip {
        out.pair("flip", true);
    }
}

/// Writes a look.
pub(super) fn look(out: &mut Out, look: &Look) {
    out.opt("base", text(&look.base));
    out.opt("ground", look.ground.map(inks));
    out.opt("gradient", look.gradient.as_ref().map(gradient));
    out.opt("frame", look.frame.as_ref().map(line));
    out.opt("radius", look.radius.map(points));
}

fn line(line: &Line) -> String {
    let pattern = quoted(line.pattern.word());
    format!("{{ pattern = {pattern}, width = {}, colour = {} }}", points(line.width), inks(line.colour))
}

/// Where an ink fades to, as a value.
pub(super) fn gradient(gradient: &GradientTo) -> String {
    let direction = quoted(gradient.direction.word());
    format!("{{ colour = {}, direction = {direction} }}", inks(gradient.colour))
}

/// An outline round letters, as a value.
pub(super) fn outline(outline: &LetterOutline) -> String {
    format!("{{ width = {}, colour = {} }}", points(outline.width), inks(outline.colour))
}

/// A shadow behind letters, as a value.
pub(super) fn shadow(shadow: &Shadow) -> String {
    format!("{{ x = {}, y = {}, colour = {} }}", points(shadow.x), points(shadow.y), inks(shadow.colour))
}

fn division(division: &Division) -> String {
    let mut out = format!("{{ into = {}", division.into);
    if division.dividing != Dividing::Whole {
        out += &format!(", dividing = {}", quoted(names::word_of(&names::DIVIDING, &division.dividing)));
    }
    if !division.widths.is_empty() {
        out += &format!(", widths = {}", numbers(&division.widths));
    }
    out + " }"
}

fn numbers(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    format!("[{}]", numbers.join(", "))
}

fn rect(rect: &banxin_measure::Rect) -> String {
    let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(millimetres);
    format!("{{ x = {x}, y = {y}, width = {width}, height = {height} }}")
}

fn text(text: &Option<String>) -> Option<String> {
    text.as_deref().map(quoted)
}
