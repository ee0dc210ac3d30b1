//! The questions about a place, asked all over real and damaged files: no panic, ranges inside the
//! file, edits that can be applied.

use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::edit::apply;
use strates_analysis::features::links::links;
use strates_analysis::features::navigation::{
    Goal, declaration, definition, highlights, linked, prepare_rename, references, rename,
};
use strates_analysis::features::signature::signatures;
use strates_analysis::lang::Lang;
use strates_analysis::text::ByteRange;
use strates_tests::corpus::{self, Record};

/// Of the real files, and of the damaged ones.
const FILES: usize = 100;
/// Every so many letters, starting elsewhere in each file.
const STEP: usize = 11;

#[test]
fn every_place_can_be_asked_about() {
    let mut asked = 0;
    let some = |records: Vec<Record>| {
        let step = (records.len() / FILES).max(1);
        records.into_iter().step_by(step).take(FILES)
    };
    for (number, record) in some(corpus::real())
        .chain(some(corpus::damaged()))
        .enumerate()
    {
        let document = Document::new(&record.text);
        for link in links(&document, &NoContext) {
            assert!(is_inside(&record.text, &link.range), "{}", record.path);
        }
        let places = record.text.char_indices().map(|(place, _)| place);
        let places = places.skip(number % STEP).step_by(STEP);
        for byte in places.chain([record.text.len()]) {
            ask(&document, &record.text, byte)
                .unwrap_or_else(|wrong| panic!("{} at {byte}: {wrong}", record.path));
            asked += 1;
        }
    }
    eprintln!("places: {asked} asked");
}

fn is_inside(text: &str, range: &ByteRange) -> bool {
    text.get(range.clone())
        .is_some_and(|inner| !inner.is_empty())
}

fn ask(document: &Document, text: &str, byte: usize) -> Result<(), &'static str> {
    let inside = |range: &ByteRange| is_inside(text, range);
    let holds = |range: &ByteRange| range.start <= byte && byte <= range.end;
    let found = [
        definition(document, byte, &NoContext),
        declaration(document, byte),
    ];
    for found in found.iter().flatten() {
        let is_sound = |goal: &Goal| match goal {
            Goal::Here { name, whole } => {
                inside(name) && inside(whole) && whole.start <= name.start && name.end <= whole.end
            }
            Goal::File { .. } => false,
        };
        if !inside(&found.origin) || !found.goals.iter().all(is_sound) {
            return Err("definition");
        }
    }
    let used = references(document, byte, true);
    if !used.iter().all(inside) || !used.windows(2).all(|two| two[0].end <= two[1].start) {
        return Err("references");
    }
    if highlights(document, byte).len() != used.len() {
        return Err("highlights");
    }
    if let Some(linked) = linked(document, byte) {
        let first = linked.ranges.first().map(|range| text.get(range.clone()));
        let is_alike = |range: &ByteRange| Some(text.get(range.clone())) == first;
        if !linked.ranges.iter().all(is_alike) || !linked.ranges.iter().any(holds) {
            return Err("linked editing");
        }
    }
    let prepared = prepare_rename(document, byte);
    match rename(document, byte, "zz_fresh_name") {
        Ok(edits) => {
            let is_prepared = prepared.is_ok_and(|prepared| inside(&prepared.range));
            if !is_prepared || apply(text, &edits).is_none_or(|after| after == text) {
                return Err("rename");
            }
        }
        Err(refusal) => {
            if refusal.message(Lang::En) == refusal.message(Lang::Fr) {
                return Err("refusal");
            }
        }
    }
    for lang in [Lang::En, Lang::Fr] {
        let Some(found) = signatures(document, byte, lang) else {
            continue;
        };
        let form = found.forms.get(found.active).ok_or("signature")?;
        let count = form.parameters.len();
        if form.active.is_some_and(|active| active >= count) {
            return Err("parameter");
        }
    }
    Ok(())
}
