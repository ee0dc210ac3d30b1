use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3028",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `gem`.",
        fr: "Fixer la version des paquets installés avec `gem`.",
    },
    why: Text {
        en: "Without a version, `gem install` takes the newest one of the day. Add `:` and a \
             version, or `--version`; for a project, `bundle install` follows `Gemfile.lock`.",
        fr: "Sans version, `gem install` prend la plus récente du jour. Ajoutez `:` et une \
             version, ou `--version`\u{a0}; pour un projet, `bundle install` suit `Gemfile.lock`.",
    },
    example: Example {
        bad: "RUN gem install rake",
        good: "RUN gem install rake:13.3.0",
    },
    check: Check::Elsewhere,
};
