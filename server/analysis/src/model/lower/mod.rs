//! The tree turned into the model, with everything reused that the tree reused.

mod heredocs;
mod instruction;

use super::*;
use crate::errors::{self, Marks};
use crate::syntax::{self, Syntax};
use crate::text::Text;
use instruction::{lower_instruction, span_in};
use tree_sitter::{Node, Tree, TreeCursor};

/// `old` is the model of the document that `tree` was re-parsed from; its tree must still be alive.
pub fn lower(text: &Text, tree: &Tree, old: Option<&Dockerfile>) -> Dockerfile {
    let mut file = Dockerfile::default();
    let mut cursor = tree.walk();
    if !cursor.goto_first_child() {
        return file;
    }
    let mut old_globals = Reuse::new(old.map_or(&[], |old| &old.globals));
    let mut old_stages = Reuse::new(old.map_or(&[], |old| &old.stages));
    loop {
        let node = cursor.node();
        if let Some(directive) = syntax::ParserDirective::cast(node) {
            file.directives.extend(lower_directive(text, directive));
            file.escape = escape_of(&file.directives);
        } else if syntax::Comment::cast(node).is_some() {
            file.comments.push(node.byte_range());
        } else if syntax::Stage::cast(node).is_some() {
            let identity = identity_below(&mut cursor);
            let reused = old_stages.find(identity);
            let lowered = match reused {
                Some(stage) => stage,
                None => {
                    let before = old_stages.next_unused();
                    let stage = lower_stage(text, &mut cursor, file.escape, before);
                    let marks = stage.instructions.iter().map(|placed| placed.marks);
                    Lowered {
                        marks: marks.fold(Marks::default(), Marks::and),
                        item: Arc::new(stage),
                    }
                }
            };
            file.stages.push(placed(node, 0, 0, identity, lowered));
        } else if let Some(instruction) = syntax::Instruction::cast(node) {
            let identity = identity_below(&mut cursor);
            let lowered = old_globals
                .find(identity)
                .unwrap_or_else(|| afresh(text, instruction, file.escape));
            file.globals.push(placed(node, 0, 0, identity, lowered));
        }
        if !cursor.goto_next_sibling() {
            return file;
        }
    }
}

/// The address of the first child: it lies in a node's own memory, so a node that the parser took
/// over from the old tree has the same one, and no two nodes that are alive do. The parser takes over
/// nothing that was read with another escape character.
fn identity_below(cursor: &mut TreeCursor) -> usize {
    if !cursor.goto_first_child() {
        return 0;
    }
    let identity = cursor.node().id();
    cursor.goto_parent();
    identity
}

struct Lowered<T> {
    item: Arc<T>,
    marks: Marks,
}

fn afresh(text: &Text, node: syntax::Instruction, escape: Escape) -> Lowered<Instruction> {
    let mut instruction = lower_instruction(text, node, escape);
    let range = node.node().byte_range();
    instruction.review = errors::review(&instruction, &text.slice(range), escape.0);
    let marks = instruction.review.as_deref().map(Marks::of);
    Lowered {
        marks: marks.unwrap_or_default(),
        item: Arc::new(instruction),
    }
}

fn placed<T>(
    node: Node,
    start: usize,
    row: usize,
    identity: usize,
    lowered: Lowered<T>,
) -> Placed<T> {
    Placed {
        start: node.start_byte() - start,
        row: node.start_position().row - row,
        identity,
        marks: lowered.marks,
        item: lowered.item,
    }
}

/// Finds what was lowered before: nearly always the next one, or one close to it.
struct Reuse<'a, T> {
    old: &'a [Placed<T>],
    next: usize,
}

impl<'a, T> Reuse<'a, T> {
    const NEARBY: usize = 8;

    fn new(old: &'a [Placed<T>]) -> Self {
        Reuse { old, next: 0 }
    }

    fn find(&mut self, identity: usize) -> Option<Lowered<T>> {
        let rest = &self.old[self.next..];
        let nearby = &rest[..rest.len().min(Self::NEARBY)];
        let position = nearby.iter().position(|each| each.identity == identity)?;
        self.next += position + 1;
        let found = &rest[position];
        Some(Lowered {
            item: Arc::clone(&found.item),
            marks: found.marks,
        })
    }

    /// What most likely stood where something new stands now.
    fn next_unused(&self) -> Option<&'a Placed<T>> {
        self.old.get(self.next)
    }
}

fn escape_of(directives: &[Directive]) -> Escape {
    let written = directives
        .iter()
        .find(|directive| directive.name == "escape");
    match written.map(|directive| directive.value.as_str()) {
        Some("`") => Escape('`'),
        _ => Escape::default(),
    }
}

fn lower_directive(text: &Text, directive: syntax::ParserDirective) -> Option<Directive> {
    let name_range = directive.name()?.node().byte_range();
    let value_range = directive.value()?.node().byte_range();
    Some(Directive {
        start: directive.node().start_byte(),
        name: text.slice(name_range.clone()).to_ascii_lowercase(),
        value: text.slice(value_range.clone()).into_owned(),
        name_range,
        value_range,
        row: directive.node().start_position().row,
    })
}

fn lower_stage(
    text: &Text,
    cursor: &mut TreeCursor,
    escape: Escape,
    old: Option<&Placed<Stage>>,
) -> Stage {
    let node = cursor.node();
    let (start, row) = (node.start_byte(), node.start_position().row);
    let mut stage = Stage {
        instructions: Vec::new(),
        comments: Vec::new(),
        findings: OnceLock::new(),
    };
    let mut reuse = Reuse::new(old.map_or(&[], |old| &old.instructions));
    let mut more = cursor.goto_first_child();
    while more {
        let node = cursor.node();
        if syntax::Comment::cast(node).is_some() {
            stage.comments.push(span_in(start, node.byte_range()));
        } else {
            let identity = identity_below(cursor);
            let lowered = reuse.find(identity).or_else(|| {
                let instruction = syntax::Instruction::cast(node)?;
                Some(afresh(text, instruction, escape))
            });
            stage
                .instructions
                .extend(lowered.map(|lowered| placed(node, start, row, identity, lowered)));
        }
        more = cursor.goto_next_sibling();
        if !more {
            cursor.goto_parent();
        }
    }
    stage
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::text::{Change, Encoding, Position};

    const STAGE: &str =
        "FROM a AS b\nARG V=1\n# why\nRUN x && \\\n  y\nRUN <<EOF\nset -e\nEOF\nCMD [\"a\"]\n";
    const ROWS: u32 = 9;

    fn insert(document: &Document, line: u32, character: u32, text: &str) -> Document {
        let at = Position { line, character };
        let change = Change {
            range: Some((at, at)),
            text: text.to_owned(),
        };
        document.edit(&[change], Encoding::Utf16)
    }

    /// Which items of the second list were taken over from the first, at the same index.
    fn shared<T>(before: &[Placed<T>], after: &[Placed<T>]) -> Vec<bool> {
        let pairs = before.iter().zip(after);
        pairs
            .map(|(before, after)| Arc::ptr_eq(&before.item, &after.item))
            .collect()
    }

    #[test]
    fn a_key_costs_one_instruction_of_one_stage() {
        let before = Document::new(&STAGE.repeat(5));
        let after = insert(&before, 2 * ROWS + 3, 5, "z");
        let (before, after) = (&before.dockerfile().stages, &after.dockerfile().stages);
        assert_eq!(shared(before, after), [true, true, false, true, true]);
        let (before, after) = (&before[2].instructions, &after[2].instructions);
        // tree-sitter puts the neighbour before together anew, too.
        assert_eq!(shared(before, after), [true, false, false, true, true]);
    }

    #[test]
    fn a_new_line_moves_the_rest_without_reading_it() {
        let before = Document::new(&STAGE.repeat(3));
        let after = insert(&before, ROWS + 1, 0, "USER x\n");
        let stages = shared(&before.dockerfile().stages, &after.dockerfile().stages);
        assert_eq!(stages, [true, false, true]);
        let old = &before.dockerfile().stages[1].instructions;
        let new = &after.dockerfile().stages[1].instructions;
        assert_eq!(shared(&old[1..], &new[2..]), [false, true, true, true]);
    }

    #[test]
    fn another_escape_character_reads_all_afresh() {
        let before = Document::new(&STAGE.repeat(2));
        let after = insert(&before, 0, 0, "# escape=`\n");
        let stages = shared(&before.dockerfile().stages, &after.dockerfile().stages);
        assert_eq!(stages, [false, false]);
    }
}
