//! Other ways to write the same, offered where the cursor is. Each is a file; where one would change
//! what its title does not say, it is not offered.

mod cursor;
mod filler;
mod merge_runs;
mod nodes;
mod run;
mod split_run;
#[cfg(test)]
mod testing;

use super::Action;
use crate::Document;
use crate::text::ByteRange;
use cursor::Cursor;

type Refactoring = fn(&Cursor) -> Option<Action>;

const ALL: [Refactoring; 2] = [
    merge_runs::merge_runs,
    split_run::split_run,
];

pub fn refactorings(document: &Document, range: &ByteRange) -> Vec<Action> {
    let Some(cursor) = Cursor::new(document, range) else {
        return Vec::new();
    };
    ALL.iter().filter_map(|refactoring| refactoring(&cursor)).collect()
}
