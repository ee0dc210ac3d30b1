//! Names of variables that speak of secrets.

/// BuildKit: one of its words is a secret one, and none says that it is public.
pub fn is_secret(name: &str) -> bool {
    let has = |known: &[&str]| {
        let mut words = name.split('_');
        words.any(|word| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    has(&SECRET) && !has(&ALLOWED)
}

const SECRET: [&str; 10] = [
    "apikey",
    "auth",
    "credential",
    "credentials",
    "key",
    "password",
    "pword",
    "passwd",
    "secret",
    "token",
];

const ALLOWED: [&str; 3] = ["public", "file", "version"];

/// hadolint: it holds one of a few syllables, or is one of the names that services use.
pub fn is_suspicious(name: &str) -> bool {
    let mut ends = (0..name.len()).map(|at| &name.as_bytes()[at..]);
    ends.any(|end| SYLLABLES.iter().any(|syllable| starts_with(end, syllable)))
        || KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn starts_with(text: &[u8], start: &str) -> bool {
    let text = text.get(..start.len());
    text.is_some_and(|text| text.eq_ignore_ascii_case(start.as_bytes()))
}

const SYLLABLES: [&str; 7] = [
    "api_key",
    "client_key",
    "password",
    "private",
    "secret",
    "token",
    "username",
];

/// Those that hold none of the syllables.
const KNOWN: [&str; 13] = [
    "APPLICATION_KEY",
    "AWS_ACCESS_KEY_ID",
    "CI_DEPLOY_USER",
    "DOCKER_EMAIL",
    "FACEBOOK_APP_ID",
    "HEROKU_API_USER",
    "OKTA_AUTHN_GROUPID",
    "OKTA_CLIENT_ORGURL",
    "OKTA_OAUTH2_CLIENTID",
    "STRIPE_DEVICE_NAME",
    "TRAVIS_OS_NAME",
    "TRAVIS_SECURE_ENV_VARS",
    "TRAVIS_SUDO",
];

/// A name or a value that tells that there is no secret, whatever the rest of the name says.
pub fn is_harmless(name: &str, value: Option<&str>) -> bool {
    let upper = name.to_ascii_uppercase();
    let words: Vec<&str> = upper.split('_').collect();
    let last = words.last().copied().unwrap_or_default();
    let names_signer = words.iter().any(|word| SIGNERS.contains(word));
    let is_public = upper.ends_with("KEY_ID") && !upper.starts_with("AWS_");
    names_signer
        || is_public
        || upper.contains("KEYRING")
        || upper.ends_with("SIGNING_KEY")
        || upper.ends_with("SIGNING_KEYS")
        || DESCRIBING.contains(&last)
        || value.is_some_and(is_harmless_value)
}

/// Public keys are named after the programs that check signatures with them.
const SIGNERS: [&str; 8] = [
    "GPG",
    "PGP",
    "APT",
    "RPM",
    "DEB",
    "KEYSERVER",
    "SERVER",
    "PUB",
];

/// What stands at the end of the name of something that tells of a secret, but is none.
#[rustfmt::skip]
const DESCRIBING: [&str; 39] = [
    "FILE", "FILES", "PATH", "DIR", "DIRECTORY", "FOLDER", "URL", "URI", "HOST", "PORT", "ENDPOINT",
    "VERSION", "SHA", "SHA256", "SHA512", "CHECKSUM", "FINGERPRINT", "NAME", "ENABLED", "ENABLE",
    "DISABLED", "DISABLE", "TYPE", "METHOD", "MODE", "ALGORITHM", "LENGTH", "SIZE", "LIMIT",
    "TIMEOUT", "TTL", "EXPIRY", "EXPIRATION", "EXPIRES", "PREFIX", "HEADER", "POLICY", "REQUIRED",
    "PARALLELISM",
];

/// A fingerprint, an address, a file, a switch.
fn is_harmless_value(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']);
    let is_fingerprint = |word: &str| {
        let digits = word.trim_start_matches("0x");
        matches!(digits.len(), 8 | 16 | 40) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    let mut words = value.split_whitespace();
    let is_address = value.starts_with("https://") || value.starts_with("http://");
    let is_switch = ["true", "false", "yes", "no", "on", "off", "0", "1", "none"];
    let has_login = value.contains('@');
    (is_address && !has_login)
        || (value.starts_with('/') && value.len() > 1)
        || is_switch
            .iter()
            .any(|word| value.eq_ignore_ascii_case(word))
        || (!value.is_empty() && words.all(is_fingerprint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buildkit_looks_at_whole_words() {
        for name in ["TOKEN", "a_Password", "KEY_x", "GPG_KEY"] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "TOKENS",
            "PUBLIC_KEY",
            "TOKEN_FILE",
            "KEY_VERSION",
            "MONKEY",
            "",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn hadolint_looks_at_syllables() {
        for name in ["TOKENIZER", "DbUsername", "PRIVATE_DIR", "docker_email"] {
            assert!(is_suspicious(name), "{name}");
        }
        for name in ["GPG_KEY", "AUTH", "USER"] {
            assert!(!is_suspicious(name), "{name}");
        }
    }

    #[test]
    fn some_names_and_values_are_harmless() {
        for name in [
            "GPG_KEYS",
            "SIGNING_KEY",
            "KEY_SERVER",
            "AUTH_URL",
            "TOKEN_LIMIT",
            "APT_KEY",
        ] {
            assert!(is_harmless(name, None), "{name}");
        }
        assert!(!is_harmless("AWS_ACCESS_KEY_ID", None) && !is_harmless("NPM_TOKEN", None));
        let fingerprint = "9554F04D7259F04124DE6B476D5A82AC7E37093B";
        assert!(is_harmless("KEY", Some(fingerprint)) && is_harmless("AUTH", Some("none")));
        assert!(!is_harmless("KEY", Some("s3cr3t")) && !is_harmless("KEY", Some("")));
    }
}
