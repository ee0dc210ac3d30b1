//! Semantic tokens in the protocol's relative encoding.

use crate::lsp::kinds::Opened;
use crate::lsp::session::Snapshot;
use lsp_types::{SemanticToken, SemanticTokensLegend};
use std::borrow::Cow;
use strates_analysis::features::tokens::{Modifiers, Token, TokenKind};
use strates_analysis::text::{ByteRange, Encoding, Text};

pub fn legend() -> SemanticTokensLegend {
    let kinds = TokenKind::ALL.iter().map(|kind| kind.name().into());
    let modifiers = Modifiers::NAMES.iter().map(|name| (*name).into());
    SemanticTokensLegend {
        token_types: kinds.collect(),
        token_modifiers: modifiers.collect(),
    }
}

/// The tokens come in the order of the text, so each line is looked up once.
pub fn encode_tokens<D: Opened>(snapshot: &Snapshot<D>, tokens: &[Token]) -> Vec<SemanticToken> {
    let mut line = Line::of(snapshot.document.text(), 0);
    let (mut last_line, mut last_start) = (0, 0);
    let mut encoded = Vec::with_capacity(tokens.len());
    for token in tokens {
        if !line.bytes.contains(&token.range.start) {
            line = Line::of(snapshot.document.text(), token.range.start);
        }
        let start = line.column(token.range.start, snapshot.encoding);
        let end = line.column(token.range.end, snapshot.encoding);
        let delta_line = line.number - last_line;
        encoded.push(SemanticToken {
            delta_line,
            delta_start: if delta_line == 0 {
                start - last_start
            } else {
                start
            },
            length: end - start,
            token_type: index(token.kind),
            token_modifiers_bitset: token.modifiers.0,
        });
        (last_line, last_start) = (line.number, start);
    }
    encoded
}

fn index(kind: TokenKind) -> u32 {
    let index = TokenKind::ALL.iter().position(|known| *known == kind);
    u32::try_from(index.unwrap_or_default()).unwrap_or_default()
}

struct Line<'a> {
    number: u32,
    bytes: ByteRange,
    text: Cow<'a, str>,
    is_ascii: bool,
}

impl<'a> Line<'a> {
    fn of(text: &'a Text, byte: usize) -> Line<'a> {
        let number = text.line_of(byte);
        let end = if number + 1 < text.line_count() {
            text.line_start(number + 1)
        } else {
            text.len()
        };
        let bytes = text.line_start(number)..end;
        let text = text.slice(bytes.clone());
        let is_ascii = text.is_ascii();
        Line {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            bytes,
            text,
            is_ascii,
        }
    }

    fn column(&self, byte: usize, encoding: Encoding) -> u32 {
        let bytes = byte.clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        let before = || self.text.get(..bytes).unwrap_or(&self.text);
        let units = match encoding {
            _ if self.is_ascii => bytes,
            Encoding::Utf8 => bytes,
            Encoding::Utf16 => before().chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => before().chars().count(),
        };
        u32::try_from(units).unwrap_or(u32::MAX)
    }
}
