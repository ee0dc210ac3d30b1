use super::cursor::{Cursor, rewrite};
use super::forms::{has_partner, runs_as_usual};
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::model::{Body, Command, Keyword};
use crate::rules::plain_command::{json_array, plain_words};
use crate::syntax::Joined;

const TITLE: Text = Text {
    en: "Write in exec form: a JSON list, which no shell reads",
    fr: "Écrire en forme exec\u{a0}: une liste JSON, qu'aucun shell ne lit",
};

/// One command in which the shell has nothing to do.
pub fn to_json_form(cursor: &Cursor) -> Option<Action> {
    let instruction = cursor.located.instruction;
    let Body::Command(Some(Command::Shell { span, .. })) = &instruction.body else {
        return None;
    };
    let is_ours = matches!(
        instruction.keyword,
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint
    );
    let source = cursor.text(cursor.located.at(*span));
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let has_comment = source.lines().skip(1).any(is_comment);
    if !is_ours || has_comment || !instruction.heredocs.is_empty() {
        return None;
    }
    let joined = Joined::new(&source, cursor.escape()).text;
    let words = plain_words(joined.trim())?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words = match &words[..] {
        ["exec", rest @ ..] => rest,
        all => all,
    };
    if words.is_empty() || !runs_as_usual(cursor) || has_partner(cursor) {
        return None;
    }
    let edit = TextEdit::replace(cursor.located.at(*span), json_array(words));
    rewrite(TITLE, vec![edit])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no};
    use super::to_json_form;

    #[test]
    fn one_plain_command_becomes_a_list() {
        check(
            to_json_form,
            "FROM a\nCMD $0exec b --c=\"d e\"\n",
            "FROM a\nCMD [\"b\", \"--c=d e\"]\n",
        );
        check(
            to_json_form,
            "FROM a\r\nRUN --network=none $0b \\\r\n  'c \"d'\r\n",
            "FROM a\r\nRUN --network=none [\"b\", \"c \\\"d\"]\r\n",
        );
    }

    #[test]
    fn what_needs_a_shell_keeps_it() {
        for command in [
            "b && c",
            "b $C",
            "cd b",
            "A=1 b",
            "b \\\n# c\n d",
            "b *",
            "",
        ] {
            check_no(to_json_form, &format!("FROM a\nENTRYPOINT$0 {command}\n"));
        }
        check_no(to_json_form, "FROM a\nENTRYPOINT [\"b\"]\nCMD $0c\n");
        check_no(to_json_form, "FROM a\nSHELL [\"cmd\"]\nCMD $0c\n");
        check_no(to_json_form, "FROM a\nHEALTHCHECK CMD $0c\n");
    }
}
