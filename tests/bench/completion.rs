//! What completion takes right after a key, without a protocol around it.

use divan::Bencher;
use std::slice;
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::completion::{Asked, Completions, complete};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_analysis::text::{Change, Encoding, Position};
use strates_tests::files::{SHAPES, Shape};

fn main() {
    divan::main();
}

/// A line at the end of a file, and the last key of it that is typed over and over.
struct Typing {
    document: Document,
    key: Change,
    byte: usize,
}

impl Typing {
    fn new(shape: &Shape, line: &str) -> Typing {
        let text = shape.text();
        let row = text.lines().count() as u32;
        let (before, last) = line.split_at(line.len() - 1);
        let character = before.len() as u32;
        let at = Position {
            line: row,
            character,
        };
        let text = format!("{text}{before}\n");
        Typing {
            byte: text.len() - 1 + last.len(),
            document: Document::new(&text),
            key: Change {
                range: Some((at, at)),
                text: last.to_owned(),
            },
        }
    }

    fn offered(&self) -> Completions {
        let document = self
            .document
            .edit(slice::from_ref(&self.key), Encoding::Utf16);
        complete(&Asked {
            document: &document,
            byte: self.byte,
            lang: Lang::Fr,
            trigger: None,
            context: &NoContext,
            images: &NoImages,
        })
    }
}

#[divan::bench(args = SHAPES)]
fn keyword(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "CO");
    bencher.bench_local(|| typing.offered());
}

#[divan::bench(args = SHAPES)]
fn flag(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "RUN --m");
    bencher.bench_local(|| typing.offered());
}

#[divan::bench(args = SHAPES)]
fn stage(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "COPY --from=s");
    bencher.bench_local(|| typing.offered());
}

#[divan::bench(args = SHAPES)]
fn variable(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "RUN echo $T");
    bencher.bench_local(|| typing.offered());
}

#[divan::bench(args = SHAPES)]
fn user(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "USER u");
    bencher.bench_local(|| typing.offered());
}

#[divan::bench(args = SHAPES)]
fn idiom(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "RUN a");
    bencher.bench_local(|| typing.offered());
}

#[divan::bench(args = SHAPES)]
fn destination(bencher: Bencher, shape: &Shape) {
    let typing = Typing::new(shape, "COPY a /");
    bencher.bench_local(|| typing.offered());
}
