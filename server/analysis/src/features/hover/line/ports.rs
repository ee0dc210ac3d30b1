//! How to reach a port: EXPOSE alone publishes nothing.

use super::Line;
use crate::features::hover::markdown::code_of;
use crate::model::Body;
use crate::msg;

pub fn point(line: &Line) -> Option<String> {
    let lang = line.place.lang();
    let located = line.located;
    let Body::Ports(ports) = &located.instruction.body else {
        return None;
    };
    let options = ports.iter().filter_map(|port| {
        let number = line.value(port.port.as_ref()?);
        let protocol = port
            .protocol
            .as_ref()
            .map(|word| line.value(word))
            .unwrap_or_default();
        let protocol = match protocol.to_ascii_lowercase().as_str() {
            "" | "tcp" => "",
            "udp" => "/udp",
            "sctp" => "/sctp",
            // BuildKit knows no other.
            _ => return None,
        };
        (!number.is_empty()).then(|| format!("-p {number}:{number}{protocol}"))
    });
    let options = options.collect::<Vec<_>>().join(" ");
    if options.is_empty() {
        return None;
    }
    let command = code_of(&format!("docker run {options} IMAGE"), 100);
    Some(msg!(
        lang,
        en: "Declares, but publishes nothing; this publishes it on the host: {command}",
        fr: "Déclare sans publier\u{a0}; pour publier sur l'hôte\u{a0}: {command}",
    ))
}
