use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;

pub const RULE: Rule = Rule {
    code: "DL3035",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Do without `zypper dist-upgrade`.",
        fr: "Se passer de `zypper dist-upgrade`.",
    },
    why: Text {
        en: "It replaces much of the system in a layer on top of the old one: the image grows, and \
             no longer is the release that `FROM` names. Take a newer base image instead. On \
             Tumbleweed, which has no releases, the command is the ordinary way to update, and the \
             rule goes too far.",
        fr: "La commande remplace une grande partie du système dans une couche posée sur \
             l'ancienne\u{a0}: l'image grossit, et n'est plus la version que nomme `FROM`. Prenez \
             plutôt une image de base plus récente. Sur Tumbleweed, qui n'a pas de versions, c'est \
             la façon normale de mettre à jour, et la règle va trop loin.",
    },
    example: Example {
        bad: "RUN zypper --non-interactive dist-upgrade",
        good: "RUN zypper --non-interactive update",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`zypper {0}` replaces much of the system, and the image no longer is the release that \
         `FROM` names. Take a newer base image, or only update the packages.",
    fr: "`zypper {0}` remplace une grande partie du système, et l'image n'est plus la version que \
         nomme `FROM`. Prenez une image de base plus récente, ou mettez seulement à jour les \
         paquets.",
};

const FIX: Text = Text {
    en: "Replace `{0}` with `update`",
    fr: "Remplacer `{0}` par `update`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view.run().iter().filter(|command| command.name == "zypper") {
        let mut arguments = command.arguments.iter();
        let Some(upgrade) =
            arguments.find(|argument| matches!(&*argument.text, "dist-upgrade" | "dup"))
        else {
            continue;
        };
        let with_name = |text: Text| Message::new(text).with(&upgrade.text);
        let edit = TextEdit::replace(upgrade.span.into(), "update");
        findings
            .add(upgrade.span, with_name(MESSAGE))
            .fix(Fix::suggested(with_name(FIX), vec![edit]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn a_release_stays_what_it_is() {
        fires(
            &RULE,
            "FROM a\nRUN zypper -n ⟦dup⟧ && zypper ⟦dist-upgrade⟧ -y\n",
        );
        silent(&RULE, "FROM a\nRUN zypper up && apt-get dist-upgrade\n");
        fixes(
            &RULE,
            "FROM a\nRUN zypper -n dup\n",
            "FROM a\nRUN zypper -n update\n",
        );
    }
}
