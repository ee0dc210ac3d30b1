//! What is in force here: directory, user, shell, variables.

use super::Line;
use crate::features::hover::markdown::{code, code_of, list};
use crate::lang::Lang;
use crate::model::{Keyword, State, Variable};
use crate::msg;

const MOST_VARIABLES: usize = 6;

pub fn points(line: &Line) -> Vec<String> {
    let has_none = [Keyword::From, Keyword::Unknown].contains(&line.keyword());
    if line.located.stage.is_none() || has_none {
        return Vec::new();
    }
    let lang = line.place.lang();
    let mut points = Vec::new();
    let force = [
        directory(&line.after, lang),
        user(&line.after, lang),
        shell(&line.after, lang),
    ];
    let force = force.join(" · ");
    points.push(
        msg!(lang, en: "**In force here**: {force}", fr: "**En vigueur ici**\u{a0}: {force}"),
    );
    let variables = variables(&line.after);
    if !variables.is_empty() {
        let variables = list(&variables, MOST_VARIABLES, lang);
        points.push(
            msg!(lang, en: "**Variables**: {variables}", fr: "**Variables**\u{a0}: {variables}"),
        );
    }
    points
}

fn directory(state: &State, lang: Lang) -> String {
    match state.workdir.as_str() {
        "" if state.workdir_is_below_base => {
            msg!(lang, en: "the base image's directory", fr: "le répertoire de l'image de base")
        }
        "" => msg!(lang, en: "directory `/`", fr: "répertoire `/`"),
        path if state.workdir_is_below_base => {
            let path = code(path.trim_start_matches(['/', '\\']));
            msg!(
                lang,
                en: "directory {path} below the base image's",
                fr: "répertoire {path} sous celui de l'image de base",
            )
        }
        path => {
            let path = code(path);
            msg!(lang, en: "directory {path}", fr: "répertoire {path}")
        }
    }
}

fn user(state: &State, lang: Lang) -> String {
    match &state.user {
        None => msg!(lang, en: "the base image's user", fr: "l'utilisateur de l'image de base"),
        Some(user) => {
            let user = code(user);
            msg!(lang, en: "user {user}", fr: "utilisateur {user}")
        }
    }
}

fn shell(state: &State, lang: Lang) -> String {
    let shell = code(&state.shell().join(" "));
    msg!(lang, en: "shell {shell}", fr: "shell {shell}")
}

/// Those that the file gives, the last first.
fn variables(state: &State) -> Vec<String> {
    let mut given: Vec<&Variable> = state
        .variables
        .iter()
        .filter(|variable| variable.definition.is_some())
        .collect();
    given.sort_by_key(|variable| {
        let place = variable.definition.map(|(start, span)| (start, span.start));
        std::cmp::Reverse(place)
    });
    let shown = given.iter().map(|variable| match &variable.value {
        Some(value) => code_of(&format!("{}={value}", variable.name), 40),
        None => code_of(&variable.name, 40),
    });
    shown.collect()
}
