use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3060",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `yarn` after `yarn install`.",
        fr: "Vider le cache de `yarn` après `yarn install`.",
    },
    why: Text {
        en: "`yarn` keeps a copy of every package it downloads, and that copy stays in the layer. \
             Run `yarn cache clean` in the same `RUN`, or put the cache on a cache mount, which \
             also speeds up the next build.",
        fr: "`yarn` garde une copie de chaque paquet qu'il télécharge, et cette copie reste dans \
             la couche. Lancez `yarn cache clean` dans le même `RUN`, ou placez le cache sur un \
             montage de cache, qui accélère aussi la construction suivante.",
    },
    example: Example {
        bad: "RUN yarn install",
        good: "RUN yarn install && yarn cache clean",
    },
    check: Check::Elsewhere,
};
