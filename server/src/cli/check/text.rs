//! Findings as a good compiler tells them: where, what, and the line itself with the place marked.

use super::report::Report;
use crate::layers::paint::{Ink, Paint};
use std::borrow::Cow;
use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use strates_analysis::rules::{Related, Severity};
use strates_analysis::shown::{columns, visible};
use strates_analysis::text::{ByteRange, Encoding};
use strates_analysis::threads::{self, in_parts};

pub fn render(reports: &[Report], lang: Lang) -> String {
    let paint = Paint::for_stdout();
    let mut page = String::new();
    for report in reports {
        let page_of = Page {
            report,
            lang,
            paint,
        };
        page.extend(in_parts(&report.found, part(report), |part| {
            let findings = part.iter().map(|found| page_of.finding(found));
            findings.collect::<String>()
        }));
    }
    page + &summary(reports, lang, paint)
}

/// So many findings are put into words on one thread.
fn part(report: &Report) -> usize {
    const FEW: usize = 256;
    let count = report.found.len();
    if count <= FEW {
        return FEW;
    }
    let threads = threads::count();
    count.div_ceil(threads).max(FEW)
}

struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    paint: Paint,
}

/// A line that is longer is shown around the place.
const WIDEST: usize = 160;

impl Page<'_> {
    fn finding(&self, found: &Diagnostic) -> String {
        let range = found.range();
        let code = found
            .also()
            .iter()
            .fold(found.code().to_owned(), |codes, also| codes + ", " + also);
        let ink = ink(found.severity);
        let severity = found.severity.text().get(self.lang);
        let head = self.paint.ink(ink, &format!("{severity} [{code}]"));
        let place = self.paint.ink(Ink::Strong, &self.place(&range));
        let message = found.message(self.lang);
        let colon = msg!(self.lang, en: ":", fr: "\u{a0}:");
        let mut text = format!("{place}: {head}{colon} {message}\n");
        text += &self.excerpt(&range, ink);
        for related in found.related() {
            text += &self.related(&related);
        }
        for fix in found.fixes().iter().take(1) {
            let title = fix.title.get(self.lang);
            let word = self
                .paint
                .ink(Ink::Target, &msg!(self.lang, en: "fix", fr: "correction"));
            text += &format!("  = {word}{colon} {title}\n");
        }
        text + "\n"
    }

    fn place(&self, range: &ByteRange) -> String {
        let position = self.report.text.position(range.start, Encoding::Utf32);
        let name = &self.report.name;
        format!("{name}:{}:{}", position.line + 1, position.character + 1)
    }

    fn related(&self, related: &Related) -> String {
        let message = related.message.get(self.lang);
        let place = self.place(&related.range);
        format!("  = {place}: {message}\n")
    }

    /// The first line of a range, and a mark below what it covers of it.
    fn excerpt(&self, range: &ByteRange, ink: Ink) -> String {
        let text = &self.report.text;
        let line = text.line_of(range.start);
        let (start, end) = (text.line_start(line), text.line_start(line + 1));
        let source = text.slice(start..end);
        let source = source.trim_end_matches(['\n', '\r']);
        let at = |byte: usize| {
            let byte = byte.saturating_sub(start).min(source.len());
            source.get(..byte).unwrap_or(source)
        };
        let (before, through) = (at(range.start), at(range.end));
        let indent = columns(&shown(before));
        let width = columns(&shown(through)).saturating_sub(indent).max(1);
        let (whole, indent) = window(&shown(source), indent);
        let number = (line + 1).to_string();
        let margin = " ".repeat(number.len());
        let bar = self.paint.ink(Ink::Faint, "|");
        let mark = "^".repeat(width.min(WIDEST));
        let mark = self.paint.ink(ink, &mark);
        let number = self.paint.ink(Ink::Faint, &number);
        format!(
            " {number} {bar} {whole}\n {margin} {bar} {}{mark}\n",
            " ".repeat(indent)
        )
    }
}

fn shown(part: &str) -> Cow<'_, str> {
    let is_plain = part.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    match is_plain {
        true => Cow::Borrowed(part),
        false => visible(&part.replace('\t', "    ")).collect(),
    }
}

/// The part of a long line around a column, and where that column is in it.
fn window(line: &str, column: usize) -> (String, usize) {
    if columns(line) <= WIDEST {
        return (line.to_owned(), column);
    }
    let skipped = column.saturating_sub(WIDEST / 4);
    let mut width = 0;
    let mut part = String::new();
    for letter in line.chars() {
        let own = columns(letter.encode_utf8(&mut [0; 4]));
        width += own;
        if width > skipped && width <= skipped + WIDEST {
            part.push(letter);
        }
    }
    match skipped {
        0 => (format!("{part}…"), column),
        _ => (format!("…{part}…"), column - skipped + 1),
    }
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Error => Ink::Error,
        Severity::Warning => Ink::Metadata,
        Severity::Info => Ink::Layer,
        Severity::Hint => Ink::Faint,
    }
}

fn summary(reports: &[Report], lang: Lang, paint: Paint) -> String {
    let all = || reports.iter().flat_map(|report| &report.found);
    let files = lang.count(reports.len(), ("file", "files"), ("fichier", "fichiers"));
    let mended: usize = reports.iter().map(|report| report.mended).sum();
    let mut sentences = Vec::new();
    if mended > 0 {
        let (en, fr) = (
            ("problem", "problems"),
            ("problème corrigé", "problèmes corrigés"),
        );
        let count = lang.count(mended, en, fr);
        sentences.push(msg!(lang, en: "{count} fixed.", fr: "{count}."));
    }
    let counts: Vec<String> = KINDS
        .iter()
        .filter_map(|(severity, en, fr)| {
            let number = all().filter(|found| found.severity == *severity).count();
            (number > 0).then(|| lang.count(number, *en, *fr))
        })
        .collect();
    if reports.is_empty() {
        return String::new();
    }
    if counts.is_empty() {
        sentences.push(msg!(
            lang,
            en: "Nothing found in {files}.",
            fr: "Rien à signaler dans {files}.",
        ));
    } else {
        let counts = counts.join(", ");
        sentences.push(msg!(lang, en: "{counts} in {files}.", fr: "{counts} dans {files}."));
    }
    let fixable = all().filter(|found| found.has_safe_fix()).count();
    if fixable > 0 {
        sentences.push(msg!(
            lang,
            en: "`--fix` mends {fixable} of them.",
            fr: "`--fix` en corrige {fixable}.",
        ));
    }
    paint.ink(Ink::Strong, &sentences.join(" ")) + "\n"
}

type Noun = (&'static str, &'static str);

const KINDS: [(Severity, Noun, Noun); 4] = [
    (Severity::Error, ("error", "errors"), ("erreur", "erreurs")),
    (
        Severity::Warning,
        ("warning", "warnings"),
        ("avertissement", "avertissements"),
    ),
    (Severity::Info, ("info", "infos"), ("info", "infos")),
    (Severity::Hint, ("hint", "hints"), ("conseil", "conseils")),
];
