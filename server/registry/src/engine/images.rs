//! What the engine says of images.

use super::ask;
use crate::places::Places;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use strates_analysis::images::Step;
use strates_analysis::model::Reference;

/// All images of the engine that have a name.
#[derive(Default, PartialEq, Debug)]
pub struct LocalImages {
    /// By repository, as in `docker.io/library/node`.
    repositories: HashMap<String, Vec<LocalImage>>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct LocalImage {
    /// With its tag.
    pub reference: Reference,
    /// Of what the engine keeps, which is not its digest in a registry.
    pub id: String,
    /// On disk.
    pub bytes: u64,
    /// In its registry, where it is from one.
    pub digest: Option<String>,
}

/// One image, as looked at closely.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Inspected {
    pub id: String,
    /// `linux/arm64/v8`.
    pub platform: String,
    pub bytes: u64,
    pub layers: u32,
    pub environment: Vec<(String, String)>,
    /// ONBUILD left instructions in it, which may set more.
    pub has_triggers: bool,
    /// The first first.
    pub history: Vec<Step>,
}

/// A line of an image's history.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Line {
    #[serde(default)]
    created_by: String,
    #[serde(default)]
    size: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listed {
    id: String,
    /// Of an image without a name, some say `null`.
    repo_tags: Option<Vec<String>>,
    repo_digests: Option<Vec<String>>,
    #[serde(default)]
    size: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Image {
    id: String,
    #[serde(default)]
    architecture: String,
    #[serde(default)]
    os: String,
    variant: Option<String>,
    #[serde(default)]
    size: i64,
    config: Option<Config>,
    #[serde(rename = "RootFS")]
    files: Option<Files>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Config {
    env: Option<Vec<String>>,
    on_build: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Files {
    layers: Option<Vec<String>>,
}

impl LocalImages {
    /// `None` where no engine answers.
    pub fn read(places: &Places) -> Option<LocalImages> {
        let listed: Vec<Listed> = answer(places, "/images/json")?;
        let mut repositories: HashMap<String, Vec<LocalImage>> = HashMap::new();
        for image in listed {
            let digests = image.repo_digests.unwrap_or_default();
            let digests: Vec<Reference> = digests
                .iter()
                .filter_map(|name| Reference::parse(name))
                .collect();
            for name in image.repo_tags.unwrap_or_default() {
                let Some(reference) = Reference::parse(&name).filter(|name| name.tag.is_some())
                else {
                    continue;
                };
                let repository = crate::listed::repository(&reference);
                let own = digests
                    .iter()
                    .find(|digest| crate::listed::repository(digest) == repository);
                repositories
                    .entry(repository)
                    .or_default()
                    .push(LocalImage {
                        digest: own.and_then(|own| own.digest.clone()),
                        reference,
                        id: image.id.clone(),
                        bytes: u64::try_from(image.size).unwrap_or(0),
                    });
            }
        }
        Some(LocalImages { repositories })
    }

    pub fn of(&self, repository: &str) -> &[LocalImage] {
        self.repositories.get(repository).map_or(&[], Vec::as_slice)
    }

    /// One of each repository, in no order.
    pub fn repositories(&self) -> impl Iterator<Item = &LocalImage> {
        self.repositories
            .values()
            .filter_map(|images| images.first())
    }

    pub fn get(&self, reference: &Reference) -> Option<&LocalImage> {
        let images = self.of(&crate::listed::repository(reference));
        // A digest decides, whatever tag stands before it.
        if let Some(digest) = &reference.digest {
            return images
                .iter()
                .find(|image| image.digest.as_ref() == Some(digest));
        }
        let tag = reference.tag.as_deref().unwrap_or("latest");
        images
            .iter()
            .find(|image| image.reference.tag.as_deref() == Some(tag))
    }
}

impl LocalImage {
    pub fn inspect(&self, places: &Places) -> Option<Inspected> {
        let is_id = |c: char| c.is_ascii_alphanumeric() || c == ':';
        if !self.id.chars().all(is_id) {
            return None;
        }
        let image: Image = answer(places, &format!("/images/{}/json", self.id))?;
        let history: Option<Vec<Line>> = answer(places, &format!("/images/{}/history", self.id));
        let history = history.unwrap_or_default().into_iter().rev();
        let (variables, triggers) = image
            .config
            .map(|config| (config.env, config.on_build))
            .unwrap_or_default();
        let variables = variables.unwrap_or_default();
        let variable = |variable: &String| {
            let (name, value) = variable.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        };
        let variant = image.variant.filter(|variant| !variant.is_empty());
        let variant = variant
            .map(|variant| format!("/{variant}"))
            .unwrap_or_default();
        let layers = image
            .files
            .and_then(|files| files.layers)
            .unwrap_or_default();
        Some(Inspected {
            id: image.id,
            platform: format!("{}/{}{variant}", image.os, image.architecture),
            bytes: u64::try_from(image.size).unwrap_or(0),
            layers: u32::try_from(layers.len()).unwrap_or(u32::MAX),
            environment: variables.iter().filter_map(variable).collect(),
            has_triggers: triggers.is_some_and(|triggers| !triggers.is_empty()),
            history: history.map(Line::step).collect(),
        })
    }
}

impl Line {
    fn step(self) -> Step {
        Step {
            created_by: self.created_by,
            bytes: u64::try_from(self.size).unwrap_or(0),
        }
    }
}

fn answer<T: DeserializeOwned>(places: &Places, path: &str) -> Option<T> {
    serde_json::from_slice(&ask(places, path)?).ok()
}
