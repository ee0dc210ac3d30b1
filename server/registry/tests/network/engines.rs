//! What Docker's and Podman's own settings say of registries.

use crate::stub::{Reply, Seen, Stub};
use crate::world::{World, about, reference, tag_names, tags};
use strates_analysis::images::Images;
use strates_registry::Failure;

const OF_MIRROR: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
const OF_REGISTRY: &str = "sha256:2222222222222222222222222222222222222222222222222222222222222222";

const DAEMON: &str = "system/etc/docker/daemon.json";
const REGISTRIES: &str = "system/etc/containers/registries.conf";

#[test]
fn insecure_ones_may_be_asked() {
    let daemon = if cfg!(windows) {
        "data/docker/config/daemon.json"
    } else {
        DAEMON
    };
    for path in [
        daemon,
        "home/.config/docker/daemon.json",
        "home/.docker/daemon.json",
    ] {
        let stub = registry(OF_REGISTRY);
        let mut world = World::new();
        let data = world.path("data");
        world.set("ProgramData", &data);
        let text = format!(
            r#"{{"debug": true, "insecure-registries": ["{}"]}}"#,
            stub.host()
        );
        world.write(path, &text);
        let image = format!("{}/app", stub.host());
        assert_eq!(tag_names(&world.registry(), &image, ""), ["1"], "{path}");
    }
}

#[test]
fn without_tls_only_where_it_does_not_answer() {
    let proxy = Stub::start(|_| Reply::is(403, ""));
    let mut world = World::new();
    world
        .set("HTTPS_PROXY", &proxy.url())
        .set("HTTP_PROXY", &proxy.url());
    world.write(
        "home/.docker/daemon.json",
        r#"{"insecure-registries": ["plain.invalid", "10.0.0.0/8", "169.254.0.0/16", "0.0.0.0/0x"]}"#,
    );
    let registry = world.registry();
    let digest = |host: &str| registry.digest(&reference(&format!("{host}/app:1")));
    for host in ["plain.invalid", "10.1.2.3:5000"] {
        assert_eq!(digest(host), Err(Failure::Unreachable), "{host}");
    }
    for host in [
        "plain.invalid:5000",
        "11.1.2.3",
        "169.254.169.254",
        "10.evil.invalid",
    ] {
        assert_eq!(digest(host), Err(Failure::NotAllowed), "{host}");
    }
    assert_eq!(
        proxy.paths(),
        [
            "plain.invalid:443",
            "plain.invalid:80",
            "10.1.2.3:5000",
            "10.1.2.3:5000"
        ]
    );
}

#[test]
fn a_mirror_tells_what_a_tag_stands_for() {
    let (mirror, hub) = (registry(OF_MIRROR), registry(OF_REGISTRY));
    let mut world = World::new();
    let text = format!(r#"{{"registry-mirrors": ["{}/"]}}"#, mirror.url());
    world.write("home/.docker/daemon.json", &text);
    let registry = world.hub_registry(&hub.url()).registry();
    let digest = registry.digest(&reference("node:22"));
    assert_eq!(digest.as_deref(), Ok(OF_MIRROR));
    assert_eq!(mirror.paths(), ["/v2/library/node/manifests/22"]);
    assert!(hub.paths().is_empty());
    // Other registries have no part in it.
    assert!(registry.digest(&reference("other.invalid/app:1")).is_err());
    assert_eq!(mirror.paths().len(), 1);
}

#[test]
fn what_a_mirror_lacks_its_registry_has() {
    let mirror = Stub::start(|_| Reply::is(404, ""));
    let hub = registry(OF_REGISTRY);
    let mut world = World::new();
    let text = format!(
        r#"{{"registry-mirrors": ["", "no address", "{}/path", "{}"]}}"#,
        mirror.url(),
        mirror.url()
    );
    world.write("home/.docker/daemon.json", &text);
    let registry = world.hub_registry(&hub.url()).registry();
    let digest = registry.digest(&reference("node:22"));
    assert_eq!(digest.as_deref(), Ok(OF_REGISTRY));
    assert_eq!(mirror.paths().len(), 1);
}

#[test]
fn a_mirror_lists_tags_where_docker_hub_is_out_of_reach() {
    let mirror = registry(OF_MIRROR);
    let hub = Stub::start(|_| Reply::ok(r#"{"results": [{"name": "7"}], "next": null}"#));
    let mut world = World::new();
    let text = format!(r#"{{"registry-mirrors": ["{}"]}}"#, mirror.url());
    world.write("home/.docker/daemon.json", &text);
    let registry = world.registry();
    let known = tags(&registry, "me/app", "");
    assert_eq!(known.items.len(), 1);
    assert_eq!(mirror.paths(), ["/v2/me/app/tags/list?n=1000"]);
    let missing = about(&registry, "me/app:9").and_then(|about| about.missing);
    assert_eq!(missing, None, "a mirror need not have all");
    let _ = std::fs::remove_dir_all(world.cache());
    let registry = world.hub(&hub.url()).registry();
    assert_eq!(tag_names(&registry, "me/app", ""), ["7"]);
    assert_eq!(mirror.paths().len(), 1);
}

#[test]
fn podman_asks_elsewhere() {
    let (stub, mirror) = (registry(OF_REGISTRY), registry(OF_MIRROR));
    let world = World::new();
    let text = format!(
        r#"
[[registry]]
prefix = "a.example/team"
location = "{}/their"
[[registry.mirror]]
location = "{}/m"
[[registry]]
prefix = "a.example"
blocked = true
"#,
        stub.host(),
        mirror.host()
    );
    world.write(REGISTRIES, &text);
    let registry = world.registry();
    let image = "a.example/team/app";
    assert_eq!(tag_names(&registry, image, ""), ["1"]);
    assert_eq!(stub.paths(), ["/v2/their/app/tags/list?n=1000"]);
    let digest = registry.digest(&reference("a.example/team/app:1"));
    assert_eq!(digest.as_deref(), Ok(OF_MIRROR));
    assert_eq!(mirror.paths(), ["/v2/m/app/manifests/1"]);
    let blocked = registry.digest(&reference("a.example/other:1"));
    assert_eq!(blocked, Err(Failure::Blocked));
}

#[test]
fn a_mirror_for_digests_alone_is_asked_no_tag() {
    for line in [
        "mirror-by-digest-only = true\n[[registry.mirror]]",
        "[[registry.mirror]]\npull-from-mirror = \"digest-only\"",
    ] {
        let (stub, mirror) = (registry(OF_REGISTRY), registry(OF_MIRROR));
        let world = World::new();
        let text = format!(
            "[[registry]]\nlocation = \"{}\"\n{line}\nlocation = \"{}\"\n",
            stub.host(),
            mirror.host()
        );
        world.write(REGISTRIES, &text);
        let digest = world
            .registry()
            .digest(&reference(&format!("{}/app:1", stub.host())));
        assert_eq!(digest.as_deref(), Ok(OF_REGISTRY));
        assert!(mirror.paths().is_empty());
    }
}

#[test]
fn who_blocks_docker_hub_asks_it_nothing() {
    let hub = Stub::start(|_| Reply::ok("{}"));
    let mut world = World::new();
    world.write(
        REGISTRIES,
        "[[registry]]\nlocation = \"docker.io\"\nblocked = true\n",
    );
    let registry = world.hub(&hub.url()).hub_registry(&hub.url()).registry();
    tag_names(&registry, "me/app", "");
    registry.asking().names("zzapp");
    crate::world::settle(&registry);
    let digest = registry.digest(&reference("me/app:1"));
    assert_eq!(digest, Err(Failure::Blocked));
    assert!(hub.paths().is_empty());
}

#[test]
fn a_persons_own_files_come_before_the_systems() {
    let named = |stub: &Stub| format!("[[registry]]\nlocation = \"{}\"\n", stub.host());
    let is_asked = |world: &World, stub: &Stub| {
        let image = format!("{}/app", stub.host());
        !tag_names(&world.registry(), &image, "").is_empty()
    };
    let (of_system, of_person, of_part) = (
        registry(OF_MIRROR),
        registry(OF_MIRROR),
        registry(OF_MIRROR),
    );
    let world = World::new();
    world.write(REGISTRIES, &named(&of_system));
    let parts = "home/.config/containers/registries.conf.d";
    world.write(&format!("{parts}/a.conf"), &named(&of_part));
    world.write(&format!("{parts}/b.conf"), "[[registry]");
    world.write(&format!("{parts}/c.conf.old"), &named(&of_person));
    assert!(is_asked(&world, &of_system) && is_asked(&world, &of_part));
    assert!(!is_asked(&world, &of_person));
    let _ = std::fs::remove_dir_all(world.cache());
    world.write(
        "home/.config/containers/registries.conf",
        &named(&of_person),
    );
    assert!(!is_asked(&world, &of_system) && is_asked(&world, &of_part));
    assert!(is_asked(&world, &of_person));
}

#[test]
fn files_that_cannot_be_read_say_nothing() {
    for text in [
        "",
        "{",
        "[]",
        "[[registry]]\nlocation = 1\n",
        "\u{0}",
        "[[registry]]\n",
    ] {
        let world = World::new();
        world.write("home/.docker/daemon.json", text);
        world.write(REGISTRIES, text);
        let digest = world.registry().digest(&reference("a.invalid/app:1"));
        assert_eq!(digest, Err(Failure::NotAllowed), "{text}");
    }
    let stub = registry(OF_REGISTRY);
    let world = World::new();
    let text = format!(
        r#"{{"insecure-registries": ["{}"], "registry-mirrors": 7}}"#,
        stub.host()
    );
    world.write("home/.docker/daemon.json", &text);
    let image = reference(&format!("{}/app:1", stub.host()));
    assert_eq!(world.registry().digest(&image).as_deref(), Ok(OF_REGISTRY));
}

fn registry(digest: &'static str) -> Stub {
    Stub::start(move |seen: &Seen| match seen.path.contains("/manifests/") {
        true => Reply::ok("").with("docker-content-digest", digest),
        false => Reply::ok(r#"{"tags": ["1"]}"#),
    })
}
