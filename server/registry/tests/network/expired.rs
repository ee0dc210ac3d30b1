//! What was shown before may have expired. Amazon says so in ways of its own.

use crate::replies::{DIGEST, basic, bearer, log_in, path, shown, tags};
use crate::stub::{Reply, Seen, Stub};
use crate::world::{World, reference, tag_names};
use std::sync::atomic::{AtomicUsize, Ordering};
use strates_registry::Failure;

#[test]
fn what_has_expired_is_got_afresh() {
    for refusal in [
        || {
            Reply::is(
                400,
                r#"{"errors": [{"code": "DENIED", "message": "Your Authorization Token has expired."}]}"#,
            )
        },
        || Reply::is(400, ""),
        || Reply::is(403, "Your Authorization Token has expired."),
    ] {
        let issued = AtomicUsize::new(0);
        let stub = Stub::start(move |seen: &Seen| {
            if path(seen) == "/token/" {
                let number = issued.fetch_add(1, Ordering::Relaxed);
                return Reply::ok(format!(r#"{{"token": "t{number}", "expires_in": 3600}}"#));
            }
            match (path(seen).contains("/manifests/"), shown(seen)) {
                (_, "") => bearer(&format!("http://{}/token/", seen.host()), "public.ecr.aws"),
                (false, "Bearer t0") => tags(&["1"]),
                (true, "Bearer t1") => Reply::ok("").with("docker-content-digest", DIGEST),
                _ => refusal(),
            }
        });
        let mut world = World::new();
        let registry = world.at("public.ecr.aws", &stub.url()).registry();
        assert_eq!(tag_names(&registry, "public.ecr.aws/a/b", ""), ["1"]);
        let digest = registry.digest(&reference("public.ecr.aws/a/b:1"));
        assert_eq!(digest.as_deref(), Ok(DIGEST));
    }
}

#[test]
fn what_has_expired_for_good_is_denied() {
    for refusal in [
        || Reply::is(400, r#"{"errors": [{"code": "DENIED"}]}"#),
        || Reply::is(403, r#"{"errors": [{"code": "DENIED"}]}"#),
    ] {
        let stub = Stub::start(move |seen: &Seen| match shown(seen) {
            "" => basic("x", "ecr.amazonaws.com"),
            _ => refusal(),
        });
        let mut world = World::new();
        let host = "1234.dkr.ecr.eu-west-1.amazonaws.com";
        world.at(host, &stub.url());
        log_in(&world, host, r#"{"auth": "QVdTOm9sZA=="}"#);
        let registry = world.registry();
        let image = format!("{host}/app");
        assert!(tag_names(&registry, &image, "").is_empty());
        assert!(!registry.is_missing(&reference(&image)));
        let digest = registry.digest(&reference(&image));
        assert_eq!(digest, Err(Failure::Denied));
    }
}

/// Amazon's helper asks for a password that lasts half a day.
#[cfg(unix)]
#[test]
fn a_helper_is_asked_for_another_password() {
    use std::os::unix::fs::PermissionsExt;
    let host = "1234.dkr.ecr.eu-west-1.amazonaws.com";
    let stub = Stub::start(move |seen: &Seen| {
        let is_manifest = path(seen).contains("/manifests/");
        match (shown(seen), is_manifest) {
            ("", _) => basic("x", "ecr.amazonaws.com"),
            ("Basic QVdTOm9sZA==", false) => tags(&["1"]),
            ("Basic QVdTOm5ldw==", true) => Reply::ok("").with("docker-content-digest", DIGEST),
            _ => Reply::is(403, "Your Authorization Token has expired."),
        }
    });
    let mut world = World::new();
    world.at(host, &stub.url());
    let path = format!("{}:/usr/bin:/bin", world.path("bin"));
    world.set("PATH", &path);
    let helper = |secret: &str| {
        let script =
            format!("#!/bin/sh\nprintf '{{\"Username\":\"AWS\",\"Secret\":\"{secret}\"}}'\n");
        let path = world.write("bin/docker-credential-ecr-login", &script);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    helper("old");
    let config = format!(r#"{{"credHelpers": {{"{host}": "ecr-login"}}}}"#);
    world.write("home/.docker/config.json", &config);
    let registry = world.registry();
    assert_eq!(tag_names(&registry, &format!("{host}/app"), ""), ["1"]);
    helper("new");
    let digest = registry.digest(&reference(&format!("{host}/app:1")));
    assert_eq!(digest.as_deref(), Ok(DIGEST));
}
