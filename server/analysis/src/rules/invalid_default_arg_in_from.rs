use super::image_name::is_image_name;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Instruction, Keywords, Word, expand};

pub const RULE: Rule = Rule {
    code: "InvalidDefaultArgInFrom",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Give the arguments of `FROM` defaults that form a valid image name.",
        fr: "Donner aux arguments de `FROM` des valeurs par défaut qui forment un nom d'image \
             valide.",
    },
    why: Text {
        en: "Without `--build-arg`, the name of the base image is empty or malformed, and the \
             build fails. With a default, a plain `docker build .` is enough; where no default \
             makes sense, the rule can be ignored.",
        fr: "Sans `--build-arg`, le nom de l'image de base est vide ou mal formé, et la \
             construction échoue. Avec une valeur par défaut, un simple `docker build .` \
             suffit\u{a0}; si aucune n'a de sens, la règle peut être ignorée.",
    },
    example: Example {
        bad: "
ARG VERSION
FROM debian:${VERSION}
",
        good: "
ARG VERSION=12
FROM debian:${VERSION}
",
    },
    check: Check::File(Keywords::NONE, check),
};

const MESSAGE: Text = Text {
    en: "With the defaults of its arguments, `{0}` names no image, so a plain `docker build` \
         fails. Give them defaults that do.",
    fr: "Avec les valeurs par défaut de ses arguments, `{0}` ne nomme aucune image, et un simple \
         `docker build` échoue. Donnez-leur des valeurs qui conviennent.",
};

const CONSTANT: Text = Text {
    en: "`{0}` cannot be the name of an image. Correct it.",
    fr: "`{0}` ne peut pas être le nom d'une image. Corrigez-le.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let lookup = |name: &str| {
        let globals = file.evaluation().globals();
        globals.in_build(name).map(|value| on_linux(&value))
    };
    // BuildKit looks no further once a value cannot be read.
    let values = file.globals.iter().flat_map(|global| defaults(global));
    let mut values = values.map(|value| expand(&value.text, file.escape.0, &lookup));
    if values.any(|value| value.is_err()) {
        return;
    }
    for (stage, from) in file.stages.iter().zip(file.froms()) {
        let Some(image) = stage.from().and_then(|from| from.image.as_ref()) else {
            continue;
        };
        let word = &image.word;
        let is_constant = word.expansions.is_empty();
        let Ok(name) = expand(&word.text, file.escape.0, &lookup) else {
            return;
        };
        if !is_image_name(&name.text) {
            let message = if is_constant { CONSTANT } else { MESSAGE };
            findings.add(from.at(word.span), Message::new(message).with(&word.text));
        }
    }
}

/// The values that an ARG gives.
fn defaults(argument: &Instruction) -> impl Iterator<Item = &Word> {
    let arguments = match &argument.body {
        Body::Arguments(arguments) => arguments.as_slice(),
        _ => &[],
    };
    arguments
        .iter()
        .filter_map(|argument| argument.value.as_ref())
}

/// A value with what the build itself sets on a usual computer.
fn on_linux(value: &str) -> String {
    if !value.contains('$') {
        return value.to_owned();
    }
    let sides = ["BUILD", "TARGET"];
    let parts = [
        ("OSVERSION", ""),
        ("OS", "linux"),
        ("ARCH", "amd64"),
        ("VARIANT", ""),
        ("PLATFORM", "linux/amd64"),
        ("STAGE", "default"),
    ];
    let mut value = value.to_owned();
    for (part, set) in parts {
        for side in sides {
            value = value.replace(&format!("${side}{part}"), set);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn defaults_name_an_image() {
        fires(&RULE, "ARG V\nFROM ⟦a:$V⟧\nFROM ⟦$B⟧\nFROM ⟦A⟧\n");
        silent(&RULE, "ARG V=${W:x}\nFROM a:$V\n");
        silent(&RULE, "FROM a-$TARGETARCH AS b\nFROM b\n");
        silent(&RULE, "ARG V=1\nFROM a:$V\nFROM b:${W:-2}\nFROM scratch\n");
        leaves(&RULE, "ARG V\nFROM a:$V\n");
    }
}
