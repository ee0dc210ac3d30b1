//! The ports of an EXPOSE, taken apart as BuildKit does.

use super::InstructionView;
use crate::model::{Body, Span, expand};

pub struct PortSpec {
    pub span: Span,
    /// Without quotes.
    pub text: String,
}

/// The ports that say all themselves; ONBUILD and variables leave theirs for later.
pub fn literal(view: &InstructionView) -> impl Iterator<Item = PortSpec> {
    let ports = match view.body {
        Body::Ports(ports) if !view.is_trigger => ports.as_slice(),
        _ => &[],
    };
    let written = ports.iter().map(|port| (port.span, view.text(port.span)));
    written.filter_map(|(span, source)| {
        if source.contains('$') {
            return None;
        }
        let text = expand(source, view.escape, &|_| None).ok()?.text;
        Some(PortSpec { span, text })
    })
}

/// What stands behind the last colon: an address and a port of the host may stand before it.
pub fn container_port(text: &str) -> &str {
    text.rsplit_once(':').map_or(text, |(_, port)| port)
}
