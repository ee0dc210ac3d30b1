//! What `RUN --mount` rejects.

use crate::errors::kind::kinds;

kinds! {
    MOUNT_FORM "mount-form" {
        title { en: "A mount that cannot be read", fr: "Un montage illisible" }
        message {
            en: "The options in `{0}` cannot be told apart. Write `key=value` pairs with commas between them, and quotes only around a whole pair.",
            fr: "Les options de `{0}` ne peuvent pas être séparées. Écrivez des paires `key=value` séparées par des virgules, et ne mettez de guillemets droits qu'autour d'une paire entière."
        }
    }
    MOUNT_FROM_VARIABLE "mount-from-variable" {
        title { en: "A variable in `from=` of a mount", fr: "Une variable dans `from=` d'un montage" }
        message {
            en: "`from=` of a mount knows no variables. Write `FROM {0} AS name` above, and mount from that stage.",
            fr: "`from=` d'un montage ne connaît pas de variables. Écrivez plus haut `FROM {0} AS name`, puis montez depuis cette étape."
        }
    }
    MOUNT_TYPE "mount-type" {
        title { en: "An unknown type of mount", fr: "Un type de montage inconnu" }
        message {
            en: "`{0}` is not a type of mount. Write `bind`, `cache`, `tmpfs`, `secret` or `ssh`.",
            fr: "`{0}` n'est pas un type de montage. Écrivez `bind`, `cache`, `tmpfs`, `secret` ou `ssh`."
        }
    }
    MOUNT_KEY "mount-key" {
        title { en: "An unknown option of a mount", fr: "Une option de montage inconnue" }
        message {
            en: "`{0}` is not an option of a mount.",
            fr: "`{0}` n'est pas une option de montage."
        }
    }
    MOUNT_KEY_OF_OTHERS "mount-key-of-another-type" {
        title { en: "An option of another type of mount", fr: "Une option d'un autre type de montage" }
        message {
            en: "`{0}` has no meaning for a mount of type `{1}`. Remove it; if another type is meant, write `type=` before it.",
            fr: "`{0}` n'a pas de sens pour un montage de type `{1}`. Supprimez cette option\u{a0}; si un autre type est voulu, écrivez `type=` avant elle."
        }
    }
    MOUNT_VALUE_MISSING "mount-value-missing" {
        title { en: "An option of a mount without a value", fr: "Une option de montage sans valeur" }
        message {
            en: "`{0}` needs a value: write `{0}=` and the value.",
            fr: "`{0}` attend une valeur\u{a0}: écrivez `{0}=` suivi de la valeur."
        }
    }
    MOUNT_BOOLEAN "mount-boolean" {
        title { en: "An option of a mount that takes `true` or `false`", fr: "Une option de montage qui attend `true` ou `false`" }
        message {
            en: "`{0}` takes `true` or `false`, not `{1}`.",
            fr: "`{0}` accepte `true` ou `false`, mais pas `{1}`."
        }
    }
    MOUNT_SIZE "mount-size" {
        title { en: "A size that cannot be read", fr: "Une taille illisible" }
        message {
            en: "`{0}` is not a size. Write a number and perhaps a unit, such as `64m` or `1g`.",
            fr: "`{0}` n'est pas une taille. Écrivez un nombre et au besoin une unité, comme `64m` ou `1g`."
        }
    }
    MOUNT_SHARING "mount-sharing" {
        title { en: "An unknown way to share a cache", fr: "Un partage de cache inconnu" }
        message {
            en: "`{0}` is not a way to share a cache. Write `shared`, `private` or `locked`.",
            fr: "`{0}` n'est pas une façon de partager un cache. Écrivez `shared`, `private` ou `locked`."
        }
    }
    MOUNT_SHARING_OF_OTHERS "mount-sharing-without-cache" {
        title { en: "`sharing=` on a mount that is no cache", fr: "`sharing=` sur un montage qui n'est pas un cache" }
        message {
            en: "Only a mount of type `cache` is shared, and this one is of type `{0}`. Remove `sharing=`, or write `type=cache`.",
            fr: "Seul un montage de type `cache` se partage, et celui-ci est de type `{0}`. Supprimez `sharing=`, ou écrivez `type=cache`."
        }
    }
    MOUNT_MODE "mount-mode" {
        title { en: "Permissions that cannot be read", fr: "Des permissions illisibles" }
        message {
            en: "`{0}` does not give permissions. `mode=` takes octal digits, such as `0755`.",
            fr: "`{0}` n'indique pas de permissions. `mode=` accepte des chiffres octaux, comme `0755`."
        }
    }
    MOUNT_OWNER "mount-owner" {
        title { en: "An owner that is not a number", fr: "Un propriétaire qui n'est pas un nombre" }
        message {
            en: "`{0}=` takes a number, not `{1}`: a mount does not know the names of users and groups.",
            fr: "`{0}=` accepte un nombre, mais pas `{1}`\u{a0}: un montage ne connaît pas les noms d'utilisateur ou de groupe."
        }
    }
    MOUNT_OWNER_OF_OTHERS "mount-owner-not-allowed" {
        title { en: "Owner or permissions on a mount that has none", fr: "Propriétaire ou permissions sur un montage qui n'en a pas" }
        message {
            en: "`{0}=` is only allowed for mounts of type `cache`, `secret` and `ssh`, and this one is of type `{1}`. Remove it.",
            fr: "`{0}=` n'est permis que pour les montages de type `cache`, `secret` et `ssh`, et celui-ci est de type `{1}`. Supprimez cette option."
        }
    }
    MOUNT_TARGET "mount-target" {
        title { en: "A mount on the root directory", fr: "Un montage sur le répertoire racine" }
        message {
            en: "This mount would cover the root directory `/`. Choose another `target=`, such as `/src`.",
            fr: "Ce montage recouvrirait le répertoire racine `/`. Choisissez un autre `target=`, comme `/src`."
        }
    }
    SECRET_FROM "secret-from" {
        title { en: "A secret from a stage", fr: "Un secret venu d'une étape" }
        message {
            en: "A secret comes from whoever starts the build, not from a stage or an image. Remove `from=`.",
            fr: "Un secret vient de la personne qui lance la construction, et non d'une étape ou d'une image. Supprimez `from=`."
        }
    }
    SECRET_SHARING "secret-sharing" {
        title { en: "A secret that is shared", fr: "Un secret partagé" }
        message {
            en: "`sharing=` is for caches, and this mount is a secret. Remove it.",
            fr: "`sharing=` est réservé aux caches, et ce montage est un secret. Supprimez cette option."
        }
    }
    SECRET_WITHOUT_ID "secret-without-id" {
        title { en: "A secret without a name", fr: "Un secret sans nom" }
        message {
            en: "Nothing tells which secret to mount. Give it an `id=`, or a `target=` that ends with its name.",
            fr: "Rien ne dit quel secret monter. Donnez-lui un `id=`, ou un `target=` qui se termine par son nom."
        }
    }
    SECRET_ID_AND_SOURCE "secret-id-and-source" {
        title { en: "A secret with two names", fr: "Un secret avec deux noms" }
        message {
            en: "`source=` and `id=` both name the secret. Keep `id=` only.",
            fr: "`source=` et `id=` nomment tous deux le secret. Ne gardez que `id=`."
        }
    }
    SSH_SOURCE "ssh-source" {
        title { en: "An SSH mount with a source", fr: "Un montage SSH avec une source" }
        message {
            en: "An SSH mount takes no `source=`. Name the agent or the key to use with `id=` instead.",
            fr: "Un montage SSH n'accepte pas `source=`. Nommez plutôt avec `id=` l'agent ou la clé à employer."
        }
    }
}
