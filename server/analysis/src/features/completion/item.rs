//! What is offered, as plain data.

use super::line::Word;
use super::snippet;
use crate::docs;
use crate::lang::{Lang, Text};

#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    pub label: String,
    pub kind: ItemKind,
    pub word: Word,
    /// What is written in place of the word.
    pub plain: String,
    /// The same for clients that know placeholders.
    pub snippet: Option<String>,
    pub detail: Option<String>,
    pub documentation: Option<Documentation>,
    /// What the typed letters are held against, where that is not the label.
    pub filter: Option<String>,
    pub is_deprecated: bool,
    pub is_preselected: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemKind {
    Keyword,
    Snippet,
    Flag,
    Value,
    Variable,
    Constant,
    Stage,
    Image,
    Tag,
    File,
    Folder,
    User,
    Rule,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Documentation {
    /// A page, found when somebody reads it.
    Page {
        kind: docs::Kind,
        name: &'static str,
    },
    /// The page of a rule.
    Rule(&'static str),
    Text(Text),
    Markdown(String),
}

impl Item {
    pub fn new(label: impl Into<String>, kind: ItemKind, word: Word) -> Item {
        let label = label.into();
        Item {
            plain: label.clone(),
            label,
            kind,
            word,
            snippet: None,
            detail: None,
            documentation: None,
            filter: None,
            is_deprecated: false,
            is_preselected: false,
        }
    }

    pub fn writes(self, plain: impl Into<String>) -> Item {
        Item {
            plain: plain.into(),
            ..self
        }
    }

    /// Writes a template: with placeholders, or with what they hold.
    pub fn template(self, template: &str, escape: char) -> Item {
        Item {
            plain: snippet::plain(template, escape),
            ..self.with_snippet(template, escape)
        }
    }

    /// The template is for those who have placeholders; the others get the plain text.
    pub fn with_snippet(self, template: &str, escape: char) -> Item {
        Item {
            snippet: Some(snippet::snippet(template, escape)),
            ..self
        }
    }

    pub fn detail(self, detail: impl Into<String>) -> Item {
        Item {
            detail: Some(detail.into()),
            ..self
        }
    }

    pub fn filter(self, filter: impl Into<String>) -> Item {
        Item {
            filter: Some(filter.into()),
            ..self
        }
    }

    pub fn page(self, kind: docs::Kind, name: &str) -> Item {
        let subject = docs::Subject::find(kind, name);
        Item {
            documentation: subject.map(|subject| Documentation::Page {
                kind,
                name: subject.name,
            }),
            ..self
        }
    }

    pub fn about(self, text: Text) -> Item {
        Item {
            documentation: Some(Documentation::Text(text)),
            ..self
        }
    }

    pub fn documented(self, documentation: Option<Documentation>) -> Item {
        Item {
            documentation,
            ..self
        }
    }

    pub fn deprecated(self, is_deprecated: bool) -> Item {
        Item {
            is_deprecated,
            ..self
        }
    }
}

impl Documentation {
    pub fn markdown(&self, lang: Lang) -> String {
        match self {
            Documentation::Page { kind, name } => match docs::Subject::find(*kind, name) {
                Some(subject) => {
                    let page = subject.page(lang);
                    format!("**{}**\n\n{}", page.title, page.markdown(lang, false))
                }
                None => String::new(),
            },
            Documentation::Rule(code) => match crate::rules::find(code) {
                Some(rule) => rule.markdown(lang),
                None => String::new(),
            },
            Documentation::Text(text) => text.get(lang).to_owned(),
            Documentation::Markdown(text) => text.clone(),
        }
    }

    /// What a page is found by later; `None` for what is short enough to be told at once.
    pub fn key(&self) -> Option<String> {
        match self {
            Documentation::Page { kind, name } => {
                let subject = docs::Subject::find(*kind, name)?;
                Some(format!("{}/{name}", subject.folder))
            }
            Documentation::Rule(code) => Some(format!("{RULES}/{code}")),
            Documentation::Text(_) | Documentation::Markdown(_) => None,
        }
    }

    pub fn of_key(key: &str) -> Option<Documentation> {
        let (folder, name) = key.split_once('/')?;
        if folder == RULES {
            return crate::rules::find(name).map(|rule| Documentation::Rule(rule.code));
        }
        let mut subjects = docs::SUBJECTS.iter();
        let subject = subjects.find(|each| each.folder == folder && each.name == name)?;
        Some(Documentation::Page {
            kind: subject.kind,
            name: subject.name,
        })
    }
}

const RULES: &str = "rules";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_again_by_their_key() {
        for subject in docs::SUBJECTS {
            let page = Documentation::Page {
                kind: subject.kind,
                name: subject.name,
            };
            let key = page.key().unwrap();
            assert_eq!(Documentation::of_key(&key), Some(page));
        }
        assert_eq!(
            Documentation::of_key("rules/DL3008"),
            Some(Documentation::Rule("DL3008"))
        );
        assert_eq!(Documentation::of_key("flags/none"), None);
        assert_eq!(Documentation::of_key(""), None);
    }

    #[test]
    fn a_page_is_told_in_both_languages() {
        let page = Documentation::of_key("flags/platform").unwrap();
        assert!(page.markdown(Lang::Fr).contains("**À savoir**"));
        assert!(page.markdown(Lang::En).contains("**Good to know**"));
    }
}
