//! What a click opens: the page of an image on its registry, an address, a file of the build context.

mod addresses;
mod pages;

pub use pages::{Page, page};

use super::navigation::{StagePlaces, files_taken, image_of_flag, stage_mentions};
use crate::Document;
use crate::context::{BuildContext, Entry};
use crate::lang::Lang;
use crate::model::state::Step;
use crate::model::{Body, Evaluation, Located, Reference, State};
use crate::msg;
use crate::text::ByteRange;
use std::collections::HashMap;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    pub range: ByteRange,
    pub target: Target,
    about: About,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    Url(String),
    /// A path in the build context.
    File(String),
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum About {
    Image { name: String, registry: String },
    Address,
    File,
    IgnoreFile,
}

impl Link {
    pub fn tooltip(&self, lang: Lang) -> String {
        match (&self.about, &self.target) {
            (About::Image { name, registry }, _) => msg!(
                lang,
                en: "Open the page of `{name}` on {registry}",
                fr: "Ouvrir la page de `{name}` sur {registry}",
            ),
            (About::IgnoreFile, Target::File(path)) => msg!(
                lang,
                en: "Open `{path}`: what it names is not copied",
                fr: "Ouvrir `{path}`\u{a0}: ce qui y est nommé n'est pas copié",
            ),
            (_, Target::File(path)) => msg!(
                lang,
                en: "Open `{path}` of the build context",
                fr: "Ouvrir `{path}` du contexte de construction",
            ),
            (_, Target::Url(_)) => msg!(
                lang,
                en: "Open this address in the browser",
                fr: "Ouvrir cette adresse dans le navigateur",
            ),
        }
    }
}

/// In the order of the file; no two of them overlap.
pub fn links(document: &Document, context: &dyn BuildContext) -> Vec<Link> {
    let file = document.dockerfile();
    let mut finder = Finder {
        document,
        evaluation: Evaluation::new(file),
        stages: StagePlaces::of(&stage_mentions(document)),
        folder: Folder {
            context,
            ignore_file: context.ignore_file().map(|file| file.name),
            listed: HashMap::new(),
        },
        found: Vec::new(),
    };
    for directive in &file.directives {
        if directive.name == "syntax" {
            finder.image(&directive.value, directive.value_range.clone());
        }
    }
    for stage in 0..file.stages.len() {
        finder.stage(stage);
    }
    finder.comments();
    finder.addresses();
    let mut found = finder.found;
    found.sort_by_key(|link| (link.range.start, link.range.end));
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    found
}

struct Finder<'a> {
    document: &'a Document,
    evaluation: Evaluation<'a>,
    stages: StagePlaces,
    folder: Folder<'a>,
    found: Vec<Link>,
}

impl<'a> Finder<'a> {
    fn stage(&mut self, stage: usize) {
        let file = self.document.dockerfile();
        // Followed only where a path has a variable in it.
        let mut state: Option<State> = None;
        let follows = self.has_variables_in_paths(stage);
        for located in file.instructions_of(stage) {
            if let Body::From(from) = &located.instruction.body {
                state = follows.then(|| self.evaluation.before(&located));
                if let Some(image) = &from.image
                    && self.evaluation.base_stage(stage).is_none()
                {
                    let name = self.evaluation.base_name(stage).to_owned();
                    self.image(&name, located.at(image.word.span));
                }
                continue;
            }
            self.images_of_flags(&located);
            let none = State::default();
            let known = &state.as_ref().unwrap_or(&none).variables;
            for taken in files_taken(self.document, &located, known) {
                let opened = self.folder.opened(&taken.path);
                self.found.extend(opened.map(|(path, about)| Link {
                    range: taken.range,
                    target: Target::File(path),
                    about,
                }));
            }
            if let Some(state) = &mut state {
                let step = Step::of(located.instruction, located.start);
                self.evaluation.apply(state, step, stage);
            }
        }
    }

    fn has_variables_in_paths(&self, stage: usize) -> bool {
        let mut instructions = self.document.dockerfile().instructions_of(stage);
        instructions.any(|located| {
            let is_transfer = matches!(located.instruction.body, Body::Transfer(_));
            is_transfer && self.document.text().slice(located.range()).contains('$')
        })
    }

    fn image(&mut self, name: &str, range: ByteRange) {
        let reference = Reference::parse(name).filter(|_| name != "scratch");
        let page = reference.as_ref().and_then(page);
        self.found.extend(page.map(|page| Link {
            range,
            target: Target::Url(page.url),
            about: About::Image {
                name: name.to_owned(),
                registry: page.registry,
            },
        }));
    }

    fn images_of_flags(&mut self, located: &Located) {
        let instruction = located.instruction;
        let (keyword, flags) = instruction
            .triggered()
            .unwrap_or((instruction.keyword, &instruction.flags));
        for flag in flags {
            let named = image_of_flag(keyword, flag, &self.stages, located);
            if let Some((image, range)) = named {
                let image = image.to_owned();
                self.image(&image, range);
            }
        }
    }

    /// A comment that names the ignore file.
    fn comments(&mut self) {
        let Some(name) = self.folder.ignore_file.clone() else {
            return;
        };
        let comments: Vec<ByteRange> = self.document.dockerfile().comments().collect();
        for comment in comments {
            let text = self.document.text().slice(comment.clone());
            for (at, found) in text.match_indices(".dockerignore") {
                let start = comment.start + at;
                self.found.push(Link {
                    range: start..start + found.len(),
                    target: Target::File(name.clone()),
                    about: About::IgnoreFile,
                });
            }
        }
    }

    fn addresses(&mut self) {
        let text = self.document.text().to_string();
        let all = addresses::addresses(&text).into_iter();
        self.found.extend(all.map(|range| Link {
            target: Target::Url(text.get(range.clone()).unwrap_or_default().to_owned()),
            range,
            about: About::Address,
        }));
    }
}

/// The build context, each folder of it listed once.
struct Folder<'a> {
    context: &'a dyn BuildContext,
    ignore_file: Option<String>,
    listed: HashMap<String, Vec<Entry>>,
}

impl Folder<'_> {
    /// The file of a path; for a folder, what says which of its files are left out.
    fn opened(&mut self, path: &str) -> Option<(String, About)> {
        if path.is_empty() {
            return Some((self.ignore_file.clone()?, About::IgnoreFile));
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let context = self.context;
        let entries = self
            .listed
            .entry(folder.to_owned())
            .or_insert_with(|| context.list(folder).unwrap_or_default());
        let entry = entries.iter().find(|entry| entry.name == name)?;
        match entry.is_folder {
            true => Some((self.ignore_file.clone()?, About::IgnoreFile)),
            false => Some((path.to_owned(), About::File)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{IgnoreFile, NoContext};

    struct Project;

    impl BuildContext for Project {
        fn list(&self, folder: &str) -> Option<Vec<Entry>> {
            let entry = |name: &str, is_folder| Entry {
                name: name.to_owned(),
                is_folder,
                bytes: 1,
            };
            match folder {
                "" => Some(vec![entry("a.txt", false), entry("src", true)]),
                "src" => Some(vec![entry("main.c", false)]),
                _ => None,
            }
        }

        fn dockerfile(&self) -> Option<String> {
            Some("Dockerfile".to_owned())
        }

        fn ignore_file(&self) -> Option<IgnoreFile> {
            Some(IgnoreFile {
                name: ".dockerignore".to_owned(),
                text: "*.log\n".to_owned(),
            })
        }
    }

    #[track_caller]
    fn check(context: &dyn BuildContext, text: &str, expected: &[(&str, &str)]) {
        let links = links(&Document::new(text), context);
        let found: Vec<(&str, &str)> = links
            .iter()
            .map(|link| {
                let (Target::Url(target) | Target::File(target)) = &link.target;
                (&text[link.range.clone()], &**target)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn images_lead_to_their_pages() {
        let text = "# syntax=docker/dockerfile:1\nARG V=12\nFROM debian:$V AS a\nFROM a\nFROM scratch\nCOPY --from=ghcr.io/b/c:1 x y\nCOPY --from=a x y\nRUN --mount=type=bind,from=quay.io/d/e,target=/x y\nFROM \n";
        let expected = [
            (
                "docker/dockerfile:1",
                "https://hub.docker.com/r/docker/dockerfile",
            ),
            ("debian:$V", "https://hub.docker.com/_/debian"),
            ("ghcr.io/b/c:1", "https://ghcr.io/b/c"),
            ("quay.io/d/e", "https://quay.io/repository/d/e"),
        ];
        check(&NoContext, text, &expected);
    }

    #[test]
    fn sources_lead_to_their_files() {
        let text = "# See .dockerignore.\nFROM a\nARG F=main\nCOPY a.txt [\"no\"] src/$F.c gone /d\nCOPY [\"a.txt\", \"/d\"]\nCOPY . src /d/\nCOPY --from=x a.txt /d\nRUN --mount=type=bind,source=a.txt,target=/x y\n";
        let expected = [
            (".dockerignore", ".dockerignore"),
            ("a", "https://hub.docker.com/_/a"),
            ("a.txt", "a.txt"),
            ("src/$F.c", "src/main.c"),
            ("a.txt", "a.txt"),
            (".", ".dockerignore"),
            ("src", ".dockerignore"),
            ("x", "https://hub.docker.com/_/x"),
            ("a.txt", "a.txt"),
        ];
        check(&Project, text, &expected);
    }

    #[test]
    fn tooltips_are_in_both_languages() {
        let text = "FROM debian\nCOPY a.txt . /d/\nADD https://a.b/c /d/\n";
        let links = links(&Document::new(text), &Project);
        let said = |lang| {
            links
                .iter()
                .map(|link| link.tooltip(lang))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            said(Lang::Fr),
            [
                "Ouvrir la page de `debian` sur Docker Hub",
                "Ouvrir `a.txt` du contexte de construction",
                "Ouvrir `.dockerignore`\u{a0}: ce qui y est nommé n'est pas copié",
                "Ouvrir cette adresse dans le navigateur",
            ]
        );
        assert!(said(Lang::En).iter().all(|said| said.starts_with("Open ")));
    }
}
