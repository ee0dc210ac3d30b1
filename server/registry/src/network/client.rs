//! One request and its answer, within bounds of time and size.

use super::address::{host, is_https, origin, resolve};
use super::allowed::is_loopback;
use super::failure::Failure;
use super::tls::{NO_TLS, Tls};
use super::{certificates, proxies, retry};
use crate::places::Places;
use std::collections::HashMap;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use ureq::http::{HeaderMap, Method, Request};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{
    ConnectProxyConnector, Connector, SocksConnector, TcpConnector,
};
use ureq::{Agent, Body, Proxy};

const CONNECT: Duration = Duration::from_secs(2);
const ALL: Duration = Duration::from_secs(5);

/// A page of tags has some 200 kB at most.
const LARGEST_BODY: u64 = 4 * 1024 * 1024;

const MOST_REDIRECTS: usize = 4;

pub struct Client {
    places: Places,
    agents: Mutex<HashMap<Way, Agent>>,
}

/// What makes connections differ.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Way {
    proxy: Option<String>,
    certificates: Option<PathBuf>,
}

#[derive(Clone, Default)]
pub struct Asked<'a> {
    pub url: &'a str,
    pub is_head: bool,
    pub accept: &'a str,
    /// Goes to this origin and to no other that it redirects to.
    pub authorization: Option<&'a str>,
    /// Of a form, sent by POST.
    pub form: Option<&'a str>,
    /// Bytes of a body, where one knows better than to take any.
    pub most: Option<u64>,
}

/// Why there is no answer, and which host owed it: another one than was asked, where that led there.
pub struct Failed {
    pub failure: Failure,
    pub url: String,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(places: Places) -> Client {
        Client {
            places,
            agents: Mutex::default(),
        }
    }

    /// What a host says, whatever it is; fails where it says nothing of use.
    pub fn send(&self, asked: &Asked) -> Result<Answer, Failed> {
        let mut url = asked.url.to_owned();
        let answer = self.follow(asked, &mut url);
        answer.map_err(|failure| Failed { failure, url })
    }

    /// `url` is where it is, and in the end where it came to.
    fn follow(&self, asked: &Asked, url: &mut String) -> Result<Answer, Failure> {
        let end = Instant::now() + ALL;
        let start = origin(asked.url).ok_or(Failure::Nonsense)?;
        let mut asked = asked.clone();
        for _ in 0..=MOST_REDIRECTS {
            let here = origin(url).ok_or(Failure::Nonsense)?;
            if here != start {
                asked.authorization = None;
            }
            let answer = self.send_once(&asked, url, &here, end)?;
            let is_redirect = matches!(answer.status, 301 | 302 | 303 | 307 | 308);
            if !is_redirect || asked.form.is_some() {
                return Ok(answer);
            }
            let next = header(&answer.headers, "location").and_then(|to| resolve(url, to));
            let next = next.ok_or(Failure::Nonsense)?;
            if !may_lead(&here, &next) {
                return Err(Failure::Nonsense);
            }
            *url = next;
        }
        Err(Failure::Nonsense)
    }

    fn send_once(
        &self,
        asked: &Asked,
        url: &str,
        origin: &str,
        end: Instant,
    ) -> Result<Answer, Failure> {
        let host = host(url).ok_or(Failure::Nonsense)?;
        let folder = is_https(url).then(|| certificates::folder(&self.places, &host));
        let way = Way {
            proxy: proxies::proxy(&self.places, origin),
            certificates: folder.flatten(),
        };
        self.exchange(asked, url, &way, end)
    }

    fn exchange(
        &self,
        asked: &Asked,
        url: &str,
        way: &Way,
        end: Instant,
    ) -> Result<Answer, Failure> {
        let left = end
            .checked_duration_since(Instant::now())
            .ok_or(Failure::Unreachable)?;
        let agent = self.agent(way).ok_or(Failure::Unreachable)?;
        let method = match (asked.is_head, asked.form) {
            (_, Some(_)) => Method::POST,
            (true, None) => Method::HEAD,
            (false, None) => Method::GET,
        };
        let mut request = Request::builder().method(method).uri(url);
        if !asked.accept.is_empty() {
            request = request.header("accept", asked.accept);
        }
        if let Some(authorization) = asked.authorization {
            request = request.header("authorization", authorization);
        }
        let response = match asked.form {
            Some(form) => {
                let request = request.header("content-type", "application/x-www-form-urlencoded");
                let request = request.body(form).map_err(|_| Failure::Nonsense)?;
                let request = agent.configure_request(request).timeout_global(Some(left));
                agent.run(request.build())
            }
            None => {
                let request = request.body(()).map_err(|_| Failure::Nonsense)?;
                let request = agent.configure_request(request).timeout_global(Some(left));
                agent.run(request.build())
            }
        };
        let (head, body) = response
            .map_err(|error| failure(error, is_https(url)))?
            .into_parts();
        // What is asked for may be small; what leads there, or says why not, need not be.
        let most = asked.most.filter(|_| head.status.is_success());
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: if asked.is_head {
                Vec::new()
            } else {
                read(body, most.unwrap_or(LARGEST_BODY))?
            },
        })
    }

    fn agent(&self, way: &Way) -> Option<Agent> {
        let mut agents = self.agents.lock().ok()?;
        if let Some(agent) = agents.get(way) {
            return Some(agent.clone());
        }
        let tls = Tls::new(way.certificates.as_deref())?;
        let proxy = match &way.proxy {
            Some(proxy) => Some(Proxy::new(proxy).ok()?),
            None => None,
        };
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // Followed here, where one sees where they lead.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(ALL))
            .max_idle_connections_per_host(1)
            .max_response_header_size(64 * 1024)
            .user_agent(concat!("strates/", env!("CARGO_PKG_VERSION")))
            .proxy(proxy)
            .build();
        let connector =
            ().chain(SocksConnector::default())
                .chain(ConnectProxyConnector::default())
                .chain(TcpConnector::default())
                .chain(tls);
        let agent = Agent::with_parts(agent, connector, DefaultResolver::default());
        agents.insert(way.clone(), agent.clone());
        Some(agent)
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| Failure::Nonsense)
    }

    fn is_page(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default();
        kind.starts_with("text/html") || self.body.trim_ascii_start().starts_with(b"<")
    }

    /// Whether who asks has to show something else. Amazon says so with 400 where something that
    /// was shown has expired, and only its text tells that from another 400.
    pub fn is_refusal(&self) -> bool {
        let is_said = |words: &[u8]| {
            let mut parts = self.body.windows(words.len());
            parts.any(|part| part.eq_ignore_ascii_case(words))
        };
        match self.status {
            401 | 403 => true,
            400 => self.body.is_empty() || is_said(b"DENIED") || is_said(b"UNAUTHORIZED"),
            _ => false,
        }
    }

    /// The failure that its status tells of; what 401 means depends on who asked.
    pub fn checked(self) -> Result<Answer, Failure> {
        match self.status {
            200..=299 => Ok(self),
            401 | 403 => Err(Failure::Denied),
            // A page for people is no registry's word.
            404 if self.is_page() => Err(Failure::Nonsense),
            404 => Err(Failure::Missing),
            429 => Err(Failure::TooMany {
                retry_after: self.header("retry-after").and_then(retry::after),
            }),
            500..=599 => Err(Failure::Broken),
            _ => Err(Failure::Nonsense),
        }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Nothing leads from TLS to none, or from elsewhere into this machine.
pub fn may_lead(from: &str, to: &str) -> bool {
    let (Some(here), Some(there)) = (host(from), host(to)) else {
        return false;
    };
    (is_https(to) || !is_https(from)) && (is_loopback(&here) || !is_loopback(&there))
}

fn read(mut body: Body, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut reader = body.as_reader().take(most.saturating_add(1));
    reader
        .read_to_end(&mut bytes)
        .map_err(|_| Failure::Unreachable)?;
    match bytes.len() as u64 > most {
        true => Err(Failure::Nonsense),
        false => Ok(bytes),
    }
}

fn failure(error: ureq::Error, is_https: bool) -> Failure {
    let is_refused = match &error {
        ureq::Error::Io(error) => error.kind() == ErrorKind::ConnectionRefused,
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::Tls(NO_TLS) => true,
        _ => false,
    };
    match error {
        _ if is_refused && is_https => Failure::NoTls,
        ureq::Error::Protocol(_) | ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
            Failure::Nonsense
        }
        _ => Failure::Unreachable,
    }
}
