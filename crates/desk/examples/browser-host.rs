//! The browser host (浏览器宿主): the front end in an ordinary browser over the real desk, for tests alone.
//!
//! `browser-host --ui DIR [--resources DIR] [--journals DIR] [--port N] [EDITION]` serves `DIR` on the loopback and
//! prints the address to open, with the token that every command must bring. `POST /dispatch/COMMAND` is a command of
//! the desk: 200 with its answer, or 422 with its error as JSON. `GET /launch` is what the program was started with.
//! It is an example and not a program, so that no installer ever takes it along.

use banxin_desk::{Desk, DeskError};
use lexopt::prelude::*;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

/// The header that must bring the token.
const TOKEN_HEADER: &str = "x-banxin-token";
/// Requests that are answered at the same time: one that edits, one that prints, some that fetch glyphs.
const WORKERS: usize = 4;
/// Bytes that a request may bring.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

struct Host {
    desk: Desk,
    ui: PathBuf,
    edition: Option<String>,
    token: String,
}

#[derive(Default)]
struct Arguments {
    ui: Option<PathBuf>,
    resources: Option<PathBuf>,
    journals: Option<PathBuf>,
    port: u16,
    edition: Option<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("browser-host: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let arguments = arguments().map_err(|error| error.to_string())?;
    let ui = arguments.ui.ok_or("name the front end with --ui DIR")?;
    let resources = banxin_fonts::resources::find(arguments.resources.as_deref());
    let resources = resources.ok_or("cannot find the folder with fonts/ and profiles/")?;
    let server = Server::http(("127.0.0.1", arguments.port)).map_err(|error| error.to_string())?;
    let address = server.server_addr();
    let host = Arc::new(Host {
        desk: Desk::new(resources, arguments.journals),
        ui,
        edition: arguments.edition,
        token: token().map_err(|error| error.to_string())?,
    });
    println!("http://{address}/#token={}", host.token);
    let server = Arc::new(server);
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (host, server) = (Arc::clone(&host), Arc::clone(&server));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A browser that has gone away is no fault of ours.
                    let _ = host.answer(request);
                }
            })
        })
        .collect();
    for worker in workers {
        let _ = worker.join();
    }
    Ok(())
}

fn arguments() -> Result<Arguments, lexopt::Error> {
    let mut read = Arguments::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("ui") => read.ui = Some(parser.value()?.into()),
            Long("resources") => read.resources = Some(parser.value()?.into()),
            Long("journals") => read.journals = Some(parser.value()?.into()),
            Long("port") => read.port = parser.value()?.parse()?,
            Value(edition) if read.edition.is_none() => read.edition = Some(edition.string()?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(read)
}

/// A word that nobody else on this machine knows.
fn token() -> std::io::Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Host {
    fn answer(&self, request: Request) -> std::io::Result<()> {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        match (request.method().clone(), path.strip_prefix("/dispatch/")) {
            (Method::Post, Some(command)) => self.command(request, command),
            (Method::Get, None) if path == "/launch" => {
                if !self.is_known(&request) {
                    return refuse(request, 403);
                }
                let launch =
                    serde_json::json!({ "edition": self.edition, "version": env!("CARGO_PKG_VERSION") });
                request.respond(Response::from_string(launch.to_string()))
            }
            (Method::Get, None) => self.file(request, &path),
            _ => refuse(request, 405),
        }
    }

    fn is_known(&self, request: &Request) -> bool {
        let brings =
            |header: &Header| header.field.equiv(TOKEN_HEADER) && header.value.as_str() == self.token;
        request.headers().iter().any(brings)
    }

    fn command(&self, mut request: Request, command: &str) -> std::io::Result<()> {
        if !self.is_known(&request) {
            return refuse(request, 403);
        }
        let mut bytes = Vec::new();
        request.as_reader().take(MOST_BYTES).read_to_end(&mut bytes)?;
        match self.desk.dispatch(command, &bytes) {
            Ok(answer) => request.respond(Response::from_data(answer)),
            Err(error) => request.respond(Response::from_string(words(&error)).with_status_code(422)),
        }
    }

    fn file(&self, request: Request, path: &str) -> std::io::Result<()> {
        let inside = Path::new(path.trim_start_matches('/'));
        let inside = if path == "/" { Path::new("index.html") } else { inside };
        if !inside.components().all(|part| matches!(part, Component::Normal(_))) {
            return refuse(request, 404);
        }
        let Ok(file) = File::open(self.ui.join(inside)) else { return refuse(request, 404) };
        let kind = match inside.extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        };
        let response = Response::from_file(file);
        match Header::from_bytes("Content-Type", kind) {
            Ok(header) => request.respond(response.with_header(header)),
            Err(()) => request.respond(response),
        }
    }
}

fn refuse(request: Request, code: u16) -> std::io::Result<()> {
    request.respond(Response::empty(code))
}

fn words(error: &DeskError) -> String {
    serde_json::to_string(error).unwrap_or_default()
}
