//! Where a variable is used that a line defines.

use super::line::Line;
use super::markdown::list;
use crate::model::state::{Evaluation, State, Step};
use crate::model::{Body, Keyword, Located, Pair, mentioned};
use crate::msg;
use std::collections::BTreeSet;

/// The lines of this file that get the variable of this line.
pub fn uses(line: &Line, name: &str) -> Option<String> {
    let document = line.place.asked.document;
    let getting = match line.located.stage {
        Some(stage) => getting(line, stage, name),
        None => getting_global(line, name),
    };
    let mut rows = BTreeSet::new();
    for located in getting {
        if line.located.stage.is_none() && names_again(&located, name) {
            rows.insert(located.row + 1);
        }
        let text = document.text().slice(located.range());
        for mentioned in mentioned(&text).filter(|mentioned| *mentioned == name) {
            let offset = mentioned.as_ptr() as usize - text.as_ptr() as usize;
            rows.insert(document.text().line_of(located.start + offset) + 1);
        }
    }
    let lang = line.place.lang();
    let shown: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let list = list(&shown, 8, lang);
    (!rows.is_empty()).then(|| match rows.len() {
        1 => msg!(lang, en: "Used on line {list}.", fr: "Utilisée à la ligne {list}."),
        _ => msg!(lang, en: "Used on lines {list}.", fr: "Utilisée aux lignes {list}."),
    })
}

/// The instructions for which a variable of a stage is in force as this line defines it: in that
/// stage, and in those that build on it.
fn getting<'a>(line: &Line<'_, 'a>, own: usize, name: &str) -> Vec<Located<'a>> {
    let (file, table) = (line.place.file(), line.place.asked.document.layers());
    let definition = |state: &State| state.variables.get(name).map(|known| known.definition);
    let wanted = definition(&line.after);
    let mut evaluation = Evaluation::new(file);
    let mut found = Vec::new();
    let builds_on_it = |stage: &usize| table.chain(*stage).any(|base| base.index == own);
    for stage in (own..file.stages.len()).filter(builds_on_it) {
        let mut instructions = file.instructions_of(stage);
        // A FROM sees no variables of stages.
        let Some(from) = instructions.next() else {
            continue;
        };
        let mut state = evaluation.before(&from);
        for located in instructions {
            if located.start > line.located.start && definition(&state) == wanted {
                found.push(located);
            }
            let step = Step::of(located.instruction, located.start);
            evaluation.apply(&mut state, step, stage);
        }
    }
    found
}

/// Of one before the first FROM: the FROMs, and the stages that name it again.
fn getting_global<'a>(line: &Line<'_, 'a>, name: &str) -> Vec<Located<'a>> {
    let known = line.evaluation.globals().get(name);
    let last = known.and_then(|known| Some(known.definition?.0));
    let instructions = line.place.file().instructions();
    let later = instructions.filter(|located| located.start > line.located.start);
    let gets_it = |located: &Located| {
        let is_from = located.instruction.keyword == Keyword::From;
        let is_asked = is_from || names_again(located, name);
        located.stage.is_none() || (is_asked && last == Some(line.located.start))
    };
    later.filter(gets_it).collect()
}

/// Without a value of its own, so that it gets that from before the first FROM.
fn names_again(located: &Located, name: &str) -> bool {
    let Body::Arguments(arguments) = &located.instruction.body else {
        return false;
    };
    let names = |argument: &Pair| argument.name.as_ref().is_some_and(|own| &*own.text == name);
    located.stage.is_some() && arguments.iter().any(|each| names(each) && !each.assigned)
}
