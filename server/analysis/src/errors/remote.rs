//! Sources of COPY and ADD that are not local files.

use super::numbers::truth;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Remote {
    Local,
    Http,
    Git(Git),
    /// A Git URL with a part of its query that BuildKit does not understand.
    WrongQuery(String),
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Git {
    pub(super) checksum: Option<String>,
    pub(super) keep_git_dir: Option<bool>,
}

impl Remote {
    pub(super) fn of(source: &str) -> Remote {
        let is_http = source.starts_with("http://") || source.starts_with("https://");
        let git = git(source);
        match git {
            Some(Found::Git(git)) => Remote::Git(git),
            Some(Found::WrongQuery(part)) => Remote::WrongQuery(part),
            _ if is_http => Remote::Http,
            _ => Remote::Local,
        }
    }
}

enum Found {
    Git(Git),
    WrongQuery(String),
    /// `github.com/…` without a scheme is taken for a local path.
    Indistinguishable,
}

fn git(source: &str) -> Option<Found> {
    if source.starts_with("./") || source.starts_with("../") {
        return None;
    }
    if source.starts_with("github.com/") {
        let (_, query, fragment) = url_parts(source)?;
        return Some(match read_query(&query, fragment) {
            Ok(_) => Found::Indistinguishable,
            Err(part) => Found::WrongQuery(part),
        });
    }
    let (query, fragment) = match scheme(source) {
        Some((scheme, rest)) => {
            let (path, query, fragment) = url_parts(rest)?;
            let is_git = match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" => path.contains('/') && path.ends_with(".git"),
                "ssh" | "git" => true,
                _ => false,
            };
            if !is_git {
                return None;
            }
            (query, fragment)
        }
        None => {
            let rest = scp_path(source)?;
            let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
            let (_, query) = rest.split_once('?').unwrap_or((rest, ""));
            (query.to_owned(), fragment)
        }
    };
    Some(match read_query(&query, fragment) {
        Ok(git) => Found::Git(git),
        Err(part) => Found::WrongQuery(part),
    })
}

/// Whether values of variables could make a word the name of something remote.
pub(super) fn may_be_remote(word: &str) -> bool {
    let plain = word.split('$').next().unwrap_or_default();
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let start = plain.bytes().take_while(|byte| is_user(*byte)).count();
    let rest = plain[start..].trim_start_matches(['"', '\'']);
    rest.is_empty() || rest.starts_with([':', '@', '.']) || plain.starts_with(['"', '\''])
}

fn scheme(source: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = source.split_once("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_scheme.then_some((scheme, rest))
}

/// Host and path, query and fragment of a URL that can be read.
fn url_parts(rest: &str) -> Option<(String, String, &str)> {
    let (before, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (place, query) = before.split_once('?').unwrap_or((before, ""));
    if place.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
        return None;
    }
    let (host, path) = match place.find('/') {
        Some(slash) => place.split_at(slash),
        None => (place, ""),
    };
    if !is_host(host) {
        return None;
    }
    Some((
        format!("{host}{}", unescaped(path)?),
        query.to_owned(),
        fragment,
    ))
}

fn is_host(host: &str) -> bool {
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let port = match host.rsplit_once(']') {
        Some((_, rest)) => rest.strip_prefix(':').unwrap_or(rest),
        None => host.split_once(':').map_or("", |(_, port)| port),
    };
    let is_letter = |letter: char| !" <>\"\\^`{|}%".contains(letter);
    host.chars().all(is_letter) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// With `%2F` and the like read; `None` where one is no number.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        rest = &rest[2..];
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What follows `user@host:`.
fn scp_path(source: &str) -> Option<&str> {
    let (user, rest) = source.split_once('@')?;
    let (host, path) = rest.split_once(':')?;
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    let fits = !user.is_empty()
        && user.bytes().all(is_user)
        && !host.is_empty()
        && host.bytes().all(is_host);
    fits.then_some(path)
}

/// What the query says; the part of it that is not understood otherwise.
fn read_query(query: &str, fragment: &str) -> Result<Git, String> {
    let mut git = Git::default();
    let (reference, subdir) = fragment.split_once(':').unwrap_or((fragment, ""));
    let mut reference = reference.to_owned();
    let mut subdir = subdir.trim_matches('/').to_owned();
    let mut seen: Vec<String> = Vec::new();
    let (mut tag, mut branch) = (None, None);
    for part in query.split('&').filter(|part| !part.is_empty()) {
        if part.contains(';') {
            continue;
        }
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let plus = |text: &str| unescaped(&text.replace('+', " "));
        let (Some(key), Some(value)) = (plus(key), plus(value)) else {
            continue;
        };
        let wrong = Err(part.to_owned());
        if seen.contains(&key) {
            return wrong;
        }
        let is_flag = matches!(
            key.as_str(),
            "submodules" | "keep-git-dir" | "fetch-by-commit"
        );
        if value.is_empty() && !is_flag {
            return wrong;
        }
        let answer = if value.is_empty() {
            Some(true)
        } else {
            truth(&value)
        };
        match key.as_str() {
            "ref" if !reference.is_empty() && reference != value => return wrong,
            "ref" => reference.clone_from(&value),
            "tag" => tag = Some(prefixed("refs/tags/", &value)),
            "branch" => branch = Some(prefixed("refs/heads/", &value)),
            "subdir" if !subdir.is_empty() && subdir != value => return wrong,
            "subdir" => subdir.clone_from(&value),
            "checksum" | "commit" => git.checksum = Some(value.clone()),
            "keep-git-dir" if answer.is_some() => git.keep_git_dir = answer,
            "submodules" | "fetch-by-commit" if answer.is_some() => {}
            "mtime" if value == "checkout" || value == "commit" => {}
            _ => return wrong,
        }
        seen.push(key);
    }
    let named = match (tag, branch) {
        (Some(_), Some(branch)) => return Err(branch),
        (tag, branch) => tag.or(branch),
    };
    match named {
        Some(named) if !reference.is_empty() && reference != named => Err(named),
        _ => Ok(git),
    }
}

fn prefixed(prefix: &str, name: &str) -> String {
    match name.starts_with(prefix) {
        true => name.to_owned(),
        false => format!("{prefix}{name}"),
    }
}
