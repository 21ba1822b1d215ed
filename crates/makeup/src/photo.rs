//! Pictures in a block: frame, crop, caption below.

use crate::ledger::Severity;
use crate::maker::Maker;
use banxin_edition::model::{Block, Photo, Story, StyleName};
use banxin_measure::{Grid, Length, Rect, Turn};
use banxin_scene::{Image, Item, SceneBlock};

/// Where a photo's cells lie on the page, its part of them if they are broken (破栏).
pub(crate) fn frame(grid: &Grid, photo: &Photo) -> Rect {
    let whole = grid.rect(&photo.cells);
    let parts = i64::from(photo.parts.max(1));
    let gap = grid.character * i64::from(grid.gap);
    let width = (whole.width - gap * (parts - 1)) / parts;
    let x = whole.x + (width + gap) * i64::from(photo.part);
    Rect::new(x, whole.y, width, whole.height)
}

impl Maker<'_> {
    /// Puts a picture and its caption on the page.
    pub(crate) fn photo(&mut self, items: &mut Vec<Item>, story: &Story, photo: &Photo) {
        let Some(picture) = story.pictures.iter().find(|p| p.id == photo.picture) else {
            let text =
                format!("the story has no picture {}; choose another or delete its place", photo.picture);
            self.tell("no-picture", Severity::Error, Some(&story.id), text);
            return;
        };
        let whole = frame(&self.grid, photo);
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
        let placed = picture.pixels.map_or(place, |pixels| cover(&place, pixels));
        items.push(Item::Image(Image {
            frame: place,
            placed,
            file: picture.file.clone(),
            turn: Turn::Upright,
            flipped: false,
        }));
        // A caption that is a 散件 stands where that is.
        let own = picture.caption.filter(|id| !self.apart.parts.contains(id));
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
    pub(crate) fn single(
        &mut self,
        block: &Block,
        story: &Story,
        picture: &str,
        caption_lines: u32,
        laid: &mut SceneBlock,
    ) {
        let photo =
            Photo { picture: picture.to_owned(), cells: block.cells, caption_lines, parts: 1, part: 0 };
        self.photo(&mut laid.items, story, &photo);
        self.ledger.picture_cells += block.cells.columns * block.cells.lines;
    }
}

/// Where a picture of `pixels` lies so that it covers its place, centred, no side short.
fn cover(place: &Rect, (width, height): (u32, u32)) -> Rect {
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let by_width = place.width.scale(height, width);
    let (w, h) = if by_width >= place.height {
        (place.width, by_width)
    } else {
        (place.height.scale(width, height), place.height)
    };
    Rect::new(place.x - (w - place.width) / 2, place.y - (h - place.height) / 2, w, h)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_covers_its_place() {
        let place = Rect::new(Length::ZERO, Length::ZERO, Length::from_pt(300), Length::from_pt(100));
        let wide = cover(&place, (3000, 2000));
        assert_eq!((wide.width, wide.height), (Length::from_pt(300), Length::from_pt(200)));
        assert_eq!(wide.y, Length::from_pt(-50));
        let tall = cover(&place, (4000, 1000));
        assert_eq!((tall.width, tall.height), (Length::from_pt(400), Length::from_pt(100)));
    }
}
