use super::append::append;
use super::last_stages::last_stages;
use super::leftovers::{EMPTY, MOUNT, comes_late, is_removed};
use super::mounts::{add_caches, has_cache_at, targets};
use super::runs::{Run, runs};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3060",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `yarn` after `yarn install`.",
        fr: "Vider le cache de `yarn` après `yarn install`.",
    },
    why: Text {
        en: "`yarn` keeps a copy of every package it downloads, and that copy stays in the layer. \
             Run `yarn cache clean` in the same `RUN`, or put the cache on a cache mount, which \
             also speeds up the next build.",
        fr: "`yarn` garde une copie de chaque paquet qu'il télécharge, et cette copie reste dans \
             la couche. Lancez `yarn cache clean` dans le même `RUN`, ou placez le cache sur un \
             montage de cache, qui accélère aussi la construction suivante.",
    },
    example: Example {
        bad: "RUN yarn install",
        good: "RUN yarn install && yarn cache clean",
    },
    check: Check::File(Keywords::of(&[Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "The copy that `yarn` keeps of each package stays in the image. Empty its cache in this \
         `RUN`: `yarn cache clean`.",
    fr: "La copie que `yarn` garde de chaque paquet reste dans l'image. Videz son cache dans ce \
         `RUN`\u{a0}: `yarn cache clean`.",
};

const CLEAN: &str = "yarn cache clean";

fn check(file: &FileView, findings: &mut Findings) {
    let counted = last_stages(file);
    for index in 0..file.stages.len() {
        let stage = file.stage(index);
        let is_counted = counted.binary_search(&index).is_ok();
        for run in runs(stage).filter(|run| is_counted || run.is_trigger) {
            report(stage, &run, findings);
        }
    }
}

fn report(stage: &StageView, run: &Run, findings: &mut Findings) {
    let Some(install) = run.find(&["yarn"], &["install"]) else {
        return;
    };
    let empties = |command: &ShellCommand| {
        command.name == "yarn" && (command.has_argument("cache") || command.has_argument("clean"))
    };
    let is_emptied = run.commands.iter().any(empties);
    let is_mounted = has_cache_at(run.flags, ".cache/yarn") && !is_emptied;
    if is_mounted || !comes_late(&run.commands, |command| command == install, empties) {
        return;
    }
    let finding = findings.add(run.at(install.name_span), MESSAGE);
    let mut targets = targets(run.flags);
    let is_kept_out = targets
        .any(|target| target.contains("yarn") || target.trim_end_matches('/').ends_with("/.cache"));
    if is_kept_out || is_removed(&run.commands, "/.cache") {
        finding.minor();
    }
    let source = stage.text(run.located.range());
    let escape = stage.document.dockerfile().escape.0;
    let script = run.commands.script().filter(|_| !is_emptied);
    if let Some(edit) = script.and_then(|script| append(&source, escape, script, CLEAN)) {
        // Yarn 2 and later may run the packages from its cache.
        let title = Message::new(EMPTY).with(CLEAN);
        finding.fix(Fix::suggested(title, vec![edit]).moved(run.located.start));
    }
    if !is_emptied {
        let edit = add_caches(
            run.written,
            run.flags,
            &["/usr/local/share/.cache/yarn"],
            true,
        );
        finding.fix(Fix::suggested(MOUNT, vec![edit]).moved(run.located.start));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn the_cache_is_emptied() {
        fires(
            &RULE,
            "FROM a AS b\nRUN ⟦yarn⟧ install\nFROM c\nRUN yarn install\nFROM b\nRUN yarn cache clean && ⟦yarn⟧ install\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN yarn install && yarn cache clean\nRUN yarn build\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN yarn install\n",
            "FROM a\nRUN yarn install && yarn cache clean\n",
        );
    }

    #[test]
    fn a_mount_keeps_the_cache_out() {
        let run = "FROM a\nRUN --mount=type=cache,target=/root/.yarn yarn install\n";
        assert!(found_by(&RULE, run)[0].is_minor);
    }
}
