use super::guesses::Guesses;
use super::quotes::without_quotes;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "DL3022",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Name an earlier stage in `COPY --from`.",
        fr: "Nommer dans `COPY --from` une étape qui précède.",
    },
    why: Text {
        en: "A name that no stage bears is taken for an image: after a misspelling, the build \
             fetches an unrelated image, or fails with an error about the registry. If an image is \
             meant, write its tag as well, `--from=nginx:1.29`, and the rule accepts it.",
        fr: "Un nom qu'aucune étape ne porte est pris pour une image\u{a0}: après une faute de \
             frappe, la construction récupère une image sans rapport, ou échoue avec une erreur \
             sur le registre. S'il s'agit bien d'une image, écrivez aussi son tag, \
             `--from=nginx:1.29`, et la règle l'accepte.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=builder /out/app /usr/local/bin/
",
        good: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=build /out/app /usr/local/bin/
",
    },
    check: Check::File(Keywords::of(&[Keyword::Copy]), check),
};

const MESSAGE: Text = Text {
    en: "No stage above is named `{0}`, so the name is taken for that of an image. Correct the \
         name, or add the tag of the image.",
    fr: "Aucune étape plus haut ne s'appelle `{0}`\u{a0}: ce nom est pris pour celui d'une image. \
         Corrigez le nom, ou ajoutez le tag de l'image.",
};

const FIX: Text = Text {
    en: "Copy from `{0}`",
    fr: "Copier depuis `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let guesses = Guesses::new();
    let mut names: HashSet<&str> = HashSet::new();
    for (index, stage) in file.stages.iter().enumerate() {
        names.extend(stage.name().map(|name| &*name.text));
        for located in file.instructions_of(index) {
            let instruction = located.instruction;
            if instruction.keyword != Keyword::Copy {
                continue;
            }
            let flag = instruction.flags.iter().find(|flag| flag.is_named("from"));
            let Some(value) = flag.and_then(|flag| flag.value.as_ref()) else {
                continue;
            };
            let name = &*value.text;
            let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number = name[..digits].parse::<usize>();
            let is_number = number.is_ok_and(|number| number <= index);
            if without_quotes(name).contains(':') || names.contains(name) || is_number {
                continue;
            }
            let place = located.at(value.span);
            let finding = findings.add(place.clone(), Message::new(MESSAGE).with(name));
            // BuildKit does not mind the case.
            let meant = file.evaluation().stage_meant(Keyword::Copy, name);
            if meant.is_some_and(|stage| stage < index) {
                finding.minor();
            }
            let own = stage.name().map(|name| &*name.text);
            if !guesses.can_compare(names.len()) {
                continue;
            }
            let mut others: Vec<&str> = names.iter().copied().collect();
            others.retain(|other| Some(*other) != own);
            others.sort_unstable();
            if let Some(near) = guesses.nearest(name, &others) {
                let edit = TextEdit::replace(place, near);
                let title = Message::new(FIX).with(near);
                finding.fix(Fix::suggested(title, vec![edit]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn copies_come_from_a_stage_above() {
        fires(
            &RULE,
            "FROM a AS b\nFROM c\nCOPY --from=⟦build⟧ d e\nCOPY --from=⟦2⟧ d e\n",
        );
        silent(
            &RULE,
            "FROM a AS b\nFROM c\nCOPY --from=b d e\nCOPY --from=0 d e\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY --from=nginx:1 b c\nONBUILD COPY --from=x b c\n",
        );
        let found = found_by(&RULE, "FROM a AS Build\nFROM c\nCOPY --from=build d e\n");
        assert!(found[0].is_minor);
        fixes(
            &RULE,
            "FROM a AS build\nFROM b\nCOPY --from=buid c d\n",
            "FROM a AS build\nFROM b\nCOPY --from=build c d\n",
        );
    }
}
