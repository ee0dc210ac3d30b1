//! What `COPY` and `ADD` take, and how.

use crate::errors::kind::kinds;

kinds! {
    INVALID_CHMOD "invalid-chmod" {
        title { en: "Permissions that `--chmod` cannot read", fr: "Des permissions que `--chmod` ne sait pas lire" }
        message {
            en: "`{0}` does not give permissions. `--chmod` takes octal digits up to `7777`, such as `755`, or letters such as `u=rwx,go=rx`.",
            fr: "`{0}` n'indique pas de permissions. `--chmod` accepte des chiffres octaux jusqu'à `7777`, comme `755`, ou des lettres comme `u=rwx,go=rx`."
        }
    }
    CHECKSUM_SOURCES "checksum-sources" {
        title { en: "A checksum for more than one source", fr: "Une somme de contrôle pour plusieurs sources" }
        message {
            en: "`--checksum` verifies a single source, and there are {0}. Write an `ADD` for each.",
            fr: "`--checksum` vérifie une seule source, et il y en a {0}. Écrivez un `ADD` pour chacune."
        }
    }
    CHECKSUM_LOCAL "checksum-local" {
        title { en: "A checksum for a local file", fr: "Une somme de contrôle pour un fichier local" }
        message {
            en: "`--checksum` is for what is downloaded, and `{0}` comes from the build context. Remove the flag.",
            fr: "`--checksum` concerne ce qui est téléchargé, et `{0}` vient du contexte de construction. Supprimez l'option."
        }
    }
    INVALID_CHECKSUM "invalid-checksum" {
        title { en: "An invalid checksum", fr: "Une somme de contrôle invalide" }
        message {
            en: "`{0}` is not a checksum. Write `sha256:` and 64 hexadecimal digits in lower case.",
            fr: "`{0}` n'est pas une somme de contrôle. Écrivez `sha256:` suivi de 64 chiffres hexadécimaux en minuscules."
        }
    }
    CHECKSUM_CONFLICT "checksum-conflict" {
        title { en: "Two checksums that differ", fr: "Deux sommes de contrôle différentes" }
        message {
            en: "`--checksum` and the URL ask for different commits: `{0}` and `{1}`. Keep one.",
            fr: "`--checksum` et l'URL demandent des commits différents\u{a0}: `{0}` et `{1}`. N'en gardez qu'un."
        }
    }
    COPY_URL "copy-url" {
        title { en: "`COPY` from a URL", fr: "`COPY` depuis une URL" }
        message {
            en: "`COPY` takes files from the build context only, and `{0}` is a URL. Use `ADD`, which downloads it.",
            fr: "`COPY` ne prend que des fichiers du contexte de construction, et `{0}` est une URL. Utilisez `ADD`, qui la télécharge."
        }
    }
    COPY_GIT "copy-git" {
        title { en: "`COPY` from a Git repository", fr: "`COPY` depuis un dépôt Git" }
        message {
            en: "`COPY` takes files from the build context only, and `{0}` is a Git repository. Use `ADD`, which fetches it.",
            fr: "`COPY` ne prend que des fichiers du contexte de construction, et `{0}` est un dépôt Git. Utilisez `ADD`, qui le récupère."
        }
    }
    GIT_QUERY "git-query" {
        title { en: "A Git URL with an unknown query", fr: "Une URL Git avec une requête inconnue" }
        message {
            en: "`{0}` is not understood in a Git URL. After the `?` may stand `ref`, `tag`, `branch`, `subdir`, `checksum`, `keep-git-dir`, `submodules` and the like, each once and with a value.",
            fr: "`{0}` n'est pas compris dans une URL Git. Après le `?` peuvent figurer `ref`, `tag`, `branch`, `subdir`, `checksum`, `keep-git-dir`, `submodules` et d'autres, une fois chacun et avec une valeur."
        }
    }
    KEEP_GIT_DIR_CONFLICT "keep-git-dir-conflict" {
        title { en: "Two answers about the Git directory", fr: "Deux réponses sur le répertoire Git" }
        message {
            en: "`--keep-git-dir` and the URL contradict each other. Say it in one of the two places only.",
            fr: "`--keep-git-dir` et l'URL se contredisent. Ne l'indiquez qu'à un seul des deux endroits."
        }
    }
}
