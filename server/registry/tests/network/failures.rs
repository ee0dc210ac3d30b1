//! Each row of the table of failures.

use crate::stub::{Reply, Seen, Stub};
use crate::world::{NOWHERE, World, reference, settle, tag_names, tags};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use strates_analysis::images::{Images, Missing};
use strates_registry::{Failure, Registry};

#[test]
fn who_is_not_there_is_left_alone() {
    let mut world = World::new();
    world.hub(NOWHERE).hub_registry(NOWHERE);
    let registry = world.registry();
    assert!(
        tags(&registry, "node", "").items.len() > 100,
        "the catalog's"
    );
    assert_eq!(
        registry.digest(&reference("node:22")),
        Err(Failure::Resting)
    );
    assert!(!registry.is_missing(&reference("node")));
}

#[test]
fn a_name_that_does_not_resolve() {
    let mut world = World::new();
    let registry = world.allow("no-such-host.invalid").registry();
    let image = reference("no-such-host.invalid/app:1");
    assert_eq!(registry.digest(&image), Err(Failure::Unreachable));
    assert_eq!(registry.digest(&image), Err(Failure::Resting));
}

#[test]
fn what_takes_too_long_ends() {
    for reply in [|| Reply::Drip, || Reply::Silence] {
        let stub = Stub::start(move |_| reply());
        let (_world, registry) = client(&stub);
        let start = Instant::now();
        assert!(tag_names(&registry, &image(&stub), "").is_empty());
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "{:?}",
            start.elapsed()
        );
        tag_names(&registry, &image(&stub), "");
        assert_eq!(stub.paths().len(), 1, "and it rests");
    }
}

#[test]
fn a_refused_token_is_got_afresh_once() {
    let count = AtomicUsize::new(0);
    let stub = Stub::start(move |seen: &Seen| {
        if seen.path.starts_with("/token") {
            let number = count.fetch_add(1, Ordering::Relaxed);
            return Reply::ok(format!(
                r#"{{"access_token": "t{number}", "expires_in": 300}}"#
            ));
        }
        // The first is forgotten early.
        let is_second = seen.authorization.as_deref() == Some("Bearer t1");
        let is_manifest = seen.path.contains("/manifests/");
        match seen.authorization.as_deref() {
            Some("Bearer t0") if !is_manifest => Reply::ok(r#"{"tags": ["1"]}"#),
            _ if is_second => Reply::ok("").with("docker-content-digest", digest()),
            _ => challenge(seen),
        }
    });
    let (_world, registry) = client(&stub);
    assert_eq!(tag_names(&registry, &image(&stub), ""), ["1"]);
    assert_eq!(
        registry.digest(&reference(&format!("{}:1", image(&stub)))),
        Ok(digest())
    );
    let tokens = stub
        .paths()
        .iter()
        .filter(|path| path.starts_with("/token"))
        .count();
    assert_eq!(tokens, 2);
}

#[test]
fn what_is_refused_is_unknown() {
    for status in [401, 403] {
        let stub = Stub::start(move |seen: &Seen| match seen.path.starts_with("/token") {
            true => Reply::ok(r#"{"token": "t"}"#),
            false => match challenge(seen) {
                Reply::Is(_, headers, body) => Reply::Is(status, headers, body),
                other => other,
            },
        });
        let (_world, registry) = client(&stub);
        assert!(tag_names(&registry, &image(&stub), "").is_empty());
        let own = reference(&image(&stub));
        assert!(!registry.is_missing(&own));
        assert_eq!(registry.digest(&own), Err(Failure::Denied));
        let asked = stub.paths().len();
        assert!(asked <= 6, "{asked}");
        tag_names(&registry, &image(&stub), "");
        assert_eq!(stub.paths().len(), asked, "and not asked again at once");
    }
}

#[test]
fn what_is_missing_is_remembered() {
    let stub = Stub::start(|_| Reply::is(404, r#"{"errors": [{"code": "NAME_UNKNOWN"}]}"#));
    let (world, registry) = client(&stub);
    assert!(!registry.is_missing(&reference(&image(&stub))));
    for _ in 0..3 {
        assert!(tag_names(&registry, &image(&stub), "").is_empty());
    }
    assert!(registry.is_missing(&reference(&image(&stub))));
    let about = registry.silent().about(&reference(&image(&stub)));
    assert_eq!(about.unwrap().missing, Some(Missing::Repository));
    assert_eq!(stub.paths().len(), 1);
    assert_eq!(world.news.lock().unwrap().len(), 1);
}

#[test]
fn too_many_requests_stop_them() {
    let stub = Stub::start(|_| Reply::is(429, "").with("retry-after", "1"));
    let (_world, registry) = client(&stub);
    let other = reference(&format!("{}/other:1", stub.host()));
    assert!(tag_names(&registry, &image(&stub), "").is_empty());
    assert_eq!(
        registry.digest(&other),
        Err(Failure::Resting),
        "of the whole host"
    );
    assert_eq!(stub.paths().len(), 1);
    std::thread::sleep(Duration::from_millis(1100));
    assert!(matches!(
        registry.digest(&other),
        Err(Failure::TooMany { .. })
    ));
    assert_eq!(stub.paths().len(), 2);
}

#[test]
fn a_broken_host_is_asked_once_more_for_less() {
    let stub = Stub::start(|seen: &Seen| match seen.path.ends_with("n=100") {
        true => Reply::ok(r#"{"tags": ["1"]}"#),
        false => Reply::is(502, "<html>"),
    });
    let (_world, registry) = client(&stub);
    assert_eq!(tag_names(&registry, &image(&stub), ""), ["1"]);
    assert_eq!(
        stub.paths(),
        ["/v2/app/tags/list?n=1000", "/v2/app/tags/list?n=100"]
    );
    let broken = Stub::start(|_| Reply::is(500, ""));
    let (_world, registry) = client(&broken);
    assert!(tag_names(&registry, &image(&broken), "").is_empty());
    assert_eq!(broken.paths().len(), 2);
}

#[test]
fn what_is_no_list_is_none() {
    for body in [
        "<!doctype html><html>Log in</html>",
        "",
        "{",
        "[]",
        r#"{"tags": {"a": 1}}"#,
        r#"{"tags": [1]}"#,
        "\u{0}",
    ] {
        let stub = Stub::start(move |_| Reply::ok(body));
        let (_world, registry) = client(&stub);
        assert!(tag_names(&registry, &image(&stub), "").is_empty(), "{body}");
        assert_eq!(stub.paths().len(), 1, "{body}");
    }
}

#[test]
fn fifty_megabytes_are_not_read() {
    let stub = Stub::start(|_| Reply::Huge(50 * 1024 * 1024));
    let (_world, registry) = client(&stub);
    assert!(tag_names(&registry, &image(&stub), "").is_empty());
}

#[test]
fn endless_pages_end() {
    let next = AtomicUsize::new(1);
    let stub = Stub::start(move |_| {
        let number = next.fetch_add(1, Ordering::Relaxed);
        Reply::ok(format!(r#"{{"tags": ["{number}"]}}"#)).with(
            "link",
            format!("</v2/app/tags/list?n=1000&last={number}>; rel=\"next\""),
        )
    });
    let (_world, registry) = client(&stub);
    let known = tags(&registry, &image(&stub), "");
    assert_eq!(known.items.len(), 20, "what is there is kept");
    assert!(!known.is_complete);
    let same = Stub::start(|seen: &Seen| {
        Reply::ok(r#"{"tags": ["1"]}"#).with("link", format!("<{}>; rel=\"next\"", seen.path))
    });
    let (_world, registry) = client(&same);
    assert_eq!(tag_names(&registry, &image(&same), ""), ["1"]);
    assert_eq!(
        same.paths().len(),
        2,
        "a page that brings nothing new is the last"
    );
}

#[test]
fn no_page_is_elsewhere() {
    let elsewhere = Stub::start(|_| Reply::ok(r#"{"tags": ["2"]}"#));
    let link = format!("<{}/v2/app/tags/list>; rel=\"next\"", elsewhere.url());
    let stub = Stub::start(move |_| Reply::ok(r#"{"tags": ["1"]}"#).with("link", link.clone()));
    let (_world, registry) = client(&stub);
    assert_eq!(tag_names(&registry, &image(&stub), ""), ["1"]);
    assert!(elsewhere.paths().is_empty());
    let next = format!("{}/v2/x", elsewhere.url());
    let hub = Stub::start(move |_| {
        Reply::ok(format!(
            r#"{{"next": "{next}", "results": [{{"name": "1"}}]}}"#
        ))
    });
    let mut world = World::new();
    let registry = world.hub(&hub.url()).registry();
    assert_eq!(tag_names(&registry, "me/app", ""), ["1"]);
    assert!(elsewhere.paths().is_empty());
}

#[test]
fn what_came_before_a_failure_is_kept() {
    let stub = Stub::start(|seen: &Seen| match seen.path.contains("last=") {
        true => Reply::is(429, "").with("retry-after", "600"),
        false => Reply::ok(r#"{"tags": ["1", "2"]}"#)
            .with("link", "</v2/app/tags/list?last=2>; rel=\"next\""),
    });
    let (_world, registry) = client(&stub);
    let known = tags(&registry, &image(&stub), "");
    assert_eq!(known.items.len(), 2);
    assert!(!known.is_complete);
    settle(&registry);
    assert_eq!(stub.paths().len(), 2);
}

#[test]
fn a_list_may_be_empty() {
    let stub = Stub::start(|_| Reply::ok(r#"{"name": "app", "tags": null}"#));
    let (_world, registry) = client(&stub);
    assert!(tags(&registry, &image(&stub), "").is_complete);
    registry.asking().tags(&reference(&image(&stub)), "");
    settle(&registry);
    assert_eq!(stub.paths().len(), 1);
}

fn client(stub: &Stub) -> (World, Registry) {
    let mut world = World::new();
    let registry = world.allow(&stub.host()).registry();
    (world, registry)
}

fn image(stub: &Stub) -> String {
    format!("{}/app", stub.host())
}

fn challenge(seen: &Seen) -> Reply {
    let host = seen.host();
    Reply::is(401, "").with(
        "www-authenticate",
        format!(r#"Bearer realm="http://{host}/token""#),
    )
}

fn digest() -> String {
    format!("sha256:{}", "a".repeat(64))
}
