//! Asks ShellCheck in the background: one process at a time, and none for a text that has changed
//! meanwhile.

use super::session::Session;
use crate::shellcheck::{arguments, comments, on_path};
use lsp_types::Url;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use strates_analysis::msg;
use strates_analysis::shell::check::{Question, questions};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::Notify;
use tokio::time::timeout;

#[derive(Default)]
pub struct ShellCheck {
    asked: Mutex<BTreeSet<Url>>,
    wake: Notify,
    /// A document was edited or closed: what is being asked may be outdated.
    changed: Notify,
    /// There are answers to show.
    has_answers: AtomicBool,
    /// The programs that did not work, each told once.
    broken: Mutex<BTreeSet<PathBuf>>,
}

/// A script that takes longer is left alone.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many answers are shown together.
const AT_ONCE: usize = 20;
/// Who types gets an answer when the hand rests.
const PAUSE: Duration = Duration::from_millis(200);

impl ShellCheck {
    /// After a document was opened, edited or closed.
    pub fn ask(&self, uri: Url) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(uri);
        self.wake.notify_one();
        self.changed.notify_waiters();
    }

    pub fn has_answers(&self) -> bool {
        self.has_answers.load(Ordering::Relaxed)
    }

    /// After a change of settings: a program that did not work may do so now.
    pub fn start_over(&self) {
        let mut broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
        broken.clear();
    }

    fn take(&self) -> BTreeSet<Url> {
        std::mem::take(&mut self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

pub async fn ask_as_needed(session: Arc<Session>) {
    loop {
        session.shellcheck.wake.notified().await;
        // More keys may follow.
        while timeout(PAUSE, session.shellcheck.changed.notified())
            .await
            .is_ok()
        {}
        for uri in session.shellcheck.take() {
            check(&session, uri).await;
        }
    }
}

async fn check(session: &Arc<Session>, uri: Url) {
    let Some(program) = program(session, &uri) else {
        return;
    };
    let mut news = 0;
    for question in open_questions(session, &uri).await {
        let changed = session.shellcheck.changed.notified();
        tokio::select! {
            answer = ask(&program, &question) => match answer {
                Ok(()) => {
                    news += 1;
                    session.shellcheck.has_answers.store(true, Ordering::Relaxed);
                    if news % AT_ONCE == 0 {
                        session.folder_changed(uri.clone());
                    }
                }
                Err(error) => {
                    complain(session, &program, &error, &uri);
                    break;
                }
            },
            // The process is killed with its future. What is left is asked when the hand rests.
            () = changed => {
                session.shellcheck.ask(uri.clone());
                break;
            }
        }
    }
    if news % AT_ONCE > 0 {
        session.folder_changed(uri);
    }
}

/// The scripts of the document as it is now that have no answer yet.
async fn open_questions(session: &Arc<Session>, uri: &Url) -> Vec<Question> {
    let Some(open) = session.documents.get(uri) else {
        return Vec::new();
    };
    let document = open.document;
    let open = tokio::task::spawn_blocking(move || {
        let questions = questions(&document).into_iter();
        questions
            .filter(|question| !question.is_answered())
            .collect()
    });
    open.await.unwrap_or_default()
}

fn program(session: &Session, uri: &Url) -> Option<PathBuf> {
    let settled = session.configuration.of(uri).shellcheck_path.clone();
    let program = settled.map(PathBuf::from).or_else(on_path)?;
    let broken = session.shellcheck.broken.lock();
    let is_broken = broken
        .unwrap_or_else(PoisonError::into_inner)
        .contains(&program);
    (!is_broken).then_some(program)
}

/// Keeps the answer with the instruction; an answer that is none counts as one without comments.
async fn ask(program: &Path, question: &Question) -> std::io::Result<()> {
    let mut process = Command::new(program)
        .args(arguments(question))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let text = question.text.clone();
    let mut input = process.stdin.take();
    let feed = async move {
        if let Some(input) = &mut input {
            // A program that has gone says so by its answer.
            let _ = input.write_all(text.as_bytes()).await;
        }
    };
    let both = async { tokio::join!(feed, process.wait_with_output()).1 };
    match timeout(PATIENCE, both).await {
        Ok(output) => match comments(&output?.stdout) {
            Some(comments) => question.keep(&comments),
            None => return Err(std::io::ErrorKind::InvalidData.into()),
        },
        Err(_) => question.keep(&[]),
    }
    Ok(())
}

fn complain(session: &Session, program: &Path, error: &std::io::Error, uri: &Url) {
    let mut broken = session
        .shellcheck
        .broken
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if !broken.insert(program.to_owned()) {
        return;
    }
    let name = program.display();
    session.outbox.warn(msg!(
        session.configuration.lang_of(uri),
        en: "ShellCheck (`{name}`) could not be run, so it does not check the scripts: {error}. Set `shellcheck.path` to a program that works.",
        fr: "ShellCheck (`{name}`) n'a pas pu être exécuté et ne vérifie donc pas les scripts\u{a0}: {error}. Indiquez dans `shellcheck.path` un programme qui fonctionne.",
    ));
}
