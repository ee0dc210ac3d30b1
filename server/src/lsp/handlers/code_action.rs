use super::execute_command::GENERATE_DOCKERIGNORE;
use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command,
    TextDocumentIdentifier, Url,
};
use serde::{Deserialize, Serialize};
use strates_analysis::features::actions::{self, Action, ActionKind};
use strates_analysis::features::diagnostics::diagnostics;

const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.strates");

pub const KINDS: [CodeActionKind; 5] = [
    CodeActionKind::QUICKFIX,
    CodeActionKind::REFACTOR_EXTRACT,
    CodeActionKind::REFACTOR_INLINE,
    CodeActionKind::REFACTOR_REWRITE,
    FIX_ALL,
];

/// What an action needs to find its edits when it is chosen.
#[derive(Serialize, Deserialize)]
struct Data {
    uri: Url,
    /// The rule whose fixes are wanted; all of them where it is missing.
    code: Option<String>,
}

pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    params: CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let range = snapshot.bytes(params.range);
    let is_wanted = |kind: &CodeActionKind| match &params.context.only {
        None => true,
        Some(only) => only.iter().any(|wanted| is_part_of(kind, wanted)),
    };
    let document = &snapshot.document;
    let (fixes, fixes_all) = (is_wanted(&CodeActionKind::QUICKFIX), is_wanted(&FIX_ALL));
    let wrong = match fixes || fixes_all {
        true => diagnostics(document, &snapshot.setup()),
        false => Vec::new(),
    };
    let mut found: Vec<Action> = Vec::new();
    if fixes {
        found.extend(actions::quick_fixes(document, &wrong, &range));
    }
    found.extend(actions::refactorings(document, &range));
    if fixes_all {
        found.extend(actions::fix_everything(&wrong));
    }
    let wanted = found.iter().filter(|action| is_wanted(&kind(action)));
    wanted
        .map(|action| CodeActionOrCommand::CodeAction(code_action(session, snapshot, action)))
        .collect()
}

pub fn document_of(action: &CodeAction) -> Option<TextDocumentIdentifier> {
    let data = serde_json::from_value::<Data>(action.data.clone()?).ok()?;
    Some(TextDocumentIdentifier { uri: data.uri })
}

/// The edits as the document is now.
pub fn resolve(session: &Session, snapshot: &Snapshot, mut action: CodeAction) -> CodeAction {
    let data = action.data.clone();
    let data = data.and_then(|data| serde_json::from_value::<Data>(data).ok());
    if let Some(data) = data {
        let code = data.code.as_deref();
        let edits = actions::fix_all(&snapshot.document, &snapshot.setup(), code);
        let versioned = session.abilities().versions_edits;
        // What cannot be applied without harm is left out, and perhaps nothing remains.
        let edit =
            (!edits.is_empty()).then(|| convert::workspace_edit(snapshot, &edits, versioned));
        action.edit = edit;
    }
    action
}

fn code_action(session: &Session, snapshot: &Snapshot, action: &Action) -> CodeAction {
    let abilities = session.abilities();
    let edits = action.edits.as_deref();
    let versioned = abilities.versions_edits;
    let edit = edits.map(|edits| convert::workspace_edit(snapshot, edits, versioned));
    let code = match &action.kind {
        ActionKind::FixAll(code) => code.clone(),
        _ => None,
    };
    let data = Data {
        uri: snapshot.uri.clone(),
        code,
    };
    let mends = action.mends.as_ref();
    let command = action.makes_ignore_file.then(|| Command {
        title: action.title.get(snapshot.lang),
        command: GENERATE_DOCKERIGNORE.to_owned(),
        arguments: Some(vec![snapshot.uri.as_str().into()]),
    });
    let is_ready = edit.is_some() || command.is_some();
    let later = CodeAction {
        title: action.title.get(snapshot.lang),
        kind: Some(kind(action)),
        diagnostics: mends.map(|found| vec![convert::diagnostic(snapshot, found)]),
        is_preferred: action.is_preferred.then_some(true),
        data: match is_ready {
            true => None,
            false => serde_json::to_value(data).ok(),
        },
        edit,
        command,
        ..CodeAction::default()
    };
    match is_ready || abilities.resolves_actions {
        true => later,
        false => resolve(session, snapshot, later),
    }
}

fn kind(action: &Action) -> CodeActionKind {
    match action.kind {
        ActionKind::QuickFix | ActionKind::FixAll(Some(_)) => CodeActionKind::QUICKFIX,
        ActionKind::FixAll(None) => FIX_ALL,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        ActionKind::Inline => CodeActionKind::REFACTOR_INLINE,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// `refactor` asks for `refactor.extract` too, but not for `refactored`.
fn is_part_of(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) || wanted.as_str().is_empty()
}
