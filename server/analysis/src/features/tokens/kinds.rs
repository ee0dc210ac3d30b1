//! What a token can be, and what each node of our grammar is.

use crate::syntax::LANGUAGE;
use std::sync::LazyLock;
use tree_sitter::Node;

macro_rules! token_kinds {
    ($( $kind:ident = $name:literal, )*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum TokenKind { $( $kind, )* }

        impl TokenKind {
            pub const ALL: &'static [TokenKind] = &[$( TokenKind::$kind, )*];

            /// As LSP calls it.
            pub fn name(self) -> &'static str {
                match self { $( TokenKind::$kind => $name, )* }
            }
        }
    };
}

token_kinds! {
    Keyword = "keyword",
    Comment = "comment",
    String = "string",
    Number = "number",
    Operator = "operator",
    Variable = "variable",
    Flag = "parameter",
    Key = "property",
    Command = "function",
    Registry = "namespace",
    Image = "type",
    Tag = "enumMember",
    Stage = "class",
    Directive = "macro",
    Wildcard = "regexp",
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Modifiers(pub u32);

impl Modifiers {
    pub const NONE: Modifiers = Modifiers(0);
    pub const DECLARATION: Modifiers = Modifiers(1);
    pub const DEPRECATED: Modifiers = Modifiers(2);
    /// As LSP calls them, the lowest bit first.
    pub const NAMES: &'static [&'static str] = &["declaration", "deprecated"];
}

/// A node and what holds it: to ask a node for that takes a walk from the root of its tree.
#[derive(Clone, Copy)]
pub(super) struct Held<'tree> {
    pub node: Node<'tree>,
    pub holder: Option<Node<'tree>>,
    holder_of_holder: Option<Node<'tree>>,
}

impl<'tree> Held<'tree> {
    pub fn by_nothing(node: Node<'tree>) -> Held<'tree> {
        Held {
            node,
            holder: None,
            holder_of_holder: None,
        }
    }

    pub fn child(self, node: Node<'tree>) -> Held<'tree> {
        Held {
            node,
            holder: Some(self.node),
            holder_of_holder: self.holder,
        }
    }

    pub fn kind(self) -> Option<TokenKind> {
        let kind = *KINDS.get(usize::from(self.node.kind_id()))?;
        // A variable is one wherever it stands; the key of a label is none.
        let is_in_label =
            || name_of(self.holder_of_holder) == "label_instruction" && self.node.kind() == "name";
        match kind {
            Some(TokenKind::Variable) if is_in_label() => Some(TokenKind::Key),
            kind => kind,
        }
    }

    pub fn modifiers(self) -> Modifiers {
        match KINDS.get(usize::from(self.node.kind_id())) {
            Some(Some(TokenKind::Variable | TokenKind::Stage | TokenKind::Keyword)) => {}
            _ => return Modifiers::NONE,
        }
        match (self.node.kind(), name_of(self.holder)) {
            ("stage_name", _) | ("name", "argument" | "pair" | "legacy_pair") => {
                Modifiers::DECLARATION
            }
            ("keyword", "maintainer_instruction") => Modifiers::DEPRECATED,
            _ => Modifiers::NONE,
        }
    }
}

fn name_of(node: Option<Node<'_>>) -> &str {
    node.map_or("", |node| node.kind())
}

/// By the number of a node's kind.
static KINDS: LazyLock<Vec<Option<TokenKind>>> = LazyLock::new(|| {
    let ids = 0..LANGUAGE.node_kind_count() as u16;
    let names = ids.map(|id| LANGUAGE.node_kind_for_id(id).unwrap_or_default());
    names.map(kind_of).collect()
});

fn kind_of(node: &str) -> Option<TokenKind> {
    Some(match node {
        "keyword" | "AS" | "NONE" => TokenKind::Keyword,
        "comment" => TokenKind::Comment,
        "flag_name" | "--" | "flags_end" => TokenKind::Flag,
        "mount_key" => TokenKind::Key,
        "image_registry" => TokenKind::Registry,
        "image_path" => TokenKind::Image,
        "image_tag" | "image_digest" => TokenKind::Tag,
        "stage_name" | "heredoc_name" | "heredoc_end" => TokenKind::Stage,
        "name" | "variable" => TokenKind::Variable,
        "$" | "${" | "}" | "expansion_operator" | "=" | "line_continuation" | "<<" => {
            TokenKind::Operator
        }
        "port" => TokenKind::Number,
        "protocol" | "signal" | "user" | "group" => TokenKind::Tag,
        "value" | "flag_value" | "mount_value" | "path" | "json_string" | "double_quoted"
        | "single_quoted" | "text" | "word" | "directive_value" => TokenKind::String,
        _ => return None,
    })
}
