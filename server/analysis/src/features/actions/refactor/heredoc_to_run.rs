use super::cursor::{Cursor, rewrite};
use super::nodes::{
    Quote, comments, has_sequence, quote_at, runs_other_text, starts_with_exit_on_error,
    takes_options_back,
};
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keyword;
use crate::shell::{Form, Interpreter, Link, ParsedScript, Part};
use std::ops::Range;

const TITLE: Text = Text {
    en: "Write with `{0}` instead of a heredoc",
    fr: "Écrire avec `{0}` plutôt qu'en heredoc",
};

pub fn heredoc_to_run(cursor: &Cursor) -> Option<Action> {
    let instruction = cursor.located.instruction;
    let [heredoc] = &instruction.heredocs[..] else {
        return None;
    };
    let script = &*cursor.script()?;
    let is_shell = script.script.interpreter == Interpreter::Posix;
    let text = &script.script.source.text;
    let is_refused = instruction.keyword != Keyword::Run
        || script.script.form != Form::Heredoc
        || !is_shell
        || cursor.has_returns()
        || text.starts_with("#!")
        || text.contains("<<");
    if is_refused {
        return None;
    }
    let parts = script.parts();
    if parts.is_empty() || parts.iter().any(|part| part.is_in_background) {
        return None;
    }
    let lists = lists(&parts);
    let (items, joint) = match with_and(script, &lists) {
        Some(items) => (items, "&&"),
        None => (one_each(&lists), ";"),
    };
    let writer = Writer {
        script,
        escape: cursor.escape(),
        indent: format!("{}    ", cursor.indent(&cursor.located)),
    };
    let command = writer.write(&items, joint)?;
    let start = cursor.located.at(heredoc.marker.as_ref()?.span).start;
    let edit = TextEdit::replace(start..cursor.located.range().end, command);
    rewrite(Message::new(TITLE).with(joint), vec![edit])
}

type List = Vec<Part>;

/// The commands between line breaks and `;`.
fn lists(parts: &[Part]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    for part in parts {
        match lists.last_mut() {
            Some(list) if part.link != Link::Next => list.push(*part),
            _ => lists.push(vec![*part]),
        }
    }
    lists
}

/// Commands that stand together, perhaps between braces.
struct Item {
    parts: List,
    has_braces: bool,
}

fn one_each(lists: &[List]) -> Vec<Item> {
    let items = lists.iter().map(|list| Item {
        parts: list.clone(),
        has_braces: false,
    });
    items.collect()
}

/// After `set -e`, which `&&` makes unneeded; `None` where one does not come to the same as the other.
fn with_and(script: &ParsedScript, lists: &[List]) -> Option<Vec<Item>> {
    let set = starts_with_exit_on_error(script)?;
    let is_alone = |list: &List| list.len() == 1 && list.iter().all(|part| part.is_simple);
    if !lists.first().is_some_and(is_alone) || takes_options_back(script) {
        return None;
    }
    let is_only_exit = set.arguments.len() == 1 && set.arguments[0].text == "-e";
    let kept = lists.get(usize::from(is_only_exit)..)?;
    let mut items: Vec<Item> = Vec::new();
    for (index, list) in kept.iter().enumerate() {
        let place = list.first()?.start..list.last()?.end;
        if has_sequence(script, &place) || runs_other_text(script, &place) {
            return None;
        }
        let is_last = index + 1 == kept.len();
        let ends_with_or = list.len() > 1 && list.last()?.link == Link::Or;
        let is_and = list.iter().skip(1).all(|part| part.link == Link::And);
        if is_and && (is_last || list.len() == 1) {
            items.extend(list.iter().map(|part| Item {
                parts: vec![*part],
                has_braces: false,
            }));
        } else if ends_with_or || is_last {
            items.push(Item {
                parts: list.clone(),
                has_braces: index > 0,
            });
        } else {
            // `set -e` lets pass what fails before `&&`.
            return None;
        }
    }
    (!items.is_empty()).then_some(items)
}

struct Writer<'a> {
    script: &'a ParsedScript,
    escape: char,
    indent: String,
}

impl Writer<'_> {
    fn write(&self, items: &[Item], joint: &str) -> Option<String> {
        let Writer { escape, indent, .. } = self;
        let joint = match joint {
            ";" => format!("; {escape}\n"),
            joint => format!(" {joint} {escape}\n"),
        };
        let text = &self.script.script.source.text;
        let comments = comments(self.script)?;
        let mut comments = comments.iter().peekable();
        let mut command = String::new();
        for (index, item) in items.iter().enumerate() {
            let end = match items.get(index + 1) {
                Some(next) => self.offsets(next.parts.first()?)?.start,
                None => text.len(),
            };
            let mut lines = String::new();
            // One behind a command stands above it from now on.
            let own_end = self.line_end(self.offsets(item.parts.last()?)?.end);
            let own_end = if index + 1 == items.len() {
                end
            } else {
                own_end
            };
            while let Some(comment) = comments.next_if(|comment| comment.start < own_end) {
                let comment = text.get(comment.clone())?.trim();
                lines.push_str(&format!("{indent}{comment}\n"));
            }
            match (index, lines.is_empty()) {
                (0, true) => {}
                (0, false) => command.push_str(&format!("{escape}\n{lines}{indent}")),
                _ => command.push_str(&format!("{joint}{lines}{indent}")),
            }
            command.push_str(&self.item(item)?);
        }
        let is_other = command.starts_with("--") || command.starts_with("[\"");
        (!is_other && !command.ends_with(*escape)).then_some(command)
    }

    fn item(&self, item: &Item) -> Option<String> {
        let mut line = String::new();
        for (index, part) in item.parts.iter().enumerate() {
            line.push_str(match part.link {
                _ if index == 0 => "",
                Link::Or => " || ",
                _ => " && ",
            });
            line.push_str(&self.part(part)?);
        }
        Some(match item.has_braces {
            true => format!("{{ {line}; }}"),
            false => line,
        })
    }

    /// Its lines with continuations that BuildKit reads.
    fn part(&self, part: &Part) -> Option<String> {
        let place = self.offsets(part)?;
        let text = self.script.script.source.text.get(place.clone())?;
        let mut written = String::new();
        let mut offset = place.start;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let content = line.trim_end_matches(['\n', '\r']);
            let is_last = offset + line.len() == place.end && content.len() == line.len();
            let kept = match is_last {
                true => content,
                // A line break that means something cannot be written so.
                false => content.strip_suffix('\\')?,
            };
            let is_single = |at: usize| quote_at(self.script, at) == Some(Quote::Single);
            let is_lost = index > 0 && (kept.trim().is_empty() || kept.trim().starts_with('#'));
            if is_lost || kept.ends_with(self.escape) || is_single(offset + kept.len()) && !is_last
            {
                return None;
            }
            if index > 0 {
                written.push_str(&format!("{}\n", self.escape));
            }
            written.push_str(kept);
            offset += line.len();
        }
        Some(written)
    }

    fn offsets(&self, part: &Part) -> Option<Range<usize>> {
        let joined = &self.script.script.source;
        let last = joined.joined_offset(part.end.checked_sub(1)?)?;
        Some(joined.joined_offset(part.start)?..last + 1)
    }

    fn line_end(&self, offset: usize) -> usize {
        let rest = self
            .script
            .script
            .source
            .text
            .get(offset..)
            .unwrap_or_default();
        offset + rest.find('\n').unwrap_or(rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no, title};
    use super::heredoc_to_run;

    #[test]
    fn each_command_has_to_succeed() {
        check(
            heredoc_to_run,
            "FROM a\nRUN <<EOF\n$0set -e\nb\nc || d\n\ne \\\n  f && g\nEOF\n",
            "FROM a\nRUN b && \\\n    { c || d; } && \\\n    e \\\n  f && \\\n    g\n",
        );
        check(
            heredoc_to_run,
            "FROM a\n  RUN --network=none <<-\"E\"\n\tset -eux\n\tb $C$0\n\tE\nRUN d\n",
            "FROM a\n  RUN --network=none set -eux && \\\n      b $C\nRUN d\n",
        );
        title(
            heredoc_to_run,
            "FROM a\nRUN <<E\nset -e\nb$0\nE\n",
            "Write with `&&` instead of a heredoc",
        );
    }

    #[test]
    fn without_that_they_follow_each_other() {
        check(
            heredoc_to_run,
            "FROM a\nRUN <<E\nb$0\nif c; then d; e; fi\nf && g\nE\n",
            "FROM a\nRUN b; \\\n    if c; then d; e; fi; \\\n    f && g\n",
        );
        check(
            heredoc_to_run,
            "# escape=`\nFROM a\nRUN <<E\n$0set -e\nb && c\nd\nE\n",
            "# escape=`\nFROM a\nRUN set -e; `\n    b && c; `\n    d\n",
        );
    }

    #[test]
    fn comments_are_kept() {
        check(
            heredoc_to_run,
            "FROM a\nRUN <<E$0\n# b\nset -e\n# c\nd # e\n\nf\n# g\nE\n",
            "FROM a\nRUN \\\n    # b\n    # c\n    # e\n    d && \\\n    # g\n    f\n",
        );
    }

    #[test]
    fn some_have_to_stay() {
        for body in [
            "#!/bin/sh\nb",
            "if b; then\nc\nfi",
            "b 'c\nd'",
            "b &",
            "b <<F\nF",
            "",
            "--b",
            "b 'c \\\nd'",
            "$((1 << 2))",
            "b 'c",
        ] {
            check_no(heredoc_to_run, &format!("FROM a\nRUN <<E$0\n{body}\nE\n"));
        }
        check_no(
            heredoc_to_run,
            "# escape=`\nFROM a\nRUN <<E$0\necho `date`\nE\n",
        );
        check_no(heredoc_to_run, "FROM a\nRUN $0cat <<E > b\nc\nE\n");
        check_no(heredoc_to_run, "FROM a\r\nRUN $0<<E\r\nb\r\nE\r\n");
        check_no(heredoc_to_run, "FROM a\nCOPY $0<<E /b\nc\nE\n");
    }
}
