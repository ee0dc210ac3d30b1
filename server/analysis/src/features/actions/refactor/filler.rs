//! What stands between the parts of an instruction: blanks, continuations and comments.

/// The comments of a piece of source, and what stands in it besides blanks and continuations.
pub struct Filler<'a> {
    pub comments: Vec<&'a str>,
    pub rest: String,
}

impl<'a> Filler<'a> {
    /// `first_is_whole` where the source starts with a line, not behind something else.
    pub fn read(source: &'a str, escape: char, first_is_whole: bool) -> Filler<'a> {
        let mut filler = Filler {
            comments: Vec::new(),
            rest: String::new(),
        };
        for (index, line) in source.lines().enumerate() {
            let content = line.trim();
            if content.starts_with('#') && (index > 0 || first_is_whole) {
                filler.comments.push(content);
            } else {
                let kept = content.strip_suffix(escape).unwrap_or(content);
                filler.rest.push_str(kept.trim());
            }
        }
        filler
    }

    /// Nothing else stands in it.
    pub fn is_only(&self, rest: &str) -> bool {
        self.rest == rest
    }
}
