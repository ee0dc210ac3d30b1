//! Stages, and what they build on.

use crate::errors::kind::kinds;

kinds! {
    BLANK_BASE "blank-base" {
        title { en: "A base image whose name comes out empty", fr: "Une image de base dont le nom est vide" }
        message {
            en: "`{0}` comes to nothing, so this stage has no base image. Give the variable a default with an `ARG` before the first `FROM`.",
            fr: "`{0}` ne donne rien\u{a0}: cette étape n'a pas d'image de base. Donnez une valeur par défaut à la variable par un `ARG` avant le premier `FROM`."
        }
    }
    UPPERCASE_IMAGE "uppercase-image" {
        title { en: "An image name in upper case", fr: "Un nom d'image en majuscules" }
        message {
            en: "The name `{0}` holds capital letters, and images are named in lower case only. Write it in lower case.",
            fr: "Le nom `{0}` contient des majuscules, or une image ne se nomme qu'en minuscules. Écrivez-le en minuscules."
        }
    }
    INVALID_IMAGE "invalid-image" {
        title { en: "A name that no image can have", fr: "Un nom qu'aucune image ne peut porter" }
        message {
            en: "`{0}` is not the name of an image. Write it as `registry/name:tag`, where only the name is required.",
            fr: "`{0}` n'est pas un nom d'image. Écrivez-le sous la forme `registry/name:tag`, où seul le nom est obligatoire."
        }
    }
    INVALID_DIGEST "invalid-digest" {
        title { en: "An invalid digest", fr: "Une empreinte (digest) invalide" }
        message {
            en: "`{0}` is not a digest. Write `sha256:` and 64 hexadecimal digits in lower case.",
            fr: "`{0}` n'est pas une empreinte (digest). Écrivez `sha256:` suivi de 64 chiffres hexadécimaux en minuscules."
        }
    }
    EMPTY_PLATFORM "empty-platform" {
        title { en: "A platform that comes out empty", fr: "Une plateforme vide" }
        message {
            en: "`{0}` comes to nothing, and `--platform` needs a value such as `linux/amd64`. Remove the flag to build for the target platform.",
            fr: "`{0}` ne donne rien, et `--platform` attend une valeur comme `linux/amd64`. Supprimez l'option pour construire pour la plateforme cible."
        }
    }
    INVALID_PLATFORM "invalid-platform" {
        title { en: "An invalid platform", fr: "Une plateforme invalide" }
        message {
            en: "`{0}` is not a platform. Write an operating system, an architecture and perhaps a variant, such as `linux/arm64` or `linux/arm/v7`.",
            fr: "`{0}` n'est pas une plateforme. Écrivez un système d'exploitation, une architecture et au besoin une variante, comme `linux/arm64` ou `linux/arm/v7`."
        }
    }
    FROM_VARIABLE "from-variable" {
        title { en: "A variable in `--from`", fr: "Une variable dans `--from`" }
        message {
            en: "`{0}` is taken literally: `--from` knows no variables and no quotes. Write `FROM` with the variable and a name above, and copy from that stage.",
            fr: "`{0}` est pris à la lettre\u{a0}: `--from` ne connaît ni variables ni guillemets. Écrivez plus haut un `FROM` avec la variable et un nom, puis copiez depuis cette étape."
        }
    }
    UNKNOWN_STAGE_INDEX "unknown-stage-index" {
        title { en: "A stage number that does not exist", fr: "Un numéro d'étape qui n'existe pas" }
        message {
            en: "There is no stage number {0}: stages are counted from 0. Write the name of a stage, which is safer than a number.",
            fr: "Il n'y a pas d'étape numéro {0}\u{a0}: les étapes se comptent à partir de 0. Écrivez le nom d'une étape, plus sûr qu'un numéro."
        }
    }
    LATER_STAGE "later-stage" {
        title { en: "A stage that comes later", fr: "Une étape qui vient plus tard" }
        message {
            en: "The stage `{0}` is built later, so nothing can be taken from it here. Move it above this one.",
            fr: "L'étape `{0}` est construite plus tard\u{a0}: rien ne peut en être pris ici. Placez-la au-dessus de celle-ci."
        }
    }
    CIRCULAR "circular-dependency" {
        title { en: "Stages that wait for each other", fr: "Des étapes qui s'attendent l'une l'autre" }
        message {
            en: "This stage takes files from `{0}`, which is this same stage or one that needs it: neither can be built first. Remove one of these links.",
            fr: "Cette étape prend des fichiers de `{0}`, qui est cette même étape ou une étape qui l'attend\u{a0}: aucune ne peut être construite en premier. Supprimez l'un de ces liens."
        }
    }
    SOURCE_DATE_EPOCH "source-date-epoch" {
        title { en: "A `SOURCE_DATE_EPOCH` that is not a time", fr: "Un `SOURCE_DATE_EPOCH` qui n'est pas une date" }
        message {
            en: "`SOURCE_DATE_EPOCH` is a number of seconds since 1970, `context`, or the name of a stage, and `{0}` is none of them.",
            fr: "`SOURCE_DATE_EPOCH` est un nombre de secondes depuis 1970, `context` ou le nom d'une étape, et `{0}` n'est rien de tout cela."
        }
    }
    SOURCE_DATE_EPOCH_STAGE "source-date-epoch-stage" {
        title { en: "A stage that cannot give `SOURCE_DATE_EPOCH`", fr: "Une étape qui ne peut pas donner `SOURCE_DATE_EPOCH`" }
        message {
            en: "`SOURCE_DATE_EPOCH` takes its time from this stage, which must hold `FROM scratch` and exactly one `ADD` of a URL or a Git repository, and only `ARG` besides.",
            fr: "`SOURCE_DATE_EPOCH` prend sa date de cette étape, qui doit contenir `FROM scratch` et exactement un `ADD` d'une URL ou d'un dépôt Git, et seulement des `ARG` en plus."
        }
    }
}
