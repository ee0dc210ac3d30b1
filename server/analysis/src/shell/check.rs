//! What ShellCheck is asked about the scripts of a file, and where its answers belong. The program
//! itself is run elsewhere; its answers stay with the instruction they are about.

use super::advice::in_french;
use super::{Interpreter, ParsedScript, Script, kept_script};
use crate::Document;
use crate::edit::{Fix, TextEdit};
use crate::lang::{Lang, Text};
use crate::message::Message;
use crate::model::{Body, Command, Evaluation, Keyword, Located, Pair, Platform, Word, json_text};
use crate::msg;
use crate::rules::Severity;
use crate::text::ByteRange;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A script to be checked.
#[derive(Clone, Debug)]
pub struct Question {
    /// As `shellcheck --shell` names it.
    pub dialect: &'static str,
    /// One line that declares the variables of the Dockerfile, then the script.
    pub text: String,
    key: u64,
    script: Arc<ParsedScript>,
    answers: Arc<Answers>,
}

/// What ShellCheck says of a place; lines and columns count from 1, columns in letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    pub code: u32,
    pub severity: Severity,
    pub message: String,
    pub start: Place,
    pub end: Place,
    /// What to write in place of what, if it knows.
    pub replacements: Vec<Replacement>,
}

/// From, to, and what to write there.
pub type Replacement = (Place, Place, String);

/// A line and a column.
pub type Place = (usize, usize);

/// A comment with its place; ranges count from the start of the instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShellFinding {
    /// `SC2086`
    pub code: String,
    pub severity: Severity,
    pub message: String,
    pub range: ByteRange,
    pub fix: Option<Fix>,
}

/// The answers about one instruction, for the question that was asked last.
#[derive(Default, Debug)]
pub struct Answers(Mutex<Option<(u64, Arc<[ShellFinding]>)>>);

const FIX: Text = Text {
    en: "Apply ShellCheck's correction",
    fr: "Appliquer la correction de ShellCheck",
};

impl ShellFinding {
    /// ShellCheck speaks English only; of what it says most often, the French is ours.
    pub fn message(&self, lang: Lang) -> String {
        let message = &self.message;
        if let (Lang::Fr, Some(advice)) = (lang, self.advice()) {
            return advice.to_owned();
        }
        msg!(
            lang,
            en: "{message}",
            fr: "ShellCheck dit, en anglais\u{a0}: {message}",
        )
    }

    fn advice(&self) -> Option<&'static str> {
        let number = self.code.strip_prefix("SC")?.parse().ok()?;
        in_french(number)
    }
}

impl Answers {
    fn kept(&self) -> MutexGuard<'_, Option<(u64, Arc<[ShellFinding]>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last of them. What the Dockerfile declares may have changed since; it is asked again.
    pub fn latest(&self) -> Option<Arc<[ShellFinding]>> {
        let kept = self.kept();
        let (_, findings) = kept.as_ref()?;
        Some(Arc::clone(findings))
    }
}

impl Question {
    pub fn is_answered(&self) -> bool {
        let kept = self.answers.kept();
        kept.as_ref().is_some_and(|(key, _)| *key == self.key)
    }

    /// Keeps what ShellCheck says with the instruction.
    pub fn keep(&self, comments: &[Comment]) {
        let findings = comments.iter().filter_map(|comment| self.finding(comment));
        let findings: Arc<[ShellFinding]> = findings.collect();
        *self.answers.kept() = Some((self.key, findings));
    }

    fn finding(&self, comment: &Comment) -> Option<ShellFinding> {
        let range = self.range(comment.start, comment.end)?;
        let edits = comment.replacements.iter().map(|(start, end, text)| {
            let range = self.range(*start, *end)?;
            Some(TextEdit::replace(range, text.clone()))
        });
        let edits: Option<Vec<TextEdit>> = edits.collect();
        let edits = edits.filter(|edits| !edits.is_empty());
        Some(ShellFinding {
            code: format!("SC{}", comment.code),
            severity: comment.severity,
            message: comment.message.clone(),
            range,
            fix: edits.map(|edits| Fix::suggested(Message::new(FIX), edits)),
        })
    }

    /// The range of the instruction that two places of the question mean.
    fn range(&self, start: Place, end: Place) -> Option<ByteRange> {
        let source = &self.script.script.source;
        let (start, end) = (self.offset(start)?, self.offset(end)?);
        let from = source.source_offset(start);
        let to = match end > start {
            // The end lies behind the last letter, wherever the next one stands.
            true => {
                let last = source.text[..end].chars().next_back()?.len_utf8();
                source.source_offset(end - last) + last
            }
            false => from,
        };
        Some(from..to.max(from))
    }

    fn offset(&self, (line, column): Place) -> Option<usize> {
        let text = &self.script.script.source.text;
        // The first line is ours.
        let line = line.checked_sub(2)?;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = text.get(start..)?;
        let rest = rest.split('\n').next().unwrap_or(rest);
        let letters = rest.chars().take(column.checked_sub(1)?);
        Some(start + letters.map(char::len_utf8).sum::<usize>())
    }
}

/// What ShellCheck said of the scripts of a file, with the start of each instruction.
pub fn answers(document: &Document) -> Vec<(usize, Arc<[ShellFinding]>)> {
    let instructions = document.dockerfile().instructions();
    let answered = instructions.filter_map(|located| {
        let findings = located.instruction.shell_answers.latest()?;
        Some((located.start, findings))
    });
    answered.collect()
}

/// A question for every script of a file that a shell reads which ShellCheck knows.
pub fn questions(document: &Document) -> Vec<Question> {
    let file = document.dockerfile();
    let evaluation = Evaluation::new(file);
    let mut ends: Vec<(Option<String>, BTreeSet<String>)> = Vec::new();
    let mut questions = Vec::new();
    for stage in 0..file.stages.len() {
        let base = evaluation.base_stage(stage);
        let inherited = base.and_then(|base| ends.get(base).cloned());
        let (mut shell, mut environment) = inherited.unwrap_or_default();
        let is_windows = evaluation.platform(stage) == Platform::Windows;
        let mut arguments: BTreeSet<String> = BTreeSet::new();
        for located in file.instructions_of(stage) {
            match &located.instruction.body {
                Body::Pairs { pairs, .. } if located.instruction.keyword == Keyword::Env => {
                    environment.extend(names(pairs));
                }
                Body::Arguments(pairs) => arguments.extend(names(pairs)),
                Body::Command(Some(Command::Exec { arguments, .. }))
                    if located.instruction.keyword == Keyword::Shell =>
                {
                    shell = arguments.first().map(|word| json_text(&word.text));
                }
                Body::Command(Some(Command::Shell { .. }))
                    if located.instruction.keyword == Keyword::Run =>
                {
                    let program = match &shell {
                        Some(shell) => shell.as_str(),
                        None if is_windows => continue,
                        None => "/bin/sh",
                    };
                    let known = environment.union(&arguments);
                    let question = question(document, &located, program, known);
                    if question.is_none() {
                        // Another shell than the one that was asked about.
                        *located.instruction.shell_answers.kept() = None;
                    }
                    questions.extend(question);
                }
                _ => {}
            }
        }
        ends.push((shell, environment));
    }
    questions
}

fn names(pairs: &[Pair]) -> impl Iterator<Item = String> {
    let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
    let is_name = |name: &&Word| {
        let mut bytes = name.text.bytes();
        bytes
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    names.filter(is_name).map(|name| name.text.to_string())
}

fn question<'a>(
    document: &Document,
    located: &Located,
    program: &str,
    known: impl Iterator<Item = &'a String>,
) -> Option<Question> {
    let escape = document.dockerfile().escape.0;
    let source = || document.text().slice(located.range());
    let shell = Interpreter::of_program(program);
    let script = kept_script(located.instruction, source, escape, shell)?;
    let Script {
        source,
        interpreter,
        ..
    } = &script.script;
    let named = match source.text.strip_prefix("#!") {
        Some(rest) => rest.lines().next().unwrap_or_default(),
        None => program,
    };
    if *interpreter == Interpreter::Other {
        return None;
    }
    let dialect = dialect(named)?;
    let mut first = "export".to_owned();
    for name in PROXIES.iter().copied().chain(known.map(String::as_str)) {
        first += &format!(" {name}");
    }
    let text = format!("{first}\n{}", source.text);
    let mut hasher = DefaultHasher::new();
    (dialect, &text).hash(&mut hasher);
    Some(Question {
        dialect,
        key: hasher.finish(),
        answers: Arc::clone(&located.instruction.shell_answers),
        text,
        script,
    })
}

/// BuildKit sets these in every RUN where they are given.
const PROXIES: [&str; 8] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
];

fn dialect(program: &str) -> Option<&'static str> {
    let words = program.split_whitespace();
    let mut names = words.map(|word| word.rsplit('/').next().unwrap_or(word));
    let name = names.find(|name| *name != "env" && !name.starts_with('-'))?;
    match name {
        "sh" => Some("sh"),
        "bash" => Some("bash"),
        "dash" => Some("dash"),
        "ksh" => Some("ksh"),
        "ash" | "busybox" => Some("busybox"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_asked_about_with_their_shell_and_variables() {
        let text = "FROM a AS b\nENV C=1\nFROM b\nARG D\nRUN e\nSHELL [\"/bin/bash\", \"-c\"]\nRUN f\nRUN <<G\n#!/usr/bin/env ash\nh\nG\nRUN <<I\n#!/usr/bin/python\nj\nI\n";
        let questions = questions(&Document::new(text));
        let asked: Vec<(&str, &str)> = questions
            .iter()
            .map(|question| {
                let (first, script) = question.text.split_once('\n').unwrap();
                assert!(first.starts_with("export HTTP_PROXY") && first.ends_with(" C D"));
                (question.dialect, script)
            })
            .collect();
        assert_eq!(
            asked,
            [
                ("sh", "e"),
                ("bash", "f"),
                ("busybox", "#!/usr/bin/env ash\nh\n")
            ]
        );
    }

    #[test]
    fn answers_stay_with_their_instruction() {
        let text = "FROM a\nRUN é && \\\n  rm $b\n";
        let document = Document::new(text);
        let asked = questions(&document);
        assert!(!asked[0].is_answered() && answers(&document).is_empty());
        // `export …` is the first line, `é &&   rm $b` the second.
        let comment = Comment {
            code: 2086,
            severity: Severity::Info,
            message: "Quote.".to_owned(),
            start: (2, 11),
            end: (2, 13),
            replacements: vec![((2, 11), (2, 11), "\"".to_owned())],
        };
        asked[0].keep(&[comment]);
        assert!(questions(&document)[0].is_answered());
        let (start, findings) = answers(&document).remove(0);
        let range = findings[0].range.clone();
        assert_eq!(&text[start + range.start..start + range.end], "$b");
        assert_eq!(findings[0].code, "SC2086");
        let fix = findings[0].fix.as_ref().unwrap();
        assert_eq!(fix.edits[0].range, range.start..range.start);

        let other = Document::new("FROM a\nENV c=1\nRUN é && \\\n  rm $b\n");
        assert!(!questions(&other)[0].is_answered());
    }

    #[test]
    fn what_is_said_often_is_said_in_french() {
        check_message(
            2230,
            "Say.",
            "`which` n'existe pas partout. Utilisez `command -v`.",
        );
        check_message(2999, "Say.", "ShellCheck dit, en anglais\u{a0}: Say.");
    }

    #[track_caller]
    fn check_message(code: u32, english: &str, french: &str) {
        let finding = ShellFinding {
            code: format!("SC{code}"),
            severity: Severity::Info,
            message: english.to_owned(),
            range: 0..0,
            fix: None,
        };
        assert_eq!(finding.message(Lang::En), english);
        assert_eq!(finding.message(Lang::Fr), french);
    }
}
