//! All that is wrong with a file, as the user wants to hear it.

mod diagnostic;

pub use diagnostic::Diagnostic;

use super::silence::Silence;
use crate::Document;
use crate::context::BuildContext;
use crate::errors::{Problem, errors};
use crate::images::Images;
use crate::rules::ignores::{CheckDirective, check_directive, ignore_comments};
use crate::rules::unused_ignore::unused;
use crate::rules::{self, Finding, Levels, Options, Rule, Severity, Shown, Source, World};
use crate::shell::check::answers;
use diagnostic::What;
use std::sync::Arc;

/// What there is to know besides the file.
#[derive(Clone, Copy)]
pub struct Setup<'a> {
    pub context: &'a dyn BuildContext,
    pub images: &'a dyn Images,
    pub levels: &'a Levels,
    pub options: &'a Options,
    /// Tell what ShellCheck has said so far.
    pub shellcheck: bool,
}

impl<'a> Setup<'a> {
    fn world(&self) -> World<'a> {
        World {
            context: self.context,
            images: self.images,
            options: self.options,
        }
    }
}

/// Errors and findings in the order of the file.
pub fn diagnostics(document: &Document, setup: &Setup) -> Vec<Diagnostic> {
    let errors = errors(document);
    let mut shown = findings(document, setup);
    shown.retain(|finding| !errors.iter().any(|error| repeats(finding, error, document)));
    shown.extend(errors.into_iter().map(|problem| Diagnostic {
        severity: problem.severity(),
        what: What::Error(Box::new(problem)),
    }));
    shown.sort_by(|one, other| {
        let (place, after) = (one.range(), other.range());
        let order = (place.start, place.end).cmp(&(after.start, after.end));
        order.then_with(|| one.code().cmp(other.code()))
    });
    shown
}

/// A rule of hadolint's that says of an instruction what its error says already.
fn repeats(diagnostic: &Diagnostic, problem: &Problem, document: &Document) -> bool {
    if !problem.also().contains(&diagnostic.code()) {
        return false;
    }
    let instruction_at = |byte| {
        let found = document.dockerfile().instruction_at(byte);
        found.map(|located| located.start)
    };
    instruction_at(diagnostic.range().start) == instruction_at(problem.range.start)
}

fn findings(document: &Document, setup: &Setup) -> Vec<Diagnostic> {
    let comments = match setup.options.reads_no_comments {
        true => Vec::new(),
        false => ignore_comments(document),
    };
    let directive = check_directive(document);
    let is_wanted = |rule: &Rule| setup.levels.want(rule) || directive.tries(rule.code);
    let groups = rules::check(document, setup.world(), is_wanted);
    let mut silence = Silence::of(document, &comments);
    let mut shown = Vec::new();
    for group in &groups {
        for (index, finding) in group.findings.iter().enumerate() {
            let start = group.start + finding.range.start;
            if silence.covers(start, |code| finding.has_code(code)) {
                continue;
            }
            if let Some(severity) = severity(finding, setup.levels, &directive) {
                shown.push(Diagnostic {
                    severity,
                    what: What::Finding {
                        start: group.start,
                        group: Arc::clone(&group.findings),
                        index,
                    },
                });
            }
        }
    }
    if setup.shellcheck {
        let of_shell = of_shell(document, setup.levels, &mut silence);
        shown.extend(of_shell);
    }
    let unused: Arc<[Finding]> = unused(&comments, &silence.is_used, document).into();
    let unused_shown = unused.iter().enumerate().filter_map(|(index, finding)| {
        let severity = severity(finding, setup.levels, &directive)?;
        let what = What::Finding {
            start: 0,
            group: Arc::clone(&unused),
            index,
        };
        Some(Diagnostic { severity, what })
    });
    shown.extend(unused_shown);
    shown
}

/// What ShellCheck has said so far of the scripts as they are now.
fn of_shell(document: &Document, levels: &Levels, silence: &mut Silence) -> Vec<Diagnostic> {
    let mut shown = Vec::new();
    for (start, group) in answers(document) {
        for (index, finding) in group.iter().enumerate() {
            let has_code = |code: &str| finding.code.eq_ignore_ascii_case(code);
            if silence.covers(start + finding.range.start, has_code) {
                continue;
            }
            if let Some(severity) = levels.of_shell(&finding.code, finding.severity) {
                let what = What::Shell {
                    start,
                    group: Arc::clone(&group),
                    index,
                };
                shown.push(Diagnostic { severity, what });
            }
        }
    }
    shown
}

fn severity(finding: &Finding, levels: &Levels, directive: &CheckDirective) -> Option<Severity> {
    let is_check = finding.rule.source == Source::BuildKit && finding.code == finding.rule.code;
    let is_tried =
        is_check && finding.rule.shown == Shown::WhenAsked && directive.tries(finding.code);
    let severity = levels
        .of(finding)
        .or(is_tried.then_some(finding.rule.severity))?;
    // BuildKit then fails the build.
    match directive.error && is_check {
        true => Some(Severity::Error),
        false => Some(severity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::NoContext;
    use crate::images::NoImages;
    use crate::rules::Profile;

    fn found(text: &str, levels: &Levels) -> Vec<(String, Severity)> {
        let setup = Setup {
            context: &NoContext,
            images: &NoImages,
            levels,
            options: &Options::default(),
            shellcheck: false,
        };
        let found = diagnostics(&Document::new(text), &setup);
        found
            .iter()
            .map(|diagnostic| (diagnostic.code().to_owned(), diagnostic.severity))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = found(text, &Levels::default());
        let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, expected, "{text}");
    }

    #[test]
    fn errors_and_findings_stand_in_the_order_of_the_file() {
        check(
            "FROM debian\nMAINTAINER a\nNONSENSE\n",
            &[
                "DL3006",
                "MaintainerDeprecated",
                "BuildError/unknown-instruction",
            ],
        );
    }

    #[test]
    fn ignore_comments_are_honoured() {
        check("# hadolint ignore=DL3006\nFROM debian\n", &[]);
        check(
            "# hadolint global ignore=DL4000\nFROM a:1\nMAINTAINER b\n",
            &[],
        );
        check(
            "FROM a:1\n# check=skip=MaintainerDeprecated\nMAINTAINER b\n",
            &[],
        );
        check("# check=skip=all\nFROM debian\nMAINTAINER b\n", &[]);
        check(
            "# hadolint stage ignore=DL4000\nFROM b:1\nMAINTAINER b\n",
            &[],
        );
        check(
            "# hadolint ignore=DL4000\nFROM debian\n",
            &["unused-ignore", "DL3006"],
        );
    }

    #[test]
    fn levels_are_those_of_the_user() {
        let mut levels = Levels::new(Profile::Recommended);
        levels.set("dl4000", Some(Severity::Hint));
        levels.set("DL3006", None);
        assert_eq!(
            found("FROM debian\nMAINTAINER a\n", &levels),
            [("MaintainerDeprecated".to_owned(), Severity::Hint)]
        );
    }

    #[test]
    fn the_check_directive_makes_errors() {
        assert_eq!(
            found(
                "# check=error=true\nFROM a:1\nMAINTAINER b\n",
                &Levels::default()
            ),
            [("MaintainerDeprecated".to_owned(), Severity::Error)]
        );
    }
}
