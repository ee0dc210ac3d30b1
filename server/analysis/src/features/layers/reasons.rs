//! Why an instruction makes a layer, or none.

use crate::lang::Text;
use crate::model::Keyword;
use crate::model::layers::{Effect, Step};

pub fn reason(step: &Step) -> Text {
    match (step.effect, step.keyword) {
        (Effect::Layer, Keyword::Workdir) => Text {
            en: "it makes the directory, even where there is one already (Podman makes no layer for it)",
            fr: "elle crée le répertoire, même s'il existe déjà (Podman n'en fait pas une couche)",
        },
        (Effect::Layer, _) => Text {
            en: "the files that it adds or changes are kept in a layer",
            fr: "les fichiers qu'elle ajoute ou modifie sont gardés dans une couche",
        },
        (Effect::Trigger, _) => Text {
            en: "it does nothing here, and runs in the image that is built on this one",
            fr: "elle ne fait rien ici et s'exécute dans l'image construite sur celle-ci",
        },
        (Effect::Metadata, Keyword::Workdir) => Text {
            en: "the directory / is in every image: there is nothing to make",
            fr: "le répertoire / est dans toute image\u{a0}: il n'y a rien à créer",
        },
        (Effect::Metadata, Keyword::Arg) => Text {
            en: "it is known to the build alone, and changes no file",
            fr: "elle n'est connue que de la construction et ne change aucun fichier",
        },
        (Effect::Metadata, _) => Text {
            en: "it is written in the image's configuration, and changes no file",
            fr: "elle s'écrit dans la configuration de l'image et ne change aucun fichier",
        },
    }
}
