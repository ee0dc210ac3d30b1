//! What a stage builds on, copies from and builds for.

use super::*;

/// What a stage builds on.
pub(super) struct Base {
    name: String,
    stage: Option<usize>,
}

impl Evaluation<'_> {
    fn base(&self, stage: usize) -> Option<&Base> {
        let bases = self.bases.get_or_init(|| {
            let stages = self.file.stages.iter().enumerate();
            let bases = stages.map(|(index, stage)| {
                let image = stage.from().and_then(|from| from.image.as_ref());
                let name = image.map_or_else(String::new, |image| self.in_from(&image.word));
                Base {
                    stage: self.earlier(&name, index),
                    name,
                }
            });
            bases.collect()
        });
        bases.get(stage)
    }

    /// The name of a stage's base with its variables replaced.
    pub fn base_name(&self, stage: usize) -> &str {
        self.base(stage).map_or("", |base| &base.name)
    }

    /// The image that a stage builds on, if its name says one.
    pub fn reference(&self, stage: usize) -> Option<Reference> {
        match self.base_stage(stage) {
            Some(_) => None,
            None => Reference::parse(self.base_name(stage)),
        }
    }

    /// The earlier stage that a stage builds on.
    pub fn base_stage(&self, stage: usize) -> Option<usize> {
        self.base(stage)?.stage
    }

    /// The last stage of a name before another stage.
    fn earlier(&self, name: &str, stage: usize) -> Option<usize> {
        let same_name = self.named.get(name)?;
        let earlier = same_name.partition_point(|index| *index < stage);
        same_name.get(earlier.checked_sub(1)?).copied()
    }

    /// The earlier stages that the flags of an instruction copy from or mount.
    pub fn stages_used(&self, keyword: Keyword, flags: &[Flag], stage: usize) -> Vec<usize> {
        let used = flags
            .iter()
            .filter_map(|flag| self.stage_used(keyword, flag, stage));
        used.collect()
    }

    pub fn stage_used(&self, keyword: Keyword, flag: &Flag, stage: usize) -> Option<usize> {
        let from = match (keyword, &*flag.name.as_ref()?.text) {
            (Keyword::Copy, "from") => flag.value.as_ref()?,
            (Keyword::Run, "mount") => flag.option("from")?,
            _ => return None,
        };
        // The build fails at one that is not made yet.
        self.stage_meant(keyword, &from.text)
            .filter(|used| *used < stage)
    }

    /// The stage that the source of a COPY or of a mount means, wherever it stands: the last of the
    /// file that bears the name, unlike the base of a FROM, or for COPY the one of a number.
    pub fn stage_meant(&self, keyword: Keyword, source: &str) -> Option<usize> {
        match source.parse::<i64>() {
            Ok(number) if keyword == Keyword::Copy => {
                let index = usize::try_from(number).ok();
                index.filter(|index| *index < self.file.stages.len())
            }
            _ => self.named.get(&source.to_lowercase())?.last().copied(),
        }
    }

    /// A word of a FROM: only the arguments before the first FROM have a value there.
    fn in_from(&self, word: &Word) -> String {
        // Most names are what they look like.
        if !word.text.contains(['$', '"', '\'', self.file.escape.0]) {
            return word.text.to_string();
        }
        let lookup = |name: &str| self.globals.in_build(name);
        let expanded = expand(&word.text, self.file.escape.0, &lookup);
        expanded.map_or_else(|_| word.text.to_string(), |expanded| expanded.text)
    }

    /// What `--platform` of a stage's FROM comes to. Of what only the build knows, the name stands
    /// in it.
    pub fn asked_platform(&self, stage: usize) -> Option<String> {
        let from = self.file.stages.get(stage)?.instructions.first()?;
        let is_it = |flag: &&Flag| {
            let name = flag.name.as_ref();
            name.is_some_and(|name| &*name.text == "platform")
        };
        let value = from.flags.iter().find(is_it)?.value.as_ref()?;
        Some(self.in_from(value)).filter(|value| !value.is_empty())
    }

    pub fn platform(&self, stage: usize) -> Platform {
        // An empty base is one for the platform of the build, whatever the flag says.
        let scratch = self.base_name(stage) == "scratch";
        match self.asked_platform(stage).filter(|_| !scratch) {
            Some(value) if value.starts_with("windows") => Platform::Windows,
            Some(_) => Platform::Linux,
            None => Platform::of_image(self.base_name(stage)),
        }
    }
}

impl Platform {
    /// As far as the name of an image tells.
    pub fn of_image(name: &str) -> Platform {
        // Most names are told apart by a letter that each of the four has.
        if !name.contains(['w', 'W', 'v', 'V']) {
            return Platform::Linux;
        }
        let name = name.to_lowercase();
        let names = ["/windows", "windowsservercore", "nanoserver", "servercore"];
        if names.iter().any(|known| name.contains(known)) {
            Platform::Windows
        } else {
            Platform::Linux
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_stages_with_one_name_a_base_is_the_last_above_and_a_source_the_last_of_all() {
        let text = "FROM a AS x\nFROM X\nFROM x\nCOPY --from=X b c\nRUN --mount=from=0 d\nFROM e AS X\nFROM x\nCOPY --from=+0 b c\nCOPY --from=-1 b c\nCOPY --from=x b c\n";
        let document = crate::Document::new(text);
        let file = document.dockerfile();
        let evaluation = Evaluation::new(file);
        let bases: Vec<_> = (0..5).map(|stage| evaluation.base_stage(stage)).collect();
        assert_eq!(bases, [None, None, Some(0), None, Some(3)]);
        let used = |stage: usize| -> Vec<_> {
            let instructions = file.instructions_of(stage);
            let flags = instructions.flat_map(|located| {
                let instruction = located.instruction;
                let flags = instruction.flags.iter();
                flags.map(|flag| evaluation.stage_used(instruction.keyword, flag, stage))
            });
            flags.collect()
        };
        assert_eq!(
            (used(2), used(4)),
            (vec![None, None], vec![Some(0), None, Some(3)])
        );
    }

    #[test]
    fn the_image_of_a_stage_has_its_variables_replaced() {
        let text = "ARG V=12\nFROM debian:${V}-slim AS a\nFROM a\nFROM ghcr.io/b/c:$NONE\n";
        let document = crate::Document::new(text);
        let evaluation = Evaluation::new(document.dockerfile());
        let tag = |stage| {
            evaluation
                .reference(stage)
                .and_then(|reference| reference.tag)
        };
        assert_eq!(tag(0).as_deref(), Some("12-slim"));
        assert_eq!(
            (evaluation.reference(1), evaluation.reference(2)),
            (None, None)
        );
    }
}
