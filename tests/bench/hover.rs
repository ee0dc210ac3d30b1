//! How long a hover takes: in every line of every file of the corpus that has up to 300 lines, and
//! at every word of the files that the other benchmarks use.

use std::hint::black_box;
use std::time::{Duration, Instant};
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::hover::{Asked, hover};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_tests::{corpus, files};

const MOST_LINES: usize = 300;

fn main() {
    let real = corpus::real();
    let is_short = |text: &&str| text.lines().count() <= MOST_LINES;
    let texts: Vec<&str> = real
        .iter()
        .map(|record| &*record.text)
        .filter(is_short)
        .collect();
    report("files of the corpus, up to 300 lines", &texts);
    for shape in files::SHAPES {
        report(&shape.to_string(), &[&shape.text()]);
    }
}

/// The first hover of a file counts what it computes for those that follow.
fn report(name: &str, texts: &[&str]) {
    let mut times: Vec<Duration> = Vec::new();
    for text in texts {
        let document = Document::new(text);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.match_indices(|letter: char| letter.is_alphabetic());
            for (place, _) in words.step_by(7) {
                let begin = Instant::now();
                black_box(hover(&Asked {
                    document: &document,
                    byte: start + place,
                    lang: Lang::Fr,
                    beginner: false,
                    context: &NoContext,
                    hides_count: &|_| false,
                    images: &NoImages,
                }));
                times.push(begin.elapsed());
            }
            start += line.len();
        }
    }
    times.sort_unstable();
    let at = |part: usize| {
        times
            .get(times.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    let (half, most, last) = (at(50), at(99), times.last().copied().unwrap_or_default());
    println!(
        "{name}: {} hovers, median {half:?}, p99 {most:?}, longest {last:?}",
        times.len()
    );
}
