use crate::Document;
use crate::errors::{self, Problem};
use crate::model::{Body, Located, Nested};

/// What the parser saw, in plain data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// Name, value, row.
    pub directives: Vec<(String, String, usize)>,
    pub instructions: Vec<ParsedInstruction>,
    /// Row and what is wrong.
    pub errors: Vec<(usize, Problem)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParsedInstruction {
    /// As it is written.
    pub keyword: String,
    pub line: usize,
    pub end_line: usize,
    pub stage: Option<usize>,
    pub heredocs: usize,
}

pub fn parsed(document: &Document) -> Parsed {
    let file = document.dockerfile();
    let directives = file.directives.iter();
    let directives = directives.map(|directive| {
        (
            directive.name.clone(),
            directive.value.clone(),
            directive.row,
        )
    });
    let instructions = file.instructions().map(|located| ParsedInstruction {
        keyword: located.instruction.written.text.to_string(),
        line: located.row,
        end_line: located.last_row(),
        stage: located.stage,
        heredocs: heredocs(&located),
    });
    let errors = errors::errors(document).into_iter().map(|problem| {
        let located = file.instruction_at(problem.range.start);
        let row = located.map_or_else(
            || {
                document
                    .text()
                    .position(problem.range.start, crate::text::Encoding::Utf8)
                    .line as usize
            },
            |located| located.row,
        );
        (row, problem)
    });
    Parsed {
        directives: directives.collect(),
        instructions: instructions.collect(),
        errors: errors.collect(),
    }
}

/// BuildKit reads the heredocs of a trigger, but not those of a trigger in a trigger.
fn heredocs(located: &Located) -> usize {
    let chained = |nested: &Nested| matches!(nested.body, Body::Trigger(_));
    match &located.instruction.body {
        Body::Trigger(Some(nested)) if chained(nested) => 0,
        _ => located.instruction.heredocs.len(),
    }
}
