use super::cursor::{Cursor, rewrite};
use super::forms::{has_partner, runs_as_usual};
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::model::{Body, Command, Keyword, json_text};
use crate::rules::plain_command::{is_plain, plain_words};

const TITLE: Text = Text {
    en: "Write in shell form: a command that a shell reads",
    fr: "Écrire en forme shell\u{a0}: une commande lue par un shell",
};

pub fn to_shell_form(cursor: &Cursor) -> Option<Action> {
    let instruction = cursor.located.instruction;
    let Body::Command(Some(Command::Exec { span, arguments })) = &instruction.body else {
        return None;
    };
    let is_ours = matches!(
        instruction.keyword,
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint
    );
    if !is_ours || !runs_as_usual(cursor) || has_partner(cursor) {
        return None;
    }
    let words: Vec<String> = arguments.iter().map(|word| json_text(&word.text)).collect();
    let command = match (script_of(cursor, &words), instruction.keyword) {
        (Some(script), _) => script.to_owned(),
        (None, Keyword::Run) => quoted(&words)?,
        // The program stays process 1.
        (None, _) => format!("exec {}", quoted(&words)?),
    };
    // BuildKit would take it for something else.
    let is_other = command.starts_with(['-', '[', '#'])
        || words.first().is_none_or(|program| program.starts_with('-'))
        || command.contains("<<")
        || command.contains(['\n', '\r'])
        || command.trim() != command
        || command.ends_with(cursor.escape());
    if is_other {
        return None;
    }
    rewrite(
        TITLE,
        vec![TextEdit::replace(cursor.located.at(*span), command)],
    )
}

/// What `["/bin/sh", "-c", "…"]` gives to the very shell that would read the other form.
fn script_of<'a>(cursor: &Cursor, words: &'a [String]) -> Option<&'a str> {
    let (script, shell) = words.split_last()?;
    (cursor.state().shell() == shell && !script.is_empty()).then_some(script)
}

/// Words that a shell reads as they are; `None` where it would do something else.
fn quoted(words: &[String]) -> Option<String> {
    let all: Option<Vec<String>> = words.iter().map(|word| quoted_word(word)).collect();
    let command = all?.join(" ");
    (plain_words(&command)? == words).then_some(command)
}

fn quoted_word(word: &str) -> Option<String> {
    let is_bare = !word.is_empty() && word.chars().all(is_plain);
    match (
        is_bare,
        word.contains('\''),
        word.contains(char::is_control),
    ) {
        (true, ..) => Some(word.to_owned()),
        (_, false, false) => Some(format!("'{word}'")),
        (_, true, false) if !word.contains(['"', '$', '`', '\\', '!']) => {
            Some(format!("\"{word}\""))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no};
    use super::to_shell_form;

    #[test]
    fn words_are_quoted_where_they_need_it() {
        check(
            to_shell_form,
            "FROM a\nCMD [\"b\",$0 \"c d\", \"$E\", \"it's\"]\n",
            "FROM a\nCMD exec b 'c d' '$E' \"it's\"\n",
        );
        check(
            to_shell_form,
            "FROM a\r\nRUN --network=none [ \"b\", \\\r\n \"c=\" ]$0\r\n",
            "FROM a\r\nRUN --network=none b c=\r\n",
        );
    }

    #[test]
    fn a_script_for_the_same_shell_stands_alone() {
        check(
            to_shell_form,
            "FROM a\nCMD [\"/bin/sh\", \"-c\", \"b && $C\"]$0\n",
            "FROM a\nCMD b && $C\n",
        );
    }

    #[test]
    fn some_cannot_be_written_so() {
        for words in [
            "\"--b\"",
            "\"cd\", \"b\"",
            "\"A=1\", \"b\"",
            "",
            "\"b\\nc\"",
            "\"b\", \"it's $C\"",
            "\"b\", \"<<c\"",
        ] {
            check_no(to_shell_form, &format!("FROM a\nENTRYPOINT [$0{words}]\n"));
        }
        check_no(to_shell_form, "FROM a\nENTRYPOINT [\"b\"]\nCMD [\"c\"]$0\n");
        check_no(
            to_shell_form,
            "FROM a\nSHELL [\"bash\", \"-lc\"]\nRUN [\"c\"]$0\n",
        );
    }
}
