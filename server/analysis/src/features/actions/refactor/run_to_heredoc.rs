use super::cursor::{Cursor, rewrite};
use super::filler::Filler;
use super::nodes::{
    Quote, has_sequence, quote_at, runs_other_text, starts_with_exit_on_error, takes_options_back,
};
use super::run::Run;
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::model::Dockerfile;
use crate::shell::{Link, Part};
use std::ops::Range;

const TITLE: Text = Text {
    en: "Write as a heredoc, one command per line",
    fr: "Écrire en heredoc, une commande par ligne",
};

/// One of them is no line of the script.
const NAMES: [&str; 4] = ["EOF", "EOT", "END_OF_RUN", "END_OF_SCRIPT"];

/// BuildKit hands the body to the shell as it is, so that `$` means the same in both.
pub fn run_to_heredoc(cursor: &Cursor) -> Option<Action> {
    let run = Run::read(cursor, cursor.located)?;
    if !run.is_plain(cursor.escape()) || !knows_heredocs(cursor.file()) || cursor.has_returns() {
        return None;
    }
    let parts = &run.parts;
    let has_next = parts.iter().skip(1).any(|part| part.link == Link::Next);
    let lines = match has_next {
        true => cuts(parts, |index| parts[index].link == Link::Next),
        false => {
            let last_or = parts.iter().rposition(|part| part.link == Link::Or);
            cuts(parts, |index| last_or.is_none_or(|or| or < index))
        }
    };
    let exits = starts_with_exit_on_error(&run.script).is_some();
    let whole = run.place();
    let needs_list = has_sequence(&run.script, &whole) || runs_other_text(&run.script, &whole);
    if lines.len() < 2 || (!has_next && (needs_list || takes_options_back(&run.script))) {
        return None;
    }
    let mut body = String::new();
    let mut comments = Vec::new();
    comments.extend(Filler::read(run.head()?, cursor.escape(), false).comments);
    if !has_next && !exits {
        body.push_str("set -e\n");
    }
    let mut end = None;
    for line in &lines {
        let (first, last) = (parts.get(line.start)?, parts.get(line.end.checked_sub(1)?)?);
        if let Some(end) = end {
            let gap = Filler::read(run.source.get(end..first.start)?, cursor.escape(), false);
            if !gap.is_only("&&") && !gap.is_only(";") {
                return None;
            }
            comments.extend(gap.comments);
        }
        end = Some(last.end);
        let text = unfolded(&run, first.start..last.end, cursor.escape(), &mut comments)?;
        for comment in comments.drain(..) {
            body.push_str(comment);
            body.push('\n');
        }
        body.push_str(&text);
        body.push('\n');
    }
    for comment in Filler::read(run.tail()?, cursor.escape(), false).comments {
        body.push_str(comment);
        body.push('\n');
    }
    let name = NAMES
        .iter()
        .find(|name| body.lines().all(|line| line.trim() != **name))?;
    if body.starts_with("#!") {
        return None;
    }
    let start = run.range().start - run.head()?.len();
    let text = format!(" <<{name}\n{body}{name}");
    rewrite(
        TITLE,
        vec![TextEdit::replace(
            start..cursor.line_end(&run.located),
            text,
        )],
    )
}

/// The parts in groups: one starts wherever a part other than the first is asked for.
fn cuts(parts: &[Part], starts: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for index in 0..parts.len() {
        match groups.last_mut() {
            Some(group) if !starts(index) => group.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

/// A piece of the script with continuations that the shell reads. The comments in it, which the
/// shell would not skip, are gathered.
fn unfolded<'a>(
    run: &'a Run,
    place: Range<usize>,
    escape: char,
    comments: &mut Vec<&'a str>,
) -> Option<String> {
    let joined = &run.script.script.source;
    let start = joined.joined_offset(place.start)?;
    let end = joined.joined_offset(place.end.checked_sub(1)?)? + 1;
    let pieces: Vec<Range<usize>> = joined.source_ranges(start..end).collect();
    let indent = common_indent(run, &pieces);
    let mut text = String::new();
    let mut offset = start;
    for (index, piece) in pieces.iter().enumerate() {
        let source = run.source.get(piece.clone())?;
        if let Some(before) = index.checked_sub(1).and_then(|index| pieces.get(index)) {
            let gap = run.source.get(before.end..piece.start)?;
            comments.extend(Filler::read(gap, escape, false).comments);
            // Between single quotes, the shell takes a continuation for letters.
            match quote_at(&run.script, offset) {
                Some(Quote::Single) => text.push_str(source),
                _ if text.ends_with('\\') => return None,
                Some(_) => text.extend(["\\\n", source]),
                None if indent > 0 => text.extend(["\\\n    ", source.get(indent..)?]),
                None => text.extend(["\\\n", source]),
            }
        } else {
            text.push_str(source);
        }
        offset += source.len();
    }
    Some(text)
}

/// Of the continued lines that stand outside of quotes.
fn common_indent(run: &Run, pieces: &[Range<usize>]) -> usize {
    let joined = &run.script.script.source;
    let indents = pieces.iter().skip(1).filter_map(|piece| {
        let source = run.source.get(piece.clone())?;
        let is_quoted = quote_at(&run.script, joined.joined_offset(piece.start)?).is_some();
        let indent = source.len() - source.trim_start_matches([' ', '\t']).len();
        (!is_quoted).then_some(indent)
    });
    indents.min().unwrap_or_default()
}

/// Not where the file asks for a syntax from before they came.
pub fn knows_heredocs(file: &Dockerfile) -> bool {
    let mut directives = file.directives.iter();
    let syntax = directives.find(|directive| directive.name == "syntax");
    let version = syntax.and_then(|syntax| syntax.value.rsplit_once(":1."));
    let minor = version.map(|(_, rest)| {
        let end = rest.find(|letter: char| !letter.is_ascii_digit());
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    });
    let minor = minor.and_then(|minor| minor.parse::<u32>().ok());
    minor.is_none_or(|minor| minor >= FIRST_MINOR)
}

const FIRST_MINOR: u32 = 4;

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no};
    use super::run_to_heredoc;

    #[test]
    fn a_list_ends_where_a_command_fails() {
        check(
            run_to_heredoc,
            "FROM a\nRUN b && $0c $D && e || f && g\n",
            "FROM a\nRUN <<EOF\nset -e\nb && c $D && e || f\ng\nEOF\n",
        );
        check(
            run_to_heredoc,
            "FROM a\n  RUN --mount=type=ssh set -eux \\\n   # b\n  && c \\\n $0    d \\\n       e; \nRUN f",
            "FROM a\n  RUN --mount=type=ssh <<EOF\nset -eux\n# b\nc \\\n    d \\\n      e\nEOF\nRUN f",
        );
        check(
            run_to_heredoc,
            "FROM a\nRUN b \\\n # EOF\n c && \\\n # d\n EOF$0",
            "FROM a\nRUN <<EOT\nset -e\n# EOF\nb \\\n    c\n# d\nEOF\nEOT",
        );
    }

    #[test]
    fn other_commands_follow_each_other() {
        check(
            run_to_heredoc,
            "FROM a\nRUN b; c && $0d; \\\n for i in 1; do e; f; done\n",
            "FROM a\nRUN <<EOF\nb\nc && d\nfor i in 1; do e; f; done\nEOF\n",
        );
    }

    #[test]
    fn quotes_stay_what_they_are() {
        check(
            run_to_heredoc,
            "# escape=`\nFROM a\nRUN $0b 'c `\n  d' && e \"f `\n  g\"\n",
            "# escape=`\nFROM a\nRUN <<EOF\nset -e\nb 'c   d'\ne \"f \\\n  g\"\nEOF\n",
        );
    }

    #[test]
    fn some_need_their_list() {
        for list in [
            "{ b; c; } && d",
            "if b; then c; d; fi && e",
            "! b && c",
            ". b && c",
            "b",
            "b || c",
            "set +e && c",
            "b && c &",
            "b && c # d",
            "b && 'c",
            "for i in 1; do b; done && c",
            "b && A=$(c; d)",
            "if b; then c && d; fi && e",
        ] {
            check_no(run_to_heredoc, &format!("FROM a\nRUN $0{list}\n"));
        }
        check_no(
            run_to_heredoc,
            "# syntax=docker/dockerfile:1.2\nFROM a\nRUN $0b && c\n",
        );
        check_no(run_to_heredoc, "FROM a\nRUN $0b <<E && c\nE\n");
        check_no(run_to_heredoc, "FROM a\r\nRUN $0b && c\r\n");
        check_no(run_to_heredoc, "FROM a\nSHELL [\"cmd\"]\nRUN $0b && c\n");
    }
}
