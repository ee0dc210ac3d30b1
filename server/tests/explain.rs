//! `strates explain` as a person meets it.

#![allow(
    clippy::unwrap_used,
    reason = "outside of `#[test]` functions, but in tests all the same"
)]

use std::process::Command;

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

/// In a neutral environment, on a screen of this width.
fn explain(words: &[&str], width: usize) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strates"));
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(variable);
    }
    command.env("COLUMNS", width.to_string());
    let output = command.arg("explain").args(words).output().unwrap();
    Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The page of a word, in both languages.
fn pages(words: &[&str]) -> [String; 2] {
    ["en", "fr"].map(|lang| {
        let answer = explain(&[words, &["--lang", lang]].concat(), 100);
        let success = (answer.code, answer.err.as_str());
        assert_eq!(success, (Some(0), ""), "{words:?}");
        answer.out
    })
}

#[track_caller]
fn check(words: &[&str], en: &str, fr: &str) {
    let [english, french] = pages(words);
    assert!(english.contains(en), "{words:?}: {english}");
    assert!(french.contains(fr), "{words:?}: {french}");
}

#[track_caller]
fn check_refused(words: &[&str], en: &str, fr: &str) {
    for (lang, said) in [("en", en), ("fr", fr)] {
        let answer = explain(&[words, &["--lang", lang]].concat(), 100);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""));
        assert!(answer.err.contains(said), "{words:?}: {}", answer.err);
    }
}

#[test]
fn shows_a_whole_page() {
    check(
        &["RUN"],
        "RUN\n\nRuns a command",
        "RUN\n\nExécute une commande",
    );
    check(&["run"], "\nGood to know\n\n- ", "\nÀ savoir\n\n- ");
    check(&["RUN"], "\nExample\n\n    FROM ", "\nExemple\n\n    FROM ");
    check(&["RUN"], "\nPicture it\n\n", "\nEn image\n\n");
    let address = "https://docs.docker.com/reference/dockerfile/#run\n";
    check(&["RUN"], address, address);
}

#[test]
fn takes_words_as_a_dockerfile_has_them() {
    let cache = "--mount=type=cache\n\n";
    check(&["--mount=type=cache,target=/x"], cache, cache);
    check(&["RUN", "--mount=type=cache"], cache, cache);
    check(&["COPY", "--from"], "--from\n\n", "--from\n\n");
    check(&["# syntax"], "# syntax=\n\n", "# syntax=\n\n");
    check(&["$TARGETARCH"], "TARGETARCH\n\n", "TARGETARCH\n\n");
    check(&["8080/tcp"], "Port number\n", "Numéro de port\n");
    check(&["couches"], "Layer\n", "Couche\n");
    check(&["apt"], "apt-get\n", "apt-get\n");
}

#[test]
fn explains_rules_too() {
    let both = "`DL3008` · ";
    check(&["dl3008"], both, both);
    check(&["DL4000"], "MaintainerDeprecated", "MaintainerDeprecated");
    check(&["DL3008"], "\nAvoid\n", "\nÀ éviter\n");
    check(
        &["ignore-pattern-unmatched"],
        "\nBetter\n\n    **/node_modules\n",
        "\nMieux\n\n    **/node_modules\n",
    );
}

#[test]
fn names_the_other_meanings() {
    let others = "`strates explain --from`, `strates explain from=`\n";
    check(
        &["from"],
        &format!("\nSee also: {others}"),
        &format!("\nVoir aussi\u{a0}: {others}"),
    );
    check(
        &["user"],
        "`strates explain values/user`",
        "`strates explain utilisateur`",
    );
    let [english, _] = pages(&["WORKDIR"]);
    assert!(!english.contains("See also"), "{english}");
}

#[test]
fn lists_everything() {
    check(&["--all"], "Instructions\n  FROM ", "Instructions\n  FROM ");
    check(
        &["--all"],
        "\n\nShell commands\n",
        "\n\nCommandes du shell\n",
    );
    let [english, french] = pages(&["--all"]);
    for word in [
        "--mount=type=secret",
        "${NAME:-word}",
        "NO_PROXY",
        "DL3008",
        "ignore-pattern-undone",
        "sudo",
    ] {
        let line = format!("\n  {word} ");
        assert!(english.contains(&line) && french.contains(&line), "{word}");
    }
}

#[test]
fn keeps_to_the_width_it_is_given() {
    for width in [50, 72, 100] {
        for words in [
            &["--all"][..],
            &["RUN"],
            &["escape"],
            &["DL3008"],
            &["layer"],
        ] {
            for lang in ["en", "fr"] {
                let answer = explain(&[words, &["--lang", lang]].concat(), width);
                let prose = answer.out.lines().filter(is_prose);
                for line in prose {
                    assert!(line.chars().count() <= width, "{line}");
                }
            }
        }
    }
}

fn is_prose(line: &&str) -> bool {
    !line.starts_with("    ") && !line.contains("https://")
}

#[test]
fn french_keeps_its_marks_on_the_line() {
    for words in [
        &["--all"][..],
        &["RUN"],
        &["--chmod"],
        &["DL3008"],
        &["cache"],
    ] {
        let out = explain(&[words, &["--lang", "fr"]].concat(), 60).out;
        for line in out.lines().filter(is_prose) {
            let loose = line.starts_with([':', ';', '?', '!', '»']);
            let parted = [" :", " ;", " ?", " !", "« ", " »"];
            assert!(
                !loose && !parted.iter().any(|mark| line.contains(mark)),
                "{line}"
            );
        }
    }
}

#[test]
fn writes_no_colours_into_a_pipe() {
    assert!(pages(&["RUN"]).iter().all(|page| !page.contains('\x1b')));
}

#[test]
fn guesses_what_was_meant() {
    check_refused(
        &["entrypont"],
        "no page about `entrypont`. Did you mean `ENTRYPOINT`?",
        "pas de page sur `entrypont`. Vouliez-vous dire `ENTRYPOINT`\u{a0}?",
    );
    check_refused(&["--form=build"], "`--from`?", "`--from`\u{a0}?");
    check_refused(
        &["kubernetes"],
        "`strates explain --all` lists",
        "`strates explain --all` énumère",
    );
}

#[test]
fn needs_one_word_or_all() {
    check_refused(&[], "a word is missing", "il manque un mot");
    check_refused(&[" "], "a word is missing", "il manque un mot");
    check_refused(
        &["--all", "RUN"],
        "`RUN` is one word too many",
        "`RUN` est de trop",
    );
}

#[test]
fn lets_no_control_character_through() {
    let answer = explain(&["a\x1b[2J\x07"], 100);
    assert_eq!(answer.code, Some(2));
    assert!(!answer.err.contains(['\x1b', '\x07']), "{}", answer.err);
}
