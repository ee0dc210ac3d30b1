//! Platforms: what BuildKit takes for one.

use super::fault::{Fault, meant};
use super::fixes;
use super::kinds::stages as kinds;
use super::reading::Piece;

#[rustfmt::skip]
const SYSTEMS: [&str; 18] = [
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux",
    "macos", "nacl", "netbsd", "openbsd", "plan9", "solaris", "windows", "zos",
];
#[rustfmt::skip]
const ARCHITECTURES: [&str; 30] = [
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64",
    "mips", "mipsle", "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "riscv", "riscv64",
    "s390", "s390x", "sparc", "sparc64", "wasm", "i386", "x86_64", "x86-64", "aarch64", "armhf",
    "armel",
];

pub(super) fn is_platform(platform: &str) -> bool {
    let parts: Vec<&str> = platform.splitn(4, '/').collect();
    let Some((system, others)) = parts.split_first() else {
        return false;
    };
    let is_specifier = |part: &&str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        !part.is_empty() && part.bytes().all(is_letter)
    };
    let Some(name) = system_name(system) else {
        return false;
    };
    match others {
        [] => {
            let name = name.to_ascii_lowercase();
            let whole = system.to_ascii_lowercase();
            SYSTEMS.contains(&name.as_str()) || ARCHITECTURES.contains(&whole.as_str())
        }
        [_] | [_, _] => others.iter().all(is_specifier),
        _ => false,
    }
}

/// The name of a system, which may have a version and features in brackets.
fn system_name(system: &str) -> Option<&str> {
    let (name, options) = match system.split_once('(') {
        Some((name, rest)) => (name, Some(rest.strip_suffix(')')?)),
        None => (system, None),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    let Some(options) = options else {
        return Some(name);
    };
    let is_option = |byte: u8| byte.is_ascii_alphanumeric() || b"_.%-".contains(&byte);
    let mut parts = options.split('+');
    let version = parts.next().unwrap_or_default();
    let are_options = version.bytes().all(is_option)
        && parts.all(|part| !part.is_empty() && part.bytes().all(is_option));
    are_options.then_some(name)
}

pub(super) fn fault(piece: &Piece, platform: &str) -> Option<Fault> {
    if is_platform(platform) {
        return None;
    }
    let fault = Fault::new(kinds::INVALID_PLATFORM, piece.span).with(platform);
    let known = [
        "linux/amd64",
        "linux/arm64",
        "linux/arm/v7",
        "linux/386",
        "windows/amd64",
    ];
    let guess = meant(platform, &known).filter(|_| *piece.text == *platform);
    Some(match guess {
        Some((meant, _)) => fault.guess(meant).fix(fixes::replace(piece.span, meant)),
        None => fault,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_those_of_containerd() {
        for platform in [
            "linux",
            "amd64",
            "linux/amd64",
            "linux/arm/v7",
            "windows(10.0.17763)/amd64",
            "x/y",
        ] {
            assert!(is_platform(platform), "{platform}");
        }
        for platform in ["", "x", "linux/", "linux/a/b/c", "linux/*", "/amd64", "a b"] {
            assert!(!is_platform(platform), "{platform}");
        }
    }
}
