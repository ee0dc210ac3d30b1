//! What each piece of the text is, for an editor to colour: ours from our tree, a shell's from its.

mod kinds;
mod nodes;
mod painter;
mod shell;

pub use kinds::{Modifiers, TokenKind};

use crate::Document;
use crate::model::Located;
use crate::shell::{Form, Interpreter, interpreters, kept_script};
use crate::text::ByteRange;
use crate::threads::{self, LONG, in_parts};
use nodes::Nodes;
use painter::Painter;
use std::sync::Arc;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Within one line.
    pub range: ByteRange,
    pub kind: TokenKind,
    pub modifiers: Modifiers,
}

/// The tokens of one instruction, counted from its start, and the shell they were read with.
pub(crate) type CachedTokens = (Interpreter, Arc<[Token]>);

/// In order, none over another.
pub fn tokens(document: &Document, range: ByteRange) -> Vec<Token> {
    let file = document.dockerfile();
    let overlaps = |other: &ByteRange| other.start < range.end && range.start < other.end;
    let mut found = Vec::new();
    let mut lines = |range: ByteRange, kind: TokenKind| {
        let text = document.text().slice(range.clone());
        let mut painter = Painter::new(&text, range.start);
        painter.push_lines(0..text.len(), kind, Modifiers::NONE);
        let painted = painter.finish().into_iter();
        found.extend(painted.map(|token| token.moved(range.start)));
    };
    for directive in &file.directives {
        lines(directive.start..directive.start + 1, TokenKind::Comment);
        lines(directive.name_range.clone(), TokenKind::Directive);
        lines(directive.value_range.clone(), TokenKind::String);
    }
    for comment in file.comments().filter(overlaps) {
        lines(comment, TokenKind::Comment);
    }
    let mut instructions = with_shells(document);
    instructions.retain(|(located, _)| overlaps(&located.range()));
    read_ahead(document, &instructions);
    let mut nodes = Nodes::of(document);
    for (located, shell) in &instructions {
        let tokens = of_instruction(document, located, *shell, &mut nodes);
        found.extend(
            tokens
                .iter()
                .map(|token| token.clone().moved(located.start)),
        );
    }
    found.sort_by_key(|token| token.range.start);
    found.retain(|token| overlaps(&token.range));
    found
}

impl Token {
    fn moved(mut self, by: usize) -> Token {
        self.range = self.range.start + by..self.range.end + by;
        self
    }
}

/// Each instruction and the shell in force there.
fn with_shells(document: &Document) -> Vec<(Located<'_>, Interpreter)> {
    let file = document.dockerfile();
    let interpreters = interpreters(file);
    let mut last_stage = None;
    let mut index = 0;
    let instructions = file.instructions().map(|located| {
        index = if located.stage == last_stage {
            index + 1
        } else {
            0
        };
        last_stage = located.stage;
        let shell = located
            .stage
            .and_then(|stage| interpreters.get(stage)?.get(index).copied());
        (located, shell.unwrap_or(Interpreter::Posix))
    });
    instructions.collect()
}

/// Reads a lot of new text on several threads, before anybody takes what was found.
fn read_ahead(document: &Document, instructions: &[(Located, Interpreter)]) {
    let is_new =
        |(located, _): &&(Located, Interpreter)| located.instruction.tokens.get().is_none();
    let new: Vec<_> = instructions.iter().filter(is_new).copied().collect();
    let bytes: usize = new.iter().map(|(located, _)| located.range().len()).sum();
    if bytes < LONG {
        return;
    }
    in_parts(&new, new.len().div_ceil(threads::count()), |part| {
        let mut nodes = Nodes::of(document);
        for (located, shell) in part {
            of_instruction(document, located, *shell, &mut nodes);
        }
    });
}

fn of_instruction(
    document: &Document,
    located: &Located,
    shell: Interpreter,
    nodes: &mut Nodes,
) -> Arc<[Token]> {
    let mut read = || -> Arc<[Token]> { read(document, located, shell, nodes).into() };
    let kept = &located.instruction.tokens;
    let (read_with, tokens) = kept.get_or_init(|| (shell, read()));
    match *read_with == shell {
        true => Arc::clone(tokens),
        // Another shell in force is rare enough to be read anew every time.
        false => read(),
    }
}

fn read(
    document: &Document,
    located: &Located,
    shell: Interpreter,
    nodes: &mut Nodes,
) -> Vec<Token> {
    let Some(node) = nodes.find(located.start) else {
        return Vec::new();
    };
    let source = || document.text().slice(located.range());
    let text = source();
    let escape = document.dockerfile().escape.0;
    let mut painter = Painter::new(&text, located.start);
    painter.paint(node);
    let script = kept_script(located.instruction, source, escape, shell);
    // The JSON form is painted as what it is.
    if let Some(script) = script.filter(|kept| kept.script.form != Form::Json) {
        painter.paint_script(&script, located.instruction);
    }
    painter.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = tokens(&Document::new(text), 0..text.len())
            .into_iter()
            .map(|token| (token.kind.name(), &text[token.range]))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_parts_of_an_image_differ() {
        check(
            "FROM --platform=$P ghcr.io/a/b:1 AS c",
            &[
                ("keyword", "FROM"),
                ("parameter", "--"),
                ("parameter", "platform"),
                ("operator", "="),
                ("operator", "$"),
                ("variable", "P"),
                ("namespace", "ghcr.io"),
                ("type", "a/b"),
                ("enumMember", "1"),
                ("keyword", "AS"),
                ("class", "c"),
            ],
        );
    }

    #[test]
    fn a_stage_and_a_variable_are_the_same_wherever_they_stand() {
        check(
            "FROM a\nENV B=c\nLABEL d=$B\nCOPY --from=e f g\n",
            &[
                ("keyword", "FROM"),
                ("type", "a"),
                ("keyword", "ENV"),
                ("variable", "B"),
                ("operator", "="),
                ("string", "c"),
                ("keyword", "LABEL"),
                ("property", "d"),
                ("operator", "="),
                ("operator", "$"),
                ("variable", "B"),
                ("keyword", "COPY"),
                ("parameter", "--"),
                ("parameter", "from"),
                ("operator", "="),
                ("class", "e"),
                ("string", "f"),
                ("string", "g"),
            ],
        );
    }

    #[test]
    fn a_shell_has_its_own_words() {
        check(
            "FROM a\nRUN cd /x \\\n # why\n && ls -l \"$A\"\n",
            &[
                ("keyword", "FROM"),
                ("type", "a"),
                ("keyword", "RUN"),
                ("function", "cd"),
                ("comment", "# why"),
                ("operator", "&&"),
                ("function", "ls"),
                ("parameter", "-l"),
                ("string", "\""),
                ("operator", "$"),
                ("variable", "A"),
                ("string", "\""),
            ],
        );
    }

    #[test]
    fn heredocs_are_read_as_scripts() {
        check(
            "FROM a\nRUN <<EOF\nls # x\nEOF\n",
            &[
                ("keyword", "FROM"),
                ("type", "a"),
                ("keyword", "RUN"),
                ("operator", "<<"),
                ("class", "EOF"),
                ("function", "ls"),
                ("comment", "# x"),
                ("class", "EOF"),
            ],
        );
    }

    #[test]
    fn tokens_never_overlap_and_never_leave_their_line() {
        let text = "# syntax=x\n# c\nFROM a\nENV A=\"b\\\n c\" D='e'\nRUN <<A cat && \\\n x\n\"a\nb\"\nA\nCOPY [\"a\", \"$B\"]\n";
        let found = tokens(&Document::new(text), 0..text.len());
        assert!(
            found
                .windows(2)
                .all(|pair| pair[0].range.end <= pair[1].range.start),
            "{found:?}"
        );
        assert!(
            found
                .iter()
                .all(|token| !text[token.range.clone()].contains('\n')),
            "{found:?}"
        );
    }

    #[test]
    fn a_long_text_is_painted_as_its_parts_are() {
        let stage = "FROM a AS b\nLABEL c=$D\nRUN cd \\\n x && ls -l\nSHELL [\"e\"]\nRUN f\n";
        let text = stage.repeat(1000);
        let (whole, parts) = (Document::new(&text), Document::new(&text));
        assert!(whole.is_long());
        let painted = tokens(&whole, 0..text.len());
        let starts = (0..text.len()).step_by(stage.len());
        let in_parts = starts.flat_map(|start| tokens(&parts, start..start + stage.len()));
        assert!(painted == in_parts.collect::<Vec<_>>());
        assert_eq!(painted.len() % 1000, 0);
    }

    #[test]
    fn a_range_gives_only_its_own() {
        let text = "FROM a\nUSER b\nUSER c\n";
        let found = tokens(&Document::new(text), 7..13);
        assert_eq!(found.len(), 2);
    }
}
