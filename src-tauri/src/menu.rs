//! The menu of macOS (系统菜单). Tauri's own has 撤销 and 重做 of the webview, which take ⌘Z and ⇧⌘Z before the page hears
//! them; ours leaves them out. Other systems have no menu outside the window.

use tauri::menu::{Menu, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Runtime};

/// The program's menu with what macOS expects, and the clipboard, whose keys a webview there hears only through it.
pub(crate) fn make<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let program = Submenu::with_items(
        app,
        "版心",
        true,
        &[
            &PredefinedMenuItem::hide(app, None)?,
            &PredefinedMenuItem::hide_others(app, None)?,
            &PredefinedMenuItem::separator(app)?,
            &PredefinedMenuItem::quit(app, None)?,
        ],
    )?;
    let edit = Submenu::with_items(
        app,
        "编辑",
        true,
        &[
            &PredefinedMenuItem::cut(app, None)?,
            &PredefinedMenuItem::copy(app, None)?,
            &PredefinedMenuItem::paste(app, None)?,
        ],
    )?;
    Menu::with_items(app, &[&program, &edit])
}
