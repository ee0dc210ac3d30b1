//! What `COPY` and `ADD` take, and how.

use crate::errors::kind::kinds;

kinds! {
    INVALID_CHMOD "invalid-chmod" {
        title { en: "Permissions that `--chmod` cannot read", fr: "Des permissions que `--chmod` ne sait pas lire" }
        message {
            en: "`{0}` are no permissions. `--chmod` takes octal digits up to `7777`, such as `755`, or letters such as `u=rwx,go=rx`.",
            fr: "`{0}` n'indique pas de permissions. `--chmod` accepte des chiffres octaux jusqu'à `7777`, comme `755`, ou des lettres comme `u=rwx,go=rx`."
        }
    }
    CHECKSUM_SOURCES "checksum-sources" {
        title { en: "A checksum for more than one source", fr: "Une somme de contrôle pour plusieurs sources" }
        message {
            en: "`--checksum` proves one source, and here are {0}. Write an `ADD` for each.",
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
        title { en: "A checksum that cannot be one", fr: "Une somme de contrôle impossible" }
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
            en: "`COPY` takes files from the build context only, and `{0}` is a URL. `ADD` downloads it.",
            fr: "`COPY` ne prend que des fichiers du contexte de construction, et `{0}` est une URL. `ADD` la télécharge."
        }
    }
    COPY_GIT "copy-git" {
        title { en: "`COPY` from a Git repository", fr: "`COPY` depuis un dépôt Git" }
        message {
            en: "`COPY` takes files from the build context only, and `{0}` is a Git repository. `ADD` fetches it.",
            fr: "`COPY` ne prend que des fichiers du contexte de construction, et `{0}` est un dépôt Git. `ADD` le récupère."
        }
    }
    GIT_QUERY "git-query" {
        title { en: "A Git URL with an unknown query", fr: "Une URL Git avec une requête inconnue" }
        message {
            en: "`{0}` is not understood in a Git URL. After the `?` stand `ref`, `tag`, `branch`, `subdir`, `checksum`, `keep-git-dir`, `submodules` and the like, each once and with a value.",
            fr: "`{0}` n'est pas compris dans une URL Git. Après le `?` figurent `ref`, `tag`, `branch`, `subdir`, `checksum`, `keep-git-dir`, `submodules` et d'autres, une fois chacun et avec une valeur."
        }
    }
    KEEP_GIT_DIR_CONFLICT "keep-git-dir-conflict" {
        title { en: "Two answers about the Git directory", fr: "Deux réponses sur le répertoire Git" }
        message {
            en: "`--keep-git-dir` and the URL contradict each other. Keep one of them.",
            fr: "`--keep-git-dir` et l'URL se contredisent. N'en gardez qu'un."
        }
    }
}
