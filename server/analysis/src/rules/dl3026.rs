use super::hadolint_image::HadolintImage;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Word};
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "DL3026",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Take images from trusted registries only.",
        fr: "Ne prendre d'images que dans des registres de confiance.",
    },
    why: Text {
        en: "An image from an unknown registry can contain anything, and the build executes it. \
             The rule compares `FROM`, `COPY --from` and the mounts of `RUN` with \
             `trustedRegistries` in `.hadolint.yaml`; without such a list, it reports nothing.",
        fr: "Une image d'un registre inconnu peut contenir n'importe quoi, et la construction \
             l'exécute. La règle compare `FROM`, `COPY --from` et les montages de `RUN` à \
             `trustedRegistries` dans `.hadolint.yaml`\u{a0}; sans cette liste, elle ne signale \
             rien.",
    },
    example: Example {
        bad: "FROM registry.example.net/base:1.2",
        good: "FROM registry.example.com/base:1.2",
    },
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` comes from a registry that the configuration does not trust. Take an image from one \
         of these: {1}.",
    fr: "`{0}` vient d'un registre auquel la configuration ne fait pas confiance. Prenez une image \
         de l'un de ceux-ci\u{a0}: {1}.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let trusted = &file.world.options.trusted_registries;
    if trusted.is_empty() {
        return;
    }
    let mut stages: HashSet<&str> = HashSet::new();
    let listed: Vec<String> = trusted
        .iter()
        .map(|registry| format!("`{registry}`"))
        .collect();
    let listed = listed.join(", ");
    for located in file.instructions() {
        let instruction = located.instruction;
        let mut sources: Vec<(&Word, HadolintImage)> = Vec::new();
        let mut name = None;
        match (&instruction.body, instruction.keyword) {
            (Body::From(from), _) => {
                let word = from.image.as_ref().map(|image| &image.word);
                sources.extend(word.map(|word| (word, HadolintImage::of_from(&word.text))));
                name = from.name.as_ref().map(|name| &*name.text);
            }
            (_, Keyword::Copy | Keyword::Run) => {
                for flag in &instruction.flags {
                    let word = match instruction.keyword {
                        Keyword::Copy if flag.is_named("from") => flag.value.as_ref(),
                        Keyword::Run if is_taken_from(flag.option("type")) => flag.option("from"),
                        _ => None,
                    };
                    sources.extend(word.map(|word| (word, HadolintImage::of_source(&word.text))));
                }
            }
            _ => {}
        }
        for (word, image) in sources {
            if !stages.contains(image.name) && !is_trusted(trusted, &image) {
                let message = Message::new(MESSAGE).with(&word.text).with(&listed);
                let finding = findings.add(located.at(word.span), message);
                let number = word.text.parse::<usize>();
                // A stage by its number is no image, whatever hadolint takes it for.
                if number.is_ok_and(|number| located.stage.is_some_and(|stage| number < stage)) {
                    finding.minor();
                }
            }
        }
        stages.extend(name);
    }
}

/// The mounts that an image can be the source of.
fn is_taken_from(kind: Option<&Word>) -> bool {
    kind.is_none_or(|kind| matches!(&*kind.text, "bind" | "cache"))
}

fn is_trusted(trusted: &[String], image: &HadolintImage) -> bool {
    let is_listed = |registry: &str| trusted.iter().any(|own| matches(own, registry));
    match image.registry {
        Some(registry) => is_listed(registry),
        None => image.name == "scratch" || is_listed("docker.io") || is_listed("hub.docker.com"),
    }
}

/// A `*` at one end stands for anything.
fn matches(trusted: &str, registry: &str) -> bool {
    match (trusted.strip_prefix('*'), trusted.strip_suffix('*')) {
        (Some(end), _) => registry.ends_with(end),
        (_, Some(start)) => registry.starts_with(start),
        (None, None) => registry == trusted,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::super::{Options, RULES};
    use super::*;
    use crate::context::NoContext;

    #[track_caller]
    fn check(trusted: &[&str], text: &str, expected: &[&str]) {
        let options = Options {
            trusted_registries: trusted.iter().map(|own| (*own).to_owned()).collect(),
            ..Options::default()
        };
        let all = found(text, &NoContext, &options);
        let own = all.iter().filter(|finding| finding.rule.code == RULE.code);
        let words: Vec<&str> = own.map(|finding| &text[finding.range.clone()]).collect();
        assert_eq!(words, expected, "{trusted:?} {text}");
        assert!(RULES.iter().any(|rule| rule.code == RULE.code));
    }

    #[test]
    fn images_come_from_where_they_may() {
        let text = "FROM a.io/b AS c\nFROM d\nCOPY --from=c e f\nCOPY --from=g.io/h e f\nFROM c\n";
        check(&[], text, &[]);
        check(&["a.io"], text, &["d", "g.io/h"]);
        check(&["*"], text, &[]);
        check(&["docker.io", "*.io"], text, &[]);
        check(&["g.*"], text, &["a.io/b", "d"]);
    }

    #[test]
    fn mounts_and_stages_are_looked_at() {
        let text =
            "FROM scratch AS a\nRUN --mount=from=b.io/c,target=/d --mount=type=secret,id=e f\n";
        check(&["x.io"], text, &["b.io/c"]);
        check(&["x.io"], "FROM scratch AS a\nFROM a\n", &[]);
    }
}
