//! One fix after another, each applied to the file as it was.

use super::moves::Moves;
use super::said::{Change, says};
use super::seen::{Part, Seen};
use super::{everything, with_setup};
use std::collections::BTreeMap;
use strates_analysis::Document;
use strates_analysis::edit::{Fix, TextEdit, apply, with_line_breaks};
use strates_analysis::features::diagnostics::{Diagnostic, Setup};
use strates_analysis::lang::Lang;
use strates_analysis::model::Located;
use strates_analysis::rules::Severity;
use strates_analysis::text::{ByteRange, Change as Edit, Encoding};

/// A finding, and what became of its fixes.
pub struct Proven {
    pub code: String,
    pub line: usize,
    /// With their titles.
    pub fixes: Vec<(String, Vec<Failure>)>,
}

#[derive(Clone)]
pub struct Failure {
    pub code: String,
    pub what: &'static str,
    pub detail: String,
}

pub fn prove(text: &str, mut tell: impl FnMut(Proven)) {
    let levels = everything();
    with_setup(&levels, |setup| {
        let before = Seen::new(Document::new(text), setup);
        for finding in &before.found {
            let fixes = finding.fixes().into_iter();
            let fixes = fixes.map(|fix| {
                let title = fix.title.get(Lang::En);
                let failures = failures(&before, finding, fix, setup);
                (title, failures)
            });
            tell(Proven {
                code: finding.code().to_owned(),
                line: before.document.text().line_of(finding.range().start) + 1,
                fixes: fixes.collect(),
            });
        }
    });
}

fn failures(before: &Seen, finding: &Diagnostic, fix: Fix, setup: &Setup) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut fail = |what: &'static str, detail: String| {
        failures.push(Failure {
            code: finding.code().to_owned(),
            what,
            detail,
        });
    };
    let title = fix.title.text().en;
    let line_break = before.document.text().line_break();
    let edits = fix.edits.into_iter().map(|edit| TextEdit {
        new_text: with_line_breaks(&edit.new_text, line_break),
        ..edit
    });
    let edits: Vec<TextEdit> = edits.collect();
    let Some(text) = apply(&before.text, &edits) else {
        fail("its edits overlap", format!("{edits:?}"));
        return failures;
    };
    if text == before.text {
        fail("it changes nothing", String::new());
        return failures;
    }
    let after = Seen::new(edited(&before.document, &edits), setup);
    assert_eq!(after.text, text);
    let moves = Moves::new(&edits);
    let comparison = Comparison {
        before,
        after: &after,
        moves: &moves,
        finding,
        title,
    };
    comparison.findings(&mut fail);
    comparison.instructions(&mut fail);
    comparison.parts(&mut fail);
    comparison.layers(&mut fail);
    failures
}

/// As an editor would, so that what is the same is not looked at again.
fn edited(document: &Document, edits: &[TextEdit]) -> Document {
    let mut backwards: Vec<&TextEdit> = edits.iter().collect();
    backwards.sort_by_key(|edit| std::cmp::Reverse((edit.range.start, edit.range.end)));
    let position = |byte| document.text().position(byte, Encoding::Utf8);
    let changes = backwards.into_iter().map(|edit| Edit {
        range: Some((position(edit.range.start), position(edit.range.end))),
        text: edit.new_text.clone(),
    });
    document.edit(&changes.collect::<Vec<_>>(), Encoding::Utf8)
}

struct Comparison<'a> {
    before: &'a Seen,
    after: &'a Seen,
    moves: &'a Moves<'a>,
    finding: &'a Diagnostic,
    title: &'static str,
}

type PartsOf = fn(&Seen) -> Vec<Part>;
type Fail<'a> = dyn FnMut(&'static str, String) + 'a;

impl Comparison<'_> {
    fn says(&self, change: Change) -> bool {
        says(self.finding.code(), self.title, change)
    }

    /// This one is gone, and none has come that is more severe.
    fn findings(&self, fail: &mut Fail) {
        let code = self.finding.code();
        if self.after.errors() > self.before.errors() {
            fail("BuildKit rejects the file", self.after.error_codes());
        }
        let is_fewer = self.after.count(code) < self.before.count(code);
        if !is_fewer && !self.says(Change::Finding(code)) {
            let start = self.moves.start(self.finding.range().start);
            fail("the finding is still there", self.after.line_at(start));
        }
        let place = self.moves.range(&self.finding.range());
        let others = self.before.found.iter().filter(|each| each.code() == code);
        let others = others.filter(|each| each.range() != self.finding.range());
        let others: Vec<ByteRange> = others.map(|each| self.moves.range(&each.range())).collect();
        let mut same = self.after.found.iter().filter(|each| each.code() == code);
        let is_here = |range: &ByteRange| {
            let overlaps = range.start < place.end && place.start < range.end;
            overlaps || (place.is_empty() && range.start == place.start)
        };
        if let Some(again) = same.find(|each| {
            let range = each.range();
            is_here(&range) && !others.contains(&range)
        }) {
            fail("the finding is there again", again.message(Lang::En));
        }
        let mut counts: BTreeMap<&str, (Severity, usize)> = BTreeMap::new();
        for each in &self.after.found {
            let count = counts.entry(each.code()).or_insert((each.severity, 0));
            count.1 += 1;
        }
        for (other, (severity, count)) in counts {
            let is_new = count > self.before.count(other);
            if is_new && severity < self.finding.severity && !self.says(Change::Finding(other)) {
                fail("a more severe finding has come", other.to_owned());
            }
        }
    }

    /// What the edits leave alone is read as before.
    fn instructions(&self, fail: &mut Fail) {
        let (old, new) = (
            self.before.document.dockerfile(),
            self.after.document.dockerfile(),
        );
        let own = old.instruction_at(self.finding.range().start);
        let own = own.map(|located| located.start);
        for located in old.instructions() {
            if self.moves.touch(&located.range()) {
                if own != Some(located.start) && !self.says(Change::Others) {
                    fail(
                        "another instruction is changed",
                        self.before.one_line(&located),
                    );
                }
                continue;
            }
            let start = self.moves.start(located.start);
            let read = new.instruction_at(start).filter(|read| read.start == start);
            let is_same = |read: &Located| {
                read.instruction.keyword == located.instruction.keyword
                    && self.after.text[read.range()] == self.before.text[located.range()]
            };
            if !read.as_ref().is_some_and(is_same) && !self.says(Change::Others) {
                fail(
                    "an instruction is read otherwise",
                    self.before.one_line(&located),
                );
            }
        }
    }

    fn parts(&self, fail: &mut Fail) {
        let kinds: [(Change, &'static str, PartsOf); 3] = [
            (Change::Flags, "a flag is lost", Seen::flags),
            (Change::Comments, "a comment is lost", Seen::comments),
            (Change::Heredocs, "a heredoc is lost", Seen::heredocs),
        ];
        for (change, what, parts) in kinds {
            if self.says(change) {
                continue;
            }
            let mut now = parts(self.after);
            for (place, part) in parts(self.before) {
                match now.iter().position(|(_, each)| *each == part) {
                    Some(at) => drop(now.swap_remove(at)),
                    // Corrected, not lost.
                    None if change == Change::Flags && self.moves.rewrite(&place) => {}
                    None => fail(what, part),
                }
            }
        }
    }

    fn layers(&self, fail: &mut Fail) {
        let (old, new) = (self.before.layers(), self.after.layers());
        // Of a file that BuildKit rejects there are none to speak of.
        if old != new && self.before.errors() == 0 && !self.says(Change::Layers) {
            fail("the layers are others", format!("{old:?} {new:?}"));
        }
    }
}
