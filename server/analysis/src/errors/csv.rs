//! Values with commas between them, as mounts and devices are written.

use super::reading::Piece;

/// The fields of a value, or `None` where its quotes stand in the wrong place.
pub(super) fn fields(value: &Piece) -> Option<Vec<Piece>> {
    let text = &*value.text;
    let mut fields = Vec::new();
    let mut start = 0;
    if text.is_empty() {
        return None;
    }
    loop {
        let rest = text.get(start..)?;
        if !rest.starts_with('"') {
            let end = rest.find(',').unwrap_or(rest.len());
            let field = &rest[..end];
            if field.contains('"') {
                return None;
            }
            fields.push(Piece::new(field, value.part(start..start + end)));
            if end == rest.len() {
                return Some(fields);
            }
            start += end + 1;
            continue;
        }
        let (field, length) = quoted(&rest[1..])?;
        let span = value.part(start..start + length + 1);
        fields.push(Piece::new(&field, span));
        match rest[length + 1..].chars().next() {
            None => return Some(fields),
            Some(',') => start += length + 2,
            Some(_) => return None,
        }
    }
}

/// What stands in quotes, and how far it goes with the last of them.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut field = String::new();
    let mut start = 0;
    loop {
        let end = start + text.get(start..)?.find('"')?;
        field.push_str(&text[start..end]);
        if !text[end + 1..].starts_with('"') {
            return Some((field, end + 1));
        }
        field.push('"');
        start = end + 2;
    }
}
