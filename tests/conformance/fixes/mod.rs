//! Every fix that is offered anywhere in the corpus, applied: the finding is gone, nothing worse has
//! come, and all that the fix is not about is as it was.

mod all_at_once;
mod moves;
mod proof;
mod said;
mod samples;
mod seen;

use proof::{Failure, prove};
use samples::{Sample, samples};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use strates_analysis::context::NoContext;
use strates_analysis::features::diagnostics::Setup;
use strates_analysis::images::NoImages;
use strates_analysis::rules::{Levels, Options, Profile, RULES};

/// Of so many failures of one kind, the others are only counted.
const SHOWN: usize = 5;

#[derive(Default)]
struct Tally {
    findings: usize,
    with_fixes: usize,
    fixes: usize,
    failed: usize,
}

#[derive(Default)]
struct Report {
    tallies: BTreeMap<String, Tally>,
    failures: BTreeMap<(String, &'static str), Vec<String>>,
}

#[test]
fn every_fix_mends_what_it_is_for_and_nothing_else() {
    let reports = of_each(|sample| {
        let mut report = Report::default();
        let mut failed = |place: String, failure: Failure| {
            let failures = &mut report.failures;
            let kind = (failure.code, failure.what);
            failures.entry(kind).or_default().push(place);
        };
        let tallies = &mut report.tallies;
        prove(&sample.text, |proven| {
            let tally = tallies.entry(proven.code.clone()).or_default();
            tally.findings += 1;
            tally.with_fixes += usize::from(!proven.fixes.is_empty());
            tally.fixes += proven.fixes.len();
            for (title, failures) in proven.fixes {
                tally.failed += usize::from(!failures.is_empty());
                for failure in failures {
                    let place = format!("{}:{}", sample.name, proven.line);
                    failed(format!("{place}: {title}: {}", failure.detail), failure);
                }
            }
        });
        report
    });
    let report = reports.into_iter().fold(Report::default(), Report::with);
    let failed = report.print();
    assert_eq!(failed, 0, "fixes do not hold what they promise");
}

impl Report {
    fn with(mut self, other: Report) -> Report {
        for (code, tally) in other.tallies {
            let sum = self.tallies.entry(code).or_default();
            sum.findings += tally.findings;
            sum.with_fixes += tally.with_fixes;
            sum.fixes += tally.fixes;
            sum.failed += tally.failed;
        }
        for (kind, places) in other.failures {
            self.failures.entry(kind).or_default().extend(places);
        }
        self
    }

    fn print(&self) -> usize {
        for (code, tally) in &self.tallies {
            let Tally {
                findings,
                with_fixes,
                fixes,
                failed,
            } = tally;
            let proven = fixes - failed;
            eprintln!(
                "{code}: {with_fixes} of {findings} findings can be fixed; {proven} of {fixes} fixes proven"
            );
        }
        let mut tallies = self.tallies.values();
        let fixed = tallies.by_ref().filter(|tally| tally.fixes > 0).count();
        let fixes: usize = self.tallies.values().map(|tally| tally.fixes).sum();
        let failed: usize = self.tallies.values().map(|tally| tally.failed).sum();
        eprintln!("{fixes} fixes of {fixed} rules and errors, {failed} of them fail");
        for ((code, what), places) in &self.failures {
            eprintln!("{code}: {what}: {} times", places.len());
            for place in places.iter().take(SHOWN) {
                eprintln!("    {place}");
            }
        }
        failed
    }
}

/// What comes of each file, on all processors.
fn of_each<T: Send>(work: impl Fn(&Sample) -> T + Sync) -> Vec<T> {
    let samples = samples();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<T>> = Mutex::default();
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(sample) = samples.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = work(sample);
                    done.lock().expect("no worker failed").push(result);
                }
            });
        }
    });
    done.into_inner().expect("no worker failed")
}

/// All rules there are, those too that are shown to nobody who does not ask.
fn everything() -> Levels {
    let mut levels = Levels::new(Profile::Strict);
    for rule in RULES {
        if rule.level(Profile::Strict).is_none() {
            levels.set(rule.code, Some(rule.severity));
        }
    }
    levels
}

fn with_setup<T>(levels: &Levels, work: impl FnOnce(&Setup) -> T) -> T {
    work(&Setup {
        context: &NoContext,
        images: &NoImages,
        levels,
        options: &Options::default(),
        shellcheck: false,
    })
}
