//! The layers of the image, where the local engine or its registry has told them.

use crate::features::hover::markdown::code;
use crate::features::hover::place::Place;
use crate::features::layers::bases::{Bases, size};
use crate::msg;

pub fn paragraph(place: &Place, name: &str) -> Option<String> {
    let lang = place.lang();
    let history = Bases::new(place.asked.images).history(name)?;
    let told_by = history.told_by(lang);
    let head = msg!(
        lang,
        en: "**How it was made**, the lowest layer first ({told_by}):",
        fr: "**Comment elle a été faite**, la couche la plus basse d'abord ({told_by})\u{a0}:",
    );
    let layers = history.shown().iter();
    let layers =
        layers.map(|made| format!("{} · {}", size(made.bytes, lang), code(&made.instruction)));
    let points = layers.chain(history.rest(lang));
    let points: Vec<String> = points.map(|point| format!("- {point}")).collect();
    Some(format!("{head}\n\n{}", points.join("\n")))
}
