//! Why there is no answer, and for how long the host is left alone.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use strates_analysis::lang::Text;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The settings forbid all requests.
    Offline,
    /// The host is none of those that may be asked.
    NotAllowed,
    /// The settings of Podman forbid it.
    Blocked,
    /// No connection, no such name, too late.
    Unreachable,
    /// Nothing there speaks TLS, and nobody said that it may go without.
    NoTls,
    /// 401 and 403: whether there is such an image nobody says.
    Denied,
    /// 404, from a host that believes who asks.
    Missing,
    /// The image is there, and not for the platform that was asked for.
    NoPlatform,
    /// 429.
    TooMany { retry_after: Option<Duration> },
    /// 5xx.
    Broken,
    /// What came is nothing that one asked for.
    Nonsense,
    /// The host failed a moment ago and is left alone.
    Resting,
}

/// Hosts that are left alone for a while.
#[derive(Default)]
pub struct Rests {
    hosts: Mutex<HashMap<String, Rest>>,
}

struct Rest {
    until: Instant,
    failures: u32,
}

const FIRST_REST: Duration = Duration::from_secs(30);
const LONGEST_REST: Duration = Duration::from_secs(10 * 60);
const FIRST_AFTER_TOO_MANY: Duration = Duration::from_secs(60);
const LONGEST_AFTER_TOO_MANY: Duration = Duration::from_secs(60 * 60);

/// More are not remembered: by then most have rested enough.
const MOST_HOSTS: usize = 256;

impl Rests {
    /// Until when a host is left alone.
    pub fn until(&self, host: &str, now: Instant) -> Option<Instant> {
        let hosts = self.hosts.lock().ok()?;
        hosts
            .get(host)
            .map(|rest| rest.until)
            .filter(|until| *until > now)
    }

    pub fn note(&self, host: &str, answer: Result<(), &Failure>, now: Instant) {
        let Ok(mut hosts) = self.hosts.lock() else {
            return;
        };
        let failures = hosts.get(host).map_or(0, |rest| rest.failures);
        let pause = match answer {
            Err(Failure::Unreachable | Failure::NoTls) => {
                doubled(FIRST_REST, failures, LONGEST_REST)
            }
            Err(Failure::TooMany { retry_after }) => {
                let own = doubled(FIRST_AFTER_TOO_MANY, failures, LONGEST_AFTER_TOO_MANY);
                retry_after.unwrap_or(own).min(LONGEST_AFTER_TOO_MANY)
            }
            _ => {
                hosts.remove(host);
                return;
            }
        };
        if hosts.len() >= MOST_HOSTS {
            hosts.retain(|_, rest| rest.until > now);
        }
        let rest = Rest {
            until: now + pause,
            failures: failures.saturating_add(1),
        };
        hosts.insert(host.to_owned(), rest);
    }
}

fn doubled(first: Duration, times: u32, longest: Duration) -> Duration {
    first.saturating_mul(1 << times.min(16)).min(longest)
}

impl Failure {
    /// Nobody said anything about what was asked for.
    pub fn is_silence(&self) -> bool {
        matches!(
            self,
            Failure::Unreachable
                | Failure::NoTls
                | Failure::TooMany { .. }
                | Failure::Broken
                | Failure::Resting
        )
    }

    /// What to tell a person who asked.
    pub fn text(&self) -> Text {
        match self {
            Failure::Offline => Text {
                en: "`registry.mode` is `offline`, so no registry is asked.",
                fr: "`registry.mode` vaut `offline`\u{a0}: aucun registre n'est interrogé.",
            },
            Failure::NotAllowed => Text {
                en: "This registry is not asked: log in to it, or name it in `registry.allow`.",
                fr: "Ce registre n'est pas interrogé\u{a0}: connectez-vous-y, ou citez-le dans `registry.allow`.",
            },
            Failure::Blocked => Text {
                en: "`registries.conf` blocks this registry. Remove `blocked` from its entry, then try again.",
                fr: "`registries.conf` bloque ce registre. Retirez `blocked` de son entrée, puis réessayez.",
            },
            Failure::Unreachable => Text {
                en: "The registry does not answer. Check the network, then try again.",
                fr: "Le registre ne répond pas. Vérifiez le réseau, puis réessayez.",
            },
            Failure::NoTls => Text {
                en: "No TLS connection came about. Check the address and the proxy; a registry that goes without TLS is named in `registry.allow` as `http://host:port`.",
                fr: "Aucune connexion TLS n'a pu s'établir. Vérifiez l'adresse et le proxy\u{a0}; un registre qui se passe de TLS se cite dans `registry.allow` sous la forme `http://hôte:port`.",
            },
            Failure::Denied => Text {
                en: "The registry shows no such image without another login. Run `docker login`, then try again.",
                fr: "Le registre ne montre pas cette image sans une autre connexion. Lancez `docker login`, puis réessayez.",
            },
            Failure::Missing => Text {
                en: "The registry has no such image. Check its name and its tag.",
                fr: "Le registre n'a pas cette image. Vérifiez son nom et son tag.",
            },
            Failure::NoPlatform => Text {
                en: "The image is not made for the platform of this machine, so its layers are not looked up.",
                fr: "L'image n'existe pas pour la plateforme de cette machine\u{a0}: ses couches ne sont pas cherchées.",
            },
            Failure::TooMany { .. } => Text {
                en: "The registry has had too many requests. Try again later.",
                fr: "Le registre a reçu trop de requêtes. Réessayez plus tard.",
            },
            Failure::Broken => Text {
                en: "The registry has a problem of its own. Try again later.",
                fr: "Le registre a lui-même un problème. Réessayez plus tard.",
            },
            Failure::Nonsense => Text {
                en: "What answers at this address is no registry. Check the name, and the proxy if there is one.",
                fr: "Ce qui répond à cette adresse n'est pas un registre. Vérifiez le nom, et le proxy s'il y en a un.",
            },
            Failure::Resting => Text {
                en: "The registry failed a moment ago and is left alone for a while. Try again later.",
                fr: "Le registre vient d'échouer et n'est plus interrogé pour l'instant. Réessayez plus tard.",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreachable_host_rests_from_half_a_minute_to_ten() {
        let unreachable = Failure::Unreachable;
        assert_eq!(pauses(&unreachable, 7), [30, 60, 120, 240, 480, 600, 600]);
    }

    #[test]
    fn after_too_many_from_a_minute_to_an_hour() {
        let too_many = Failure::TooMany { retry_after: None };
        assert_eq!(
            pauses(&too_many, 8),
            [60, 120, 240, 480, 960, 1920, 3600, 3600]
        );
    }

    #[test]
    fn what_the_host_says_counts() {
        let after = |seconds| Failure::TooMany {
            retry_after: Some(Duration::from_secs(seconds)),
        };
        assert_eq!(pauses(&after(7), 2), [7, 7]);
        assert_eq!(pauses(&after(u64::MAX), 1), [3600]);
    }

    #[test]
    fn an_answer_ends_the_rest() {
        let rests = Rests::default();
        let now = Instant::now();
        rests.note("a", Err(&Failure::Unreachable), now);
        assert!(rests.until("a", now).is_some());
        assert!(rests.until("b", now).is_none());
        rests.note("a", Err(&Failure::Denied), now);
        assert!(rests.until("a", now).is_none());
    }

    fn pauses(failure: &Failure, times: usize) -> Vec<u64> {
        let rests = Rests::default();
        let now = Instant::now();
        let pause = |_| {
            rests.note("host", Err(failure), now);
            (rests.until("host", now).unwrap() - now).as_secs()
        };
        (0..times).map(pause).collect()
    }
}
