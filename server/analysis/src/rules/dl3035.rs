use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3035",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Do without `zypper dist-upgrade`.",
        fr: "Se passer de `zypper dist-upgrade`.",
    },
    why: Text {
        en: "It replaces much of the system in a layer on top of the old one: the image grows, and \
             no longer is the release that `FROM` names. Take a newer base image instead. On \
             Tumbleweed, which has no releases, the command is the ordinary way to update, and the \
             rule goes too far.",
        fr: "La commande remplace une grande partie du système dans une couche posée sur \
             l'ancienne\u{a0}: l'image grossit, et n'est plus la version que nomme `FROM`. Prenez \
             plutôt une image de base plus récente. Sur Tumbleweed, qui n'a pas de versions, c'est \
             la façon normale de mettre à jour, et la règle va trop loin.",
    },
    example: Example {
        bad: "
FROM opensuse/leap:15.5
RUN zypper --non-interactive dist-upgrade
",
        good: "FROM opensuse/leap:15.6",
    },
    check: Check::Elsewhere,
};
