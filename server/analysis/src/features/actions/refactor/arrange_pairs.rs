use super::cursor::{Cursor, is_faulty, rewrite};
use super::filler::Filler;
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Located, Pair, mentioned};

const ONE_A_LINE: Text = Text {
    en: "Put each pair on a line of its own",
    fr: "Mettre chaque paire sur sa propre ligne",
};

const ON_ONE_LINE: Text = Text {
    en: "Put the pairs on one line",
    fr: "Mettre les paires sur une seule ligne",
};

const NEXT: Text = Text {
    en: "Join with the next `{0}` instruction",
    fr: "Réunir avec l'instruction `{0}` suivante",
};

const SELECTED: Text = Text {
    en: "Join these {0} `{1}`",
    fr: "Réunir ces {0} `{1}`",
};

pub fn pairs_one_a_line(cursor: &Cursor) -> Option<Action> {
    let indent = format!("{}    ", cursor.indent(&cursor.located));
    let escape = cursor.escape();
    let edits = gaps(cursor)?
        .into_iter()
        .filter(|gap| !gap.text.contains('\n'));
    let edits = edits.map(|gap| gap.replaced(format!(" {escape}\n{indent}")));
    rewrite(ONE_A_LINE, edits.collect())
}

pub fn pairs_on_one_line(cursor: &Cursor) -> Option<Action> {
    let gaps = gaps(cursor)?;
    let has_comments = gaps.iter().any(|gap| gap.text.contains('#'));
    let edits = gaps.into_iter().filter(|gap| gap.text.contains('\n'));
    let edits = edits.map(|gap| gap.replaced(" ".to_owned()));
    (!has_comments).then(|| rewrite(ON_ONE_LINE, edits.collect()))?
}

/// What stands between two pairs.
struct Gap {
    start: usize,
    end: usize,
    text: String,
}

impl Gap {
    fn replaced(self, text: String) -> TextEdit {
        TextEdit::replace(self.start..self.end, text)
    }
}

/// Of an ENV or LABEL in the form with `=`, if blanks and comments stand in all of them.
fn gaps(cursor: &Cursor) -> Option<Vec<Gap>> {
    let located = cursor.located;
    let pairs = pairs(&located)?;
    let gaps = pairs.windows(2).map(|pair| {
        let (start, end) = (located.at(pair[0].span).end, located.at(pair[1].span).start);
        let text = cursor.text(start..end).into_owned();
        let is_plain = Filler::read(&text, cursor.escape(), false).is_only("");
        let is_gap = text.starts_with(char::is_whitespace) && is_plain;
        is_gap.then_some(Gap { start, end, text })
    });
    gaps.collect()
}

fn pairs<'a>(located: &Located<'a>) -> Option<&'a [Pair]> {
    let keyword = located.instruction.keyword;
    match &located.instruction.body {
        Body::Pairs {
            pairs,
            legacy: false,
        } if matches!(keyword, Keyword::Env | Keyword::Label) => Some(pairs),
        _ => None,
    }
}

/// All of an ENV is read before any of it is set: what uses a name from above cannot join it.
pub fn merge_pairs(cursor: &Cursor) -> Option<Action> {
    let all = cursor.selected_or_next();
    let keyword = cursor.located.instruction.keyword;
    if all.len() < 2
        || all
            .iter()
            .any(|located| located.instruction.keyword != keyword)
    {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut edits = Vec::new();
    let mut before: Option<Located> = None;
    let indent = format!("{}    ", cursor.indent(&cursor.located));
    for located in &all {
        let own = pairs(located).filter(|_| !is_faulty(cursor.document, located))?;
        let (first, last) = (own.first()?, own.last()?);
        let source = cursor.text(located.range());
        let mut uses = mentioned(&source);
        let tail = Filler::read(
            source.get(last.span.end as usize..)?,
            cursor.escape(),
            false,
        );
        if uses.any(|name| names.contains(&name)) || !tail.is_only("") || !tail.comments.is_empty()
        {
            return None;
        }
        let own_names = own
            .iter()
            .filter_map(|pair| Some(&*pair.name.as_ref()?.text));
        for name in own_names {
            if names.contains(&name) {
                return None;
            }
            names.push(name);
        }
        if let Some(before) = before {
            let last = pairs(&before)?.last()?;
            let between = cursor.text(before.range().end..located.start);
            let between = Filler::read(&between, cursor.escape(), true);
            let written = located.instruction.written.span.end as usize;
            let head = Filler::read(
                source.get(written..first.span.start as usize)?,
                cursor.escape(),
                false,
            );
            if !between.is_only("") || !head.is_only("") {
                return None;
            }
            let comments = between.comments.iter().chain(&head.comments);
            let comments: String = comments
                .map(|comment| format!("{indent}{comment}\n"))
                .collect();
            let place = before.at(last.span).end..located.at(first.span).start;
            let text = format!(" {}\n{comments}{indent}", cursor.escape());
            edits.push(TextEdit::replace(place, text));
        }
        before = Some(*located);
    }
    let name = keyword.name();
    let title = match all.len() {
        2 => Message::new(NEXT).with(name),
        count => Message::new(SELECTED).with(count).with(name),
    };
    rewrite(title, edits)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no};
    use super::{merge_pairs, pairs_on_one_line, pairs_one_a_line};

    #[test]
    fn each_pair_gets_a_line() {
        let (line, lines) = (
            "FROM a\n  ENV $0A=1 B=\"c d\" E=2\n",
            "FROM a\n  ENV A=1 \\\n      B=\"c d\" \\\n      E=2\n",
        );
        check(pairs_one_a_line, line, lines);
        check(
            pairs_on_one_line,
            &lines.replace("ENV ", "ENV $0"),
            &line.replace("$0", ""),
        );
        check_no(pairs_one_a_line, &lines.replace("ENV ", "ENV $0"));
        check_no(pairs_on_one_line, "FROM a\nLABEL a=1 \\\n# b\n c=2$0\n");
        check_no(pairs_one_a_line, "FROM a\nENV A b$0 c=d\n");
        check_no(pairs_one_a_line, "FROM a\nARG A b$0\n");
    }

    #[test]
    fn pairs_are_joined() {
        check(
            merge_pairs,
            "FROM a\r\nENV A=1$0\r\n# b\r\nENV C=$D E=2\r\n",
            "FROM a\r\nENV A=1 \\\r\n    # b\r\n    C=$D E=2\r\n",
        );
        check(
            merge_pairs,
            "# escape=`\nFROM a\n$0LABEL a=1\nLABEL b=2\nLABEL$0 c=3\n",
            "# escape=`\nFROM a\nLABEL a=1 `\n    b=2 `\n    c=3\n",
        );
        check_no(merge_pairs, "FROM a\nENV A=1$0\nENV B=$A\n");
        check_no(merge_pairs, "FROM a\nENV A=1$0\nENV A=2\n");
        check_no(merge_pairs, "FROM a\nENV A=1$0\nENV B 2\n");
        check_no(merge_pairs, "FROM a\nENV A=1$0\nRUN b\n");
    }
}
