//! The packages that a command installs, where they stand one behind the other.

use super::cursor::Cursor;
use super::filler::Filler;
use crate::shell::{Argument, Form, ShellCommand};
use crate::text::ByteRange;
use std::borrow::Cow;

/// What a program is told to install packages with.
struct Installer {
    programs: &'static [&'static str],
    subcommands: &'static [&'static str],
    /// Flags behind which a word is something else than a package.
    valued: &'static [&'static str],
    /// Behind these stands a package.
    bare: &'static [&'static str],
    /// Without this, the words are something else.
    needed: Option<&'static [&'static str]>,
}

const INSTALLERS: [Installer; 6] = [
    Installer {
        programs: &["apt-get", "apt", "aptitude"],
        subcommands: &["install"],
        valued: &[
            "-t",
            "--target-release",
            "-o",
            "--option",
            "-c",
            "--config-file",
            "-a",
        ],
        bare: &[
            "-y",
            "-q",
            "-qq",
            "-qy",
            "-yq",
            "-qqy",
            "-yqq",
            "--yes",
            "--assume-yes",
            "--quiet",
            "--no-install-recommends",
            "--no-install-suggests",
            "--install-recommends",
            "--allow-unauthenticated",
            "--allow-downgrades",
            "--allow-change-held-packages",
            "--force-yes",
            "--fix-missing",
            "-f",
            "--fix-broken",
            "--reinstall",
            "--no-upgrade",
            "--only-upgrade",
            "-V",
            "--verbose-versions",
            "-m",
            "--ignore-missing",
            "--auto-remove",
        ],
        needed: None,
    },
    Installer {
        programs: &["apk"],
        subcommands: &["add"],
        valued: &[
            "-t",
            "--virtual",
            "-X",
            "--repository",
            "-p",
            "--root",
            "--arch",
            "--cache-dir",
        ],
        bare: &[
            "--no-cache",
            "-U",
            "--update",
            "--update-cache",
            "-u",
            "--upgrade",
            "-l",
            "--latest",
            "-q",
            "--quiet",
            "-f",
            "--force",
            "--no-progress",
            "--allow-untrusted",
            "--initdb",
            "--no-scripts",
            "-v",
            "--verbose",
        ],
        needed: None,
    },
    Installer {
        programs: &["dnf", "yum", "microdnf", "tdnf", "zypper"],
        subcommands: &["install", "in"],
        valued: &[
            "--enablerepo",
            "--disablerepo",
            "--releasever",
            "--installroot",
            "--repo",
            "-c",
            "--setopt",
            "-x",
            "--exclude",
            "--from",
            "-r",
            "--repoid",
        ],
        bare: &[
            "-y",
            "-q",
            "-qy",
            "-yq",
            "--assumeyes",
            "--quiet",
            "--nodocs",
            "--no-docs",
            "--best",
            "--nogpgcheck",
            "--allowerasing",
            "--skip-broken",
            "--no-recommends",
            "--noplugins",
            "--non-interactive",
            "-n",
            "-l",
            "--auto-agree-with-licenses",
            "--no-confirm",
            "-v",
        ],
        needed: None,
    },
    Installer {
        programs: &["pip", "pip3", "pip2", "python", "python3"],
        subcommands: &["install"],
        valued: &[
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-e",
            "--editable",
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "-t",
            "--target",
            "--prefix",
            "--root",
            "--trusted-host",
            "--timeout",
            "--retries",
            "--cache-dir",
            "--platform",
            "-m",
        ],
        bare: &[
            "--no-cache-dir",
            "--no-cache",
            "-U",
            "--upgrade",
            "--user",
            "-q",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--pre",
            "--break-system-packages",
            "--no-build-isolation",
            "--ignore-installed",
            "-I",
            "--force-reinstall",
            "--prefer-binary",
            "--no-compile",
            "--no-input",
            "-v",
            "--root-user-action=ignore",
        ],
        needed: None,
    },
    Installer {
        programs: &["npm", "pnpm"],
        subcommands: &["install", "i", "add"],
        valued: &["--prefix", "--registry", "--cache", "--loglevel"],
        bare: &[
            "-g",
            "--global",
            "--silent",
            "-s",
            "--quiet",
            "--no-audit",
            "--no-fund",
            "--force",
            "-f",
            "--unsafe-perm",
            "--legacy-peer-deps",
            "--no-optional",
            "--production",
        ],
        needed: Some(&["-g", "--global"]),
    },
    Installer {
        programs: &["gem"],
        subcommands: &["install"],
        valued: &[
            "-v",
            "--version",
            "--source",
            "-i",
            "--install-dir",
            "-n",
            "--bindir",
        ],
        bare: &[
            "--no-document",
            "--no-ri",
            "--no-rdoc",
            "-N",
            "--quiet",
            "-q",
            "-f",
            "--force",
        ],
        needed: None,
    },
];

/// The packages of one command. Places count from the start of the instruction.
pub struct Packages<'a> {
    pub source: Cow<'a, str>,
    pub words: Vec<ByteRange>,
    /// Where the command starts.
    pub command: usize,
    /// The end of what stands before the first of them.
    pub head: usize,
    /// What ends a line that goes on.
    pub continuation: char,
    /// A comment between them would end the command.
    pub is_heredoc: bool,
}

impl<'a> Packages<'a> {
    /// Of the command under the cursor; of the only one there is.
    pub fn read(cursor: &Cursor<'a>) -> Option<Packages<'a>> {
        let script = cursor.script()?;
        let is_heredoc = match script.script.form {
            Form::Shell => false,
            Form::Heredoc => true,
            Form::Json => return None,
        };
        if is_heredoc && cursor.has_returns() {
            return None;
        }
        let source = cursor.source();
        let all = script.commands().iter();
        let all: Vec<(&ShellCommand, Vec<&Argument>)> = all
            .filter(|command| !command.is_quoted && !command.is_json)
            .filter_map(|command| Some((command, packages(command)?)))
            .collect();
        let here = |command: &ShellCommand| cursor.contains(&cursor.located.at(command.span));
        let found = match &all[..] {
            [only] => only,
            all => all.iter().find(|(command, _)| here(command))?,
        };
        let words = found
            .1
            .iter()
            .map(|word| ByteRange::from(word.span))
            .collect();
        let packages = Packages {
            words,
            command: found.0.span.start as usize,
            head: head(found.0, found.1.first()?),
            continuation: if is_heredoc { '\\' } else { cursor.escape() },
            is_heredoc,
            source,
        };
        packages.is_plain().then_some(packages)
    }

    pub fn word(&self, index: usize) -> &str {
        let place = self.words.get(index).cloned().unwrap_or_default();
        self.source.get(place).unwrap_or_default()
    }

    /// What stands between a package and the word before it.
    pub fn gap(&self, index: usize) -> Option<&str> {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.words.get(before));
        let start = before.map_or(self.head, |before| before.end);
        self.source.get(start..self.words.get(index)?.start)
    }

    /// The comments above a package.
    pub fn comments(&self, index: usize) -> Vec<&str> {
        let gap = self.gap(index).unwrap_or_default();
        Filler::read(gap, self.continuation, false).comments
    }

    /// A package is a word of letters that mean nothing to the shell, but for variables; nothing but
    /// blanks and comments stands between them.
    fn is_plain(&self) -> bool {
        let is_letter =
            |letter: char| letter.is_alphanumeric() || "._-+=:~@/<>!,[]${}^\"'".contains(letter);
        let words = 0..self.words.len();
        let mut gaps = words.clone().filter_map(|index| self.gap(index));
        words
            .clone()
            .all(|index| self.word(index).chars().all(is_letter))
            && gaps.all(|gap| {
                let filler = Filler::read(gap, self.continuation, false);
                filler.is_only("") && (!self.is_heredoc || filler.comments.is_empty())
            })
    }
}

fn head(command: &ShellCommand, first: &Argument) -> usize {
    let before = command.arguments.iter();
    let before = before.take_while(|argument| argument.span.start < first.span.start);
    before
        .last()
        .map_or(command.name_span.end, |last| last.span.end) as usize
}

/// At least two, one behind the other; `None` where a word may be something else.
fn packages(command: &ShellCommand) -> Option<Vec<&Argument>> {
    let program = command.name.rsplit('/').next()?;
    let mut installers = INSTALLERS.iter();
    let installer = installers.find(|installer| installer.programs.contains(&program))?;
    let is_subcommand = |argument: &Argument| installer.subcommands.contains(&&*argument.text);
    let at = command.arguments.iter().position(is_subcommand)?;
    let (before, rest) = command.arguments.split_at_checked(at)?;
    let is_needed = |argument: &Argument| {
        installer
            .needed
            .is_none_or(|needed| needed.contains(&&*argument.text))
    };
    let is_told = installer.needed.is_none() || command.arguments.iter().any(is_needed);
    let is_module = program.starts_with("python");
    let has_module = before.iter().any(|argument| argument.text == "pip");
    let mut previous: Option<&str> = None;
    let leads = before.iter().all(|argument| {
        let is_known = argument.text.starts_with('-')
            || (is_module && argument.text == "pip")
            || previous.is_some_and(|flag| installer.valued.contains(&flag));
        previous = Some(&argument.text);
        is_known
    });
    if !is_told || !leads || is_module != has_module {
        return None;
    }
    let mut found: Vec<(usize, &Argument)> = Vec::new();
    let mut flag: Option<&str> = None;
    for (index, argument) in rest.iter().enumerate().skip(1) {
        let text = argument.text.as_str();
        if text.starts_with('-') {
            flag = Some(text);
            continue;
        }
        match flag.take() {
            Some(flag) if installer.valued.contains(&flag) => continue,
            Some(flag) if !installer.bare.contains(&flag) && !flag.contains('=') => return None,
            _ => found.push((index, argument)),
        }
    }
    let first = found.first()?.0;
    let follow = found
        .iter()
        .enumerate()
        .all(|(nth, (index, _))| *index == first + nth);
    (follow && found.len() > 1).then(|| found.into_iter().map(|(_, argument)| argument).collect())
}
