use super::named_images::{NamedImage, Place};
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::images::{Images, Missing};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{DOCKER_HUB, Keywords, Reference};
use crate::nearest::nearest;

pub const RULE: Rule = Rule {
    code: "image-not-found",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Name an image that exists.",
        fr: "Nommer une image qui existe.",
    },
    why: Text {
        en: "When neither this machine nor the registry has the image, the build stops where it is \
             named: at `FROM`, `COPY --from` or `RUN --mount` with `from`. Often a letter is wrong, \
             or the variant does not exist for that version: completion after the colon shows the \
             tags there are. strates only says so when the registry said it a short while ago: \
             hover over the image, and it is asked.",
        fr: "Quand ni cette machine ni le registre n'ont l'image, la construction s'arrête là où \
             elle est nommée\u{a0}: à `FROM`, `COPY --from` ou `RUN --mount` avec `from`. Souvent, \
             une lettre est fausse, ou la variante n'existe pas pour cette \
             version\u{a0}: la complétion après le deux-points montre les tags qui existent. \
             strates ne le dit que si le registre l'a dit il y a peu\u{a0}: survolez l'image, et il \
             est interrogé.",
    },
    example: Example {
        bad: "
FROM python:3.13-slm
",
        good: "
FROM python:3.13-slim
",
    },
    check: Check::File(Keywords::SOURCES, check),
};

const TAG: Text = Text {
    en: "The registry has no tag `{0}` of `{1}`: the build stops here, unless the machine has the \
         image already. Take a tag that exists.",
    fr: "Le registre n'a pas de tag `{0}` pour `{1}`\u{a0}: la construction s'arrête ici, sauf si la \
         machine a déjà l'image. Prenez un tag qui existe.",
};

const REPOSITORY: Text = Text {
    en: "The registry knows no image `{0}`: the build stops here, unless the machine has it \
         already. Correct the name.",
    fr: "Le registre ne connaît pas l'image `{0}`\u{a0}: la construction s'arrête ici, sauf si la \
         machine l'a déjà. Corrigez le nom.",
};

const FIX: Text = Text {
    en: "Change to `{0}`",
    fr: "Remplacer par `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    for named in file.named_images() {
        let missing = named.about.as_ref().and_then(|about| about.missing);
        let Some(missing) = missing else {
            continue;
        };
        let near = near(named, missing, file.world.images);
        for place in &named.places {
            let path = place.written_path();
            let (range, message) = match missing {
                Missing::Tag => {
                    let tag = named.reference.tag.as_deref().unwrap_or("latest");
                    (place.tag(), Message::new(TAG).with(tag).with(path))
                }
                Missing::Repository => (place.path(), Message::new(REPOSITORY).with(path)),
            };
            let finding = findings.add(range.clone(), message);
            if let Some(near) = near.as_ref().filter(|_| can_be_changed(place, missing)) {
                let title = Message::new(FIX).with(near);
                let edit = TextEdit::replace(range, near.as_str());
                finding.fix(Fix::suggested(title, vec![edit]));
            }
        }
    }
}

fn can_be_changed(place: &Place, missing: Missing) -> bool {
    place.is_plain()
        && match missing {
            Missing::Tag => place.image.tag.is_some(),
            Missing::Repository => place.image.path.is_some(),
        }
}

/// The tag, or the name of an image, that was meant.
fn near(named: &NamedImage, missing: Missing, images: &dyn Images) -> Option<String> {
    let Reference {
        registry,
        path,
        tag,
        ..
    } = &named.reference;
    match missing {
        Missing::Tag => near_tag(&named.reference, tag.as_deref()?, images),
        Missing::Repository => {
            let name = path.strip_prefix("library/")?;
            let known = images.names("").items;
            let names = known.iter().map(|known| known.name.as_str());
            let near = nearest(name, names).filter(|_| registry == DOCKER_HUB);
            near.map(str::to_owned)
        }
    }
}

/// Of those that begin as it does, as far as any do, and of the best of all.
fn near_tag(image: &Reference, tag: &str, images: &dyn Images) -> Option<String> {
    let mut known = images.tags(image, "").items;
    let ends = tag.rmatch_indices(['-', '.']).map(|(end, _)| end);
    let starts = ends.filter_map(|end| tag.get(..end));
    let mut alike = starts.map(|start| images.tags(image, start).items);
    known.extend(alike.find(|tags| !tags.is_empty()).unwrap_or_default());
    let has_ended = |known: &crate::images::Tag| {
        let end = known.end_of_life.as_ref();
        end.is_some_and(|end| end.has_passed)
    };
    known.retain(|known| !has_ended(known) && known.name != tag);
    let names = known.iter().map(|known| known.name.as_str());
    nearest(tag, names).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::testing::{Folder, finds_in, fires, fixes, found_in, leaves, silent};
    use super::*;
    use crate::Document;
    use crate::text::{Change, Encoding, Position};

    #[test]
    fn what_the_registry_lacks_is_told_where_it_is_named() {
        fires(
            &RULE,
            "FROM python:⟦3.13-slm⟧ AS a\nFROM a\nFROM python:⟦3.13-slm⟧\n",
        );
        fires(&RULE, "FROM docker.io/⟦pyhton⟧:3.13\n");
        silent(&RULE, "FROM python:3.13-slim\nFROM unknown\nFROM scratch\n");
        silent(&RULE, "FROM debian:12 AS pyhton\nFROM pyhton\n");
    }

    #[test]
    fn what_files_are_taken_from_is_told_too() {
        fires(
            &RULE,
            "FROM a\nCOPY --from=python:⟦3.13-slm⟧ b c\nRUN --mount=type=bind,from=⟦pyhton⟧,target=/d e\n",
        );
        fires(
            &RULE,
            "FROM a\nRUN --mount=target=/a,from=docker.io/⟦pyhton⟧:3 \\\n  --mount=type=cache,target=/d e\n",
        );
        silent(&RULE, "FROM a AS pyhton\nFROM b\nCOPY --from=pyhton c d\n");
        silent(&RULE, "FROM a\nCOPY --from=pyhton b c\nFROM b AS Pyhton\n");
        silent(&RULE, "FROM a\nONBUILD COPY --from=pyhton b c\n");
        silent(
            &RULE,
            "FROM a\nCOPY --from=$A b c\nCOPY --from=scratch b c\nCOPY --from=7 b c\n",
        );
    }

    #[test]
    fn another_context_is_no_image() {
        let text = "FROM a\nCOPY --from=pyhton b c\n";
        finds_in(&Folder::beside("pyhton"), &RULE, text, &[]);
        let text = "FROM pyhton\nFROM python:3.13-slm\n";
        finds_in(&Folder::beside("pyhton:latest"), &RULE, text, &["3.13-slm"]);
        finds_in(
            &Folder::beside("python"),
            &RULE,
            text,
            &["pyhton", "3.13-slm"],
        );
    }

    #[test]
    fn contexts_may_become_known_later() {
        let count = |document: &Document, folder: &Folder| {
            let found = found_in(document, folder, &Options::default());
            let own = found.iter().filter(|found| found.code == RULE.code);
            own.count()
        };
        let document = Document::new("FROM pyhton\nRUN a\n");
        assert_eq!(count(&document, &Folder::of(&[], None)), 1);
        let end = Position {
            line: 1,
            character: 5,
        };
        let key = Change {
            range: Some((end, end)),
            text: "b".to_owned(),
        };
        let document = document.edit(&[key], Encoding::Utf8);
        assert_eq!(count(&document, &Folder::beside("pyhton")), 0);
    }

    #[test]
    fn sources_are_looked_at_again_when_they_change() {
        let folder = Folder::of(&[], None);
        let count = |document: &Document| {
            let found = found_in(document, &folder, &Options::default());
            found.iter().filter(|found| found.code == RULE.code).count()
        };
        let typed = |document: &Document, line: u32, from: u32, to: u32, text: &str| {
            let at = |character| Position { line, character };
            let change = Change {
                range: Some((at(from), at(to))),
                text: text.to_owned(),
            };
            document.edit(&[change], Encoding::Utf8)
        };
        let text = "FROM a\nRUN b\nCOPY --from=pytho c d\nRUN --mount=from=pyhton,target=/e f\n";
        let document = Document::new(text);
        assert_eq!(count(&document), 1);
        let document = typed(&document, 1, 4, 5, "longer");
        assert_eq!(count(&document), 1);
        let document = typed(&document, 2, 12, 17, "pyhton");
        assert_eq!(count(&document), 2);
        let document = typed(&document, 3, 4, 31, "");
        assert_eq!(count(&document), 1);
        let document = typed(&document, 2, 5, 18, "");
        assert_eq!(count(&document), 0);
        let document = typed(&document, 1, 4, 10, "--mount=from=pyhton,target=/e f");
        assert_eq!(count(&document), 1);
    }

    #[test]
    fn what_was_meant_takes_its_place() {
        fixes(
            &RULE,
            "FROM python:3.13-slm AS a\n",
            "FROM python:3.13-slim AS a\n",
        );
        fixes(&RULE, "FROM pyhton:3.13\n", "FROM python:3.13\n");
        fixes(
            &RULE,
            "FROM a\nCOPY --chown=b --from=python:3.13-slm c d\n",
            "FROM a\nCOPY --chown=b --from=python:3.13-slim c d\n",
        );
        leaves(&RULE, "ARG V=3.13-slm\nFROM python:$V\n");
        leaves(&RULE, "FROM python:none-such-at-all\n");
    }
}
