//! The steps of a stage as a table in box drawing, within the width of the screen: instructions
//! are cut, what they do goes on on the next line.

use super::paint::{Ink, Paint};
use strates_analysis::shown::{columns, fitted, padded};

pub struct Row<'a> {
    pub number: String,
    pub instruction: &'a str,
    pub makes: Cell,
    pub does: &'a str,
}

pub struct Cell {
    pub text: String,
    pub ink: Ink,
}

pub fn grid(header: [&str; 4], rows: &[Row], width: usize, paint: Paint) -> String {
    let widths = widths(header, rows, width);
    let rule = |left: &str, cross: &str, right: &str| {
        let bars = widths.map(|width| "─".repeat(width + 2)).join(cross);
        paint.ink(Ink::Faint, &format!("{left}{bars}{right}")) + "\n"
    };
    let bar = paint.ink(Ink::Faint, "│");
    let line = |cells: [String; 4]| {
        let cells = cells.join(&format!(" {bar} "));
        format!("{bar} {cells} {bar}\n")
    };

    let mut text = rule("┌", "┬", "┐");
    let mut titles = header.iter().zip(widths).map(|(title, width)| {
        let title = padded(&fitted(title, width), width);
        paint.ink(Ink::Strong, &title)
    });
    text += &line([(); 4].map(|()| titles.next().unwrap_or_default()));
    text += &rule("├", "┼", "┤");
    for row in rows {
        let [number, instruction, makes, does] = widths;
        let mut phrase = wrapped(row.does, does).into_iter();
        text += &line([
            format!("{:>number$}", row.number),
            padded(&fitted(row.instruction, instruction), instruction),
            paint.ink(row.makes.ink, &padded(&row.makes.text, makes)),
            padded(&phrase.next().unwrap_or_default(), does),
        ]);
        for rest in phrase {
            let blank = |width| " ".repeat(width);
            let rest = padded(&rest, does);
            text += &line([blank(number), blank(instruction), blank(makes), rest]);
        }
    }
    text + &rule("└", "┴", "┘")
}

/// Bars and the blanks beside them.
const FRAME: usize = 13;
const NARROWEST_INSTRUCTION: usize = 30;
const NARROWEST_PHRASE: usize = 12;

fn widths(header: [&str; 4], rows: &[Row], width: usize) -> [usize; 4] {
    let widest = |title: &str, cells: &mut dyn Iterator<Item = usize>| {
        cells.fold(columns(title), |widest, cell| widest.max(cell))
    };
    let number = widest(header[0], &mut rows.iter().map(|row| columns(&row.number)));
    let instruction = widest(
        header[1],
        &mut rows
            .iter()
            .map(|row| columns(&fitted(row.instruction, width))),
    );
    let makes = widest(
        header[2],
        &mut rows.iter().map(|row| columns(&row.makes.text)),
    );
    let does = widest(header[3], &mut rows.iter().map(|row| columns(row.does)));

    let room = width.saturating_sub(FRAME + number + makes);
    // What the phrases leave over goes to the instructions, but not less than this.
    let least = instruction.min(room / 2).min(NARROWEST_INSTRUCTION);
    let does = does.min(room.saturating_sub(least));
    let does = does.max(NARROWEST_PHRASE);
    [
        number,
        instruction.min(room.saturating_sub(does)),
        makes,
        does,
    ]
}

/// Broken at blanks, never at the no-break spaces of French.
pub fn wrapped(phrase: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in phrase.split(' ') {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(fitted(word, width)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_phrases_between_words() {
        assert_eq!(wrapped("keeps the files", 9), ["keeps the", "files"]);
        assert_eq!(
            wrapped("obsolète\u{a0}: oui", 10),
            ["obsolète\u{a0}:", "oui"]
        );
        assert_eq!(wrapped("unbreakable", 6), ["unbre…"]);
    }
}
