//! What `yum` and `dnf` are told to install without a version.

use super::arguments::listed;
use super::runs::{run, runs};
use super::{FileView, Findings, StageView};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Located};
use crate::shell::{Argument, ShellCommand};
use std::collections::{HashMap, HashSet};

/// How a rule reads the commands of its programs.
pub struct Reading {
    pub programs: &'static [&'static str],
    /// Subcommands whose words are no packages.
    pub groups: &'static [&'static str],
    pub message: Text,
}

/// The names of variables that a place of the file knows.
#[derive(Default)]
struct Known<'a> {
    arguments: HashSet<&'a str>,
    /// Of ENV, by stage.
    environments: HashMap<usize, HashSet<&'a str>>,
}

pub fn check(file: &FileView, findings: &mut Findings, reading: &Reading) {
    // Few files install so, and the others need no names.
    let installs = |stage: usize| {
        runs(file.stage(stage)).any(|run| run.find(reading.programs, &["install"]).is_some())
    };
    if !(0..file.stages.len()).any(installs) {
        return;
    }
    let mut known = Known::default();
    for instruction in &file.globals {
        if let Body::Arguments(pairs) = &instruction.body {
            let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
            known.arguments.extend(names.map(|name| &*name.text));
        }
    }
    for index in 0..file.stages.len() {
        let base = file.evaluation().base_stage(index);
        let inherited = base.and_then(|base| known.environments.get(&base).cloned());
        let mut environment = inherited.unwrap_or_default();
        let stage = file.stage(index);
        for located in stage.instructions.iter().copied() {
            match (located.instruction.keyword, &located.instruction.body) {
                (Keyword::Arg, Body::Arguments(pairs)) => {
                    let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
                    known.arguments.extend(names.map(|name| &*name.text));
                }
                (Keyword::Env, Body::Pairs { pairs, .. }) => {
                    let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
                    environment.extend(names.map(|name| &*name.text));
                }
                _ => {
                    let knows =
                        |name: &str| known.arguments.contains(name) || environment.contains(name);
                    check_run(stage, located, findings, reading, &knows);
                }
            }
        }
        known.environments.insert(index, environment);
    }
}

fn check_run(
    stage: &StageView,
    located: Located,
    findings: &mut Findings,
    reading: &Reading,
    knows: &dyn Fn(&str) -> bool,
) {
    let Some(run) = run(stage, located) else {
        return;
    };
    for command in run.commands.iter() {
        let is_install =
            reading.programs.contains(&&*command.name) && command.has_argument("install");
        if !is_install {
            continue;
        }
        let loose: Vec<&Argument> = match command.has_argument("module") {
            true => packages(command)
                .filter(|word| !word.text.contains(':'))
                .collect(),
            false
                if reading
                    .groups
                    .iter()
                    .any(|group| command.has_argument(group)) =>
            {
                continue;
            }
            false => packages(command)
                .filter(|word| !is_pinned(&word.text, knows))
                .collect(),
        };
        let Some(first) = loose.first() else {
            continue;
        };
        let source = stage.text(located.range());
        let message = Message::new(reading.message).with(listed(&source, &loose));
        findings.add(located.at(first.span), message);
    }
}

fn packages(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let words = command.words();
    words.filter(|word| !matches!(&*word.text, "install" | "module"))
}

/// `name-1.2`, a file, or what a variable says that the file knows.
fn is_pinned(package: &str, knows: &dyn Fn(&str) -> bool) -> bool {
    let Some((_, rest)) = package.split_once('-') else {
        return false;
    };
    if package.ends_with(".rpm") {
        return true;
    }
    if package.contains('$') {
        let names = package.split("${").skip(1);
        return names
            .filter_map(|rest| rest.split_once('}'))
            .any(|(name, _)| knows(name));
    }
    let is_version = |letter: char| letter.is_ascii_alphanumeric() || "-.~^_:+".contains(letter);
    rest.chars().all(is_version)
        && rest
            .split('-')
            .any(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}
