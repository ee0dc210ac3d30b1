//! A case with the marks that BuildKit gives it.

use crate::case::{Case, Sign};
use crate::measured::{Measured, Outcome};
use std::fmt::Write;

pub fn record(case: &Case, measured: &Measured) -> String {
    let mut text = format!("== {}\n", case.title);
    for (number, line) in case.lines.iter().enumerate() {
        let sign = match line.sign {
            Sign::Both => ' ',
            Sign::Old => '-',
            Sign::New => '+',
        };
        let here = measured.iter().filter(|(step, _)| step.line == number);
        let marks: String = here
            .map(|(_, outcome)| match outcome {
                Outcome::Kept => '=',
                Outcome::Rebuilt => '!',
                Outcome::Unneeded => '.',
            })
            .collect();
        writeln!(text, "{sign}{marks:<4}{}", line.text).unwrap();
    }
    text + "\n"
}
