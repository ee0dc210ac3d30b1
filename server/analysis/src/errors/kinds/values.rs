//! Ports, signals and paths.

use crate::errors::kind::kinds;

kinds! {
    INVALID_PORT "invalid-port" {
        title { en: "A port that is not a number", fr: "Un port qui n'est pas un nombre" }
        message {
            en: "`{0}` is not a port. `EXPOSE` takes numbers from 0 to 65535, ranges such as `8000-8010`, and `/tcp`, `/udp` or `/sctp` after them.",
            fr: "`{0}` n'est pas un port. `EXPOSE` accepte des nombres de 0 à 65535, des plages comme `8000-8010`, et `/tcp`, `/udp` ou `/sctp` à leur suite."
        }
    }
    INVALID_PORT_RANGE "invalid-port-range" {
        title { en: "Ranges of ports that do not fit", fr: "Des plages de ports qui ne vont pas ensemble" }
        message {
            en: "The ranges `{0}` and `{1}` have different lengths. `EXPOSE` only names the port of the container: leave out the other.",
            fr: "Les plages `{0}` et `{1}` n'ont pas la même longueur. `EXPOSE` ne nomme que le port du conteneur\u{a0}: supprimez l'autre."
        }
    }
    INVALID_PROTOCOL "invalid-protocol" {
        title { en: "An unknown protocol", fr: "Un protocole inconnu" }
        message {
            en: "`{0}` is not a protocol of a port. Write `tcp`, `udp` or `sctp`.",
            fr: "`{0}` n'est pas un protocole de port. Écrivez `tcp`, `udp` ou `sctp`."
        }
    }
    INVALID_ADDRESS "invalid-address" {
        title { en: "An invalid address", fr: "Une adresse invalide" }
        message {
            en: "`{0}` is not an IP address, and `EXPOSE` needs none: publish the port with `docker run -p` instead.",
            fr: "`{0}` n'est pas une adresse IP, et `EXPOSE` n'en attend pas\u{a0}: publiez plutôt le port avec `docker run -p`."
        }
    }
    INVALID_SIGNAL "invalid-signal" {
        title { en: "An unknown signal", fr: "Un signal inconnu" }
        message {
            en: "`{0}` is not a signal. Write a name such as `SIGTERM`, or a number other than 0.",
            fr: "`{0}` n'est pas un signal. Écrivez un nom comme `SIGTERM`, ou un nombre différent de 0."
        }
    }
    DRIVE_LETTER "drive-letter" {
        title { en: "A path outside the system drive", fr: "Un chemin hors du lecteur système" }
        message {
            en: "`{0}` lies outside the drive `C:`, the only one that a Windows image has. Choose a path on that drive.",
            fr: "`{0}` se trouve hors du lecteur `C:`, le seul d'une image Windows. Choisissez un chemin sur ce lecteur."
        }
    }
}
