//! Why an instruction makes a layer, or none.

use crate::lang::Text;
use crate::model::Keyword;
use crate::model::layers::{Effect, Step};

pub fn reason(step: &Step) -> Text {
    match (step.effect, step.keyword) {
        (Effect::Layer, Keyword::Workdir) => Text {
            en: "the directory is created; even where it exists already, this makes a layer (Podman makes none)",
            fr: "le répertoire est créé\u{a0}; même s'il existe déjà, cela fait une couche (Podman n'en fait pas)",
        },
        (Effect::Layer, _) => Text {
            en: "files added or changed are kept in a layer",
            fr: "les fichiers ajoutés ou modifiés sont gardés dans une couche",
        },
        (Effect::Trigger, _) => Text {
            en: "nothing happens here: it runs in the image that is built on this one",
            fr: "rien ne se passe ici\u{a0}: le déclencheur s'exécute dans l'image construite sur celle-ci",
        },
        (Effect::Metadata, Keyword::Workdir) => Text {
            en: "the directory / is in every image: there is nothing to make",
            fr: "le répertoire / est dans toute image\u{a0}: il n'y a rien à créer",
        },
        (Effect::Metadata, Keyword::Arg) => Text {
            en: "known to the build alone; no file changes",
            fr: "connu de la seule construction\u{a0}; aucun fichier ne change",
        },
        (Effect::Metadata, _) => Text {
            en: "written in the image's configuration; no file changes",
            fr: "inscrit dans la configuration de l'image\u{a0}; aucun fichier ne change",
        },
    }
}
