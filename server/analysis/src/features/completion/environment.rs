//! Variables that programs listen to, with the value that suits a container and why.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::lang::Text;
use crate::model::state::Evaluation;

/// Those of the language that the base image is for come first.
pub fn keys(place: &Place) -> Vec<Item> {
    let evaluation = Evaluation::new(place.file());
    let base = place
        .stage()
        .map(|stage| evaluation.base_name(stage))
        .unwrap_or_default();
    let mut keys: Vec<&Key> = KEYS.iter().collect();
    keys.sort_by_key(|key| !key.bases.iter().any(|part| base.contains(part)));
    let items = keys.iter().map(|key| {
        let item = place.item(key.name, ItemKind::Constant);
        let item = item
            .detail(super::snippet::plain(key.value, '\\'))
            .about(key.why);
        match place.rest().starts_with('=') {
            true => item,
            false => item.template(&format!("{}={}", key.name, key.value), place.escape()),
        }
    });
    items.collect()
}

struct Key {
    name: &'static str,
    value: &'static str,
    /// Parts of the names of base images that it is for.
    bases: &'static [&'static str],
    why: Text,
}

const PYTHON: &[&str] = &["python", "pypy", "uv", "jupyter"];
const NODE: &[&str] = &["node", "bun", "deno"];
const GO: &[&str] = &["golang"];
const JAVA: &[&str] = &["jdk", "jre", "temurin", "maven", "gradle"];
const RUBY: &[&str] = &["ruby", "rails"];
const RUST: &[&str] = &["rust"];
const DOTNET: &[&str] = &["dotnet"];
const PHP: &[&str] = &["php", "composer"];

const KEYS: [Key; 27] = [
    Key {
        name: "PATH",
        value: "${1:/opt/app/bin}:\\$PATH",
        bases: &[],
        why: Text {
            en: "Where programs are looked for. `$PATH` at the end keeps what was there.",
            fr: "Où chercher les programmes. `$PATH` à la fin garde ce qui s'y trouvait.",
        },
    },
    Key {
        name: "PYTHONUNBUFFERED",
        value: "${1:1}",
        bases: PYTHON,
        why: Text {
            en: "Python writes at once: no line of the log is lost when the container stops.",
            fr: "Python écrit aussitôt\u{a0}: aucune ligne du journal n'est perdue quand le conteneur s'arrête.",
        },
    },
    Key {
        name: "PYTHONDONTWRITEBYTECODE",
        value: "${1:1}",
        bases: PYTHON,
        why: Text {
            en: "No `.pyc` files: they are of little use in a container and make its layers larger.",
            fr: "Pas de fichiers `.pyc`\u{a0}: peu utiles dans un conteneur, ils grossissent ses couches.",
        },
    },
    Key {
        name: "PIP_NO_CACHE_DIR",
        value: "${1:1}",
        bases: PYTHON,
        why: Text {
            en: "pip leaves no downloads in the layer. With a cache mount, do without it.",
            fr: "pip ne laisse aucun téléchargement dans la couche. À éviter avec un montage de cache.",
        },
    },
    Key {
        name: "PIP_DISABLE_PIP_VERSION_CHECK",
        value: "${1:1}",
        bases: PYTHON,
        why: Text {
            en: "pip does not look for a newer pip at every start.",
            fr: "pip ne cherche pas une version plus récente de lui-même à chaque lancement.",
        },
    },
    Key {
        name: "UV_COMPILE_BYTECODE",
        value: "${1:1}",
        bases: PYTHON,
        why: Text {
            en: "uv compiles while building, so that the program starts faster.",
            fr: "uv compile à la construction\u{a0}: le programme démarre plus vite.",
        },
    },
    Key {
        name: "UV_LINK_MODE",
        value: "${1:copy}",
        bases: PYTHON,
        why: Text {
            en: "uv copies out of a cache mount, which it cannot link to.",
            fr: "uv copie depuis un montage de cache, vers lequel il ne peut pas créer de liens.",
        },
    },
    Key {
        name: "POETRY_VIRTUALENVS_CREATE",
        value: "${1:false}",
        bases: PYTHON,
        why: Text {
            en: "Poetry installs into the Python of the image, which nothing else uses.",
            fr: "Poetry installe dans le Python de l'image, que rien d'autre n'utilise.",
        },
    },
    Key {
        name: "NODE_ENV",
        value: "${1:production}",
        bases: NODE,
        why: Text {
            en: "npm leaves out what only development needs, and many frameworks run faster.",
            fr: "npm écarte ce qui ne sert qu'au développement, et bien des frameworks vont plus vite.",
        },
    },
    Key {
        name: "NPM_CONFIG_UPDATE_NOTIFIER",
        value: "${1:false}",
        bases: NODE,
        why: Text {
            en: "npm does not look for a newer npm.",
            fr: "npm ne cherche pas une version plus récente de lui-même.",
        },
    },
    Key {
        name: "PNPM_HOME",
        value: "${1:/pnpm}",
        bases: NODE,
        why: Text {
            en: "Where pnpm keeps its programs. It belongs in `PATH` too.",
            fr: "Où pnpm range ses programmes. À ajouter aussi au `PATH`.",
        },
    },
    Key {
        name: "CGO_ENABLED",
        value: "${1:0}",
        bases: GO,
        why: Text {
            en: "Go builds a program without C libraries, which runs even on `scratch`.",
            fr: "Go produit un programme sans bibliothèques C, qui tourne même sur `scratch`.",
        },
    },
    Key {
        name: "GOFLAGS",
        value: "${1:-buildvcs=false}",
        bases: GO,
        why: Text {
            en: "Flags for every `go` command. This one does without Git.",
            fr: "Des options pour chaque commande `go`. Celle-ci se passe de Git.",
        },
    },
    Key {
        name: "JAVA_TOOL_OPTIONS",
        value: "${1:-XX:MaxRAMPercentage=75}",
        bases: JAVA,
        why: Text {
            en: "Options of every JVM. This one gives it three quarters of the container's memory.",
            fr: "Les options de toute JVM. Celle-ci lui donne les trois quarts de la mémoire du conteneur.",
        },
    },
    Key {
        name: "MAVEN_OPTS",
        value: "${1:-Xmx1g}",
        bases: JAVA,
        why: Text {
            en: "Options of the JVM that Maven runs in.",
            fr: "Les options de la JVM dans laquelle Maven s'exécute.",
        },
    },
    Key {
        name: "RAILS_ENV",
        value: "${1:production}",
        bases: RUBY,
        why: Text {
            en: "Rails runs with its settings for production.",
            fr: "Rails s'exécute avec ses réglages de production.",
        },
    },
    Key {
        name: "BUNDLE_WITHOUT",
        value: "${1:development:test}",
        bases: RUBY,
        why: Text {
            en: "Bundler leaves out gems that only development and tests need.",
            fr: "Bundler écarte les gems qui ne servent qu'au développement et aux tests.",
        },
    },
    Key {
        name: "BUNDLE_DEPLOYMENT",
        value: "${1:1}",
        bases: RUBY,
        why: Text {
            en: "Bundler installs exactly what `Gemfile.lock` says.",
            fr: "Bundler installe exactement ce que dit `Gemfile.lock`.",
        },
    },
    Key {
        name: "RUST_BACKTRACE",
        value: "${1:1}",
        bases: RUST,
        why: Text {
            en: "A Rust program that panics tells where.",
            fr: "Un programme Rust qui panique dit à quel endroit.",
        },
    },
    Key {
        name: "CARGO_TERM_COLOR",
        value: "${1:always}",
        bases: RUST,
        why: Text {
            en: "Cargo writes in colour, though a build is no terminal.",
            fr: "Cargo écrit en couleur, bien qu'une construction ne soit pas un terminal.",
        },
    },
    Key {
        name: "ASPNETCORE_HTTP_PORTS",
        value: "${1:8080}",
        bases: DOTNET,
        why: Text {
            en: "The port that ASP.NET Core listens on.",
            fr: "Le port sur lequel ASP.NET Core écoute.",
        },
    },
    Key {
        name: "DOTNET_CLI_TELEMETRY_OPTOUT",
        value: "${1:1}",
        bases: DOTNET,
        why: Text {
            en: "The .NET tools send nothing about their use.",
            fr: "Les outils .NET n'envoient rien sur leur utilisation.",
        },
    },
    Key {
        name: "COMPOSER_ALLOW_SUPERUSER",
        value: "${1:1}",
        bases: PHP,
        why: Text {
            en: "Composer runs as root without a warning, as builds do.",
            fr: "Composer s'exécute en tant que root sans avertissement, comme le font les constructions.",
        },
    },
    Key {
        name: "LANG",
        value: "${1:C.UTF-8}",
        bases: &[],
        why: Text {
            en: "Programs read and write UTF-8. Debian and Ubuntu start without it.",
            fr: "Les programmes lisent et écrivent en UTF-8. Debian et Ubuntu démarrent sans cela.",
        },
    },
    Key {
        name: "TZ",
        value: "${1:UTC}",
        bases: &[],
        why: Text {
            en: "The time zone. Others than UTC need the package `tzdata`.",
            fr: "Le fuseau horaire. Hors UTC, le paquet `tzdata` est nécessaire.",
        },
    },
    Key {
        name: "HOME",
        value: "${1:/home/app}",
        bases: &[],
        why: Text {
            en: "Where programs keep their own files, when `USER` is only a number.",
            fr: "Où les programmes rangent leurs propres fichiers, quand `USER` n'est qu'un nombre.",
        },
    },
    Key {
        name: "PORT",
        value: "${1:8080}",
        bases: &[],
        why: Text {
            en: "The port that many platforms tell a program to listen on.",
            fr: "Le port sur lequel bien des plateformes demandent au programme d'écouter.",
        },
    },
];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn the_language_of_the_base_comes_first() {
        assert_eq!(labels("FROM golang:1\nENV $0")[0], "CGO_ENABLED");
        assert_eq!(
            plain("FROM a\nENV $0", "PATH"),
            Some("PATH=/opt/app/bin:$PATH".to_owned())
        );
    }
}
