use crate::Document;
use crate::model::{Body, Command, Keyword, Located, Pair, Source, Span};
use crate::text::ByteRange;

/// An entry of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    pub name: String,
    pub detail: String,
    pub kind: SymbolKind,
    pub range: ByteRange,
    /// What to highlight; lies in `range`.
    pub selection: ByteRange,
    pub children: Vec<Symbol>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    Stage,
    Instruction,
    Variable,
}

const LONGEST_DETAIL: usize = 80;

/// Stages with their instructions, and the variables that ENV and ARG define.
pub fn symbols(document: &Document) -> Vec<Symbol> {
    let file = document.dockerfile();
    let globals = file.global_instructions();
    let mut symbols: Vec<_> = globals
        .map(|located| instruction(document, &located))
        .collect();
    symbols.extend((0..file.stages.len()).map(|index| with_instructions(document, index)));
    symbols
}

/// The stages alone, without what is in them.
pub fn stages(document: &Document) -> Vec<Symbol> {
    let stages = 0..document.dockerfile().stages.len();
    stages.map(|index| stage(document, index)).collect()
}

fn with_instructions(document: &Document, index: usize) -> Symbol {
    let instructions = document.dockerfile().instructions_of(index).skip(1);
    let children = instructions
        .map(|located| instruction(document, &located))
        .collect();
    Symbol {
        children,
        ..stage(document, index)
    }
}

/// Without what is in it: its FROM and where its last instruction ends tell all of it.
pub fn stage(document: &Document, index: usize) -> Symbol {
    let stage = &document.dockerfile().stages[index];
    let first = &stage.instructions[0];
    let last = stage.instructions.last().unwrap_or(first);
    let at = |span: Span| stage.start + span.start as usize..stage.start + span.end as usize;
    let from = stage.from();
    let image = from.and_then(|from| Some(&from.image.as_ref()?.word));
    let name = from.and_then(|from| from.name.as_ref());
    let base = image.map_or("", |image| &*image.text);
    let (name, detail, selection) = match (name, image) {
        (Some(name), _) => (&*name.text, format!("FROM {base}"), name.span),
        (None, Some(image)) => (base, "FROM".to_owned(), image.span),
        (None, None) => ("FROM", String::new(), first.written.span),
    };
    Symbol {
        name: name.to_owned(),
        detail: detail.trim().to_owned(),
        kind: SymbolKind::Stage,
        range: stage.start..stage.start + last.start + last.length,
        selection: at(selection),
        children: Vec::new(),
    }
}

/// The instruction alone tells it.
pub fn instruction(document: &Document, located: &Located) -> Symbol {
    let instruction = located.instruction;
    let name = match instruction.keyword {
        Keyword::Unknown => instruction.written.text.to_string(),
        keyword => keyword.name().to_owned(),
    };
    let children = match &instruction.body {
        Body::Pairs { pairs, .. } if instruction.keyword == Keyword::Env => {
            variables(located, pairs)
        }
        Body::Arguments(arguments) => variables(located, arguments),
        _ => Vec::new(),
    };
    Symbol {
        // An editor refuses a symbol without a name.
        name: if name.is_empty() {
            "?".to_owned()
        } else {
            name
        },
        detail: detail(document, located),
        kind: SymbolKind::Instruction,
        range: located.range(),
        selection: located.at(instruction.written.span),
        children,
    }
}

fn variables(located: &Located, pairs: &[Pair]) -> Vec<Symbol> {
    let variables = pairs.iter().filter_map(|pair| {
        let name = pair.name.as_ref().filter(|name| !name.text.is_empty())?;
        Some(Symbol {
            name: name.text.to_string(),
            detail: shortened(pair.value.as_ref().map_or("", |value| &value.text)),
            kind: SymbolKind::Variable,
            range: located.at(pair.span),
            selection: located.at(name.span),
            children: Vec::new(),
        })
    });
    variables.collect()
}

/// What an instruction does, in a few words: its first argument is mostly enough to tell it apart.
fn detail(document: &Document, located: &Located) -> String {
    match &located.instruction.body {
        Body::Command(Some(Command::Shell { text, .. })) => shortened(text),
        Body::Transfer(transfer) => {
            let sources = transfer.sources.iter().map(|source| match source {
                Source::Path(path) => path.text.to_string(),
                Source::Heredoc(span) => document.text().slice(located.at(*span)).into_owned(),
            });
            let destination = transfer
                .destination
                .as_ref()
                .map(|path| path.text.to_string());
            shortened(&sources.chain(destination).collect::<Vec<_>>().join(" "))
        }
        // The variables are its children.
        Body::Arguments(_) => String::new(),
        Body::Pairs { .. } if located.instruction.keyword == Keyword::Env => String::new(),
        _ => {
            let line = document.one_line(located);
            shortened(line.split_once(' ').map_or("", |(_, rest)| rest))
        }
    }
}

fn shortened(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        // Characters take one byte or more.
        if words.len() > LONGEST_DETAIL * size_of::<char>() {
            break;
        }
    }
    if let Some((cut, _)) = words.char_indices().nth(LONGEST_DETAIL) {
        words.truncate(cut);
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(text: &str, symbols: &[Symbol], depth: usize, out: &mut String) {
        for symbol in symbols {
            let selection = &text[symbol.selection.clone()];
            out.push_str(&format!(
                "{}{} [{}] {selection}\n",
                "  ".repeat(depth),
                symbol.name,
                symbol.detail
            ));
            assert!(
                symbol.range.start <= symbol.selection.start
                    && symbol.selection.end <= symbol.range.end
            );
            draw(text, &symbol.children, depth + 1, out);
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        draw(text, &symbols(&Document::new(text)), 0, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn stages_hold_their_instructions() {
        check(
            "ARG V=1\nFROM a:$V AS build\nENV A=b C=\"d e\"\nRUN echo \\\n  hi\nFROM scratch\nCOPY --from=build /x /y\n",
            "ARG [] ARG\n  V [1] V\nbuild [FROM a:$V] build\n  ENV [] ENV\n    A [b] A\n    C [\"d e\"] C\n  RUN [echo hi] RUN\nscratch [FROM] scratch\n  COPY [/x /y] COPY\n",
        );
    }

    #[test]
    fn half_typed_lines_have_a_symbol() {
        check(
            "FROM\nCOP\nEXPOSE 80/tcp\n",
            "FROM [] FROM\n  COP [] COP\n  EXPOSE [80/tcp] EXPOSE\n",
        );
    }
}
