//! Whether the body of a message is one that tower-lsp can read, and if not, what can still be
//! said of it.

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{ErrorCode, Id, Response};

#[derive(Debug, PartialEq)]
pub enum Envelope {
    Message {
        is_exit: bool,
    },
    Unreadable(Unreadable),
    /// An answer that is none.
    Ignored,
}

#[derive(Debug, PartialEq)]
pub struct Unreadable {
    pub code: ErrorCode,
    pub id: Id,
    /// The document whose text was to be opened or changed.
    pub document: Option<String>,
}

impl Unreadable {
    pub fn garbage() -> Unreadable {
        Unreadable {
            code: ErrorCode::ParseError,
            id: Id::Null,
            document: None,
        }
    }
}

#[derive(Deserialize)]
struct Parts {
    jsonrpc: String,
    id: Option<Value>,
    method: Option<String>,
    // Read for the errors that tower-lsp would find in it.
    #[serde(rename = "params")]
    _params: Option<Value>,
}

pub fn read(body: &[u8]) -> Envelope {
    let Ok(text) = std::str::from_utf8(body) else {
        return Envelope::Unreadable(Unreadable::garbage());
    };
    match serde_json::from_str::<Parts>(text) {
        Ok(parts) if parts.jsonrpc == "2.0" => message(text, parts),
        Err(error) if !error.is_data() => Envelope::Unreadable(unparsed(text)),
        _ => Envelope::Unreadable(no_request(text)),
    }
}

fn message(text: &str, parts: Parts) -> Envelope {
    let has_valid_id = match &parts.id {
        None | Some(Value::String(_)) => true,
        Some(id) => id.is_i64(),
    };
    match parts.method {
        Some(method) if has_valid_id => Envelope::Message {
            is_exit: method == "exit",
        },
        None if serde_json::from_str::<Response>(text).is_ok() => {
            Envelope::Message { is_exit: false }
        }
        None if parsed(text).get("error").is_some() => Envelope::Ignored,
        _ => Envelope::Unreadable(no_request(text)),
    }
}

/// JSON, but no JSON-RPC.
fn no_request(text: &str) -> Unreadable {
    let id = parsed(text).get("id").cloned().unwrap_or_default();
    let id = serde_json::from_value(id).unwrap_or_default();
    Unreadable {
        code: ErrorCode::InvalidRequest,
        id,
        document: None,
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[derive(Deserialize)]
struct TextMessage {
    method: String,
    params: TextParams,
}

#[derive(Deserialize)]
struct TextParams {
    #[serde(rename = "textDocument")]
    document: TextDocument,
}

#[derive(Deserialize)]
struct TextDocument {
    uri: String,
}

/// Half a surrogate pair makes a string unreadable, but not what surrounds it: which document the
/// message is about can still be told.
fn unparsed(text: &str) -> Unreadable {
    let message = serde_json::from_str::<TextMessage>(text).ok();
    let changes_text = |message: &TextMessage| {
        matches!(
            &*message.method,
            "textDocument/didOpen" | "textDocument/didChange"
        )
    };
    let document = message
        .filter(changes_text)
        .map(|message| message.params.document.uri);
    Unreadable {
        document,
        ..Unreadable::garbage()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: Envelope) {
        assert_eq!(read(body.as_bytes()), expected, "{body}");
    }

    fn unreadable(code: ErrorCode, id: Id, document: Option<&str>) -> Envelope {
        let document = document.map(str::to_owned);
        Envelope::Unreadable(Unreadable { code, id, document })
    }

    #[test]
    fn reads_requests_notifications_and_answers() {
        let message = |body| check(body, Envelope::Message { is_exit: false });
        message(r#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#);
        message(r#"{"jsonrpc":"2.0","id":"a","method":"shutdown","params":null}"#);
        message(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#);
        message(r#"{"jsonrpc":"2.0","id":0,"result":null}"#);
        message(r#"{"jsonrpc":"2.0","id":0,"error":{"code":-1,"message":"no"}}"#);
        check(
            r#"{"jsonrpc":"2.0","method":"exit"}"#,
            Envelope::Message { is_exit: true },
        );
    }

    #[test]
    fn tells_broken_json_from_broken_requests() {
        let parse_error = unreadable(ErrorCode::ParseError, Id::Null, None);
        check(r#"{"jsonrpc":"2.0","method":"#, parse_error);
        check("", unreadable(ErrorCode::ParseError, Id::Null, None));
        check("[]", unreadable(ErrorCode::InvalidRequest, Id::Null, None));
        let no_request = |id| unreadable(ErrorCode::InvalidRequest, id, None);
        check(r#"{"id":7,"method":"shutdown"}"#, no_request(Id::Number(7)));
        check(r#"{"jsonrpc":"2.0","id":7}"#, no_request(Id::Number(7)));
        check(
            r#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#,
            no_request(Id::Null),
        );
        check(
            r#"{"jsonrpc":"2.0","id":7,"method":8}"#,
            no_request(Id::Number(7)),
        );
    }

    #[test]
    fn never_answers_an_answer() {
        check(
            r#"{"jsonrpc":"2.0","id":0,"error":"no"}"#,
            Envelope::Ignored,
        );
    }

    #[test]
    fn names_the_document_of_half_a_surrogate_pair() {
        let body = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":
            {"textDocument":{"uri":"file:///a","version":2},"contentChanges":[{"text":"\ud83d"}]}}"#;
        check(
            body,
            unreadable(ErrorCode::ParseError, Id::Null, Some("file:///a")),
        );
    }

    #[test]
    fn refuses_invalid_utf8() {
        let expected = unreadable(ErrorCode::ParseError, Id::Null, None);
        assert_eq!(read(b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}"), expected);
    }
}
