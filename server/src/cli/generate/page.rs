//! A help page, taken apart.

use crate::cli::help;
use crate::cli::usage::Topic;
use strates_analysis::lang::Lang;

#[derive(PartialEq, Eq, Debug)]
pub enum Block {
    Paragraph(String),
    /// One for each way to call it.
    Usage(Vec<String>),
    List {
        heading: String,
        entries: Vec<Entry>,
    },
    Code(Vec<String>),
}

#[derive(PartialEq, Eq, Debug)]
pub struct Entry {
    pub term: String,
    pub text: String,
}

pub fn blocks(topic: Option<Topic>, lang: Lang) -> Vec<Block> {
    help::page(topic, lang).split("\n\n").map(block).collect()
}

/// What the page says of a command, an option, or an option with a value.
pub fn says(topic: Option<Topic>, lang: Lang, term: &str) -> String {
    let blocks = blocks(topic, lang);
    let entries = blocks.iter().filter_map(|block| match block {
        Block::List { entries, .. } => Some(entries),
        _ => None,
    });
    let mut entries = entries.flatten();
    let names = |entry: &&Entry| {
        let own = entry.term.split(", ").last().unwrap_or_default();
        own.strip_prefix(term)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    entries
        .find(names)
        .map(|entry| entry.text.clone())
        .unwrap_or_default()
}

fn block(text: &str) -> Block {
    let lines: Vec<&str> = text.lines().collect();
    let [first, rest @ ..] = lines.as_slice() else {
        return Block::Paragraph(String::new());
    };
    let is_indented = |line: &&str| line.starts_with("  ");
    if let Some((label, usage)) = first.split_once(": ")
        && matches!(label.trim_end(), "Usage" | "Utilisation")
    {
        let others = rest.iter().map(|line| line.trim().to_owned());
        return Block::Usage([usage.to_owned()].into_iter().chain(others).collect());
    }
    if first.ends_with(':') && !rest.is_empty() && rest.iter().all(is_indented) {
        return Block::List {
            heading: (*first).to_owned(),
            entries: entries(rest),
        };
    }
    if lines.iter().all(is_indented) {
        return Block::Code(lines.iter().map(|line| line.trim().to_owned()).collect());
    }
    Block::Paragraph(lines.join(" "))
}

fn entries(lines: &[&str]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines {
        let goes_on = line.starts_with("   ");
        match entries.last_mut().filter(|_| goes_on) {
            Some(entry) => {
                entry.text.push(' ');
                entry.text.push_str(line.trim());
            }
            None => {
                let line = line.trim();
                let (term, text) = line.split_once("  ").unwrap_or((line, ""));
                entries.push(Entry {
                    term: term.to_owned(),
                    text: text.trim().to_owned(),
                });
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_pages_apart() {
        assert_eq!(
            block("Options\u{a0}:\n  -a, --all N   all of it,\n                each time\n  -b  x"),
            Block::List {
                heading: "Options\u{a0}:".to_owned(),
                entries: vec![
                    Entry {
                        term: "-a, --all N".to_owned(),
                        text: "all of it, each time".to_owned(),
                    },
                    Entry {
                        term: "-b".to_owned(),
                        text: "x".to_owned(),
                    },
                ],
            }
        );
        let usage = ["strates explain MOT…", "strates explain --all"].map(str::to_owned);
        let page = blocks(Some(Topic::Explain), Lang::Fr);
        assert!(page.contains(&Block::Usage(usage.to_vec())));
    }

    #[test]
    fn every_command_and_option_says_something() {
        use crate::cli::definition::typed;
        for lang in [Lang::En, Lang::Fr] {
            for topic in Topic::ALL {
                assert_ne!(says(None, lang, topic.name()), "", "{topic:?}");
                for flag in typed(Some(topic)) {
                    let text = says(Some(topic), lang, flag.name);
                    assert_ne!(text, "", "{topic:?} {}", flag.name);
                }
            }
        }
    }
}
