use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3027",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Use `apt-get` instead of `apt`.",
        fr: "Utiliser `apt-get` plutôt qu'`apt`.",
    },
    why: Text {
        en: "`apt` is made for people at a terminal: it warns itself that its interface may \
             change, and a script then breaks. To install, `apt-get` takes the same arguments and \
             stays stable; to search, there is `apt-cache`.",
        fr: "`apt` est fait pour une personne devant un terminal\u{a0}: il avertit lui-même que \
             son interface peut changer, et un script casse alors. Pour installer, `apt-get` prend \
             les mêmes arguments et reste stable\u{a0}; pour chercher, il y a `apt-cache`.",
    },
    example: Example {
        bad: "RUN apt install -y curl",
        good: "RUN apt-get install -y curl",
    },
    check: Check::Elsewhere,
};
