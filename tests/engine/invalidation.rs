//! What a second build takes from the cache after an edit: BuildKit's word, the case's and strates'.
//! `case.rs` tells how a case is written.
//!
//! With STRATES_ENGINE_MEASURED=FOLDER the cases are written there with the marks that BuildKit
//! gives them.

use crate::case::{Case, Mark};
use crate::engine::{Engine, Store};
use crate::measured::{Measured, Outcome, measured};
use crate::record::record;
use crate::sections::sections;
use crate::steps::Step;
use crate::{images, model, parallel};
use std::path::PathBuf;
use std::{env, fs};
use strates_analysis::model::cache::{Certainty, Touched};

const FILES: [&str; 9] = [
    include_str!("invalidation/metadata.txt"),
    include_str!("invalidation/writing.txt"),
    include_str!("invalidation/variables.txt"),
    include_str!("invalidation/shell_and_user.txt"),
    include_str!("invalidation/places.txt"),
    include_str!("invalidation/copies.txt"),
    include_str!("invalidation/scripts.txt"),
    include_str!("invalidation/stages.txt"),
    include_str!("invalidation/triggers.txt"),
];

#[test]
fn an_edit_rebuilds_what_is_foreseen_where_layers_can_be_merged() {
    compare(Store::Containerd);
}

#[test]
fn an_edit_rebuilds_what_is_foreseen_where_no_layers_can_be_merged() {
    compare(Store::Graph);
}

fn compare(store: Store) {
    let Some(engine) = Engine::start(store) else {
        return;
    };
    images::prepare(&engine);
    let sections: Vec<_> = FILES.into_iter().flat_map(sections).collect();
    let record_folder = env::var_os("STRATES_ENGINE_MEASURED").map(PathBuf::from);
    // With an engine of the test's own, the other store is tried as well.
    let all = !engine.installed.own || record_folder.is_some();
    let mut cases: Vec<_> = sections.iter().map(Case::new).collect();
    cases.retain(|case| match store {
        Store::Containerd => true,
        Store::Graph => !case.where_layers_can_be_merged && (all || case.has_link()),
    });
    let results = parallel::each(&cases, |number, case| measured(&engine, number, case));

    let mut records = String::new();
    let mut different = 0;
    for (case, result) in cases.iter().zip(&results) {
        let problems = match result {
            Ok(measured) => {
                records += &record(case, measured);
                problems(case, measured, store)
            }
            Err(failure) => vec![failure.clone()],
        };
        if !problems.is_empty() {
            different += 1;
            eprintln!("== {}\n{}", case.title, problems.join("\n"));
        }
    }
    if let Some(folder) = record_folder {
        let file = format!("{store:?}.txt").to_lowercase();
        fs::write(folder.join(file), records).unwrap();
    }
    eprintln!(
        "{store:?}: {} of {} edits rebuild what is foreseen",
        cases.len() - different,
        cases.len()
    );
    assert_eq!(different, 0, "{store:?}: edits that rebuild something else");
}

fn problems(case: &Case, measured: &Measured, store: Store) -> Vec<String> {
    let mut problems = Vec::new();
    for (step, outcome) in measured {
        let mark = case.mark(step.line);
        let expected = match mark {
            Mark::Kept | Mark::SameFiles => Outcome::Kept,
            Mark::Rebuilt | Mark::OtherFiles => Outcome::Rebuilt,
            Mark::Linked if store == Store::Containerd => Outcome::Kept,
            Mark::Linked => Outcome::Rebuilt,
            Mark::Unneeded => Outcome::Unneeded,
        };
        if *outcome != expected {
            let place = place(case, step);
            problems.push(format!("{place}: BuildKit {outcome:?}, the case {mark:?}"));
        }
    }
    if case.can_be_known {
        problems.extend(where_strates_differs(case, measured));
    }
    problems
}

fn where_strates_differs(case: &Case, measured: &Measured) -> Vec<String> {
    let mut problems = Vec::new();
    let ours = model::rebuilt(case);
    for (step, _) in measured {
        let place_of = |touched: &&Touched| {
            (touched.stage, touched.start, touched.from_trigger)
                == (step.stage, case.start(step.line), step.from_trigger)
        };
        let certainty = ours.iter().find(place_of).map(|touched| touched.certainty);
        let mark = case.mark(step.line);
        let agrees = match mark {
            Mark::Kept | Mark::Unneeded => certainty.is_none(),
            Mark::Rebuilt => certainty == Some(Certainty::Rebuilt),
            Mark::SameFiles | Mark::OtherFiles => certainty == Some(Certainty::IfFilesDiffer),
            Mark::Linked => certainty == Some(Certainty::UnlessMerged),
        };
        if !agrees {
            let place = place(case, step);
            problems.push(format!("{place}: the case {mark:?}, strates {certainty:?}"));
        }
    }
    if ours.len() > measured.len() {
        problems.push(format!("strates rebuilds what is no step: {ours:?}"));
    }
    problems
}

fn place(case: &Case, step: &Step) -> String {
    format!("stage {}, `{}`", step.stage, case.lines[step.line].text)
}
