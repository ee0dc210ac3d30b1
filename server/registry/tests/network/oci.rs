//! What every registry understands, and where some have ways of their own.

use crate::stub::{Reply, Seen, Stub};
use crate::world::{World, about, reference, tag_names, tags};
use strates_analysis::images::Source;
use strates_registry::{Failure, Registry};

const ONE: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
const TWO: &str = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
const INDEX: &str = "sha256:3333333333333333333333333333333333333333333333333333333333333333";

#[test]
fn tags_over_pages_the_newest_first() {
    let stub = Stub::start(|seen: &Seen| match seen.path.contains("last=") {
        false => Reply::ok(r#"{"name": "team/app", "tags": ["1.9", "1.10", "latest"]}"#).with(
            "link",
            "</v2/team/app/tags/list?last=latest&n=3>; rel=\"next\"",
        ),
        true => Reply::ok(r#"{"name": "team/app", "tags": ["1.10-slim", "2.0-rc.1"]}"#),
    });
    let (_world, registry) = client(&stub);
    let image = format!("{}/team/app", stub.host());
    assert_eq!(
        tag_names(&registry, &image, ""),
        ["latest", "1.10", "1.10-slim", "1.9", "2.0-rc.1"]
    );
    assert!(tags(&registry, &image, "").is_complete);
    assert_eq!(tag_names(&registry, &image, "slim"), ["1.10-slim"]);
    let about = about(&registry, &format!("{image}:1.9")).unwrap();
    assert_eq!(about.newer.as_deref(), Some("1.10"));
}

#[test]
fn layers_of_a_platform_with_their_sizes() {
    let stub = Stub::start(manifests);
    let (world, registry) = client(&stub);
    let image = reference(&format!("{}/app:1", stub.host()));
    let layers = registry.layers(&image, "linux/arm64").unwrap();
    assert_eq!((layers.layers.len(), layers.bytes()), (2, 30));
    assert_eq!(
        stub.seen()
            .iter()
            .map(|seen| format!("{} {}", seen.method, seen.path))
            .collect::<Vec<_>>(),
        [
            "HEAD /v2/app/manifests/1".to_owned(),
            format!("GET /v2/app/manifests/{INDEX}"),
            format!("GET /v2/app/manifests/{TWO}"),
        ]
    );
    assert_eq!(
        registry.layers(&image, "linux/s390x"),
        Err(Failure::NoPlatform)
    );
    let asked = stub.paths().len();
    assert!(registry.layers(&image, "linux/arm64").is_ok());
    assert_eq!(stub.paths().len(), asked, "a digest never changes");
    // Nor for another server; nor what the tag stands for, for an hour.
    assert!(world.registry().layers(&image, "linux/arm64").is_ok());
    assert_eq!(stub.paths().len(), asked);
}

#[test]
fn a_hover_has_layers() {
    let stub = Stub::start(manifests);
    let (_world, registry) = client(&stub);
    let platform = if cfg!(target_arch = "aarch64") {
        (2, 30)
    } else {
        (1, 7)
    };
    let about = about(&registry, &format!("{}/app:1", stub.host())).unwrap();
    let layers = about.layers.unwrap();
    assert_eq!(
        (layers.value, layers.origin.source),
        (platform.0, Source::Registry)
    );
    assert_eq!(about.sizes[0].value.bytes, platform.1);
}

fn manifests(seen: &Seen) -> Reply {
    let entry = |digest: &str, architecture: &str| {
        format!(
            r#"{{"digest": "{digest}", "platform": {{"os": "linux", "architecture": "{architecture}"}}}}"#
        )
    };
    let manifest = |sizes: &[u64]| {
        let layer = |size: &u64| format!(r#"{{"digest": "sha256:x", "size": {size}}}"#);
        let layers: Vec<String> = sizes.iter().map(layer).collect();
        format!(r#"{{"layers": [{}]}}"#, layers.join(","))
    };
    match seen.path.rsplit('/').next() {
        Some("1") => Reply::ok("{}").with("docker-content-digest", INDEX),
        Some(INDEX) => {
            let entries = [entry(ONE, "amd64"), entry(TWO, "arm64")].join(",");
            Reply::ok(format!(r#"{{"manifests": [{entries}]}}"#))
        }
        Some(ONE) => Reply::ok(manifest(&[7])),
        Some(TWO) => Reply::ok(manifest(&[10, 20])),
        _ => Reply::is(404, ""),
    }
}

#[test]
fn a_redirect_is_followed() {
    let stub = Stub::start(|seen: &Seen| match seen.path.starts_with("/moved") {
        true => Reply::ok(r#"{"tags": ["1"]}"#),
        false => Reply::is(307, "").with("location", "/moved"),
    });
    let (_world, registry) = client(&stub);
    assert_eq!(
        tag_names(&registry, &format!("{}/app", stub.host()), ""),
        ["1"]
    );
    let circle = Stub::start(|seen: &Seen| Reply::is(302, "").with("location", seen.path.clone()));
    let (_world, registry) = client(&circle);
    assert!(tag_names(&registry, &format!("{}/app", circle.host()), "").is_empty());
    assert_eq!(circle.paths().len(), 5);
}

#[test]
fn google_tells_digests() {
    let stub = Stub::start(|_| {
        Reply::ok(format!(
            r#"{{"tags": ["1", "latest"], "manifest": {{"{ONE}": {{"tag": ["1", "latest"], "imageSizeBytes": "7"}}}}}}"#
        ))
    });
    let (_world, registry) = client(&stub);
    let known = tags(&registry, &format!("{}/project/app", stub.host()), "");
    assert_eq!(known.items[0].name, "latest");
    assert_eq!(known.items[0].aliases, ["1"]);
    assert_eq!(known.items[0].digest.as_deref(), Some(ONE));
}

#[test]
fn quay_tells_the_newest_and_looks_for_parts() {
    let stub = Stub::start(|seen: &Seen| {
        if seen.path.contains("filter_tag_name=like:old") {
            return Reply::ok(r#"{"tags": [{"name": "old"}], "has_additional": false}"#);
        }
        let number: usize = seen.path.rsplit('=').next().unwrap().parse().unwrap();
        Reply::ok(format!(
            r#"{{"page": {number}, "has_additional": true,
                "tags": [{{"name": "{number}", "manifest_digest": "{ONE}", "size": null}}]}}"#
        ))
    });
    let mut world = World::new();
    let registry = world.at("quay.io", &stub.url()).registry();
    assert_eq!(tags(&registry, "quay.io/team/app", "").items.len(), 10);
    let first = "/api/v1/repository/team/app/tag/?limit=100&onlyActiveTags=true&page=1";
    assert_eq!(stub.paths()[0], first);
    assert_eq!(tag_names(&registry, "quay.io/team/app", "old"), ["old"]);
    assert_eq!(stub.paths().len(), 11);
}

#[test]
fn who_hides_at_quay_is_not_missing() {
    let stub = Stub::start(|seen: &Seen| match &seen.authorization {
        Some(_) => Reply::ok(r#"{"tags": ["1"]}"#),
        None => Reply::is(401, "{}").with("www-authenticate", "Basic realm=\"x\""),
    });
    let mut world = World::new();
    world.at("quay.io", &stub.url());
    let registry = world.registry();
    assert!(tag_names(&registry, "quay.io/team/app", "").is_empty());
    assert!(!registry.is_missing(&reference("quay.io/team/app")));
    world.set(
        "DOCKER_AUTH_CONFIG",
        r#"{"auths": {"quay.io": {"auth": "bWU6aHVudGVyMg=="}}}"#,
    );
    assert_eq!(tag_names(&world.registry(), "quay.io/team/app", ""), ["1"]);
}

#[test]
fn a_proxy_is_gone_through() {
    let proxy = Stub::start(|_| Reply::is(403, ""));
    let mut world = World::new();
    world
        .allow("registry.invalid")
        .allow("http://plain.invalid")
        .allow("near.invalid");
    world
        .set("HTTPS_PROXY", &proxy.url())
        .set("HTTP_PROXY", &proxy.url())
        .set("NO_PROXY", "near.invalid");
    let registry = world.registry();
    for (host, failure) in [
        ("registry.invalid", Failure::NoTls),
        ("plain.invalid", Failure::Unreachable),
        ("near.invalid", Failure::Unreachable),
    ] {
        let image = reference(&format!("{host}/app:1"));
        assert_eq!(registry.digest(&image), Err(failure), "{host}");
    }
    let seen = proxy.seen();
    let seen: Vec<String> = seen
        .iter()
        .map(|seen| format!("{} {}", seen.method, seen.path))
        .collect();
    assert_eq!(
        seen,
        ["CONNECT registry.invalid:443", "CONNECT plain.invalid:80"]
    );
}

#[test]
fn who_is_not_allowed_is_not_asked() {
    let stub = Stub::start(|_| Reply::ok(r#"{"tags": ["1"]}"#));
    let world = World::new();
    let registry = world.registry();
    let image = format!("{}/app", stub.host());
    assert!(tag_names(&registry, &image, "").is_empty());
    assert_eq!(
        registry.digest(&reference(&image)),
        Err(Failure::NotAllowed)
    );
    assert!(stub.paths().is_empty());
    let mut settings = world.settings.clone();
    settings.allow.push(stub.host());
    registry.set(settings);
    assert_eq!(tag_names(&registry, &image, ""), ["1"]);
}

#[test]
fn a_host_one_is_logged_in_to_is_asked() {
    let stub = Stub::start(|_| Reply::ok(r#"{"tags": ["1"]}"#));
    let mut world = World::new();
    let auths = format!(r#"{{"auths": {{"{}": {{}}}}}}"#, stub.host());
    let registry = world.set("DOCKER_AUTH_CONFIG", &auths).registry();
    assert_eq!(
        tag_names(&registry, &format!("{}/app", stub.host()), ""),
        ["1"]
    );
}

fn client(stub: &Stub) -> (World, Registry) {
    let mut world = World::new();
    let registry = world.allow(&stub.host()).registry();
    (world, registry)
}
