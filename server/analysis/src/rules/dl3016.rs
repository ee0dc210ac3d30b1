use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3016",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `npm`.",
        fr: "Fixer la version des paquets installés avec `npm`.",
    },
    why: Text {
        en: "For a bare name, `npm install` takes the newest version of the day. Add `@` and a \
             version; for the dependencies of a project, `npm ci` installs exactly what \
             `package-lock.json` lists.",
        fr: "Pour un nom seul, `npm install` prend la version la plus récente du jour. Ajoutez `@` \
             et une version\u{a0}; pour les dépendances d'un projet, `npm ci` installe exactement \
             ce que liste `package-lock.json`.",
    },
    example: Example {
        bad: "RUN npm install -g pm2",
        good: "RUN npm install -g pm2@6.0.5",
    },
    check: Check::Elsewhere,
};
