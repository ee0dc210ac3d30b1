//! Figures in columns, and where they were taken.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub fn print_surroundings(program: &Path) {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name\t: "));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("date     {}", said_by("date", &["-u", "+%F %R UTC"]));
    println!(
        "machine  {}, {threads} threads",
        processor.unwrap_or("unknown processor")
    );
    println!("system   {}", said_by("uname", &["-srm"]));
    println!(
        "load     {}",
        load.split(' ').take(3).collect::<Vec<_>>().join(" ")
    );
    println!("rustc    {}", said_by("rustc", &["--version"]));
    println!("program  {}", program.display());
}

fn said_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or("unknown".to_owned(), |output| {
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    })
}

pub fn print_head(title: &str) {
    println!("\n{title:<62}{:>10}{:>10}{:>10}", "median", "p95", "target");
}

/// `target` is for the median; none of it is asserted.
pub fn print_times(what: &str, mut times: Vec<Duration>, target: Option<Duration>) {
    times.sort();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len() - 1));
    let shown = |time: Option<&Duration>| time.map_or(String::new(), |time| milliseconds(*time));
    let (median, tail, target) = (shown(at(50)), shown(at(95)), shown(target.as_ref()));
    println!("{what:<62}{median:>10}{tail:>10}{target:>10}");
}

pub fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    match milliseconds {
        ..1.0 => format!("{milliseconds:.3} ms"),
        ..100.0 => format!("{milliseconds:.2} ms"),
        _ => format!("{milliseconds:.0} ms"),
    }
}

pub fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}
