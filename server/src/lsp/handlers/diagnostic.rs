use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};
use strates_analysis::errors::errors;

pub fn diagnostics(snapshot: &Snapshot) -> Vec<Diagnostic> {
    errors(&snapshot.document)
        .iter()
        .map(|problem| convert::diagnostic(snapshot, problem))
        .collect()
}

pub fn answer(
    _: &Session,
    snapshot: &Snapshot,
    params: DocumentDiagnosticParams,
) -> DocumentDiagnosticReport {
    // The messages depend on the language too.
    let result_id = format!("{}-{}", snapshot.revision, snapshot.lang.code());
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
