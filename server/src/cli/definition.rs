//! What each command takes, once: for completing it in a shell, and for guessing what a wrong option
//! was meant to be. The reading itself is in `arguments`; a test holds the two together.

use super::usage::Topic;
use super::{check, layers, parse};

pub struct Flag {
    pub name: &'static str,
    /// Empty for one that takes none.
    pub values: Vec<&'static str>,
}

impl Flag {
    /// Editors give it by themselves: nobody types it.
    fn is_for_editors(&self) -> bool {
        self.name == "--stdio"
    }
}

/// What stands after the options.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    Files,
    Subject,
    Nothing,
}

pub fn flags(topic: Option<Topic>) -> Vec<Flag> {
    let mut flags = match topic {
        None => vec![plain("--version"), plain("--stdio")],
        Some(Topic::Lsp) => vec![plain("--stdio")],
        Some(Topic::Check) => vec![
            one_of("--format", &check::FORMATS),
            one_of("--profile", &check::PROFILES),
            plain("--fix"),
            one_of("--min-severity", &check::SEVERITIES),
        ],
        Some(Topic::Format) => vec![plain("--check")],
        Some(Topic::Layers) => vec![one_of("--format", &layers::FORMATS)],
        Some(Topic::Parse) => vec![one_of("--format", &parse::FORMATS)],
        Some(Topic::Explain) => vec![plain("--all")],
    };
    flags.push(one_of("--lang", &[("en", ()), ("fr", ())]));
    flags.push(plain("--help"));
    flags
}

/// Those that a person types.
pub fn typed(topic: Option<Topic>) -> Vec<Flag> {
    let mut flags = flags(topic);
    flags.retain(|flag| !flag.is_for_editors());
    flags
}

pub fn operand(topic: Topic) -> Operand {
    match topic {
        Topic::Check | Topic::Format | Topic::Layers | Topic::Parse => Operand::Files,
        Topic::Explain => Operand::Subject,
        Topic::Lsp => Operand::Nothing,
    }
}

fn plain(name: &'static str) -> Flag {
    let values = Vec::new();
    Flag { name, values }
}

fn one_of<T>(name: &'static str, choices: &[(&'static str, T)]) -> Flag {
    let values = choices.iter().map(|(value, _)| *value).collect();
    Flag { name, values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments;
    use crate::cli::help;
    use std::ffi::OsString;
    use strates_analysis::lang::Lang;

    #[test]
    fn every_option_is_read() {
        for topic in Topic::ALL {
            for flag in flags(Some(topic)) {
                let values = if flag.values.is_empty() {
                    vec![""]
                } else {
                    flag.values
                };
                for value in values {
                    let words = [topic.name(), "x", flag.name, value];
                    let words = words.iter().filter(|word| !word.is_empty());
                    // The server and the list of all subjects take no word.
                    let words = words.filter(|word| match (operand(topic), flag.name) {
                        (Operand::Nothing, _) | (_, "--all") => **word != "x",
                        _ => true,
                    });
                    let words: Vec<OsString> = words.map(OsString::from).collect();
                    let read = arguments::read(words.clone());
                    assert!(read.is_ok(), "{words:?}: {read:?}");
                }
            }
        }
    }

    #[test]
    fn every_option_is_on_the_page_and_none_else() {
        for lang in [Lang::En, Lang::Fr] {
            for topic in Topic::ALL {
                let page = help::page(Some(topic), lang);
                let lines = page.lines().filter_map(|line| line.strip_prefix("  "));
                let options = lines.filter(|line| line.starts_with('-'));
                let shown: Vec<&str> = options
                    .map(|line| {
                        let line = line.strip_prefix("-h, ").unwrap_or(line);
                        line.split(' ').next().unwrap()
                    })
                    .collect();
                let known: Vec<&str> = flags(Some(topic)).iter().map(|flag| flag.name).collect();
                for flag in typed(Some(topic)) {
                    assert!(shown.contains(&flag.name), "{}: {page}", flag.name);
                }
                for flag in shown {
                    assert!(known.contains(&flag), "{flag}: {page}");
                }
            }
        }
    }
}
