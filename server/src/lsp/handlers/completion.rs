use crate::lsp::abilities::Completing;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, CompletionParams,
    CompletionResponse, CompletionTextEdit, Documentation, InsertReplaceEdit, InsertTextFormat,
    InsertTextMode, MarkupContent, MarkupKind, TextEdit,
};
use serde::{Deserialize, Serialize};
use strates_analysis::context::{BuildContext, NoContext};
use strates_analysis::edit::with_line_breaks;
use strates_analysis::features::completion::{
    self, Asked, Completions, Item, ItemKind, complete, looks_at_files,
};
use strates_analysis::features::hover::plain;
use strates_analysis::images::{Images, NoImages};
use strates_analysis::lang::Lang;

/// What an item needs to find its documentation when it is looked at.
#[derive(Serialize, Deserialize)]
struct Data {
    page: String,
    lang: String,
}

pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    params: CompletionParams,
) -> CompletionResponse {
    offered(session, snapshot, &params, &*snapshot.folder)
}

/// The same where files are offered: a disk may take its time.
pub fn answer_with_files(
    session: &Session,
    snapshot: &Snapshot,
    params: CompletionParams,
) -> CompletionResponse {
    let folder = session.names.of(session.context_of(&snapshot.uri));
    offered(session, snapshot, &params, &folder)
}

fn offered(
    session: &Session,
    snapshot: &Snapshot,
    params: &CompletionParams,
    context: &dyn BuildContext,
) -> CompletionResponse {
    let images = session.images(snapshot);
    let offered = complete(&asked(snapshot, params, context, &*images));
    let able = &session.abilities().completing;
    let Completions {
        items,
        is_incomplete,
    } = offered;
    let items = items.iter().enumerate();
    let items = items.map(|(rank, item)| completion_item(snapshot, able, rank, item));
    CompletionResponse::List(CompletionList {
        is_incomplete,
        items: items.collect(),
    })
}

/// Whether a disk may be waited for.
pub fn waits(snapshot: &Snapshot, params: &CompletionParams) -> bool {
    looks_at_files(&asked(snapshot, params, &NoContext, &NoImages))
}

/// With the page of the documentation, in the language in which the list was asked for.
pub fn resolve(session: &Session, mut item: CompletionItem) -> CompletionItem {
    let data = item.data.clone();
    let data = data.and_then(|data| serde_json::from_value::<Data>(data).ok());
    let told = data.and_then(|data| {
        let page = completion::Documentation::of_key(&data.page)?;
        Some(page.markdown(Lang::from_tag(&data.lang)?))
    });
    if let Some(markdown) = told {
        let able = &session.abilities().completing;
        item.documentation = Some(documentation(able, markdown));
    }
    item
}

fn asked<'a>(
    snapshot: &'a Snapshot,
    params: &CompletionParams,
    context: &'a dyn BuildContext,
    images: &'a dyn Images,
) -> Asked<'a> {
    let trigger = params.context.as_ref();
    let trigger = trigger.and_then(|context| context.trigger_character.as_ref()?.chars().next());
    Asked {
        document: &snapshot.document,
        byte: snapshot.byte(params.text_document_position.position),
        lang: snapshot.lang,
        trigger,
        context,
        images,
    }
}

fn completion_item(
    snapshot: &Snapshot,
    able: &Completing,
    rank: usize,
    item: &Item,
) -> CompletionItem {
    let told = item.documentation.as_ref();
    let data = told
        .and_then(completion::Documentation::key)
        .map(|page| Data {
            page,
            lang: snapshot.lang.code().to_owned(),
        });
    let at_once = told.filter(|_| data.is_none());
    let snippet = item.snippet.as_ref().filter(|_| able.snippets);
    let written = snippet.unwrap_or(&item.plain);
    let new_text = with_line_breaks(written, snapshot.document.text().line_break());
    CompletionItem {
        label: item.label.clone(),
        kind: Some(kind(item.kind)),
        detail: item.detail.clone(),
        documentation: at_once.map(|told| documentation(able, told.markdown(snapshot.lang))),
        sort_text: Some(format!("{rank:04}")),
        filter_text: item.filter.clone(),
        // Indented once more, a heredoc would not find its end.
        insert_text_mode: (able.keeps_indents && new_text.contains('\n'))
            .then_some(InsertTextMode::AS_IS),
        text_edit: Some(text_edit(snapshot, able, item, new_text)),
        insert_text_format: snippet.map(|_| InsertTextFormat::SNIPPET),
        preselect: item.is_preselected.then_some(true),
        tags: (item.is_deprecated && able.tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        deprecated: (item.is_deprecated && !able.tags && able.deprecates).then_some(true),
        data: data.and_then(|data| serde_json::to_value(data).ok()),
        ..CompletionItem::default()
    }
}

fn text_edit(
    snapshot: &Snapshot,
    able: &Completing,
    item: &Item,
    new_text: String,
) -> CompletionTextEdit {
    let replace = snapshot.range(&item.word.replaced());
    match able.inserts {
        true => CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
            new_text,
            insert: snapshot.range(&item.word.inserted()),
            replace,
        }),
        false => CompletionTextEdit::Edit(TextEdit {
            range: replace,
            new_text,
        }),
    }
}

fn documentation(able: &Completing, markdown: String) -> Documentation {
    Documentation::MarkupContent(match able.markdown {
        true => MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown,
        },
        false => MarkupContent {
            kind: MarkupKind::PlainText,
            value: plain(&markdown),
        },
    })
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Keyword => CompletionItemKind::KEYWORD,
        ItemKind::Snippet => CompletionItemKind::SNIPPET,
        ItemKind::Flag => CompletionItemKind::PROPERTY,
        ItemKind::Value => CompletionItemKind::VALUE,
        ItemKind::Variable => CompletionItemKind::VARIABLE,
        ItemKind::Constant => CompletionItemKind::CONSTANT,
        ItemKind::Stage => CompletionItemKind::MODULE,
        ItemKind::Image => CompletionItemKind::CLASS,
        ItemKind::Tag => CompletionItemKind::ENUM_MEMBER,
        ItemKind::File => CompletionItemKind::FILE,
        ItemKind::Folder => CompletionItemKind::FOLDER,
        ItemKind::User => CompletionItemKind::UNIT,
        ItemKind::Rule => CompletionItemKind::EVENT,
    }
}
