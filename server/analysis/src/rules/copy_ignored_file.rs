use super::steps::Stages;
use super::values::Values;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::context::Ignore;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Source as From};
use std::cell::OnceCell;

pub const RULE: Rule = Rule {
    code: "CopyIgnoredFile",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy no file that `.dockerignore` excludes.",
        fr: "Ne pas copier de fichier que `.dockerignore` exclut.",
    },
    why: Text {
        en: "An excluded file, often `node_modules` or `.env`, is not part of the build context: \
             the build fails because it does not find it. Create it inside the image instead, or \
             add an exception to `.dockerignore`, such as `!config.env`. As soon as there is one \
             exception, BuildKit no longer makes this check.",
        fr: "Un fichier exclu, souvent `node_modules` ou `.env`, ne fait pas partie du contexte de \
             construction\u{a0}: la construction échoue faute de le trouver. Créez-le plutôt dans \
             l'image, ou ajoutez une exception à `.dockerignore`, par exemple `!config.env`. Dès \
             qu'il y a une exception, BuildKit ne fait plus cette vérification.",
    },
    example: Example {
        bad: "
WORKDIR /app
COPY package.json package-lock.json ./
COPY node_modules ./node_modules
",
        good: "
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
",
    },
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "`{1}` leaves `{0}` out of the build context, so the build will not find it. Add an \
         exception there, or create the file in the image.",
    fr: "`{1}` exclut `{0}` du contexte de construction\u{a0}: la construction ne le trouvera pas. \
         Ajoutez-y une exception, ou créez le fichier dans l'image.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let stages = OnceCell::new();
    let ignored = OnceCell::new();
    let mut matches_left = MOST_MATCHES;
    for located in file.instructions() {
        let instruction = located.instruction;
        let (Body::Transfer(transfer), Some(stage)) = (&instruction.body, located.stage) else {
            continue;
        };
        let is_copy = instruction.keyword == Keyword::Copy;
        if is_copy && instruction.flags.iter().any(|flag| flag.is_named("from")) {
            continue;
        }
        let Some(ignored) = ignored.get_or_init(|| Ignored::read(file)) else {
            return;
        };
        for source in &transfer.sources {
            let From::Path(word) = source else { continue };
            let stages = stages.get_or_init(|| Stages::read(file));
            let value = Values::new(file, stages).of(word, stage, located.start);
            let text = match value {
                Some(value) if !transfer.json => value.text,
                _ if transfer.json && word.expansions.is_empty() => {
                    crate::model::json_text(&word.text)
                }
                _ => continue,
            };
            let is_remote = ["http://", "https://", "git@", "git://", "ssh://"];
            if is_remote.iter().any(|start| text.starts_with(start)) {
                continue;
            }
            let path = cleaned(&text);
            match matches_left.checked_sub(ignored.lines) {
                Some(left) => matches_left = left,
                None => return,
            }
            if ignored.leaves_out(&path) {
                let message = Message::new(MESSAGE).with(&path).with(&ignored.name);
                findings.add(located.at(word.span), message);
            }
        }
    }
}

/// How many paths may be held against how many patterns.
const MOST_MATCHES: usize = 100_000;

/// An ignore file in which nothing is taken back in: BuildKit looks at no other.
struct Ignored {
    name: String,
    lines: usize,
    ignore: Ignore,
    /// Nothing at all is left of the context.
    is_all: bool,
}

impl Ignored {
    fn read(file: &FileView) -> Option<Ignored> {
        let ignore_file = file.world.context.ignore_file()?;
        let ignore = Ignore::read(&ignore_file.text);
        let lines = ignore_file.text.lines().count();
        let patterns = ignore_file
            .text
            .lines()
            .filter(|line| !line.starts_with('#'));
        let mut patterns = patterns.map(|line| cleaned(line.trim()));
        let is_all = patterns.any(|pattern| {
            let pattern = pattern.strip_prefix('/').unwrap_or(&pattern);
            matches!(pattern, "*" | "**" | "**/*")
        });
        (!ignore.has_exceptions()).then_some(Ignored {
            name: ignore_file.name,
            lines,
            ignore,
            is_all,
        })
    }

    fn leaves_out(&self, path: &str) -> bool {
        match path {
            "." | "/" => self.is_all,
            path => self.ignore.leaves_out(path),
        }
    }
}

/// As Go's `path.Clean`: unlike elsewhere, a slash at the start stays, and so does `..`.
fn cleaned(path: &str) -> String {
    let is_rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => {
                parts.pop();
            }
            ("..", None) if is_rooted => {}
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (is_rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::testing::found;
    use super::*;
    use crate::context::{BuildContext, Entry, IgnoreFile};

    struct Context(&'static str);

    impl BuildContext for Context {
        fn list(&self, _: &str) -> Option<Vec<Entry>> {
            None
        }

        fn dockerfile(&self) -> Option<String> {
            None
        }

        fn ignore_file(&self) -> Option<IgnoreFile> {
            Some(IgnoreFile {
                name: ".dockerignore".to_owned(),
                text: self.0.to_owned(),
            })
        }
    }

    #[track_caller]
    fn check(ignored: &'static str, instructions: &str, expected: &[&str]) {
        let text = format!("FROM a\n{instructions}\n");
        let all = found(&text, &Context(ignored), &Options::default());
        let own = all.iter().filter(|finding| finding.rule.code == RULE.code);
        let words: Vec<&str> = own.map(|finding| &text[finding.range.clone()]).collect();
        assert_eq!(words, expected, "{ignored} {instructions}");
    }

    #[test]
    fn what_is_left_out_cannot_be_copied() {
        check("a\n", "COPY a b/../a/c d /e/", &["a", "b/../a/c"]);
        check(
            "*.md\n",
            "ADD README.md x.md/y z /e/",
            &["README.md", "x.md/y"],
        );
        check(
            "a\n",
            "ENV A=a\nCOPY $A [\"a\"] /e/\nCOPY [\"a\", \"/e\"]",
            &["$A", "\"a\""],
        );
        check("a\n!a/b\n", "COPY a /e", &[]);
        check(
            "a\n",
            "COPY --from=x a /e\nADD https://x/a /e\nCOPY <<a /e\na",
            &[],
        );
    }

    #[test]
    fn the_context_itself_is_left_out_with_all_that_is_in_it() {
        check("*\n", "COPY . /e\nCOPY / /e", &[".", "/"]);
        check("a\n*.md\n", "COPY . /e\nCOPY ./ /e", &[]);
    }
}
