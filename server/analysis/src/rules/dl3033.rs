use super::rpm_packages::{self, Reading};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3033",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `yum`.",
        fr: "Fixer la version des paquets installés avec `yum`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what the repositories offer that day. Write \
             it after a hyphen, as in `httpd-2.4.62`; if a repository drops old versions, the \
             build breaks one day and the version has to be raised.",
        fr: "Sans version, chaque reconstruction installe ce que les dépôts proposent ce jour-là. \
             Écrivez-la après un trait d'union, comme dans `httpd-2.4.62`\u{a0}; si un dépôt \
             retire les anciennes versions, la construction casse un jour et il faut relever la \
             version.",
    },
    example: Example {
        bad: "RUN yum install -y httpd",
        good: "RUN yum install -y httpd-2.4.62",
    },
    check: Check::File(
        Keywords::of(&[Keyword::Arg, Keyword::Env, Keyword::Run]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "No version is given for {0}, so each rebuild may install another one. Write one after a \
         hyphen, as in `httpd-2.4.62`.",
    fr: "Aucune version n'est donnée pour {0}\u{a0}: chaque reconstruction peut en installer une \
         autre. Écrivez-en une après un trait d'union, comme dans `httpd-2.4.62`.",
};

const READING: Reading = Reading {
    programs: &["yum"],
    groups: &[],
    message: MESSAGE,
};

fn check(file: &FileView, findings: &mut Findings) {
    rpm_packages::check(file, findings, &READING);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn packages_have_a_version() {
        fires(
            &RULE,
            "FROM a\nRUN yum install -y ⟦b⟧ c-d e-1.2 && yum -y module install ⟦f⟧\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN yum install -y b-1.2-3.el9 c-d.rpm && yum module install e:1 && yum update f\n",
        );
        leaves(&RULE, "FROM a\nRUN yum install b\n");
    }

    #[test]
    fn a_known_variable_may_hold_a_version() {
        silent(
            &RULE,
            "ARG A\nFROM b AS c\nENV D=1\nRUN yum install e-$A f-${D}\nFROM c\nRUN yum install g-$D\n",
        );
        fires(
            &RULE,
            "FROM a AS b\nENV C=1\nFROM d\nRUN yum install ⟦e-$C⟧\n",
        );
    }
}
