use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3041",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `dnf`.",
        fr: "Fixer la version des paquets installés avec `dnf`.",
    },
    why: Text {
        en: "Without a version, each rebuild installs what the repositories offer that day. Write \
             it after a hyphen, as in `httpd-2.4.62`; Fedora soon drops the versions in between, \
             so a pinned one breaks the build, and many pin only the base image.",
        fr: "Sans version, chaque reconstruction installe ce que les dépôts proposent ce jour-là. \
             Écrivez-la après un trait d'union, comme dans `httpd-2.4.62`\u{a0}; Fedora retire \
             vite les versions intermédiaires, si bien qu'une version fixée casse la construction, \
             et beaucoup ne fixent que l'image de base.",
    },
    example: Example {
        bad: "RUN dnf install -y httpd",
        good: "RUN dnf install -y httpd-2.4.62",
    },
    check: Check::Elsewhere,
};
