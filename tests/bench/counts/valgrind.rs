//! Runs this program itself under callgrind.

use crate::Fallible;
use std::env;
use std::process::Command;

/// The argument that has this program do what is counted.
pub const COUNTED: &str = "one-key-edits";

const EDITS: u64 = 40;

pub fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

/// What the edits cost beyond a run without any: neither symbols nor requests to valgrind are
/// needed for that, so what is counted is the very program that people get.
pub fn instructions_for_one_edit(name: &str) -> Fallible<u64> {
    let without = instructions(name, 0)?;
    let with = instructions(name, EDITS)?;
    Ok(with.saturating_sub(without) / EDITS)
}

fn instructions(name: &str, edits: u64) -> Fallible<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args([COUNTED, name, &edits.to_string()])
        .output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told
        .lines()
        .find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    match collected {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(format!("valgrind failed ({}):\n{told}", output.status).into()),
    }
}
