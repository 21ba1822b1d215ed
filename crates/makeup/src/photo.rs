//! Pictures in a block: frame, crop, caption below.

use crate::ledger::Severity;
use crate::maker::Maker;
use banxin_edition::model::{Block, Crop, Fitting, Photo, Story, StyleName};
use banxin_measure::{Grid, Length, Rect, Turn};
use banxin_scene::{Image, Item, Plates, SceneBlock};

/// Where a photo's cells lie on the page, its part of them if they are broken (破栏): the first part begins and the last
/// ends with the columns.
pub(crate) fn frame(grid: &Grid, photo: &Photo) -> Rect {
    let whole = grid.rect(&photo.cells);
    let parts = i64::from(photo.parts.max(1));
    let gap = grid.character * i64::from(grid.gap);
    let pictures = (whole.width - gap * (parts - 1)).max(Length::ZERO);
    let edge = |part: i64| pictures.scale(part, parts);
    let part = i64::from(photo.part);
    let (left, right) = (edge(part), edge(part + 1));
    Rect::new(whole.x + left + gap * part, whole.y, right - left, whole.height)
}

impl Maker<'_> {
    /// Puts a picture and, if it is `captioned`, its caption on the page.
    pub(crate) fn photo(&mut self, items: &mut Vec<Item>, story: &Story, photo: &Photo, captioned: bool) {
        let whole = frame(&self.grid, photo);
        self.photo_in(items, story, photo, whole, captioned);
    }

    /// Puts a picture, and its caption if it is `captioned`, into a place.
    fn photo_in(
        &mut self,
        items: &mut Vec<Item>,
        story: &Story,
        photo: &Photo,
        whole: Rect,
        captioned: bool,
    ) {
        let Some(picture) = story.picture(&photo.picture) else {
            let text =
                format!("the story has no picture {}; choose another or delete its place", photo.picture);
            self.tell("no-picture", Severity::Error, Some(&story.id), text);
            return;
        };
        let caption_height = self.grid.line * i64::from(photo.caption_lines);
        // The picture begins where the type of a line beside it begins, and ends where it ends.
        let air = (self.grid.line - self.grid.character) / 2;
        let height = (whole.height - caption_height - air * 2).max(Length::ZERO);
        let place = Rect::new(whole.x, whole.y + air, whole.width, height);
        let label = picture.caption.and_then(|id| story.paragraph(id)).map(|p| p.text()).unwrap_or_default();
        if picture.file.is_none() {
            let name: String = label.chars().take(12).collect();
            let text = format!("picture {} ({name}) has no file yet; its place is kept", picture.id);
            self.tell("picture-missing", Severity::Error, Some(&story.id), text);
        }
        let (frame, placed) =
            picture.pixels.map_or((place, place), |pixels| placed(&place, pixels, &photo.crop));
        items.push(Item::Image(Image {
            frame,
            placed,
            file: picture.file.clone(),
            turn: Turn::Upright,
            flipped: photo.crop.flip,
            plates: Plates::All,
        }));
        if photo.crop.flip {
            let text = format!(
                "picture {} is mirrored: letters and hands are the wrong way round; turn the mirroring off unless it is meant",
                picture.id
            );
            self.tell("picture-flipped", Severity::Warning, Some(&story.id), text);
        }
        // A caption that is a 散件 stands where that is.
        let own = picture.caption.filter(|id| captioned && !self.apart.parts.contains(id));
        if let Some(caption) = own.and_then(|id| story.paragraph(id)) {
            let style = self.styles.of(StyleName::Caption).clone();
            let text = self.paragraph(&story.id, caption, &style);
            let below = Rect::new(whole.x, whole.bottom() - caption_height, whole.width, caption_height);
            let used = self.set_in(items, &text, &style, &below, self.grid.line);
            if used > caption_height {
                let text = format!(
                    "the caption of picture {} takes {} lines and has {}; give it more",
                    picture.id,
                    used.whole(self.grid.line),
                    photo.caption_lines
                );
                self.tell("caption-overset", Severity::Error, Some(&story.id), text);
            }
        }
    }
}

impl Maker<'_> {
    /// 单图: a picture of a story by itself, its caption below it.
    pub(crate) fn single(&mut self, block: &Block, story: &Story, photo: &Photo, laid: &mut SceneBlock) {
        let frame = laid.frame;
        self.photo_in(&mut laid.items, story, photo, frame, true);
        self.ledger.picture_cells += block.cells.columns * block.cells.lines;
    }
}

/// Where a picture of `pixels` shows and lies in its place, as its crop says: filling the place or showing whole, the
/// kept point as near to the middle as leaves no side bare.
fn placed(place: &Rect, (width, height): (u32, u32), crop: &Crop) -> (Rect, Rect) {
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let by_width = (place.width, place.width.scale(height, width));
    let by_height = (place.height.scale(width, height), place.height);
    let covers = by_width.1 >= place.height;
    let (w, h) = if covers == (crop.fitting == Fitting::Fill) { by_width } else { by_height };
    let scaled = |side: Length| side.scale(i64::from(crop.scale.max(1)), 1000);
    let (w, h) = (scaled(w), scaled(h));
    let along = |start: Length, room: Length, side: Length, keep: u16| {
        if side <= room {
            return start + (room - side) / 2;
        }
        // Mirrored pictures keep the same point of the picture as it shows.
        let wanted = start + room / 2 - side.scale(i64::from(keep.min(1000)), 1000);
        wanted.min(start).max(start + room - side)
    };
    let keep_x = if crop.flip { 1000 - crop.x.min(1000) } else { crop.x };
    let placed =
        Rect::new(along(place.x, place.width, w, keep_x), along(place.y, place.height, h, crop.y), w, h);
    let (left, top) = (placed.x.max(place.x), placed.y.max(place.y));
    let shown = Rect::new(
        left,
        top,
        placed.right().min(place.right()) - left,
        placed.bottom().min(place.bottom()) - top,
    );
    (shown, placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_covers_its_place() {
        let place = Rect::new(Length::ZERO, Length::ZERO, Length::from_pt(300), Length::from_pt(100));
        let usual = Crop::default();
        let (shown, wide) = placed(&place, (3000, 2000), &usual);
        assert_eq!((wide.width, wide.height), (Length::from_pt(300), Length::from_pt(200)));
        assert_eq!((wide.y, shown), (Length::from_pt(-50), place));
        let (shown, tall) = placed(&place, (4000, 1000), &usual);
        assert_eq!((tall.width, tall.height, shown), (Length::from_pt(400), Length::from_pt(100), place));
    }

    #[test]
    fn a_crop_keeps_its_point_in_view_and_leaves_no_side_bare() {
        let place = Rect::new(Length::ZERO, Length::ZERO, Length::from_pt(300), Length::from_pt(100));
        let top = placed(&place, (3000, 2000), &Crop { y: 0, ..Crop::default() }).1;
        assert_eq!(top.y, Length::ZERO);
        let low = placed(&place, (3000, 2000), &Crop { y: 700, ..Crop::default() }).1;
        assert_eq!(low.y, Length::from_pt(50 - 140).max(Length::from_pt(-100)));
        let large = placed(&place, (3000, 1000), &Crop { scale: 2000, x: 0, ..Crop::default() }).1;
        assert_eq!((large.x, large.width), (Length::ZERO, Length::from_pt(600)));
        let mirrored = Crop { scale: 2000, x: 0, flip: true, ..Crop::default() };
        assert_eq!(placed(&place, (3000, 1000), &mirrored).1.x, Length::from_pt(-300));
    }

    #[test]
    fn a_picture_that_shows_whole_leaves_its_place_bare_at_two_sides() {
        let place = Rect::new(Length::ZERO, Length::ZERO, Length::from_pt(300), Length::from_pt(100));
        let (shown, whole) = placed(&place, (1000, 1000), &Crop { fitting: Fitting::Fit, ..Crop::default() });
        assert_eq!(shown, whole);
        assert_eq!(
            (whole.x, whole.width, whole.height),
            (Length::from_pt(100), Length::from_pt(100), Length::from_pt(100))
        );
    }
}
