//! What the handlers share: one client, its documents, its settings.

use super::Ending;
use super::abilities::Abilities;
use super::configuration::Configuration;
use super::diagnostics::Publisher;
use super::documents::{Documents, Open};
use super::folders::{Folders, KnownFolder};
use super::kinds::{Kind, Opened};
use super::outbox::Outbox;
use super::outline::Outlines;
use super::output::Messages;
use super::presenting::Folder;
use super::quiz::Quiz;
use super::shellcheck::ShellCheck;
use super::token_results::TokenResults;
use super::trees::Trees;
use super::workspace::Workspace;
use crate::build_context::{Folder as Context, LastNames};
use crate::build_files::{BuildDocument, BuildFiles};
use crate::settings::{Checks, RegistryMode, Settings};
use lsp_types::{ClientCapabilities, Url};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;
use strates_analysis::Document;
use strates_analysis::features::diagnostics::Setup;
use strates_analysis::images::Images;
use strates_analysis::lang::Lang;
use strates_analysis::text::Encoding;
use strates_registry::{Mode, Registry, Silent};
use tower_lsp::Client;

pub struct Session {
    pub client: Client,
    pub outbox: Outbox,
    messages: Messages,
    pub registry: Registry,
    pub documents: Documents,
    pub configuration: Configuration,
    pub publisher: Publisher,
    pub token_results: TokenResults,
    pub outlines: Outlines,
    pub workspace: Workspace,
    pub quiz: Quiz,
    pub shown: Folder,
    pub folders: Folders,
    pub names: LastNames,
    pub build_files: BuildFiles,
    pub trees: Trees,
    pub shellcheck: ShellCheck,
    /// Goes up whenever documents that stay the same are judged differently.
    judgements: AtomicU64,
    itself: Weak<Session>,
    abilities: OnceLock<Abilities>,
    shut_down: AtomicBool,
}

const HINTS_LATER: Duration = Duration::from_millis(50);

/// A document as it stood when a request came in.
pub struct Snapshot<D = Document> {
    pub uri: Url,
    pub document: Arc<D>,
    pub version: i32,
    pub revision: u64,
    pub encoding: Encoding,
    pub lang: Lang,
    pub checks: Arc<Checks>,
    pub folder: Arc<KnownFolder>,
    pub judgement: u64,
    /// Those that are known without asking anybody.
    pub images: Silent,
    pub shows_shellcheck: bool,
}

impl<D> Clone for Snapshot<D> {
    fn clone(&self) -> Snapshot<D> {
        Snapshot {
            uri: self.uri.clone(),
            document: Arc::clone(&self.document),
            checks: Arc::clone(&self.checks),
            folder: Arc::clone(&self.folder),
            images: self.images.clone(),
            ..*self
        }
    }
}

impl Snapshot {
    /// The name of the file, without its folders.
    pub fn title(&self) -> String {
        let path = self.uri.to_file_path().ok();
        let name = path.as_deref().and_then(|path| path.file_name());
        name.map_or_else(
            || self.uri.to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    }

    /// What the document is held against.
    pub fn setup(&self) -> Setup<'_> {
        Setup {
            context: &*self.folder,
            images: &self.images,
            levels: &self.checks.levels,
            options: &self.checks.options,
            shellcheck: self.shows_shellcheck,
        }
    }
}

impl Session {
    pub fn new(
        client: Client,
        outbox: Outbox,
        messages: Messages,
        registry: Registry,
        environment: Lang,
    ) -> Arc<Session> {
        Arc::new_cyclic(|itself| Session {
            client,
            outbox,
            messages,
            registry,
            documents: Documents::default(),
            configuration: Configuration::new(environment),
            publisher: Publisher::default(),
            token_results: TokenResults::default(),
            outlines: Outlines::default(),
            workspace: Workspace::default(),
            quiz: Quiz::default(),
            shown: Folder::default(),
            folders: Folders::default(),
            names: LastNames::default(),
            build_files: BuildFiles::default(),
            trees: Trees::default(),
            shellcheck: ShellCheck::default(),
            judgements: AtomicU64::new(0),
            itself: itself.clone(),
            abilities: OnceLock::new(),
            shut_down: AtomicBool::new(false),
        })
    }

    pub fn start(&self, client: &ClientCapabilities) -> &Abilities {
        self.abilities.get_or_init(|| Abilities::of(client))
    }

    /// For work that outlives a handler.
    pub fn itself(&self) -> Weak<Session> {
        self.itself.clone()
    }

    pub fn abilities(&self) -> &Abilities {
        self.abilities.get().unwrap_or(&Abilities::NONE)
    }

    /// `None` for a Dockerfile that is not open, or whose text is not known any more.
    pub fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        self.snapshot_as(uri)
    }

    /// The same for a document of any kind.
    pub fn snapshot_as<D: Opened>(&self, uri: &Url) -> Option<Snapshot<D>> {
        let Open {
            document,
            version,
            revision,
        } = self.documents.get_as(uri)?;
        // Before what it counts the changes of, which may change while this is put together.
        let judgement = self.judgements.load(Ordering::Relaxed);
        Some(Snapshot {
            uri: uri.clone(),
            document,
            version,
            revision,
            encoding: self.abilities().encoding,
            lang: self.configuration.lang_of(uri),
            checks: self.configuration.checks_of(uri),
            folder: match D::HAS_CONTEXT {
                true => self.folder_of(uri),
                false => Arc::default(),
            },
            judgement,
            images: self.registry.silent(),
            shows_shellcheck: self.shellcheck.has_answers(),
        })
    }

    /// Sends a message that is written already.
    pub async fn send(&self, message: serde_json::Result<Vec<u8>>) {
        match message {
            Ok(message) => self.messages.send(message).await,
            Err(error) => self.outbox.log(error.to_string()),
        }
    }

    /// The build context of a Dockerfile, looked for on the disk.
    pub fn context_of(&self, document: &Url) -> Context {
        let path = document.to_file_path().ok();
        let workspace = self.configuration.folder_of(document);
        let settings = self.configuration.of(document);
        let settled = settings.context_folder.as_deref();
        let open = |file: &Path| self.open_build_file(file);
        let (path, workspace) = (path.as_deref(), workspace.as_deref());
        self.build_files.context_of(path, workspace, settled, &open)
    }

    pub fn open_build_file(&self, file: &Path) -> Option<Arc<BuildDocument>> {
        let uri = self.documents.uri_of(file)?;
        let open = self.documents.get_as::<BuildDocument>(&uri)?;
        Some(open.document)
    }

    /// Says nothing more about a document until it is opened anew.
    pub fn lose(&self, uri: Url) {
        self.documents.lose(uri.clone());
        self.token_results.forget(&uri);
        self.outlines.forget(&uri);
        match self.abilities().pulls_diagnostics {
            true => self.ask_for_pulls(),
            false => self.publisher.ask(uri),
        }
    }

    /// After a document of this kind was opened, changed or closed. Who pulls asks by itself.
    pub fn document_changed(&self, uri: Url, kind: Kind) {
        match kind {
            Kind::Dockerfile => self.shellcheck.ask(uri.clone()),
            // It may say another build context now.
            Kind::BuildFile(_) => self.folders.outdate(),
            _ => {}
        }
        if kind.is_judged() && !self.abilities().pulls_diagnostics {
            self.publisher.ask(uri);
        }
    }

    /// After a change of settings: tells what is wrong with them, in the language that they ask
    /// for, and has everything that depends on them asked for or published again.
    pub fn settings_changed(&self, has_effect: bool) {
        let lang = self.configuration.lang();
        for problem in self.configuration.take_unreported() {
            self.outbox.warn(problem.message(lang));
        }
        self.registry
            .set(registry_settings(&self.configuration.general()));
        if has_effect {
            // Another folder may be the build context now.
            self.folders.outdate();
            self.trees.outdate();
            self.judgements.fetch_add(1, Ordering::Relaxed);
            self.ask_for_counts();
            self.ask_again();
            self.shellcheck.start_over();
            for uri in self.documents.known() {
                self.shellcheck.ask(uri);
            }
        }
    }

    /// For what a person asks of a document: may have registries asked, unless the person does not
    /// want that.
    pub fn images(&self, snapshot: &Snapshot) -> Box<dyn Images> {
        match self.configuration.of(&snapshot.uri).registry.mode {
            RegistryMode::Auto => Box::new(self.registry.asking()),
            RegistryMode::Offline => Box::new(self.registry.silent()),
        }
    }

    /// After a registry or the local engine has said something new.
    pub fn images_changed(&self) {
        self.judgements.fetch_add(1, Ordering::Relaxed);
        self.ask_for_counts();
        self.ask_again();
    }

    /// After something changed beside documents, nobody knows which.
    pub fn folders_changed(&self) {
        self.judgements.fetch_add(1, Ordering::Relaxed);
        self.ask_again();
    }

    /// Has all documents judged again.
    fn ask_again(&self) {
        match self.abilities().pulls_diagnostics {
            true => self.ask_for_pulls(),
            false => {
                let known = self.documents.known().into_iter();
                known.for_each(|uri| self.publisher.ask(uri));
            }
        }
    }

    /// After something beside a document changed that its diagnostics depend on.
    pub fn folder_changed(&self, uri: Url) {
        self.judgements.fetch_add(1, Ordering::Relaxed);
        match self.abilities().pulls_diagnostics {
            true => self.ask_for_pulls(),
            false => self.publisher.ask(uri),
        }
    }

    fn ask_for_pulls(&self) {
        if self.abilities().refreshes_diagnostics {
            let client = self.client.clone();
            // A client that refuses will pull at the next edit.
            tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
        }
    }

    /// Has lenses and hints asked for again.
    pub fn ask_for_counts(&self) {
        let abilities = self.abilities();
        let (lenses, hints) = (abilities.refreshes_lenses, abilities.refreshes_hints);
        let client = self.client.clone();
        // A client that refuses will ask at the next edit.
        tokio::spawn(async move {
            if lenses {
                let _ = client.code_lens_refresh().await;
            }
            // Neovim redraws hints from before if it hears of both at once.
            tokio::time::sleep(HINTS_LATER).await;
            if hints {
                let _ = client.inlay_hint_refresh().await;
            }
        });
    }

    /// Which stages of a document keep their layer count to themselves.
    pub fn hides_counts(&self, uri: &Url) -> impl Fn(usize) -> bool + use<> {
        let is_quiz = self.configuration.of(uri).code_lens.quiz;
        let revealed = self.quiz.revealed(uri);
        move |stage| is_quiz && !revealed.contains(&stage)
    }

    pub fn shut_down(&self) {
        self.shut_down.store(true, Ordering::Relaxed);
    }

    pub fn ending(&self) -> Ending {
        match self.shut_down.load(Ordering::Relaxed) {
            true => Ending::Orderly,
            false => Ending::Abrupt,
        }
    }
}

fn registry_settings(settings: &Settings) -> strates_registry::Settings {
    let registry = &settings.registry;
    strates_registry::Settings {
        mode: match registry.mode {
            RegistryMode::Auto => Mode::Auto,
            RegistryMode::Offline => Mode::Offline,
        },
        allow: registry.allow.clone(),
        ..strates_registry::Settings::default()
    }
}
