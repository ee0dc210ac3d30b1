use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "CopyIgnoredFile",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy no file that `.dockerignore` excludes.",
        fr: "Ne pas copier de fichier que `.dockerignore` exclut.",
    },
    why: Text {
        en: "An excluded file, often `node_modules` or `.env`, is not part of the build context: \
             the build fails because it does not find it. Create it inside the image instead, or \
             add an exception to `.dockerignore`, such as `!config.env`. As soon as there is one \
             exception, BuildKit no longer makes this check.",
        fr: "Un fichier exclu, souvent `node_modules` ou `.env`, ne fait pas partie du contexte de \
             construction\u{a0}: la construction échoue faute de le trouver. Créez-le plutôt dans \
             l'image, ou ajoutez une exception à `.dockerignore`, par exemple `!config.env`. Dès \
             qu'il y a une exception, BuildKit ne fait plus cette vérification.",
    },
    example: Example {
        bad: "
WORKDIR /app
COPY package.json package-lock.json ./
COPY node_modules ./node_modules
",
        good: "
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
",
    },
    check: Check::Elsewhere,
};
