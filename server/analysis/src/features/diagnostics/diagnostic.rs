//! One thing that is wrong, whoever found it, and all that can be said of it.

use crate::edit::{Fix, Safety};
use crate::errors::Problem;
use crate::ignore_file::Flaw;
use crate::lang::Lang;
use crate::rules::{self, Finding, Related, Severity, Tag};
use crate::shell::check::ShellFinding;
use crate::text::ByteRange;
use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub severity: Severity,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Error(Box<Problem>),
    /// One of a group whose ranges count from `start`.
    Finding {
        start: usize,
        group: Arc<[Finding]>,
        index: usize,
    },
    /// The same, of ShellCheck.
    Shell {
        start: usize,
        group: Arc<[ShellFinding]>,
        index: usize,
    },
    /// In an ignore file.
    Pattern(Box<Flaw>),
}

impl Diagnostic {
    pub fn of_pattern(severity: Severity, flaw: Flaw) -> Diagnostic {
        let what = What::Pattern(Box::new(flaw));
        Diagnostic { severity, what }
    }

    fn finding(&self) -> Option<(usize, &Finding)> {
        match &self.what {
            What::Error(_) | What::Shell { .. } | What::Pattern(_) => None,
            What::Finding {
                start,
                group,
                index,
            } => Some((*start, &group[*index])),
        }
    }

    /// Whether the same is to be said of it as of another, wherever the two are.
    pub fn says_the_same(&self, other: &Diagnostic) -> bool {
        let (Some((_, finding)), Some((_, other_finding))) = (self.finding(), other.finding())
        else {
            return false;
        };
        // What points to other places moves with them.
        let points = !finding.related.is_empty() || !other_finding.related.is_empty();
        !points
            && self.severity == other.severity
            && finding.code == other_finding.code
            && finding.message == other_finding.message
    }

    pub fn range(&self) -> ByteRange {
        match &self.what {
            What::Error(problem) => problem.range.clone(),
            What::Finding {
                start,
                group,
                index,
            } => moved(&group[*index].range, *start),
            What::Shell {
                start,
                group,
                index,
            } => moved(&group[*index].range, *start),
            What::Pattern(flaw) => flaw.range.clone(),
        }
    }

    pub fn code(&self) -> &str {
        match &self.what {
            What::Error(problem) => problem.code(),
            What::Finding { group, index, .. } => group[*index].code,
            What::Shell { group, index, .. } => &group[*index].code,
            What::Pattern(flaw) => flaw.kind.code,
        }
    }

    /// The codes of the same in other tools.
    pub fn also(&self) -> &'static [&'static str] {
        match &self.what {
            What::Error(problem) => problem.also(),
            What::Finding { group, index, .. } => group[*index].also,
            What::Shell { .. } | What::Pattern(_) => &[],
        }
    }

    pub fn message(&self, lang: Lang) -> String {
        match &self.what {
            What::Error(problem) => problem.message(lang),
            What::Finding { group, index, .. } => group[*index].message(lang),
            What::Shell { group, index, .. } => group[*index].message(lang),
            What::Pattern(flaw) => flaw.message.get(lang),
        }
    }

    /// Where its authors describe the rule.
    pub fn url(&self) -> Option<String> {
        if let What::Shell { group, index, .. } = &self.what {
            let code = &group[*index].code;
            return Some(format!("https://www.shellcheck.net/wiki/{code}"));
        }
        let (_, finding) = self.finding()?;
        match finding.code == finding.rule.code {
            true => finding.rule.url(),
            false => Some(rules::hadolint_url(finding.code)),
        }
    }

    pub fn tag(&self) -> Option<Tag> {
        match &self.what {
            What::Pattern(flaw) => flaw.kind.tag,
            _ => self.finding()?.1.rule.tag,
        }
    }

    pub fn related(&self) -> Vec<Related> {
        let (start, related) = match &self.what {
            What::Error(problem) => (0, &problem.related),
            What::Finding {
                start,
                group,
                index,
            } => (*start, &group[*index].related),
            What::Shell { .. } | What::Pattern(_) => return Vec::new(),
        };
        let related = related.iter().map(|related| Related {
            range: moved(&related.range, start),
            message: related.message.clone(),
        });
        related.collect()
    }

    /// Whether fix-all mends it.
    pub fn has_safe_fix(&self) -> bool {
        let first = match &self.what {
            What::Error(problem) => problem.fixes.first(),
            What::Finding { group, index, .. } => group[*index].fixes.first(),
            What::Shell { .. } => None,
            What::Pattern(flaw) => flaw.fixes.first(),
        };
        first.is_some_and(|fix| fix.safety == Safety::Safe)
    }

    pub fn fixes(&self) -> Vec<Fix> {
        match &self.what {
            What::Error(problem) => problem.fixes.clone(),
            What::Finding {
                start,
                group,
                index,
            } => {
                let fixes = group[*index].fixes.iter();
                fixes.map(|fix| fix.moved(*start)).collect()
            }
            What::Shell {
                start,
                group,
                index,
            } => {
                let fix = group[*index].fix.iter();
                fix.map(|fix| fix.moved(*start)).collect()
            }
            What::Pattern(flaw) => flaw.fixes.clone(),
        }
    }
}

fn moved(range: &ByteRange, by: usize) -> ByteRange {
    range.start + by..range.end + by
}
