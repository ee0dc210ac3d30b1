use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3037",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `zypper`.",
        fr: "Fixer la version des paquets installés avec `zypper`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what the repositories offer that day. Write \
             it after `=`; on Tumbleweed, where old versions vanish quickly, a pinned version \
             breaks the build just as quickly.",
        fr: "Sans version, chaque reconstruction installe ce que les dépôts proposent ce jour-là. \
             Écrivez-la après `=`\u{a0}; sur Tumbleweed, où les anciennes versions disparaissent \
             vite, une version fixée casse la construction tout aussi vite.",
    },
    example: Example {
        bad: "RUN zypper install -y curl",
        good: "RUN zypper install -y curl=8.6.0",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one after \
         `=`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une après `=`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        let installs = command.has_argument("install") || command.has_argument("in");
        if command.name == "zypper" && installs {
            let loose: Vec<&Argument> = packages(command).filter(|word| is_loose(word)).collect();
            pins::report(findings, 0, view.source, MESSAGE, &loose);
        }
    }
}

fn packages(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let words = command.words();
    words.filter(|word| !matches!(&*word.text, "install" | "in"))
}

fn is_loose(package: &Argument) -> bool {
    !package.text.contains(['=', '<', '>']) && !package.text.ends_with(".rpm")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn packages_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN zypper -n in ⟦b⟧ c=1 && zypper install 'd>2' ⟦e⟧\n",
        );
        silent(&RULE, "FROM a\nRUN zypper in b.rpm && zypper refresh c\n");
        leaves(&RULE, "FROM a\nRUN zypper in b\n");
    }
}
