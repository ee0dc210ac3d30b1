//! Other ways to write the same, offered where the cursor is. Each is a file; where one would change
//! what its title does not say, it is not offered.

mod arrange_packages;
mod arrange_pairs;
mod cursor;
mod extract_argument;
mod filler;
mod forms;
mod heredoc_to_run;
mod inline_argument;
mod literal;
mod merge_runs;
mod nodes;
mod packages;
mod places;
mod run;
mod run_to_heredoc;
mod split_run;
#[cfg(test)]
mod testing;
mod to_json_form;
mod to_shell_form;
mod two_stages;

use super::Action;
use crate::Document;
use crate::errors::errors;
use crate::model::Located;
use crate::text::ByteRange;
use cursor::Cursor;

type Refactoring = fn(&Cursor) -> Option<Action>;

const ALL: [Refactoring; 16] = [
    merge_runs::merge_runs,
    split_run::split_run,
    run_to_heredoc::run_to_heredoc,
    heredoc_to_run::heredoc_to_run,
    arrange_packages::sort_packages_one_a_line,
    arrange_packages::sort_packages,
    arrange_packages::packages_one_a_line,
    to_json_form::to_json_form,
    to_shell_form::to_shell_form,
    arrange_pairs::pairs_one_a_line,
    arrange_pairs::pairs_on_one_line,
    arrange_pairs::merge_pairs,
    extract_argument::extract_argument,
    inline_argument::inline_argument,
    two_stages::go_in_two_stages,
    two_stages::node_in_two_stages,
];

pub fn refactorings(document: &Document, range: &ByteRange) -> Vec<Action> {
    let Some(cursor) = Cursor::new(document, range) else {
        return Vec::new();
    };
    let offered = ALL.iter().filter_map(|refactoring| refactoring(&cursor));
    let offered: Vec<Action> = offered.collect();
    match offered.is_empty() || has_error(document, &cursor.located) {
        true => Vec::new(),
        false => offered,
    }
}

/// Nobody can tell what was meant, and two halves of a mistake are two mistakes.
fn has_error(document: &Document, located: &Located) -> bool {
    let own = located.range();
    let mut all = errors(document).into_iter();
    all.any(|problem| own.contains(&problem.range.start))
}
