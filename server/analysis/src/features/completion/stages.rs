//! Stages that may be named here: only earlier ones.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;
use crate::errors::{RESERVED_STAGES, is_stage_name};
use crate::model::state::Evaluation;
use crate::model::{Keyword, Reference, Stage};
use crate::msg;
use std::collections::HashSet;

pub fn as_keyword(place: &Place) -> Vec<Item> {
    let written = place
        .line
        .located
        .map(|from| from.instruction.written.text.to_string());
    let is_lower = written.is_some_and(|written| !written.contains(char::is_uppercase));
    let keyword = if is_lower { "as" } else { "AS" };
    let item = place
        .item(keyword, ItemKind::Keyword)
        .page(Kind::Topic, "stage");
    let typed_case = place.typed().contains(char::is_lowercase);
    let item = item.filter(if typed_case { "as" } else { keyword });
    let item = match place.is_last() {
        true => item
            .with_snippet(&format!("{keyword} ${{1:build}}"), place.escape())
            .writes(format!("{keyword} ")),
        false => item,
    };
    vec![item]
}

/// A name for this stage: those under which later ones take files from a stage that is not there yet.
pub fn missing(place: &Place) -> Vec<Item> {
    let file = place.file();
    let own = place.stage();
    let evaluation = Evaluation::new(file);
    let contexts = place.asked.context.other_contexts();
    let images = place.asked.images;
    let images = images.silent().unwrap_or(images);
    let mut items: Vec<Item> = Vec::new();
    let later = own.map_or(0, |own| own + 1)..file.stages.len();
    let is_other = |name: &str| {
        let is_known = |image| images.about(&image).is_some();
        let mut stages = later.clone();
        let is_base = |stage| evaluation.base_name(stage) == name;
        let is_image = stages.any(is_base) || Reference::parse(name).is_some_and(is_known);
        is_image || contexts.iter().any(|context| context == name)
    };
    let is_name = |name: &str| is_stage_name(name) && !RESERVED_STAGES.contains(&name);
    for (located, source, _) in later.clone().flat_map(|stage| file.sources_of(stage)) {
        let name = source.to_lowercase();
        let meant = evaluation.stage_meant(located.instruction.keyword, source);
        let is_free = meant.is_none_or(|meant| Some(meant) == own);
        let is_offered = items.iter().any(|item| item.label == name);
        if is_free && !is_offered && is_name(&name) && !is_other(source) {
            let line = located.row + 1;
            let detail =
                msg!(place.lang(), en: "wanted in line {line}", fr: "attendue à la ligne {line}");
            let item = place.item(name, ItemKind::Stage).detail(detail);
            items.push(item.page(Kind::Topic, "stage"));
        }
    }
    items
}

/// The nearest first. What is copied from may also be told by its number.
pub fn earlier(place: &Place, numbers: bool) -> Vec<Item> {
    if place.command.is_trigger {
        return Vec::new();
    }
    let file = place.file();
    let own = place.line.begin();
    let begun = file.stages.partition_point(|stage| stage.start < own);
    let is_from = place.command.keyword == Some(Keyword::From);
    let earlier = if is_from {
        begun
    } else {
        begun.saturating_sub(1)
    };
    let stages = || file.stages.iter().take(earlier).enumerate().rev();
    let mut seen = HashSet::new();
    if !is_from {
        // A name means the last stage that bears it, which cannot be copied from up here.
        let below = file.stages.iter().skip(earlier);
        seen.extend(below.filter_map(|stage| Some(stage.name()?.text.to_lowercase())));
    }
    let named = stages().filter_map(|(index, stage)| {
        let name = stage.name()?.text.to_lowercase();
        // A later stage of the same name hides an earlier one.
        seen.insert(name.clone())
            .then(|| item(place, &name, index, stage))
    });
    let mut items: Vec<Item> = named.collect();
    if numbers {
        items.extend(stages().map(|(index, stage)| item(place, &index.to_string(), index, stage)));
    }
    items
}

fn item(place: &Place, label: &str, index: usize, stage: &Stage) -> Item {
    let base = stage.from().and_then(|from| from.image.as_ref());
    let base = base.map_or("", |image| &image.word.text);
    let lang = place.lang();
    let detail = msg!(lang, en: "stage {index} · FROM {base}", fr: "étape {index} · FROM {base}");
    let item = place.item(label, ItemKind::Stage).detail(detail);
    item.page(Kind::Topic, "stage")
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn only_earlier_stages_are_offered() {
        assert_eq!(
            labels("FROM a AS b\nFROM c AS d\nCOPY --from=$0\nFROM e AS f\n"),
            ["b", "0"]
        );
        assert_eq!(labels("FROM a AS b\nFROM $0")[0], "b");
        assert_eq!(
            labels("FROM a AS b\nFROM c AS d\nFROM e AS D\nCOPY --from=$0\nFROM f AS B\n"),
            ["1", "0"]
        );
        assert_eq!(
            labels(
                "FROM a AS $0\nFROM b AS c\nCOPY --from=c d e\nCOPY --from=Make f g\n\
                 RUN --mount=from=make h\nCOPY --from=i:1 j k\nCOPY --from=0 l m\n\
                 COPY --from=scratch n o\nCOPY --from=p q r\nFROM p\n"
            ),
            ["make"]
        );
        assert_eq!(plain("FROM a $0", "AS"), Some("AS ".to_owned()));
    }
}
