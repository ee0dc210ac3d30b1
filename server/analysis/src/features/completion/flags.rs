//! The flags of an instruction that are not given yet, and their values.

use super::item::{Item, ItemKind};
use super::place::{Expected, Place};
use crate::docs::Kind;
use crate::errors::{Takes, flags_of};
use crate::lang::Text;
use crate::model::Keyword;

pub fn names(place: &Place) -> Vec<Item> {
    let Some(keyword) = place.command.keyword else {
        return Vec::new();
    };
    let given = |name: &str| place.command.flags.iter().any(|(given, _)| given == name);
    let open = flags_of(keyword).filter(|(name, takes)| *takes == Takes::Values || !given(name));
    open.map(|(name, takes)| item(place, keyword, name, takes))
        .collect()
}

fn item(place: &Place, keyword: Keyword, name: &str, takes: Takes) -> Item {
    let written = format!("--{name}");
    let has_value = place.expected == Expected::Flag && place.rest().starts_with('=');
    let item = place
        .item(written.as_str(), ItemKind::Flag)
        .page(Kind::Flag, name);
    if has_value || takes == Takes::Boolean {
        return item;
    }
    let value = match (keyword, name) {
        (Keyword::From, "platform") => "${1:\\$BUILDPLATFORM}",
        (_, "mount") => "type=${1:cache},target=${2:/root/.cache}",
        (_, "chmod") => "${1:755}",
        (_, "chown") => "${1:1000:1000}",
        (_, "network") => "${1:none}",
        (_, "security") => "${1:insecure}",
        (_, "interval") => "${1:30s}",
        (_, "timeout") => "${1:3s}",
        (_, "start-period") => "${1:10s}",
        (_, "start-interval") => "${1:1s}",
        (_, "retries") => "${1:3}",
        _ => return item.writes(format!("{written}=")),
    };
    let item = item.with_snippet(&format!("{written}={value}"), place.escape());
    item.writes(format!("{written}="))
}

pub fn values(place: &Place, flag: &str) -> Vec<Item> {
    let known: &[(&str, Option<Text>)] = match flag {
        "platform" => return platforms(place),
        "network" => &NETWORKS,
        "security" => &SECURITIES,
        "link" | "parents" | "keep-git-dir" | "unpack" => &[("true", None), ("false", None)],
        "chmod" => &MODES,
        "interval" => &[("30s", None), ("10s", None), ("1m", None), ("5m", None)],
        "timeout" => &[("3s", None), ("5s", None), ("10s", None), ("30s", None)],
        "start-period" => &[("10s", None), ("30s", None), ("1m", None)],
        "start-interval" => &[("1s", None), ("2s", None), ("5s", None)],
        "retries" => &[("3", None), ("5", None), ("1", None)],
        "exclude" => &[
            ("*.md", None),
            ("**/*.test.*", None),
            (".git", None),
            ("node_modules", None),
        ],
        "checksum" => &[("sha256:", None)],
        "device" => &DEVICES,
        _ => &[],
    };
    let items = known.iter().map(|(value, why)| {
        let item = place.item(*value, ItemKind::Value);
        match why {
            Some(why) => item.about(*why),
            None => item.page(Kind::Flag, flag),
        }
    });
    items.collect()
}

fn platforms(place: &Place) -> Vec<Item> {
    let arguments = ["BUILDPLATFORM", "TARGETPLATFORM"].map(|name| {
        let item = place.item(format!("${name}"), ItemKind::Variable);
        item.page(Kind::Argument, name)
    });
    let platforms = PLATFORMS.map(|platform| {
        let item = place.item(platform, ItemKind::Value);
        item.page(Kind::Flag, "platform")
    });
    arguments.into_iter().chain(platforms).collect()
}

const PLATFORMS: [&str; 9] = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
    "linux/arm/v6",
    "linux/386",
    "linux/ppc64le",
    "linux/riscv64",
    "linux/s390x",
    "windows/amd64",
];

const NETWORKS: [(&str, Option<Text>); 3] = [
    (
        "none",
        Some(Text {
            en: "No network at all: proves that a step downloads nothing.",
            fr: "Aucun réseau\u{a0}: la preuve que l'instruction ne télécharge rien.",
        }),
    ),
    (
        "host",
        Some(Text {
            en: "The network of the machine that builds. The builder must allow it, with `--allow network.host`.",
            fr: "Le réseau de la machine qui construit. Le constructeur doit l'autoriser, avec `--allow network.host`.",
        }),
    ),
    (
        "default",
        Some(Text {
            en: "The network that the builder gives, as without the flag.",
            fr: "Le réseau que donne le constructeur, comme sans l'option.",
        }),
    ),
];

const SECURITIES: [(&str, Option<Text>); 2] = [
    (
        "insecure",
        Some(Text {
            en: "All rights, as with `docker run --privileged`. The builder must allow it, with `--allow security.insecure`.",
            fr: "Tous les droits, comme avec `docker run --privileged`. Le constructeur doit l'autoriser, avec `--allow security.insecure`.",
        }),
    ),
    (
        "sandbox",
        Some(Text {
            en: "The rights of an ordinary container, as without the flag.",
            fr: "Les droits d'un conteneur ordinaire, comme sans l'option.",
        }),
    ),
];

const MODES: [(&str, Option<Text>); 6] = [
    (
        "755",
        Some(Text {
            en: "For programs and directories: all may read and run them, only the owner writes.",
            fr: "Pour les programmes et les répertoires\u{a0}: tous peuvent les lire et les exécuter, seul le propriétaire y écrit.",
        }),
    ),
    (
        "644",
        Some(Text {
            en: "For files: all may read them, only the owner writes.",
            fr: "Pour les fichiers\u{a0}: tous peuvent les lire, seul le propriétaire y écrit.",
        }),
    ),
    (
        "+x",
        Some(Text {
            en: "What is copied may be run; other rights stay as they are.",
            fr: "Ce qui est copié peut être exécuté\u{a0}; les autres droits restent.",
        }),
    ),
    (
        "600",
        Some(Text {
            en: "For keys: only the owner reads and writes.",
            fr: "Pour les clés\u{a0}: seul le propriétaire lit et écrit.",
        }),
    ),
    (
        "700",
        Some(Text {
            en: "Only the owner reads, writes and runs.",
            fr: "Seul le propriétaire lit, écrit et exécute.",
        }),
    ),
    (
        "u=rwX,go=rX",
        Some(Text {
            en: "Directories become 755 and files 644, programs stay programs.",
            fr: "Les répertoires passent à 755, les fichiers à 644, les programmes restent exécutables.",
        }),
    ),
];

const DEVICES: [(&str, Option<Text>); 1] = [(
    "nvidia.com/gpu=all",
    Some(Text {
        en: "All NVIDIA graphics cards of the machine that builds.",
        fr: "Toutes les cartes graphiques NVIDIA de la machine qui construit.",
    }),
)];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn what_is_given_is_not_offered_again() {
        assert!(
            labels("FROM a\nCOPY --link --$0")
                .iter()
                .all(|label| label != "--link")
        );
        assert_eq!(labels("FROM a\nRUN --network=$0").len(), 3);
        assert_eq!(
            plain("FROM a\nCOPY --$0", "--link"),
            Some("--link".to_owned())
        );
        assert_eq!(
            plain("FROM a\nCOPY --ch$0=b c d", "--chown"),
            Some("--chown".to_owned())
        );
    }
}
