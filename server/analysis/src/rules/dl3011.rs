use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::Body;

pub const RULE: Rule = Rule {
    code: "DL3011",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `EXPOSE` a port of at most `65535`.",
        fr: "Donner à `EXPOSE` un port d'au plus `65535`.",
    },
    why: Text {
        en: "A port is a number of 16 bits: there is none beyond `65535`, and the build fails. \
             Most often there is a digit too many.",
        fr: "Un port est un nombre de 16\u{a0}bits\u{a0}: il n'y en a pas au-delà de `65535`, et \
             la construction échoue. Le plus souvent, il y a un chiffre de trop.",
    },
    example: Example {
        bad: "EXPOSE 80800",
        good: "EXPOSE 8080",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "There is no port {0}: the last one is 65535. Take a digit away, or write another port.",
    fr: "Il n'y a pas de port {0}\u{a0}: le dernier est 65535. Ôtez un chiffre, ou écrivez un autre \
         port.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let Body::Ports(ports) = view.body else {
        return;
    };
    if view.is_trigger {
        return;
    }
    for port in ports.iter().filter_map(|port| port.port.as_ref()) {
        let mut numbers = port.text.split('-');
        if let Some(number) = numbers.find(|number| is_too_large(number)) {
            findings.add(port.span, Message::new(MESSAGE).with(number));
        }
    }
}

fn is_too_large(number: &str) -> bool {
    let digits = number.trim_start_matches('0');
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (digits.len() > 5 || digits.parse().is_ok_and(|port: u32| port > 65535))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn ports_end_at_65535() {
        fires(
            &RULE,
            "FROM a\nEXPOSE 80 ⟦65536⟧ ⟦1-99999⟧/udp ⟦99999999999999999999⟧\n",
        );
        silent(&RULE, "FROM a\nEXPOSE 65535 0 00080 $PORT 1-2/tcp\n");
        leaves(&RULE, "FROM a\nEXPOSE 80800\n");
    }
}
