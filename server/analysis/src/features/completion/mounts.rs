//! The options of `--mount` that are not given yet and go with its type, and their values.

use super::Completions;
use super::destinations;
use super::item::{Item, ItemKind};
use super::paths;
use super::place::Place;
use crate::docs::Kind;
use crate::errors::{MOUNT_SHARINGS, MOUNT_TYPES};
use crate::lang::Text;

pub fn options(place: &Place, given: &[(String, String)]) -> Vec<Item> {
    let is_given = |key: &str| given.iter().any(|(given, _)| canonical(given) == key);
    let mut items = Vec::new();
    let has_value = place.rest().starts_with('=');
    if !is_given("type") && !has_value {
        items.extend(whole_mounts(place, given));
    }
    let kind = kind(given);
    let open = keys(kind).iter().filter(|key| !is_given(key));
    // A secret has one name.
    let named = is_given("id") || is_given("source");
    let open = open.filter(|key| !(kind == "secret" && named && matches!(**key, "id" | "source")));
    items.extend(open.map(|key| {
        let item = place
            .item(*key, ItemKind::Flag)
            .page(Kind::MountOption, key);
        match WORDS.contains(key) || has_value {
            true => item,
            false => match usual(kind, key) {
                Some(value) => item.with_snippet(&format!("{key}=${{1:{value}}}"), place.escape()),
                None => item,
            }
            .writes(format!("{key}=")),
        }
    }));
    items
}

/// The short names of options count as the long ones.
fn canonical(key: &str) -> &str {
    match key {
        "src" => "source",
        "dst" | "destination" => "target",
        "ro" => "readonly",
        "rw" => "readwrite",
        other => other,
    }
}

fn kind(given: &[(String, String)]) -> &str {
    let kind = given.iter().find(|(key, _)| key == "type");
    kind.map_or("bind", |(_, value)| value.as_str())
}

const WORDS: [&str; 3] = ["readonly", "readwrite", "required"];

fn keys(kind: &str) -> &'static [&'static str] {
    match kind.to_ascii_lowercase().as_str() {
        "cache" => &[
            "target", "id", "sharing", "uid", "gid", "mode", "from", "source", "readonly", "type",
        ],
        "tmpfs" => &["target", "size", "type"],
        "secret" => &[
            "id", "env", "target", "required", "uid", "gid", "mode", "source", "type",
        ],
        "ssh" => &["id", "target", "required", "uid", "gid", "mode", "type"],
        _ => &["type", "source", "target", "from", "readwrite", "readonly"],
    }
}

fn usual(kind: &str, key: &str) -> Option<&'static str> {
    Some(match (kind, key) {
        (_, "type") => "cache",
        ("cache", "target") => "/root/.cache",
        ("tmpfs", "target") => "/tmp",
        ("secret", "target") => "/run/secrets/token",
        ("ssh", "id") => "default",
        ("secret", "id") => "token",
        ("secret", "env") => "TOKEN",
        (_, "sharing") => "locked",
        (_, "size") => "256m",
        (_, "uid" | "gid") => "1000",
        ("cache", "mode") => "0755",
        (_, "mode") => "0400",
        _ => return None,
    })
}

/// A mount of each type with what it needs, where no option stands yet.
fn whole_mounts(place: &Place, given: &[(String, String)]) -> Vec<Item> {
    if !given.is_empty() || !place.rest().is_empty() && !place.rest().starts_with([' ', '\t']) {
        return Vec::new();
    }
    let needs = [
        ("cache", "type=cache,target=${1:/root/.cache}"),
        ("bind", "type=bind,source=${1:.},target=${2:/src}"),
        ("secret", "type=secret,id=${1:token},env=${2:TOKEN}"),
        ("ssh", "type=ssh"),
        ("tmpfs", "type=tmpfs,target=${1:/tmp}"),
    ];
    let items = needs.map(|(kind, template)| {
        let item = place.item(format!("type={kind}"), ItemKind::Snippet);
        item.template(template, place.escape())
            .page(Kind::Mount, kind)
    });
    items.into()
}

/// Whether an option names what is mounted.
pub fn is_source(key: &str) -> bool {
    canonical(key) == "source"
}

pub fn values(place: &Place, given: &[(String, String)], key: &str) -> Completions {
    let kind = kind(given);
    let is_from_context = !given.iter().any(|(key, _)| key == "from");
    let fixed = |values: &[&str]| -> Completions {
        let items = values.iter().map(|value| {
            let item = place.item(*value, ItemKind::Value);
            item.page(Kind::MountOption, canonical(key))
        });
        items.collect::<Vec<Item>>().into()
    };
    match canonical(key) {
        "type" => {
            let types =
                MOUNT_TYPES.map(|kind| place.item(kind, ItemKind::Value).page(Kind::Mount, kind));
            Vec::from(types).into()
        }
        "sharing" => {
            let about = MOUNT_SHARINGS.iter().zip(SHARINGS);
            let items = about.map(|(value, why)| place.item(*value, ItemKind::Value).about(why));
            items.collect::<Vec<Item>>().into()
        }
        "source" if kind == "bind" && is_from_context => paths::mounted(place),
        "target" if kind == "cache" => caches(place).into(),
        "target" if kind == "bind" || kind == "tmpfs" => destinations::mounted(place).into(),
        "readonly" | "readwrite" | "required" => fixed(&["true", "false"]),
        "size" => fixed(&["64m", "256m", "1g"]),
        "mode" => fixed(if kind == "cache" {
            &["0755", "0775", "0777"]
        } else {
            &["0400", "0440", "0444"]
        }),
        "uid" | "gid" => fixed(&["1000", "0"]),
        "id" if kind == "ssh" => fixed(&["default"]),
        _ => Completions::default(),
    }
}

const SHARINGS: [Text; 3] = [
    Text {
        en: "Several builds write to the cache at the same time (the default). Right for pip, npm, Go.",
        fr: "Plusieurs constructions écrivent dans le cache en même temps (par défaut). Convient à pip, npm, Go.",
    },
    Text {
        en: "Another build at the same time gets a cache of its own.",
        fr: "Une autre construction en même temps reçoit un cache à elle.",
    },
    Text {
        en: "Another build waits until this one is done. apt needs it.",
        fr: "Une autre construction attend que celle-ci ait fini. apt en a besoin.",
    },
];

/// Where programs keep what they download.
fn caches(place: &Place) -> Vec<Item> {
    let items = CACHES.map(|(path, whose)| place.item(path, ItemKind::Folder).detail(whose));
    items.into()
}

const CACHES: [(&str, &str); 15] = [
    ("/root/.cache", "*"),
    ("/root/.cache/pip", "pip"),
    ("/root/.cache/uv", "uv"),
    ("/root/.npm", "npm"),
    ("/usr/local/share/.cache/yarn", "yarn"),
    ("/root/.local/share/pnpm/store", "pnpm"),
    ("/var/cache/apt", "apt"),
    ("/var/lib/apt", "apt"),
    ("/var/cache/apk", "apk"),
    ("/var/cache/dnf", "dnf"),
    ("/go/pkg/mod", "go"),
    ("/root/.cache/go-build", "go"),
    ("/usr/local/cargo/registry", "cargo"),
    ("/root/.m2", "mvn"),
    ("/root/.nuget/packages", "dotnet"),
];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn options_go_with_the_type() {
        assert_eq!(
            labels("FROM a\nRUN --mount=type=tmpfs,$0"),
            ["target", "size"]
        );
        assert_eq!(labels("FROM a\nRUN --mount=type=cache,sharing=$0").len(), 3);
        assert_eq!(
            plain("FROM a\nRUN --mount=type=bind,$0", "readonly"),
            Some("readonly".to_owned())
        );
    }
}
