//! Which handler answers which message. No handler waits for anything: see [`super::gate`].

use super::guard::guarded;
use super::handlers::{
    build_file, code_action, code_lens, completion, definition, diagnostic, document_link,
    document_symbol, execute_command, folding_range, formatting, hover, ignore_file, inlay_hint,
    layers, lifecycle, references, rename, selection_range, semantic_tokens, settings,
    signature_help, text_sync, workspace_symbol,
};
use super::kinds::Opened;
use super::session::{Session, Snapshot};
use super::slow;
use lsp_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use lsp_types::*;
use serde_json::Value;
use std::sync::Arc;
use strates_analysis::Document;
use strates_analysis::ignore_file::IgnoreDocument;
use tower_lsp::jsonrpc::Result;
use tower_lsp::{LanguageServer, async_trait};

#[derive(Clone)]
pub struct Server(Arc<Session>);

impl Server {
    pub fn new(session: Arc<Session>) -> Server {
        Server(session)
    }

    pub fn session(&self) -> Arc<Session> {
        self.0.clone()
    }

    /// Answers about a document as it is now; `None` if nothing right can be said of it, or if it is
    /// of another kind than the handler is for.
    async fn ask<D: Opened, P: Send + 'static, T: Send + 'static>(
        &self,
        document: &TextDocumentIdentifier,
        params: P,
        handler: fn(&Session, &Snapshot<D>, P) -> T,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.0.snapshot_as::<D>(&document.uri) else {
            return Ok(None);
        };
        let session = self.session();
        let (lang, bytes) = (snapshot.lang, snapshot.document.text().len());
        let answer = slow::answer(lang, bytes, move || handler(&session, &snapshot, params));
        answer.await.map(Some)
    }

    /// The same for what looks at files: a disk may take its time.
    async fn ask_with_disk<D: Opened, P: Send + 'static, T: Send + 'static>(
        &self,
        document: &TextDocumentIdentifier,
        params: P,
        handler: fn(&Session, &Snapshot<D>, P) -> T,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.0.snapshot_as::<D>(&document.uri) else {
            return Ok(None);
        };
        let (session, lang) = (self.session(), snapshot.lang);
        let work = move || handler(&session, &snapshot, params);
        let answer = slow::on_a_thread(lang, slow::PATIENCE, work);
        answer.await.map(Some)
    }

    /// A request of our own, beside those of the protocol.
    pub async fn layers(&self, params: layers::Params) -> Result<Option<layers::Answer>> {
        self.ask(&params.text_document.clone(), params, layers::answer)
            .await
    }

    /// In JSON: an outline holds thousands of entries.
    pub async fn outline(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<serde_json::Result<Arc<Vec<u8>>>>> {
        let document = params.text_document.clone();
        self.ask(&document, params, document_symbol::answer).await
    }

    fn tell(&self, handler: impl FnOnce(&Arc<Session>)) -> Result<()> {
        guarded(self.0.configuration.lang(), || handler(&self.0))
    }

    /// A notification that can only be done whole: an edit that was lost makes the text wrong.
    fn tell_text(&self, uri: Url, handler: impl FnOnce(&Session)) {
        if self.tell(|session| handler(session)).is_err() {
            text_sync::give_up(&self.0, uri);
        }
    }

    /// The panic hook has said what there is to say of a notification that failed.
    fn notice(&self, handler: impl FnOnce(&Arc<Session>)) {
        let _ = self.tell(handler);
    }
}

/// The answer of the handler that is for this kind of document.
async fn either<T>(
    first: impl Future<Output = Result<Option<T>>>,
    second: impl Future<Output = Result<Option<T>>>,
) -> Result<Option<T>> {
    match first.await? {
        Some(answer) => Ok(Some(answer)),
        None => second.await,
    }
}

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let lang = self.0.configuration.lang();
        guarded(lang, || lifecycle::initialize(&self.0, params))
    }

    async fn initialized(&self, _: InitializedParams) {
        self.notice(lifecycle::initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.0.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.tell_text(uri, |session| text_sync::did_open(session, params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.tell_text(uri, |session| text_sync::did_change(session, params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.notice(|session| text_sync::did_close(session, params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.notice(|session| settings::did_save(session, &params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.notice(|session| settings::did_change_configuration(session, params));
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.notice(|session| settings::files_changed(session));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.notice(|session| settings::did_change_folders(session, params));
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        workspace_symbol::answer(self.session(), params)
            .await
            .map(Some)
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.clone();
        self.ask_with_disk(&document, params, formatting::document)
            .await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.clone();
        self.ask_with_disk(&document, params, formatting::range)
            .await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document_position.text_document.clone();
        self.ask_with_disk(&document, params, formatting::on_type)
            .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let document = params.text_document_position_params.text_document.clone();
        let of_ignore_file = self.ask_with_disk(&document, params.clone(), ignore_file::hover);
        let hover = self.ask_with_disk(&document, params, hover::answer);
        either(of_ignore_file, hover).await.map(Option::flatten)
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let document = params.text_document_position_params.text_document.clone();
        let of_build_file = self.ask_with_disk(&document, params.clone(), build_file::definition);
        let found = self.ask_with_disk(&document, params, definition::definition);
        either(of_build_file, found).await.map(Option::flatten)
    }

    async fn goto_declaration(
        &self,
        params: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        let document = params.text_document_position_params.text_document.clone();
        let found = self.ask(&document, params, definition::declaration);
        found.await.map(Option::flatten)
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let document = params.text_document_position.text_document.clone();
        self.ask_with_disk(&document, params, references::answer)
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let document = params.text_document_position_params.text_document.clone();
        self.ask(&document, params, references::highlights).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let document = params.text_document.clone();
        self.ask(&document, params, rename::prepare)
            .await?
            .transpose()
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let document = params.text_document_position.text_document.clone();
        self.ask(&document, params, rename::answer)
            .await?
            .transpose()
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let document = params.text_document_position_params.text_document.clone();
        let linked = self.ask(&document, params, rename::linked);
        linked.await.map(Option::flatten)
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let document = params.text_document.clone();
        self.ask_with_disk(&document, params, document_link::answer)
            .await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let document = params.text_document_position_params.text_document.clone();
        let help = self.ask(&document, params, signature_help::answer);
        help.await.map(Option::flatten)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let document = params.text_document_position.text_document.clone();
        let Some(snapshot) = self.0.snapshot(&document.uri) else {
            let of_ignore_file =
                self.ask_with_disk(&document, params.clone(), ignore_file::completion);
            let of_build_file = self.ask_with_disk(&document, params, build_file::completion);
            let found = either(of_ignore_file, of_build_file).await?;
            return Ok(found.map(CompletionResponse::Array));
        };
        match guarded(snapshot.lang, || completion::waits(&snapshot, &params))? {
            true => {
                self.ask_with_disk(&document, params, completion::answer_with_files)
                    .await
            }
            false => self.ask(&document, params, completion::answer).await,
        }
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let lang = self.0.configuration.lang();
        guarded(lang, || completion::resolve(&self.0, item))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let document = params.text_document.clone();
        let of_ignore_file = code_action::of_ignore_file;
        let of_ignore_file = self.ask_with_disk(&document, params.clone(), of_ignore_file);
        let found = self.ask(&document, params, code_action::answer);
        either(of_ignore_file, found).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(document) = code_action::document_of(&action) else {
            return Ok(action);
        };
        let resolved = match code_action::waits(&action) {
            true => {
                let asked = self.ask_with_disk(&document, action.clone(), code_action::resolve);
                asked.await?
            }
            false => {
                let asked = self.ask(&document, action.clone(), code_action::resolve);
                asked.await?
            }
        };
        Ok(resolved.unwrap_or(action))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(&params.text_document.clone(), params, code_lens::answer)
            .await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let data = lens.data.clone().unwrap_or_default();
        let Ok(data) = serde_json::from_value::<code_lens::Data>(data) else {
            return Ok(lens);
        };
        let document = TextDocumentIdentifier { uri: data.uri };
        let resolved = self
            .ask(&document, lens.clone(), code_lens::resolve)
            .await?;
        Ok(resolved.unwrap_or(lens))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(&params.text_document.clone(), params, inlay_hint::answer)
            .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let (session, lang) = (self.session(), self.0.configuration.lang());
        if execute_command::waits(&params) {
            let work = move || execute_command::answer(&session, params);
            return slow::on_a_thread(lang, slow::PATIENCE, work).await?;
        }
        guarded(lang, || execute_command::answer(&session, params))?
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(&params.text_document.clone(), params, folding_range::answer)
            .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(
            &params.text_document.clone(),
            params,
            selection_range::answer,
        )
        .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let document = params.text_document.clone();
        let of_ignore_file = semantic_tokens::full::<IgnoreDocument>;
        let first = self.ask(&document, params.clone(), of_ignore_file);
        let second = self.ask(&document, params, semantic_tokens::full::<Document>);
        either(first, second).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let document = params.text_document.clone();
        let of_ignore_file = semantic_tokens::range::<IgnoreDocument>;
        let first = self.ask(&document, params.clone(), of_ignore_file);
        let second = self.ask(&document, params, semantic_tokens::range::<Document>);
        either(first, second).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let document = params.text_document.clone();
        let of_ignore_file = semantic_tokens::delta::<IgnoreDocument>;
        let first = self.ask(&document, params.clone(), of_ignore_file);
        let second = self.ask(&document, params, semantic_tokens::delta::<Document>);
        either(first, second).await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let document = params.text_document.clone();
        let of_ignore_file = diagnostic::answer::<IgnoreDocument>;
        let first = self.ask_with_disk(&document, params.clone(), of_ignore_file);
        let second = self.ask(&document, params, diagnostic::answer::<Document>);
        let report = either(first, second).await?;
        Ok(report.unwrap_or_else(diagnostic::nothing).into())
    }
}
