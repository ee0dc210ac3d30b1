//! A page of the documentation, in its parts.

use crate::lang::{Lang, Text};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<'a> {
    /// In Markdown, mostly a code span.
    pub title: &'a str,
    pub lead: &'a str,
    pub sections: Vec<Section<'a>>,
    /// Since when, and where to read more.
    pub footer: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Section<'a> {
    /// `None` for a heading that no page should have.
    pub heading: Option<Heading>,
    pub body: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Heading {
    Forms,
    Values,
    GoodToKnow,
    Example,
    /// For beginners: what it is like.
    Picture,
}

impl Heading {
    pub const ALL: [Heading; 5] = [
        Heading::Forms,
        Heading::Values,
        Heading::GoodToKnow,
        Heading::Example,
        Heading::Picture,
    ];

    pub const fn text(self) -> Text {
        match self {
            Heading::Forms => Text {
                en: "Forms",
                fr: "Formes",
            },
            Heading::Values => Text {
                en: "Values",
                fr: "Valeurs",
            },
            Heading::GoodToKnow => Text {
                en: "Good to know",
                fr: "À savoir",
            },
            Heading::Example => Text {
                en: "Example",
                fr: "Exemple",
            },
            Heading::Picture => Text {
                en: "Picture it",
                fr: "En image",
            },
        }
    }

    fn named(name: &str) -> Option<Heading> {
        let has_name = |heading: &Heading| [heading.text().en, heading.text().fr].contains(&name);
        Heading::ALL.into_iter().find(has_name)
    }
}

/// The first line, without its mark.
pub(super) fn title(text: &str) -> &str {
    let line = text.trim_start().lines().next().unwrap_or_default();
    line.trim_start_matches("# ").trim()
}

impl<'a> Page<'a> {
    pub(super) fn read(text: &'a str) -> Page<'a> {
        let text = text.trim();
        let (text, footer) = text.rsplit_once("\n\n").unwrap_or((text, ""));
        let (top, rest) = text.split_once("\n## ").unwrap_or((text, ""));
        let (_, lead) = top.split_once('\n').unwrap_or((top, ""));
        let sections = rest.split("\n## ").filter(|section| !section.is_empty());
        let sections = sections.map(|section| {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            Section {
                heading: Heading::named(heading.trim()),
                body: body.trim(),
            }
        });
        Page {
            title: title(text),
            lead: lead.trim(),
            sections: sections.collect(),
            footer,
        }
    }

    /// As Markdown with small headings, for a hover; the picture only where it is asked for.
    pub fn markdown(&self, lang: Lang, with_picture: bool) -> String {
        let mut text = format!("{}\n", unwrapped(self.lead));
        for section in &self.sections {
            let Some(heading) = section.heading else {
                continue;
            };
            if heading == Heading::Picture && !with_picture {
                continue;
            }
            let heading = heading.text().get(lang);
            text += &format!("\n**{heading}**\n\n{}\n", unwrapped(section.body));
        }
        text + &format!("\n{}\n", self.footer)
    }
}

/// Each paragraph and list item on one line, as windows of editors have their own width.
fn unwrapped(text: &str) -> String {
    let mut joined = String::new();
    let mut in_block = false;
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        let begins = in_block || is_fence || line.is_empty() || line.starts_with("- ");
        let after_text = !joined.is_empty() && !joined.ends_with('\n');
        if after_text {
            joined.push(if begins { '\n' } else { ' ' });
        }
        let is_own_line = line.is_empty() || in_block || is_fence;
        joined += if in_block { line } else { line.trim_start() };
        if is_own_line {
            joined.push('\n');
        }
        in_block ^= is_fence;
    }
    joined.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "# `A`\n\nIt is.\n\n## Example\n\nB\n\n## Picture it\n\nA stove.\n\n*Since 1.0*\n";

    #[test]
    fn a_page_has_its_parts() {
        let page = Page::read(PAGE);
        assert_eq!((page.title, page.lead), ("`A`", "It is."));
        assert_eq!(page.footer, "*Since 1.0*");
        let headings: Vec<_> = page
            .sections
            .iter()
            .map(|section| section.heading)
            .collect();
        assert_eq!(headings, [Some(Heading::Example), Some(Heading::Picture)]);
    }

    #[test]
    fn paragraphs_are_not_wrapped() {
        let text = "a\nb\n\n- c\n  d\n- e\n\n```sh\nf\n  g\n\nh\n```\n\ni\nj";
        let expected = "a b\n\n- c d\n- e\n\n```sh\nf\n  g\n\nh\n```\n\ni j";
        assert_eq!(unwrapped(text), expected);
    }

    #[test]
    fn the_picture_is_for_those_who_ask() {
        let page = Page::read(PAGE);
        assert!(!page.markdown(Lang::En, false).contains("stove"));
        assert!(
            page.markdown(Lang::En, true)
                .contains("**Picture it**\n\nA stove.")
        );
    }
}
