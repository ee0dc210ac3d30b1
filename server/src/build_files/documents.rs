use super::{Format, Reading};
use std::sync::{Arc, OnceLock};
use strates_analysis::text::{Change, Encoding, Text};

/// A version of an open build file. Never changes; an edit makes a new one.
#[derive(Clone)]
pub struct BuildDocument {
    text: Text,
    format: Format,
    /// Made when somebody asks.
    reading: OnceLock<Option<Arc<Reading>>>,
}

/// A larger file is not read.
pub const MAX_BYTES: usize = 1 << 20;

impl BuildDocument {
    pub fn new(text: &str, format: Format) -> BuildDocument {
        BuildDocument {
            text: Text::new(text),
            format,
            reading: OnceLock::new(),
        }
    }

    pub fn edit(&self, changes: &[Change], encoding: Encoding) -> BuildDocument {
        let mut text = self.text.clone();
        for change in changes {
            text.edit(change, encoding);
        }
        BuildDocument {
            text,
            format: self.format,
            reading: OnceLock::new(),
        }
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// `None` where it cannot be parsed, or is too large.
    pub fn reading(&self) -> Option<&Reading> {
        self.shared_reading().map(Arc::as_ref)
    }

    pub fn shared_reading(&self) -> Option<&Arc<Reading>> {
        let read = || {
            let is_small = self.text.len() <= MAX_BYTES;
            let reading = is_small.then(|| Reading::of(&self.text.to_string(), self.format))?;
            reading.map(Arc::new)
        };
        self.reading.get_or_init(read).as_ref()
    }
}
