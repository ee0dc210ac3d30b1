use super::kinds as groups;
use crate::lang::{Lang, Text};
use crate::message::Message;
use crate::rules::Severity;

/// A reason for which BuildKit rejects a file.
#[derive(PartialEq, Eq, Debug)]
pub struct Kind {
    /// Stays the same for ever: people write it into their settings.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: Text,
    /// What is wrong in one place, why, and what to do; `{0}` and so on stand for its words.
    pub message: Text,
}

impl Kind {
    /// As a page, for `strates explain`.
    pub fn markdown(&self, lang: Lang) -> String {
        let severity = Severity::Error.text().get(lang);
        let (code, title) = (self.code, self.title.get(lang));
        // What stands in the message is known only where it is found.
        let message = Message::new(self.message)
            .with("…")
            .with("…")
            .with("…")
            .with("…");
        let message = message.get(lang);
        format!("**`{code}`** · {severity}\n\n{title}\n\n{message}\n")
    }
}

/// The reason of a code, in any case of letters, with `BuildError/` or without.
pub fn find(code: &str) -> Option<&'static Kind> {
    let name = |code: &str| {
        let lower = code.to_ascii_lowercase();
        lower
            .strip_prefix("builderror/")
            .map(str::to_owned)
            .unwrap_or(lower)
    };
    let asked = name(code);
    CODES.into_iter().find(|kind| name(kind.code) == asked)
}

/// Every reason, in the order in which BuildKit comes upon them.
pub const CODES: [&Kind; COUNT] = all();

const GROUPS: [&[&Kind]; 8] = [
    groups::file::ALL,
    groups::flags::ALL,
    groups::arguments::ALL,
    groups::words::ALL,
    groups::stages::ALL,
    groups::values::ALL,
    groups::mounts::ALL,
    groups::sources::ALL,
];

const COUNT: usize = {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

const fn all() -> [&'static Kind; COUNT] {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut next, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut index = 0;
        while index < GROUPS[group].len() {
            all[next] = GROUPS[group][index];
            next += 1;
            index += 1;
        }
        group += 1;
    }
    all
}

/// Reasons, each with its code, and the list of them all.
macro_rules! kinds {
    ($( $name:ident $code:literal {
        title { $($title:tt)* }
        message { $($message:tt)* }
    } )*) => {
        $(
            pub(crate) const $name: &crate::errors::Kind = &crate::errors::Kind {
                code: concat!("BuildError/", $code),
                title: crate::lang::Text { $($title)* },
                message: crate::lang::Text { $($message)* },
            };
        )*

        pub(crate) const ALL: &[&crate::errors::Kind] = &[$( $name, )*];
    };
}

pub(super) use kinds;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_code_is_one_reason() {
        let codes: HashSet<_> = CODES.iter().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), CODES.len());
        for code in codes {
            let name = code.trim_start_matches("BuildError/");
            let is_kebab = name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(is_kebab && name != code, "{code}");
        }
    }

    #[test]
    fn messages_are_sentences_and_titles_are_not() {
        for kind in CODES {
            for text in [kind.message.en, kind.message.fr] {
                assert!(text.ends_with('.'), "{}: {text}", kind.code);
            }
            for text in [kind.title.en, kind.title.fr] {
                assert!(!text.ends_with('.'), "{}: {text}", kind.code);
            }
        }
    }
}
