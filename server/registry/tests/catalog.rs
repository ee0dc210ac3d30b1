//! What the embedded catalog knows, on a day of September 2026.

use strates_analysis::images::{About, Date, Described, ImageName, Images, Tag};
use strates_analysis::lang::Lang;
use strates_analysis::model::Reference;
use strates_registry::catalog::{Catalog, MOST_ITEMS};

const TODAY: fn() -> Date = || Date {
    year: 2026,
    month: 9,
    day: 25,
};

mod names {
    use super::*;

    #[test]
    fn official_ones_come_first_and_the_most_used_before_others() {
        check("py", &["python", "pypy"]);
        check("ng", &["nginx"]);
        check(
            "",
            &["python", "node", "alpine", "ubuntu", "debian", "golang"],
        );
        let all = names("");
        let official = all.iter().filter(|image| image.is_official).count();
        assert_eq!(official, 144);
        assert!(all.iter().take(official).all(|image| image.is_official));
    }

    #[test]
    fn a_part_of_a_name_is_found_after_its_start() {
        check(
            "sdk",
            &[
                "mcr.microsoft.com/dotnet/sdk",
                "mcr.microsoft.com/dotnet/framework/sdk",
            ],
        );
        check(
            "mcr.microsoft.com/dotnet/aspn",
            &["mcr.microsoft.com/dotnet/aspnet"],
        );
        let found = names("postgres");
        let found: Vec<&str> = found.iter().map(|image| &*image.name).collect();
        assert_eq!(found, ["postgres", "cgr.dev/chainguard/postgres"]);
    }

    #[test]
    fn a_name_may_be_written_whole() {
        check("docker.io/library/pyth", &["docker.io/library/python"]);
        check("library/nod", &["library/node"]);
        check("docker.io/al", &["docker.io/alpine", "docker.io/almalinux"]);
        assert!(names("docker.io/mcr").is_empty());
    }

    #[test]
    fn deprecated_ones_are_marked() {
        let image = |name: &str| names(name).into_iter().find(|image| image.name == name);
        assert!(image("openjdk").is_some_and(|image| image.is_deprecated));
        assert!(image("python").is_some_and(|image| !image.is_deprecated));
        // No longer official: nothing to start from.
        assert!(image("java").is_none());
    }

    #[test]
    fn no_list_is_longer_than_one_reads() {
        let known = Catalog::embedded().names("");
        assert_eq!(known.items.len(), MOST_ITEMS);
        assert!(!known.is_complete);
        assert!(Catalog::embedded().names("é\u{a0}").items.is_empty());
    }

    fn check(typed: &str, expected: &[&str]) {
        let found = names(typed);
        let found: Vec<&str> = found.iter().map(|image| &*image.name).collect();
        assert!(found.starts_with(expected), "{typed}: {found:?}");
    }

    fn names(typed: &str) -> Vec<ImageName> {
        Catalog::embedded().names(typed).items
    }
}

mod tags {
    use super::*;

    #[test]
    fn what_is_typed_narrows_them() {
        check("python", "3.1", &["3.14.7", "3.14"]);
        check(
            "python",
            "3.12-sl",
            &["3.12-slim", "3.12-slim-trixie", "3.12-slim-bookworm"],
        );
        check("node", "LTS", &["lts", "lts-krypton"]);
        check("node", "22-book", &["22-bookworm", "22-bookworm-slim"]);
        check(
            "debian",
            "trixie",
            &["trixie", "trixie-20260803", "trixie-slim"],
        );
        // Those that start with it before those that hold it.
        check(
            "python",
            "slim",
            &["slim", "slim-trixie", "slim-bookworm", "3.14.7-slim"],
        );
    }

    #[test]
    fn what_else_names_the_image() {
        let tag = tag("node", "24");
        assert_eq!(tag.aliases[..3], ["24.19.0", "lts", "krypton"]);
        assert_eq!(tag.architectures, ["amd64", "arm64", "ppc64le"]);
    }

    #[test]
    fn windows_and_pre_releases_are_marked() {
        assert!(tag("python", "3.15-rc").is_prerelease);
        assert!(tag("python", "3.14-windowsservercore").is_windows);
        let both = tag("python", "3.14");
        assert!(!both.is_windows && !both.is_prerelease);
        assert!(both.architectures.contains(&"arm64".to_owned()));
        assert!(both.architectures.contains(&"windows/amd64".to_owned()));
    }

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let known = |typed| catalog().tags(&reference("eclipse-temurin"), typed);
        assert_eq!(known("").items.len(), MOST_ITEMS);
        assert!(!known("").is_complete);
        assert!(known("21-jre").is_complete);
        assert!(known("21-jre").items.iter().any(|tag| tag.name == "21-jre"));
    }

    #[test]
    fn digests_that_are_known() {
        let digest = tag("node", "22-alpine").digest;
        assert!(digest.is_some_and(|digest| digest.starts_with("sha256:0a7108bf")));
        assert_eq!(tag("node", "22.23.2-alpine").digest, None);
    }

    #[test]
    fn images_beside_the_official_ones() {
        check("mcr.microsoft.com/dotnet/sdk", "8.0", &["8.0.424", "8.0"]);
        check(
            "gcr.io/distroless/static-debian12",
            "",
            &["latest", "debug", "nonroot"],
        );
        check("cgr.dev/chainguard/node", "", &["latest", "latest-dev"]);
        assert!(
            catalog()
                .tags(&reference("nobody/nothing"), "")
                .items
                .is_empty()
        );
    }

    fn check(image: &str, typed: &str, expected: &[&str]) {
        let known = catalog().tags(&reference(image), typed);
        let found: Vec<&str> = known.items.iter().map(|tag| &*tag.name).collect();
        assert!(found.starts_with(expected), "{image}:{typed}: {found:?}");
    }

    fn tag(image: &str, name: &str) -> Tag {
        let known = catalog().tags(&reference(image), name);
        let found = known.items.into_iter().find(|tag| tag.name == name);
        found.expect(name)
    }
}

mod ends {
    use super::*;

    #[test]
    fn a_line_and_the_system_below_it() {
        check(
            "python:3.8-buster",
            "3.8 2024-10-07 passed, buster 2022-09-10 passed",
        );
        check("python:3.14-slim", "3.14 2030-10-31");
        check(
            "python:3.14-slim-bookworm",
            "3.14 2030-10-31, bookworm 2026-07-11 passed",
        );
        check(
            "node:20-alpine3.19",
            "20 2026-04-30 passed, alpine 3.19 2025-11-01 passed",
        );
        check(
            "eclipse-temurin:21-jre-alpine-3.23",
            "21 2029-12-31, alpine 3.23 2027-11-01",
        );
        check("node:bullseye", "26 2029-04-30, bullseye 2024-08-14 passed");
    }

    #[test]
    fn names_and_looser_tags() {
        check("debian:bullseye-slim", "11 2024-08-14 passed");
        check("debian:buster", "buster 2022-09-10 passed");
        check("debian:latest", "13 2028-08-09");
        check("ubuntu", "26.04 2031-04-30");
        check("ubuntu:focal-20240101", "focal 2025-05-31 passed");
        check("alpine:3.18.4", "3.18 2025-05-09 passed");
        check("node:lts", "24 2028-04-30");
        check("python:2", "2.7 2020-01-01 passed");
        check("node:3", "3 passed");
        check("mcr.microsoft.com/dotnet/aspnet:6.0", "6 2024-11-12 passed");
    }

    #[test]
    fn where_nothing_is_known() {
        check("golang:1.27", "none");
        check("python:banana", "none");
        check("hello-world", "none");
        // The artful and the noble of others are no systems.
        check("nginx:sid", "none");
    }

    fn check(image: &str, expected: &str) {
        let tag = about(image).tag.unwrap_or_default();
        let ends = [tag.end_of_life, tag.base_end_of_life];
        let shown = ends.into_iter().flatten().map(|end| {
            let date = end.date.map_or(String::new(), |date| format!(" {date}"));
            let passed = if end.has_passed { " passed" } else { "" };
            format!("{}{date}{passed}", end.line)
        });
        let shown = shown.collect::<Vec<_>>().join(", ");
        assert_eq!(
            if shown.is_empty() { "none" } else { &shown },
            expected,
            "{image}"
        );
    }
}

mod rebuilt {
    use super::*;

    #[test]
    fn the_day_a_line_left_the_list() {
        check("python:3.8-slim-buster", Some("2023-06-14"));
        check("python:3.9", Some("2025-11-03"));
        // As its line did.
        check("python:3.9.18-slim", Some("2025-11-03"));
        check("adminer:4.7", Some("2021-02-10"));
    }

    #[test]
    fn what_is_listed_or_only_followed_by_another() {
        check("python:3.14", None);
        check("python:3.13.2-slim", None);
        check("python:banana", None);
    }

    fn check(image: &str, expected: Option<&str>) {
        let date = about(image).rebuilt_until.map(|date| date.to_string());
        assert_eq!(date.as_deref(), expected, "{image}");
    }
}

mod newer {
    use super::*;

    #[test]
    fn of_the_same_line_first() {
        check("python:3.13.2-slim", Some("3.13.15-slim"));
        check("node:22.1.0-alpine", Some("22.23.2-alpine"));
        check("postgres:16.1", Some("16.15"));
        check(
            "debian:bookworm-20240101-slim",
            Some("bookworm-20260803-slim"),
        );
    }

    #[test]
    fn or_else_what_one_gets_without_a_tag() {
        check("python:3.8-slim", Some("3.14-slim"));
        check("python:3.13.15", Some("3.14.7"));
        check("debian:bullseye-slim", Some("trixie-slim"));
        check("debian:11", Some("13"));
        check("ubuntu:22.04", Some("26.04"));
        check("alpine:3.18", Some("3.24"));
        // 26 is there, but 25 is what its authors give.
        check("eclipse-temurin:17-jre", Some("25-jre"));
        check("eclipse-temurin:25-jre", None);
    }

    #[test]
    fn of_the_same_form() {
        check("python:3.14.7-slim", None);
        check("python:3", None);
        check("python:latest", None);
        check("python:3.8-buster", None);
        check("python:3.14.0rc1", Some("3.14.7"));
    }

    #[test]
    fn an_update_is_of_the_same_line_and_as_exact() {
        update("python:3.13.2-slim", Some("3.13.15-slim"));
        update("node:22.1.0-alpine", Some("22.23.2-alpine"));
        update("postgres:16.1", Some("16.15"));
        update(
            "debian:bookworm-20240101-slim",
            Some("bookworm-20260803-slim"),
        );
        for choice in [
            "python:3.13",
            "python:3.8-slim",
            "debian:11",
            "alpine:3.18",
            "node:22",
        ] {
            update(choice, None);
        }
    }

    fn update(image: &str, expected: Option<&str>) {
        assert_eq!(about(image).update.as_deref(), expected, "{image}");
    }

    fn check(image: &str, expected: Option<&str>) {
        assert_eq!(about(image).newer.as_deref(), expected, "{image}");
    }
}

mod about {
    use super::*;

    #[test]
    fn platforms_are_in_the_words_of_docker() {
        let postgres = about("postgres:16");
        for name in ["linux/amd64", "linux/arm/v7", "linux/arm64", "linux/386"] {
            assert!(
                postgres.platforms.iter().any(|known| known == name),
                "{name}: {:?}",
                postgres.platforms
            );
        }
        assert_eq!(about("arm64v8/debian:12").platforms, ["linux/arm64/v8"]);
        // What left the list may have been for others.
        assert!(about("python:3.8-slim").platforms.is_empty());
    }

    #[test]
    fn layers_and_sizes_say_where_they_are_from() {
        let about = about("node:22-alpine");
        let layers = about.layers.expect("counted");
        assert_eq!(layers.value, 4);
        assert_eq!(layers.origin.date.unwrap().to_string(), "2026-09-23");
        let [size] = &*about.sizes else {
            panic!("{:?}", about.sizes);
        };
        assert_eq!(size.value.platform, "linux/amd64");
        assert_eq!(size.value.bytes, 60_697_390);
    }

    #[test]
    fn what_was_measured_later_is_of_that_tag_alone() {
        let exact = about("node:22.23.2-alpine");
        assert!(exact.sizes.is_empty());
        assert_eq!(
            exact.layers.unwrap().origin.date.unwrap().to_string(),
            "2026-08-21"
        );
        // Measured before the list was made.
        assert_eq!(about("debian:13-slim").sizes.len(), 2);
    }

    #[test]
    fn an_image_by_its_digest() {
        let digest = "sha256:0a7108bf6c7bf5de370ffb1a3ed6be93d405b43ff159f681a8d18c0e2bc2e402";
        let known = about(&format!("node@{digest}"));
        assert_eq!(known.tag.map(|tag| tag.name).as_deref(), Some("22-alpine"));
        let unknown = about(&format!("node@{}", digest.replace('0', "1")));
        assert_eq!(unknown.tag, None);
    }

    #[test]
    fn where_the_list_of_tags_is_from() {
        let listed = |image| about(image).listed.map(|it| it.date.unwrap().to_string());
        assert_eq!(listed("python").as_deref(), Some("2026-08-21"));
        assert_eq!(
            listed("mcr.microsoft.com/devcontainers/go").as_deref(),
            Some("2026-07-01")
        );
        // A few tags that there are, and images that are only remembered.
        assert_eq!(listed("cgr.dev/chainguard/node"), None);
        assert_eq!(listed("java:8"), None);
        assert!(about("java:8").is_deprecated);
    }

    #[test]
    fn every_image_is_described_in_both_languages() {
        let file = include_str!("../data/descriptions.tsv");
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let mut count = 0;
        for line in lines {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap();
            let Some(Described::Ours(text)) = about(name).description else {
                panic!("{name} is not described");
            };
            let (en, fr) = (text.get(Lang::En), text.get(Lang::Fr));
            // Else strates-catalog is to be run again.
            assert_eq!((Some(en), Some(fr)), (fields.next(), fields.next()));
            assert!(en.ends_with('.') && fr.ends_with('.'), "{name}");
            assert!(en.len() < 120 && fr.len() < 120, "{name}");
            assert!(!en.contains('\u{a0}') && en.is_ascii(), "{name}: {en}");
            let is_set = fr
                .match_indices([':', ';', '?', '!', '»'])
                .all(|(at, _)| fr[..at].ends_with('\u{a0}'));
            assert!(is_set && !fr.contains(['’', '“', '"']), "{name}: {fr}");
            count += 1;
        }
        assert_eq!(count, 241);
    }

    #[test]
    fn what_is_not_known() {
        assert_eq!(catalog().about(&reference("nobody/nothing")), None);
        assert_eq!(catalog().about(&reference("ghcr.io/library/python")), None);
        let about = about("python:banana");
        assert_eq!(about.tag, None);
        assert!(about.description.is_some() && about.listed.is_some());
    }
}

#[test]
fn a_damaged_catalog_knows_less_and_breaks_nothing() {
    let whole: &[u8] = include_bytes!("../data/catalog.bin");
    let ask = |bytes: Vec<u8>| {
        let catalog = Catalog::with(Box::leak(bytes.into_boxed_slice()), TODAY);
        catalog.names("");
        for image in ["python", "debian:bookworm", "clojure", "node:18"] {
            catalog.tags(&reference(image), "");
            catalog.about(&reference(image));
        }
    };
    for length in [0, 3, 4, 7, 8, 100, 5_000, 60_000, whole.len() - 1] {
        ask(whole[..length].to_vec());
    }
    for step in [97, 1_009, 10_007] {
        let mut bytes = whole.to_vec();
        for at in (step..bytes.len()).step_by(step) {
            bytes[at] ^= 0x15;
        }
        ask(bytes);
    }
}

fn about(image: &str) -> About {
    let about = catalog().about(&reference(image));
    about.expect(image)
}

fn catalog() -> Catalog {
    Catalog::embedded_on(TODAY)
}

fn reference(image: &str) -> Reference {
    Reference::parse(image).expect("a name of an image")
}
