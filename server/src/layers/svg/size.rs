//! How large things are: with many stages the houses grow narrower, with many layers the floors
//! grow lower.

use super::tags::Tags;
use strates_analysis::model::layers::{Effect, LayerTable, StageLayers, Step};

pub struct Size {
    pub stages_in_row: usize,
    pub house_width: f64,
    pub floor: f64,
}

pub const CARD_PADDING: f64 = 24.0;
/// How far roof and base stand out on either side of the floors.
pub const EAVES: f64 = 10.0;
pub const ROOF: f64 = 36.0;
pub const BASE: f64 = 52.0;
pub const SEAM: f64 = 3.0;
/// From the card's upper edge: the three lines about the stage, and where they end.
pub const HEADING: [f64; 3] = [34.0, 55.0, 73.0];
const HEADING_END: f64 = 96.0;

impl Size {
    pub fn of(table: &LayerTable) -> Size {
        // As even as they can be: five are three and two, not four and one.
        let stages = table.stages.len().max(1);
        let stages_in_row = stages.div_ceil(stages.div_ceil(4));
        let counts = table.stages.iter().map(|stage| floors(stage).count());
        Size {
            stages_in_row,
            house_width: match stages_in_row {
                1 => 600.0,
                2 => 430.0,
                3 => 330.0,
                _ => 290.0,
            },
            floor: match counts.max().unwrap_or(0) {
                0..=8 if stages_in_row < 3 => 48.0,
                0..=10 => 36.0,
                11..=16 => 28.0,
                _ => 22.0,
            },
        }
    }

    pub fn card_width(&self) -> f64 {
        self.house_width + 2.0 * (CARD_PADDING + EAVES)
    }

    pub fn card_height(&self, stage: &StageLayers) -> f64 {
        let floors = floors(stage).count() as f64 * (self.floor + SEAM);
        let attic = Tags::of(stage, self.house_width).height() + SEAM;
        HEADING_END + ROOF + attic + floors + BASE + CARD_PADDING
    }

    /// Whether a floor is high enough for a second line that tells what it does.
    pub fn explains(&self) -> bool {
        self.floor > 40.0
    }
}

pub fn floors(stage: &StageLayers) -> impl Iterator<Item = &Step> {
    let steps = stage.steps.iter();
    steps.filter(|step| step.effect == Effect::Layer)
}
