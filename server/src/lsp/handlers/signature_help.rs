use crate::lsp::session::{Session, Snapshot};
use lsp_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, SignatureHelp,
    SignatureHelpParams, SignatureInformation,
};
use strates_analysis::features::signature::{Parameter, Signature, signatures};

/// After these the next part begins.
pub const TRIGGERS: [&str; 6] = [" ", "=", ",", ":", "/", "["];

pub fn answer(
    session: &Session,
    snapshot: &Snapshot,
    params: SignatureHelpParams,
) -> Option<SignatureHelp> {
    let byte = snapshot.byte(params.text_document_position_params.position);
    let found = signatures(&snapshot.document, byte, snapshot.lang)?;
    let has_offsets = session.abilities().places_parameters;
    let active = found.forms.get(found.active).and_then(|form| form.active);
    Some(SignatureHelp {
        active_signature: u32::try_from(found.active).ok(),
        active_parameter: active.and_then(|active| u32::try_from(active).ok()),
        signatures: found
            .forms
            .into_iter()
            .map(|form| information(form, has_offsets))
            .collect(),
    })
}

fn information(form: Signature, has_offsets: bool) -> SignatureInformation {
    let outside = u32::try_from(form.parameters.len()).unwrap_or(u32::MAX);
    let active = form.active.and_then(|active| u32::try_from(active).ok());
    let parameters = form.parameters.into_iter();
    let parameters = parameters.map(|parameter| of_parameter(parameter, has_offsets));
    SignatureInformation {
        label: form.label,
        documentation: Some(markdown(form.documentation)),
        parameters: Some(parameters.collect()),
        // Where no part is meant, a client would draw the first one.
        active_parameter: Some(active.unwrap_or(outside)),
    }
}

fn of_parameter(parameter: Parameter, has_offsets: bool) -> ParameterInformation {
    ParameterInformation {
        label: match has_offsets {
            true => ParameterLabel::LabelOffsets([parameter.label.start, parameter.label.end]),
            false => ParameterLabel::Simple(parameter.text),
        },
        documentation: Some(markdown(parameter.documentation)),
    }
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    })
}
