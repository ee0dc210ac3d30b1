//! Bake's HCL: its blocks as the nested mappings that they are in JSON.

use super::nodes::{Node, Nodes};
use super::reading::Word;
use hcl_edit::Span;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Attribute, BlockLabel, Body};
use std::ops::Range;

/// `None` where it is no HCL.
pub fn read(text: &str) -> Option<(Nodes, usize)> {
    let body: Body = hcl_edit::parser::parse_body(text).ok()?;
    let mut reader = Reader {
        text,
        nodes: Nodes::default(),
    };
    let kinds = ["target", "variable"].map(|kind| {
        let mut found = Vec::new();
        for block in body.blocks().filter(|block| block.has_ident(kind)) {
            if let Some(label) = block.labels.first() {
                let name = reader.label(label);
                found.push((name, reader.body(&block.body)));
            }
        }
        if kind == "variable" {
            let attributes = body.attributes();
            found.extend(attributes.map(|attribute| reader.variable(attribute)));
        }
        (named(kind), reader.nodes.add(Node::Map(found)))
    });
    let root = reader.nodes.add(Node::Map(kinds.into()));
    Some((reader.nodes, root))
}

/// A name that the file leaves out.
fn named(text: &str) -> Word {
    Word {
        text: text.to_owned(),
        ..Word::default()
    }
}

struct Reader<'a> {
    text: &'a str,
    nodes: Nodes,
}

impl Reader<'_> {
    fn body(&mut self, body: &Body) -> usize {
        let attributes = body.attributes().map(|attribute| {
            let name = self.word(attribute.key.as_str(), attribute.key.span());
            (name, self.value(&attribute.value))
        });
        let attributes = attributes.collect();
        self.nodes.add(Node::Map(attributes))
    }

    /// `NAME = "value"` outside of all blocks is a variable as well.
    fn variable(&mut self, attribute: &Attribute) -> (Word, usize) {
        let name = self.word(attribute.key.as_str(), attribute.key.span());
        let default = (named("default"), self.value(&attribute.value));
        (name, self.nodes.add(Node::Map(vec![default])))
    }

    fn value(&mut self, value: &Expression) -> usize {
        let node = match value {
            Expression::String(text) => Node::Scalar(Word {
                // `$${` has become the signs themselves.
                value: text.contains("${").then(|| text.to_string()),
                ..self.word(text.as_str(), text.span())
            }),
            // A name without quotes, as when the quotes are still to come.
            Expression::Variable(name) => Node::Scalar(Word {
                is_variable: true,
                ..self.word(name.as_str(), name.span())
            }),
            Expression::StringTemplate(template) => self.template(template.span()),
            Expression::Array(items) => {
                let items = items.iter().map(|item| self.value(item)).collect();
                Node::List(items)
            }
            Expression::Object(object) => {
                let pairs = object.iter().filter_map(|(key, value)| {
                    let name = match key {
                        ObjectKey::Ident(name) => self.word(name.as_str(), name.span()),
                        ObjectKey::Expression(Expression::String(name)) => {
                            self.word(name.as_str(), name.span())
                        }
                        ObjectKey::Expression(_) => return None,
                    };
                    Some((name, self.value(value.expr())))
                });
                let pairs = pairs.collect();
                Node::Map(pairs)
            }
            _ => Node::Other,
        };
        self.nodes.add(node)
    }

    /// A text with variables in it, as it is written.
    fn template(&self, span: Option<Range<usize>>) -> Node {
        let word = self.word("", span);
        let written = self.text.get(word.range.clone()).unwrap_or_default();
        let text = written.to_owned();
        // It would have to be read as HCL reads it.
        match written.contains('\\') {
            true => Node::Other,
            false => Node::Scalar(Word { text, ..word }),
        }
    }

    fn label(&self, label: &BlockLabel) -> Word {
        self.word(label.as_str(), label.span())
    }

    /// Without the quotes around it.
    fn word(&self, text: &str, span: Option<Range<usize>>) -> Word {
        let span = span.unwrap_or_default();
        let written = self.text.get(span.clone()).unwrap_or_default();
        let is_quoted = written.len() >= 2 && written.starts_with('"');
        let range = match is_quoted {
            true => span.start + 1..span.end.saturating_sub(1).max(span.start + 1),
            false => span,
        };
        Word {
            text: text.to_owned(),
            range,
            ..Word::default()
        }
    }
}
