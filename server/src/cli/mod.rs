//! The command line: arguments → a command → text on stdout, complaints on stderr.

mod arguments;
mod check;
mod console;
mod definition;
mod explain;
mod files;
mod fmt;
mod generate;
mod help;
mod language;
mod layers;
mod markdown;
mod overwrite;
mod parse;
mod progress;
mod projects;
mod source;
mod usage;

use crate::lsp;
use arguments::Command;
use console::{Console, Outcome};
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let lang = language::chosen(&arguments, |name| env::var(name).ok());
    let console = Console { lang };
    let command = match arguments::read(arguments) {
        Ok(command) => command,
        Err(error) => return console.refuse(&error.message(lang)).into(),
    };
    let outcome = match command {
        Command::Lsp => return lsp::run(lang),
        Command::Check(request) => check::run(&console, &request),
        Command::Explain(question) => explain::run(&console, &question),
        Command::Layers { input, format } => layers::run(&console, &input, format),
        Command::Parse { input, format } => parse::run(&console, &input, format),
        Command::Format(request) => fmt::run(&console, &request),
        Command::Generate(kind) => generate::run(&console, kind),
        Command::Help(topic) => console.print(&help::page(topic, lang)),
        Command::Version => console.print(concat!("strates ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Nothing => {
            console.complain(&help::page(None, lang));
            Outcome::CouldNotRun
        }
    };
    outcome.into()
}
