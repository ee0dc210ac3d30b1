//! What the colours mean: only those that are in the picture.

use super::INK;
use super::canvas::{Area, Canvas, Font};
use super::house::{LAYER, STONE, THROWN};
use super::tags::{TAG, TRIGGER};
use strates_analysis::lang::{Lang, Text};
use strates_analysis::model::layers::{Effect, LayerTable, Step};
use strates_analysis::shown::columns;

pub struct Legend {
    lines: Vec<Vec<Entry>>,
}

struct Entry {
    style: &'static str,
    text: &'static str,
}

const SWATCH: f64 = 16.0;
const LINE: f64 = 26.0;

const MEANINGS: [(&str, Text); 5] = [
    (
        LAYER,
        Text {
            en: "layer: files, laid on those below",
            fr: "couche\u{a0}: des fichiers, posés sur ceux du dessous",
        },
    ),
    (
        TAG,
        Text {
            en: "metadata: a setting, no files",
            fr: "métadonnées\u{a0}: un réglage, pas de fichiers",
        },
    ),
    (
        TRIGGER,
        Text {
            en: "ONBUILD: waits for the child image",
            fr: "ONBUILD\u{a0}: attend l'image enfant",
        },
    ),
    (
        STONE,
        Text {
            en: "base image: what FROM brings",
            fr: "image de base\u{a0}: ce que FROM apporte",
        },
    ),
    (
        THROWN,
        Text {
            en: "layer of a stage that is thrown away",
            fr: "couche d'une étape jetée",
        },
    ),
];

impl Legend {
    pub fn of(table: &LayerTable, lang: Lang, width: f64) -> Legend {
        let mut lines: Vec<Vec<Entry>> = Vec::new();
        let mut used = f64::INFINITY;
        for (style, text) in MEANINGS.iter().filter(|(style, _)| occurs(table, style)) {
            let text = text.get(lang);
            let needed = entry_width(text);
            if used + needed > width {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += needed;
            if let Some(line) = lines.last_mut() {
                line.push(Entry { style, text });
            }
        }
        Legend { lines }
    }

    pub fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE
    }

    pub fn draw(&self, canvas: &mut Canvas, left: f64, top: f64) {
        for (line, row) in self.lines.iter().zip(0u32..) {
            let middle = top + f64::from(row) * LINE + LINE / 2.0;
            let mut x = left;
            for Entry { style, text } in line {
                let swatch = Area(x, middle - SWATCH / 2.0, SWATCH, SWATCH);
                canvas.rectangle(swatch, 3.0, style);
                let baseline = middle + Font::PLAIN.half_height();
                canvas.text(x + SWATCH + 8.0, baseline, Font::PLAIN, INK, text);
                x += entry_width(text);
            }
        }
    }
}

fn entry_width(text: &str) -> f64 {
    SWATCH + 8.0 + columns(text) as f64 * Font::PLAIN.advance() + 20.0
}

fn occurs(table: &LayerTable, style: &str) -> bool {
    let mut stages = table.stages.iter();
    let has = |steps: &[Step], effect| steps.iter().any(|step| step.effect == effect);
    match style {
        LAYER => stages.any(|stage| stage.in_target_chain && has(&stage.steps, Effect::Layer)),
        THROWN => stages.any(|stage| !stage.in_target_chain && has(&stage.steps, Effect::Layer)),
        TAG => stages.any(|stage| has(&stage.steps, Effect::Metadata)),
        TRIGGER => stages.any(|stage| has(&stage.steps, Effect::Trigger)),
        _ => stages.any(|stage| stage.base_stage.is_none() && stage.base != "scratch"),
    }
}
