//! A stage: what it builds on, what becomes of it, who uses it.

use super::Line;
use crate::features::hover::markdown::{capitalised, code, list, prose};
use crate::features::hover::place::Place;
use crate::features::layers::bases::Bases;
use crate::features::layers::{sum, wording};
use crate::lang::Lang;
use crate::model::layers::StageLayers;
use crate::model::state::Evaluation;
use crate::model::{Dockerfile, Keyword};
use crate::msg;

pub fn points(line: &Line) -> Vec<String> {
    if line.keyword() != Keyword::From {
        return Vec::new();
    }
    let Some(stage) = line.stage() else {
        return Vec::new();
    };
    let lang = line.place.lang();
    let mut points = stage_role(stage, line.place);
    points.extend(stage_users(
        line.place.file(),
        &line.evaluation,
        stage.index,
        lang,
    ));
    points
}

/// What a stage adds to its base, and what becomes of that.
pub fn stage_role(stage: &StageLayers, place: &Place) -> Vec<String> {
    let (lang, table) = (place.lang(), place.asked.document.layers());
    let hides = |stage: usize| (place.asked.hides_count)(stage);
    let adds = wording::adds(stage, lang);
    let role = wording::role(stage, lang);
    let base = match stage.base_stage.and_then(|base| table.stages.get(base)) {
        Some(base) => prose(&wording::mention(base, lang)),
        None => code(&stage.base),
    };
    let mut points = vec![
        match hides(stage.index) {
            true => msg!(lang, en: "Builds on {base}", fr: "Part de {base}"),
            false => {
                msg!(lang, en: "Builds on {base} and adds {adds}", fr: "Part de {base} et ajoute {adds}")
            }
        },
        capitalised(&role),
    ];
    let bases = Bases::new(place.asked.images);
    if stage.target && !table.chain(stage.index).any(|stage| hides(stage.index)) {
        points.extend(sum::sentence(table, &bases, lang).map(|sentence| prose(&sentence)));
    }
    points
}

/// The lines that build on a stage, copy from it or mount it.
pub fn stage_users(
    file: &Dockerfile,
    evaluation: &Evaluation,
    stage: usize,
    lang: Lang,
) -> Option<String> {
    let mut users = Vec::new();
    for later in stage + 1..file.stages.len() {
        let row = file.stages[later].row + 1;
        if evaluation.base_stage(later) == Some(stage) {
            users.push(msg!(lang, en: "`FROM` (line {row})", fr: "`FROM` (ligne {row})"));
        }
        for located in file.instructions_of(later) {
            let instruction = located.instruction;
            let used = evaluation.stages_used(instruction.keyword, &instruction.flags, later);
            if used.contains(&stage) {
                let (name, row) = (instruction.keyword.name(), located.row + 1);
                users.push(msg!(lang, en: "`{name}` (line {row})", fr: "`{name}` (ligne {row})"));
            }
        }
    }
    let list = list(&users, 6, lang);
    (!users.is_empty()).then(|| msg!(lang, en: "Used by {list}", fr: "Utilisée par {list}"))
}
