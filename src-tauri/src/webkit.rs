//! Switches of WebKitGTK that must be set before GTK starts, on Linux only.
//!
//! Measured without a GPU: 16 ms a frame with the DMA-BUF renderer off, 43 to 50 ms with it on; with a GPU it is
//! the other way round. What the user has set is left alone.

/// Sets the switches that fit the machine. The program starts itself anew with them, in the same process: a
/// running program cannot change its own environment safely.
///
/// # Errors
/// When the program could not be started anew.
#[cfg(target_os = "linux")]
pub(crate) fn switch() -> Result<(), String> {
    use std::os::unix::process::CommandExt;

    let switches: Vec<_> =
        fitting().into_iter().filter(|(name, _)| std::env::var_os(name).is_none()).collect();
    let Ok(program) = std::env::current_exe() else { return Ok(()) };
    if switches.is_empty() {
        return Ok(());
    }
    let error = std::process::Command::new(program).args(std::env::args_os().skip(1)).envs(switches).exec();
    Err(format!("cannot start anew with switches for WebKitGTK: {error}"))
}

/// Nothing to switch on other systems.
#[cfg(not(target_os = "linux"))]
pub(crate) fn switch() -> Result<(), String> {
    Ok(())
}

/// The switches that this machine wants.
#[cfg(target_os = "linux")]
fn fitting() -> Vec<(&'static str, &'static str)> {
    use std::path::Path;

    let renders = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
    };
    let gpu = std::fs::read_dir("/dev/dri").is_ok_and(|mut entries| entries.any(renders));
    let mut switches = Vec::new();
    if !gpu {
        switches.push(("WEBKIT_DISABLE_DMABUF_RENDERER", "1"));
    }
    // WebKit bug 280210: explicit sync with NVIDIA's own driver under Wayland ends in blank windows.
    if Path::new("/proc/driver/nvidia/version").exists() && std::env::var_os("WAYLAND_DISPLAY").is_some() {
        switches.push(("__NV_DISABLE_EXPLICIT_SYNC", "1"));
    }
    switches
}
