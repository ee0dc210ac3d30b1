//! What is asked about a Compose or Bake file: only what touches Dockerfiles.

use crate::build_files::{Build, BuildDocument, Format, Slot, Word, probe, relative};
use crate::lsp::convert;
use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionTextEdit, GotoDefinitionParams,
    GotoDefinitionResponse, Location, LocationLink, Range, TextEdit, Url,
};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use strates_analysis::features::navigation::OutsideName;
use strates_analysis::features::parameters::{Argument, arguments};
use strates_analysis::features::symbols::{Symbol, stages};
use strates_analysis::{Document, MAX_BYTES};

/// Where a value leads: a file, and places in it.
struct Goal {
    uri: Url,
    whole: Range,
    name: Range,
}

pub fn completion(
    session: &Session,
    snapshot: &Snapshot<BuildDocument>,
    params: CompletionParams,
) -> Vec<CompletionItem> {
    let byte = snapshot.byte(params.text_document_position.position);
    let (document, file) = (&snapshot.document, snapshot.uri.to_file_path().ok());
    let is_small = document.text().len() <= MAX_BYTES;
    let text = is_small.then(|| document.text().to_string());
    let probe = text.and_then(|text| probe(&text, byte, document.format()));
    let Some((file, probe)) = file.zip(probe) else {
        return Vec::new();
    };
    let item = |name: String, detail: Option<String>, kind: CompletionItemKind| CompletionItem {
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            snapshot.range(&probe.range),
            format!("{name}{}", probe.follows),
        ))),
        label: name,
        detail,
        kind: Some(kind),
        ..CompletionItem::default()
    };
    match probe.slot {
        Slot::Dockerfile => {
            let names = dockerfiles(session, &file, &probe.build).into_iter();
            let items = names.map(|name| item(name, None, CompletionItemKind::FILE));
            items.collect()
        }
        Slot::Target => {
            let named = dockerfile(session, &file, &probe.build);
            let stages = named.map(|(_, document)| named_stages(&document));
            let items = stages.into_iter().flatten();
            let kind = CompletionItemKind::CLASS;
            let items = items.map(|stage| item(stage.name, Some(stage.detail), kind));
            items.collect()
        }
        Slot::Argument => {
            let named = dockerfile(session, &file, &probe.build);
            let known = named.map(|(_, document)| arguments(&document));
            let given = |argument: &Argument| {
                let mut names = probe.build.arguments.iter();
                names.any(|name| name.text == argument.name)
            };
            let free = known
                .into_iter()
                .flatten()
                .filter(|argument| !given(argument));
            let kind = CompletionItemKind::VARIABLE;
            let items = free.map(|argument| {
                let default = argument.default.map(|default| format!("= {default}"));
                item(argument.name, default, kind)
            });
            items.collect()
        }
    }
}

pub fn definition(
    session: &Session,
    snapshot: &Snapshot<BuildDocument>,
    params: GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let file = snapshot.uri.to_file_path().ok()?;
    let builds = &snapshot.document.reading()?.builds;
    let (origin, goal) = builds.iter().find_map(|build| {
        let (slot, word) = word_at(build, byte)?;
        Some((word, goal(session, &file, build, slot, word)))
    })?;
    let goal = goal?;
    Some(match session.abilities().links_definitions {
        false => Location::new(goal.uri, goal.name).into(),
        true => GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: Some(snapshot.range(&origin.range)),
            target_uri: goal.uri,
            target_range: goal.whole,
            target_selection_range: goal.name,
        }]),
    })
}

fn word_at(build: &Build, byte: usize) -> Option<(Slot, &Word)> {
    let holds = |word: &&Word| word.range.start <= byte && byte <= word.range.end;
    let dockerfile = build.dockerfile.iter().map(|word| (Slot::Dockerfile, word));
    let target = build.target.iter().map(|word| (Slot::Target, word));
    let arguments = build.arguments.iter().map(|word| (Slot::Argument, word));
    let mut words = dockerfile.chain(target).chain(arguments);
    words.find(|(_, word)| holds(word))
}

fn goal(session: &Session, file: &Path, build: &Build, slot: Slot, word: &Word) -> Option<Goal> {
    let (path, document) = dockerfile(session, file, build)?;
    let uri = session.documents.uri_of(&path)?;
    let encoding = session.abilities().encoding;
    let place = |bytes| convert::range(document.text(), &bytes, encoding);
    let (whole, name) = match slot {
        Slot::Dockerfile => (0..0, 0..0),
        Slot::Target => {
            let mut stages = named_stages(&document).into_iter();
            let stage = stages.find(|stage| stage.name.eq_ignore_ascii_case(word.value()))?;
            (stage.range, stage.selection)
        }
        Slot::Argument => {
            let mut known = arguments(&document).into_iter();
            let argument = known.find(|argument| argument.name == word.text)?;
            (argument.instruction, argument.range)
        }
    };
    Some(Goal {
        uri,
        whole: place(whole),
        name: place(name),
    })
}

/// Where the builds of a Dockerfile give one of its names.
pub fn uses(session: &Session, dockerfile: &Url, name: &OutsideName) -> Vec<Location> {
    let Ok(path) = dockerfile.to_file_path() else {
        return Vec::new();
    };
    let workspace = session.configuration.folder_of(dockerfile);
    let files = {
        let open = |file: &Path| session.open_build_file(file);
        let workspace = workspace.as_deref();
        session.build_files.naming(&path, workspace, &open)
    };
    let encoding = session.abilities().encoding;
    let mut found = Vec::new();
    for file in files {
        let Some((uri, document)) = build_document(session, &file) else {
            continue;
        };
        let builds = document
            .reading()
            .into_iter()
            .flat_map(|reading| &reading.builds);
        let own = builds.filter(|build| build.dockerfile_path(&file).as_ref() == Some(&path));
        for build in own {
            let words: Vec<&Word> = match name {
                OutsideName::Stage(name) => {
                    let target = build.target.iter();
                    target
                        .filter(|word| word.value().eq_ignore_ascii_case(name))
                        .collect()
                }
                OutsideName::Argument(name) => {
                    let arguments = build.arguments.iter();
                    arguments.filter(|word| word.text == *name).collect()
                }
            };
            found.extend(words.into_iter().map(|word| {
                let range = convert::range(document.text(), &word.range, encoding);
                Location::new(uri.clone(), range)
            }));
        }
    }
    found
}

/// As it is open, or as it lies on the disk.
fn build_document(session: &Session, file: &Path) -> Option<(Url, Arc<BuildDocument>)> {
    let uri = session.documents.uri_of(file)?;
    if let Some(open) = session.open_build_file(file) {
        return Some((uri, open));
    }
    let format = Format::of(file.file_name()?.to_str()?)?;
    let text = fs::read(file).ok()?;
    let document = BuildDocument::new(&String::from_utf8_lossy(&text), format);
    Some((uri, Arc::new(document)))
}

/// Those with a name of their own.
fn named_stages(document: &Document) -> Vec<Symbol> {
    let has_name = |index: usize| {
        let stage = document.dockerfile().stages.get(index);
        let from = stage.and_then(|stage| stage.from());
        from.is_some_and(|from| from.name.is_some())
    };
    let stages = stages(document).into_iter().enumerate();
    let named = stages.filter(|(index, _)| has_name(*index));
    named.map(|(_, stage)| stage).collect()
}

/// The Dockerfile of a build, as it is open, or as it lies on the disk.
fn dockerfile(session: &Session, file: &Path, build: &Build) -> Option<(PathBuf, Arc<Document>)> {
    let path = build.dockerfile_path(file)?;
    let uri = session.documents.uri_of(&path)?;
    if let Some(open) = session.documents.get(&uri) {
        return Some((path, open.document));
    }
    let metadata = fs::metadata(&path).ok().filter(Metadata::is_file)?;
    let is_small = usize::try_from(metadata.len()).is_ok_and(|bytes| bytes <= MAX_BYTES);
    let text = is_small.then(|| fs::read(&path).ok())??;
    let document = Document::new(&String::from_utf8_lossy(&text));
    Some((path, Arc::new(document)))
}

/// As they are named from the context on.
fn dockerfiles(session: &Session, file: &Path, build: &Build) -> Vec<String> {
    let Some(context) = build.context_folder(file) else {
        return Vec::new();
    };
    let found = session.workspace.dockerfiles(&context).into_iter();
    let mut names: Vec<String> = found.filter_map(|path| relative(&path, &context)).collect();
    names.sort_by_key(|name| (name.matches('/').count(), name.clone()));
    names
}
