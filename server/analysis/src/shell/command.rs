//! A command of a script, and what rules ask of it.

use crate::model::Span;

/// A command with its arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShellCommand {
    pub name: String,
    pub name_span: Span,
    pub arguments: Vec<Argument>,
    /// From the name to the last argument.
    pub span: Span,
    /// It stands in the text that `sh -c` is given.
    pub is_quoted: bool,
    /// Its words are strings of the JSON form, or stand in one.
    pub is_json: bool,
}

/// A word of a command as the command gets it: quotes and escapes are gone, `$A` has become `${A}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Argument {
    pub text: String,
    pub span: Span,
}

impl ShellCommand {
    /// The flags, without their dashes: `y` and `q` for `-yq`, `yes` for `--yes=1`.
    pub fn flags(&self) -> impl Iterator<Item = &str> {
        self.arguments.iter().flat_map(Argument::flags)
    }

    pub fn has_flag(&self, name: &str) -> bool {
        self.flags().any(|flag| flag == name)
    }

    pub fn has_any_flag(&self, names: &[&str]) -> bool {
        self.flags().any(|flag| names.contains(&flag))
    }

    pub fn has_argument(&self, text: &str) -> bool {
        self.arguments.iter().any(|argument| argument.text == text)
    }

    /// The first argument of that text.
    pub fn argument(&self, text: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.text == text)
    }

    /// What is no flag, the subcommand first.
    pub fn words(&self) -> impl Iterator<Item = &Argument> {
        let is_word = |argument: &&Argument| argument.flags().next().is_none();
        self.arguments.iter().filter(is_word)
    }

    /// The words that are not the value of one of these flags, where it stands apart from its value.
    pub fn words_without_values_of<'a>(
        &'a self,
        flags: &'a [&str],
    ) -> impl Iterator<Item = &'a Argument> {
        let takes_next = |argument: &Argument| {
            !argument.text.contains('=') && argument.flags().any(|flag| flags.contains(&flag))
        };
        let is_value = move |index: usize| index > 0 && takes_next(&self.arguments[index - 1]);
        let words = self.arguments.iter().enumerate();
        words
            .filter(move |(index, argument)| argument.flags().next().is_none() && !is_value(*index))
            .map(|(_, argument)| argument)
    }

    /// Which argument of a shell says that the next one is a script.
    pub(super) fn script_flag(&self) -> Option<usize> {
        let shell = self.name.rsplit('/').next()?;
        if !matches!(shell, "sh" | "bash" | "ash" | "dash" | "ksh" | "zsh") {
            return None;
        }
        let is_flag =
            |argument: &Argument| argument.text.starts_with('-') && argument.text.ends_with('c');
        self.arguments.iter().position(is_flag)
    }
}

impl Argument {
    pub fn flags(&self) -> impl Iterator<Item = &str> {
        let text = self.text.as_str();
        let long = text.strip_prefix("--");
        let short = text.strip_prefix('-').filter(|_| long.is_none());
        let long = long.filter(|name| !name.is_empty());
        let long = long.map(|name| name.split('=').next().unwrap_or(name));
        let letters = short.unwrap_or_default();
        let letters = letters
            .char_indices()
            .map(move |(at, letter)| &letters[at..at + letter.len_utf8()]);
        long.into_iter().chain(letters)
    }
}

#[cfg(test)]
mod tests {
    use super::Argument;
    use crate::Document;
    use crate::shell::{Interpreter, commands_of};

    #[test]
    fn flags_are_told_from_words() {
        let document = Document::new("FROM a\nRUN apt-get -qy --no-x=1 -- install -t z y\n");
        let located = document.dockerfile().instructions().last().expect("a RUN");
        let source = || document.text().slice(located.range());
        let commands = commands_of(located.instruction, source, '\\', Interpreter::Posix);
        let command = &commands[0];
        assert_eq!(command.flags().collect::<Vec<_>>(), ["q", "y", "no-x", "t"]);
        let texts = |words: Vec<&Argument>| -> Vec<String> {
            words.iter().map(|word| word.text.clone()).collect()
        };
        assert_eq!(
            texts(command.words().collect()),
            ["--", "install", "z", "y"]
        );
        assert_eq!(
            texts(command.words_without_values_of(&["t"]).collect()),
            ["--", "install", "y"]
        );
    }
}
