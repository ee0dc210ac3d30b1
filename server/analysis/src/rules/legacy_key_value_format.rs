use super::quoting::{Quoting, one_word};
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Pair};

pub const RULE: Rule = Rule {
    code: "LegacyKeyValueFormat",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Put an equals sign between name and value in `ENV` and `LABEL`.",
        fr: "Mettre un signe égal entre le nom et la valeur dans `ENV` et `LABEL`.",
    },
    why: Text {
        en: "With a space, all that follows is one single value: `ENV A 1 B 2` sets `A` to `1 B \
             2`. The form still works but is deprecated; with `=`, several pairs fit into one \
             instruction, and a value with spaces stands in quotes.",
        fr: "Avec un espace, tout ce qui suit forme une seule valeur\u{a0}: `ENV A 1 B 2` donne à \
             `A` la valeur `1 B 2`. Cette forme marche encore, mais elle est obsolète\u{a0}; avec \
             `=`, plusieurs paires tiennent dans une instruction, et une valeur avec des espaces \
             s'écrit entre guillemets.",
    },
    example: Example {
        bad: "ENV PORT 8080",
        good: "ENV PORT=8080",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "Without `=`, all that follows the name is its value; the form is deprecated. Write \
         `{0} {1}=…`.",
    fr: "Sans `=`, tout ce qui suit le nom en est la valeur\u{a0}; cette forme est obsolète. \
         Écrivez `{0} {1}=…`.",
};

const FIX: Text = Text {
    en: "Put an equals sign",
    fr: "Mettre un signe égal",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let Body::Pairs {
        pairs,
        legacy: true,
    } = view.body
    else {
        return;
    };
    if view.is_trigger {
        return;
    }
    for pair in pairs {
        let name = pair.name.as_ref().map_or("", |name| &*name.text);
        let message = Message::new(MESSAGE).with(view.keyword.name()).with(name);
        let finding = findings.add(pair.span, message);
        if let Some(edits) = with_equals_sign(view, pair) {
            finding.fix(Fix::safe(FIX, edits));
        }
    }
}

/// The same pair with `=`: the value that BuildKit reads stays the same to the letter.
fn with_equals_sign(view: &InstructionView, pair: &Pair) -> Option<Vec<TextEdit>> {
    let (name, value) = (pair.name.as_ref()?, pair.value.as_ref()?);
    let (start, end) = (name.span.end as usize, value.span.start as usize);
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let between = view.source.get(start..end)?;
    let is_plain_name = !name.text.contains(['"', '\'', '=', view.escape]);
    if !is_plain_name || between.lines().skip(1).any(is_comment) {
        return None;
    }
    let whole = value.span.start as usize..value.span.end as usize;
    let equals = |sign: &str| TextEdit::replace(start..end, sign);
    match one_word(&value.text, view.escape)? {
        Quoting::Unneeded => Some(vec![equals("=")]),
        Quoting::Around => Some(vec![equals("=\""), TextEdit::insert(whole.end, "\"")]),
        // What stands on several lines would come to stand on one.
        Quoting::Anew(_) if view.text(value.span).contains('\n') => None,
        Quoting::Anew(word) => Some(vec![equals("="), TextEdit::replace(whole, word)]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[track_caller]
    fn becomes(pair: &str, expected: &str) {
        let text = |pair: &str| format!("FROM a\nENV {pair}\n");
        fixes(&RULE, &text(pair), &text(expected));
    }

    #[test]
    fn pairs_have_an_equals_sign() {
        fires(&RULE, "FROM a\nENV ⟦A b c⟧\nlabel ⟦d \"e\"⟧\n");
        silent(&RULE, "FROM a\nENV A=b C=\"d e\"\nONBUILD ENV A b\n");
    }

    #[test]
    fn the_value_stays_the_same() {
        becomes("A b", "A=b");
        becomes("A   b c", "A=\"b c\"");
        becomes("A \"b c\"", "A=\"b c\"");
        becomes("A $B:/c", "A=$B:/c");
        becomes("A b $C d", "A=\"b $C d\"");
        becomes("A b=c d=e", "A=\"b=c d=e\"");
        becomes("A it\\'s 'b \"c' \"d\"", "A=\"it's b \\\"c d\"");
        becomes("A b ${C:-\"d e\"}", "A=\"b \"${C:-\"d e\"}");
        becomes("A b # c", "A=\"b # c\"");
        becomes("A \\\n  b \\\n  c", "A=\"b \\\n  c\"");
    }

    #[test]
    fn what_cannot_be_kept_stays() {
        leaves(&RULE, "FROM a\nENV A \\\n # b\n c\n");
        leaves(&RULE, "FROM a\nENV A 'b' \\\n c\n");
    }
}
