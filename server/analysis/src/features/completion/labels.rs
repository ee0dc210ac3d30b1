//! The keys of LABEL that tools read: those of the OCI.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::lang::Text;

pub fn keys(place: &Place) -> Vec<Item> {
    let items = KEYS.map(|(key, value, why)| {
        let key = format!("org.opencontainers.image.{key}");
        let item = place.item(key.as_str(), ItemKind::Constant).about(why);
        match place.rest().starts_with('=') {
            true => item,
            false => {
                let template = format!("{key}=\"${{1:{value}}}\"");
                item.with_snippet(&template, place.escape())
                    .writes(format!("{key}=\"\""))
            }
        }
    });
    items.into()
}

const KEYS: [(&str, &str, Text); 14] = [
    (
        "title",
        "name",
        Text {
            en: "The name of the image for people.",
            fr: "Le nom de l'image, pour les personnes.",
        },
    ),
    (
        "description",
        "description",
        Text {
            en: "What the image is for, in a sentence or two.",
            fr: "À quoi sert l'image, en une ou deux phrases.",
        },
    ),
    (
        "source",
        "https://example.com/project",
        Text {
            en: "Where the source code is. GitHub ties the image to its repository by it.",
            fr: "Où se trouve le code source. GitHub s'en sert pour rattacher l'image à son dépôt.",
        },
    ),
    (
        "version",
        "1.0.0",
        Text {
            en: "The version of the program in the image.",
            fr: "La version du programme que contient l'image.",
        },
    ),
    (
        "revision",
        "commit",
        Text {
            en: "The commit that the image was built from.",
            fr: "Le commit à partir duquel l'image a été construite.",
        },
    ),
    (
        "licenses",
        "Apache-2.0",
        Text {
            en: "The licences of what is in the image, as an SPDX expression.",
            fr: "Les licences de ce que contient l'image, sous forme d'expression SPDX.",
        },
    ),
    (
        "authors",
        "Name <name@example.com>",
        Text {
            en: "Whom to ask about the image. It takes the place of `MAINTAINER`.",
            fr: "À qui s'adresser au sujet de l'image. Cette clé remplace `MAINTAINER`.",
        },
    ),
    (
        "vendor",
        "name",
        Text {
            en: "The company or person that distributes the image.",
            fr: "L'entreprise ou la personne qui distribue l'image.",
        },
    ),
    (
        "url",
        "https://example.com",
        Text {
            en: "Where to read more about the image.",
            fr: "Où en apprendre plus sur l'image.",
        },
    ),
    (
        "documentation",
        "https://example.com/docs",
        Text {
            en: "Where its documentation is.",
            fr: "Où se trouve sa documentation.",
        },
    ),
    (
        "created",
        "2026-01-31T12:00:00Z",
        Text {
            en: "When the image was built, as in RFC 3339. Best given by the build, through an `ARG`.",
            fr: "La date de construction de l'image, au format RFC 3339. À fournir plutôt par la construction, avec un `ARG`.",
        },
    ),
    (
        "base.name",
        "docker.io/library/debian:12",
        Text {
            en: "The whole name of the base image.",
            fr: "Le nom complet de l'image de base.",
        },
    ),
    (
        "base.digest",
        "sha256:",
        Text {
            en: "The digest of the base image.",
            fr: "L'empreinte (digest) de l'image de base.",
        },
    ),
    (
        "ref.name",
        "name",
        Text {
            en: "The name of this image where several lie in one archive.",
            fr: "Le nom de cette image quand une archive en contient plusieurs.",
        },
    ),
];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn a_key_comes_with_its_quotes() {
        let key = "org.opencontainers.image.url";
        assert_eq!(plain("FROM a\nLABEL $0", key), Some(format!("{key}=\"\"")));
        assert_eq!(plain("FROM a\nLABEL org$0=b", key), Some(key.to_owned()));
        assert!(labels("FROM a\nLABEL b=$0").is_empty());
    }
}
