//! Chinese input on Linux: wry switches WebKitGTK's preedit off, and without it the page hears neither that a
//! composition begins nor what it holds so far. Elsewhere the webview does this of itself.

use tauri::WebviewWindow;

/// Lets the page show unfinished compositions in the line.
///
/// # Errors
/// When the window's webview cannot be reached.
#[cfg(target_os = "linux")]
pub(crate) fn switch_on(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};

    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}

/// Nothing to switch on other systems.
#[cfg(not(target_os = "linux"))]
pub(crate) fn switch_on(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
