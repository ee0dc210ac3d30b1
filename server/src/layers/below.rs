//! The layers of the image that a stage builds on, where the local engine or its registry has told
//! them.

use super::paint::{Ink, Paint};
use strates_analysis::features::layers::bases::{Bases, size};
use strates_analysis::features::layers::wording::short;
use strates_analysis::lang::Lang;
use strates_analysis::model::layers::StageLayers;
use strates_analysis::msg;
use strates_analysis::shown::{columns, fitted};

/// Nothing where nobody knows.
pub fn list(stage: &StageLayers, bases: &Bases, lang: Lang, width: usize, paint: Paint) -> String {
    let of_image = stage.base_stage.is_none();
    let Some(history) = of_image.then(|| bases.history(&stage.base)).flatten() else {
        return String::new();
    };
    let (base, told_by) = (short(&stage.base), history.told_by(lang));
    let head = msg!(
        lang,
        en: "Below, the layers of {base}, the lowest first ({told_by}):",
        fr: "En dessous, les couches de {base}, la plus basse d'abord ({told_by})\u{a0}:",
    );
    let sizes = history.shown().iter().map(|made| size(made.bytes, lang));
    let sizes: Vec<String> = sizes.collect();
    let widest = sizes.iter().map(|size| columns(size)).max().unwrap_or(0);
    let mut page = format!("{}\n", fitted(&head, width));
    for (made, size) in history.shown().iter().zip(&sizes) {
        let blanks = " ".repeat(widest.saturating_sub(columns(size)));
        let room = width.saturating_sub(widest + 4);
        let size = paint.ink(Ink::Layer, size);
        page += &format!("  {blanks}{size}  {}\n", fitted(&made.instruction, room));
    }
    for line in history.rest(lang) {
        page += &format!(
            "  {}\n",
            paint.ink(Ink::Faint, &fitted(&line, width.saturating_sub(2)))
        );
    }
    page
}
