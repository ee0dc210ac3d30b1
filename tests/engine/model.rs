//! What strates says that an edit rebuilds.

use crate::case::Case;
use strates_analysis::Document;
use strates_analysis::context::names;
use strates_analysis::model::cache::{self, Touched};
use strates_analysis::model::{Body, Located, Source};

/// The steps that are not kept. Strates is told which instruction changes, not what it says then.
/// An edit outside all instructions changes none.
pub fn rebuilt(case: &Case) -> Vec<Touched> {
    let document = Document::new(&case.text(case.asked()));
    let file = document.dockerfile();
    let edit = case.edit();
    let Some(changed) = file.instruction_at(edit) else {
        return Vec::new();
    };
    if !changed.range().contains(&edit) {
        return Vec::new();
    }
    let takes_file = |start: usize| {
        let located = file.instruction_at(start);
        case.is_in_context && located.is_some_and(|located| takes_dockerfile(&located))
    };
    cache::rebuild_beside(&document, changed.start, &takes_file).steps
}

/// Among the files that an instruction takes from the build context.
fn takes_dockerfile(located: &Located) -> bool {
    let instruction = located.instruction;
    let Body::Transfer(transfer) = &instruction.body else {
        return false;
    };
    let from_elsewhere = instruction.flags.iter().any(|flag| flag.is_named("from"));
    let paths = transfer.sources.iter().filter_map(|source| match source {
        Source::Path(path) => Some(&path.text),
        Source::Heredoc(_) => None,
    });
    !from_elsewhere && paths.into_iter().any(|path| names(path, "Dockerfile"))
}
