//! A hand at the desk: acts in, what the desk says of the document out.

use banxin_desk::{Desk, ErrorCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder that goes away with this value.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("banxin-desk-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A desk with page 01 of an edition in front.
pub(crate) struct Hand {
    pub(crate) desk: Desk,
    revision: u32,
    have: u32,
}

impl Hand {
    pub(crate) fn new(journals: Option<PathBuf>) -> Hand {
        Hand::over(Desk::new(root(), journals))
    }

    pub(crate) fn over(desk: Desk) -> Hand {
        Hand { desk, revision: 0, have: 0 }
    }

    pub(crate) fn raw(&self, command: &str, request: &Value) -> Result<Vec<u8>, ErrorCode> {
        self.desk.dispatch(command, request.to_string().as_bytes()).map_err(|error| error.code)
    }

    pub(crate) fn ask(&self, command: &str, request: &Value) -> Value {
        let answer = self.desk.dispatch(command, request.to_string().as_bytes());
        serde_json::from_slice(&answer.unwrap_or_else(|error| panic!("{command} {request}: {error}")))
            .unwrap()
    }

    /// The state that a patch ends with; the hand keeps serial and revision.
    pub(crate) fn patch(&mut self, command: &str, mut request: Value) -> Value {
        request["page"] = json!("01");
        request["have"] = json!(self.have);
        if matches!(command, "act" | "look" | "import") {
            request["revision"] = json!(self.revision);
        }
        let answer = self.desk.dispatch(command, request.to_string().as_bytes());
        let bytes = answer.unwrap_or_else(|error| panic!("{command} {request}: {error}"));
        assert!(bytes.starts_with(b"BXP4"), "{command}");
        let word = |at: usize| u32::from_le_bytes(bytes[at * 4..at * 4 + 4].try_into().unwrap());
        (self.have, self.revision) = (word(1), word(3));
        let mark = br#"{"dirty":"#;
        let at = bytes.windows(mark.len()).rposition(|window| window == mark).unwrap();
        let end = bytes.len() - bytes.iter().rev().take_while(|byte| **byte == 0).count();
        serde_json::from_slice(&bytes[at..end]).unwrap()
    }

    pub(crate) fn act(&mut self, act: Value) -> Value {
        self.patch("act", json!({ "act": act }))
    }

    pub(crate) fn look(&mut self, act: Value) -> Value {
        self.patch("look", json!({ "act": act }))
    }

    pub(crate) fn revision(&self) -> u32 {
        self.revision
    }

    pub(crate) fn page(&mut self) -> Value {
        self.patch("page", json!({}))
    }

    pub(crate) fn turn(&mut self, command: &str) -> Value {
        self.patch(command, json!({}))
    }

    pub(crate) fn refused(&self, act: &Value) -> ErrorCode {
        let request = json!({"page": "01", "have": 0, "revision": self.revision, "act": act});
        self.raw("act", &request).unwrap_err()
    }

    /// A new broadsheet in a folder.
    pub(crate) fn create(&mut self, folder: &Path) {
        let request =
            json!({"dir": folder, "template": "broadsheet", "paper": "临溪日报", "date": "2026-11-24"});
        self.ask("create", &request);
        self.page();
    }

    /// Saves and gives the files of the document.
    pub(crate) fn files(&self, folder: &Path) -> BTreeMap<String, String> {
        self.ask("save", &json!({}));
        banxin_edition::files(&banxin_edition::open(folder).unwrap())
    }
}

pub(crate) fn caret(story: &str, paragraph: u32, offset: u32) -> Value {
    json!({"story": story, "paragraph": paragraph, "offset": offset})
}

pub(crate) fn typed(at: &Value, text: &str, fresh: bool) -> Value {
    json!({"do": "type", "anchor": at, "focus": at, "text": text, "fresh": fresh})
}
