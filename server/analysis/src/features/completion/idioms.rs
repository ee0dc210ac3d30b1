//! What RUN is mostly for, with a cache mount where the tool downloads something.

use super::heredocs;
use super::item::{Item, ItemKind};
use super::place::Place;
use crate::lang::Text;
use crate::model::state::Evaluation;

/// Those that the base image has the tool for come first.
pub fn items(place: &Place) -> Vec<Item> {
    if !place.is_last() {
        return Vec::new();
    }
    let evaluation = Evaluation::new(place.file());
    let base = place
        .stage()
        .map(|stage| evaluation.base_name(stage))
        .unwrap_or_default();
    let mut idioms: Vec<&Idiom> = IDIOMS.iter().collect();
    idioms.sort_by_key(|idiom| !idiom.bases.iter().any(|part| base.contains(part)));
    let has_flags = !place.command.flags.is_empty();
    let mut items: Vec<Item> = idioms
        .iter()
        .map(|idiom| item(place, idiom, has_flags))
        .collect();
    if place.typed().is_empty() {
        items.extend(heredocs::items(place));
    }
    items
}

fn item(place: &Place, idiom: &Idiom, has_flags: bool) -> Item {
    let mut template = String::new();
    // Who has begun with flags has said what to mount.
    for mount in idiom.mounts.iter().filter(|_| !has_flags) {
        template += &format!("--mount=type=cache,{mount} ~\n    ");
    }
    template += idiom.command;
    let item = place.item(idiom.label, ItemKind::Snippet);
    item.template(&template, place.escape()).about(idiom.why)
}

struct Idiom {
    label: &'static str,
    /// Parts of the names of base images that it is for.
    bases: &'static [&'static str],
    mounts: &'static [&'static str],
    command: &'static str,
    why: Text,
}

const DEBIAN: &[&str] = &[
    "debian", "ubuntu", "slim", "bookworm", "trixie", "bullseye", "noble", "jammy",
];
const RED_HAT: &[&str] = &[
    "fedora",
    "rocky",
    "alma",
    "centos",
    "ubi",
    "rhel",
    "oraclelinux",
];

const CACHED: Text = Text {
    en: "Downloads stay in a cache mount between builds, and none of them in the layer.",
    fr: "Les téléchargements restent dans un montage de cache d'une construction à l'autre, et aucun dans la couche.",
};

const IDIOMS: [Idiom; 17] = [
    Idiom {
        label: "apt-get install",
        bases: DEBIAN,
        mounts: &[
            "target=/var/cache/apt,sharing=locked",
            "target=/var/lib/apt,sharing=locked",
        ],
        command: "apt-get update && apt-get install -y --no-install-recommends ${1:curl}",
        why: Text {
            en: "Lists and packages stay in cache mounts, one build at a time. In images of Debian, `rm -f /etc/apt/apt.conf.d/docker-clean` keeps the packages there.",
            fr: "Les listes et les paquets restent dans des montages de cache, une construction à la fois. Dans les images Debian, `rm -f /etc/apt/apt.conf.d/docker-clean` y garde les paquets.",
        },
    },
    Idiom {
        label: "apt-get install, without a mount",
        bases: DEBIAN,
        mounts: &[],
        command: "apt-get update ~\n    && apt-get install -y --no-install-recommends ${1:curl} ~\n    && rm -rf /var/lib/apt/lists/*",
        why: Text {
            en: "Lists are fetched, used and deleted in one layer, so that none of them stays in it.",
            fr: "Les listes sont récupérées, utilisées puis supprimées dans une seule couche\u{a0}: il n'en reste rien.",
        },
    },
    Idiom {
        label: "apk add",
        bases: &["alpine"],
        mounts: &[],
        command: "apk add --no-cache ${1:curl}",
        why: Text {
            en: "`--no-cache` fetches the list of packages and keeps no copy of it.",
            fr: "`--no-cache` récupère la liste des paquets sans en garder de copie.",
        },
    },
    Idiom {
        label: "dnf install",
        bases: RED_HAT,
        mounts: &["target=/var/cache/dnf,sharing=locked"],
        command: "dnf install -y --setopt=install_weak_deps=False ${1:git}",
        why: CACHED,
    },
    Idiom {
        label: "pip install",
        bases: &["python"],
        mounts: &["target=/root/.cache/pip"],
        command: "pip install -r ${1:requirements.txt}",
        why: CACHED,
    },
    Idiom {
        label: "uv sync",
        bases: &["uv", "python"],
        mounts: &["target=/root/.cache/uv"],
        command: "uv sync --locked --no-dev",
        why: CACHED,
    },
    Idiom {
        label: "poetry install",
        bases: &["python"],
        mounts: &["target=/root/.cache/pypoetry"],
        command: "poetry install --only main --no-root",
        why: CACHED,
    },
    Idiom {
        label: "npm ci",
        bases: &["node"],
        mounts: &["target=/root/.npm"],
        command: "npm ci",
        why: CACHED,
    },
    Idiom {
        label: "yarn install",
        bases: &["node"],
        mounts: &["target=/usr/local/share/.cache/yarn"],
        command: "yarn install --frozen-lockfile",
        why: CACHED,
    },
    Idiom {
        label: "pnpm install",
        bases: &["node"],
        mounts: &["target=/root/.local/share/pnpm/store"],
        command: "pnpm install --frozen-lockfile",
        why: CACHED,
    },
    Idiom {
        label: "go build",
        bases: &["golang"],
        mounts: &["target=/go/pkg/mod", "target=/root/.cache/go-build"],
        command: "go build -o ${1:/out/app} ${2:.}",
        why: CACHED,
    },
    Idiom {
        label: "cargo build",
        bases: &["rust"],
        mounts: &["target=/usr/local/cargo/registry"],
        command: "cargo build --release --locked",
        why: CACHED,
    },
    Idiom {
        label: "mvn package",
        bases: &["maven"],
        mounts: &["target=/root/.m2"],
        command: "mvn -B package -DskipTests",
        why: CACHED,
    },
    Idiom {
        label: "composer install",
        bases: &["composer", "php"],
        mounts: &["target=/tmp/cache"],
        command: "composer install --no-dev --no-interaction --prefer-dist",
        why: CACHED,
    },
    Idiom {
        label: "bundle install",
        bases: &["ruby"],
        mounts: &["target=/usr/local/bundle/cache"],
        command: "bundle install",
        why: CACHED,
    },
    Idiom {
        label: "dotnet restore",
        bases: &["dotnet"],
        mounts: &["target=/root/.nuget/packages"],
        command: "dotnet restore",
        why: CACHED,
    },
    Idiom {
        label: "useradd",
        bases: DEBIAN,
        mounts: &[],
        command: "useradd --system --create-home --uid ${1:10001} ${2:app}",
        why: Text {
            en: "A user of its own for the program. Name it in `USER` below.",
            fr: "Un utilisateur pour le programme seul. Nommez-le dans `USER` plus bas.",
        },
    },
];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn the_tool_of_the_base_comes_first() {
        assert_eq!(labels("FROM fedora:44\nRUN $0")[0], "dnf install");
        let cached = "--mount=type=cache,target=/root/.npm \\\n    npm ci";
        assert_eq!(plain("FROM a\nRUN n$0", "npm ci"), Some(cached.to_owned()));
        assert_eq!(
            plain("FROM a\nRUN --network=none $0", "npm ci"),
            Some("npm ci".to_owned())
        );
    }
}
