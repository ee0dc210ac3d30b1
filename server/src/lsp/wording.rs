//! Diagnostics in the words that a client was given before: of thousands that are found again after
//! a key, none is put into words twice.

use super::convert;
use super::json;
use super::session::Snapshot;
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    NumberOrString, Url,
};
use serde::Serialize;
use strates_analysis::features::diagnostics;
use strates_analysis::lang::Lang;

/// What a client was told last of a document, each in JSON without its range.
pub struct Wording {
    lang: Lang,
    told: Vec<(diagnostics::Diagnostic, Vec<u8>)>,
}

/// All of a diagnostic but where it is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Words {
    severity: Option<DiagnosticSeverity>,
    code: Option<NumberOrString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<CodeDescription>,
    source: Option<String>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_information: Option<Vec<DiagnosticRelatedInformation>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<DiagnosticTag>>,
}

impl From<Diagnostic> for Words {
    fn from(diagnostic: Diagnostic) -> Words {
        Words {
            severity: diagnostic.severity,
            code: diagnostic.code,
            code_description: diagnostic.code_description,
            source: diagnostic.source,
            message: diagnostic.message,
            related_information: diagnostic.related_information,
            tags: diagnostic.tags,
        }
    }
}

/// The body of the message that publishes what was found, with what there was said of it before.
pub fn published(
    snapshot: &Snapshot,
    found: Vec<diagnostics::Diagnostic>,
    before: Option<Wording>,
) -> serde_json::Result<(Vec<u8>, Wording)> {
    let lang = snapshot.lang;
    let before = before.filter(|before| before.lang == lang);
    let mut before = Told::of(before.map_or_else(Vec::new, |before| before.told));
    let mut told = Vec::with_capacity(found.len());
    let mut ranges = snapshot.ranges();
    let mut body = opening(&snapshot.uri, snapshot.version)?;
    body.reserve(before.bytes());
    for (index, found) in found.into_iter().enumerate() {
        if index > 0 {
            body.push(b',');
        }
        let words = match before.take(&found) {
            Some(words) => words,
            None => serde_json::to_vec(&Words::from(convert::diagnostic(snapshot, &found)))?,
        };
        body.extend_from_slice(words.strip_suffix(b"}").unwrap_or(&words));
        body.extend_from_slice(br#","range":"#);
        json::range(ranges.of(&found.range()), &mut body);
        body.push(b'}');
        told.push((found, words));
    }
    body.extend_from_slice(b"]}}");
    Ok((body, Wording { lang, told }))
}

fn opening(uri: &Url, version: i32) -> serde_json::Result<Vec<u8>> {
    let uri = serde_json::to_string(uri)?;
    let method = "textDocument/publishDiagnostics";
    let opening = format!(
        r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"uri":{uri},"version":{version},"diagnostics":["#
    );
    Ok(opening.into_bytes())
}

/// What was told before, in its order, from which each is taken once.
struct Told {
    told: Vec<(diagnostics::Diagnostic, Vec<u8>)>,
    next: usize,
}

impl Told {
    /// A key makes few diagnostics come or go.
    const NEARBY: usize = 16;

    fn of(told: Vec<(diagnostics::Diagnostic, Vec<u8>)>) -> Told {
        Told { told, next: 0 }
    }

    /// As much as the same takes again, with ranges.
    fn bytes(&self) -> usize {
        const RANGE: usize = 96;
        let words = self.told.iter().map(|(_, words)| words.len() + RANGE);
        words.sum()
    }

    fn take(&mut self, found: &diagnostics::Diagnostic) -> Option<Vec<u8>> {
        let nearby = self.told[self.next..].iter().take(Self::NEARBY);
        let skipped = nearby
            .map(|(told, _)| told)
            .position(|told| found.says_the_same(told))?;
        self.next += skipped + 1;
        let (_, words) = self.told.get_mut(self.next - 1)?;
        Some(std::mem::take(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::kinds::Kind;
    use crate::lsp::testing;
    use serde_json::{Value, json};
    use strates_analysis::text::{Change, Encoding, Position};

    const TEXT: &str = "FROM debian AS A\nMAINTAINER é\nRUN cd /x\nCOPY a b\nFROM a\n";

    fn parsed(message: &[u8]) -> Value {
        serde_json::from_slice(message).unwrap()
    }

    /// What is published after a change is what would be published without a word from before.
    async fn check(line: u32, character: u32, text: &str) {
        let (session, _) = testing::session(json!({"profile": "strict"})).await;
        let uri = Url::parse("file:///Dockerfile").unwrap();
        let found =
            |snapshot: &Snapshot| diagnostics::diagnostics(&snapshot.document, &snapshot.setup());
        session
            .documents
            .open(uri.clone(), Kind::Dockerfile, 1, TEXT);
        let snapshot = session.snapshot(&uri).unwrap();
        let (_, before) = published(&snapshot, found(&snapshot), None).unwrap();
        let at = Position { line, character };
        let changes = [Change {
            range: Some((at, at)),
            text: text.to_owned(),
        }];
        session.documents.edit(&uri, 2, &changes, Encoding::Utf16);
        let snapshot = session.snapshot(&uri).unwrap();
        let found = found(&snapshot);
        let (again, _) = published(&snapshot, found.clone(), Some(before)).unwrap();
        let (afresh, _) = published(&snapshot, found, None).unwrap();
        let published = parsed(&again);
        assert_eq!(published, parsed(&afresh));
        let diagnostics = published["params"]["diagnostics"].as_array().unwrap();
        assert!(!diagnostics.is_empty());
        assert!(diagnostics.iter().all(|each| each["range"].is_object()));
    }

    #[tokio::test]
    async fn words_of_before_are_those_of_now() {
        check(0, 0, "# c\n").await;
        check(1, 11, "é").await;
        check(2, 4, "sudo ").await;
        check(3, 8, " c\nMAINTAINER x").await;
        check(4, 6, "lpine").await;
        check(0, 11, ":12").await;
    }
}
