use super::from_as_casing::as_between;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located};

pub const RULE: Rule = Rule {
    code: "ConsistentInstructionCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write all keywords in the same case.",
        fr: "Écrire tous les mots-clés dans la même casse.",
    },
    why: Text {
        en: "BuildKit reads `RUN`, `run` and `Run` alike, so this is only about reading: an odd \
             keyword looks like something else. Take the case that most keywords of the file have, \
             usually capitals.",
        fr: "BuildKit lit `RUN`, `run` et `Run` de la même façon\u{a0}: il ne s'agit que de \
             lisibilité, car un mot-clé qui détonne semble être autre chose. Prenez la casse de la \
             plupart des mots-clés du fichier, en général les majuscules.",
    },
    example: Example {
        bad: "
FROM debian:12
WORKDIR /app
copy . .
",
        good: "
FROM debian:12
WORKDIR /app
COPY . .
",
    },
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "Most keywords of this file are written like `{0}`. Write this one the same way.",
    fr: "La plupart des mots-clés de ce fichier s'écrivent comme `{0}`. Écrivez celui-ci de la \
         même façon.",
};

const FIX: Text = Text {
    en: "Write `{0}`",
    fr: "Écrire `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let mut lower = 0;
    let mut upper = 0;
    let mut is_mixed = false;
    let instructions = file.stages.iter().flat_map(|stage| &stage.instructions);
    for instruction in instructions {
        let (name, written) = (instruction.keyword.name(), &*instruction.written.text);
        if instruction.keyword == Keyword::Unknown {
            continue;
        }
        if written == name {
            upper += 1;
        } else if written.bytes().all(|byte| byte.is_ascii_lowercase()) {
            lower += 1;
        } else {
            is_mixed = true;
        }
    }
    if !is_mixed && (lower == 0 || upper == 0) {
        return;
    }
    for located in in_stages(file) {
        let (name, written) = written(&located);
        let is_expected = match lower > upper {
            true => written.bytes().all(|byte| byte.is_ascii_lowercase()),
            false => written == name,
        };
        if is_expected {
            continue;
        }
        let expected = match lower > upper {
            true => name.to_ascii_lowercase(),
            false => name.to_owned(),
        };
        let place = located.at(located.instruction.written.span);
        let is_whole = place.len() == expected.len();
        let message = Message::new(MESSAGE).with(&expected);
        let finding = findings.add(place.clone(), message);
        if is_whole {
            let keyword = TextEdit::replace(place, &*expected);
            let edits = [keyword].into_iter().chain(its_as(file, &located));
            let title = Message::new(FIX).with(&expected);
            finding.fix(Fix::safe(title, edits.collect()));
        }
    }
}

/// BuildKit leaves out what stands before the first FROM.
fn in_stages<'a>(file: &'a FileView) -> impl Iterator<Item = Located<'a>> {
    let stages = 0..file.stages.len();
    let instructions = stages.flat_map(|stage| file.instructions_of(stage));
    instructions.filter(|located| located.instruction.keyword != Keyword::Unknown)
}

/// The `AS` of a FROM in the other case, where it is now in the one of its FROM.
fn its_as(file: &FileView, located: &Located) -> Option<TextEdit> {
    let Body::From(from) = &located.instruction.body else {
        return None;
    };
    let source = file.document.text().slice(located.range());
    let start = from.image.as_ref()?.word.span.end as usize;
    let place = as_between(&source, start, from.name.as_ref()?.span.start as usize)?;
    let other = match (&*located.instruction.written.text, &source[place.clone()]) {
        ("from", "as") => "AS",
        ("FROM", "AS") => "as",
        _ => return None,
    };
    let place = located.start + place.start..located.start + place.end;
    Some(TextEdit::replace(place, other))
}

fn written<'a>(located: &Located<'a>) -> (&'static str, &'a str) {
    let instruction = located.instruction;
    (instruction.keyword.name(), &instruction.written.text)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn keywords_are_written_alike() {
        fires(&RULE, "FROM a\nRUN b\n⟦run⟧ c\n⟦Run⟧ d\n");
        fires(&RULE, "from a\nrun b\n⟦RUN⟧ c\n");
        fires(&RULE, "FROM a\n⟦run⟧ b\n");
        silent(&RULE, "arg V\nFROM a\nRUN b\nONBUILD run c\n");
        silent(&RULE, "from a\nrun b\n");
        fixes(&RULE, "FROM a\nRun b\n", "FROM a\nRUN b\n");
        fixes(&RULE, "from a as b\nRUN c\n", "FROM a AS b\nRUN c\n");
    }
}
