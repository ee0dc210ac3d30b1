//! What a person waits for: the built server as a process of its own, over pipes.
//!
//! `cargo run --release --package strates-tests --bin latency` prints figures and asserts nothing:
//! they are those of one machine at one time. `STRATES_BIN` names another program to measure.

mod bad_input;
mod checking;
mod figures;
mod opening;
mod server;
mod typing;

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("latency: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Fallible<()> {
    let program = program()?;
    figures::print_surroundings(&program);
    opening::measure(&program)?;
    typing::measure(&program)?;
    checking::measure(&program)?;
    bad_input::measure(&program)
}

fn program() -> Fallible<PathBuf> {
    if let Some(program) = env::var_os("STRATES_BIN") {
        return Ok(program.into());
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = [
        "build",
        "--quiet",
        "--release",
        "--package",
        "strates",
        "--bin",
        "strates",
    ];
    let built = Command::new(cargo)
        .args(build)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if cfg!(debug_assertions) || !built.success() {
        return Err("it takes a release build: use `cargo run --release`".into());
    }
    let beside = env::current_exe()?.with_file_name("strates");
    Ok(beside.with_extension(env::consts::EXE_EXTENSION))
}
