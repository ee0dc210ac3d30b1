use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keywords;

pub const RULE: Rule = Rule {
    code: "mojibake",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Mend letters that were read in a wrong encoding.",
        fr: "Réparer les lettres lues dans un mauvais encodage.",
    },
    why: Text {
        en: "Sequences such as `Ã©` come from a file in UTF-8 that a program read in an encoding of \
             Windows or of old Macs, and saved again. In a label or a path they end up in the image.",
        fr: "Des suites comme `Ã©` viennent d'un fichier en UTF-8 qu'un programme a lu dans un \
             encodage de Windows ou d'anciens Mac, puis enregistré de nouveau. Dans un label ou un \
             chemin, elles finissent dans l'image.",
    },
    example: Example {
        bad: "LABEL description=\"Image crÃ©Ã©e pour la dÃ©mo\"",
        good: "LABEL description=\"Image créée pour la démo\"",
    },
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "`{0}` looks like `{1}` read in a wrong encoding. Write `{1}`, and keep the file in UTF-8.",
    fr: "`{0}` ressemble à `{1}` lu dans un mauvais encodage. Écrivez `{1}`, et gardez le fichier en \
         UTF-8.",
};

const FIX: Text = Text {
    en: "Replace with `{0}`",
    fr: "Remplacer par `{0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let text = file.document.text();
    let mut start = 0;
    while start < text.len() {
        let chunk = text.chunk(start);
        let end = start + chunk.len().max(1);
        if !chunk.is_ascii() {
            // Whole lines: a chunk may end within a sequence.
            let lines = text.line_of(start)..=text.line_of(end.min(text.len()));
            let from = text.line_start(*lines.start()).max(start.saturating_sub(1));
            let from = text.line_start(text.line_of(from));
            let to = text.line_start(lines.end() + 1);
            in_text(from, &text.slice(from..to), findings);
            start = to.max(end);
        } else {
            start = end;
        }
    }
}

fn in_text(start: usize, text: &str, findings: &mut Findings) {
    let mut at = 0;
    while let Some(next) = text[at..].find(|letter: char| !letter.is_ascii()) {
        let run_start = at + next;
        let run = &text[run_start..];
        let length = run.find(|letter: char| letter.is_ascii() && letter != ' ');
        let run = &run[..length.unwrap_or(run.len())];
        match longest(run) {
            Some((wrong, right)) => {
                let range = start + run_start..start + run_start + wrong.len();
                let message = Message::new(MESSAGE).with(wrong).with(&right);
                let edit = TextEdit::replace(range.clone(), right.clone());
                let title = Message::new(FIX).with(&right);
                findings
                    .add(range, message)
                    .fix(Fix::safe(title, vec![edit]));
                at = run_start + wrong.len();
            }
            None => at = run_start + run.chars().next().map_or(1, char::len_utf8),
        }
    }
}

/// The longest start of a text that is one letter or more in disguise, and what it stands for.
fn longest(text: &str) -> Option<(&str, String)> {
    for encoding in [windows_1252, mac_roman] {
        let bytes: Vec<u8> = text.chars().map_while(encoding).collect();
        // No more than the letters that one sequence of UTF-8 takes.
        for length in (2..=bytes.len().min(4)).rev() {
            let Ok(right) = std::str::from_utf8(&bytes[..length]) else {
                continue;
            };
            let mut letters = right.chars();
            let (Some(letter), None) = (letters.next(), letters.next()) else {
                continue;
            };
            if is_expected(letter) {
                let wrong: usize = text.chars().take(length).map(char::len_utf8).sum();
                return Some((&text[..wrong], right.to_owned()));
            }
        }
    }
    None
}

/// What people write in the languages of Western Europe.
fn is_expected(letter: char) -> bool {
    let is_letter = matches!(letter, '\u{c0}'..='\u{17f}') && letter.is_alphabetic();
    is_letter
        || matches!(
            letter,
            '«' | '»' | '°' | '·' | '…' | '–' | '—' | '‘' | '’' | '“' | '”' | '€' | '→'
        )
}

fn windows_1252(letter: char) -> Option<u8> {
    const HIGH: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    const BYTES: [u8; 27] = [
        0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92,
        0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
    ];
    match u32::from(letter) {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => {
            let index = HIGH.chars().position(|high| high == letter)?;
            BYTES.get(index).copied()
        }
    }
}

fn mac_roman(letter: char) -> Option<u8> {
    const HIGH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
    let index = HIGH.chars().position(|high| high == letter)?;
    u8::try_from(0x80 + index).ok()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn letters_in_disguise_are_found() {
        fires(&RULE, "# cr⟦Ã©⟧⟦Ã©⟧ \nFROM a\nLABEL b=\"l⟦â€™⟧c\"\n");
        fires(&RULE, "# cr⟦√©⟧er\nFROM a\n");
    }

    #[test]
    fn letters_that_are_meant_are_left() {
        silent(&RULE, "# créé, « là » – l’été √2 ÉÀÇ ñ ß ÷ © ®\nFROM a\n");
        silent(&RULE, "# 日本語 한국어 Ελλάδα\nFROM a\n");
    }

    #[test]
    fn they_are_mended() {
        fixes(&RULE, "# d√©mo\nFROM a\n", "# démo\nFROM a\n");
    }
}
