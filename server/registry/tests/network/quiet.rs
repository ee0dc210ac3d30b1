//! When nothing is asked: while files are opened, edited and closed; offline; while nobody asks.

use crate::stub::{Reply, Stub};
use crate::world::{World, reference, settle};
use strates_analysis::images::Images;
use strates_registry::Failure;

#[test]
fn what_happens_by_itself_connects_to_nothing() {
    let stub = Stub::start(|_| Reply::ok("{}"));
    let mut world = World::new();
    world
        .hub(&stub.url())
        .hub_registry(&stub.url())
        .allow(&stub.host());
    let registry = world.registry();
    for image in [
        "node",
        "node:22",
        "me/app:1",
        &format!("{}/app:1", stub.host()),
    ] {
        let image = reference(image);
        registry.silent().about(&image);
        registry.silent().tags(&image, "1");
        registry.silent().environment(&image);
        registry.silent().history(&image);
        registry.is_missing(&image);
    }
    registry.silent().names("myapp");
    settle(&registry);
    assert!(stub.paths().is_empty());
}

#[test]
fn offline_nothing_is_asked_whatever_is() {
    let stub = Stub::start(|_| Reply::ok("{}"));
    let mut world = World::new();
    world
        .hub(&stub.url())
        .hub_registry(&stub.url())
        .allow(&stub.host());
    let registry = world.offline().registry();
    for image in [
        "node",
        "node:22",
        "me/app:1",
        &format!("{}/app:1", stub.host()),
    ] {
        let image = reference(image);
        registry.asking().about(&image);
        registry.asking().tags(&image, "1");
        assert_eq!(registry.digest(&image), Err(Failure::Offline));
        assert_eq!(
            registry.layers(&image, "linux/amd64"),
            Err(Failure::Offline)
        );
    }
    registry.asking().names("myapp");
    settle(&registry);
    assert!(stub.paths().is_empty());
    assert!(
        !registry
            .asking()
            .tags(&reference("node"), "")
            .items
            .is_empty()
    );
}

#[test]
fn what_is_known_silently_is_what_was_asked() {
    let stub = Stub::start(|_| Reply::ok(r#"{"tags": ["1"]}"#));
    let mut world = World::new();
    let registry = world.allow(&stub.host()).registry();
    let image = reference(&format!("{}/app", stub.host()));
    registry.asking().tags(&image, "");
    settle(&registry);
    assert_eq!(registry.silent().tags(&image, "").items.len(), 1);
    // And another server's, from the disk alone.
    let other = world.registry();
    other.silent().tags(&image, "");
    settle(&other);
    assert_eq!(other.silent().tags(&image, "").items.len(), 1);
    assert_eq!(stub.paths().len(), 1);
}

#[test]
fn making_one_costs_nothing() {
    let world = World::new();
    let start = std::time::Instant::now();
    for _ in 0..100 {
        drop(world.registry());
    }
    assert!(start.elapsed() < std::time::Duration::from_millis(50));
    assert!(!world.cache().exists());
}

#[test]
fn one_question_at_a_time() {
    let stub = Stub::start(|_| {
        std::thread::sleep(std::time::Duration::from_millis(300));
        Reply::ok(r#"{"tags": ["1"]}"#)
    });
    let mut world = World::new();
    let registry = world.allow(&stub.host()).registry();
    let image = reference(&format!("{}/app", stub.host()));
    for typed in ["", "1", "12", "123"] {
        for _ in 0..20 {
            assert!(!registry.asking().tags(&image, typed).is_complete);
            registry
                .asking()
                .about(&reference(&format!("{}/app:1", stub.host())));
        }
    }
    settle(&registry);
    let lists = stub
        .paths()
        .iter()
        .filter(|path| path.contains("tags/list"))
        .count();
    assert_eq!(lists, 1);
}
