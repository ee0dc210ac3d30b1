//! Words with variables: what they come to, and what keeps BuildKit from finding out.

use super::fault::Fault;
use super::fixes;
use super::kinds::words as kinds;
use super::reading::Piece;
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{ExpandError, expand, expand_body, expand_words};
use crate::text::ByteRange;

/// What is known where an instruction runs.
pub(super) struct World<'a> {
    pub(super) escape: char,
    pub(super) value: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a variable without a value surely has none: neither a base image nor whoever builds
    /// can give it one.
    pub(super) lacks: &'a dyn Fn(&str) -> bool,
    /// `None` where the base image decides.
    pub(super) workdir: Option<&'a str>,
    pub(super) is_windows: bool,
}

impl World<'static> {
    /// Where nothing is known but what a word says itself.
    pub(super) fn unknown(escape: char) -> World<'static> {
        World {
            escape,
            value: &|_| None,
            lacks: &|_| false,
            workdir: None,
            is_windows: false,
        }
    }
}

/// What a word comes to.
pub(super) struct Worth {
    pub(super) text: String,
    /// Nothing outside the file can change it.
    pub(super) is_certain: bool,
}

impl World<'_> {
    pub(super) fn worth(&self, word: &str) -> Result<Worth, ExpandError> {
        let expanded = expand(word, self.escape, self.value)?;
        Ok(Worth {
            text: expanded.text,
            is_certain: self.lacks_all(&expanded.unset),
        })
    }

    /// The same of a piece; a fault where it cannot be expanded.
    pub(super) fn worth_of(&self, piece: &Piece, found: &mut Vec<Fault>) -> Option<Worth> {
        match self.worth(&piece.text) {
            Ok(worth) => Some(worth),
            Err(error) => {
                found.extend(self.fault(piece, &error));
                None
            }
        }
    }

    /// The words that a piece comes to.
    pub(super) fn words_of(&self, piece: &Piece, found: &mut Vec<Fault>) -> Vec<Worth> {
        match expand_words(&piece.text, self.escape, self.value) {
            Ok((words, unset)) => {
                let is_certain = self.lacks_all(&unset);
                let words = words.into_iter();
                words.map(|text| Worth { text, is_certain }).collect()
            }
            Err(error) => {
                found.extend(self.fault(piece, &error));
                Vec::new()
            }
        }
    }

    fn fault(&self, piece: &Piece, error: &ExpandError) -> Option<Fault> {
        match self.may_be_given(error) {
            true => None,
            false => fault(piece, error, self.escape),
        }
    }

    fn lacks_all(&self, names: &[String]) -> bool {
        names.iter().all(|name| (self.lacks)(name))
    }

    /// An error that something outside the file can prevent.
    fn may_be_given(&self, error: &ExpandError) -> bool {
        matches!(error, ExpandError::Required { name, .. } if !(self.lacks)(name))
    }
}

/// What is wrong with the body of a heredoc that is copied with its variables replaced.
pub(super) fn body_fault(body: &Piece, world: &World) -> Option<Fault> {
    let error = expand_body(&body.text, world.value).err()?;
    if world.may_be_given(&error) {
        return None;
    }
    let fails = |part: &str| expand_body(part, &|_| None).err();
    let place = culprit(&body.text, &error, &fails);
    fault_at(body, &error, place, world.escape)
}

/// Whether only the values of variables tell if a word can be expanded.
pub(super) fn depends_on_values(word: &str) -> bool {
    word.contains("${") && word.contains('?')
}

/// Whether an error comes from a brace that nothing closes.
fn is_open(error: &ExpandError) -> bool {
    match error {
        ExpandError::OpenBrace => true,
        ExpandError::UnsupportedModifier(modifier) => modifier.is_empty(),
        _ => false,
    }
}

/// With the quote added that is missing, unless a variable is open as well.
fn closed(written: &str, end: usize, word: &str) -> Option<Fix> {
    let before = word.strip_suffix(written).unwrap_or_default();
    let is_in_variable = before.rfind("${") > before.rfind('}');
    let quote = written.get(..1).filter(|_| !is_in_variable)?;
    let fix = fixes::insert(end, quote);
    Some(if written.len() > 1 {
        fixes::safe(fix)
    } else {
        fix
    })
}

const SAID: Text = Text {
    en: "The file says: {0}",
    fr: "Le fichier dit\u{a0}: {0}",
};

/// `None` for what is only too large for us.
pub(super) fn fault(piece: &Piece, error: &ExpandError, escape: char) -> Option<Fault> {
    let place = match error {
        ExpandError::OpenSingleQuote | ExpandError::OpenDoubleQuote => {
            open_quote(&piece.text, escape).unwrap_or(0)..piece.text.len()
        }
        _ => culprit(&piece.text, error, &|part| {
            expand(part, escape, &|_| None).err()
        }),
    };
    fault_at(piece, error, place, escape)
}

fn fault_at(piece: &Piece, error: &ExpandError, place: ByteRange, escape: char) -> Option<Fault> {
    let span = piece.part(place.clone());
    let written = piece.text.get(place).unwrap_or(&piece.text);
    let end = piece.span.end as usize;
    // Over continuations, the place is all of the piece.
    let is_placed = (span.end - span.start) as usize == written.len();
    let escaped = || is_placed.then(|| escaped(span.start as usize, escape));
    let found = match error {
        ExpandError::OpenSingleQuote => Fault::new(kinds::UNTERMINATED_QUOTE, span)
            .with("`'`")
            .fix(closed(written, end, &piece.text)),
        ExpandError::OpenDoubleQuote => Fault::new(kinds::UNTERMINATED_QUOTE, span)
            .with("`\"`")
            .fix(closed(written, end, &piece.text)),
        // Nothing stands after the name.
        error if is_open(error) => {
            let name = written.trim_start_matches("${");
            let name_end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let after = name_end.map_or(name.len(), |end| end);
            let at = span.start as usize + 2 + after;
            let is_inside = is_placed && after > 0 && at <= end;
            let fix = is_inside.then(|| fixes::insert(at, "}"));
            Fault::new(kinds::MISSING_BRACE, span).fix(fix)
        }
        ExpandError::MissingSlash => Fault::new(kinds::MISSING_SLASH, span),
        ExpandError::BadSubstitution => Fault::new(kinds::BAD_SUBSTITUTION, span).fix(escaped()),
        ExpandError::UnsupportedModifier(_) => {
            let mut fault = Fault::new(kinds::UNSUPPORTED_MODIFIER, span).with(written);
            if let Some(colon) = written
                .find(':')
                .filter(|_| is_placed && written.ends_with('}'))
            {
                let at = span.start as usize + colon + 1;
                fault = fault.fix(fixes::insert(at, "-"));
            }
            fault.fix(escaped())
        }
        ExpandError::Required { name, message } => {
            let fault = Fault::new(kinds::REQUIRED_VARIABLE, span).with(name);
            match message.is_empty() {
                true => fault,
                false => fault.advise(Message::new(SAID).with(message)),
            }
        }
        ExpandError::InvalidPattern(pattern) => {
            Fault::new(kinds::INVALID_PATTERN, span).with(pattern)
        }
        ExpandError::OpenBrace | ExpandError::TooLarge => return None,
    };
    Some(found)
}

const ESCAPE_DOLLAR: Text = Text {
    en: "Escape the `$` as `{0}`",
    fr: "Échapper le `$` en `{0}`",
};

/// Takes the escape of a `$` from the ways to mend: images, ports and flags hold none.
pub(super) fn unescape(fault: &mut Fault) {
    fault.fixes.retain(|fix| fix.title.text() != ESCAPE_DOLLAR);
}

fn escaped(at: usize, escape: char) -> Fix {
    let edits = vec![TextEdit::insert(at, escape.to_string())];
    let title = Message::new(ESCAPE_DOLLAR).with(format!("{escape}$"));
    Fix::suggested(title, edits)
}

/// The part of a word that an error is about.
fn culprit(
    word: &str,
    error: &ExpandError,
    fails: &dyn Fn(&str) -> Option<ExpandError>,
) -> ByteRange {
    let fails_alike = |start: &usize| {
        let other = fails(&word[*start..]);
        other.is_some_and(|other| is_same(&other, error))
    };
    let starts = word.match_indices("${").map(|(start, _)| start);
    let start = starts.take(MOST_TRIED).filter(fails_alike).last();
    let start = start.unwrap_or(0);
    let rest = &word[start..];
    let closed = rest.find('}').map(|end| end + 1);
    let blank = rest.find(char::is_whitespace).unwrap_or(rest.len());
    start..start + closed.unwrap_or(blank)
}

const MOST_TRIED: usize = 64;

fn is_same(left: &ExpandError, right: &ExpandError) -> bool {
    std::mem::discriminant(left) == std::mem::discriminant(right)
}

/// Where the quote stands that nothing closes.
fn open_quote(word: &str, escape: char) -> Option<usize> {
    let mut open: Option<(usize, char)> = None;
    let mut letters = word.char_indices();
    while let Some((at, letter)) = letters.next() {
        match open {
            Some((_, quote)) if letter == quote => open = None,
            Some((_, '\'')) => {}
            _ if letter == escape => drop(letters.next()),
            None if letter == '\'' || letter == '"' => open = Some((at, letter)),
            _ => {}
        }
    }
    open.map(|(at, _)| at)
}
