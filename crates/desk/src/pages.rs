//! The pages that this desk holds (领版): a page is taken with the first change of it, and so are the pages on which a
//! story stands that is changed. What others hold can be looked at and follows their saves.

use crate::error::{DeskError, ErrorCode};
use crate::open::Open;
use banxin_edition::conflict::file_of;
use banxin_edition::lease::{self, Holder, Lease, Taken};
use banxin_edition::model::Edition;
use banxin_edition::system::System;
use banxin_edition::{Edit, Thing, Who};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A page that somebody holds, as the state tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Held {
    page: String,
    name: String,
    machine: String,
    /// When it was taken, in seconds since 1970.
    since: u64,
    /// Whether it is this desk.
    mine: bool,
    /// Whether nobody seems to be there any more.
    stale: bool,
    /// The number to take it over by.
    number: u64,
}

/// The pages that are held, here and elsewhere.
#[derive(Debug)]
pub(crate) struct Pages {
    who: Who,
    held: BTreeMap<String, Lease>,
    /// As it was last looked.
    pub(crate) seen: Vec<Held>,
}

impl Pages {
    pub(crate) fn new(who: Who) -> Pages {
        Pages { who, held: BTreeMap::new(), seen: Vec::new() }
    }

    /// Who works here.
    pub(crate) fn who(&self) -> &Who {
        &self.who
    }

    /// Looks who holds which page.
    pub(crate) fn look(&mut self, dir: &Path, edition: &Edition) {
        let seen = edition.pages.iter().filter_map(|page| {
            let Holder { who, since, number, stale } = lease::holder(dir, &page.number)?;
            let mine = self.held.get(&page.number).is_some_and(|lease| lease.number() == number);
            let Who { name, machine } = who;
            Some(Held { page: page.number.clone(), name, machine, since, mine, stale, number })
        });
        self.seen = seen.collect();
    }

    /// Takes a page, if it is not ours already; says whether it is new.
    fn take(
        &mut self,
        system: &Arc<dyn System>,
        dir: &Path,
        page: &str,
        over: Option<u64>,
    ) -> Result<bool, DeskError> {
        if over.is_none() && self.held.get(page).is_some_and(Lease::is_current) {
            return Ok(false);
        }
        match lease::take(system, dir, page, &self.who, over) {
            Ok(Taken::Ours(lease)) => {
                self.held.insert(page.to_owned(), lease);
                Ok(true)
            }
            Ok(Taken::Held(holder)) => {
                let Who { name, machine } = holder.who;
                let detail =
                    format!("page {page} is held by {name} on {machine}; it can be looked at meanwhile");
                Err(DeskError::new(ErrorCode::Held, detail))
            }
            // A folder that takes no lease takes no save either, and then others' saves are told apart by what they say.
            Err(_) => Ok(false),
        }
    }

    /// Whether a save of a page is by a taking that is over: somebody else took it.
    fn is_lost(&self, dir: &Path, page: &str) -> bool {
        match self.held.get(page) {
            Some(lease) => !lease.is_current(),
            None => lease::holder(dir, page).is_some(),
        }
    }

    /// Says that somebody is still there, and lets go of what was taken over.
    pub(crate) fn beat(&mut self) {
        self.held.retain(|_, lease| lease.beat());
    }

    pub(crate) fn are_any(&self) -> bool {
        !self.held.is_empty()
    }
}

impl Open {
    /// Takes the pages that edits touch. What others saved before it was ours comes in first, and then the edits are
    /// made against another document.
    pub(crate) fn hold(&mut self, edits: &[Edit]) -> Result<(), DeskError> {
        let pages = pages_of(self.document.edition(), edits);
        let mut fresh = false;
        for page in &pages {
            fresh |= self.pages.take(&self.system, &self.folder, page, None)?;
        }
        if !fresh {
            return Ok(());
        }
        self.pages.look(&self.folder, self.document.edition());
        if self.look_outside()? {
            return Err(DeskError::new(ErrorCode::Stale, "others have saved the page since it was shown"));
        }
        Ok(())
    }

    /// Takes a page by hand, over a taking of somebody else's that was seen and may be taken over.
    pub(crate) fn check_out(&mut self, page: &str, over: Option<u64>) -> Result<(), DeskError> {
        let taken = self.pages.take(&self.system, &self.folder, page, over);
        self.pages.look(&self.folder, self.document.edition());
        taken?;
        self.look_outside()?;
        Ok(())
    }

    /// Gives a page back.
    pub(crate) fn check_in(&mut self, page: &str) {
        self.pages.held.remove(page);
        self.pages.look(&self.folder, self.document.edition());
    }

    /// Pages that a save would change and that others have taken meanwhile: they are in conflict. Those that nobody here
    /// holds yet, such as the ones whose changes came back from the journal of a program that died, are taken first.
    pub(crate) fn lost_pages(&mut self, changes: &[Edit]) -> BTreeSet<String> {
        let things: BTreeSet<Thing> = changes.iter().flat_map(Edit::touches).collect();
        let mut lost = BTreeSet::new();
        for thing in things {
            let Thing::Page(page) = &thing else { continue };
            if !self.pages.held.contains_key(page) {
                // Held by somebody else, it is lost, which is asked below.
                let _ = self.pages.take(&self.system, &self.folder, page, None);
            }
            if self.pages.is_lost(&self.folder, page) {
                lost.insert(file_of(&thing));
            }
        }
        lost
    }
}

/// The pages that edits touch, by number: those they change, and those on which a story stands that they change.
pub(crate) fn pages_of(edition: &Edition, edits: &[Edit]) -> BTreeSet<String> {
    let mut pages = BTreeSet::new();
    for thing in edits.iter().flat_map(Edit::touches) {
        match thing {
            Thing::Header => {}
            Thing::Page(page) => {
                pages.insert(page);
            }
            Thing::Story(id) => {
                let shows = |number: &&banxin_edition::model::Page| {
                    number.blocks.iter().any(|block| block.kind.story() == Some(&id))
                };
                pages.extend(edition.pages.iter().filter(shows).map(|page| page.number.clone()));
            }
        }
    }
    pages
}
