//! From the analysis's bytes and plain data to LSP's shapes, and back.

mod symbols;
mod tokens;

pub use symbols::{flat_symbols, symbol_information, symbol_kind};
pub use tokens::{encode_tokens, legend};

use super::kinds::Opened;
use super::session::Snapshot;
use dashmap::DashMap;
use lsp_types::{
    self as lsp, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, DocumentChanges, FoldingRange, FoldingRangeKind, Location, NumberOrString,
    OneOf, OptionalVersionedTextDocumentIdentifier, PositionEncodingKind, SelectionRange,
    TextDocumentContentChangeEvent, TextDocumentEdit, Url, WorkspaceEdit,
};
use std::collections::HashMap;
use std::sync::LazyLock;
use strates_analysis::edit::{TextEdit, with_line_breaks};
use strates_analysis::features::diagnostics;
use strates_analysis::features::folding::{Fold, FoldKind};
use strates_analysis::rules::{Severity, Tag};
use strates_analysis::text::{ByteRange, Change, Encoding, Places, Position, Text};

pub fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

fn to_position(position: lsp::Position) -> Position {
    Position {
        line: position.line,
        character: position.character,
    }
}

fn from_position(position: Position) -> lsp::Position {
    lsp::Position {
        line: position.line,
        character: position.character,
    }
}

pub fn change(event: TextDocumentContentChangeEvent) -> Change {
    let range = event
        .range
        .map(|range| (to_position(range.start), to_position(range.end)));
    Change {
        range,
        text: event.text,
    }
}

impl<D: Opened> Snapshot<D> {
    pub fn byte(&self, position: lsp::Position) -> usize {
        self.document
            .text()
            .offset(to_position(position), self.encoding)
    }

    pub fn bytes(&self, range: lsp::Range) -> ByteRange {
        let (start, end) = (self.byte(range.start), self.byte(range.end));
        start.min(end)..start.max(end)
    }

    pub fn range(&self, bytes: &ByteRange) -> lsp::Range {
        range(self.document.text(), bytes, self.encoding)
    }

    pub fn ranges(&self) -> Ranges<'_> {
        Ranges(Places::new(self.document.text(), self.encoding))
    }
}

/// Ranges of a document in its order, each found from the one before.
pub struct Ranges<'a>(Places<'a>);

impl Ranges<'_> {
    pub fn of(&mut self, bytes: &ByteRange) -> lsp::Range {
        let (start, end) = self.0.positions(bytes);
        lsp::Range {
            start: from_position(start),
            end: from_position(end),
        }
    }

    pub fn start(&mut self, byte: usize) -> lsp::Position {
        from_position(self.0.position(byte))
    }
}

pub fn range(text: &Text, bytes: &ByteRange, encoding: Encoding) -> lsp::Range {
    Ranges(Places::new(text, encoding)).of(bytes)
}

pub fn diagnostic<D: Opened>(
    snapshot: &Snapshot<D>,
    found: &diagnostics::Diagnostic,
) -> Diagnostic {
    let related = found.related().into_iter();
    let related: Vec<_> = related
        .map(|related| DiagnosticRelatedInformation {
            location: Location::new(snapshot.uri.clone(), snapshot.range(&related.range)),
            message: related.message.get(snapshot.lang),
        })
        .collect();
    Diagnostic {
        range: snapshot.range(&found.range()),
        severity: Some(severity(found.severity)),
        code: Some(NumberOrString::String(found.code().to_owned())),
        code_description: described(found),
        source: Some("strates".to_owned()),
        message: found.message(snapshot.lang),
        related_information: (!related.is_empty()).then_some(related),
        tags: found.tag().map(|tag| {
            vec![match tag {
                Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
                Tag::Deprecated => DiagnosticTag::DEPRECATED,
            }]
        }),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Where the rule is described. There are few rules, and reading an address takes its time.
fn described(found: &diagnostics::Diagnostic) -> Option<CodeDescription> {
    static READ: LazyLock<DashMap<String, Option<Url>>> = LazyLock::new(DashMap::new);
    let read = || found.url().and_then(|url| Url::parse(&url).ok());
    let href = match READ.get(found.code()) {
        Some(read) => read.clone(),
        None => READ
            .entry(found.code().to_owned())
            .or_insert_with(read)
            .clone(),
    };
    href.map(|href| CodeDescription { href })
}

pub fn text_edits<D: Opened>(snapshot: &Snapshot<D>, edits: &[TextEdit]) -> Vec<lsp::TextEdit> {
    let line_break = snapshot.document.text().line_break();
    let edits = edits.iter().map(|edit| lsp::TextEdit {
        range: snapshot.range(&edit.range),
        new_text: with_line_breaks(&edit.new_text, line_break),
    });
    edits.collect()
}

/// An edit of one document, with the version that it is for where the client understands it.
pub fn workspace_edit<D: Opened>(
    snapshot: &Snapshot<D>,
    edits: &[TextEdit],
    versioned: bool,
) -> WorkspaceEdit {
    let uri = snapshot.uri.clone();
    let edits = text_edits(snapshot, edits);
    if !versioned {
        return WorkspaceEdit::new(HashMap::from([(uri, edits)]));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        uri,
        version: Some(snapshot.version),
    };
    let edit = TextDocumentEdit {
        text_document,
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![edit])),
        ..WorkspaceEdit::default()
    }
}

/// Whole lines: what clients that fold only lines ask for, and all that there is to fold.
pub fn folding_range(fold: &Fold) -> FoldingRange {
    FoldingRange {
        start_line: line(fold.start_line),
        end_line: line(fold.end_line),
        kind: Some(match fold.kind {
            FoldKind::Region => FoldingRangeKind::Region,
            FoldKind::Comment => FoldingRangeKind::Comment,
        }),
        ..FoldingRange::default()
    }
}

fn line(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// From ranges with the innermost first.
pub fn selection_range(snapshot: &Snapshot, ranges: &[ByteRange]) -> Option<SelectionRange> {
    ranges.iter().rev().fold(None, |parent, range| {
        let range = snapshot.range(range);
        Some(SelectionRange {
            range,
            parent: parent.map(Box::new),
        })
    })
}
