//! The inks of a page (版面色别): what a 黑白 or 套红 page may not print is turned into inks that it has.
//!
//! House styles, looks and accents are made for colour pages; the same page can be ordered in black at nine in the
//! evening. Black pages get a grey of the same lightness, 套红 pages keep their reds and get greys for all else.

use banxin_edition::model::PageColour;
use banxin_scene::{Colour, Item, Plates};

/// How dark each of cyan, magenta and yellow looks beside black, in permille: the weights of the eye's lightness.
const DARKNESS: [u32; 3] = [300, 590, 110];

/// Turns the colours of an item into those that the page prints; tells whether it had others. Pictures do not count: the
/// painters separate them, and nobody expects a photograph to keep its colours here.
pub(crate) fn bring_to(kind: PageColour, item: &mut Item) -> bool {
    if kind == PageColour::Full {
        return false;
    }
    let mut taken = false;
    let mut print = |colour: &mut Colour| {
        let printed = printable(kind, *colour);
        taken |= printed != *colour;
        *colour = printed;
    };
    match item {
        Item::Glyphs(run) => {
            print(&mut run.colour);
            if let Some(gradient) = &mut run.gradient {
                print(&mut gradient.colours.0);
                print(&mut gradient.colours.1);
            }
        }
        Item::Fill(_, colour) | Item::Shape(_, colour) | Item::Outline(_, _, colour) => print(colour),
        Item::Stroke(stroke) => print(&mut stroke.colour),
        Item::Shade(_, gradient) => {
            print(&mut gradient.colours.0);
            print(&mut gradient.colours.1);
        }
        // Pictures are the painters': they separate them for these plates.
        Item::Image(image) => image.plates = plates(kind),
    }
    taken
}

/// The plates that print a picture of the page.
fn plates(kind: PageColour) -> Plates {
    match kind {
        PageColour::Full => Plates::All,
        PageColour::Black => Plates::Black,
        PageColour::BlackAndRed => Plates::BlackAndRed,
    }
}

/// The nearest colour that the page can print.
pub(crate) fn printable(kind: PageColour, colour: Colour) -> Colour {
    let red = match kind {
        PageColour::Full => return colour,
        PageColour::Black => 0,
        // One red is magenta and yellow alike; cyan in it is dirt and goes to black.
        PageColour::BlackAndRed => colour.m.min(colour.y),
    };
    let left = [colour.c, colour.m - red, colour.y - red];
    let dark: u32 =
        left.iter().zip(DARKNESS).map(|(ink, weight)| u32::from(*ink) * weight).sum::<u32>() / 1000;
    let k = u32::from(colour.k.min(1000));
    let k = k + (1000 - k) * dark.min(1000) / 1000;
    Colour { c: 0, m: red, y: red, k: u16::try_from(k).unwrap_or(1000) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_measure::Rect;

    const fn ink(c: u16, m: u16, y: u16, k: u16) -> Colour {
        Colour { c, m, y, k }
    }

    #[test]
    fn black_pages_print_black_alone() {
        let black = |colour| printable(PageColour::Black, colour);
        assert_eq!(black(Colour::BLACK), Colour::BLACK);
        assert_eq!(black(Colour::PAPER), Colour::PAPER);
        assert_eq!(black(ink(0, 1000, 1000, 100)), Colour::grey(730));
        assert!(black(ink(0, 0, 1000, 0)).k < black(ink(1000, 0, 0, 0)).k);
        assert_eq!(black(ink(1000, 1000, 1000, 1000)), Colour::BLACK);
    }

    #[test]
    fn a_picture_is_told_the_plates_of_its_page() {
        for (kind, wanted) in [
            (PageColour::Full, Plates::All),
            (PageColour::Black, Plates::Black),
            (PageColour::BlackAndRed, Plates::BlackAndRed),
        ] {
            let mut item = crate::code::place_of_code(&Rect::default());
            assert!(!bring_to(kind, &mut item));
            let Item::Image(image) = item else { panic!("it is a picture") };
            assert_eq!(image.plates, wanted, "{kind:?}");
        }
    }

    #[test]
    fn red_stays_red_where_red_is_printed() {
        let red = |colour| printable(PageColour::BlackAndRed, colour);
        assert_eq!(red(ink(0, 1000, 1000, 100)), ink(0, 1000, 1000, 100));
        assert_eq!(red(ink(1000, 0, 0, 0)), Colour::grey(300));
        // An orange is a lighter red with a little grey.
        assert_eq!(red(ink(0, 400, 1000, 0)), ink(0, 400, 400, 66));
    }
}
