//! A variable: its value here, where it comes from, what overrides it, who uses it.

use super::Hover;
use super::line::Line;
use super::markdown::{RULE, code};
use super::place::Place;
use super::uses::uses;
use crate::docs::{Kind, Subject};
use crate::images;
use crate::lang::Lang;
use crate::model::{Body, Keyword, Origin, Pair, Variable, expand, mentioned};
use crate::msg;
use crate::syntax::{self, Syntax};
use crate::text::ByteRange;
use tree_sitter::Node;

pub fn hover(place: &Place) -> Option<Hover> {
    if let Some(expansion) = place.innermost_expansion() {
        let name = place.slice(expansion.name()?.node());
        let line = Line::of(place)?;
        let mut paragraphs = about(&line, &name, line.variable(&name));
        paragraphs.extend(comes_to(place, expansion));
        paragraphs.extend(page(place, &name));
        return place.answer(expansion.node(), paragraphs);
    }
    in_heredoc(place).or_else(|| definition(place))
}

/// A variable in text that is no word of BuildKit's, if the file gives it a value.
pub fn in_text(place: &Place, name: &str, range: ByteRange) -> Option<Hover> {
    let line = Line::of(place)?;
    let known = line.before.variables.get(name);
    if known.is_none() && line.evaluation.globals().get(name).is_none() {
        return None;
    }
    let mut paragraphs = about(&line, name, known);
    paragraphs.extend(page(place, name));
    Some(Hover {
        range,
        markdown: paragraphs.join("\n\n"),
    })
}

/// What an expansion with a modifier comes to.
pub fn comes_to(place: &Place, expansion: syntax::Expansion) -> Option<String> {
    expansion.operator()?;
    let line = Line::of(place)?;
    let written = place.slice(expansion.node());
    let lookup = |name: &str| line.variable(name)?.value.as_deref().map(str::to_owned);
    let value = expand(&written, place.file().escape.0, &lookup).ok()?.text;
    let (written, value) = (code(&written), code(&value));
    let lang = place.lang();
    Some(msg!(lang, en: "{written} comes to {value} here.", fr: "{written} vaut ici {value}."))
}

/// The name in ENV and ARG.
fn definition(place: &Place) -> Option<Hover> {
    let name_node = place.find::<syntax::Name>()?.node();
    let line = Line::of(place)?;
    let located = line.located;
    let pairs: &[Pair] = match (&located.instruction.body, line.keyword()) {
        (Body::Pairs { pairs, .. }, Keyword::Env) => pairs,
        (Body::Arguments(arguments), _) => arguments,
        _ => return None,
    };
    let pair = pairs.iter().find(|pair| {
        let name = pair.name.as_ref();
        name.is_some_and(|name| located.at(name.span).contains(&place.asked.byte))
    })?;
    let name = &*pair.name.as_ref()?.text;
    let variable = match located.stage {
        Some(_) => line.after.variables.get(name),
        None => line.evaluation.globals().get(name),
    };
    let mut paragraphs = about(&line, name, variable);
    paragraphs.extend(uses(&line, name));
    paragraphs.extend(page(place, name));
    place.answer(name_node, paragraphs)
}

fn about(line: &Line, name: &str, variable: Option<&Variable>) -> Vec<String> {
    let lang = line.place.lang();
    let shown = code(name);
    let Some(variable) = variable else {
        return vec![match line.keyword() {
            Keyword::From => msg!(
                lang,
                en: "**{shown}** has no value here: `FROM` sees only an `ARG` before the first `FROM`.",
                fr: "**{shown}** n'a pas de valeur ici\u{a0}: `FROM` ne voit que les `ARG` placés avant le premier `FROM`.",
            ),
            _ if line.evaluation.globals().get(name).is_some() => msg!(
                lang,
                en: "**{shown}** is empty here: it stands before the first `FROM`. `ARG {name}` in this stage makes it known.",
                fr: "**{shown}** est vide ici\u{a0}: elle est déclarée avant le premier `FROM`. `ARG {name}` dans cette étape la fait connaître.",
            ),
            _ if line.base_origin().is_some() => msg!(
                lang,
                en: "**{shown}** is empty: neither this file nor the base image sets it.",
                fr: "**{shown}** est vide\u{a0}: ni ce fichier ni l'image de base ne la définissent.",
            ),
            _ => msg!(
                lang,
                en: "**{shown}** is not set in this file: it is empty, unless the base image sets it.",
                fr: "**{shown}** n'est pas définie dans ce fichier\u{a0}: elle est vide, sauf si l'image de base la définit.",
            ),
        }];
    };
    let head = match &variable.value {
        Some(value) => format!("**{shown}** = {}", code(value)),
        None => msg!(
            lang,
            en: "**{shown}**: without a value in this file",
            fr: "**{shown}**\u{a0}: sans valeur dans ce fichier",
        ),
    };
    let mut points = vec![origin(line, variable, lang)];
    points.extend(overridden_by(variable, lang));
    let points = points.iter().map(|point| format!("- {point}"));
    vec![head, points.collect::<Vec<_>>().join("\n")]
}

fn origin(line: &Line, variable: &Variable, lang: Lang) -> String {
    let text = line.place.asked.document.text();
    let row = variable
        .definition
        .map(|(start, span)| text.line_of(start + span.start as usize) + 1);
    let name = match &variable.origin {
        Origin::Environment => "ENV",
        Origin::Argument | Origin::GlobalArgument => "ARG",
        Origin::BaseImage => {
            let told = line.base_origin().map(|origin| origin.told(lang));
            let told = told.map_or_else(String::new, |told| format!(" ({told})"));
            return msg!(
                lang,
                en: "Set by the base image{told}",
                fr: "Définie par l'image de base{told}",
            );
        }
        Origin::Predefined => {
            return match &variable.value {
                Some(_) => msg!(
                    lang,
                    en: "BuildKit gives it this value when the base image has none",
                    fr: "BuildKit lui donne cette valeur quand l'image de base n'en a pas",
                ),
                None => msg!(
                    lang,
                    en: "Set by BuildKit, from the platform of the build",
                    fr: "Définie par BuildKit, d'après la plateforme de la construction",
                ),
            };
        }
    };
    let other = variable
        .stage
        .filter(|stage| Some(*stage) != line.located.stage);
    match (row, other, &variable.origin) {
        (Some(row), Some(stage), _) => msg!(
            lang,
            en: "From `{name}` on line {row}, in stage {stage} that this one builds on",
            fr: "Vient de `{name}` ligne {row}, dans l'étape {stage} dont part celle-ci",
        ),
        (Some(row), None, Origin::GlobalArgument) if line.located.stage.is_some() => msg!(
            lang,
            en: "From `{name}` on line {row}; the value is given before the first `FROM`",
            fr: "Vient de `{name}` ligne {row}\u{a0}; la valeur est donnée avant le premier `FROM`",
        ),
        (Some(row), None, _) => msg!(
            lang,
            en: "From `{name}` on line {row}",
            fr: "Vient de `{name}` ligne {row}",
        ),
        (None, ..) => msg!(
            lang,
            en: "From an `ONBUILD` trigger of the stage that this one builds on",
            fr: "Vient d'un déclencheur `ONBUILD` de l'étape dont part celle-ci",
        ),
    }
}

fn overridden_by(variable: &Variable, lang: Lang) -> Vec<String> {
    let (name, value) = (&variable.name, "…");
    match &variable.origin {
        Origin::Environment | Origin::BaseImage => {
            let option = code(&format!("docker run -e {name}={value}"));
            vec![msg!(
                lang,
                en: "Also set in the container; {option} overrides it there",
                fr: "Aussi définie dans le conteneur\u{a0}; {option} l'y remplace",
            )]
        }
        Origin::Argument | Origin::GlobalArgument => {
            let option = code(&format!("docker build --build-arg {name}={value}"));
            vec![msg!(
                lang,
                en: "{option} overrides it; the container does not have it",
                fr: "{option} la remplace\u{a0}; le conteneur ne l'a pas",
            )]
        }
        Origin::Predefined => Vec::new(),
    }
}

/// A variable in a heredoc of COPY or ADD, whose text BuildKit replaces.
fn in_heredoc(place: &Place) -> Option<Hover> {
    let body = place.find::<syntax::HeredocBody>()?.node();
    let located = place.located?;
    let is_replaced = located.instruction.heredocs.iter().any(|heredoc| {
        let is_quoted = heredoc.marker.as_ref().is_some_and(|marker| marker.quoted);
        located.at(heredoc.body).contains(&place.asked.byte) && !is_quoted
    });
    if !is_replaced || !matches!(located.instruction.body, Body::Transfer(_)) {
        return None;
    }
    let text = place.slice(body);
    let at = place.asked.byte - body.start_byte();
    let mut names = mentioned(&text).map(|name| {
        let start = name.as_ptr() as usize - text.as_ptr() as usize;
        (name, start..start + name.len())
    });
    let (name, range) = names.find(|(_, range)| range.contains(&at))?;
    let range = body.start_byte() + range.start..body.start_byte() + range.end;
    in_text(place, name, range)
}

fn page(place: &Place, name: &str) -> Option<String> {
    let upper = name.to_ascii_uppercase();
    let is_proxy = upper.ends_with("_PROXY");
    let subject = Subject::find(Kind::Argument, if is_proxy { &upper } else { name })?;
    let page = subject.page(place.lang());
    let page = page.markdown(place.lang(), place.asked.beginner);
    Some(format!("{RULE}\n\n{page}"))
}

impl<'a> Line<'_, 'a> {
    fn base_origin(&self) -> Option<images::Origin> {
        self.evaluation.base_origin(self.located.stage?)
    }

    /// A variable as this line sees it.
    fn variable(&self, name: &str) -> Option<&Variable> {
        match self.keyword() {
            Keyword::From => self
                .evaluation
                .globals()
                .get(name)
                .filter(|known| known.is_given()),
            _ => self.before.variables.get(name),
        }
    }
}

impl<'a> Place<'a> {
    /// The expansion of BuildKit's under the cursor, but for the word in it.
    fn innermost_expansion(&self) -> Option<syntax::Expansion<'a>> {
        let expansion = self.find::<syntax::Expansion>()?;
        let inside: Option<Node> = self.find::<syntax::Word>().map(|word| word.node());
        let in_word = inside.is_some_and(|word| {
            let range = expansion.node().byte_range();
            range.start <= word.start_byte() && word.end_byte() <= range.end
        });
        (!in_word).then_some(expansion)
    }
}
