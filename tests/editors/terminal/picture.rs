//! Draws the screens of terminal editors: each file `NAME.ansi`, as `tmux capture-pane -e` writes it,
//! becomes `NAME.svg` beside it.
//!
//!     cargo run -p strates-tests --bin picture -- FILE…

mod style;

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};
use strates_analysis::shown::columns;
use style::Style;

/// Of one character, in pixels.
const WIDTH: usize = 9;
const HEIGHT: usize = 19;
/// From the top of a line to the foot of its letters.
const FOOT: usize = 14;
const MARGIN: usize = 10;

fn main() -> ExitCode {
    for file in env::args().skip(1) {
        if let Err(error) = draw(Path::new(&file)) {
            eprintln!("picture: {file}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn draw(file: &Path) -> io::Result<()> {
    let screen = String::from_utf8_lossy(&fs::read(file)?).into_owned();
    fs::write(file.with_extension("svg"), svg(&screen))
}

/// Characters of one style that follow each other.
#[derive(Debug, PartialEq)]
struct Run {
    column: usize,
    columns: usize,
    text: String,
    style: Style,
}

fn svg(screen: &str) -> String {
    let mut style = Style::default();
    let lines: Vec<_> = screen.lines().map(|line| runs(line, &mut style)).collect();
    let end = |runs: &Vec<Run>| runs.last().map_or(0, |run| run.column + run.columns);
    let columns = lines.iter().map(end).max().unwrap_or(0);
    let (width, height) = (
        columns * WIDTH + 2 * MARGIN,
        lines.len() * HEIGHT + 2 * MARGIN,
    );
    let ground = style::GROUND;
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" \
         font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>\n",
    );
    for (row, runs) in lines.iter().enumerate() {
        for run in runs {
            picture += &drawn(run, MARGIN + row * HEIGHT);
        }
    }
    picture + "</svg>\n"
}

fn drawn(run: &Run, top: usize) -> String {
    let (left, width) = (MARGIN + run.column * WIDTH, run.columns * WIDTH);
    let mut drawn = String::new();
    if let Some(behind) = run.style.behind() {
        let _ = writeln!(
            drawn,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{behind}\"/>",
        );
    }
    if !run.text.trim().is_empty() || run.style.has_line() {
        // The length is given, so that columns stand below each other in any font.
        let _ = writeln!(
            drawn,
            "<text x=\"{left}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{}>{}</text>",
            top + FOOT,
            run.style.attributes(),
            escaped(&run.text),
        );
    }
    drawn
}

/// The runs of a line; the style goes on in the next.
fn runs(line: &str, style: &mut Style) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut rest, mut column) = (line, 0);
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        if character == '\x1b' {
            rest = obeyed(rest, style);
        } else if !character.is_control() {
            let columns = columns(character.encode_utf8(&mut [0; 4]));
            match runs.last_mut().filter(|run| run.style == *style) {
                Some(run) => {
                    run.text.push(character);
                    run.columns += columns;
                }
                None => runs.push(Run {
                    column,
                    columns,
                    text: character.to_string(),
                    style: *style,
                }),
            }
            column += columns;
        }
    }
    runs
}

/// What follows a sequence that has begun with Escape.
fn obeyed<'a>(text: &'a str, style: &mut Style) -> &'a str {
    match text.strip_prefix('[') {
        Some(text) => {
            let is_last = |character: char| ('@'..='~').contains(&character);
            let Some((parameters, _)) = text.split_once(is_last) else {
                return "";
            };
            let (last, rest) = text[parameters.len()..].split_at(1);
            if last == "m" {
                style.obey(parameters);
            }
            rest
        }
        // A link, or a title, up to its end.
        None if text.starts_with(']') => match text.split_once(['\x07', '\x1b']) {
            Some((_, rest)) => rest.strip_prefix('\\').unwrap_or(rest),
            None => "",
        },
        // The letter of a character set.
        None => text.get(2..).unwrap_or_default(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        // Viewers draw several blanks as one.
        .replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_for_each_style() {
        check("a \x1b[31mé", &[(0, 2, "a "), (2, 1, "é")]);
        check("漢\x1b[1mb", &[(0, 2, "漢"), (2, 1, "b")]);
        check("\x1b(Ba\x1b]8;;x\x1b\\b\x1b[K", &[(0, 2, "ab")]);
        check("a\x1b[", &[(0, 1, "a")]);
    }

    #[test]
    fn the_picture_has_the_text_and_its_colours() {
        let picture = svg("\x1b[1;38;2;1;2;3;48;5;196mA<B\x1b[0m\n\n  c");
        for part in [
            "width=\"47\" height=\"77\"",
            "fill=\"#ff0000\"",
            "fill=\"#010203\" font-weight=\"bold\">A&lt;B</text>",
            "y=\"62\" textLength=\"27\"",
        ] {
            assert!(picture.contains(part), "{part} in {picture}");
        }
    }

    fn check(line: &str, expected: &[(usize, usize, &str)]) {
        let runs = runs(line, &mut Style::default());
        let runs = runs
            .iter()
            .map(|run| (run.column, run.columns, run.text.as_str()));
        assert_eq!(runs.collect::<Vec<_>>(), expected);
    }
}
