//! What the whole-program tests share: the `banxin` command as a user calls it, a scratch folder, and the programs of
//! other people that read our files back.

#![allow(dead_code, reason = "each test program uses its part")]

pub(crate) mod plates;
pub(crate) mod raster;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder of its own for a test, gone when the test is done.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Scratch {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("banxin-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&dir).unwrap();
        Scratch(dir)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// `banxin` with arguments.
pub(crate) fn banxin<A: AsRef<std::ffi::OsStr>>(arguments: &[A]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_banxin")).args(arguments).output().unwrap()
}

/// `banxin` that must end with this exit code, and never in a panic; gives stdout.
pub(crate) fn banxin_ends<A: AsRef<std::ffi::OsStr> + std::fmt::Debug>(code: i32, arguments: &[A]) -> String {
    let output = banxin(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// A new edition with a manuscript imported.
pub(crate) fn edition(scratch: &Scratch, name: &str, template: &str, manuscript: &Path) -> PathBuf {
    let dir = scratch.path(name);
    let text = dir.to_str().unwrap();
    banxin_ends(0, &["new", text, "--template", template, "--paper", "临溪日报", "--date", "2026-11-22"]);
    banxin_ends(0, &["import", text, manuscript.to_str().unwrap()]);
    dir
}

/// Another program's stdout; it must be installed and end well.
pub(crate) fn other(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|e| panic!("{program} is not there ({e}); scripts/test installs it"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Text without blanks, for comparing what stands on paper.
pub(crate) fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}
