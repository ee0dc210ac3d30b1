//! YAML, and JSON, which is YAML: from the parser's events to nodes.

use super::nodes::{Node, Nodes};
use super::reading::Word;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// What has begun and not ended.
enum Holder {
    List {
        node: usize,
        items: Vec<usize>,
    },
    Map {
        node: usize,
        pairs: Vec<(Word, usize)>,
        key: Option<Word>,
    },
}

struct Reader<'a> {
    places: Places<'a>,
    nodes: Nodes,
    holders: Vec<Holder>,
    anchors: HashMap<usize, usize>,
    root: Option<usize>,
}

/// The first document of a text, and its root; `None` where it is no YAML.
pub fn read(text: &str) -> Option<(Nodes, usize)> {
    let mut reader = Reader {
        places: Places::of(text),
        nodes: Nodes::default(),
        holders: Vec::new(),
        anchors: HashMap::new(),
        root: None,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.ok()?;
        if matches!(event, Event::DocumentEnd | Event::StreamEnd) {
            break;
        }
        reader.take(event, span);
    }
    Some((reader.nodes, reader.root?))
}

impl Reader<'_> {
    fn take(&mut self, event: Event, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let word = self.places.word(&text, style, span);
                let awaits_key = matches!(self.holders.last(), Some(Holder::Map { key: None, .. }));
                if awaits_key {
                    self.key(word);
                } else {
                    let node = self.nodes.add(Node::Scalar(word));
                    self.anchors.insert(anchor, node);
                    self.put(node);
                }
            }
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).copied();
                let node = node.unwrap_or_else(|| self.nodes.add(Node::Other));
                self.put(node);
            }
            Event::SequenceStart(anchor, _) => {
                let node = self.nodes.add(Node::Other);
                self.anchors.insert(anchor, node);
                let items = Vec::new();
                self.holders.push(Holder::List { node, items });
            }
            Event::MappingStart(anchor, _) => {
                let node = self.nodes.add(Node::Other);
                self.anchors.insert(anchor, node);
                let (pairs, key) = (Vec::new(), None);
                self.holders.push(Holder::Map { node, pairs, key });
            }
            Event::SequenceEnd | Event::MappingEnd => match self.holders.pop() {
                Some(Holder::List { node, items }) => {
                    self.nodes.set(node, Node::List(items));
                    self.put(node);
                }
                Some(Holder::Map { node, pairs, .. }) => {
                    self.nodes.set(node, Node::Map(pairs));
                    self.put(node);
                }
                None => {}
            },
            _ => {}
        }
    }

    fn key(&mut self, word: Word) {
        if let Some(Holder::Map { key, .. }) = self.holders.last_mut() {
            *key = Some(word);
        }
    }

    /// Into what holds it, when it is whole.
    fn put(&mut self, node: usize) {
        match self.holders.last_mut() {
            None => self.root = self.root.or(Some(node)),
            Some(Holder::List { items, .. }) => items.push(node),
            Some(Holder::Map { pairs, key, .. }) => match key.take() {
                Some(name) => pairs.push((name, node)),
                // A list or a mapping as a key: nothing that anybody asks for.
                None => *key = Some(Word::default()),
            },
        }
    }
}

/// From the parser's letters to our bytes.
struct Places<'a> {
    text: &'a str,
    /// The byte of each letter, where these are not the same.
    bytes: Option<Vec<usize>>,
}

impl Places<'_> {
    fn of(text: &str) -> Places<'_> {
        let bytes = (!text.is_ascii()).then(|| {
            let starts = text.char_indices().map(|(byte, _)| byte);
            starts.chain([text.len()]).collect()
        });
        Places { text, bytes }
    }

    fn byte(&self, letter: usize) -> usize {
        let byte = match &self.bytes {
            None => letter,
            Some(bytes) => bytes.get(letter).copied().unwrap_or(self.text.len()),
        };
        byte.min(self.text.len())
    }

    /// With the range of what stands between the quotes.
    fn word(&self, text: &str, style: ScalarStyle, span: Span) -> Word {
        let (start, end) = (self.byte(span.start.index()), self.byte(span.end.index()));
        let written = self.text.get(start..end).unwrap_or_default();
        let range = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if written.len() >= 2 => {
                start + 1..start + written.trim_end().len().max(2) - 1
            }
            _ => start..start + written.trim_end().len(),
        };
        Word {
            text: text.to_owned(),
            range,
            ..Word::default()
        }
    }
}
