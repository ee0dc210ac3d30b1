//! The name of a stage: what it builds on, its layers, who uses it.

use super::Hover;
use super::image;
use super::line::{Line, stage_role, stage_users};
use super::markdown::{code, prose};
use super::place::Place;
use crate::docs::Kind;
use crate::features::layers::wording;
use crate::model::Keyword;
use crate::msg;
use crate::syntax::{self, Syntax};
use tree_sitter::Node;

pub fn hover(place: &Place) -> Option<Hover> {
    let name = place.find::<syntax::StageName>().map(|name| name.node());
    if let Some(name) = name.or_else(|| as_before_name(place)) {
        let line = Line::of(place)?;
        let stage = line.located.stage?;
        let mut paragraphs = about(&line, stage);
        paragraphs.extend(place.titled_page(Kind::Topic, "stage"));
        return place.answer(name, paragraphs);
    }
    // The base of a stage may be another stage.
    let image = place.find::<syntax::ImageSpec>()?;
    let line = Line::of(place)?;
    let base = line.evaluation.base_stage(line.located.stage?)?;
    let mut paragraphs = about(&line, base);
    paragraphs.extend(place.titled_page(Kind::Topic, "stage"));
    place.answer(image.node(), paragraphs)
}

fn as_before_name<'a>(place: &Place<'a>) -> Option<Node<'a>> {
    let token = place.token()?;
    let is_as = token.kind() == "AS" && place.located?.instruction.keyword == Keyword::From;
    is_as.then_some(token)
}

/// What `--from` or `from=` names: a stage, or an image.
pub fn named(line: &Line, keyword: Keyword, name: &str) -> Vec<String> {
    let lang = line.place.lang();
    let own = line.located.stage;
    match line.evaluation.stage_meant(keyword, name) {
        Some(stage) if own.is_some_and(|own| stage < own) => about(line, stage),
        Some(stage) => {
            let (own, name) = (own == Some(stage), code(name));
            let row = line
                .place
                .file()
                .stages
                .get(stage)
                .map_or(0, |stage| stage.row)
                + 1;
            vec![match own {
                true => msg!(
                    lang,
                    en: "{name} names the stage that this line is in (line {row}): the build fails, for a stage can only take from those above it.",
                    fr: "{name} nomme l'étape où se trouve cette ligne (ligne {row})\u{a0}: la construction échoue, car une étape ne peut prendre qu'à celles qui la précèdent.",
                ),
                false => msg!(
                    lang,
                    en: "{name} names a stage further down (line {row}): the build fails, for a stage can only take from those above it.",
                    fr: "{name} nomme une étape plus bas (ligne {row})\u{a0}: la construction échoue, car une étape ne peut prendre qu'à celles qui la précèdent.",
                ),
            }]
        }
        None => {
            let shown = code(name);
            let mut paragraphs = vec![msg!(
                lang,
                en: "{shown} names no stage before this one: BuildKit takes it for a named context or an image.",
                fr: "{shown} ne nomme aucune étape précédente\u{a0}: BuildKit y voit un contexte nommé ou une image.",
            )];
            let is_number = keyword == Keyword::Copy && name.parse::<i64>().is_ok();
            if !is_number {
                paragraphs.extend(image::of_source(line.place, name));
            }
            paragraphs
        }
    }
}

fn about(line: &Line, stage: usize) -> Vec<String> {
    let lang = line.place.lang();
    let table = line.place.asked.document.layers();
    let Some(layers) = table.stages.get(stage) else {
        return Vec::new();
    };
    let title = prose(&wording::title(layers, lang));
    let row = layers.line + 1;
    let head = msg!(lang, en: "**{title}** (line {row})", fr: "**{title}** (ligne {row})");
    let mut points = stage_role(layers, line.place);
    points.extend(stage_users(
        line.place.file(),
        &line.evaluation,
        stage,
        lang,
    ));
    let points: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
    vec![head, points.join("\n")]
}
