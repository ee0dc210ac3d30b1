//! Addresses, as far as one must know where a request goes.

use super::allowed::{is_loopback, without_port};

/// `https://host:port`, in lower case and without the scheme's own port; `None` for what may lead
/// elsewhere than it seems to.
pub fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let port = match &*scheme {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let authority = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
    if authority.is_empty() || !authority.chars().all(is_plain) {
        return None;
    }
    let authority = authority.strip_suffix(port).unwrap_or(&authority);
    Some(format!("{scheme}://{authority}"))
}

/// With its port, where it has one.
pub fn host(url: &str) -> Option<String> {
    let origin = origin(url)?;
    Some(origin.split_once("://")?.1.to_owned())
}

pub fn is_https(url: &str) -> bool {
    origin(url).is_some_and(|origin| origin.starts_with("https://"))
}

/// Where a link on a page leads.
pub fn resolve(page: &str, link: &str) -> Option<String> {
    if link.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return None;
    }
    if link.contains("://") {
        return origin(link).map(|_| link.to_owned());
    }
    if let Some(rest) = link.strip_prefix("//") {
        let (scheme, _) = page.split_once("://")?;
        let link = format!("{scheme}://{rest}");
        return origin(&link).map(|_| link);
    }
    let start = origin(page)?;
    if link.starts_with('/') {
        return Some(start + link);
    }
    let path = page.split('?').next()?;
    if link.starts_with('?') {
        return Some(format!("{path}{link}"));
    }
    let (folder, _) = path.rsplit_once('/')?;
    // Of `https://host` the last stroke is not of a path.
    let folder = if folder.ends_with('/') { path } else { folder };
    Some(format!("{folder}/{link}"))
}

/// Whether who runs one host may be taken for who runs the other: the same name, or names of one
/// domain, as `registry.gitlab.com` and `gitlab.com`.
pub fn are_of_one_house(one: &str, other: &str) -> bool {
    let (one, other) = (without_port(one), without_port(other));
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    let is_address =
        |host: &str| host.starts_with('[') || host.ends_with(|c: char| c.is_ascii_digit());
    if is_address(one) || is_address(other) || is_loopback(one) || is_loopback(other) {
        return false;
    }
    let parent = |host: &str| {
        let (_, parent) = host.split_once('.')?;
        parent.contains('.').then(|| parent.to_ascii_lowercase())
    };
    let is =
        |one: Option<String>, other: &str| one.is_some_and(|one| one == other.to_ascii_lowercase());
    is(parent(one), other)
        || is(parent(other), one)
        || parent(one).is_some() && parent(one) == parent(other)
}

/// What a query needs escaped.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_where_it_leads() {
        let of = |url| origin(url).unwrap_or_default();
        assert_eq!(of("HTTPS://Quay.IO:443/v2/"), "https://quay.io");
        assert_eq!(of("http://localhost:5000?n=1"), "http://localhost:5000");
        assert_eq!(of("http://[::1]:5000/"), "http://[::1]:5000");
        for url in [
            "",
            "quay.io",
            "ftp://a/",
            "https://",
            "https://a@b/",
            "https://a\\b/",
        ] {
            assert_eq!(origin(url), None, "{url}");
        }
    }

    #[test]
    fn links_lead_from_their_page() {
        let to = |link| resolve("https://a.b/v2/x/tags/list?n=1", link).unwrap_or_default();
        assert_eq!(to("/v2/x?n=2"), "https://a.b/v2/x?n=2");
        assert_eq!(to("?n=2"), "https://a.b/v2/x/tags/list?n=2");
        assert_eq!(to("next"), "https://a.b/v2/x/tags/next");
        assert_eq!(to("https://c.d/x"), "https://c.d/x");
        assert_eq!(to("//c.d/x"), "https://c.d/x");
        assert_eq!(to("a b"), "");
        assert_eq!(
            resolve("https://a.b", "c").as_deref(),
            Some("https://a.b/c")
        );
    }

    #[test]
    fn houses() {
        let pairs = [
            ("registry-1.docker.io", "auth.docker.io", true),
            ("registry.gitlab.com", "gitlab.com", true),
            ("mine.azurecr.io", "mine.azurecr.io", true),
            ("localhost:5000", "localhost:5001", true),
            ("quay.io", "ghcr.io", false),
            ("localhost:5000", "127.0.0.1:5000", false),
            ("10.0.0.1", "10.0.0.2", false),
            ("docker.io", "evil.example", false),
            ("a.example.com", "b.other.com", false),
        ];
        for (one, other, expected) in pairs {
            assert_eq!(are_of_one_house(one, other), expected, "{one} {other}");
            assert_eq!(are_of_one_house(other, one), expected, "{other} {one}");
        }
    }
}
