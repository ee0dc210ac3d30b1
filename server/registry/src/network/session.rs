//! All that is remembered between requests: connections, tokens, hosts that rest.

use super::address::{self, host, origin};
use super::allowed::Allowed;
use super::challenge::Challenge;
use super::client::{Answer, Asked, Client};
use super::credentials::{self, Login, Secret};
use super::failure::{Failure, Rests};
use super::hub;
use super::hub::Found;
use super::route::Schemes;
use super::tokens::Tokens;
use crate::places::Places;
use crate::settings::Settings;
use std::time::Instant;

pub use strates_analysis::model::DOCKER_HUB;

pub struct Session {
    pub places: Places,
    pub(super) client: Client,
    pub(super) schemes: Schemes,
    rests: Rests,
    tokens: Tokens,
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

impl Session {
    pub fn new(places: Places) -> Session {
        Session {
            client: Client::new(places.clone()),
            places,
            schemes: Schemes::default(),
            rests: Rests::default(),
            tokens: Tokens::default(),
        }
    }

    /// Names at Docker Hub that fit what is typed, and whether these are all.
    pub fn search(&self, typed: &str) -> Result<(Vec<Found>, bool), Failure> {
        match self.leads_to(DOCKER_HUB) {
            true => hub::search(self, typed),
            false => Err(Failure::Blocked),
        }
    }

    pub(super) fn allowed(&self, settings: &Settings) -> Allowed {
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
        let answer = self.client.send(asked).map_err(|failed| {
            // Where a host leads to may be out of reach, and the host itself is not.
            let own = address::host(&failed.url).unwrap_or_else(|| host.clone());
            self.rests.note(&own, Err(&failed.failure), Instant::now());
            failed.failure
        })?;
        let seen = match answer.status {
            429 => Err(Failure::TooMany {
                retry_after: answer.header("retry-after").and_then(super::retry::after),
            }),
            _ => Ok(()),
        };
        self.rests
            .note(&host, seen.as_ref().copied(), Instant::now());
        Ok(answer)
    }

    /// A request to the registry itself, with what it wants to see.
    pub fn ask(&self, repository: &Repository, asked: &Asked) -> Result<Answer, Failure> {
        let here = origin(&repository.base);
        if here.is_none() || origin(asked.url) != here {
            return Err(Failure::Nonsense);
        }
        let key = format!("{}/{}", repository.base, repository.path);
        let known = self.tokens.known(&key);
        let first = self.send_with(asked, known.as_ref())?;
        if !first.is_refusal() {
            return first.checked();
        }
        // One that has expired early, or was never shown: once more with a fresh one.
        let challenge = first.header("www-authenticate").and_then(Challenge::parse);
        let Some(challenge) = challenge else {
            if known.is_none() {
                return Err(first.checked().err().unwrap_or(Failure::Denied));
            }
            self.tokens.forget(&key);
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
        if answer.is_refusal() {
            self.tokens.forget(key);
            return Err(Failure::Denied);
        }
        self.tokens.keep(key, token);
        answer.checked()
    }

    fn send_with(&self, asked: &Asked, authorization: Option<&Secret>) -> Result<Answer, Failure> {
        self.send(&Asked {
            authorization: authorization.map(Secret::expose),
            ..asked.clone()
        })
    }
}
