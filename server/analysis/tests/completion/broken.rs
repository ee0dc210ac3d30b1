//! Half-typed and broken files: the same answers as if the rest were whole.

use super::{ANYTHING, Case, check_all};

pub const BROKEN: &[Case] = &[
    ("FRO$0", &["FROM"], &["RUN"]),
    ("fr$0", &["FROM"], &[]),
    ("XYZ$0", &["FROM"], &[]),
    ("FROM\n$0", &["RUN"], &[]),
    ("FROM $0\nRUN b\n", &["scratch"], &["RUN"]),
    ("RUN a\n$0", &["FROM"], &[]),
    ("FROM a\nC$0\nRUN b\n", &["COPY", "CMD"], &[]),
    ("FROM a\nNOPE b\n$0", &["RUN"], &[]),
    ("FROM a\nNOPE $0\n", &[], ANYTHING),
    ("FROM a\nCOPY --fr$0\nRUN b\n", &["--from"], &[]),
    ("FROM a\nCOPY --from=$0\nRUN b\n", &[], &["RUN"]),
    (
        "FROM a AS one\nFROM b\nCOPY --from=$0\nRUN b\n",
        &["one", "0"],
        &["1"],
    ),
    ("FROM a\nRUN --mount=$0\nRUN b\n", &["type=cache"], &[]),
    ("FROM a\nRUN --mount=type=cache,tar$0", &["target"], &[]),
    ("FROM a\nRUN --mount=type=nope,$0\n", &["target"], &[]),
    ("FROM a\nRUN --mount=,$0\n", &["type"], &[]),
    ("FROM a\nRUN -$0\nRUN b\n", &["--mount"], &[]),
    (
        "FROM a\nRUN --mount=type=cache,target=/b \\\n  --$0\n",
        &["--mount", "--network"],
        &[],
    ),
    ("FROM a\nRUN \\\n  $0\n", &["apk add"], &[]),
    ("FROM a\nRUN \\\n  $0\nRUN b\n", &["apk add"], &["RUN"]),
    ("FROM a\nRUN b \\\n  && $0\n", &[], ANYTHING),
    ("FROM a\nRUN b \\\n$0\nCOPY c d\n", &[], ANYTHING),
    ("FROM a\nCOPY src/ \\\n  $0\n", &["./", "src/"], &[]),
    ("FROM a\nENV A=b \\\n  NO$0\n", &["NODE_ENV"], &[]),
    ("FROM a\nENV A=b \\\n# c\n\n  $0\n", &["NODE_ENV"], &["RUN"]),
    (
        "FROM a\nLABEL a=b \\\n      $0\n",
        &["org.opencontainers.image.url"],
        &[],
    ),
    ("FROM \\\n  $0", &["scratch"], &[]),
    ("FROM a\r\nCOPY --fr$0\r\nRUN b\r\n", &["--from"], &[]),
    ("FROM a\r\nRUN \\\r\n  $0\r\n", &["apk add"], &[]),
    ("FROM a\r\n$0\r\n", &["RUN"], &[]),
    ("ARG A=1\r\nFROM $$0\r\n", &["A"], &[]),
    (
        "# escape=`\r\nFROM a\r\nRUN `\r\n  $0\r\n",
        &["apk add"],
        &[],
    ),
    ("# escape=`\nFROM a\nRUN b `\n  $0\n", &[], ANYTHING),
    ("# escape=`\nFROM a\nCOPY src/ `\n  $0\n", &["./"], &[]),
    ("# escape=`\nFROM a\nENV A=1\nCOPY `$A$0 b\n", &[], &["A"]),
    ("# escape=`\nFROM a\nENV A=1\nCOPY \\$A$0 b\n", &["A"], &[]),
    ("FROM a\nONBUILD\n$0", &["RUN"], &[]),
    ("FROM a\nONBUILD RUN --$0\n", &["--mount"], &[]),
    ("FROM a\nONBUILD RUN --mount=type=$0\n", &["cache"], &[]),
    ("FROM a\nONBUILD ONBUILD $0\n", &[], ANYTHING),
    ("FROM a\nONBUILD NOPE $0\n", &[], ANYTHING),
    ("FROM a\nONBUILD EXPOSE $0\n", &["8080"], &[]),
    ("FROM a\nCOPY [\"$0\n", &["src/"], &[]),
    ("FROM a\nCOPY [\"src/$0\nRUN b\n", &["main.js"], &[]),
    ("FROM a\nCOPY [\"a\", \"$0\n", &["./"], &[]),
    ("FROM a\nCOPY [$0\n", &[], ANYTHING),
    ("FROM a\nCOPY [\"a\"] $0\n", &[], ANYTHING),
    ("FROM a\nCOPY [\"a\\$0\n", &[], ANYTHING),
    ("FROM a\nCMD [\"$0\n", &[], ANYTHING),
    ("FROM a\nRUN <<EOF\nRUN $0\n", &[], ANYTHING),
    ("FROM a\nRUN <<EOF\n$0", &[], ANYTHING),
    ("FROM a\nENV A=1\nRUN <<EOF\n$$0", &["A"], &[]),
    ("FROM a\nRUN <<EOF\nb\nE$0OF\n", &[], ANYTHING),
    ("FROM a\nCOPY <<EOF\n$0\nEOF\n", &[], ANYTHING),
    ("FROM a\nENV A=1\nRUN echo ${A$0\nRUN b\n", &["A"], &[]),
    ("FROM a\nENV A=1\nRUN echo \"$A$0\nRUN b\n", &["A"], &[]),
    ("FROM a\nENV A=1\nCOPY ${$0\nRUN b\n", &["A"], &[]),
    ("FROM a\nENV A=1\nENV B=\"$$0\n", &["A"], &[]),
    ("FROM ${$0\n", &["TARGETPLATFORM"], &[]),
    ("FROM a\nHEALTHCHECK --interval=\n$0", &["CMD"], &[]),
    ("FROM a\nHEALTHCHECK NONE $0\n", &[], ANYTHING),
    ("FROM a\nHEALTHCHECK CMD\n$0", &["CMD"], &[]),
    ("FROM a\nSHELL [\"/bin$0\n", &["[\"/bin/sh\", \"-c\"]"], &[]),
    ("FROM a\nUSER :$0\n", &["root"], &[]),
    ("FROM a\nEXPOSE /$0\n", &["tcp"], &[]),
    ("FROM a\nSTOPSIGNAL\n$0", &["RUN"], &[]),
    ("FROM a AS one\nFROM\nCOPY --from=$0 b c\n", &["one"], &[]),
    ("FROM a AS\nCOPY $0\n", &["src/"], &[]),
    ("FROM a AS one\nFROM on$0", &["one"], &[]),
    ("FROM a@$0\n", &[], ANYTHING),
    ("# escape=x$0\nFROM a\n", &["`"], &[]),
    ("# check=nope=$0\nFROM a\n", &[], ANYTHING),
    ("# check=skip=Nope,$0\nFROM a\n", &["StageNameCasing"], &[]),
    ("FROM a\n\tRU$0\n", &["RUN"], &[]),
    ("FROM a\nRUN é && echo $$0\n", &["PATH"], &[]),
    (
        "FROM a\nLABEL é=\"ü\" org$0\n",
        &["org.opencontainers.image.url"],
        &[],
    ),
    ("FROM a\nENV =b $0\n", &["NODE_ENV"], &[]),
    ("FROM a\nVOLUME [\"/a\", \"$0\n", &["/data"], &[]),
    // What stands above has no end, or one that only looks like it.
    ("FROM a\nRUN b \\\n\n  && c\nCO$0\n", &["COPY"], &[]),
    ("FROM a\nRUN b && \\\n# c\nCO$0\n", &[], &["COPY"]),
    ("FROM a\nRUN b \\ \nCO$0\n", &[], &["COPY"]),
    ("FROM a\nENV A=\"b\nCO$0\n", &["COPY"], &[]),
    ("FROM a\nLABEL a='b\nENV NO$0\n", &["NODE_ENV"], &[]),
    ("FROM a\nENTRYPOINT [\"sh\",\nCM$0\n", &["CMD"], &[]),
    ("FROM a\nSHELL [\"b\"\nRUN apk$0\n", &["apk add"], &[]),
    ("FROM a\nRUN <<A <<B\nx\nA\nRUN$0\n", &[], ANYTHING),
    ("FROM a\nRUN <<-E\n\tE\nCO$0\n", &["COPY"], &[]),
    ("FROM a\r\nRUN <<E\r\nE\r\nCO$0\r\n", &["COPY"], &[]),
    // Of what is no stage nothing can be copied, and of what is one all the same.
    ("FORM a AS one\nFROM b\nCOPY --from=$0\n", &[], ANYTHING),
    (
        "FROM a AS one\nCOPPY b \\\n  c\nFROM d\nCOPY --from=$0\n",
        &["one", "0"],
        &["1"],
    ),
    (
        "FROM a AS one\nFROM one AS one\nFROM b\nCOPY --from=$0\n",
        &["one", "1", "0"],
        &["2"],
    ),
    (
        "FROM a AS one\nFROM b\nRUN --mount=from=o$0,target=\n",
        &["one"],
        &["0"],
    ),
    // An escape character counts where it is one.
    (
        "# escape=`\r\nFROM a\r\nCOPY `\r\n  --fr$0",
        &["--from"],
        &[],
    ),
    ("FROM a\n# escape=`\nRUN b `\nCO$0", &["COPY"], &[]),
    ("\u{feff}# esc$0\nFROM a\n", &["escape"], &[]),
    ("\u{feff}FR$0", &["FROM"], &["RUN"]),
    ("\n# esc$0\nFROM a\n", &[], &["escape"]),
    // ONBUILD and HEALTHCHECK on their way to another instruction.
    ("FROM a\nONBUILD CO$0", &["COPY"], &[]),
    ("FROM a\nONBUILD FR$0\n", &[], &["FROM"]),
    ("FROM a\nONBUILD \\\n  CO$0\nRUN b\n", &["COPY"], &[]),
    ("FROM a\nONBUILD COPY --ch$0", &["--chown", "--chmod"], &[]),
    (
        "FROM a\nONBUILD COPY --link --$0 b\n",
        &["--from"],
        &["--link"],
    ),
    (
        "FROM a\nHEALTHCHECK --interval=1s --$0\n",
        &["--timeout"],
        &["--interval"],
    ),
    (
        "FROM a\nHEALTHCHECK --interval=1s \\\n  C$0\nRUN b\n",
        &["CMD"],
        &["COPY"],
    ),
    // A value is begun, and the line has no more.
    (
        "FROM --platform=$0\nRUN b\n",
        &["linux/amd64"],
        &["scratch"],
    ),
    ("FROM --platform=$$0\nRUN b\n", &["BUILDPLATFORM"], &[]),
    ("FROM a\nEXPOSE 80/t$0\nNOPE\n", &["tcp"], &[]),
    ("FROM a\r\nSTOPSIGNAL SIG$0\r\nNOPE", &["SIGTERM"], &[]),
    (
        "FROM a\r\nARG A=1\r\nRUN echo \"$$0\r\nRUN b\r\n",
        &["A"],
        &[],
    ),
    ("FROM a\nARG A=1\nRUN echo \"${A:-$$0\n", &["A"], &[]),
];

#[test]
fn half_typed_files() {
    check_all(BROKEN);
}

#[test]
fn a_third_of_the_places_lies_in_broken_files() {
    use super::{files, places, values};
    let whole = [
        places::KEYWORDS,
        places::FLAGS,
        places::MOUNTS,
        places::STAGES,
        places::VARIABLES,
        values::VALUES,
        values::COMMENTS,
        files::PATHS,
    ];
    let whole: usize = whole.iter().map(|cases| cases.len()).sum();
    let all = whole + BROKEN.len();
    assert!(
        all >= 170 && BROKEN.len() * 3 >= all,
        "{} of {all}",
        BROKEN.len()
    );
}
