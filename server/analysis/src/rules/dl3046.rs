use super::arguments::add_after;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::Fix;
use crate::lang::Text;
use crate::shell::{Argument, ShellCommand};

pub const RULE: Rule = Rule {
    code: "DL3046",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `useradd` the option `-l` for a high user number.",
        fr: "Donner à `useradd` l'option `-l` pour un numéro d'utilisateur élevé.",
    },
    why: Text {
        en: "`useradd` writes into `/var/log/lastlog` and `/var/log/faillog` at a place that \
             depends on the number, and for a high one these files become huge: they take little \
             room on disk, but count in full in the layer. `-l` leaves them alone; a distribution \
             that no longer has them is not concerned.",
        fr: "`useradd` écrit dans `/var/log/lastlog` et `/var/log/faillog` à une place qui dépend \
             du numéro, et s'il est élevé ces fichiers deviennent énormes\u{a0}: ils prennent peu \
             de place sur le disque, mais comptent en entier dans la couche. `-l` n'y touche \
             pas\u{a0}; une distribution qui ne les a plus n'est pas concernée.",
    },
    example: Example {
        bad: "RUN useradd -u 1000500 app",
        good: "RUN useradd -l -u 1000500 app",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "With a high user number, `useradd` makes huge log files, which count in full in the \
         layer. Add `-l`.",
    fr: "Avec un numéro d'utilisateur élevé, `useradd` crée d'énormes fichiers de journal, qui \
         comptent en entier dans la couche. Ajoutez `-l`.",
};

const FIX: Text = Text {
    en: "Add `-l`",
    fr: "Ajouter `-l`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for command in view
        .run()
        .iter()
        .filter(|command| command.name == "useradd")
    {
        let Some(number) = long_number(command) else {
            continue;
        };
        if command.has_any_flag(&["l", "no-log-init"]) {
            continue;
        }
        let edit = add_after(view.source, command, command.name_span.end, "-l");
        let finding = findings.add(number.span, MESSAGE);
        // A variable, or the next word of `-u1000`.
        if number.text.parse::<u64>().is_err() {
            finding.minor();
        }
        finding.fix(Fix::safe(FIX, vec![edit]));
    }
}

/// What stands after `-u`, if it has more than five digits.
fn long_number(command: &ShellCommand) -> Option<&Argument> {
    let mut pairs = command.arguments.windows(2);
    let pair = pairs
        .find(|pair| pair[0].flags().any(|flag| flag == "u") && pair[1].text.chars().count() > 5)?;
    pair.get(1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn a_high_number_needs_a_flag() {
        fires(&RULE, "FROM a\nRUN useradd -g b -mu ⟦123456⟧ c\n");
        silent(
            &RULE,
            "FROM a\nRUN useradd -u 12345 b && useradd -l -u 123456 c && useradd d && adduser -u 123456 e\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN useradd -u 123456 b\n",
            "FROM a\nRUN useradd -l -u 123456 b\n",
        );
        assert!(found_by(&RULE, "FROM a\nRUN useradd -u $NUMBER b\n")[0].is_minor);
    }
}
