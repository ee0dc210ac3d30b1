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
        title { en: "A flag where none is allowed", fr: "Une option là où aucune n'est permise" }
        message {
            en: "`{1}` takes no flags, so `{0}` is rejected. Remove it, or put it after the command that it is for.",
            fr: "`{1}` n'accepte aucune option\u{a0}: l'option `{0}` est refusée. Supprimez-la, ou placez-la après la commande à laquelle elle appartient."
        }
    }
    DUPLICATE_FLAG "duplicate-flag" {
        title { en: "A flag given twice", fr: "Une option donnée deux fois" }
        message {
            en: "`{0}` is given twice, and BuildKit does not choose between them. Keep only one.",
            fr: "L'option `{0}` est donnée deux fois, et BuildKit ne choisit pas à votre place. N'en gardez qu'une."
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
            en: "`{0}` is not a network mode. `--network` takes `default`, `none` or `host`.",
            fr: "`{0}` n'est pas un mode réseau. `--network` accepte `default`, `none` ou `host`."
        }
    }
    INVALID_SECURITY "invalid-security" {
        title { en: "An unknown security mode", fr: "Un mode de sécurité inconnu" }
        message {
            en: "`{0}` is not a security mode. `--security` takes `sandbox` or `insecure`.",
            fr: "`{0}` n'est pas un mode de sécurité. `--security` accepte `sandbox` ou `insecure`."
        }
    }
    INVALID_DEVICE "invalid-device" {
        title { en: "A device that cannot be read", fr: "Un périphérique illisible" }
        message {
            en: "`--device` cannot read `{0}`. Write `name=vendor/class=device`, and `,required` if the build must fail without it.",
            fr: "`--device` ne sait pas lire `{0}`. Écrivez `name=vendor/class=device`, puis `,required` si la construction doit échouer sans lui."
        }
    }
    INVALID_DURATION "invalid-duration" {
        title { en: "A duration that cannot be read", fr: "Une durée illisible" }
        message {
            en: "`{1}` is not a duration for `{0}`. Write a number and a unit, such as `30s`, `500ms` or `1m30s`.",
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
        title { en: "An invalid number of retries", fr: "Un nombre d'essais invalide" }
        message {
            en: "`--retries` takes a whole number, 0 or more, not `{0}`.",
            fr: "`--retries` accepte un nombre entier, 0 ou plus, mais pas `{0}`."
        }
    }
}
