//! What keeps BuildKit from reading a file at all, or a line of it.

use crate::errors::kind::kinds;

kinds! {
    NO_INSTRUCTIONS "no-instructions" {
        title { en: "A file without instructions", fr: "Un fichier sans instruction" }
        message {
            en: "This file has no instruction, so there is nothing to build. Start with `FROM` and a base image.",
            fr: "Ce fichier ne contient aucune instruction\u{a0}: il n'y a rien à construire. Commencez par `FROM` suivi d'une image de base."
        }
    }
    NO_STAGES "no-stages" {
        title { en: "A file without `FROM`", fr: "Un fichier sans `FROM`" }
        message {
            en: "No `FROM` follows, so there is no stage to build. Add a `FROM` with a base image.",
            fr: "Aucun `FROM` ne suit\u{a0}: il n'y a pas d'étape à construire. Ajoutez un `FROM` avec une image de base."
        }
    }
    BEFORE_FROM "before-from" {
        title { en: "An instruction before the first `FROM`", fr: "Une instruction avant le premier `FROM`" }
        message {
            en: "`{0}` stands before the first `FROM`, where only `ARG` may stand. Move it below a `FROM`.",
            fr: "`{0}` précède le premier `FROM`, alors que seul `ARG` y est permis. Placez cette instruction après un `FROM`."
        }
    }
    LONG_LINE "line-too-long" {
        title { en: "A line that is too long to be read", fr: "Une ligne trop longue pour être lue" }
        message {
            en: "BuildKit reads no line longer than 65,535 bytes, so nothing of this file is read. Cut the line with backslashes, or put its data into a file of its own.",
            fr: "BuildKit ne lit aucune ligne de plus de 65\u{a0}535\u{a0}octets\u{a0}: rien de ce fichier n'est donc lu. Coupez la ligne par des barres obliques inverses, ou mettez ses données dans un fichier à part."
        }
    }
    UNKNOWN_INSTRUCTION "unknown-instruction" {
        title { en: "An unknown instruction", fr: "Une instruction inconnue" }
        message {
            en: "`{0}` is not an instruction.",
            fr: "`{0}` n'est pas une instruction."
        }
    }
    UNICODE_SPACE "unicode-space" {
        title { en: "A space that BuildKit does not recognise", fr: "Un espace que BuildKit ne reconnaît pas" }
        message {
            en: "The space after `{0}` is a special one ({1}), which BuildKit takes for a letter. Type an ordinary space.",
            fr: "L'espace après `{0}` est un caractère spécial ({1}), que BuildKit prend pour une lettre. Tapez un espace ordinaire."
        }
    }
    UNTERMINATED_HEREDOC "unterminated-heredoc" {
        title { en: "A heredoc without an end", fr: "Un heredoc sans fin" }
        message {
            en: "The heredoc `{0}` is never closed. Add a line that holds `{0}` and nothing else.",
            fr: "Le heredoc `{0}` n'est jamais fermé. Ajoutez une ligne qui ne contient que `{0}`."
        }
    }
    DUPLICATE_DIRECTIVE "duplicate-directive" {
        title { en: "A parser directive written twice", fr: "Une directive d'analyse écrite deux fois" }
        message {
            en: "The directive `{0}` stands here twice. Keep only one.",
            fr: "La directive `{0}` figure deux fois. N'en gardez qu'une."
        }
    }
    INVALID_ESCAPE "invalid-escape" {
        title { en: "An invalid escape character", fr: "Un caractère d'échappement invalide" }
        message {
            en: "`{0}` cannot be the escape character. Only `\\` and `` ` `` can.",
            fr: "`{0}` ne peut pas être le caractère d'échappement. Seuls `\\` et `` ` `` le peuvent."
        }
    }
    INVALID_CHECK_OPTION "invalid-check-option" {
        title { en: "An unknown option of the `check` directive", fr: "Une option inconnue de la directive `check`" }
        message {
            en: "`{0}` is not an option of `check`. It takes `skip=`, `error=` and `experimental=`, separated by semicolons and without spaces.",
            fr: "`{0}` n'est pas une option de `check`. Cette directive accepte les options `skip=`, `error=` et `experimental=`, séparées par des points-virgules et sans espace."
        }
    }
    INVALID_CHECK_ERROR "invalid-check-error" {
        title { en: "`check=error=` without a boolean", fr: "`check=error=` sans booléen" }
        message {
            en: "`error=` takes `true` or `false`, not `{0}`.",
            fr: "`error=` accepte `true` ou `false`, mais pas `{0}`."
        }
    }
    NOT_STRINGS "json-not-strings" {
        title { en: "A JSON form that holds something other than strings", fr: "Une forme JSON qui contient autre chose que des chaînes" }
        message {
            en: "A JSON form holds strings only. Put double quotes around each element.",
            fr: "La forme JSON ne contient que des chaînes. Mettez des guillemets droits doubles autour de chaque élément."
        }
    }
}
