//! `<<EOF` and the line that ends it.

use super::Hover;
use super::markdown::code;
use super::place::Place;
use crate::docs::Kind;
use crate::lang::Lang;
use crate::model::{Body, Command, Heredoc, Keyword, Located};
use crate::msg;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let located = place.located?;
    let marker = place
        .find::<syntax::HeredocMarker>()
        .map(|marker| marker.node());
    let end = place.find::<syntax::HeredocEnd>().map(|end| end.node());
    let node = marker.or(end)?;
    let heredoc = located.instruction.heredocs.iter().find(|heredoc| {
        let marker = heredoc
            .marker
            .as_ref()
            .map(|marker| located.at(marker.span));
        let end = heredoc.end.map(|end| located.at(end));
        let holds = |range: Option<std::ops::Range<usize>>| {
            range.is_some_and(|range| range.contains(&place.asked.byte))
        };
        holds(marker) || holds(end)
    });
    let mut paragraphs = Vec::new();
    paragraphs.extend(heredoc.map(|heredoc| this(heredoc, &located, place)));
    let marker = heredoc.and_then(|heredoc| heredoc.marker.as_ref());
    let page = match marker {
        Some(marker) if marker.quoted => "heredoc-quoted",
        Some(marker) if marker.chomps => "heredoc-tabs",
        _ => "heredoc",
    };
    paragraphs.extend(place.titled_page(Kind::Topic, page));
    place.answer(node, paragraphs)
}

/// How many lines, and who replaces the variables in them.
fn this(heredoc: &Heredoc, located: &Located, place: &Place) -> String {
    let lang = place.lang();
    if let (None, Some(marker)) = (heredoc.end, &heredoc.marker) {
        let name = code(&marker.name);
        return msg!(
            lang,
            en: "This heredoc never ends, and BuildKit rejects the file: a line of its own with nothing but {name} ends it.",
            fr: "Ce heredoc ne finit jamais, et BuildKit refuse le fichier\u{a0}: une ligne à part avec {name} pour seul mot le termine.",
        );
    }
    let text = place.asked.document.text();
    let body = text.slice(located.at(heredoc.body));
    let lines = lang.count(body.lines().count(), ("line", "lines"), ("ligne", "lignes"));
    let quoted = heredoc.marker.as_ref().is_some_and(|marker| marker.quoted);
    let is_run = located.instruction.keyword == Keyword::Run;
    let who = match (is_run, quoted) {
        (true, _) if is_whole_command(located, heredoc) => script(&body, lang),
        (_, true) => msg!(
            lang,
            en: "variables in it stay as they are written",
            fr: "les variables y restent telles quelles",
        ),
        (true, false) => msg!(
            lang,
            en: "the shell replaces the variables in it",
            fr: "le shell y remplace les variables",
        ),
        (false, false) => msg!(
            lang,
            en: "BuildKit replaces the variables in it",
            fr: "BuildKit y remplace les variables",
        ),
    };
    msg!(lang, en: "This heredoc: {lines}; {who}.", fr: "Ce heredoc\u{a0}: {lines}\u{a0}; {who}.")
}

fn is_whole_command(located: &Located, heredoc: &Heredoc) -> bool {
    let Body::Command(Some(Command::Shell { span, .. })) = &located.instruction.body else {
        return false;
    };
    heredoc
        .marker
        .as_ref()
        .is_some_and(|marker| marker.span == *span)
}

fn script(body: &str, lang: Lang) -> String {
    match body.starts_with("#!") {
        true => msg!(
            lang,
            en: "it is run as a script by the program that its first line names",
            fr: "il s'exécute comme un script, avec le programme que nomme sa première ligne",
        ),
        false => msg!(
            lang,
            en: "the shell runs it as a script",
            fr: "le shell l'exécute comme un script",
        ),
    }
}
