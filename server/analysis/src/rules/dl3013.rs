use super::pins;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3013",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `pip`.",
        fr: "Fixer la version des paquets installés avec `pip`.",
    },
    why: Text {
        en: "Without a version, `pip` takes the newest one of the day: the same Dockerfile gives \
             another image tomorrow, or fails. Write `==` and a version, or list all versions in a \
             file for `pip install -r`: made by `pip freeze`, it pins the dependencies of \
             dependencies too.",
        fr: "Sans version, `pip` prend la plus récente du jour\u{a0}: le même Dockerfile donne \
             demain une autre image, ou échoue. Écrivez `==` et une version, ou listez toutes les \
             versions dans un fichier pour `pip install -r`\u{a0}: produit par `pip freeze`, il \
             fixe aussi les dépendances des dépendances.",
    },
    example: Example {
        bad: "RUN pip install --no-cache-dir flask",
        good: "RUN pip install --no-cache-dir flask==3.1.2",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one after \
         `==`, or install from a file with `-r`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une après `==`, ou installez à partir d'un fichier avec `-r`.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run().iter().filter(|command| is_pip_install(command)) {
        let names_file = ["--requirement", "-r", "."]
            .iter()
            .any(|argument| command.has_argument(argument));
        if !names_file && !command.has_any_flag(&["constraint", "c"]) {
            let loose: Vec<&Argument> = packages(command).filter(|word| is_loose(word)).collect();
            pins::report(findings, 0, view.source, MESSAGE, &loose);
        }
    }
}

/// `pip install`, also as `pip3` or `python -m pip`.
pub fn is_pip_install(command: &ShellCommand) -> bool {
    let name = &command.name;
    if name.starts_with("pip") {
        return !name.starts_with("pipenv") && command.has_argument("install");
    }
    name.starts_with("python") && runs_module(command, &["-m", "pip", "install"])
}

/// Whether these arguments stand one after the other.
pub fn runs_module(command: &ShellCommand, words: &[&str]) -> bool {
    let mut windows = command.arguments.windows(words.len());
    windows.any(|window| {
        window
            .iter()
            .zip(words)
            .all(|(own, word)| own.text == *word)
    })
}

fn packages(command: &ShellCommand) -> impl Iterator<Item = &Argument> {
    let words = command.words_without_values_of(&VALUED);
    words
        .skip_while(|word| word.text != "install")
        .skip_while(|word| word.text == "install")
}

/// Flags of `pip install` that have a value.
const VALUED: [&str; 26] = [
    "abi",
    "b",
    "build",
    "e",
    "editable",
    "extra-index-url",
    "f",
    "find-links",
    "i",
    "index-url",
    "implementation",
    "no-binary",
    "only-binary",
    "platform",
    "prefix",
    "progress-bar",
    "proxy",
    "python",
    "python-version",
    "root",
    "root-user-action",
    "src",
    "t",
    "target",
    "trusted-host",
    "upgrade-strategy",
];

fn is_loose(package: &Argument) -> bool {
    let text = &package.text;
    let has_version =
        text.contains(['<', '>']) || ["==", "!=", "~="].iter().any(|sign| text.contains(sign));
    let is_file = text.ends_with(".whl") || text.ends_with(".tar.gz");
    if is_repository(text) {
        return !has_version && !is_file && !text.contains('@');
    }
    !has_version && !is_file && !text.contains('/')
}

/// It names a system of version control, as in `git+https://…`.
fn is_repository(package: &str) -> bool {
    let with_transport = ["git+", "hg+", "svn+", "bzr+"];
    let transports = [
        "file",
        "https",
        "ssh",
        "http",
        "git",
        "static-http",
        "svn",
        "sftp",
        "ftp",
        "lp",
    ];
    let follows = |rest: &str| {
        transports
            .iter()
            .any(|transport| rest.starts_with(transport))
    };
    package.starts_with("git")
        || with_transport
            .iter()
            .any(|system| package.strip_prefix(system).is_some_and(follows))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn packages_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN pip install -t /b ⟦c⟧ d==1 && python3 -m pip install ⟦git+https://e/f⟧\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN pip install -r b && pip install . && pip3 install 'c>=1' ./d e.whl\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN pipenv install b && pip install -c d e\n",
        );
        leaves(&RULE, "FROM a\nRUN pip install b\n");
    }
}
