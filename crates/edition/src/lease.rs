//! Who works at which page (领版): a page is taken by making a file that was not there, which works on shared folders
//! without file locks, and every taking has a number that only grows, so that a save by somebody whose page was taken over
//! is known by its old number.
//!
//! `.banxin/leases/05.7.lease` is the seventh taking of page 05 and says by whom; `05.7.free` is the same given back. The
//! highest number counts. Whoever holds a page touches its file every [`BEAT`]; one untouched for [`STALE`] by the clock of
//! the folder's own file system, or left by a process that does not run any more, is stale and may be taken over. The
//! files are no part of the document.

use crate::folder::create_new;
use crate::system::System;
use crate::who::{machine, runs};
use crate::{DocumentError, Who};
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often whoever holds a page says so.
pub const BEAT: Duration = Duration::from_secs(30);
/// How long a page is held without a word.
pub const STALE: Duration = Duration::from_secs(150);
/// The folder of leases inside an edition's folder.
const FOLDER: &str = ".banxin/leases";
/// How often taking begins again because somebody else was faster.
const TRIES: usize = 50;

static COUNT: AtomicU64 = AtomicU64::new(0);

/// What a lease says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Words {
    who: Who,
    process: u32,
    /// Tells takings apart that have all else in common.
    token: String,
    /// When it was taken, in seconds since 1970.
    since: u64,
}

/// Who holds a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person and the machine; empty while the file is being written.
    pub who: Who,
    /// When it was taken, in seconds since 1970.
    pub since: u64,
    /// The number of the taking.
    pub number: u64,
    /// Whether nobody seems to be there any more.
    pub stale: bool,
}

/// A page that is held.
#[derive(Debug)]
pub struct Lease {
    dir: PathBuf,
    page: String,
    number: u64,
    words: String,
    system: Arc<dyn System>,
}

/// What came of taking a page.
#[derive(Debug)]
pub enum Taken {
    /// It is ours.
    Ours(Lease),
    /// Somebody has it.
    Held(Holder),
}

/// Who holds a page; `None` if it is free.
pub fn holder(dir: &Path, page: &str) -> Option<Holder> {
    let (number, path) = highest(dir, page).filter(|(_, path)| is_lease(path))?;
    let words = fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Words>(&text).ok());
    let left = words.as_ref().is_some_and(|words| words.who.machine == machine() && !runs(words.process));
    let stale = left || age(dir, &path).is_some_and(|age| age > STALE);
    let (who, since) = words.map(|words| (words.who, words.since)).unwrap_or_default();
    Some(Holder { who, since, number, stale })
}

/// Takes a page: one that is free, one that this person's program left on this machine when it ended, or the taking `over`
/// of somebody else, which whoever asks has seen and was told may be taken over.
///
/// # Errors
/// [`DocumentError`] when the system refuses.
pub fn take(
    system: &Arc<dyn System>,
    dir: &Path,
    page: &str,
    who: &Who,
    over: Option<u64>,
) -> Result<Taken, DocumentError> {
    let folder = dir.join(FOLDER);
    let failed = |error: std::io::Error| DocumentError::system(&folder, "be written to", &error);
    system.create_folders(&folder).map_err(failed)?;
    for _ in 0..TRIES {
        let last = highest(dir, page);
        if let Some(holder) = holder(dir, page) {
            let own = holder.stale && holder.who == *who && who.machine == machine();
            if !own && over != Some(holder.number) {
                return Ok(Taken::Held(holder));
            }
        }
        let number = last.map_or(1, |(number, _)| number.saturating_add(1));
        let words = Words { who: who.clone(), process: std::process::id(), token: token(), since: now() };
        let words = serde_json::to_string(&words).unwrap_or_default();
        if !create_new(&**system, &path(dir, page, number, LEASE), words.as_bytes()).map_err(failed)? {
            continue;
        }
        let lease =
            Lease { dir: dir.to_owned(), page: page.to_owned(), number, words, system: Arc::clone(system) };
        // A list that was read while others changed it may have lacked the highest.
        if lease.is_current() {
            lease.sweep();
            return Ok(Taken::Ours(lease));
        }
        let _ = system.remove(&path(dir, page, number, LEASE));
    }
    Err(DocumentError::file(
        folder,
        format!("others take page {page} again and again; try again in a moment"),
    ))
}

impl Lease {
    /// The number of the taking.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Whether nobody took the page over.
    pub fn is_current(&self) -> bool {
        let own = path(&self.dir, &self.page, self.number, LEASE);
        highest(&self.dir, &self.page).is_some_and(|(number, path)| number == self.number && path == own)
            && fs::read_to_string(&own).is_ok_and(|words| words == self.words)
    }

    /// Says that somebody is still there. `false` if the page was taken over.
    pub fn beat(&self) -> bool {
        // Writing what is there already has the file system's own clock mark it.
        let file = OpenOptions::new().write(true).open(path(&self.dir, &self.page, self.number, LEASE));
        let touched = file.and_then(|mut file| file.write_all(self.words.as_bytes()));
        touched.is_ok() && self.is_current()
    }

    /// Takes away what is left of earlier takings.
    fn sweep(&self) {
        for (number, path) in numbers(&self.dir, &self.page) {
            if number < self.number {
                let _ = self.system.remove(&path);
            }
        }
    }
}

impl Drop for Lease {
    /// Gives the page back. One that was taken over is somebody else's already.
    fn drop(&mut self) {
        let here = |ending| path(&self.dir, &self.page, self.number, ending);
        if self.is_current() {
            let _ = self.system.rename(&here(LEASE), &here(FREE));
        }
    }
}

const LEASE: &str = "lease";
const FREE: &str = "free";

fn path(dir: &Path, page: &str, number: u64, ending: &str) -> PathBuf {
    dir.join(FOLDER).join(format!("{page}.{number}.{ending}"))
}

fn is_lease(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == LEASE)
}

fn highest(dir: &Path, page: &str) -> Option<(u64, PathBuf)> {
    numbers(dir, page).into_iter().max()
}

/// The takings of a page, by number.
fn numbers(dir: &Path, page: &str) -> Vec<(u64, PathBuf)> {
    let number = |name: &str| {
        let (number, ending) = name.strip_prefix(page)?.strip_prefix('.')?.split_once('.')?;
        matches!(ending, LEASE | FREE).then(|| number.parse().ok())?
    };
    let entries = fs::read_dir(dir.join(FOLDER)).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some((number(&entry.file_name().to_string_lossy())?, entry.path()))).collect()
}

/// How long ago a lease was touched, by the clock of its own file system: machines' clocks differ.
fn age(dir: &Path, lease: &Path) -> Option<Duration> {
    let touched = fs::metadata(lease).and_then(|data| data.modified()).ok()?;
    let probe = dir.join(FOLDER).join(format!(".now-{}", token()));
    let now = fs::write(&probe, b"").and_then(|()| fs::metadata(&probe)?.modified());
    let _ = fs::remove_file(&probe);
    now.unwrap_or_else(|_| SystemTime::now()).duration_since(touched).ok()
}

fn token() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("{:x}-{now:x}-{:x}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
