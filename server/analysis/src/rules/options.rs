use std::collections::BTreeMap;

/// What some rules need to be told before they can find anything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Hosts that images may come from; all of them where this is empty. May hold `*`.
    pub trusted_registries: Vec<String>,
    /// The labels that an image must have.
    pub labels: BTreeMap<String, LabelKind>,
    /// No other label is allowed.
    pub only_these_labels: bool,
    /// Comments that ignore rules are not honoured.
    pub reads_no_comments: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LabelKind {
    Email,
    GitHash,
    Text,
    Rfc3339,
    SemanticVersion,
    Spdx,
    Url,
}
