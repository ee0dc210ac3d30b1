//! The tree turned into the model, with everything reused that the tree reused.

mod apart;
mod heredocs;
mod instruction;
mod parts;
mod reuse;

use super::*;
use crate::errors::Marks;
use crate::rules::{Changes, Earlier, Replaced};
use crate::syntax::{self, Syntax};
use crate::text::Text;
use apart::{Apart, Region};
use instruction::{lower_instruction, span_in};
pub use parts::lower_in_parts;
use reuse::{Instructions, Stages};
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
    let mut more = true;
    while let Some(directive) = syntax::ParserDirective::cast(cursor.node()).filter(|_| more) {
        file.directives.extend(lower_directive(text, directive));
        more = cursor.goto_next_sibling();
    }
    file.escape = escape_of(&file.directives);
    // With another escape character the same line says something else.
    let before = before.filter(|before| {
        let old = escapes(&before.file.directives);
        old.eq(escapes(&file.directives))
    });
    let nothing = Dockerfile::default();
    let old = before.map_or(&nothing, |before| before.file);
    let mut globals = Instructions::new(text, before, &old.globals, 0);
    let mut old_stages = Stages::new(&old.stages);
    let mut touched = Keywords::NONE;
    let mut region = before.and_then(Region::of);
    while more {
        let node = cursor.node();
        if syntax::Comment::cast(node).is_some() {
            file.comments.push(node.byte_range());
        } else if syntax::Stage::cast(node).is_some() {
            let identity = identity_below(&mut cursor);
            let stage = match old_stages.find(identity) {
                Some(old) => placed_stage(node, Arc::clone(&old.item), old.marks),
                None => {
                    let old = before.and_then(|before| {
                        let stage = old_stages.next_unused()?;
                        Some(Old { before, stage })
                    });
                    let (mut stage, of_stage) =
                        lower_stage(text, node, file.escape, old, region.as_ref());
                    stage.identity = identity;
                    touched = touched.and(of_stage);
                    let marks = marks_of(&stage);
                    region = region.filter(|_| !marks.has(Marks::OPEN));
                    placed_stage(node, Arc::new(stage), marks)
                }
            };
            file.stages.push(stage);
        } else {
            let lowered = globals.lower(node, file.escape, 0, 0);
            file.globals.extend(lowered);
        }
        more = cursor.goto_next_sibling();
    }
    let has_other_stages = old.stages.len() != file.stages.len();
    let has_other_globals = globals.finish(old.globals.len()) != Keywords::NONE;
    if has_other_stages || has_other_globals {
        touched = Keywords::ALL;
    }
    (file, touched)
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

fn marks_of(stage: &Stage) -> Marks {
    let marks = stage.instructions.iter().map(|placed| placed.marks);
    marks.fold(Marks::default(), Marks::and)
}

fn placed_stage(node: Node, item: Arc<Stage>, marks: Marks) -> Placed<Stage> {
    Placed {
        start: node.start_byte(),
        row: node.start_position().row,
        marks,
        item,
    }
}

/// More than one is an error, but each tells the parser something.
fn escapes(directives: &[Directive]) -> impl Iterator<Item = &str> {
    let escapes = directives
        .iter()
        .filter(|directive| directive.name == "escape");
    escapes.map(|directive| directive.value.as_str())
}

fn escape_of(directives: &[Directive]) -> Escape {
    match escapes(directives).next() {
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

/// What a stage most likely was before.
#[derive(Clone, Copy)]
struct Old<'a> {
    before: &'a Before<'a>,
    stage: &'a Placed<Stage>,
}

fn lower_stage(
    text: &Text,
    node: Node,
    escape: Escape,
    old: Option<Old>,
    region: Option<&Region>,
) -> (Stage, Keywords) {
    let (start, row) = (node.start_byte(), node.start_position().row);
    let mut apart = match (old, region) {
        (Some(old), Some(region)) => Some(Apart::of(old.stage, region, start, row)),
        _ => None,
    };
    let mut stage = Stage::default();
    let mut instructions = match old {
        Some(Old { before, stage }) => {
            Instructions::new(text, Some(before), &stage.instructions, stage.start)
        }
        None => Instructions::new(text, None, &[], 0),
    };
    if let Some(apart) = &apart {
        stage.instructions.extend_from_slice(apart.in_front());
        stage.comments.extend_from_slice(apart.comments_in_front());
        instructions = instructions.after(apart.in_front().len());
    }
    let resume = start + apart.as_ref().map_or(0, Apart::resume);
    let mut met = old.map_or(0, |old| old.stage.instructions.len());
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child_for_byte(resume).is_some();
    while more {
        let node = cursor.node();
        let at = node.start_byte();
        if let Some(apart) = &mut apart
            && apart.meets(at - start)
        {
            met = apart.met();
            stage.instructions.extend(apart.at_end());
            stage.comments.extend(apart.comments_at_end());
            break;
        }
        if syntax::Comment::cast(node).is_some() {
            stage.comments.push(span_in(start, node.byte_range()));
        } else if at >= resume {
            let lowered = instructions.lower(node, escape, start, row);
            if let Some(lowered) = lowered {
                apart = apart.filter(|_| !lowered.marks.has(Marks::OPEN));
                stage.instructions.push(lowered);
            }
        }
        more = cursor.goto_next_sibling();
    }
    let touched = instructions.finish(met);
    if let Some(old) = old {
        remember(&mut stage, old, touched);
    }
    (stage, touched)
}

/// What was found in the stage before holds for this one as far as edits leave it.
fn remember(stage: &mut Stage, old: Old, touched: Keywords) {
    let Old { before, stage: old } = old;
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
