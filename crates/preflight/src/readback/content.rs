//! The text of a page in the order of its content stream: what the strings that are shown say by their fonts' maps, or
//! the text that stands for them (ActualText). Where it stands, how large and in which ink does not matter here.

use super::colours;
use super::file::{Budget, File, Resources};
use super::lexer::{Lexer, Token};
use super::unicode::{Font, text_string};
use std::rc::Rc;

/// How deep forms may lie in forms.
const DEEPEST: usize = 8;

/// Most graphics states that may be put by.
const MOST_STATES: usize = 10_000;

/// What a page says.
#[derive(Default)]
pub(crate) struct Said {
    /// Its characters, blanks left out.
    pub(crate) characters: Vec<char>,
    /// A colour that its content sets and no plate prints.
    pub(crate) foreign: Option<String>,
}

/// What is known while a page is read.
struct Reader<'r, 'd> {
    file: &'r File<'d>,
    budget: &'r mut Budget,
    said: Said,
    font: Option<Rc<Font>>,
    /// Fonts put by with the graphics state.
    saved: Vec<Option<Rc<Font>>>,
    /// For each stretch of marked content whether it brings a text of its own.
    marked: Vec<bool>,
}

/// What a page says.
///
/// # Errors
/// Why the page cannot be read, in words.
pub(crate) fn read(file: &File<'_>, page: usize, budget: &mut Budget) -> Result<Said, String> {
    let (content, resources) = file.page(page, budget)?;
    let mut reader =
        Reader { file, budget, said: Said::default(), font: None, saved: Vec::new(), marked: Vec::new() };
    reader.read(&content, &resources, 0)?;
    if reader.marked.is_empty() { Ok(reader.said) } else { Err("marked content does not end".to_owned()) }
}

impl Reader<'_, '_> {
    fn read(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) -> Result<(), String> {
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Token<'_>> = Vec::new();
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                operands.push(token);
                continue;
            };
            match operator {
                b"BI" => {
                    self.tell_colour(colours::of_inline_image(&mut lexer));
                    lexer.skip_image();
                }
                b"Do" => self.form(&operands, resources, depth)?,
                // These are values and no operators.
                b"true" | b"false" | b"null" => continue,
                other => self.operator(other, &operands, resources)?,
            }
            operands.clear();
        }
        Ok(())
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Token<'_>],
        resources: &Resources<'_>,
    ) -> Result<(), String> {
        match operator {
            b"Tj" | b"TJ" | b"'" | b"\"" => self.show(operands),
            b"Tf" => {
                let name = name(operands).ok_or("a font is set without a name")?;
                self.font = Some(self.file.font(resources, name, self.budget)?);
                Ok(())
            }
            b"BMC" => {
                self.marked.push(false);
                Ok(())
            }
            b"BDC" => self.begin_marked(operands, resources),
            b"EMC" => self.marked.pop().map(|_| ()).ok_or_else(|| "marked content ends twice".to_owned()),
            b"q" if self.saved.len() < MOST_STATES => {
                self.saved.push(self.font.clone());
                Ok(())
            }
            b"q" => Err("graphics states lie too deep".to_owned()),
            b"Q" => {
                self.font = self.saved.pop().ok_or("a graphics state is taken back that was never put by")?;
                Ok(())
            }
            other => {
                self.tell_colour(colours::of_operator(other, operands));
                Ok(())
            }
        }
    }

    fn tell_colour(&mut self, found: Option<String>) {
        self.said.foreign = self.said.foreign.take().or(found);
    }

    fn hear(&mut self, text: impl IntoIterator<Item = char>) {
        self.said.characters.extend(text.into_iter().filter(|c| !c.is_whitespace()));
    }

    fn show(&mut self, operands: &[Token<'_>]) -> Result<(), String> {
        if self.marked.contains(&true) {
            return Ok(());
        }
        let font = self.font.as_ref().ok_or("text is shown without a font")?;
        for token in operands {
            let Token::Text(codes) = token else { continue };
            self.budget.spend(codes.len())?;
            font.say(codes, |c| {
                if !c.is_whitespace() {
                    self.said.characters.push(c);
                }
            });
        }
        Ok(())
    }

    /// A stretch of marked content. A text that lies within another is part of what that one stands for.
    fn begin_marked(&mut self, operands: &[Token<'_>], resources: &Resources<'_>) -> Result<(), String> {
        let inline = operands.windows(2).find_map(|pair| match pair {
            [Token::Name(key), Token::Text(text)] if **key == *b"ActualText" => Some(text_string(text)),
            _ => None,
        });
        let named = || match operands {
            [_, Token::Name(name)] => resources.actual_text(name).map(text_string),
            _ => None,
        };
        let text = inline.or_else(named);
        let within = self.marked.contains(&true);
        self.marked.push(text.is_some());
        self.hear(text.filter(|_| !within).unwrap_or_default());
        Ok(())
    }

    /// A form; pictures say nothing.
    fn form(
        &mut self,
        operands: &[Token<'_>],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), String> {
        let name = name(operands).ok_or("something is painted without a name")?;
        let Some(form) = resources.form(name, self.budget)? else { return Ok(()) };
        if depth >= DEEPEST {
            return Err("forms lie too deep in one another".to_owned());
        }
        let (font, saved, marked) = (self.font.clone(), self.saved.len(), self.marked.len());
        self.read(&form.content, form.resources.as_ref().unwrap_or(resources), depth + 1)?;
        if self.saved.len() != saved || self.marked.len() != marked {
            return Err("a form does not end as it begins".to_owned());
        }
        self.font = font;
        Ok(())
    }
}

/// The first name among the operands.
fn name<'t>(operands: &'t [Token<'_>]) -> Option<&'t [u8]> {
    operands.iter().find_map(|token| match token {
        Token::Name(name) => Some(&**name),
        _ => None,
    })
}
