//! Another name for a stage, a variable or a heredoc, wherever it stands in the file; or the reason
//! why the file would not be the same with it.
//!
//! What programs read of their environment by other means than a shell's `$NAME` stays as it is, and
//! so does what comes from outside: `--target` and `--build-arg` have to follow by hand.

use super::heredocs::{HeredocName, heredoc_of};
use super::refusal::Refusal;
use super::stages::{How, StageMention, StagePlaces, image_of_flag, stage_mentions};
use super::survey::{Kind, Survey};
use super::symbol::Symbol;
use crate::Document;
use crate::docs::{Kind as Page, Subject};
use crate::edit::TextEdit;
use crate::model::{Evaluation, Located};
use crate::shell::is_name;
use crate::syntax::Joined;
use crate::text::ByteRange;

/// What is to be renamed, and its name until now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renamed {
    pub range: ByteRange,
    pub name: String,
}

/// BuildKit takes these for something else than a stage.
const RESERVED_STAGES: [&str; 2] = ["scratch", "context"];

/// What the system, a shell or the loader reads by itself.
const OF_SYSTEM: [&str; 9] = [
    "PATH",
    "HOME",
    "PWD",
    "OLDPWD",
    "IFS",
    "SHELL",
    "HOSTNAME",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
];

pub fn prepare_rename(document: &Document, byte: usize) -> Result<Renamed, Refusal> {
    let Some((symbol, _)) = Symbol::at(document, byte) else {
        return Err(Refusal::NothingHere);
    };
    let range = symbol.range(byte);
    let name = match &symbol {
        Symbol::Stage(mention) => {
            may_rename_stage(document, mention)?;
            joined(document, &range)
        }
        Symbol::Variable { name, range } => {
            may_rename_variable(&Survey::of(document, name), name, range)?;
            name.clone()
        }
        Symbol::Heredoc(_) => document.text().slice(range.clone()).into_owned(),
    };
    Ok(Renamed { range, name })
}

pub fn rename(document: &Document, byte: usize, new: &str) -> Result<Vec<TextEdit>, Refusal> {
    let Some((symbol, located)) = Symbol::at(document, byte) else {
        return Err(Refusal::NothingHere);
    };
    let mut edits = match &symbol {
        Symbol::Stage(mention) => rename_stage(document, mention, new)?,
        Symbol::Variable { name, range } => rename_variable(document, name, range, new)?,
        Symbol::Heredoc(name) => rename_heredoc(document, &located, name, new)?,
    };
    edits.sort_by_key(|edit| edit.range.start);
    Ok(edits)
}

fn may_rename_stage(document: &Document, mention: &StageMention) -> Result<(), Refusal> {
    match mention.how {
        How::Number => {
            let from = document.dockerfile().stages.get(mention.stage);
            let line = from.map_or(0, |from| from.row) + 1;
            Err(Refusal::StageNumber { line })
        }
        _ => Ok(()),
    }
}

fn rename_stage(
    document: &Document,
    here: &StageMention,
    new: &str,
) -> Result<Vec<TextEdit>, Refusal> {
    may_rename_stage(document, here)?;
    if !is_stage_name(new) {
        return Err(Refusal::InvalidStage { name: new.into() });
    }
    let lower = new.to_lowercase();
    if RESERVED_STAGES.contains(&&*lower) {
        return Err(Refusal::ReservedStage { name: new.into() });
    }
    let mentions = stage_mentions(document);
    let own = || mentions.iter().filter(|each| each.stage == here.stage);
    if let Some(hidden) = own().find(|each| each.how == How::Variable) {
        let line = line_of(document, hidden.range.start);
        return Err(Refusal::StageInVariable { line });
    }
    free_for_stage(document, here.stage, &lower, &mentions)?;
    let edits = own().filter(|each| each.how != How::Number).map(|each| {
        let written = if each.how == How::Base { &lower } else { new };
        replaced(document, &each.range, written)
    });
    Ok(edits.flatten().collect())
}

/// No stage bears the name, and nothing that names an image would name the stage then.
fn free_for_stage(
    document: &Document,
    own: usize,
    new: &str,
    mentions: &[StageMention],
) -> Result<(), Refusal> {
    let file = document.dockerfile();
    let evaluation = Evaluation::new(file);
    let name = || new.to_owned();
    for (index, stage) in file.stages.iter().enumerate() {
        let bears_it = |word: &crate::model::Word| word.text.to_lowercase() == new;
        if index != own && stage.name().is_some_and(bears_it) {
            let line = stage.row + 1;
            return Err(Refusal::StageTaken { name: name(), line });
        }
        let is_image = evaluation.base_stage(index).is_none();
        if index > own && is_image && evaluation.base_name(index) == new {
            let line = stage.row + 1;
            return Err(Refusal::ImageTaken { name: name(), line });
        }
    }
    let stages = StagePlaces::of(mentions);
    for located in file.instructions() {
        let instruction = located.instruction;
        let (keyword, flags) = instruction
            .triggered()
            .unwrap_or((instruction.keyword, &instruction.flags));
        for flag in flags {
            let image = image_of_flag(keyword, flag, &stages, &located);
            if let Some((image, range)) = image
                && image.to_lowercase() == new
            {
                let line = line_of(document, range.start);
                return Err(Refusal::ImageTaken { name: name(), line });
            }
        }
    }
    Ok(())
}

fn may_rename_variable(survey: &Survey, name: &str, range: &ByteRange) -> Result<(), Refusal> {
    let name = || name.to_owned();
    refuse_reserved(&name())?;
    match survey.at(range).map(|here| survey.kind(here)) {
        None => Err(Refusal::NothingHere),
        Some(Kind::Unknown) => Err(Refusal::NotOfFile { name: name() }),
        Some(Kind::OfFile | Kind::OfScript) => Ok(()),
    }
}

/// Names with a meaning that no file can give them or take from them.
fn refuse_reserved(name: &str) -> Result<(), Refusal> {
    let upper = name.to_ascii_uppercase();
    let is_proxy = upper.ends_with("_PROXY");
    let is_predefined = Subject::find(Page::Argument, if is_proxy { &upper } else { name })
        .is_some()
        || name.starts_with("BUILDKIT_");
    match () {
        () if is_predefined => Err(Refusal::Predefined { name: name.into() }),
        () if OF_SYSTEM.contains(&name) => Err(Refusal::OfSystem { name: name.into() }),
        () => Ok(()),
    }
}

fn rename_variable(
    document: &Document,
    name: &str,
    range: &ByteRange,
    new: &str,
) -> Result<Vec<TextEdit>, Refusal> {
    let survey = Survey::of(document, name);
    may_rename_variable(&survey, name, range)?;
    if !is_name(new) {
        return Err(Refusal::InvalidVariable { name: new.into() });
    }
    if new == name {
        return Ok(Vec::new());
    }
    refuse_reserved(new)?;
    let taken = Survey::of(document, new).occurrences;
    if let Some(first) = taken.iter().min_by_key(|each| each.range.start) {
        return Err(Refusal::VariableTaken {
            name: new.into(),
            line: line_of(document, first.range.start),
        });
    }
    let here = survey.at(range).ok_or(Refusal::NothingHere)?;
    let same = survey.same(here).into_iter();
    Ok(same
        .flat_map(|each| replaced(document, &each.range, new))
        .collect())
}

fn rename_heredoc(
    document: &Document,
    located: &Located,
    name: &HeredocName,
    new: &str,
) -> Result<Vec<TextEdit>, Refusal> {
    if !is_heredoc_word(new) {
        return Err(Refusal::InvalidHeredoc { name: new.into() });
    }
    if let Some(heredoc) = heredoc_of(located, name) {
        let chomps = heredoc.marker.as_ref().is_some_and(|marker| marker.chomps);
        let body = located.at(heredoc.body);
        let text = document.text().slice(body.clone());
        let mut lines = text.lines().map(|line| match chomps {
            true => line.trim_start_matches('\t'),
            false => line,
        });
        if let Some(row) = lines.position(|line| line == new) {
            let line = line_of(document, body.start) + row;
            return Err(Refusal::LineOfHeredoc {
                name: new.into(),
                line,
            });
        }
    }
    let both = [Some(&name.opening), name.end.as_ref()]
        .into_iter()
        .flatten();
    Ok(both
        .map(|range| TextEdit::replace(range.clone(), new))
        .collect())
}

fn is_stage_name(name: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.chars().all(is_part)
}

fn is_heredoc_word(word: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let starts = |first: char| first.is_ascii_alphanumeric() || first == '_';
    word.starts_with(starts) && word.chars().all(is_part)
}

fn line_of(document: &Document, byte: usize) -> usize {
    document.text().line_of(byte) + 1
}

fn joined(document: &Document, range: &ByteRange) -> String {
    let source = document.text().slice(range.clone());
    Joined::new(&source, document.dockerfile().escape.0).text
}

/// The new name in place of the old one, which may go on behind a continuation: that stays, with
/// the comments in it. The name goes to the last line, as an empty one would continue, too.
fn replaced(document: &Document, range: &ByteRange, new: &str) -> Vec<TextEdit> {
    let source = document.text().slice(range.clone());
    if !source.contains('\n') {
        return vec![TextEdit::replace(range.clone(), new)];
    }
    let joined = Joined::new(&source, document.dockerfile().escape.0);
    let pieces: Vec<ByteRange> = joined.source_ranges(0..joined.text.len()).collect();
    let Some((last, before)) = pieces.split_last() else {
        return Vec::new();
    };
    let at = |piece: &ByteRange| range.start + piece.start..range.start + piece.end;
    let emptied = before.iter().map(|piece| TextEdit::delete(at(piece)));
    emptied.chain([TextEdit::replace(at(last), new)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    fn at(marked: &str, new: &str) -> Result<String, Refusal> {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let edits = rename(&Document::new(&text), byte, new)?;
        Ok(apply(&text, &edits).expect("edits do not overlap"))
    }

    #[track_caller]
    fn check(marked: &str, new: &str, expected: &str) {
        assert_eq!(at(marked, new), Ok(expected.to_owned()));
    }

    #[track_caller]
    fn refuses(marked: &str, new: &str, expected: Refusal) {
        assert_eq!(at(marked, new), Err(expected));
    }

    #[test]
    fn a_stage_is_renamed_wherever_it_is_named() {
        check(
            "FROM a AS b$0\nFROM b\nCOPY --from=B x y\nCOPY --from=0 x y\nRUN --mount=from=b,target=/c d\n",
            "Web",
            "FROM a AS Web\nFROM web\nCOPY --from=Web x y\nCOPY --from=0 x y\nRUN --mount=from=Web,target=/c d\n",
        );
    }

    #[test]
    fn a_name_over_two_lines_keeps_them() {
        check(
            "FROM a AS bu\\\r\n# why\r\nild$0\r\n",
            "web",
            "FROM a AS \\\r\n# why\r\nweb\r\n",
        );
    }

    #[test]
    fn names_of_stages_that_would_break_the_file_are_refused() {
        let name = |name: &str| name.to_owned();
        let file = "FROM a AS b$0\nFROM c AS d\nFROM alpine\nCOPY --from=nginx x y\n";
        refuses(file, "1b", Refusal::InvalidStage { name: name("1b") });
        refuses(
            file,
            "Scratch",
            Refusal::ReservedStage {
                name: name("Scratch"),
            },
        );
        refuses(
            file,
            "D",
            Refusal::StageTaken {
                name: name("d"),
                line: 2,
            },
        );
        refuses(
            file,
            "alpine",
            Refusal::ImageTaken {
                name: name("alpine"),
                line: 3,
            },
        );
        refuses(
            file,
            "nginx",
            Refusal::ImageTaken {
                name: name("nginx"),
                line: 4,
            },
        );
        refuses(
            "FROM a\nFROM b\nCOPY --from=0$0 c d\n",
            "x",
            Refusal::StageNumber { line: 1 },
        );
        refuses(
            "ARG V=b\nFROM a AS b$0\nFROM $V\n",
            "x",
            Refusal::StageInVariable { line: 3 },
        );
    }

    #[test]
    fn a_variable_is_renamed_in_scripts_too() {
        check(
            "ARG V=1\nFROM a:${V}\nARG V$0\nRUN echo \"$V\" ${V%.*} '$V' && sh -c 'echo $V'\nRUN <<E\nprintenv V\nE\n",
            "W",
            "ARG W=1\nFROM a:${W}\nARG W\nRUN echo \"$W\" ${W%.*} '$V' && sh -c 'echo $W'\nRUN <<E\nprintenv W\nE\n",
        );
    }

    #[test]
    fn names_of_variables_that_would_break_the_file_are_refused() {
        let name = |name: &str| name.to_owned();
        let file = "FROM a\nARG V$0=1\nRUN echo $V $W\n";
        refuses(file, "1", Refusal::InvalidVariable { name: name("1") });
        refuses(file, "é", Refusal::InvalidVariable { name: name("é") });
        refuses(
            file,
            "W",
            Refusal::VariableTaken {
                name: name("W"),
                line: 3,
            },
        );
        refuses(
            file,
            "TARGETARCH",
            Refusal::Predefined {
                name: name("TARGETARCH"),
            },
        );
        refuses(file, "PATH", Refusal::OfSystem { name: name("PATH") });
        refuses(
            "FROM a\nRUN echo $V$0\n",
            "W",
            Refusal::NotOfFile { name: name("V") },
        );
        refuses(
            "FROM a\nARG http_proxy$0\n",
            "W",
            Refusal::Predefined {
                name: name("http_proxy"),
            },
        );
        refuses("FROM$0 a\n", "W", Refusal::NothingHere);
    }

    #[test]
    fn a_heredoc_keeps_its_two_words_alike() {
        check(
            "FROM a\nRUN <<-\"E$0OF\" cat\n\tx\n\tEOF\n",
            "END",
            "FROM a\nRUN <<-\"END\" cat\n\tx\n\tEND\n",
        );
        let name = "x".to_owned();
        let file = "FROM a\r\nCOPY <<A <<B$0 /d\r\ny\r\nA\r\nx\r\nB\r\n";
        refuses(file, "x", Refusal::LineOfHeredoc { name, line: 5 });
        check(
            file,
            "C",
            "FROM a\r\nCOPY <<A <<C /d\r\ny\r\nA\r\nx\r\nC\r\n",
        );
    }
}
