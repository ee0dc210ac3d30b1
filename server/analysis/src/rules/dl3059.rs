use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3059",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Join consecutive `RUN` that belong together.",
        fr: "Réunir les `RUN` consécutifs qui vont ensemble.",
    },
    why: Text {
        en: "Joining makes fewer layers, but fewer layers do not make an image smaller: only what \
             is created and deleted in one `RUN` saves space. Join a download and its deletion, or \
             `apt-get update` and the installation, which must not be cached apart. Otherwise this \
             is a matter of taste, and separate `RUN` leave less to redo after a change.",
        fr: "Réunir fait moins de couches, mais moins de couches ne font pas une image plus \
             petite\u{a0}: seul ce qui est créé et supprimé dans un même `RUN` fait gagner de la \
             place. Réunissez un téléchargement et sa suppression, ou `apt-get update` et \
             l'installation, que le cache ne doit pas séparer. Sinon, c'est une affaire de goût, \
             et des `RUN` séparés laissent moins à refaire après un changement.",
    },
    example: Example {
        bad: "
RUN apt-get update
RUN apt-get install -y curl
",
        good: "RUN apt-get update && apt-get install -y curl",
    },
    check: Check::Elsewhere,
};
