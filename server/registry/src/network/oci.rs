//! What every registry understands.

use super::address::{host, resolve};
use super::client::{Answer, Asked};
use super::config::{self, Config};
use super::failure::Failure;
use super::hub;
use super::manifest::{self, Blob, Layers};
use super::pages::{self, pages};
use super::quirks::{MOST_PAGES, PAGE, SMALL_PAGE, Tongue, tongue};
use super::route::Route;
use super::session::{Repository, Session};
use super::{Tags, quay};
use crate::listed::{ListedTag, is_digest};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Page {
    /// Of a repository that has none, some say `null`.
    tags: Option<Vec<String>>,
    /// Google's: what each digest is.
    #[serde(default)]
    manifest: HashMap<String, Described>,
}

#[derive(Deserialize)]
struct Described {
    #[serde(default)]
    tag: Vec<String>,
}

impl Session {
    /// Tags of a repository, or those of them that hold a part of a name where the host can tell.
    pub fn tags(&self, route: &Route, part: Option<&str>) -> Tags {
        let own = self.own_tags(&route.own, part);
        let is_out_of_reach = own.failure.as_ref().is_some_and(Failure::is_silence);
        if !is_out_of_reach || !own.tags.is_empty() {
            return own;
        }
        let mut lists = route
            .mirrors_of_tags()
            .map(|mirror| self.plain_tags(mirror));
        let found = lists.find(|list| !list.tags.is_empty());
        // What a mirror lacks, the registry may have: it stays incomplete.
        Tags {
            tags: found.unwrap_or_default().tags,
            ..own
        }
    }

    fn own_tags(&self, repository: &Repository, part: Option<&str>) -> Tags {
        let detailed = match tongue(&repository.host) {
            Tongue::Hub => hub::tags(self, &repository.path, part),
            Tongue::Quay => quay::tags(self, repository, part),
            Tongue::Plain => return self.plain_tags(repository),
        };
        let is_hidden = matches!(detailed.failure, Some(Failure::Missing | Failure::Denied));
        if is_hidden && detailed.tags.is_empty() {
            // A private one is seen by who is logged in; of who is not, nobody knows what it is.
            return match self.login(repository) {
                Some(_) => self.plain_tags(repository),
                None => Tags::failed(Failure::Denied),
            };
        }
        detailed
    }

    fn plain_tags(&self, repository: &Repository) -> Tags {
        let start = format!("{}/v2/{}/tags/list", repository.base, repository.path);
        let first = format!("{start}?n={PAGE}");
        pages(first.clone(), MOST_PAGES, |url| {
            match self.page(repository, url) {
                Err(Failure::Broken) if *url == first => {
                    self.page(repository, &format!("{start}?n={SMALL_PAGE}"))
                }
                other => other,
            }
        })
    }

    fn page(&self, repository: &Repository, url: &str) -> Result<pages::Page, Failure> {
        let asked = Asked {
            url,
            accept: "application/json",
            ..Asked::default()
        };
        let answer = self.ask(repository, &asked)?;
        let next = answer.header("link").and_then(next);
        let next = next.map(|link| same_list(url, link));
        let page: Page = answer.json()?;
        let mut digests = HashMap::new();
        for (digest, described) in page.manifest {
            for tag in described.tag {
                digests.insert(tag, digest.clone());
            }
        }
        let tags = page.tags.unwrap_or_default().into_iter();
        let tags = tags.map(|name| ListedTag {
            digest: digests.remove(&name),
            name,
            platforms: Vec::new(),
        });
        Ok((tags.collect(), next))
    }

    /// What a tag stands for now: first where the engine would ask. Counts as no pull.
    pub fn digest(&self, route: &Route, tag: &str) -> Result<String, Failure> {
        let mut mirrors = route.mirrors_of_tags();
        let found = mirrors.find_map(|mirror| self.digest_at(mirror, tag).ok());
        found.map_or_else(|| self.digest_at(&route.own, tag), Ok)
    }

    fn digest_at(&self, repository: &Repository, tag: &str) -> Result<String, Failure> {
        let url = format!("{}/v2/{}/manifests/{tag}", repository.base, repository.path);
        let asked = Asked {
            url: &url,
            is_head: true,
            accept: manifest::ALL,
            ..Asked::default()
        };
        let answer = self.asked_twice(repository, &asked)?;
        let digest = answer
            .header("docker-content-digest")
            .filter(|digest| is_digest(digest));
        digest.map(str::to_owned).ok_or(Failure::Nonsense)
    }

    /// The layers of an image on a platform and, unless that failed, what its configuration says; by
    /// its digest. Docker Hub counts it as a pull.
    pub fn layers(
        &self,
        route: &Route,
        digest: &str,
        platform: &str,
    ) -> Result<(Layers, Option<Failure>), Failure> {
        let at = |repository| self.contents_at(repository, digest, platform);
        let mut mirrors = route.mirrors_of_digests();
        let found = mirrors.find_map(|mirror| at(mirror).ok());
        found.map_or_else(|| at(&route.own), Ok)
    }

    fn contents_at(
        &self,
        repository: &Repository,
        digest: &str,
        platform: &str,
    ) -> Result<(Layers, Option<Failure>), Failure> {
        let (mut layers, blob) = self.layers_at(repository, digest, platform)?;
        let config = match &blob {
            Some(blob) => self.config(repository, blob, &layers),
            None => Ok(Config::default()),
        };
        let failure = config.as_ref().err().cloned();
        layers.config = config.ok();
        Ok((layers, failure))
    }

    /// And where its configuration is.
    fn layers_at(
        &self,
        repository: &Repository,
        version: &str,
        platform: &str,
    ) -> Result<(Layers, Option<Blob>), Failure> {
        let mut version = version.to_owned();
        // An index, then what it names.
        for _ in 0..2 {
            let url = format!(
                "{}/v2/{}/manifests/{version}",
                repository.base, repository.path
            );
            let asked = Asked {
                url: &url,
                accept: manifest::ALL,
                ..Asked::default()
            };
            let answer = self.asked_twice(repository, &asked)?;
            match manifest::read(&answer.body, platform)? {
                manifest::Read::Layers(layers, config) => return Ok((layers, config)),
                manifest::Read::Of(digest) => version = digest,
            }
        }
        Err(Failure::Nonsense)
    }

    /// What made these layers. Registries mostly lead to another host for it.
    fn config(
        &self,
        repository: &Repository,
        blob: &Blob,
        layers: &Layers,
    ) -> Result<Config, Failure> {
        if blob.size > config::MOST_BYTES {
            return Ok(Config::default());
        }
        let url = format!(
            "{}/v2/{}/blobs/{}",
            repository.base, repository.path, blob.digest
        );
        let asked = Asked {
            url: &url,
            accept: "*/*",
            most: Some(blob.size),
            ..Asked::default()
        };
        let answer = self.asked_twice(repository, &asked)?;
        match config::is_that(&answer.body, blob) {
            true => Ok(config::read(&answer.body, &layers.layers)),
            false => Err(Failure::Nonsense),
        }
    }

    fn asked_twice(&self, repository: &Repository, asked: &Asked) -> Result<Answer, Failure> {
        match self.ask(repository, asked) {
            Err(Failure::Broken) => self.ask(repository, asked),
            other => other,
        }
    }
}

/// The next page of a list is one of the same list. Some that stand behind another server do not
/// know how it calls them, and leave out or add a part of their own address.
fn same_list(url: &str, link: String) -> String {
    let leads_to = resolve(url, &link);
    let parts = leads_to.as_ref().and_then(|to| to.split_once('?'));
    match (parts, url.split('?').next()) {
        (Some((path, query)), Some(own)) if path.ends_with("/tags/list") => {
            match host(path) == host(url) {
                true => format!("{own}?{query}"),
                false => link,
            }
        }
        _ => link,
    }
}

/// The address of `<address>; rel="next"`, among others perhaps.
fn next(header: &str) -> Option<String> {
    header.split(',').find_map(|link| {
        let (address, rest) = link.trim().strip_prefix('<')?.split_once('>')?;
        let mut parameters = rest
            .split(';')
            .map(|parameter| parameter.trim().replace('"', ""));
        let is_next = parameters.any(|parameter| parameter.eq_ignore_ascii_case("rel=next"));
        is_next.then(|| address.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_where_it_is() {
        let asked = "https://a.b/v2/key/x/tags/list?n=1000";
        let own = "https://a.b/v2/key/x/tags/list?last=7";
        let to = |link: &str| same_list(asked, link.to_owned());
        for link in [
            "/v2/x/tags/list?last=7",
            "/artifactory/api/docker/key/v2/x/tags/list?last=7",
            "http://a.b/v2/key/x/tags/list?last=7",
            "https://a.b:443/v2/key/x/tags/list?last=7",
            "?last=7",
        ] {
            assert_eq!(to(link), own, "{link}");
        }
        for link in [
            "https://c.d/v2/key/x/tags/list?last=7",
            "https://a.b:444/v2/key/x/tags/list?last=7",
            "/v2/key/x/tags/next/7",
            "/v2/key/x/tags/list",
        ] {
            assert_eq!(to(link), link);
        }
    }

    #[test]
    fn links() {
        let of = |header| next(header).unwrap_or_default();
        assert_eq!(of("</v2/a?n=1>; rel=\"next\""), "/v2/a?n=1");
        assert_eq!(of("<x>; rel=prev, <y>;rel=Next"), "y");
        for header in [
            "",
            "<x>",
            "<x; rel=next",
            "x; rel=\"next\"",
            "<x>; rel=\"last\"",
        ] {
            assert_eq!(of(header), "", "{header}");
        }
    }
}
