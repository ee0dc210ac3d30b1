use super::arguments::add_after;
use super::dl3013::{is_pip_install, runs_module};
use super::leftovers::{MOUNT, is_removed};
use super::mounts::{add_caches, covers, has_cache_at, targets};
use super::runs::{Run, run};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::Fix;
use crate::lang::Text;
use crate::model::{Body, Keyword, Keywords, Pair};
use crate::shell::ShellCommand;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "DL3042",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Give `pip install` the option `--no-cache-dir`.",
        fr: "Donner à `pip install` l'option `--no-cache-dir`.",
    },
    why: Text {
        en: "`pip` keeps what it downloads in `~/.cache/pip`, where it weighs in the layer and is \
             never used again. `ENV PIP_NO_CACHE_DIR=1` does the same for every call; a cache \
             mount on that folder even keeps the downloads for the next build.",
        fr: "`pip` garde ce qu'il télécharge dans `~/.cache/pip`, où cela pèse dans la couche et \
             ne resservira pas. `ENV PIP_NO_CACHE_DIR=1` fait de même pour tous les appels\u{a0}; \
             un montage de cache sur ce dossier conserve même les téléchargements pour la \
             construction suivante.",
    },
    example: Example {
        bad: "RUN pip install -r requirements.txt",
        good: "RUN pip install --no-cache-dir -r requirements.txt",
    },
    check: Check::File(
        Keywords::of(&[Keyword::Arg, Keyword::Env, Keyword::Run]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "What `pip` downloads stays in the image and is never used again. Add `--no-cache-dir`, or \
         set `PIP_NO_CACHE_DIR=1` with `ENV`.",
    fr: "Ce que `pip` télécharge reste dans l'image et ne resservira pas. Ajoutez \
         `--no-cache-dir`, ou définissez `PIP_NO_CACHE_DIR=1` avec `ENV`.",
};

const FIX: Text = Text {
    en: "Add `--no-cache-dir`",
    fr: "Ajouter `--no-cache-dir`",
};

const VARIABLE: &str = "PIP_NO_CACHE_DIR";
const CACHE: &str = "/root/.cache/pip";

const TRUE: [&str; 10] = [
    "1", "true", "True", "TRUE", "on", "On", "ON", "yes", "Yes", "YES",
];

fn check(file: &FileView, findings: &mut Findings) {
    // The names of stages and images that have been told to keep no cache.
    let mut told: HashSet<&str> = HashSet::new();
    for index in 0..file.stages.len() {
        let from = file.stages[index].from();
        let image = from.and_then(|from| from.image.as_ref());
        let image = image.map_or("", |image| without_tag(&image.word.text));
        let name = file.stages[index].name().map_or(image, |name| &*name.text);
        match told.contains(image) {
            true => told.insert(name),
            false => told.remove(name),
        };
        let stage = file.stage(index);
        let mut is_argument = false;
        for located in stage.instructions.iter().copied() {
            match (located.instruction.keyword, &located.instruction.body) {
                (Keyword::Env, Body::Pairs { pairs, .. }) if is_set(pairs) => {
                    told.insert(name);
                }
                (Keyword::Arg, Body::Arguments(pairs)) => is_argument |= is_set(pairs),
                _ => {
                    let run = run(stage, located);
                    let run = run.filter(|run| run.is_trigger || !told.contains(name));
                    if let Some(run) = run {
                        report(stage, &run, is_argument, findings);
                    }
                }
            }
        }
    }
}

fn without_tag(image: &str) -> &str {
    let image = image.split('@').next().unwrap_or(image);
    match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name,
        _ => image,
    }
}

fn is_set(pairs: &[Pair]) -> bool {
    let is_it = |pair: &&Pair| {
        pair.name
            .as_ref()
            .is_some_and(|name| &*name.text == VARIABLE)
    };
    let value = pairs
        .iter()
        .find(is_it)
        .and_then(|pair| pair.value.as_ref());
    value.is_some_and(|value| TRUE.contains(&value.text.trim_matches(['"', '\''])))
}

fn report(stage: &StageView, run: &Run, is_argument: bool, findings: &mut Findings) {
    let calls = run.commands.iter().filter(|command| keeps_cache(command));
    let calls: Vec<&ShellCommand> = calls.collect();
    if calls.is_empty() || has_cache_at(run.flags, ".cache/pip") || sets_variable(run) {
        return;
    }
    let is_kept_out = is_argument
        || covers(run.flags, CACHE)
        || targets(run.flags).any(|target| target.trim_end_matches('/').ends_with("/.cache"))
        || is_removed(&run.commands, ".cache")
        || run.commands.iter().any(|command| {
            command.name.starts_with("pip")
                && command.has_argument("cache")
                && command.has_argument("purge")
        });
    let source = stage.text(run.located.range());
    for call in calls {
        let Some(install) = call.argument("install") else {
            continue;
        };
        let finding = findings.add(run.at(install.span), MESSAGE);
        if is_kept_out || call.has_flag("no-cache") {
            finding.minor();
        }
        let add = add_after(&source, call, install.span.end, "--no-cache-dir");
        let mount = add_caches(run.written, run.flags, &[CACHE], false);
        finding
            .fix(Fix::safe(FIX, vec![add]).moved(run.located.start))
            .fix(Fix::suggested(MOUNT, vec![mount]).moved(run.located.start));
    }
}

/// `pipx` and `pipenv` are other programs.
fn keeps_cache(command: &ShellCommand) -> bool {
    let is_wrapper = |wrapper: &str| {
        command.name.contains(wrapper)
            || (command.name.starts_with("python") && runs_module(command, &["-m", wrapper]))
    };
    is_pip_install(command)
        && !command.has_argument("--no-cache-dir")
        && !["pipx", "pipenv"].into_iter().any(is_wrapper)
}

/// The script itself sets the variable.
fn sets_variable(run: &Run) -> bool {
    let script = run.commands.script();
    let text = script.map_or("", |script| &script.script.source.text);
    let value = text
        .split_once(VARIABLE)
        .and_then(|(_, rest)| rest.strip_prefix('='));
    value.is_some_and(|value| TRUE.iter().any(|truth| value.starts_with(truth)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn pip_keeps_no_cache() {
        fires(
            &RULE,
            "FROM a\nRUN pip3 ⟦install⟧ b && python -m pip ⟦install⟧ c\nONBUILD RUN pip ⟦install⟧ d\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN pip install --no-cache-dir b && pipx install c && PIP_NO_CACHE_DIR=1 pip install d\nRUN --mount=type=cache,target=/root/.cache/pip pip install e\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN pip install \\\n b\n",
            "FROM a\nRUN pip install --no-cache-dir \\\n b\n",
        );
    }

    #[test]
    fn a_variable_says_the_same() {
        fires(
            &RULE,
            "FROM a AS b\nENV PIP_NO_CACHE_DIR=\"1\"\nRUN pip install c\nFROM b\nRUN pip install d\nFROM e\nRUN pip ⟦install⟧ f\n",
        );
        fires(
            &RULE,
            "FROM a\nENV PIP_NO_CACHE_DIR 0\nRUN pip ⟦install⟧ c\n",
        );
    }

    #[test]
    fn a_cache_that_is_kept_out_another_way_is_minor() {
        let found = found_by(
            &RULE,
            "FROM a\nRUN --mount=type=cache,target=/home/b/.cache pip install c\nRUN pip install d && rm -rf ~/.cache\nRUN pip install e\nARG PIP_NO_CACHE_DIR=1\nRUN pip install f\n",
        );
        let minor: Vec<bool> = found.iter().map(|finding| finding.is_minor).collect();
        assert_eq!(minor, [true, true, false, true]);
    }
}
