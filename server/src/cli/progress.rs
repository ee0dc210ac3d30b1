//! How far a long run is, for somebody who watches a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

pub struct Progress {
    /// How many are done, and the width of what was drawn; `None` where nobody watches.
    drawn: Option<Mutex<(usize, usize)>>,
    all: usize,
    lang: Lang,
}

/// Fewer files are done before anybody could read it.
const MANY: usize = 100;
const WIDTH: usize = 30;

impl Progress {
    pub fn of(all: usize, lang: Lang) -> Progress {
        let is_watched = all >= MANY && io::stderr().is_terminal();
        Progress {
            drawn: is_watched.then(Mutex::default),
            all,
            lang,
        }
    }

    pub fn step(&self) {
        let Some(mut drawn) = self.drawn.as_ref().and_then(|drawn| drawn.lock().ok()) else {
            return;
        };
        let (done, bar) = &mut *drawn;
        *done += 1;
        let filled = *done * WIDTH / self.all;
        // Drawn when it grows, not for every file.
        if filled > *bar {
            *bar = filled;
            let (done, all) = (*done, self.all);
            let cells = "#".repeat(filled) + &".".repeat(WIDTH - filled);
            let text = msg!(
                self.lang,
                en: "\r[{cells}] files: {done}/{all}",
                fr: "\r[{cells}] fichiers\u{a0}: {done}/{all}",
            );
            let _ = io::stderr().write_all(text.as_bytes());
        }
    }

    pub fn end(&self) {
        if self.drawn.is_some() {
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
    }
}
