//! Whether a mount keeps a cache out of the image, and a fix that adds one.

use crate::edit::TextEdit;
use crate::model::{Flag, Span};

/// What hadolint looks for: the target of a cache or a tmpfs has these letters in it.
pub fn has_cache_at(flags: &[Flag], fragment: &str) -> bool {
    targets(flags).any(|target| target.contains(fragment))
}

/// A cache or a tmpfs lies on this directory, or on one that it stands in.
pub fn covers(flags: &[Flag], directory: &str) -> bool {
    targets(flags).any(|target| {
        let rest = directory.strip_prefix(target.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

pub fn targets(flags: &[Flag]) -> impl Iterator<Item = &str> {
    flags.iter().filter_map(|flag| {
        let kind = flag.option("type").filter(|_| flag.is_named("mount"))?;
        if !matches!(&*kind.text, "cache" | "tmpfs") {
            return None;
        }
        let target = ["target", "dst", "destination"]
            .iter()
            .find_map(|key| flag.option(key))?;
        Some(target.text.trim_matches('"'))
    })
}

/// Adds caches to a RUN. Some programs may not share theirs with another build at the same time.
pub fn add_caches(written: Span, flags: &[Flag], targets: &[&str], is_locked: bool) -> TextEdit {
    let sharing = if is_locked { ",sharing=locked" } else { "" };
    let at = flags.last().map_or(written.end, |last| last.span.end);
    let flags = targets
        .iter()
        .map(|target| format!(" --mount=type=cache,target={target}{sharing}"));
    TextEdit::insert(at as usize, flags.collect::<String>())
}
