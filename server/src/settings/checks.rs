//! What the settings say of rules, as the analysis wants it.

use super::hadolint::Hadolint;
use super::{Level, Settings};
use strates_analysis::rules::{self, Levels, Options, Severity};

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checks {
    pub levels: Levels,
    pub options: Options,
}

impl Settings {
    /// hadolint's own configuration counts where nobody has settled rules for strates.
    pub fn checks(&self, hadolint: Option<&Hadolint>) -> Checks {
        let profile = match self.profile {
            super::Profile::Recommended => rules::Profile::Recommended,
            super::Profile::Strict => rules::Profile::Strict,
        };
        let mut levels = Levels::new(profile);
        let hadolint = hadolint.filter(|_| self.rules.is_empty());
        for (code, level) in hadolint.map_or(&[][..], |hadolint| &hadolint.levels) {
            levels.set(code, *level);
        }
        for (code, level) in &self.rules {
            levels.set(code, severity(*level));
        }
        Checks {
            levels,
            options: hadolint.map_or_else(Options::default, |hadolint| hadolint.options.clone()),
        }
    }
}

fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Off => None,
        Level::Hint => Some(Severity::Hint),
        Level::Info => Some(Severity::Info),
        Level::Warning => Some(Severity::Warning),
        Level::Error => Some(Severity::Error),
    }
}
