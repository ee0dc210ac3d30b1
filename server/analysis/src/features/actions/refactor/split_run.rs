use super::cursor::{Cursor, rewrite};
use super::filler::Filler;
use super::nodes::{leaves_program, leaves_state};
use super::run::Run;
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::message::Message;
use crate::shell::{Link, Part};

const TITLE: Text = Text {
    en: "Split at each `&&` into {0} `RUN`",
    fr: "Couper à chaque `&&` en {0} `RUN`",
};

pub fn split_run(cursor: &Cursor) -> Option<Action> {
    let run = Run::read(cursor, cursor.located)?;
    let (_, others) = run.parts.split_last()?;
    let mut later = run.parts.iter().skip(1);
    let is_list = !others.is_empty() && later.all(|part| part.link == Link::And);
    let goes_on = |part: &Part| {
        let place = part.start..part.end;
        leaves_state(&run.script, &place) || leaves_program(&run.script, &place)
    };
    let stands_alone = |part: &Part| {
        let own = run.source.get(part.start..part.end);
        own.is_some_and(|own| !own.starts_with("[\"") && !own.starts_with('#'))
    };
    let is_refused = !is_list
        || run.has_passing_mount()
        || others.iter().any(goes_on)
        || !run.parts.iter().all(stands_alone);
    if is_refused {
        return None;
    }
    let gaps = run
        .parts
        .windows(2)
        .map(|pair| (pair[0].end, pair[1].start));
    let edits = gaps.map(|(end, start)| cut(cursor, &run, end, start));
    let edits = edits.collect::<Option<Vec<_>>>()?;
    rewrite(Message::new(TITLE).with(run.parts.len()), edits)
}

/// A new RUN instead of what stands between two commands.
fn cut(cursor: &Cursor, run: &Run, end: usize, start: usize) -> Option<TextEdit> {
    let gap = Filler::read(run.source.get(end..start)?, cursor.escape(), false);
    if !gap.is_only("&&") {
        return None;
    }
    let indent = cursor.indent(&run.located);
    let comments = gap.comments.iter();
    let comments: String = comments
        .map(|comment| format!("{indent}{comment}\n"))
        .collect();
    let place = run.located.start + end..run.located.start + start;
    let text = format!("\n{comments}{indent}{} ", run.keyword());
    Some(TextEdit::replace(place, text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no, title};
    use super::split_run;

    #[test]
    fn each_command_gets_its_run() {
        check(
            split_run,
            "FROM a\nRUN b && $0c\n",
            "FROM a\nRUN b\nRUN c\n",
        );
        check(
            split_run,
            "FROM a\n  run --network=none b \\\n    # c\n    && d \\\n      e && \\\n    f;$0\n",
            "FROM a\n  run --network=none b\n  # c\n  run --network=none d \\\n      e\n  run --network=none f;\n",
        );
        check(
            split_run,
            "FROM a\r\nRUN $0(cd b && c) \\\r\n  && A=1 d",
            "FROM a\r\nRUN (cd b && c)\r\nRUN A=1 d",
        );
        check(
            split_run,
            "# escape=`\nFROM a\nRUN b && `\n  cd c$0\n",
            "# escape=`\nFROM a\nRUN b\nRUN cd c\n",
        );
        title(
            split_run,
            "FROM a\nRUN b && $0c\n",
            "Split at each `&&` into 2 `RUN`",
        );
    }

    #[test]
    fn what_the_next_command_needs_keeps_them_together() {
        for first in [
            "cd b",
            "export B=1",
            "B=1",
            "set -x",
            ". ./b",
            "trap b EXIT",
            "umask 7",
            "b() { c; }",
            "service b start",
            "b --daemon",
            "for i in 1; do b; done",
            "exec b",
            "read B",
            ": ${B:=1}",
            "b 'c",
            "b & c",
            "b; c",
            "b || c",
            "[\"b\"]",
            "-b",
        ] {
            check_no(split_run, &format!("FROM a\nRUN $0{first} && d\n"));
        }
        check_no(split_run, "FROM a\nRUN $0b\n");
        check_no(split_run, "FROM a\nRUN $0b <<E && c\nE\n");
        check_no(
            split_run,
            "FROM a\nRUN $0--mount=type=tmpfs,target=/b c && d\n",
        );
    }
}
