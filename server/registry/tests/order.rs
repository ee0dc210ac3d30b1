//! What a person sees after the colon of each official image, against lists that were read by eye.
//!
//! `STRATES_UPDATE=1 cargo test -p strates-registry --test order` writes them anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};
use strates_analysis::images::{Images, Tag};
use strates_analysis::model::Reference;
use strates_registry::catalog::Catalog;

#[test]
fn tags_are_in_the_order_of_the_golden_lists() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let catalog = Catalog::embedded();
    let is_update = env::var_os("STRATES_UPDATE").is_some();
    let mut expected: BTreeSet<PathBuf> = fs::read_dir(&folder)
        .expect("the golden lists are there")
        .map(|entry| entry.expect("a golden list").path())
        .collect();
    let mut wrong = Vec::new();
    for image in official(&catalog) {
        let path = folder.join(format!("{image}.txt"));
        let list = list(&catalog, &image);
        if is_update {
            fs::write(&path, &list).expect("a golden list can be written");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&*list) {
            wrong.push(image);
        }
        expected.remove(&path);
    }
    if is_update {
        for path in &expected {
            fs::remove_file(path).expect("a golden list can be removed");
        }
        return;
    }
    assert!(wrong.is_empty(), "another order of the tags of {wrong:?}");
    assert!(expected.is_empty(), "no such images: {expected:?}");
}

#[test]
fn as_many_images_have_a_default_as_their_authors_say() {
    assert_eq!(with_default(&Catalog::embedded()).len(), 126);
}

#[test]
fn the_first_items_are_what_one_looks_for() {
    let starts = |image: &str, expected: &[&str]| {
        let tags = tags(&Catalog::embedded(), image, "");
        let names: Vec<&str> = tags.iter().map(|tag| &*tag.name).collect();
        assert!(names.starts_with(expected), "{image}: {:?}", &names[..12]);
    };
    starts("node", &["latest", "26.7.0", "26.7", "26"]);
    starts("python", &["latest", "3.14.7", "3.14", "3"]);
    starts("debian", &["latest", "13.6", "13", "trixie"]);
    starts("ubuntu", &["latest", "26.04", "resolute"]);
    starts("alpine", &["latest", "3.24.1", "3.24", "3"]);
    starts("nginx", &["latest", "1.31.4", "1.31", "1"]);
}

#[test]
fn a_newer_version_comes_first_whatever_follows_it() {
    before("node", "22-bookworm-slim", "22.23.2-alpine3.23");
    before("node", "24-bookworm-slim", "22");
    before("python", "3.14-slim", "3.13");
    before("python", "3.14-slim-bookworm", "3.10");
    before("python", "3.10", "3.15-rc");
    before("postgres", "14", "19beta3");
    before("alpine", "3.21", "edge");
    before("ubuntu", "22.04", "26.10");
    before("golang", "1.26", "1.27-nanoserver");
    before("eclipse-temurin", "25-jre-alpine", "26");
}

#[test]
fn what_more_people_want_comes_first_of_one_version() {
    before("php", "8.5-fpm-alpine", "8.5-bookworm");
    before("maven", "3-eclipse-temurin-21", "3-amazoncorretto-8");
    before("gradle", "9.7.1-jdk21", "9.7.1-jammy");
    before("eclipse-temurin", "25-jre", "25-noble");
    before("tomcat", "11.0-jdk21", "11.0-jdk25-temurin-jammy");
    before("node", "lts", "24-bookworm");
}

fn before(image: &str, first: &str, second: &str) {
    let tags = tags(&Catalog::embedded(), image, "");
    let place = |name| tags.iter().position(|tag| tag.name == name);
    assert!(
        place(first).expect(first) < place(second).expect(second),
        "{image}: {first} {second}"
    );
}

/// The official images that have tags.
fn official(catalog: &Catalog) -> Vec<String> {
    let names = catalog.names("").items.into_iter();
    let official = names.filter(|image| image.is_official);
    let has_tags = |image: &String| !tags(catalog, image, "").is_empty();
    official.map(|image| image.name).filter(has_tags).collect()
}

/// Those that one may name without a tag.
fn with_default(catalog: &Catalog) -> Vec<String> {
    let has_default = |image: &String| {
        let about = catalog.about(&reference(image)).expect("a known image");
        about.tag.is_some_and(|tag| !tag.architectures.is_empty())
    };
    official(catalog).into_iter().filter(has_default).collect()
}

/// A line for each image, the tags that name it one after another.
fn list(catalog: &Catalog, image: &str) -> String {
    let tags = tags(catalog, image, "");
    let mut text = String::new();
    let mut before: Option<&Tag> = None;
    for tag in &tags {
        match before {
            None => {}
            Some(before) if before.aliases.contains(&tag.name) => text.push(' '),
            Some(_) => text.push('\n'),
        }
        text.push_str(&tag.name);
        before = Some(tag);
    }
    text + "\n"
}

fn tags(catalog: &Catalog, image: &str, typed: &str) -> Vec<Tag> {
    catalog.tags(&reference(image), typed).items
}

fn reference(image: &str) -> Reference {
    Reference::parse(image).expect("a name of an image")
}
