//! How each instruction may be written.

use super::part::{Doc, Part, Piece, Role};
use crate::docs::Kind;
use crate::lang::Text;
use crate::model::Keyword;

use Piece::{Part as P, Plain};

const OPTIONS: Part = Part {
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

const PLATFORM: Part = Part {
    label: Text {
        en: "[--platform=…]",
        fr: "[--platform=…]",
    },
    role: Role::Options,
    doc: Doc::Page(Kind::Flag, "platform"),
};

const IMAGE: Part = Part {
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

const AS_NAME: Part = Part {
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

const SOURCES: Part = Part {
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

const JSON_SOURCES: Part = Part {
    label: Text {
        en: "\"source\", …",
        fr: "\"source\", …",
    },
    ..SOURCES
};

const REMOTE_SOURCES: Part = Part {
    doc: Doc::Own(Text {
        en: "What to add: paths in the build context, web addresses, Git repositories; local tar archives are unpacked.",
        fr: "Ce qu'il faut ajouter\u{a0}: des chemins du contexte de construction, des adresses web, des dépôts Git\u{a0}; les archives tar locales sont extraites.",
    }),
    ..SOURCES
};

const REMOTE_JSON_SOURCES: Part = Part {
    label: JSON_SOURCES.label,
    ..REMOTE_SOURCES
};

const DESTINATION: Part = Part {
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

const JSON_DESTINATION: Part = Part {
    label: Text {
        en: "\"destination\"",
        fr: "\"destination\"",
    },
    ..DESTINATION
};

const HEREDOC: Part = Part {
    label: Text {
        en: "<<EOF",
        fr: "<<EOF",
    },
    role: Role::Heredoc,
    doc: Doc::Page(Kind::Topic, "heredoc"),
};

const COMMAND: Part = Part {
    label: Text {
        en: "command",
        fr: "commande",
    },
    role: Role::Command,
    doc: Doc::Page(Kind::Topic, "shell-form"),
};

const PROGRAM: Part = Part {
    label: Text {
        en: "\"program\"",
        fr: "\"programme\"",
    },
    role: Role::Program,
    doc: Doc::Own(Text {
        en: "The program itself, started without a shell: no `$NAME`, no `&&`.",
        fr: "Le programme lui-même, lancé sans shell\u{a0}: pas de `$NOM`, pas de `&&`.",
    }),
};

const ARGUMENTS: Part = Part {
    label: Text {
        en: "\"argument\", …",
        fr: "\"argument\", …",
    },
    role: Role::Argument,
    doc: Doc::Own(Text {
        en: "What the program gets, each word in double quotes.",
        fr: "Ce que reçoit le programme, chaque mot entre guillemets droits.",
    }),
};

const NAME: Part = Part {
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

const VALUE: Part = Part {
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

const DEFAULT: Part = Part {
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

const KEY: Part = Part {
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

const PORT: Part = Part {
    label: Text {
        en: "port",
        fr: "port",
    },
    role: Role::Before,
    doc: Doc::Page(Kind::Value, "port"),
};

const PROTOCOL: Part = Part {
    label: Text {
        en: "protocol",
        fr: "protocole",
    },
    role: Role::After,
    doc: Doc::Page(Kind::Value, "protocol"),
};

const USER: Part = Part {
    label: Text {
        en: "user",
        fr: "utilisateur",
    },
    role: Role::Before,
    doc: Doc::Page(Kind::Value, "user"),
};

const GROUP: Part = Part {
    label: Text {
        en: "group",
        fr: "groupe",
    },
    role: Role::After,
    doc: Doc::Page(Kind::Value, "group"),
};

const FOLDER: Part = Part {
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

const MOUNTED: Part = Part {
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

const JSON_MOUNTED: Part = Part {
    label: Text {
        en: "\"path\", …",
        fr: "\"chemin\", …",
    },
    ..MOUNTED
};

const SIGNAL: Part = Part {
    label: Text {
        en: "signal",
        fr: "signal",
    },
    role: Role::Value,
    doc: Doc::Page(Kind::Value, "signal"),
};

const CHECK: Part = Part {
    label: Text {
        en: "CMD command",
        fr: "CMD commande",
    },
    role: Role::Command,
    doc: Doc::Page(Kind::Value, "healthcheck-cmd"),
};

const NO_CHECK: Part = Part {
    label: Text {
        en: "NONE",
        fr: "NONE",
    },
    role: Role::Command,
    doc: Doc::Page(Kind::Value, "healthcheck-none"),
};

const INSTRUCTION: Part = Part {
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

const AUTHOR: Part = Part {
    label: Text {
        en: "name",
        fr: "nom",
    },
    role: Role::Value,
    doc: Doc::Page(Kind::Instruction, "maintainer"),
};

/// The JSON form, the shell form and the heredoc, as far as there are these, in this order.
pub const JSON: usize = 1;
pub const WITH_HEREDOC: usize = 2;
/// `ENV name value`
pub const LEGACY: usize = 1;

type Form = &'static [Piece];

/// The form without anything special comes first.
pub fn of(keyword: Keyword) -> &'static [Form] {
    match keyword {
        Keyword::From => &[&[
            Plain("FROM "),
            P(PLATFORM),
            Plain(" "),
            P(IMAGE),
            Plain(" "),
            P(AS_NAME),
        ]],
        Keyword::Run => &[
            &[Plain("RUN "), P(OPTIONS), Plain(" "), P(COMMAND)],
            &[
                Plain("RUN "),
                P(OPTIONS),
                Plain(" ["),
                P(PROGRAM),
                Plain(", "),
                P(ARGUMENTS),
                Plain("]"),
            ],
            &[Plain("RUN "), P(OPTIONS), Plain(" "), P(HEREDOC)],
        ],
        Keyword::Cmd => &[
            &[Plain("CMD "), P(COMMAND)],
            &[
                Plain("CMD ["),
                P(PROGRAM),
                Plain(", "),
                P(ARGUMENTS),
                Plain("]"),
            ],
        ],
        Keyword::Entrypoint => &[
            &[Plain("ENTRYPOINT "), P(COMMAND)],
            &[
                Plain("ENTRYPOINT ["),
                P(PROGRAM),
                Plain(", "),
                P(ARGUMENTS),
                Plain("]"),
            ],
        ],
        Keyword::Shell => &[&[
            Plain("SHELL ["),
            P(PROGRAM),
            Plain(", "),
            P(ARGUMENTS),
            Plain("]"),
        ]],
        Keyword::Copy => &[
            &[
                Plain("COPY "),
                P(OPTIONS),
                Plain(" "),
                P(SOURCES),
                Plain(" "),
                P(DESTINATION),
            ],
            &[
                Plain("COPY "),
                P(OPTIONS),
                Plain(" ["),
                P(JSON_SOURCES),
                Plain(", "),
                P(JSON_DESTINATION),
                Plain("]"),
            ],
            &[
                Plain("COPY "),
                P(OPTIONS),
                Plain(" "),
                P(HEREDOC),
                Plain(" "),
                P(DESTINATION),
            ],
        ],
        Keyword::Add => &[
            &[
                Plain("ADD "),
                P(OPTIONS),
                Plain(" "),
                P(REMOTE_SOURCES),
                Plain(" "),
                P(DESTINATION),
            ],
            &[
                Plain("ADD "),
                P(OPTIONS),
                Plain(" ["),
                P(REMOTE_JSON_SOURCES),
                Plain(", "),
                P(JSON_DESTINATION),
                Plain("]"),
            ],
            &[
                Plain("ADD "),
                P(OPTIONS),
                Plain(" "),
                P(HEREDOC),
                Plain(" "),
                P(DESTINATION),
            ],
        ],
        Keyword::Env => &[
            &[Plain("ENV "), P(NAME), Plain("="), P(VALUE), Plain(" …")],
            &[Plain("ENV "), P(NAME), Plain(" "), P(VALUE)],
        ],
        Keyword::Arg => &[&[Plain("ARG "), P(NAME), Plain("="), P(DEFAULT), Plain(" …")]],
        Keyword::Label => &[&[Plain("LABEL "), P(KEY), Plain("="), P(VALUE), Plain(" …")]],
        Keyword::Expose => &[&[
            Plain("EXPOSE "),
            P(PORT),
            Plain("/"),
            P(PROTOCOL),
            Plain(" …"),
        ]],
        Keyword::Volume => &[
            &[Plain("VOLUME "), P(MOUNTED)],
            &[Plain("VOLUME ["), P(JSON_MOUNTED), Plain("]")],
        ],
        Keyword::User => &[&[Plain("USER "), P(USER), Plain(":"), P(GROUP)]],
        Keyword::Workdir => &[&[Plain("WORKDIR "), P(FOLDER)]],
        Keyword::Stopsignal => &[&[Plain("STOPSIGNAL "), P(SIGNAL)]],
        Keyword::Healthcheck => &[
            &[Plain("HEALTHCHECK "), P(OPTIONS), Plain(" "), P(CHECK)],
            &[Plain("HEALTHCHECK "), P(NO_CHECK)],
        ],
        Keyword::Onbuild => &[&[Plain("ONBUILD "), P(INSTRUCTION)]],
        Keyword::Maintainer => &[&[Plain("MAINTAINER "), P(AUTHOR)]],
        Keyword::Unknown => &[],
    }
}
