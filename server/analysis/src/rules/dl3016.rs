use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3016",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `npm`.",
        fr: "Fixer la version des paquets installés avec `npm`.",
    },
    why: Text {
        en: "For a bare name, `npm install` takes the newest version of the day. Add `@` and a \
             version; for the dependencies of a project, `npm ci` installs exactly what \
             `package-lock.json` lists.",
        fr: "Pour un nom seul, `npm install` prend la version la plus récente du jour. Ajoutez `@` \
             et une version\u{a0}; pour les dépendances d'un projet, `npm ci` installe exactement \
             ce que liste `package-lock.json`.",
    },
    example: Example {
        bad: "RUN npm install -g pm2",
        good: "RUN npm install -g pm2@6.0.5",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one after \
         `@`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une après `@`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run() {
        if command.name == "npm" {
            let loose: Vec<&Argument> = packages(command).filter(|word| is_loose(word)).collect();
            pins::report(findings, 0, view.source, MESSAGE, &loose);
        }
    }
}

/// What `npm install` installs; nothing for another command of `npm`.
fn packages(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let mut words = command
        .words_without_values_of(&["loglevel", "registry"])
        .peekable();
    let is_install = words.peek().is_some_and(|word| word.text == "install");
    words
        .filter(move |_| is_install)
        .skip_while(|word| word.text == "install")
}

fn is_loose(package: &Argument) -> bool {
    let text = package.text.as_str();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| text.starts_with(prefix));
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| text.ends_with(suffix));
    if starts(&["git://", "git+ssh://", "git+http://", "git+https://"]) {
        return !text.contains('#');
    }
    if ends(&[".tar", ".tar.gz", ".tgz"]) || starts(&["/", "./", "../", "~/"]) {
        return false;
    }
    // The `@` of a scope says nothing of a version.
    let name = match text.starts_with('@') {
        true => text.trim_start_matches(|letter| letter > '/'),
        false => text,
    };
    !name.contains('@')
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn packages_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN npm install -g ⟦b⟧ c@1 && npm --loglevel warn install ⟦@d/e⟧\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN npm install && npm install @b/c@1 ./d e.tgz git://f#g && npm ci h\n",
        );
        leaves(&RULE, "FROM a\nRUN npm install b\n");
    }
}
