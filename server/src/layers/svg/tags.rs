//! The metadata as luggage tags in the attic, side by side: unlike layers they do not stack.

use super::canvas::{Area, Canvas, Font};
use super::columns_in;
use super::house::tip;
use strates_analysis::features::layers::wording;
use strates_analysis::lang::Lang;
use strates_analysis::model::layers::{Effect, StageLayers, Step};
use strates_analysis::shown::{columns, fitted};

pub const TAG: &str = "fill=\"#fdf0cd\" stroke=\"#d6a548\"";
pub const TRIGGER: &str = "fill=\"#f4ebf7\" stroke=\"#a77bb8\" stroke-dasharray=\"4 3\"";

const HEIGHT: f64 = 24.0;
const SPACE: f64 = 5.0;
const PADDING: f64 = 10.0;
/// What a tag takes beside its text: the point with the hole, and some air.
const FRAME: f64 = 30.0;

pub struct Tags<'a> {
    rows: Vec<Vec<Tag<'a>>>,
}

struct Tag<'a> {
    step: &'a Step,
    text: String,
    left: f64,
    width: f64,
}

impl<'a> Tags<'a> {
    pub fn of(stage: &'a StageLayers, house_width: f64) -> Tags<'a> {
        let room = house_width - 2.0 * PADDING;
        let mut rows: Vec<Vec<Tag>> = Vec::new();
        let mut left = f64::INFINITY;
        for step in stage
            .steps
            .iter()
            .filter(|step| step.effect != Effect::Layer)
        {
            let text = fitted(
                wording::summary(step),
                columns_in(room - FRAME, Font::SMALL_CODE),
            );
            let width = FRAME + columns(&text) as f64 * Font::SMALL_CODE.advance();
            if left + width > room {
                rows.push(Vec::new());
                left = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push(Tag {
                    step,
                    text,
                    left,
                    width,
                });
            }
            left += width + SPACE;
        }
        Tags { rows }
    }

    pub fn height(&self) -> f64 {
        match self.rows.len() {
            0 => 0.0,
            rows => rows as f64 * (HEIGHT + SPACE) - SPACE + 2.0 * PADDING,
        }
    }

    pub fn draw(&self, canvas: &mut Canvas, left: f64, top: f64, lang: Lang) {
        let mut top = top + PADDING;
        for row in &self.rows {
            for tag in row {
                let area = Area(left + PADDING + tag.left, top, tag.width, HEIGHT);
                canvas.group(&tip(tag.step, lang), |canvas| tag.draw(canvas, area));
            }
            top += HEIGHT + SPACE;
        }
    }
}

impl Tag<'_> {
    fn draw(&self, canvas: &mut Canvas, Area(left, top, width, height): Area) {
        let (right, bottom, middle) = (left + width, top + height, top + height / 2.0);
        let shoulder = left + 10.0;
        let outline = [
            (left, middle),
            (shoulder, top),
            (right, top),
            (right, bottom),
            (shoulder, bottom),
        ];
        let (style, ink) = match self.step.effect {
            Effect::Trigger => (TRIGGER, "#5b3568"),
            _ => (TAG, "#4f3a0d"),
        };
        canvas.polygon(&outline, style);
        canvas.circle(shoulder, middle, 2.2, "fill=\"#ffffff\" stroke=\"#8a7a55\"");
        let baseline = middle + Font::SMALL_CODE.half_height();
        canvas.text(left + 20.0, baseline, Font::SMALL_CODE, ink, &self.text);
    }
}
