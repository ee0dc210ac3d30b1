//! All that is remembered between requests: connections, tokens, hosts that rest.

use super::address::{are_of_one_house, escaped, host, origin};
use super::allowed::{Allowed, Scheme};
use super::challenge::Challenge;
use super::client::{Answer, Asked, Client, may_lead};
use super::credentials::{self, Login, Secret};
use super::failure::{Failure, Rests};
use super::hub::Found;
use super::{certificates, hub};
use crate::places::Places;
use crate::settings::{Mode, Settings};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use strates_analysis::model::Reference;

pub const DOCKER_HUB: &str = "docker.io";

pub struct Session {
    pub places: Places,
    client: Client,
    rests: Rests,
    /// By host and path.
    tokens: Mutex<HashMap<String, Token>>,
}

/// Where one repository is, and how one speaks to its host.
#[derive(Clone, Debug)]
pub struct Repository {
    /// As people name the host: what credentials and rules are about.
    pub host: String,
    pub path: String,
    /// `https://host`, where it is asked.
    pub base: String,
}

#[derive(Clone)]
struct Token {
    authorization: Secret,
    until: Instant,
}

#[derive(Deserialize, Default)]
struct Issued {
    #[serde(default)]
    token: String,
    #[serde(default)]
    access_token: String,
    expires_in: Option<u64>,
}

/// What a token lasts where nobody says.
const SHORT_LIFE: Duration = Duration::from_secs(60);

impl Session {
    pub fn new(places: Places) -> Session {
        Session {
            client: Client::new(places.clone()),
            places,
            rests: Rests::default(),
            tokens: Mutex::default(),
        }
    }

    /// Whether a repository may be asked for, and where.
    pub fn repository(
        &self,
        settings: &Settings,
        image: &Reference,
    ) -> Result<Repository, Failure> {
        if settings.mode == Mode::Offline {
            return Err(Failure::Offline);
        }
        let host = &image.registry;
        let base = if host == DOCKER_HUB {
            self.places.hub_registry.clone()
        } else {
            let has_certificates = certificates::folder(&self.places, host).is_some();
            let allowed = self.allowed(settings);
            let scheme: Scheme = allowed
                .scheme(host, has_certificates)
                .ok_or(Failure::NotAllowed)?;
            format!("{}://{host}", scheme.name())
        };
        origin(&base).ok_or(Failure::NotAllowed)?;
        Ok(Repository {
            host: host.clone(),
            path: image.path.clone(),
            base,
        })
    }

    /// Names at Docker Hub that fit what is typed, and whether these are all.
    pub fn search(&self, typed: &str) -> Result<(Vec<Found>, bool), Failure> {
        hub::search(self, typed)
    }

    fn allowed(&self, settings: &Settings) -> Allowed {
        Allowed {
            named: settings.allow.clone(),
            insecure: settings.insecure.clone(),
            logged_in: credentials::hosts(&self.places),
        }
    }

    pub fn login(&self, repository: &Repository) -> Option<Login> {
        credentials::login(&self.places, &repository.host, &repository.path)
    }

    /// Until when the host of an address is left alone.
    pub fn rest(&self, url: &str) -> Option<Instant> {
        self.rests.until(&host(url)?, Instant::now())
    }

    /// One request, unless the host rests.
    pub fn send(&self, asked: &Asked) -> Result<Answer, Failure> {
        let host = host(asked.url).ok_or(Failure::Nonsense)?;
        if self.rests.until(&host, Instant::now()).is_some() {
            return Err(Failure::Resting);
        }
        let answer = self.client.send(asked);
        let seen = match &answer {
            Ok(answer) if answer.status == 429 => Err(Failure::TooMany {
                retry_after: answer.header("retry-after").and_then(super::retry::after),
            }),
            Ok(_) => Ok(()),
            Err(failure) => Err(failure.clone()),
        };
        self.rests
            .note(&host, seen.as_ref().copied(), Instant::now());
        answer
    }

    /// A request to the registry itself, with what it wants to see.
    pub fn ask(&self, repository: &Repository, asked: &Asked) -> Result<Answer, Failure> {
        let here = origin(&repository.base);
        if here.is_none() || origin(asked.url) != here {
            return Err(Failure::Nonsense);
        }
        let key = format!("{}/{}", repository.base, repository.path);
        let known = self.token(&key);
        let first = self.send_with(asked, known.as_ref())?;
        if !matches!(first.status, 401 | 403) {
            return first.checked();
        }
        // One that has expired early, or was never shown: once more with a fresh one.
        let challenge = first.header("www-authenticate").and_then(Challenge::parse);
        let Some(challenge) = challenge else {
            if known.is_none() {
                return Err(Failure::Denied);
            }
            self.forget(&key);
            return self.ask_afresh(repository, asked, &key);
        };
        self.answer_challenge(repository, asked, &key, &challenge)
    }

    /// Where a token was refused without a word of how to get another.
    fn ask_afresh(
        &self,
        repository: &Repository,
        asked: &Asked,
        key: &str,
    ) -> Result<Answer, Failure> {
        let answer = self.send_with(asked, None)?;
        let challenge = answer.header("www-authenticate").and_then(Challenge::parse);
        match challenge {
            Some(challenge) if answer.status == 401 => {
                self.answer_challenge(repository, asked, key, &challenge)
            }
            _ => answer.checked(),
        }
    }

    fn answer_challenge(
        &self,
        repository: &Repository,
        asked: &Asked,
        key: &str,
        challenge: &Challenge,
    ) -> Result<Answer, Failure> {
        let token = self.fresh_token(repository, challenge)?;
        let answer = self.send_with(asked, Some(&token.authorization))?;
        if matches!(answer.status, 401 | 403) {
            self.forget(key);
            return Err(Failure::Denied);
        }
        if let Ok(mut tokens) = self.tokens.lock() {
            tokens.retain(|_, token| token.until > Instant::now());
            tokens.insert(key.to_owned(), token);
        }
        answer.checked()
    }

    fn send_with(&self, asked: &Asked, authorization: Option<&Secret>) -> Result<Answer, Failure> {
        self.send(&Asked {
            authorization: authorization.map(Secret::expose),
            ..asked.clone()
        })
    }

    fn token(&self, key: &str) -> Option<Secret> {
        let tokens = self.tokens.lock().ok()?;
        let token = tokens.get(key).filter(|token| token.until > Instant::now());
        token.map(|token| token.authorization.clone())
    }

    fn forget(&self, key: &str) {
        if let Ok(mut tokens) = self.tokens.lock() {
            tokens.remove(key);
        }
    }

    fn fresh_token(
        &self,
        repository: &Repository,
        challenge: &Challenge,
    ) -> Result<Token, Failure> {
        let login = self.login(repository);
        if let Some(Login::Token(token)) = &login {
            return Ok(Token::lasting(bearer(token.expose()), SHORT_LIFE));
        }
        match challenge {
            Challenge::Basic => {
                let Some(Login::Password { user, secret }) = &login else {
                    return Err(Failure::Denied);
                };
                Ok(Token::lasting(
                    basic(user, secret),
                    Duration::from_secs(600),
                ))
            }
            Challenge::Bearer { realm, service } => {
                self.issued(repository, login.as_ref(), realm, service.as_deref())
            }
        }
    }

    fn issued(
        &self,
        repository: &Repository,
        login: Option<&Login>,
        realm: &str,
        service: Option<&str>,
    ) -> Result<Token, Failure> {
        let (Some(there), Some(here)) = (host(realm), host(&repository.base)) else {
            return Err(Failure::Nonsense);
        };
        if !may_lead(&repository.base, realm) {
            return Err(Failure::Nonsense);
        }
        // Whoever answers for a registry does not choose who else sees its secrets.
        let login = login.filter(|_| are_of_one_house(&here, &there));
        let service = service.unwrap_or(&here);
        let scope = format!("repository:{}:pull", repository.path);
        let query = format!("service={}&scope={}", escaped(service), escaped(&scope));
        let answer = match login {
            Some(Login::Identity(secret)) => {
                let form = format!(
                    "grant_type=refresh_token&client_id=strates&{query}&refresh_token={}",
                    escaped(secret.expose())
                );
                self.send(&Asked {
                    url: realm,
                    form: Some(&form),
                    ..Asked::default()
                })?
            }
            other => {
                let basic = match other {
                    Some(Login::Password { user, secret }) => Some(basic(user, secret)),
                    _ => None,
                };
                let separator = if realm.contains('?') { '&' } else { '?' };
                self.send(&Asked {
                    url: &format!("{realm}{separator}{query}"),
                    authorization: basic.as_ref().map(Secret::expose),
                    ..Asked::default()
                })?
            }
        };
        // 404 of who gives tokens says nothing of an image.
        let answer = answer.checked().map_err(|failure| match failure {
            Failure::Missing | Failure::Nonsense => Failure::Denied,
            other => other,
        })?;
        let issued: Issued = answer.json()?;
        let token = match issued.token.is_empty() {
            true => issued.access_token,
            false => issued.token,
        };
        if token.is_empty() {
            return Err(Failure::Nonsense);
        }
        let life = issued.expires_in.map_or(SHORT_LIFE, Duration::from_secs);
        Ok(Token::lasting(bearer(&token), life))
    }
}

impl Token {
    fn lasting(authorization: Secret, life: Duration) -> Token {
        // Not to its last second: it has a way to go.
        let life = life
            .saturating_sub(Duration::from_secs(5))
            .min(Duration::from_secs(3600));
        Token {
            authorization,
            until: Instant::now() + life,
        }
    }
}

fn bearer(token: &str) -> Secret {
    Secret::new(format!("Bearer {token}"))
}

fn basic(user: &str, secret: &Secret) -> Secret {
    let encoded = STANDARD.encode(format!("{user}:{}", secret.expose()));
    Secret::new(format!("Basic {encoded}"))
}
