//! Arguments → a command, or what is wrong with them.

use super::source::Input;
use super::usage::{Topic, UsageError};
use super::{check, explain, fmt, generate, layers, parse};
use lexopt::{Arg, Parser};
use std::ffi::{OsStr, OsString};
use strates_analysis::lang::Lang;
use strates_analysis::nearest::nearest;
use strates_analysis::rules::Severity;

#[derive(PartialEq, Eq, Debug)]
pub enum Command {
    Lsp,
    Check(check::Request),
    Format(fmt::Request),
    Layers {
        input: Input,
        format: layers::Format,
    },
    Parse {
        input: Input,
        format: parse::Format,
    },
    Explain(explain::Question),
    Generate(generate::Kind),
    Help(Option<Topic>),
    Version,
    Nothing,
}

pub fn read(arguments: Vec<OsString>) -> Result<Command, UsageError> {
    // Editors put options of their own beside `--stdio`, before or after it.
    let editor = arguments.iter().any(|word| word == "--stdio");
    let mut parser = Parser::from_args(arguments);
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => return Ok(Command::Help(None)),
                "--version" | "-V" => return Ok(Command::Version),
                "--lang" => lang(&mut parser)?,
                _ if editor => skip_editor_option(&mut parser, option)?,
                _ => return Err(UsageError::unknown_option(option, None)),
            },
            Word::Plain(word) => return command(&word, parser),
        }
    }
    Ok(if editor {
        Command::Lsp
    } else {
        Command::Nothing
    })
}

enum Word {
    Option(String),
    Plain(OsString),
}

fn next(parser: &mut Parser) -> Result<Option<Word>, UsageError> {
    let word = match parser.next().map_err(UsageError::needless_value)? {
        Some(Arg::Short(letter)) => Word::Option(format!("-{letter}")),
        Some(Arg::Long(name)) => Word::Option(format!("--{name}")),
        Some(Arg::Value(value)) => Word::Plain(value),
        None => return Ok(None),
    };
    Ok(Some(word))
}

fn command(word: &OsStr, parser: Parser) -> Result<Command, UsageError> {
    let name = word.to_string_lossy();
    if name == "help" {
        return help(parser);
    }
    if name == "generate" {
        return generate(parser);
    }
    match Topic::named(&name) {
        Some(Topic::Lsp) => lsp(parser),
        Some(Topic::Check) => check(parser),
        Some(Topic::Format) => format(parser),
        Some(Topic::Explain) => explain(parser),
        Some(topic @ Topic::Layers) => file(topic, parser, &layers::FORMATS, |input, format| {
            Command::Layers { input, format }
        }),
        Some(topic @ Topic::Parse) => file(topic, parser, &parse::FORMATS, |input, format| {
            Command::Parse { input, format }
        }),
        None => Err(UsageError::unknown_command(word)),
    }
}

fn help(mut parser: Parser) -> Result<Command, UsageError> {
    let mut topic = None;
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => {}
                "--lang" => lang(&mut parser)?,
                _ => return Err(UsageError::unknown_option(option, None)),
            },
            Word::Plain(word) if word == "help" => {}
            Word::Plain(word) => match Topic::named(&word.to_string_lossy()) {
                Some(known) => topic = Some(known),
                None => return Err(UsageError::unknown_command(&word)),
            },
        }
    }
    Ok(Command::Help(topic))
}

fn generate(mut parser: Parser) -> Result<Command, UsageError> {
    let kind = choose(&mut parser, "generate", &generate::KINDS)?;
    match next(&mut parser)? {
        None => Ok(Command::Generate(kind)),
        Some(Word::Option(option)) if option == "--lang" => {
            lang(&mut parser)?;
            Ok(Command::Generate(kind))
        }
        Some(Word::Option(option)) => Err(UsageError::unknown_option(option, None)),
        Some(Word::Plain(word)) => Err(UsageError::unknown_command(&word)),
    }
}

fn lsp(mut parser: Parser) -> Result<Command, UsageError> {
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => return Ok(Command::Help(Some(Topic::Lsp))),
                "--lang" => lang(&mut parser)?,
                _ => skip_editor_option(&mut parser, option)?,
            },
            Word::Plain(word) => return Err(UsageError::unexpected_word(&word, Topic::Lsp)),
        }
    }
    Ok(Command::Lsp)
}

/// Editors start a server with options such as `--stdio` or `--clientProcessId=4242`: only those
/// that ask for another way to talk must not be passed over, as the editor would wait for ever.
fn skip_editor_option(parser: &mut Parser, option: String) -> Result<(), UsageError> {
    parser.optional_value();
    match option.as_str() {
        "--socket" | "--pipe" | "--node-ipc" => Err(UsageError::ForeignTransport { option }),
        _ => Ok(()),
    }
}

/// Flags of Dockerfiles look like options, and are words here.
fn explain(mut parser: Parser) -> Result<Command, UsageError> {
    let mut words = Vec::new();
    let mut all = false;
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => return Ok(Command::Help(Some(Topic::Explain))),
                "--lang" => lang(&mut parser)?,
                "--all" => all = true,
                _ => words.push(with_value(&mut parser, option)),
            },
            Word::Plain(word) => words.push(word.to_string_lossy().into_owned()),
        }
    }
    let word = words.join(" ");
    match (all, word.trim().is_empty()) {
        (true, true) => Ok(Command::Explain(explain::Question::All)),
        (true, false) => Err(UsageError::unexpected_word(word.as_ref(), Topic::Explain)),
        (false, true) => Err(UsageError::MissingWord),
        (false, false) => Ok(Command::Explain(explain::Question::Word(word))),
    }
}

fn check(mut parser: Parser) -> Result<Command, UsageError> {
    let topic = Topic::Check;
    let mut request = check::Request {
        inputs: Vec::new(),
        format: check::Format::Text,
        profile: None,
        fix: false,
        least: Severity::Hint,
    };
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => return Ok(Command::Help(Some(topic))),
                "--lang" => lang(&mut parser)?,
                "--format" => request.format = choose(&mut parser, "--format", &check::FORMATS)?,
                "--profile" => {
                    let profile = choose(&mut parser, "--profile", &check::PROFILES)?;
                    request.profile = Some(profile);
                }
                "--min-severity" => {
                    request.least = choose(&mut parser, "--min-severity", &check::SEVERITIES)?;
                }
                "--fix" => request.fix = true,
                _ => return Err(UsageError::unknown_option(option, Some(topic))),
            },
            Word::Plain(word) => request.inputs.push(Input::from(word)),
        }
    }
    match request.inputs.is_empty() {
        true => Err(UsageError::MissingFile { topic }),
        false => Ok(Command::Check(request)),
    }
}

fn format(mut parser: Parser) -> Result<Command, UsageError> {
    let topic = Topic::Format;
    let mut request = fmt::Request {
        inputs: Vec::new(),
        check: false,
    };
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => return Ok(Command::Help(Some(topic))),
                "--lang" => lang(&mut parser)?,
                "--check" => request.check = true,
                _ => return Err(UsageError::unknown_option(option, Some(topic))),
            },
            Word::Plain(word) => request.inputs.push(Input::from(word)),
        }
    }
    match request.inputs.is_empty() {
        true => Err(UsageError::MissingFile { topic }),
        false => Ok(Command::Format(request)),
    }
}

/// An option as it was typed.
fn with_value(parser: &mut Parser, option: String) -> String {
    let equals = if option.starts_with("--") { "=" } else { "" };
    match parser.optional_value() {
        Some(value) => format!("{option}{equals}{}", value.to_string_lossy()),
        None => option,
    }
}

/// A command that reads one file and writes it in one of several formats, the first by default.
fn file<T: Copy>(
    topic: Topic,
    mut parser: Parser,
    formats: &[(&'static str, T)],
    command: impl Fn(Input, T) -> Command,
) -> Result<Command, UsageError> {
    let (_, mut format) = formats[0];
    let mut input = None;
    while let Some(word) = next(&mut parser)? {
        match word {
            Word::Option(option) => match option.as_str() {
                "--help" | "-h" => return Ok(Command::Help(Some(topic))),
                "--lang" => lang(&mut parser)?,
                "--format" => format = choose(&mut parser, "--format", formats)?,
                _ => return Err(UsageError::unknown_option(option, Some(topic))),
            },
            Word::Plain(word) if input.is_some() => {
                return Err(UsageError::unexpected_word(&word, topic));
            }
            Word::Plain(word) => input = Some(Input::from(word)),
        }
    }
    match input {
        Some(input) => Ok(command(input, format)),
        None => Err(UsageError::MissingFile { topic }),
    }
}

fn choose<T: Copy>(
    parser: &mut Parser,
    option: &'static str,
    choice: &[(&'static str, T)],
) -> Result<T, UsageError> {
    let value = value(parser, option)?;
    if let Some((_, chosen)) = choice.iter().find(|(name, _)| *name == value) {
        return Ok(*chosen);
    }
    let known: Vec<&'static str> = choice.iter().map(|(name, _)| *name).collect();
    Err(UsageError::UnknownValue {
        option,
        nearest: nearest(&value, known.iter().copied()),
        value,
        known,
    })
}

/// The language is chosen before all else; here a wrong name for it is found.
fn lang(parser: &mut Parser) -> Result<(), UsageError> {
    let value = value(parser, "--lang")?;
    match Lang::from_tag(&value) {
        Some(_) => Ok(()),
        None => Err(UsageError::UnknownValue {
            option: "--lang",
            nearest: nearest(&value, ["en", "fr"]),
            value,
            known: vec!["en", "fr"],
        }),
    }
}

fn value(parser: &mut Parser, option: &'static str) -> Result<String, UsageError> {
    match parser.value() {
        Ok(value) => Ok(value.to_string_lossy().into_owned()),
        Err(_) => Err(UsageError::MissingValue { option }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, UsageError> {
        super::read(line.split_whitespace().map(OsString::from).collect())
    }

    #[track_caller]
    fn check(line: &str, expected: Command) {
        assert_eq!(read(line), Ok(expected), "{line}");
    }

    fn layers(input: &str, format: layers::Format) -> Command {
        let input = Input::from(OsString::from(input));
        Command::Layers { input, format }
    }

    #[test]
    fn reads_commands() {
        check(
            "layers Dockerfile",
            layers("Dockerfile", layers::Format::Text),
        );
        check("layers --format=svg -", layers("-", layers::Format::Svg));
        check("layers x --format json", layers("x", layers::Format::Json));
        check("layers -- --x", layers("--x", layers::Format::Text));
        let (input, format) = (Input::from(OsString::from("x")), parse::Format::Json);
        check("parse --format json x", Command::Parse { input, format });
        check("", Command::Nothing);
    }

    #[test]
    fn explains_words_that_look_like_options() {
        let word = |word: &str| Command::Explain(explain::Question::Word(word.to_owned()));
        check("explain RUN", word("RUN"));
        check("explain --chown", word("--chown"));
        check(
            "explain RUN --mount=type=cache",
            word("RUN --mount=type=cache"),
        );
        check("explain --lang fr --from --lang=en", word("--from"));
        check("explain -- --lang", word("--lang"));
        check("explain --all", Command::Explain(explain::Question::All));
        check("explain RUN -h", Command::Help(Some(Topic::Explain)));
        assert!(read("explain").is_err());
        assert!(read("explain --all RUN").is_err());
    }

    #[test]
    fn starts_for_every_editor() {
        check("lsp", Command::Lsp);
        check("lsp --stdio", Command::Lsp);
        check("--stdio", Command::Lsp);
        check("--stdio --clientProcessId=42", Command::Lsp);
        check("--clientProcessId=42 --stdio", Command::Lsp);
        check("lsp --log-level=debug --stdio --lang fr", Command::Lsp);
        assert!(read("lsp --socket=6009").is_err());
        assert!(read("--node-ipc --stdio").is_err());
    }

    #[test]
    fn helps_wherever_it_is_asked() {
        check("--help", Command::Help(None));
        check("-h", Command::Help(None));
        check("help", Command::Help(None));
        check("help --lang fr layers", Command::Help(Some(Topic::Layers)));
        check("layers --help", Command::Help(Some(Topic::Layers)));
        check("parse x -h", Command::Help(Some(Topic::Parse)));
        check("lsp --help", Command::Help(Some(Topic::Lsp)));
        check("-V", Command::Version);
    }

    #[test]
    fn takes_the_language_anywhere() {
        check("--lang fr layers x", layers("x", layers::Format::Text));
        check("layers --lang=fr x", layers("x", layers::Format::Text));
        check("layers x --lang en", layers("x", layers::Format::Text));
        assert!(read("layers x --lang de").is_err());
        assert!(read("layers x --lang").is_err());
    }

    #[test]
    fn generates_for_packages() {
        check("generate man", Command::Generate(generate::Kind::Man));
        check(
            "generate zsh --lang fr",
            Command::Generate(generate::Kind::Zsh),
        );
        assert!(read("generate").is_err());
        assert!(read("generate pdf").is_err());
        assert!(read("generate man bash").is_err());
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in [
            "deploy",
            "--frobnicate",
            "layers",
            "layers a b",
            "layers --format pdf x",
            "layers --format",
            "layers --stdio x",
            "parse --format svg x",
            "help --help=yes",
            "lsp Dockerfile",
            "help deploy",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
