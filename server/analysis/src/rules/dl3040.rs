use super::leftovers;
use super::mounts::{covers, has_cache_at};
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3040",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `dnf` in the same `RUN`.",
        fr: "Vider le cache de `dnf` dans le même `RUN`.",
    },
    why: Text {
        en: "The lists that `dnf` downloads weigh tens of megabytes and stay in the layer. Add \
             `dnf clean all` to the `RUN` that installs or upgrades: later, it frees nothing.",
        fr: "Les listes que `dnf` télécharge pèsent des dizaines de mégaoctets et restent dans la \
             couche. Ajoutez `dnf clean all` au `RUN` qui installe ou met à jour\u{a0}: plus tard, \
             il ne libère rien.",
    },
    example: Example {
        bad: "RUN dnf install -y httpd",
        good: "RUN dnf install -y httpd && dnf clean all",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "What `{0}` downloads to find packages stays in the image. Delete it in this `RUN`: `{0} \
         clean all`.",
    fr: "Ce que `{0}` télécharge pour trouver les paquets reste dans l'image. Supprimez-le dans ce \
         `RUN`\u{a0}: `{0} clean all`.",
};

const INSTALLS: [&str; 8] = [
    "install",
    "in",
    "upgrade",
    "up",
    "upgrade-minimal",
    "up-min",
    "reinstall",
    "rei",
];

/// Where its versions keep what they download.
const CACHES: [&str; 3] = ["/var/cache/libdnf5", "/var/cache/dnf", "/var/cache/yum"];

fn check(view: &InstructionView, findings: &mut Findings) {
    let commands = view.run();
    if ["/var/cache/libdnf5", ".cache/libdnf5"]
        .iter()
        .any(|cache| has_cache_at(view.flags, cache))
    {
        return;
    }
    for program in ["dnf", "microdnf"] {
        let installs = |command: &ShellCommand| {
            command.name == program && INSTALLS.iter().any(|word| command.has_argument(word))
        };
        let empties = |command: &ShellCommand| empties(command, program);
        let install = commands.iter().find(|command| installs(command));
        let Some(install) = install.filter(|_| leftovers::comes_late(commands, installs, empties))
        else {
            continue;
        };
        let finding = findings.add(install.name_span, Message::new(MESSAGE).with(program));
        let is_kept_out =
            |cache: &&str| covers(view.flags, cache) || leftovers::is_removed(commands, cache);
        if CACHES.iter().any(is_kept_out) {
            finding.minor();
        }
        if !commands.iter().any(empties) {
            let command = format!("{program} clean all");
            finding.fixes.extend(leftovers::empty(view, &command));
        }
        leftovers::mount(view, finding, &CACHES[..2]);
    }
}

fn empties(command: &ShellCommand, program: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| command.has_argument(word));
    match &*command.name {
        "rm" => has(&["-rf", "/var/cache/libdnf5*"]),
        name => name == program && has(&["clean", "all"]),
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
            "FROM a\nRUN ⟦dnf⟧ install -y b && microdnf clean all\nRUN ⟦microdnf⟧ up\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN dnf install -y b && dnf clean all\nRUN dnf makecache\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf in b\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN dnf install -y b && \\\n  c\n",
            "FROM a\nRUN dnf install -y b && \\\n  c && \\\n  dnf clean all\n",
        );
    }

    #[test]
    fn a_mount_keeps_the_cache_out() {
        let run = "FROM a\nRUN --mount=type=cache,target=/var/cache/dnf dnf install b\n";
        assert!(found_by(&RULE, run)[0].is_minor);
    }
}
