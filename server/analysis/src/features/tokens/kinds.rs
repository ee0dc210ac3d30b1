//! What a token can be, and what each node of our grammar is.

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

pub(super) fn kind_of(node: Node) -> Option<TokenKind> {
    Some(match node.kind() {
        "keyword" | "AS" | "NONE" => TokenKind::Keyword,
        "comment" => TokenKind::Comment,
        "flag_name" | "--" | "flags_end" => TokenKind::Flag,
        "mount_key" => TokenKind::Key,
        "image_registry" => TokenKind::Registry,
        "image_path" => TokenKind::Image,
        "image_tag" | "image_digest" => TokenKind::Tag,
        "stage_name" | "heredoc_name" | "heredoc_end" => TokenKind::Stage,
        // A variable is one wherever it stands; the key of a label is none.
        "name" if holder(node, 2) == Some("label_instruction") => TokenKind::Key,
        "name" => TokenKind::Variable,
        "variable" => TokenKind::Variable,
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

/// What holds a node, so many steps up.
fn holder<'tree>(node: Node<'tree>, steps: usize) -> Option<&'tree str> {
    let mut holder = node;
    for _ in 0..steps {
        holder = holder.parent()?;
    }
    Some(holder.kind())
}

pub(super) fn modifiers_of(node: Node) -> Modifiers {
    match (node.kind(), node.parent().map(|parent| parent.kind())) {
        ("stage_name", _) | ("name", Some("argument" | "pair" | "legacy_pair")) => {
            Modifiers::DECLARATION
        }
        ("keyword", Some("maintainer_instruction")) => Modifiers::DEPRECATED,
        _ => Modifiers::NONE,
    }
}
