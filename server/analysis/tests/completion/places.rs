//! Instructions, flags, stages and variables in whole files.

use super::{ANYTHING, Case, check_all};

pub const KEYWORDS: &[Case] = &[
    ("$0", &["FROM", "ARG"], &["RUN", "COPY"]),
    ("F$0", &["FROM"], &[]),
    ("# a comment\n\n$0", &["FROM"], &["RUN"]),
    ("ARG A\n$0", &["FROM", "ARG"], &["RUN"]),
    (
        "FROM a\n$0",
        &[
            "WORKDIR",
            "RUN",
            "FROM",
            "HEALTHCHECK",
            "ONBUILD",
            "MAINTAINER",
        ],
        &[],
    ),
    ("FROM a\n  $0", &["RUN"], &[]),
    ("FROM a\nRU$0 b\n", &["RUN", "COPY"], &["RUN <<EOF"]),
    (
        "FROM a\nONBUILD $0",
        &["RUN", "COPY"],
        &["FROM", "ONBUILD", "MAINTAINER"],
    ),
    ("FROM a\nONBUILD C$0\n", &["COPY", "CMD"], &["FROM"]),
    ("FROM a\nRUN b\n\n$0\n\nFROM c\n", &["RUN"], &[]),
    ("FROM a\nRUN <<EOF\nb\nEOF\n$0", &["RUN"], &[]),
    ("FROM a\nRUN b$0", &[], &["RUN"]),
    ("FROM a\nRUN apt$0", &["apt-get install"], &["RUN"]),
    ("FROM a $0", &["AS"], &["RUN"]),
    ("FROM a A$0", &["AS"], &[]),
    ("FROM a AS $0", &[], ANYTHING),
    ("FROM a AS b $0", &[], ANYTHING),
    (
        "FROM a AS $0\nFROM c\nCOPY --from=Build d e\n",
        &["build"],
        &["AS"],
    ),
    (
        "FROM a AS b$0\nFROM c\nRUN --mount=from=build d\n",
        &["build"],
        &[],
    ),
    (
        "FROM a AS b\nFROM c AS $0\nCOPY --from=b d e\n",
        &[],
        ANYTHING,
    ),
];

pub const FLAGS: &[Case] = &[
    ("FROM --$0 a\n", &["--platform"], &["--from"]),
    ("FROM $0", &["--platform", "scratch"], &[]),
    ("FROM --platform=linux/amd64 --$0 a\n", &[], &["--platform"]),
    (
        "FROM a\nRUN --$0\n",
        &["--mount", "--network", "--security", "--device"],
        &["--from", "--chown"],
    ),
    (
        "FROM a\nRUN --network=none -$0 b\n",
        &["--mount", "--security"],
        &["--network"],
    ),
    (
        "FROM a\nRUN --mount=type=cache,target=/b --$0 c\n",
        &["--mount"],
        &[],
    ),
    (
        "FROM a\nADD --checksum=$0 https://b.c/d e\n",
        &["sha256:"],
        &[],
    ),
    (
        "FROM a\nCOPY --$0 b c\n",
        &[
            "--from",
            "--chown",
            "--chmod",
            "--link",
            "--parents",
            "--exclude",
        ],
        &["--checksum"],
    ),
    (
        "FROM a\nCOPY --link --ch$0 b c\n",
        &["--chown", "--chmod"],
        &["--link"],
    ),
    (
        "FROM a\nADD --$0\n",
        &["--checksum", "--keep-git-dir", "--unpack"],
        &["--from"],
    ),
    (
        "FROM a\nHEALTHCHECK --$0\n",
        &["--interval", "--timeout", "--start-period", "--retries"],
        &[],
    ),
    (
        "FROM a\nHEALTHCHECK --interval=5s --$0 CMD b\n",
        &["--timeout"],
        &["--interval"],
    ),
    ("FROM a\nCMD --$0\n", &[], ANYTHING),
    ("FROM a\nRUN b --$0\n", &[], ANYTHING),
    ("FROM a\nWORKDIR --$0\n", &[], &["--from"]),
    (
        "FROM a\nONBUILD COPY --$0 b c\n",
        &["--chown"],
        &["--mount"],
    ),
    (
        "FROM --platform=$0 a\n",
        &["$BUILDPLATFORM", "linux/amd64", "linux/arm64"],
        &[],
    ),
    ("FROM --platform=linux/$0 a\n", &["linux/arm64"], &[]),
    (
        "FROM a\nRUN --network=$0\n",
        &["none", "host", "default"],
        &[],
    ),
    ("FROM a\nRUN --security=$0\n", &["insecure", "sandbox"], &[]),
    ("FROM a\nCOPY --chmod=$0 b c\n", &["755", "644", "+x"], &[]),
    ("FROM a\nCOPY --link=$0 b c\n", &["true", "false"], &[]),
    ("FROM a\nADD --keep-git-dir=$0 b c\n", &["true"], &[]),
    ("FROM a\nHEALTHCHECK --interval=$0\n", &["30s"], &[]),
    ("FROM a\nHEALTHCHECK --retries=$0\n", &["3"], &[]),
    ("FROM a\nCOPY --exclude=$0 b c\n", &["*.md"], &[]),
    ("FROM a\nCOPY --unknown=$0 b c\n", &[], ANYTHING),
];

pub const MOUNTS: &[Case] = &[
    (
        "FROM a\nRUN --mount=$0\n",
        &["type=cache", "type=secret", "type", "target", "source"],
        &["sharing"],
    ),
    (
        "FROM a\nRUN --mount=type=$0\n",
        &["bind", "cache", "tmpfs", "secret", "ssh"],
        &[],
    ),
    (
        "FROM a\nRUN --mount=type=c$0ache,target=/b c\n",
        &["cache", "bind"],
        &[],
    ),
    (
        "FROM a\nRUN --mount=type=cache,$0\n",
        &["target", "id", "sharing", "uid", "mode"],
        &["type", "size", "env", "type=cache"],
    ),
    (
        "FROM a\nRUN --mount=type=cache,target=/b,$0\n",
        &["id"],
        &["target", "type"],
    ),
    (
        "FROM a\nRUN --mount=type=cache,dst=/b,$0\n",
        &["id"],
        &["target"],
    ),
    (
        "FROM a\nRUN --mount=type=secret,$0\n",
        &["id", "env", "required"],
        &["sharing", "from", "size"],
    ),
    (
        "FROM a\nRUN --mount=type=secret,id=b,$0\n",
        &["env"],
        &["id", "source"],
    ),
    (
        "FROM a\nRUN --mount=type=tmpfs,$0\n",
        &["target", "size"],
        &["sharing", "from", "uid"],
    ),
    (
        "FROM a\nRUN --mount=type=ssh,$0\n",
        &["id", "required"],
        &["from", "sharing"],
    ),
    (
        "FROM a\nRUN --mount=type=cache,sharing=$0\n",
        &["locked", "shared", "private"],
        &[],
    ),
    (
        "FROM a\nRUN --mount=type=cache,target=$0\n",
        &["/root/.cache/pip", "/root/.npm"],
        &[],
    ),
    (
        "FROM a\nRUN --mount=type=bind,source=$0\n",
        &["src/", "package.json"],
        &["node_modules/", "my file.txt"],
    ),
    (
        "FROM a\nRUN --mount=type=bind,src=src/$0\n",
        &["main.js", "lib/"],
        &[],
    ),
    (
        "FROM a AS b\nFROM c\nRUN --mount=type=bind,from=$0\n",
        &["b"],
        &["0"],
    ),
    (
        "FROM a AS b\nFROM c\nRUN --mount=from=b,source=$0\n",
        &[],
        &["src/"],
    ),
    (
        "FROM a\nRUN --mount=type=secret,required=$0\n",
        &["true"],
        &[],
    ),
    ("FROM a\nRUN --mount=type=tmpfs,size=$0\n", &["256m"], &[]),
    (
        "FROM a\nWORKDIR /w\nRUN --mount=type=bind,target=$0\n",
        &["/w"],
        &[],
    ),
    (
        "FROM a\nARG A\nRUN --mount=type=cache,id=$$0\n",
        &["A"],
        &[],
    ),
    (
        "ARG A\nFROM a AS b\nFROM c\nARG A\nRUN --mount=from=$$0\n",
        &[],
        ANYTHING,
    ),
    ("FROM a\nRUN --mount=type=cache,mode=$0\n", &["0755"], &[]),
];

pub const STAGES: &[Case] = &[
    ("FROM a AS one\nFROM $0", &["one", "scratch"], &["0"]),
    ("FROM a AS one\nFROM o$0 AS two\n", &["one"], &["two"]),
    (
        "FROM a AS one\nFROM b AS two\nFROM c\nCOPY --from=$0 d e\n",
        &["one", "two", "0", "1"],
        &["2"],
    ),
    (
        "FROM a AS one\nCOPY --from=$0 d e\nFROM b AS two\n",
        &[],
        &["one", "two", "0"],
    ),
    ("FROM a\nFROM b\nCOPY --from=$0 c d\n", &["0"], &["1"]),
    (
        "FROM a AS One\nFROM b\nCOPY --from=$0 c d\n",
        &["one"],
        &["One"],
    ),
    (
        "FROM a AS one\nONBUILD COPY --from=$0 b c\n",
        &[],
        &["one", "0"],
    ),
    (
        "FROM a AS one\nWORKDIR /made\nCOPY b /out/\nFROM c\nCOPY --from=one $0 /x\n",
        &["/made", "/out/"],
        &["src/", "."],
    ),
    ("FROM a\nCOPY --from=debian $0 /x\n", &[], &["src/"]),
];

pub const VARIABLES: &[Case] = &[
    (
        "ARG A=1\nFROM $$0",
        &["A", "TARGETPLATFORM", "BUILDPLATFORM"],
        &["PATH"],
    ),
    ("ARG A\nFROM $$0", &[], &["A"]),
    ("FROM --platform=$$0 a\n", &["BUILDPLATFORM"], &[]),
    (
        "ARG A=1\nFROM a\nCOPY $$0 b\n",
        &["PATH"],
        &["A", "TARGETARCH"],
    ),
    (
        "ARG A=1\nFROM a\nARG A\nARG TARGETARCH\nCOPY $$0 b\n",
        &["A", "TARGETARCH"],
        &[],
    ),
    (
        "FROM a\nENV A=1\nRUN echo $A$0\n",
        &["A", "PATH", "HTTP_PROXY"],
        &[],
    ),
    ("FROM a\nENV A=1\nRUN echo \"${A$0\"\n", &["A"], &[":-"]),
    ("FROM a\nENV A=1\nRUN echo '$A$0'\n", &[], ANYTHING),
    ("FROM a\nENV A=1\nRUN echo \\$A$0\n", &[], ANYTHING),
    ("FROM a\nENV A=1\nRUN [\"echo\", \"$$0\"]\n", &[], ANYTHING),
    ("FROM a\nENV A=1\nARG B\nCMD echo $$0\n", &["A"], &["B"]),
    ("FROM a\nENV A=1\nENV B=$$0\n", &["A"], &["B"]),
    ("FROM a\nENV A=1 B=x/$$0\n", &["PATH"], &["B"]),
    ("FROM a\nARG A=1\nLABEL b=\"$$0\"\n", &["A"], &[]),
    ("FROM a\nARG A=1\nEXPOSE $$0\n", &["A"], &[]),
    ("FROM a\nARG A=1\nUSER $$0\n", &["A"], &[]),
    ("FROM a\nARG A=1\nWORKDIR /b/$$0\n", &["A"], &[]),
    ("FROM a\nARG A=1\nVOLUME /b/$$0\n", &["A"], &[]),
    ("FROM a\nARG A=1\nSTOPSIGNAL $$0\n", &["A"], &[]),
    ("FROM a\nARG A=1\nSHELL [\"$$0\"]\n", &[], &["A"]),
    ("FROM a\nARG A=1\nCOPY --from=$$0 b c\n", &[], ANYTHING),
    ("FROM a\nARG A=1\nCOPY --chown=$$0 b c\n", &["A"], &[]),
    (
        "FROM a\nSHELL [\"powershell\"]\nENV A=1\nRUN $$0\n",
        &[],
        ANYTHING,
    ),
    ("FROM a\nENV A=1\nRUN <<EOF\necho $$0\nEOF\n", &["A"], &[]),
    ("FROM a\nARG A=1\nCOPY <<EOF /b\n$$0\nEOF\n", &["A"], &[]),
    (
        "FROM a\nARG A=1\nCOPY <<'EOF' /b\n$$0\nEOF\n",
        &[],
        ANYTHING,
    ),
    (
        "FROM a AS b\nENV A=1\nARG C\nFROM b\nRUN $$0\n",
        &["A"],
        &["B"],
    ),
    (
        "FROM a\nENV A=1\nCOPY ${A$0 b\n",
        &["A", ":-", ":+", "#", "//"],
        &[],
    ),
    (
        "FROM a\nENV A=1\nCOPY ${A:$0 b\n",
        &[":-", ":+", ":?"],
        &["A"],
    ),
    ("FROM a\nCOPY ${A:$0 b\n", &[":-"], &[":?"]),
    ("FROM a\nENV A=1\nCOPY ${A:-$0 b\n", &[":-"], &["A"]),
    ("FROM a\nENV A=1\nCOPY ${A:-b$0} c\n", &[], &["A", ":-"]),
    ("FROM a\nENV A=1\nCOPY ${B:-$A$0} c\n", &["A"], &[]),
    (
        "ARG A=1\nFROM a\nARG $0\n",
        &["A", "TARGETARCH", "BUILDPLATFORM"],
        &["BUILDKIT_SYNTAX"],
    ),
    ("ARG A=1\nFROM a\nARG A\nARG $0\n", &["TARGETARCH"], &["A"]),
    ("ARG $0\nFROM a\n", &["BUILDKIT_SYNTAX"], &["TARGETARCH"]),
    ("FROM a\nARG A=$0\n", &[], ANYTHING),
];

#[test]
fn instructions() {
    check_all(KEYWORDS);
}

#[test]
fn flags_and_their_values() {
    check_all(FLAGS);
}

#[test]
fn mounts() {
    check_all(MOUNTS);
}

#[test]
fn stages() {
    check_all(STAGES);
}

#[test]
fn variables() {
    check_all(VARIABLES);
}
