//! A document that was edited is the same as one that was read afresh.

use proptest::prelude::*;
use strates_analysis::Document;
use strates_analysis::features::tokens::tokens;
use strates_analysis::text::{Change, Encoding, Position};
use tree_sitter::{Node, Tree, TreeCursor};

/// Pieces that change what stands around them.
const PIECES: &[&str] = &[
    "FROM a AS b\n",
    "FROM debian:12\n",
    "RUN x",
    " \\\n",
    "\\\n",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "# c\n",
    "#",
    "# escape=`\n",
    "`\n",
    "# syntax=x\n",
    "<<EOF",
    "<<-\"E F\"",
    "\nEOF\n",
    "EOF",
    "\nE F\n",
    "\tEOF\n",
    "COPY a b /c\n",
    "COPY [\"a\", \"$B\"]\n",
    "ENV A=b ",
    "ENV A b",
    "\"",
    "'",
    "$",
    "${A:-",
    "\"a${A:-b}c\"",
    "${A:-\"}\"}",
    "}",
    "=",
    "[\"a\"]",
    "[",
    "--mount=type=cache,target=/x ",
    "--",
    "ONBUILD ",
    "HEALTHCHECK NONE\n",
    "é",
    "😀",
    "\u{301}",
    "\u{a0}",
    "\u{2028}",
    "\0",
    " ",
    "\t",
    ":",
    "/",
    "@",
    "USER a:b\n",
    "EXPOSE 80/tcp\n",
    "WORKDIR /a b\n",
    "\u{feff}",
];

/// Short, or long enough for many blocks of instructions.
fn text() -> impl Strategy<Value = String> {
    let length = prop_oneof![4 => 0usize..40, 1 => 200usize..400];
    let pieces = length.prop_flat_map(|length| {
        prop::collection::vec(prop::sample::select(PIECES), length..=length)
    });
    pieces.prop_map(|pieces| pieces.concat())
}

fn encoding() -> impl Strategy<Value = Encoding> {
    prop_oneof![
        Just(Encoding::Utf8),
        Just(Encoding::Utf16),
        Just(Encoding::Utf32)
    ]
}

fn position() -> impl Strategy<Value = Position> {
    // Often inside a keyword, and past the end of the line.
    (
        prop_oneof![4 => 0u32..30, 1 => 0u32..300],
        prop_oneof![0u32..6, 0u32..40],
    )
        .prop_map(|(line, character)| Position { line, character })
}

fn change() -> impl Strategy<Value = Change> {
    let range = prop_oneof![
        12 => (position(), position()).prop_map(Some),
        12 => position().prop_map(|position| Some((position, position))),
        1 => Just(None),
    ];
    let text = prop::collection::vec(prop::sample::select(PIECES), 0..3)
        .prop_map(|pieces| pieces.concat());
    (range, text).prop_map(|(range, text)| Change { range, text })
}

type Drawn = (String, Option<String>, std::ops::Range<usize>);

fn draw(tree: &Tree) -> Vec<Drawn> {
    fn visit(cursor: &mut TreeCursor, out: &mut Vec<Drawn>) {
        let node: Node = cursor.node();
        let field = cursor.field_name().map(str::to_owned);
        out.push((node.kind().to_owned(), field, node.byte_range()));
        if cursor.goto_first_child() {
            loop {
                visit(cursor, out);
                if !cursor.goto_next_sibling() {
                    break;
                }
            }
            cursor.goto_parent();
        }
    }
    let mut out = Vec::new();
    visit(&mut tree.walk(), &mut out);
    out
}

fn same(edited: &Document) -> Result<(), TestCaseError> {
    let text = edited.text().to_string();
    let fresh = Document::new(&text);
    let (Some(tree), Some(fresh_tree)) = (edited.tree(), fresh.tree()) else {
        return Err(TestCaseError::fail("there is no tree"));
    };
    prop_assert!(!tree.root_node().has_error(), "an error in {text:?}");
    prop_assert_eq!(draw(tree), draw(fresh_tree), "the tree of {:?}", text);
    let model = format!("{:?}", edited.dockerfile());
    prop_assert_eq!(
        model,
        format!("{:?}", fresh.dockerfile()),
        "the model of {:?}",
        text
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_lead_where_reading_afresh_leads(
        start in text(),
        edits in prop::collection::vec(prop::collection::vec(change(), 1..4), 1..6),
        encoding in encoding(),
    ) {
        let mut document = Document::new(&start);
        for changes in &edits {
            document = document.edit(changes, encoding);
            same(&document)?;
        }
    }

    #[test]
    fn tokens_are_in_order_and_within_lines(start in text(), edits in prop::collection::vec(change(), 1..4)) {
        let mut document = Document::new(&start);
        for change in edits {
            let _ = tokens(&document, 0..document.text().len());
            document = document.edit(&[change], Encoding::Utf16);
        }
        let text = document.text().to_string();
        let found = tokens(&document, 0..text.len());
        prop_assert_eq!(&found, &tokens(&Document::new(&text), 0..text.len()));
        for pair in found.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start, "{:?} in {:?}", pair, text);
        }
        for token in found {
            prop_assert!(!text[token.range.clone()].contains(['\n', '\r']), "{:?} in {:?}", token, text);
        }
    }
}
