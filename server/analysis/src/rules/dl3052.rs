use super::labels::wrong;
use super::{Check, Example, FileView, Findings, LabelKind, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3052",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write a whole URL in a label that expects one.",
        fr: "Écrire une URL complète dans un label qui en attend une.",
    },
    why: Text {
        en: "Tools make a link of such a label, and cannot do so without the scheme, `https://`. \
             `label-schema` in `.hadolint.yaml` says which labels expect a URL.",
        fr: "Des outils font un lien d'un tel label, et n'y parviennent pas sans le schéma, \
             `https://`. `label-schema` dans `.hadolint.yaml` dit quels labels attendent une URL.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.url="example.com/app""#,
        good: r#"LABEL org.opencontainers.image.url="https://example.com/app""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not a whole URL. Write the scheme too, as in `https://example.com`.",
    fr: "`{0}` n'est pas une URL complète. Écrivez aussi le schéma, comme dans `https://example.com`.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for label in wrong(file, LabelKind::Url, is_url) {
        let message = Message::new(MESSAGE).with(&label.value).with(&label.name);
        findings.add(label.value_place(), message);
    }
}

/// A scheme, and behind it only what a URL may hold.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme_sign = |sign: char| sign.is_ascii_alphanumeric() || "+-.".contains(sign);
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(is_scheme_sign);
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_place = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            is_authority(&rest[..end]) && holds(&rest[end..], "/:@")
        }
        None => holds(rest, "/:@"),
    };
    is_scheme && is_place && holds(query, "/?:@") && holds(fragment, "/?:@")
}

fn is_authority(text: &str) -> bool {
    let (login, server) = text.split_once('@').unwrap_or(("", text));
    let is_port = |port: &str| port.bytes().all(|digit| digit.is_ascii_digit());
    let is_server = match server.strip_prefix('[') {
        Some(rest) => rest.split_once(']').is_some_and(|(address, rest)| {
            let port = rest.strip_prefix(':').unwrap_or(rest);
            let port_is_apart = rest.is_empty() || rest.starts_with(':');
            is_address(address) && port_is_apart && is_port(port)
        }),
        None => {
            let (host, port) = server.split_once(':').unwrap_or((server, ""));
            holds(host, "") && is_port(port)
        }
    };
    holds(login, ":") && is_server
}

/// An IPv6 address, or one of a version to come.
fn is_address(text: &str) -> bool {
    let future = text
        .strip_prefix(['v', 'V'])
        .and_then(|rest| rest.split_once('.'));
    let is_future = |(version, rest): (&str, &str)| {
        let is_version =
            !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_version && !rest.is_empty() && !rest.contains('%') && holds(rest, "")
    };
    let (address, zone) = text.split_once("%25").unwrap_or((text, "eth0"));
    let is_zoned = !zone.is_empty() && holds(zone, "");
    (is_zoned && address.parse::<std::net::Ipv6Addr>().is_ok()) || future.is_some_and(is_future)
}

/// Letters, digits, the signs that stand in any part of a URL, and those that this part may hold.
fn holds(text: &str, more: &str) -> bool {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let is_allowed = match letter {
            '%' => {
                let is_digit = |digit: Option<char>| digit.is_some_and(|c| c.is_ascii_hexdigit());
                is_digit(letters.next()) && is_digit(letters.next())
            }
            letter => {
                letter.is_ascii_alphanumeric()
                    || "-._~!$&'()*+,;=".contains(letter)
                    || more.contains(letter)
            }
        };
        if !is_allowed {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn a_url_is_whole() {
        labelled(
            &RULE,
            LabelKind::Url,
            "FROM x\nLABEL a=⟦example.com⟧ b=c\nLABEL a=https://d\nLABEL a=⟦\"https://d e\"⟧\n",
        );
    }

    #[test]
    fn urls_are_known() {
        for url in [
            "https://a.b/c?d#e",
            "http://[::1]:80/",
            "mailto:a@b",
            "a:",
            "http://u:p@h:/%20",
        ] {
            assert!(is_url(url), "{url}");
        }
        for other in [
            "",
            "a.b",
            "1a:b",
            "http://a:x",
            "http://[1:2]/",
            "a:%2",
            "a:b#c#d",
            "a://b@c@d",
        ] {
            assert!(!is_url(other), "{other}");
        }
    }
}
