//! The signal of STOPSIGNAL.

use super::fault::{Fault, meant};
use super::fixes;
use super::kinds::values as kinds;
use super::reading::Piece;

#[rustfmt::skip]
pub(crate) const NAMES: [&str; 36] = [
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL",
    "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP",
    "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
];

/// How far the real-time signals are counted from their ends.
const FROM_FIRST: u8 = 15;
const FROM_LAST: u8 = 14;

pub(super) fn fault(piece: &Piece, signal: &str) -> Option<Fault> {
    if is_signal(signal) {
        return None;
    }
    let fault = Fault::new(kinds::INVALID_SIGNAL, piece.span).with(signal);
    if *piece.text != *signal {
        return Some(fault);
    }
    let name = signal.to_ascii_uppercase();
    let bare = name
        .trim_start_matches("SIG")
        .trim_start_matches(['_', '-']);
    let Some((meant, is_only_one)) = meant(bare, &NAMES) else {
        return Some(fault);
    };
    let meant = format!("SIG{meant}");
    let fix = fixes::replace_by_meant(piece.span, &meant, is_only_one);
    Some(fault.guess(&meant).fix(fix))
}

/// Whether the start of a word, up to a variable, can be that of a signal.
pub(super) fn may_start(word: &str) -> bool {
    let plain = word.split('$').next().unwrap_or_default();
    plain
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "+-\"'\\`".contains(letter))
}

pub(super) fn is_signal(signal: &str) -> bool {
    let digits = signal.strip_prefix(['+', '-']).unwrap_or(signal);
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if is_number {
        return signal.parse::<i64>().is_ok_and(|number| number != 0);
    }
    let name = signal.to_uppercase();
    let name = name.strip_prefix("SIG").unwrap_or(&name);
    let counted = |start: &str, most: u8| {
        let count = name.strip_prefix(start);
        count.is_some_and(|count| (1..=most).any(|number| *count == number.to_string()))
    };
    NAMES.contains(&name) || counted("RTMIN+", FROM_FIRST) || counted("RTMAX-", FROM_LAST)
}
