//! How a base image was made: its instructions as people write them, and what each added.

use super::bases::size;
use crate::images::{self, Origin, Source, Step};
use crate::lang::Lang;
use crate::msg;

#[derive(Clone, PartialEq, Debug)]
pub struct History {
    /// The lowest first.
    pub layers: Vec<Made>,
    /// How many instructions added no file.
    pub others: usize,
    pub origin: Origin,
}

/// An instruction, and the bytes that it added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    pub instruction: String,
    pub bytes: u64,
}

/// A reader wants to see what is large, not all of it.
const MOST_SHOWN: usize = 15;

impl History {
    pub fn of(told: &images::History) -> History {
        let (layers, others): (Vec<&Step>, Vec<&Step>) =
            told.value.iter().partition(|step| step.bytes > 0);
        let layers = layers.into_iter().map(|step| Made {
            instruction: written(&step.created_by),
            bytes: step.bytes,
        });
        History {
            layers: layers.collect(),
            others: others.len(),
            origin: told.origin.clone(),
        }
    }

    /// Who says so, and what the sizes are of.
    pub fn told_by(&self, lang: Lang) -> String {
        let source = self.origin.told(lang);
        match self.origin.source {
            Source::Engine => msg!(
                lang,
                en: "{source}; sizes on disk",
                fr: "{source}\u{a0}; tailles sur le disque",
            ),
            _ => msg!(
                lang,
                en: "{source}; compressed sizes",
                fr: "{source}\u{a0}; tailles compressées",
            ),
        }
    }

    pub fn shown(&self) -> &[Made] {
        self.layers.get(..MOST_SHOWN).unwrap_or(&self.layers)
    }

    /// What is not shown one by one.
    pub fn rest(&self, lang: Lang) -> Vec<String> {
        let rest = self.layers.get(MOST_SHOWN..).unwrap_or_default();
        let bytes = rest
            .iter()
            .fold(0u64, |sum, made| sum.saturating_add(made.bytes));
        let mut lines = Vec::new();
        if !rest.is_empty() {
            let (en, fr) = (
                ("more layer", "more layers"),
                ("autre couche", "autres couches"),
            );
            let (count, bytes) = (lang.count(rest.len(), en, fr), size(bytes, lang));
            lines.push(msg!(lang, en: "{count}: {bytes}", fr: "{count}\u{a0}: {bytes}"));
        }
        if self.others > 0 {
            let en = (
                "instruction adds no file: metadata",
                "instructions add no file: metadata",
            );
            let fr = (
                "instruction n'ajoute aucun fichier\u{a0}: des métadonnées",
                "instructions n'ajoutent aucun fichier\u{a0}: des métadonnées",
            );
            lines.push(lang.count(self.others, en, fr));
        }
        lines
    }
}

/// Builders write down what they carried out: the shell, the arguments, names of their own.
fn written(created_by: &str) -> String {
    let words: Vec<&str> = created_by.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.strip_suffix("# buildkit").unwrap_or(&text).trim_end();
    let text = text.strip_prefix("RUN ").unwrap_or(text);
    let text = without_arguments(text);
    let shell = SHELLS.iter().find_map(|shell| text.strip_prefix(shell));
    match shell.map(|command| (command, command.strip_prefix("#(nop) "))) {
        Some((_, Some(instruction))) => without_hash(instruction.trim_start()),
        Some((command, None)) => format!("RUN {command}"),
        None if created_by.trim_start().starts_with("RUN ") => format!("RUN {text}"),
        None => without_hash(text),
    }
}

const SHELLS: [&str; 6] = [
    "/bin/sh -c ",
    "/bin/bash -c ",
    "/bin/bash -o pipefail -c ",
    "/bin/ash -eo pipefail -c ",
    "cmd /S /C ",
    "powershell -Command ",
];

/// `|1 VERSION=2 /bin/sh -c make`: the count of arguments, then these.
fn without_arguments(text: &str) -> &str {
    let count = |text: &str| text.strip_prefix('|')?.split(' ').next()?.parse().ok();
    match count(text) {
        Some(0usize) | None => text,
        Some(_) => {
            let starts = SHELLS.iter().filter_map(|shell| text.find(shell));
            starts
                .min()
                .and_then(|start| text.get(start..))
                .unwrap_or(text)
        }
    }
}

/// `ADD file:0123… in /`: what it was called, nobody knows any more.
fn without_hash(text: &str) -> String {
    let mut words = text.split(' ');
    let (keyword, source) = (words.next().unwrap_or_default(), words.next());
    let is_hash = source.is_some_and(|source| {
        ["file:", "dir:", "multi:"]
            .iter()
            .any(|kind| source.starts_with(kind))
    });
    let target = words.next_back().filter(|_| words.next() == Some("in"));
    match (target, is_hash && matches!(keyword, "ADD" | "COPY")) {
        (Some(target), true) => format!("{keyword} … {target}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(created_by: &str, expected: &str) {
        assert_eq!(written(created_by), expected);
    }

    #[test]
    fn instructions_are_as_people_write_them() {
        check("/bin/sh -c #(nop)  CMD [\"bash\"]", "CMD [\"bash\"]");
        check("/bin/sh -c #(nop) ADD file:5a3c9f in / ", "ADD … /");
        check(
            "/bin/sh -c #(nop) COPY multi:12 in /usr/bin/ ",
            "COPY … /usr/bin/",
        );
        check(
            "COPY docker-entrypoint.sh / # buildkit",
            "COPY docker-entrypoint.sh /",
        );
        check("/bin/sh -c apt-get update", "RUN apt-get update");
        check(
            "RUN /bin/sh -c set -eux;   make # buildkit",
            "RUN set -eux; make",
        );
        check("RUN |2 A=b C=d e /bin/sh -c make # buildkit", "RUN make");
        check("|1 A=/bin/sh /bin/sh -c make", "RUN make");
        check("RUN [\"a\"]", "RUN [\"a\"]");
        check(
            "# debian.sh --arch 'amd64' out/",
            "# debian.sh --arch 'amd64' out/",
        );
    }

    #[test]
    fn odd_ones_stay_what_they_are() {
        for odd in ["", "ADD", "ADD file:", "|", "|9", "RUN", "é"] {
            check(odd, odd);
        }
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let step = |bytes| Step {
            created_by: "RUN a".to_owned(),
            bytes,
        };
        let of = |bytes: Vec<u64>| {
            History::of(&images::History {
                value: bytes.into_iter().map(step).collect(),
                origin: Origin {
                    source: Source::Engine,
                    date: None,
                },
            })
        };
        let history = of([0, 0].into_iter().chain(1..=17).collect());
        assert_eq!((history.shown().len(), history.others), (15, 2));
        assert_eq!(
            history.rest(Lang::En),
            [
                "2 more layers: 33 B",
                "2 instructions add no file: metadata"
            ]
        );
        assert_eq!(of(vec![0, 1]).rest(Lang::Fr).len(), 1);
    }
}
