use super::cursor::{Cursor, rewrite};
use super::filler::Filler;
use super::nodes::{has_sequence, leaves_state, sets_options};
use super::run::{Run, exits_on_error};
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::message::Message;
use crate::shell::Link;

const NEXT: Text = Text {
    en: "Join with the next `RUN`",
    fr: "Réunir avec le `RUN` suivant",
};

const SELECTED: Text = Text {
    en: "Join these {0} `RUN`",
    fr: "Réunir ces {0} `RUN`",
};

pub fn merge_runs(cursor: &Cursor) -> Option<Action> {
    let selected = cursor.selected_or_next().into_iter();
    let runs: Vec<Run> = selected
        .map(|located| Run::read(cursor, located))
        .collect::<Option<_>>()?;
    let (first, last) = (runs.first()?, runs.len() - 1);
    let is_alike = |run: &Run| run.flags == first.flags && run.is_plain(cursor.escape());
    if last == 0 || !runs.iter().all(is_alike) {
        return None;
    }
    let exits = exits_on_error(&cursor.state());
    let wrapped = runs.iter().enumerate().map(|(index, run)| {
        let is_last = index == last;
        match !is_last && goes_on_otherwise(run, exits) {
            true => None,
            false => wraps(run, index == 0, is_last, exits),
        }
    });
    let wrapped: Vec<bool> = wrapped.collect::<Option<_>>()?;
    let mut edits = Vec::new();
    for ((run, next), wraps) in runs.iter().zip(&runs[1..]).zip(wrapped.windows(2)) {
        edits.push(joint(cursor, first, run, next, wraps)?);
    }
    if wrapped[0] {
        edits.push(TextEdit::insert(first.range().start, open(first)));
    }
    if wrapped[last] {
        edits.push(TextEdit::insert(runs[last].range().end, ")"));
    }
    edits.extend(hoisted(cursor, &runs)?);
    let title = match last {
        1 => Message::new(NEXT),
        _ => Message::new(SELECTED).with(runs.len()),
    };
    rewrite(title, edits)
}

/// What it does to its shell would reach the next one, even from parentheses.
fn goes_on_otherwise(run: &Run, exits: bool) -> bool {
    let is_spared = |place| exits && has_sequence(&run.script, place);
    sets_options(&run.script, &run.place()) || is_spared(&run.place())
}

/// Whether its commands need a shell of their own; `None` where even that does not do.
fn wraps(run: &Run, is_first: bool, is_last: bool, exits: bool) -> Option<bool> {
    let mut later = run.parts.iter().skip(1);
    let is_list = later.all(|part| part.link == Link::And);
    let leaves = !is_last && leaves_state(&run.script, &run.place());
    let wraps = leaves || (!is_first && !is_list);
    let has_next = run.parts.iter().skip(1).any(|part| part.link == Link::Next);
    // Before `&&`, `set -e` does not hold between the parentheses.
    let is_spared = wraps && !is_last && exits && has_next;
    (!is_spared).then_some(wraps)
}

/// `((` would be arithmetic.
fn open(run: &Run) -> &'static str {
    let starts = run.source.get(run.place().start..);
    match starts.is_some_and(|source| source.starts_with('(')) {
        true => "( ",
        false => "(",
    }
}

/// From the end of one to the start of the next.
fn joint(cursor: &Cursor, first: &Run, run: &Run, next: &Run, wraps: &[bool]) -> Option<TextEdit> {
    let escape = cursor.escape();
    let range = run.range().end..next.range().start;
    let between = cursor.text(run.located.range().end..next.located.start);
    let between = Filler::read(&between, escape, true);
    if !between.is_only("") {
        return None;
    }
    let comments = |source: Option<&str>| -> Vec<String> {
        let filler = Filler::read(source.unwrap_or_default(), escape, false);
        filler
            .comments
            .iter()
            .map(|comment| (*comment).to_owned())
            .collect()
    };
    let between = between
        .comments
        .iter()
        .filter(|comment| !is_ignore(comment));
    let mut kept = comments(run.tail());
    kept.extend(between.map(|comment| (*comment).to_owned()));
    kept.extend(comments(next.head()));
    let indent = format!("{}    ", cursor.indent(&first.located));
    let close = if wraps[0] { ")" } else { "" };
    let open = if wraps[1] { open(next) } else { "" };
    let lines: String = kept
        .iter()
        .map(|comment| format!("{indent}{comment}\n"))
        .collect();
    Some(TextEdit::replace(
        range,
        format!("{close} && {escape}\n{lines}{indent}{open}"),
    ))
}

/// A comment that silences a rule has to stand above the instruction; `None` where one is there.
fn hoisted(cursor: &Cursor, runs: &[Run]) -> Option<Vec<TextEdit>> {
    let first = runs.first()?;
    let gaps = runs.windows(2).map(|pair| {
        let between = cursor.text(pair[0].located.range().end..pair[1].located.start);
        between.into_owned()
    });
    let gaps: Vec<String> = gaps.collect();
    let comments = gaps.iter().flat_map(|gap| gap.lines()).map(str::trim);
    let ignores: Vec<&str> = comments.filter(|line| is_ignore(line)).collect();
    let [ignore] = ignores[..] else {
        return ignores.is_empty().then(Vec::new);
    };
    let line = cursor.line_of(&first.located);
    let above = cursor.text(0..line);
    let above = above.lines().next_back().unwrap_or_default();
    let indent = cursor.indent(&first.located);
    (!is_ignore(above.trim())).then(|| vec![TextEdit::insert(line, format!("{indent}{ignore}\n"))])
}

pub fn is_ignore(comment: &str) -> bool {
    let content = comment.strip_prefix('#').map(str::trim_start);
    content.is_some_and(|content| {
        let is_check = content.starts_with("check=");
        is_check || (content.starts_with("hadolint") && content.contains("ignore"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no, title};
    use super::merge_runs;

    #[test]
    fn one_goes_on_where_the_other_ends() {
        check(
            merge_runs,
            "FROM a\nRUN $0b\nRUN c\nRUN d\n",
            "FROM a\nRUN b && \\\n    c\nRUN d\n",
        );
        check(
            merge_runs,
            "FROM a\n$0RUN b\n\nRUN c \\\n  d\nRU$0N e",
            "FROM a\nRUN b && \\\n    c \\\n  d && \\\n    e",
        );
        check(
            merge_runs,
            "FROM a\r\n  RUN b\r\n  RUN c$0\r\n  RUN d\r\n",
            "FROM a\r\n  RUN b\r\n  RUN c && \\\r\n      d\r\n",
        );
        check(
            merge_runs,
            "# escape=`\nFROM a\nRUN --network=none b$0;\nRUN --network=none c\n",
            "# escape=`\nFROM a\nRUN --network=none b && `\n    c\n",
        );
        title(
            merge_runs,
            "FROM a\nRUN $0b\nRUN c\n$0RUN d\n",
            "Join with the next `RUN`",
        );
        title(
            merge_runs,
            "FROM a\n$0RUN b\nRUN c\nRUN$0 d\n",
            "Join these 3 `RUN`",
        );
    }

    #[test]
    fn comments_stay_above_what_they_are_about() {
        check(
            merge_runs,
            "FROM a\nRUN $0b\n# c\n\n# d\nRUN \\\n  # e\n  f\n",
            "FROM a\nRUN b && \\\n    # c\n    # d\n    # e\n    f\n",
        );
        check(
            merge_runs,
            "FROM a\nRUN $0b\n# hadolint ignore=DL3008\nRUN c\n",
            "FROM a\n# hadolint ignore=DL3008\nRUN b && \\\n    c\n",
        );
        check_no(
            merge_runs,
            "FROM a\n# check=skip=x\nRUN $0b\n# hadolint ignore=DL3008\nRUN c\n",
        );
    }

    #[test]
    fn a_list_of_another_kind_gets_parentheses() {
        check(
            merge_runs,
            "FROM a\n$0RUN b; c\nRUN d || e\nRUN f; g$0\n",
            "FROM a\nRUN b; c && \\\n    (d || e) && \\\n    (f; g)\n",
        );
        check(
            merge_runs,
            "FROM a\n$0RUN cd b && c\nRUN cd d && e\n",
            "FROM a\nRUN (cd b && c) && \\\n    cd d && e\n",
        );
        check(
            merge_runs,
            "FROM a\n$0RUN (b); C=1; d\nRUN set -e; f\n",
            "FROM a\nRUN ( (b); C=1; d) && \\\n    (set -e; f)\n",
        );
    }

    #[test]
    fn some_cannot_be_joined() {
        check_no(merge_runs, "FROM a\nRUN $0b\n");
        check_no(merge_runs, "FROM a\nRUN $0b\nENV c=d\nRUN e\n");
        check_no(merge_runs, "FROM a\nRUN $0b\nRUN [\"c\"]\n");
        check_no(merge_runs, "FROM a\nRUN $0b &\nRUN c\n");
        check_no(merge_runs, "FROM a\nRUN $0b # c\nRUN d\n");
        check_no(merge_runs, "FROM a\nRUN $0set -e; b\nRUN d\n");
        check_no(merge_runs, "FROM a\nRUN $0<<E\nb\nE\nRUN d\n");
        check_no(merge_runs, "FROM a\nRUN $0b 'c\nRUN d\n");
        check_no(merge_runs, "FROM a\nRUN $0--network=none b\nRUN d\n");
        check_no(
            merge_runs,
            "FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN $0b\nRUN d\n",
        );
        check_no(
            merge_runs,
            "FROM a\nSHELL [\"bash\", \"-ec\"]\nRUN $0cd b; c\nRUN d\n",
        );
    }
}
