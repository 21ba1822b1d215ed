//! The syncer (落盘线程): has the disk take what was written, at the latest [`DELAY`] after the first of it was. It is a
//! thread of its own, so that neither a slow disk holds up the next key nor a slow page the disk.

use crate::system::System;
use std::fs::File;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a record may be known to the system and not to the disk, less what the disk takes: 250 ms are promised.
const DELAY: Duration = Duration::from_millis(200);

#[derive(Debug, Default)]
struct State {
    /// When the first record was written that the disk was not asked to take yet.
    since: Option<Instant>,
    closed: bool,
    refused: bool,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // The state is a few plain values; a panic elsewhere leaves them whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that syncs one file.
#[derive(Debug)]
pub(super) struct Syncer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Syncer {
    pub(super) fn new(file: File, system: Arc<dyn System>) -> Syncer {
        let shared = Arc::<Shared>::default();
        let watched = Arc::clone(&shared);
        let thread = std::thread::spawn(move || watch(&watched, &file, &*system));
        Syncer { shared, thread: Some(thread) }
    }

    /// Says that something was written.
    pub(super) fn written(&self) {
        let mut state = self.shared.state();
        if state.since.is_none() {
            state.since = Some(Instant::now());
            self.shared.changed.notify_one();
        }
    }

    /// Says that all that was written is on the disk.
    pub(super) fn synced(&self) {
        self.shared.state().since = None;
    }

    /// Whether the disk refused to take what was written.
    pub(super) fn refused(&self) -> bool {
        self.shared.state().refused
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        self.shared.state().closed = true;
        self.shared.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            // It ends after at most one sync; a panic in it has nothing to tell.
            let _ = thread.join();
        }
    }
}

fn watch(shared: &Shared, file: &File, system: &dyn System) {
    let mut state = shared.state();
    loop {
        let due = state.since.map(|since| (since + DELAY).saturating_duration_since(Instant::now()));
        match due {
            None if state.closed => return,
            None => state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            Some(left) if left > Duration::ZERO && !state.closed => {
                state = shared.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            }
            Some(_) => {
                state.since = None;
                drop(state);
                let refused = system.sync(file).is_err();
                state = shared.state();
                state.refused |= refused;
            }
        }
    }
}
