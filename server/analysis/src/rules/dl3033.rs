use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

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
    check: Check::Elsewhere,
};
