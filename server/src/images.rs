//! What the program knows of images by itself, and what the local engine and the disk tell it.

use crate::settings::RegistryMode;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use strates_analysis::Document;
use strates_analysis::images::Images;
use strates_analysis::model::Reference;
use strates_registry::catalog::Catalog;
use strates_registry::{Mode, Registry, Settings, Silent};

/// Nothing of it is read before somebody asks.
pub static CATALOG: Catalog = Catalog::embedded();

/// An engine on this machine takes a few milliseconds; one that hangs must hold nobody up.
const PATIENCE: Duration = Duration::from_millis(900);

/// The catalog, what registries once said of the images that a file builds on, and what the local
/// engine has of them, unless nobody is to be asked. Connects to nothing else.
pub fn with_bases(document: &Document, mode: RegistryMode) -> Silent {
    let settings = Settings {
        mode: Mode::EngineOnly,
        ..Settings::default()
    };
    let registry = Registry::new(settings, Arc::new(|_| ()));
    let end = Instant::now() + PATIENCE;
    let mut seen = HashSet::new();
    let stages = document.layers().stages.iter();
    let bases = stages.filter(|stage| stage.base_stage.is_none() && stage.base != "scratch");
    for base in bases.filter(|stage| seen.insert(&stage.base)) {
        let Some(image) = Reference::parse(&base.base) else {
            continue;
        };
        match mode {
            RegistryMode::Auto => registry.asking().history(&image),
            RegistryMode::Offline => registry.silent().history(&image),
        };
        if !registry.settle(end.saturating_duration_since(Instant::now())) {
            break;
        }
    }
    registry.silent()
}
