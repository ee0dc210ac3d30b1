//! A `.dockerignore` to begin with: what a project of its kind keeps that no image needs.

use crate::Document;
use crate::context::{BuildContext, Entry, Ignore};
use crate::model::{Body, Keyword, Source};

/// A kind of project: a file that tells it, and what its tools leave behind.
struct Stack {
    signs: &'static [&'static str],
    title: &'static str,
    patterns: &'static [&'static str],
}

const ALWAYS: [&str; 9] = [
    ".git",
    ".gitignore",
    ".env",
    ".env.*",
    "!.env.example",
    "**/*.log",
    "**/.DS_Store",
    ".idea",
    ".vscode",
];

const DOCKER: [&str; 4] = [
    "Dockerfile*",
    "*.Dockerfile",
    "compose*.y*ml",
    ".dockerignore",
];

const STACKS: [Stack; 8] = [
    Stack {
        signs: &["package.json"],
        title: "Node",
        patterns: &[
            "**/node_modules",
            "npm-debug.log*",
            "coverage",
            "dist",
            "build",
            ".next",
        ],
    },
    Stack {
        signs: &["requirements.txt", "pyproject.toml", "setup.py", "Pipfile"],
        title: "Python",
        patterns: &[
            "**/__pycache__",
            "**/*.pyc",
            ".venv",
            "venv",
            ".pytest_cache",
            ".mypy_cache",
        ],
    },
    Stack {
        signs: &["go.mod"],
        title: "Go",
        patterns: &["bin", "**/*.test", "coverage.out"],
    },
    Stack {
        signs: &["Cargo.toml"],
        title: "Rust",
        patterns: &["target"],
    },
    Stack {
        signs: &["pom.xml", "build.gradle", "build.gradle.kts"],
        title: "Java",
        patterns: &["target", "build", ".gradle", "out"],
    },
    Stack {
        signs: &["composer.json"],
        title: "PHP",
        patterns: &["vendor"],
    },
    Stack {
        signs: &["Gemfile"],
        title: "Ruby",
        patterns: &[".bundle", "vendor/bundle", "log/*", "tmp/*"],
    },
    Stack {
        signs: &["*.sln", "*.csproj", "*.fsproj"],
        title: ".NET",
        patterns: &["**/bin", "**/obj", ".vs"],
    },
];

/// The text of the file; what the Dockerfile copies by name stays in the context.
pub fn dockerignore(document: &Document, context: &dyn BuildContext) -> String {
    let entries = context.list("").unwrap_or_default();
    let copied = copied(document);
    let is_free = |pattern: &&str| {
        let ignore = Ignore::read(pattern);
        !copied.iter().any(|path| ignore.leaves_out(path))
    };
    let mut text = String::new();
    let mut section = |title: &str, patterns: &[&str]| {
        let free: Vec<&str> = patterns
            .iter()
            .copied()
            .filter(|each| is_free(each))
            .collect();
        if !free.is_empty() {
            let blank = if text.is_empty() { "" } else { "\n" };
            text += &format!("{blank}# {title}\n{}\n", free.join("\n"));
        }
    };
    section("Git, secrets, editors", &ALWAYS);
    section("Docker", &DOCKER);
    for stack in STACKS.iter().filter(|stack| stack.is_used(&entries)) {
        section(stack.title, stack.patterns);
    }
    text
}

/// Whether a pattern is for what a tool may leave behind some day.
pub(crate) fn is_usual(pattern: &str) -> bool {
    let bare = |pattern: &str| {
        let pattern = pattern.trim_start_matches(['!', '/']).trim_end_matches('/');
        let pattern = pattern.strip_prefix("**/").unwrap_or(pattern);
        pattern.strip_suffix("/**").unwrap_or(pattern).to_owned()
    };
    let pattern = bare(pattern);
    let of_stacks = STACKS.iter().flat_map(|stack| stack.patterns);
    let mut usual = ALWAYS.iter().chain(&DOCKER).chain(of_stacks);
    usual.any(|usual| bare(usual) == pattern)
}

impl Stack {
    fn is_used(&self, entries: &[Entry]) -> bool {
        let is_sign = |name: &str, sign: &str| match sign.strip_prefix('*') {
            Some(end) => name.ends_with(end),
            None => name == sign,
        };
        let mut names = entries.iter().map(|entry| entry.name.as_str());
        names.any(|name| self.signs.iter().any(|sign| is_sign(name, sign)))
    }
}

/// What the file takes from the context by name.
fn copied(document: &Document) -> Vec<String> {
    let instructions = document.dockerfile().instructions();
    let sources = instructions.filter_map(|located| {
        let instruction = located.instruction;
        let is_transfer = matches!(instruction.keyword, Keyword::Copy | Keyword::Add);
        let from_stage = instruction.flags.iter().any(|flag| flag.is_named("from"));
        match &instruction.body {
            Body::Transfer(transfer) if is_transfer && !from_stage => Some(&transfer.sources),
            _ => None,
        }
    });
    let paths = sources.flatten().filter_map(|source| match source {
        Source::Path(word) => Some(word.text.trim_matches('"').trim_start_matches("./")),
        Source::Heredoc(_) => None,
    });
    paths
        .filter(|path| !matches!(*path, "" | "." | "/" | "*"))
        .map(|path| path.trim_matches('/').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::IgnoreFile;

    struct Context(&'static [&'static str]);

    impl BuildContext for Context {
        fn list(&self, _: &str) -> Option<Vec<Entry>> {
            let entries = self.0.iter().map(|name| Entry {
                name: (*name).to_owned(),
                is_folder: false,
                bytes: 0,
            });
            Some(entries.collect())
        }

        fn dockerfile(&self) -> Option<String> {
            None
        }

        fn ignore_file(&self) -> Option<IgnoreFile> {
            None
        }
    }

    #[test]
    fn each_kind_of_project_has_its_own_patterns() {
        let text = |files, dockerfile| dockerignore(&Document::new(dockerfile), &Context(files));
        let node = text(&["package.json"], "FROM a\nCOPY . .\n");
        assert!(node.contains("# Node\n**/node_modules\n") && !node.contains("Python"));
        assert!(text(&["a.csproj"], "FROM a\n").contains("# .NET\n"));
        assert!(node.starts_with("# Git, secrets, editors\n.git\n"));
    }

    #[test]
    fn what_is_copied_by_name_stays() {
        let file = "FROM a\nCOPY dist ./dist\nCOPY .env /\nCOPY --from=b build /\n";
        let text = dockerignore(&Document::new(file), &Context(&["package.json"]));
        assert!(!text.contains("\ndist\n") && !text.contains("\n.env\n"));
        assert!(text.contains("\nbuild\n"));
    }
}
