//! `strates explain`: the documentation in the terminal.

use super::console::{Console, Outcome};
use super::markdown;
use super::usage::guess;
use crate::layers::paint::Ink;
use crate::layers::text::Screen;
use strates_analysis::features::explain::{self, Entry, Group};
use strates_analysis::features::hover::plain;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use strates_analysis::shown::{columns, fitted, padded, visible};

#[derive(PartialEq, Eq, Debug)]
pub enum Question {
    Word(String),
    All,
}

pub fn run(console: &Console, question: &Question) -> Outcome {
    let (lang, screen) = (console.lang, Screen::of_stdout());
    match question {
        Question::Word(word) => match page(word, lang) {
            Some(page) => console.print(&markdown::render(&page, lang, &screen)),
            None => console.refuse(&unknown(word, lang)),
        },
        Question::All => console.print(&list(&explain::all(), lang, &screen)),
    }
}

fn page(word: &str, lang: Lang) -> Option<String> {
    let entries = explain::explain(word);
    let (first, others) = entries.split_first()?;
    let page = first.markdown(lang);
    if others.is_empty() {
        return Some(page);
    }
    let commands = others.iter().map(|entry| command(entry, lang));
    let commands = commands.collect::<Vec<_>>().join(", ");
    Some(msg!(
        lang,
        en: "{page}\nSee also: {commands}\n",
        fr: "{page}\nVoir aussi\u{a0}: {commands}\n",
    ))
}

fn command(entry: &Entry, lang: Lang) -> String {
    format!("`strates explain {}`", entry.word(lang))
}

fn unknown(word: &str, lang: Lang) -> String {
    let guess = guess(lang, explain::nearest_word(word), &[]);
    let word: String = visible(word).collect();
    msg!(
        lang,
        en: "there is no page about `{word}`.{guess}\n`strates explain --all` lists what there is.",
        fr: "il n'y a pas de page sur `{word}`.{guess}\n`strates explain --all` énumère ce qu'il y a.",
    )
}

fn list(groups: &[Group], lang: Lang, screen: &Screen) -> String {
    let groups = groups.iter().map(|group| {
        let title = screen.paint.ink(Ink::Strong, group.title.get(lang));
        let titles = group.entries.iter().map(|entry| entry.title(lang));
        let widest = titles.map(columns).max().unwrap_or_default();
        let lines = group.entries.iter();
        let lines = lines.map(|entry| line(entry, widest, lang, screen));
        format!("{title}\n{}", lines.collect::<String>())
    });
    groups.collect::<Vec<_>>().join("\n")
}

fn line(entry: &Entry, widest: usize, lang: Lang, screen: &Screen) -> String {
    let title = screen
        .paint
        .ink(Ink::Code, &padded(entry.title(lang), widest));
    let room = screen.width.saturating_sub(widest + 4);
    let summary = fitted(&plain(&entry.summary(lang)), room);
    format!("  {title}  {summary}\n")
}
