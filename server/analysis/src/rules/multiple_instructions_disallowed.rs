use super::{Example, Rule, Severity, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "MultipleInstructionsDisallowed",
    also: &["DL3012", "DL4003", "DL4004"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    title: Text {
        en: "Write `CMD`, `ENTRYPOINT` and `HEALTHCHECK` once per stage at most.",
        fr: "Écrire `CMD`, `ENTRYPOINT` et `HEALTHCHECK` une fois au plus par étape.",
    },
    why: Text {
        en: "Only the last one of each kind counts: the earlier ones have no effect, and what they \
             say misleads the reader. Keep the one that is meant; to start two programs, write a \
             script.",
        fr: "Seule la dernière de chaque sorte compte\u{a0}: les précédentes n'ont aucun effet, et \
             ce qu'elles disent induit en erreur. Gardez celle qui est voulue\u{a0}; pour lancer \
             deux programmes, écrivez un script.",
    },
    example: Example {
        bad: r#"
CMD ["python", "setup.py"]
CMD ["python", "main.py"]
"#,
        good: r#"CMD ["python", "main.py"]"#,
    },
};
