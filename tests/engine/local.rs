//! What the registry's client says of the images that the engine has.

use crate::build::Build;
use crate::daemon;
use crate::engine::{Engine, Store};
use crate::images;
use std::sync::Arc;
use std::time::Duration;
use strates_analysis::images::{Images, Source};
use strates_analysis::model::Reference;
use strates_registry::{Mode, Places, Registry, Settings};

const DOCKERFILE: &str = "\
FROM base
ENV COLOUR=blue EMPTY=
RUN echo hello >/hello
COPY --chmod=600 words /words
";

#[test]
fn local_images_in_dockers_own_store() {
    check(Store::Graph);
}

#[test]
fn local_images_in_containerds_store() {
    check(Store::Containerd);
}

fn check(store: Store) {
    let Some(engine) = Engine::start(store) else {
        return;
    };
    images::prepare(&engine);
    let bases = images::import(&engine, "local", DOCKERFILE);
    engine.folder.write("local/words", "words");
    engine.folder.write("local/Dockerfile", DOCKERFILE);
    let image = format!("{}/local/made:1.2", engine.prefix);
    let build = Build {
        engine: &engine,
        images: &bases,
        dockerfile: &engine.folder.path("local/Dockerfile"),
        context: &engine.folder.path("local"),
    };
    build.image(&image).expect("it can be built");

    let registry = registry(&engine);
    let made = Reference::parse(&image).unwrap();
    // The engine's list, then what it leads to.
    for _ in 0..2 {
        registry.asking().about(&made);
        assert!(registry.settle(Duration::from_secs(30)));
    }
    let names = registry.asking().names(&engine.prefix);
    let made_name = image.strip_suffix(":1.2").unwrap();
    assert!(
        names
            .items
            .iter()
            .any(|name| name.name == made_name && name.is_local)
    );
    let tags = registry.asking().tags(&made, "1");
    let tags: Vec<(&str, bool)> = tags
        .items
        .iter()
        .map(|tag| (&*tag.name, tag.is_local))
        .collect();
    assert_eq!(tags, [("1.2", true)]);
    let about = registry.asking().about(&made).unwrap();
    assert_eq!(
        about
            .layers
            .map(|layers| (layers.value, layers.origin.source)),
        Some((3, Source::Engine))
    );
    assert!(
        about.sizes.iter().any(|size| size.value.bytes > 100_000),
        "{:?}",
        about.sizes
    );
    let environment = registry.silent().environment(&made).unwrap().value;
    assert!(
        environment.contains(&("COLOUR".to_owned(), "blue".to_owned())),
        "{environment:?}"
    );
    assert!(
        environment.contains(&("EMPTY".to_owned(), String::new())),
        "{environment:?}"
    );
    let history = registry.silent().history(&made).unwrap().value;
    let last = history.last().unwrap();
    assert!(last.created_by.contains("words"), "{history:?}");
    assert!(last.bytes > 0, "{history:?}");
}

/// Of nobody but the engine, which is on this machine.
fn registry(engine: &Engine) -> Registry {
    let home = engine.folder.path("home");
    let host = match engine.installed.own {
        true => Some(daemon::host(&engine.folder)),
        false => std::env::var("DOCKER_HOST").ok(),
    };
    let places = Places {
        variable: Arc::new(move |name| match name {
            "HOME" => Some(home.clone()),
            "DOCKER_HOST" => host.clone(),
            _ => None,
        }),
        ..Places::default()
    };
    let settings = Settings {
        mode: Mode::EngineOnly,
        places,
        ..Settings::default()
    };
    Registry::new(settings, Arc::new(|_| ()))
}
