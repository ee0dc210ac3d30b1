use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

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
    check: Check::Elsewhere,
};
