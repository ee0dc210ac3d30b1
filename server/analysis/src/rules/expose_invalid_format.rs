use super::ports::{self, PortSpec};
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;

pub const RULE: Rule = Rule {
    code: "ExposeInvalidFormat",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `EXPOSE` nothing but the container's port.",
        fr: "Ne donner à `EXPOSE` que le port du conteneur.",
    },
    why: Text {
        en: "`EXPOSE` publishes nothing: an address or a port of the host has no effect there, and \
             BuildKit announces that it will become an error. Publish the port when the container \
             starts: `docker run -p 127.0.0.1:8080:80`.",
        fr: "`EXPOSE` ne publie rien\u{a0}: une adresse ou un port de l'hôte n'y a aucun effet, et \
             BuildKit annonce que ce sera une erreur. Publiez le port au démarrage du \
             conteneur\u{a0}: `docker run -p 127.0.0.1:8080:80`.",
    },
    example: Example {
        bad: "EXPOSE 127.0.0.1:8080:80",
        good: "EXPOSE 80",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`EXPOSE` publishes nothing, so an address or a port of the host has no effect here. Keep \
         the container's port, `{0}`.",
    fr: "`EXPOSE` ne publie rien\u{a0}: une adresse ou un port de l'hôte n'y a aucun effet. Gardez \
         le port du conteneur, `{0}`.",
};

const FIX: Text = Text {
    en: "Keep `{0}` only",
    fr: "Ne garder que `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for PortSpec { span, text, .. } in ports::literal(view) {
        let port = ports::container_port(&text);
        let host = text.strip_suffix(port).unwrap_or_default();
        // `:80` names no host.
        if host.trim_start_matches(':').is_empty() {
            continue;
        }
        let message = Message::new(MESSAGE).with(port);
        let finding = findings.add(span, message);
        if view.text(span) == text {
            let title = Message::new(FIX).with(port);
            let edit = TextEdit::replace(span.into(), port);
            finding.fix(Fix::safe(title, vec![edit]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn a_port_is_that_of_the_container() {
        fires(&RULE, "FROM a\nEXPOSE 80 ⟦8080:80⟧ ⟦127.0.0.1::81⟧\n");
        silent(&RULE, "FROM a\nEXPOSE 80-90/udp :80 $PORT\n");
        fixes(
            &RULE,
            "FROM a\nEXPOSE 127.0.0.1:8080:80/tcp 81\n",
            "FROM a\nEXPOSE 80/tcp 81\n",
        );
    }
}
