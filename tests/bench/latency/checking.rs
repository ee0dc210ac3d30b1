//! `strates check`, from its start to its end: one file, and a folder with all of the record.

use crate::Fallible;
use crate::figures::{print_head, print_times};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use strates_tests::files::SHAPES;
use strates_tests::{Folder, corpus};

const ROUNDS: usize = 40;

pub fn measure(program: &Path) -> Fallible<()> {
    print_head("strates check --profile strict");
    let target = Some(Duration::from_millis(60));
    for shape in SHAPES {
        let folder = Folder::new();
        folder.write("Dockerfile", &shape.text());
        time(program, &shape.to_string(), &folder, target)?;
    }
    let folder = Folder::new();
    let mut count = 0;
    for record in corpus::real().iter().chain(&corpus::damaged()) {
        folder.write(&format!("{count}/Dockerfile"), &record.text);
        count += 1;
    }
    // Where there is no record, that is said by now.
    if count == 0 {
        return Ok(());
    }
    let what = format!("the {count} files of the record");
    time(program, &what, &folder, Some(Duration::from_secs(1)))
}

fn time(program: &Path, what: &str, folder: &Folder, target: Option<Duration>) -> Fallible<()> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut check = Command::new(program);
        check.args(["check", "--profile", "strict", &folder.path("")]);
        let status = check.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        times.push(start.elapsed());
        // Findings are told, and nothing else is wrong.
        if !matches!(status.code(), Some(0 | 1)) {
            return Err(format!("strates check on {what}: {status}").into());
        }
    }
    print_times(what, times, target);
    Ok(())
}
