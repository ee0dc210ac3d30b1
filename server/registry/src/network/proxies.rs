//! The proxy that the environment names for a host.

use super::allowed::{is_loopback, without_port};
use super::range;
use crate::places::Places;

/// As `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say, in either case.
pub fn proxy(places: &Places, origin: &str) -> Option<String> {
    let (scheme, host) = origin.split_once("://")?;
    let variable = |name: &str| {
        let upper = (places.variable)(name);
        let value = upper.or_else(|| (places.variable)(&name.to_ascii_lowercase()));
        value.filter(|value| !value.trim().is_empty())
    };
    if is_loopback(host) {
        return None;
    }
    if variable("NO_PROXY").is_some_and(|list| is_without(&list, host)) {
        return None;
    }
    let own = match scheme {
        "https" => variable("HTTPS_PROXY"),
        _ => variable("HTTP_PROXY"),
    };
    let proxy = own.or_else(|| variable("ALL_PROXY"))?;
    let proxy = proxy.trim();
    Some(match proxy.contains("://") {
        true => proxy.to_owned(),
        false => format!("http://{proxy}"),
    })
}

fn is_without(list: &str, host: &str) -> bool {
    list.split([',', ' '])
        .map(str::trim)
        .any(|entry| fits(entry, host))
}

fn fits(entry: &str, host: &str) -> bool {
    let name = without_port(host);
    let (entry, own_port) = match entry.rsplit_once(':') {
        Some((entry, port)) if !port.is_empty() && port.bytes().all(|c| c.is_ascii_digit()) => {
            (entry, Some(port))
        }
        _ => (entry, None),
    };
    if own_port.is_some_and(|port| host.rsplit_once(':').map(|(_, own)| own) != Some(port)) {
        return false;
    }
    if entry == "*" {
        return true;
    }
    if let (true, Ok(address)) = (entry.contains('/'), name.parse()) {
        return range::holds(entry, address);
    }
    let domain = entry.trim_start_matches('*').trim_start_matches('.');
    if domain.is_empty() {
        return false;
    }
    let start = name.len().saturating_sub(domain.len());
    let ends = name
        .get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case(domain));
    ends && (start == 0 || name.get(..start).is_some_and(|start| start.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn each_scheme_has_its_own() {
        let both = [("HTTPS_PROXY", "http://s:1"), ("http_proxy", "p:2")];
        check(&both, "https://quay.io", Some("http://s:1"));
        check(&both, "http://quay.io", Some("http://p:2"));
        check(
            &[("ALL_PROXY", "socks5://a:3")],
            "https://quay.io",
            Some("socks5://a:3"),
        );
        check(&[("HTTPS_PROXY", "")], "https://quay.io", None);
        check(&[], "https://quay.io", None);
    }

    #[test]
    fn never_for_this_machine() {
        check(
            &[("HTTP_PROXY", "http://p:1")],
            "http://127.0.0.1:5000",
            None,
        );
        check(
            &[("HTTP_PROXY", "http://p:1")],
            "http://localhost:5000",
            None,
        );
    }

    #[test]
    fn some_hosts_go_without() {
        let through = Some("http://p:1");
        let cases = [
            ("quay.io", "https://quay.io", None),
            ("quay.io", "https://cdn.quay.io", None),
            (".quay.io", "https://cdn.quay.io", None),
            ("*.quay.io", "https://cdn.quay.io", None),
            ("quay.io", "https://notquay.io", through),
            ("*", "https://quay.io", None),
            ("a, 10.0.0.0/8", "https://10.2.3.4:5000", None),
            ("10.0.0.0/8", "https://11.2.3.4:5000", through),
            ("0.0.0.0/0", "https://11.2.3.4", None),
            ("quay.io:444", "https://quay.io", through),
            ("quay.io:444", "https://quay.io:444", None),
            (",", "https://quay.io", through),
        ];
        for (list, origin, expected) in cases {
            check(
                &[("HTTPS_PROXY", "http://p:1"), ("NO_PROXY", list)],
                origin,
                expected,
            );
        }
    }

    fn check(variables: &[(&str, &str)], origin: &str, expected: Option<&str>) {
        let variables: Vec<(String, String)> = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let places = Places {
            variable: Arc::new(move |name| {
                let found = variables.iter().find(|(known, _)| known == name);
                found.map(|(_, value)| value.clone())
            }),
            ..Places::default()
        };
        assert_eq!(proxy(&places, origin).as_deref(), expected, "{origin}");
    }
}
