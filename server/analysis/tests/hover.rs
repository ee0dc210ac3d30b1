//! What a hover says, source by source. `$0` marks the place.

use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::hover::{Asked, hover};
use strates_analysis::images::{
    Date, Environment, Fact, History, Images, NoImages, Origin, Source, Step,
};
use strates_analysis::lang::Lang;
use strates_analysis::model::Reference;

/// The text that the hover is about, and what it says.
fn at(marked: &str, lang: Lang) -> Option<(String, String)> {
    at_with(marked, lang, &NoImages)
}

fn at_with(marked: &str, lang: Lang, images: &dyn Images) -> Option<(String, String)> {
    let byte = marked.find("$0").expect("a place is marked");
    let text = marked.replacen("$0", "", 1);
    let document = Document::new(&text);
    let hover = hover(&Asked {
        document: &document,
        byte,
        lang,
        beginner: false,
        context: &NoContext,
        hides_count: &|_| false,
        images,
    })?;
    Some((text[hover.range].to_owned(), hover.markdown))
}

#[track_caller]
fn check(marked: &str, over: &str, en: &str, fr: &str) {
    for (lang, said) in [(Lang::En, en), (Lang::Fr, fr)] {
        let (text, markdown) = at(marked, lang).expect("there is a hover");
        assert_eq!(text, over);
        assert!(markdown.contains(said), "{said:?} is not in:\n{markdown}");
    }
}

#[track_caller]
fn says_nothing(marked: &str) {
    assert_eq!(at(marked, Lang::En), None);
}

#[test]
fn a_line_says_when_it_works_and_what_it_makes() {
    check(
        "FROM a AS b\nR$0UN c\nRUN d\n",
        "RUN",
        "**`RUN`** · at build time · **layer 1** of 2 in stage `b`",
        "**`RUN`** · à la construction · **couche 1** sur 2 de l'étape `b`",
    );
    check(
        "FROM a\nE$0NV b=c\n",
        "ENV",
        "**metadata**, no layer",
        "**métadonnées**, aucune couche",
    );
    check(
        "FROM a\nWORK$0DIR /\n",
        "WORKDIR",
        "there is nothing to make",
        "il n'y a rien à créer",
    );
    check(
        "FROM a\nRUN b \\\n $0 && c\n",
        "RUN b \\\n  && c",
        "**layer 1** of 1",
        "**couche 1** sur 1",
    );
}

#[test]
fn a_line_says_what_is_in_force() {
    check(
        "FROM a\nWORKDIR /w\nUSER u\nSHELL [\"bash\", \"-c\"]\nENV v=1\nR$0UN c\n",
        "RUN",
        "**In force here**: directory `/w` · user `u` · shell `bash -c`\n- **Variables**: `v=1`",
        "**En vigueur ici**\u{a0}: répertoire `/w` · utilisateur `u` · shell `bash -c`\n- **Variables**\u{a0}: `v=1`",
    );
}

#[test]
fn what_the_base_image_decides_is_not_guessed() {
    check(
        "FROM a\nWORKDIR b\nR$0UN c\n",
        "RUN",
        "**In force here**: directory `b` below the base image's",
        "**En vigueur ici**\u{a0}: répertoire `b` sous celui de l'image de base",
    );
    check(
        "FROM scratch\nWORKDIR b\nR$0UN c\n",
        "RUN",
        "directory `/b` · ",
        "répertoire `/b` · ",
    );
}

#[test]
fn a_line_says_what_it_has_built_again() {
    check(
        "FROM a\nWORKDIR /w\nE$0NV v=1\nCOPY c .\nRUN d\n",
        "ENV",
        "`RUN d` (line 5) is built again; `WORKDIR /w` (line 2) and `COPY c .` (line 4) stay cached",
        "`RUN d` (ligne 5) est reconstruite\u{a0}; `WORKDIR /w` (ligne 2) et `COPY c .` (ligne 4) restent en cache",
    );
    check(
        "FROM a\nRUN d\nEX$0POSE 80\n",
        "EXPOSE",
        "nothing is built again",
        "rien n'est reconstruit",
    );
    check(
        "FROM a AS b\nR$0UN c\nFROM d\nCOPY --from=b /e .\n",
        "RUN",
        "in stage 1, `COPY /e .` (line 4) is built again only if the files taken from the other stage differ",
        "dans l'étape 1, `COPY /e .` (ligne 4) n'est reconstruite que si les fichiers pris dans l'autre étape diffèrent",
    );
    check(
        "FROM a AS b\nR$0UN c\nFROM d\n",
        "RUN",
        "the image does not need this stage",
        "l'image n'a pas besoin de cette étape",
    );
}

#[test]
fn the_command_that_really_runs() {
    check(
        "FROM scratch\nENTRYPOINT [\"node\"]\nC$0MD [\"a b.js\"]\n",
        "CMD",
        "`docker run IMAGE` runs `node 'a b.js'`",
        "`docker run IMAGE` exécute `node 'a b.js'`",
    );
    check(
        "FROM a\nC$0MD b\nCMD c\n",
        "CMD",
        "**Without effect**: the `CMD` on line 3 replaces it",
        "**Sans effet**\u{a0}: l'instruction `CMD` de la ligne 3 la remplace",
    );
    check(
        "FROM a\nENTRY$0POINT b\nCMD c\n",
        "ENTRYPOINT",
        "`ENTRYPOINT` ignores `CMD`",
        "`ENTRYPOINT` ignore `CMD`",
    );
    check(
        "FROM a\nSH$0ELL [\"bash\", \"-c\"]\n",
        "SHELL",
        "run as `bash -c '…'`",
        "s'exécutent ainsi\u{a0}: `bash -c '…'`",
    );
    check(
        "FROM a\nHEALTHCHECK --interval=1s C$0MD curl x\n",
        "CMD",
        "again and again: `/bin/sh -c 'curl x'`",
        "à intervalles réguliers\u{a0}: `/bin/sh -c 'curl x'`",
    );
}

#[test]
fn ports_are_published_by_hand() {
    check(
        "FROM a\nENV P=80\nEXPOSE $P 5$03/udp\n",
        "53",
        "`docker run -p 80:80 -p 53:53/udp IMAGE`",
        "`docker run -p 80:80 -p 53:53/udp IMAGE`",
    );
}

#[test]
fn variables_have_a_value_and_an_origin() {
    check(
        "ARG v=1\nFROM a\nARG v\nWORKDIR /$$0v\n",
        "$v",
        "**`v`** = `1`\n\n- From `ARG` on line 3; the value is given before the first `FROM`",
        "**`v`** = `1`\n\n- Vient de `ARG` ligne 3\u{a0}; la valeur est donnée avant le premier `FROM`",
    );
    check(
        "ARG v=1\nFROM a\nWORKDIR /${$0v}\n",
        "${v}",
        "`ARG v` in this stage makes it known",
        "`ARG v` dans cette étape la fait connaître",
    );
    check(
        "FROM a AS b\nENV v=1\nFROM b\nWORKDIR ${$0v}\n",
        "${v}",
        "From `ENV` on line 2, in stage 0",
        "Vient de `ENV` ligne 2, dans l'étape 0",
    );
    check(
        "FROM a\nENV $0v=1\nRUN echo $v\n",
        "v",
        "Used on line 3.",
        "Utilisée à la ligne 3.",
    );
    check(
        "ARG $0v=1\nFROM a:$v AS b\nRUN $v\nFROM b\nARG v\nRUN $v\n",
        "v",
        "Used on lines 2 and 5.",
        "Utilisée aux lignes 2 et 5.",
    );
    check(
        "FROM a AS b\nENV $0v=1\nCOPY <<C /d\n$v\nC\nFROM b\nRUN $v\nFROM a\nRUN $v\n",
        "v",
        "Used on lines 4 and 7.",
        "Utilisée aux lignes 4 et 7.",
    );
    check(
        "FROM a\nENV $0v=1\nRUN $v\nARG v=2\nRUN $v\nFROM $v\n",
        "v",
        "Used on line 3.",
        "Utilisée à la ligne 3.",
    );
    check(
        "ARG $0v=1\nFROM a:$v\nARG v=2\nRUN $v\n",
        "v",
        "Used on line 2.",
        "Utilisée à la ligne 2.",
    );
    check(
        "FROM a\nENV v=1\nCOPY <<C /d\nit's ${$0v}\nC\n",
        "v",
        "**`v`** = `1`",
        "**`v`** = `1`",
    );
    check(
        "FROM a\nENV v=1\nRUN echo \"$$0v\"\n",
        "v",
        "**`v`** = `1`",
        "**`v`** = `1`",
    );
    check(
        "FROM a\nWORKDIR /${v$0:-x}\n",
        ":-",
        "`${v:-x}` comes to `x` here.",
        "`${v:-x}` vaut ici `x`.",
    );
    check(
        "FROM --platform=$$0BUILDPLATFORM a\n",
        "$BUILDPLATFORM",
        "Set by BuildKit",
        "Définie par BuildKit",
    );
}

#[test]
fn stages_and_images() {
    check(
        "FROM a AS $0b\nRUN c\nFROM d\nCOPY --from=b /e .\n",
        "b",
        "- Used by `COPY` (line 4)",
        "- Utilisée par `COPY` (ligne 4)",
    );
    check(
        "FROM a AS b\nFROM $0b\n",
        "b",
        "**Stage 0 “b”** (line 1)",
        "**Étape 0 «\u{a0}b\u{a0}»** (ligne 1)",
    );
    check(
        "FROM a\nCOPY --fr$0om=0 /b .\nFROM c\n",
        "--from=0",
        "`0` names the stage that this line is in (line 1)",
        "`0` nomme l'étape où se trouve cette ligne (ligne 1)",
    );
    check(
        "FROM a AS b\nFROM c\nCOPY --fr$0om=B /d .\nFROM e AS b\n",
        "--from=B",
        "`B` names a stage further down (line 4)",
        "`B` nomme une étape plus bas (ligne 4)",
    );
    check(
        "FROM a AS b\nFROM c\nRUN --mount=fr$0om=0,target=/d e\n",
        "from=0",
        "`0` names no stage before this one",
        "`0` ne nomme aucune étape précédente",
    );
    check(
        "FROM a\nCOPY --fr$0om=debian:12 /b .\n",
        "--from=debian:12",
        "- In full: `docker.io/library/debian:12`\n- Tag `12`: whoever publishes the image can move it to another version\n\n",
        "- En entier\u{a0}: `docker.io/library/debian:12`",
    );
    check(
        "FROM a\nRUN --mount=from=gh$0cr.io/b/c,target=/d e\n",
        "from=ghcr.io/b/c",
        "- In full: `ghcr.io/b/c:latest`",
        "- En entier\u{a0}: `ghcr.io/b/c:latest`",
    );
    check(
        "ARG v=12\nFROM de$0bian:$v\n",
        "debian:$v",
        "In full: `docker.io/library/debian:12`",
        "En entier\u{a0}: `docker.io/library/debian:12`",
    );
    check(
        "FROM debi$0an\n",
        "debian",
        "No tag: `latest`",
        "Aucun tag\u{a0}: c'est `latest`",
    );
    check(
        "FROM scr$0atch\n",
        "scratch",
        "**`scratch`**",
        "**`scratch`**",
    );
}

#[test]
fn flags_mounts_and_values() {
    check(
        "FROM a\nRUN --mo$0unt=type=secret,id=b c\n",
        "--mount=type=secret,id=b",
        "**`--mount=type=secret`**",
        "**`--mount=type=secret`**",
    );
    check(
        "FROM a\nRUN --mount=type=cache,ds$0t=/b c\n",
        "dst=/b",
        "**`target=`**",
        "**`target=`**",
    );
    check(
        "FROM a\nCOPY --chow=$0b c .\n",
        "--chow=b",
        "Did you mean `--chown`?",
        "Vouliez-vous dire `--chown`\u{a0}?",
    );
    check(
        "FROM a\nSTOPSIGNAL SIG$0QUIT\n",
        "SIGQUIT",
        "nginx",
        "nginx",
    );
    check(
        "FROM a\nHEALTHCHECK NO$0NE\n",
        "NONE",
        "`HEALTHCHECK NONE`",
        "`HEALTHCHECK NONE`",
    );
}

#[test]
fn heredocs() {
    check(
        "FROM a\nRUN <<E$0OF\nb\nc\nEOF\n",
        "<<EOF",
        "2 lines; the shell runs it as a script",
        "2 lignes\u{a0}; le shell l'exécute comme un script",
    );
    check(
        "FROM a\nCOPY <<\"EOF\" /b\n$c\nEO$0F\n",
        "EOF",
        "1 line; variables in it stay as they are written",
        "1 ligne\u{a0}; les variables y restent telles quelles",
    );
}

#[test]
fn commands_of_a_shell() {
    check(
        "FROM a\nRUN set -e; \\\n  /usr/bin/ap$0t install b\n",
        "/usr/bin/apt",
        "**`apt-get`**",
        "**`apt-get`**",
    );
    check(
        "FROM a\nONBUILD RU$0N b\n",
        "RUN",
        "waits here",
        "attend ici",
    );
}

#[test]
fn directives_and_rules() {
    check(
        "# sy$0ntax=a\nFROM b\n",
        "# syntax=a",
        "**`# syntax=`**",
        "**`# syntax=`**",
    );
    check(
        "# check=skip=StageName$0Casing;error=true\nFROM b\n",
        "StageNameCasing",
        "**`StageNameCasing`**",
        "**`StageNameCasing`**",
    );
    check(
        "FROM a\n# hadolint ignore=DL3006,DL300$08\nRUN b\n",
        "DL3008",
        "**`DL3008`**",
        "**`DL3008`**",
    );
}

#[test]
fn a_variable_that_no_shell_reads() {
    let claim = "no shell reads it";
    for (instruction, is_told) in [
        ("ENTRYPOINT [\"echo\", \"$HOME\"]", true),
        ("RUN [\"/bin/bash\", \"-c\", \"echo $HOME\"]", false),
        (
            "CMD [\"tini\", \"--\", \"sh\", \"-c\", \"exec $APP\"]",
            false,
        ),
        (
            "SHELL [\"powershell\", \"$ErrorActionPreference = 'Stop';\"]",
            false,
        ),
    ] {
        let (_, said) = at(&format!("FROM a\n$0{instruction}\n"), Lang::En).expect("a hover");
        assert_eq!(said.contains(claim), is_told, "{instruction}");
    }
}

#[test]
fn a_health_check_is_read_by_the_last_shell() {
    check(
        "FROM a\nHEALTH$0CHECK CMD b\nSHELL [\"/bin/c\", \"-d\"]\n",
        "HEALTHCHECK",
        "again and again: `/bin/c -d b`",
        "à intervalles réguliers\u{a0}: `/bin/c -d b`",
    );
}

#[test]
fn an_empty_array_runs_nothing() {
    let (_, said) = at("FROM a\nC$0MD []\n", Lang::En).expect("there is a hover");
    assert!(!said.contains("`docker run IMAGE` runs"), "{said}");
    assert!(said.contains("`docker run IMAGE a b` runs `a b`"), "{said}");
}

#[test]
fn names_of_the_file_are_no_markdown() {
    let (_, said) = at("FR$0OM [a](http://b)\n", Lang::En).expect("there is a hover");
    assert!(said.contains(r"those of \[a\](http://b)"), "{said}");
}

#[test]
fn ways_of_writing() {
    check(
        "FROM a\nCMD [\"b$0\"]\n",
        "[\"b\"]",
        "`docker run IMAGE` runs `b`",
        "`docker run IMAGE` exécute `b`",
    );
    check(
        "FROM a\nCMD [\"b$0\"]\n",
        "[\"b\"]",
        "**Exec form**",
        "**Forme exec**",
    );
    let (_, page) = at("FROM a\nRUN b $0\\\n  c\n", Lang::En).expect("there is a hover");
    assert!(page.contains("**Line continuation**"), "{page}");
    check("FROM a A$0S b\n", "AS", "**`AS name`**", "**`AS name`**");
}

#[test]
fn paths_lead_somewhere() {
    check(
        "FROM a\nWORKDIR /app\nCOPY b .$0/c/\n",
        "./c/",
        "Into the directory `/app/c/`",
        "Dans le répertoire `/app/c/`",
    );
    check(
        "FROM a\nWORKDIR /app/b\nCOPY c .$0.\n",
        "..",
        "Into the directory `/app/`",
        "Dans le répertoire `/app/`",
    );
    check(
        "FROM a\nWORKDIR /app\nCOPY b ../$0c.\n",
        "../c.",
        "To `/c.`: a file gets this name, or goes into it",
        "Vers `/c.`\u{a0}: un fichier prend ce nom, ou s'y place",
    );
}

#[test]
fn nothing_where_there_is_nothing() {
    says_nothing("FROM a\n$0\nRUN b\n");
    says_nothing("FROM a\n# a $0comment\nRUN b\n");
    says_nothing("$0");
}

/// Knows how each image was made and what it sets, from there.
struct Told(Origin);

impl Images for Told {
    fn environment(&self, _: &Reference) -> Option<Environment> {
        let variables = [("PATH", "/go/bin:/bin"), ("GOPATH", "/go")];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Some(self.says(variables.into()))
    }

    fn history(&self, _: &Reference) -> Option<History> {
        let steps = [
            ("/bin/sh -c #(nop) ADD file:5a3c in / ", 77_000_000),
            ("/bin/sh -c #(nop)  CMD [\"bash\"]", 0),
            ("RUN /bin/sh -c make `all` # buildkit", 1_500),
        ];
        let step = |(created_by, bytes): (&str, u64)| Step {
            created_by: created_by.to_owned(),
            bytes,
        };
        Some(self.says(steps.map(step).into()))
    }
}

impl Told {
    fn says<T>(&self, value: T) -> Fact<T> {
        let origin = self.0.clone();
        Fact { value, origin }
    }
}

const ENGINE: Origin = Origin {
    source: Source::Engine,
    date: None,
};

const REGISTRY: Origin = Origin {
    source: Source::Registry,
    date: Some(Date {
        year: 2026,
        month: 11,
        day: 20,
    }),
};

#[track_caller]
fn check_with_engine(marked: &str, en: &str, fr: &str) {
    check_told(ENGINE, marked, en, fr);
}

#[track_caller]
fn check_told(origin: Origin, marked: &str, en: &str, fr: &str) {
    let images = Told(origin);
    for (lang, said) in [(Lang::En, en), (Lang::Fr, fr)] {
        let (_, markdown) = at_with(marked, lang, &images).expect("there is a hover");
        assert!(markdown.contains(said), "{said:?} is not in:\n{markdown}");
    }
}

#[test]
fn a_registry_may_say_the_same() {
    check_told(
        REGISTRY,
        "FROM gol$0ang\n",
        "(registry, 2026-11-20; compressed sizes):\n\n- 77.0 MB · `ADD … /`",
        "(registre, 2026-11-20\u{a0}; tailles compressées)\u{a0}:\n\n- 77,0\u{a0}Mo · `ADD … /`",
    );
    check_told(
        REGISTRY,
        "FROM golang\nRUN echo $GO$0PATH\n",
        "Set by the base image (registry, 2026-11-20)",
        "Définie par l'image de base (registre, 2026-11-20)",
    );
}

#[test]
fn an_image_that_the_engine_has_says_how_it_was_made() {
    check_with_engine(
        "FROM gol$0ang\n",
        "(local engine; sizes on disk):\n\n- 77.0 MB · `ADD … /`\n- 1.50 kB · `` RUN make `all` ``\n- 1 instruction adds no file",
        "(moteur local\u{a0}; tailles sur le disque)\u{a0}:\n\n- 77,0\u{a0}Mo · `ADD … /`",
    );
}

#[test]
fn a_variable_of_the_base_image_is_told() {
    check_with_engine(
        "FROM golang AS a\nFROM a\nWORKDIR $GOP$0ATH/src\n",
        "**`GOPATH`** = `/go`\n\n- Set by the base image",
        "**`GOPATH`** = `/go`\n\n- Définie par l'image de base",
    );
    check_with_engine(
        "FROM golang\nENV A=$PA$0TH\n",
        "= `/go/bin:/bin`",
        "= `/go/bin:/bin`",
    );
    check_with_engine(
        "FROM golang\nENV A=$NO$0NE\n",
        "neither this file nor the base image sets it",
        "ni ce fichier ni l'image de base ne la définissent",
    );
    check_with_engine(
        "FROM golang\nARG GOPATH=/x\nENV A=$GOP$0ATH\n",
        "= `/x`",
        "= `/x`",
    );
}
