//! How many arguments an instruction takes, and of what form.

use crate::errors::kind::kinds;

kinds! {
    MISSING_ARGUMENT "missing-argument" {
        title { en: "An instruction without arguments", fr: "Une instruction sans argument" }
        message {
            en: "`{0}` needs at least one argument, and there is none. Complete it or remove it.",
            fr: "`{0}` attend au moins un argument, et il n'y en a aucun. Complétez l'instruction ou supprimez-la."
        }
    }
    MISSING_DESTINATION "missing-destination" {
        title { en: "A copy without a destination", fr: "Une copie sans destination" }
        message {
            en: "`{0}` needs at least two arguments: what to copy, and where to. The destination is missing.",
            fr: "`{0}` attend au moins deux arguments\u{a0}: ce qu'il faut copier, et où. La destination manque."
        }
    }
    HEREDOC_DESTINATION "heredoc-destination" {
        title { en: "A heredoc as a destination", fr: "Un heredoc comme destination" }
        message {
            en: "`{1}` stands last, where `{0}` expects the destination, and a heredoc can only be copied from. Add a path after it.",
            fr: "`{1}` est en dernière position, où `{0}` attend la destination, alors qu'un heredoc ne peut être qu'une source. Ajoutez un chemin ensuite."
        }
    }
    FROM_ARGUMENTS "from-arguments" {
        title { en: "A `FROM` with too many or too few words", fr: "Un `FROM` avec trop ou trop peu de mots" }
        message {
            en: "`FROM` takes an image, and `AS` with a name if the stage has one: `{0}` does not fit. Write `FROM image` or `FROM image AS name`.",
            fr: "`FROM` accepte une image, puis `AS` et un nom si l'étape en a un\u{a0}: `{0}` ne convient pas. Écrivez `FROM image` ou `FROM image AS name`."
        }
    }
    FROM_EMPTY "from-without-image" {
        title { en: "A `FROM` without an image", fr: "Un `FROM` sans image" }
        message {
            en: "`FROM` needs an image to start from. Use `FROM scratch` to start from nothing.",
            fr: "`FROM` attend une image de départ. Écrivez `FROM scratch` pour partir de rien."
        }
    }
    INVALID_STAGE_NAME "invalid-stage-name" {
        title { en: "An invalid stage name", fr: "Un nom d'étape invalide" }
        message {
            en: "`{0}` cannot name a stage. A name starts with a letter and holds letters, digits, `-`, `_` and `.` only.",
            fr: "`{0}` ne peut pas nommer une étape. Un nom commence par une lettre et ne contient que des lettres, des chiffres, `-`, `_` et `.`."
        }
    }
    ONBUILD_CHAIN "onbuild-chain" {
        title { en: "`ONBUILD` after `ONBUILD`", fr: "`ONBUILD` après `ONBUILD`" }
        message {
            en: "A trigger cannot set another trigger: `ONBUILD ONBUILD` is rejected. Remove one.",
            fr: "Un déclencheur ne peut pas en poser un autre\u{a0}: `ONBUILD ONBUILD` est refusé. Supprimez-en un."
        }
    }
    ONBUILD_FORBIDDEN "onbuild-forbidden" {
        title { en: "An instruction that `ONBUILD` does not take", fr: "Une instruction que `ONBUILD` refuse" }
        message {
            en: "`{0}` cannot be a trigger: `ONBUILD` takes every instruction but `FROM`, `MAINTAINER` and `ONBUILD`. Write another one, or remove the line.",
            fr: "`{0}` ne peut pas être un déclencheur\u{a0}: `ONBUILD` accepte toutes les instructions sauf `FROM`, `MAINTAINER` et `ONBUILD`. Écrivez-en une autre, ou supprimez la ligne."
        }
    }
    HEALTHCHECK_NONE "healthcheck-none" {
        title { en: "`HEALTHCHECK NONE` with more words", fr: "`HEALTHCHECK NONE` suivi d'autres mots" }
        message {
            en: "`HEALTHCHECK NONE` stands alone: it takes no arguments. Remove `{0}`.",
            fr: "`HEALTHCHECK NONE` s'écrit seul\u{a0}: il n'accepte aucun argument. Supprimez `{0}`."
        }
    }
    HEALTHCHECK_COMMAND "healthcheck-command" {
        title { en: "`HEALTHCHECK CMD` without a command", fr: "`HEALTHCHECK CMD` sans commande" }
        message {
            en: "`HEALTHCHECK CMD` needs a command that tells whether the container is well. Add one, such as `curl -f http://localhost`.",
            fr: "`HEALTHCHECK CMD` attend une commande qui dit si le conteneur va bien. Ajoutez-en une, comme `curl -f http://localhost`."
        }
    }
    HEALTHCHECK_TYPE "healthcheck-type" {
        title { en: "A `HEALTHCHECK` without `CMD`", fr: "Un `HEALTHCHECK` sans `CMD`" }
        message {
            en: "`HEALTHCHECK` is followed by `CMD` and a command, or by `NONE`, not by `{0}`.",
            fr: "`HEALTHCHECK` est suivi de `CMD` et d'une commande, ou de `NONE`, mais pas de `{0}`."
        }
    }
    SHELL_NOT_JSON "shell-not-json" {
        title { en: "A `SHELL` that is not in JSON form", fr: "Un `SHELL` qui n'est pas en forme JSON" }
        message {
            en: "`SHELL` takes its words as a JSON list only, such as `[\"/bin/bash\", \"-c\"]`: double quotes, commas, and nothing after the bracket.",
            fr: "`SHELL` n'accepte ses mots que sous la forme d'une liste JSON, comme `[\"/bin/bash\", \"-c\"]`\u{a0}: guillemets droits doubles, virgules, et rien après le crochet."
        }
    }
    EMPTY_VOLUME "empty-volume" {
        title { en: "A volume without a path", fr: "Un volume sans chemin" }
        message {
            en: "`{0}` comes to an empty path, and a volume needs one. Name a directory.",
            fr: "`{0}` donne un chemin vide, or un volume en attend un. Nommez un répertoire."
        }
    }
    MISSING_EQUALS "missing-equals" {
        title { en: "A pair without `=`", fr: "Une paire sans `=`" }
        message {
            en: "`{0}` has no `=`. Write every pair as `name=value`, and put quotes around a value with spaces.",
            fr: "Il manque un `=` à `{0}`. Écrivez chaque paire sous la forme `nom=valeur`, avec des guillemets droits si la valeur contient des espaces."
        }
    }
    MISSING_VALUE "missing-value" {
        title { en: "A name without a value", fr: "Un nom sans valeur" }
        message {
            en: "`{0}` needs a value for `{1}`. Write `{0} {1}=value`.",
            fr: "`{0}` attend une valeur pour `{1}`. Écrivez `{0} {1}=valeur`."
        }
    }
    BLANK_NAME "blank-name" {
        title { en: "A value without a name", fr: "Une valeur sans nom" }
        message {
            en: "Nothing stands before the `=` of `{1}`, and `{0}` needs a name there. Write one.",
            fr: "Rien ne précède le `=` de `{1}`, alors que `{0}` y attend un nom. Écrivez-en un."
        }
    }
}
