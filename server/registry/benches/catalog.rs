//! What a person waits for: the first question of all, and a completion of tags.

use divan::{Bencher, black_box};
use strates_analysis::images::Images;
use strates_analysis::model::Reference;
use strates_registry::catalog::Catalog;

fn main() {
    divan::main();
}

fn reference(name: &str) -> Reference {
    Reference::parse(name).expect("a name of an image")
}

/// The table is read, and the names are filtered.
#[divan::bench]
fn first_names(bencher: Bencher) {
    bencher
        .with_inputs(Catalog::embedded)
        .bench_refs(|catalog| catalog.names(black_box("py")));
}

/// The table is read, and one image of it.
#[divan::bench(args = ["python", "tomee", "clojure"])]
fn first_tags(bencher: Bencher, image: &str) {
    let image = reference(image);
    bencher
        .with_inputs(Catalog::embedded)
        .bench_refs(|catalog| catalog.tags(black_box(&image), ""));
}

#[divan::bench(args = ["", "3.1", "slim"])]
fn tags_of_python(bencher: Bencher, typed: &str) {
    let (catalog, image) = (Catalog::embedded(), reference("python"));
    bencher.bench_local(|| catalog.tags(black_box(&image), black_box(typed)));
}

#[divan::bench(args = ["python:3.8-buster", "node:22-alpine", "clojure:temurin-8"])]
fn first_hover(bencher: Bencher, image: &str) {
    let image = reference(image);
    bencher
        .with_inputs(Catalog::embedded)
        .bench_refs(|catalog| catalog.about(black_box(&image)));
}
