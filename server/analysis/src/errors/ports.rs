//! The ports of EXPOSE.

use super::fault::{Fault, meant};
use super::fixes;
use super::kinds::values as kinds;
use super::reading::Piece;
use crate::edit::Fix;
use crate::model::Span;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether words are nothing but ports.
pub(super) fn are_ports(words: &str) -> bool {
    let fault = |word: &str| fault(&Piece::new(word, Span::default()), word);
    let mut words = words.split_ascii_whitespace().peekable();
    words.peek().is_some() && words.all(|word| fault(word).is_none())
}

const PROTOCOLS: [&str; 3] = ["tcp", "udp", "sctp"];

/// What is wrong with one port that a piece comes to.
pub(super) fn fault(piece: &Piece, port: &str) -> Option<Fault> {
    let is_literal = *piece.text == *port;
    let place = |slice: &str| match is_literal {
        true => {
            let start = slice.as_ptr() as usize - port.as_ptr() as usize;
            piece.part(start..start + slice.len())
        }
        false => piece.span,
    };
    let (address, host, container) = parts(port);
    let (container, protocol) = container.split_once('/').unwrap_or((container, ""));
    if container.is_empty() {
        return Some(Fault::new(kinds::INVALID_PORT, piece.span).with(port));
    }
    let is_known = |known: &&str| known.eq_ignore_ascii_case(protocol);
    if !protocol.is_empty() && !PROTOCOLS.iter().any(is_known) {
        let span = place(protocol);
        let fault = Fault::new(kinds::INVALID_PROTOCOL, span).with(protocol);
        let guess = meant(protocol, &PROTOCOLS).filter(|_| is_literal);
        let fix = guess.map(|(meant, is_only)| fixes::replace_by_meant(span, meant, is_only));
        return Some(fault.fix(fix));
    }
    if !address.is_empty() && !is_address(address) {
        return Some(Fault::new(kinds::INVALID_ADDRESS, place(address)).with(address));
    }
    let Some((start, end)) = range(container) else {
        let fault = Fault::new(kinds::INVALID_PORT, place(container)).with(container);
        return Some(fault.fixes(separated(piece, container, is_literal)));
    };
    if host.is_empty() {
        return None;
    }
    let Some((host_start, host_end)) = range(host) else {
        return Some(Fault::new(kinds::INVALID_PORT, place(host)).with(host));
    };
    if end - start != host_end - host_start && end != start {
        let fault = Fault::new(kinds::INVALID_PORT_RANGE, piece.span);
        return Some(fault.with(container).with(host));
    }
    None
}

/// Address, port of the host, port of the container with its protocol.
fn parts(port: &str) -> (&str, &str, &str) {
    let Some((before, container)) = port.rsplit_once(':') else {
        return ("", "", port);
    };
    match before.rsplit_once(':') {
        Some((address, host)) => (address, host, container),
        None => ("", before, container),
    }
}

fn is_address(address: &str) -> bool {
    let inner = match address.strip_prefix('[') {
        Some(rest) => match rest.strip_suffix(']') {
            Some(inner) => inner,
            None => return false,
        },
        None => address,
    };
    inner.is_empty() || inner.parse::<Ipv4Addr>().is_ok() || inner.parse::<Ipv6Addr>().is_ok()
}

fn range(ports: &str) -> Option<(u16, u16)> {
    let (start, end) = ports.split_once('-').unwrap_or((ports, ports));
    let first = number(start)?;
    if start == end {
        return Some((first, first));
    }
    let last = number(end)?;
    (first <= last).then_some((first, last))
}

fn number(port: &str) -> Option<u16> {
    let digits = port.strip_prefix(['+', '-']).unwrap_or(port);
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let value: i64 = port.parse().ok().filter(|_| is_number)?;
    u16::try_from(value).ok()
}

/// `80,443` was meant as two ports, `80.` and `80;` as one.
fn separated(piece: &Piece, port: &str, is_literal: bool) -> Option<Fix> {
    let parts: Vec<&str> = port
        .split([',', ';', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let all_ports = !parts.is_empty() && parts.iter().all(|part| range(part).is_some());
    let is_whole = is_literal && *piece.text == *port;
    (all_ports && is_whole).then(|| fixes::replace(piece.span, &parts.join(" ")))
}
