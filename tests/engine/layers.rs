//! How many layers an image has, and which instruction made each: the engine's, the case's and
//! strates'.

use crate::build::Build;
use crate::engine::{Engine, Store};
use crate::sections::{Section, sections};
use crate::{context, images, parallel};
use serde_json::Value;
use std::process::Command;
use strates_analysis::Document;
use strates_analysis::model::layers::{Effect, layers};

const COURSES: &str = include_str!("layers/courses.txt");
const INSTRUCTIONS: &str = include_str!("layers/instructions.txt");
const STAGES: &str = include_str!("layers/stages.txt");

const FILES: [(&str, &str); 7] = [
    ("app.py", "app"),
    ("index.html", "index"),
    ("package.json", "package"),
    ("requirements.txt", "requirements"),
    ("src/lib", "lib"),
    ("src/main", "main"),
    ("start.sh", "start"),
];

/// The lines of an image's history, the oldest first: does the line have a layer?
type History = Vec<bool>;

#[test]
fn an_image_has_the_layers_that_are_counted() {
    compare(Store::Containerd, |_| true);
}

/// The same frontend of BuildKit fills it, so some are enough.
#[test]
fn an_image_has_the_layers_that_are_counted_in_dockers_own_store() {
    compare(Store::Graph, |case| {
        let text = text(case);
        COURSES.contains(&text) || text.contains("--link") || text.contains("WORKDIR")
    });
}

fn compare(store: Store, wanted: impl Fn(&Section) -> bool) {
    let Some(engine) = Engine::start(store) else {
        return;
    };
    images::prepare(&engine);
    let files = [COURSES, INSTRUCTIONS, STAGES];
    let mut cases: Vec<_> = files.into_iter().flat_map(sections).collect();
    cases.retain(|case| wanted(case) || !engine.installed.own);
    let texts: String = cases.iter().map(text).collect();
    let bases = images::import(&engine, "layers", &texts);
    let context = context::write(&engine, "context", &FILES, "layers");
    let problems = parallel::each(&cases, |number, case| {
        let text = text(case);
        let dockerfile = format!("dockerfiles/{number}");
        engine.folder.write(&dockerfile, &text);
        let build = Build {
            engine: &engine,
            images: &bases,
            dockerfile: &engine.folder.path(&dockerfile),
            context: &context,
        };
        let image = format!("{}/layers/built:{number}", engine.prefix);
        match build.image(&image) {
            Ok(()) => problem(case, &text, &history(&engine, &image)),
            Err(problem) => Some(problem),
        }
    });
    let mut different = 0;
    for (case, problem) in cases.iter().zip(problems) {
        if let Some(problem) = problem {
            different += 1;
            eprintln!("== {}\n{problem}", case.title);
        }
    }
    eprintln!(
        "{store:?}: {} of {} images have the layers foreseen",
        cases.len() - different,
        cases.len()
    );
    assert_eq!(different, 0, "{store:?}: images with other layers");
}

fn text(case: &Section) -> String {
    case.lines.iter().map(|line| format!("{line}\n")).collect()
}

fn problem(case: &Section, text: &str, history: &History) -> Option<String> {
    let foreseen = strates(text);
    let counted = count(history);
    if *history != foreseen {
        let ours = count(&foreseen);
        return Some(format!(
            "BuildKit {counted}: {history:?}\n strates {ours}: {foreseen:?}"
        ));
    }
    let expected = &case.options[..];
    (expected != [counted.as_str()]).then(|| format!("built {counted}, the case {expected:?}"))
}

fn count(history: &History) -> String {
    let layers = history.iter().filter(|has_layer| **has_layer).count();
    format!("{layers} layers, {} metadata", history.len() - layers)
}

/// What strates says that the last stage, and those that it builds on, leave in the image.
fn strates(text: &str) -> History {
    let table = layers(&Document::new(text));
    let mut chain = Vec::new();
    let mut link = table.stages.iter().find(|stage| stage.target);
    while let Some(stage) = link {
        chain.push(stage);
        link = stage.base_stage.map(|base| &table.stages[base]);
    }
    let steps = chain.iter().rev().flat_map(|stage| &stage.steps);
    let effects = steps.map(|step| step.effect);
    let history: History = effects
        .filter(|effect| *effect != Effect::Trigger)
        .map(|effect| effect == Effect::Layer)
        .collect();
    let in_chain = table.stages.iter().filter(|stage| stage.in_target_chain);
    let counted: usize = in_chain.map(|stage| stage.layers).sum();
    let in_history = history.iter().filter(|has_layer| **has_layer);
    assert_eq!(counted, in_history.count(), "{text}");
    history
}

/// What was built on the base: the one line and layer that those made here have are left out.
fn history(engine: &Engine, image: &str) -> History {
    let archive = format!("{}.tar", image.replace(['/', ':'], "-"));
    let archive = engine.folder.path(&archive);
    engine.run(&["save", "--output", &archive, image]);
    let read = |name: &str| -> Value {
        let output = Command::new("tar").args(["-xOf", &archive, name]).output();
        let output = output.expect("there is a tar");
        serde_json::from_slice(&output.stdout).expect("an image has a description")
    };
    let manifest = read("manifest.json");
    let config = read(manifest[0]["Config"].as_str().expect("it has a name"));
    let lines = config["history"].as_array().map_or(&[][..], Vec::as_slice);
    let has_layer = |line: &Value| line["empty_layer"] != Value::Bool(true);
    let layers = lines.iter().filter(|line| has_layer(line)).count();
    let inspected = [
        "image",
        "inspect",
        "--format",
        "{{len .RootFS.Layers}}",
        image,
    ];
    assert_eq!(engine.run(&inspected).trim(), layers.to_string(), "{image}");

    let imported = |line: &&Value| {
        line["comment"]
            .as_str()
            .is_some_and(|it| it.starts_with("Imported"))
    };
    let built = lines.iter().skip_while(imported);
    built.map(has_layer).collect()
}
