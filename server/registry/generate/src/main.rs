//! `strates-catalog SOURCES [--library FOLDER --date DAY]` writes the embedded catalog anew. The
//! README of strates-registry says where the sources come from.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};
use strates_catalog::{Paths, catalog};

const USAGE: &str = "strates-catalog SOURCES [--library FOLDER --date YYYY-MM-DD]";

fn main() -> ExitCode {
    match run() {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (sources, library) = match *arguments {
        [sources] => (sources, None),
        [sources, "--library", folder, "--date", day] => (sources, Some((folder, day))),
        _ => return Err(USAGE.into()),
    };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let mut paths = Paths::within(Path::new(sources), data.join("descriptions.tsv"));
    if let Some((folder, day)) = library {
        paths.library = Some((PathBuf::from(folder), day.to_owned()));
    }
    let made = catalog(&paths)?;
    let target = data.join("catalog.bin");
    fs::write(&target, &made.bytes).map_err(|error| format!("{}: {error}", target.display()))?;
    Ok(format!(
        "{} images, {} tags, {} bytes",
        made.images,
        made.tags,
        made.bytes.len()
    ))
}
