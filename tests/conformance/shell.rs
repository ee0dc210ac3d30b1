use strates_analysis::Document;
use strates_analysis::model::Keyword;
use strates_analysis::shell::{Interpreter, interpreters, script};
use strates_tests::corpus;

/// RUN bodies whose tree has an error may be one in two hundred: tree-sitter-bash has gaps of its own.
#[test]
fn run_bodies_are_read_by_bash() {
    let (mut bodies, mut faulty) = (0, 0);
    for record in corpus::real() {
        let document = Document::new(&record.text);
        let file = document.dockerfile();
        let shells = interpreters(file);
        for (stage, shells) in shells.iter().enumerate() {
            for (located, shell) in file.instructions_of(stage).zip(shells) {
                if located.instruction.keyword != Keyword::Run || *shell == Interpreter::Other {
                    continue;
                }
                let text = document.text().slice(located.range());
                let script = script(located.instruction, &text, file.escape.0, *shell);
                let Some(tree) = script.as_ref().and_then(|script| script.parse()) else {
                    continue;
                };
                bodies += 1;
                if tree.root_node().has_error() {
                    faulty += 1;
                    eprintln!("{}: line {}", record.path, located.row + 1);
                }
            }
        }
    }
    eprintln!(
        "RUN bodies without an error in bash: {} of {bodies}",
        bodies - faulty
    );
    assert!(
        faulty * 200 <= bodies,
        "{faulty} of {bodies} RUN bodies have an error"
    );
}
