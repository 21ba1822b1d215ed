//! A system that refuses one of its steps, or every one from there on as a disk that is gone.

use banxin_edition::system::{Disk, System};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Refuses the step `at`, counted from 0, with an error of a kind; a refused write leaves half of its bytes.
#[derive(Debug)]
pub struct Failing {
    at: usize,
    kind: ErrorKind,
    /// Whether all steps after it are refused too.
    for_good: bool,
    steps: AtomicUsize,
}

impl Failing {
    pub fn new(at: usize, kind: ErrorKind, for_good: bool) -> Failing {
        Failing { at, kind, for_good, steps: AtomicUsize::new(0) }
    }

    /// Whether it got so far as to refuse something.
    pub fn refused(&self) -> bool {
        self.steps.load(Ordering::SeqCst) > self.at
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        let refuse = step == self.at || (self.for_good && step > self.at);
        if refuse { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl System for Failing {
    fn create_folders(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        Disk.create_folders(folder)
    }

    fn create(&self, path: &Path, new: bool) -> io::Result<File> {
        self.step()?;
        Disk.create(path, new)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step() {
            Disk.write(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        Disk.write(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.step()?;
        Disk.sync(file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step()?;
        Disk.sync_folder(folder)
    }
}
