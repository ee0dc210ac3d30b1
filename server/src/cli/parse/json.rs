//! What the parser saw, for programs. Lines count from 0, as in the Language Server Protocol.

use crate::cli::console;
use serde::Serialize;
use strates_analysis::Document;
use strates_analysis::features::parse_view::parsed;
use strates_analysis::lang::Lang;

#[derive(Serialize)]
struct File {
    directives: Vec<Directive>,
    instructions: Vec<Instruction>,
    errors: Vec<Error>,
}

#[derive(Serialize)]
struct Directive {
    name: String,
    value: String,
    line: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Instruction {
    keyword: String,
    line: usize,
    end_line: usize,
    stage: Stage,
    heredocs: usize,
}

/// The stage's index; -1 before the first FROM.
#[derive(Serialize)]
#[serde(untagged)]
enum Stage {
    Index(usize),
    None(i8),
}

#[derive(Serialize)]
struct Error {
    line: usize,
    message: String,
    code: &'static str,
}

pub fn render(document: &Document, lang: Lang) -> String {
    let view = parsed(document);
    let directives = view.directives.into_iter();
    let instructions = view.instructions.into_iter();
    let errors = view.errors.into_iter();
    console::json(&File {
        directives: directives
            .map(|(name, value, line)| Directive { name, value, line })
            .collect(),
        instructions: instructions
            .map(|instruction| Instruction {
                keyword: instruction.keyword,
                line: instruction.line,
                end_line: instruction.end_line,
                stage: instruction.stage.map_or(Stage::None(-1), Stage::Index),
                heredocs: instruction.heredocs,
            })
            .collect(),
        errors: errors
            .map(|(line, problem)| Error {
                line,
                message: problem.message(lang),
                code: problem.code(),
            })
            .collect(),
    })
}
