use super::ports::{self, PortSpec};
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;

pub const RULE: Rule = Rule {
    code: "ExposeProtoCasing",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write the protocol of `EXPOSE` in lower case.",
        fr: "Écrire le protocole d'`EXPOSE` en minuscules.",
    },
    why: Text {
        en: "BuildKit puts it into lower case anyway: `53/UDP` declares `53/udp`. Nothing breaks, \
             but the file and `docker inspect` no longer say the same.",
        fr: "BuildKit le met de toute façon en minuscules\u{a0}: `53/UDP` déclare `53/udp`. Rien \
             ne casse, mais le fichier et `docker inspect` ne disent plus la même chose.",
    },
    example: Example {
        bad: "EXPOSE 53/UDP",
        good: "EXPOSE 53/udp",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "BuildKit declares `{0}`, whatever the case. Write the protocol in lower case.",
    fr: "BuildKit déclare `{0}`, quelle que soit la casse. Écrivez le protocole en minuscules.",
};

const FIX: Text = Text {
    en: "Write `{0}`",
    fr: "Écrire `{0}`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    for PortSpec { span, text, .. } in ports::literal(view) {
        let Some((_, protocol)) = ports::container_port(&text).split_once('/') else {
            continue;
        };
        let lower = protocol.to_lowercase();
        if protocol == lower {
            continue;
        }
        let port = text.strip_suffix(protocol).unwrap_or_default();
        let declared = format!("{port}{lower}");
        let message = Message::new(MESSAGE).with(&declared);
        let finding = findings.add(span, message);
        if view.text(span) == text {
            let title = Message::new(FIX).with(&declared);
            let edit = TextEdit::replace(span.into(), declared);
            finding.fix(Fix::safe(title, vec![edit]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn protocols_are_in_lower_case() {
        fires(&RULE, "FROM a\nEXPOSE 80/tcp ⟦53/UDP⟧ ⟦81:81/Tcp⟧\n");
        silent(
            &RULE,
            "FROM a\nEXPOSE 80 80/tcp $PORT/TCP\nONBUILD EXPOSE 1/TCP\n",
        );
        fixes(
            &RULE,
            "FROM a\nEXPOSE 53/UDP 80\n",
            "FROM a\nEXPOSE 53/udp 80\n",
        );
    }
}
