use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3013",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Pin the versions of packages installed with `pip`.",
        fr: "Fixer la version des paquets installés avec `pip`.",
    },
    why: Text {
        en: "Without a version, `pip` takes the newest one of the day: the same Dockerfile gives \
             another image tomorrow, or fails. Write `==` and a version, or list all versions in a \
             file for `pip install -r`: made by `pip freeze`, it pins the dependencies of \
             dependencies too.",
        fr: "Sans version, `pip` prend la plus récente du jour\u{a0}: le même Dockerfile donne \
             demain une autre image, ou échoue. Écrivez `==` et une version, ou listez toutes les \
             versions dans un fichier pour `pip install -r`\u{a0}: produit par `pip freeze`, il \
             fixe aussi les dépendances des dépendances.",
    },
    example: Example {
        bad: "RUN pip install --no-cache-dir flask",
        good: "RUN pip install --no-cache-dir flask==3.1.2",
    },
    check: Check::Elsewhere,
};
