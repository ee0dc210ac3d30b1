//! The pages of `strates --help` and `strates help COMMAND`.

use super::usage::Topic;
use strates_analysis::lang::{Lang, Text};

pub fn page(topic: Option<Topic>, lang: Lang) -> String {
    let text = match topic {
        None => OVERVIEW,
        Some(Topic::Check) => CHECK,
        Some(Topic::Format) => FORMAT,
        Some(Topic::Layers) => LAYERS,
        Some(Topic::Explain) => EXPLAIN,
        Some(Topic::Parse) => PARSE,
        Some(Topic::Lsp) => LSP,
    };
    text.get(lang).to_owned()
}

const OVERVIEW: Text = Text {
    en: "\
strates explains a Dockerfile to those who write it.

Usage: strates COMMAND [OPTIONS] [FILE]

Commands:
  check PATH…     what is wrong with Dockerfiles, and mending it
  fmt PATH…       Dockerfiles written evenly, with the same meaning
  layers FILE     what each instruction adds to the image: a layer, or metadata
  explain WORD    what an instruction, a flag, a variable, a command or a rule is for
  parse FILE      what the parser saw
  lsp             the language server, for editors (also: strates --stdio)
  help COMMAND    what a command does, and its options

Options:
  --lang en|fr    the language to answer in; without it, that of the environment
  -h, --help      this page
  -V, --version   the version

A FILE named - is standard input. An example to begin with: strates layers Dockerfile
",
    fr: "\
strates explique un Dockerfile à celles et ceux qui l'écrivent.

Utilisation\u{a0}: strates COMMANDE [OPTIONS] [FICHIER]

Commandes\u{a0}:
  check CHEMIN…     ce qui ne va pas dans des Dockerfile, et le corriger
  fmt CHEMIN…       des Dockerfile mis en forme, sans changer leur sens
  layers FICHIER    ce que chaque instruction ajoute à l'image\u{a0}: une couche ou des métadonnées
  explain MOT       à quoi sert une instruction, une option, une variable, une commande, une règle
  parse FICHIER     ce que l'analyseur a vu
  lsp               le serveur de langage, pour les éditeurs (ou\u{a0}: strates --stdio)
  help COMMANDE     ce que fait une commande, et ses options

Options\u{a0}:
  --lang en|fr      la langue des réponses\u{a0}; sans elle, celle de l'environnement
  -h, --help        cette page
  -V, --version     la version

Un FICHIER nommé - est l'entrée standard. Pour commencer\u{a0}: strates layers Dockerfile
",
};

const CHECK: Text = Text {
    en: "\
Tell what is wrong with Dockerfiles: what BuildKit rejects, what it and hadolint warn of, and more.

Usage: strates check [OPTIONS] PATH…

A PATH is a file, - for standard input, or a folder, in which files named Dockerfile, Containerfile,
Dockerfile.* and *.Dockerfile are looked for. Settings come from strates.toml, else .hadolint.yaml,
in the folder of the file or the nearest above it.

Of a file named .dockerignore or *.dockerignore, the patterns are looked at; of those in a folder,
only whether their patterns can be read, and are read as they look. Of one given by name, also what
they match, as the files now are.

Options:
  --format text          the findings with the lines they are in (the default)
  --format json          the same for programs; lines and UTF-16 columns count from 0
  --format sarif         SARIF 2.1.0, for code hosts and editors
  --format github        annotations, for a GitHub Actions workflow
  --profile recommended  what is worth a person's attention (the default)
  --profile strict       all that BuildKit and hadolint warn of, as they do
  --min-severity LEVEL   leave out what is less severe: error, warning, info or hint
  --fix                  mend what can be mended safely; of standard input, print the mended text
  --lang en|fr           the language to answer in
  -h, --help             this page

Exit status: 0 nothing found, 1 something found, 2 a file or the command could not be read.
",
    fr: "\
Dire ce qui ne va pas dans des Dockerfile\u{a0}: ce que BuildKit refuse ou signale, ce que hadolint
signale, et plus encore.

Utilisation\u{a0}: strates check [OPTIONS] CHEMIN…

Un CHEMIN est un fichier, - pour l'entrée standard, ou un dossier, où sont cherchés les fichiers
nommés Dockerfile, Containerfile, Dockerfile.* et *.Dockerfile. Les paramètres viennent de
strates.toml, sinon de .hadolint.yaml, dans le dossier du fichier ou le plus proche au-dessus.

D'un fichier .dockerignore ou *.dockerignore, on examine les motifs\u{a0}: pour les fichiers trouvés
dans un dossier, seulement s'ils sont lisibles et disent ce qu'ils semblent dire\u{a0}; pour un fichier
nommé, aussi ce qu'ils désignent parmi les fichiers du moment.

Options\u{a0}:
  --format text          les remarques, avec les lignes concernées (par défaut)
  --format json          la même chose pour les programmes\u{a0}; lignes et colonnes (UTF-16) à partir de 0
  --format sarif         SARIF 2.1.0, pour les forges et les éditeurs
  --format github        des annotations, pour un workflow GitHub Actions
  --profile recommended  ce qui mérite l'attention d'une personne (par défaut)
  --profile strict       tout ce que BuildKit et hadolint signalent, comme eux
  --min-severity NIVEAU  omettre ce qui est moins grave\u{a0}: error, warning, info ou hint
  --fix                  corriger ce qui peut l'être sans risque\u{a0}; pour l'entrée standard, écrire
                         le texte corrigé
  --lang en|fr           la langue des réponses
  -h, --help             cette page

Code de retour\u{a0}: 0 rien à signaler, 1 quelque chose à signaler, 2 un fichier ou
la commande n'a pas pu être lu.
",
};

const FORMAT: Text = Text {
    en: "\
Write Dockerfiles evenly: keywords in one case, continued lines indented, blanks at the ends of lines
removed, a blank line between stages. Line breaks stay where they are; to BuildKit the file says the
same.

Usage: strates fmt [--check] PATH…

A PATH is a file, - to format standard input to standard output, or a folder to search. How to indent
is told by strates.toml (format.indent, format.keywordCase), else by .editorconfig, else by four
spaces.

Options:
  --check        change nothing; name the files that are not formatted
  --lang en|fr   the language to answer in
  -h, --help     this page

Exit status: 0 done, or all formatted; 1 --check found something; 2 a file could not be read or
written.
",
    fr: "\
Mettre en forme des Dockerfile\u{a0}: mots-clés dans une même casse, lignes de continuation en
retrait, sans espaces en fin de ligne, une ligne vide entre les étapes. Les retours à la ligne
restent où ils sont\u{a0}; pour BuildKit, le fichier dit la même chose.

Utilisation\u{a0}: strates fmt [--check] CHEMIN…

Un CHEMIN est un fichier, - pour mettre en forme l'entrée standard vers la sortie standard, ou un
dossier à parcourir. Le retrait est celui de strates.toml (format.indent, format.keywordCase), sinon
de .editorconfig, sinon quatre espaces.

Options\u{a0}:
  --check        ne rien changer\u{a0}; nommer les fichiers qui ne sont pas mis en forme
  --lang en|fr   la langue des réponses
  -h, --help     cette page

Code de retour\u{a0}: 0 c'est fait, ou tout est en forme\u{a0}; 1 --check a trouvé quelque chose\u{a0}; 2 un
fichier n'a pas pu être lu ou écrit.
",
};

const LAYERS: Text = Text {
    en: "\
Show what each instruction adds to the image: a layer, or metadata.

Usage: strates layers [--format text|json|mermaid|svg] FILE

A layer holds files: RUN, COPY, ADD and WORKDIR make one each, but for WORKDIR /. The other
instructions only note settings, the metadata. Layers are counted as BuildKit counts them; those of
the base image lie below and count as well, but the file alone does not tell how many they are:
where the engine of this machine has the image, they are listed with their sizes.

Options:
  --format text      a table to read (the default), as wide as COLUMNS says, else 100 columns
  --format json      the same for programs; lines count from 0
  --format mermaid   a diagram for Markdown pages
  --format svg       a picture for slides
  --lang en|fr       the language to answer in
  -h, --help         this page

Colours are left out when NO_COLOR is set, or when the output is not a terminal.
",
    fr: "\
Montrer ce que chaque instruction ajoute à l'image\u{a0}: une couche ou des métadonnées.

Utilisation\u{a0}: strates layers [--format text|json|mermaid|svg] FICHIER

Une couche contient des fichiers\u{a0}: RUN, COPY, ADD et WORKDIR en font une chacune, sauf
WORKDIR /. Les autres instructions ne notent que des réglages, les métadonnées. Les couches sont
comptées comme les compte BuildKit\u{a0}; celles de l'image de base, en dessous, s'y ajoutent, et le
fichier seul ne dit pas combien elles sont\u{a0}: si le moteur de cette machine a l'image, elles
sont énumérées avec leur taille.

Options\u{a0}:
  --format text      un tableau à lire (par défaut), de 100 colonnes, ou du nombre que donne COLUMNS
  --format json      la même chose pour les programmes\u{a0}; les lignes comptent à partir de 0
  --format mermaid   un diagramme pour les pages Markdown
  --format svg       une image pour les diapositives
  --lang en|fr       la langue des réponses
  -h, --help         cette page

Il n'y a pas de couleurs si NO_COLOR est défini ou si la sortie n'est pas un terminal.
",
};

const EXPLAIN: Text = Text {
    en: "\
Explain a word of a Dockerfile: what it is for, what to know about it, an example.

Usage: strates explain WORD…
       strates explain --all

A WORD may be copied from a Dockerfile as it stands there: RUN, --mount=type=cache, COPY --from,
TARGETARCH, 8080/tcp, SIGTERM, apt-get. It may also be an idea, such as layer or build-cache, or
the code of a rule, such as DL3008. Put quotes around what a shell would take for its own:

  strates explain '# syntax'
  strates explain '${VERSION:-1.0}'
  strates explain '<<EOF'

Options:
  --all          every subject, with its first sentence
  --lang en|fr   the language to answer in
  -h, --help     this page

The text is as wide as COLUMNS says, else 100 columns. Colours are left out when NO_COLOR is set,
or when the output is not a terminal.
",
    fr: "\
Expliquer un mot d'un Dockerfile\u{a0}: à quoi il sert, ce qu'il faut en savoir, un exemple.

Utilisation\u{a0}: strates explain MOT…
              strates explain --all

Un MOT peut être copié d'un Dockerfile tel quel\u{a0}: RUN, --mount=type=cache, COPY --from,
TARGETARCH, 8080/tcp, SIGTERM, apt-get. Ce peut être aussi une notion, comme couche ou cache, ou le
code d'une règle, comme DL3008. Mettez entre guillemets ce qu'un shell prendrait pour lui\u{a0}:

  strates explain '# syntax'
  strates explain '${VERSION:-1.0}'
  strates explain '<<EOF'

Options\u{a0}:
  --all          tous les sujets, chacun avec sa première phrase
  --lang en|fr   la langue des réponses
  -h, --help     cette page

Le texte prend 100 colonnes, ou le nombre que donne COLUMNS. Il n'y a pas de couleurs si NO_COLOR
est défini ou si la sortie n'est pas un terminal.
",
};

const PARSE: Text = Text {
    en: "\
Show what the parser saw in a file: useful when a line is not read as one expects.

Usage: strates parse [--format tree|json] FILE

Options:
  --format tree   the syntax tree (the default), one node per line; lines and columns count from 1
  --format json   directives, instructions and errors; lines count from 0
  --lang en|fr    the language to answer in
  -h, --help      this page
",
    fr: "\
Montrer ce que l'analyseur a vu dans un fichier\u{a0}: utile quand une ligne n'est pas lue comme on
s'y attend.

Utilisation\u{a0}: strates parse [--format tree|json] FICHIER

Options\u{a0}:
  --format tree   l'arbre de syntaxe (par défaut), un nœud par ligne\u{a0}; les lignes et les
                  colonnes comptent à partir de 1
  --format json   directives, instructions et erreurs\u{a0}; les lignes comptent à partir de 0
  --lang en|fr    la langue des réponses
  -h, --help      cette page
",
};

const LSP: Text = Text {
    en: "\
Start the language server. An editor does this by itself: there is nothing to type.

Usage: strates lsp
       strates --stdio

The server speaks the Language Server Protocol on standard input and output. Options that editors
add, such as --stdio or --clientProcessId, are ignored.

Options:
  --lang en|fr   the language to answer in when the editor does not ask for one
  -h, --help     this page
",
    fr: "\
Démarrer le serveur de langage. Un éditeur le fait de lui-même\u{a0}: il n'y a rien à taper.

Utilisation\u{a0}: strates lsp
              strates --stdio

Le serveur parle le Language Server Protocol sur l'entrée et la sortie standard. Les options que
les éditeurs ajoutent, comme --stdio ou --clientProcessId, sont ignorées.

Options\u{a0}:
  --lang en|fr   la langue des réponses quand l'éditeur n'en demande pas
  -h, --help     cette page
",
};
