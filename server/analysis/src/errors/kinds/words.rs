//! Words that cannot be expanded.

use crate::errors::kind::kinds;

kinds! {
    UNTERMINATED_QUOTE "unterminated-quote" {
        title { en: "A quote that is never closed", fr: "Un guillemet jamais fermé" }
        message {
            en: "The quote {0} is opened here and never closed. Close it, or escape it if it is meant as an ordinary character.",
            fr: "Le guillemet {0} est ouvert ici et jamais fermé. Fermez-le, ou échappez-le s'il est un caractère ordinaire."
        }
    }
    MISSING_BRACE "missing-brace" {
        title { en: "A variable without its closing brace", fr: "Une variable sans accolade fermante" }
        message {
            en: "The `${` of this variable is never closed. Add the missing brace.",
            fr: "Le `${` de cette variable n'est jamais fermé. Ajoutez l'accolade qui manque."
        }
    }
    BAD_SUBSTITUTION "bad-substitution" {
        title { en: "A `${` without a name", fr: "Un `${` sans nom" }
        message {
            en: "The name of a variable is missing between these braces. Write a name, or escape the `$` if it is meant as an ordinary character.",
            fr: "Il manque un nom de variable entre ces accolades. Écrivez-en un, ou échappez le `$` s'il est un caractère ordinaire."
        }
    }
    UNSUPPORTED_MODIFIER "unsupported-modifier" {
        title { en: "A way to expand a variable that BuildKit does not know", fr: "Une façon de remplacer une variable que BuildKit ne connaît pas" }
        message {
            en: "BuildKit cannot expand `{0}` in this place. It knows `:-`, `:+`, `:?`, `-`, `+`, `?`, `#`, `%` and `/` after the name of a variable.",
            fr: "BuildKit ne sait pas remplacer `{0}` à cet endroit. Après le nom d'une variable, il connaît `:-`, `:+`, `:?`, `-`, `+`, `?`, `#`, `%` et `/`."
        }
    }
    MISSING_SLASH "missing-slash" {
        title { en: "A replacement without its second slash", fr: "Un remplacement sans sa seconde barre oblique" }
        message {
            en: "`${name/pattern/replacement}` needs a slash between the pattern and what replaces it. Add it.",
            fr: "`${name/pattern/replacement}` attend une barre oblique entre le motif et ce qui le remplace. Ajoutez-la."
        }
    }
    INVALID_PATTERN "invalid-pattern" {
        title { en: "A pattern with an escape that has no meaning", fr: "Un motif avec un échappement sans signification" }
        message {
            en: "The pattern `{0}` cannot be read: a backslash may only stand before `*`, `?`, `/`, `}` or another backslash.",
            fr: "Le motif `{0}` est illisible\u{a0}: une barre oblique inverse ne peut précéder que `*`, `?`, `/`, `}` ou une autre barre oblique inverse."
        }
    }
    REQUIRED_VARIABLE "required-variable" {
        title { en: "A variable that must have a value", fr: "Une variable qui doit avoir une valeur" }
        message {
            en: "`{0}` must have a value here, and has none. Give it one with `ARG` or `ENV`.",
            fr: "`{0}` doit avoir une valeur ici, et n'en a pas. Donnez-lui-en une avec `ARG` ou `ENV`."
        }
    }
}
