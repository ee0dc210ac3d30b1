//! The open documents of every kind. The map stays private: a guard of it held across an await would park the
//! server for ever, so only clones leave, and new documents are computed outside.

use super::kinds::{Content, Kind, Opened};
use dashmap::DashMap;
use lsp_types::Url;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use strates_analysis::Document;
use strates_analysis::text::{Change, Encoding};

#[derive(Default)]
pub struct Documents {
    known: DashMap<Url, Known>,
    revisions: AtomicU64,
}

#[derive(Clone)]
enum Known {
    InSync(Open<Content>),
    /// Its text is no longer the client's, until it is opened anew.
    OutOfSync(Kind),
}

#[derive(Clone)]
pub struct Open<D = Arc<Document>> {
    pub document: D,
    pub version: i32,
    /// Another one for each text that the server has seen, also of a document opened anew.
    pub revision: u64,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Edited {
    Done,
    NotOpen,
    OutOfSync,
    /// The version does not follow the one that is known.
    OutOfOrder {
        known: i32,
    },
}

impl Documents {
    pub fn open(&self, uri: Url, kind: Kind, version: i32, text: &str) {
        let open = self.opened(Content::new(kind, text), version);
        self.known.insert(uri, Known::InSync(open));
    }

    pub fn edit(&self, uri: &Url, version: i32, changes: &[Change], encoding: Encoding) -> Edited {
        let known = self.known.get(uri).map(|known| known.clone());
        let open = match known {
            None => return Edited::NotOpen,
            Some(Known::OutOfSync(_)) => return Edited::OutOfSync,
            Some(Known::InSync(open)) => open,
        };
        if version <= open.version {
            return Edited::OutOfOrder {
                known: open.version,
            };
        }
        let open = self.opened(open.document.edit(changes, encoding), version);
        self.known.insert(uri.clone(), Known::InSync(open));
        Edited::Done
    }

    /// What was not known at all may have been a Dockerfile.
    pub fn lose(&self, uri: Url) {
        let kind = self.kind(&uri).unwrap_or(Kind::Dockerfile);
        self.known.insert(uri, Known::OutOfSync(kind));
    }

    /// Which kind of document it was.
    pub fn close(&self, uri: &Url) -> Option<Kind> {
        let (_, known) = self.known.remove(uri)?;
        Some(known.kind())
    }

    /// An open Dockerfile. `None` also when it is out of sync: nothing right can be said of it.
    pub fn get(&self, uri: &Url) -> Option<Open> {
        self.get_as::<Document>(uri)
    }

    /// The same for a document of any kind.
    pub fn get_as<D: Opened>(&self, uri: &Url) -> Option<Open<Arc<D>>> {
        let known = self.known.get(uri).map(|known| known.clone());
        let Some(Known::InSync(open)) = known else {
            return None;
        };
        Some(Open {
            document: D::of(&open.document)?,
            version: open.version,
            revision: open.revision,
        })
    }

    /// How the client names a file: of one that is open, it may write the name in another way than ours.
    pub fn uri_of(&self, path: &Path) -> Option<Url> {
        let ours = Url::from_file_path(path).ok()?;
        if self.known.contains_key(&ours) {
            return Some(ours);
        }
        let mut open = self.known.iter().map(|entry| entry.key().clone());
        let theirs = open.find(|uri| uri.to_file_path().is_ok_and(|open| open == path));
        theirs.or(Some(ours))
    }

    pub fn kind(&self, uri: &Url) -> Option<Kind> {
        self.known.get(uri).map(|known| known.kind())
    }

    /// Those about which something is said, also when they are out of sync.
    pub fn known(&self) -> Vec<Url> {
        let judged = self.known.iter().filter(|entry| entry.kind().is_judged());
        judged.map(|entry| entry.key().clone()).collect()
    }

    /// The Dockerfile that is open, where there is but one.
    pub fn only(&self) -> Option<Url> {
        let entries = self.known.iter();
        let mut dockerfiles = entries.filter(|entry| entry.kind() == Kind::Dockerfile);
        let only = dockerfiles.next()?.key().clone();
        dockerfiles.next().is_none().then_some(only)
    }

    fn opened(&self, document: Content, version: i32) -> Open<Content> {
        let revision = self.revisions.fetch_add(1, Ordering::Relaxed);
        Open {
            document,
            version,
            revision,
        }
    }
}

impl Known {
    fn kind(&self) -> Kind {
        match self {
            Known::InSync(open) => open.document.kind(),
            Known::OutOfSync(kind) => *kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strates_analysis::ignore_file::IgnoreDocument;

    fn uri() -> Url {
        Url::parse("file:///Dockerfile").unwrap()
    }

    fn edit(documents: &Documents, version: i32) -> Edited {
        let changes = [Change {
            range: None,
            text: "FROM b".to_owned(),
        }];
        documents.edit(&uri(), version, &changes, Encoding::Utf16)
    }

    fn text(documents: &Documents) -> Option<String> {
        documents
            .get(&uri())
            .map(|open| open.document.text().to_string())
    }

    #[test]
    fn edits_only_what_is_open_and_in_order() {
        let documents = Documents::default();
        assert_eq!(edit(&documents, 1), Edited::NotOpen);
        documents.open(uri(), Kind::Dockerfile, 3, "FROM a");
        assert_eq!(edit(&documents, 3), Edited::OutOfOrder { known: 3 });
        assert_eq!(text(&documents).as_deref(), Some("FROM a"));
        assert_eq!(edit(&documents, 5), Edited::Done);
        assert_eq!(text(&documents).as_deref(), Some("FROM b"));
        documents.close(&uri());
        assert_eq!(edit(&documents, 6), Edited::NotOpen);
    }

    #[test]
    fn a_lost_document_comes_back_when_it_is_opened() {
        let documents = Documents::default();
        documents.open(uri(), Kind::Dockerfile, 1, "FROM a");
        documents.lose(uri());
        assert_eq!((text(&documents), documents.known().len()), (None, 1));
        assert_eq!(edit(&documents, 2), Edited::OutOfSync);
        documents.open(uri(), Kind::Dockerfile, 1, "FROM a");
        assert_eq!(text(&documents).as_deref(), Some("FROM a"));
    }

    #[test]
    fn each_kind_is_asked_for_by_its_own_name() {
        let documents = Documents::default();
        let ignore_file = Url::parse("file:///.dockerignore").unwrap();
        let foreign = Url::parse("file:///ci.yaml").unwrap();
        documents.open(uri(), Kind::Dockerfile, 1, "FROM a");
        documents.open(ignore_file.clone(), Kind::IgnoreFile, 1, "a");
        documents.open(foreign.clone(), Kind::Other, 1, "a: b");
        assert!(documents.get(&ignore_file).is_none());
        assert!(documents.get_as::<IgnoreDocument>(&ignore_file).is_some());
        assert!(documents.get_as::<IgnoreDocument>(&uri()).is_none());
        assert_eq!(documents.only(), Some(uri()));
        assert!(!documents.known().contains(&foreign));
        documents.lose(ignore_file.clone());
        assert_eq!(documents.kind(&ignore_file), Some(Kind::IgnoreFile));
        assert!(documents.get_as::<IgnoreDocument>(&ignore_file).is_none());
    }

    #[test]
    fn a_file_is_found_however_the_client_writes_its_name() {
        let documents = Documents::default();
        let theirs = Url::parse("file:///c%3A/a%20%28b%29/Dockerfile").unwrap();
        let path = theirs.to_file_path().unwrap();
        let ours = Url::from_file_path(&path).unwrap();
        assert_ne!(ours, theirs);
        assert_eq!(documents.uri_of(&path), Some(ours));
        documents.open(theirs.clone(), Kind::Dockerfile, 1, "FROM a");
        assert_eq!(documents.uri_of(&path), Some(theirs));
    }

    #[test]
    fn a_document_opened_anew_has_another_revision() {
        let documents = Documents::default();
        let revision = |documents: &Documents| documents.get(&uri()).unwrap().revision;
        documents.open(uri(), Kind::Dockerfile, 1, "FROM a");
        let first = revision(&documents);
        documents.open(uri(), Kind::Dockerfile, 1, "FROM b");
        assert_ne!(revision(&documents), first);
    }

    #[test]
    fn reading_while_writing_never_waits_for_ever() {
        let documents = Documents::default();
        documents.open(uri(), Kind::Dockerfile, 0, "FROM a");
        let open = documents.get(&uri());
        for uri in documents.known() {
            documents.lose(uri);
        }
        assert!(open.is_some() && documents.get(&uri()).is_none());
    }
}
