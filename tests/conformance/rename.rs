//! Every stage and every variable of the corpus gets another name: the file says the same with it.

use std::collections::BTreeSet;
use strates_analysis::Document;
use strates_analysis::edit::{TextEdit, apply};
use strates_analysis::errors::errors;
use strates_analysis::features::navigation::{references, rename};
use strates_analysis::model::state::{Evaluation, State, Step};
use strates_analysis::model::{Body, Keyword, Located, Origin, Pair, expand};
use strates_tests::corpus;

/// No file of the corpus has it, and no shell replaces anything in it.
const FRESH: &str = "zz_fresh_name";

#[test]
fn a_new_name_changes_nothing_else() {
    let (mut renamed, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    // The damaged files are much alike.
    let damaged = corpus::damaged().into_iter().step_by(10);
    for record in corpus::real().into_iter().chain(damaged) {
        let document = Document::new(&record.text);
        let mut before = None;
        // Once for all that a name stands for.
        let mut done = BTreeSet::new();
        for (byte, name) in names(&document) {
            if done.contains(&byte) {
                continue;
            }
            done.extend(
                references(&document, byte, true)
                    .iter()
                    .map(|range| range.start),
            );
            let Ok(edits) = rename(&document, byte, FRESH) else {
                refused += 1;
                continue;
            };
            renamed += 1;
            let before = before.get_or_insert_with(|| reading(&document, ""));
            if let Err(reason) = is_same(&record.text, before, &edits, &name) {
                wrong.push(format!("{}: {name}: {reason}", record.path));
            }
        }
    }
    eprintln!("renamed: {renamed}, refused: {refused}");
    wrong.iter().take(20).for_each(|each| eprintln!("{each}"));
    assert_eq!(wrong.len(), 0);
}

/// Where a stage or a variable gets its name.
fn names(document: &Document) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for located in document.dockerfile().instructions() {
        let pairs: &[Pair] = match &located.instruction.body {
            Body::From(from) => {
                let name = from.name.as_ref();
                found.extend(name.map(|name| (located.at(name.span).start, name.text.to_string())));
                continue;
            }
            Body::Arguments(pairs) => pairs,
            Body::Pairs { pairs, .. } if located.instruction.keyword == Keyword::Env => pairs,
            _ => continue,
        };
        for name in pairs.iter().filter_map(|pair| pair.name.as_ref()) {
            found.push((located.at(name.span).start, name.text.to_string()));
        }
    }
    found
}

fn is_same(text: &str, before: &Reading, edits: &[TextEdit], name: &str) -> Result<(), String> {
    if edits.is_empty() {
        return Err("nothing changes".to_owned());
    }
    let after = apply(text, edits).ok_or("the edits overlap")?;
    if letters(&after.replace(FRESH, name)) != letters(text) {
        return Err("more than the name changes".to_owned());
    }
    let after = reading(&Document::new(&after), name);
    let pairs = before.lines.iter().zip(&after.lines);
    for (before, after) in pairs {
        if before != after {
            return Err(format!("\n  {before}\n  {after}"));
        }
    }
    match *before == after {
        true => Ok(()),
        false => Err("another number of lines, stages or errors".to_owned()),
    }
}

/// A name that goes on in the next line is written on one.
fn letters(text: &str) -> String {
    let is_between = |letter: &char| letter.is_whitespace() || "\\`".contains(*letter);
    let kept = text.chars().filter(|letter| !is_between(letter));
    kept.collect::<String>().to_lowercase()
}

/// What a file says, with the fresh name turned back.
#[derive(PartialEq)]
struct Reading {
    lines: Vec<String>,
    errors: Vec<String>,
}

fn reading(document: &Document, name: &str) -> Reading {
    let file = document.dockerfile();
    let back = |text: &str| text.replace(FRESH, name).to_lowercase();
    let mut evaluation = Evaluation::new(file);
    let mut lines = Vec::new();
    for located in file.globals.iter() {
        lines.push(format!("{:?} {}", located.keyword, located.length.min(1)));
    }
    for (index, _) in file.stages.iter().enumerate() {
        let end = kept(evaluation.end(index));
        let base = back(evaluation.base_name(index));
        lines.push(format!(
            "stage {base:?} on {:?}",
            evaluation.base_stage(index)
        ));
        let mut state: Option<State> = None;
        for located in file.instructions_of(index) {
            let state = state.get_or_insert_with(|| evaluation.before(&located));
            let known = match located.instruction.keyword {
                Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck => &end,
                Keyword::Onbuild | Keyword::Shell => &State::default(),
                _ => &*state,
            };
            let text = value(document, &evaluation, &located, known);
            let flags = &located.instruction.flags;
            let keyword = located.instruction.keyword;
            let used = evaluation.stages_used(keyword, flags, index);
            lines.push(format!("{keyword:?} {used:?} {}", back(&text)));
            let step = Step::of(located.instruction, located.start);
            evaluation.apply(state, step, index);
        }
    }
    let errors = errors(document).into_iter();
    Reading {
        lines,
        errors: errors.map(|problem| problem.code().to_string()).collect(),
    }
}

/// What is in force in a container.
fn kept(state: State) -> State {
    let mut kept = State::default();
    for variable in state.variables.iter() {
        if variable.origin == Origin::Environment {
            kept.variables.set(variable.clone());
        }
    }
    kept
}

/// An instruction with the values of its variables in their place.
fn value(document: &Document, evaluation: &Evaluation, located: &Located, known: &State) -> String {
    let source = document.one_line(located);
    let known = match located.instruction.keyword {
        Keyword::From => evaluation.globals(),
        _ => &known.variables,
    };
    // Where nobody knows the value, that there is one.
    let lookup = |name: &str| {
        let variable = known.get(name)?;
        let value = variable.value.as_deref().map(str::to_owned);
        Some(value.unwrap_or_else(|| "<given>".to_owned()))
    };
    match expand(&source, document.dockerfile().escape.0, &lookup) {
        Ok(expanded) => expanded.text,
        Err(_) => source.to_string(),
    }
}
