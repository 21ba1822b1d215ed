//! Who works where (何人何机): names for leases, locks and versions; never part of a document.

use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::OnceLock;

/// Characters of a name.
const CHARACTERS: usize = 60;

/// A person at a machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Who {
    /// The person's name, or that of the account.
    pub name: String,
    /// The machine's name.
    pub machine: String,
}

impl Who {
    /// A person at this machine.
    pub fn named(name: &str) -> Who {
        Who { name: plain(name), machine: machine().to_owned() }
    }

    /// Whoever has this account on this machine.
    pub fn here() -> Who {
        let account = ["BANXIN_NAME", "USER", "USERNAME", "LOGNAME"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
        Who::named(account.as_deref().unwrap_or("someone"))
    }
}

/// The machine's name.
pub(crate) fn machine() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
        let told = files.into_iter().find_map(|file| std::fs::read_to_string(file).ok());
        let told = told.or_else(|| std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).ok());
        let name = plain(told.as_deref().unwrap_or_default());
        if name.is_empty() { "this machine".to_owned() } else { name }
    })
}

/// Whether a process runs on this machine; where the system does not say, it is taken to run.
pub(crate) fn runs(process: u32) -> bool {
    !Path::new("/proc/self").exists() || Path::new(&format!("/proc/{process}")).exists()
}

/// A name in one line.
fn plain(name: &str) -> String {
    name.trim().chars().filter(|c| !c.is_control()).take(CHARACTERS).collect()
}
