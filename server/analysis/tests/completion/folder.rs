//! A build context in memory.

use strates_analysis::context::{BuildContext, Entry, IgnoreFile};

pub struct TestFolder(Vec<&'static str>);

impl TestFolder {
    pub fn new() -> TestFolder {
        TestFolder(vec![
            "Dockerfile",
            ".dockerignore",
            "main.js",
            "package.json",
            "my file.txt",
            "secret.key",
            "src/main.js",
            "src/lib/a.js",
            "src/été.txt",
            "node_modules/a/index.js",
            "[id].tsx",
            "src/[id]/a$b.js",
            "src/[id]/c.js",
        ])
    }
}

impl BuildContext for TestFolder {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let start = match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let inside = self.0.iter().filter_map(|path| path.strip_prefix(&start));
        let mut entries: Vec<Entry> = Vec::new();
        for path in inside {
            let (name, is_folder) = match path.split_once('/') {
                Some((name, _)) => (name, true),
                None => (path, false),
            };
            if !entries.iter().any(|entry| entry.name == name) {
                entries.push(Entry {
                    name: name.to_owned(),
                    is_folder,
                    bytes: 1,
                });
            }
        }
        (!entries.is_empty()).then_some(entries)
    }

    fn dockerfile(&self) -> Option<String> {
        Some("Dockerfile".to_owned())
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        Some(IgnoreFile {
            name: ".dockerignore".to_owned(),
            text: "node_modules\n*.key\n".to_owned(),
        })
    }
}
