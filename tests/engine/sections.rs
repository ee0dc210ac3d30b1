//! Files of cases: each begins with `== ` and its title, and may have options, `@ ` and a word.
//! What stands before the first is for the reader.

pub struct Section<'a> {
    pub title: &'a str,
    pub options: Vec<&'a str>,
    pub lines: Vec<&'a str>,
}

impl Section<'_> {
    pub fn has(&self, option: &str) -> bool {
        self.options.contains(&option)
    }
}

pub fn sections(text: &str) -> Vec<Section<'_>> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("== ") {
            sections.push(Section {
                title,
                options: Vec::new(),
                lines: Vec::new(),
            });
        } else if let Some(section) = sections.last_mut() {
            match line.strip_prefix("@ ") {
                Some(option) => section.options.push(option),
                None => section.lines.push(line),
            }
        }
    }
    // A blank line parts two cases; in a Dockerfile it says nothing either.
    for section in &mut sections {
        while section.lines.last().is_some_and(|line| line.is_empty()) {
            section.lines.pop();
        }
    }
    sections
}
