//! The local engine, played by a socket of ours.

use crate::world::{World, about, reference, settle, tag_names, tags};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use strates_analysis::images::{Images, Source};
use strates_registry::News;

const IMAGES: &str = r#"[
    {"Id": "sha256:aa", "RepoTags": ["myapp:dev", "docker.io/library/node:22"], "RepoDigests": null, "Size": 77},
    {"Id": "sha256:bb", "RepoTags": null, "Size": 1},
    {"Id": "sha256:cc", "RepoTags": ["<none>:<none>"], "Size": 1},
    {"Id": "sha256:dd", "RepoTags": ["localhost/mine:latest"], "Size": -1}
]"#;

const IMAGE: &str = r#"{"Id": "sha256:aa", "Os": "linux", "Architecture": "arm64", "Variant": "v8", "Size": 77,
    "Config": {"Env": ["PATH=/bin", "EMPTY=", "ODD"]}, "RootFS": {"Type": "layers", "Layers": ["a", "b"]}}"#;

const HISTORY: &str = r#"[{"CreatedBy": "RUN b", "Size": 7}, {"CreatedBy": "ADD a", "Size": 70}]"#;

#[test]
fn local_images_are_offered_and_told() {
    let world = World::new();
    let log = engine(&world, "system/var/run/docker.sock", answer);
    let registry = world.registry();
    assert!(!registry.asking().names("my").is_complete);
    settle(&registry);
    assert!(world.news.lock().unwrap().contains(&News::Engine));
    let names = registry.asking().names("my");
    let local: Vec<&str> = names
        .items
        .iter()
        .filter(|name| name.is_local)
        .map(|name| &*name.name)
        .collect();
    assert_eq!(local, ["myapp"]);
    settle(&registry);
    let names = registry.asking().names("localhost/m");
    assert_eq!(names.items[0].name, "localhost/mine");
    assert_eq!(tag_names(&registry, "myapp", ""), ["dev"]);
    let node = tags(&registry, "node", "22");
    assert!(
        node.items
            .iter()
            .any(|tag| tag.name == "22" && tag.is_local)
    );
    assert!(node.items.iter().any(|tag| !tag.is_local));
    assert!(
        log.lock()
            .unwrap()
            .iter()
            .all(|line| line == "GET /images/json HTTP/1.1")
    );
}

#[test]
fn an_image_is_looked_into_when_it_is_asked_for() {
    let world = World::new();
    engine(&world, "system/var/run/docker.sock", answer);
    let registry = world.registry();
    assert_eq!(registry.silent().environment(&reference("myapp:dev")), None);
    let about = about(&registry, "myapp:dev").unwrap();
    let layers = about.layers.unwrap();
    assert_eq!((layers.value, layers.origin.source), (2, Source::Engine));
    let size = &about.sizes[0];
    assert_eq!(
        (&*size.value.platform, size.value.bytes),
        ("linux/arm64/v8", 77)
    );
    assert!(about.tag.unwrap().is_local);
    let environment = registry
        .silent()
        .environment(&reference("myapp:dev"))
        .unwrap()
        .value;
    assert_eq!(
        environment,
        [
            ("PATH".into(), "/bin".into()),
            ("EMPTY".into(), String::new())
        ]
    );
    let history = registry.silent().history(&reference("myapp:dev")).unwrap();
    assert_eq!(history.origin.source, Source::Engine);
    let history = history.value;
    assert_eq!(history[0].created_by, "ADD a");
    assert_eq!(
        registry.silent().environment(&reference("myapp:other")),
        None
    );
}

#[test]
fn one_question_leads_to_the_next() {
    let world = World::new();
    engine(&world, "system/var/run/docker.sock", answer);
    let registry = world.registry();
    assert_eq!(registry.asking().history(&reference("myapp:dev")), None);
    settle(&registry);
    let history = registry.silent().history(&reference("myapp:dev"));
    assert_eq!(history.map(|history| history.value.len()), Some(2));
}

#[test]
fn each_image_that_was_wanted_is_looked_into() {
    let world = World::new();
    let list = IMAGES.replace("sha256:dd", "sha256:aa");
    let list = list.replacen("sha256:aa", "sha256:ee", 1);
    let log = engine(
        &world,
        "system/var/run/docker.sock",
        move |request| match request.contains("/images/json") {
            true => format!("HTTP/1.1 200 OK\r\n\r\n{list}"),
            false => answer(request),
        },
    );
    let registry = world.registry();
    registry.asking().environment(&reference("localhost/mine"));
    registry.asking().environment(&reference("myapp:dev"));
    settle(&registry);
    let log = log.lock().unwrap();
    for id in ["sha256:aa", "sha256:ee"] {
        let line = format!("GET /images/{id}/json HTTP/1.1");
        assert!(log.contains(&line), "{log:?}");
    }
}

#[test]
fn of_a_tag_and_a_digest_the_digest_decides() {
    let world = World::new();
    let own = format!("sha256:{}", "a".repeat(64));
    let list = IMAGES.replacen("null", &format!("[\"myapp@{own}\"]"), 1);
    engine(
        &world,
        "system/var/run/docker.sock",
        move |request| match request.contains("/images/json") {
            true => format!("HTTP/1.1 200 OK\r\n\r\n{list}"),
            false => answer(request),
        },
    );
    let registry = world.registry();
    let is_known = |digest: &str| {
        let image = reference(&format!("myapp:dev@{digest}"));
        registry.asking().environment(&image);
        settle(&registry);
        registry.silent().environment(&image).is_some()
    };
    assert!(is_known(&own));
    assert!(!is_known(&own.replace('a', "b")));
}

#[test]
fn offline_the_engine_is_asked_nothing() {
    let mut world = World::new();
    let log = engine(&world, "system/var/run/docker.sock", answer);
    let registry = world.offline().registry();
    registry.asking().names("my");
    registry.asking().tags(&reference("myapp"), "");
    registry.asking().about(&reference("myapp:dev"));
    registry.asking().history(&reference("myapp:dev"));
    settle(&registry);
    assert!(log.lock().unwrap().is_empty());
}

#[test]
fn what_an_asking_one_knows_is_there_without_asking() {
    let world = World::new();
    let log = engine(&world, "system/var/run/docker.sock", answer);
    let registry = world.registry();
    let asking = registry.asking();
    let image = reference("myapp:dev");
    asking.silent().unwrap().environment(&image);
    settle(&registry);
    assert!(log.lock().unwrap().is_empty());
    about(&registry, "myapp:dev");
    assert!(asking.silent().unwrap().environment(&image).is_some());
}

#[test]
fn what_onbuild_may_set_is_not_known() {
    let world = World::new();
    let with_triggers = IMAGE.replace("\"ODD\"]", "\"ODD\"], \"OnBuild\": [\"ENV A=1\"]");
    engine(
        &world,
        "system/var/run/docker.sock",
        move |request| match request.contains("/images/sha256:aa/json") {
            true => format!("HTTP/1.1 200 OK\r\n\r\n{with_triggers}"),
            false => answer(request),
        },
    );
    let registry = world.registry();
    about(&registry, "myapp:dev");
    let image = reference("myapp:dev");
    assert_eq!(registry.silent().environment(&image), None);
    assert!(registry.silent().history(&image).is_some());
}

#[test]
fn where_it_listens() {
    for (path, prepare) in [
        (
            "own.sock",
            (|world: &mut World| {
                let host = format!("unix://{}", world.path("own.sock"));
                world.set("DOCKER_HOST", &host);
            }) as fn(&mut World),
        ),
        ("run/docker.sock", |world| {
            let folder = world.path("run");
            world.set("XDG_RUNTIME_DIR", &folder);
        }),
        ("run/podman/podman.sock", |world| {
            let folder = world.path("run");
            world.set("XDG_RUNTIME_DIR", &folder);
        }),
        ("system/run/podman/podman.sock", |_| ()),
        ("home/.docker/run/docker.sock", |_| ()),
        ("context.sock", |world| {
            world.write("home/.docker/config.json", r#"{"currentContext": "mine"}"#);
            let host = format!("unix://{}", world.path("context.sock"));
            let meta =
                format!(r#"{{"Name": "mine", "Endpoints": {{"docker": {{"Host": "{host}"}}}}}}"#);
            world.write("home/.docker/contexts/meta/0123/meta.json", &meta);
            world.write("home/.docker/contexts/meta/4567/meta.json", "{");
        }),
    ] {
        let mut world = World::new();
        prepare(&mut world);
        engine(&world, path, answer);
        assert_eq!(tag_names(&world.registry(), "myapp", ""), ["dev"], "{path}");
    }
}

#[test]
fn one_that_is_elsewhere_is_not_asked() {
    for host in [
        "tcp://127.0.0.1:1",
        "ssh://me@example.com",
        "npipe:////./pipe/docker_engine",
    ] {
        let mut world = World::new();
        let log = engine(&world, "system/var/run/docker.sock", answer);
        world.set("DOCKER_HOST", host);
        assert!(tag_names(&world.registry(), "myapp", "").is_empty());
        assert!(log.lock().unwrap().is_empty(), "{host}");
    }
}

#[test]
fn one_that_does_not_answer_holds_nothing_up() {
    let world = World::new();
    engine(&world, "system/var/run/docker.sock", |_| {
        thread::sleep(Duration::from_secs(20));
        String::new()
    });
    let registry = world.registry();
    let start = Instant::now();
    registry.asking().tags(&reference("myapp"), "");
    assert!(start.elapsed() < Duration::from_millis(200));
    settle(&registry);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn what_is_no_answer_is_none() {
    for reply in [
        "",
        "HTTP/1.1 500 X\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\n\r\n{",
        "[]",
        "HTTP/1.1 200 OK\r\n\r\n[{}]",
    ] {
        let world = World::new();
        engine(&world, "system/var/run/docker.sock", move |_| {
            reply.to_owned()
        });
        assert!(
            tag_names(&world.registry(), "myapp", "").is_empty(),
            "{reply}"
        );
    }
}

#[test]
fn what_happens_by_itself_does_not_ask_it() {
    let world = World::new();
    let log = engine(&world, "system/var/run/docker.sock", answer);
    let registry = world.registry();
    registry.silent().tags(&reference("myapp"), "");
    registry.silent().names("myapp");
    registry.silent().about(&reference("myapp:dev"));
    settle(&registry);
    assert!(log.lock().unwrap().is_empty());
}

fn answer(request: &str) -> String {
    let body = match request.split(' ').nth(1) {
        Some("/images/json") => IMAGES,
        Some("/images/sha256:aa/json") => IMAGE,
        Some("/images/sha256:aa/history") => HISTORY,
        _ => return "HTTP/1.1 404 Not Found\r\n\r\n".to_owned(),
    };
    format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{body}")
}

/// Its log of first lines.
fn engine(
    world: &World,
    path: &str,
    answer: impl Fn(&str) -> String + Send + Sync + 'static,
) -> Arc<Mutex<Vec<String>>> {
    let path = world.path(path);
    fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
    let listener = UnixListener::bind(path).unwrap();
    let log: Arc<Mutex<Vec<String>>> = Arc::default();
    let own = Arc::clone(&log);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            let first = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            own.lock().unwrap().push(first.clone());
            let _ = stream.write_all(answer(&first).as_bytes());
        }
    });
    log
}
