use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "SecretsUsedInArgOrEnv",
    also: &["DL3064"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Keep secrets out of `ARG` and `ENV`.",
        fr: "Ne mettre aucun secret dans `ARG` ni dans `ENV`.",
    },
    why: Text {
        en: "The value of an `ENV` is part of the image, and that of an `ARG` often stays in its \
             history: whoever has the image can read them with `docker inspect` or `docker \
             history`. Give the secret to the one `RUN` that needs it, with `--mount=type=secret`, \
             or to the container when it starts. The rule judges by the name alone: a harmless \
             `TOKEN_LIMIT` is reported as well.",
        fr: "La valeur d'un `ENV` fait partie de l'image, et celle d'un `ARG` reste souvent dans \
             son historique\u{a0}: quiconque a l'image peut les lire avec `docker inspect` ou \
             `docker history`. Donnez le secret au seul `RUN` qui en a besoin, avec \
             `--mount=type=secret`, ou au conteneur à son démarrage. La règle ne juge que d'après \
             le nom\u{a0}: un `TOKEN_LIMIT` inoffensif est signalé aussi.",
    },
    example: Example {
        bad: "
ARG NPM_TOKEN
RUN npm ci
",
        good: "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci",
    },
    check: Check::Elsewhere,
};
