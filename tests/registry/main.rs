//! The registry's client held against a real registry: open, with passwords, with tokens, with TLS
//! under a certificate of our own; and against Podman. Docker's engine is the test `engine`'s.
//!
//! `tests/registry/install` says what there is, or unpacks it. Without it these tests say so and
//! check nothing, unless STRATES_REGISTRY is `required`; `apart` leaves them to their own
//! step.
#![cfg(unix)]

mod certificate;
mod image;
mod installed;
mod person;
mod podman;
mod server;
mod tokens;

use person::Person;
use server::Server;
use strates_analysis::images::{Images, Source};
use strates_registry::Failure;

/// `me:hunter2`
const BASIC: &str = "bWU6aHVudGVyMg==";

/// The same for the registry, by bcrypt.
const HTPASSWD: &str = "me:$2b$04$xKVEV5Ol7c0xHOrmoBTfEuplB0pYMI8ZVGcJZ2pNxUNBO2.VgcInC\n";

#[test]
fn an_open_registry() {
    let Some(server) = Server::start("") else {
        return;
    };
    let image = image::push(&server, "team/app", &["1.9", "1.10", "1.10-slim", "latest"]);
    let person = Person::allowing(&server.host());
    let registry = person.registry();
    let name = format!("{}/team/app", server.host());
    assert_eq!(
        person::tags(&registry, &name),
        ["latest", "1.10", "1.10-slim", "1.9"]
    );
    let tagged = person::reference(&format!("{name}:1.9"));
    assert_eq!(registry.digest(&tagged), Ok(image.index.clone()));
    let layers = registry.layers(&tagged, "linux/arm64").unwrap();
    assert_eq!(layers.layers.len(), 2);
    assert_eq!(layers.bytes(), image.bytes);
    assert_eq!(
        registry.layers(&tagged, "linux/s390x"),
        Err(Failure::NoPlatform)
    );
    assert_eq!(registry.look_up(&tagged), Ok(()));
    let environment = registry.silent().environment(&tagged).unwrap();
    assert_eq!(
        environment.value,
        [("COLOUR".to_owned(), "blue".to_owned())]
    );
    assert_eq!(environment.origin.source, Source::Registry);
    let history = registry.silent().history(&tagged).unwrap().value;
    let made = history.iter().map(|step| &*step.created_by);
    let made: Vec<&str> = made.collect();
    assert_eq!(
        (made.first(), made.last()),
        (Some(&"ADD words /"), Some(&"ENV COLOUR=blue"))
    );
    let about = registry.silent().about(&tagged).unwrap();
    assert_eq!(
        about.listed.map(|origin| origin.source),
        Some(Source::Registry)
    );
    assert_eq!(about.newer.as_deref(), Some("1.10"));
    let missing = person::reference(&format!("{}/team/none", server.host()));
    assert!(person::tags(&registry, &format!("{}/team/none", server.host())).is_empty());
    assert!(registry.is_missing(&missing));
    assert_eq!(registry.digest(&missing), Err(Failure::Missing));
}

#[test]
fn a_registry_with_passwords() {
    let Some(open) = Server::start("") else {
        return;
    };
    image::push(&open, "team/app", &["1"]);
    let htpasswd = open.folder.write("htpasswd", HTPASSWD).path("htpasswd");
    let server = open.again(&format!(
        "auth: {{htpasswd: {{realm: x, path: {htpasswd}}}}}\n"
    ));
    let name = format!("{}/team/app", server.host());
    let person = Person::allowing(&server.host());
    let registry = person.registry();
    assert!(person::tags(&registry, &name).is_empty());
    assert!(!registry.is_missing(&person::reference(&name)));
    assert_eq!(
        registry.digest(&person::reference(&name)),
        Err(Failure::Denied)
    );
    person.log_in(&server.host(), BASIC);
    let registry = person.registry();
    assert_eq!(person::tags(&registry, &name), ["1"]);
    assert!(
        registry
            .digest(&person::reference(&format!("{name}:1")))
            .is_ok()
    );
    person.log_in(&server.host(), "bWU6d3Jvbmc=");
    let registry = person.registry();
    let other = person::reference(&format!("{name}:1"));
    assert_eq!(registry.digest(&other), Err(Failure::Denied));
}

#[test]
fn a_registry_with_tokens() {
    let Some(open) = Server::start("") else {
        return;
    };
    let image = image::push(&open, "team/app", &["1"]);
    image::push(&open, "open/app", &["2"]);
    let certificate = certificate::make(&open.folder, "tokens");
    let tokens = tokens::Tokens::start(&certificate, BASIC);
    let server = open.again(&format!(
        "auth: {{token: {{realm: '{}/token', service: ours, issuer: ours, rootcertbundle: {}}}}}\n",
        tokens.url(),
        certificate.path
    ));
    let person = Person::allowing(&server.host());
    // To anyone only what is under `open/`.
    let registry = person.registry();
    let (private, public) = ["team/app", "open/app"]
        .map(|path| format!("{}/{path}", server.host()))
        .into();
    assert_eq!(person::tags(&registry, &public), ["2"]);
    assert!(person::tags(&registry, &private).is_empty());
    assert!(!registry.is_missing(&person::reference(&private)));
    person.log_in(&server.host(), BASIC);
    let registry = person.registry();
    assert_eq!(person::tags(&registry, &private), ["1"]);
    let tagged = person::reference(&format!("{private}:1"));
    assert_eq!(registry.digest(&tagged), Ok(image.index.clone()));
    assert_eq!(
        registry
            .layers(&tagged, "linux/amd64")
            .map(|layers| layers.layers.len()),
        Ok(1)
    );
    // One token for all questions about a repository.
    let scope = "scope=repository%3Ateam%2Fapp%3Apull";
    let asked = tokens
        .asked()
        .into_iter()
        .filter(|path| path.contains(scope));
    assert_eq!(asked.count(), 2, "one without a login and one with");
}

#[test]
fn a_registry_under_a_certificate_of_ones_own() {
    let Some(open) = Server::start("") else {
        return;
    };
    image::push(&open, "team/app", &["1"]);
    let certificate = certificate::make(&open.folder, "tls");
    let server = open.again_in_http(&format!(
        "tls: {{certificate: {}, key: {}}}",
        certificate.path, certificate.key
    ));
    let name = format!("{}/team/app", server.host());
    let person = Person::allowing(&server.host());
    assert!(person::tags(&person.registry(), &name).is_empty());
    person.trust(&server.host(), &certificate.path);
    assert_eq!(person::tags(&person.registry(), &name), ["1"]);
    let other = certificate::make(&open.folder, "other");
    let server_of_other = certificate::signed(&open.folder, "signed", &other);
    let signed = open.again_in_http(&format!(
        "tls: {{certificate: {}, key: {}}}",
        server_of_other.path, server_of_other.key
    ));
    let person = Person::allowing(&signed.host());
    person.trust(&signed.host(), &other.path);
    let image = format!("{}/team/app", signed.host());
    assert_eq!(person::tags(&person.registry(), &image), ["1"]);
    // And one that wants to see a certificate too.
    let strict = open.again_in_http(&format!(
        "tls: {{certificate: {}, key: {}, clientcas: [{}]}}",
        server_of_other.path, server_of_other.key, other.path
    ));
    let image = format!("{}/team/app", strict.host());
    let person = Person::allowing(&strict.host());
    person.trust(&strict.host(), &other.path);
    assert!(person::tags(&person.registry(), &image).is_empty());
    person.show(
        &strict.host(),
        &certificate::signed(&open.folder, "person", &other),
    );
    assert_eq!(person::tags(&person.registry(), &image), ["1"]);
    let stranger = Person::allowing(&server.host());
    stranger.trust(&server.host(), &other.path);
    let registry = stranger.registry();
    assert_eq!(
        registry.digest(&person::reference(&name)),
        Err(Failure::Unreachable)
    );
}
