//! A type for each node of the grammar, with a method for each of its fields.
//!
//! The names of nodes and fields are looked up in the language once; a test holds the tables below
//! against the grammar's own list.

use super::LANGUAGE;
use std::sync::LazyLock;
use tree_sitter::Node;

/// A node, or a choice of nodes, of the grammar.
pub trait Syntax<'tree>: Sized + Copy {
    fn cast(node: Node<'tree>) -> Option<Self>;
    fn node(self) -> Node<'tree>;
}

macro_rules! nodes {
    ($( $name:ident = $kind:literal { $( $method:ident: $shape:ident $field:literal $target:ident, )* } )*) => {
        #[derive(Clone, Copy)]
        enum Kind { $( $name, )* }

        static KIND_IDS: LazyLock<Vec<u16>> = LazyLock::new(|| {
            vec![$( LANGUAGE.id_for_node_kind($kind, true), )*]
        });

        /// Every node that has a type here, with the fields that have a method.
        #[cfg(test)]
        const NODES: &[(&str, &[&str])] = &[$( ($kind, &[$( $field, )*]), )*];

        $(
            #[derive(Clone, Copy, Debug)]
            pub struct $name<'tree>(Node<'tree>);

            impl<'tree> Syntax<'tree> for $name<'tree> {
                fn cast(node: Node<'tree>) -> Option<Self> {
                    (KIND_IDS.get(Kind::$name as usize) == Some(&node.kind_id())).then_some($name(node))
                }

                fn node(self) -> Node<'tree> {
                    self.0
                }
            }

            impl<'tree> $name<'tree> {
                $( nodes! { @method $shape $method $field $target } )*
            }
        )*
    };
    (@method one $method:ident $field:literal $target:ident) => {
        pub fn $method(self) -> Option<$target<'tree>> {
            static FIELD: LazyLock<Option<std::num::NonZeroU16>> = LazyLock::new(|| LANGUAGE.field_id_for_name($field));
            $target::cast(self.0.child_by_field_id((*FIELD)?.get())?)
        }
    };
    (@method many $method:ident $field:literal $target:ident) => {
        pub fn $method(self) -> impl Iterator<Item = $target<'tree>> {
            static FIELD: LazyLock<Option<std::num::NonZeroU16>> = LazyLock::new(|| LANGUAGE.field_id_for_name($field));
            children_in(self.0, *FIELD).filter_map($target::cast)
        }
    };
}

macro_rules! choices {
    ($( $name:ident { $( $variant:ident($target:ident), )* } )*) => {
        $(
            #[derive(Clone, Copy, Debug)]
            pub enum $name<'tree> { $( $variant($target<'tree>), )* }

            impl<'tree> Syntax<'tree> for $name<'tree> {
                fn cast(node: Node<'tree>) -> Option<Self> {
                    None$( .or_else(|| $target::cast(node).map($name::$variant)) )*
                }

                fn node(self) -> Node<'tree> {
                    match self { $( $name::$variant(inner) => inner.node(), )* }
                }
            }
        )*
    };
}

fn children_in<'tree>(
    node: Node<'tree>,
    field: Option<std::num::NonZeroU16>,
) -> impl Iterator<Item = Node<'tree>> {
    let mut cursor = node.walk();
    let mut more = field.is_some() && cursor.goto_first_child();
    std::iter::from_fn(move || {
        while more {
            let found = (cursor.field_id() == field).then(|| cursor.node());
            more = cursor.goto_next_sibling();
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

nodes! {
    SourceFile = "source_file" {}
    ParserDirective = "parser_directive" {
        name: one "name" DirectiveName,
        value: one "value" DirectiveValue,
    }
    Stage = "stage" { from: one "from" FromInstruction, }

    FromInstruction = "from_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        image: one "image" ImageSpec,
        name: one "name" StageName,
        unexpected: many "unexpected" Unexpected,
    }
    RunInstruction = "run_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        command: one "command" Command,
        heredocs: many "heredoc" Heredoc,
    }
    CmdInstruction = "cmd_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        command: one "command" Command,
    }
    EntrypointInstruction = "entrypoint_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        command: one "command" Command,
    }
    ShellInstruction = "shell_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        command: one "command" Command,
    }
    CopyInstruction = "copy_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        sources: many "source" Source,
        destination: one "destination" Path,
        paths: one "paths" ExecForm,
        heredocs: many "heredoc" Heredoc,
    }
    AddInstruction = "add_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        sources: many "source" Source,
        destination: one "destination" Path,
        paths: one "paths" ExecForm,
        heredocs: many "heredoc" Heredoc,
    }
    EnvInstruction = "env_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        pairs: many "pair" AnyPair,
    }
    LabelInstruction = "label_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        pairs: many "pair" AnyPair,
    }
    ArgInstruction = "arg_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        arguments: many "argument" Argument,
    }
    ExposeInstruction = "expose_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        ports: many "port" PortSpec,
    }
    VolumeInstruction = "volume_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        path: many "path" Path,
        paths: one "paths" ExecForm,
    }
    UserInstruction = "user_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        user: one "user" User,
        group: one "group" Group,
    }
    WorkdirInstruction = "workdir_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        path: one "path" Path,
    }
    StopsignalInstruction = "stopsignal_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        signal: one "signal" Signal,
    }
    MaintainerInstruction = "maintainer_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        text: one "text" RawText,
    }
    HealthcheckInstruction = "healthcheck_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        instruction: one "instruction" Instruction,
        unexpected: many "unexpected" Unexpected,
    }
    OnbuildInstruction = "onbuild_instruction" {
        keyword: one "keyword" Keyword,
        flags: many "flag" Flag,
        instruction: one "instruction" Instruction,
    }
    UnknownInstruction = "unknown_instruction" {
        keyword: one "keyword" Keyword,
        text: one "text" RawText,
    }

    ImageSpec = "image_spec" {
        registry: one "registry" ImageRegistry,
        path: one "path" ImagePath,
        tag: one "tag" ImageTag,
        digest: one "digest" ImageDigest,
    }
    ImageRegistry = "image_registry" {}
    ImagePath = "image_path" {}
    ImageTag = "image_tag" {}
    ImageDigest = "image_digest" {}
    StageName = "stage_name" {}

    Flag = "flag" { name: one "name" FlagName, value: one "value" FlagArgument, }
    FlagName = "flag_name" {}
    FlagValue = "flag_value" {}
    FlagsEnd = "flags_end" {}
    MountOptions = "mount_options" { options: many "option" MountOption, }
    MountOption = "mount_option" { key: one "key" MountKey, value: one "value" MountValue, }
    MountKey = "mount_key" {}
    MountValue = "mount_value" {}

    ExecForm = "exec_form" { elements: many "element" JsonString, }
    JsonString = "json_string" {}
    ShellCommand = "shell_command" {}
    HeredocMarker = "heredoc_marker" { name: one "name" HeredocName, operator: one "operator" HeredocOperator, }
    HeredocName = "heredoc_name" {}
    Heredoc = "heredoc" { body: one "body" HeredocBody, end: one "end" HeredocEnd, }
    HeredocBody = "heredoc_body" {}
    HeredocEnd = "heredoc_end" {}

    Pair = "pair" { name: one "name" Name, value: one "value" Value, }
    LegacyPair = "legacy_pair" { name: one "name" Name, value: one "value" Value, }
    Argument = "argument" { name: one "name" Name, default: one "default" Value, }
    PortSpec = "port_spec" { port: one "port" Port, protocol: one "protocol" Protocol, }
    Name = "name" {}
    Value = "value" {}
    Port = "port" {}
    Protocol = "protocol" {}
    Path = "path" {}
    User = "user" {}
    Group = "group" {}
    Signal = "signal" {}
    RawText = "text" {}
    Unexpected = "unexpected" {}

    Expansion = "expansion" {
        name: one "name" Variable,
        operator: one "operator" ExpansionOperator,
        word: one "word" Word,
    }
    Variable = "variable" {}
    ExpansionOperator = "expansion_operator" {}
    Word = "word" {}
    DoubleQuoted = "double_quoted" {}
    SingleQuoted = "single_quoted" {}
    EscapeSequence = "escape_sequence" {}

    DirectiveName = "directive_name" {}
    DirectiveValue = "directive_value" {}
    Keyword = "keyword" {}
    Comment = "comment" {}
    LineContinuation = "line_continuation" {}
    EmptyContinuation = "empty_continuation" {}
}

choices! {
    Instruction {
        From(FromInstruction),
        Run(RunInstruction),
        Copy(CopyInstruction),
        Env(EnvInstruction),
        Arg(ArgInstruction),
        Label(LabelInstruction),
        Workdir(WorkdirInstruction),
        Add(AddInstruction),
        Cmd(CmdInstruction),
        Entrypoint(EntrypointInstruction),
        Expose(ExposeInstruction),
        User(UserInstruction),
        Volume(VolumeInstruction),
        Shell(ShellInstruction),
        Healthcheck(HealthcheckInstruction),
        Onbuild(OnbuildInstruction),
        Stopsignal(StopsignalInstruction),
        Maintainer(MaintainerInstruction),
        Unknown(UnknownInstruction),
    }
    Command { Exec(ExecForm), Shell(ShellCommand), }
    Source { Path(Path), Heredoc(HeredocMarker), }
    FlagArgument { Value(FlagValue), Mount(MountOptions), }
    AnyPair { Pair(Pair), Legacy(LegacyPair), }
}

/// The anonymous `<<`, the only field of the grammar that is no named node.
#[derive(Clone, Copy, Debug)]
pub struct HeredocOperator<'tree>(Node<'tree>);

impl<'tree> Syntax<'tree> for HeredocOperator<'tree> {
    fn cast(node: Node<'tree>) -> Option<Self> {
        (!node.is_named()).then_some(HeredocOperator(node))
    }

    fn node(self) -> Node<'tree> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::NODES;
    use std::collections::BTreeMap;

    #[test]
    fn every_node_and_field_of_the_grammar_has_a_counterpart() {
        let types: serde_json::Value =
            serde_json::from_str(strates_grammar::NODE_TYPES).expect("the grammar's list is JSON");
        let named = types.as_array().into_iter().flatten();
        let grammar: BTreeMap<&str, Vec<&str>> = named
            .filter(|node| node["named"] == true && node.get("subtypes").is_none())
            .map(|node| {
                let fields = node["fields"].as_object();
                let mut names: Vec<_> = fields
                    .into_iter()
                    .flatten()
                    .map(|(name, _)| name.as_str())
                    .collect();
                names.sort_unstable();
                (node["type"].as_str().expect("a node has a type"), names)
            })
            .collect();
        let typed: BTreeMap<&str, Vec<&str>> = NODES
            .iter()
            .map(|(kind, fields)| {
                let mut fields = fields.to_vec();
                fields.sort_unstable();
                (*kind, fields)
            })
            .collect();
        assert_eq!(typed, grammar);
    }
}
