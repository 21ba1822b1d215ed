//! The rules of a house style: what `paper.toml` may say.

use super::{Checked, Problem, Within, above_zero, file_name, inks, name, range, rule, type_size};
use crate::limits;
use crate::model::{GradientTo, Line, Masthead, Paper, SectionHead, Style, StyleName};
use banxin_measure::Length;

/// The house style, in the file at this path.
pub(crate) fn paper(paper: &Paper, file: &str) -> Checked {
    let check = || {
        name(&paper.name, limits::NAME_CHARACTERS).at("name")?;
        inks(paper.accent).at("accent")?;
        rule(paper.sizes.sizes.len() <= limits::SIZES, || format!("more than {} sizes", limits::SIZES))
            .at("sizes")?;
        for (key, size) in &paper.sizes.sizes {
            name(key, limits::NAME_CHARACTERS).at(key).at("sizes")?;
            type_size(*size).at(key).at("sizes")?;
        }
        for key in StyleName::ALL {
            let given = paper.styles.get(&key).ok_or_else(|| {
                Problem::new(format!(
                    "there is no [styles.{}]; copy one from paper.toml of a new edition",
                    key.key()
                ))
            });
            given.and_then(|one| style(paper, one).at(key.key()).at("styles"))?;
        }
        own_styles(paper).at("styles")?;
        rule((1..=limits::STRETCH).contains(&paper.least_stretch), || range(1, limits::STRETCH))
            .at("least-stretch")?;
        type_size(paper.least_type).at("least-type")?;
        masthead(&paper.masthead).at("masthead")?;
        looks(paper).at("looks")?;
        articles(paper).at("articles")?;
        sections(paper).at("sections")?;
        ads(paper).at("ads")?;
        words(paper).at("words")?;
        plan(paper).at("plan")?;
        rule(paper.printers.len() <= limits::LIBRARY, || format!("more than {} printers", limits::LIBRARY))
            .and_then(|()| {
                paper.printers.iter().try_for_each(|printer| name(printer, limits::NAME_CHARACTERS))
            })
            .at("printers")
    };
    check().file(file)
}

fn own_styles(paper: &Paper) -> Checked {
    let count = paper.own_styles.len();
    rule(count <= limits::OWN_STYLES, || {
        format!("more than {} styles of the paper's own", limits::OWN_STYLES)
    })?;
    for (key, own) in &paper.own_styles {
        let free = StyleName::from_key(key).is_none() && !key.is_empty();
        rule(free, || format!("{key:?} is no name for a style of the paper's own; choose another"))
            .and_then(|()| name(key, limits::NAME_CHARACTERS))
            .and_then(|()| name(&own.base, limits::NAME_CHARACTERS).at("base"))
            .at(key)?;
    }
    // Bases before those that go out from them, so that the style which says something wrong is the one to blame.
    let mut by_depth: Vec<(usize, &String)> =
        paper.own_styles.keys().filter_map(|key| Some((paper.style_depth(key)?, key))).collect();
    by_depth.sort();
    for (_, key) in by_depth {
        // A base that is not there, or a circle of them, is a flaw of this style alone: makeup tells it.
        paper.style(key).map_or(Ok(()), |whole| style(paper, &whole)).at(key)?;
    }
    Ok(())
}

fn style(paper: &Paper, style: &Style) -> Checked {
    name(&style.family, limits::NAME_CHARACTERS).at("family")?;
    rule(!style.family.is_empty(), || "name a font family".to_owned()).at("family")?;
    name(&style.face, limits::NAME_CHARACTERS).at("face")?;
    let size = paper.sizes.resolve(&style.size);
    let known = || format!("{:?} is neither in [sizes] nor a length such as 46pt", style.size);
    size.map_or_else(|| Err(Problem::new(known())), type_size).at("size")?;
    rule((1..=limits::HALF_LINES).contains(&style.half_lines), || range(1, limits::HALF_LINES))
        .at("half-lines")?;
    for (key, indent) in [("start-indent", style.start_indent), ("end-indent", style.end_indent)] {
        rule(indent <= limits::INDENT, || range(0, limits::INDENT)).at(key)?;
    }
    // 凸排: a first line begins before the others, but never before its measure.
    let (least, most) = (-i64::from(style.start_indent), i64::from(limits::INDENT));
    rule((least..=most).contains(&i64::from(style.indent)), || {
        format!("must lie in {least}..{most}; below zero only as far as start-indent goes")
    })
    .at("indent")?;
    rule(style.han_western <= limits::HAN_WESTERN, || range(0, limits::HAN_WESTERN)).at("han-western")?;
    let tracking = limits::TRACKING;
    rule((-tracking..=tracking).contains(&style.tracking), || range(-tracking, tracking)).at("tracking")?;
    inks(style.colour).at("colour")?;
    gradient(style.gradient).at("gradient")?;
    if let Some(outline) = &style.outline {
        thin(outline.width).at("width").and_then(|()| inks(outline.colour).at("colour")).at("outline")?;
    }
    if let Some(shadow) = &style.shadow {
        let near = |by: Length| rule(by.abs() <= limits::LINE, || format!("at most {} away", limits::LINE));
        near(shadow.x)
            .at("x")
            .and_then(|()| near(shadow.y).at("y"))
            .and_then(|()| inks(shadow.colour).at("colour"))
            .at("shadow")?;
    }
    style.look.as_ref().map_or(Ok(()), |look| name(look, limits::NAME_CHARACTERS)).at("look")
}

fn gradient(gradient: Option<GradientTo>) -> Checked {
    gradient.map_or(Ok(()), |to| inks(to.colour)).at("colour")
}

/// The width of a rule or an outline.
fn thin(width: Length) -> Checked {
    rule(width > Length::ZERO && width <= limits::LINE, || above_zero(limits::LINE))
}

/// A rule.
pub(super) fn line(line: &Line) -> Checked {
    thin(line.width).at("width")?;
    inks(line.colour).at("colour")
}

fn masthead(masthead: &Masthead) -> Checked {
    let Masthead { publisher, serial, post, site, motto, style } = masthead;
    let texts = [
        ("publisher", publisher),
        ("serial", serial),
        ("post", post),
        ("site", site),
        ("motto", motto),
        ("style", style),
    ];
    texts.into_iter().try_for_each(|(key, text)| name(text, limits::NAME_CHARACTERS).at(key))
}

/// That the things of a library are not too many, each under a name.
fn library<T>(library: &std::collections::BTreeMap<String, T>, check: impl Fn(&T) -> Checked) -> Checked {
    rule(library.len() <= limits::LIBRARY, || format!("more than {}", limits::LIBRARY))?;
    for (key, one) in library {
        rule(!key.is_empty(), || "give it a name".to_owned())
            .and_then(|()| name(key, limits::NAME_CHARACTERS))
            .and_then(|()| check(one))
            .at(key)?;
    }
    Ok(())
}

fn opt_name(text: &Option<String>) -> Checked {
    text.as_ref().map_or(Ok(()), |text| name(text, limits::NAME_CHARACTERS))
}

fn looks(paper: &Paper) -> Checked {
    library(&paper.looks, |look| {
        opt_name(&look.base).at("base")?;
        look.ground.map_or(Ok(()), inks).at("ground")?;
        gradient(look.gradient).at("gradient")?;
        look.frame.as_ref().map_or(Ok(()), line).at("frame")?;
        let radius = look.radius.unwrap_or_default();
        rule(radius >= Length::ZERO && radius <= limits::LINE, || {
            format!("must lie in 0mm..{}", limits::LINE)
        })
        .at("radius")
    })
}

fn articles(paper: &Paper) -> Checked {
    library(&paper.article_styles, |style| {
        opt_name(&style.base).at("base")?;
        opt_name(&style.body).at("body")?;
        opt_name(&style.manner.head_style).at("head-style")?;
        opt_name(&style.manner.look).at("look")
    })
}

fn sections(paper: &Paper) -> Checked {
    library(&paper.sections, |head| {
        let SectionHead { title, subtitle, style, look } = head;
        let texts = [("title", title), ("subtitle", subtitle), ("style", style), ("look", look)];
        texts.into_iter().try_for_each(|(key, text)| name(text, limits::NAME_CHARACTERS).at(key))
    })
}

fn plan(paper: &Paper) -> Checked {
    super::page_numbers(&mut paper.plan.iter().map(|planned| planned.page.as_str()), "page")?;
    for (index, planned) in paper.plan.iter().enumerate() {
        file_name(&planned.template)
            .at("template")
            .and_then(|()| opt_name(&planned.title).at("title"))
            .nth(index)?;
    }
    Ok(())
}

fn words(paper: &Paper) -> Checked {
    rule(paper.words.len() <= limits::WORDS, || format!("more than {}", limits::WORDS))?;
    for (wrong, right) in &paper.words {
        rule(!wrong.is_empty() && wrong != right, || {
            "write the wrong word on the left and the right one, or nothing, on the right".to_owned()
        })
        .and_then(|()| name(wrong, limits::NAME_CHARACTERS))
        .and_then(|()| name(right, limits::NAME_CHARACTERS))
        .at(wrong)?;
    }
    Ok(())
}

fn ads(paper: &Paper) -> Checked {
    library(&paper.ads, |size| {
        let side = |count: u32, most: u32| rule((1..=most).contains(&count), || range(1, most));
        side(size.columns, limits::GRID_COLUMNS).at("columns")?;
        side(size.lines, limits::GRID_LINES).at("lines")
    })
}
