//! What the settings of Docker and Podman say of registries: whom they may speak to without TLS, and
//! where they ask in place of a registry. Files that cannot be read say nothing.

mod docker;
mod podman;

use super::allowed::{is_loopback, without_port, without_scheme};
use super::range;
use crate::places::Places;
use crate::small_file;
use docker::Daemon;
use podman::Rule;
use std::net::IpAddr;
use std::path::Path;

pub struct Engines {
    docker: Daemon,
    podman: Vec<Rule>,
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(small_file::read(path)?).ok()
}

impl Engines {
    pub fn read(places: &Places) -> Engines {
        Engines {
            docker: Daemon::read(places),
            podman: podman::read(places),
        }
    }

    /// A host that may go without TLS, because one of them says so.
    pub fn is_insecure(&self, host: &str) -> bool {
        let names = self.docker.insecure.iter();
        let mut names = names.map(|name| name.trim());
        let address = without_port(host);
        let address = address.trim_start_matches('[').trim_end_matches(']');
        let address = address.parse().ok().filter(may_be_meant);
        names.any(|name| {
            let is_in_range = address.is_some_and(|address| range::holds(name, address));
            is_in_range || without_scheme(name).eq_ignore_ascii_case(host)
        })
    }

    /// What Podman does with an image of a name, `host/path`.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        let rules = self.podman.iter();
        let about = rules.filter_map(|rule| Some((rule.length(name)?, rule)));
        about
            .max_by_key(|(length, _)| *length)
            .map(|(_, rule)| rule)
    }

    /// Addresses at which Docker asks before it asks Docker Hub.
    pub fn hub_mirrors(&self) -> impl Iterator<Item = &str> {
        let mirrors = self.docker.mirrors.iter();
        mirrors.map(|mirror| mirror.trim().trim_end_matches('/'))
    }
}

/// One's own machine has a rule of its own, and what is told of a whole network is not told of the
/// addresses by which machines learn about themselves.
fn may_be_meant(address: &IpAddr) -> bool {
    let is_of_link = match address {
        IpAddr::V4(address) => address.is_link_local(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    };
    !is_of_link && !address.is_unspecified() && !is_loopback(&address.to_string())
}
