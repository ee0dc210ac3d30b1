//! A command that a fix adds to the end of a RUN, written as its other commands are.

use crate::edit::TextEdit;
use crate::shell::{Form, ParsedScript};

/// `None` where nothing can follow: after a heredoc, after what goes on in the background, or where
/// the script is not understood. `source` is the instruction.
pub fn append(
    source: &str,
    escape: char,
    script: &ParsedScript,
    command: &str,
) -> Option<TextEdit> {
    let parts = script.parts();
    let (first, last) = (parts.first()?, parts.last()?);
    let is_refused = last.is_in_background
        || last.is_definition
        || parts.iter().any(|part| part.has_heredoc)
        || script.script.form == Form::Json;
    if is_refused {
        return None;
    }
    let lines: Vec<&str> = source.get(first.start..last.end)?.lines().collect();
    let is_one_line = lines.len() < 2 || script.script.form == Form::Heredoc;
    let joint = match is_one_line {
        true => " && ".to_owned(),
        false => joint(&lines, escape),
    };
    Some(TextEdit::insert(last.end, format!("{joint}{command}")))
}

/// What stands between the commands of a script of several lines.
fn joint(lines: &[&str], escape: char) -> String {
    let written = lines.iter().enumerate().rev();
    let mut written = written.filter(|(_, line)| !line.trim_start().starts_with('#'));
    let style = written.find_map(|(index, line)| {
        if index > 0 && line.trim_start().starts_with("&&") {
            return Some(format!(" {escape}\n{}&& ", indent(line)));
        }
        let next = lines.get(index + 1)?;
        let content = line.trim_end().strip_suffix(escape)?.trim_end();
        let ends = |end: &str| content.ends_with(end);
        match () {
            () if ends("&&") => Some(format!(" && {escape}\n{}", indent(next))),
            // Only `set -e` makes a failure before a `;` count.
            () if ends(";") && lines[0].starts_with("set -e") => {
                Some(format!("; {escape}\n{}", indent(next)))
            }
            () => None,
        }
    });
    style.unwrap_or_else(|| {
        let last = lines.last().copied().unwrap_or_default();
        format!(" {escape}\n{}&& ", indent(last))
    })
}

fn indent(line: &str) -> &str {
    let content = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - content.len()).unwrap_or_default()
}
