//! Names of styles (字重) and how near two of them are.

/// What a style's name says: a weight on the scale of OpenType (100 to 900, 400 regular) and whether it slants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StyleTraits {
    pub(crate) weight: u16,
    pub(crate) italic: bool,
}

/// Longer words before the shorter ones that they hold.
const WEIGHTS: [(&str, u16); 28] = [
    ("extralight", 200),
    ("ultralight", 200),
    ("demilight", 350),
    ("semilight", 350),
    ("semibold", 600),
    ("demibold", 600),
    ("extrabold", 800),
    ("ultrabold", 800),
    ("extrablack", 950),
    ("ultrablack", 950),
    ("hairline", 100),
    ("thin", 100),
    ("light", 300),
    ("regular", 400),
    ("normal", 400),
    ("book", 400),
    ("roman", 400),
    ("medium", 500),
    ("bold", 700),
    ("heavy", 900),
    ("black", 900),
    ("特粗", 900),
    ("中粗", 600),
    ("粗", 700),
    ("中", 500),
    ("特细", 200),
    ("细", 300),
    ("常规", 400),
];

/// Reads a style's name; `None` if it says neither a weight nor a slant. The empty name is the regular style.
pub(crate) fn traits_of(style: &str) -> Option<StyleTraits> {
    let plain: String = style.to_lowercase().chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    let italic = ["italic", "oblique", "斜"].iter().any(|word| plain.contains(word));
    let weight = WEIGHTS.iter().find(|(word, _)| plain.contains(word)).map(|(_, weight)| *weight);
    let numbered =
        plain.strip_prefix('w').and_then(|n| n.parse::<u16>().ok()).filter(|n| (1..=9).contains(n));
    match weight.or(numbered.map(|n| n * 100)) {
        Some(weight) => Some(StyleTraits { weight, italic }),
        None if italic || plain.is_empty() => Some(StyleTraits { weight: 400, italic }),
        None => None,
    }
}

/// How far a face of these traits is from the wanted ones; the least is the best. A slant counts more than any
/// weight; of two weights equally far, the one on the wanted one's side of regular is nearer.
pub(crate) fn distance(wanted: StyleTraits, weight: u16, italic: bool) -> u32 {
    let slant = if wanted.italic == italic { 0 } else { 4000 };
    let off = u32::from(wanted.weight.abs_diff(weight)) * 2;
    let wrong_side = (wanted.weight > 500) != (weight > 500);
    slant + off + u32::from(wrong_side)
}

/// Whether two names of families or styles are the same to a person: letters' case and outer blanks aside.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a == b || a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_names_say_weights() {
        for (name, weight, italic) in [
            ("", 400, false),
            ("Regular", 400, false),
            ("Semi Bold", 600, false),
            ("ExtraBold", 800, false),
            ("Black Italic", 900, true),
            ("Italic", 400, true),
            ("W6", 600, false),
            ("特粗", 900, false),
        ] {
            assert_eq!(traits_of(name), Some(StyleTraits { weight, italic }), "{name}");
        }
        assert_eq!(traits_of("Display"), None);
    }

    #[test]
    fn nearest_style() {
        let nearest = |wanted: &str| {
            let wanted = traits_of(wanted).unwrap();
            [400_u16, 700, 900].into_iter().min_by_key(|weight| distance(wanted, *weight, false)).unwrap()
        };
        for (wanted, found) in
            [("Light", 400), ("Medium", 400), ("SemiBold", 700), ("ExtraBold", 700), ("Heavy", 900)]
        {
            assert_eq!(nearest(wanted), found, "{wanted}");
        }
    }
}
