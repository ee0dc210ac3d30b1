//! What the words of a tag mean: which system is inside, and what that asks of whoever builds on it.

use crate::lang::Text;

/// The words of a tag that have a meaning of their own, in the order of the tag.
pub fn of_tag(tag: &str) -> Vec<(&'static str, Text)> {
    let mut found: Vec<(&'static str, Text)> = Vec::new();
    for word in tag.split(['-', '_', '.']) {
        let name = word.trim_end_matches(|last: char| last.is_ascii_digit());
        let known = VARIANTS
            .iter()
            .find(|(known, _)| *known == word || *known == name);
        if let Some(variant) = known.filter(|(name, _)| !found.iter().any(|(had, _)| had == name)) {
            found.push(*variant);
        }
    }
    found
}

const VARIANTS: [(&str, Text); 20] = [
    (
        "alpine",
        Text {
            en: "Alpine Linux: very small, with `apk` and musl instead of the usual C library; \
                 programs compiled for Debian or Ubuntu may not run on it",
            fr: "Alpine Linux\u{a0}: très petite, avec `apk` et musl à la place de la bibliothèque C \
                 habituelle\u{a0}; un programme compilé pour Debian ou Ubuntu peut ne pas y \
                 fonctionner",
        },
    ),
    (
        "slim",
        Text {
            en: "slim: the same system with only what is needed to run; compilers and many tools \
                 have to be installed",
            fr: "slim\u{a0}: le même système réduit à ce qu'il faut pour exécuter\u{a0}; compilateurs \
                 et outils courants sont à installer",
        },
    ),
    (
        "trixie",
        Text {
            en: "trixie: Debian 13, by its code name",
            fr: "trixie\u{a0}: Debian 13, sous son nom de code",
        },
    ),
    (
        "bookworm",
        Text {
            en: "bookworm: Debian 12, by its code name",
            fr: "bookworm\u{a0}: Debian 12, sous son nom de code",
        },
    ),
    (
        "bullseye",
        Text {
            en: "bullseye: Debian 11, by its code name",
            fr: "bullseye\u{a0}: Debian 11, sous son nom de code",
        },
    ),
    (
        "buster",
        Text {
            en: "buster: Debian 10, by its code name",
            fr: "buster\u{a0}: Debian 10, sous son nom de code",
        },
    ),
    (
        "stretch",
        Text {
            en: "stretch: Debian 9, by its code name",
            fr: "stretch\u{a0}: Debian 9, sous son nom de code",
        },
    ),
    (
        "noble",
        Text {
            en: "noble: Ubuntu 24.04, by its code name",
            fr: "noble\u{a0}: Ubuntu 24.04, sous son nom de code",
        },
    ),
    (
        "jammy",
        Text {
            en: "jammy: Ubuntu 22.04, by its code name",
            fr: "jammy\u{a0}: Ubuntu 22.04, sous son nom de code",
        },
    ),
    (
        "focal",
        Text {
            en: "focal: Ubuntu 20.04, by its code name",
            fr: "focal\u{a0}: Ubuntu 20.04, sous son nom de code",
        },
    ),
    (
        "windowsservercore",
        Text {
            en: "Windows Server Core: runs on Windows hosts only; a build on Linux cannot use it",
            fr: "Windows Server Core\u{a0}: ne s'exécute que sur un hôte Windows\u{a0}; une \
                 construction sous Linux ne peut pas s'en servir",
        },
    ),
    (
        "nanoserver",
        Text {
            en: "Windows Nano Server: smaller, without PowerShell; runs on Windows hosts only",
            fr: "Windows Nano Server\u{a0}: plus petite, sans PowerShell\u{a0}; ne s'exécute que sur \
                 un hôte Windows",
        },
    ),
    (
        "onbuild",
        Text {
            en: "onbuild: brings instructions that run in your build without standing in your file; \
                 these variants are no longer advised",
            fr: "onbuild\u{a0}: apporte des instructions qui s'exécutent dans votre construction sans \
                 figurer dans votre fichier\u{a0}; ces variantes ne sont plus conseillées",
        },
    ),
    (
        "latest",
        Text {
            en: "latest: what its authors published last, and so another version some day; a version \
                 is safer",
            fr: "latest\u{a0}: ce que ses auteurs ont publié en dernier, donc un jour une autre \
                 version\u{a0}; une version précise est plus sûre",
        },
    ),
    (
        "fpm",
        Text {
            en: "fpm: PHP behind a web server of its own, which has to run beside it",
            fr: "fpm\u{a0}: PHP derrière un serveur web distinct, à exécuter à côté",
        },
    ),
    (
        "apache",
        Text {
            en: "apache: the web server is in the image",
            fr: "apache\u{a0}: le serveur web est dans l'image",
        },
    ),
    (
        "jre",
        Text {
            en: "jre: runs Java programs, but cannot compile them",
            fr: "jre\u{a0}: exécute des programmes Java, mais ne peut pas les compiler",
        },
    ),
    (
        "jdk",
        Text {
            en: "jdk: with the Java compiler; to run a program, `jre` is smaller",
            fr: "jdk\u{a0}: avec le compilateur Java\u{a0}; pour exécuter un programme, `jre` est plus \
                 petite",
        },
    ),
    (
        "management",
        Text {
            en: "management: with a web page to manage it",
            fr: "management\u{a0}: avec une page web d'administration",
        },
    ),
    (
        "distroless",
        Text {
            en: "distroless: no shell and no package manager; nothing can be installed by `RUN`",
            fr: "distroless\u{a0}: ni shell ni gestionnaire de paquets\u{a0}; `RUN` ne peut rien y \
                 installer",
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, expected: &[&str]) {
        let found: Vec<&str> = of_tag(tag).iter().map(|(name, _)| *name).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_have_their_meaning() {
        check("3.13-slim-bookworm", &["slim", "bookworm"]);
        check("22-alpine3.20", &["alpine"]);
        check("latest", &["latest"]);
        check("21-jre-noble", &["jre", "noble"]);
        check("1.2.3", &[]);
    }
}
