//! The lock on saving (存盘锁): saves of one folder come one after the other, on shared folders without file locks too.
//!
//! The lock is a file that is made in one step with finding that it was not there; it says who saves. One that its owner
//! left behind is broken: at once if the owner ran on this machine and does not any more, else after [`PATIENCE`] without
//! a change. Its owner may only have been slow, so whoever saves looks again right before the save is decided.

use super::disk::{create_new, folder_of, read_text};
use crate::DocumentError;
use crate::system::System;
use crate::who::{machine, runs};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Name of the lock in an edition's folder.
pub(crate) const LOCK: &str = ".saving.lock";
/// How long a lock may stand unchanged before it is taken for left behind.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait for others in all.
const WAIT: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(4);
/// Bytes of a lock's text.
const BYTES: u64 = 4096;

/// The locks that this process holds: one that names it and is not among them was left behind.
static HELD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static COUNT: AtomicU64 = AtomicU64::new(0);

/// The right to save in a folder, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Lock<'s> {
    path: PathBuf,
    token: String,
    system: &'s dyn System,
}

impl<'s> Lock<'s> {
    /// Takes the lock of a folder, which is made if it is not there; waits while others save.
    pub(crate) fn take(dir: &Path, system: &'s dyn System) -> Result<Lock<'s>, DocumentError> {
        let path = dir.join(LOCK);
        let failed = |error: &std::io::Error| DocumentError::system(&path, "be made", error);
        system.create_folders(dir).map_err(|error| failed(&error))?;
        let token = token();
        let text = format!("{}\n{}\n{token}\n", machine(), std::process::id());
        hold(&token);
        let lock = Lock { path: path.clone(), token, system };
        let began = Instant::now();
        let mut seen = (String::new(), began);
        loop {
            if create_new(system, &path, text.as_bytes()).map_err(|error| failed(&error))? {
                return Ok(lock);
            }
            let Some(other) = read_text(&path, BYTES)? else { continue };
            if other != seen.0 {
                seen = (other, Instant::now());
            } else if is_left(&seen.0) || seen.1.elapsed() > PATIENCE {
                lock.break_open(&seen.0);
                continue;
            }
            if began.elapsed() > WAIT {
                let owner = seen.0.lines().next().unwrap_or_default();
                let message = format!("a program on {owner:?} is saving this edition; try again in a moment");
                return Err(DocumentError::file(path, message));
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// What tells this save from others.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    pub(crate) fn system(&self) -> &'s dyn System {
        self.system
    }

    /// That nobody has broken the lock.
    pub(crate) fn still_held(&self) -> Result<(), DocumentError> {
        if self.is_mine() {
            return Ok(());
        }
        let message = "saving took so long that another program took over; save again";
        Err(DocumentError::file(&self.path, message))
    }

    fn is_mine(&self) -> bool {
        let text = read_text(&self.path, BYTES).ok().flatten();
        text.is_some_and(|text| text.lines().nth(2) == Some(&self.token))
    }

    /// Takes away a lock that was left behind. Moving it first makes sure that it is that very one: a new lock that
    /// came in between is put back.
    fn break_open(&self, left: &str) {
        let aside = self.path.with_file_name(format!("{LOCK}.{}.new", self.token));
        if self.system.rename(&self.path, &aside).is_err() {
            return;
        }
        if read_text(&aside, BYTES).ok().flatten().is_some_and(|text| text != left) {
            let _ = std::fs::hard_link(&aside, &self.path);
        }
        let _ = self.system.remove(&aside);
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        if self.is_mine() {
            // One that cannot go is known as left behind by this process.
            let _ = self.system.remove(&self.path);
            let _ = self.system.sync_folder(folder_of(&self.path));
        }
        HELD.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.token);
    }
}

fn hold(token: &str) {
    HELD.lock().unwrap_or_else(PoisonError::into_inner).insert(token.to_owned());
}

/// Whether a lock's owner ran on this machine and is not there any more.
fn is_left(text: &str) -> bool {
    let mut lines = text.lines();
    let (Some(on), Some(process), Some(token)) = (lines.next(), lines.next(), lines.next()) else {
        return false;
    };
    if on != machine() {
        return false;
    }
    match process.parse() {
        Ok(process) if process == std::process::id() => {
            !HELD.lock().unwrap_or_else(PoisonError::into_inner).contains(token)
        }
        Ok(process) => !runs(process),
        Err(_) => false,
    }
}

/// A name that no other save has: of this process, this moment, this call.
fn token() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:x}-{now:x}-{count:x}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::Disk;

    fn dir(test: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("banxin-lock-{}-{test}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        dir
    }

    #[test]
    fn one_saves_after_the_other() {
        let dir = dir("order");
        let count = Mutex::new((0, 0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = Lock::take(&dir, &Disk).unwrap();
                        let inside = {
                            let mut count = count.lock().unwrap();
                            count.0 += 1;
                            count.1 += 1;
                            count.0
                        };
                        assert_eq!(inside, 1, "nobody else is saving");
                        lock.still_held().unwrap();
                        count.lock().unwrap().0 -= 1;
                    }
                });
            }
        });
        assert_eq!(*count.lock().unwrap(), (0, 160));
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_lock_that_was_left_is_broken_and_one_of_another_machine_waited_for() {
        let dir = dir("left");
        let own = format!("{}\n{}\ngone\n", machine(), std::process::id());
        let dead = format!("{}\n{}\nx\n", machine(), u32::MAX);
        for left in [own, dead] {
            std::fs::write(dir.join(LOCK), left).unwrap();
            let began = Instant::now();
            drop(Lock::take(&dir, &Disk).unwrap());
            assert!(began.elapsed() < PATIENCE / 2);
            assert!(!dir.join(LOCK).exists());
        }
        std::fs::write(dir.join(LOCK), "elsewhere\n1\nx\n").unwrap();
        assert!(!is_left("elsewhere\n1\nx\n"));
        let lock = Lock { path: dir.join(LOCK), token: token(), system: &Disk };
        assert!(lock.still_held().is_err());
        lock.break_open("another one\n1\ny\n");
        assert!(dir.join(LOCK).exists(), "a lock that came in between is put back");
        lock.break_open("elsewhere\n1\nx\n");
        assert!(!dir.join(LOCK).exists());
        std::fs::remove_dir_all(dir).unwrap();
    }
}
