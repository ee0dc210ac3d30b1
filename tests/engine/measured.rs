//! A case, built twice: what the second build does with each step.

use crate::build::Build;
use crate::case::{Case, Sign};
use crate::engine::Engine;
use crate::reported::Reported;
use crate::steps::{self, Step};
use crate::{context, images};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Kept,
    Rebuilt,
    /// It is not built at all.
    Unneeded,
}

/// Each step of the text that strates is asked about, as the second build has it.
pub type Measured = Vec<(Step, Outcome)>;

pub fn measured(engine: &Engine, number: usize, case: &Case) -> Result<Measured, String> {
    let key = number.to_string();
    let (old, new) = (case.text(Sign::Old), case.text(Sign::New));
    let images = images::import(engine, &key, &format!("{old}{new}"));
    let context = context::write(engine, &format!("contexts/{key}"), &FILES, &key);
    let place = match case.is_beside_files {
        true => format!("contexts/{key}/Dockerfile"),
        false => format!("dockerfiles/{key}"),
    };
    if !case.is_in_context {
        engine
            .folder
            .write(&format!("contexts/{key}/.dockerignore"), "Dockerfile\n");
    }
    let dockerfile = engine.folder.path(&place);
    let build = Build {
        engine,
        images: &images,
        dockerfile: &dockerfile,
        context: &context,
    };
    engine.folder.write(&place, &old);
    build.steps()?;
    engine.folder.write(&place, &new);
    let vertices = build.steps()?;

    let (new_steps, stages) = steps::steps(case, Sign::New);
    let reported = Reported::new(&new_steps, &stages, &vertices)?;
    let (steps, _) = steps::steps(case, case.asked());
    let outcomes = steps.into_iter().map(|step| {
        let same = |other: &&Step| {
            (other.stage, other.from_trigger) == (step.stage, step.from_trigger)
                && case.new_place(step.line) == Some(other.line)
        };
        let outcome = match new_steps.iter().find(same) {
            Some(new) => reported.outcome(new),
            // The edit takes it away.
            None => Outcome::Rebuilt,
        };
        (step, outcome)
    });
    Ok(outcomes.collect())
}

/// The files that a case can copy.
const FILES: [(&str, &str); 13] = [
    ("a", "a"),
    ("b", "b"),
    ("same/a", "a"),
    ("package.json", "package"),
    ("same/a-copied", "a"),
    ("src/main", "main"),
    ("src/lib", "lib"),
    ("src-copied/main", "main"),
    ("src-copied/lib", "lib"),
    ("same/src/main", "main"),
    ("same/src/lib", "lib"),
    ("other/src/main", "main"),
    ("other/src/lib", "new lib"),
];
