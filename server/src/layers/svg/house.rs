//! One stage as a house on its card.

use super::canvas::{Area, Canvas, Font};
use super::size::{BASE, CARD_PADDING, EAVES, HEADING, ROOF, SEAM, Size, floors};
use super::tags::Tags;
use super::{FAINT_INK, INK, columns_in};
use strates_analysis::features::layers::{phrases, wording};
use strates_analysis::lang::Lang;
use strates_analysis::model::layers::{StageLayers, Step};
use strates_analysis::msg;
use strates_analysis::shown::fitted;

/// The layers that are shipped grow lighter towards the sky.
const DEEPEST: [f64; 3] = [20.0, 66.0, 102.0];
const NEWEST: [f64; 3] = [43.0, 120.0, 171.0];

pub const STONE: &str = "fill=\"#4b5159\"";
pub const NOTHING: &str =
    "fill=\"none\" stroke=\"#7b8590\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"";
pub const LAYER: &str = "fill=\"#21608f\"";
pub const THROWN: &str = "fill=\"#dfe4e9\" stroke=\"#a3aeb9\" stroke-dasharray=\"5 4\"";

pub fn draw(canvas: &mut Canvas, stage: &StageLayers, lang: Lang, size: &Size, card: Area) {
    let Area(left, top, width, height) = card;
    canvas.rectangle(card, 14.0, card_style(stage));
    let text = Area(left + CARD_PADDING, top, width - 2.0 * CARD_PADDING, height);
    heading(canvas, stage, lang, text);

    let left = left + CARD_PADDING + EAVES;
    let mut ground = top + height - CARD_PADDING - BASE;
    let foundation = Area(left - EAVES, ground, size.house_width + 2.0 * EAVES, BASE);
    base(canvas, stage, lang, foundation);

    let last = floors(stage).count().saturating_sub(1).max(1);
    for (place, step) in floors(stage).enumerate() {
        ground -= size.floor + SEAM;
        let area = Area(left, ground, size.house_width, size.floor);
        let (style, ink) = if stage.in_target_chain {
            (strata(place as f64 / last as f64), "#ffffff")
        } else {
            (THROWN.to_owned(), "#3d4854")
        };
        canvas.group(&tip(step, lang), |canvas| {
            canvas.rectangle(area, 4.0, &style);
            floor(canvas, step, lang, size.explains(), area, ink);
        });
    }

    let tags = Tags::of(stage, size.house_width);
    if tags.height() > 0.0 {
        ground -= tags.height() + SEAM;
        let attic = Area(left, ground, size.house_width, tags.height());
        canvas.rectangle(attic, 4.0, "fill=\"#fffaf0\" stroke=\"#e6d3a5\"");
        tags.draw(canvas, left, ground, lang);
    }
    roof(canvas, stage, left, ground - SEAM, size.house_width);
}

fn card_style(stage: &StageLayers) -> &'static str {
    if stage.target {
        "fill=\"#ffffff\" stroke=\"#b4472f\" stroke-width=\"2.5\""
    } else if stage.in_target_chain {
        "fill=\"#ffffff\" stroke=\"#21608f\" stroke-width=\"1.5\""
    } else {
        "fill=\"#ffffff\" fill-opacity=\"0.45\" stroke=\"#c9c4b6\""
    }
}

fn heading(canvas: &mut Canvas, stage: &StageLayers, lang: Lang, Area(left, top, width, _): Area) {
    let [title, adds, role] = HEADING;
    let text = fitted(
        &wording::title(stage, lang),
        columns_in(width, Font::HEADING),
    );
    canvas.text(left, top + title, Font::HEADING, INK, &text);
    let text = wording::adds(stage, lang);
    canvas.text(left, top + adds, Font::PLAIN, FAINT_INK, &text);
    let text = fitted(&wording::role(stage, lang), columns_in(width, Font::PLAIN));
    let ink = if stage.target { "#a23c25" } else { FAINT_INK };
    canvas.text(left, top + role, Font::PLAIN, ink, &text);
}

fn base(canvas: &mut Canvas, stage: &StageLayers, lang: Lang, area: Area) {
    let Area(left, top, width, height) = area;
    let scratch = stage.base == "scratch" && stage.base_stage.is_none();
    let (style, ink) = match (stage.base_stage, scratch) {
        (Some(_), _) => (
            "fill=\"#21608f\" fill-opacity=\"0.18\" stroke=\"#21608f\"",
            INK,
        ),
        (None, true) => (NOTHING, INK),
        (None, false) if stage.in_target_chain => (STONE, "#ffffff"),
        (None, false) => ("fill=\"#66717d\"", "#ffffff"),
    };
    canvas.rectangle(area, 5.0, style);
    let middle = left + width / 2.0;
    let name = fitted(
        &wording::base(stage, lang),
        columns_in(width - 24.0, Font::CODE),
    );
    canvas.text_in_the_middle(middle, top + height / 2.0 - 3.0, Font::CODE, ink, &name);
    let note = match (stage.base_stage, scratch) {
        (Some(_), _) => msg!(
            lang,
            en: "base: the layers of that stage",
            fr: "base\u{a0}: les couches de cette étape",
        ),
        (None, true) => msg!(lang, en: "base: empty", fr: "base\u{a0}: vide"),
        (None, false) => msg!(
            lang,
            en: "base: layers of its own, number unknown",
            fr: "base\u{a0}: ses propres couches, nombre inconnu",
        ),
    };
    canvas.text_in_the_middle(middle, top + height / 2.0 + 15.0, Font::PLAIN, ink, &note);
}

fn floor(canvas: &mut Canvas, step: &Step, lang: Lang, explains: bool, area: Area, ink: &str) {
    let Area(left, top, width, height) = area;
    let middle = top + height / 2.0;
    let radius = (height / 2.0 - 3.0).min(12.0);
    canvas.circle(
        left + 22.0,
        middle,
        radius,
        &format!("fill=\"{ink}\" fill-opacity=\"0.16\""),
    );
    let number = step
        .number
        .map(|number| number.to_string())
        .unwrap_or_default();
    let baseline = middle + Font::BADGE.half_height();
    canvas.text_in_the_middle(left + 22.0, baseline, Font::BADGE, ink, &number);

    let room = width - 44.0 - 14.0;
    let summary = fitted(wording::summary(step), columns_in(room, Font::CODE));
    if explains {
        canvas.text(left + 44.0, middle - 3.0, Font::CODE, ink, &summary);
        let phrase = fitted(
            phrases::phrase(step).get(lang),
            columns_in(room, Font::PLAIN),
        );
        canvas.text(left + 44.0, middle + 14.0, Font::PLAIN, ink, &phrase);
    } else {
        let baseline = middle + Font::CODE.half_height();
        canvas.text(left + 44.0, baseline, Font::CODE, ink, &summary);
    }
}

fn roof(canvas: &mut Canvas, stage: &StageLayers, left: f64, bottom: f64, width: f64) {
    let outline = [
        (left - EAVES, bottom),
        (left + width / 2.0, bottom - ROOF),
        (left + width + EAVES, bottom),
    ];
    let style = match (stage.target, stage.in_target_chain) {
        (true, _) => "fill=\"#b4472f\"",
        (_, true) => LAYER,
        _ => THROWN,
    };
    canvas.polygon(&outline, style);
}

/// The whole instruction, for what the floor has no room for.
pub fn tip(step: &Step, lang: Lang) -> String {
    let makes = wording::makes(step, lang);
    let line = step.line + 1;
    let summary = fitted(wording::summary(step), 400);
    msg!(lang, en: "Line {line}, {makes}: {summary}", fr: "Ligne {line}, {makes}\u{a0}: {summary}")
}

fn strata(height: f64) -> String {
    let mix = |at: usize| (DEEPEST[at] + (NEWEST[at] - DEEPEST[at]) * height).round() as u8;
    format!("fill=\"#{:02x}{:02x}{:02x}\"", mix(0), mix(1), mix(2))
}
