//! What the client can do, read once from its `initialize`.

use lsp_types::{
    ClientCapabilities, CompletionClientCapabilities, CompletionItemTag, InsertTextMode,
    MarkupKind, PositionEncodingKind, ResourceOperationKind,
};
use strates_analysis::text::Encoding;

#[derive(Clone, Debug, PartialEq)]
pub struct Abilities {
    pub encoding: Encoding,
    pub pulls_diagnostics: bool,
    pub refreshes_diagnostics: bool,
    pub nests_symbols: bool,
    pub folding_limit: Option<usize>,
    pub gives_configuration: bool,
    pub registers_configuration: bool,
    pub registers_watchers: bool,
    pub creates_progress: bool,
    /// Its user wants no Markdown.
    pub plain_hovers: bool,
    pub shows_tokens: bool,
    pub draws_lenses: bool,
    pub refreshes_lenses: bool,
    pub refreshes_hints: bool,
    pub shows_documents: bool,
    /// It shows what commands return, so that nothing else needs to.
    pub shows_answers: bool,
    /// Edits may name the version of the document that they are for.
    pub versions_edits: bool,
    /// The edits of an action may be left until it is chosen.
    pub resolves_actions: bool,
    /// It makes files when an edit says so.
    pub creates_files: bool,
    /// It draws the name that a definition was asked for.
    pub links_definitions: bool,
    pub links_declarations: bool,
    /// It asks whether something can be renamed before its user types a name.
    pub prepares_renames: bool,
    pub shows_link_tooltips: bool,
    /// Parameters may be given as places in their signature.
    pub places_parameters: bool,
    pub completing: Completing,
}

/// What it does with what is offered while typing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completing {
    pub snippets: bool,
    /// Its user chooses whether the rest of a word stays.
    pub inserts: bool,
    pub markdown: bool,
    pub tags: bool,
    /// What tags were before.
    pub deprecates: bool,
    /// It can leave indents as they are written.
    pub keeps_indents: bool,
}

impl Abilities {
    /// Of a client that has not introduced itself.
    pub const NONE: Abilities = Abilities {
        encoding: Encoding::Utf16,
        pulls_diagnostics: false,
        refreshes_diagnostics: false,
        nests_symbols: false,
        folding_limit: None,
        gives_configuration: false,
        registers_configuration: false,
        registers_watchers: false,
        creates_progress: false,
        plain_hovers: false,
        shows_tokens: false,
        draws_lenses: false,
        refreshes_lenses: false,
        refreshes_hints: false,
        shows_documents: false,
        shows_answers: false,
        versions_edits: false,
        resolves_actions: false,
        creates_files: false,
        links_definitions: false,
        links_declarations: false,
        prepares_renames: false,
        shows_link_tooltips: false,
        places_parameters: false,
        completing: Completing {
            snippets: false,
            inserts: false,
            markdown: false,
            tags: false,
            deprecates: false,
            keeps_indents: false,
        },
    };

    pub fn of(client: &ClientCapabilities) -> Abilities {
        let document = client.text_document.clone().unwrap_or_default();
        let workspace = client.workspace.clone().unwrap_or_default();
        let folding = document.folding_range.unwrap_or_default();
        let yes = |ability: Option<bool>| ability.unwrap_or(false);
        Abilities {
            encoding: encoding(client),
            pulls_diagnostics: document.diagnostic.is_some(),
            refreshes_diagnostics: workspace
                .diagnostic
                .is_some_and(|diagnostic| yes(diagnostic.refresh_support)),
            nests_symbols: document
                .document_symbol
                .is_some_and(|symbol| yes(symbol.hierarchical_document_symbol_support)),
            folding_limit: folding.range_limit.map(|limit| limit as usize),
            gives_configuration: yes(workspace.configuration),
            registers_configuration: workspace
                .did_change_configuration
                .is_some_and(|configuration| yes(configuration.dynamic_registration)),
            registers_watchers: workspace
                .did_change_watched_files
                .is_some_and(|files| yes(files.dynamic_registration)),
            creates_progress: client
                .window
                .as_ref()
                .is_some_and(|window| yes(window.work_done_progress)),
            // The first format is the one that the client likes best.
            plain_hovers: document
                .hover
                .and_then(|hover| hover.content_format?.into_iter().next())
                .is_some_and(|format| format == MarkupKind::PlainText),
            shows_tokens: document.semantic_tokens.is_some(),
            draws_lenses: document.code_lens.is_some(),
            refreshes_lenses: workspace
                .code_lens
                .is_some_and(|lens| yes(lens.refresh_support)),
            refreshes_hints: workspace
                .inlay_hint
                .is_some_and(|hint| yes(hint.refresh_support)),
            shows_documents: client
                .window
                .as_ref()
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|show| show.support),
            shows_answers: client
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/strates/showsAnswers")?.as_bool())
                .unwrap_or(false),
            versions_edits: workspace
                .workspace_edit
                .as_ref()
                .is_some_and(|edit| yes(edit.document_changes)),
            creates_files: workspace.workspace_edit.is_some_and(|edit| {
                let operations = edit.resource_operations.unwrap_or_default();
                yes(edit.document_changes) && operations.contains(&ResourceOperationKind::Create)
            }),
            completing: completing(document.completion),
            resolves_actions: document.code_action.is_some_and(|action| {
                let properties = action.resolve_support.map(|support| support.properties);
                let has_edit =
                    |properties: Vec<String>| properties.iter().any(|name| name == "edit");
                yes(action.data_support) && properties.is_some_and(has_edit)
            }),
            links_definitions: document
                .definition
                .is_some_and(|definition| yes(definition.link_support)),
            links_declarations: document
                .declaration
                .is_some_and(|declaration| yes(declaration.link_support)),
            prepares_renames: document
                .rename
                .is_some_and(|rename| yes(rename.prepare_support)),
            shows_link_tooltips: document
                .document_link
                .is_some_and(|link| yes(link.tooltip_support)),
            places_parameters: document
                .signature_help
                .and_then(|help| help.signature_information?.parameter_information)
                .is_some_and(|parameter| yes(parameter.label_offset_support)),
        }
    }
}

fn completing(client: Option<CompletionClientCapabilities>) -> Completing {
    let item = client.and_then(|client| client.completion_item);
    let item = item.unwrap_or_default();
    let yes = |ability: Option<bool>| ability.unwrap_or(false);
    let formats = item.documentation_format.unwrap_or_default();
    let tags = item.tag_support.map(|support| support.value_set);
    let modes = item.insert_text_mode_support;
    let modes = modes.map(|support| support.value_set).unwrap_or_default();
    Completing {
        snippets: yes(item.snippet_support),
        inserts: yes(item.insert_replace_support),
        markdown: formats.first() == Some(&MarkupKind::Markdown),
        tags: tags.is_some_and(|tags| tags.contains(&CompletionItemTag::DEPRECATED)),
        deprecates: yes(item.deprecated_support),
        keeps_indents: modes.contains(&InsertTextMode::AS_IS),
    }
}

/// The client's first choice among ours; UTF-16 is what the protocol falls back to.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client
        .general
        .as_ref()
        .and_then(|general| general.position_encodings.as_ref());
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    offered
        .and_then(|kinds| kinds.iter().find_map(known))
        .unwrap_or(Abilities::NONE.encoding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check_encoding(offered: serde_json::Value, expected: Encoding) {
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let capabilities = serde_json::from_value(capabilities).unwrap();
        assert_eq!(Abilities::of(&capabilities).encoding, expected);
    }

    #[test]
    fn takes_the_first_encoding_it_knows() {
        check_encoding(json!(["utf-8", "utf-16"]), Encoding::Utf8);
        check_encoding(json!(["utf-32", "utf-8"]), Encoding::Utf32);
        check_encoding(json!(["utf-7", "utf-16"]), Encoding::Utf16);
        check_encoding(json!(["utf-7"]), Encoding::Utf16);
        check_encoding(json!(null), Encoding::Utf16);
    }
}
