//! Paths of the build context and of the image.

use super::{ANYTHING, Case, check_all, writes};

pub const PATHS: &[Case] = &[
    (
        "FROM a\nCOPY $0",
        &[
            ".",
            "src/",
            "main.js",
            "Dockerfile",
            "my file.txt",
            "[id].tsx",
        ],
        &["node_modules/", "secret.key"],
    ),
    ("FROM a\nCOPY m$0 b\n", &["main.js"], &["my file.txt"]),
    (
        "FROM a\nCOPY src/$0 b\n",
        &["main.js", "lib/", "été.txt"],
        &["package.json", "."],
    ),
    ("FROM a\nCOPY ./src/$0 b\n", &["main.js"], &[]),
    ("FROM a\nCOPY /src/$0 b\n", &["main.js"], &[]),
    ("FROM a\nCOPY src/lib/$0\n", &["a.js"], &[]),
    ("FROM a\nCOPY src/[[]id]/$0\n", &["a$b.js"], &["main.js"]),
    ("FROM a\nCOPY src/[id]/$0\n", &[], &["a$b.js"]),
    ("FROM a\nCOPY a src/$0\n", &["main.js"], &["[id]/"]),
    ("FROM a\nCOPY a src/$0 b\n", &["main.js", "[id]/"], &[]),
    ("FROM a\nRUN --mount=source=src/[id]/$0\n", &[], &["a$b.js"]),
    ("FROM a\nCOPY [\"src/[[]id]/$0\"]\n", &["c.js"], &["a$b.js"]),
    ("FROM a\nCOPY gone/$0\n", &[], ANYTHING),
    ("FROM a\nCOPY ../$0\n", &[], ANYTHING),
    ("FROM a\nCOPY $$0", &["PATH"], &["src/"]),
    (
        "FROM a\nWORKDIR /w\nCOPY a $0\n",
        &["./", "/w/", "src/"],
        &[],
    ),
    (
        "FROM a\nCOPY b /made/\nCOPY a /$0\n",
        &["/made/"],
        &["src/"],
    ),
    ("FROM a\nCOPY [\"$0\"]\n", &["my file.txt", "src/"], &[]),
    ("FROM a\nCOPY [\"src/$0\", \"b\"]\n", &["main.js"], &["./"]),
    ("FROM a\nCOPY [\"a\", \"$0\"]\n", &["./"], &[]),
    ("FROM a\nADD $0\n", &["src/"], &[]),
    ("FROM a\nADD https://$0\n", &[], ANYTHING),
    ("FROM a\nONBUILD COPY $0\n", &["src/", "--chown"], &[]),
    (
        "FROM a\nCOPY --chown=b $0\n",
        &["src/", "--chmod"],
        &["--chown"],
    ),
];

#[test]
fn paths() {
    check_all(PATHS);
}

#[test]
fn what_has_a_meaning_in_a_path_is_escaped() {
    writes(
        "FROM a\nCOPY $0 b\n",
        "[id].tsx",
        "FROM a\nCOPY ./[[]id].tsx b\n",
    );
    for typed in ["", "[", "[[]i"] {
        let text = format!("FROM a\nCOPY src/{typed}$0 b\n");
        writes(&text, "[id]/", "FROM a\nCOPY src/[[]id]/ b\n");
    }
    writes(
        "FROM a\nCOPY src/[[]id]/$0 b\n",
        "a$b.js",
        "FROM a\nCOPY src/[[]id]/a\\$b.js b\n",
    );
    writes(
        "# escape=`\nFROM a\nCOPY src/[[]id]/a`$0 b\n",
        "a$b.js",
        "# escape=`\nFROM a\nCOPY src/[[]id]/a`$b.js b\n",
    );
}

#[test]
fn names_with_blanks_need_the_json_form() {
    writes(
        "FROM a\nCOPY $0\n",
        "my file.txt",
        "FROM a\nCOPY [\"my file.txt\", \"./\"]\n",
    );
    writes(
        "FROM a\nCOPY m$0\n",
        "my file.txt",
        "FROM a\nCOPY [\"my file.txt\", \"./\"]\n",
    );
    writes(
        "FROM a\nCOPY [\"m$0\", \"b\"]\n",
        "my file.txt",
        "FROM a\nCOPY [\"my file.txt\", \"b\"]\n",
    );
}
