use crate::lsp::convert;
use crate::lsp::diagnostics::message;
use crate::lsp::kinds::Opened;
use crate::lsp::session::{Session, Snapshot};
use crate::lsp::wording::{self, Wording};
use lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};
use strates_analysis::Document;
use strates_analysis::features::diagnostics;
use strates_analysis::ignore_file::{self, IgnoreDocument};

/// What something can be wrong with.
pub trait Judged: Opened {
    /// Also where the document itself is small.
    const TAKES_TIME: bool = false;

    fn diagnostics(session: &Session, snapshot: &Snapshot<Self>) -> Vec<Diagnostic>;

    /// The message that publishes them, in the words of before where nothing else is to be said.
    fn published(
        session: &Session,
        snapshot: &Snapshot<Self>,
        _: Option<Wording>,
    ) -> serde_json::Result<(Vec<u8>, Option<Wording>)> {
        let found = Self::diagnostics(session, snapshot);
        let uri = snapshot.uri.clone();
        let params = PublishDiagnosticsParams::new(uri, found, Some(snapshot.version));
        Ok((message(&params)?, None))
    }
}

impl Judged for Document {
    fn diagnostics(_: &Session, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let found = diagnostics::diagnostics(&snapshot.document, &snapshot.setup());
        found
            .iter()
            .map(|found| convert::diagnostic(snapshot, found))
            .collect()
    }

    fn published(
        _: &Session,
        snapshot: &Snapshot,
        before: Option<Wording>,
    ) -> serde_json::Result<(Vec<u8>, Option<Wording>)> {
        let found = diagnostics::diagnostics(&snapshot.document, &snapshot.setup());
        let (message, worded) = wording::published(snapshot, found, before)?;
        Ok((message, Some(worded)))
    }
}

impl Judged for IgnoreDocument {
    const TAKES_TIME: bool = true;

    fn diagnostics(session: &Session, snapshot: &Snapshot<IgnoreDocument>) -> Vec<Diagnostic> {
        let tree = session.tree_of(snapshot);
        let levels = &snapshot.checks.levels;
        let found = ignore_file::diagnostics(&snapshot.document, tree.as_deref(), levels);
        found
            .iter()
            .map(|found| convert::diagnostic(snapshot, found))
            .collect()
    }
}

pub fn answer<D: Judged>(
    session: &Session,
    snapshot: &Snapshot<D>,
    params: DocumentDiagnosticParams,
) -> DocumentDiagnosticReport {
    // Which findings there are depends on more than the text, and their messages on the language.
    let (revision, judgement) = (snapshot.revision, snapshot.judgement);
    let result_id = format!("{revision}-{judgement}-{}", snapshot.lang.code());
    if params.previous_result_id.as_ref() == Some(&result_id) {
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        });
    }
    full(Some(result_id), D::diagnostics(session, snapshot))
}

/// For a document of which nothing right can be said.
pub fn nothing() -> DocumentDiagnosticReport {
    full(None, Vec::new())
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}
