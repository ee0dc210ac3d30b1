use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3018",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `apk`.",
        fr: "Fixer la version des paquets installés avec `apk`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what Alpine offers that day. But a release \
             of Alpine keeps only the newest build of each package, and an exact version breaks \
             the Dockerfile at the next correction. `curl~8.14` lets corrections through; many \
             ignore the rule and pin only the base image.",
        fr: "Sans version, chaque reconstruction installe ce que propose Alpine ce jour-là. Mais \
             une version d'Alpine ne garde que la dernière révision de chaque paquet, et une \
             version exacte casse le Dockerfile à la correction suivante. `curl~8.14` laisse \
             passer les corrections\u{a0}; beaucoup ignorent la règle et ne fixent que l'image de \
             base.",
    },
    example: Example {
        bad: "RUN apk add --no-cache curl",
        good: "RUN apk add --no-cache curl~8.14",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one, such as \
         `~8.14`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une, comme `~8.14`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        if command.name == "apk" && command.has_argument("add") {
            let loose: Vec<&Argument> = packages(command).filter(|word| is_loose(word)).collect();
            pins::report(findings, 0, view.source, MESSAGE, &loose);
        }
    }
}

fn packages(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let words = command.words_without_values_of(&["t", "virtual", "repository", "X"]);
    words.filter(|word| word.text != "add")
}

fn is_loose(package: &Argument) -> bool {
    !package.text.contains(['=', '~', '<', '>']) && !package.text.ends_with(".apk")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn packages_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN apk add --virtual .b -X c d=1 ⟦e⟧ \\\n f\nRUN apk --no-cache add ⟦g⟧\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN apk add b~1 'c>2' ./d.apk && apk del e\n",
        );
        leaves(&RULE, "FROM a\nRUN apk add b\n");
    }
}
