//! Whose secrets go where: in the order of Docker and Podman, and to no other host.

use crate::stub::{Reply, Seen, Stub};
use crate::world::{World, tag_names};

/// `me:hunter2`
const OWN: &str = "bWU6aHVudGVyMg==";

/// `other:secret`
const OTHER: &str = "b3RoZXI6c2VjcmV0";

#[test]
fn basic() {
    let stub = basic_registry();
    let world = World::new();
    docker(
        &world,
        &format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, stub.host()),
    );
    shown(&world, &stub, Some(OWN));
}

#[test]
fn a_user_and_a_password_apart() {
    let stub = basic_registry();
    let world = World::new();
    let auth = r#"{"username": "me", "password": "hunter2"}"#;
    docker(
        &world,
        &format!(r#"{{"auths": {{"http://{}/v2/": {auth}}}}}"#, stub.host()),
    );
    shown(&world, &stub, Some(OWN));
}

#[test]
fn the_variable_before_the_file() {
    let stub = basic_registry();
    let mut world = World::new();
    docker(
        &world,
        &format!(
            r#"{{"auths": {{"{}": {{"auth": "{OTHER}"}}}}}}"#,
            stub.host()
        ),
    );
    let variable = format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, stub.host());
    world.set("DOCKER_AUTH_CONFIG", &variable);
    shown(&world, &stub, Some(OWN));
}

#[test]
fn another_folder_of_docker() {
    let stub = basic_registry();
    let mut world = World::new();
    docker(
        &world,
        &format!(
            r#"{{"auths": {{"{}": {{"auth": "{OTHER}"}}}}}}"#,
            stub.host()
        ),
    );
    let auths = format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, stub.host());
    world.write("own/config.json", &auths);
    let folder = world.path("own");
    world.set("DOCKER_CONFIG", &folder);
    shown(&world, &stub, Some(OWN));
}

#[test]
fn podmans_longest_path() {
    let stub = basic_registry();
    let world = World::new();
    let host = stub.host();
    let auths = format!(
        r#"{{"auths": {{"{host}": {{"auth": "{OTHER}"}}, "{host}/team": {{"auth": "{OWN}"}}, "{host}/tea": {{"auth": "{OTHER}"}}}}}}"#
    );
    world.write("home/.config/containers/auth.json", &auths);
    world.write("home/.docker/config.json", "{not JSON");
    let registry = world.registry();
    tag_names(&registry, &format!("{host}/team/app"), "");
    assert_eq!(last(&stub), Some(format!("Basic {OWN}")));
    tag_names(&registry, &format!("{host}/else/app"), "");
    assert_eq!(last(&stub), Some(format!("Basic {OTHER}")));
}

#[test]
fn podmans_other_places() {
    for (variable, path) in [
        ("XDG_RUNTIME_DIR", "run/containers/auth.json"),
        ("REGISTRY_AUTH_FILE", "run"),
    ] {
        let stub = basic_registry();
        let mut world = World::new();
        let auths = format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, stub.host());
        world.write(path, &auths);
        let value = world.path("run");
        world.set(variable, &value);
        shown(&world, &stub, Some(OWN));
    }
}

#[cfg(unix)]
#[test]
fn helpers() {
    let stub = basic_registry();
    let mut world = World::new();
    let host = stub.host();
    helper(
        &mut world,
        "mine",
        &format!(
            r#"read server; [ "$1 $server" = "get {host}" ] && printf '{{"ServerURL":"x","Username":"me","Secret":"hunter2"}}'"#
        ),
    );
    helper(
        &mut world,
        "all",
        r#"printf '{"Username":"other","Secret":"secret"}'"#,
    );
    // What is named for the host, before the one for all, before the file.
    docker(
        &world,
        &format!(
            r#"{{"credHelpers": {{"{host}": "mine"}}, "credsStore": "all", "auths": {{"{host}": {{"auth": "eDp5"}}}}}}"#
        ),
    );
    shown(&world, &stub, Some(OWN));
    docker(
        &world,
        &format!(r#"{{"credsStore": "all", "auths": {{"{host}": {{"auth": "eDp5"}}}}}}"#),
    );
    shown(&world, &stub, Some(OTHER));
}

#[cfg(unix)]
#[test]
fn helpers_that_do_not_help() {
    let stub = basic_registry();
    let mut world = World::new();
    let host = stub.host();
    helper(&mut world, "slow", "exec sleep 60");
    helper(&mut world, "angry", "echo credentials not found; exit 1");
    let start = std::time::Instant::now();
    for name in ["slow", "angry", "missing", "../../bin/sh", ""] {
        let config =
            format!(r#"{{"credsStore": "{name}", "auths": {{"{host}": {{"auth": "{OWN}"}}}}}}"#);
        docker(&world, &config);
        shown(&world, &stub, Some(OWN));
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(9));
}

#[test]
fn an_identity_token_is_no_password() {
    let token = Stub::start(|_| Reply::ok(r#"{"access_token": "granted"}"#));
    let stub = token_registry(&token);
    let world = World::new();
    // `<token>:abc`
    docker(
        &world,
        &format!(
            r#"{{"auths": {{"{}": {{"auth": "PHRva2VuPjphYmM="}}}}}}"#,
            stub.host()
        ),
    );
    assert_eq!(
        tag_names(&world.registry(), &format!("{}/app", stub.host()), ""),
        ["1"]
    );
    let asked = &token.seen()[0];
    assert_eq!((&*asked.method, &*asked.path), ("POST", "/token"));
    assert_eq!(asked.authorization, None);
    assert!(
        asked.body.contains("grant_type=refresh_token")
            && asked.body.ends_with("refresh_token=abc")
    );
}

#[test]
fn a_token_of_the_registry_itself() {
    let token = Stub::start(|_| Reply::is(500, ""));
    let stub = token_registry(&token);
    let world = World::new();
    docker(
        &world,
        &format!(
            r#"{{"auths": {{"{}": {{"registrytoken": "granted"}}}}}}"#,
            stub.host()
        ),
    );
    assert_eq!(
        tag_names(&world.registry(), &format!("{}/app", stub.host()), ""),
        ["1"]
    );
    assert!(token.paths().is_empty());
}

#[test]
fn who_gives_tokens_elsewhere_sees_no_secret() {
    let thief = Stub::start(|_| Reply::ok(r#"{"token": "granted"}"#));
    let realm = format!("http://localhost:{}/token", thief.port);
    let stub = registry_with(&realm);
    let world = World::new();
    docker(
        &world,
        &format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, stub.host()),
    );
    assert_eq!(
        tag_names(&world.registry(), &format!("{}/app", stub.host()), ""),
        ["1"]
    );
    assert_eq!(thief.paths().len(), 1);
    assert_eq!(thief.seen()[0].authorization, None);
    assert!(!thief.heard("hunter2") && !thief.heard(OWN));
}

#[test]
fn a_redirect_elsewhere_takes_no_secret_along() {
    let thief = Stub::start(|_| Reply::ok(r#"{"tags": ["1"]}"#));
    let there = thief.url();
    let stub = Stub::start(move |seen: &Seen| match &seen.authorization {
        None => Reply::is(401, "").with("www-authenticate", "Basic realm=\"x\""),
        Some(_) => Reply::is(307, "").with("location", format!("{there}/v2/app/tags/list")),
    });
    let world = World::new();
    docker(
        &world,
        &format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, stub.host()),
    );
    assert_eq!(
        tag_names(&world.registry(), &format!("{}/app", stub.host()), ""),
        ["1"]
    );
    assert_eq!(thief.paths().len(), 1);
    assert!(!thief.heard(OWN));
    assert_eq!(last(&stub), Some(format!("Basic {OWN}")));
}

#[test]
fn other_registries_see_nothing() {
    let mine = basic_registry();
    let other = basic_registry();
    let mut world = World::new();
    docker(
        &world,
        &format!(r#"{{"auths": {{"{}": {{"auth": "{OWN}"}}}}}}"#, mine.host()),
    );
    world.allow(&other.host());
    let registry = world.registry();
    assert_eq!(
        tag_names(&registry, &format!("{}/app", mine.host()), ""),
        ["1"]
    );
    assert!(tag_names(&registry, &format!("{}/app", other.host()), "").is_empty());
    assert!(!other.heard("Basic"));
}

fn basic_registry() -> Stub {
    Stub::start(|seen: &Seen| match &seen.authorization {
        Some(shown) if shown.starts_with("Basic ") => Reply::ok(r#"{"tags": ["1"]}"#),
        _ => Reply::is(401, "").with("www-authenticate", "Basic realm=\"x\""),
    })
}

fn token_registry(token: &Stub) -> Stub {
    registry_with(&format!("{}/token", token.url()))
}

fn registry_with(realm: &str) -> Stub {
    let challenge = format!(r#"Bearer realm="{realm}",service="s""#);
    Stub::start(move |seen: &Seen| match seen.authorization.as_deref() {
        Some("Bearer granted") => Reply::ok(r#"{"tags": ["1"]}"#),
        _ => Reply::is(401, "").with("www-authenticate", challenge.clone()),
    })
}

fn docker(world: &World, config: &str) {
    world.write("home/.docker/config.json", config);
}

/// What the registry is shown in the end.
fn shown(world: &World, stub: &Stub, expected: Option<&str>) {
    // A client that has no list of before.
    let _ = std::fs::remove_dir_all(world.cache());
    tag_names(&world.registry(), &format!("{}/app", stub.host()), "");
    assert_eq!(last(stub), expected.map(|own| format!("Basic {own}")));
}

fn last(stub: &Stub) -> Option<String> {
    stub.seen()
        .last()
        .and_then(|seen| seen.authorization.clone())
}

#[cfg(unix)]
fn helper(world: &mut World, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = world.write(
        &format!("bin/docker-credential-{name}"),
        &format!("#!/bin/sh\n{script}\n"),
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", world.path("bin"));
    world.set("PATH", &path);
}
