//! Every question about a place, asked at every place of many real and damaged files, and here and
//! there in all others: no panic, ranges inside the file, edits that can be applied.

mod actions;
mod navigation;
mod offered;
mod told;

use actions::Actions;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use strates_analysis::Document;
use strates_analysis::lang::Lang;
use strates_tests::corpus::{self, Record};

/// Of the real files, and of the damaged ones, are asked about at every place.
const FILES: usize = 100;
/// In bytes: a larger one is only looked into here and there.
const LARGEST: usize = 2_000;
/// In each of the others.
const PLACES: usize = 8;

/// A file, and what is worked out once for all of its places.
struct File<'a> {
    document: &'a Document,
    text: &'a str,
    lang: Lang,
}

#[test]
fn every_place_can_be_asked_about() {
    let (real, damaged) = (corpus::real(), corpus::damaged());
    let mut jobs: Vec<(&Record, Vec<usize>)> = Vec::new();
    let mut whole = 0;
    for records in [&real, &damaged] {
        for (number, record) in by_size(records).into_iter().enumerate() {
            let all = record.text.char_indices().map(|(place, _)| place);
            let mut places: Vec<usize> = all.chain([record.text.len()]).collect();
            if is_chosen(number, records) {
                whole += places.len();
            } else {
                let step = places.len().div_ceil(PLACES);
                places = places
                    .into_iter()
                    .skip(number % step)
                    .step_by(step)
                    .collect();
            }
            jobs.push((record, places));
        }
    }
    // The long ones first, so that no processor waits for the last.
    jobs.sort_by_key(|(record, places)| std::cmp::Reverse(record.text.len() * places.len()));
    let (next, asked, wrong) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::default());
    let work = || {
        while let Some((record, places)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = ask(record, places);
            asked.fetch_add(places.len(), Ordering::Relaxed);
            let mut wrong: std::sync::MutexGuard<Vec<String>> = wrong.lock().unwrap();
            wrong.extend(found);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let wrong = wrong.into_inner().unwrap();
    wrong.iter().take(20).for_each(|each| eprintln!("{each}"));
    let asked = asked.into_inner();
    eprintln!("places: {asked} asked, {whole} of them in files of which every place was");
    assert_eq!(wrong.len(), 0);
}

fn by_size(records: &[Record]) -> Vec<&Record> {
    let mut records: Vec<&Record> = records.iter().collect();
    records.sort_by_key(|record| (record.text.len(), &record.sha256));
    records
}

/// Whether the file is one of those that are spread evenly over the sizes up to the largest; for
/// files in the order of their sizes.
fn is_chosen(number: usize, records: &[Record]) -> bool {
    let small = records.iter().filter(|record| record.text.len() <= LARGEST);
    let small = small.count();
    number < small && (number + 1) * FILES / small.max(FILES) > number * FILES / small.max(FILES)
}

/// What goes wrong, with the file and the place.
fn ask(record: &Record, places: &[usize]) -> Vec<String> {
    let text = record.text.as_str();
    let document = Document::new(text);
    let mut wrong = Vec::new();
    let mut actions = None;
    for (number, byte) in places.iter().enumerate() {
        let lang = if number % 2 == 0 { Lang::En } else { Lang::Fr };
        let file = File {
            document: &document,
            text,
            lang,
        };
        let asked = catch_unwind(AssertUnwindSafe(|| {
            navigation::ask(&file, *byte)?;
            told::ask(&file, *byte)?;
            offered::ask(&file, *byte)?;
            let actions = actions.get_or_insert_with(|| Actions::of(&document));
            actions.ask(&file, *byte)
        }));
        let answer = asked.unwrap_or_else(|_| Err("it panics".to_owned()));
        wrong.extend(
            answer
                .err()
                .map(|why| format!("{} at {byte}: {why}", record.path)),
        );
    }
    wrong
}
