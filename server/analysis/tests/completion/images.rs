//! Names and tags, as a list of images gives them.

use super::Question;
use strates_analysis::features::completion::Documentation;
use strates_analysis::images::{About, Date, EndOfLife, ImageName, Images, Known, Tag};
use strates_analysis::lang::Lang;
use strates_analysis::model::Reference;

/// Knows node, and is still asking for more.
struct FewImages;

impl Images for FewImages {
    fn names(&self, typed: &str) -> Known<ImageName> {
        let name = |name: &str, is_deprecated| ImageName {
            name: name.to_owned(),
            description: None,
            is_official: true,
            is_deprecated,
            is_local: false,
        };
        let mut items = vec![name("node", false), name("nodejs/old", true)];
        items.retain(|image| image.name.starts_with(typed));
        Known {
            items,
            is_complete: false,
        }
    }

    fn tags(&self, image: &Reference, _: &str) -> Known<Tag> {
        if image.path != "library/node" {
            return Known::nothing();
        }
        let current = Tag {
            name: "24".to_owned(),
            aliases: vec!["24.19.0".to_owned(), "lts".to_owned()],
            architectures: ["amd64", "arm64", "s390x"].map(str::to_owned).into(),
            ..Tag::default()
        };
        let old = Tag {
            name: "18".to_owned(),
            end_of_life: Some(EndOfLife {
                line: "18".to_owned(),
                date: Some(Date {
                    year: 2025,
                    month: 4,
                    day: 30,
                }),
                has_passed: true,
            }),
            ..Tag::default()
        };
        Known {
            items: vec![current, old],
            is_complete: true,
        }
    }

    fn version(&self) -> u64 {
        0
    }

    fn about(&self, _: &Reference) -> Option<About> {
        None
    }
}

#[test]
fn names_come_with_the_stages() {
    let offered = Question::new("FROM a AS one\nFROM no$0").ask(Lang::En, None, &FewImages);
    let labels: Vec<_> = offered
        .items
        .iter()
        .map(|item| item.label.as_str())
        .collect();
    assert_eq!(labels, ["one", "node", "nodejs/old", "scratch"]);
    assert!(offered.is_incomplete);
    assert!(offered.items[2].is_deprecated);
}

#[test]
fn tags_say_what_they_are() {
    for marked in [
        "FROM node:$0",
        "FROM node:2$0 AS a\n",
        "FROM a\nCOPY --from=node:$0 b c\n",
        "FROM a\nRUN --mount=type=bind,from=node:$0\n",
        "# syntax=node:$0\nFROM a\n",
    ] {
        let offered = Question::new(marked).ask(Lang::En, None, &FewImages);
        assert!(!offered.is_incomplete, "{marked:?}");
        let detail = offered.items[0].detail.as_deref();
        assert_eq!(
            detail,
            Some("= 24.19.0 · lts · 3 architectures"),
            "{marked:?}"
        );
    }
}

#[test]
fn the_end_of_a_line_is_told_in_both_languages() {
    for (lang, part) in [
        (Lang::En, "no more updates since 2025-04-30"),
        (Lang::Fr, "depuis le 2025-04-30"),
    ] {
        let offered = Question::new("FROM node:$0").ask(lang, None, &FewImages);
        let old = &offered.items[1];
        assert!(old.is_deprecated);
        let told = old
            .documentation
            .as_ref()
            .map(|told| Documentation::markdown(told, lang));
        assert!(told.unwrap().contains(part));
    }
}
