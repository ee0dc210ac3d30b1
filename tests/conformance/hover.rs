//! A hover somewhere in every line of every file: never a panic, never an empty answer.

use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::hover::{Asked, Hover, hover};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_tests::corpus;
use tree_sitter::Node;

fn at(document: &Document, byte: usize, lang: Lang) -> Option<Hover> {
    hover(&Asked {
        document,
        byte,
        lang,
        beginner: false,
        context: &NoContext,
        hides_count: &|_| false,
        images: &NoImages,
    })
}

#[test]
fn every_line_can_be_pointed_at() {
    let mut asked = 0;
    for record in corpus::real().into_iter().chain(corpus::damaged()) {
        let document = Document::new(&record.text);
        let mut start = 0;
        for (row, line) in record.text.split_inclusive('\n').enumerate() {
            let places = line.char_indices().map(|(place, _)| place).step_by(17);
            for place in places {
                let lang = if row % 2 == 0 { Lang::En } else { Lang::Fr };
                let answer = at(&document, start + place, lang);
                if let Some(hover) = answer {
                    let is_there = hover.range.contains(&(start + place));
                    let is_text = record.text.get(hover.range.clone()).is_some();
                    let is_whole = hover.markdown.matches("```").count() % 2 == 0;
                    let is_empty = hover.markdown.trim().is_empty();
                    let is_sound = is_there && is_text && is_whole && !is_empty;
                    assert!(is_sound, "{}:{row}: {hover:?}", record.path);
                }
                asked += 1;
            }
            start += line.len();
        }
    }
    eprintln!("hovers: {asked} asked, none empty");
}

#[test]
fn keywords_flags_and_images_always_have_an_answer() {
    let mut asked = 0;
    for record in corpus::real().into_iter().chain(corpus::damaged()) {
        let document = Document::new(&record.text);
        let Some(tree) = document.tree() else {
            continue;
        };
        for node in nodes(tree.root_node()) {
            let kinds = ["keyword", "flag", "image_spec"];
            // What damaged files have instead of a keyword is none.
            let parent = node.parent().map(|parent| parent.kind());
            let is_known = parent != Some("unknown_instruction");
            if !kinds.contains(&node.kind()) || !is_known || node.byte_range().is_empty() {
                continue;
            }
            for lang in [Lang::En, Lang::Fr] {
                let answer = at(&document, node.start_byte(), lang);
                let line = node.start_position().row + 1;
                assert!(answer.is_some(), "{}:{line}: {}", record.path, node.kind());
                asked += 1;
            }
        }
    }
    eprintln!("hovers on keywords, flags and images: {asked} asked, all answered");
}

/// A node and all that it holds.
fn nodes(root: Node) -> Vec<Node> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(node) = found.get(next).copied() {
        let mut cursor = node.walk();
        found.extend(node.children(&mut cursor));
        next += 1;
    }
    found
}

/// What a hover says of layers is what BuildKit does.
#[test]
fn layers_are_told_as_buildkit_makes_them() {
    let mut layers = corpus::Tally::new("hovers on instructions of accepted files, layer or none");
    for record in corpus::real().into_iter().chain(corpus::damaged()) {
        if !record.is_accepted() {
            continue;
        }
        let document = Document::new(&record.text);
        let own = record
            .instructions
            .iter()
            .filter(|each| each.layer.is_some() && each.stage >= 0);
        for instruction in own {
            let line = document.text().line_start(instruction.lines.0 - 1);
            let text = document.text().slice(line..document.text().len());
            let indent = text.len() - text.trim_start().len();
            let located = document.dockerfile().instruction_at(line + indent);
            // Its last letter: a line may go on before its first word.
            let keyword = located.map(|located| located.at(located.instruction.written.span));
            let said = keyword.and_then(|keyword| at(&document, keyword.end - 1, Lang::En));
            let headline = said.as_ref().and_then(|said| said.markdown.lines().next());
            let ours = headline.map(|headline| headline.contains("**layer "));
            layers.compare(&record.path, &ours, &instruction.layer);
        }
    }
    layers.finish(0);
}
