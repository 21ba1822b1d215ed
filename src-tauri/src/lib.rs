//! The desktop shell (桌面外壳): a window over the desk.
//!
//! It knows the window, the command line and nothing of newspapers: commands go through to
//! [`banxin_desk::Desk`] as bytes and come back as bytes. The program is started as
//! `banxin-app [--resources DIR] [EDITION]`.

mod arguments;
mod menu;
mod pick;
mod preedit;
mod webkit;

use arguments::Arguments;
use banxin_desk::{Desk, DeskError};
use serde::Serialize;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::ipc::{InvokeBody, Request, Response};
use tauri::{AppHandle, Manager, State};

/// The header of a call that names the desk's command.
const COMMAND_HEADER: &str = "banxin-command";

/// What the front end asks first: what the program was started with.
#[derive(Clone, Debug, Serialize)]
struct Launch {
    /// Folder of the edition to open, if the command line named one.
    edition: Option<String>,
    /// Version of the program.
    version: &'static str,
}

/// Runs the program until its window is closed. 0: done; 2: called wrongly, or the resources or the window
/// system are missing.
pub fn run() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(message) => return refuse(&message),
    };
    if arguments.help {
        println!("{}", arguments::USAGE);
        return ExitCode::SUCCESS;
    }
    let Some(resources) = banxin_fonts::resources::find(arguments.resources.as_deref()) else {
        return refuse(
            "cannot find the folder with fonts/fonts.toml and profiles/: name it with --resources DIR or BANXIN_RESOURCES",
        );
    };
    if let Err(message) = webkit::switch() {
        return refuse(&message);
    }
    let started_with = Launch { edition: arguments.edition, version: env!("CARGO_PKG_VERSION") };
    let mut builder = tauri::Builder::default().plugin(tauri_plugin_dialog::init());
    if cfg!(target_os = "macos") {
        builder = builder.menu(menu::make);
    }
    let running = builder
        .manage(started_with)
        .setup(move |app| {
            // Where the system knows no such place, a crash loses what is not saved, and the page can be worked at.
            let journals = app.path().app_local_data_dir().ok().map(|place| place.join("journals"));
            app.manage(Arc::new(Desk::new(resources, journals)));
            if let Some(window) = app.get_webview_window("main") {
                preedit::switch_on(&window)?;
            }
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![dispatch, launch, pick])
        .run(tauri::generate_context!());
    match running {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&format!("cannot open the window: {error}")),
    }
}

fn refuse(message: &str) -> ExitCode {
    eprintln!("banxin-app: {message}");
    ExitCode::from(2)
}

/// One command of the desk: its name in a header, what it takes as the raw body, its answer raw.
#[tauri::command]
async fn dispatch(request: Request<'_>, desk: State<'_, Arc<Desk>>) -> Result<Response, DeskError> {
    let command = request.headers().get(COMMAND_HEADER).and_then(|value| value.to_str().ok());
    let command = command.unwrap_or_default().to_owned();
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        InvokeBody::Json(value) => value.to_string().into_bytes(),
    };
    let desk = Arc::clone(&desk);
    // The desk blocks until its answer is there; that must hold up neither the window nor other answers.
    let answer = tauri::async_runtime::spawn_blocking(move || desk.dispatch(&command, &bytes)).await;
    answer.unwrap_or_else(|_| Err(DeskError::stopped())).map(Response::new)
}

/// Asks the user for files or folders; an empty list where nothing was chosen.
#[tauri::command]
async fn pick(app: AppHandle, what: pick::What, suggested: Option<String>) -> Vec<String> {
    let asked = move || pick::ask(&app, what, suggested.as_deref());
    tauri::async_runtime::spawn_blocking(asked).await.unwrap_or_default()
}

/// What the program was started with.
#[tauri::command]
fn launch(launch: State<'_, Launch>) -> Launch {
    launch.inner().clone()
}
