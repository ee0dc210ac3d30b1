//! Markdown, as our documentation uses it, for a terminal.

use crate::layers::paint::{Ink, Paint};
use crate::layers::text::Screen;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use strates_analysis::shown::columns;

pub fn render(markdown: &str, lang: Lang, screen: &Screen) -> String {
    let mut page = String::new();
    let mut follows_point = false;
    for block in blocks(markdown) {
        let is_point = matches!(block, Block::Point(_));
        let is_apart = !is_point || !follows_point;
        if is_apart && !page.is_empty() {
            page.push('\n');
        }
        follows_point = is_point;
        page += &match block {
            Block::Title(title) => screen.paint.ink(Ink::Strong, &title.replace('`', "")) + "\n",
            Block::Paragraph(text) => wrapped(&text, ["", ""], lang, screen),
            Block::Point(text) => wrapped(&text, ["- ", "  "], lang, screen),
            Block::Code(lines) => indented(&lines),
        };
    }
    page
}

enum Block<'a> {
    Title(&'a str),
    Paragraph(String),
    Point(String),
    Code(Vec<&'a str>),
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut goes_on = false;
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let text = line.trim();
        if line.starts_with("```") {
            let code = lines.by_ref().take_while(|line| !line.starts_with("```"));
            blocks.push(Block::Code(code.collect()));
            goes_on = false;
        } else if text.is_empty() {
            goes_on = false;
        } else if let Some(title) = text.strip_prefix("# ") {
            blocks.push(Block::Title(title));
        } else if let Some(point) = text.strip_prefix("- ") {
            blocks.push(Block::Point(point.to_owned()));
            goes_on = true;
        } else if goes_on
            && let Some(Block::Paragraph(open) | Block::Point(open)) = blocks.last_mut()
        {
            open.push(' ');
            open.push_str(text);
        } else {
            blocks.push(Block::Paragraph(text.to_owned()));
            goes_on = true;
        }
    }
    blocks
}

fn indented(lines: &[&str]) -> String {
    let lines = lines.iter().map(|line| match line.is_empty() {
        true => "\n".to_owned(),
        false => format!("    {line}\n"),
    });
    lines.collect()
}

/// Filled lines, the first and the others behind their indents.
fn wrapped(text: &str, indents: [&str; 2], lang: Lang, screen: &Screen) -> String {
    let width = screen.width.saturating_sub(columns(indents[0]));
    let mut reader = Reader {
        lang,
        width,
        paint: screen.paint,
        is_strong: false,
        is_faint: false,
        words: vec![Word::default()],
    };
    reader.read(text);
    let mut lines: Vec<Word> = Vec::new();
    for word in reader.words {
        match lines.last_mut() {
            Some(line) if line.width + 1 + word.width <= width => {
                line.text.push(' ');
                line.text.push_str(&word.text);
                line.width += 1 + word.width;
            }
            _ => lines.push(word),
        }
    }
    let lines = lines.iter().enumerate();
    let lines = lines.map(|(row, line)| format!("{}{}\n", indents[row.min(1)], line.text));
    lines.collect()
}

/// What no line break may part, painted.
#[derive(Default)]
struct Word {
    text: String,
    width: usize,
}

struct Reader {
    lang: Lang,
    width: usize,
    paint: Paint,
    is_strong: bool,
    is_faint: bool,
    words: Vec<Word>,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['`', '*', '[']) {
            let (before, mark) = rest.split_at(at);
            self.prose(before);
            rest = self.mark(mark);
        }
        self.prose(rest);
    }

    /// What begins with a mark; the rest is given back.
    fn mark<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some((span, code)) = code_span(text) {
            self.code(if self.paint.colours { code } else { span });
            return &text[span.len()..];
        }
        if let Some((shown, address, rest)) = link(text) {
            self.read(shown);
            let colon = msg!(self.lang, en: ": ", fr: "\u{a0}: ");
            self.prose(&colon);
            self.prose(address);
            return rest;
        }
        if let Some(rest) = text.strip_prefix("**") {
            self.is_strong = !self.is_strong;
            return rest;
        }
        if let Some(rest) = text.strip_prefix('*') {
            self.is_faint = !self.is_faint;
            return rest;
        }
        let (mark, rest) = text.split_at(1);
        self.prose(mark);
        rest
    }

    fn prose(&mut self, text: &str) {
        let ink = match (self.is_strong, self.is_faint) {
            (true, _) => Some(Ink::Strong),
            (false, true) => Some(Ink::Faint),
            (false, false) => None,
        };
        self.put(text, ink);
    }

    /// Kept in one piece where a line can hold it.
    fn code(&mut self, code: &str) {
        if columns(code) > self.width {
            self.put(code, Some(Ink::Code));
        } else {
            self.put_piece(code, Some(Ink::Code));
        }
    }

    fn put(&mut self, text: &str, ink: Option<Ink>) {
        for (index, piece) in text.split(' ').enumerate() {
            if index > 0 && self.words.last().is_some_and(|word| word.width > 0) {
                self.words.push(Word::default());
            }
            self.put_piece(piece, ink);
        }
    }

    fn put_piece(&mut self, piece: &str, ink: Option<Ink>) {
        let Some(word) = self.words.last_mut().filter(|_| !piece.is_empty()) else {
            return;
        };
        word.width += columns(piece);
        word.text += &match ink {
            Some(ink) => self.paint.ink(ink, piece),
            None => piece.to_owned(),
        };
    }
}

/// A code span that starts the text, with its fences and without.
fn code_span(text: &str) -> Option<(&str, &str)> {
    let fence = text.len() - text.trim_start_matches('`').len();
    let (open, inner) = text.split_at(fence);
    let (code, _) = inner.split_once(open).filter(|_| fence > 0)?;
    let span = &text[..code.len() + 2 * fence];
    // Of a longer fence the blanks belong to it.
    Some((span, if fence > 1 { code.trim() } else { code }))
}

/// A link that starts the text: what it shows, where it leads, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (shown, after) = text.strip_prefix('[')?.split_once("](")?;
    let (address, rest) = after.split_once(')')?;
    Some((shown, address, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(width: usize, colours: bool) -> Screen {
        let paint = Paint { colours };
        Screen { width, paint }
    }

    #[track_caller]
    fn check(markdown: &str, width: usize, expected: &str) {
        let page = render(markdown, Lang::En, &screen(width, false));
        assert_eq!(page, expected);
    }

    #[test]
    fn fills_lines() {
        check("a b\nc d\n", 100, "a b c d\n");
        check("one two three", 7, "one two\nthree\n");
        check("one two three", 6, "one\ntwo\nthree\n");
        check("unbreakable", 4, "unbreakable\n");
    }

    #[test]
    fn points_hang_behind_their_mark() {
        check(
            "- one two\n  three\n- four\n",
            9,
            "- one two\n  three\n- four\n",
        );
        check("a:\n\n- b\n\nc\n", 9, "a:\n\n- b\n\nc\n");
    }

    #[test]
    fn never_parts_what_belongs_together() {
        check("ici\u{a0}: là", 5, "ici\u{a0}:\nlà\n");
        check("see `RUN a b`, then", 12, "see\n`RUN a b`,\nthen\n");
        check("`RUN one two`", 8, "`RUN one\ntwo`\n");
    }

    #[test]
    fn code_keeps_its_lines() {
        let markdown = "a\n\n```dockerfile\nRUN a \\\n  b\n\n# c\n```\n";
        check(markdown, 9, "a\n\n    RUN a \\\n      b\n\n    # c\n");
    }

    #[test]
    fn marks_become_inks() {
        let page = |colours| render("# `A`\n\n**b** *c* `d`", Lang::En, &screen(80, colours));
        assert_eq!(page(false), "A\n\nb c `d`\n");
        let expected = "\x1b[1mA\x1b[0m\n\n\x1b[1mb\x1b[0m \x1b[2mc\x1b[0m \x1b[36md\x1b[0m\n";
        assert_eq!(page(true), expected);
    }

    #[test]
    fn a_mark_that_opens_nothing_is_a_letter() {
        check("a [b] `c", 80, "a [b] `c\n");
        check("`` ` `` d", 80, "`` ` `` d\n");
    }

    #[test]
    fn links_show_their_address() {
        check("[a b](https://c)", 80, "a b: https://c\n");
        let page = render("[a](https://c)", Lang::Fr, &screen(80, false));
        assert_eq!(page, "a\u{a0}: https://c\n");
    }

    #[test]
    fn inks_take_no_room() {
        let colourful = render("`aa` `bb` `cc`", Lang::En, &screen(5, true));
        assert_eq!(colourful.lines().count(), 2);
    }
}
