//! `strates check` and `strates fmt` as a person, a script or a workflow meets them.

#![allow(
    clippy::unwrap_used,
    reason = "outside of `#[test]` functions, but in tests all the same"
)]

use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

/// A folder of its own, with these files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs strates in a folder, in English, with this on standard input.
fn strates(folder: &Path, line: &str, input: &str) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strates"));
    let mut child = command
        .args(line.split_whitespace())
        .current_dir(folder)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that needs no input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let answer = Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    answer
}

fn found(folder: &Path, line: &str) -> Vec<Value> {
    let answer = strates(folder, &format!("check --format json {line}"), "");
    serde_json::from_str(&answer.out).unwrap()
}

fn codes(found: &[Value]) -> Vec<&str> {
    found
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect()
}

const GOOD: &str = "FROM debian:12\nUSER 1000\nCMD [\"a\"]\n";
const BAD: &str = "FROM debian\nUSER 1000\nMAINTAINER é\nCMD [\"a\"]\n";

#[test]
fn the_status_tells_whether_something_was_found() {
    let folder = folder(&[("good", GOOD), ("bad", BAD)]);
    let run = |line: &str| strates(folder.path(), line, "").code;
    assert_eq!(run("check good"), Some(0));
    assert_eq!(run("check good bad"), Some(1));
    assert_eq!(run("check --min-severity error bad"), Some(0));
    assert_eq!(run("check missing good"), Some(2));
    assert_eq!(run("check"), Some(2));
    assert_eq!(run("check --format pdf bad"), Some(2));
}

#[test]
fn the_line_and_the_place_are_shown() {
    let folder = folder(&[("Dockerfile", BAD)]);
    let answer = strates(folder.path(), "check Dockerfile", "");
    assert!(
        answer.out.starts_with(
            "Dockerfile:1:6: warning [DL3006]: `debian` has no tag, so the builder takes `latest`, which changes with time. Write the version that you tested.\n 1 | FROM debian\n   |      ^^^^^^\n"
        ),
        "{}",
        answer.out
    );
    assert!(
        answer
            .out
            .ends_with("2 warnings in 1 file. `--fix` mends 1 of them.\n"),
        "{}",
        answer.out
    );
    let answer = strates(folder.path(), "check --lang fr Dockerfile", "");
    assert!(
        answer.out.contains("avertissement [DL3006]\u{a0}: ")
            && answer
                .out
                .ends_with("2 avertissements dans 1 fichier. `--fix` en corrige 1.\n"),
        "{}",
        answer.out
    );
}

#[test]
fn programs_get_ranges_and_fixes() {
    let folder = folder(&[("Dockerfile", BAD)]);
    let found = found(folder.path(), "Dockerfile");
    assert_eq!(codes(&found), ["DL3006", "MaintainerDeprecated"]);
    let maintainer = &found[1];
    assert_eq!(maintainer["file"], "Dockerfile");
    assert_eq!(maintainer["also"], json!(["DL4000"]));
    assert_eq!(maintainer["severity"], "warning");
    let at = |line: u32, character: u32| json!({"line": line, "character": character});
    assert_eq!(
        maintainer["range"],
        json!({"start": at(2, 0), "end": at(2, 10)})
    );
    let edit = &maintainer["fixes"][0]["edits"][0];
    assert_eq!(edit["range"], json!({"start": at(2, 0), "end": at(2, 12)}));
    assert_eq!(
        edit["newText"],
        "LABEL org.opencontainers.image.authors=\"é\""
    );
    assert!(maintainer["url"].as_str().unwrap().starts_with("https://"));
}

#[test]
fn folders_are_searched() {
    let folder = folder(&[
        ("a/Dockerfile", BAD),
        ("web.Dockerfile", BAD),
        ("Containerfile.dev", GOOD),
        ("notes.txt", BAD),
        ("empty/x", ""),
    ]);
    let found = found(folder.path(), ".");
    let files: Vec<&str> = found
        .iter()
        .map(|finding| finding["file"].as_str().unwrap())
        .collect();
    assert_eq!(files.len(), 4);
    assert!(files[0].ends_with("a/Dockerfile") && files[2].ends_with("web.Dockerfile"));
    let answer = strates(folder.path(), "check empty", "");
    assert_eq!(answer.code, Some(2));
    assert!(answer.err.contains("no Dockerfile in `empty`"));
}

#[test]
fn ignore_files_are_looked_at() {
    let folder = folder(&[
        ("Dockerfile", "FROM debian:12\n"),
        (".dockerignore", "gone\nsrc\\main\n"),
        ("web/Dockerfile", "FROM debian:12\n"),
        ("web/Dockerfile.dockerignore", "gone\n!\nx # y"),
    ]);
    let path = folder.path();
    let of_folder = found(path, ".");
    let (invalid, surprising) = ("ignore-pattern-invalid", "ignore-pattern-surprising");
    assert_eq!(codes(&of_folder), [invalid, invalid, surprising]);
    assert_eq!(of_folder[0]["fixes"][0]["title"], "Write `src/main`");
    // Under two names it is one file.
    let twice = found(path, ". .dockerignore");
    let invalid_ones = codes(&twice).into_iter().filter(|code| *code == invalid);
    assert_eq!(invalid_ones.count(), 2);
    // Told once, where it stands.
    assert_eq!(strates(path, "check .", "").err, "");
    let answer = strates(path, "check Dockerfile", "");
    assert!(answer.err.contains("Line 2 of"), "{}", answer.err);

    let answer = strates(path, "check --fix web/Dockerfile.dockerignore", "");
    assert_eq!(answer.code, Some(1));
    let mended = fs::read_to_string(path.join("web/Dockerfile.dockerignore")).unwrap();
    assert_eq!(mended, "gone\nx # y");
    // What it matches counts where it is named.
    let named = found(path, "web/Dockerfile.dockerignore web");
    assert_eq!(codes(&named), ["ignore-pattern-unmatched", surprising]);
    let sarif = strates(path, "check --format sarif .dockerignore", "").out;
    assert!(sarif.contains("Write patterns that Docker can read."));
    let answer = strates(path, "fmt .dockerignore", "");
    assert_eq!(answer.code, Some(2));
    assert!(answer.err.contains("is no Dockerfile"), "{}", answer.err);
}

#[test]
fn the_build_context_is_the_one_that_a_build_file_gives() {
    let dockerfile = (
        "docker/Dockerfile",
        "FROM debian:12\nCOPY . /src/\nUSER 1000\n",
    );
    let compose = "services: {a: {build: {context: ., dockerfile: docker/Dockerfile}}}";
    let (files, full) = ([dockerfile, (".env", "A=1")], ("compose.yaml", compose));
    let alone = folder(&files);
    assert_eq!(codes(&found(alone.path(), "docker/Dockerfile")), [""; 0]);
    let composed = folder(&[files[0], files[1], full]);
    let found = found(composed.path(), "docker/Dockerfile");
    assert_eq!(codes(&found), ["missing-dockerignore"]);
}

#[test]
fn settings_of_the_project_hold() {
    let folder = folder(&[
        ("Dockerfile", BAD),
        ("strates.toml", "[rules]\nDL3006 = 'off'\nDL4000 = 'hint'\n"),
        ("h/Dockerfile", BAD),
        ("h/.hadolint.yaml", "ignored: [DL4000]\n"),
        ("broken/Dockerfile", BAD),
        ("broken/.hadolint.yaml", "ignored: [\n"),
    ]);
    let own = found(folder.path(), "Dockerfile");
    assert_eq!(codes(&own), ["MaintainerDeprecated"]);
    assert_eq!(own[0]["severity"], "hint");
    assert_eq!(codes(&found(folder.path(), "h")), ["DL3006"]);
    let answer = strates(folder.path(), "check broken/Dockerfile", "");
    assert!(answer.err.contains("not valid YAML"), "{}", answer.err);
    assert_eq!(answer.code, Some(1));
    assert!(answer.out.contains("DL3006") && answer.out.contains("MaintainerDeprecated"));
}

#[test]
fn what_can_be_mended_is_mended_in_place() {
    let folder = folder(&[("Dockerfile", BAD)]);
    let path = folder.path().join("Dockerfile");
    let answer = strates(folder.path(), "check --fix Dockerfile", "");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        BAD.replace(
            "MAINTAINER é",
            "LABEL org.opencontainers.image.authors=\"é\""
        )
    );
    assert_eq!(answer.code, Some(1));
    assert!(answer.out.contains("1 problem fixed."), "{}", answer.out);

    let answer = strates(folder.path(), "check --fix -", BAD);
    assert!(answer.out.starts_with("FROM debian\n") && answer.out.contains("LABEL"));
    assert!(answer.err.contains("DL3006"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_or_read_loses_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("Dockerfile", BAD)]);
    let path = folder.path().join("Dockerfile");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let answer = strates(folder.path(), "check --fix Dockerfile", "");
    assert_eq!(answer.code, Some(2));
    assert!(answer.err.contains("cannot be written"), "{}", answer.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), BAD);

    // Bytes that are no UTF-8 would be lost.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let bytes = b"FROM debian\nMAINTAINER \xff\n";
    fs::write(&path, bytes).unwrap();
    let answer = strates(folder.path(), "check --fix Dockerfile", "");
    assert_eq!(answer.code, Some(2));
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn workflows_get_annotations() {
    let folder = folder(&[("Dockerfile", BAD)]);
    let answer = strates(folder.path(), "check --format github Dockerfile", "");
    let first = answer.out.lines().next().unwrap();
    assert!(
        first.starts_with(
            "::warning file=Dockerfile,line=1,endLine=1,col=6,endColumn=12,title=DL3006::"
        ),
        "{first}"
    );
}

/// The schema is that of the specification, as the crate `serde-sarif` carries it.
#[test]
fn sarif_is_valid() {
    let folder = folder(&[("Dockerfile", BAD), ("b c/é.Dockerfile", "RNU x\nFROM a\n")]);
    let schema = validator();
    for line in ["Dockerfile", ".", "--lang fr --profile strict ."] {
        let answer = strates(folder.path(), &format!("check --format sarif {line}"), "");
        let log: Value = serde_json::from_str(&answer.out).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&log)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
        assert!(!log["runs"][0]["results"].as_array().unwrap().is_empty());
    }
    assert!(!schema.is_valid(&json!({"version": "2.1.0"})));
}

fn validator() -> jsonschema::Validator {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let sarif = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif");
    let manifest = Path::new(sarif.unwrap()["manifest_path"].as_str().unwrap());
    let schema = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // Its pattern for languages has a bracket too many, and is no regular expression.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap()
}

mod fmt {
    use super::*;

    const UNEVEN: &str = "from a\nrun b \\\n c\n";
    const EVEN: &str = "FROM a\nRUN b \\\n    c\n";

    #[test]
    fn files_are_formatted_in_place() {
        let folder = folder(&[("Dockerfile", UNEVEN)]);
        let answer = strates(folder.path(), "fmt .", "");
        assert_eq!((answer.code, answer.out.as_str()), (Some(0), ""));
        let path = folder.path().join("Dockerfile");
        assert_eq!(fs::read_to_string(path).unwrap(), EVEN);
        assert_eq!(strates(folder.path(), "fmt -", UNEVEN).out, EVEN);
    }

    #[test]
    fn or_only_named() {
        let folder = folder(&[("Dockerfile", UNEVEN), ("b", EVEN)]);
        let answer = strates(folder.path(), "fmt --check Dockerfile b", "");
        assert_eq!(
            (answer.code, answer.out.as_str()),
            (Some(1), "Dockerfile: not formatted\n")
        );
        let path = folder.path().join("Dockerfile");
        assert_eq!(fs::read_to_string(path).unwrap(), UNEVEN);
        assert_eq!(strates(folder.path(), "fmt --check b", "").code, Some(0));
    }

    #[test]
    fn as_the_project_wants_it() {
        let folder = folder(&[
            (
                "strates.toml",
                "[format]\nindent = 2\nkeywordCase = 'lower'\n",
            ),
            ("Dockerfile", UNEVEN),
            ("a/.editorconfig", "root = true\n[*]\nindent_style = tab\n"),
            ("a/strates.toml", ""),
            ("a/Dockerfile", UNEVEN),
        ]);
        strates(folder.path(), "fmt .", "");
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(text("Dockerfile"), "from a\nrun b \\\n  c\n");
        assert_eq!(text("a/Dockerfile"), "FROM a\nRUN b \\\n\tc\n");
    }
}
