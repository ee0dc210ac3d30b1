use crate::lsp::convert;
use crate::lsp::progress;
use crate::lsp::session::{Session, Snapshot};
use crate::lsp::slow;
use crate::lsp::workspace::{Stage, stages};
use lsp_types::{Location, SymbolInformation, Url, WorkspaceSymbolParams};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use strates_analysis::features::symbols::SymbolKind;
use strates_analysis::msg;
use tower_lsp::jsonrpc::Result;

const PATIENCE: Duration = Duration::from_secs(60);

pub async fn answer(
    session: Arc<Session>,
    params: WorkspaceSymbolParams,
) -> Result<Vec<SymbolInformation>> {
    let lang = session.configuration.lang();
    let title = msg!(lang, en: "Searching for Dockerfiles", fr: "Recherche des Dockerfile");
    let token = params.work_done_progress_params.work_done_token;
    let search = Search::new(&session, params.query);
    let stop = StopWhenDropped(search.stop.clone());
    let workspace = session.clone();
    let found = slow::on_a_thread(lang, PATIENCE, move || search.run(&workspace));
    let found = progress::noticed(&session, token, title, found).await;
    drop(stop);
    found
}

/// What to search, as it was when the request came in.
struct Search {
    query: String,
    folders: Vec<PathBuf>,
    open: Vec<(Url, Option<Snapshot>)>,
    stop: Arc<AtomicBool>,
}

/// A cancelled request drops it, and the walk ends.
struct StopWhenDropped(Arc<AtomicBool>);

impl Drop for StopWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Search {
    fn new(session: &Session, query: String) -> Search {
        let snapshot = |uri: Url| (uri.clone(), session.snapshot(&uri));
        Search {
            query: query.to_lowercase(),
            folders: session.configuration.folders(),
            open: session
                .documents
                .known()
                .into_iter()
                .map(snapshot)
                .collect(),
            stop: Arc::default(),
        }
    }

    fn run(self, session: &Session) -> Vec<SymbolInformation> {
        let encoding = session.abilities().encoding;
        let mut found = Vec::new();
        let mut open = Vec::new();
        for (uri, snapshot) in &self.open {
            open.extend(uri.to_file_path());
            if let Some(snapshot) = snapshot {
                found.extend(self.matching(uri, &stages(&snapshot.document, encoding)));
            }
        }
        for (path, stages) in session
            .workspace
            .stages(&self.folders, encoding, &self.stop)
        {
            if let (false, Ok(uri)) = (open.contains(&path), Url::from_file_path(&path)) {
                found.extend(self.matching(&uri, &stages));
            }
        }
        found
    }

    fn matching(&self, uri: &Url, stages: &[Stage]) -> Vec<SymbolInformation> {
        let container = self.shown(uri);
        let found = stages
            .iter()
            .filter(|stage| is_match(&self.query, &stage.name));
        let information = |stage: &Stage| {
            let location = Location::new(uri.clone(), stage.range);
            convert::symbol_information(
                stage.name.clone(),
                SymbolKind::Stage,
                location,
                container.as_deref(),
            )
        };
        found.map(information).collect()
    }

    /// The file as users know it: from the folder of the workspace on.
    fn shown(&self, uri: &Url) -> Option<String> {
        let path = uri.to_file_path().ok()?;
        let within = self
            .folders
            .iter()
            .find_map(|folder| path.strip_prefix(folder).ok());
        let shown = within.or_else(|| path.file_name().map(Path::new))?;
        Some(shown.display().to_string())
    }
}

/// All letters of the query, in this order.
fn is_match(query: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .all(|letter| letters.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_letters_in_order() {
        assert!(is_match("", "build"));
        assert!(is_match("bd", "Build"));
        assert!(is_match("build", "build"));
        assert!(!is_match("db", "build"));
        assert!(!is_match("buildx", "build"));
    }
}
