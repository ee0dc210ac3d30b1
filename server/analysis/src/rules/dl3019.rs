use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3019",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Install with `apk add --no-cache`.",
        fr: "Installer avec `apk add --no-cache`.",
    },
    why: Text {
        en: "Otherwise `apk` needs an index, fetched by `apk update` into `/var/cache/apk`, which \
             stays in the layer and is soon out of date. With `--no-cache`, it is fetched and then \
             thrown away; a cache mount on that folder does as well.",
        fr: "Sinon, il faut à `apk` un index, téléchargé par `apk update` dans `/var/cache/apk`, \
             qui reste dans la couche et se périme vite. Avec `--no-cache`, il est téléchargé puis \
             jeté\u{a0}; un montage de cache sur ce dossier convient aussi.",
    },
    example: Example {
        bad: "RUN apk update && apk add curl",
        good: "RUN apk add --no-cache curl",
    },
    check: Check::Elsewhere,
};
