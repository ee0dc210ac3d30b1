use super::Rule;
use crate::edit::Fix;
use crate::lang::Lang;
use crate::message::Message;
use crate::text::ByteRange;
use std::convert::Infallible;

/// A place where a rule is not kept. Ranges count from the start of what was looked at: an
/// instruction, a stage or the file.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: &'static Rule,
    /// The rule's own code and twins, unless the finding is one of a twin alone.
    pub code: &'static str,
    pub also: &'static [&'static str],
    pub range: ByteRange,
    pub message: Message,
    pub related: Vec<Related>,
    pub fixes: Vec<Fix>,
    /// True, but not worth a person's attention: profile `recommended` leaves it out.
    pub is_minor: bool,
}

/// Another place that has to do with a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    pub range: ByteRange,
    pub message: Message,
}

impl Finding {
    pub fn message(&self, lang: Lang) -> String {
        self.message.get(lang)
    }

    pub fn fix(&mut self, fix: Fix) -> &mut Finding {
        self.fixes.push(fix);
        self
    }

    pub fn related(&mut self, range: ByteRange, message: impl Into<Message>) -> &mut Finding {
        let message = message.into();
        self.related.push(Related { range, message });
        self
    }

    /// Only these of the twins agree, or none.
    pub fn also(&mut self, codes: &'static [&'static str]) -> &mut Finding {
        self.also = codes;
        self
    }

    /// Only a twin finds this, not the rule whose name it bears otherwise.
    pub fn only_as(&mut self, code: &'static str) -> &mut Finding {
        self.code = code;
        self.also = &[];
        self
    }

    pub fn minor(&mut self) -> &mut Finding {
        self.is_minor = true;
        self
    }

    /// Whether it bears a code, in any case of letters.
    pub fn has_code(&self, code: &str) -> bool {
        let mut codes = self.also.iter().chain([&self.code]);
        codes.any(|own| own.eq_ignore_ascii_case(code))
    }

    /// Puts every range that it holds somewhere else.
    pub(super) fn move_ranges<E>(
        &mut self,
        place: impl Fn(ByteRange) -> Result<ByteRange, E>,
    ) -> Result<(), E> {
        let related = self.related.iter_mut().map(|related| &mut related.range);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        let ranges = related.chain(edits.map(|edit| &mut edit.range));
        for range in ranges.chain([&mut self.range]) {
            *range = place(range.clone())?;
        }
        Ok(())
    }

    /// The same finding with places that count from a byte of the file.
    fn counted_from(mut self, start: usize) -> Finding {
        let count = |byte: usize| byte.saturating_sub(start);
        let Ok(()) =
            self.move_ranges(|range| Ok::<_, Infallible>(count(range.start)..count(range.end)));
        self
    }
}

/// Where a rule puts what it finds.
pub struct Findings {
    rule: &'static Rule,
    found: Vec<Finding>,
}

impl Findings {
    pub(super) fn new(rule: &'static Rule) -> Findings {
        let found = Vec::new();
        Findings { rule, found }
    }

    pub fn add(
        &mut self,
        range: impl Into<ByteRange>,
        message: impl Into<Message>,
    ) -> &mut Finding {
        self.found.push(Finding {
            rule: self.rule,
            code: self.rule.code,
            also: self.rule.also,
            range: range.into(),
            message: message.into(),
            related: Vec::new(),
            fixes: Vec::new(),
            is_minor: false,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    pub(super) fn for_rule(&mut self, rule: &'static Rule) -> &mut Findings {
        self.rule = rule;
        self
    }

    pub(super) fn extend(&mut self, found: Vec<Finding>) {
        self.found.extend(found);
    }

    pub(super) fn into_found(self) -> Vec<Finding> {
        self.found
    }

    /// What was found, with places that count from a byte of the file.
    pub(super) fn counted_from(self, start: usize) -> Vec<Finding> {
        let found = self.found.into_iter();
        found.map(|finding| finding.counted_from(start)).collect()
    }
}
