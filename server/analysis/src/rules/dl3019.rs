use super::arguments::add_after;
use super::mounts::{covers, has_cache_at};
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3019",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Install with `apk add --no-cache`.",
        fr: "Installer avec `apk add --no-cache`.",
    },
    why: Text {
        en: "Otherwise `apk` needs an index, fetched by `apk update` into `/var/cache/apk`, which \
             stays in the layer and is soon out of date. With `--no-cache`, it is fetched and then \
             thrown away; a cache mount on that folder does as well.",
        fr: "Sinon, il faut à `apk` un index, téléchargé par `apk update` dans `/var/cache/apk`, \
             qui reste dans la couche et se périme vite. Avec `--no-cache`, il est téléchargé puis \
             jeté\u{a0}; un montage de cache sur ce dossier convient aussi.",
    },
    example: Example {
        bad: "RUN apk add curl",
        good: "RUN apk add --no-cache curl",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "Without `--no-cache`, the package index stays in the image, where it is soon out of date. \
         Add `--no-cache`.",
    fr: "Sans `--no-cache`, l'index des paquets reste dans l'image, où il se périme vite. Ajoutez \
         `--no-cache`.",
};

const FIX: Text = Text {
    en: "Add `--no-cache`",
    fr: "Ajouter `--no-cache`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if has_cache_at(view.flags, "/var/cache/apk") {
        return;
    }
    for command in view.run().iter().filter(|command| command.name == "apk") {
        let Some(add) = command
            .argument("add")
            .filter(|_| !command.has_flag("no-cache"))
        else {
            continue;
        };
        let edit = add_after(view.source, command, add.span.end, "--no-cache");
        let finding = findings.add(add.span, MESSAGE);
        if is_kept_out(view) {
            finding.minor();
        }
        finding.fix(Fix::safe(FIX, vec![edit]));
    }
}

/// The index lies on a mount, or is deleted in the same RUN.
fn is_kept_out(view: &InstructionView) -> bool {
    let is_deleted = view.run().iter().any(|command| {
        let mut arguments = command.arguments.iter();
        command.name == "rm" && arguments.any(|argument| argument.text.contains("/var/cache/apk"))
    });
    is_deleted
        || ["/var/cache/apk", "/etc/apk/cache"]
            .iter()
            .any(|cache| covers(view.flags, cache))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn the_index_stays_out() {
        fires(&RULE, "FROM a\nRUN apk update && apk ⟦add⟧ b\n");
        silent(
            &RULE,
            "FROM a\nRUN apk --no-cache add b && apk add --no-cache c\nRUN --mount=type=cache,target=/var/cache/apk apk add d\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN apk add -U b\n",
            "FROM a\nRUN apk add --no-cache -U b\n",
        );
    }

    #[test]
    fn an_index_that_is_kept_out_another_way_is_minor() {
        let found = found_by(
            &RULE,
            "FROM a\nRUN apk add b && rm -rf /var/cache/apk/*\nRUN --mount=type=cache,target=/etc/apk/cache apk add c\nRUN --mount=type=tmpfs,target=/var apk add d\nRUN apk add e\n",
        );
        let minor: Vec<bool> = found.iter().map(|finding| finding.is_minor).collect();
        assert_eq!(minor, [true, true, true, false]);
    }
}
