//! What one server learned, another knows; what is spoilt on disk is asked for again.

use crate::stub::{Reply, Stub};
use crate::world::{World, reference, settle, tag_names};
use std::fs;
use std::time::{Duration, Instant};
use strates_analysis::images::Images;

#[test]
fn another_server_asks_nothing() {
    let stub = registry();
    let mut world = World::new();
    world.allow(&stub.host());
    let image = format!("{}/app", stub.host());
    assert_eq!(tag_names(&world.registry(), &image, ""), ["2", "1"]);
    assert_eq!(tag_names(&world.registry(), &image, ""), ["2", "1"]);
    assert_eq!(stub.paths().len(), 1);
}

#[test]
fn what_is_old_is_shown_and_asked_for_again() {
    let stub = registry();
    let mut world = World::new();
    world.allow(&stub.host());
    let image = format!("{}/app", stub.host());
    tag_names(&world.registry(), &image, "");
    let file = only_file(&world);
    let text = fs::read_to_string(&file).unwrap();
    let start = text.find("\"fetched\":").unwrap();
    let end = start + text[start..].find(',').unwrap();
    let old = format!("{}\"fetched\":1{}", &text[..start], &text[end..]);
    fs::write(&file, old.replace("\"2\"", "\"3\"")).unwrap();
    assert_eq!(tag_names(&world.registry(), &image, ""), ["2", "1"]);
    assert_eq!(stub.paths().len(), 2);
}

#[test]
fn offline_what_is_old_is_what_there_is() {
    let stub = registry();
    let mut world = World::new();
    world.allow(&stub.host());
    let image = format!("{}/app", stub.host());
    tag_names(&world.registry(), &image, "");
    let file = only_file(&world);
    let text = fs::read_to_string(&file)
        .unwrap()
        .replace("\"fetched\":", "\"fetched\":1,\"x\":");
    fs::write(&file, text).unwrap();
    let registry = world.offline().registry();
    assert_eq!(tag_names(&registry, &image, ""), ["2", "1"]);
    assert_eq!(stub.paths().len(), 1);
}

#[test]
fn spoilt_files_do_no_harm() {
    let stub = registry();
    let mut world = World::new();
    world.allow(&stub.host());
    let image = format!("{}/app", stub.host());
    tag_names(&world.registry(), &image, "");
    let file = only_file(&world);
    for text in ["", "{\"form\":1", "\u{0}\u{0}", "{\"form\":9}"] {
        fs::write(&file, text).unwrap();
        assert_eq!(tag_names(&world.registry(), &image, ""), ["2", "1"]);
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(tag_names(&world.registry(), &image, ""), ["2", "1"]);
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let stub = registry();
    let mut world = World::new();
    world.allow(&stub.host());
    tag_names(&world.registry(), &format!("{}/app", stub.host()), "");
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(only_file(&world)), 0o600);
    assert_eq!(mode(world.cache()), 0o700);
}

#[test]
fn two_servers_at_once() {
    let stub = registry();
    let mut world = World::new();
    world.allow(&stub.host());
    let image = format!("{}/app", stub.host());
    let registries: Vec<_> = (0..6).map(|_| world.registry()).collect();
    std::thread::scope(|scope| {
        for registry in &registries {
            let image = &image;
            scope.spawn(move || assert_eq!(tag_names(registry, image, ""), ["2", "1"]));
        }
    });
    only_file(&world);
}

#[test]
fn twelve_thousand_tags_are_quick() {
    let names: Vec<String> = (0..12_000)
        .map(|at| format!("\"{}.{}.{}-slim\"", at / 1000, at / 10 % 100, at % 10))
        .collect();
    let pages: Vec<String> = names.chunks(1000).map(|page| page.join(",")).collect();
    let stub = Stub::start(move |seen| {
        let number: usize = seen
            .path
            .split("page=")
            .nth(1)
            .map_or(0, |page| page.parse().unwrap());
        let reply = Reply::ok(format!(r#"{{"tags": [{}]}}"#, pages[number]));
        match number + 1 < pages.len() {
            true => reply.with(
                "link",
                format!("</v2/app/tags/list?page={}>; rel=\"next\"", number + 1),
            ),
            false => reply,
        }
    });
    let mut world = World::new();
    let registry = world.allow(&stub.host()).registry();
    let image = reference(&format!("{}/app", stub.host()));
    quick("the first answer", || {
        registry.asking().tags(&image, "");
    });
    settle(&registry);
    let known = registry.asking().tags(&image, "");
    assert_eq!((known.items.len(), known.is_complete), (200, false));
    assert_eq!(known.items[0].name, "11.99.9-slim");
    for typed in ["", "3", "11.99.9-slim", "zzz", "slim"] {
        quick(typed, || {
            registry.asking().tags(&image, typed);
        });
    }
    let tagged = reference(&format!("{}/app:3.10.1-slim", stub.host()));
    quick("about", || {
        registry.silent().about(&tagged);
    });
}

#[test]
fn what_the_catalog_adds_is_quick_too() {
    let tags: Vec<String> = (0..1000)
        .map(|at| {
            format!(
                r#"{{"name": "bookworm-{}", "digest": "sha256:{:064}"}}"#,
                20_200_000 + at,
                at / 2
            )
        })
        .collect();
    let page = format!(r#"{{"next": null, "results": [{}]}}"#, tags.join(","));
    let stub = Stub::start(move |_| Reply::ok(page.clone()));
    let mut world = World::new();
    let registry = world.hub(&stub.url()).registry();
    let image = reference("debian");
    registry.asking().tags(&image, "");
    settle(&registry);
    for typed in ["", "bookworm", "slim"] {
        quick(typed, || {
            registry.asking().tags(&image, typed);
        });
    }
    quick("about", || {
        registry
            .silent()
            .about(&reference("debian:bookworm-20200001"));
    });
}

/// In the best of a few, for the machine may be busy; more where nothing is optimised.
fn quick(what: &str, ask: impl Fn()) {
    let took = (0..5).map(|_| {
        let start = Instant::now();
        ask();
        start.elapsed()
    });
    let took = took.min().unwrap();
    let most = if cfg!(debug_assertions) { 60 } else { 5 };
    assert!(took <= Duration::from_millis(most), "{what:?}: {took:?}");
    println!("{what:?}: {took:?}");
}

fn registry() -> Stub {
    Stub::start(|_| Reply::ok(r#"{"tags": ["1", "2"]}"#))
}

fn only_file(world: &World) -> std::path::PathBuf {
    let files = fs::read_dir(world.cache()).unwrap();
    let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}
