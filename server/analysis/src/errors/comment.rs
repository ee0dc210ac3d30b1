//! Comments at the end of a line: BuildKit takes them for arguments.

use super::reading::Line;
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::text::ByteRange;

pub(super) const TITLE: Text = Text {
    en: "Move the comment to a line of its own",
    fr: "Déplacer le commentaire sur sa propre ligne",
};

/// The arguments without a comment at their end, if they hold one and stand without it.
pub(super) fn moved(
    line: &Line,
    arguments: ByteRange,
    stands: impl Fn(&str) -> bool,
) -> Option<Fix> {
    let text = line.text(arguments.clone());
    let starts = text.match_indices(['#', '/']).map(|(start, _)| start);
    let start = starts
        .filter(|start| is_comment(text, *start))
        .find(|start| stands(text[..*start].trim_end()))?;
    let comment = text[start..].trim_start_matches(['#', '/']).trim();
    let span = line.span(arguments.start + start..arguments.end);
    // A comment that goes on in the next line would take it along.
    let source = line.source.get(ByteRange::from(span))?;
    if source.contains('\n') {
        return None;
    }
    let removed = line.with_blank(span);
    let note = format!("# {comment}\n");
    Some(Fix::safe(
        TITLE,
        vec![TextEdit::insert(0, note), TextEdit::delete(removed)],
    ))
}

fn is_comment(text: &str, start: usize) -> bool {
    let (before, rest) = text.split_at(start);
    let follows_blank = before.is_empty() || before.ends_with(char::is_whitespace);
    follows_blank && (rest.starts_with('#') || rest.starts_with("//"))
}
