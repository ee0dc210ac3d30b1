//! The values of flags.

use super::Signatures;
use super::mounts::of_mount;
use super::part::{Doc, Part, Piece, Role, page_sentence, signature};
use super::typed::Typed;
use crate::docs::Kind;
use crate::lang::{Lang, Text};
use crate::model::{Flag, Located};

use Piece::{Part as P, Plain};

/// A flag whose value the cursor is in.
pub fn of_flag(
    typed: &Typed,
    flags: &[Flag],
    located: &Located,
    byte: usize,
    lang: Lang,
) -> Option<Signatures> {
    let (name, value) = typed.flag()?.strip_prefix("--")?.split_once('=')?;
    if name == "mount" {
        let here = |flag: &&Flag| {
            let range = located.at(flag.span);
            range.start <= byte && byte <= range.end
        };
        return Some(of_mount(value, flags.iter().find(here), lang));
    }
    let form = FORMS
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, form)| *form);
    let documentation = page_sentence(Kind::Flag, name, lang);
    let sign = if name == "platform" { '/' } else { ':' };
    let is_parted = matches!(name, "platform" | "chown" | "checksum");
    let place = if is_parted {
        value.matches(sign).count()
    } else {
        0
    };
    Some(Signatures {
        forms: vec![signature(
            form?,
            &documentation,
            Some(Role::Nth(place)),
            lang,
        )],
        active: 0,
    })
}

const fn part(label: Text, nth: usize, doc: Doc) -> Piece {
    P(Part {
        label,
        role: Role::Nth(nth),
        doc,
    })
}

const fn same(text: &'static str) -> Text {
    Text { en: text, fr: text }
}

const fn flag(label: Text, name: &'static str) -> Piece {
    part(label, 0, Doc::Page(Kind::Flag, name))
}

const DURATION: Text = Text {
    en: "duration",
    fr: "durée",
};
const SWITCH: Text = same("true|false");

const FORMS: &[(&str, &[Piece])] = &[
    (
        "platform",
        &[
            Plain("--platform="),
            part(
                Text {
                    en: "os",
                    fr: "système",
                },
                0,
                Doc::Own(Text {
                    en: "The operating system: `linux` or `windows`.",
                    fr: "Le système d'exploitation\u{a0}: `linux` ou `windows`.",
                }),
            ),
            Plain("/"),
            part(
                same("architecture"),
                1,
                Doc::Own(Text {
                    en: "The processor: `amd64`, `arm64`, `arm`…",
                    fr: "Le processeur\u{a0}: `amd64`, `arm64`, `arm`…",
                }),
            ),
            Plain("/"),
            part(
                Text {
                    en: "variant",
                    fr: "variante",
                },
                2,
                Doc::Own(Text {
                    en: "The version of that processor, where it has some: `v7` of `arm`.",
                    fr: "La version de ce processeur, s'il en a plusieurs\u{a0}: `v7` pour `arm`.",
                }),
            ),
        ],
    ),
    (
        "chown",
        &[
            Plain("--chown="),
            part(
                Text {
                    en: "user",
                    fr: "utilisateur",
                },
                0,
                Doc::Page(Kind::Value, "user"),
            ),
            Plain(":"),
            part(
                Text {
                    en: "group",
                    fr: "groupe",
                },
                1,
                Doc::Page(Kind::Value, "group"),
            ),
        ],
    ),
    (
        "checksum",
        &[
            Plain("--checksum="),
            part(
                Text {
                    en: "sha256",
                    fr: "sha256",
                },
                0,
                Doc::Own(Text {
                    en: "How the sum was made.",
                    fr: "La façon dont la somme est calculée.",
                }),
            ),
            Plain(":"),
            part(
                Text {
                    en: "digest",
                    fr: "empreinte",
                },
                1,
                Doc::Page(Kind::Flag, "checksum"),
            ),
        ],
    ),
    (
        "from",
        &[
            Plain("--from="),
            flag(
                Text {
                    en: "stage|image|context",
                    fr: "étape|image|contexte",
                },
                "from",
            ),
        ],
    ),
    (
        "chmod",
        &[
            Plain("--chmod="),
            flag(
                Text {
                    en: "mode",
                    fr: "droits",
                },
                "chmod",
            ),
        ],
    ),
    (
        "exclude",
        &[
            Plain("--exclude="),
            flag(
                Text {
                    en: "pattern",
                    fr: "motif",
                },
                "exclude",
            ),
        ],
    ),
    ("link", &[Plain("--link="), flag(SWITCH, "link")]),
    ("parents", &[Plain("--parents="), flag(SWITCH, "parents")]),
    (
        "keep-git-dir",
        &[Plain("--keep-git-dir="), flag(SWITCH, "keep-git-dir")],
    ),
    ("unpack", &[Plain("--unpack="), flag(SWITCH, "unpack")]),
    (
        "network",
        &[
            Plain("--network="),
            flag(same("default|none|host"), "network"),
        ],
    ),
    (
        "security",
        &[
            Plain("--security="),
            flag(same("sandbox|insecure"), "security"),
        ],
    ),
    (
        "device",
        &[
            Plain("--device="),
            flag(
                Text {
                    en: "name",
                    fr: "nom",
                },
                "device",
            ),
        ],
    ),
    (
        "interval",
        &[Plain("--interval="), flag(DURATION, "interval")],
    ),
    ("timeout", &[Plain("--timeout="), flag(DURATION, "timeout")]),
    (
        "start-period",
        &[Plain("--start-period="), flag(DURATION, "start-period")],
    ),
    (
        "start-interval",
        &[Plain("--start-interval="), flag(DURATION, "start-interval")],
    ),
    (
        "retries",
        &[
            Plain("--retries="),
            flag(
                Text {
                    en: "number",
                    fr: "nombre",
                },
                "retries",
            ),
        ],
    ),
];
