//! What an edit costs inside the analysis, without a protocol around it.

use divan::Bencher;
use divan::counter::BytesCount;
use std::slice;
use strates_analysis::Document;
use strates_analysis::errors::errors;
use strates_analysis::features::symbols::symbols;
use strates_analysis::features::tokens::tokens;
use strates_analysis::model::layers::layers;
use strates_analysis::text::{Change, Encoding};
use strates_tests::files::{SHAPES, Shape, key_and_back};

fn main() {
    divan::main();
}

/// A document in which the same key is typed and deleted over and over.
struct Typing {
    document: Document,
    keys: [Change; 2],
    edits: usize,
}

impl Typing {
    fn new(shape: &Shape) -> Typing {
        let text = shape.text();
        Typing {
            document: Document::new(&text),
            keys: key_and_back(&text),
            edits: 0,
        }
    }

    fn next(&mut self) -> &Document {
        let key = slice::from_ref(&self.keys[self.edits % 2]);
        self.document = self.document.edit(key, Encoding::Utf16);
        self.edits += 1;
        &self.document
    }
}

#[divan::bench(args = SHAPES)]
fn first_parse(bencher: Bencher, shape: &Shape) {
    let text = shape.text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| Document::new(&text));
}

#[divan::bench(args = SHAPES)]
fn one_key_edit(bencher: Bencher, shape: &Shape) {
    let mut typing = Typing::new(shape);
    bencher.bench_local(|| typing.next().text().len());
}

#[divan::bench(args = SHAPES)]
fn one_key_edit_and_everything(bencher: Bencher, shape: &Shape) {
    let mut typing = Typing::new(shape);
    bencher.bench_local(|| {
        let document = typing.next();
        (layers(document), errors(document), symbols(document))
    });
}

#[divan::bench(args = SHAPES)]
fn tokens_cold(bencher: Bencher, shape: &Shape) {
    let text = shape.text();
    bencher
        .with_inputs(|| Document::new(&text))
        .bench_local_refs(|document| tokens(document, 0..text.len()));
}

#[divan::bench(args = SHAPES)]
fn tokens_after_an_edit(bencher: Bencher, shape: &Shape) {
    let mut typing = Typing::new(shape);
    let all = |document: &Document| tokens(document, 0..document.text().len());
    all(&typing.document);
    bencher
        .with_inputs(|| typing.next().clone())
        .bench_local_refs(|document| all(document));
}

#[divan::bench(args = SHAPES)]
fn document_symbols(bencher: Bencher, shape: &Shape) {
    let document = Document::new(&shape.text());
    bencher.bench_local(|| symbols(&document));
}

#[divan::bench(args = SHAPES)]
fn layer_table(bencher: Bencher, shape: &Shape) {
    let document = Document::new(&shape.text());
    bencher.bench_local(|| layers(&document));
}

#[divan::bench(args = SHAPES)]
fn all_errors(bencher: Bencher, shape: &Shape) {
    let document = Document::new(&shape.text());
    bencher.bench_local(|| errors(&document));
}
