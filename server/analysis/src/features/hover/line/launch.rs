//! The command that really runs.

use super::Line;
use crate::features::hover::markdown::code;
use crate::lang::Lang;
use crate::model::state::{Launch, State};
use crate::model::{Body, Command, Keyword, Word, json_text, mentioned};
use crate::msg;

pub fn points(line: &mut Line) -> Vec<String> {
    let lang = line.place.lang();
    let located = line.located;
    let mut points = match (line.keyword(), &located.instruction.body) {
        (Keyword::Run, Body::Command(Some(command))) => {
            vec![run(command, &line.before, lang)]
        }
        (Keyword::Shell, Body::Command(Some(_))) => {
            let shell = code(&format!("{} '…'", line.after.shell().join(" ")));
            vec![msg!(
                lang,
                en: "From here on, commands in shell form run as {shell}",
                fr: "À partir d'ici, les commandes en forme shell s'exécutent ainsi\u{a0}: {shell}",
            )]
        }
        (Keyword::Healthcheck, Body::Healthcheck(Some(check))) => match &check.body {
            Body::Command(Some(command)) => {
                // The container asks with the SHELL that the image ends with.
                let end = located.stage.map(|stage| line.evaluation.end(stage));
                let state = end.as_ref().unwrap_or(&line.before);
                let launch = code(&words(&state.launch(command, None)));
                vec![msg!(
                    lang,
                    en: "In the running container, again and again: {launch}",
                    fr: "Dans le conteneur en marche, à intervalles réguliers\u{a0}: {launch}",
                )]
            }
            _ => Vec::new(),
        },
        (Keyword::Cmd | Keyword::Entrypoint, Body::Command(Some(_))) => at_start(line),
        _ => Vec::new(),
    };
    if line.keyword() != Keyword::Shell {
        points.extend(unexpanded(&located.instruction.body, lang));
    }
    points
}

const SHELLS: [&str; 10] = [
    "sh",
    "bash",
    "ash",
    "dash",
    "ksh",
    "zsh",
    "busybox",
    "pwsh",
    "powershell",
    "cmd",
];

/// The first variable in a command that no shell reads.
fn unexpanded(body: &Body, lang: Lang) -> Option<String> {
    let Body::Command(Some(Command::Exec { arguments, .. })) = body else {
        return None;
    };
    // It may stand behind `env` or `tini`, and then it reads what follows.
    let is_shell = |argument: &Word| {
        let program = json_text(&argument.text).to_ascii_lowercase();
        let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
        SHELLS.contains(&name.trim_end_matches(".exe"))
    };
    if arguments.iter().any(is_shell) {
        return None;
    }
    let mut names = arguments
        .iter()
        .flat_map(|argument| mentioned(&argument.text));
    let name = code(&format!("${}", names.find(|name| !name.is_empty())?));
    Some(msg!(
        lang,
        en: "In exec form no shell reads it, so {name} stays as it is written",
        fr: "En forme exec, aucun shell ne la lit\u{a0}: {name} reste tel quel",
    ))
}

fn run(command: &Command, state: &State, lang: Lang) -> String {
    match command {
        Command::Shell { .. } => {
            let shell = code(&format!("{} '…'", state.shell().join(" ")));
            msg!(lang, en: "Shell form: runs as {shell}", fr: "Forme shell\u{a0}: s'exécute ainsi\u{a0}: {shell}")
        }
        Command::Exec { .. } => {
            let launch = code(&words(&state.launch(command, None)));
            msg!(
                lang,
                en: "Exec form: runs {launch} itself, without a shell",
                fr: "Forme exec\u{a0}: exécute {launch} directement, sans shell",
            )
        }
    }
}

/// What a container starts with, as the stage ends.
fn at_start(line: &mut Line) -> Vec<String> {
    let lang = line.place.lang();
    let Some(stage) = line.located.stage else {
        return Vec::new();
    };
    let end = line.evaluation.end(stage);
    let is_cmd = line.keyword() == Keyword::Cmd;
    let winner = if is_cmd { &end.cmd } else { &end.entrypoint };
    let winner = winner.as_ref().and_then(|launch| launch.start);
    if let Some(start) = winner.filter(|start| *start != line.located.start) {
        let row = line.place.asked.document.text().line_of(start) + 1;
        let name = line.keyword().name();
        return vec![msg!(
            lang,
            en: "**Without effect**: the `{name}` on line {row} replaces it, as only the last one counts",
            fr: "**Sans effet**\u{a0}: l'instruction `{name}` de la ligne {row} la remplace, car seule la dernière compte",
        )];
    }
    let mut points = started(&end, lang);
    let is_scratch = line.evaluation.base_name(stage) == "scratch";
    let from_base = line.evaluation.base_stage(stage).is_none() && !is_scratch;
    if end.entrypoint.is_none() && from_base {
        points.push(msg!(
            lang,
            en: "If the base image has an `ENTRYPOINT`, that one comes first",
            fr: "Si l'image de base a un `ENTRYPOINT`, celui-ci passe devant",
        ));
    }
    points
}

fn started(end: &State, lang: Lang) -> Vec<String> {
    // `[]` starts nothing.
    let runs = |command: &str, launch: &str| {
        let (command, shown) = (code(command), code(launch));
        (!launch.trim().is_empty())
            .then(|| msg!(lang, en: "{command} runs {shown}", fr: "{command} exécute {shown}"))
    };
    let plain = "docker run IMAGE";
    let other = "docker run IMAGE a b";
    match (&end.entrypoint, &end.cmd) {
        (Some(entrypoint), cmd) if entrypoint.by_shell => {
            let mut points = Vec::from_iter(runs(plain, &words(entrypoint)));
            let ignored = match cmd {
                Some(_) => msg!(
                    lang,
                    en: "In shell form, `ENTRYPOINT` ignores `CMD` and the arguments of `docker run`",
                    fr: "En forme shell, `ENTRYPOINT` ignore `CMD` et les arguments de `docker run`",
                ),
                None => msg!(
                    lang,
                    en: "In shell form, `ENTRYPOINT` ignores the arguments of `docker run`",
                    fr: "En forme shell, `ENTRYPOINT` ignore les arguments de `docker run`",
                ),
            };
            points.push(ignored);
            points
        }
        (Some(entrypoint), cmd) => {
            let first = words(entrypoint);
            let rest = cmd.as_ref().map(|cmd| format!(" {}", words(cmd)));
            let points = [
                runs(plain, &format!("{first}{}", rest.unwrap_or_default())),
                runs(other, &format!("{first} a b")),
            ];
            points.into_iter().flatten().collect()
        }
        (None, Some(cmd)) => {
            let points = [runs(plain, &words(cmd)), runs(other, "a b")];
            points.into_iter().flatten().collect()
        }
        (None, None) => Vec::new(),
    }
}

/// As one would type it.
fn words(launch: &Launch) -> String {
    let quoted = launch.arguments.iter().map(|word| {
        let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=@%+,".contains(letter);
        match word.is_empty() || !word.chars().all(is_plain) {
            true => format!("'{}'", word.replace('\'', r"'\''")),
            false => word.clone(),
        }
    });
    quoted.collect::<Vec<_>>().join(" ")
}
