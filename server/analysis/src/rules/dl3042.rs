use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3042",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Give `pip install` the option `--no-cache-dir`.",
        fr: "Donner à `pip install` l'option `--no-cache-dir`.",
    },
    why: Text {
        en: "`pip` keeps what it downloads in `~/.cache/pip`, where it weighs in the layer and is \
             never used again. `ENV PIP_NO_CACHE_DIR=1` does the same for every call; a cache \
             mount on that folder even keeps the downloads for the next build.",
        fr: "`pip` garde ce qu'il télécharge dans `~/.cache/pip`, où cela pèse dans la couche et \
             ne resservira pas. `ENV PIP_NO_CACHE_DIR=1` fait de même pour tous les appels\u{a0}; \
             un montage de cache sur ce dossier conserve même les téléchargements pour la \
             construction suivante.",
    },
    example: Example {
        bad: "RUN pip install -r requirements.txt",
        good: "RUN pip install --no-cache-dir -r requirements.txt",
    },
    check: Check::Elsewhere,
};
