//! Instructions for one typed key, and for one with the diagnostics after it, counted by callgrind: the
//! same on a busy machine as on an idle one, so a change that costs too much is told from noise.
//!
//! `cargo run --release --package strates-tests --bin counts` prints them; `-- --check` fails when
//! one is more than a tenth above the figure in `counts.json`, `-- --update` writes new figures.

mod recorded;
mod valgrind;

use recorded::{Recorded, Toolchain};
use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::slice;
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::images::NoImages;
use strates_analysis::rules::{Levels, Options, Profile};
use strates_analysis::text::{Change, Encoding};
use strates_tests::files::{SHAPES, Shape, key_and_back};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Instructions for one key, for each file.
type Counts = BTreeMap<String, u64>;

const DIAGNOSTICS: &str = " and diagnostics";

const USAGE: &str = "usage: counts [--check | --update]";
const NO_VALGRIND: &str = "\
************************************************************************
SKIPPED: no instruction was counted, because valgrind is not installed.
Install it with `apt-get install valgrind` (Debian, Ubuntu),
`dnf install valgrind` (Fedora) or `apk add valgrind` (Alpine).
************************************************************************";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("counts: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Fallible<ExitCode> {
    if cfg!(debug_assertions) {
        return Err("only the release profile counts: use `cargo run --release`".into());
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [valgrind::COUNTED, name, edits] => {
            let (shape_name, judges) = match name.strip_suffix(DIAGNOSTICS) {
                Some(name) => (name, true),
                None => (name, false),
            };
            let text = shape(shape_name)?.text();
            let document = Document::new(&text);
            one_key_edits(document, &key_and_back(&text), edits.parse()?, judges);
            return Ok(ExitCode::SUCCESS);
        }
        [] | ["--check" | "--update"] => {}
        _ => return Err(USAGE.into()),
    }
    if !valgrind::is_installed() {
        eprintln!("{NO_VALGRIND}");
        let skipped = arguments != ["--update"];
        return Ok(if skipped {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    let counts = count()?;
    match arguments[..] {
        ["--check"] => check(&counts),
        ["--update"] => {
            Recorded {
                toolchain: Toolchain::current()?,
                counts,
            }
            .write()?;
            Ok(ExitCode::SUCCESS)
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn shape(name: &str) -> Fallible<&'static Shape> {
    let found = SHAPES.iter().find(|shape| shape.name == name);
    Ok(found.ok_or_else(|| format!("there is no file of {name}"))?)
}

/// A function of its own, so that `--toggle-collect='*one_key_edits*'` finds it in a profile.
#[inline(never)]
fn one_key_edits(mut document: Document, keys: &[Change; 2], edits: usize, judges: bool) {
    let (levels, options) = (Levels::new(Profile::Strict), Options::default());
    let setup = Setup {
        context: &NoContext,
        images: &NoImages,
        levels: &levels,
        options: &options,
        shellcheck: false,
    };
    // What is found the first time is kept; a key finds the rest.
    if judges {
        black_box(diagnostics(&document, &setup));
    }
    for edit in 0..edits {
        document = document.edit(slice::from_ref(&keys[edit % 2]), Encoding::Utf16);
        if judges {
            black_box(diagnostics(&document, &setup));
        }
    }
    black_box(document);
}

fn count() -> Fallible<Counts> {
    println!("{:<45}{:>14}", "", "instructions");
    let mut counts = Counts::new();
    for shape in &SHAPES {
        for what in ["", DIAGNOSTICS] {
            let name = format!("{}{what}", shape.name);
            let count = valgrind::instructions_for_one_edit(&name)?;
            println!("{name:<45}{count:>14}");
            counts.insert(name, count);
        }
    }
    Ok(counts)
}

fn check(counts: &Counts) -> Fallible<ExitCode> {
    let recorded = Recorded::read()?;
    let toolchain = Toolchain::current()?;
    let mut exceeded = false;
    for (name, count) in counts {
        let Some(before) = recorded.counts.get(name) else {
            return Err(format!("counts.json knows no {name}: run with --update").into());
        };
        let change = 100.0 * (*count as f64 / *before as f64 - 1.0);
        let too_many = *count * 10 > *before * 11;
        exceeded |= too_many;
        println!(
            "{name:<45}{change:>+13.1}%{}",
            if too_many { "  TOO MANY" } else { "" }
        );
    }
    if recorded.toolchain != toolchain {
        println!(
            "WARNING: the recorded figures are those of {}, these of {toolchain}: they are not \
             compared. Run with --update.",
            recorded.toolchain
        );
        return Ok(ExitCode::SUCCESS);
    }
    if exceeded {
        println!(
            "One key costs more than a tenth above counts.json. If it has to, run with --update."
        );
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
