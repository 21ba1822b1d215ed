//! How long a full broadsheet page of text takes, and how much memory: `cargo bench -p banxin-press`.
//!
//! Prints the times of each of some runs and, on Linux, the most memory that the process had.

#[path = "../tests/common/mod.rs"]
mod common;

use banxin_press::Standard;
use std::path::Path;
use std::time::Instant;

/// The most memory that the process had so far, in kilobytes, where the system says it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn main() {
    let fonts = common::fonts();
    let scene = common::broadsheet(&fonts, 1800);
    println!("before the first export: {:?} kB", peak());
    for run in 0..5 {
        let start = Instant::now();
        let pdf = common::print(&fonts, std::slice::from_ref(&scene), Path::new("."), Standard::PdfX4);
        println!("run {run}: {:?}, {} bytes, peak {:?} kB", start.elapsed(), pdf.bytes.len(), peak());
    }
}
