//! Flags of instructions.

use crate::errors::kind::kinds;

kinds! {
    UNKNOWN_FLAG "unknown-flag" {
        title { en: "An unknown flag", fr: "Une option inconnue" }
        message {
            en: "`{1}` has no flag `{0}`.",
            fr: "`{1}` n'a pas d'option `{0}`."
        }
    }
    FLAG_OF_NONE "flag-not-allowed" {
        title { en: "A flag where none may stand", fr: "Une option là où il n'y en a pas" }
        message {
            en: "`{1}` takes no flags, so `{0}` is rejected. Remove it, or put it behind the command that it is for.",
            fr: "`{1}` n'accepte aucune option\u{a0}: `{0}` est refusé. Supprimez-la, ou placez-la derrière la commande à laquelle elle appartient."
        }
    }
    DUPLICATE_FLAG "duplicate-flag" {
        title { en: "A flag given twice", fr: "Une option donnée deux fois" }
        message {
            en: "`{0}` is given twice, and BuildKit does not choose. Keep only one.",
            fr: "`{0}` est donné deux fois, et BuildKit ne choisit pas. N'en gardez qu'un."
        }
    }
    MISSING_FLAG_VALUE "missing-flag-value" {
        title { en: "A flag without a value", fr: "Une option sans valeur" }
        message {
            en: "`{0}` needs a value. Write `{0}=` and the value, without spaces.",
            fr: "`{0}` attend une valeur. Écrivez `{0}=` suivi de la valeur, sans espace."
        }
    }
    INVALID_BOOLEAN "invalid-boolean" {
        title { en: "A flag that takes `true` or `false`", fr: "Une option qui attend `true` ou `false`" }
        message {
            en: "`{0}` takes `true` or `false`, not `{1}`.",
            fr: "`{0}` accepte `true` ou `false`, mais pas `{1}`."
        }
    }
    INVALID_NETWORK "invalid-network" {
        title { en: "An unknown network mode", fr: "Un mode réseau inconnu" }
        message {
            en: "`{0}` is no network of a build. `--network` takes `default`, `none` or `host`.",
            fr: "`{0}` n'est pas un réseau de construction. `--network` accepte `default`, `none` ou `host`."
        }
    }
    INVALID_SECURITY "invalid-security" {
        title { en: "An unknown security mode", fr: "Un mode de sécurité inconnu" }
        message {
            en: "`{0}` is no security mode. `--security` takes `sandbox` or `insecure`.",
            fr: "`{0}` n'est pas un mode de sécurité. `--security` accepte `sandbox` ou `insecure`."
        }
    }
    INVALID_DEVICE "invalid-device" {
        title { en: "A device that cannot be read", fr: "Un périphérique illisible" }
        message {
            en: "`{0}` does not fit into `--device`. Write `name=vendor/class=device`, and `,required` if the build must fail without it.",
            fr: "`{0}` n'a pas sa place dans `--device`. Écrivez `name=vendor/class=device`, puis `,required` si la construction doit échouer sans lui."
        }
    }
    INVALID_DURATION "invalid-duration" {
        title { en: "A duration that cannot be read", fr: "Une durée illisible" }
        message {
            en: "`{1}` is no duration for `{0}`. Write a number and a unit, such as `30s`, `500ms` or `1m30s`.",
            fr: "`{1}` n'est pas une durée pour `{0}`. Écrivez un nombre suivi d'une unité, comme `30s`, `500ms` ou `1m30s`."
        }
    }
    SHORT_DURATION "duration-too-short" {
        title { en: "A duration below one millisecond", fr: "Une durée de moins d'une milliseconde" }
        message {
            en: "`{0}` must be at least `1ms`, and `{1}` is less. Leave it out, or write `0s`, for the default.",
            fr: "`{0}` vaut au moins `1ms`, et `{1}` est plus court. Supprimez cette option, ou écrivez `0s`, pour la valeur par défaut."
        }
    }
    INVALID_RETRIES "invalid-retries" {
        title { en: "A number of retries that is none", fr: "Un nombre d'essais invalide" }
        message {
            en: "`--retries` takes a whole number from 0 on, not `{0}`.",
            fr: "`--retries` accepte un entier à partir de 0, mais pas `{0}`."
        }
    }
}
