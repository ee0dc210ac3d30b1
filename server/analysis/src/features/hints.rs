//! What is written into the text without being in it: layer numbers, values of variables.

use super::layers::bases::Bases;
use super::layers::{reasons, wording};
use super::lens;
use crate::Document;
use crate::images::Images;
use crate::lang::Lang;
use crate::model::layers::{Effect, StageLayers};
use crate::model::state::{Evaluation, State, Step as Evaluated};
use crate::model::{Body, Expansion, Keyword, Located, Source, Word, expand};
use crate::msg;
use crate::shown::fitted;
use crate::text::ByteRange;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    pub byte: usize,
    pub label: String,
    pub tooltip: String,
}

/// Which hints are wanted.
pub struct Wanted<'a> {
    pub layers: bool,
    pub values: bool,
    /// The layer counts of stages too, for editors without lenses.
    pub stages: bool,
    /// Stages whose count the reader wants to find out alone.
    pub hidden: &'a dyn Fn(usize) -> bool,
    pub images: &'a dyn Images,
}

const LONGEST: usize = 40;

pub fn hints(document: &Document, range: &ByteRange, wanted: &Wanted, lang: Lang) -> Vec<Hint> {
    let file = document.dockerfile();
    let mut hints = Vec::new();
    let mut evaluation = Evaluation::new(file);
    for (index, stage) in file.stages.iter().enumerate() {
        let next = file.stages.get(index + 1);
        let end = next.map_or(document.text().len(), |next| next.start);
        if end <= range.start || range.end < stage.start {
            continue;
        }
        let Some(layers) = document.layers().stages.get(index) else {
            continue;
        };
        let is_hidden = (wanted.hidden)(index);
        let Some(from) = file.instructions_of(index).next() else {
            continue;
        };
        // With what the triggers of its base set.
        let mut state = evaluation.before(&from);
        for located in file.instructions_of(index) {
            let is_seen = located.start <= range.end && range.start <= located.range().end;
            if is_seen && wanted.values {
                hints.extend(values(document, &located, &state, &evaluation, lang));
            }
            evaluation.apply(
                &mut state,
                Evaluated::of(located.instruction, located.start),
                index,
            );
            if is_seen && wanted.values {
                hints.extend(directory(&located, &state, lang));
            }
            let made = layer(document, &located, layers, wanted, lang);
            let made = made.filter(|_| is_seen);
            let is_from = located.instruction.keyword == Keyword::From;
            hints.extend(made.filter(|_| is_from || !is_hidden));
        }
    }
    together(hints)
}

/// Hints at one place as one: editors do not agree on how to draw several.
fn together(hints: Vec<Hint>) -> Vec<Hint> {
    let mut joined: Vec<Hint> = Vec::new();
    for hint in hints {
        match joined.last_mut() {
            Some(last) if last.byte == hint.byte => {
                last.label += &format!(" · {}", hint.label);
                last.tooltip += &format!(" · {}", hint.tooltip);
            }
            _ => joined.push(hint),
        }
    }
    joined
}

/// Behind the line that an instruction starts on.
fn behind(document: &Document, located: &Located) -> usize {
    let text = document.text();
    let line = text.line_of(located.start);
    let range = text.line_start(line)..text.line_start(line + 1);
    range.start + text.slice(range.clone()).trim_end().len()
}

fn layer(
    document: &Document,
    located: &Located,
    stage: &StageLayers,
    wanted: &Wanted,
    lang: Lang,
) -> Option<Hint> {
    if located.instruction.keyword == Keyword::From {
        let shown = lens::on_one_line(
            document,
            stage.index,
            wanted.hidden,
            &Bases::new(wanted.images),
            lang,
        )?;
        return wanted.stages.then(|| Hint {
            byte: behind(document, located),
            label: shown,
            tooltip: wording::role(stage, lang),
        });
    }
    let step = stage.step(located.start)?;
    (wanted.layers && step.effect == Effect::Layer).then(|| Hint {
        byte: behind(document, located),
        label: wording::makes(step, lang),
        tooltip: reasons::reason(step).get(lang).to_owned(),
    })
}

/// Behind each variable of FROM, WORKDIR, COPY and ADD.
fn values(
    document: &Document,
    located: &Located,
    state: &State,
    evaluation: &Evaluation,
    lang: Lang,
) -> Vec<Hint> {
    let instruction = located.instruction;
    let mut words: Vec<&Word> = instruction
        .flags
        .iter()
        .filter_map(|flag| flag.value.as_ref())
        .collect();
    let variables = match &instruction.body {
        Body::From(from) => {
            words.extend(from.image.as_ref().map(|image| &image.word));
            evaluation.globals()
        }
        Body::Directory(path) => {
            words.extend(path);
            &state.variables
        }
        Body::Transfer(transfer) => {
            words.extend(transfer.sources.iter().filter_map(|source| match source {
                Source::Path(path) => Some(path),
                Source::Heredoc(_) => None,
            }));
            words.extend(&transfer.destination);
            &state.variables
        }
        _ => return Vec::new(),
    };
    let escape = document.dockerfile().escape.0;
    let lookup = |name: &str| variables.get(name)?.value.as_deref().map(str::to_owned);
    let mut hints = Vec::new();
    for word in words {
        let mut end = 0;
        for expansion in outermost(&word.expansions, &mut end) {
            let range = located.at(expansion.span);
            let written = document.text().slice(range.clone());
            let Ok(value) = expand(&written, escape, &lookup) else {
                continue;
            };
            // A value that is known only in part would mislead.
            if value.text.is_empty() || (value.unset.len() == 1 && expansion.operator.is_none()) {
                continue;
            }
            let (name, value) = (&expansion.name, fitted(&value.text, LONGEST));
            hints.push(Hint {
                byte: range.end,
                label: format!("= {value}"),
                tooltip: msg!(lang, en: "the value of {name} here", fr: "la valeur de {name} ici"),
            });
        }
    }
    hints
}

/// Those that are in no other one.
fn outermost<'a>(
    expansions: &'a [Expansion],
    end: &'a mut u32,
) -> impl Iterator<Item = &'a Expansion> {
    expansions.iter().filter(move |expansion| {
        let is_outer = expansion.span.start >= *end;
        *end = expansion.span.end.max(*end);
        is_outer
    })
}

/// Where a relative WORKDIR leads.
fn directory(located: &Located, after: &State, lang: Lang) -> Option<Hint> {
    let Body::Directory(Some(path)) = &located.instruction.body else {
        return None;
    };
    let is_absolute = path.text.starts_with(['/', '\\', '$', '"', '\'']) || path.text.contains(':');
    if is_absolute || after.workdir.is_empty() || after.workdir_is_below_base {
        return None;
    }
    let full = fitted(&after.workdir, LONGEST);
    Some(Hint {
        byte: located.at(path.span).end,
        label: format!("→ {full}"),
        tooltip: msg!(lang, en: "the working directory from here on", fr: "le répertoire de travail à partir d'ici"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::images::NoImages;

    /// The text with its hints in ⟦ ⟧.
    #[track_caller]
    fn check_wanting(wanted: &Wanted, expected: &str) {
        let mut text = String::new();
        let mut rest = expected;
        while let Some((before, after)) = rest.split_once('⟦') {
            text += before;
            rest = after.split_once('⟧').map_or("", |(_, after)| after);
        }
        text += rest;
        let document = Document::new(&text);
        let mut hints = hints(&document, &(0..text.len()), wanted, Lang::Fr);
        hints.sort_by_key(|hint| std::cmp::Reverse(hint.byte));
        for hint in hints {
            text.insert_str(hint.byte, &format!("⟦{}⟧", hint.label));
        }
        assert_eq!(text, expected);
    }

    fn wanted(layers: bool, values: bool, stages: bool) -> Wanted<'static> {
        Wanted {
            layers,
            values,
            stages,
            hidden: &|_| false,
            images: &NoImages,
        }
    }

    #[test]
    fn layers_are_numbered() {
        check_wanting(
            &wanted(true, false, false),
            "FROM a\nRUN b \\⟦couche 1⟧\n  c\nENV d=e\nCOPY <<F /g⟦couche 2⟧\nF\nWORKDIR /\n",
        );
    }

    #[test]
    fn variables_have_their_value() {
        check_wanting(
            &wanted(false, true, false),
            "ARG V=3\nFROM --platform=$BUILDPLATFORM a:${V}⟦= 3⟧\nARG D=/x\nWORKDIR $D⟦= /x⟧\nCOPY $D⟦= /x⟧/a ${N:-b}⟦= b⟧ $N/\nWORKDIR y⟦→ /x/y⟧\nRUN $D\n",
        );
    }

    #[test]
    fn the_triggers_of_a_base_come_first() {
        check_wanting(
            &wanted(false, true, false),
            "FROM a AS b\nONBUILD WORKDIR /c\nONBUILD ENV D=/d\nFROM b\nCOPY e $D⟦= /d⟧\nWORKDIR f⟦→ /c/f⟧\n",
        );
    }

    #[test]
    fn stages_are_counted_where_there_are_no_lenses() {
        check_wanting(
            &wanted(false, false, true),
            "FROM scratch⟦1 couche · 0 métadonnée · n'hérite de rien · image\u{a0}: 1 couche⟧\nCOPY a /\n",
        );
    }

    #[test]
    fn hints_at_one_place_are_one() {
        check_wanting(
            &wanted(true, true, false),
            "FROM scratch\nWORKDIR b⟦→ /b · couche 1⟧\nENV C=/d\nWORKDIR $C⟦= /d · couche 2⟧\n",
        );
    }

    #[test]
    fn a_quiz_hides_the_numbers() {
        let wanted = Wanted {
            hidden: &|_| true,
            ..wanted(true, true, true)
        };
        check_wanting(&wanted, "FROM a⟦Combien de couches\u{a0}?⟧\nRUN b\n");
    }
}
