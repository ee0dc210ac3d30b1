//! What a build may be given from outside: the values of its ARG instructions.

use crate::Document;
use crate::model::Body;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Argument {
    pub name: String,
    pub default: Option<String>,
    pub range: ByteRange,
    /// The one it is declared by.
    pub instruction: ByteRange,
}

/// Each name once, where it gets its default first, or else where it stands first.
pub fn arguments(document: &Document) -> Vec<Argument> {
    let mut found: Vec<Argument> = Vec::new();
    for located in document.dockerfile().instructions() {
        let Body::Arguments(pairs) = &located.instruction.body else {
            continue;
        };
        for pair in pairs {
            let Some(name) = &pair.name else { continue };
            let argument = Argument {
                name: name.text.to_string(),
                default: pair.value.as_ref().map(|value| value.text.to_string()),
                range: located.at(name.span),
                instruction: located.range(),
            };
            match found.iter_mut().find(|known| known.name == argument.name) {
                None => found.push(argument),
                Some(known) if known.default.is_none() && argument.default.is_some() => {
                    *known = argument;
                }
                Some(_) => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>, usize)]) {
        let found = arguments(&Document::new(text));
        let found: Vec<(&str, Option<&str>, usize)> = found
            .iter()
            .map(|each| {
                (
                    &text[each.range.clone()],
                    each.default.as_deref(),
                    each.range.start,
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_name_once() {
        check(
            "ARG A=1\nFROM a\nARG A\nARG B C=2\n",
            &[("A", Some("1"), 4), ("B", None, 25), ("C", Some("2"), 27)],
        );
        check("FROM a\nARG A\nFROM b\nARG A=1\n", &[("A", Some("1"), 24)]);
        check("FROM a\nARG\nENV B=1\n", &[]);
    }
}
