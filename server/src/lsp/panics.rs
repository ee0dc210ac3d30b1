//! A panic is a mistake of ours. It is caught where it happens; here it leaves a trace on stderr,
//! where editors keep their servers' logs.

use std::io::{self, Write};
use strates_analysis::lang::Lang;
use strates_analysis::msg;

pub fn report_to_stderr(lang: Lang) {
    std::panic::set_hook(Box::new(move |panic| {
        let payload = panic.payload();
        let literal = payload.downcast_ref::<&str>().copied();
        let formatted = payload.downcast_ref::<String>().map(String::as_str);
        let what = literal.or(formatted).unwrap_or("?");
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        say(&msg!(
            lang,
            en: "strates: internal error at {place}: {what}. Please report it.",
            fr: "strates\u{a0}: erreur interne à {place}\u{a0}: {what}. Merci de la signaler.",
        ));
    }));
}

/// When stderr is closed too, nobody is left to tell.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
