use super::labels::wrong;
use super::{Check, Example, FileView, Findings, LabelKind, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3058",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write a valid email address in a label that expects one.",
        fr: "Écrire une adresse électronique valide dans un label qui en attend une.",
    },
    why: Text {
        en: "A message to a malformed address reaches nobody. `label-schema` in `.hadolint.yaml` \
             says which labels hold an address, and such a label holds nothing besides, not even a \
             name.",
        fr: "Un message envoyé à une adresse mal formée n'arrive à personne. `label-schema` dans \
             `.hadolint.yaml` dit quels labels contiennent une adresse, et un tel label ne \
             contient rien d'autre, pas même un nom.",
    },
    example: Example {
        bad: r#"LABEL com.example.contact="camille at example.com""#,
        good: r#"LABEL com.example.contact="camille@example.com""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not an email address. Write nothing but the address, as in `name@example.com`.",
    fr: "`{0}` n'est pas une adresse électronique. N'écrivez que l'adresse, comme dans `name@example.com`.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for label in wrong(file, LabelKind::Email, is_address) {
        let message = Message::new(MESSAGE).with(&label.value).with(&label.name);
        findings.add(label.value_place(), message);
    }
}

/// As RFC 5322 has it, with comments and quotes, in at most 254 letters.
fn is_address(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let mut reader = Reader { rest: text };
    reader.space();
    let start = reader.rest.len();
    let is_local = reader.words(Reader::local_word);
    let local = start - reader.rest.len();
    let is_apart = reader.take('@');
    reader.space();
    let is_literal = reader.literal();
    let is_domain = is_literal || reader.words(Reader::domain_word);
    // The root of all domains may be named.
    let _ = !is_literal && reader.take('.');
    reader.space();
    is_local && local <= 64 && is_apart && is_domain && reader.rest.is_empty() && text.len() <= 254
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Words with dots between them.
    fn words(&mut self, word: fn(&mut Self) -> bool) -> bool {
        if !word(self) {
            return false;
        }
        loop {
            let before = self.rest;
            if !self.take('.') {
                return true;
            }
            self.space();
            if !word(self) {
                self.rest = before;
                return true;
            }
        }
    }

    fn local_word(&mut self) -> bool {
        let is_word = self.quoted()
            || self.letters(|letter| {
                letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter)
            });
        self.space();
        is_word
    }

    fn domain_word(&mut self) -> bool {
        let before = self.rest;
        let is_word = self.letters(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        let word = &before[..before.len() - self.rest.len()];
        self.space();
        is_word && word.len() <= 63 && !word.starts_with('-') && !word.ends_with('-')
    }

    fn letters(&mut self, is_it: fn(char) -> bool) -> bool {
        let rest = self.rest.trim_start_matches(is_it);
        let is_some = rest.len() < self.rest.len();
        self.rest = rest;
        is_some
    }

    fn quoted(&mut self) -> bool {
        self.between('"', '"')
    }

    /// `[192.0.2.1]`
    fn literal(&mut self) -> bool {
        let has_bracket = self.rest.get(1..).is_some_and(|rest| {
            let end = rest.find(']').unwrap_or(rest.len());
            rest[..end].contains('[')
        });
        !has_bracket && self.between('[', ']')
    }

    fn between(&mut self, open: char, close: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(open) else {
            return false;
        };
        let mut letters = rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            if letter == close {
                self.rest = &rest[at + close.len_utf8()..];
                return true;
            }
            if letter == '\\' {
                letters.next();
            }
        }
        false
    }

    /// Blanks and comments.
    fn space(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t']);
            if !self.comment() {
                return;
            }
        }
    }

    /// One may stand in another.
    fn comment(&mut self) -> bool {
        let mut depth = 0;
        let mut letters = self.rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                '\\' => {
                    letters.next();
                }
                _ => {}
            }
            if depth == 0 {
                self.rest = if letter == ')' {
                    &self.rest[at + 1..]
                } else {
                    self.rest
                };
                return letter == ')';
            }
        }
        false
    }

    fn take(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn an_address_is_nothing_else() {
        labelled(
            &RULE,
            LabelKind::Email,
            "FROM x\nLABEL a=b@c.d e=f\nLABEL a=⟦\"B <b@c.d>\"⟧\n",
        );
    }

    #[test]
    fn addresses_are_known() {
        for address in [
            "a@b",
            "a.b@c.d.",
            "\"a b\".c@d",
            "a+b(c)@d ",
            "a@[1.2.3.4]",
            "a . b@ c",
        ] {
            assert!(is_address(address), "{address}");
        }
        for other in [
            "", "a", "a@", ".a@b", "a..b@c", "a@-b", "a@b_c", "a@b@c", "é@b", "a,b@c", "a@[b[c]",
        ] {
            assert!(!is_address(other), "{other}");
        }
    }
}
