//! Text of a Dockerfile on its way to a screen or a picture: harmless, and cut to fit.

use crate::lang::Lang;

/// What may be shown: one line, without the control characters that move a terminal's cursor,
/// break XML or turn the reading direction round.
pub fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|letter| match letter {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        letter => letter,
    })
}

/// The text made visible, cut with an ellipsis to at most `width` columns.
pub fn fitted(text: &str, width: usize) -> String {
    let mut shown = String::new();
    let mut used = 0;
    // Where to cut, should the text turn out too long: there the ellipsis still fits.
    let mut room_for_ellipsis = 0;
    for letter in visible(text) {
        used += columns_of(letter);
        if used > width {
            shown.truncate(room_for_ellipsis);
            let kept = shown.trim_end().len();
            shown.truncate(kept);
            shown.push_str(if width > 0 { "…" } else { "" });
            return shown;
        }
        shown.push(letter);
        if used < width {
            room_for_ellipsis = shown.len();
        }
    }
    shown
}

/// A size as people say it.
///
/// ```
/// # use strates_analysis::{lang::Lang, shown::size};
/// assert_eq!(size(312, Lang::En), "312 B");
/// assert_eq!(size(4_712_000, Lang::Fr), "4,7\u{a0}Mo");
/// ```
pub fn size(bytes: u64, lang: Lang) -> String {
    let (units, blank): (_, &str) = match lang {
        Lang::En => (["B", "kB", "MB", "GB"], " "),
        Lang::Fr => (["o", "Ko", "Mo", "Go"], "\u{a0}"),
    };
    let mut number = bytes as f64;
    let mut unit = 0;
    while number >= 999.5 && unit + 1 < units.len() {
        number /= 1000.0;
        unit += 1;
    }
    let digits = usize::from(unit > 0 && number < 9.95);
    let number = format!("{number:.digits$}");
    let number = match lang {
        Lang::En => number,
        Lang::Fr => number.replace('.', ","),
    };
    format!("{number}{blank}{}", units[unit])
}

/// How many columns of a monospace font the text takes.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(columns_of).sum()
}

/// The text, followed by blanks up to `width` columns.
pub fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(columns(text));
    format!("{text}{:blanks$}", "")
}

fn columns_of(letter: char) -> usize {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: &str) {
        let cut = fitted(text, width);
        assert_eq!(cut, expected);
        assert!(columns(&cut) <= width);
    }

    #[test]
    fn cuts_only_what_is_too_long() {
        check("RUN make", 8, "RUN make");
        check("RUN make", 7, "RUN ma…");
        check("RUN make", 5, "RUN…");
        check("RUN make", 1, "…");
        check("RUN make", 0, "");
        check("", 0, "");
    }

    #[test]
    fn counts_columns_not_letters() {
        check("层层层", 6, "层层层");
        check("层层层", 5, "层层…");
        check("层层层", 4, "层…");
        check("e\u{301}te\u{301}", 3, "e\u{301}te\u{301}");
        assert_eq!(padded("层", 4), "层  ");
    }

    #[test]
    fn shows_nothing_that_could_harm() {
        check("a\0b\x1b[31m\u{7f}", 20, "a␀b␛[31m␡");
        check("a\nb\tc\u{9b}\u{202e}", 20, "a b c\u{fffd}\u{fffd}");
    }
}
