//! Ignore files: what is wrong with their patterns.

use super::report::Report;
use super::{Shared, keep};
use crate::build_context::MOST_NODES;
use crate::cli::console::Outcome;
use crate::cli::source::Input;
use strates_analysis::context::Tree;
use strates_analysis::ignore_file::{diagnostics, fixed};

/// Of one in a folder only what holds whatever lies there: what tools make is missing in a fresh
/// copy of a project.
pub fn check(shared: &Shared, input: &Input, is_named: bool) -> Result<Report, Outcome> {
    let console = shared.console;
    let mut document = input.open_ignore_file(console)?;
    let project = shared.projects.of(input, console);
    let levels = &project.checks.levels;
    let mut report = Report::new(input.name(), document.text().clone());
    if shared.request.fix {
        let mended = fixed(&document, levels);
        let text = mended.as_ref().map(|mended| mended.text().to_string());
        keep(console, input, &mut report, text.as_deref())?;
        if let Some(mended) = mended {
            let before = diagnostics(&document, None, levels).len();
            report.mended = before.saturating_sub(diagnostics(&mended, None, levels).len());
            document = mended;
        }
    }
    let path = input.path().filter(|_| is_named);
    let folder = path.map(|path| shared.projects.context_of_ignore_file(path, &project));
    let tree = folder.and_then(|folder| Tree::walk(&folder, document.ignore(), MOST_NODES));
    report.found = diagnostics(&document, tree.as_ref(), levels);
    let least = shared.request.least;
    report.found.retain(|found| found.severity <= least);
    Ok(report)
}
