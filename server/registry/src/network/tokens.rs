//! What is shown to registries, how one comes by it, and how long it lasts.

use super::address::{are_of_one_house, escaped, host};
use super::challenge::Challenge;
use super::client::{Asked, may_lead};
use super::credentials::{Login, Secret};
use super::failure::Failure;
use super::session::{Repository, Session};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// By host and path.
#[derive(Default)]
pub struct Tokens(Mutex<HashMap<String, Token>>);

pub struct Token {
    /// The whole value of the header.
    pub authorization: Secret,
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

impl Tokens {
    pub fn known(&self, key: &str) -> Option<Secret> {
        let tokens = self.0.lock().ok()?;
        let token = tokens.get(key).filter(|token| token.until > Instant::now());
        token.map(|token| token.authorization.clone())
    }

    pub fn keep(&self, key: &str, token: Token) {
        if let Ok(mut tokens) = self.0.lock() {
            tokens.retain(|_, token| token.until > Instant::now());
            tokens.insert(key.to_owned(), token);
        }
    }

    pub fn forget(&self, key: &str) {
        if let Ok(mut tokens) = self.0.lock() {
            tokens.remove(key);
        }
    }
}

impl Session {
    pub(super) fn fresh_token(
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
