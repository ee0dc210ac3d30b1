use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};
use strates_analysis::features::diagnostics;

pub fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let found = diagnostics::diagnostics(&snapshot.document, &snapshot.setup());
    found
        .iter()
        .map(|found| convert::diagnostic(snapshot, found))
        .collect()
}

pub fn answer(
    _: &Session,
    snapshot: &Snapshot,
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
    full(Some(result_id), diagnostics(snapshot))
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
