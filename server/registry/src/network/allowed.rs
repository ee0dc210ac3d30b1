//! Which hosts may be asked, and how one speaks to them.

use std::net::IpAddr;

/// Registries that anyone pulls from. `*` stands for one part or more of a name.
const WELL_KNOWN: &[&str] = &[
    "*.gcr.io",
    "*.pkg.dev",
    "cgr.dev",
    "container-registry.oracle.com",
    "dhi.io",
    "docker.elastic.co",
    "docker.io",
    "docker.n8n.io",
    "gcr.io",
    "ghcr.io",
    "icr.io",
    "lscr.io",
    "mcr.microsoft.com",
    "nvcr.io",
    "public.ecr.aws",
    "quay.io",
    "registry.access.redhat.com",
    "registry.fedoraproject.org",
    "registry.gitlab.com",
    "registry.k8s.io",
    "registry.opensuse.org",
    "registry.redhat.io",
    "registry.suse.com",
];

#[derive(Clone, Default, Debug)]
pub struct Allowed {
    /// What the settings name.
    pub named: Vec<String>,
    pub insecure: Vec<String>,
    /// Hosts for which there are credentials.
    pub logged_in: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    Http,
    Https,
    /// TLS where it answers.
    Either,
}

/// What is said of a host elsewhere than in the settings of strates.
#[derive(Clone, Copy, Default)]
pub struct Said {
    /// The system holds certificates for it, so it speaks TLS.
    pub has_certificates: bool,
    /// The settings of an engine name it.
    pub is_named: bool,
    /// They say that it may go without TLS.
    pub is_insecure: bool,
}

impl Allowed {
    /// `None` where a host may not be asked at all.
    pub fn scheme(&self, host: &str, said: Said) -> Option<Scheme> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if !host.chars().all(is_plain) {
            return None;
        }
        let is_among =
            |hosts: &[String]| hosts.iter().any(|known| fits(without_scheme(known), host));
        let may_be_asked = WELL_KNOWN.iter().any(|known| fits(known, host))
            || is_among(&self.named)
            || is_among(&self.insecure)
            || is_among(&self.logged_in)
            || said.is_named
            || said.is_insecure;
        if !may_be_asked {
            return None;
        }
        let plain = self
            .named
            .iter()
            .filter(|known| known.starts_with("http://"));
        let is_insecure = is_among(&self.insecure)
            || plain
                .into_iter()
                .any(|known| fits(without_scheme(known), host));
        Some(match is_insecure || is_loopback(host) {
            _ if said.has_certificates => Scheme::Https,
            true => Scheme::Http,
            false if said.is_insecure => Scheme::Either,
            false => Scheme::Https,
        })
    }
}

impl Scheme {
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Http => "http",
            Scheme::Https | Scheme::Either => "https",
        }
    }
}

/// Of `host`, `host:port`, `[::1]:port`.
pub fn is_loopback(host: &str) -> bool {
    let name = without_port(host);
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

pub fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The host of what people write for one: `https://host/v1/`, `host/path`, `host`.
pub fn without_scheme(host: &str) -> &str {
    let host = host.strip_prefix("https://").unwrap_or(host);
    let host = host.strip_prefix("http://").unwrap_or(host);
    host.split('/').next().unwrap_or(host)
}

fn fits(known: &str, host: &str) -> bool {
    match known.strip_prefix('*') {
        // A name of its own is left of the point.
        Some(domain) if domain.starts_with('.') => {
            let end = host.len().saturating_sub(domain.len());
            end > 0
                && host
                    .get(end..)
                    .is_some_and(|end| end.eq_ignore_ascii_case(domain))
        }
        Some(_) => false,
        None => known.eq_ignore_ascii_case(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_and_named_ones_alone() {
        for host in ["docker.io", "ghcr.io", "europe-docker.pkg.dev", "eu.gcr.io"] {
            check(host, Some(Scheme::Https));
        }
        for host in [
            "evil.example",
            "ghcr.io.evil.example",
            ".gcr.io",
            "evil.example?x=.gcr.io",
            "evil.example#.gcr.io",
            "me@evil.example.gcr.io",
            "xgcr.io",
            "localhost:8080",
            "127.0.0.1:80",
            "169.254.169.254",
            "",
        ] {
            check(host, None);
        }
        check("registry.mine.example", Some(Scheme::Https));
        check("registry.mine.example:444", None);
        check("a.wide.example", Some(Scheme::Https));
        check("wide.example", None);
        check("logged.example", Some(Scheme::Https));
    }

    #[test]
    fn http_for_loopback_and_insecure_ones_alone() {
        check("localhost:5000", Some(Scheme::Http));
        check("127.0.0.2:5000", Some(Scheme::Http));
        check("[::1]:5000", Some(Scheme::Http));
        check("plain.example:5000", Some(Scheme::Http));
        check("insecure.example", Some(Scheme::Http));
        let certified = Said {
            has_certificates: true,
            ..Said::default()
        };
        let scheme = allowed().scheme("localhost:5000", certified);
        assert_eq!(scheme, Some(Scheme::Https));
    }

    #[test]
    fn engines_may_name_more() {
        let of = |host, is_named, is_insecure| {
            let said = Said {
                has_certificates: false,
                is_named,
                is_insecure,
            };
            allowed().scheme(host, said)
        };
        assert_eq!(of("a.example", true, false), Some(Scheme::Https));
        assert_eq!(of("a.example", false, true), Some(Scheme::Either));
        assert_eq!(of("insecure.example", false, true), Some(Scheme::Http));
        assert_eq!(of("localhost:8080", true, false), Some(Scheme::Http));
        assert_eq!(of("a.example?b", true, true), None);
    }

    fn check(host: &str, scheme: Option<Scheme>) {
        assert_eq!(allowed().scheme(host, Said::default()), scheme, "{host}");
    }

    fn allowed() -> Allowed {
        let named = [
            "registry.mine.example",
            "*.wide.example",
            "*",
            "localhost:5000",
            "127.0.0.2:5000",
            "[::1]:5000",
            "http://plain.example:5000",
        ];
        Allowed {
            named: named.map(str::to_owned).to_vec(),
            insecure: vec!["insecure.example".to_owned()],
            logged_in: vec!["logged.example".to_owned()],
        }
    }
}
