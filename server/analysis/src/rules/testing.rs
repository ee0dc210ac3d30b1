//! What the tests of rules say in one line each.

use super::{Finding, Group, Options, Related, Rule, World, check};
use crate::Document;
use crate::context::{BuildContext, Entry, IgnoreFile, NoContext};
use crate::edit::{TextEdit, apply};
use crate::images::{
    About, Date, EndOfLife, Environment, ImageName, Images, Known, Missing, Origin, Source, Tag,
};
use crate::model::Reference;
use crate::text::ByteRange;

/// A folder with these files in it, and perhaps a `.dockerignore`.
pub struct Folder {
    files: Vec<String>,
    ignored: Option<String>,
    other_contexts: Vec<String>,
}

impl Folder {
    pub fn of(files: &[&str], ignored: Option<&str>) -> Folder {
        Folder {
            files: files.iter().map(|name| (*name).to_owned()).collect(),
            ignored: ignored.map(str::to_owned),
            other_contexts: Vec::new(),
        }
    }

    /// Builds have another context under this name.
    pub fn beside(context: &str) -> Folder {
        Folder {
            other_contexts: vec![context.to_owned()],
            ..Folder::of(&[], None)
        }
    }
}

impl BuildContext for Folder {
    fn list(&self, folder: &str) -> Option<Vec<Entry>> {
        let entries = self.files.iter().map(|name| Entry {
            name: name.clone(),
            is_folder: false,
            bytes: 0,
        });
        folder.is_empty().then(|| entries.collect())
    }

    fn other_contexts(&self) -> Vec<String> {
        self.other_contexts.clone()
    }

    fn dockerfile(&self) -> Option<String> {
        Some("Dockerfile".to_owned())
    }

    fn ignore_file(&self) -> Option<IgnoreFile> {
        Some(IgnoreFile {
            name: ".dockerignore".to_owned(),
            text: self.ignored.clone()?,
        })
    }
}

/// Knows some Python, what it lacks, and what images are for.
struct Museum;

const TAGS: [&str; 4] = ["3.14", "3.13", "3.13-slim", "3.13-alpine"];

impl Images for Museum {
    fn names(&self, _: &str) -> Known<ImageName> {
        let names = ["debian", "python", "node"].map(|name| ImageName {
            name: name.to_owned(),
            description: None,
            is_official: true,
            is_deprecated: false,
            is_local: false,
        });
        Known {
            items: names.into(),
            is_complete: true,
        }
    }

    fn tags(&self, _: &Reference, typed: &str) -> Known<Tag> {
        let fitting = TAGS.iter().filter(|tag| tag.starts_with(typed));
        let tags = fitting.map(|tag| Tag {
            name: (*tag).to_owned(),
            ..Tag::default()
        });
        Known {
            items: tags.collect(),
            is_complete: true,
        }
    }

    fn version(&self) -> u64 {
        0
    }

    fn about(&self, image: &Reference) -> Option<About> {
        let tag = image.tag.as_deref();
        match &*image.path {
            "library/python" => Some(python(tag?)),
            "library/pyhton" => Some(About {
                missing: Some(Missing::Repository),
                ..About::default()
            }),
            "amd64/debian" => Some(offered(&["linux/amd64"])),
            "arm64v8/debian" => Some(offered(&["linux/arm64/v8"])),
            "winamd64/golang" => Some(offered(&["windows/amd64"])),
            _ => None,
        }
    }

    fn environment(&self, image: &Reference) -> Option<Environment> {
        let variable = |name: &str| (name.to_owned(), "/go".to_owned());
        (image.path == "acme/go").then(|| Environment {
            value: ["PATH", "GOPATH", "GOROOT"].map(variable).into(),
            origin: Origin {
                source: Source::Engine,
                date: None,
            },
        })
    }

    fn own_platform(&self) -> Option<&'static str> {
        Some("linux/amd64")
    }
}

fn python(tag: &str) -> About {
    let exact = tag
        .strip_prefix("3.13.2")
        .map(|rest| format!("3.13.15{rest}"));
    let ended = tag.strip_prefix("3.8").map(|rest| format!("3.14{rest}"));
    let lacks = tag.starts_with("3.13-slm") || tag.starts_with("none");
    About {
        tag: Some(Tag {
            name: tag.to_owned(),
            end_of_life: ended.as_ref().map(|_| EndOfLife {
                line: "3.8".to_owned(),
                date: Some(Date {
                    year: 2024,
                    month: 10,
                    day: 7,
                }),
                has_passed: true,
            }),
            ..Tag::default()
        }),
        update: exact.or_else(|| ended.as_ref().map(|_| "3.8.20".to_owned())),
        newer: ended,
        missing: lacks.then_some(Missing::Tag),
        ..About::default()
    }
}

fn offered(platforms: &[&str]) -> About {
    About {
        platforms: platforms.iter().map(|name| (*name).to_owned()).collect(),
        ..About::default()
    }
}

/// Findings with ranges of the file, in its order.
pub fn found(text: &str, context: &dyn BuildContext, options: &Options) -> Vec<Finding> {
    found_in(&Document::new(text), context, options)
}

pub fn found_in(
    document: &Document,
    context: &dyn BuildContext,
    options: &Options,
) -> Vec<Finding> {
    let groups = check(
        document,
        World {
            context,
            images: &Museum,
            options,
        },
        |_| true,
    );
    let in_file = |group: Group| -> Vec<Finding> {
        let findings = group.findings.iter();
        findings
            .map(|finding| moved(finding, group.start))
            .collect()
    };
    let mut found: Vec<Finding> = groups.into_iter().flat_map(in_file).collect();
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found
}

pub fn found_by(rule: &Rule, text: &str) -> Vec<Finding> {
    let all = found(text, &NoContext, &Options::default());
    all.into_iter()
        .filter(|finding| finding.rule.code == rule.code)
        .collect()
}

/// The rule finds exactly what stands between `⟦` and `⟧`.
#[track_caller]
pub fn fires(rule: &Rule, marked: &str) {
    let text = marked.replace(['⟦', '⟧'], "");
    let found = found_by(rule, &text);
    let mut drawn = text.clone();
    for finding in found.iter().rev() {
        drawn.insert(finding.range.end, '⟧');
        drawn.insert(finding.range.start, '⟦');
    }
    assert!(
        !found.is_empty() || marked == text,
        "nothing found in\n{text}"
    );
    assert_eq!(drawn, marked);
}

#[track_caller]
pub fn silent(rule: &Rule, text: &str) {
    fires(rule, text);
}

/// In this folder, the rule finds exactly these words.
#[track_caller]
pub fn finds_in(folder: &Folder, rule: &Rule, text: &str, expected: &[&str]) {
    let found = found(text, folder, &Options::default());
    let own = found
        .iter()
        .filter(|finding| finding.rule.code == rule.code);
    let words: Vec<&str> = own.map(|finding| &text[finding.range.clone()]).collect();
    assert_eq!(words, expected);
}

/// The first fix of the first finding gives this; and where nothing is left to fix, stays so.
#[track_caller]
pub fn fixes(rule: &Rule, text: &str, fixed: &str) {
    assert_eq!(
        fixed_text(&found_by(rule, text), text).as_deref(),
        Some(fixed)
    );
}

/// There is something to find, but nothing to mend it with.
#[track_caller]
pub fn leaves(rule: &Rule, text: &str) {
    let found = found_by(rule, text);
    assert!(!found.is_empty(), "nothing found");
    assert!(found.iter().all(|finding| finding.fixes.is_empty()));
}

pub fn fixed_text(found: &[Finding], text: &str) -> Option<String> {
    let fix = found.iter().find_map(|finding| finding.fixes.first())?;
    let edits: &[TextEdit] = &fix.edits;
    apply(text, edits)
}

/// The same finding in something that starts so many bytes earlier.
fn moved(finding: &Finding, by: usize) -> Finding {
    let moved = |range: &ByteRange| range.start + by..range.end + by;
    let related = finding.related.iter().map(|related| Related {
        range: moved(&related.range),
        message: related.message.clone(),
    });
    Finding {
        range: moved(&finding.range),
        related: related.collect(),
        fixes: finding.fixes.iter().map(|fix| fix.moved(by)).collect(),
        message: finding.message.clone(),
        ..*finding
    }
}
