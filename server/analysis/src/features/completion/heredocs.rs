//! Heredocs, opened and closed.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;
use crate::model::Keyword;

/// Only at the end of a line: the text comes below it.
pub fn items(place: &Place) -> Vec<Item> {
    if !place.is_last() {
        return Vec::new();
    }
    let is_run = place.command.keyword == Some(Keyword::Run);
    let forms: &[(&str, &str, &str)] = match is_run {
        true => &[
            ("<<EOF", "<<EOF\n${1:set -e}\nEOF", "heredoc"),
            ("<<'EOF'", "<<'EOF'\n${1:set -e}\nEOF", "heredoc-quoted"),
            ("<<-EOF", "<<-EOF\n\t${1:set -e}\nEOF", "heredoc-tabs"),
        ],
        false => &[
            ("<<EOF", "<<EOF ${1:/etc/file}\n${2:text}\nEOF", "heredoc"),
            (
                "<<'EOF'",
                "<<'EOF' ${1:/etc/file}\n${2:text}\nEOF",
                "heredoc-quoted",
            ),
            (
                "<<-EOF",
                "<<-EOF ${1:/etc/file}\n\t${2:text}\nEOF",
                "heredoc-tabs",
            ),
        ],
    };
    let items = forms.iter().map(|(label, template, page)| {
        let item = place.item(*label, ItemKind::Snippet);
        item.template(template, place.escape())
            .page(Kind::Topic, page)
    });
    items.collect()
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn a_heredoc_is_closed() {
        let written = plain("FROM a\nRUN <<$0", "<<EOF");
        assert_eq!(written, Some("<<EOF\nset -e\nEOF".to_owned()));
        assert!(labels("FROM a\nRUN <<$0 b").is_empty());
    }
}
