//! Completion asked for all over real and damaged files: never a panic, and whatever is offered can
//! be put into the text.

use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::completion::{Asked, Item, complete};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_tests::corpus;

/// Of each kind of files.
const FILES: usize = 100;
/// Every so many bytes of a file, and so many more for each of its lines.
const STEP: usize = 5;

fn at(document: &Document, byte: usize, lang: Lang) -> Vec<Item> {
    let offered = complete(&Asked {
        document,
        byte,
        lang,
        trigger: None,
        context: &NoContext,
        images: &NoImages,
    });
    offered.items
}

#[test]
fn whatever_is_offered_can_be_applied() {
    let (mut asked, mut answered, mut items) = (0, 0, 0);
    let real = corpus::real();
    let damaged = corpus::damaged();
    let sample = |count: usize| (count / FILES).max(1);
    let some = real.iter().step_by(sample(real.len())).take(FILES);
    let others = damaged.iter().step_by(sample(damaged.len())).take(FILES);
    for (number, record) in some.chain(others).enumerate() {
        let text = record.text.as_str();
        let document = Document::new(text);
        let lang = if number % 2 == 0 { Lang::En } else { Lang::Fr };
        for byte in (number % STEP..=text.len()).step_by(STEP) {
            let offered = at(&document, byte, lang);
            asked += 1;
            answered += usize::from(!offered.is_empty());
            items += offered.len();
            for item in &offered {
                check(text, byte, item, &record.path);
            }
        }
    }
    eprintln!("completion: {asked} places asked, {answered} answered, {items} items, all sound");
}

fn check(text: &str, byte: usize, item: &Item, path: &str) {
    let (inserted, replaced) = (item.word.inserted(), item.word.replaced());
    let word = text.get(replaced.clone());
    let is_one_line = word.is_some_and(|word| !word.contains(['\n', '\r']));
    let is_here = inserted.start == replaced.start && inserted.end <= replaced.end;
    // A place inside a character or a line break is the one before it.
    let holds = replaced.start <= byte && byte <= replaced.end + 3;
    let says_something =
        !item.label.is_empty() && !item.label.contains('\n') && !item.plain.contains("${1");
    let is_sound = is_one_line && is_here && holds && says_something;
    assert!(is_sound, "{path}, byte {byte}: {item:?}");
    let mut edited = text.to_owned();
    edited.replace_range(replaced, &item.plain);
    assert!(
        edited.contains(&item.plain),
        "{path}, byte {byte}: {item:?}"
    );
}
