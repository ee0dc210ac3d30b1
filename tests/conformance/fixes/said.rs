//! What a fix may change besides: what its title says, and nothing else.

use Change::{Comments, Finding, Flags, Layers, Others};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    Layers,
    Flags,
    Comments,
    Heredocs,
    /// Instructions in which nothing was found.
    Others,
    /// A finding that is more severe.
    Finding(&'a str),
}

/// A code, how the title of a fix of it starts, and what that fix changes.
#[rustfmt::skip]
const SAID: &[(&str, &str, &[Change])] = &[
    ("BuildError/duplicate-directive", "Remove `", &[Comments]),
    ("BuildError/duplicate-flag", "Remove `", &[Flags]),
    ("BuildError/flag-not-allowed", "Remove `", &[Flags]),
    ("BuildError/unknown-flag", "Remove `", &[Flags]),
    ("BuildError/unknown-instruction", "Continue the line above", &[Others]),
    // The lines that it now ends were read as instructions and comments.
    ("BuildError/unterminated-heredoc", "Add `", &[Others, Comments]),
    ("DL3003", "Move to `{0}` with `WORKDIR`", &[Layers]),
    ("DL3045", "Set `WORKDIR ", &[Layers]),
    ("DL3059", "Join with the `RUN` above", &[Layers, Others]),
    ("DL4005", "Replace this `RUN` with `SHELL`", &[Layers]),
    ("DuplicateStageName", "Rename this stage to `", &[Others]),
    ("FromPlatformFlagConstDisallowed", "Remove `", &[Flags]),
    ("FromPlatformFlagConstDisallowed", "Run the stage on the builder's platform", &[Flags]),
    ("InvalidDefinitionDescription", "Start the comment with `", &[Comments]),
    ("RedundantTargetPlatform", "Remove `", &[Flags]),
    ("copy-before-install", "Copy `{0}` and install before copying the rest", &[Layers, Others]),
    ("shadowed-cmd", "Write the `ENTRYPOINT` in JSON form", &[Others]),
    // Its value may have been all that mentioned another one.
    ("unused-arg", "Remove the `ARG`", &[Finding("unused-arg")]),
    ("unused-ignore", "Remove the comment", &[Comments]),
];

pub fn says(code: &str, title: &str, change: Change) -> bool {
    SAID.iter().any(|(of, start, changes)| {
        *of == code && title.starts_with(start) && changes.contains(&change)
    })
}
