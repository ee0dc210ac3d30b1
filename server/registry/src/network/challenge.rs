//! What a registry wants to see first: `WWW-Authenticate`.

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Challenge {
    Basic,
    Bearer {
        realm: String,
        service: Option<String>,
    },
}

impl Challenge {
    /// The first that is understood.
    pub fn parse(header: &str) -> Option<Challenge> {
        let (scheme, rest) = header.trim().split_once(' ').unwrap_or((header.trim(), ""));
        if scheme.eq_ignore_ascii_case("basic") {
            return Some(Challenge::Basic);
        }
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        let parameters = parameters(rest);
        let value = |name: &str| {
            let found = parameters
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.clone())
        };
        Some(Challenge::Bearer {
            realm: value("realm")?,
            service: value("service"),
        })
    }
}

fn parameters(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([' ', ',', '\t']).to_owned();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        found.push((name, value.trim().to_owned()));
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds() {
        check("Basic realm=\"x\"", Some(Challenge::Basic));
        check("basic", Some(Challenge::Basic));
        check(
            r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="a:b,c""#,
            Some(bearer(
                "https://auth.docker.io/token",
                Some("registry.docker.io"),
            )),
        );
        check(
            "bearer service=s, realm=https://a/t",
            Some(bearer("https://a/t", Some("s"))),
        );
        check(
            "Bearer realm=\"https://a/t\"",
            Some(bearer("https://a/t", None)),
        );
        for header in [
            "",
            "Negotiate",
            "Bearer",
            "Bearer realm",
            "Bearer service=\"s\"",
        ] {
            check(header, None);
        }
        check("Bearer realm=\"a", Some(bearer("a", None)));
    }

    fn bearer(realm: &str, service: Option<&str>) -> Challenge {
        Challenge::Bearer {
            realm: realm.to_owned(),
            service: service.map(str::to_owned),
        }
    }

    fn check(header: &str, expected: Option<Challenge>) {
        assert_eq!(Challenge::parse(header), expected, "{header}");
    }
}
