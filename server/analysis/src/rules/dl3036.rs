use super::leftovers;
use super::mounts::{covers, has_cache_at};
use super::runs::find;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3036",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `zypper` in the same `RUN`.",
        fr: "Vider le cache de `zypper` dans le même `RUN`.",
    },
    why: Text {
        en: "What `zypper` keeps in `/var/cache/zypp` stays in the layer and is soon out of date. \
             Add `zypper clean` to the `RUN` that installs, as it frees nothing in a later one; a \
             cache mount on that folder does as well.",
        fr: "Ce que `zypper` garde dans `/var/cache/zypp` reste dans la couche et se périme vite. \
             Ajoutez `zypper clean` au `RUN` qui installe, car plus tard il ne libère rien\u{a0}; \
             un montage de cache sur ce dossier convient aussi.",
    },
    example: Example {
        bad: "RUN zypper install -y curl",
        good: "RUN zypper install -y curl && zypper clean",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "What `zypper` keeps in its cache stays in the image. Empty it in this `RUN`: `zypper \
         clean`.",
    fr: "Ce que `zypper` garde dans son cache reste dans l'image. Videz-le dans ce `RUN`\u{a0}: \
         `zypper clean`.",
};

const CACHE: &str = "/var/cache/zypp";

fn check(view: &InstructionView, findings: &mut Findings) {
    let commands = view.run();
    let Some(install) = find(commands, &["zypper"], &["install", "in"]) else {
        return;
    };
    let is_late = leftovers::comes_late(commands, |command| command == install, empties);
    if !is_late || has_cache_at(view.flags, CACHE) {
        return;
    }
    let finding = findings.add(install.name_span, MESSAGE);
    if covers(view.flags, CACHE) || leftovers::is_removed(commands, CACHE) {
        finding.minor();
    }
    if !commands.iter().any(empties) {
        finding.fixes.extend(leftovers::empty(view, "zypper clean"));
    }
    leftovers::mount(view, finding, &[CACHE]);
}

fn empties(command: &ShellCommand) -> bool {
    command.name == "zypper" && (command.has_argument("clean") || command.has_argument("cc"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn the_cache_is_emptied() {
        fires(
            &RULE,
            "FROM a\nRUN ⟦zypper⟧ -n in b && c\nRUN zypper cc && ⟦zypper⟧ install d\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN zypper in b && zypper cc --all\nRUN zypper up\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN --mount=type=cache,target=/var/cache/zypp zypper in b\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN zypper in b;\n",
            "FROM a\nRUN zypper in b && zypper clean;\n",
        );
    }

    #[test]
    fn a_mount_keeps_the_cache_out() {
        let found = found_by(
            &RULE,
            "FROM a\nRUN --mount=type=tmpfs,target=/var/cache zypper in b\n",
        );
        assert!(found[0].is_minor);
    }
}
