//! BuildKit's own checks, found natively: the same rules at the same instructions.
//!
//! BuildKit stops at its first error. Of a file that it rejects, only what it had reported by then
//! is compared; for a rule that runs as the build goes on, only that nothing of it is missing.

use std::collections::{BTreeMap, BTreeSet};
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::images::NoImages;
use strates_analysis::rules::{Options, RULES, Source, World, check};
use strates_tests::corpus::{self, Record};

/// A rule, and the first line of the instruction.
type Found = BTreeSet<(String, usize)>;

/// When BuildKit makes a check.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Reading the lines: of all the file or nothing.
    Lines,
    /// Reading the instructions, one after the other.
    Reading,
    /// Once all are read.
    Read,
    /// Taking up each FROM.
    Bases,
    /// Carrying out the instructions.
    Build,
}

fn phase(rule: &str) -> Phase {
    match rule {
        "NoEmptyContinuation" => Phase::Lines,
        "MaintainerDeprecated" | "StageNameCasing" | "FromAsCasing" => Phase::Reading,
        "DuplicateStageName"
        | "ReservedStageName"
        | "ConsistentInstructionCasing"
        | "InvalidDefaultArgInFrom" => Phase::Read,
        "UndefinedArgInFrom" | "RedundantTargetPlatform" | "FromPlatformFlagConstDisallowed" => {
            Phase::Bases
        }
        _ => Phase::Build,
    }
}

/// How far BuildKit came with a file.
enum Reach {
    Whole,
    Nowhere,
    /// The instructions before a line were read.
    Read(usize),
    /// All was read; the build stopped at a line, if that is known.
    Built(Option<usize>),
}

impl Reach {
    fn of(record: &Record) -> Reach {
        let line = |stage: &str| {
            let rejection = record.errors.get(stage)?;
            rejection.line.filter(|line| *line > 0)
        };
        if record.is_accepted() {
            Reach::Whole
        } else if record.is_unread() {
            Reach::Nowhere
        } else if record.errors.contains_key("instructions") {
            Reach::Read(line("instructions").unwrap_or_default())
        } else {
            Reach::Built(line("build"))
        }
    }

    /// Whether all that BuildKit could report of a rule at a line has been reported.
    fn is_beyond(&self, phase: Phase, line: usize) -> bool {
        match (self, phase) {
            (Reach::Whole, _) => true,
            (Reach::Nowhere, _) => false,
            (Reach::Read(_), Phase::Lines) => true,
            (Reach::Read(end), Phase::Reading) => line < *end,
            (Reach::Read(_), _) => false,
            (Reach::Built(_), Phase::Lines | Phase::Reading | Phase::Read) => true,
            (Reach::Built(end), Phase::Bases) => end.is_some_and(|end| line < end),
            (Reach::Built(_), Phase::Build) => false,
        }
    }

    /// Whether a line is one that strates reads as BuildKit did.
    fn holds(&self, line: usize) -> bool {
        match self {
            Reach::Read(end) => line < *end,
            _ => true,
        }
    }
}

#[derive(Default)]
struct Tally {
    equal: usize,
    missing: usize,
    additional: usize,
}

#[test]
fn checks_are_those_of_buildkit() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let records: Vec<Record> = corpus::real()
        .into_iter()
        .chain(corpus::damaged())
        .collect();
    for record in &records {
        let reach = Reach::of(record);
        let (ours, theirs) = (ours(record), theirs(record));
        for found in ours.union(&theirs) {
            let (rule, line) = found;
            let is_expected = theirs.contains(found) && reach.holds(*line);
            let is_compared = is_expected || reach.is_beyond(phase(rule), *line);
            if !is_compared {
                continue;
            }
            let tally = tallies.entry(rule.clone()).or_default();
            match (ours.contains(found), theirs.contains(found)) {
                (true, true) => tally.equal += 1,
                (false, _) => {
                    tally.missing += 1;
                    eprintln!("{}:{line}: {rule} is missing", record.path);
                }
                (true, false) => {
                    tally.additional += 1;
                    eprintln!("{}:{line}: {rule} is BuildKit's not", record.path);
                }
            }
        }
    }
    for (rule, tally) in &tallies {
        let Tally {
            equal,
            missing,
            additional,
        } = tally;
        eprintln!("{rule}: {equal} equal, {missing} missing, {additional} additional");
    }
    let all = |count: fn(&Tally) -> usize| tallies.values().map(count).sum::<usize>();
    let (equal, missing) = (all(|tally| tally.equal), all(|tally| tally.missing));
    let additional = all(|tally| tally.additional);
    assert!(missing * 1000 <= (equal + missing) * 5, "{missing} missing");
    assert!(
        additional * 1000 <= (equal + additional) * 5,
        "{additional} additional"
    );
}

/// What strates finds, whoever gets to see it.
fn ours(record: &Record) -> Found {
    let document = Document::new(&record.text);
    let file = document.dockerfile();
    let mut found = Found::new();
    let world = World {
        context: &NoContext,
        images: &NoImages,
        options: &Options::default(),
    };
    for group in check(&document, world, |_| true) {
        for finding in group.findings.iter() {
            let is_theirs = is_compared(finding.code);
            let located = file.instruction_at(group.start + finding.range.start);
            let row = located.map(|located| located.row + 1);
            found.extend(
                row.filter(|_| is_theirs)
                    .map(|row| (finding.code.to_owned(), row)),
            );
        }
    }
    found
}

/// What BuildKit reports. It names the last line of an instruction that holds a blank one.
fn theirs(record: &Record) -> Found {
    let first_line = |line: usize| {
        let mut instructions = record.instructions.iter();
        let around = instructions.find(|each| each.lines.0 <= line && line <= each.lines.1);
        around.map_or(line, |each| each.lines.0)
    };
    let lint = record.lint.iter().filter(|(rule, ..)| is_compared(rule));
    lint.map(|(rule, line, _)| {
        let line = match phase(rule) {
            Phase::Lines => first_line(*line),
            _ => *line,
        };
        (rule.clone(), line)
    })
    .collect()
}

/// The record was made without a registry and a build context, and experimental checks were off.
fn is_compared(code: &str) -> bool {
    let is_off = [
        "InvalidBaseImagePlatform",
        "CopyIgnoredFile",
        "InvalidDefinitionDescription",
    ];
    let is_theirs = |rule: &&&strates_analysis::rules::Rule| {
        rule.code == code && rule.source == Source::BuildKit
    };
    RULES.iter().any(|rule| is_theirs(&rule)) && !is_off.contains(&code)
}
