//! The words of a RUN: a command that the courses teach, with its idiom; a variable of the shell.

use super::Hover;
use super::place::Place;
use super::variable;
use crate::docs::Kind;
use crate::features::explain;
use crate::shell;
use tree_sitter::Node;

pub fn hover(place: &Place) -> Option<Hover> {
    let located = place.located?;
    let parsed = shell::script_of(place.asked.document, &located)?;
    let tree = parsed.tree.as_ref()?;
    let source = &parsed.script.source;
    let at = source.joined_offset(place.asked.byte.checked_sub(located.start)?)?;
    let innermost = tree.root_node().descendant_for_byte_range(at, at + 1)?;
    if innermost.kind() == "variable_name" {
        let name = source.text.get(innermost.byte_range())?;
        let start = located.start + source.source_offset(innermost.start_byte());
        return variable::in_text(place, name, start..start + name.len());
    }
    let mut nodes = std::iter::successors(Some(innermost), |node| node.parent()).take(6);
    let name = nodes.find(|node| is_name(*node))?;
    let word = source.text.get(name.byte_range())?;
    // It may be written with its path.
    let subject = explain::command(word.rsplit('/').next()?)?;
    let page = place.titled_page(Kind::Command, subject.name)?;
    let start = located.start + source.source_offset(name.start_byte());
    let end = located.start + source.source_offset(name.end_byte().checked_sub(1)?) + 1;
    Some(Hover {
        range: start..end,
        markdown: page,
    })
}

/// Of a command; `export` and its kin are words of the language in bash's grammar.
fn is_name(node: Node) -> bool {
    let parent = node.parent().map(|parent| parent.kind());
    node.kind() == "command_name" || (!node.is_named() && parent == Some("declaration_command"))
}
