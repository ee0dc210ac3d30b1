//! Whatever is offered at the instructions of real files can be applied, and spoils nothing.

use std::collections::BTreeMap;
use strates_analysis::Document;
use strates_analysis::edit::{TextEdit, apply, with_line_breaks};
use strates_analysis::errors::errors;
use strates_analysis::features::actions::{Action, refactorings};
use strates_analysis::lang::Lang;
use strates_analysis::model::Located;
use strates_analysis::text::ByteRange;
use strates_tests::corpus;

/// The damaged files are much alike.
const SOME_OF: usize = 30;

#[test]
fn refactorings_cause_no_error() {
    let mut offered: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let damaged = corpus::damaged().into_iter().step_by(SOME_OF);
    for record in corpus::real().into_iter().chain(damaged) {
        let document = Document::new(&record.text);
        let before = errors(&document).len();
        for range in asked(&document) {
            for action in refactorings(&document, &range) {
                *offered.entry(action.title.text().en).or_default() += 1;
                let title = action.title.get(Lang::En);
                if let Err(reason) = try_it(&document, &record.text, &action, before) {
                    wrong.push(format!("{} at {range:?}: {title}: {reason}", record.path));
                }
            }
        }
    }
    for (title, count) in &offered {
        eprintln!("{count:6} {title}");
    }
    for each in &wrong {
        eprintln!("{each}");
    }
    assert_eq!(wrong.len(), 0);
}

/// A cursor in each instruction, and a selection of each three of a kind.
fn asked(document: &Document) -> Vec<ByteRange> {
    let all: Vec<Located> = document.dockerfile().instructions().collect();
    let cursors = all.iter().map(|located| located.start..located.start);
    let is_alike = |three: &&[Located]| {
        let mut keywords = three.iter().map(|located| located.instruction.keyword);
        keywords.all(|keyword| keyword == three[0].instruction.keyword)
    };
    let alike = all.windows(3).filter(is_alike);
    let selections = alike.map(|three| three[0].start..three[2].start + 1);
    cursors.chain(selections).collect()
}

fn try_it(document: &Document, text: &str, action: &Action, before: usize) -> Result<(), String> {
    let line_break = document.text().line_break();
    let edits = action.edits.as_ref().ok_or("no edits")?.iter();
    let edits: Vec<TextEdit> = edits
        .map(|edit| TextEdit {
            new_text: with_line_breaks(&edit.new_text, line_break),
            ..edit.clone()
        })
        .collect();
    let after = apply(text, &edits).ok_or("edits overlap")?;
    if after == text {
        return Err("nothing changes".to_owned());
    }
    let found = errors(&Document::new(&after));
    match found.len() > before {
        true => Err(format!("{:?}", found.iter().map(|problem| problem.code()))),
        false => Ok(()),
    }
}
