use super::leftovers;
use super::mounts::covers;
use super::runs::find;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3032",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `yum` in the same `RUN`.",
        fr: "Vider le cache de `yum` dans le même `RUN`.",
    },
    why: Text {
        en: "What `yum` keeps in `/var/cache/yum` stays in the layer and is of no further use. \
             `yum clean all` frees that space only in the `RUN` that installs: later, the layer \
             below keeps it.",
        fr: "Ce que `yum` garde dans `/var/cache/yum` reste dans la couche et ne sert plus. `yum \
             clean all` ne libère cette place que dans le `RUN` qui installe\u{a0}: plus tard, la \
             couche du dessous la garde.",
    },
    example: Example {
        bad: "RUN yum install -y httpd",
        good: "RUN yum install -y httpd && yum clean all",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "What `yum` keeps in its cache stays in the image. Empty it in this `RUN`: `yum clean \
         all`.",
    fr: "Ce que `yum` garde dans son cache reste dans l'image. Videz-le dans ce `RUN`\u{a0}: `yum \
         clean all`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let commands = view.run();
    let Some(install) = find(commands, &["yum"], &["install"]) else {
        return;
    };
    if !leftovers::comes_late(commands, |command| command == install, empties) {
        return;
    }
    let finding = findings.add(install.name_span, MESSAGE);
    let is_kept_out = ["/var/cache/yum", "/var/cache/dnf"]
        .iter()
        .any(|cache| covers(view.flags, cache) || leftovers::is_removed(commands, cache));
    if is_kept_out {
        finding.minor();
    }
    if !commands.iter().any(empties) {
        finding
            .fixes
            .extend(leftovers::empty(view, "yum clean all"));
    }
}

fn empties(command: &ShellCommand) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| command.has_argument(word));
    match &*command.name {
        "yum" => has(&["clean", "all"]),
        "rm" => has(&["-rf", "/var/cache/yum/*"]),
        _ => false,
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
            "FROM a\nRUN ⟦yum⟧ install -y b && c\nRUN yum clean all && ⟦yum⟧ install d\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN yum install -y b && yum clean all\nRUN yum update\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN yum install -y \\\n    b \\\n    c\n",
            "FROM a\nRUN yum install -y \\\n    b \\\n    c \\\n    && yum clean all\n",
        );
    }

    #[test]
    fn a_cache_that_is_kept_out_another_way_is_minor() {
        let run = "FROM a\nRUN --mount=type=cache,target=/var/cache/yum yum install b\n";
        assert!(found_by(&RULE, run)[0].is_minor);
        assert!(found_by(&RULE, "FROM a\nRUN yum install b && rm -r /var/cache/yum\n")[0].is_minor);
    }
}
