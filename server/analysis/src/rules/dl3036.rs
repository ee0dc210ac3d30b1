use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3036",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `zypper` in the same `RUN`.",
        fr: "Vider le cache de `zypper` dans le même `RUN`.",
    },
    why: Text {
        en: "What `zypper` keeps in `/var/cache/zypp` stays in the layer and is soon out of date. \
             Add `zypper clean` to the `RUN` that installs, as it frees nothing in a later one; a \
             cache mount on that folder does as well.",
        fr: "Ce que `zypper` garde dans `/var/cache/zypp` reste dans la couche et se périme vite. \
             Ajoutez `zypper clean` au `RUN` qui installe, car plus tard il ne libère rien\u{a0}; \
             un montage de cache sur ce dossier convient aussi.",
    },
    example: Example {
        bad: "RUN zypper install -y curl",
        good: "RUN zypper install -y curl && zypper clean",
    },
    check: Check::Elsewhere,
};
