//! The options of each kind of mount.

use super::part::{Doc, Part, Piece, Role, page_sentence, signature};
use super::{Signature, Signatures};
use crate::docs::Kind;
use crate::lang::{Lang, Text};
use crate::model::Flag;

use Piece::{Part as P, Plain};

/// What is written of the value up to the cursor, and the whole flag.
pub fn of_mount(value: &str, flag: Option<&Flag>, lang: Lang) -> Signatures {
    let last = value.rsplit(',').next().unwrap_or_default();
    let (key, is_whole) = match last.split_once('=') {
        Some((key, _)) => (key, true),
        None => (last, false),
    };
    let active = option_of(key).filter(|_| is_whole || !key.is_empty());
    let kind = flag.and_then(|flag| flag.option("type"));
    let kind = kind.map_or("bind", |kind| &*kind.text);
    let signatures = MOUNTS.iter().map(|(kind, form)| {
        let documentation = page_sentence(Kind::Mount, kind, lang);
        signature(form, &documentation, active.map(Role::Option), lang)
    });
    let forms: Vec<Signature> = signatures.collect();
    let position = MOUNTS.iter().position(|(own, _)| *own == kind);
    Signatures {
        forms,
        active: position.unwrap_or_default(),
    }
}

/// The name under which a key has a page.
fn option_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "type" => "type",
        "target" | "dst" | "destination" => "target",
        "source" | "src" => "source",
        "from" => "from",
        "id" => "id",
        "sharing" => "sharing",
        "mode" => "mode",
        "uid" => "uid",
        "gid" => "gid",
        "size" => "size",
        "required" => "required",
        "env" => "env",
        "readonly" | "ro" => "readonly",
        "readwrite" | "rw" => "readwrite",
        _ => return None,
    })
}

const fn option(label: &'static str, name: &'static str) -> Piece {
    P(Part {
        label: Text {
            en: label,
            fr: label,
        },
        role: Role::Option(name),
        doc: Doc::Page(Kind::MountOption, name),
    })
}

const COMMA: Piece = Plain(",");
const TARGET: Piece = option("target=…", "target");
const SOURCE: Piece = option("source=…", "source");
const FROM: Piece = option("from=…", "from");
const ID: Piece = option("id=…", "id");
const MODE: Piece = option("mode=…", "mode");
const UID: Piece = option("uid=…", "uid");
const GID: Piece = option("gid=…", "gid");
const REQUIRED: Piece = option("required", "required");

/// The first is what a mount is that does not say.
const MOUNTS: &[(&str, &[Piece])] = &[
    (
        "bind",
        &[
            Plain("--mount="),
            option("type=bind", "type"),
            COMMA,
            TARGET,
            COMMA,
            SOURCE,
            COMMA,
            FROM,
            COMMA,
            option("readwrite", "readwrite"),
        ],
    ),
    (
        "cache",
        &[
            Plain("--mount="),
            option("type=cache", "type"),
            COMMA,
            TARGET,
            COMMA,
            ID,
            COMMA,
            option("sharing=…", "sharing"),
            COMMA,
            FROM,
            COMMA,
            SOURCE,
            COMMA,
            option("readonly", "readonly"),
            COMMA,
            MODE,
            COMMA,
            UID,
            COMMA,
            GID,
        ],
    ),
    (
        "tmpfs",
        &[
            Plain("--mount="),
            option("type=tmpfs", "type"),
            COMMA,
            TARGET,
            COMMA,
            option("size=…", "size"),
        ],
    ),
    (
        "secret",
        &[
            Plain("--mount="),
            option("type=secret", "type"),
            COMMA,
            ID,
            COMMA,
            TARGET,
            COMMA,
            option("env=…", "env"),
            COMMA,
            REQUIRED,
            COMMA,
            MODE,
            COMMA,
            UID,
            COMMA,
            GID,
        ],
    ),
    (
        "ssh",
        &[
            Plain("--mount="),
            option("type=ssh", "type"),
            COMMA,
            ID,
            COMMA,
            TARGET,
            COMMA,
            REQUIRED,
            COMMA,
            MODE,
            COMMA,
            UID,
            COMMA,
            GID,
        ],
    ),
];
