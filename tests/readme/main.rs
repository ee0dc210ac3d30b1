//! The README's tables are made from the code: `STRATES_UPDATE=1 cargo test -p strates-tests --test
//! readme` writes them anew, and without it this test fails where they are old.

use std::fs;
use std::path::Path;
use std::process::Command;
use strates_analysis::Document;
use strates_analysis::context::{BuildContext, Entry, IgnoreFile};
use strates_analysis::errors::CODES;
use strates_analysis::features::actions::quick_fixes;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::ignore_file::KINDS;
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_analysis::rules::{Levels, Options, Profile, RULES, Rule, Severity, Source};

#[test]
fn the_tables_are_those_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let fresh = replaced(&readme, "rules", &rules());
    let fresh = replaced(&fresh, "patterns", &patterns());
    let fresh = replaced(&fresh, "errors", &errors());
    let fresh = replaced(&fresh, "quieter", &quieter());
    if std::env::var_os("STRATES_UPDATE").is_some() {
        fs::write(&path, fresh).unwrap();
    } else {
        assert!(
            fresh == readme,
            "the README's tables are old: run STRATES_UPDATE=1 cargo test -p strates-tests --test readme"
        );
    }
}

/// What it shows of `strates check` is what strates says.
#[test]
fn the_transcript_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let command = "strates check server/examples/check/Dockerfile";
    let (_, rest) = readme.split_once(&format!("$ {command}\n")).unwrap();
    let (shown, _) = rest.split_once("\n```").unwrap();
    let output = Command::new(strates_tests::program())
        .args(command.split(' ').skip(1))
        .current_dir(root)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{shown}\n")
    );
}

/// The text with what stands between two comments written anew.
fn replaced(text: &str, name: &str, table: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).expect(&open);
    let (_, after) = rest.split_once(&close).expect(&close);
    format!("{before}{open}\n{table}{close}{after}")
}

fn rules() -> String {
    let mut table =
        "| rule | also | recommended | strict | fix | |\n|---|---|---|---|---|---|\n".to_owned();
    for rule in RULES {
        let code = match rule.url() {
            Some(url) => format!("[`{}`]({url})", rule.code),
            None => format!("`{}`", rule.code),
        };
        let also: Vec<String> = rule.also.iter().map(|code| format!("`{code}`")).collect();
        let (also, title) = (also.join(", "), rule.title.get(Lang::En));
        let [recommended, strict] = [Profile::Recommended, Profile::Strict].map(|profile| {
            let level = rule.level(profile);
            level.map_or("–", |severity| severity.text().get(Lang::En))
        });
        let fix = if has_fix(rule) { "yes" } else { "" };
        table += &format!("| {code} | {also} | {recommended} | {strict} | {fix} | {title} |\n");
    }
    table
}

/// What is told of the patterns of an ignore file.
fn patterns() -> String {
    let lines = KINDS.iter().map(|kind| {
        let (severity, title) = (kind.severity.text().get(Lang::En), kind.title.get(Lang::En));
        format!("| `{}` | {severity} | {title} |\n", kind.code)
    });
    let lines: String = lines.collect();
    format!("| code | | |\n|---|---|---|\n{lines}")
}

fn errors() -> String {
    let lines = CODES.iter().map(|kind| {
        let title = kind.title.get(Lang::En);
        format!("| `{}` | {title} |\n", kind.code)
    });
    format!("| code | |\n|---|---|\n{}", lines.collect::<String>())
}

/// BuildKit's checks that profile `recommended` shows as less severe, or not at all.
fn quieter() -> String {
    let checks = RULES.iter().filter(|rule| rule.source == Source::BuildKit);
    let quieter = checks.filter(|rule| {
        let own = rule.level(Profile::Strict);
        own != rule.level(Profile::Recommended)
    });
    let lines = quieter.map(|rule| {
        let level = rule.level(Profile::Recommended);
        let level = level.map_or("off", |severity: Severity| severity.text().get(Lang::En));
        format!("- `{}`: {level}.\n", rule.code)
    });
    lines.collect()
}

/// Whether strates mends the rule's own bad example.
fn has_fix(rule: &Rule) -> bool {
    let is_from = |line: &str| line.trim_start().to_uppercase().starts_with("FROM ");
    let example = rule.example.bad.trim_matches('\n');
    let base = match example.lines().any(is_from) {
        true => "",
        false => "FROM debian:12\n",
    };
    let document = Document::new(&format!("{base}{example}\n"));
    let mut levels = Levels::new(Profile::Strict);
    levels.set(rule.code, Some(Severity::Warning));
    let (options, context) = (Options::default(), Project);
    let setup = Setup {
        context: &context,
        images: &NoImages,
        levels: &levels,
        options: &options,
        shellcheck: false,
    };
    let all = diagnostics(&document, &setup);
    let mut own = all
        .iter()
        .filter(|found| found.code() == rule.code || rule.also.contains(&found.code()));
    own.any(|found| {
        let actions = quick_fixes(&document, &all, &found.range());
        let mends = |code: &str| rule.code == code || rule.also.contains(&code);
        actions.iter().any(|action| {
            let is_ignore = action.title.get(Lang::En).starts_with("Ignore");
            let of_rule = action
                .mends
                .as_ref()
                .is_some_and(|found| mends(found.code()));
            of_rule && !is_ignore
        })
    })
}

/// A folder as the examples of rules about files want it.
struct Project;

impl BuildContext for Project {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let names = ["node_modules", "package.json"].into_iter();
        let entries = names.map(|name| Entry {
            name: name.to_owned(),
            is_folder: false,
            bytes: 0,
        });
        folder.is_empty().then(|| entries.collect())
    }

    fn dockerfile(&self) -> Option<String> {
        None
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        None
    }
}
