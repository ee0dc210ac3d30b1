//! Each of these reads `.editorconfig`, so they are answered on a thread of their own.

use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use crate::style::{Editor, style};
use lsp_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    FormattingOptions, TextEdit,
};
use strates_analysis::features::format::{Style, format, format_range, on_new_line};

pub fn document(
    session: &Session,
    snapshot: &Snapshot,
    params: DocumentFormattingParams,
) -> Vec<TextEdit> {
    let style = style_of(session, snapshot, &params.options);
    convert::text_edits(snapshot, &format(&snapshot.document, &style))
}

pub fn range(
    session: &Session,
    snapshot: &Snapshot,
    params: DocumentRangeFormattingParams,
) -> Vec<TextEdit> {
    let style = style_of(session, snapshot, &params.options);
    let range = snapshot.bytes(params.range);
    convert::text_edits(snapshot, &format_range(&snapshot.document, &range, &style))
}

pub fn on_type(
    session: &Session,
    snapshot: &Snapshot,
    params: DocumentOnTypeFormattingParams,
) -> Vec<TextEdit> {
    let style = style_of(session, snapshot, &params.options);
    let byte = snapshot.byte(params.text_document_position.position);
    let edit = on_new_line(&snapshot.document, byte, &style);
    convert::text_edits(snapshot, edit.as_slice())
}

fn style_of(session: &Session, snapshot: &Snapshot, options: &FormattingOptions) -> Style {
    let path = snapshot.uri.to_file_path().ok();
    let editor = Editor {
        tab_size: options.tab_size as usize,
        inserts_spaces: options.insert_spaces,
    };
    let mut style = style(
        &session.configuration.of(&snapshot.uri),
        path.as_deref(),
        Some(editor),
    );
    style.final_line_break &= options.insert_final_newline.unwrap_or(true);
    style.trims_lines &= options.trim_trailing_whitespace.unwrap_or(true);
    style
}
