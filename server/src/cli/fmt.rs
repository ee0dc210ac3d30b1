//! `strates fmt`: files written evenly.

use super::console::{Console, Outcome};
use super::files::files;
use super::overwrite;
use super::projects::Projects;
use super::source::Input;
use crate::style::style;
use strates_analysis::edit::{apply, with_line_breaks};
use strates_analysis::features::format::format;
use strates_analysis::msg;

#[derive(PartialEq, Eq, Debug)]
pub struct Request {
    pub inputs: Vec<Input>,
    /// Only tells which files are not formatted.
    pub check: bool,
}

pub fn run(console: &Console, request: &Request) -> Outcome {
    let projects = Projects::new(None);
    let files = files(console, &request.inputs);
    let mut outcome = files.outcome;
    for input in &files.inputs {
        let done = match one(console, request, input, &projects) {
            Ok(done) | Err(done) => done,
        };
        outcome = outcome.and(done);
    }
    outcome
}

fn one(
    console: &Console,
    request: &Request,
    input: &Input,
    projects: &Projects,
) -> Result<Outcome, Outcome> {
    if input.is_ignore_file() {
        let name = input.quoted(console.lang);
        return Err(console.refuse(&msg!(
            console.lang,
            en: "{name} is no Dockerfile: its lines are left as they are.",
            fr: "{name} n'est pas un Dockerfile\u{a0}: ses lignes sont laissées telles quelles.",
        )));
    }
    let document = input.open(console)?;
    let project = projects.of(input, console);
    let style = style(&project.settings, input.path(), None);
    let text = document.text().to_string();
    let mut edits = format(&document, &style);
    for edit in &mut edits {
        edit.new_text = with_line_breaks(&edit.new_text, document.text().line_break());
    }
    let formatted = apply(&text, &edits).unwrap_or_else(|| text.clone());
    let is_formatted = formatted == text;
    match input {
        _ if request.check && is_formatted => Ok(Outcome::Done),
        _ if request.check => {
            let name = input.title(console.lang);
            console.print(&msg!(
                console.lang,
                en: "{name}: not formatted\n",
                fr: "{name}\u{a0}: pas mis en forme\n",
            ));
            Ok(Outcome::Found)
        }
        Input::Stdin => Ok(console.print(&formatted)),
        Input::File(_) if is_formatted => Ok(Outcome::Done),
        Input::File(path) => match overwrite::write(path, &text, &formatted) {
            Ok(()) => Ok(Outcome::Done),
            Err(refusal) => {
                let name = input.quoted(console.lang);
                Err(console.refuse(&refusal.message(&name, console.lang)))
            }
        },
    }
}
