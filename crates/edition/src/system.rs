//! What saving asks of the operating system (系统): a seam, so that tests can have each of these steps refused in turn
//! and see that the document comes to no harm.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// The steps that change files. Reading goes straight to the system.
pub trait System: Debug + Send + Sync {
    /// Makes a folder and those above it, if they are not there.
    ///
    /// # Errors
    /// What the system says.
    fn create_folders(&self, folder: &Path) -> io::Result<()>;
    /// Opens an empty file to write; `new` refuses one that is there already, in one step with making it.
    ///
    /// # Errors
    /// What the system says; [`ErrorKind::AlreadyExists`] for a file that is there.
    fn create(&self, path: &Path, new: bool) -> io::Result<File>;
    /// Writes all bytes where the file stands.
    ///
    /// # Errors
    /// What the system says; a part may be written then.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the disk has what was written.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Puts a file in another's place, in one step.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the disk has the entries of a folder.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The system itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl System for Disk {
    fn create_folders(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn create(&self, path: &Path, new: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        if new {
            options.create_new(true)
        } else {
            options.create(true).truncate(true)
        };
        options.write(true).open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // Not every system and file system lets a folder be synced; a move is as durable there as it gets.
            Err(error) if no_such_service(error.kind()) => Ok(()),
            done => done,
        }
    }
}

fn no_such_service(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::PermissionDenied
            | ErrorKind::InvalidInput
            | ErrorKind::Unsupported
            | ErrorKind::IsADirectory
    )
}
