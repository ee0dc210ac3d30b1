//! A version of a file, and what there is in it that a fix may not lose.

use strates_analysis::Document;
use strates_analysis::features::diagnostics::{Diagnostic, Setup, diagnostics};
use strates_analysis::model::layers::Effect;
use strates_analysis::model::{Body, Flag, Keyword, Located, Word};
use strates_analysis::text::ByteRange;

/// What stands somewhere.
pub type Part = (ByteRange, String);

/// How the codes of all errors start.
const ERROR: &str = "BuildError/";

/// A file and all that is to be seen in it.
pub struct Seen {
    pub document: Document,
    pub text: String,
    pub found: Vec<Diagnostic>,
}

impl Seen {
    pub fn new(document: Document, setup: &Setup) -> Seen {
        Seen {
            found: diagnostics(&document, setup),
            text: document.text().to_string(),
            document,
        }
    }

    pub fn count(&self, code: &str) -> usize {
        self.found.iter().filter(|each| each.code() == code).count()
    }

    pub fn errors(&self) -> usize {
        let is_error = |each: &&Diagnostic| each.code().starts_with(ERROR);
        self.found.iter().filter(is_error).count()
    }

    pub fn one_line(&self, located: &Located) -> String {
        self.document.one_line(located).chars().take(80).collect()
    }

    pub fn line_at(&self, byte: usize) -> String {
        let located = self.document.dockerfile().instruction_at(byte);
        located.map_or_else(String::new, |located| self.one_line(&located))
    }

    pub fn error_codes(&self) -> String {
        let errors = self.found.iter().map(Diagnostic::code);
        let errors = errors.filter(|code| code.starts_with(ERROR));
        errors.collect::<Vec<_>>().join(", ")
    }

    pub fn flags(&self) -> Vec<Part> {
        let instructions = self.document.dockerfile().instructions();
        let flags = instructions.flat_map(|located| {
            let instruction = located.instruction;
            let nested: &[Flag] = match &instruction.body {
                Body::Trigger(Some(nested)) | Body::Healthcheck(Some(nested)) => &nested.flags,
                _ => &[],
            };
            let flags = instruction.flags.iter().chain(nested);
            flags.map(move |flag| (located.at(flag.span), written(flag)))
        });
        flags.collect()
    }

    /// Those between instructions and those inside of them.
    pub fn comments(&self) -> Vec<Part> {
        let instructions = self.document.dockerfile().instructions();
        let heredocs = instructions.flat_map(|located| {
            let heredocs = located.instruction.heredocs.iter();
            let bodies: Vec<ByteRange> = heredocs.map(|each| located.at(each.body)).collect();
            bodies
        });
        let heredocs: Vec<ByteRange> = heredocs.collect();
        let mut at = 0;
        let mut comments = Vec::new();
        for line in self.text.split_inclusive('\n') {
            let is_text = heredocs.iter().any(|body| body.contains(&at));
            if !is_text && line.trim_start().starts_with('#') {
                comments.push((at..at + line.len(), line.trim().to_owned()));
            }
            at += line.len();
        }
        comments
    }

    /// Their names: what stands in one may be what is mended.
    pub fn heredocs(&self) -> Vec<Part> {
        let instructions = self.document.dockerfile().instructions();
        let heredocs = instructions.flat_map(|located| {
            let heredocs = located.instruction.heredocs.iter();
            let markers = heredocs.filter_map(|heredoc| heredoc.marker.as_ref());
            markers.map(move |marker| (located.at(marker.span), marker.name.to_string()))
        });
        heredocs.collect()
    }

    /// COPY and ADD are of a kind.
    pub fn layers(&self) -> Vec<Vec<Keyword>> {
        let stages = self.document.layers().stages.iter();
        let layers = stages.map(|stage| {
            let steps = stage.steps.iter();
            let layers = steps.filter(|step| step.effect == Effect::Layer);
            let keyword = |keyword| match keyword {
                Keyword::Add => Keyword::Copy,
                other => other,
            };
            layers.map(|step| keyword(step.keyword)).collect()
        });
        layers.collect()
    }
}

fn written(flag: &Flag) -> String {
    let text = |word: &Option<Word>| {
        word.as_ref()
            .map_or_else(String::new, |word| word.text.to_string())
    };
    format!("--{}={}", text(&flag.name), text(&flag.value))
}
