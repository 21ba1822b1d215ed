//! How far an export is, shared by who prints and who waits, and their wish that it stop.

use crate::error::{DeskError, ErrorCode};
use serde::Serialize;
use std::sync::Mutex;

/// How far an export is, and whether somebody wants it to stop: shared by who prints and who waits.
#[derive(Debug, Default)]
pub struct Progress(Mutex<Step>);

/// A step on the way.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// How many pages of this stage are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    #[serde(skip)]
    cancelled: bool,
}

/// The stages of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing is being printed.
    #[default]
    Idle,
    /// Pages are made up.
    Laying,
    /// They are checked, or the finished PDF is.
    Checking,
    /// The PDF is made.
    Printing,
    /// It is written.
    Writing,
}

impl Progress {
    /// How far it is.
    pub fn now(&self) -> Step {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Asks the export to stop; it does so at its next step.
    pub fn cancel(&self) {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).cancelled = true;
    }

    /// Begins an export; one at a time.
    pub(super) fn begin(&self) -> Result<Ended<'_>, DeskError> {
        let mut step = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if step.stage != Stage::Idle {
            return Err(DeskError::new(
                ErrorCode::Refused,
                "another export is running; wait for it or stop it",
            ));
        }
        // A wish to stop the last one that came too late is not meant for this one.
        *step = Step { stage: Stage::Laying, ..Step::default() };
        Ok(Ended(self))
    }

    /// Goes on to a stage, of which so much is done; refused when somebody wants the export to stop.
    pub(super) fn enter(&self, stage: Stage, done: usize, total: usize) -> Result<(), DeskError> {
        let mut step = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if step.cancelled {
            return Err(DeskError::new(ErrorCode::Cancelled, "the export was stopped; nothing was written"));
        }
        *step = Step { stage, done, total, cancelled: false };
        Ok(())
    }
}

/// Says that the export has ended, however it ends.
pub(super) struct Ended<'a>(&'a Progress);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Step::default();
    }
}
