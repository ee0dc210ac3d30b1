use super::append::append;
use super::last_stages::last_stages;
use super::leftovers::{EMPTY, MOUNT, is_removed};
use super::mounts::{add_caches, covers, has_cache_at};
use super::runs::{Run, runs};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::Fix;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3009",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Delete the package lists after `apt-get update`.",
        fr: "Supprimer les listes de paquets après `apt-get update`.",
    },
    why: Text {
        en: "The lists in `/var/lib/apt/lists` weigh tens of megabytes and are soon out of date. \
             Delete them in the same `RUN`: after a later deletion, they still weigh in their \
             layer. With a cache mount on that folder, they never enter the image.",
        fr: "Les listes de `/var/lib/apt/lists` pèsent des dizaines de mégaoctets et sont vite \
             périmées. Supprimez-les dans le même `RUN`\u{a0}: après une suppression plus tardive, \
             elles pèsent toujours dans leur couche. Avec un montage de cache sur ce dossier, \
             elles n'entrent jamais dans l'image.",
    },
    example: Example {
        bad: r"
RUN apt-get update \
 && apt-get install -y curl
",
        good: r"
RUN apt-get update \
 && apt-get install -y curl \
 && rm -rf /var/lib/apt/lists/*
",
    },
    check: Check::File(Keywords::of(&[Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "The package lists that `{0} update` downloads stay in the image. Delete them in this \
         `RUN`: `rm -rf /var/lib/apt/lists/*`.",
    fr: "Les listes de paquets téléchargées par `{0} update` restent dans l'image. Supprimez-les \
         dans ce `RUN`\u{a0}: `rm -rf /var/lib/apt/lists/*`.",
};

const LISTS: &str = "/var/lib/apt/lists";
const REMOVE: &str = "rm -rf /var/lib/apt/lists/*";
const PROGRAMS: [&str; 3] = ["apt", "apt-get", "aptitude"];
const INSTALLS: [&str; 5] = [
    "install",
    "upgrade",
    "dist-upgrade",
    "full-upgrade",
    "build-dep",
];

fn check(file: &FileView, findings: &mut Findings) {
    let counted = last_stages(file);
    // From the end, to know whether a later RUN still needs the lists.
    let mut are_needed = false;
    for index in (0..file.stages.len()).rev() {
        let stage = file.stage(index);
        let is_counted = counted.binary_search(&index).is_ok();
        let runs: Vec<Run> = runs(stage).collect();
        for run in runs.iter().rev() {
            let update = run.find(&PROGRAMS, &["update"]);
            if let Some(update) = update.filter(|_| is_counted || run.is_trigger) {
                report(stage, run, update, are_needed, findings);
            }
            are_needed |= update.is_none() && run.find(&PROGRAMS, &INSTALLS).is_some();
        }
    }
}

fn report(
    stage: &StageView,
    run: &Run,
    update: &ShellCommand,
    are_needed: bool,
    findings: &mut Findings,
) {
    let is_mounted = has_cache_at(run.flags, LISTS)
        || (has_cache_at(run.flags, "/var/lib/apt") && has_cache_at(run.flags, "/var/cache/apt"));
    if is_mounted
        || run
            .find(&["rm"], &["-rf", "/var/lib/apt/lists/*"])
            .is_some()
    {
        return;
    }
    let message = Message::new(MESSAGE).with(&update.name);
    let finding = findings.add(run.at(update.name_span), message);
    let is_cleaned = is_removed(&run.commands, LISTS)
        || run
            .find(&["apt-get"], &["distclean", "dist-clean"])
            .is_some();
    if is_cleaned || covers(run.flags, LISTS) {
        finding.minor();
    }
    // Without them, a later RUN could not install anything.
    if are_needed || run.find(&PROGRAMS, &INSTALLS).is_none() {
        return;
    }
    let source = stage.text(run.located.range());
    let escape = stage.document.dockerfile().escape.0;
    let script = run.commands.script();
    if let Some(edit) = script.and_then(|script| append(&source, escape, script, REMOVE)) {
        let title = Message::new(EMPTY).with(REMOVE);
        finding.fix(Fix::safe(title, vec![edit]).moved(run.located.start));
    }
    let edit = add_caches(
        run.written,
        run.flags,
        &["/var/cache/apt", "/var/lib/apt"],
        true,
    );
    finding.fix(Fix::suggested(MOUNT, vec![edit]).moved(run.located.start));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, leaves, silent};
    use super::*;

    #[test]
    fn lists_are_deleted() {
        fires(
            &RULE,
            "FROM a AS b\nRUN ⟦apt-get⟧ update\nFROM c\nRUN apt update\nFROM b\nRUN ⟦aptitude⟧ -q update && d\n",
        );
        fires(&RULE, "FROM a\nONBUILD RUN ⟦apt-get⟧ update\nFROM b\n");
        silent(
            &RULE,
            "FROM a\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=tmpfs,dst=/var/cache/apt apt-get update\n",
        );
    }

    #[test]
    fn the_deletion_is_written_as_the_rest() {
        fixes(
            &RULE,
            "FROM a\nRUN apt-get update \\\n && apt-get install -y b\n",
            "FROM a\nRUN apt-get update \\\n && apt-get install -y b \\\n && rm -rf /var/lib/apt/lists/*\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN set -eux; \\\n  apt-get update; \\\n  apt-get install -y b; \\\n  c\n",
            "FROM a\nRUN set -eux; \\\n  apt-get update; \\\n  apt-get install -y b; \\\n  c; \\\n  rm -rf /var/lib/apt/lists/*\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN <<E\napt-get update\napt-get install -y b # c\nE\n",
            "FROM a\nRUN <<E\napt-get update\napt-get install -y b && rm -rf /var/lib/apt/lists/* # c\nE\n",
        );
    }

    #[test]
    fn lists_that_are_needed_stay() {
        leaves(
            &RULE,
            "FROM a\nRUN apt-get update && apt-get install b\nRUN apt-get install c\n",
        );
        leaves(&RULE, "FROM a\nRUN apt-get update\n");
    }

    #[test]
    fn lists_that_are_kept_out_another_way_are_minor() {
        let run = "FROM a\nRUN apt-get update && rm -r /var/lib/apt/lists\n";
        assert!(found_by(&RULE, run)[0].is_minor);
        let run = "FROM a\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n";
        assert!(found_by(&RULE, run)[0].is_minor);
    }
}
