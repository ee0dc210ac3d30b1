use crate::lsp::session::{Session, Snapshot};
use lsp_types::{CodeLens, CodeLensParams, Command, Position, Range, Url};
use serde::{Deserialize, Serialize};
use serde_json::json;
use strates_analysis::features::layers::bases::Bases;
use strates_analysis::features::lens::{self, Lens, Shows};

/// What a lens needs to find its title again.
#[derive(Serialize, Deserialize)]
pub struct Data {
    pub uri: Url,
    stage: Option<usize>,
    shows: String,
}

const NAMES: [(&str, Shows); 3] = [
    ("count", Shows::Count),
    ("fate", Shows::Fate),
    ("sum", Shows::Sum),
];

pub fn answer(session: &Session, snapshot: &Snapshot, _: CodeLensParams) -> Vec<CodeLens> {
    let settings = session.configuration.of(&snapshot.uri);
    if !settings.code_lens.layers {
        return Vec::new();
    }
    let hides = session.hides_counts(&snapshot.uri);
    let bases = Bases::new(&snapshot.images);
    let lenses = lens::lenses(&snapshot.document);
    let lenses = lenses.into_iter().filter_map(|lens| {
        let line = u32::try_from(lens.line).ok()?;
        let place = Position { line, character: 0 };
        Some(CodeLens {
            range: Range::new(place, place),
            // Some clients draw only lenses that have one from the start.
            command: Some(command(snapshot, &lens, &hides, &bases)?),
            data: serde_json::to_value(data(snapshot, &lens)).ok(),
        })
    });
    lenses.collect()
}

/// The lens as the document is now, and in the language that is in force now.
pub fn resolve(session: &Session, snapshot: &Snapshot, mut lens: CodeLens) -> CodeLens {
    let data = lens
        .data
        .clone()
        .and_then(|data| serde_json::from_value::<Data>(data).ok());
    let asked = data.and_then(|data| {
        let (_, shows) = NAMES.into_iter().find(|(name, _)| *name == data.shows)?;
        Some(Lens {
            line: lens.range.start.line as usize,
            stage: data.stage,
            shows,
        })
    });
    let hides = session.hides_counts(&snapshot.uri);
    let bases = Bases::new(&snapshot.images);
    if let Some(command) = asked.and_then(|asked| command(snapshot, &asked, &hides, &bases)) {
        lens.command = Some(command);
    }
    lens
}

fn data(snapshot: &Snapshot, lens: &Lens) -> Data {
    let name = NAMES.iter().find(|(_, shows)| *shows == lens.shows);
    Data {
        uri: snapshot.uri.clone(),
        stage: lens.stage,
        shows: name.map_or("", |(name, _)| name).to_owned(),
    }
}

/// `None` for a lens that has nothing to show.
fn command(
    snapshot: &Snapshot,
    lens: &Lens,
    hides: &dyn Fn(usize) -> bool,
    bases: &Bases,
) -> Option<Command> {
    let uri = &snapshot.uri;
    let title = lens::title(&snapshot.document, lens, hides, bases, snapshot.lang)?;
    let (command, arguments) = match (lens.shows, lens.stage) {
        (Shows::Count, Some(stage)) if hides(stage) => ("strates.revealCount", json!([uri, stage])),
        (Shows::Count, stage) => ("strates.explainCount", json!([uri, stage])),
        (_, Some(stage)) => ("strates.showLayers", json!([uri, stage])),
        (_, None) => ("strates.showLayers", json!([uri])),
    };
    Some(Command {
        title,
        command: command.to_owned(),
        arguments: arguments.as_array().cloned(),
    })
}
