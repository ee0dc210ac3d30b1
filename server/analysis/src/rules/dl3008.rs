use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3008",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `apt-get`.",
        fr: "Fixer la version des paquets installés avec `apt-get`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what the distribution offers that day, and a \
             problem is hard to reproduce. But Debian and Ubuntu remove a version once there is a \
             corrected one, and an exact pin then breaks the build. A pattern such as \
             `curl=7.88.*` leaves room for corrections; many ignore the rule and pin only the base \
             image.",
        fr: "Sans version, chaque reconstruction installe ce que la distribution propose ce \
             jour-là, et un problème est difficile à reproduire. Mais Debian et Ubuntu retirent \
             une version dès qu'il en existe une corrigée, et une version exacte casse alors la \
             construction. Un motif comme `curl=7.88.*` laisse passer les corrections\u{a0}; \
             beaucoup ignorent la règle et ne fixent que l'image de base.",
    },
    example: Example {
        bad: "RUN apt-get install -y curl",
        good: "RUN apt-get install -y curl=7.88.*",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one, such as \
         `=7.88.*`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une, comme `=7.88.*`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        if command.name == "apt-get" && command.has_argument("install") {
            let loose: Vec<&Argument> = packages(command).filter(|word| is_loose(word)).collect();
            pins::report(findings, 0, view.source, MESSAGE, &loose);
        }
    }
}

fn packages(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let words = command.words_without_values_of(&["t", "target-release"]);
    words.filter(|word| word.text != "install")
}

/// Neither a version nor a release is given, and it is no file.
fn is_loose(package: &Argument) -> bool {
    !package.text.contains(['=', '/']) && !package.text.ends_with(".deb")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn packages_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN apt-get install -y -t sid c=1 ⟦d⟧ e && apt-get install ⟦\"f$g\"⟧\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN apt-get install b=1.* c/sid ./d.deb && apt install e\n",
        );
        leaves(&RULE, "FROM a\nONBUILD RUN apt-get install b\n");
    }
}
