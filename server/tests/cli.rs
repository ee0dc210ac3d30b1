//! The program as a person or a script meets it.

#![allow(
    clippy::unwrap_used,
    reason = "outside of `#[test]` functions, but in tests all the same"
)]

use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs strates in a neutral environment, from the folder of the package.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strates"));
    // Nor of an engine that happens to be here.
    command.env("DOCKER_HOST", "unix:///nowhere");
    // And of nothing that a registry told somebody here.
    for cache in ["XDG_CACHE_HOME", "LOCALAPPDATA"] {
        command.env(cache, "/nowhere");
    }
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR"] {
        command.env_remove(variable);
    }
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(mut command: Command, input: &[u8]) -> Answer {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that needs no input may be gone already.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let answer = Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    answer
}

fn strates(line: &str) -> Answer {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    run(command(&arguments), b"")
}

/// The file comes from standard input.
fn fed(line: &str, input: impl AsRef<[u8]>) -> Answer {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    run(command(&arguments), input.as_ref())
}

fn json(line: &str) -> Value {
    let answer = strates(line);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    serde_json::from_str(&answer.out).unwrap()
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    fs::read_to_string(path).unwrap()
}

fn scratch_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[track_caller]
fn check_refused(line: &str, en: &str, fr: &str) {
    for (lang, said) in [("en", en), ("fr", fr)] {
        let answer = strates(&format!("--lang {lang} {line}"));
        assert_eq!(answer.code, Some(2), "{line}");
        assert_eq!(answer.out, "", "{line}");
        assert!(answer.err.contains(said), "{line}: {}", answer.err);
    }
}

const QUIZ: &str = "examples/quiz/Dockerfile";
const STAGES: &str = "tests/fixtures/stages.Dockerfile";

/// `strates layers` beside an engine, played by a socket of ours.
#[cfg(unix)]
mod engine {
    use super::*;
    use std::io::{BufRead, BufReader};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::thread;
    use std::time::{Duration, Instant};
    use strates_analysis::images::Images;
    use strates_registry::catalog::Catalog;

    const IMAGES: &str = r#"[{"Id": "sha256:aa", "RepoTags": ["acme/base:1"], "Size": 77}]"#;

    const IMAGE: &str = r#"{"Id": "sha256:aa", "Os": "linux", "Architecture": "amd64", "Size": 77,
        "RootFS": {"Type": "layers", "Layers": ["a", "b"]}}"#;

    const HISTORY: &str = r##"[
        {"CreatedBy": "CMD [\"a\"]", "Size": 0},
        {"CreatedBy": "RUN /bin/sh -c make # buildkit", "Size": 1500},
        {"CreatedBy": "/bin/sh -c #(nop) ADD file:12 in / ", "Size": 77000000}
    ]"##;

    fn answer(stream: &mut UnixStream) {
        let mut lines = BufReader::new(&*stream).lines().map_while(Result::ok);
        let path = lines.next().unwrap_or_default();
        lines.take_while(|line| !line.is_empty()).count();
        let body = match path.split(' ').nth(1) {
            Some("/images/json") => IMAGES,
            Some("/images/sha256:aa/json") => IMAGE,
            _ => HISTORY,
        };
        let _ = stream.write_all(format!("HTTP/1.0 200 OK\r\n\r\n{body}").as_bytes());
    }

    /// Short, as the paths of sockets have to be.
    fn beside(name: &str, answer: fn(&mut UnixStream), arguments: &[&str]) -> Answer {
        let path = std::env::temp_dir().join(format!("strates-{name}-{}", std::process::id()));
        let _ = fs::remove_file(&path);
        let listener = UnixListener::bind(&path).unwrap();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                answer(&mut stream);
            }
        });
        let mut command = command(arguments);
        command.env("DOCKER_HOST", format!("unix://{}", path.display()));
        let answer = run(command, b"FROM acme/base:1 AS a\nRUN b\nFROM acme/base:1\n");
        let _ = fs::remove_file(&path);
        answer
    }

    #[test]
    fn the_layers_of_the_base_are_listed_once() {
        let table = beside("text", answer, &["layers", "-"]).out;
        assert!(
            table.contains("Below, the layers of acme/base:1"),
            "{table}"
        );
        assert!(
            table.contains("\n  77.0 MB  ADD … /\n  1.50 kB  RUN make\n  1 instruction"),
            "{table}"
        );
        assert_eq!(table.matches("ADD … /").count(), 1);
        let french = beside("french", answer, &["layers", "--lang", "fr", "-"]).out;
        assert!(french.contains("\n  77,0\u{a0}Mo  ADD … /\n"), "{french}");
    }

    #[test]
    fn programs_get_them_too() {
        let answer = beside("json", answer, &["layers", "--format", "json", "-"]);
        let table: Value = serde_json::from_str(&answer.out).unwrap();
        let history = &table["stages"][0]["baseHistory"];
        assert_eq!(
            history[0],
            json!({"instruction": "ADD … /", "bytes": 77_000_000})
        );
        assert_eq!(history.as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn and_who_told_them() {
        let answer = beside("origin", answer, &["layers", "--format", "json", "-"]);
        let table: Value = serde_json::from_str(&answer.out).unwrap();
        let origin = &table["stages"][0]["baseHistoryOrigin"];
        assert_eq!(*origin, json!({"source": "engine"}));
    }

    /// Learned by a server, of a tag and one of its platforms.
    #[test]
    fn what_a_registry_told_is_read_from_the_disk() {
        let home = tempfile::tempdir().unwrap();
        let digest = format!("sha256:{}", "1".repeat(64));
        let own = Catalog::embedded().own_platform().unwrap();
        let cache = home.path().join(match cfg!(target_os = "macos") {
            true => "Library/Caches/strates/registry",
            false => ".cache/strates/registry",
        });
        fs::create_dir_all(&cache).unwrap();
        let keep = |about: String, known: Value| {
            let name = about.replace('/', "%2F").replace('@', "%40");
            let name = name.replace(':', "%3A").replace(' ', "%20");
            let text = json!({"form": 1, "about": about, "known": known}).to_string();
            fs::write(cache.join(format!("{name}.json")), text).unwrap();
        };
        let seen = json!({"1": {"digest": digest, "seen": 1_700_000_000}});
        keep("docker.io/acme/kept digests".to_owned(), seen);
        let layers = [12_000_000, 0].map(|bytes| json!({"digest": "sha256:a", "bytes": bytes}));
        let history = [("ADD rootfs /", 12_000_000), ("CMD a", 0)];
        let history = history.map(|(by, bytes)| json!({"by": by, "bytes": bytes}));
        keep(
            format!("docker.io/acme/kept@{digest} {own}"),
            json!({"layers": layers, "config": {"history": history}}),
        );
        let kept = |arguments: &[&str]| {
            let mut command = command(arguments);
            command
                .env("HOME", home.path())
                .env_remove("XDG_CACHE_HOME");
            run(command, b"FROM acme/kept:1\nRUN b\n").out
        };
        let table = kept(&["layers", "-"]);
        let head = "acme/kept:1, the lowest first (registry, 2023-11-14; compressed sizes):";
        assert!(table.contains(head), "{table}");
        assert!(table.contains("\n  12.0 MB  ADD rootfs /\n"), "{table}");
        let table: Value =
            serde_json::from_str(&kept(&["layers", "--format", "json", "-"])).unwrap();
        let origin = json!({"source": "registry", "date": "2023-11-14"});
        assert_eq!(table["stages"][0]["baseHistoryOrigin"], origin);
    }

    #[test]
    fn offline_it_is_asked_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("strates.toml"),
            "registry.mode = \"offline\"\n",
        )
        .unwrap();
        let file = folder.path().join("Dockerfile");
        fs::write(&file, "FROM acme/base:1\n").unwrap();
        let file = file.to_str().unwrap();
        let table = beside("offline", answer, &["layers", file]).out;
        assert!(!table.contains("Below"), "{table}");
        fs::remove_file(folder.path().join("strates.toml")).unwrap();
        let table = beside("online", answer, &["layers", file]).out;
        assert!(table.contains("Below"), "{table}");
    }

    #[test]
    fn one_that_does_not_answer_holds_nobody_up() {
        let start = Instant::now();
        let hanging = |_: &mut UnixStream| thread::sleep(Duration::from_secs(20));
        let answer = beside("hanging", hanging, &["layers", "-"]);
        assert_eq!(answer.code, Some(0));
        assert!(!answer.out.contains("Below"), "{}", answer.out);
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{:?}",
            start.elapsed()
        );
    }
}

mod layers {
    use super::*;

    #[test]
    fn shows_the_quiz_as_a_table() {
        for lang in ["en", "fr"] {
            let answer = strates(&format!("layers --lang {lang} {QUIZ}"));
            assert_eq!(answer.out, fixture(&format!("quiz.{lang}.txt")));
            assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        }
    }

    #[test]
    fn counts_the_quiz_for_programs() {
        let answer = json(&format!("layers --format json {QUIZ}"));
        assert_eq!(answer["file"], QUIZ);
        let stage = &answer["stages"][0];
        assert_eq!(answer["stages"].as_array().unwrap().len(), 1);
        assert_eq!(stage["index"], 0);
        assert_eq!(stage["name"], Value::Null);
        assert_eq!(stage["base"], "ubuntu:22.04");
        assert_eq!(stage["baseStage"], Value::Null);
        assert_eq!(stage["target"], true);
        assert_eq!(stage["layers"], 3);
        assert_eq!(stage["metadata"], 3);

        let instructions = stage["instructions"].as_array().unwrap();
        let seen: Vec<(&str, bool, Option<u64>)> = instructions
            .iter()
            .map(|step| {
                let keyword = step["keyword"].as_str().unwrap();
                (
                    keyword,
                    step["layer"].as_bool().unwrap(),
                    step["number"].as_u64(),
                )
            })
            .collect();
        let expected = [
            ("RUN", true, Some(1)),
            ("RUN", true, Some(2)),
            ("COPY", true, Some(3)),
            ("ENV", false, None),
            ("EXPOSE", false, None),
            ("CMD", false, None),
        ];
        assert_eq!(seen, expected);
        let source = fs::read_to_string(QUIZ).unwrap();
        let first_run = source.lines().position(|line| line.starts_with("RUN"));
        assert_eq!(instructions[0]["line"], json!(first_run));
    }

    #[test]
    fn follows_stages() {
        let answer = json(&format!("layers --format json {STAGES}"));
        let stages = answer["stages"].as_array().unwrap();
        let column = |key: &str| {
            stages
                .iter()
                .map(|stage| stage[key].clone())
                .collect::<Value>()
        };
        assert_eq!(column("name"), json!(["tools", "build", null]));
        assert_eq!(column("baseStage"), json!([null, null, 0]));
        assert_eq!(column("target"), json!([false, false, true]));
        assert_eq!(column("inTargetChain"), json!([true, false, true]));
        // The last one adds the trigger's COPY and its own; its WORKDIR / makes nothing.
        assert_eq!(column("layers"), json!([1, 3, 2]));
        assert_eq!(stages[2]["triggers"][0]["keyword"], "COPY");
        assert_eq!(stages[2]["instructions"][0]["keyword"], "WORKDIR");
        assert_eq!(stages[0]["instructions"][1]["effect"], "trigger");

        let table = strates(&format!("layers {STAGES}")).out;
        assert!(table.contains("continues stage tools"), "{table}");
        assert!(table.contains("thrown away"), "{table}");
        assert!(
            table.contains("1 + 2 = 3 layers, and 1 of debian:12: 4 in all"),
            "{table}"
        );
    }

    #[test]
    fn adds_nothing_for_scratch() {
        let answer = fed("layers -", "FROM scratch\nCOPY a /\n");
        assert!(
            answer.out.contains("1 layer; scratch adds none"),
            "{}",
            answer.out
        );
        let answer = fed("layers --lang fr -", "FROM scratch\n");
        assert!(
            answer.out.contains("0 couche\u{a0}; scratch"),
            "{}",
            answer.out
        );
    }

    #[test]
    fn keeps_to_the_width_it_is_given() {
        let mut narrow = command(&["layers", QUIZ]);
        narrow.env("COLUMNS", "60");
        let answer = run(narrow, b"");
        assert!(
            answer.out.lines().all(|line| line.chars().count() <= 65),
            "{}",
            answer.out
        );
        let mut odd = command(&["layers", QUIZ]);
        odd.env("COLUMNS", "wide");
        assert_eq!(run(odd, b"").out, fixture("quiz.en.txt"));
    }

    #[test]
    fn draws_a_chart() {
        let answer = strates(&format!("layers --format mermaid {STAGES}"));
        assert!(answer.out.starts_with("flowchart BT\n"));
        assert_eq!(answer.out.matches("  subgraph ").count(), 3);
        assert_eq!(answer.out.matches("==>|FROM|").count(), 1);
        assert!(
            answer.out.contains("D\u{e9}mo #38; #60;exemple#62;"),
            "{}",
            answer.out
        );
    }

    #[test]
    fn draws_a_picture() {
        for file in [QUIZ, STAGES] {
            for lang in ["en", "fr"] {
                let answer = strates(&format!("layers --lang {lang} --format svg {file}"));
                check_xml(&answer.out);
                assert!(answer.out.contains(&format!("xml:lang=\"{lang}\"")));
                assert!(!answer.out.contains("<script"));
            }
        }
        let answer = fed(
            "layers --format svg -",
            "FROM a\0<b>\nRUN \x1b[31m</text>&amp;\u{ffff}\n",
        );
        check_xml(&answer.out);
    }

    /// Tags that match, entities that exist, no character that XML forbids.
    #[track_caller]
    fn check_xml(text: &str) {
        let forbidden = |letter: char| {
            letter.is_control() && letter != '\n' || matches!(letter, '\u{fffe}' | '\u{ffff}')
        };
        assert!(!text.contains(forbidden));
        let mut open = Vec::new();
        let mut pieces = text.split('<');
        assert_eq!(pieces.next(), Some(""));
        for piece in pieces {
            let (tag, content) = piece.split_once('>').unwrap();
            let name = tag.split([' ', '/']).next().unwrap();
            if let Some(closed) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(closed), "{piece}");
            } else if !tag.ends_with('/') {
                open.push(name);
            }
            for entity in content.split('&').skip(1).chain(tag.split('&').skip(1)) {
                let (name, _) = entity.split_once(';').unwrap();
                assert!(["amp", "lt", "gt", "quot"].contains(&name), "{entity}");
            }
        }
        assert!(open.is_empty());
    }

    #[test]
    fn shows_what_it_can_of_a_broken_file() {
        let file = "tests/fixtures/broken.Dockerfile";
        let answer = strates(&format!("layers {file}"));
        assert_eq!(answer.code, Some(0));
        assert!(answer.out.contains("RUN make"));
        assert!(
            answer.err.contains("2 lines could not be read"),
            "{}",
            answer.err
        );
        assert!(answer.err.contains(&format!("`strates parse {file}`")));
        let answer = strates(&format!("layers --lang fr {file}"));
        assert!(
            answer.err.contains("2 lignes illisibles\u{a0};"),
            "{}",
            answer.err
        );
    }

    #[test]
    fn says_when_there_is_nothing_to_show() {
        for format in ["text", "json", "mermaid", "svg"] {
            let answer = fed(&format!("layers --format {format} -"), "");
            assert_eq!(answer.code, Some(0));
            assert!(answer.err.contains("has no instructions"), "{}", answer.err);
            let answer = fed(
                &format!("layers --lang fr --format {format} -"),
                "RUN make\n",
            );
            assert!(answer.err.contains("n'a pas de FROM"), "{}", answer.err);
        }
        let answer = fed("layers --format json -", "# only a comment\n");
        let value: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(value, json!({ "file": "-", "stages": [] }));
    }
}

mod parse {
    use super::*;

    #[test]
    fn tells_programs_what_it_saw() {
        let input = "# syntax=docker/dockerfile:1\nARG V=12\nfrom debian:$V\nRUN a \\\n  b\n";
        let answer = fed("parse --format json -", input);
        let value: Value = serde_json::from_str(&answer.out).unwrap();
        let expected = json!({
            "directives": [{ "name": "syntax", "value": "docker/dockerfile:1", "line": 0 }],
            "instructions": [
                { "keyword": "ARG", "line": 1, "endLine": 1, "stage": -1, "heredocs": 0 },
                { "keyword": "from", "line": 2, "endLine": 2, "stage": 0, "heredocs": 0 },
                { "keyword": "RUN", "line": 3, "endLine": 4, "stage": 0, "heredocs": 0 },
            ],
            "errors": [],
        });
        assert_eq!(value, expected);
    }

    #[test]
    fn lists_errors() {
        let answer = json("parse --format json tests/fixtures/broken.Dockerfile");
        assert_eq!(answer["errors"][0]["line"], 1);
        assert!(answer["errors"][0]["message"].is_string());

        let answer = fed("parse --format json -", "");
        let value: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(value["errors"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn draws_the_tree() {
        let answer = strates(&format!("parse {QUIZ}"));
        assert_eq!(
            answer.out,
            strates(&format!("parse --format tree {QUIZ}")).out
        );
        let lines: Vec<&str> = answer.out.lines().collect();
        assert!(lines[0].contains(" 1:1-"), "{}", lines[0]);
        assert!(lines[1].starts_with("  "), "{}", lines[1]);

        let answer = strates("parse tests/fixtures/broken.Dockerfile");
        assert_eq!(answer.code, Some(0));
        let place = "tests/fixtures/broken.Dockerfile:2: error: ";
        assert!(answer.err.contains(place), "{}", answer.err);
    }
}

mod usage {
    use super::*;

    #[test]
    fn helps_in_both_languages() {
        for page in ["", "layers ", "explain ", "parse ", "lsp "] {
            let (en, fr) = (
                strates(&format!("{page}--help")),
                strates(&format!("{page}--help --lang fr")),
            );
            assert!(en.out.contains("Usage:") && fr.out.contains("Utilisation\u{a0}:"));
            assert_eq!(en.out, strates(&format!("help {page}")).out);
            for answer in [en, fr] {
                assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
                assert!(answer.out.lines().all(|line| line.chars().count() <= 100));
            }
        }
    }

    #[test]
    fn french_keeps_its_marks_on_the_line() {
        let mut texts = vec![
            strates(&format!("layers --lang fr {STAGES}")).out,
            strates(&format!("layers --lang fr --format svg {STAGES}")).out,
            fed("layers --lang fr -", "").err,
        ];
        for line in [
            "--help",
            "help layers",
            "help explain",
            "help parse",
            "help lsp",
        ] {
            texts.push(strates(&format!("--lang fr {line}")).out);
        }
        for line in [
            "",
            "layrs",
            "layers",
            "layers a b",
            "lsp a",
            "explain",
            "explain runn",
            "layers --format x y",
            "parse /",
        ] {
            texts.push(strates(&format!("--lang fr {line}")).err);
        }
        for text in texts {
            for mark in [" :", " ;", " ?", " !", "« ", " »"] {
                assert!(!text.contains(mark), "{mark:?} in {text}");
            }
        }
    }

    #[test]
    fn tells_its_version() {
        let expected = format!("strates {}\n", env!("CARGO_PKG_VERSION"));
        assert_eq!(strates("--version").out, expected);
        assert_eq!(strates("-V").out, expected);
    }

    #[test]
    fn guesses_what_was_meant() {
        check_refused(
            "layrs",
            "Did you mean `layers`?",
            "Vouliez-vous dire `layers`\u{a0}?",
        );
        check_refused("explian", "`explain`?", "`explain`\u{a0}?");
        check_refused("help prase", "Did you mean `parse`?", "`parse`\u{a0}?");
        check_refused("layers --fromat json x", "`--format`?", "`--format`\u{a0}?");
        check_refused("layers --format jsn x", "`json`?", "`json`\u{a0}?");
        check_refused(
            "parse --format pdf x",
            "among `tree`, `json`",
            "parmi `tree`, `json`",
        );
        check_refused(
            QUIZ,
            "strates layers examples/quiz",
            "strates layers examples/quiz",
        );
    }

    #[test]
    fn refuses_what_it_cannot_do() {
        check_refused("", "Usage:", "Utilisation");
        check_refused("layers", "a file is missing", "il manque un fichier");
        check_refused("layers a b", "one at a time", "un seul fichier");
        check_refused(
            "layers x --format",
            "a value is missing",
            "il manque une valeur",
        );
        check_refused(
            "lsp --socket=6009",
            "standard input and output",
            "l'entrée et la sortie",
        );
        let answer = strates("layers x --lang de");
        assert_eq!(answer.code, Some(2));
        assert!(answer.err.contains("`en`, `fr`"), "{}", answer.err);
    }

    #[test]
    fn speaks_the_language_of_the_environment() {
        let speaks = |variables: &[(&str, &str)], sign: &str| {
            let mut command = command(&["--help"]);
            command.envs(variables.iter().copied());
            let answer = run(command, b"");
            assert!(answer.out.contains(sign), "{variables:?}");
        };
        speaks(&[], "Usage");
        speaks(&[("LANG", "fr_FR.UTF-8")], "Utilisation");
        speaks(
            &[("LANG", "en_US.UTF-8"), ("LC_ALL", "fr_CA.UTF-8")],
            "Utilisation",
        );
        speaks(&[("LANG", "fr_FR.UTF-8"), ("LC_MESSAGES", "C")], "Usage");
        speaks(&[("LANG", "de_DE.UTF-8")], "Usage");
    }
}

mod bad_input {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_file() {
        check_refused("layers none/Dockerfile", "there is no file", "n'existe pas");
        check_refused(
            "parse tests",
            "`tests` is a folder",
            "`tests` est un dossier",
        );
        check_refused("layers tests", "`tests/Dockerfile`", "`tests/Dockerfile`");
    }

    #[cfg(unix)]
    #[test]
    fn refuses_what_may_not_be_read() {
        use std::os::unix::fs::PermissionsExt;
        let path = scratch_folder("locked").join("Dockerfile");
        let _ = fs::remove_file(&path);
        fs::write(&path, "FROM a\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
        if fs::read(&path).is_ok() {
            eprintln!("SKIPPED: the super-user may read everything");
            return;
        }
        let path = path.to_str().unwrap();
        check_refused(
            &format!("layers {path}"),
            "permission denied",
            "est refusée",
        );
    }

    #[test]
    fn reads_on_after_bytes_that_are_no_text() {
        let answer = fed("layers -", b"FROM a\n\nRUN caf\xe9\n");
        assert_eq!(answer.code, Some(0));
        assert!(
            answer.err.contains("first wrong byte is on line 3"),
            "{}",
            answer.err
        );
        assert!(answer.out.contains("RUN caf\u{fffd}"), "{}", answer.out);
        let answer = fed("parse --lang fr -", b"FROM a\nRUN caf\xe9\n");
        assert!(answer.err.contains("à la ligne 2"), "{}", answer.err);
    }

    #[test]
    fn names_utf16_for_what_it_is() {
        let answer = fed("layers -", b"\xff\xfeF\0R\0O\0M\0 \0a\0\n\0");
        assert_eq!(answer.code, Some(0));
        assert!(answer.err.contains("UTF-16"), "{}", answer.err);
    }

    #[test]
    fn lets_no_control_character_through() {
        let input = "FROM a\nRUN printf '\0\x1b[2J\x07'\n";
        for format in ["text", "mermaid", "svg"] {
            let answer = fed(&format!("layers --format {format} -"), input);
            assert_eq!(answer.code, Some(0));
            let harmful = |letter: char| letter.is_control() && letter != '\n';
            assert!(!answer.out.contains(harmful), "{format}");
        }
        let answer = fed("layers --format json -", input);
        assert!(serde_json::from_str::<Value>(&answer.out).is_ok());
        let answer = fed("parse -", "FROM a\n\x1b[2J\x07 b\n");
        assert!(!answer.err.contains(['\x1b', '\x07']), "{}", answer.err);
    }

    #[test]
    fn refuses_what_is_too_large() {
        let path = scratch_folder("large").join("Dockerfile");
        fs::write(&path, "RUN true\n".repeat(50 * 1024 * 1024 / 9)).unwrap();
        let path = path.to_str().unwrap();
        for line in ["layers", "parse --format json"] {
            check_refused(
                &format!("{line} {path}"),
                "is larger than 1 MB",
                "dépasse 1\u{a0}Mo",
            );
        }
        let line_of_10_mb = format!("FROM a\nRUN {}\n", "x".repeat(10 * 1024 * 1024));
        assert_eq!(fed("layers -", line_of_10_mb).code, Some(2));
        // Each of these bytes is read as a character of three.
        assert_eq!(fed("layers -", vec![0xff; 3 * 1024 * 1024]).code, Some(2));
    }

    #[test]
    fn withstands_what_nests_and_never_ends() {
        let nested = format!("FROM a\nENV A={}\n", "${".repeat(10_000));
        let heredocs = format!("FROM a\nRUN {}\n", "<<E ".repeat(5_000));
        for input in [nested, heredocs, "\r".repeat(100_000), "\0".repeat(100_000)] {
            for line in [
                "layers -",
                "layers --format svg -",
                "parse -",
                "parse --format json -",
            ] {
                assert_eq!(fed(line, &input).code, Some(0), "{line}");
            }
        }
    }

    #[test]
    fn stops_quietly_when_nobody_listens() {
        let steps = format!("FROM a\n{}", "RUN true\n".repeat(20_000));
        let path = scratch_folder("pipe").join("Dockerfile");
        fs::write(&path, steps).unwrap();
        for format in ["text", "json", "mermaid", "svg"] {
            let path = path.to_str().unwrap();
            let mut child = command(&["layers", "--format", format, path])
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0));
            assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn says_when_the_disk_is_full() {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = command(&["layers", QUIZ]);
        command.stdout(full);
        let answer = run(command, b"");
        assert_eq!(answer.code, Some(2));
        assert!(
            answer.err.contains("could not be written"),
            "{}",
            answer.err
        );
    }
}
