//! Docker Hub: tags, names, private repositories, what is pinned.

use crate::stub::{Reply, Seen, Stub};
use crate::world::{World, about, reference, settle, tag_names, tags};
use strates_analysis::images::{Described, Images, Missing, Source};
use strates_registry::News;

const DIGEST: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

fn tag(name: &str, digest: &str) -> String {
    format!(
        r#"{{"name": "{name}", "digest": "{digest}", "full_size": 50, "last_updated": "2026-11-01T00:00:00Z",
            "images": [
                {{"architecture": "amd64", "os": "linux", "size": 50, "digest": "{digest}"}},
                {{"architecture": "arm64", "os": "linux", "variant": "v8", "size": 40, "digest": "{digest}"}},
                {{"architecture": "unknown", "os": "unknown", "size": 1}}
            ]}}"#
    )
}

fn page(tags: &[String], next: &str) -> String {
    let next = if next.is_empty() {
        "null".to_owned()
    } else {
        format!("{next:?}")
    };
    format!(
        r#"{{"count": {}, "next": {next}, "results": [{}]}}"#,
        tags.len(),
        tags.join(",")
    )
}

#[test]
fn tags_come_with_sizes_and_aliases() {
    let hub = Stub::start(|_| Reply::ok(page(&[tag("1.2.3", DIGEST), tag("latest", DIGEST)], "")));
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    let first = registry.asking().tags(&reference("me/app"), "");
    assert!(!first.is_complete && first.items.is_empty());
    settle(&registry);
    let known = registry.asking().tags(&reference("me/app"), "");
    let names: Vec<&str> = known.items.iter().map(|tag| &*tag.name).collect();
    assert_eq!(names, ["latest", "1.2.3"]);
    let latest = &known.items[0];
    assert_eq!(latest.aliases, ["1.2.3"]);
    assert_eq!(latest.architectures, ["amd64", "arm64v8"]);
    assert_eq!(latest.digest.as_deref(), Some(DIGEST));
    assert!(known.is_complete);
    assert_eq!(
        hub.paths(),
        ["/v2/namespaces/me/repositories/app/tags?page_size=100&ordering=last_updated"]
    );
    let news = world.news.lock().unwrap().clone();
    assert!(news.contains(&News::Image {
        registry: "docker.io".to_owned(),
        path: "me/app".to_owned()
    }));
    let about = about(&registry, "me/app:1.2.3").unwrap();
    assert_eq!(
        about.listed.map(|origin| origin.source),
        Some(Source::Registry)
    );
    let sizes: Vec<_> = about
        .sizes
        .iter()
        .map(|size| (&*size.value.platform, size.value.bytes))
        .collect();
    assert_eq!(sizes, [("linux/amd64", 50), ("linux/arm64/v8", 40)]);
}

#[test]
fn what_is_newer_comes_before_what_the_catalog_knows() {
    let hub = Stub::start(|_| {
        let next = "/more?page=2";
        Reply::ok(page(&[tag("999.1.0", DIGEST), tag("999", DIGEST)], next))
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    let asked = registry.asking().tags(&reference("node"), "");
    assert!(asked.items.len() > 100, "the catalog's at once");
    let names = tag_names(&registry, "node", "9");
    assert_eq!(names.first().map(String::as_str), Some("999.1.0"));
    let names = tag_names(&registry, "node", "");
    assert_eq!(
        names.first().map(String::as_str),
        Some("latest"),
        "the catalog's are still there"
    );
}

#[test]
fn pages_follow_each_other() {
    let hub = Stub::start(|seen: &Seen| match seen.path.contains("page=2") {
        false => Reply::ok(page(&[tag("1", DIGEST)], "/v2/x?page=2")),
        true => Reply::ok(page(&[tag("2", DIGEST)], "")),
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    assert_eq!(tag_names(&registry, "me/app", ""), ["2", "1"]);
    assert!(tags(&registry, "me/app", "").is_complete);
}

#[test]
fn of_too_many_tags_one_asks_for_a_part() {
    let hub = Stub::start(|seen: &Seen| {
        if seen.path.contains("name=old-3") {
            return Reply::ok(page(&[tag("old-3", DIGEST)], ""));
        }
        let number: usize = seen
            .path
            .split("page=")
            .last()
            .and_then(|n| n.parse().ok())
            .unwrap_or(1);
        let tags: Vec<String> = (0..100)
            .map(|at| tag(&format!("{}.{at}", number), ""))
            .collect();
        Reply::ok(page(&tags, &format!("/v2/x?page={}", number + 1)))
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    let known = tags(&registry, "me/app", "");
    assert_eq!(known.items.len(), 200);
    assert!(!known.is_complete);
    assert_eq!(hub.paths().len(), 10, "no more pages than these");
    assert_eq!(tag_names(&registry, "me/app", "old-3"), ["old-3"]);
    let asked = hub.paths().len();
    assert_eq!(tag_names(&registry, "me/app", "old-3"), ["old-3"]);
    assert!(tag_names(&registry, "me/app", "old-3x").is_empty());
    assert_eq!(hub.paths().len(), asked, "a part of what is known is known");
}

#[test]
fn a_hover_asks_for_its_own_tag() {
    let hub = Stub::start(|seen: &Seen| match seen.path.contains("name=1.2") {
        true => Reply::ok(page(&[tag("1.2", DIGEST), tag("1.2.3", DIGEST)], "")),
        false => Reply::ok(page(&[tag("2", "")], "/more?page=2")),
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    let known = about(&registry, "me/app:1.2").unwrap();
    assert_eq!(known.tag.unwrap().aliases, ["1.2.3"]);
    assert_eq!(known.listed, None, "these are not all");
    about(&registry, "me/app:1.2.3");
    let one = "/v2/namespaces/me/repositories/app/tags?page_size=100&name=1.2";
    assert_eq!(hub.paths(), [one]);
    // Who completes wants all.
    assert_eq!(tag_names(&registry, "me/app", ""), ["2", "1.2.3", "1.2"]);
}

#[test]
fn names_are_looked_for() {
    let hub = Stub::start(|_| {
        Reply::ok(
            r#"{"count": 2, "results": [
                {"repo_name": "me/zzapp", "short_description": "An app", "is_official": false},
                {"repo_name": "you/zzapp", "short_description": "", "is_official": false}]}"#,
        )
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    assert!(!registry.asking().names("zza").is_complete);
    settle(&registry);
    let known = registry.asking().names("zza");
    let names: Vec<&str> = known.items.iter().map(|name| &*name.name).collect();
    assert_eq!(names, ["me/zzapp", "you/zzapp"]);
    assert_eq!(
        known.items[0].description,
        Some(Described::Publisher("An app".to_owned()))
    );
    assert!(known.is_complete);
    assert_eq!(
        registry.asking().names("docker.io/zzap").items[0].name,
        "docker.io/me/zzapp"
    );
    settle(&registry);
    assert_eq!(
        hub.paths(),
        ["/v2/search/repositories/?query=zza&page_size=100"]
    );
    // Nor does Docker Hub learn the names of other registries.
    let others = [
        "registry.mine",
        "registry.mine.example/team/app",
        "localhost/app",
        "host:5000/a",
    ];
    for typed in ["z", "http://x", "a b", "é"].into_iter().chain(others) {
        registry.asking().names(typed);
        settle(&registry);
    }
    assert_eq!(hub.paths().len(), 1);
}

#[test]
fn what_is_no_name_is_not_offered() {
    let hub = Stub::start(|_| {
        Reply::ok(
            r#"{"count": 4, "results": [
                {"repo_name": "me/zzapp\nRUN evil"}, {"repo_name": "evil.example/zzapp"},
                {"repo_name": "me/zzapp:1"}, {"repo_name": ""},
                {"repo_name": "me/zzapp", "short_description": "one\u001b[1m\ntwo"}]}"#,
        )
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    registry.asking().names("zzapp");
    settle(&registry);
    let known = registry.asking().names("zzapp");
    assert_eq!(known.items.len(), 1);
    let description = Described::Publisher("one [1m two".to_owned());
    assert_eq!(known.items[0].description, Some(description));
}

#[test]
fn a_private_repository_is_the_registrys_to_tell() {
    let hub = Stub::start(|_| Reply::is(404, "{}"));
    let token = Stub::start(|_| Reply::ok(r#"{"token": "granted"}"#));
    let realm = format!("{}/token", token.url());
    let registry_stub = Stub::start(move |seen: &Seen| match seen.authorization.as_deref() {
        Some("Bearer granted") => Reply::ok(r#"{"tags": ["secret"]}"#),
        _ => Reply::is(401, "{}").with(
            "www-authenticate",
            format!(r#"Bearer realm="{realm}",service="registry.docker.io""#),
        ),
    });
    let mut world = World::new();
    world.hub(&hub.url()).hub_registry(&registry_stub.url());
    let registry = world.registry();
    assert!(tag_names(&registry, "me/private", "").is_empty());
    assert!(
        registry_stub.paths().is_empty(),
        "without a login there is nothing to see"
    );
    assert!(!registry.is_missing(&reference("me/private")));
    world.write(
        "home/.docker/config.json",
        r#"{"auths": {"https://index.docker.io/v1/": {"auth": "bWU6aHVudGVyMg=="}}}"#,
    );
    let registry = world.registry();
    assert_eq!(tag_names(&registry, "me/private", ""), ["secret"]);
    let asked = &token.seen()[0];
    assert_eq!(
        asked.authorization.as_deref(),
        Some("Basic bWU6aHVudGVyMg==")
    );
    assert_eq!(
        asked.path,
        "/token?service=registry.docker.io&scope=repository%3Ame%2Fprivate%3Apull"
    );
    assert!(!hub.heard("bWU6aHVudGVyMg"));
}

#[test]
fn a_tag_that_is_not_there_is_told() {
    let hub = Stub::start(|seen: &Seen| {
        let is_asked_for = |name: &str| !seen.path.contains("name=") || seen.path.ends_with(name);
        let tags = ["1.2.3", "1.2.4"]
            .into_iter()
            .filter(|name| is_asked_for(name));
        let tags: Vec<String> = tags.map(|name| tag(name, DIGEST)).collect();
        Reply::ok(page(&tags, ""))
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    let missing = |name: &str| registry.silent().about(&reference(name))?.missing;
    assert_eq!(missing("me/app:1.9"), None);
    about(&registry, "me/app:1.9");
    assert_eq!(missing("me/app:1.9"), Some(Missing::Tag));
    // Nobody asked for this one.
    assert_eq!(missing("me/app:1.8"), None);
    let known = about(&registry, "me/app:1.2.3").unwrap();
    assert_eq!(known.missing, None);
    assert_eq!(known.platforms, ["linux/amd64", "linux/arm64/v8"]);
    tags(&registry, "me/app", "");
    assert_eq!(missing("me/app:1.8"), Some(Missing::Tag));
    assert_eq!(missing(&format!("me/app:1.8@{DIGEST}")), None);
    let update = registry.silent().about(&reference("me/app:1.2.3"));
    assert_eq!(update.unwrap().update.as_deref(), Some("1.2.4"));
}

#[test]
fn a_tag_is_not_missing_where_the_list_breaks_off() {
    let hub = Stub::start(|seen: &Seen| match seen.path.contains("page=2") {
        true => Reply::is(500, "{}"),
        false => Reply::ok(page(
            &[tag("1.2.3", DIGEST)],
            &format!("http://{}/page=2", seen.host()),
        )),
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    let known = about(&registry, "me/app:1.9");
    assert_eq!(known.and_then(|about| about.missing), None);
}

#[test]
fn a_digest_is_asked_for_without_a_pull() {
    let registry_stub = Stub::start(|_| Reply::ok("").with("docker-content-digest", DIGEST));
    let mut world = World::new();
    let registry = world.hub_registry(&registry_stub.url()).registry();
    for _ in 0..2 {
        assert_eq!(
            registry.digest(&reference("node:22")).as_deref(),
            Ok(DIGEST)
        );
    }
    let seen = registry_stub.seen();
    assert_eq!(seen.len(), 1, "for an hour it is known");
    assert_eq!(
        (&*seen[0].method, &*seen[0].path),
        ("HEAD", "/v2/library/node/manifests/22")
    );
}
