//! The shells that SHELL may name, whole.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::lang::Text;

pub fn shells(place: &Place) -> Vec<Item> {
    let items = SHELLS.map(|(form, why)| place.item(form, ItemKind::Value).about(why));
    items.into()
}

const SHELLS: [(&str, Text); 6] = [
    (
        "[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]",
        Text {
            en: "bash, where a pipe fails as soon as one of its commands does. The image must have bash.",
            fr: "bash, où un tube échoue dès qu'une de ses commandes échoue. L'image doit contenir bash.",
        },
    ),
    (
        "[\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]",
        Text {
            en: "The shell of Alpine, which stops at the first error, in pipes too.",
            fr: "Le shell d'Alpine, qui s'arrête à la première erreur, dans les tubes aussi.",
        },
    ),
    (
        "[\"/bin/sh\", \"-c\"]",
        Text {
            en: "The shell that BuildKit takes on Linux where nothing is said.",
            fr: "Le shell que BuildKit prend sous Linux si rien n'est dit.",
        },
    ),
    (
        "[\"/bin/bash\", \"-c\"]",
        Text {
            en: "bash, with the options that it has by itself.",
            fr: "bash, avec ses options habituelles.",
        },
    ),
    (
        "[\"powershell\", \"-Command\"]",
        Text {
            en: "PowerShell, for images of Windows.",
            fr: "PowerShell, pour les images Windows.",
        },
    ),
    (
        "[\"cmd\", \"/S\", \"/C\"]",
        Text {
            en: "The shell that BuildKit takes on Windows where nothing is said.",
            fr: "Le shell que BuildKit prend sous Windows si rien n'est dit.",
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::completion::testing::labels;

    #[test]
    fn a_shell_is_whole() {
        assert_eq!(labels("FROM a\nSHELL $0").len(), SHELLS.len());
    }
}
