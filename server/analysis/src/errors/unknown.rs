//! Words that are no instructions.

use super::fault::{Fault, meant};
use super::fixes;
use super::kinds::file;
use super::reading::{Line, Reading};
use crate::lang::Text;
use crate::model::Keyword;

const STRAY_LINE: Text = Text {
    en: "If this line continues the one above, end that one with a backslash.",
    fr: "Si cette ligne continue la précédente, terminez la précédente par une barre oblique inverse.",
};

pub(super) fn fault(line: &Line, reading: &Reading) -> Fault {
    let written = line.text(reading.written.clone());
    let span = line.span(reading.written.clone());
    if let Some(fault) = special_space(line, reading) {
        return fault;
    }
    let fault = Fault::new(file::UNKNOWN_INSTRUCTION, span).with(written);
    let names = Keyword::KNOWN.map(Keyword::name);
    match meant(written, &names) {
        Some((meant, is_only_one)) => {
            let fix = fixes::replace_by_meant(span, meant, is_only_one);
            fault.guess(meant).fix(fix)
        }
        None => fault.advise(STRAY_LINE),
    }
}

/// `RUN` with a space behind it that is none to BuildKit.
fn special_space(line: &Line, reading: &Reading) -> Option<Fault> {
    let written = line.text(reading.written.clone());
    let (at, space) = written
        .char_indices()
        .find(|(_, letter)| letter.is_whitespace() || *letter == '\u{feff}')?;
    let (name, after) = (&written[..at], at + space.len_utf8());
    let is_known = |known: &Keyword| known.name().eq_ignore_ascii_case(name);
    Keyword::KNOWN.iter().find(|known| is_known(known))?;
    let start = reading.written.start;
    let span = line.span(start + at..start + after);
    let fault = Fault::new(file::UNICODE_SPACE, span);
    let code = format!("U+{:04X}", u32::from(space));
    let fix = fixes::plain_space(span.into());
    Some(fault.with(name).with(code).fix(fix))
}
