use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3015",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Install with `--no-install-recommends`.",
        fr: "Installer avec `--no-install-recommends`.",
    },
    why: Text {
        en: "`apt-get` also installs the packages that yours recommend, often useless in an image \
             and sometimes heavy. Without them, name what is needed after all: with `curl`, for \
             example, `ca-certificates` is only recommended, and HTTPS fails without it.",
        fr: "`apt-get` installe aussi les paquets que les vôtres recommandent, souvent inutiles \
             dans une image et parfois lourds. Sans eux, nommez ce qu'il faut malgré tout\u{a0}: \
             avec `curl`, par exemple, `ca-certificates` n'est que recommandé, et HTTPS échoue \
             sans lui.",
    },
    example: Example {
        bad: "RUN apt-get install -y git",
        good: "RUN apt-get install -y --no-install-recommends git",
    },
    check: Check::Elsewhere,
};
