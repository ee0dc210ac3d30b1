//! Where an image is asked for: at its own registry, or where Docker's and Podman's settings send
//! those who want it.

use super::address::{host, origin};
use super::allowed::{Said, Scheme};
use super::certificates;
use super::client::Asked;
use super::engines::Engines;
use super::failure::Failure;
use super::session::{DOCKER_HUB, Repository, Session};
use crate::settings::{Mode, Settings};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use strates_analysis::model::Reference;

#[derive(Debug)]
pub struct Route {
    pub own: Repository,
    mirrors: Vec<Mirror>,
}

#[derive(Debug)]
struct Mirror {
    repository: Repository,
    by_tag: bool,
    by_digest: bool,
}

/// Hosts that may go without TLS, and whether they did.
#[derive(Default)]
pub struct Schemes(Mutex<HashMap<String, (Scheme, Instant)>>);

/// Who had no TLS may have some later, or was not there at all.
const SCHEME_FRESH: Duration = Duration::from_secs(10 * 60);

impl Route {
    /// In the order in which they are asked before the registry itself.
    pub fn mirrors_of_tags(&self) -> impl Iterator<Item = &Repository> {
        let mirrors = self.mirrors.iter().filter(|mirror| mirror.by_tag);
        mirrors.map(|mirror| &mirror.repository)
    }

    pub fn mirrors_of_digests(&self) -> impl Iterator<Item = &Repository> {
        let mirrors = self.mirrors.iter().filter(|mirror| mirror.by_digest);
        mirrors.map(|mirror| &mirror.repository)
    }
}

impl Session {
    /// Whether an image may be asked for, and where.
    pub fn route(&self, settings: &Settings, image: &Reference) -> Result<Route, Failure> {
        if settings.mode != Mode::Auto {
            return Err(Failure::Offline);
        }
        let engines = Engines::read(&self.places);
        let name = format!("{}/{}", image.registry, image.path);
        let Some(rule) = engines.rule(&name) else {
            let own = self.repository(settings, &engines, &name, None)?;
            let mirrors = hub_mirrors(&engines, &own);
            return Ok(Route { own, mirrors });
        };
        if rule.blocked {
            return Err(Failure::Blocked);
        }
        let own = rule.location(&name);
        let own = self.repository(settings, &engines, &own, Some(rule.insecure))?;
        let mirrors = rule.mirrors(&name).into_iter();
        let mirrors = mirrors.filter_map(|mirror| {
            let named = Some(mirror.insecure);
            let repository = self.repository(settings, &engines, &mirror.name, named);
            Some(Mirror {
                repository: repository.ok()?,
                by_tag: mirror.by_tag,
                by_digest: mirror.by_digest,
            })
        });
        let mut mirrors: Vec<Mirror> = mirrors.collect();
        mirrors.extend(hub_mirrors(&engines, &own));
        Ok(Route { own, mirrors })
    }

    /// Whether who wants images of a registry is sent there, and not away or elsewhere.
    pub fn leads_to(&self, host: &str) -> bool {
        let engines = Engines::read(&self.places);
        let rule = engines.rule(host);
        rule.is_none_or(|rule| !rule.blocked && rule.location(host) == host)
    }

    /// `named` says that Podman's settings name it, and whether as one that may go without TLS.
    fn repository(
        &self,
        settings: &Settings,
        engines: &Engines,
        name: &str,
        named: Option<bool>,
    ) -> Result<Repository, Failure> {
        let found = self::named(name).ok_or(Failure::NotAllowed)?;
        let host = &found.registry;
        let mut moved = self.places.registries.iter();
        let base = match moved.find(|(known, _)| known == host) {
            Some((_, address)) => address.clone(),
            None => {
                let scheme = self.scheme(settings, engines, host, named);
                let scheme = match scheme.ok_or(Failure::NotAllowed)? {
                    Scheme::Either => self.scheme_of(host),
                    scheme => scheme,
                };
                format!("{}://{host}", scheme.name())
            }
        };
        origin(&base).ok_or(Failure::NotAllowed)?;
        Ok(Repository {
            host: host.clone(),
            path: found.path,
            base,
        })
    }

    /// `None` where a host may not be asked.
    fn scheme(
        &self,
        settings: &Settings,
        engines: &Engines,
        host: &str,
        named: Option<bool>,
    ) -> Option<Scheme> {
        let said = Said {
            has_certificates: certificates::folder(&self.places, host).is_some(),
            is_named: named.is_some(),
            is_insecure: named == Some(true) || engines.is_insecure(host),
        };
        self.allowed(settings).scheme(host, said)
    }

    /// TLS, unless something else answers there.
    fn scheme_of(&self, host: &str) -> Scheme {
        if let Some(known) = self.schemes.known(host) {
            return known;
        }
        let asked = Asked {
            url: &format!("https://{host}/v2/"),
            ..Asked::default()
        };
        let answers = self.client.send(&asked);
        let scheme = match answers.map_err(|failed| failed.failure) {
            Err(Failure::NoTls) => Scheme::Http,
            _ => Scheme::Https,
        };
        self.schemes.keep(host, scheme);
        scheme
    }
}

/// What `host/path` names, written in full.
fn named(name: &str) -> Option<Reference> {
    let found = Reference::parse(name).filter(|found| found.tag.is_none())?;
    (name.split('/').next() == Some(&found.registry)).then_some(found)
}

fn hub_mirrors(engines: &Engines, own: &Repository) -> Vec<Mirror> {
    let is_hub = own.host == DOCKER_HUB;
    let addresses = engines.hub_mirrors().filter(|_| is_hub);
    // One with a path is none for Docker either.
    let addresses = addresses.filter(|address| origin(address).as_deref() == Some(address));
    let mirrors = addresses.filter_map(|address| {
        Some(Mirror {
            repository: Repository {
                host: host(address)?,
                path: own.path.clone(),
                base: address.to_owned(),
            },
            by_tag: true,
            by_digest: true,
        })
    });
    mirrors.collect()
}

impl Schemes {
    fn known(&self, host: &str) -> Option<Scheme> {
        let schemes = self.0.lock().ok()?;
        let (scheme, seen) = schemes.get(host)?;
        (seen.elapsed() < SCHEME_FRESH).then_some(*scheme)
    }

    fn keep(&self, host: &str, scheme: Scheme) {
        if let Ok(mut schemes) = self.0.lock() {
            schemes.retain(|_, (_, seen)| seen.elapsed() < SCHEME_FRESH);
            schemes.insert(host.to_owned(), (scheme, Instant::now()));
        }
    }
}
