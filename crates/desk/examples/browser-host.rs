//! The browser host (浏览器宿主): the front end in an ordinary browser over the real desk, for tests alone.
//!
//! `browser-host --ui DIR [--resources DIR] [--journals DIR] [--port N] [EDITION]` serves `DIR` on the loopback and
//! prints the address to open, with the token that every command must bring. `POST /dispatch/COMMAND` is a command of
//! the desk: 200 with its answer, or 422 with its error as JSON. `GET /launch` is what the program was started with.
//! It is an example and not a program, so that no installer ever takes it along.

use banxin_desk::{Desk, DeskError};
use lexopt::prelude::*;
use std::fs::File;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The header that must bring the token.
const TOKEN_HEADER: &str = "x-banxin-token";
/// Bytes that a request may bring.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes of a request's line and headers.
const MOST_HEAD: u64 = 64 * 1024;

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

/// What a browser asks.
struct Request {
    method: String,
    path: String,
    token: String,
    body: Vec<u8>,
}

/// What it is answered: a status, a type, bytes.
type Answer = (u16, &'static str, Vec<u8>);

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
    let listener = TcpListener::bind(("127.0.0.1", arguments.port)).map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let host = Arc::new(Host {
        desk: Desk::new(resources, arguments.journals),
        ui,
        edition: arguments.edition,
        token: token().map_err(|error| error.to_string())?,
    });
    println!("http://{address}/#token={}", host.token);
    for stream in listener.incoming() {
        let host = Arc::clone(&host);
        std::thread::spawn(move || {
            // A browser that has gone away is no fault of ours.
            let _ = stream.and_then(|stream| host.serve(&stream));
        });
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

impl Request {
    /// Reads one request: its line, its headers, as many bytes as they say.
    fn read(stream: &TcpStream) -> std::io::Result<Request> {
        let mut reader = BufReader::new(stream);
        let mut head = Vec::new();
        for line in reader.by_ref().take(MOST_HEAD).lines() {
            let line = line?;
            if line.is_empty() {
                break;
            }
            head.push(line);
        }
        let mut words = head.first().map_or("", String::as_str).split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let header = |name: &str| {
            let fields = head.iter().skip(1).filter_map(|line| line.split_once(':'));
            fields
                .into_iter()
                .find(|(field, _)| field.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
        };
        let length: u64 = header("content-length").map_or(Ok(0), str::parse).map_err(Error::other)?;
        if length > MOST_BYTES {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut body = Vec::new();
        reader.by_ref().take(length).read_to_end(&mut body)?;
        Ok(Request {
            method: method.to_owned(),
            path: target.split(['?', '#']).next().unwrap_or_default().to_owned(),
            token: header(TOKEN_HEADER).unwrap_or_default().to_owned(),
            body,
        })
    }
}

impl Host {
    /// Answers one request and closes the connection, so that none is kept waiting behind an idle one.
    fn serve(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        let (status, kind, bytes) = self.answer(&Request::read(stream)?);
        let head = format!(
            "HTTP/1.1 {status} \r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            bytes.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(&bytes)
    }

    fn answer(&self, request: &Request) -> Answer {
        let Request { method, path, token, body } = request;
        let is_known = *token == self.token;
        match (method.as_str(), path.strip_prefix("/dispatch/")) {
            ("POST", Some(_)) if !is_known => empty(403),
            ("POST", Some(command)) => match self.desk.dispatch(command, body) {
                Ok(answer) => (200, "application/octet-stream", answer),
                Err(error) => (422, "application/json", words(&error)),
            },
            ("GET", None) if path == "/launch" && !is_known => empty(403),
            ("GET", None) if path == "/launch" => {
                let launch =
                    serde_json::json!({ "edition": self.edition, "version": env!("CARGO_PKG_VERSION") });
                (200, "application/json", launch.to_string().into_bytes())
            }
            ("GET", None) => self.file(path),
            _ => empty(405),
        }
    }

    fn file(&self, path: &str) -> Answer {
        let inside = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
        let inside = Path::new(inside);
        if !inside.components().all(|part| matches!(part, Component::Normal(_))) {
            return empty(404);
        }
        let kind = match inside.extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("css") => "text/css",
            _ => "application/octet-stream",
        };
        std::fs::read(self.ui.join(inside)).map_or(empty(404), |bytes| (200, kind, bytes))
    }
}

fn empty(status: u16) -> Answer {
    (status, "text/plain", Vec::new())
}

fn words(error: &DeskError) -> Vec<u8> {
    serde_json::to_vec(error).unwrap_or_default()
}
