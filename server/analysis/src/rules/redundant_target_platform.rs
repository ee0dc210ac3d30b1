use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keywords, Word, expand};
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "RedundantTargetPlatform",
    also: &["DL3065"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Leave `--platform=$TARGETPLATFORM` out of `FROM`.",
        fr: "Supprimer `--platform=$TARGETPLATFORM` de `FROM`.",
    },
    why: Text {
        en: "`FROM` takes the target platform anyway: the flag only makes the line longer. It is \
             of use for a stage that should run on the builder's own platform, with \
             `--platform=$BUILDPLATFORM`.",
        fr: "`FROM` prend de toute façon la plateforme cible\u{a0}: l'option ne fait qu'allonger \
             la ligne. Elle est utile pour une étape qui doit tourner sur la plateforme du \
             constructeur lui-même, avec `--platform=$BUILDPLATFORM`.",
    },
    example: Example {
        bad: "FROM --platform=$TARGETPLATFORM debian:12",
        good: "FROM debian:12",
    },
    check: Check::File(Keywords::NONE, check),
};

const MESSAGE: Text = Text {
    en: "`FROM` takes the target platform anyway. Leave the flag out.",
    fr: "`FROM` prend de toute façon la plateforme cible. Supprimez l'option.",
};

const FIX: Text = Text {
    en: "Remove `{0}`",
    fr: "Supprimer `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    for from in file.froms() {
        let flags = &from.instruction.flags;
        let Some(flag) = flags.iter().find(|flag| flag.is_named("platform")) else {
            continue;
        };
        let Some(value) = flag
            .value
            .as_ref()
            .filter(|value| is_target(value, file.escape.0))
        else {
            continue;
        };
        let place = from.at(flag.span);
        let written = file.document.text().slice(place.clone());
        let title = Message::new(FIX).with(&written);
        let edit = TextEdit::delete(with_space(file, place.clone()));
        let finding = findings.add(place, MESSAGE);
        finding.fix(Fix::safe(title, vec![edit]));
        // hadolint knows no other way to write it.
        if !matches!(&*value.text, "$TARGETPLATFORM" | "${TARGETPLATFORM}") {
            finding.also(&[]);
        }
    }
}

/// Nothing but the target platform comes out, and no other variable goes in.
fn is_target(value: &Word, escape: char) -> bool {
    const NAME: &str = "TARGETPLATFORM";
    let is_it = |name: &str| (name == NAME).then(|| "\u{1}".to_owned());
    let only = value
        .expansions
        .iter()
        .all(|expansion| &*expansion.name == NAME);
    let expanded = expand(&value.text, escape, &is_it);
    !value.expansions.is_empty() && only && expanded.is_ok_and(|expanded| expanded.text == "\u{1}")
}

/// A flag with the blanks behind it.
pub fn with_space(file: &FileView, place: ByteRange) -> ByteRange {
    let text = file.document.text();
    let line_end = text.line_start(text.line_of(place.end) + 1);
    let after = text.slice(place.end..line_end.max(place.end));
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    place.start..place.end + blanks
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn the_target_platform_goes_without_saying() {
        fires(
            &RULE,
            "FROM ⟦--platform=$TARGETPLATFORM⟧ a\nFROM ⟦--platform=${TARGETPLATFORM:-b}⟧ a\n",
        );
        silent(
            &RULE,
            "FROM --platform=$BUILDPLATFORM a\nFROM --platform=linux/$TARGETARCH a\n",
        );
        silent(&RULE, "ARG P\nFROM --platform=${P:-$TARGETPLATFORM} a\n");
        assert!(
            found_by(&RULE, "FROM --platform=\"$TARGETPLATFORM\" a\n")[0]
                .also
                .is_empty()
        );
        fixes(
            &RULE,
            "FROM --platform=$TARGETPLATFORM  a AS b\n",
            "FROM a AS b\n",
        );
    }
}
