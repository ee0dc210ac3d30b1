//! Values that people look up.

use super::{ANYTHING, Case, check_all, items, writes};

pub const VALUES: &[Case] = &[
    ("FROM a\nEXPOSE $0\n", &["8080", "443/udp"], &[]),
    ("FROM a\nEXPOSE 80 $0\n", &["443"], &[]),
    ("FROM a\nEXPOSE 80/$0\n", &["tcp", "udp", "sctp"], &["8080"]),
    (
        "FROM a\nSTOPSIGNAL $0\n",
        &["SIGTERM", "SIGQUIT", "SIGRTMIN"],
        &[],
    ),
    ("FROM a\nSTOPSIGNAL SIGQ$0\n", &["SIGQUIT"], &[]),
    ("FROM a\nUSER $0\n", &["root", "nobody"], &[]),
    ("FROM node:24\nUSER $0\n", &["node"], &[]),
    ("FROM a\nRUN useradd -m app\nUSER $0\n", &["app"], &[]),
    (
        "FROM a\nRUN groupadd staff && useradd app\nUSER app:$0\n",
        &["staff", "app"],
        &[],
    ),
    (
        "FROM a\nRUN useradd app\nCOPY --chown=$0 b c\n",
        &["app"],
        &[],
    ),
    (
        "FROM a\nRUN groupadd staff\nCOPY --chown=app:$0 b c\n",
        &["staff"],
        &[],
    ),
    ("FROM a\nUSER a b$0\n", &[], ANYTHING),
    (
        "FROM a\nSHELL $0\n",
        &["[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]"],
        &[],
    ),
    ("FROM a\nSHELL [$0]\n", &["[\"/bin/sh\", \"-c\"]"], &[]),
    (
        "FROM a\nHEALTHCHECK $0\n",
        &["CMD", "NONE", "--interval"],
        &[],
    ),
    (
        "FROM a\nHEALTHCHECK --timeout=3s $0\n",
        &["CMD", "--interval"],
        &["NONE", "--timeout"],
    ),
    (
        "FROM a\nHEALTHCHECK CMD $0\n",
        &["redis-cli ping || exit 1"],
        &["CMD"],
    ),
    (
        "FROM a\nLABEL $0\n",
        &["org.opencontainers.image.source"],
        &[],
    ),
    (
        "FROM a\nLABEL org.open$0\n",
        &["org.opencontainers.image.title"],
        &[],
    ),
    (
        "FROM a\nLABEL a=b org$0\n",
        &["org.opencontainers.image.title"],
        &[],
    ),
    ("FROM a\nLABEL a=$0\n", &[], ANYTHING),
    ("FROM a\nLABEL a=\"b $0\"\n", &[], ANYTHING),
    ("FROM a\nLABEL a $0\n", &[], ANYTHING),
    (
        "FROM a\nENV $0\n",
        &["PYTHONUNBUFFERED", "NODE_ENV", "PATH"],
        &[],
    ),
    ("FROM a\nENV A=b NODE$0\n", &["NODE_ENV"], &[]),
    ("FROM a\nENV A $0\n", &[], ANYTHING),
    ("FROM a\nENV A=$0\n", &[], ANYTHING),
    ("FROM a\nCMD $0\n", &["[\"executable\", \"argument\"]"], &[]),
    (
        "FROM node\nENTRYPOINT $0\n",
        &["[\"node\", \"server.js\"]"],
        &[],
    ),
    ("FROM a\nCMD a$0\n", &[], ANYTHING),
    (
        "FROM a\nRUN $0\n",
        &["apt-get install", "apk add", "<<EOF", "--mount"],
        &[],
    ),
    ("FROM a\nRUN apt-get $0\n", &[], ANYTHING),
    ("FROM a\nRUN a && a$0\n", &[], ANYTHING),
    ("FROM a\nRUN <$0\n", &["<<EOF", "<<'EOF'"], &["apk add"]),
    ("FROM a\nRUN <<$0\n", &["<<EOF"], &[]),
    ("FROM a\nCOPY <<$0\n", &["<<EOF"], &["src/"]),
    ("FROM a\nCOPY <<$0 /b\n", &[], ANYTHING),
    ("FROM a\nMAINTAINER $0\n", &[], ANYTHING),
    ("FROM a\nVOLUME $0\n", &["/data"], &[]),
    ("FROM a\nVOLUME [\"$0\"]\n", &["/data"], &[]),
    ("FROM a\nWORKDIR $0\n", &["/app"], &[]),
    (
        "FROM a\nWORKDIR /made\nRUN b\nWORKDIR $0\n",
        &["/made"],
        &[],
    ),
];

pub const COMMENTS: &[Case] = &[
    ("#$0", &["syntax", "escape", "check"], &[]),
    ("# s$0\nFROM a\n", &["syntax"], &[]),
    (
        "# syntax=docker/dockerfile:1\n# $0\nFROM a\n",
        &["escape"],
        &["syntax"],
    ),
    ("# escape=$0\nFROM a\n", &["`", "\\"], &[]),
    (
        "# syntax=$0\nFROM a\n",
        &["docker/dockerfile:1"],
        &["scratch"],
    ),
    (
        "# syntax=docker/dockerfile:$0\nFROM a\n",
        &["1", "1-labs"],
        &[],
    ),
    (
        "# check=$0\nFROM a\n",
        &["skip", "error", "experimental"],
        &[],
    ),
    (
        "# check=skip=$0\nFROM a\n",
        &["all", "StageNameCasing"],
        &["DL3008"],
    ),
    (
        "# check=skip=StageNameCasing,$0\nFROM a\n",
        &["FromAsCasing"],
        &["StageNameCasing", "all"],
    ),
    ("# check=skip=all;error=$0\nFROM a\n", &["true"], &[]),
    (
        "# check=experimental=$0\nFROM a\n",
        &["InvalidDefinitionDescription"],
        &["StageNameCasing"],
    ),
    (
        "FROM a\n# check=skip=$0\nRUN b\n",
        &["JSONArgsRecommended"],
        &[],
    ),
    (
        "FROM a\n# hadolint ignore=$0\nRUN b\n",
        &["DL3008"],
        &["StageNameCasing"],
    ),
    ("# a b$0\nFROM a\n", &[], ANYTHING),
    ("FROM a\n# $0\nRUN b\n", &[], ANYTHING),
    ("FROM a\n# syntax=$0\nRUN b\n", &[], ANYTHING),
    ("FROM a\nRUN b \\\n # $$0\n c\n", &[], ANYTHING),
    ("\n# $0\nFROM a\n", &[], ANYTHING),
];

#[test]
fn values() {
    check_all(VALUES);
}

#[test]
fn comments() {
    check_all(COMMENTS);
}

#[test]
fn idioms_use_the_escape_of_the_file() {
    writes(
        "# escape=`\nFROM a\nRUN npm$0\n",
        "npm ci",
        "# escape=`\nFROM a\nRUN --mount=type=cache,target=/root/.npm `\n    npm ci\n",
    );
    writes(
        "FROM a\nRUN --mount=type=ssh npm$0\n",
        "npm ci",
        "FROM a\nRUN --mount=type=ssh npm ci\n",
    );
}

#[test]
fn what_is_out_of_date_is_marked() {
    let items = items("FROM a\n$0");
    let marked: Vec<_> = items.iter().filter(|item| item.is_deprecated).collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].label, "MAINTAINER");
}
