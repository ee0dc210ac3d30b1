//! What registries say, and what they were asked, in few words.

use crate::stub::{Reply, Seen};
use crate::world::World;

pub const DIGEST: &str = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

pub fn tags(names: &[&str]) -> Reply {
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    Reply::ok(format!(r#"{{"name": "x", "tags": [{}]}}"#, names.join(",")))
}

pub fn basic(realm: &str, service: &str) -> Reply {
    let challenge = format!(r#"Basic realm="{realm}",service="{service}""#);
    Reply::is(401, "Not Authorized\n").with("www-authenticate", challenge)
}

pub fn bearer(realm: &str, service: &str) -> Reply {
    let challenge = format!(r#"Bearer realm="{realm}",service="{service}",scope="aws""#);
    let body = r#"{"errors": [{"code": "UNAUTHORIZED", "message": "authentication required"}]}"#;
    Reply::is(401, body).with("www-authenticate", challenge)
}

pub fn path(seen: &Seen) -> &str {
    seen.path.split('?').next().unwrap_or_default()
}

pub fn query<'a>(seen: &'a Seen, name: &str) -> Option<&'a str> {
    let mut pairs = seen.path.split_once('?')?.1.split('&');
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

pub fn shown(seen: &Seen) -> &str {
    seen.authorization.as_deref().unwrap_or_default()
}

pub fn log_in(world: &World, host: &str, entry: &str) {
    let config = format!(r#"{{"auths": {{"{host}": {entry}}}}}"#);
    world.write("home/.docker/config.json", &config);
}
