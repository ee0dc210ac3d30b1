//! How registries differ where they should not.

use std::time::Duration;
use strates_analysis::model::DOCKER_HUB;

/// How one learns the tags of a repository.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tongue {
    /// Docker Hub's own: digests and sizes, the newest first, a part of a name to look for.
    Hub,
    /// Quay's own: the same.
    Quay,
    /// What all registries speak: names alone, in some order.
    Plain,
}

pub fn tongue(host: &str) -> Tongue {
    match host {
        DOCKER_HUB => Tongue::Hub,
        "quay.io" => Tongue::Quay,
        _ => Tongue::Plain,
    }
}

/// Whether one can ask for tags that hold a part.
pub fn may_ask_for_parts(host: &str) -> bool {
    tongue(host) != Tongue::Plain
}

/// Tags on a page. ECR refuses more, GHCR gives 100 unless told, others give what they like.
pub const PAGE: usize = 1000;

/// Once more with so few, where many were too much.
pub const SMALL_PAGE: usize = 100;

/// Then the list counts as endless.
pub const MOST_PAGES: usize = 20;

/// Of Docker Hub and Quay: the newest thousand, and then one asks for a part of a name.
pub const MOST_DETAILED_PAGES: usize = 10;

/// For all pages together: what came until then is shown.
pub const LONGEST: Duration = Duration::from_secs(15);
