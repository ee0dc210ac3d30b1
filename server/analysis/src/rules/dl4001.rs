use super::runs::runs;
use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};
use crate::shell::Interpreter;
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "DL4001",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Hint),
    tag: None,
    title: Text {
        en: "Use either `curl` or `wget`, not both.",
        fr: "Utiliser soit `curl`, soit `wget`, mais pas les deux.",
    },
    why: Text {
        en: "Both do the same: two of them mean two packages to install and to keep up to date. If \
             the base image has both already, little is gained, and it is a matter of taste.",
        fr: "Les deux font la même chose\u{a0}: en prendre deux, c'est installer et tenir à jour \
             deux paquets. Si l'image de base les a déjà, on y gagne peu, et c'est une affaire de \
             goût.",
    },
    example: Example {
        bad: r"
RUN curl -fsSLO https://example.com/a.tar.gz \
 && wget -nv https://example.com/b.tar.gz
",
        good: r"
RUN curl -fsSLO https://example.com/a.tar.gz \
 && curl -fsSLO https://example.com/b.tar.gz
",
    },
    check: Check::Stage(Keywords::of(&[Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "This stage uses both `curl` and `wget`, which do the same. Keep one of them.",
    fr: "Cette étape utilise `curl` et `wget`, qui font la même chose. N'en gardez qu'un.",
};

const OTHER: Text = Text {
    en: "`{0}` is used here",
    fr: "`{0}` est utilisé ici",
};

const PROGRAMS: [&str; 2] = ["curl", "wget"];

fn check(stage: &StageView, findings: &mut Findings) {
    // What ONBUILD keeps runs elsewhere, and is counted apart.
    for is_trigger in [false, true] {
        let mut first: [Option<ByteRange>; 2] = [None, None];
        for run in runs(stage).filter(|run| run.is_trigger == is_trigger) {
            let program = |name: &str| PROGRAMS.iter().position(|program| *program == name);
            let used = run
                .commands
                .iter()
                .filter_map(|command| Some((program(&command.name)?, run.at(command.name_span))));
            let used: Vec<(usize, ByteRange)> = used.collect();
            for (program, range) in &used {
                first[*program].get_or_insert_with(|| range.clone());
            }
            let [Some(curl), Some(wget)] = &first else {
                continue;
            };
            // The program that came second, if this RUN has it.
            let second = usize::from(curl.start < wget.start);
            let at_fault = used.iter().find(|(program, _)| *program == second);
            if let Some((program, range)) = at_fault.or(used.first()) {
                let other = 1 - program;
                let message = Message::new(OTHER).with(PROGRAMS[other]);
                let place = [curl, wget][other].clone();
                let finding = findings.add(range.clone(), MESSAGE);
                finding.related(place, message);
                // For PowerShell, both are names of a command of its own.
                if run.commands.is_of(Interpreter::Other) {
                    finding.minor();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn one_program_downloads() {
        fires(
            &RULE,
            "FROM a\nRUN curl b && ⟦wget⟧ c\nRUN d\nRUN ⟦curl⟧ e\nRUN ⟦wget⟧ f\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN curl b\nFROM c\nRUN wget d\nONBUILD RUN curl e\n",
        );
        leaves(&RULE, "FROM a\nRUN wget b | curl c\n");
    }
}
