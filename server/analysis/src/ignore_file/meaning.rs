//! A pattern in words, in whatever folder.

use super::IgnoreDocument;
use super::lines::Pattern;
use crate::features::hover::markdown::code;
use crate::lang::Lang;
use crate::msg;

/// What it matches.
pub fn meaning(pattern: &Pattern, lang: Lang) -> Option<String> {
    let glob = pattern.glob.as_ref()?;
    let shown = code(&pattern.path);
    let any = pattern.path.strip_prefix("**/");
    let is_name = |text: &str| !text.contains(['/', '*', '?', '[', '\\']);
    let what = match any {
        Some(name) if is_name(name) => {
            let name = code(name);
            msg!(
                lang,
                en: "every file or folder named {name}, wherever it lies in the build context",
                fr: "tout fichier ou dossier nommé {name}, où qu'il soit dans le contexte de construction",
            )
        }
        _ if glob.is_literal() && is_name(&pattern.path) => {
            let anywhere = code(&format!("**/{}", pattern.path));
            msg!(
                lang,
                en: "the file or folder {shown} at the top of the build context (for every folder, write {anywhere})",
                fr: "le fichier ou dossier {shown} en haut du contexte de construction (pour tous les dossiers, écrire {anywhere})",
            )
        }
        _ if glob.is_literal() => msg!(
            lang,
            en: "the file or folder {shown} of the build context",
            fr: "le fichier ou dossier {shown} du contexte de construction",
        ),
        _ => msg!(
            lang,
            en: "every path of the build context that reads like {shown}",
            fr: "tout chemin du contexte de construction de la forme {shown}",
        ),
    };
    Some(match pattern.is_exception() {
        true => msg!(
            lang,
            en: "Takes back what earlier lines left out: {what}. With a folder comes all that is in it.",
            fr: "Reprend ce que des lignes précédentes ont écarté\u{a0}: {what}. Un dossier va avec tout ce qu'il contient.",
        ),
        false => msg!(
            lang,
            en: "Leaves out of the build context: {what}. With a folder goes all that is in it.",
            fr: "Écarte du contexte de construction\u{a0}: {what}. Un dossier va avec tout ce qu'il contient.",
        ),
    })
}

/// A point for each sign that stands for other letters.
pub fn wildcards(document: &IgnoreDocument, pattern: &Pattern, lang: Lang) -> Option<String> {
    let mut points: Vec<String> = Vec::new();
    for range in pattern.wildcards() {
        let sign = document.source.get(range)?;
        let shown = code(sign);
        let point = match sign.as_bytes() {
            [b'*'] => msg!(
                lang,
                en: "{shown}: any letters, or none, but no `/`",
                fr: "{shown}\u{a0}: des lettres quelconques, ou aucune, mais pas de `/`",
            ),
            [b'*', ..] => msg!(
                lang,
                en: "{shown}: any folders, or none",
                fr: "{shown}\u{a0}: des dossiers quelconques, ou aucun",
            ),
            [b'?'] => msg!(
                lang,
                en: "{shown}: one letter, but no `/`",
                fr: "{shown}\u{a0}: une lettre, mais pas `/`",
            ),
            [b'[', b'^', ..] => msg!(
                lang,
                en: "{shown}: one letter that is not listed",
                fr: "{shown}\u{a0}: une lettre hors de cette liste",
            ),
            [b'[', ..] => msg!(
                lang,
                en: "{shown}: one of these letters",
                fr: "{shown}\u{a0}: une de ces lettres",
            ),
            _ => msg!(
                lang,
                en: "{shown}: the sign itself",
                fr: "{shown}\u{a0}: le signe lui-même",
            ),
        };
        let point = format!("- {point}");
        if !points.contains(&point) {
            points.push(point);
        }
    }
    (!points.is_empty()).then(|| points.join("\n"))
}
