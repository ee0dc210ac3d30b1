use strates_analysis::Document;
use strates_analysis::edit::apply;
use strates_analysis::errors::errors;
use strates_analysis::features::format::{Style, format};
use strates_analysis::model::{Body, Flag, Located, Word};
use strates_analysis::shell::{Interpreter, interpreters, script};
use strates_tests::corpus::{self, Record};

/// Every file comes to rest after one formatting, and says the same as before.
#[test]
fn formatting_changes_no_meaning() {
    let records: Vec<Record> = corpus::real()
        .into_iter()
        .chain(corpus::damaged())
        .collect();
    let (mut changed, mut different) = (0, Vec::new());
    for record in &records {
        let formatted = formatted(&record.text);
        changed += usize::from(formatted != record.text);
        if self::formatted(&formatted) != formatted {
            different.push(format!("{}: not at rest", record.path));
        }
        let (before, after) = (reading(&record.text), reading(&formatted));
        if let Some((before, after)) = before.iter().zip(&after).find(|(a, b)| a != b) {
            different.push(format!("{}:\n  {before}\n  {after}", record.path));
        } else if before.len() != after.len() {
            different.push(format!("{}: other instructions", record.path));
        }
    }
    eprintln!("formatted: {changed} of {} files changed", records.len());
    for difference in &different {
        eprintln!("{difference}");
    }
    assert_eq!(different.len(), 0);
}

fn formatted(text: &str) -> String {
    let edits = format(&Document::new(text), &Style::default());
    apply(text, &edits).unwrap_or_else(|| panic!("edits overlap: {edits:?} in\n{text}"))
}

/// What each instruction says, however it is laid out, and what is wrong with the file.
fn reading(text: &str) -> Vec<String> {
    let document = Document::new(text);
    let file = document.dockerfile();
    let shells = interpreters(file).into_iter().flatten();
    let shells = file
        .globals
        .iter()
        .map(|_| Interpreter::Posix)
        .chain(shells);
    let instructions = file.instructions().zip(shells).map(|(located, shell)| {
        let instruction = located.instruction;
        let heredocs = instruction.heredocs.iter();
        let heredocs: Vec<&str> = heredocs.map(|each| &text[located.at(each.body)]).collect();
        let body = match script_of(text, &located, file.escape.0, shell) {
            Some(script) => script,
            None => words(&instruction.body),
        };
        let (keyword, flags) = (instruction.keyword.name(), flags(&instruction.flags));
        format!("{keyword} {flags} {body} {heredocs:?}")
    });
    let codes = errors(&document);
    let codes = codes.iter().map(|problem| problem.code().to_owned());
    instructions.chain(codes).collect()
}

/// The tokens of a script; its text where it has no tree without errors.
fn script_of(text: &str, located: &Located, escape: char, shell: Interpreter) -> Option<String> {
    let source = &text[located.range()];
    let script = script(located.instruction, source, escape, shell)?;
    let Some(tree) = script.parse().filter(|tree| !tree.root_node().has_error()) else {
        return Some(script.source.text);
    };
    let mut tokens = Vec::new();
    let mut waiting = vec![tree.root_node()];
    while let Some(node) = waiting.pop() {
        let is_whole = matches!(
            node.kind(),
            "string" | "raw_string" | "heredoc_body" | "word"
        );
        if is_whole || node.child_count() == 0 {
            tokens.push(&script.source.text[node.byte_range()]);
        } else {
            let mut cursor = node.walk();
            let children: Vec<_> = node.children(&mut cursor).collect();
            waiting.extend(children.into_iter().rev());
        }
    }
    Some(tokens.join("·"))
}

fn flags(flags: &[Flag]) -> String {
    let texts = flags.iter().map(|flag| {
        let text = |word: &Option<Word>| word.as_ref().map(|word| word.text.clone());
        (text(&flag.name), text(&flag.value))
    });
    format!("{:?}", texts.collect::<Vec<_>>())
}

/// A body without the places of its words, and without the case of keywords in it.
fn words(body: &Body) -> String {
    let nested = |keyword: &str, flags: &[Flag], body: &Body| {
        format!("{keyword} {} {}", self::flags(flags), words(body))
    };
    match body {
        Body::Trigger(Some(inner)) | Body::Healthcheck(Some(inner)) => {
            nested(inner.keyword.name(), &inner.flags, &inner.body)
        }
        Body::Text(text) => {
            let text = text.as_ref().map_or("", |text| &*text.text);
            text.trim_end_matches(['\\', ' ']).to_owned()
        }
        body => without_places(&format!("{body:?}")),
    }
}

/// `Span { start: 1, end: 2 }` says where, not what.
fn without_places(debug: &str) -> String {
    let mut pieces = debug.split("Span {");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        text + piece.split_once('}').map_or(piece, |(_, rest)| rest)
    })
}
