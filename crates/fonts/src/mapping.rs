//! A file mapped into memory: the bytes of a face, shared by all who need them.

use std::fs::File;
use std::io;
use std::path::Path;

/// The bytes of a font file, mapped and not read: only what is looked at takes memory.
pub(crate) struct Mapping(memmap2::Mmap);

impl Mapping {
    /// Maps a file.
    ///
    /// # Errors
    /// What the system says: no such file, no permission, an empty file.
    pub(crate) fn open(file: &Path) -> io::Result<Mapping> {
        let file = File::open(file)?;
        // SAFETY: the bytes must not change while they are mapped. Font files are replaced, not rewritten: package
        // managers and font installers write a new file and rename it, which leaves a mapped one as it was. The
        // map is private and read-only. Whoever rewrites a font in place while it is in use gets wrong glyphs, or
        // ends the program if the file is cut short; no safe way of mapping guards against that, and reading
        // whole faces of 15 MB each would take more memory than everything else together.
        #[allow(unsafe_code, reason = "mapping a file has no safe form; see the safety comment")]
        let map = unsafe { memmap2::Mmap::map(&file)? };
        Ok(Mapping(map))
    }

    /// The whole file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Mapping {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}
