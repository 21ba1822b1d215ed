//! 报头: the paper's name, its date by both calendars, 期号, 刊号 and what else it says of itself.
//!
//! `facts` are what it says, `foot` is what stands under the name in every form. `form` are the three forms that it may
//! take, after the shape of its block: the name in the middle of a strip with its facts at both sides (as over a whole
//! page), the name with its facts in a column at the right, the name over its facts (a block of a few columns). The
//! form that shows the name largest is taken.

mod facts;
mod foot;
mod form;

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::runs::TextOrigin;
use crate::styles::Resolved;
use banxin_edition::model::{Block, PageColour, StyleName};
use banxin_measure::Length;
use banxin_scene::{Colour, SceneBlock};
use facts::Facts;
use form::Form;

/// The smallest type of the facts: 七号, below which newsprint blurs.
const SMALLEST: Length = Length::from_emu(69_850);

impl Maker<'_> {
    /// Lays the 报头.
    pub(crate) fn masthead(&mut self, block: &Block, laid: &mut SceneBlock) {
        let mut frame = laid.frame;
        self.ledger.head_cells += self.covered(block);
        if frame.width <= Length::ZERO || frame.height <= Length::ZERO {
            return;
        }
        if block.stand.look.is_some() {
            // Clear of the look's frame.
            frame = frame.inset(self.grid.character.min(frame.width.min(frame.height) / 10));
        }
        let facts = Facts::of(self.edition);
        let name = self.masthead_name_style();
        let plans = [Form::Sides, Form::Column, Form::Under]
            .map(|form| self.masthead_plan(form, &facts, &name, &frame));
        // A later form has to show the name clearly larger, since its facts stand less well.
        let best = plans.into_iter().flatten().reduce(|best, plan| {
            let clearly = plan.name_size().scale(950, 1000) > best.name_size();
            if clearly { plan } else { best }
        });
        if let Some(plan) = best {
            laid.items.extend(plan.rules);
            for (line, at) in plan.lines {
                self.put_one(&mut laid.items, &line, at);
            }
            return;
        }
        let text = "the masthead has no room for the date and the numbers; make the block larger".to_owned();
        self.tell("masthead-overset", Severity::Error, None, text);
        let room = (frame.width, frame.height.scale(900, 1000));
        let paper = self.edition.paper.name.clone();
        let line = self.fitted(&paper, &name.style.sized(frame.height), &TextOrigin::Field("paper"), room);
        let x = frame.x + (frame.width - line.width) / 2;
        self.put_between(&mut laid.items, &line, x, (frame.y, frame.height));
    }

    /// The style of the name: the one that the paper names, else the headline's; red where the page has a second ink.
    fn masthead_name_style(&self) -> NameStyle {
        let paper = &self.edition.paper;
        let named = paper.masthead.style.as_str();
        let style = self.styles.named(named).unwrap_or(self.styles.of(StyleName::Headline)).clone();
        // A style that says no size of its own was not made for the 报头; its size there is as large as fits.
        let sized = paper.own_styles.get(named).is_some_and(|own| own.changes.size.is_some());
        let colour = match self.page.colour {
            PageColour::Black => Colour::BLACK,
            _ if style.colour == Colour::BLACK => self.accent(),
            _ => style.colour,
        };
        let largest = if sized { style.size } else { Length::from_mm(1_000) };
        NameStyle { style: Resolved { colour, ..style }, largest }
    }
}

/// How the name is set.
struct NameStyle {
    style: Resolved,
    /// It is set no larger than this.
    largest: Length,
}
