//! From small sources in each of the forms to a catalog that says what they say.

use std::fs;
use std::path::{Path, PathBuf};
use strates_analysis::images::{About, Date, Images, Tag};
use strates_analysis::lang::Lang;
use strates_analysis::model::Reference;
use strates_catalog::{Paths, catalog};
use strates_registry::catalog::Catalog;

#[test]
fn tags_with_their_aliases_and_architectures() {
    check_tags(
        "tool",
        "\
latest = 2.1.3 2.1 2 2.1.3-trixie trixie | amd64 arm64 windows/amd64
2.1.3-alpine = 2.1-alpine alpine | 386
1.9.0 = 1.9 1 | amd64 arm64
2.1.3-windowsservercore-ltsc2025 =  | windows/amd64",
    );
    check_tags(
        "registry.example.org/team/app",
        "7.0 = 7 | amd64 arm64\n6.4 =  | amd64",
    );
    check_tags(
        "registry.example.org/team/guess",
        "latest =  | \nlatest-dev =  | ",
    );
}

#[test]
fn names_with_their_descriptions() {
    let catalog = read();
    let shown = catalog.names("").items.into_iter().map(|image| {
        let described = match image.description {
            Some(strates_analysis::images::Described::Ours(text)) => {
                format!("{} {}", text.get(Lang::En), text.get(Lang::Fr))
            }
            _ => String::new(),
        };
        format!(
            "{} {} {} {described}",
            image.name, image.is_official, image.is_deprecated
        )
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "tool true false A tool. Un outil.",
            "older true true Its predecessor. Son prédécesseur.",
            "registry.example.org/team/app false false An application. Une application.",
            "registry.example.org/team/guess false false A guess. Une supposition.",
        ]
    );
}

#[test]
fn ends_and_days_of_removal() {
    let end = |image| {
        let end = about(image).tag?.end_of_life?;
        Some(format!(
            "{} {:?} {}",
            end.line,
            end.date.map(|it| it.to_string()),
            end.has_passed
        ))
    };
    assert_eq!(
        end("tool:1").as_deref(),
        Some("1.9 Some(\"2026-09-01\") false")
    );
    assert_eq!(end("tool:1.8.2").as_deref(), Some("1.8 None true"));
    assert_eq!(end("tool"), None);
    assert_eq!(
        end("registry.example.org/team/thing:5").as_deref(),
        Some("5 Some(\"2020-01-01\") true")
    );
    let base = about("tool:1.8-bookworm")
        .tag
        .and_then(|tag| tag.base_end_of_life);
    assert!(base.is_some_and(|base| base.line == "bookworm" && base.has_passed));
    let gone = |image| about(image).rebuilt_until.map(|date| date.to_string());
    assert_eq!(gone("tool:1.8-alpine").as_deref(), Some("2023-12-15"));
    assert_eq!(gone("former").as_deref(), Some("2013-01-11"));
}

#[test]
fn layers_and_sizes() {
    let layers = |image| about(image).layers.map(|layers| layers.value);
    assert_eq!(layers("tool"), Some(5));
    assert_eq!(layers("tool:2.1-alpine"), Some(3));
    assert_eq!(layers("tool:2.1.3-alpine"), None);
    let sizes = about("tool:2.1-alpine").sizes;
    let sizes: Vec<_> = sizes
        .iter()
        .map(|size| (&*size.value.platform, size.value.bytes))
        .collect();
    assert_eq!(sizes, [("linux/amd64", 1_230), ("linux/arm64", 1_100)]);
}

#[test]
fn both_forms_of_the_official_images_give_the_same() {
    let condensed = catalog(&paths()).expect("a catalog").bytes;
    assert_eq!(condensed, catalog(&paths()).expect("a catalog").bytes);
    let mut paths = paths();
    paths.library = Some((sample().join("library"), "2026-08-21".to_owned()));
    let library = catalog(&paths).expect("a catalog");
    assert_eq!((library.images, library.tags), (4, 20));
    let [one, other] = [condensed, library.bytes].map(|bytes| {
        let catalog = leaked(bytes);
        let tags = |image| catalog.tags(&reference(image), "").items;
        [tags("tool"), tags("older")]
    });
    assert_eq!(one, other);
}

#[test]
fn what_is_wrong_is_told() {
    check_error(
        "official_catalog.tsv",
        "@a\nx\t7\n",
        "official images, line 2: unknown architectures",
    );
    check_error(
        "official_catalog.tsv",
        "x\t0\n",
        "official images, line 1: tags before an image",
    );
    check_error(
        "eol_lines.tsv",
        "@a\nsoon\tx\n",
        "tags no longer built, line 2: not a day",
    );
    check_error("eol_dates.json", "[]", "ends of life: ");
    check_error("extra_catalog.json", "{", "other images: ");
    check_error("layers.json", "{}", "layers: ");
    check_error(
        "descriptions.tsv",
        "tool\tA tool.\n",
        "descriptions, line 1: ",
    );
    check_error("descriptions.tsv", "", "no description of: older, ");
}

fn check_tags(image: &str, expected: &str) {
    let tags = read().tags(&reference(image), "").items;
    let mut shown: Vec<String> = Vec::new();
    let mut known: Vec<&Tag> = Vec::new();
    for tag in &tags {
        if known
            .iter()
            .any(|before| before.aliases.contains(&tag.name))
        {
            continue;
        }
        known.push(tag);
        // In the order of the list, which the order of aliases is not.
        let aliases = tags
            .iter()
            .filter(|other| tag.aliases.contains(&other.name));
        let aliases: Vec<&str> = aliases.map(|alias| &*alias.name).collect();
        shown.push(format!(
            "{} = {} | {}",
            tag.name,
            aliases.join(" "),
            tag.architectures.join(" ")
        ));
    }
    assert_eq!(shown.join("\n"), expected);
}

fn check_error(file: &str, text: &str, expected: &str) {
    let folder = std::env::temp_dir().join(format!("strates-{}-{}", std::process::id(), file));
    fs::create_dir_all(&folder).expect("a folder");
    let wrong = folder.join(file);
    fs::write(&wrong, text).expect("a file");
    let mut paths = paths();
    let place = match file {
        "official_catalog.tsv" => &mut paths.official,
        "eol_lines.tsv" => &mut paths.gone,
        "eol_dates.json" => &mut paths.ends,
        "extra_catalog.json" => &mut paths.others,
        "layers.json" => &mut paths.layers,
        _ => &mut paths.descriptions,
    };
    *place = wrong;
    let error = catalog(&paths).err().map(|error| error.to_string());
    fs::remove_dir_all(&folder).expect("the folder again");
    let error = error.unwrap_or_default();
    assert!(error.starts_with(expected), "{error}");
}

fn about(image: &str) -> About {
    read().about(&reference(image)).expect(image)
}

fn read() -> Catalog {
    leaked(catalog(&paths()).expect("a catalog").bytes)
}

fn leaked(bytes: Vec<u8>) -> Catalog {
    let today = || Date {
        year: 2026,
        month: 8,
        day: 22,
    };
    Catalog::with(Box::leak(bytes.into_boxed_slice()), today)
}

fn reference(image: &str) -> Reference {
    Reference::parse(image).expect("a name of an image")
}

fn paths() -> Paths {
    Paths::within(&sample(), sample().join("descriptions.tsv"))
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sample")
}
