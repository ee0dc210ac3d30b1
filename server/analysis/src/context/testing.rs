//! For the tests of this crate.

use super::{BuildContext, Entry, IgnoreFile};
use std::collections::BTreeSet;

/// Files by their paths, ten bytes each.
pub struct Files(pub &'static [&'static str]);

impl BuildContext for Files {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let inside = self.0.iter().filter_map(|path| path.strip_prefix(&prefix));
        let names: BTreeSet<_> = inside
            .map(|path| match path.split_once('/') {
                Some((folder, _)) => (folder, true),
                None => (path, false),
            })
            .collect();
        let entries = names.into_iter().map(|(name, is_folder)| Entry {
            name: name.to_owned(),
            is_folder,
            bytes: 10,
        });
        Some(entries.collect())
    }

    fn dockerfile(&self) -> Option<String> {
        Some("Dockerfile".to_owned())
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        None
    }
}
