use super::labels::labels_of;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Keyword;

pub const RULE: Rule = Rule {
    code: "DL3048",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Follow the naming rules for label keys.",
        fr: "Respecter les règles de nommage des clés de label.",
    },
    why: Text {
        en: "A key is made of lower-case letters, digits and `.`, `-`, `_` or `/`, starts with a \
             letter and ends with a letter or a digit; `..`, `--` and the prefixes `com.docker.`, \
             `io.docker.` and `org.dockerproject.` are excluded. Docker accepts any key: this is a \
             convention, so that nobody has to guess the case and two authors do not collide.",
        fr: "Une clé se compose de minuscules, de chiffres et de `.`, `-`, `_` ou `/`, commence \
             par une lettre et finit par une lettre ou un chiffre\u{a0}; `..`, `--` et les \
             préfixes `com.docker.`, `io.docker.` et `org.dockerproject.` sont exclus. Docker \
             accepte toute clé\u{a0}: c'est une convention, pour que personne n'ait à deviner la \
             casse et que deux auteurs ne se gênent pas.",
    },
    example: Example {
        bad: r#"LABEL com.example.Team="web""#,
        good: r#"LABEL com.example.team="web""#,
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`{0}` breaks the naming rules for label keys: lower-case letters, digits and `.`, `-`, `_` \
         or `/` between them.",
    fr: "`{0}` enfreint les règles de nommage des clés de label\u{a0}: des minuscules, des chiffres, \
         et entre eux `.`, `-`, `_` ou `/`.",
};

const RESERVED: Text = Text {
    en: "`{0}` begins with a prefix that Docker keeps for itself. Choose one of your own.",
    fr: "`{0}` commence par un préfixe que Docker se réserve. Choisissez-en un qui vous appartienne.",
};

const FIX: Text = Text {
    en: "Write `{0}`",
    fr: "Écrire `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if view.keyword != Keyword::Label || view.is_trigger {
        return;
    }
    for label in labels_of(view.body, view.escape, 0) {
        if is_valid(&label.name) {
            continue;
        }
        let message = if is_reserved(&label.name) {
            RESERVED
        } else {
            MESSAGE
        };
        let message = Message::new(message).with(&label.name);
        let place = label.name_place();
        let valid = mended(&label.name);
        let finding = findings.add(place.clone(), message);
        if is_valid(&valid) {
            let title = Message::new(FIX).with(&valid);
            let edit = TextEdit::replace(place, valid);
            finding.fix(Fix::suggested(title, vec![edit]));
        }
    }
}

fn is_valid(key: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_lowercase();
    let is_end = |letter: char| is_letter(letter) || letter.is_ascii_digit();
    key.starts_with(is_letter)
        && key.ends_with(is_end)
        && key
            .chars()
            .all(|letter| is_end(letter) || "._-/".contains(letter))
        && !key.contains("..")
        && !key.contains("--")
        && !is_reserved(key)
}

fn is_reserved(key: &str) -> bool {
    let reserved = ["com.docker.", "io.docker.", "org.dockerproject."];
    reserved.iter().any(|prefix| key.starts_with(prefix))
}

/// The key in lower case, with a dash for what it may not hold.
fn mended(key: &str) -> String {
    let mut mended = String::new();
    for letter in key.to_lowercase().chars() {
        let letter = match letter {
            letter if letter.is_ascii_alphanumeric() || "._-/".contains(letter) => letter,
            _ => '-',
        };
        let doubles = matches!(letter, '.' | '-') && mended.ends_with(letter);
        if !doubles {
            mended.push(letter);
        }
    }
    let key = mended.trim_start_matches(|letter: char| !letter.is_ascii_lowercase());
    key.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn keys_follow_the_convention() {
        fires(&RULE, "FROM a\nLABEL ⟦Name⟧=b c.d=e ⟦f..g⟧=h ⟦\"i j\"⟧=k\n");
        fires(&RULE, "FROM a\nLABEL ⟦com.docker.x⟧=b ⟦1a⟧=c ⟦a-⟧=d\n");
        silent(&RULE, "FROM a\nLABEL a=b com.example/c_d-e.f1=g\nENV A=b\n");
        fixes(
            &RULE,
            "FROM a\nLABEL \"My Name\"=b\n",
            "FROM a\nLABEL my-name=b\n",
        );
        leaves(&RULE, "FROM a\nLABEL com.docker.x=b\n");
    }
}
