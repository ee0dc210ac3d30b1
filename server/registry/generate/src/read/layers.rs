//! Layers: `computed`, `image:tag` → how many each FROM brings; `measured`, `image:tag` → digest,
//! compressed bytes of the layers, of all on amd64 and on arm64.

use crate::{Images, Measured};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Layers {
    measured: BTreeMap<String, Measure>,
    computed: BTreeMap<String, Vec<u32>>,
}

#[derive(Deserialize)]
struct Measure {
    created: String,
    index: String,
    layers: Vec<u64>,
    total: u64,
    arm64: Option<u64>,
}

pub fn add(images: &mut Images, json: &str) -> Result<(), String> {
    let layers: Layers = serde_json::from_str(json).map_err(|error| format!("layers: {error}"))?;
    for (image, counts) in layers.computed {
        let Some((name, tag)) = image.split_once(':') else {
            return Err(format!("layers: {image} has no tag"));
        };
        let groups = images.get_mut(name).map(|image| &mut image.groups);
        let group = groups
            .into_iter()
            .flatten()
            .find(|group| group.tags.iter().any(|known| known == tag));
        if let Some(group) = group {
            group.layers = Some(counts.iter().sum());
        }
    }
    for (image, measure) in layers.measured {
        let Some((name, tag)) = image.split_once(':') else {
            return Err(format!("layers: {image} has no tag"));
        };
        let Some(image) = images.get_mut(name) else {
            continue;
        };
        let arm64 = measure.arm64.map(|bytes| ("linux/arm64", bytes));
        image.measured.push(Measured {
            tag: tag.to_owned(),
            date: measure.created,
            digest: measure.index,
            layers: measure.layers.len(),
            sizes: [("linux/amd64", measure.total)]
                .into_iter()
                .chain(arm64)
                .collect(),
        });
    }
    Ok(())
}
