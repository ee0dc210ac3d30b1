//! Names of a Dockerfile by which a build is told what to do: those of `--target` and `--build-arg`.

use super::names::Role;
use super::survey::Survey;
use super::symbol::Symbol;
use crate::Document;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OutsideName {
    Stage(String),
    Argument(String),
}

/// What the cursor stands on, where it has such a name.
pub fn outside_name(document: &Document, byte: usize) -> Option<OutsideName> {
    match Symbol::at(document, byte)?.0 {
        Symbol::Stage(mention) => {
            let stage = document.dockerfile().stages.get(mention.stage)?;
            let name = stage.from()?.name.as_ref()?;
            Some(OutsideName::Stage(name.text.to_string()))
        }
        Symbol::Variable { name, range } => {
            let survey = Survey::of(document, &name);
            let same = survey.same(survey.at(&range)?);
            let is_argument = |role: Role| matches!(role, Role::Argument { .. });
            let is_given = same.iter().any(|each| is_argument(each.role));
            is_given.then_some(OutsideName::Argument(name))
        }
        Symbol::Heredoc(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str, expected: Option<OutsideName>) {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        assert_eq!(outside_name(&Document::new(&text), byte), expected);
    }

    #[test]
    fn stages_and_arguments() {
        let stage = Some(OutsideName::Stage("b".to_owned()));
        check("FROM a AS $0b\n", stage.clone());
        check("FROM a AS b\nFROM $0b\n", stage);
        let argument = Some(OutsideName::Argument("V".to_owned()));
        check("ARG $0V\nFROM a\n", argument.clone());
        check("FROM a\nARG V\nRUN $$0V\n", argument);
        check("FROM a\nENV $0V=1\n", None);
        check("FROM $0a\n", None);
    }
}
