//! `strates parse`: what the parser saw.

mod json;
mod tree;

use super::console::{Console, Outcome};
use super::source::Input;
use strates_analysis::Document;
use strates_analysis::features::parse_view::parsed;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use strates_analysis::shown::fitted;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Tree,
    Json,
}

pub const FORMATS: [(&str, Format); 2] = [("tree", Format::Tree), ("json", Format::Json)];

pub fn run(console: &Console, input: &Input, format: Format) -> Outcome {
    let document = match input.open(console) {
        Ok(document) => document,
        Err(outcome) => return outcome,
    };
    match format {
        Format::Json => console.print(&json::render(&document, console.lang)),
        Format::Tree => {
            let outcome = console.print(&tree::render(&document));
            console.complain(&errors(&document, &input.title(console.lang), console.lang));
            outcome
        }
    }
}

const LONGEST_MESSAGE: usize = 400;

/// One a line, where editors and terminals find the place.
fn errors(document: &Document, title: &str, lang: Lang) -> String {
    let view = parsed(document);
    let lines = view.errors.iter().map(|(line, problem)| {
        let line = line + 1;
        // It may quote the file.
        let message = fitted(&problem.message(lang), LONGEST_MESSAGE);
        msg!(
            lang,
            en: "{title}:{line}: error: {message}\n",
            fr: "{title}:{line}: erreur\u{a0}: {message}\n",
        )
    });
    lines.collect()
}
