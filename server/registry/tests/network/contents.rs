//! What an image holds: the variables that it sets and how it was made, as its registry tells them.

use crate::stub::{Reply, Seen, Stub};
use crate::world::{NOWHERE, World, about, reference, settle, tag_names};
use std::fs;
use strates_analysis::images::{Images, Source};
use strates_analysis::model::Reference;
use strates_registry::{Failure, Registry};

const IMAGE: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
const OTHER: &str = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
const INDEX: &str = "sha256:3333333333333333333333333333333333333333333333333333333333333333";

const CONFIG: &str = r#"{
    "os": "linux", "config": {"Env": ["PATH=/bin", "APP_HOME=/srv"], "OnBuild": null},
    "history": [
        {"created_by": "ADD rootfs /"},
        {"created_by": "ENV APP_HOME=/srv", "empty_layer": true},
        {"created_by": "RUN make"}
    ],
    "rootfs": {"type": "layers", "diff_ids": ["sha256:a", "sha256:b"]}
}"#;

#[test]
fn a_hover_has_the_registry_tell_variables_and_history() {
    let stub = Stub::start(|seen: &Seen| of(CONFIG, seen));
    let (world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert!(registry.silent().environment(&image).is_none());
    about(&registry, &format!("{}/app:1", stub.host()));
    check(&registry, &image);
    let blobs = stub
        .paths()
        .into_iter()
        .filter(|path| path.contains("/blobs/"));
    assert_eq!(blobs.count(), 1);
    // For another server all is on the disk, which is looked at without a question.
    let asked = stub.paths().len();
    let other = world.registry();
    assert!(other.silent().environment(&image).is_none());
    settle(&other);
    check(&other, &image);
    about(&other, &format!("{}/app:1", stub.host()));
    let manifests = stub.paths().into_iter().skip(asked);
    assert_eq!(manifests.filter(|path| !path.contains("/tags/")).count(), 0);
}

#[test]
fn the_platform_of_this_machine_counts() {
    let stub = Stub::start(|seen: &Seen| {
        if seen.path.ends_with("/manifests/1") || seen.path.ends_with(INDEX) {
            return index();
        }
        if seen.path.ends_with(OTHER) {
            return Reply::is(500, "");
        }
        of(CONFIG, seen)
    });
    let (_world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Ok(()));
    check(&registry, &image);
}

#[test]
fn an_image_for_others_is_not_for_here() {
    let stub = Stub::start(|_| {
        let none = format!(
            r#"{{"manifests": [{{"digest": "{OTHER}", "platform": {{"os": "plan9", "architecture": "x"}}}}]}}"#
        );
        Reply::ok(none).with("docker-content-digest", INDEX)
    });
    let (_world, registry) = client(&stub);
    let asked = registry.look_up(&reference(&image(&stub)));
    assert_eq!(asked, Err(Failure::NoPlatform));
}

#[test]
fn where_a_registry_leads_to_sees_no_credentials() {
    let elsewhere = Stub::start(|_| Reply::ok(CONFIG));
    let store = elsewhere.url();
    let stub = Stub::start(move |seen: &Seen| match (&seen.authorization, blob(seen)) {
        (None, _) => Reply::is(401, "").with("www-authenticate", "Basic realm=\"x\""),
        (_, true) => Reply::is(307, "").with("location", format!("{store}/store?signed=1")),
        _ => of(CONFIG, seen),
    });
    let mut world = World::new();
    let auths = format!(
        r#"{{"auths": {{"{}": {{"auth": "bWU6aHVudGVyMg=="}}}}}}"#,
        stub.host()
    );
    let registry = world.set("DOCKER_AUTH_CONFIG", &auths).registry();
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Ok(()));
    check(&registry, &image);
    assert_eq!(elsewhere.paths(), ["/store?signed=1"]);
    assert!(!elsewhere.heard("bWU6aHVudGVyMg=="));
}

#[test]
fn what_it_leads_to_may_be_out_of_reach() {
    let stub = Stub::start(|seen: &Seen| match blob(seen) {
        true => Reply::is(307, "").with("location", format!("{NOWHERE}/store")),
        false if seen.path.contains("/tags/") => Reply::ok(r#"{"tags": ["1"]}"#),
        false => of(CONFIG, seen),
    });
    let (_world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Err(Failure::Unreachable));
    // The registry itself is not left alone for that, and its layers are known.
    assert_eq!(
        tag_names(&registry, &format!("{}/app", stub.host()), ""),
        ["1"]
    );
    let layers = registry
        .silent()
        .about(&image)
        .and_then(|about| about.layers);
    assert_eq!(layers.map(|layers| layers.value), Some(2));
    assert!(registry.silent().history(&image).is_none());
    assert!(registry.may_look_up(&image));
}

#[test]
fn what_did_not_come_is_not_asked_for_at_once_again() {
    let stub = Stub::start(|seen: &Seen| match seen.path.contains("/tags/") {
        true => Reply::ok(r#"{"tags": ["1", "2"]}"#),
        false if seen.path.ends_with("/manifests/1") => Reply::is(404, "{}"),
        false => of(CONFIG, seen),
    });
    let (_world, registry) = client(&stub);
    about(&registry, &image(&stub));
    about(&registry, &image(&stub));
    let of_one = |path: &String| path.ends_with("/manifests/1");
    assert_eq!(stub.paths().iter().filter(|path| of_one(path)).count(), 1);
    // Another tag is another question.
    let other = format!("{}/app:2", stub.host());
    about(&registry, &other);
    check(&registry, &reference(&other));
}

#[test]
fn one_that_is_too_large_is_not_asked_for() {
    let stub = Stub::start(|seen: &Seen| match blob(seen) {
        true => Reply::Huge(64 << 20),
        false => manifest(&digest_of(CONFIG), 64 << 20),
    });
    let (_world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Ok(()));
    assert!(registry.silent().environment(&image).is_none());
    assert!(!stub.seen().iter().any(blob));
    // And not looked up once more: it never changes.
    let asked = stub.paths().len();
    assert_eq!(registry.look_up(&image), Ok(()));
    assert_eq!(stub.paths().len(), asked);
    assert!(!registry.may_look_up(&image));
}

#[test]
fn what_is_not_what_the_manifest_names_is_not_believed() {
    let longer = CONFIG.replace("make", "make install");
    let changed = CONFIG.replace("/srv", "/etc");
    for body in ["<html>Log in</html>".to_owned(), longer, changed] {
        let stub = Stub::start(move |seen: &Seen| match blob(seen) {
            true => Reply::ok(body.clone()),
            false => of(CONFIG, seen),
        });
        let (_world, registry) = client(&stub);
        let image = reference(&image(&stub));
        assert_eq!(registry.look_up(&image), Err(Failure::Nonsense));
        assert!(registry.silent().environment(&image).is_none());
        assert!(
            registry
                .silent()
                .about(&image)
                .is_some_and(|about| about.layers.is_some())
        );
    }
}

#[test]
fn one_without_a_history_has_variables_all_the_same() {
    let config = CONFIG.replace("\"history\"", "\"other\"");
    let stub = Stub::start(move |seen: &Seen| of(&config, seen));
    let (_world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Ok(()));
    assert!(registry.silent().history(&image).is_none());
    assert!(registry.silent().environment(&image).is_some());
}

#[test]
fn files_of_an_older_version_are_asked_for_again_once() {
    let stub = Stub::start(|seen: &Seen| of(CONFIG, seen));
    let (world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Ok(()));
    for file in files(&world) {
        let text = fs::read_to_string(&file).unwrap();
        if let Some((before, _)) = text.split_once(",\"config\":") {
            fs::write(&file, format!("{before}}}}}")).unwrap();
        }
    }
    let other = world.registry();
    let name = format!("{}/app:1", stub.host());
    about(&other, &name);
    check(&other, &image);
    about(&world.registry(), &name);
    let blobs = stub
        .paths()
        .into_iter()
        .filter(|path| path.contains("/blobs/"));
    assert_eq!(blobs.count(), 2);
}

#[test]
fn a_hover_is_no_pull_from_docker_hub() {
    let stub = Stub::start(|seen: &Seen| match seen.path.contains("/v2/me/app/") {
        true => of(CONFIG, seen),
        false => Reply::is(404, "{}"),
    });
    let mut world = World::new();
    world.hub(&stub.url()).hub_registry(&stub.url());
    let registry = world.registry();
    let image = reference("me/app:1");
    let pulls = |stub: &Stub| {
        let seen = stub.seen();
        let pulls = seen
            .iter()
            .filter(|seen| seen.method == "GET" && seen.path.contains("/manifests/"));
        pulls.count()
    };
    about(&registry, "me/app:1");
    assert_eq!(pulls(&stub), 0);
    assert!(registry.silent().environment(&image).is_none());
    assert!(registry.may_look_up(&image));
    assert_eq!(registry.look_up(&image), Ok(()));
    check(&registry, &image);
    assert!(!registry.may_look_up(&image));
    // An hour later a hover asks what the tag stands for, and that counts as no pull.
    make_old(&world);
    let other = world.registry();
    other.silent().environment(&image);
    settle(&other);
    assert!(other.silent().environment(&image).is_none());
    let heads = |stub: &Stub| {
        stub.seen()
            .iter()
            .filter(|seen| seen.method == "HEAD")
            .count()
    };
    let before = heads(&stub);
    about(&other, "me/app:1");
    check(&other, &image);
    assert_eq!((heads(&stub), pulls(&stub)), (before + 1, 1));
}

#[test]
fn offline_what_is_old_is_what_there_is() {
    let stub = Stub::start(|seen: &Seen| of(CONFIG, seen));
    let (mut world, registry) = client(&stub);
    let image = reference(&image(&stub));
    assert_eq!(registry.look_up(&image), Ok(()));
    make_old(&world);
    let asked = stub.paths().len();
    let registry = world.offline().registry();
    registry.asking().about(&image);
    settle(&registry);
    let environment = registry.silent().environment(&image).unwrap();
    assert_eq!(
        environment
            .origin
            .date
            .map(|date| date.to_string())
            .as_deref(),
        Some("1970-01-01")
    );
    assert!(!registry.may_look_up(&image));
    assert_eq!(registry.look_up(&image), Err(Failure::Offline));
    assert_eq!(stub.paths().len(), asked);
}

#[test]
fn where_no_registry_answers_what_it_said_last_counts() {
    let stub = Stub::start(|seen: &Seen| of(CONFIG, seen));
    let mut world = World::new();
    world.at("quay.io", &stub.url());
    let image = reference("quay.io/me/app:1");
    assert_eq!(world.registry().look_up(&image), Ok(()));
    make_old(&world);
    let registry = world.at("quay.io", NOWHERE).registry();
    registry.silent().environment(&image);
    settle(&registry);
    assert!(registry.silent().environment(&image).is_none());
    about(&registry, "quay.io/me/app:1");
    check(&registry, &image);
    // What is pinned is never of another day.
    assert!(registry.digest(&image).is_err());
}

#[test]
fn by_itself_the_disk_is_looked_at_once() {
    let stub = Stub::start(|seen: &Seen| of(CONFIG, seen));
    let (world, registry) = client(&stub);
    let image = reference(&image(&stub));
    for _ in 0..3 {
        registry.silent().environment(&image);
        settle(&registry);
    }
    assert_eq!(world.registry().look_up(&image), Ok(()));
    registry.silent().environment(&image);
    settle(&registry);
    assert!(registry.silent().environment(&image).is_none());
    let asked = stub.paths().len();
    about(&registry, &format!("{}/app:1", stub.host()));
    check(&registry, &image);
    let more = stub.paths().into_iter().skip(asked);
    assert_eq!(more.filter(|path| !path.contains("/tags/")).count(), 0);
}

#[test]
fn of_a_digest_the_disk_tells_for_ever() {
    let stub = Stub::start(|seen: &Seen| of(CONFIG, seen));
    let (world, registry) = client(&stub);
    let image = reference(&format!("{}/app:1@{IMAGE}", stub.host()));
    assert_eq!(registry.look_up(&image), Ok(()));
    let other = world.registry();
    other.silent().history(&image);
    settle(&other);
    let history = other.silent().history(&image).unwrap();
    assert_eq!(
        (history.origin.source, history.origin.date),
        (Source::Registry, None)
    );
}

#[track_caller]
fn check(registry: &Registry, image: &Reference) {
    let environment = registry.silent().environment(image).unwrap();
    let expected = [("PATH", "/bin"), ("APP_HOME", "/srv")];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(environment.value, expected);
    let history = registry.silent().history(image).unwrap();
    assert_eq!(history.origin.source, Source::Registry);
    assert!(history.origin.date.is_some());
    let steps: Vec<(&str, u64)> = history
        .value
        .iter()
        .map(|step| (&*step.created_by, step.bytes))
        .collect();
    let expected = [
        ("ADD rootfs /", 700),
        ("ENV APP_HOME=/srv", 0),
        ("RUN make", 90),
    ];
    assert_eq!(steps, expected);
}

/// A registry with one image, of two layers and this configuration.
fn of(config: &str, seen: &Seen) -> Reply {
    match blob(seen) {
        true => Reply::ok(config),
        false => manifest(&digest_of(config), config.len()),
    }
}

fn manifest(config: &str, size: usize) -> Reply {
    let layer = |size: u64| format!(r#"{{"digest": "sha256:x", "size": {size}}}"#);
    let layers = [700, 90].map(layer).join(",");
    let body =
        format!(r#"{{"config": {{"digest": "{config}", "size": {size}}}, "layers": [{layers}]}}"#);
    Reply::ok(body).with("docker-content-digest", IMAGE)
}

fn index() -> Reply {
    let own = Registry::new(Default::default(), std::sync::Arc::new(|_| ()));
    let own = own.silent().own_platform().unwrap_or_default();
    let entry = |platform: &str, digest: &str| {
        let mut parts = platform.split('/');
        let mut part = || parts.next().unwrap_or_default();
        let (os, architecture, variant) = (part(), part(), part());
        format!(
            r#"{{"digest": "{digest}", "platform": {{"os": "{os}", "architecture": "{architecture}", "variant": "{variant}"}}}}"#
        )
    };
    let entries = [entry("linux/mips64le", OTHER), entry(own, IMAGE)].join(",");
    Reply::ok(format!(r#"{{"manifests": [{entries}]}}"#)).with("docker-content-digest", INDEX)
}

fn blob(seen: &Seen) -> bool {
    seen.path.contains("/blobs/")
}

fn digest_of(text: &str) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    let hash: String = hash
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{hash}")
}

fn image(stub: &Stub) -> String {
    format!("{}/app:1", stub.host())
}

/// As if all that is known of tags had been learned long ago.
fn make_old(world: &World) {
    for file in files(world) {
        let text = fs::read_to_string(&file).unwrap();
        if let Some((before, rest)) = text.split_once("\"seen\":") {
            let end = rest.find('}').unwrap();
            fs::write(&file, format!("{before}\"seen\":1{}", &rest[end..])).unwrap();
        }
    }
}

fn files(world: &World) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(world.cache()).unwrap();
    files.map(|file| file.unwrap().path()).collect()
}

fn client(stub: &Stub) -> (World, Registry) {
    let mut world = World::new();
    let registry = world.allow(&stub.host()).registry();
    (world, registry)
}
