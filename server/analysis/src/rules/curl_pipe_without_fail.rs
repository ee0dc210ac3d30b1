use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;

pub const RULE: Rule = Rule {
    code: "curl-pipe-without-fail",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Let `curl` fail when the server answers with an error.",
        fr: "Faire échouer `curl` quand le serveur répond par une erreur.",
    },
    why: Text {
        en: "Without `--fail` (`-f`), `curl` writes the error page of a server and succeeds. In a \
             pipe, the next program then reads that page as a script or an archive, and the layer \
             that comes of it stays in the cache.",
        fr: "Sans `--fail` (`-f`), `curl` écrit la page d'erreur du serveur et réussit. Dans un tube \
             (pipe), le programme suivant lit alors cette page comme un script ou une archive, et la \
             couche qui en résulte reste en cache.",
    },
    example: Example {
        bad: "RUN curl -sSL https://example.com/app.tgz | tar -xz",
        good: "RUN curl -f -sSL https://example.com/app.tgz | tar -xz",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "If the server answers with an error, `curl` hands its error page to `{0}`. Add `-f`.",
    fr: "Si le serveur répond par une erreur, `curl` donne sa page d'erreur à `{0}`. Ajoutez `-f`.",
};

const FIX: Text = Text {
    en: "Add `-f`",
    fr: "Ajouter `-f`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if !view.run().iter().any(|command| command.name == "curl") {
        return;
    }
    let pipes = view.script().map_or(&[][..], |script| script.pipes());
    for pipe in pipes {
        let inside =
            |start: u32| pipe.source.0 <= start as usize && (start as usize) < pipe.source.1;
        let mut sources = view.run().iter();
        let curl = sources.find(|command| {
            command.name == "curl" && inside(command.name_span.start) && !command.is_quoted
        });
        let mut readers = view.run().iter();
        let reader = readers.find(|command| command.name_span.start as usize >= pipe.end);
        let (Some(curl), Some(reader)) = (curl, reader) else {
            continue;
        };
        let fails = ["f", "fail", "fail-with-body", "fail-early", "I", "head"];
        if curl.has_any_flag(&fails) {
            continue;
        }
        let edit = TextEdit::insert(curl.name_span.end as usize, " -f");
        findings
            .add(curl.name_span, Message::new(MESSAGE).with(&reader.name))
            .fix(Fix::safe(FIX, vec![edit]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn what_is_piped_on_must_be_what_was_asked_for() {
        fires(&RULE, "FROM a\nRUN b && ⟦curl⟧ -sSL https://c | sh\n");
        silent(
            &RULE,
            "FROM a\nRUN curl -fsSL https://c | sh\nRUN curl --fail c | d\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN curl https://c > d\nRUN curl c -o d && e | f\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN curl -L \\\n https://b | tar xz\n",
            "FROM a\nRUN curl -f -L \\\n https://b | tar xz\n",
        );
    }
}
