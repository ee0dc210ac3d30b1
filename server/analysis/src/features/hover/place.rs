use super::Hover;
use crate::Document;
use crate::context::BuildContext;
use crate::docs::{Kind, Subject};
use crate::images::Images;
use crate::lang::Lang;
use crate::model::{Dockerfile, Located};
use crate::syntax::Syntax;
use crate::text::ByteRange;
use tree_sitter::Node;

/// The question.
pub struct Asked<'a> {
    pub document: &'a Document,
    pub byte: usize,
    pub lang: Lang,
    /// One more paragraph, for absolute beginners.
    pub beginner: bool,
    pub context: &'a dyn BuildContext,
    /// Stages whose layer count the reader wants to find out alone.
    pub hides_count: &'a dyn Fn(usize) -> bool,
    pub images: &'a dyn Images,
}

/// What is under the cursor.
pub struct Place<'a> {
    pub asked: &'a Asked<'a>,
    pub located: Option<Located<'a>>,
    /// The nodes that hold the place, the innermost first.
    nodes: Vec<Node<'a>>,
}

impl<'a> Place<'a> {
    pub fn of(asked: &'a Asked<'a>) -> Option<Place<'a>> {
        let document = asked.document;
        let root = document.tree()?.root_node();
        let end = (asked.byte + 1).min(document.text().len());
        let innermost = root.descendant_for_byte_range(asked.byte.min(end), end)?;
        let nodes = std::iter::successors(Some(innermost), Node::parent);
        Some(Place {
            asked,
            located: document.dockerfile().instruction_at(asked.byte),
            // Nothing that people write nests deeper than this goes.
            nodes: nodes.take(100).collect(),
        })
    }

    pub fn lang(&self) -> Lang {
        self.asked.lang
    }

    pub fn file(&self) -> &'a Dockerfile {
        self.asked.document.dockerfile()
    }

    /// The innermost node of a kind that holds the place.
    pub fn find<T: Syntax<'a>>(&self) -> Option<T> {
        self.nodes.iter().find_map(|node| T::cast(*node))
    }

    /// The innermost node itself.
    pub fn innermost<T: Syntax<'a>>(&self) -> Option<T> {
        T::cast(*self.nodes.first()?)
    }

    pub fn token(&self) -> Option<Node<'a>> {
        self.nodes.first().copied()
    }

    pub fn slice(&self, node: Node) -> String {
        self.asked
            .document
            .text()
            .slice(node.byte_range())
            .into_owned()
    }

    /// A range without the line break that instructions end with.
    pub fn trimmed(&self, range: ByteRange) -> ByteRange {
        let text = self.asked.document.text().slice(range.clone());
        range.start..range.start + text.trim_end().len()
    }

    /// An answer for a node: paragraphs, the last of them a page of the documentation.
    pub fn answer(&self, node: Node, paragraphs: Vec<String>) -> Option<Hover> {
        let paragraphs: Vec<String> = paragraphs
            .into_iter()
            .filter(|each| !each.is_empty())
            .collect();
        (!paragraphs.is_empty()).then(|| Hover {
            range: self.trimmed(node.byte_range()),
            markdown: paragraphs.join("\n\n"),
        })
    }

    /// The page of a subject, under its title.
    pub fn titled_page(&self, kind: Kind, name: &str) -> Option<String> {
        let page = Subject::find(kind, name)?.page(self.lang());
        let body = page.markdown(self.lang(), self.asked.beginner);
        Some(format!("**{}**\n\n{body}", page.title))
    }

    /// The page of a subject, for under a line that names it already.
    pub fn page(&self, kind: Kind, name: &str) -> Option<String> {
        let page = Subject::find(kind, name)?.page(self.lang());
        Some(page.markdown(self.lang(), self.asked.beginner))
    }
}
