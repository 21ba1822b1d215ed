//! `banxin compose`: the composer without a page. One request a line on standard input, one answer a line on standard
//! output, in their order; a request that cannot be set is answered with an error, and the run goes on.

mod answer;
mod request;
mod setter;

use crate::failure::Failure;
use request::Request;
use serde_json::{Value, json};
use setter::Setter;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::Path;

/// Answers all requests of standard input.
pub(crate) fn run(resources: Option<&Path>) -> Result<(), Failure> {
    let mut composer = Composer::new(resources);
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        match input.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return Err(Failure::Unreadable(format!("standard input: {error}"))),
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = composer.answer(&line);
        // Whoever waits for the answer before asking again gets it; a long list is written in large pieces.
        let wait = input.buffer().is_empty();
        let told = writeln!(output, "{answer}").and_then(|()| if wait { output.flush() } else { Ok(()) });
        if let Err(error) = told {
            return written(&error);
        }
    }
    output.flush().or_else(|error| written(&error))
}

/// A reader who has had enough is no failure.
fn written(error: &std::io::Error) -> Result<(), Failure> {
    match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Failure::Unreadable(format!("standard output: {error}"))),
    }
}

/// Answers requests one by one, and keeps the faces from one to the next.
pub struct Composer {
    setter: Setter,
}

impl Composer {
    /// A composer who finds faces in `resources`, or where the command would look for them.
    pub fn new(resources: Option<&Path>) -> Composer {
        Composer { setter: Setter::new(resources) }
    }

    /// The answer to a request, a line of JSON without its end. Whatever the bytes are, there is one.
    pub fn answer(&mut self, line: &[u8]) -> String {
        answer(line, &mut self.setter)
    }
}

fn answer(line: &[u8], setter: &mut Setter) -> String {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => {
            return json!({ "id": null, "error": format!("the request is not JSON: {error}") }).to_string();
        }
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    let made = Request::read(value).and_then(|request| setter.set(&request));
    match made {
        Ok(answer) => answer.write(&id),
        Err(error) => json!({ "id": id, "error": error }).to_string(),
    }
}
