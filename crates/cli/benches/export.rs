//! `banxin export` of a full text page as a whole process.
//!
//! Budget: a quarter of Typst 0.15 on the same text, which took 0.34 s where it was first measured: 85 ms. Run with
//! `cargo bench -p banxin-cli`; the mean and the worst of thirty runs are printed beside the budget.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BUDGET: Duration = Duration::from_millis(85);
const RUNS: u32 = 30;

fn run(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_banxin"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.is_ok_and(|s| s.success()), "banxin {arguments:?} failed");
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::temp_dir().join(format!("banxin-bench-{}", std::process::id()));
    let edition = folder.join("E").to_string_lossy().into_owned();
    let pdf = folder.join("page.pdf").to_string_lossy().into_owned();
    let manuscript = root.join("examples/linxi/manuscript/page.txt").to_string_lossy().into_owned();
    run(&["new", &edition, "--template", "broadsheet", "--date", "2026-11-23"]);
    run(&["import", &edition, &manuscript]);
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        run(&["export", &edition, "-o", &pdf, "--allow-errors"]);
        times.push(begun.elapsed());
    }
    let total: Duration = times.iter().sum();
    let worst = times.iter().max().copied().unwrap_or_default();
    println!("export of a full page: mean {:?}, worst {worst:?}, budget {BUDGET:?}", total / RUNS);
    // What is left behind in the temporary folder is no failure of the measurement.
    let _ = std::fs::remove_dir_all(folder);
}
