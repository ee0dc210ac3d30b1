use super::execute_command::{GENERATE_DOCKERIGNORE, LOOK_UP_IMAGE};
use crate::lsp::convert;
use crate::lsp::kinds::Opened;
use crate::lsp::session::{Session, Snapshot};
use crate::settings::RegistryMode;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command,
    TextDocumentIdentifier, Url,
};
use serde::{Deserialize, Serialize};
use strates_analysis::edit::TextEdit;
use strates_analysis::features::actions::{self, Action, ActionKind};
use strates_analysis::features::diagnostics::diagnostics;
use strates_analysis::ignore_file::{self, IgnoreDocument};
use strates_analysis::text::ByteRange;
use strates_registry::Failure;

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
    /// Where the FROM starts whose image is to be pinned instead.
    pin: Option<usize>,
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
    found.extend(actions::image_actions(document, &range, &snapshot.images));
    found.extend(look_up(session, snapshot, &range));
    // Who wants all edits at once cannot wait for a registry.
    found.retain(|action| action.pins.is_none() || session.abilities().resolves_actions);
    if fixes_all {
        found.extend(actions::fix_everything(&wrong));
    }
    let wanted = found.iter().filter(|action| is_wanted(&kind(action)));
    wanted
        .map(|action| {
            let action = code_action(session, snapshot, action);
            let is_ready = action.edit.is_some() || action.command.is_some();
            CodeActionOrCommand::CodeAction(
                match is_ready || session.abilities().resolves_actions {
                    true => action,
                    false => resolve(session, snapshot, action),
                },
            )
        })
        .collect()
}

/// Only where registries may be asked, and this one may tell something new.
fn look_up(session: &Session, snapshot: &Snapshot, range: &ByteRange) -> Option<Action> {
    if session.configuration.of(&snapshot.uri).registry.mode == RegistryMode::Offline {
        return None;
    }
    let (action, image) = actions::look_up(&snapshot.document, range, &*snapshot.folder)?;
    session.registry.may_look_up(&image).then_some(action)
}

/// What mends the lines of an ignore file.
pub fn of_ignore_file(
    session: &Session,
    snapshot: &Snapshot<IgnoreDocument>,
    params: CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let is_wanted = |only: &Vec<CodeActionKind>| {
        let mut kinds = only.iter();
        kinds.any(|wanted| is_part_of(&CodeActionKind::QUICKFIX, wanted))
    };
    if !params.context.only.as_ref().is_none_or(is_wanted) {
        return Vec::new();
    }
    let tree = session.tree_now(snapshot);
    let levels = &snapshot.checks.levels;
    let wrong = ignore_file::diagnostics(&snapshot.document, tree.as_deref(), levels);
    let found = actions::fixes_at(&wrong, &snapshot.bytes(params.range));
    let found = found
        .iter()
        .map(|action| code_action(session, snapshot, action));
    found.map(CodeActionOrCommand::CodeAction).collect()
}

pub fn document_of(action: &CodeAction) -> Option<TextDocumentIdentifier> {
    let uri = data_of(action)?.uri;
    Some(TextDocumentIdentifier { uri })
}

fn data_of(action: &CodeAction) -> Option<Data> {
    serde_json::from_value(action.data.clone()?).ok()
}

/// Nothing where the registry does not tell, and a word why.
fn pin(session: &Session, snapshot: &Snapshot, start: usize) -> Vec<TextEdit> {
    let Some(image) = actions::image_at(&snapshot.document, start) else {
        return Vec::new();
    };
    let is_offline = session.configuration.of(&snapshot.uri).registry.mode == RegistryMode::Offline;
    let digest = match is_offline {
        true => Err(Failure::Offline),
        false => session.registry.digest(&image),
    };
    match digest {
        Ok(digest) => actions::pin(&snapshot.document, start, &digest).unwrap_or_default(),
        Err(failure) => {
            session
                .outbox
                .warn(failure.text().get(snapshot.lang).to_owned());
            Vec::new()
        }
    }
}

/// Whether a registry is asked for its edits.
pub fn waits(action: &CodeAction) -> bool {
    data_of(action).is_some_and(|data| data.pin.is_some())
}

/// The edits as the document is now.
pub fn resolve(session: &Session, snapshot: &Snapshot, mut action: CodeAction) -> CodeAction {
    if let Some(data) = data_of(&action) {
        let code = data.code.as_deref();
        let edits = match data.pin {
            Some(start) => pin(session, snapshot, start),
            None => actions::fix_all(&snapshot.document, &snapshot.setup(), code),
        };
        let versioned = session.abilities().versions_edits;
        // What cannot be applied without harm is left out, and perhaps nothing remains.
        let edit =
            (!edits.is_empty()).then(|| convert::workspace_edit(snapshot, &edits, versioned));
        action.edit = edit;
    }
    action
}

fn code_action<D: Opened>(
    session: &Session,
    snapshot: &Snapshot<D>,
    action: &Action,
) -> CodeAction {
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
        pin: action.pins,
    };
    let mends = action.mends.as_ref();
    let uri = || snapshot.uri.as_str().into();
    let command = match action.looks_up {
        Some(stage) => Some((LOOK_UP_IMAGE, vec![uri(), stage.into()])),
        None => action
            .makes_ignore_file
            .then(|| (GENERATE_DOCKERIGNORE, vec![uri()])),
    };
    let command = command.map(|(command, arguments)| Command {
        title: action.title.get(snapshot.lang),
        command: command.to_owned(),
        arguments: Some(arguments),
    });
    let is_ready = edit.is_some() || command.is_some();
    CodeAction {
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
