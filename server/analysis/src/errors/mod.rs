//! What BuildKit's parser itself rejects, all of it at once.

mod twins;

use crate::Document;
use crate::edit::Fix;
use crate::lang::Lang;
use crate::model::{
    Body, Command, Dockerfile, Instruction, Keyword, Located, Pair, Source, Span, Transfer, Word,
    is_array_of_others,
};
use crate::msg;
use crate::nearest::nearest;
pub use crate::rules::Related;
use crate::rules::Severity;
use crate::syntax::Joined;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub range: ByteRange,
    pub kind: ProblemKind,
    pub fixes: Vec<Fix>,
    pub related: Vec<Related>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    NoInstructions,
    LongLine,
    UnknownInstruction {
        written: String,
        meant: Option<Keyword>,
    },
    /// What stands behind ONBUILD is looked at only when another image builds on this one.
    UnknownTrigger {
        written: String,
        meant: Option<Keyword>,
    },
    UnterminatedHeredoc {
        name: String,
    },
    DuplicateDirective {
        name: String,
    },
    InvalidEscape {
        value: String,
    },
    MissingEquals {
        word: String,
    },
    MissingValue {
        instruction: Keyword,
        name: String,
    },
    NotStrings,
}

pub fn errors(document: &Document) -> Vec<Problem> {
    let file = document.dockerfile();
    let mut found = directive_problems(file);
    if document.too_large() {
        return found;
    }
    if let Some(line) = document.long_line() {
        let start = document.text().line_start(line);
        return vec![ProblemKind::LongLine.at(start..document.text().line_start(line + 1))];
    }
    for located in file.doubtful() {
        instruction_problems(document, &located, &mut found);
    }
    if file.globals.is_empty() && file.stages.is_empty() {
        let end = document.text().len();
        let start = document.text().line_start(document.text().line_of(end));
        found.push(ProblemKind::NoInstructions.at(start..end));
    }
    found
}

fn directive_problems(file: &Dockerfile) -> Vec<Problem> {
    let mut found = Vec::new();
    for (index, directive) in file.directives.iter().enumerate() {
        if file.directives[..index]
            .iter()
            .any(|earlier| earlier.name == directive.name)
        {
            let kind = ProblemKind::DuplicateDirective {
                name: directive.name.clone(),
            };
            found.push(kind.at(directive.name_range.clone()));
        } else if directive.name == "escape" && !matches!(directive.value.as_str(), "\\" | "`") {
            let kind = ProblemKind::InvalidEscape {
                value: directive.value.clone(),
            };
            found.push(kind.at(directive.value_range.clone()));
        }
    }
    found
}

/// Whether there is nothing to look for in an instruction; told once, when it is read.
pub(crate) fn is_sound(instruction: &Instruction) -> bool {
    instruction.keyword != Keyword::Unknown
        && instruction
            .heredocs
            .iter()
            .all(|heredoc| heredoc.end.is_some())
        && is_sound_body(&instruction.body)
}

fn is_sound_body(body: &Body) -> bool {
    let is_array = |word: Option<&Word>| word.is_some_and(|word| word.text.starts_with('['));
    match body {
        Body::Pairs { pairs, legacy } => pairs.iter().all(|pair| {
            if *legacy {
                pair.value.is_some()
            } else {
                pair.assigned
            }
        }),
        Body::Command(Some(Command::Shell { text, .. })) => !text.starts_with('['),
        Body::Transfer(Transfer {
            sources,
            json: false,
            ..
        }) => match sources.first() {
            Some(Source::Path(path)) => !is_array(Some(path)),
            _ => true,
        },
        Body::Paths { paths, json: false } => !is_array(paths.first()),
        Body::Trigger(Some(nested)) | Body::Healthcheck(Some(nested)) => {
            nested.keyword != Keyword::Unknown && is_sound_body(&nested.body)
        }
        _ => true,
    }
}

fn instruction_problems(document: &Document, located: &Located, found: &mut Vec<Problem>) {
    let instruction = located.instruction;
    let unknown = |written: String, meant| ProblemKind::UnknownInstruction { written, meant };
    if instruction.keyword == Keyword::Unknown {
        found.push(misnamed(located, &instruction.written, unknown));
    }
    body_problems(
        document,
        located,
        instruction.keyword,
        &instruction.body,
        found,
    );
    for heredoc in &instruction.heredocs {
        if let (Some(marker), None) = (&heredoc.marker, heredoc.end) {
            let kind = ProblemKind::UnterminatedHeredoc {
                name: marker.name.to_string(),
            };
            found.push(kind.at(located.at(marker.span)));
        }
    }
}

fn body_problems(
    document: &Document,
    located: &Located,
    keyword: Keyword,
    body: &Body,
    found: &mut Vec<Problem>,
) {
    let first_word = match body {
        Body::Command(Some(Command::Shell { span, .. })) => Some(*span),
        Body::Transfer(Transfer {
            sources,
            json: false,
            ..
        }) => match sources.first() {
            Some(Source::Path(path)) => Some(path.span),
            _ => None,
        },
        Body::Paths { paths, json: false } => paths.first().map(|path| path.span),
        _ => None,
    };
    found.extend(first_word.and_then(|span| array_problem(document, located, span)));
    match body {
        Body::Pairs { pairs, legacy } => {
            found.extend(
                pairs
                    .iter()
                    .filter_map(|pair| pair_problem(located, keyword, pair, *legacy)),
            );
        }
        Body::Trigger(Some(nested)) if nested.keyword == Keyword::Unknown => {}
        Body::Trigger(Some(nested)) | Body::Healthcheck(Some(nested)) => {
            body_problems(document, located, nested.keyword, &nested.body, found);
        }
        _ => {}
    }
}

fn misnamed(
    located: &Located,
    written: &Word,
    kind: impl Fn(String, Option<Keyword>) -> ProblemKind,
) -> Problem {
    kind(written.text.to_string(), meant(&written.text)).at(located.at(written.span))
}

/// The arguments from the first word on, if they are an array that is no JSON form.
fn array_problem(document: &Document, located: &Located, first_word: Span) -> Option<Problem> {
    let range = located.at(first_word).start..located.range().end;
    let source = document.text().slice(range.clone());
    if !source.starts_with('[') {
        return None;
    }
    let joined = Joined::new(&source, document.dockerfile().escape.0);
    let end = joined.source_offset(joined.text.trim_end().len().saturating_sub(1)) + 1;
    let others = is_array_of_others(&joined.text);
    others.then(|| ProblemKind::NotStrings.at(range.start..range.start + end))
}

fn pair_problem(
    located: &Located,
    instruction: Keyword,
    pair: &Pair,
    legacy: bool,
) -> Option<Problem> {
    let name = pair.name.as_ref()?.text.to_string();
    let kind = match (legacy, &pair.value) {
        (true, None) => ProblemKind::MissingValue { instruction, name },
        (false, _) if !pair.assigned => ProblemKind::MissingEquals { word: name },
        _ => return None,
    };
    Some(kind.at(located.at(pair.span)))
}

/// The instruction that a word is most like, if it is like one at all.
fn meant(word: &str) -> Option<Keyword> {
    let name = nearest(word, Keyword::KNOWN.iter().map(|keyword| keyword.name()))?;
    Keyword::KNOWN
        .into_iter()
        .find(|keyword| keyword.name() == name)
}

impl ProblemKind {
    fn at(self, range: ByteRange) -> Problem {
        Problem {
            range,
            kind: self,
            fixes: Vec::new(),
            related: Vec::new(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            ProblemKind::NoInstructions => "BuildError/no-instructions",
            ProblemKind::LongLine => "BuildError/line-too-long",
            ProblemKind::UnknownInstruction { .. } => "BuildError/unknown-instruction",
            ProblemKind::UnknownTrigger { .. } => "unknown-trigger",
            ProblemKind::UnterminatedHeredoc { .. } => "BuildError/unterminated-heredoc",
            ProblemKind::DuplicateDirective { .. } => "BuildError/duplicate-directive",
            ProblemKind::InvalidEscape { .. } => "BuildError/invalid-escape",
            ProblemKind::MissingEquals { .. } => "BuildError/missing-equals",
            ProblemKind::MissingValue { .. } => "BuildError/missing-value",
            ProblemKind::NotStrings => "BuildError/json-not-strings",
        }
    }
}

impl Problem {
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    pub fn severity(&self) -> Severity {
        Severity::Error
    }

    pub fn message(&self, lang: Lang) -> String {
        match &self.kind {
            ProblemKind::NoInstructions => msg!(lang,
                en: "This file has no instruction, so there is nothing to build. Start with `FROM` and a base image.",
                fr: "Ce fichier ne contient aucune instruction\u{a0}: il n'y a rien à construire. Commencez par `FROM` suivi d'une image de base."),
            ProblemKind::LongLine => msg!(lang,
                en: "BuildKit reads no line longer than 65,535 bytes, so nothing of this file is read. Cut the line with backslashes, or put its data into a file of its own.",
                fr: "BuildKit ne lit aucune ligne de plus de 65\u{a0}535\u{a0}octets\u{a0}: rien de ce fichier n'est donc lu. Coupez la ligne par des barres obliques inverses, ou mettez ses données dans un fichier à part."),
            ProblemKind::UnknownInstruction {
                written,
                meant: Some(meant),
            } => {
                let meant = meant.name();
                msg!(lang,
                    en: "`{written}` is not an instruction. Did you mean `{meant}`?",
                    fr: "`{written}` n'est pas une instruction. Vouliez-vous dire `{meant}`\u{a0}?")
            }
            ProblemKind::UnknownInstruction {
                written,
                meant: None,
            } => msg!(lang,
                en: "`{written}` is not an instruction. If this line continues the one above, end that one with a backslash.",
                fr: "`{written}` n'est pas une instruction. Si cette ligne continue la précédente, terminez la précédente par une barre oblique inverse."),
            ProblemKind::UnknownTrigger {
                written,
                meant: Some(meant),
            } => {
                let meant = meant.name();
                msg!(
                    lang,
                    en: "`{written}` is not an instruction: every build on this image will fail. Did you mean `{meant}`?",
                    fr: "`{written}` n'est pas une instruction\u{a0}: toute construction à partir de cette image échouera. Vouliez-vous dire `{meant}`\u{a0}?",
                )
            }
            ProblemKind::UnknownTrigger {
                written,
                meant: None,
            } => msg!(
                lang,
                en: "`{written}` is not an instruction: every build on this image will fail.",
                fr: "`{written}` n'est pas une instruction\u{a0}: toute construction à partir de cette image échouera.",
            ),
            ProblemKind::UnterminatedHeredoc { name } => msg!(lang,
                en: "The heredoc `{name}` is never closed. Add a line that holds `{name}` and nothing else.",
                fr: "Le heredoc `{name}` n'est jamais fermé. Ajoutez une ligne qui ne contient que `{name}`."),
            ProblemKind::DuplicateDirective { name } => msg!(lang,
                en: "The directive `{name}` stands here twice. Keep only one.",
                fr: "La directive `{name}` figure deux fois. N'en gardez qu'une."),
            ProblemKind::InvalidEscape { value } => msg!(lang,
                en: "`{value}` cannot be the escape character. Only `\\` and `` ` `` can.",
                fr: "`{value}` ne peut pas être le caractère d'échappement. Seuls `\\` et `` ` `` le peuvent."),
            ProblemKind::MissingEquals { word } => msg!(lang,
                en: "`{word}` has no `=`. Write every pair as `name=value`, and put quotes around a value with spaces.",
                fr: "Il manque un `=` à `{word}`. Écrivez chaque paire sous la forme `nom=valeur`, avec des guillemets droits si la valeur contient des espaces."),
            ProblemKind::MissingValue { instruction, name } => {
                let instruction = instruction.name();
                msg!(lang,
                    en: "`{instruction}` needs a value for `{name}`. Write `{instruction} {name}=value`.",
                    fr: "`{instruction}` attend une valeur pour `{name}`. Écrivez `{instruction} {name}=valeur`.")
            }
            ProblemKind::NotStrings => msg!(lang,
                en: "A JSON form holds strings only. Put double quotes around each element.",
                fr: "La forme JSON ne contient que des chaînes. Mettez des guillemets droits doubles autour de chaque élément."),
        }
    }
}

