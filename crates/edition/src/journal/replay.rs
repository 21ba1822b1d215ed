//! From the records of a journal and the edition on the disk to the document as it was left.

use super::digest;
use super::record::{Became, Entry, Record};
use crate::model::Edition;
use crate::{Document, Edit, EditError};

/// A change that came back, with what takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The edit that takes it back.
    pub inverse: Edit,
    /// The note that was kept with it.
    pub note: serde_json::Value,
    /// Whether the disk holds it.
    pub saved: bool,
}

/// What replaying comes to.
pub(super) struct Outcome {
    pub(super) document: Document,
    /// What the disk held as far as the journal knows.
    pub(super) disk: Edition,
    /// Whether the disk holds something else now.
    pub(super) foreign: bool,
    pub(super) entries: Vec<Replayed>,
    pub(super) stopped: Option<EditError>,
    /// The record after which the disk is known; what comes before it may be folded away.
    pub(super) known: usize,
}

/// The state of replaying.
struct Player {
    document: Document,
    disk: Edition,
    entries: Vec<Replayed>,
    /// How many of them the disk held when it last held the whole document.
    saved: usize,
}

/// Replays records over their base. `None` if they have no base.
pub(super) fn replay(records: &[&Record], found: &Edition) -> Option<Outcome> {
    let (first, rest) = records.split_first()?;
    let Record::Base { revision, edition, .. } = first else { return None };
    let mut base = Edition::clone(edition);
    // The house style is no matter of the journal.
    base.paper = found.paper.clone();
    let here = digest(found);
    let base_matches = digest(&base) == here;
    let matching = rest.iter().rposition(|record| holds(record, &here)).map(|at| at + 1);
    let known = matching.or(base_matches.then_some(0));
    // Without a match, what was last said for sure is what others changed since.
    let sure = |record: &&Record| matches!(record, Record::Disk { sure: true, .. });
    let last_sure = rest.iter().rposition(sure).map_or(0, |at| at + 1);
    let taken_from = known.unwrap_or(last_sure);
    let mut player =
        Player { document: Document::at(base.clone(), *revision), disk: base, entries: Vec::new(), saved: 0 };
    let mut stopped = None;
    let mut disk = (taken_from == 0).then(|| player.disk.clone());
    for (index, record) in rest.iter().enumerate().map(|(at, record)| (at + 1, record)) {
        if stopped.is_none() {
            stopped = player.play(record).err();
        }
        if index == taken_from {
            if stopped.is_some() && known.is_some() {
                // What went wrong before is on the disk as it should be.
                player.document = Document::at(found.clone(), player.document.revision());
                player.entries.clear();
                player.saved = 0;
                stopped = None;
            }
            disk = Some(player.disk.clone());
            player.entries.iter_mut().take(player.saved).for_each(|entry| entry.saved = true);
        }
    }
    player.document.know_flaws();
    Some(Outcome {
        disk: if known.is_some() { found.clone() } else { disk.unwrap_or(player.disk) },
        document: player.document,
        foreign: known.is_none(),
        entries: player.entries,
        stopped,
        known: taken_from,
    })
}

/// The base of a journal that begins after the last of these records, a save.
pub(super) fn base(records: &[&Record], found: &Edition, at: u64) -> Option<Record> {
    let (first, rest) = records.split_first()?;
    let Record::Base { revision, edition, .. } = first else { return None };
    let mut base = Edition::clone(edition);
    base.paper = found.paper.clone();
    let mut player =
        Player { document: Document::at(base.clone(), *revision), disk: base, entries: Vec::new(), saved: 0 };
    rest.iter().try_for_each(|record| player.play(record)).ok()?;
    let revision = player.document.revision();
    Some(Record::Base { revision, at, edition: Box::new(player.document.into_edition()) })
}

fn holds(record: &Record, here: &str) -> bool {
    matches!(record, Record::Disk { digest, .. } if digest == here)
}

impl Player {
    fn play(&mut self, record: &Record) -> Result<(), EditError> {
        match record {
            Record::Base { .. } => Ok(()),
            Record::Change { entry, .. } => self.enter(entry),
            Record::Disk { became, taken, .. } => {
                if let Some(entry) = taken {
                    self.enter(entry)?;
                    self.entries.iter_mut().last().into_iter().for_each(|entry| entry.saved = true);
                    self.document.know_flaws();
                }
                match became {
                    Became::Document => {
                        self.disk = self.document.edition().clone();
                        self.saved = self.entries.len();
                    }
                    Became::Changed(edit) => {
                        let mut disk = Document::new(std::mem::take(&mut self.disk));
                        let done = disk.take(edit);
                        self.disk = disk.into_edition();
                        done?;
                    }
                }
                Ok(())
            }
        }
    }

    fn enter(&mut self, entry: &Entry) -> Result<(), EditError> {
        let inverse = self.document.replay(&entry.change)?;
        self.entries.push(Replayed { inverse, note: entry.note.clone(), saved: false });
        Ok(())
    }
}
