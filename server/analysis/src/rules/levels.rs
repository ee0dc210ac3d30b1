//! Who gets to see what is found, and as how severe.

use super::finding::Finding;
use super::{Rule, Severity, Shown};
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// What is worth a person's attention.
    #[default]
    Recommended,
    /// All that BuildKit, hadolint and strates find.
    Strict,
}

/// What the user has settled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Levels {
    pub profile: Profile,
    /// By code in lower case; `None` is off.
    rules: BTreeMap<String, Option<Severity>>,
}

impl Levels {
    pub fn new(profile: Profile) -> Levels {
        Levels {
            profile,
            rules: BTreeMap::new(),
        }
    }

    pub fn set(&mut self, code: &str, level: Option<Severity>) {
        self.rules.insert(code.to_lowercase(), level);
    }

    /// As how severe a finding is shown, if it is.
    pub fn of(&self, finding: &Finding) -> Option<Severity> {
        if !self.rules.is_empty() {
            let codes = [&finding.code].into_iter().chain(finding.also);
            let mut settled = codes.filter_map(|code| self.rules.get(&code.to_lowercase()));
            if let Some(level) = settled.next() {
                return *level;
            }
        }
        match self.profile {
            Profile::Recommended if finding.is_minor => None,
            profile => finding.rule.level(profile),
        }
    }
}

impl Levels {
    /// Whether anybody can want to see what a rule finds.
    pub fn want(&self, rule: &Rule) -> bool {
        let is_settled = |code: &&str| self.rules.contains_key(&code.to_lowercase());
        rule.shown != Shown::WhenAsked || rule.also.iter().chain([&rule.code]).any(is_settled)
    }

    /// As how severe something is shown that no rule finds, if it is.
    pub fn of_code(&self, code: &str, severity: Severity) -> Option<Severity> {
        let settled = self.rules.get(&code.to_lowercase());
        settled.copied().unwrap_or(Some(severity))
    }

    /// As how severe a finding of ShellCheck is shown, if it is.
    pub fn of_shell(&self, code: &str, severity: Severity) -> Option<Severity> {
        if let Some(level) = self.rules.get(&code.to_lowercase()) {
            return *level;
        }
        match (self.profile, severity) {
            // The shell may fail, but BuildKit takes the file.
            (Profile::Recommended, Severity::Error) => Some(Severity::Warning),
            (_, severity) => Some(severity),
        }
    }
}

impl Rule {
    /// As how severe a profile shows it, if it does.
    pub fn level(&self, profile: Profile) -> Option<Severity> {
        match (self.shown, profile) {
            (Shown::Always(severity), Profile::Recommended) => Some(severity),
            (Shown::Always(_) | Shown::InStrict, Profile::Strict) => Some(self.severity),
            (Shown::InStrict, Profile::Recommended) | (Shown::WhenAsked, _) => None,
        }
    }
}
