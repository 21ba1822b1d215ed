//! A virtual display and a WebDriver session, as much of both as the tests of the app need, with `std` alone.

use image::{Rgb, RgbImage};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What says how to install the programs that these tests start.
const INSTALL: &str = "scripts/test installs it (Debian packages xvfb, webkit2gtk-driver and xdotool)";
/// The key that W3C gives to an element's reference.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long anything may take to come about; a slow machine that builds at the same time needs some of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A virtual display that ends with this value.
pub(crate) struct Display {
    server: Child,
    name: String,
    screen: PathBuf,
}

impl Display {
    /// Starts Xvfb on a free display; `folder` keeps its screen.
    pub(crate) fn start(folder: &Path) -> Display {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-fbdir"])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start Xvfb ({error}): {INSTALL}"));
        // It writes the number of its display and a line end once it is ready.
        let mut number = String::new();
        let mut output = server.stdout.take().expect("Xvfb has an output");
        let mut byte = [0];
        while output.read(&mut byte).expect("Xvfb says its display") == 1 && byte[0] != b'\n' {
            number.push(char::from(byte[0]));
        }
        assert!(!number.is_empty(), "Xvfb ended without a display");
        Display { server, name: format!(":{number}"), screen: folder.join("Xvfb_screen0") }
    }

    /// Presses keys as a keyboard does, on the way of real ones: display, toolkit, input method, webview. Names are
    /// xdotool's; `delay` is milliseconds between two.
    pub(crate) fn press(&self, keys: &[&str], delay: u32) {
        let pressed = Command::new("xdotool")
            .env("DISPLAY", &self.name)
            .args(["key", "--delay", &delay.to_string()])
            .args(keys)
            .status()
            .unwrap_or_else(|error| panic!("cannot start xdotool ({error}): {INSTALL}"));
        assert!(pressed.success(), "xdotool presses no keys");
    }

    /// What the screen shows. Read from the display and not asked of the driver: without a GPU the app switches
    /// off a renderer without which WebKit's driver never answers a request for a screenshot.
    pub(crate) fn screenshot(&self) -> RgbImage {
        let file = std::fs::read(&self.screen).expect("Xvfb keeps its screen in a file");
        // X window dump, version 7: a head of big-endian words, a table of colours, rows of blue, green, red, unused.
        let head = |word: usize| {
            let bytes = file.get(word * 4..word * 4 + 4).and_then(|b| b.try_into().ok());
            u32::from_be_bytes(bytes.expect("a window dump has a head")) as usize
        };
        let (width, height, row, start) = (head(4), head(5), head(12), head(0) + head(19) * 12);
        assert_eq!((head(1), head(11)), (7, 32), "a window dump of version 7 with 32 bits a pixel");
        RgbImage::from_fn(width as u32, height as u32, |x, y| {
            let at = start + y as usize * row + x as usize * 4;
            Rgb([file[at + 2], file[at + 1], file[at]])
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A running app under a driver; both end with this value.
pub(crate) struct Session {
    driver: Child,
    port: u16,
    id: String,
}

impl Session {
    /// Starts the driver and the app on a display. `home` keeps what the app stores for itself.
    pub(crate) fn start(display: &Display, home: &Path, app: &str, arguments: &[&str]) -> Session {
        // The port is free now; that somebody takes it within the next milliseconds is very unlikely.
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &display.name)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            // A group of its own: the app is the driver's child and must not outlive a failed test.
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start WebKitWebDriver ({error}): {INSTALL}"));
        let mut session = Session { driver, port, id: String::new() };
        wait("the driver", || TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()));
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "webkitgtk:browserOptions": {"binary": app, "args": arguments}
        }}});
        let made = session.request("POST", "/session", &wanted).unwrap_or_else(|e| panic!("no session: {e}"));
        session.id = made["sessionId"].as_str().expect("a session has an id").to_owned();
        session
    }

    /// Runs a script in the page and gives what it returns.
    pub(crate) fn script(&self, script: &str) -> Value {
        let body = json!({"script": script, "args": []});
        self.command("POST", "/execute/sync", &body).unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// The text that an element shows; waits for the element.
    pub(crate) fn text(&self, selector: &str) -> String {
        // The driver's own idea of visible text leaves out what an ellipsis may cut off.
        let script = format!("return document.querySelector({selector:?})?.innerText ?? null");
        wait(selector, || self.script(&script).as_str().map(str::to_owned))
    }

    /// An attribute of the first element that fits, if there is one.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let script = format!("return document.querySelector({selector:?})?.getAttribute({name:?}) ?? null");
        self.script(&script).as_str().map(str::to_owned)
    }

    /// Clicks an element as a mouse does; waits for it.
    pub(crate) fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.command("POST", &format!("/element/{element}/click"), &json!({}))
            .unwrap_or_else(|e| panic!("cannot click {selector}: {e}"));
    }

    /// Replaces what stands in a field by typing.
    pub(crate) fn fill(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.command("POST", &format!("/element/{element}/clear"), &json!({}))
            .expect("a field can be cleared");
        self.type_into(selector, text);
    }

    /// Presses the mouse at one place of the window, in CSS pixels, and lets it go at another.
    pub(crate) fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let steps = 12;
        self.drag_along(steps, |step| {
            let part = step as f64 / steps as f64;
            (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
        });
    }

    /// Drags along places of the window, one every 16 ms; `at` gives the place of each step, from 0.
    pub(crate) fn drag_along(&self, steps: usize, at: impl Fn(usize) -> (f64, f64)) {
        let place = |step: usize| {
            let (x, y) = at(step);
            json!({"type": "pointerMove", "duration": if step == 0 { 0 } else { 16 }, "origin": "viewport",
                   "x": x.round() as i64, "y": y.round() as i64})
        };
        let mut actions = vec![place(0), json!({"type": "pointerDown", "button": 0})];
        actions.extend((1..=steps).map(place));
        actions.push(json!({"type": "pointerUp", "button": 0}));
        self.pointer(&json!(actions));
    }

    /// Clicks a place of the window twice.
    pub(crate) fn double_click(&self, (x, y): (f64, f64)) {
        let (down, up) =
            (json!({"type": "pointerDown", "button": 0}), json!({"type": "pointerUp", "button": 0}));
        let there = json!({"type": "pointerMove", "duration": 0, "origin": "viewport",
                           "x": x.round() as i64, "y": y.round() as i64});
        self.pointer(&json!([there, down, up, down, up]));
    }

    fn pointer(&self, actions: &Value) {
        let mouse = json!({"actions": [{"type": "pointer", "id": "mouse",
                                        "parameters": {"pointerType": "mouse"}, "actions": actions}]});
        self.command("POST", "/actions", &mouse).unwrap_or_else(|e| panic!("the mouse does not move: {e}"));
    }

    /// Types into an element as a keyboard does, with nothing cleared before.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.command("POST", &format!("/element/{element}/value"), &json!({"text": text}))
            .unwrap_or_else(|e| panic!("cannot type into {selector}: {e}"));
    }

    fn element(&self, selector: &str) -> String {
        let body = json!({"using": "css selector", "value": selector});
        wait(selector, || {
            let found = self.command("POST", "/element", &body).ok()?;
            found[ELEMENT].as_str().map(str::to_owned)
        })
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.request(method, &format!("/session/{}{path}", self.id), body)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let failed = |error: std::io::Error| format!("{method} {path}: {error}");
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(failed)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).map_err(failed)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(failed)?;
        let answer = String::from_utf8_lossy(&answer);
        let (_, content) =
            answer.split_once("\r\n\r\n").ok_or_else(|| format!("{method} {path}: no answer"))?;
        let mut content: Value =
            serde_json::from_str(content).map_err(|e| format!("{method} {path}: {e}"))?;
        let value = content["value"].take();
        match value.get("error") {
            Some(error) => Err(format!("{error}: {}", value["message"])),
            None => Ok(value),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.id.is_empty() {
            // Ends the app in good order; if that fails, the group is killed below.
            let _ = self.command("DELETE", "", &Value::Null);
        }
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", self.driver.id())]).status();
        let _ = self.driver.wait();
    }
}

/// Asks again and again until there is an answer.
pub(crate) fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(25));
    }
}
