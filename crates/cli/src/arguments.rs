//! The command line, read into [`Command`]s.

use crate::failure::Failure;
use banxin_edition::model::Date;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// What `banxin --help` prints.
pub(crate) const HELP: &str = "\
banxin composes Chinese newspaper pages.

banxin new DIR --template NAME [--paper NAME] [--date YYYY-MM-DD]
banxin new PAPER/2026-11-25 [--template NAME] [--date YYYY-MM-DD]
banxin import EDITION MANUSCRIPT... [--page 01] [--json] [--repair]
banxin export EDITION [--page 05] -o OUT.pdf [--standard pdfx4] [--printer PROFILE] [--allow-errors]
banxin export EDITION -o FOLDER/ ...                a file a page, named as the printer wishes, or by
                                                    a pattern such as -o FOLDER/{date}-{page}.pdf
banxin export EDITION -o OUT.pdf --sample a3|full   the newsroom's own copy (样张), never for a printer
banxin proof  EDITION --page 05 -o OUT.png [--dpi 150] [--frames]
banxin check  EDITION [--page 05] [--json]
banxin place  EDITION --page 05 --piece NAME --at COLUMN,LINE
banxin history EDITION [--page 05] [--json]
banxin history EDITION --page 05 --back ID
banxin place  EDITION --page 05 --ad SIZE --client NAME --at COLUMN,LINE
banxin compose < REQUESTS.jsonl > LINES.jsonl

In the folder of a paper, new makes the next edition: its date is the one that DIR is named by, else the day after
the latest edition; its pages are those of [[plan]] in paper.toml, its issue number is the latest one's and 1.
Each takes --resources DIR, the folder that holds fonts/ and profiles/; it may stand before the command too.
Exit codes: 0 done; 1 findings of severity error; 2 could not be read or was called wrongly.
";

/// A command with its arguments.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Compose,
    New {
        dir: PathBuf,
        template: Option<String>,
        paper: Option<String>,
        date: Option<Date>,
    },
    Place {
        edition: PathBuf,
        page: String,
        what: Placed,
        column: u32,
        line: u32,
    },
    Import {
        edition: PathBuf,
        files: Vec<PathBuf>,
        page: Option<String>,
        json: bool,
        repair: bool,
    },
    Export {
        edition: PathBuf,
        page: Option<String>,
        out: PathBuf,
        standard: String,
        sample: Option<String>,
        printer: Option<String>,
        allow: bool,
    },
    Proof {
        edition: PathBuf,
        page: String,
        out: PathBuf,
        dpi: u32,
        frames: bool,
    },
    History {
        edition: PathBuf,
        page: Option<String>,
        back: Option<String>,
        json: bool,
    },
    Check {
        edition: PathBuf,
        page: Option<String>,
        json: bool,
    },
}

/// What is placed on a page.
#[derive(Debug)]
pub(crate) enum Placed {
    /// A piece of the edition or its paper, by name.
    Piece(String),
    /// An advertiser's place.
    Ad { size: String, client: String },
}

/// A command and where its fonts and profiles are.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) command: Command,
    pub(crate) resources: Option<PathBuf>,
}

#[derive(Default)]
struct Raw {
    values: Vec<OsString>,
    template: Option<String>,
    paper: Option<String>,
    date: Option<String>,
    page: Option<String>,
    piece: Option<String>,
    ad: Option<String>,
    client: Option<String>,
    at: Option<String>,
    out: Option<PathBuf>,
    standard: Option<String>,
    sample: Option<String>,
    printer: Option<String>,
    dpi: Option<String>,
    back: Option<String>,
    resources: Option<PathBuf>,
    json: bool,
    repair: bool,
    frames: bool,
    allow: bool,
}

/// Reads the arguments after the program's name.
pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> Result<Call, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let wrong = |e: lexopt::Error| Failure::Usage(e.to_string());
    let mut raw = Raw::default();
    let name = loop {
        match parser.next().map_err(wrong)? {
            None => return Err(Failure::NoCommand),
            Some(Short('h') | Long("help")) => {
                return Ok(Call { command: Command::Help, resources: None });
            }
            Some(Short('V') | Long("version")) => {
                return Ok(Call { command: Command::Version, resources: None });
            }
            Some(Long("resources")) => raw.resources = Some(parser.value().map_err(wrong)?.into()),
            Some(Value(name)) => break name.string().map_err(wrong)?,
            Some(other) => return Err(wrong(other.unexpected())),
        }
    };
    let allowed = options_of(&name).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no command {name:?}; there are new, import, export, proof, check, history, place, compose"
        ))
    })?;
    while let Some(argument) = parser.next().map_err(wrong)? {
        let option = match &argument {
            Short('h') | Long("help") => return Ok(Call { command: Command::Help, resources: None }),
            Short('o') => "output",
            Long(long) => long,
            _ => "",
        };
        if !option.is_empty() && option != "resources" && !allowed.contains(&option) {
            return Err(Failure::Usage(format!("banxin {name} has no option --{option}")));
        }
        let text =
            |parser: &mut lexopt::Parser| parser.value().and_then(|v| v.string()).map(Some).map_err(wrong);
        match argument {
            Value(value) => raw.values.push(value),
            Short('o') | Long("output") => raw.out = Some(parser.value().map_err(wrong)?.into()),
            Long("template") => raw.template = text(&mut parser)?,
            Long("paper") => raw.paper = text(&mut parser)?,
            Long("date") => raw.date = text(&mut parser)?,
            Long("page") => raw.page = text(&mut parser)?,
            Long("piece") => raw.piece = text(&mut parser)?,
            Long("ad") => raw.ad = text(&mut parser)?,
            Long("client") => raw.client = text(&mut parser)?,
            Long("at") => raw.at = text(&mut parser)?,
            Long("standard") => raw.standard = text(&mut parser)?,
            Long("sample") => raw.sample = text(&mut parser)?,
            Long("printer") => raw.printer = text(&mut parser)?,
            Long("back") => raw.back = text(&mut parser)?,
            Long("dpi") => raw.dpi = text(&mut parser)?,
            Long("resources") => raw.resources = Some(parser.value().map_err(wrong)?.into()),
            Long("json") => raw.json = true,
            Long("repair") => raw.repair = true,
            Long("frames") => raw.frames = true,
            Long("allow-errors") => raw.allow = true,
            other => return Err(wrong(other.unexpected())),
        }
    }
    let resources = raw.resources.take();
    Ok(Call { command: command(&name, raw)?, resources })
}

fn options_of(command: &str) -> Option<&'static [&'static str]> {
    Some(match command {
        "new" => &["template", "paper", "date"],
        "import" => &["page", "json", "repair"],
        "export" => &["page", "output", "standard", "sample", "printer", "allow-errors"],
        "proof" => &["page", "output", "dpi", "frames"],
        "check" => &["page", "json"],
        "history" => &["page", "back", "json"],
        "place" => &["page", "piece", "ad", "client", "at"],
        "compose" => &[],
        _ => return None,
    })
}

fn command(name: &str, raw: Raw) -> Result<Command, Failure> {
    let usage = |text: &str| Failure::Usage(format!("banxin {name} {text}"));
    let mut values = raw.values.into_iter().map(PathBuf::from);
    if name == "compose" {
        return match values.next() {
            None => Ok(Command::Compose),
            Some(_) => Err(usage("reads its requests from standard input and takes no file")),
        };
    }
    let dir = values.next().ok_or_else(|| usage("needs the folder of an edition"))?;
    let rest: Vec<PathBuf> = values.collect();
    if name != "import"
        && let Some(extra) = rest.first()
    {
        return Err(usage(&format!("takes one folder; {} is one too many", extra.display())));
    }
    match name {
        "new" => {
            let date = match raw.date {
                None => None,
                Some(text) => Some(Date::parse(&text).ok_or_else(|| {
                    usage(&format!("--date takes a day of the calendar as YYYY-MM-DD, not {text:?}"))
                })?),
            };
            Ok(Command::New { dir, template: raw.template, paper: raw.paper, date })
        }
        "place" => {
            let what = match (raw.piece, raw.ad, raw.client) {
                (Some(piece), None, None) => Placed::Piece(piece),
                (None, Some(size), Some(client)) => Placed::Ad { size, client },
                _ => return Err(usage("needs either --piece NAME or --ad SIZE and --client NAME")),
            };
            let at = raw.at.ok_or_else(|| usage("needs --at COLUMN,LINE"))?;
            let cell = at
                .split_once(',')
                .and_then(|(column, line)| Some((column.trim().parse().ok()?, line.trim().parse().ok()?)));
            let (column, line) = cell
                .ok_or_else(|| usage(&format!("--at takes a column and a line such as 0,30, not {at:?}")))?;
            let page = raw.page.ok_or_else(|| usage("needs --page"))?;
            Ok(Command::Place { edition: dir, page, what, column, line })
        }
        "import" if rest.is_empty() => Err(usage("needs a manuscript")),
        "import" => Ok(Command::Import {
            edition: dir,
            files: rest,
            page: raw.page,
            json: raw.json,
            repair: raw.repair,
        }),
        "export" if raw.sample.is_some() && raw.standard.is_some() => {
            Err(usage("takes --standard for a printer or --sample for the newsroom, not both"))
        }
        "export" => Ok(Command::Export {
            edition: dir,
            page: raw.page,
            out: raw.out.ok_or_else(|| usage("needs -o OUT.pdf"))?,
            standard: raw.standard.unwrap_or_else(|| "pdfx4".to_owned()),
            sample: raw.sample,
            printer: raw.printer,
            allow: raw.allow,
        }),
        "proof" => {
            let dpi = raw.dpi.unwrap_or_else(|| "150".to_owned());
            let dpi = dpi.parse().ok().filter(|d| (18..=1200).contains(d));
            Ok(Command::Proof {
                edition: dir,
                page: raw.page.ok_or_else(|| usage("needs --page"))?,
                out: raw.out.ok_or_else(|| usage("needs -o OUT.png"))?,
                dpi: dpi.ok_or_else(|| usage("--dpi takes a whole number from 18 to 1200"))?,
                frames: raw.frames,
            })
        }
        "history" if raw.back.is_some() && raw.page.is_none() => Err(usage("--back needs --page")),
        "history" => Ok(Command::History { edition: dir, page: raw.page, back: raw.back, json: raw.json }),
        _ => Ok(Command::Check { edition: dir, page: raw.page, json: raw.json }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(words: &str) -> Result<Call, Failure> {
        read(words.split_whitespace().map(OsString::from))
    }

    #[test]
    fn reads_what_house_says() {
        assert!(matches!(
            call("export E --page 05 -o a.pdf --allow-errors").unwrap().command,
            Command::Export { page: Some(page), allow: true, .. } if page == "05"
        ));
        assert!(matches!(call("import E a.txt b.txt --json --repair").unwrap().command,
            Command::Import { files, json: true, repair: true, .. } if files.len() == 2));
        assert!(matches!(
            call("new P/2026-11-25").unwrap().command,
            Command::New { template: None, date: None, .. }
        ));
        assert!(matches!(
            call("place E --page 05 --ad x --client y --at 2,30").unwrap().command,
            Command::Place { what: Placed::Ad { .. }, column: 2, line: 30, .. }
        ));
        assert!(matches!(call("--help").unwrap().command, Command::Help));
    }

    #[test]
    fn resources_stand_before_or_behind_the_command() {
        for words in ["--resources R check E", "check E --resources R", "--resources=R check E"] {
            let call = call(words).unwrap();
            assert!(matches!(call.command, Command::Check { .. }), "{words}");
            assert_eq!(call.resources, Some(PathBuf::from("R")), "{words}");
        }
        assert!(matches!(call("--page 01 check E"), Err(Failure::Usage(_))));
        for words in ["", "--resources R"] {
            assert!(matches!(call(words), Err(Failure::NoCommand)), "{words:?}");
        }
    }

    #[test]
    fn wrong_calls_are_told() {
        for words in [
            "frob E",
            "export E",
            "export E -o a.pdf --sample a3 --standard pdfx4",
            "proof E -o a.png",
            "place E --page 01 --at 0,0",
            "place E --page 01 --piece x",
            "place E --piece x --at 0,0",
            "place E --page 01 --ad x --at 0,0",
            "place E --page 01 --piece x --ad y --client z --at 0,0",
            "place E --page 01 --piece x --at 0",
            "place E --page 01 --piece x --at -1,0",
            "new E --template x --date 2026-02-30",
            "check E F",
            "check E --repair",
            "history E --back x",
            "proof E --page 1 -o a --dpi 9999999",
            "import E",
            "export",
        ] {
            assert!(matches!(call(words), Err(Failure::Usage(_))), "{words}");
        }
    }
}
