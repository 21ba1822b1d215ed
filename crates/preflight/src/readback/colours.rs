//! Colours in a finished PDF that no plate prints: RGB and device-independent ones, and spot colours (专色).
//!
//! The writer has none of them, and an advertisement or an update of a library could bring one in. Asked of everything
//! that a page leads to (the spaces of its pictures, shadings, patterns and forms, whether it uses them or not) and of
//! the operators of its content. Source: GWG 2022, R0020 and R0027.

use super::file::File;
use super::lexer::{Lexer, Token};
use lopdf::{Object, ObjectId};
use std::collections::BTreeSet;

/// Spaces that a name alone stands for.
const NAMED: [&[u8]; 2] = [b"DeviceRGB", b"CalRGB"];
/// Spaces that are arrays, by the names with which these begin.
const DESCRIBED: [&[u8]; 6] = [b"ICCBased", b"CalRGB", b"CalGray", b"Lab", b"Separation", b"DeviceN"];

/// The first foreign colour space among all that a page leads to, and has not been `seen` from another page.
pub(super) fn of_page(file: &File<'_>, page: usize, seen: &mut BTreeSet<ObjectId>) -> Option<String> {
    let page = file.pages.get(page).and_then(|id| file.document.get_dictionary(*id).ok())?;
    let below = page.iter().filter(|(key, _)| key.as_slice() != b"Parent");
    let mut open: Vec<&Object> = below.map(|(_, object)| object).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if seen.insert(*id) => open.extend(file.document.get_object(*id).ok()),
            Object::Name(name) if NAMED.contains(&name.as_slice()) => return Some(written(name)),
            Object::Array(parts) => {
                let first = parts.first().and_then(|first| first.as_name().ok());
                if let Some(name) = first.filter(|name| DESCRIBED.contains(name)) {
                    return Some(written(name));
                }
                open.extend(parts);
            }
            Object::Dictionary(dictionary) => open.extend(dictionary.iter().filter(up).map(|(_, one)| one)),
            Object::Stream(stream) => open.extend(stream.dict.iter().filter(up).map(|(_, one)| one)),
            _ => {}
        }
    }
    None
}

/// What does not lead back up, to other pages.
fn up((key, _): &(&Vec<u8>, &Object)) -> bool {
    key.as_slice() != b"Parent"
}

/// The foreign colour that an operator sets.
pub(super) fn of_operator(operator: &[u8], operands: &[Token<'_>]) -> Option<String> {
    match operator {
        b"rg" | b"RG" => Some("DeviceRGB".to_owned()),
        b"cs" | b"CS" => operands.iter().find_map(|token| match token {
            Token::Name(name) if NAMED.contains(&&**name) => Some(written(name)),
            _ => None,
        }),
        _ => None,
    }
}

/// The foreign colour of a picture that stands in the content itself: its keys up to the pixels are read.
pub(super) fn of_inline_image(lexer: &mut Lexer<'_>) -> Option<String> {
    let mut found = None;
    for token in lexer.by_ref() {
        match token {
            Token::Word(b"ID") => break,
            Token::Name(name) if *name == *b"RGB" || NAMED.contains(&&*name) => found = Some(written(&name)),
            _ => {}
        }
    }
    found
}

fn written(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
