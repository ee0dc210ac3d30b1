//! The words of a RUN: a command that the courses teach, with its idiom; a variable of the shell.

use super::Hover;
use super::place::Place;
use super::variable;
use crate::docs::Kind;
use crate::shell;

/// Other names of the same command, or of one that is used alike.
const ALIASES: [(&str, &str); 17] = [
    ("apt", "apt-get"),
    ("aptitude", "apt-get"),
    ("yum", "dnf"),
    ("microdnf", "dnf"),
    ("pip3", "pip"),
    ("pipx", "pip"),
    ("npx", "npm"),
    ("mvnw", "mvn"),
    ("gradlew", "gradle"),
    ("bundler", "bundle"),
    ("groupadd", "useradd"),
    ("usermod", "useradd"),
    ("addgroup", "adduser"),
    ("chgrp", "chown"),
    ("rmdir", "rm"),
    ("pushd", "cd"),
    ("printf", "echo"),
];

pub fn hover(place: &Place) -> Option<Hover> {
    let located = place.located?;
    let parsed = shell::script_of(place.asked.document, &located)?;
    let tree = parsed.tree.as_ref()?;
    let source = &parsed.script.source;
    let at = source.joined_offset(place.asked.byte.checked_sub(located.start)?)?;
    let innermost = tree
        .root_node()
        .named_descendant_for_byte_range(at, at + 1)?;
    if innermost.kind() == "variable_name" {
        let name = source.text.get(innermost.byte_range())?;
        let start = located.start + source.source_offset(innermost.start_byte());
        return variable::of_shell(place, name, start..start + name.len());
    }
    let mut nodes = std::iter::successors(Some(innermost), |node| node.parent()).take(6);
    let name = nodes.find(|node| node.kind() == "command_name")?;
    let word = source.text.get(name.byte_range())?;
    let page = place.titled_page(Kind::Command, subject(word))?;
    let start = located.start + source.source_offset(name.start_byte());
    let end = located.start + source.source_offset(name.end_byte().checked_sub(1)?) + 1;
    Some(Hover {
        range: start..end,
        markdown: page,
    })
}

/// The page of a command that may be written with its path.
pub fn subject(word: &str) -> &str {
    let word = word.rsplit('/').next().unwrap_or(word);
    let alias = ALIASES.iter().find(|(alias, _)| *alias == word);
    alias.map_or(word, |(_, name)| name)
}
