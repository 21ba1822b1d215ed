//! That the list of rules is whole: every id that the code tells is in it, every rule of it has a case here, and the
//! document for people says the same.

use crate::desk::{Case, root};
use banxin_preflight::RULES;
use std::collections::BTreeSet;
use std::path::Path;

/// The cases of all rooms.
fn cases() -> impl Iterator<Item = &'static Case> {
    let rooms = [
        crate::text::CASES,
        crate::furniture::CASES,
        crate::pictures::CASES,
        crate::stories::CASES,
        crate::blocks::CASES,
        crate::styles::CASES,
        crate::press::CASES,
        crate::pdf::CASES,
    ];
    rooms.into_iter().flatten()
}

#[test]
fn every_rule_of_the_list_has_a_case_at_its_gravest() {
    let listed: BTreeSet<(&str, &str)> = RULES.iter().map(|rule| (rule.id, rule.severity.name())).collect();
    assert_eq!(listed.len(), RULES.len(), "an id stands once");
    let held: BTreeSet<(&str, &str)> = cases().map(|case| (case.rule, case.severity.name())).collect();
    let lacking: Vec<_> = listed.difference(&held).collect();
    assert_eq!(lacking, Vec::<&(&str, &str)>::new());
}

/// The words in quotes of the sources of a crate that look like ids; tests, and words about nothing but themselves, left out.
fn ids(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            ids(&entry, found);
            continue;
        }
        if entry.file_name().is_some_and(|name| name == "rules.rs") && folder.ends_with("preflight/src") {
            continue;
        }
        let source = std::fs::read_to_string(&entry).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for word in line.split('"').skip(1).step_by(2) {
                let parts: Vec<&str> = word.split('-').collect();
                let plain =
                    |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
                if parts.len() > 1 && parts.iter().all(plain) {
                    found.insert(word.to_owned());
                }
            }
        }
        // Ids of one word are told from other words by who takes them.
        for taker in ["tell(\"", "finding(\"", "Finding::new(\"", "(\""] {
            let after = source.split(taker).skip(1);
            for (word, rest) in after.filter_map(|rest| rest.split_once('"')) {
                if rest.trim_start_matches([',', ' ', '\n']).starts_with("Severity::") {
                    found.insert(word.to_owned());
                }
            }
        }
    }
}

#[test]
fn the_code_tells_the_rules_of_the_list_and_no_others() {
    let mut told = BTreeSet::new();
    for room in ["makeup", "preflight"] {
        ids(&root().join("crates").join(room).join("src"), &mut told);
    }
    // Told by a rule of two names: its source has it in a tuple.
    told.insert("unbalanced".to_owned());
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(told, listed);
}

/// The table of `docs/preflight.md`.
fn table() -> String {
    let mut table =
        "| Rule | At its gravest | It means | Told by, and whence |\n|---|---|---|---|\n".to_owned();
    for rule in RULES {
        table.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            rule.id,
            rule.severity.name(),
            rule.meaning,
            rule.source
        ));
    }
    table
}

#[test]
fn the_window_has_a_name_for_every_rule() {
    for language in ["zh-CN", "en"] {
        let words = std::fs::read_to_string(root().join(format!("ui/src/i18n/{language}.ts"))).unwrap();
        let plain = |rule: &str| words.contains(&format!("\n      {rule}: '"));
        let named = |rule: &str| words.contains(&format!("\n      '{rule}': '")) || plain(rule);
        let lacking: Vec<&str> = RULES.iter().map(|rule| rule.id).filter(|rule| !named(rule)).collect();
        assert_eq!(lacking, [""; 0], "{language}");
    }
}

#[test]
fn the_document_has_the_list() {
    let document = std::fs::read_to_string(root().join("docs/preflight.md")).unwrap();
    assert!(document.contains(&table()), "docs/preflight.md lacks this table:\n{}", table());
}
