//! 二维码 by itself: black alone, each module exactly as large as the document says.

use crate::ledger::Severity;
use crate::maker::Maker;
use banxin_edition::model::Block;
use banxin_measure::{Length, Point, Rect, Turn};
use banxin_scene::{Colour, Image, Item, Plates, SceneBlock};
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules that a reader needs around the code (ISO/IEC 18004: four).
pub(crate) const QUIET: i64 = 4;

/// The smallest module that a telephone held in the hand reads safely: 0.4 mm
/// (<https://qrtool.ch/en/blog/post.php?slug=qr-code-groesse-druck-mindestmasse>). DENSO WAVE asks for modules as large
/// as there is room (<http://www.qrcode.com/en/howto/cell.html>); newsprint, which spreads ink, asks for it more.
const SMALLEST: Length = Length::from_emu(14_400);

/// The code of a text, correcting 15 % of its words; `None` if it is too long for any.
pub(crate) fn encode(text: &str) -> Option<QrCode> {
    QrCode::encode_text(text, QrCodeEcc::Medium).ok()
}

/// How wide a code is in modules, with the light ones around it.
pub(crate) fn modules_across(code: &QrCode) -> i64 {
    i64::from(code.size()) + QUIET * 2
}

/// Dark modules as rectangles, those side by side in one. `corner` is that of the light ones around the code.
pub(crate) fn modules(code: &QrCode, corner: Point, module: Length, items: &mut Vec<Item>) {
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|c| code.get_module(*c, y)).count();
            if run > 0 {
                let run = i64::try_from(run).unwrap_or(1);
                let left = corner.x + module * (QUIET + i64::from(x));
                let top = corner.y + module * (QUIET + i64::from(y));
                items.push(Item::Fill(Rect::new(left, top, module * run, module), Colour::BLACK));
                x += i32::try_from(run).unwrap_or(1);
            }
            x += 1;
        }
    }
}

/// Where a code would stand that cannot be shown.
pub(crate) fn place_of_code(place: &Rect) -> Item {
    Item::Image(Image {
        frame: *place,
        placed: *place,
        file: None,
        turn: Turn::Upright,
        flipped: false,
        plates: Plates::All,
    })
}

impl Maker<'_> {
    /// Lays a code in the middle of its place, on bare paper as far as its light modules reach.
    pub(crate) fn bare_code(&mut self, block: &Block, content: &str, module: Length, laid: &mut SceneBlock) {
        let frame = laid.frame;
        self.ledger.picture_cells += self.covered(block);
        let Some(code) = encode(content) else {
            let text = format!(
                "the text of {} characters is too long for a QR code; shorten it",
                content.chars().count()
            );
            self.tell("qr-too-long", Severity::Error, None, text);
            laid.items.push(place_of_code(&frame));
            return;
        };
        let side = module * modules_across(&code);
        if module <= Length::ZERO || side > frame.width || side > frame.height {
            let text = format!(
                "the QR code is {:.1} mm wide with the light modules around it and its place {:.1} × {:.1} mm; make the block larger or the modules smaller",
                side.to_mm(),
                frame.width.to_mm(),
                frame.height.to_mm()
            );
            self.tell("qr-overset", Severity::Error, None, text);
            laid.items.push(place_of_code(&frame));
            return;
        }
        self.warn_of_modules(module, None);
        let corner = Point::new(frame.x + (frame.width - side) / 2, frame.y + (frame.height - side) / 2);
        laid.items.push(Item::Fill(Rect::new(corner.x, corner.y, side, side), Colour::PAPER));
        modules(&code, corner, module, &mut laid.items);
    }

    /// Tells of modules that are too small to be read safely.
    pub(crate) fn warn_of_modules(&mut self, module: Length, story: Option<&str>) {
        if module < SMALLEST {
            let text = format!(
                "the modules of the QR code are {:.2} mm wide, which is hard to read from newsprint; give them {:.1} mm or more",
                module.to_mm(),
                SMALLEST.to_mm()
            );
            self.tell("qr-small", Severity::Warning, story, text);
        }
    }
}
