//! Which language to speak. It is known before the arguments are understood, so that even a
//! mistake in them is explained in it.

use std::ffi::OsString;
use strates_analysis::lang::Lang;

/// What `--lang` says, else the environment, else English.
pub fn chosen(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    asked(arguments)
        .or_else(|| environment(variable))
        .unwrap_or_default()
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let words = || arguments.iter().map(|word| word.to_str().unwrap_or(""));
    words()
        .zip(words().skip(1).chain([""]))
        .take_while(|(word, _)| *word != "--")
        .filter_map(|(word, next)| match word {
            "--lang" => Lang::from_tag(next),
            _ => Lang::from_tag(word.strip_prefix("--lang=")?),
        })
        .last()
}

/// The first of these that is set decides, also when it names a language we do not speak.
fn environment(variable: impl Fn(&str) -> Option<String>) -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())?;
    Lang::from_tag(&locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Lang, arguments: &[&str], variables: &[(&str, &str)]) {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let variable = |name: &str| {
            let (_, value) = variables.iter().find(|(known, _)| *known == name)?;
            Some(value.to_string())
        };
        assert_eq!(chosen(&arguments, variable), expected);
    }

    #[test]
    fn the_option_wins() {
        check(Lang::Fr, &["--lang", "fr"], &[("LC_ALL", "en_US")]);
        check(Lang::Fr, &["layers", "--lang=fr", "x"], &[]);
        check(Lang::En, &["--lang", "en"], &[("LANG", "fr_FR.UTF-8")]);
    }

    #[test]
    fn the_last_option_wins() {
        check(Lang::Fr, &["--lang", "en", "layers", "--lang=fr"], &[]);
    }

    #[test]
    fn what_follows_two_dashes_is_a_file() {
        check(Lang::En, &["layers", "--", "--lang=fr"], &[]);
    }

    #[test]
    fn the_first_variable_that_is_set_wins() {
        check(Lang::Fr, &[], &[("LC_ALL", ""), ("LANG", "fr_FR.UTF-8")]);
        check(Lang::Fr, &[], &[("LC_MESSAGES", "fr_CA"), ("LANG", "en")]);
        check(Lang::En, &[], &[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")]);
        check(Lang::En, &[], &[("LC_ALL", "de_DE"), ("LANG", "fr_FR")]);
    }

    #[test]
    fn else_english() {
        check(Lang::En, &["--lang"], &[]);
        check(Lang::En, &["--lang", "de"], &[]);
    }
}
