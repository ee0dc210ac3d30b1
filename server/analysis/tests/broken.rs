//! Hovers and forms of instructions in half-typed and broken files: `$0` marks the cursor.

use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::hover::{Asked, hover};
use strates_analysis::features::signature::signatures;
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;

/// A file, what the hover is over, and what it says.
type Pointed = (&'static str, &'static str, &'static str);

const HOVERS: &[Pointed] = &[
    // Lines that go on where they should not, or stop where they should not.
    (
        "FROM a\nRUN b \\\n\n  && apt-g$0et update\nCOPY\n",
        "apt-get",
        "Installs and removes packages",
    ),
    (
        "FROM a\nRUN b \\\nCO$0PY c d\n",
        "RUN b \\\nCOPY c d",
        "**`RUN`** · at build time · **layer 1** of 1",
    ),
    ("FROM a\nRUN cd /x &&\nRU$0N b\n", "RUN", "**layer 2** of 2"),
    (
        "# escape=`\r\nFROM a\r\nRUN b `\r\n  && pi$0p c\r\n",
        "pip",
        "Installs Python packages",
    ),
    (
        "FROM a\n# escape=`\nRUN b `\nEN$0V C=d\n",
        "ENV",
        "**metadata**",
    ),
    // Quotes and braces without an end.
    (
        "FROM a\nENV A=\"b\nRUN ec$0ho $A\n",
        "echo",
        "Writes the text",
    ),
    (
        "FROM a\r\nENV A=\"b\r\nRU$0N c\r\n",
        "RUN",
        "**Variables**: `A`",
    ),
    (
        "FROM a\nARG V=1\nRUN echo \"$$0V\nRUN c\n",
        "V",
        "**`V`** = `1`",
    ),
    (
        "FROM a\nARG V=1\nENV W=${V:$0-\n",
        ":-",
        "something to fall back on",
    ),
    ("FROM a\nARG V=1\nENV W=${$0V\n", "${V", "**`V`** = `1`"),
    // JSON that is none yet runs in a shell.
    (
        "FROM a\nCM$0D [\"a\",\n",
        "CMD",
        "`docker run IMAGE` runs `/bin/sh -c '[\"a\",'`",
    ),
    (
        "FROM a\nENTRYPO$0INT [\"a\" \"b\"]\n",
        "ENTRYPOINT",
        "In shell form, `ENTRYPOINT` ignores",
    ),
    (
        "FROM a\nSHELL [\"bash\",\nRU$0N b\n",
        "RUN",
        "shell `/bin/sh -c`",
    ),
    // Heredocs without an end, and lines that only look like one.
    (
        "FROM a\nRUN <<EO$0F\nb\n",
        "<<EOF",
        "This heredoc never ends, and BuildKit rejects the file",
    ),
    (
        "FROM a\nCOPY <<A <<$0B /c\nx\nA\n",
        "<<B",
        "nothing but `B` ends it",
    ),
    ("FROM a\nCOPY <<$0A <<B /c\nx\nA\n", "<<A", "This heredoc"),
    ("FROM a\nRUN <<$0E\nE\n", "<<E", "This heredoc: 0 lines"),
    // Instructions that are none, and those around them.
    ("FROM a\nNOP$0E b\n", "NOPE", "BuildKit knows no such"),
    (
        "FROM a\nNOPE b \\\n  --fr$0om=x\n",
        "NOPE b \\\n  --from=x",
        "BuildKit knows no such",
    ),
    ("FROM a\nRUNN b\nCO$0PY c d\n", "COPY", "**layer 1** of 1"),
    (
        "FRO a AS b\nFROM c\nCOPY --from=$0b d e\n",
        "--from=b",
        "`b` names no stage before this one",
    ),
    (
        "FROM a AS b\nNOPE\nFROM c\nCOPY --fr$0om=b d e\n",
        "--from=b",
        "**Stage 0 “b”** (line 1)",
    ),
    // ONBUILD with what it cannot hold.
    ("FROM a\nONB$0UILD\n", "ONBUILD", "**trigger**"),
    (
        "FROM a\nONBUILD FR$0OM b\n",
        "FROM",
        "**`ONBUILD FROM`** · BuildKit rejects the file",
    ),
    (
        "FROM a\nONBUILD NOP$0E b\n",
        "NOPE",
        "**`ONBUILD NOPE`** · no instruction",
    ),
    ("FROM a\nONBUILD COPY --cho$0wn\n", "--chown", "an owner"),
    // Files that begin in the middle, images and flags that are not finished.
    ("RU$0N b\n", "RUN", "nothing uses it"),
    ("FROM\nRU$0N b\n", "RUN", "**layer 1** of 1"),
    (
        "FROM debian:1$02@\n",
        "debian:12@",
        "BuildKit cannot read `debian:12@`",
    ),
    (
        "FROM debi$0an:12 A\n",
        "debian:12",
        "In full: `docker.io/library/debian:12`",
    ),
    (
        "FROM a\r\nRUN --mount=type=ca$0che,target=\r\n",
        "type=cache",
        "keeps from one build to the next",
    ),
    (
        "FROM a\nHEALTHCHECK --inter$0val=\n",
        "--interval=",
        "**`--interval`**",
    ),
];

#[test]
fn what_is_there_is_told() {
    for (marked, over, said) in HOVERS {
        let (text, byte) = read(marked);
        let document = Document::new(&text);
        let at = |lang| {
            hover(&Asked {
                document: &document,
                byte,
                lang,
                beginner: false,
                context: &NoContext,
                hides_count: &|_| false,
                images: &NoImages,
            })
        };
        let (en, fr) = (at(Lang::En).expect(marked), at(Lang::Fr).expect(marked));
        assert_eq!(
            (&text[en.range], &text[fr.range]),
            (*over, *over),
            "{marked:?}"
        );
        assert!(en.markdown.contains(said), "{marked:?}: {}", en.markdown);
        assert_ne!(en.markdown, fr.markdown);
    }
}

#[test]
fn no_port_is_published_that_cannot_be() {
    let (text, byte) = read("FROM a\nEXP$0OSE 80/tpc 90/udp\n");
    let hover = hover(&Asked {
        document: &Document::new(&text),
        byte,
        lang: Lang::En,
        beginner: false,
        context: &NoContext,
        hides_count: &|_| false,
        images: &NoImages,
    });
    let said = hover.expect("there is one").markdown;
    assert!(said.contains("`docker run -p 90:90/udp IMAGE`"), "{said}");
}

fn read(marked: &str) -> (String, usize) {
    let byte = marked.find("$0").expect("a place is marked");
    (marked.replacen("$0", "", 1), byte)
}

/// A file, and the form that is shown with its part in force, if there is one.
type Typed = (&'static str, Option<(&'static str, &'static str)>);

const COPY: &str = "COPY [options] source… destination";

const FORMS: &[Typed] = &[
    (
        "FROM a\nCOPY b \\\n# why\n\n  $0\nRUN c\n",
        Some((COPY, "source…")),
    ),
    ("FROM a\nCOPY \"b $0\nRUN c\n", Some((COPY, "source…"))),
    (
        "FROM a\r\nCOPY b $0\r\nRUN c\r\n",
        Some((COPY, "destination")),
    ),
    (
        "FROM a\r\nCOPY b \\\r\n  --from=$0\r\n",
        Some((COPY, "destination")),
    ),
    (
        "# escape=`\nFROM a\nCOPY C:\\b `\n  $0",
        Some((COPY, "destination")),
    ),
    ("FROM a\nNOPE b\nCOPY c $0\n", Some((COPY, "destination"))),
    ("COPY $0\n", Some((COPY, "source…"))),
    (
        "FROM a\nCOPY [\"b\", $0\nRUN c\n",
        Some((
            "COPY [options] [\"source\", …, \"destination\"]",
            "destination",
        )),
    ),
    (
        "FROM a\nSHELL [\"b\", $0\nRUN c\n",
        Some(("SHELL [\"program\", \"argument\", …]", "argument")),
    ),
    (
        "FROM a\nCOPY <<EOF $0\nx\n",
        Some(("COPY [options] <<EOF destination", "destination")),
    ),
    (
        "FROM a\nENV A=\"b $0\nRUN c\n",
        Some(("ENV name=value …", "value")),
    ),
    (
        "FROM a\nENV A=\"b\nENV C=$0\n",
        Some(("ENV name=value …", "value")),
    ),
    (
        "FROM a\nLABEL \"b c\"=$0\n",
        Some(("LABEL key=value …", "value")),
    ),
    (
        "FROM a\nONBUILD \\\n  ENV b=$0\n",
        Some(("ENV name=value …", "value")),
    ),
    (
        "FROM a\nONBUILD COPY --from=$0\n",
        Some(("--from=stage|image|context", "stage|image|context")),
    ),
    ("FROM a\nONBUILD NOPE $0\n", None),
    ("FROM a\nNOPE $0\n", None),
    (
        "FROM --platform=$0\nRUN b\n",
        Some(("--platform=os/architecture/variant", "os")),
    ),
    (
        "FROM a A$0\nRUN b\n",
        Some(("FROM [--platform=…] image [AS name]", "[AS name]")),
    ),
    ("FROM a\nRUN b \\\n\n  $0\nCOPY\n", None),
];

#[test]
fn forms_are_shown_while_they_are_typed() {
    for (marked, expected) in FORMS {
        let (text, byte) = read(marked);
        let document = Document::new(&text);
        let found = signatures(&document, byte, Lang::En);
        let shown = found.as_ref().map(|found| {
            let form = &found.forms[found.active];
            let active = form
                .active
                .map(|index| form.parameters[index].text.as_str());
            (form.label.as_str(), active.unwrap_or_default())
        });
        assert_eq!(shown, *expected, "{marked:?}");
        assert_eq!(
            signatures(&document, byte, Lang::Fr).is_some(),
            expected.is_some()
        );
    }
}
