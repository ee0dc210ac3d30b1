//! How many layers the image has in all: those of every stage in the target's chain, and those
//! of the base image, whose number only others tell.

use super::bases::Bases;
use super::wording::{layer_count, short};
use crate::lang::Lang;
use crate::model::layers::{LayerTable, StageLayers};
use crate::msg;

/// One sentence; nothing when there is no stage.
pub fn sentence(table: &LayerTable, bases: &Bases, lang: Lang) -> Option<String> {
    let chain: Vec<&StageLayers> = table
        .stages
        .iter()
        .filter(|stage| stage.in_target_chain)
        .collect();
    let own: usize = chain.iter().map(|stage| stage.layers).sum();
    let root = chain.iter().find(|stage| stage.base_stage.is_none())?;
    let layers = match chain.len() {
        1 => layer_count(own, lang),
        _ => {
            let parts = chain.iter().map(|stage| stage.layers.to_string());
            let parts = parts.collect::<Vec<_>>().join(" + ");
            format!("{parts} = {}", layer_count(own, lang))
        }
    };
    Some(match short(&root.base).as_str() {
        "scratch" => msg!(
            lang,
            en: "The image: {layers}; scratch adds none.",
            fr: "L'image\u{a0}: {layers}\u{a0}; scratch n'en ajoute aucune.",
        ),
        "" => msg!(
            lang,
            en: "The image: {layers}, and those of a base that is not named.",
            fr: "L'image\u{a0}: {layers}, plus celles d'une base qui n'est pas nommée.",
        ),
        base => match bases.of(&root.base).layers {
            Some(below) => {
                let all = own + below;
                msg!(
                    lang,
                    en: "The image: {layers}, and {below} of {base}: {all} in all.",
                    fr: "L'image\u{a0}: {layers}, plus {below} de l'image {base}\u{a0}: {all} en tout.",
                )
            }
            None => msg!(
                lang,
                en: "The image: {layers}, and those of {base} (number unknown).",
                fr: "L'image\u{a0}: {layers}, plus celles de l'image {base} (nombre inconnu).",
            ),
        },
    })
}
