//! The stages whose files may end up in an image, as hadolint has it.

use super::FileView;
use std::collections::HashSet;

/// The stages to look at: the last one, those that another FROM names, and those that say the same
/// as the last one.
pub fn last_stages(file: &FileView) -> Vec<usize> {
    let bases: HashSet<&str> = file
        .stages
        .iter()
        .filter_map(|stage| stage.from()?.image.as_ref()?.written_path())
        .collect();
    let written = |index: usize| {
        let stage = file.stages.get(index)?;
        let from = stage.from()?;
        let image = from.image.as_ref().map(|image| &*image.word.text);
        let platform = stage.instructions.first()?.flags.first();
        let platform = platform.and_then(|flag| flag.value.as_ref());
        Some((
            image,
            stage.name().map(|name| &*name.text),
            platform.map(|word| &*word.text),
        ))
    };
    let last = file.stages.len().checked_sub(1).and_then(written);
    let counts = |index: &usize| {
        let name = file.stages[*index].name();
        written(*index) == last || name.is_some_and(|name| bases.contains(&*name.text))
    };
    (0..file.stages.len()).filter(counts).collect()
}
