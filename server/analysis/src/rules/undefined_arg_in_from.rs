use super::guesses::Guesses;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keywords, Span, Word, expand};

pub const RULE: Rule = Rule {
    code: "UndefinedArgInFrom",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Declare the variables of `FROM` with `ARG`, before the first stage.",
        fr: "Déclarer avec `ARG`, avant la première étape, les variables de `FROM`.",
    },
    why: Text {
        en: "A variable that no `ARG` declares before the first `FROM` is replaced by an empty \
             text: another image may be taken, and `--build-arg` cannot fill it. Often the name is \
             just misspelt; only the platform variables of BuildKit, such as `BUILDPLATFORM`, need \
             no declaration.",
        fr: "Une variable qu'aucun `ARG` ne déclare avant le premier `FROM` est remplacée par un \
             texte vide\u{a0}: une autre image peut être prise, et `--build-arg` ne peut pas lui \
             donner de valeur. Souvent, le nom est simplement mal écrit\u{a0}; seules les \
             variables de plateforme de BuildKit, comme `BUILDPLATFORM`, se passent de \
             déclaration.",
    },
    example: Example {
        bad: "FROM debian:12${VARIANT}",
        good: "
ARG VARIANT
FROM debian:12${VARIANT}
",
    },
    check: Check::File(Keywords::NONE, check),
};

const MESSAGE: Text = Text {
    en: "No `ARG` before the first `FROM` declares `{0}`, so it is empty here. Declare it, or \
         correct the name.",
    fr: "Aucun `ARG` avant le premier `FROM` ne déclare la variable `{0}`\u{a0}: elle est vide \
         ici. Déclarez-la, ou corrigez le nom.",
};

const FIX_NAME: Text = Text {
    en: "Change to `{0}`",
    fr: "Remplacer par `{0}`",
};

const FIX_DECLARE: Text = Text {
    en: "Declare the variable with `ARG {0}` before the first `FROM`",
    fr: "Déclarer la variable avec `ARG {0}` avant le premier `FROM`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let guesses = Guesses::new();
    let mut known: Option<Vec<&str>> = None;
    for from in file.froms() {
        let flags = from.instruction.flags.iter();
        let platform = flags.filter(|flag| flag.is_named("platform"));
        let platform = platform.filter_map(|flag| flag.value.as_ref());
        let image = file.stages[from.stage.unwrap_or_default()].from();
        let image = image.and_then(|from| from.image.as_ref());
        let words: Vec<&Word> = image
            .map(|image| &image.word)
            .into_iter()
            .chain(platform)
            .collect();
        if words.iter().all(|word| word.expansions.is_empty()) {
            continue;
        }
        let globals = file.evaluation().globals();
        let mut reported: Vec<&str> = Vec::new();
        for (name, span) in words
            .into_iter()
            .flat_map(|word| names(word, file.escape.0))
        {
            if name.is_empty() || globals.get(name).is_some() || reported.contains(&name) {
                continue;
            }
            reported.push(name);
            let place = from.at(span);
            let finding = findings.add(place.clone(), Message::new(MESSAGE).with(name));
            let known = known.get_or_insert_with(|| {
                let known = globals.iter().map(|known| &*known.name);
                let mut known: Vec<&str> = known.filter(|known| !known.is_empty()).collect();
                known.sort_unstable();
                known
            });
            if let Some(near) = guesses.nearest(name, known) {
                let edit = TextEdit::replace(place, near);
                let title = Message::new(FIX_NAME).with(near);
                finding.fix(Fix::suggested(title, vec![edit]));
            }
            let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            if name.chars().all(is_letter) && !name.starts_with(|c: char| c.is_ascii_digit()) {
                let title = Message::new(FIX_DECLARE).with(name);
                let edit = TextEdit::insert(file.stages[0].start, format!("ARG {name}\n"));
                finding.fix(Fix::suggested(title, vec![edit]));
            }
        }
    }
}

/// The variables that a word uses, but for those that an escape character makes plain text.
fn names(word: &Word, escape: char) -> impl Iterator<Item = (&str, Span)> {
    let expanded = expand(&word.text, escape, &|_| None);
    let used = expanded.ok().map(|expanded| expanded.unset);
    let is_used = move |name: &str| {
        let used = used.as_ref();
        used.is_none_or(|used| used.iter().any(|used| used == name))
    };
    let expansions = word.expansions.iter();
    let expansions = expansions.filter(move |each| is_used(&each.name));
    expansions.map(|each| (&*each.name, each.name_span))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn arguments_are_declared_before_the_first_stage() {
        fires(
            &RULE,
            "ARG A=1\nFROM a:$A\nARG B=1\nFROM --platform=${⟦P⟧} a:${⟦B⟧:-$A}\n",
        );
        silent(&RULE, "ARG A\nFROM --platform=$BUILDPLATFORM a:${A:-1}\n");
        silent(&RULE, "FROM a:\\$A\n");
        fixes(
            &RULE,
            "ARG VERSION=1\nFROM a:$VERSON\n",
            "ARG VERSION=1\nFROM a:$VERSION\n",
        );
        fixes(&RULE, "# a\nFROM a$B\n", "# a\nARG B\nFROM a$B\n");
    }
}
