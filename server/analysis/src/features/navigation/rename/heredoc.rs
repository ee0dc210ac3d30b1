use super::super::heredocs::{HeredocName, heredoc_of};
use super::super::refusal::Refusal;
use super::line_of;
use crate::Document;
use crate::edit::TextEdit;
use crate::model::Located;

pub fn rename_heredoc(
    document: &Document,
    located: &Located,
    name: &HeredocName,
    new: &str,
) -> Result<Vec<TextEdit>, Refusal> {
    if !is_heredoc_word(new) {
        return Err(Refusal::InvalidHeredoc { name: new.into() });
    }
    if let Some(heredoc) = heredoc_of(located, name) {
        let chomps = heredoc.marker.as_ref().is_some_and(|marker| marker.chomps);
        let body = located.at(heredoc.body);
        let text = document.text().slice(body.clone());
        let mut lines = text.lines().map(|line| match chomps {
            true => line.trim_start_matches('\t'),
            false => line,
        });
        if let Some(row) = lines.position(|line| line == new) {
            let line = line_of(document, body.start) + row;
            return Err(Refusal::LineOfHeredoc {
                name: new.into(),
                line,
            });
        }
    }
    let both = [Some(&name.opening), name.end.as_ref()]
        .into_iter()
        .flatten();
    Ok(both
        .map(|range| TextEdit::replace(range.clone(), new))
        .collect())
}

fn is_heredoc_word(word: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let starts = |first: char| first.is_ascii_alphanumeric() || first == '_';
    word.starts_with(starts) && word.chars().all(is_part)
}
