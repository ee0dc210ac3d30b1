//! What is asked about a `.dockerignore`.

use super::hover::shown;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionTextEdit, Hover, HoverParams,
    TextEdit,
};
use strates_analysis::ignore_file::{self, Choice, IgnoreDocument};

pub fn hover(
    session: &Session,
    snapshot: &Snapshot<IgnoreDocument>,
    params: HoverParams,
) -> Option<Hover> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let context = session.context_of_ignore_file(&snapshot.uri);
    let tree = session.tree_now(snapshot);
    let (document, lang) = (&snapshot.document, snapshot.lang);
    let hover = ignore_file::hover(document, byte, &context, tree.as_deref(), lang)?;
    Some(shown(session, snapshot, hover))
}

pub fn completion(
    session: &Session,
    snapshot: &Snapshot<IgnoreDocument>,
    params: CompletionParams,
) -> Vec<CompletionItem> {
    let byte = snapshot.byte(params.text_document_position.position);
    let context = session.context_of_ignore_file(&snapshot.uri);
    let choices = ignore_file::completion(&snapshot.document, byte, &context);
    let items = choices.into_iter().enumerate();
    items
        .map(|(index, choice)| item(snapshot, index, choice))
        .collect()
}

fn item(snapshot: &Snapshot<IgnoreDocument>, index: usize, choice: Choice) -> CompletionItem {
    let edit = TextEdit::new(snapshot.range(&choice.range), choice.text.clone());
    CompletionItem {
        kind: Some(match choice.is_folder {
            true => CompletionItemKind::FOLDER,
            false => CompletionItemKind::FILE,
        }),
        label: choice.name,
        filter_text: Some(choice.text),
        sort_text: Some(format!("{index:04}")),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        ..CompletionItem::default()
    }
}
