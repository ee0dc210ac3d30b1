//! The tree turned into the model, with everything reused that the tree reused.

mod heredocs;
mod instruction;
mod reuse;

use super::*;
use crate::errors::Marks;
use crate::rules::{Changes, Earlier, Replaced};
use crate::syntax::{self, Syntax};
use crate::text::Text;
use instruction::{lower_instruction, span_in};
use reuse::{Instructions, Lowered, Reuse};
use tree_sitter::{InputEdit, Node, Tree, TreeCursor};

/// The document that a tree was parsed again from. Its own tree must still be alive.
pub struct Before<'a> {
    pub file: &'a Dockerfile,
    pub edits: &'a [InputEdit],
}

/// Besides the model, what the edits touched of it.
pub fn lower(text: &Text, tree: &Tree, before: Option<&Before>) -> (Dockerfile, Keywords) {
    let mut file = Dockerfile::default();
    let mut cursor = tree.walk();
    if !cursor.goto_first_child() {
        return (file, Keywords::ALL);
    }
    let old = before.map(|before| before.file);
    let globals = old.map_or(&[][..], |old| &old.globals);
    let mut globals = Instructions::new(text, Reuse::new(globals), before, 0);
    let mut old_stages = Reuse::new(old.map_or(&[], |old| &old.stages));
    let mut touched = Keywords::NONE;
    loop {
        let node = cursor.node();
        if let Some(directive) = syntax::ParserDirective::cast(node) {
            file.directives.extend(lower_directive(text, directive));
            file.escape = escape_of(&file.directives);
        } else if syntax::Comment::cast(node).is_some() {
            file.comments.push(node.byte_range());
        } else if syntax::Stage::cast(node).is_some() {
            let identity = identity_below(&mut cursor);
            let lowered = match old_stages.find(identity) {
                Some((_, stage)) => stage,
                None => {
                    let old = before.and_then(|before| Some((before, old_stages.next_unused()?)));
                    let (stage, of_stage) = lower_stage(text, &mut cursor, file.escape, old);
                    touched = touched.and(of_stage);
                    let marks = stage.instructions.iter().map(|placed| placed.marks);
                    Lowered {
                        marks: marks.fold(Marks::default(), Marks::and),
                        item: Arc::new(stage),
                    }
                }
            };
            file.stages.push(placed(node, 0, 0, identity, lowered));
        } else {
            let lowered = globals.lower(&mut cursor, file.escape, 0, 0);
            file.globals.extend(lowered);
        }
        if !cursor.goto_next_sibling() {
            let has_other_stages = old.is_none_or(|old| old.stages.len() != file.stages.len());
            let has_other_globals = globals.finish() != Keywords::NONE;
            if has_other_stages || has_other_globals {
                touched = Keywords::ALL;
            }
            return (file, touched);
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
    old: Option<(&Before, &Placed<Stage>)>,
) -> (Stage, Keywords) {
    let node = cursor.node();
    let (start, row) = (node.start_byte(), node.start_position().row);
    let mut stage = Stage {
        instructions: Vec::new(),
        comments: Vec::new(),
        findings: OnceLock::new(),
        earlier: None,
    };
    let before = old.map(|(before, _)| before);
    let (old_instructions, old_start) = match old {
        Some((_, old)) => (&old.instructions[..], old.start),
        None => (&[][..], 0),
    };
    let reuse = Reuse::new(old_instructions);
    let mut instructions = Instructions::new(text, reuse, before, old_start);
    let mut more = cursor.goto_first_child();
    while more {
        let node = cursor.node();
        if syntax::Comment::cast(node).is_some() {
            stage.comments.push(span_in(start, node.byte_range()));
        } else {
            let lowered = instructions.lower(cursor, escape, start, row);
            stage.instructions.extend(lowered);
        }
        more = cursor.goto_next_sibling();
        if !more {
            cursor.goto_parent();
        }
    }
    let touched = instructions.finish();
    if let Some((before, old)) = old {
        remember(&mut stage, before, old, touched);
    }
    (stage, touched)
}

/// What was found in the stage before holds for this one as far as edits leave it.
fn remember(stage: &mut Stage, before: &Before, old: &Placed<Stage>, touched: Keywords) {
    if let Some(edits) = edits_within(before.edits, old.start) {
        let changes = Changes { touched, edits };
        stage.earlier = Earlier::after(old.findings.get(), old.earlier.as_ref(), changes);
    }
}

/// Edits counted from the start of a stage; `None` if one reaches over it.
fn edits_within(edits: &[InputEdit], start: usize) -> Option<Vec<Replaced>> {
    let mut start = start;
    let mut within = Vec::new();
    for edit in edits {
        if edit.start_byte >= start {
            within.push(Replaced::from(edit).counted_from(start));
        } else if edit.old_end_byte < start {
            start = start - edit.old_end_byte + edit.new_end_byte;
        } else {
            return None;
        }
    }
    Some(within)
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
        assert_eq!(shared(before, after), [true, true, false, true, true]);
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
