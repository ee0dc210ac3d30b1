//! Findings as the log commands that GitHub Actions shows beside the lines of a change.

use super::report::Report;
use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::lang::Lang;
use strates_analysis::rules::Severity;
use strates_analysis::text::Encoding;

pub fn render(reports: &[Report], lang: Lang) -> String {
    let lines = reports.iter().flat_map(|report| {
        let found = report.found.iter();
        found.map(|found| line(report, found, lang))
    });
    lines.collect()
}

fn line(report: &Report, found: &Diagnostic, lang: Lang) -> String {
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    };
    let text = &report.text;
    let range = found.range();
    let (start, end) = (
        text.position(range.start, Encoding::Utf32),
        text.position(range.end, Encoding::Utf32),
    );
    let (file, title) = (property(&report.name), property(found.code()));
    let mut place = format!(
        "file={file},line={},endLine={}",
        start.line + 1,
        end.line + 1
    );
    // GitHub takes columns only where they are of one line.
    if start.line == end.line {
        place += &format!(
            ",col={},endColumn={}",
            start.character + 1,
            end.character + 1
        );
    }
    let message = data(&found.message(lang));
    format!("::{level} {place},title={title}::{message}\n")
}

fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_is_escaped() {
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
        assert_eq!(data("a: b, c"), "a: b, c");
    }
}
