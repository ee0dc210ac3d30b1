//! Which typed characters open a list where: only those that begin what is expected.

use super::place::{Argument, Expected};
use super::reading::Reading;

/// The characters after which a client is to ask. Letters make it ask anyway.
pub const TRIGGERS: [char; 10] = ['$', '{', '-', '=', ':', '/', ',', '"', '<', ' '];

pub fn opens(trigger: Option<char>, reading: &Reading) -> bool {
    let expected = &reading.expected;
    let Some(trigger) = trigger else {
        return true;
    };
    match trigger {
        '$' | '{' => matches!(expected, Expected::Variable { .. }),
        '-' => match expected {
            Expected::Flag | Expected::Modifier(..) => true,
            _ => reading.accepts_flag,
        },
        '=' => matches!(
            expected,
            Expected::FlagValue(_)
                | Expected::MountOption(_)
                | Expected::MountValue { .. }
                | Expected::Image(_)
                | Expected::DirectiveValue(_)
                | Expected::CheckOption
                | Expected::Rules(..)
                | Expected::Argument(Argument::User)
        ),
        ':' => matches!(
            expected,
            Expected::Tag(_) | Expected::Modifier(..) | Expected::Argument(Argument::Group(_))
        ),
        '/' => matches!(
            expected,
            Expected::Image(_)
                | Expected::FlagValue(_)
                | Expected::MountValue { .. }
                | Expected::Modifier(..)
                | Expected::Argument(
                    Argument::Transfer { .. } | Argument::Directory { .. } | Argument::Protocol(_)
                )
        ),
        ',' => matches!(expected, Expected::MountOption(_) | Expected::Rules(..)),
        '"' => matches!(
            expected,
            Expected::Argument(
                Argument::Transfer { json: true, .. } | Argument::Directory { json: true, .. }
            )
        ),
        '<' => matches!(expected, Expected::Argument(Argument::Heredoc)),
        // After ONBUILD, but not where a line is indented.
        ' ' if *expected == Expected::Keyword => reading.command.is_trigger,
        ' ' => is_awaited(expected),
        _ => true,
    }
}

/// An instruction without it is not whole: who types a space wants it next.
fn is_awaited(expected: &Expected) -> bool {
    match expected {
        Expected::Argument(argument) => match argument {
            Argument::Transfer { index, json, .. } => *index < 2 && !json,
            Argument::Directory { index, json } => *index == 0 && !json,
            Argument::Port(index)
            | Argument::LabelKey(index)
            | Argument::EnvironmentKey(index)
            | Argument::Declared(index) => *index == 0,
            Argument::As | Argument::StageName | Argument::Heredoc => false,
            _ => true,
        },
        Expected::Image(_) | Expected::Flag => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::completion::line::Word;
    use crate::features::completion::place::Command;

    #[test]
    fn no_character_opens_the_list_of_instructions() {
        for trigger in TRIGGERS {
            let keyword = Reading::new(Command::default(), Expected::Keyword, Word::default());
            assert!(!opens(Some(trigger), &keyword), "{trigger}");
        }
    }
}
