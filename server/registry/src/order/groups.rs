//! The order of an image's tags, alias by alias.

use super::group_key::{GroupKey, PlainWords};
use super::line::Line;
use super::parsed::{ParsedTag, most_exact};
use super::{CodeNames, TagVersion};

/// Tags that name the same image.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Group {
    /// The best first, once in order.
    pub tags: Vec<String>,
    /// What one gets without a tag.
    pub is_default: bool,
    pub is_windows: bool,
    pub is_prerelease: bool,
    /// The tag that says most of its version, and that version.
    pub exact: Option<String>,
    pub version: Option<TagVersion>,
}

/// The places that the groups take: the default one first with the others of its release, then from
/// the newest release on; those for one architecture or for Windows alone behind all others, and
/// pre-releases last. Orders the tags of each and fills in what they say.
///
/// `own` are the names of the image's own releases, `names` those of all systems.
pub fn in_order(groups: &mut [Group], own: &CodeNames, names: &CodeNames) -> Vec<usize> {
    let parsed: Vec<Vec<ParsedTag>> = groups
        .iter_mut()
        .map(|group| parsed(std::mem::take(&mut group.tags), own))
        .collect();
    let default = groups.iter().position(|group| group.is_default);
    let default = Line::of(default.and_then(|at| parsed.get(at)));
    for (group, tags) in groups.iter_mut().zip(&parsed) {
        let exact = most_exact(tags);
        group.exact = exact.map(|(tag, _)| tag.to_owned());
        group.version = exact.map(|(_, version)| version.clone());
        group.is_prerelease = !group.is_default && default.is_before(tags, group.version.as_ref());
    }
    let plain = PlainWords::of(groups, &parsed);
    let keys: Vec<GroupKey> = groups
        .iter()
        .zip(&parsed)
        .map(|(group, tags)| GroupKey::of(group, tags, &default, &plain, names))
        .collect();
    let mut places: Vec<usize> = (0..groups.len()).collect();
    places.sort_by(|one, other| keys.get(*one).cmp(&keys.get(*other)));
    for (group, tags) in groups.iter_mut().zip(parsed) {
        group.tags = tags.into_iter().map(|tag| tag.name).collect();
    }
    places
}

fn parsed(tags: Vec<String>, own: &CodeNames) -> Vec<ParsedTag> {
    let tags = tags.into_iter().map(|tag| ParsedTag::new(tag, own));
    let mut tags: Vec<ParsedTag> = tags.collect();
    tags.sort_by(|one, other| one.place().cmp(&other.place()));
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::CodeName;

    #[test]
    fn the_newest_version_with_its_variants_before_the_one_below() {
        check(
            &[
                "20-bookworm-slim",
                "22-alpine3.23",
                "22-bookworm-slim",
                "9",
                "22-alpine3.24",
                "22-slim",
                "22",
            ],
            &[
                "22",
                "22-slim",
                "22-alpine3.24",
                "22-alpine3.23",
                "22-bookworm-slim",
                "20-bookworm-slim",
                "9",
            ],
        );
    }

    #[test]
    fn the_default_first_and_what_is_not_released_last() {
        check(
            &[
                "3.15.0rc1",
                "edge",
                "3.14.2 3.14 latest",
                "3.14.2-slim",
                "stable",
            ],
            &[
                "latest 3.14.2 3.14",
                "3.14.2-slim",
                "stable",
                "3.15.0rc1",
                "edge",
            ],
        );
    }

    #[test]
    fn a_channel_may_carry_a_released_version() {
        check(
            &[
                "1.37",
                "1.38-musl unstable-musl",
                "1.38 unstable latest",
                "1.39 unstable-x",
            ],
            &[
                "latest 1.38 unstable",
                "1.38-musl unstable-musl",
                "1.37",
                "1.39 unstable-x",
            ],
        );
    }

    #[test]
    fn what_leaves_the_system_to_the_authors_before_what_names_one() {
        check(
            &[
                "8.5-alpine3.23",
                "8.5-apache-bookworm",
                "8.5-bookworm cli-bookworm",
                "8.5-fpm",
                "8.5-fpm-alpine",
                "latest 8.5 8.5-cli 8.5-trixie",
                "8.4-trixie",
                "8.4 8.4-bookworm",
                "8.4-slim",
            ],
            &[
                "latest 8.5 8.5-cli 8.5-trixie",
                "8.5-fpm",
                "8.5-fpm-alpine",
                "8.5-bookworm cli-bookworm",
                "8.5-alpine3.23",
                "8.5-apache-bookworm",
                "8.4 8.4-bookworm",
                "8.4-slim",
                "8.4-trixie",
            ],
        );
    }

    #[test]
    fn what_the_plain_one_is_called_by_is_nothing_special() {
        check(
            &[
                "3-ibmjava",
                "3-amazoncorretto-21",
                "3-temurin-25-alpine",
                "3-temurin-21",
                "3-temurin-21-alpine",
                "latest 3 3-temurin 3-temurin-25",
            ],
            &[
                "latest 3 3-temurin 3-temurin-25",
                "3-temurin-25-alpine",
                "3-ibmjava",
                "3-temurin-21",
                "3-amazoncorretto-21",
                "3-temurin-21-alpine",
            ],
        );
    }

    #[test]
    fn the_default_one_is_followed_by_those_of_its_release() {
        check(
            &["26", "26-alpine", "25-alpine", "latest 25", "21"],
            &["latest 25", "25-alpine", "26", "26-alpine", "21"],
        );
        check(
            &[
                "humble",
                "humble-core",
                "latest lyrical lyrical-base",
                "lyrical-core",
            ],
            &[
                "latest lyrical lyrical-base",
                "lyrical-core",
                "humble",
                "humble-core",
            ],
        );
    }

    #[test]
    fn where_no_release_is_said_all_words_count_alike() {
        check(
            &[
                "jdk-25-bookworm",
                "jdk-26-lein",
                "jdk-25-lein",
                "jdk-26-bookworm",
                "lein",
            ],
            &[
                "lein",
                "jdk-26-lein",
                "jdk-26-bookworm",
                "jdk-25-lein",
                "jdk-25-bookworm",
            ],
        );
    }

    #[test]
    fn what_is_for_windows_alone_follows_all_releases() {
        check(
            &["2-nanoserver", "1-nanoserver", "1", "2 latest", "3-rc"],
            &["latest 2", "1", "2-nanoserver", "1-nanoserver", "3-rc"],
        );
    }

    #[test]
    fn the_days_of_a_release_follow_it() {
        check(
            &[
                "bookworm-20241111",
                "bookworm-20241223",
                "12.9 12 bookworm",
                "12.8",
            ],
            &[
                "12.9 12 bookworm",
                "12.8",
                "bookworm-20241223",
                "bookworm-20241111",
            ],
        );
    }

    #[test]
    fn one_architecture_alone_follows_what_is_for_all() {
        check(
            &["10.0-amd64", "10.0-noble-chiseled", "10.0", "9.0"],
            &["10.0", "10.0-noble-chiseled", "9.0", "10.0-amd64"],
        );
    }

    #[test]
    fn what_comes_from_a_channel_is_not_released() {
        check(
            &["beta-sdk", "develop", "3.9", "1.2"],
            &["3.9", "1.2", "develop", "beta-sdk"],
        );
    }

    fn check(groups: &[&str], expected: &[&str]) {
        let mut groups: Vec<Group> = groups
            .iter()
            .map(|tags| Group {
                tags: tags.split(' ').map(str::to_owned).collect(),
                is_default: tags.contains("latest"),
                is_windows: tags.contains("nanoserver"),
                ..Group::default()
            })
            .collect();
        let name = |name: &str, number| CodeName {
            name: name.to_owned(),
            system: "debian",
            numbers: vec![number],
        };
        let names = CodeNames::new(vec![name("trixie", 13), name("bookworm", 12)]);
        let places = in_order(&mut groups, &names, &names);
        let shown: Vec<String> = places
            .iter()
            .map(|place| groups[*place].tags.join(" "))
            .collect();
        assert_eq!(shown, expected);
    }
}
