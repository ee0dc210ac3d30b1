//! What an instruction does, in one short phrase.

use crate::lang::Text;
use crate::model::Keyword;
use crate::model::layers::{Effect, Step};

pub fn phrase(step: &Step) -> Text {
    match step.keyword {
        Keyword::From => Text {
            en: "starts a stage",
            fr: "commence une étape",
        },
        Keyword::Run => Text {
            en: "runs a command and keeps the files it changes",
            fr: "exécute une commande et garde les fichiers qu'elle modifie",
        },
        Keyword::Copy => Text {
            en: "copies files into the image",
            fr: "copie des fichiers dans l'image",
        },
        Keyword::Add => Text {
            en: "adds files, an archive or a download",
            fr: "ajoute des fichiers, une archive ou un téléchargement",
        },
        Keyword::Workdir if step.effect == Effect::Layer => Text {
            en: "makes the working directory and enters it",
            fr: "crée le répertoire de travail et s'y place",
        },
        Keyword::Workdir => Text {
            en: "enters /, which is always there",
            fr: "se place dans /, qui existe toujours",
        },
        Keyword::Env => Text {
            en: "sets environment variables",
            fr: "définit des variables d'environnement",
        },
        Keyword::Arg => Text {
            en: "declares a build argument, gone at run time",
            fr: "déclare un argument de construction, absent à l'exécution",
        },
        Keyword::Label => Text {
            en: "notes facts about the image",
            fr: "note des informations sur l'image",
        },
        Keyword::Maintainer => Text {
            en: "names the author (deprecated: use LABEL)",
            fr: "nomme l'auteur (obsolète\u{a0}: préférer LABEL)",
        },
        Keyword::Expose => Text {
            en: "declares a port; -p publishes it at run time",
            fr: "déclare un port\u{a0}; -p le publie à l'exécution",
        },
        Keyword::User => Text {
            en: "chooses the user for what follows",
            fr: "choisit l'utilisateur pour la suite",
        },
        Keyword::Volume => Text {
            en: "keeps a folder's data outside the container",
            fr: "garde les données d'un dossier hors du conteneur",
        },
        Keyword::Cmd => Text {
            en: "gives the container's default command",
            fr: "donne la commande par défaut du conteneur",
        },
        Keyword::Entrypoint => Text {
            en: "sets the container's entry point",
            fr: "fixe le point d'entrée du conteneur",
        },
        Keyword::Healthcheck => Text {
            en: "tells how to check the container's health",
            fr: "dit comment vérifier l'état de santé du conteneur",
        },
        Keyword::Stopsignal => Text {
            en: "chooses the signal that stops the container",
            fr: "choisit le signal qui arrête le conteneur",
        },
        Keyword::Shell => Text {
            en: "chooses the shell of the commands that follow",
            fr: "choisit le shell des commandes qui suivent",
        },
        Keyword::Onbuild => Text {
            en: "waits for the child image, and runs there",
            fr: "attend l'image enfant, et s'y exécute",
        },
        Keyword::Unknown => Text {
            en: "is unknown to BuildKit",
            fr: "est inconnue de BuildKit",
        },
    }
}
