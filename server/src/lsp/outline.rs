//! The outline of a document in JSON. A key changes one of its thousands of entries: those that say
//! the same in the same place are copied from the outline before.

use super::convert::{Ranges, symbol_kind};
use super::json;
use super::session::Snapshot;
use dashmap::DashMap;
use lsp_types::{Position, Url};
use std::ops::Range;
use std::ptr;
use std::sync::Arc;
use strates_analysis::Document;
use strates_analysis::features::symbols::{self, Symbol};
use strates_analysis::model::Located;

/// The last outline of each document.
#[derive(Default)]
pub struct Outlines(DashMap<Url, Arc<Outline>>);

pub struct Outline {
    /// An array of `DocumentSymbol`.
    pub json: Arc<Vec<u8>>,
    /// One for each instruction. That of a FROM says what its stage is, without what is in it.
    entries: Vec<Entry>,
    /// Keeps what the entries are known by where it is.
    _document: Arc<Document>,
}

struct Entry {
    /// Where the instruction is in memory: one that no edit touched stays there.
    instruction: usize,
    position: Position,
    json: Range<usize>,
    /// Of a FROM: the entry of the last instruction of its stage.
    last: usize,
}

impl Outlines {
    pub fn of(&self, snapshot: &Snapshot) -> Arc<Outline> {
        let before = self.0.get(&snapshot.uri).map(|before| Arc::clone(&before));
        let outline = Arc::new(outline(snapshot, before.as_deref()));
        self.0.insert(snapshot.uri.clone(), Arc::clone(&outline));
        outline
    }

    pub fn forget(&self, uri: &Url) {
        self.0.remove(uri);
    }
}

fn outline(snapshot: &Snapshot, before: Option<&Outline>) -> Outline {
    let file = snapshot.document.dockerfile();
    let old: &[Entry] = before.map_or(&[], |before| &before.entries);
    let old_json: &[u8] = before.map_or(&[], |before| &before.json);
    let mut writer = Writer {
        snapshot,
        ranges: snapshot.ranges(),
        old,
        old_json,
        above: 0,
        entries: Vec::with_capacity(old.len() + 16),
        json: Vec::with_capacity(old_json.len() + 1024),
    };
    writer.json.push(b'[');
    for located in file.global_instructions() {
        writer.instruction(&located);
    }
    for stage in 0..file.stages.len() {
        writer.stage(stage);
    }
    writer.json.push(b']');
    Outline {
        entries: writer.entries,
        json: Arc::new(writer.json),
        _document: Arc::clone(&snapshot.document),
    }
}

struct Writer<'a> {
    snapshot: &'a Snapshot,
    ranges: Ranges<'a>,
    old: &'a [Entry],
    old_json: &'a [u8],
    /// So many of the old ones stand on lines above.
    above: usize,
    entries: Vec<Entry>,
    json: Vec<u8>,
}

impl<'a> Writer<'a> {
    fn stage(&mut self, index: usize) {
        let document = &self.snapshot.document;
        let mut instructions = document.dockerfile().instructions_of(index);
        let Some(from) = instructions.next() else {
            return;
        };
        let (count, last) = instructions.fold((1, from), |(count, _), last| (count + 1, last));
        let ends = self.ranges.of(&(from.start..last.start));
        let old = self.known(&from, ends.start).filter(|old| {
            let end = self.old.get(old.last);
            end.is_some_and(|end| end.is(&last, ends.end))
        });
        let end = self.entries.len() + count - 1;
        self.open(&from, ends.start, end, old, || {
            symbols::stage(document, index)
        });
        if count > 1 {
            self.json.extend_from_slice(br#","children":["#);
            let rest = document.dockerfile().instructions_of(index).skip(1);
            rest.for_each(|located| self.instruction(&located));
            self.json.push(b']');
        }
        self.json.push(b'}');
    }

    fn instruction(&mut self, located: &Located) {
        let position = self.ranges.start(located.start);
        let old = self.known(located, position);
        let document = &self.snapshot.document;
        self.open(located, position, 0, old, || {
            symbols::instruction(document, located)
        });
        self.json.push(b'}');
    }

    /// The old entry of what is the same in the same place.
    fn known(&mut self, located: &Located, position: Position) -> Option<&'a Entry> {
        let below = |old: &&Entry| old.position.line >= position.line;
        let above = self.old[self.above..].iter().take_while(|old| !below(old));
        self.above += above.count();
        let old = self.old.get(self.above)?;
        old.is(located, position).then_some(old)
    }

    /// Writes an entry up to what may follow in it.
    fn open(
        &mut self,
        located: &Located,
        position: Position,
        last: usize,
        old: Option<&Entry>,
        symbol: impl FnOnce() -> Symbol,
    ) {
        if self.json.last() != Some(&b'[') {
            self.json.push(b',');
        }
        let start = self.json.len();
        match old {
            Some(old) => self
                .json
                .extend_from_slice(&self.old_json[old.json.clone()]),
            None => write(&mut self.ranges, &symbol(), &mut self.json),
        }
        self.entries.push(Entry {
            instruction: identity(located),
            position,
            json: start..self.json.len(),
            last,
        });
    }
}

impl Entry {
    fn is(&self, located: &Located, position: Position) -> bool {
        self.instruction == identity(located) && self.position == position
    }
}

fn identity(located: &Located) -> usize {
    ptr::from_ref(located.instruction).addr()
}

fn write(ranges: &mut Ranges, symbol: &Symbol, out: &mut Vec<u8>) {
    out.extend_from_slice(br#"{"name":"#);
    json::value(&symbol.name, out);
    if !symbol.detail.is_empty() {
        out.extend_from_slice(br#","detail":"#);
        json::value(&symbol.detail, out);
    }
    out.extend_from_slice(br#","kind":"#);
    json::value(symbol_kind(symbol.kind), out);
    out.extend_from_slice(br#","range":"#);
    json::range(ranges.of(&symbol.range), out);
    out.extend_from_slice(br#","selectionRange":"#);
    json::range(ranges.of(&symbol.selection), out);
    if !symbol.children.is_empty() {
        out.extend_from_slice(br#","children":["#);
        for (index, child) in symbol.children.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write(ranges, child, out);
            out.push(b'}');
        }
        out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::kinds::Kind;
    use crate::lsp::testing;
    use lsp_types::DocumentSymbol;
    use serde_json::{Value, json};
    use strates_analysis::text::{Change, Encoding, Position};

    const TEXT: &str = "# c\nARG V=1\nFROM a AS b\nENV A=é C=\"d e\"\n\n# d\n  RUN echo \\\n  hi\nRUN <<E\nx\nE\n\nFROM scratch\nCOPY --from=b /x /y\n";

    type Edit = ((u32, u32), (u32, u32), &'static str);

    async fn outlines(edit: Edit) -> (Value, Value, usize) {
        let (session, _) = testing::session(json!({})).await;
        let uri = Url::parse("file:///Dockerfile").unwrap();
        session
            .documents
            .open(uri.clone(), Kind::Dockerfile, 1, TEXT);
        let before = outline(&session.snapshot(&uri).unwrap(), None);
        let position = |(line, character)| Position { line, character };
        let changes = [Change {
            range: Some((position(edit.0), position(edit.1))),
            text: edit.2.to_owned(),
        }];
        session.documents.edit(&uri, 2, &changes, Encoding::Utf16);
        let snapshot = session.snapshot(&uri).unwrap();
        let parsed = |outline: &Outline| serde_json::from_slice(&outline.json).unwrap();
        let after = outline(&snapshot, Some(&before));
        let stayed = after.entries.iter();
        let stayed = stayed.filter(|entry| {
            let mut old = before.entries.iter();
            old.any(|old| (old.instruction, old.position) == (entry.instruction, entry.position))
        });
        let stayed = stayed.count();
        (parsed(&after), parsed(&outline(&snapshot, None)), stayed)
    }

    /// After a change the outline is what it would be without one from before, of which so many
    /// entries are copied.
    async fn check(edit: Edit, stayed: usize) {
        let (after, afresh, copied) = outlines(edit).await;
        assert_eq!(after, afresh, "{edit:?}");
        assert_eq!(copied, stayed, "{edit:?}");
        serde_json::from_value::<Vec<DocumentSymbol>>(after).unwrap();
    }

    #[tokio::test]
    async fn what_moved_or_changed_is_told_anew() {
        check(((9, 1), (9, 1), "z"), 6).await;
        check(((13, 3), (13, 3), "z"), 6).await;
        check(((5, 1), (5, 1), "\r"), 3).await;
        check(((5, 1), (5, 2), "\n"), 3).await;
        check(((6, 0), (6, 1), ""), 6).await;
        check(((2, 0), (2, 0), " "), 5).await;
        check(((12, 0), (12, 12), "#"), 5).await;
        check(((2, 0), (12, 0), ""), 0).await;
        check(((0, 0), (0, 3), "#escape=`"), 0).await;
        check(((0, 0), (14, 0), ""), 0).await;
    }
}
