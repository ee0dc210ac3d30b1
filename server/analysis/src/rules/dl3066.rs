use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords};
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "DL3066",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Give `USER` a number.",
        fr: "Donner un numéro à `USER`.",
    },
    why: Text {
        en: "A name has a meaning only in the image's own `/etc/passwd`: under `runAsNonRoot`, \
             Kubernetes cannot tell whether it is root and refuses to start the container. For \
             Docker alone, a name is as good, and easier to read.",
        fr: "Un nom n'a de sens que dans le `/etc/passwd` de l'image\u{a0}: sous `runAsNonRoot`, \
             Kubernetes ne peut pas savoir si c'est root et refuse de démarrer le conteneur. Pour \
             Docker seul, un nom convient aussi bien, et se lit mieux.",
    },
    example: Example {
        bad: "USER app",
        good: "USER 10001",
    },
    check: Check::File(Keywords::of(&[Keyword::Arg, Keyword::User]), check),
};

const MESSAGE: Text = Text {
    en: "Outside the image, the name `{0}` means nothing: with the setting `runAsNonRoot`, \
         Kubernetes refuses it. Write the number of the user.",
    fr: "Hors de l'image, le nom `{0}` ne dit rien\u{a0}: avec le réglage `runAsNonRoot`, \
         Kubernetes le refuse. Écrivez le numéro de l'utilisateur.",
};

fn check(file: &FileView, findings: &mut Findings) {
    // Without a user there is nothing to look for.
    if file.of(Keyword::User).next().is_none() {
        return;
    }
    let mut arguments: HashSet<&str> = HashSet::new();
    let mut instructions: Vec<_> = file
        .of(Keyword::Arg)
        .chain(file.of(Keyword::User))
        .collect();
    instructions.sort_unstable_by_key(|located| located.start);
    for located in instructions {
        match (located.instruction.keyword, &located.instruction.body) {
            (Keyword::Arg, Body::Arguments(own)) => {
                let name = own.first().and_then(|argument| argument.name.as_ref());
                arguments.extend(name.map(|name| &*name.text));
            }
            (
                Keyword::User,
                Body::User {
                    whole: Some(user), ..
                },
            ) => {
                let name = user.text.split(':').next().unwrap_or_default();
                let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
                let is_argument = uses(&user.text, &arguments);
                if !is_number && !is_argument {
                    let start = located.at(user.span).start;
                    let message = Message::new(MESSAGE).with(name);
                    findings.add(start..start + user.text.len(), message);
                }
            }
            _ => {}
        }
    }
}

/// Whether what follows a `$` starts with the name of an argument, as hadolint looks for it.
fn uses(user: &str, arguments: &HashSet<&str>) -> bool {
    let mut places = user.match_indices('$').map(|(at, _)| &user[at + 1..]);
    places.any(|rest| match rest.strip_prefix('{') {
        Some(rest) => rest
            .split_once('}')
            .is_some_and(|(name, _)| arguments.contains(name)),
        None => {
            let mut ends = rest
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            ends.any(|end| arguments.contains(&rest[..end]))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn users_are_numbers() {
        fires(&RULE, "FROM a\nUSER ⟦app⟧\nUSER ⟦app:1⟧\nUSER ⟦$B⟧\n");
        silent(&RULE, "ARG A\nFROM a\nUSER 10001:app\nUSER ${A}:b\n");
        leaves(&RULE, "FROM a\nUSER app\n");
    }
}
