//! What can be wrong with the arguments, and how to put it right.

use super::definition;
use std::ffi::OsStr;
use std::path::Path;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use strates_analysis::nearest::nearest;
use strates_analysis::shown::visible;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    Check,
    Format,
    Layers,
    Explain,
    Parse,
    Lsp,
}

impl Topic {
    pub const ALL: [Topic; 6] = [
        Topic::Check,
        Topic::Format,
        Topic::Layers,
        Topic::Explain,
        Topic::Parse,
        Topic::Lsp,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Topic::Check => "check",
            Topic::Format => "fmt",
            Topic::Layers => "layers",
            Topic::Explain => "explain",
            Topic::Parse => "parse",
            Topic::Lsp => "lsp",
        }
    }

    pub fn named(name: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

#[derive(PartialEq, Eq, Debug)]
pub enum UsageError {
    UnknownCommand {
        word: String,
        nearest: Option<&'static str>,
        is_file: bool,
    },
    UnknownOption {
        option: String,
        nearest: Option<&'static str>,
        topic: Option<Topic>,
    },
    UnknownValue {
        option: &'static str,
        value: String,
        nearest: Option<&'static str>,
        known: Vec<&'static str>,
    },
    MissingValue {
        option: &'static str,
    },
    NeedlessValue {
        option: String,
    },
    MissingFile {
        topic: Topic,
    },
    MissingWord,
    UnexpectedWord {
        word: String,
        topic: Topic,
    },
    ForeignTransport {
        option: String,
    },
}

impl UsageError {
    pub fn unknown_command(word: &OsStr) -> UsageError {
        let is_file = Path::new(word).is_file();
        let word = readable(word);
        let options = ["help", "--help", "--version", "--stdio"];
        let commands = Topic::ALL.map(Topic::name).into_iter().chain(options);
        UsageError::UnknownCommand {
            nearest: nearest(&word, commands),
            word,
            is_file,
        }
    }

    pub fn unknown_option(option: String, topic: Option<Topic>) -> UsageError {
        let flags = definition::flags(topic);
        let known = flags.iter().map(|flag| flag.name);
        UsageError::UnknownOption {
            nearest: nearest(&option, known),
            option: visible(&option).collect(),
            topic,
        }
    }

    pub fn unexpected_word(word: &OsStr, topic: Topic) -> UsageError {
        let word = readable(word);
        UsageError::UnexpectedWord { word, topic }
    }

    /// The one mistake that reading the next argument can find: `--help=yes`.
    pub fn needless_value(error: lexopt::Error) -> UsageError {
        let option = match error {
            lexopt::Error::UnexpectedValue { option, .. } => option,
            other => other.to_string(),
        };
        let option = visible(&option).collect();
        UsageError::NeedlessValue { option }
    }

    pub fn message(&self, lang: Lang) -> String {
        let problem = self.problem(lang);
        let page = match self.topic() {
            Some(topic) => format!("strates {} --help", topic.name()),
            None => "strates --help".to_owned(),
        };
        msg!(
            lang,
            en: "{problem}\nSee `{page}`.",
            fr: "{problem}\nVoir `{page}`.",
        )
    }

    fn topic(&self) -> Option<Topic> {
        match self {
            UsageError::UnknownOption { topic, .. } => *topic,
            UsageError::MissingFile { topic } | UsageError::UnexpectedWord { topic, .. } => {
                Some(*topic)
            }
            UsageError::MissingWord => Some(Topic::Explain),
            UsageError::ForeignTransport { .. } => Some(Topic::Lsp),
            _ => None,
        }
    }

    fn problem(&self, lang: Lang) -> String {
        match self {
            UsageError::UnknownCommand {
                word,
                is_file: true,
                ..
            } => msg!(
                lang,
                en: "`{word}` is a file, not a command. To see what is wrong with it, run `strates check {word}`; for its layers, `strates layers {word}`.",
                fr: "`{word}` est un fichier, pas une commande. Pour voir ce qui ne va pas, exécutez `strates check {word}`\u{a0}; pour ses couches, `strates layers {word}`.",
            ),
            UsageError::UnknownCommand { word, nearest, .. } => {
                let guess = guess(lang, *nearest, &Topic::ALL.map(Topic::name));
                msg!(
                    lang,
                    en: "there is no command `{word}`.{guess}",
                    fr: "la commande `{word}` n'existe pas.{guess}",
                )
            }
            UsageError::UnknownOption {
                option, nearest, ..
            } => {
                let guess = guess(lang, *nearest, &[]);
                msg!(
                    lang,
                    en: "there is no option `{option}` here.{guess}",
                    fr: "l'option `{option}` n'existe pas ici.{guess}",
                )
            }
            UsageError::UnknownValue {
                option,
                value,
                nearest,
                known,
            } => {
                let guess = guess(lang, *nearest, known);
                let value: String = visible(value).collect();
                msg!(
                    lang,
                    en: "`{option}` does not take `{value}`.{guess}",
                    fr: "`{option}` n'accepte pas `{value}`.{guess}",
                )
            }
            UsageError::MissingValue { option } => msg!(
                lang,
                en: "a value is missing after `{option}`.",
                fr: "il manque une valeur après `{option}`.",
            ),
            UsageError::NeedlessValue { option } => msg!(
                lang,
                en: "`{option}` takes no value.",
                fr: "`{option}` ne prend pas de valeur.",
            ),
            UsageError::MissingFile {
                topic: topic @ (Topic::Check | Topic::Format),
            } => {
                let name = topic.name();
                msg!(
                    lang,
                    en: "a file is missing: `strates {name} Dockerfile`, a folder to search, or `-` for standard input.",
                    fr: "il manque un fichier\u{a0}: `strates {name} Dockerfile`, un dossier à parcourir, ou `-` pour l'entrée standard.",
                )
            }
            UsageError::MissingFile { topic } => {
                let name = topic.name();
                msg!(
                    lang,
                    en: "a file is missing: `strates {name} Dockerfile`, or `-` for standard input.",
                    fr: "il manque un fichier\u{a0}: `strates {name} Dockerfile`, ou `-` pour l'entrée standard.",
                )
            }
            UsageError::MissingWord => msg!(
                lang,
                en: "a word is missing: `strates explain RUN`, or `strates explain --all` for the list.",
                fr: "il manque un mot\u{a0}: `strates explain RUN`, ou `strates explain --all` pour la liste.",
            ),
            UsageError::UnexpectedWord {
                word,
                topic: Topic::Explain,
            } => msg!(
                lang,
                en: "`{word}` is one word too many: `--all` lists everything.",
                fr: "`{word}` est de trop\u{a0}: `--all` énumère tout.",
            ),
            UsageError::UnexpectedWord {
                word,
                topic: Topic::Lsp,
            } => msg!(
                lang,
                en: "`{word}` is one word too many: the server is told by the editor which files to read.",
                fr: "`{word}` est de trop\u{a0}: c'est l'éditeur qui dit au serveur quels fichiers lire.",
            ),
            UsageError::UnexpectedWord { word, .. } => msg!(
                lang,
                en: "`{word}` is one file too many: give one at a time.",
                fr: "`{word}` est de trop\u{a0}: donnez un seul fichier à la fois.",
            ),
            UsageError::ForeignTransport { option } => msg!(
                lang,
                en: "`{option}` is not supported: the server speaks on standard input and output. Set the editor to `stdio`.",
                fr: "`{option}` n'est pas pris en charge\u{a0}: le serveur parle sur l'entrée et la sortie standard. Réglez l'éditeur sur `stdio`.",
            ),
        }
    }
}

/// “ Did you mean …?”, else a list of what there is.
pub fn guess(lang: Lang, nearest: Option<&str>, known: &[&str]) -> String {
    if let Some(word) = nearest {
        return msg!(
            lang,
            en: " Did you mean `{word}`?",
            fr: " Vouliez-vous dire `{word}`\u{a0}?",
        );
    }
    if known.is_empty() {
        return String::new();
    }
    let list = format!("`{}`", known.join("`, `"));
    msg!(lang, en: " Choose among {list}.", fr: " Choisissez parmi {list}.")
}

fn readable(word: &OsStr) -> String {
    visible(&word.to_string_lossy()).collect()
}
