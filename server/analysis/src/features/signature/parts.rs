//! What the parts of instructions are called, and what they are for.

use super::part::{Doc, Part, Role};
use crate::docs::Kind;
use crate::lang::Text;

pub const OPTIONS: Part = Part {
    label: Text {
        en: "[options]",
        fr: "[options]",
    },
    role: Role::Options,
    doc: Doc::Own(Text {
        en: "Flags, each written `--name=value`, before anything else.",
        fr: "Les options, chacune écrite `--nom=valeur`, avant tout le reste.",
    }),
};

pub const PLATFORM: Part = Part {
    label: Text {
        en: "[--platform=…]",
        fr: "[--platform=…]",
    },
    role: Role::Options,
    doc: Doc::Page(Kind::Flag, "platform"),
};

pub const IMAGE: Part = Part {
    label: Text {
        en: "image",
        fr: "image",
    },
    role: Role::Image,
    doc: Doc::Own(Text {
        en: "What the stage builds on: an image with its tag, an earlier stage, or `scratch`.",
        fr: "Ce dont part l'étape\u{a0}: une image avec son tag, une étape précédente ou `scratch`.",
    }),
};

pub const AS_NAME: Part = Part {
    label: Text {
        en: "[AS name]",
        fr: "[AS nom]",
    },
    role: Role::StageName,
    doc: Doc::Own(Text {
        en: "A name for the stage, in lower case, for `FROM`, `COPY --from` and `--target`.",
        fr: "Un nom pour l'étape, en minuscules, pour `FROM`, `COPY --from` et `--target`.",
    }),
};

pub const SOURCES: Part = Part {
    label: Text {
        en: "source…",
        fr: "source…",
    },
    role: Role::Source,
    doc: Doc::Own(Text {
        en: "What to copy: paths from the root of the build context, or of what `--from` names; `*` and `?` are allowed.",
        fr: "Ce qu'il faut copier\u{a0}: des chemins depuis la racine du contexte de construction, ou de ce que nomme `--from`\u{a0}; `*` et `?` sont permis.",
    }),
};

pub const JSON_SOURCES: Part = Part {
    label: Text {
        en: "source",
        fr: "source",
    },
    ..SOURCES
};

pub const REMOTE_SOURCES: Part = Part {
    doc: Doc::Own(Text {
        en: "What to add: paths in the build context, web addresses, Git repositories; local tar archives are unpacked.",
        fr: "Ce qu'il faut ajouter\u{a0}: des chemins du contexte de construction, des adresses web, des dépôts Git\u{a0}; les archives tar locales sont extraites.",
    }),
    ..SOURCES
};

pub const REMOTE_JSON_SOURCES: Part = Part {
    label: JSON_SOURCES.label,
    ..REMOTE_SOURCES
};

pub const DESTINATION: Part = Part {
    label: Text {
        en: "destination",
        fr: "destination",
    },
    role: Role::Destination,
    doc: Doc::Own(Text {
        en: "Where in the image, counted from `WORKDIR`; for several sources, a folder that ends with `/`.",
        fr: "L'endroit dans l'image, compté depuis `WORKDIR`\u{a0}; pour plusieurs sources, un dossier qui finit par `/`.",
    }),
};

pub const HEREDOC: Part = Part {
    label: Text {
        en: "<<EOF",
        fr: "<<EOF",
    },
    role: Role::Heredoc,
    doc: Doc::Page(Kind::Topic, "heredoc"),
};

pub const COMMAND: Part = Part {
    label: Text {
        en: "command",
        fr: "commande",
    },
    role: Role::Command,
    doc: Doc::Page(Kind::Topic, "shell-form"),
};

pub const PROGRAM: Part = Part {
    label: Text {
        en: "program",
        fr: "programme",
    },
    role: Role::Program,
    doc: Doc::Own(Text {
        en: "The program itself, started without a shell: nothing is replaced and no `&&` is understood.",
        fr: "Le programme lui-même, lancé sans shell\u{a0}: rien n'est remplacé et `&&` n'est pas compris.",
    }),
};

pub const ARGUMENTS: Part = Part {
    label: Text {
        en: "argument",
        fr: "argument",
    },
    role: Role::Argument,
    doc: Doc::Own(Text {
        en: "What the program gets, each word in double quotes.",
        fr: "Ce que reçoit le programme, chaque mot entre guillemets droits.",
    }),
};

pub const NAME: Part = Part {
    label: Text {
        en: "name",
        fr: "nom",
    },
    role: Role::Name,
    doc: Doc::Own(Text {
        en: "The name of the variable: letters, digits and `_`.",
        fr: "Le nom de la variable\u{a0}: lettres, chiffres et `_`.",
    }),
};

pub const VALUE: Part = Part {
    label: Text {
        en: "value",
        fr: "valeur",
    },
    role: Role::Value,
    doc: Doc::Own(Text {
        en: "Its value, in quotes if there are blanks in it; variables are replaced.",
        fr: "Sa valeur, entre guillemets si elle contient des espaces\u{a0}; les variables sont remplacées.",
    }),
};

pub const DEFAULT: Part = Part {
    label: Text {
        en: "default",
        fr: "défaut",
    },
    role: Role::Value,
    doc: Doc::Own(Text {
        en: "Its value when the build is started without `--build-arg`.",
        fr: "Sa valeur quand la construction est lancée sans `--build-arg`.",
    }),
};

pub const KEY: Part = Part {
    label: Text {
        en: "key",
        fr: "clé",
    },
    role: Role::Name,
    doc: Doc::Own(Text {
        en: "The name of the label, such as `org.opencontainers.image.title`.",
        fr: "Le nom de l'étiquette, par exemple `org.opencontainers.image.title`.",
    }),
};

pub const PORT: Part = Part {
    label: Text {
        en: "port",
        fr: "port",
    },
    role: Role::Before,
    doc: Doc::Page(Kind::Value, "port"),
};

pub const PROTOCOL: Part = Part {
    label: Text {
        en: "protocol",
        fr: "protocole",
    },
    role: Role::After,
    doc: Doc::Page(Kind::Value, "protocol"),
};

pub const USER: Part = Part {
    label: Text {
        en: "user",
        fr: "utilisateur",
    },
    role: Role::Before,
    doc: Doc::Page(Kind::Value, "user"),
};

pub const GROUP: Part = Part {
    label: Text {
        en: "group",
        fr: "groupe",
    },
    role: Role::After,
    doc: Doc::Page(Kind::Value, "group"),
};

pub const FOLDER: Part = Part {
    label: Text {
        en: "path",
        fr: "chemin",
    },
    role: Role::Value,
    doc: Doc::Own(Text {
        en: "The directory for what follows, made if it does not exist; a relative one counts from the last.",
        fr: "Le répertoire pour la suite, créé s'il n'existe pas\u{a0}; un chemin relatif part du précédent.",
    }),
};

pub const MOUNTED: Part = Part {
    label: Text {
        en: "path …",
        fr: "chemin …",
    },
    role: Role::Value,
    doc: Doc::Own(Text {
        en: "Directories of the image whose content lives outside the container's own layer.",
        fr: "Des répertoires de l'image dont le contenu vit hors de la couche du conteneur.",
    }),
};

pub const JSON_MOUNTED: Part = Part {
    label: Text {
        en: "path",
        fr: "chemin",
    },
    ..MOUNTED
};

pub const SIGNAL: Part = Part {
    label: Text {
        en: "signal",
        fr: "signal",
    },
    role: Role::Value,
    doc: Doc::Page(Kind::Value, "signal"),
};

pub const CHECK: Part = Part {
    label: Text {
        en: "CMD command",
        fr: "CMD commande",
    },
    role: Role::Command,
    doc: Doc::Page(Kind::Value, "healthcheck-cmd"),
};

pub const NO_CHECK: Part = Part {
    label: Text {
        en: "NONE",
        fr: "NONE",
    },
    role: Role::Command,
    doc: Doc::Page(Kind::Value, "healthcheck-none"),
};

pub const INSTRUCTION: Part = Part {
    label: Text {
        en: "instruction",
        fr: "instruction",
    },
    role: Role::Instruction,
    doc: Doc::Own(Text {
        en: "What runs first in every build that starts from this image.",
        fr: "Ce qui s'exécute d'abord dans chaque construction qui part de cette image.",
    }),
};

pub const AUTHOR: Part = Part {
    label: Text {
        en: "name",
        fr: "nom",
    },
    role: Role::Value,
    doc: Doc::Page(Kind::Instruction, "maintainer"),
};
