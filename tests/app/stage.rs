//! The page in the window: when it is drawn, and where a place on it is.

use crate::driver::{Session, wait};

/// Waits until everything that shows is painted; gives the number of glyphs painted.
pub(crate) fn drawn(session: &Session) -> u32 {
    wait("the page to be drawn", || {
        let settled = session.attribute(".stage", "data-settled")? == "true";
        let glyphs: u32 = session.attribute(".stage", "data-drawn-glyphs")?.parse().ok()?;
        (settled && glyphs > 0).then_some(glyphs)
    })
}

/// Waits until the page is drawn and nothing is asked of the engine any more.
pub(crate) fn settled(session: &Session) {
    drawn(session);
    wait("the engine", || (session.attribute(".stage", "data-pending")? == "0").then_some(()));
    drawn(session);
}

/// The place in the window, in CSS pixels, of a place on the page, in millimetres.
pub(crate) fn on_screen(session: &Session, x: f64, y: f64) -> (f64, f64) {
    let script = format!(
        "const stage = document.querySelector('.stage'); const box = stage.getBoundingClientRect(); \
         const [left, top, scale] = stage.dataset.camera.split(',').map(Number); \
         const place = (from, mm) => (from + mm * 36000 * scale) / devicePixelRatio; \
         return [box.left + place(left, {x}), box.top + place(top, {y})]"
    );
    let place = session.script(&script);
    let number = |at: usize| place[at].as_f64().expect("a number");
    (number(0), number(1))
}
