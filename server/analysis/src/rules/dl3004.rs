use super::runs::run;
use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Body, Keyword, Keywords};
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3004",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Do without `sudo` in `RUN`.",
        fr: "Se passer de `sudo` dans `RUN`.",
    },
    why: Text {
        en: "`RUN` is root already unless `USER` says otherwise, and most base images have no \
             `sudo`; once installed, it offers the container a way back to root. Put `USER root` \
             before what needs it; a start script that gives up root can use `gosu`.",
        fr: "`RUN` est déjà root, sauf si `USER` en décide autrement, et la plupart des images de \
             base n'ont pas `sudo`\u{a0}; une fois installé, il offre au conteneur un chemin de \
             retour vers root. Placez `USER root` avant ce qui l'exige\u{a0}; un script de \
             démarrage qui renonce à root peut utiliser `gosu`.",
    },
    example: Example {
        bad: "RUN sudo make install",
        good: "RUN make install",
    },
    check: Check::Stage(Keywords::of(&[Keyword::User, Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "A `RUN` needs no `sudo`: it is root already, unless `USER` says otherwise. Leave `sudo` \
         out, or put `USER root` before.",
    fr: "Un `RUN` n'a pas besoin de `sudo`\u{a0}: il est déjà root, sauf si `USER` en décide \
         autrement. Supprimez `sudo`, ou placez `USER root` avant.",
};

const FIX: Text = Text {
    en: "Remove `sudo`",
    fr: "Supprimer `sudo`",
};

/// Who runs the commands, as far as the stage says.
#[derive(Clone, Copy, PartialEq)]
enum User {
    OfTheBase,
    Root,
    Other,
}

fn check(stage: &StageView, findings: &mut Findings) {
    let mut user = User::OfTheBase;
    for located in stage.instructions.iter().copied() {
        if let (Keyword::User, Body::User { whole, .. }) =
            (located.instruction.keyword, &located.instruction.body)
        {
            user = match whole.as_ref().map(|whole| &*whole.text) {
                Some("root" | "0" | "root:root" | "0:0") => User::Root,
                _ => User::Other,
            };
        }
        let Some(run) = run(stage, located) else {
            continue;
        };
        for command in run.commands.iter().filter(|command| command.name == "sudo") {
            let finding = findings.add(run.at(command.name_span), MESSAGE);
            let Some(start) = start_of_command(command).filter(|_| user != User::Other) else {
                continue;
            };
            let edit = TextEdit::delete(
                located.start + command.name_span.start as usize..located.start + start,
            );
            finding.fix(match user {
                User::Root => Fix::safe(FIX, vec![edit]),
                _ => Fix::suggested(FIX, vec![edit]),
            });
        }
    }
}

/// Where what `sudo` runs begins, if it runs it as root and as it is.
fn start_of_command(sudo: &ShellCommand) -> Option<usize> {
    let mut own = sudo.arguments.iter();
    let command = loop {
        let argument = own.next()?;
        match argument.text.as_str() {
            "--" | "--preserve-env" | "--non-interactive" | "--set-home" | "--stdin"
            | "--user=root" | "-uroot" => {}
            "-u" | "--user" => {
                own.next().filter(|user| user.text == "root")?;
            }
            text => match text.strip_prefix('-') {
                Some(letters)
                    if !letters.is_empty() && letters.chars().all(|l| "EHPSn".contains(l)) => {}
                Some(_) => return None,
                None => break argument,
            },
        }
    };
    (!sudo.is_json).then_some(command.span.start as usize)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn sudo_is_found() {
        fires(
            &RULE,
            "FROM a\nRUN b && ⟦sudo⟧ c | ⟦sudo⟧ tee d\nONBUILD RUN ⟦sudo⟧ e\n",
        );
        silent(&RULE, "FROM a\nRUN apt-get install sudo\n");
    }

    #[test]
    fn sudo_is_removed_where_root_runs_the_command() {
        fixes(
            &RULE,
            "FROM a\nRUN A=1 sudo -E b -c\n",
            "FROM a\nRUN A=1 b -c\n",
        );
        fixes(
            &RULE,
            "FROM a\nUSER root\nRUN sudo -u root \\\n b\n",
            "FROM a\nUSER root\nRUN b\n",
        );
        leaves(
            &RULE,
            "FROM a\nRUN sudo -u b c && sudo -i && sudo\nUSER d\nRUN sudo e\n",
        );
        leaves(&RULE, "FROM a\nRUN [\"sudo\", \"b\"]\n");
    }
}
