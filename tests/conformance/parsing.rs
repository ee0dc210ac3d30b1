use strates_analysis::Document;
use strates_analysis::features::parse_view::parsed;
use strates_tests::corpus::{self, Record, Tally};

type Instruction = (String, usize, usize, i64, usize);

fn ours(document: &Document) -> Vec<Instruction> {
    let instructions = parsed(document).instructions.into_iter().map(|each| {
        let stage = each.stage.map_or(-1, |stage| stage as i64);
        (
            each.keyword,
            each.line + 1,
            each.end_line + 1,
            stage,
            each.heredocs,
        )
    });
    instructions.collect()
}

fn theirs(record: &Record) -> Vec<Instruction> {
    let instructions = record.instructions.iter().map(|each| {
        (
            each.keyword.clone(),
            each.lines.0,
            each.lines.1,
            each.stage,
            each.heredocs,
        )
    });
    instructions.collect()
}

fn our_directives(document: &Document) -> Vec<(String, String, usize)> {
    let directives = parsed(document).directives.into_iter();
    directives
        .map(|(name, value, line)| (name, value, line + 1))
        .collect()
}

#[test]
fn every_real_file_is_read_as_buildkit_reads_it() {
    let mut instructions = Tally::new("real files, instructions");
    let mut directives = Tally::new("real files, directives");
    let mut stages = Tally::new("real files, stages");
    for record in corpus::real() {
        let document = Document::new(&record.text);
        instructions.compare(&record.path, &ours(&document), &theirs(&record));
        directives.compare(&record.path, &our_directives(&document), &record.directives);
        let names = document.dockerfile().stages.iter().map(|stage| {
            let base = stage.from().and_then(|from| from.image.as_ref());
            let name = stage.name().map(|name| name.text.to_lowercase());
            (
                name,
                base.map(|image| image.word.text.to_string())
                    .unwrap_or_default(),
            )
        });
        let expected = record
            .stages
            .iter()
            .map(|stage| (stage.name.clone(), stage.base.clone()));
        stages.compare(
            &record.path,
            &names.collect::<Vec<_>>(),
            &expected.collect::<Vec<_>>(),
        );
    }
    instructions.finish(0);
    directives.finish(0);
    stages.finish(0);
}

#[test]
fn damaged_files_are_read_as_buildkit_reads_them() {
    let mut instructions = Tally::new("damaged files, instructions");
    for record in corpus::damaged() {
        let document = Document::new(&record.text);
        if !record.is_unread() {
            instructions.compare(&record.path, &ours(&document), &theirs(&record));
        }
    }
    instructions.finish(5);
}

#[test]
fn no_file_leaves_an_error_in_the_tree() {
    let mut trees = Tally::new("trees without errors");
    for record in corpus::real().into_iter().chain(corpus::damaged()) {
        let document = Document::new(&record.text);
        let faulty = document
            .tree()
            .is_none_or(|tree| tree.root_node().has_error());
        trees.compare(&record.path, &faulty, &false);
    }
    trees.finish(0);
}
