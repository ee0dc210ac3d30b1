use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "root-at-run",
    also: &[],
    source: Source::Strates,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Let the program run as a user without rights.",
        fr: "Faire tourner le programme sous un utilisateur sans droits.",
    },
    why: Text {
        en: "Without `USER`, the program in the container runs as root, unless the base image says \
             otherwise. Whoever takes control of it can then change every file of the container, and \
             has one step less to the host. `USER` with a number, such as `USER 1000`, needs no user \
             to be created.",
        fr: "Sans `USER`, le programme du conteneur tourne en root, sauf si l'image de base en \
             décide autrement. Qui en prend le contrôle peut alors modifier tous les fichiers du \
             conteneur, et se rapproche de l'hôte. `USER` suivi d'un numéro, comme `USER 1000`, se \
             passe de création d'utilisateur.",
    },
    example: Example {
        bad: "CMD [\"python\", \"main.py\"]",
        good: "
USER 1000
CMD [\"python\", \"main.py\"]
",
    },
    check: Check::File(
        Keywords::of(&[Keyword::User, Keyword::Cmd, Keyword::Entrypoint]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "No `USER` comes before this, so the program runs as root, unless the base image says \
         otherwise. Add one, such as `USER 1000`.",
    fr: "Aucun `USER` ne précède\u{a0}: le programme tourne en root, sauf si l'image de base en \
         décide autrement. Ajoutez-en un, comme `USER 1000`.",
};

const FIX: Text = Text {
    en: "Add `USER 1000` before it",
    fr: "Ajouter `USER 1000` juste avant",
};

/// Names of images, and of their tags, that say that they run as somebody else.
const WITHOUT_ROOT: [&str; 4] = ["nonroot", "rootless", "unprivileged", "chainguard"];

fn check(file: &FileView, findings: &mut Findings) {
    let evaluation = file.evaluation();
    let Some(last) = file.stages.len().checked_sub(1) else {
        return;
    };
    // What an image without a program runs as is for others to say.
    let starts = [Keyword::Entrypoint, Keyword::Cmd].into_iter();
    let mut starts = starts.filter_map(|keyword| {
        let own = file.instructions_of(last);
        own.filter(|located| located.instruction.keyword == keyword)
            .last()
    });
    let Some(start) = starts.next() else {
        return;
    };
    let chain = std::iter::successors(Some(last), |stage| evaluation.base_stage(*stage));
    let has_user = chain.clone().any(|stage| {
        let mut instructions = file.stages[stage].instructions.iter();
        instructions.any(|placed| placed.keyword == Keyword::User)
    });
    let base = chain.last().map(|stage| evaluation.base_name(stage));
    let base = base.unwrap_or_default();
    if !has_user && !WITHOUT_ROOT.iter().any(|name| base.contains(name)) {
        let edit = TextEdit::insert(start.start, "USER 1000\n");
        findings
            .add(start.at(start.instruction.written.span), MESSAGE)
            .fix(Fix::suggested(FIX, vec![edit]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, silent};
    use super::*;

    #[test]
    fn a_program_has_a_user_of_its_own() {
        fires(&RULE, "FROM a\n⟦CMD⟧ b\n");
        fires(
            &RULE,
            "FROM a AS b\nUSER c\nFROM d\n⟦ENTRYPOINT⟧ e\nCMD f\n",
        );
        silent(&RULE, "FROM a AS b\nUSER c\nFROM b\nCMD d\n");
        silent(
            &RULE,
            "FROM gcr.io/distroless/static:nonroot\nCMD a\nFROM b\nRUN c\n",
        );
    }
}
