//! What stands under an instruction, and the `<<NAME` that each of it belongs to.

use super::super::*;
use super::instruction::Lowering;
use crate::syntax::{self, Syntax};
use tree_sitter::Node;

impl Lowering<'_> {
    pub(super) fn heredocs(&self, instruction: Node) -> Vec<Heredoc> {
        // Without a marker there is none, and nearly nothing has one.
        if !self.source.contains('<') {
            return Vec::new();
        }
        let mut markers = Vec::new();
        let mut heredocs = Vec::new();
        self.collect_heredocs(instruction, &mut markers, &mut heredocs);
        let mut markers = markers.into_iter().peekable();
        for heredoc in &mut heredocs {
            let Some(end) = heredoc.end else { continue };
            let name = self.source[end.start as usize..end.end as usize].trim_start_matches('\t');
            let fits = |marker: &Marker| {
                *marker.name == *name
                    || (!marker.chomps
                        && *marker.name == self.source[end.start as usize..end.end as usize])
            };
            heredoc.marker = markers.next_if(fits);
        }
        let nothing = Span {
            start: self.source.len() as u32,
            end: self.source.len() as u32,
        };
        heredocs.extend(markers.map(|marker| Heredoc {
            marker: Some(marker),
            body: nothing,
            end: None,
        }));
        heredocs
    }

    fn collect_heredocs(&self, node: Node, markers: &mut Vec<Marker>, heredocs: &mut Vec<Heredoc>) {
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            if let Some(marker) = syntax::HeredocMarker::cast(child) {
                markers.extend(self.marker(marker));
            } else if let Some(heredoc) = syntax::Heredoc::cast(child) {
                let end = heredoc.end().map(|end| self.span(end.node()));
                let at = end.map_or(0, |end| end.start);
                let body = heredoc.body().map(|body| self.span(body.node()));
                heredocs.push(Heredoc {
                    marker: None,
                    body: body.unwrap_or(Span { start: at, end: at }),
                    end,
                });
            } else if syntax::ShellCommand::cast(child).is_some()
                || syntax::Instruction::cast(child).is_some()
            {
                self.collect_heredocs(child, markers, heredocs);
            }
        }
    }

    fn marker(&self, marker: syntax::HeredocMarker) -> Option<Marker> {
        let name = marker.name()?;
        let operator = marker.operator()?.node();
        let written = &self.source[self.range(name.node())];
        let quoted = written.contains(['"', '\'', '\\']);
        // Without values a variable stays out of the name; nobody names a heredoc so.
        let plain = expand(written, '\\', &|_| None).map(|expanded| expanded.text);
        Some(Marker {
            span: self.span(marker.node()),
            name: plain.unwrap_or_else(|_| written.to_owned()).into(),
            name_span: self.span(name.node()),
            chomps: self.source[self.range(operator)].ends_with('-'),
            quoted,
        })
    }
}
