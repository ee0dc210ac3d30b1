//! What the program says: answers to stdout, complaints to stderr, and never a panic when
//! nobody listens.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

pub struct Console {
    pub lang: Lang,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Done,
    /// It ran, and there is something to mend.
    Found,
    CouldNotRun,
}

impl Outcome {
    /// The worse of two.
    pub fn and(self, other: Outcome) -> Outcome {
        match (self, other) {
            (Outcome::CouldNotRun, _) | (_, Outcome::CouldNotRun) => Outcome::CouldNotRun,
            (Outcome::Found, _) | (_, Outcome::Found) => Outcome::Found,
            (Outcome::Done, Outcome::Done) => Outcome::Done,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Found => ExitCode::FAILURE,
            Outcome::CouldNotRun => ExitCode::from(2),
        }
    }
}

impl Console {
    /// A reader who has seen enough (`| head`) closes the pipe: that is no mistake.
    pub fn print(&self, answer: &str) -> Outcome {
        let mut stdout = io::stdout().lock();
        match stdout
            .write_all(answer.as_bytes())
            .and_then(|()| stdout.flush())
        {
            Ok(()) => Outcome::Done,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Outcome::Done,
            Err(error) => self.refuse(&msg!(
                self.lang,
                en: "the answer could not be written: {error}",
                fr: "la réponse n'a pas pu être écrite\u{a0}: {error}",
            )),
        }
    }

    pub fn refuse(&self, message: &str) -> Outcome {
        self.complain(&msg!(
            self.lang,
            en: "error: {message}\n",
            fr: "erreur\u{a0}: {message}\n",
        ));
        Outcome::CouldNotRun
    }

    pub fn warn(&self, message: &str) {
        self.complain(&msg!(
            self.lang,
            en: "warning: {message}\n",
            fr: "avertissement\u{a0}: {message}\n",
        ));
    }

    pub fn complain(&self, text: &str) {
        // When stderr is closed too, nobody is left to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

/// An answer for programs.
pub fn json(answer: &impl serde::Serialize) -> String {
    // Our answers hold texts, numbers and lists alone, which JSON can always say.
    serde_json::to_string_pretty(answer).map_or_else(|_| String::new(), |text| text + "\n")
}
