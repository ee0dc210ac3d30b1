//! The layers as a picture for a slide: each stage a house that stands on its base, a floor for
//! each layer, the newest on top, and under the roof the metadata as tags. It needs nothing from
//! outside: no script, no font, no style sheet.

mod canvas;
mod house;
mod legend;
mod size;
mod tags;

use canvas::{Area, Canvas, Font};
use legend::Legend;
use size::Size;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::layers::{sum, wording};
use strates_analysis::lang::Lang;
use strates_analysis::model::layers::{LayerTable, StageLayers};
use strates_analysis::msg;
use strates_analysis::shown::fitted;

const INK: &str = "#1d2733";
const FAINT_INK: &str = "#55616f";
const PAPER: &str = "#f6f3ec";

const MARGIN: f64 = 40.0;
const GAP: f64 = 28.0;
const HEADER: f64 = 104.0;

pub fn render(table: &LayerTable, bases: &Bases, title: &str, lang: Lang) -> String {
    let size = Size::of(table);
    let rows: Vec<&[StageLayers]> = table.stages.chunks(size.stages_in_row).collect();
    let heights: Vec<f64> = rows
        .iter()
        .map(|stages| {
            stages
                .iter()
                .map(|stage| size.card_height(stage))
                .fold(0.0, f64::max)
        })
        .collect();

    let columns = size.stages_in_row as f64;
    let width = 2.0 * MARGIN + columns * size.card_width() + (columns - 1.0) * GAP;
    let legend = Legend::of(table, lang, width - 2.0 * MARGIN);
    let houses: f64 = heights.iter().map(|height| height + GAP).sum();
    let height = HEADER + houses + legend.height() + MARGIN / 2.0;

    let mut canvas = Canvas::default();
    let heading = fitted(title, columns_in(width - 2.0 * MARGIN, Font::TITLE));
    canvas.text(MARGIN, 58.0, Font::TITLE, INK, &heading);
    let sum = sum::sentence(table, bases, lang).unwrap_or_else(
        || msg!(lang, en: "No stage, so no layers.", fr: "Aucune étape, donc aucune couche."),
    );
    let shown = fitted(&sum, columns_in(width - 2.0 * MARGIN, Font::SUBTITLE));
    canvas.text(MARGIN, 86.0, Font::SUBTITLE, FAINT_INK, &shown);

    let mut top = HEADER;
    for (stages, height) in rows.iter().zip(&heights) {
        let mut left = MARGIN;
        for stage in *stages {
            let card = Area(left, top, size.card_width(), *height);
            house::draw(&mut canvas, stage, lang, &size, card);
            left += size.card_width() + GAP;
        }
        top += height + GAP;
    }
    legend.draw(&mut canvas, MARGIN, top);
    canvas.finish(width, height, title, &description(table, &sum, lang), lang)
}

/// For those who listen to the picture.
fn description(table: &LayerTable, sum: &str, lang: Lang) -> String {
    let stages = table.stages.iter().map(|stage| {
        let title = wording::title(stage, lang);
        let base = wording::base(stage, lang);
        let adds = wording::adds(stage, lang);
        let role = wording::role(stage, lang);
        format!("{title}, {base}, {adds}, {role}. ")
    });
    stages.collect::<String>() + sum
}

fn columns_in(width: f64, font: Font) -> usize {
    (width / font.advance()).max(0.0) as usize
}
