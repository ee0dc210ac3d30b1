//! Packages that an install command names without a version.

use super::Findings;
use super::arguments::listed;
use crate::lang::Text;
use crate::message::Message;
use crate::shell::Argument;

/// One finding for the packages of a command, at the first of them. `source` is the instruction,
/// which stands at `start`.
pub fn report(
    findings: &mut Findings,
    start: usize,
    source: &str,
    text: Text,
    packages: &[&Argument],
) {
    let Some(first) = packages.first() else {
        return;
    };
    let message = Message::new(text).with(listed(source, packages));
    let range = start + first.span.start as usize..start + first.span.end as usize;
    findings.add(range, message);
}
