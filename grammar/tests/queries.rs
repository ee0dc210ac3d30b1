//! What the queries capture, one line a case. That editors show it so is `test/highlight`'s part.

use std::collections::BTreeSet;

use strates_grammar::{
    FOLDS_QUERY, HIGHLIGHTS_QUERY, INJECTIONS_QUERY, LANGUAGE, LOCALS_QUERY, NODE_TYPES,
};
use tree_sitter::{Language, Node, Parser, Query, QueryCursor, StreamingIterator, Tree};

fn language() -> Language {
    LANGUAGE.into()
}

fn parse(source: &str) -> Tree {
    let mut parser = Parser::new();
    parser
        .set_language(&language())
        .expect("the language fits the library");
    let tree = parser
        .parse(source, None)
        .expect("nothing stops the parser");
    assert!(!tree.root_node().has_error(), "an error in {source:?}");
    tree
}

fn compile(query: &str) -> Query {
    Query::new(&language(), query).expect("the query compiles")
}

struct Capture<'tree> {
    pattern: usize,
    name: String,
    node: Node<'tree>,
}

/// The captures of each match, in the order of the matches.
fn matches<'tree>(query: &Query, tree: &'tree Tree, source: &str) -> Vec<Vec<Capture<'tree>>> {
    let mut cursor = QueryCursor::new();
    let mut found = Vec::new();
    let mut matches = cursor.matches(query, tree.root_node(), source.as_bytes());
    while let Some(one) = matches.next() {
        let captures = one.captures().iter().map(|capture| Capture {
            pattern: one.pattern_index,
            name: query.capture_names()[capture.index as usize].to_string(),
            node: capture.node,
        });
        found.push(captures.collect());
    }
    found
}

fn all_captures<'tree>(query: &Query, tree: &'tree Tree, source: &str) -> Vec<Capture<'tree>> {
    let mut captures: Vec<_> = matches(query, tree, source).into_iter().flatten().collect();
    captures.sort_by_key(|capture| (capture.node.start_byte(), capture.node.end_byte()));
    captures
}

/// The text of a node, without its children unless they are wanted.
fn text(node: Node, source: &str, with_children: bool) -> String {
    let mut text = String::new();
    let mut start = node.start_byte();
    let mut cursor = node.walk();
    for child in node.children(&mut cursor).filter(|_| !with_children) {
        text += &source[start..child.start_byte()];
        start = child.end_byte();
    }
    text + &source[start..node.end_byte()]
}

/// `language: content` for each injection.
fn injections(source: &str) -> Vec<String> {
    let tree = parse(source);
    let query = compile(INJECTIONS_QUERY);
    let mut found = Vec::new();
    for capture in all_captures(&query, &tree, source) {
        if capture.name != "injection.content" {
            continue;
        }
        let settings = query.property_settings(capture.pattern);
        assert!(
            settings
                .iter()
                .all(|setting| &*setting.key != "injection.combined")
        );
        let with_children = settings
            .iter()
            .any(|setting| &*setting.key == "injection.include-children");
        let language = settings
            .iter()
            .find(|setting| &*setting.key == "injection.language")
            .and_then(|setting| setting.value.as_deref())
            .expect("each pattern names its language");
        let content = text(capture.node, source, with_children);
        if !content.is_empty() {
            found.push(format!("{language}: {content}"));
        }
    }
    found
}

/// `kind first-last` for each fold of several lines, counted from 1. As in the editors, a node that
/// ends at the start of a line does not reach into it.
fn folds(source: &str) -> Vec<String> {
    let tree = parse(source);
    let query = compile(FOLDS_QUERY);
    let mut found = Vec::new();
    for Capture { node, .. } in all_captures(&query, &tree, source) {
        let end = node.end_position();
        let first = node.start_position().row + 1;
        let last = if end.column == 0 {
            end.row
        } else {
            end.row + 1
        };
        if first < last {
            found.push(format!("{} {first}-{last}", node.kind()));
        }
    }
    found
}

/// `capture text` for each definition and reference.
fn locals(source: &str) -> Vec<String> {
    let tree = parse(source);
    let query = compile(LOCALS_QUERY);
    let mut found = Vec::new();
    for Capture { name, node, .. } in all_captures(&query, &tree, source) {
        if let Some(name) = name.strip_prefix("local.").filter(|name| *name != "scope") {
            found.push(format!("{name} {}", text(node, source, true)));
        }
    }
    found
}

/// `capture text` for each node, by the last pattern, which wins.
fn highlights(source: &str) -> Vec<String> {
    let tree = parse(source);
    let query = compile(HIGHLIGHTS_QUERY);
    let mut captures = all_captures(&query, &tree, source);
    captures.sort_by_key(|capture| {
        let range = capture.node.byte_range();
        (
            range.start,
            usize::MAX - range.end,
            capture.node.id(),
            capture.pattern,
        )
    });
    let mut found: Vec<(usize, String)> = Vec::new();
    for Capture { name, node, .. } in captures {
        if found.last().is_some_and(|(id, _)| *id == node.id()) {
            found.pop();
        }
        found.push((node.id(), format!("{name} {}", text(node, source, true))));
    }
    found.into_iter().map(|(_, line)| line).collect()
}

#[track_caller]
fn check(found: Vec<String>, expected: &[&str]) {
    assert_eq!(found, expected);
}

// ── All queries ────────────────────────────────────────────────────────────────────────────────

/// Something of everything, except what the injections ask for.
const SAMPLE: &str = r#"# syntax=docker/dockerfile:1
# a comment
ARG VERSION=3.20
FROM --platform=$BUILDPLATFORM docker.io/library/alpine:${VERSION:-edge}@sha256:9ae3 AS base
FROM base AS build
FROM scratch
MAINTAINER me
LABEL a="b" \
      c='d\''
LABEL old form
ENV A=b
ENV OLD form
SHELL ["sh", "-c"]
RUN --mount=type=bind,from=build,target=/a -- make
RUN cat <<EOF
text
EOF
COPY --from=build --link a b
COPY <<EOF /a
text
EOF
ADD <<EOF /a
text
EOF
EXPOSE 80/tcp
USER 1000:1000
USER app:staff
WORKDIR /a\ b
VOLUME /a
ONBUILD RUN make
HEALTHCHECK --interval=5m CMD true
HEALTHCHECK NONE
STOPSIGNAL 9
ENTRYPOINT ["a", "b"]
CMD a
"#;

#[test]
fn every_query_compiles() {
    for query in [
        HIGHLIGHTS_QUERY,
        INJECTIONS_QUERY,
        FOLDS_QUERY,
        LOCALS_QUERY,
    ] {
        assert!(compile(query).pattern_count() > 0);
    }
}

#[test]
fn every_node_kind_in_a_query_exists() {
    for query in [
        HIGHLIGHTS_QUERY,
        INJECTIONS_QUERY,
        FOLDS_QUERY,
        LOCALS_QUERY,
    ] {
        for kind in node_kinds(query) {
            assert!(
                NODE_TYPES.contains(&format!("\"type\": \"{kind}\"")),
                "no node is a {kind}"
            );
        }
    }
}

/// The names after opening parentheses, outside of strings and comments.
fn node_kinds(query: &str) -> BTreeSet<&str> {
    let mut kinds = BTreeSet::new();
    for line in query
        .lines()
        .filter(|line| !line.trim_start().starts_with(';'))
    {
        for outside in line.split('"').step_by(2) {
            for start in outside.split('(').skip(1) {
                let kind = start
                    .split(|c: char| !c.is_ascii_lowercase() && c != '_')
                    .next();
                kinds.extend(kind.filter(|kind| !kind.is_empty() && *kind != "_"));
            }
        }
    }
    kinds
}

#[test]
fn the_node_kinds_of_a_query_are_found() {
    let kinds = node_kinds("; (no)\n((a) @x (#eq? @x \"(b)\"))\n[(c_d \"e\" f: (g))]\n(_ (h))");
    assert_eq!(
        kinds.into_iter().collect::<Vec<_>>(),
        ["a", "c_d", "g", "h"]
    );
}

#[test]
fn every_pattern_but_an_injection_matches_something() {
    for query in [HIGHLIGHTS_QUERY, FOLDS_QUERY, LOCALS_QUERY] {
        let tree = parse(SAMPLE);
        let query = compile(query);
        let seen: BTreeSet<_> = all_captures(&query, &tree, SAMPLE)
            .iter()
            .map(|capture| capture.pattern)
            .collect();
        for pattern in 0..query.pattern_count() {
            let start = query.start_byte_for_pattern(pattern);
            assert!(
                seen.contains(&pattern),
                "the pattern at byte {start} matches nothing"
            );
        }
    }
}

#[test]
fn every_instruction_that_is_known_has_a_highlighted_keyword() {
    let tree = parse(SAMPLE);
    let query = compile(HIGHLIGHTS_QUERY);
    let captures = all_captures(&query, &tree, SAMPLE);
    let mut cursor = tree.root_node().walk();
    let mut pending: Vec<_> = tree.root_node().children(&mut cursor).collect();
    while let Some(node) = pending.pop() {
        pending.extend(node.children(&mut node.walk()));
        if node.kind() == "keyword" {
            let is_captured = captures
                .iter()
                .any(|capture| capture.node == node && capture.name == "keyword");
            assert!(is_captured, "{}", text(node, SAMPLE, true));
        }
    }
}

// ── Injections ─────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_shell_form_is_bash() {
    check(injections("RUN apk add curl\n"), &["bash: apk add curl"]);
    check(injections("CMD app $A\n"), &["bash: app $A"]);
    check(injections("ENTRYPOINT exec app\n"), &["bash: exec app"]);
    check(
        injections("HEALTHCHECK --retries=3 CMD curl localhost\n"),
        &["bash: curl localhost"],
    );
    check(injections("ONBUILD RUN make\n"), &["bash: make"]);
    check(injections("RUN --network=none make\n"), &["bash: make"]);
}

#[test]
fn what_no_shell_reads_is_no_shell_form() {
    check(injections("SHELL sh -c\n"), &[]);
    check(injections("FOO bar\n"), &[]);
    check(injections("ENV A=b\nCOPY a b\nLABEL c=d\n"), &[]);
}

#[test]
fn each_command_is_injected_on_its_own() {
    check(
        injections("RUN one\nRUN two\n"),
        &["bash: one", "bash: two"],
    );
}

#[test]
fn comments_and_empty_lines_are_no_part_of_the_command() {
    check(
        injections("RUN one \\\n# about two\n\n  two\n"),
        &["bash: one \\\n  two", "comment: # about two\n"],
    );
    check(injections("# a\nRUN one\n"), &["comment: # a", "bash: one"]);
}

#[test]
fn heredoc_markers_are_no_part_of_the_command() {
    check(
        injections("RUN cat <<EOF > /a\ntext\nEOF\n"),
        &["bash: cat  > /a"],
    );
}

#[test]
fn a_cmdlet_is_powershell() {
    check(
        injections("RUN Get-ChildItem a\n"),
        &["powershell: Get-ChildItem a"],
    );
    check(injections("RUN $env:A = 1\n"), &["powershell: $env:A = 1"]);
    check(
        injections("RUN apt-get update\n"),
        &["bash: apt-get update"],
    );
    check(injections("RUN $A --version\n"), &["bash: $A --version"]);
}

#[test]
fn an_exec_form_is_json() {
    check(
        injections("RUN [\"a\", \"b\"]\n"),
        &["json: [\"a\", \"b\"]"],
    );
    check(injections("CMD []\n"), &["json: []"]);
    check(injections("ENTRYPOINT [\"a\"]\n"), &["json: [\"a\"]"]);
    check(injections("SHELL [\"a\"]\n"), &["json: [\"a\"]"]);
    check(injections("HEALTHCHECK CMD [\"a\"]\n"), &["json: [\"a\"]"]);
}

#[test]
fn an_exec_form_with_variables_is_not_json() {
    check(
        injections("COPY [\"$A\", \"b\"]\nADD [\"a\", \"b\"]\nVOLUME [\"a\"]\n"),
        &[],
    );
}

#[test]
fn a_heredoc_that_is_the_whole_command_is_a_script() {
    check(injections("RUN <<EOF\nmake\nEOF\n"), &["bash: make\n"]);
    check(
        injections("RUN <<-'END OF IT'\n\tmake\nEND OF IT\n"),
        &["bash: \tmake\n"],
    );
    check(
        injections("ONBUILD RUN <<EOF\nmake\nEOF\n"),
        &["bash: make\n"],
    );
    check(injections("RUN <<EOF\nEOF\n"), &[]);
}

#[test]
fn a_heredoc_is_what_the_program_before_it_reads() {
    for (program, language) in [
        ("bash", "bash"),
        ("/bin/sh -e", "bash"),
        ("python3 -", "python"),
        ("/usr/bin/python", "python"),
        ("node", "javascript"),
        ("perl", "perl"),
        ("ruby -w", "ruby"),
        ("php", "php"),
        ("pwsh.exe -Command -", "powershell"),
    ] {
        let source = format!("RUN {program} <<EOF\nx\nEOF\n");
        let expected = [format!("bash: {program} "), format!("{language}: x\n")];
        assert_eq!(injections(&source), expected);
    }
    check(injections("RUN cat <<EOF\nx\nEOF\n"), &["bash: cat "]);
}

#[test]
fn a_heredoc_is_what_its_interpreter_line_says() {
    for (interpreter, language) in [
        ("/bin/sh", "bash"),
        ("/usr/bin/env bash", "bash"),
        ("/usr/bin/env -S bash -e", "bash"),
        ("/usr/bin/env python3", "python"),
        (" /usr/bin/python3.12 -u", "python"),
        ("/usr/bin/env node", "javascript"),
        ("/usr/bin/perl", "perl"),
        ("/usr/bin/env ruby", "ruby"),
        ("/usr/bin/php", "php"),
        ("/usr/bin/lua", "lua"),
        ("/usr/bin/fish", "fish"),
        ("/usr/bin/pwsh", "powershell"),
    ] {
        let body = format!("#!{interpreter}\nx=/usr/bin/python \n");
        for instruction in ["RUN <<EOF", "COPY <<EOF /a.toml", "ADD <<EOF /a"] {
            let source = format!("{instruction}\n{body}EOF\n");
            assert_eq!(injections(&source), [format!("{language}: {body}")]);
        }
    }
    check(injections("RUN <<EOF\n#!/bin/unknown\nEOF\n"), &[]);
    check(
        injections("COPY <<-EOF /a\n\t#!/bin/sh\n\tEOF\n"),
        &["bash: \t#!/bin/sh\n"],
    );
}

const FILES: &[(&str, &str)] = &[
    ("/a.sh", "bash"),
    ("/a.bash", "bash"),
    ("/a.py", "python"),
    ("/a.js", "javascript"),
    ("/a.mjs", "javascript"),
    ("/a.ts", "typescript"),
    ("/a.json", "json"),
    ("/a.yaml", "yaml"),
    ("/a.yml", "yaml"),
    ("/a.toml", "toml"),
    ("/a.xml", "xml"),
    ("/a.html", "html"),
    ("/a.css", "css"),
    ("/a.sql", "sql"),
    ("/a.pl", "perl"),
    ("/a.rb", "ruby"),
    ("/a.php", "php"),
    ("/a.lua", "lua"),
    ("/a.ps1", "powershell"),
    ("/a.ini", "ini"),
    ("/a.service", "ini"),
    ("/a.conf", "ini"),
    ("/etc/nginx/conf.d/a.conf", "nginx"),
    ("/Dockerfile", "dockerfile"),
    ("\"/$A/a.json\"", "json"),
];

#[test]
fn a_heredoc_is_what_its_file_is() {
    for (file, language) in FILES {
        for instruction in ["COPY", "ADD", "COPY --chmod=755"] {
            let source = format!("{instruction} <<EOF {file}\nx\nEOF\n");
            assert_eq!(
                injections(&source),
                [format!("{language}: x\n")],
                "{source}"
            );
        }
    }
    check(injections("COPY <<EOF /a\nx\nEOF\n"), &[]);
    check(injections("COPY <<EOF /json\nx\nEOF\n"), &[]);
    check(injections("COPY <<EOF /a.json.bak\nx\nEOF\n"), &[]);
}

#[test]
fn several_heredocs_are_what_their_own_names_say() {
    check(
        injections("COPY <<a.json <<b <<c.sh /dir/\nx\na.json\ny\nb\nz\nc.sh\n"),
        &["json: x\n", "bash: z\n"],
    );
}

#[test]
fn every_injection_names_a_language_that_some_case_has() {
    let query = compile(INJECTIONS_QUERY);
    let languages: BTreeSet<_> = (0..query.pattern_count())
        .flat_map(|pattern| query.property_settings(pattern))
        .filter(|setting| &*setting.key == "injection.language")
        .filter_map(|setting| setting.value.as_deref())
        .collect();
    let of_programs = [
        "comment",
        "bash",
        "powershell",
        "perl",
        "ruby",
        "php",
        "lua",
        "fish",
    ];
    let of_files = FILES.iter().map(|(_, language)| *language);
    assert_eq!(languages, of_files.chain(of_programs).collect());
}

// ── Folds ──────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_stage_folds() {
    check(
        folds("FROM a\nRUN b\nFROM c\nRUN d\nRUN e\n"),
        &["stage 1-2", "stage 3-5"],
    );
}

#[test]
fn an_instruction_of_several_lines_folds() {
    check(folds("RUN a \\\n  b\nRUN c\n"), &["run_instruction 1-2"]);
    check(
        folds("ENV A=b \\\n    C=d \\\n    E=f\n"),
        &["env_instruction 1-3"],
    );
    check(
        folds("FROM \\\n  a\n"),
        &["stage 1-2", "from_instruction 1-2"],
    );
    check(folds("FOO a \\\n  b\n"), &["unknown_instruction 1-2"]);
}

#[test]
fn a_heredoc_folds() {
    check(
        folds("RUN <<EOF\na\nEOF\n"),
        &["run_instruction 1-3", "heredoc 1-3"],
    );
    check(
        folds("COPY <<A <<B /c/\na\nA\nb\nB\n"),
        &["copy_instruction 1-5", "heredoc 1-3", "heredoc 3-5"],
    );
}

#[test]
fn a_single_line_does_not_fold() {
    check(folds("FROM a\n"), &[]);
    check(folds("# a\n# b\n\nARG A\n"), &[]);
}

// ── Locals ─────────────────────────────────────────────────────────────────────────────────────

#[test]
fn the_file_and_each_stage_are_scopes() {
    let source = "ARG A\nFROM a\nFROM b\nRUN c\n";
    let tree = parse(source);
    let query = compile(LOCALS_QUERY);
    let scopes: Vec<_> = all_captures(&query, &tree, source)
        .into_iter()
        .filter(|capture| capture.name == "local.scope")
        .map(|capture| text(capture.node, source, true))
        .collect();
    assert_eq!(scopes, [source, "FROM a\n", "FROM b\nRUN c\n"]);
}

#[test]
fn a_stage_is_defined_by_its_name() {
    check(locals("FROM a:1 AS b\n"), &["definition.namespace b"]);
}

#[test]
fn a_stage_may_be_referred_to() {
    check(locals("FROM a\n"), &["reference a"]);
    check(locals("COPY --from=a b c\n"), &["reference a"]);
    check(
        locals("RUN --mount=type=bind,from=a,target=/b c\n"),
        &["reference a"],
    );
}

#[test]
fn an_image_is_no_stage() {
    check(locals("FROM a:1\nFROM a@sha256:b\nFROM docker.io/a\n"), &[]);
}

#[test]
fn a_variable_is_defined_by_arg_and_env() {
    check(
        locals("ARG A B=c\n"),
        &[
            "definition.variable.parameter A",
            "definition.variable.parameter B",
        ],
    );
    check(
        locals("ENV A=b C=d\n"),
        &["definition.variable A", "definition.variable C"],
    );
    check(locals("ENV A b\n"), &["definition.variable A"]);
    check(locals("LABEL a=b\n"), &[]);
}

#[test]
fn a_variable_is_referred_to_where_it_is_expanded() {
    check(
        locals("WORKDIR /$A/${B:-$C}\n"),
        &["reference A", "reference B", "reference C"],
    );
    check(locals("FROM ${A}:$B\n"), &["reference A", "reference B"]);
    check(
        locals("ENV A='$B' C=\\$D\n"),
        &["definition.variable A", "definition.variable C"],
    );
    check(locals("RUN echo $A\n"), &[]);
}

// ── Highlights ─────────────────────────────────────────────────────────────────────────────────

#[test]
fn an_unknown_keyword_is_not_highlighted() {
    check(highlights("RUNN make\n"), &["string make"]);
    check(highlights("FRO\n"), &[]);
}

#[test]
fn a_command_is_left_to_the_injection() {
    check(highlights("RUN make 'all'\n"), &["keyword RUN"]);
}

#[test]
fn the_text_of_a_file_is_a_string_and_a_script_is_not() {
    check(
        highlights("COPY <<E /a\ntext\nE\n"),
        &[
            "keyword COPY",
            "operator <<",
            "label E",
            "string.special.path /a",
            "string text\n",
            "label E",
        ],
    );
    check(
        highlights("RUN <<E\ntext\nE\n"),
        &["keyword RUN", "operator <<", "label E", "label E"],
    );
}

#[test]
fn the_particular_wins_over_the_general() {
    check(
        highlights("FROM scratch\n"),
        &["keyword FROM", "type.builtin scratch"],
    );
    check(
        highlights("STOPSIGNAL 9\n"),
        &["keyword STOPSIGNAL", "constant.numeric 9"],
    );
    check(
        highlights("COPY --from=0 --link=1\n"),
        &[
            "keyword COPY",
            "punctuation.special --",
            "attribute from",
            "operator =",
            "label 0",
            "punctuation.special --",
            "attribute link",
            "operator =",
            "constant.numeric 1",
        ],
    );
}
