//! How the commands of a script hang together: what follows on what, where pipes stand, and where
//! the script can go on.

use super::ParsedScript;
use tree_sitter::{Node, Tree};

/// What stands before a part of a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    /// Nothing, `;` or the end of a line.
    Next,
    /// `&&`
    And,
    /// `||`
    Or,
}

/// A command, a pipeline or a block at the top of a script. Places count from the start of the
/// instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    pub link: Link,
    pub start: usize,
    pub end: usize,
    /// `&` stands after it.
    pub is_in_background: bool,
    /// It runs one command, perhaps with a redirection.
    pub is_simple: bool,
    /// It runs no command, but sets variables of the shell or defines a function.
    pub is_definition: bool,
    /// The text of a heredoc belongs to it.
    pub has_heredoc: bool,
}

/// A `|` between two commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pipe {
    pub start: usize,
    pub end: usize,
    /// What writes into it, and nothing before.
    pub source: (usize, usize),
}

/// Deeper than anybody nests commands.
const DEEPEST: usize = 100;

impl ParsedScript {
    /// The parts of the script in order, its comments left out; nothing where it is not understood.
    pub fn parts(&self) -> Vec<Part> {
        match &self.tree {
            Some(tree) => self.parts_of(tree).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// Every `|` in it, also in blocks and substitutions.
    pub fn pipes(&self) -> &[Pipe] {
        self.pipes.get_or_init(|| {
            let mut pipes = Vec::new();
            if let Some(tree) = &self.tree
                && self.script.source.text.contains('|')
                && !is_unfinished(tree)
            {
                self.push_pipes(tree.root_node(), &mut pipes, 0);
            }
            pipes
        })
    }

    fn parts_of(&self, tree: &Tree) -> Option<Vec<Part>> {
        let root = tree.root_node();
        if root.has_error() {
            return None;
        }
        let mut parts: Vec<Part> = Vec::new();
        for child in root.children(&mut root.walk()) {
            match child.kind() {
                "comment" => {}
                "&" => parts.last_mut()?.is_in_background = true,
                _ if child.is_named() => self.push_parts(child, Link::Next, &mut parts, 0)?,
                _ => {}
            }
        }
        Some(parts)
    }

    fn push_parts(
        &self,
        node: Node,
        link: Link,
        parts: &mut Vec<Part>,
        depth: usize,
    ) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        // In `a && b > c`, the grammar takes the redirection for one of the whole list.
        let inner = match node.kind() {
            "redirected_statement" => node.named_child(0)?,
            _ => node,
        };
        if inner.kind() == "list" {
            let mut link = link;
            for child in inner.children(&mut inner.walk()) {
                match child.kind() {
                    "&&" => link = Link::And,
                    "||" => link = Link::Or,
                    "comment" => {}
                    _ => self.push_parts(child, link, parts, depth + 1)?,
                }
            }
            let last = parts.last_mut()?;
            last.end = self.place_after(node);
            last.has_heredoc |= has_heredoc(node);
            return Some(());
        }
        parts.push(Part {
            link,
            start: self.script.source.source_offset(node.start_byte()),
            end: self.place_after(node),
            is_in_background: false,
            is_simple: matches!(inner.kind(), "command" | "declaration_command"),
            is_definition: matches!(
                inner.kind(),
                "variable_assignment" | "variable_assignments" | "function_definition"
            ),
            has_heredoc: has_heredoc(node),
        });
        Some(())
    }

    fn push_pipes(&self, node: Node, pipes: &mut Vec<Pipe>, depth: usize) {
        let mut before: Option<Node> = None;
        for child in node.children(&mut node.walk()) {
            let is_pipe = node.kind() == "pipeline" && matches!(child.kind(), "|" | "|&");
            if is_pipe && let Some(source) = before {
                let place = |byte: usize| self.script.source.source_offset(byte);
                pipes.push(Pipe {
                    start: place(child.start_byte()),
                    end: self.place_after(child),
                    source: (place(source.start_byte()), self.place_after(source)),
                });
            }
            before = Some(child);
            if depth < DEEPEST {
                self.push_pipes(child, pipes, depth + 1);
            }
        }
    }

    fn place_after(&self, node: Node) -> usize {
        let last = node.end_byte().saturating_sub(1).max(node.start_byte());
        let place = self.script.source.source_offset(last);
        place + usize::from(node.end_byte() > node.start_byte())
    }
}

/// Whether something is open at the end, such as a quote or an `if`: then nobody can tell what the
/// script will be.
pub(super) fn is_unfinished(tree: &Tree) -> bool {
    let root = tree.root_node();
    if !root.has_error() {
        return false;
    }
    let mut last = Some(root);
    while let Some(node) = last {
        if node.is_error() || node.is_missing() {
            return true;
        }
        let count = node.child_count();
        last = count.checked_sub(1).and_then(|index| node.child(index));
    }
    false
}

/// A redirection of it, or of something in it, is a heredoc.
fn has_heredoc(node: Node) -> bool {
    let mut cursor = node.walk();
    let mut depth = 0;
    loop {
        if cursor.node().kind() == "heredoc_redirect" {
            return true;
        }
        if depth < DEEPEST && cursor.goto_first_child() {
            depth += 1;
            continue;
        }
        while !cursor.goto_next_sibling() {
            if depth == 0 || !cursor.goto_parent() {
                return false;
            }
            depth -= 1;
        }
    }
}
