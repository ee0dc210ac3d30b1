//! The forms of the instruction or flag that is being written, and which part of it comes next.

mod active;
mod flags;
mod forms;
mod mounts;
mod part;
mod parts;
mod typed;

use crate::Document;
use crate::docs::Kind;
use crate::lang::Lang;
use crate::model::{Body, Located};
use crate::syntax::Joined;
use active::active;
use part::page_sentence;
use std::ops::Range;
use typed::Typed;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signatures {
    pub forms: Vec<Signature>,
    /// The form that the text has so far.
    pub active: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    pub label: String,
    pub documentation: String,
    pub parameters: Vec<Parameter>,
    /// The parameter that the cursor is in.
    pub active: Option<usize>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// In UTF-16 units of the label, as the protocol counts them.
    pub label: Range<u32>,
    pub text: String,
    pub documentation: String,
}

/// `None` where no form helps: in a keyword, in a comment, in the middle of a script.
pub fn signatures(document: &Document, byte: usize, lang: Lang) -> Option<Signatures> {
    let located = written_at(document, byte)?;
    let instruction = located.instruction;
    let heredocs = instruction
        .heredocs
        .iter()
        .filter(|heredoc| heredoc.end.is_some());
    let mut bodies = heredocs.map(|heredoc| located.at(heredoc.body));
    if bodies.any(|body| body.start <= byte) || in_comment(document, byte) {
        return None;
    }
    // What ONBUILD keeps is written like any other instruction.
    let nested = match &instruction.body {
        Body::Trigger(Some(nested)) if located.at(nested.written.span).end < byte => Some(nested),
        _ => None,
    };
    let (keyword, written, flags, body) = match nested {
        Some(nested) => (nested.keyword, &nested.written, &nested.flags, &nested.body),
        None => {
            let own = (instruction.keyword, &instruction.written);
            (own.0, own.1, &instruction.flags, &instruction.body)
        }
    };
    let start = located.at(written.span).end;
    if byte <= start {
        return None;
    }
    let escape = document.dockerfile().escape.0;
    let source = document.text().slice(start..byte);
    let typed = Typed::read(&Joined::new(&source, escape).text, escape);
    if let Some(found) = flags::of_flag(&typed, flags, &located, byte, lang) {
        return Some(found);
    }
    let rest = document.text().slice(byte..located.range().end);
    let place = active(keyword, body, &located, &typed, &rest, byte)?;
    let name = keyword.name().to_ascii_lowercase();
    let documentation = page_sentence(Kind::Instruction, &name, lang);
    let forms = forms::of(keyword).iter();
    let forms: Vec<Signature> = forms
        .map(|form| part::signature(form, &documentation, place.role, lang))
        .collect();
    let active = place.form.min(forms.len().checked_sub(1)?);
    Some(Signatures { forms, active })
}

/// The instruction that a cursor goes on with: also behind blanks, and behind a continuation.
fn written_at(document: &Document, byte: usize) -> Option<Located<'_>> {
    let text = document.text();
    let mut end = byte;
    // Nobody leaves more lines empty in the middle of an instruction.
    for _ in 0..10 {
        let start = text.line_start(text.line_of(end));
        let line = text.slice(start..end);
        let before = line.trim_end();
        if !before.is_empty() {
            return document.dockerfile().instruction_at(start + before.len());
        }
        let above = text.line_start(text.line_of(start).checked_sub(1)?);
        let line = text.slice(above..start);
        let continued = line.trim_end();
        if !continued.ends_with(document.dockerfile().escape.0) {
            return document.dockerfile().instruction_at(byte);
        }
        end = above + continued.len();
    }
    None
}

fn in_comment(document: &Document, byte: usize) -> bool {
    let text = document.text();
    let start = text.line_start(text.line_of(byte));
    text.slice(start..byte).trim_start().starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The active form, with its active parameter in brackets of their own.
    fn shown(marked: &str, lang: Lang) -> Option<String> {
        let byte = marked.find("$0").expect("a place is marked");
        let document = Document::new(&marked.replacen("$0", "", 1));
        let found = signatures(&document, byte, lang)?;
        let form = &found.forms[found.active];
        let parameter = form.active.map(|index| &form.parameters[index]);
        let Some(parameter) = parameter else {
            return Some(form.label.clone());
        };
        let units: Vec<u16> = form.label.encode_utf16().collect();
        let piece = |range: Range<usize>| String::from_utf16_lossy(&units[range]);
        let (start, end) = (parameter.label.start as usize, parameter.label.end as usize);
        assert_eq!(piece(start..end), parameter.text);
        assert!(!parameter.documentation.is_empty(), "{}", parameter.text);
        let (before, after) = (piece(0..start), piece(end..units.len()));
        Some(format!("{before}«{}»{after}", parameter.text))
    }

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        assert_eq!(
            shown(marked, Lang::En).as_deref(),
            Some(expected),
            "{marked}"
        );
        assert!(shown(marked, Lang::Fr).is_some());
    }

    #[track_caller]
    fn nothing(marked: &str) {
        assert_eq!(shown(marked, Lang::En), None, "{marked}");
    }

    #[test]
    fn a_from_has_an_image_and_a_name() {
        check("FROM $0", "FROM [--platform=…] «image» [AS name]");
        check("FROM deb$0", "FROM [--platform=…] «image» [AS name]");
        check("FROM debian $0", "FROM [--platform=…] image «[AS name]»");
        check(
            "FROM debian AS x$0",
            "FROM [--platform=…] image «[AS name]»",
        );
        check("FROM --$0", "FROM «[--platform=…]» image [AS name]");
        nothing("FR$0OM debian");
    }

    #[test]
    fn copies_end_with_their_destination() {
        check("FROM a\nCOPY $0", "COPY [options] «source…» destination");
        check(
            "FROM a\nCOPY b$0 c /d",
            "COPY [options] «source…» destination",
        );
        check("FROM a\nCOPY b $0", "COPY [options] source… «destination»");
        check(
            "FROM a\nCOPY b c /d$0/e",
            "COPY [options] source… «destination»",
        );
        check(
            "# escape=`\r\nFROM a\r\nCOPY b `\r\n  $0",
            "COPY [options] source… «destination»",
        );
        check(
            "FROM a\r\nCOPY b \\\r\n  $0",
            "COPY [options] source… «destination»",
        );
        check(
            "FROM a\nCOPY [\"b$0\", \"c\"]",
            "COPY [options] [\"«source»\", …, \"destination\"]",
        );
        check(
            "FROM a\nCOPY [\"b\", \"$0c\"]",
            "COPY [options] [\"source\", …, \"«destination»\"]",
        );
        check(
            "FROM a\nCOPY <<E$0OF /x\nEOF",
            "COPY [options] «<<EOF» destination",
        );
    }

    #[test]
    fn commands_have_forms() {
        check("FROM a\nRUN $0", "RUN [options] «command»");
        check(
            "FROM a\nRUN [\"a$0",
            "RUN [options] [\"«program»\", \"argument\", …]",
        );
        check(
            "FROM a\nCMD [\"a\", \"b$0\"]",
            "CMD [\"program\", \"«argument»\", …]",
        );
        check("FROM a\nRUN <<E$0", "RUN [options] «<<EOF»");
        nothing("FROM a\nRUN make && mak$0e");
        nothing("FROM a\nRUN <<E\nma$0ke\nE\n");
    }

    #[test]
    fn pairs_have_names_and_values() {
        check("FROM a\nENV b$0", "ENV «name»=value …");
        check("FROM a\nENV b=c d=$0", "ENV name=«value» …");
        check("ARG b=$0", "ARG name=«default» …");
        check("FROM a\nLABEL b.c=\"d$0\"", "LABEL key=«value» …");
    }

    #[test]
    fn small_instructions() {
        check("FROM a\nEXPOSE 80$0", "EXPOSE «port»/protocol …");
        check("FROM a\nEXPOSE 80/$0", "EXPOSE port/«protocol» …");
        check("FROM a\nUSER b:$0", "USER user:«group»");
        check("FROM a\nWORKDIR $0", "WORKDIR «path»");
        check(
            "FROM a\nHEALTHCHECK --interval=1s $0",
            "HEALTHCHECK [options] «CMD command»",
        );
        check("FROM a\nONBUILD $0", "ONBUILD «instruction»");
        check(
            "FROM a\nONBUILD COPY b $0",
            "COPY [options] source… «destination»",
        );
    }

    #[test]
    fn flags_and_mounts_have_their_own() {
        check(
            "FROM --platform=linux/$0",
            "--platform=os/«architecture»/variant",
        );
        check("FROM a\nCOPY --chown=b:$0 c d", "--chown=user:«group»");
        check("FROM a\nCOPY --from=$0", "--from=«stage|image|context»");
        check(
            "FROM a\nRUN --mount=type=cache,$0",
            "--mount=type=cache,target=…,id=…,sharing=…,from=…,source=…,readonly,mode=…,uid=…,gid=…",
        );
        check(
            "FROM a\nRUN --mount=type=secret,id=b,target=$0c d",
            "--mount=type=secret,id=…,«target=…»,env=…,required,mode=…,uid=…,gid=…",
        );
        check(
            "FROM a\nRUN --mount=$0",
            "--mount=type=bind,target=…,source=…,from=…,readwrite",
        );
        nothing("FROM a\nRUN --mount=type=bind,target=/b # $0\n");
    }

    #[test]
    fn every_part_is_told_in_both_languages() {
        for keyword in crate::model::Keyword::KNOWN {
            for piece in forms::of(keyword).iter().copied().flatten() {
                if let part::Piece::Part(part) = piece {
                    for lang in [Lang::En, Lang::Fr] {
                        assert!(!part.documentation(lang).is_empty(), "{}", part.label.en);
                    }
                }
            }
        }
    }
}
