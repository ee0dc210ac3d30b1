//! `strates layers`: what each instruction adds to the image.

use super::console::{self, Console, Outcome};
use super::projects::Projects;
use super::source::Input;
use crate::images::with_bases;
use crate::layers::{json, mermaid, svg, text};
use std::collections::BTreeSet;
use strates_analysis::Document;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::parse_view::parsed;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Text,
    Json,
    Mermaid,
    Svg,
}

pub const FORMATS: [(&str, Format); 4] = [
    ("text", Format::Text),
    ("json", Format::Json),
    ("mermaid", Format::Mermaid),
    ("svg", Format::Svg),
];

pub fn run(console: &Console, input: &Input, format: Format) -> Outcome {
    let document = match input.open(console) {
        Ok(document) => document,
        Err(outcome) => return outcome,
    };
    let lang = console.lang;
    let table = document.layers();
    let project = Projects::new(None).of(input, console);
    let images = with_bases(&document, project.settings.registry.mode);
    let bases = Bases::new(&images);
    let title = input.title(lang);
    let answer = match format {
        Format::Text => text::render(table, &bases, &title, lang, text::Screen::of_stdout()),
        Format::Json => console::json(&json::render(table, &bases, &input.name())),
        Format::Mermaid => mermaid::render(table, lang),
        Format::Svg => svg::render(table, &bases, &title, lang),
    };
    let outcome = console.print(&answer);
    if let Some(warning) = doubt(&document, input, lang) {
        console.warn(&warning);
    }
    outcome
}

/// Why there may be less to see than the reader expects.
fn doubt(document: &Document, input: &Input, lang: Lang) -> Option<String> {
    let view = parsed(document);
    let name = input.quoted(lang);
    if let (Some(line), Some((_, problem))) = (document.long_line(), view.errors.first()) {
        return Some(format!("{name}:{}: {}", line + 1, problem.message(lang)));
    }
    if view.instructions.is_empty() {
        return Some(msg!(
            lang,
            en: "{name} has no instructions, so no layers. A Dockerfile begins with FROM.",
            fr: "{name} n'a aucune instruction, donc aucune couche. Un Dockerfile commence par FROM.",
        ));
    }
    if view
        .instructions
        .iter()
        .all(|instruction| instruction.stage.is_none())
    {
        return Some(msg!(
            lang,
            en: "{name} has no FROM, so no stage and no layers. Begin with FROM and a base image.",
            fr: "{name} n'a pas de FROM, donc ni étape ni couche. Commencez par FROM et une image de base.",
        ));
    }
    let lines: BTreeSet<usize> = view.errors.iter().map(|(line, _)| *line).collect();
    if lines.is_empty() {
        return None;
    }
    let (en, fr) = (("line", "lines"), ("ligne illisible", "lignes illisibles"));
    let count = lang.count(lines.len(), en, fr);
    let command = format!("strates parse {}", input.name());
    Some(msg!(
        lang,
        en: "{count} could not be read; run `{command}` to see why.",
        fr: "{count}\u{a0}; exécutez `{command}` pour savoir pourquoi.",
    ))
}
