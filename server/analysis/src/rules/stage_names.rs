//! The names of stages in a file: where they are used, and which are still free.

use super::FileView;
use crate::edit::TextEdit;
use crate::model::{Body, Flag, Keyword, Located, Word};
use crate::text::ByteRange;
use std::collections::HashMap;

/// Read once, for as many stages as are to be renamed.
pub struct StageNames {
    /// Where `FROM`, `COPY --from` and mounts name something, by that name in lower case.
    uses: HashMap<String, Vec<ByteRange>>,
    /// Where the stages get each name.
    stages: HashMap<String, Vec<usize>>,
}

impl StageNames {
    pub fn read(file: &FileView) -> StageNames {
        let mut uses: HashMap<String, Vec<ByteRange>> = HashMap::new();
        for located in file.instructions() {
            for word in words_of(&located) {
                let places = uses.entry(word.text.to_lowercase()).or_default();
                places.push(located.at(word.span));
            }
        }
        let mut stages: HashMap<String, Vec<usize>> = HashMap::new();
        for stage in &file.stages {
            if let Some(name) = stage.name() {
                let starts = stages.entry(name.text.to_lowercase()).or_default();
                starts.push(stage.start + name.span.start as usize);
            }
        }
        StageNames { uses, stages }
    }

    /// A name that no stage bears: this one, or it with a number behind it.
    pub fn free(&self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = [wanted.to_owned()].into_iter().chain(numbered);
        let is_free = |name: &String| !self.stages.contains_key(name);
        names.find(is_free).unwrap_or_default()
    }

    /// Another name for a stage, and for all that names it before the next stage gets that name.
    pub fn renamed(&self, name: &Word, place: ByteRange, new: &str) -> Vec<TextEdit> {
        let name = name.text.to_lowercase();
        let starts = self
            .stages
            .get(&name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let next = starts.partition_point(|start| *start <= place.start);
        let next = starts.get(next).copied().unwrap_or(usize::MAX);
        let uses = self.uses.get(&name).map(Vec::as_slice).unwrap_or_default();
        let first = uses.partition_point(|used| used.start < place.end);
        let last = uses.partition_point(|used| used.start < next);
        let uses = uses[first..last.max(first)].iter().cloned();
        let places = [place].into_iter().chain(uses);
        places.map(|place| TextEdit::replace(place, new)).collect()
    }
}

/// The words of an instruction, or of what ONBUILD keeps in it, that may name a stage.
fn words_of<'a>(located: &Located<'a>) -> impl Iterator<Item = &'a Word> {
    let instruction = located.instruction;
    let (keyword, flags, body) = match &instruction.body {
        Body::Trigger(Some(nested)) => (nested.keyword, &nested.flags, &nested.body),
        body => (instruction.keyword, &instruction.flags, body),
    };
    let base = match body {
        Body::From(from) => from.image.as_ref().map(|image| &image.word),
        _ => None,
    };
    let sources = flags.iter().filter_map(move |flag| source(keyword, flag));
    base.into_iter().chain(sources)
}

fn source(keyword: Keyword, flag: &Flag) -> Option<&Word> {
    match (keyword, &*flag.name.as_ref()?.text) {
        (Keyword::Copy, "from") => flag.value.as_ref(),
        (Keyword::Run, "mount") => flag.option("from"),
        _ => None,
    }
}
