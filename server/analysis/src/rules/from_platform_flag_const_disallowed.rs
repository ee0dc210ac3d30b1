use super::platforms::Platform;
use super::redundant_target_platform::with_space;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keywords, expand};

pub const RULE: Rule = Rule {
    code: "FromPlatformFlagConstDisallowed",
    also: &["DL3029"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write no fixed platform into `FROM --platform`.",
        fr: "Ne pas écrire de plateforme fixe dans `FROM --platform`.",
    },
    why: Text {
        en: "A fixed platform takes the choice away from `docker build --platform`: elsewhere, the \
             image is made for a processor that the machine does not have. Leave the flag out, or \
             use `$BUILDPLATFORM` for a stage that only compiles. A stage meant for one platform \
             may name it: BuildKit accepts `AS build-amd64`, while hadolint still reports it.",
        fr: "Une plateforme fixe retire le choix à `docker build --platform`\u{a0}: ailleurs, \
             l'image est faite pour un processeur que la machine n'a pas. Supprimez l'option, ou \
             prenez `$BUILDPLATFORM` pour une étape qui ne fait que compiler. Une étape vouée à \
             une plateforme peut la nommer\u{a0}: BuildKit accepte `AS build-amd64`, alors que \
             hadolint le signale quand même.",
    },
    example: Example {
        bad: "
FROM --platform=linux/amd64 golang:1.25 AS build
FROM debian:12
",
        good: "
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
FROM debian:12
",
    },
    check: Check::File(Keywords::NONE, check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is used whatever the target platform is. Leave the flag out, or take \
         `$BUILDPLATFORM` for a stage that only compiles.",
    fr: "`{0}` est employée quelle que soit la plateforme cible. Supprimez l'option, ou prenez \
         `$BUILDPLATFORM` pour une étape qui ne fait que compiler.",
};

const MEANT: Text = Text {
    en: "This stage is for one platform, or for one that an argument gives. hadolint asks to leave \
         the flag out all the same.",
    fr: "Cette étape est vouée à une plateforme, ou à celle qu'un argument donne. hadolint demande \
         tout de même de supprimer l'option.",
};

const FIX_BUILD: Text = Text {
    en: "Run the stage on the builder's platform, `$BUILDPLATFORM`",
    fr: "Faire tourner l'étape sur la plateforme du constructeur, `$BUILDPLATFORM`",
};

const FIX: Text = Text {
    en: "Remove `{0}`",
    fr: "Supprimer `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let last = file.stages.len().saturating_sub(1);
    for (index, (stage, from)) in file.stages.iter().zip(file.froms()).enumerate() {
        let flags = &from.instruction.flags;
        let flag = flags.iter().find(|flag| flag.is_named("platform"));
        let Some((flag, value)) = flag.and_then(|flag| Some((flag, flag.value.as_ref()?))) else {
            continue;
        };
        let name = stage
            .name()
            .map(|name| name.text.to_lowercase())
            .unwrap_or_default();
        let by_buildkit = value.expansions.is_empty()
            && expand(&value.text, file.escape.0, &|_| None)
                .ok()
                .and_then(|expanded| Platform::parse(&expanded.text))
                .is_some_and(|platform| !platform.is_in(&name));
        let is_relative = |variable: &&str| value.text.contains(*variable);
        let by_hadolint = !["BUILDPLATFORM", "TARGETPLATFORM"].iter().any(is_relative);
        if !by_buildkit && !by_hadolint {
            continue;
        }
        let place = from.at(flag.span);
        let message = match by_buildkit {
            true => Message::new(MESSAGE).with(&value.text),
            false => Message::new(MEANT),
        };
        let finding = findings.add(place.clone(), message);
        match (by_buildkit, by_hadolint) {
            (false, _) => finding.only_as("DL3029").minor(),
            (true, false) => finding.also(&[]),
            (true, true) => finding,
        };
        let written = file.document.text().slice(place.clone());
        let build = TextEdit::replace(from.at(value.span), "$BUILDPLATFORM");
        let build = Fix::suggested(FIX_BUILD, vec![build]);
        let delete = TextEdit::delete(with_space(file, place));
        let delete = Fix::suggested(Message::new(FIX).with(written), vec![delete]);
        match index < last {
            true => finding.fix(build).fix(delete),
            false => finding.fix(delete),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn a_platform_is_chosen_by_who_builds() {
        fires(
            &RULE,
            "FROM ⟦--platform=linux/amd64⟧ a\nFROM ⟦--platform=arm64⟧ b AS c\n",
        );
        silent(&RULE, "FROM --platform=$BUILDPLATFORM a\nFROM a\n");
        for text in [
            "FROM --platform=linux/x86_64 a AS b-amd64\n",
            "ARG P=linux\nFROM --platform=$P a\n",
        ] {
            let found = found_by(&RULE, text);
            assert_eq!((found[0].code, found[0].is_minor), ("DL3029", true));
        }
        fixes(
            &RULE,
            "FROM --platform=linux/amd64 a AS b\nFROM c\n",
            "FROM --platform=$BUILDPLATFORM a AS b\nFROM c\n",
        );
        fixes(&RULE, "FROM --platform=linux/amd64 a\n", "FROM a\n");
    }
}
