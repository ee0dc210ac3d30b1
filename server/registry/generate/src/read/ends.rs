//! Ends of life: image → `c`, a list of version, day or `True` or `False`, newest release, name.

use crate::{Cycle, Images};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Product {
    c: Vec<(String, String, String, String)>,
}

/// Images that come out with another, version by version.
const TOGETHER: &[(&str, &[&str])] = &[(
    "mcr.microsoft.com/dotnet/sdk",
    &[
        "mcr.microsoft.com/dotnet/aspnet",
        "mcr.microsoft.com/dotnet/runtime",
        "mcr.microsoft.com/dotnet/runtime-deps",
    ],
)];

pub fn add(images: &mut Images, json: &str) -> Result<(), String> {
    let products: BTreeMap<String, Product> =
        serde_json::from_str(json).map_err(|error| format!("ends of life: {error}"))?;
    for (name, product) in products {
        let name = match name.split_once("?repository_url=") {
            Some((name, host)) => format!("{host}/{name}"),
            None => name,
        };
        let together = TOGETHER.iter().find(|(first, _)| *first == name);
        let others = together.map_or(&[][..], |(_, others)| *others);
        for name in [&*name].iter().chain(others) {
            let image = images.entry((*name).to_owned()).or_default();
            image.cycles = product.c.iter().map(cycle).collect();
        }
    }
    Ok(())
}

fn cycle((version, end, _, name): &(String, String, String, String)) -> Cycle {
    let end = match &**end {
        "True" => "ended",
        "False" => "",
        day => day,
    };
    let name = name.split(' ').next().unwrap_or_default();
    Cycle {
        version: version.clone(),
        end: end.to_owned(),
        name: name.to_ascii_lowercase(),
    }
}
