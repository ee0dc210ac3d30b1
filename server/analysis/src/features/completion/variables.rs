//! Variables that have a value here, what can be done with them, and those that ARG may name.

use super::Completions;
use super::expansion::MODIFIERS;
use super::item::{Documentation, Item, ItemKind};
use super::line::Word;
use super::place::{Place, Scope};
use crate::docs::{Kind, SUBJECTS, Subject};
use crate::model::state::Evaluation;
use crate::model::{Body, Origin, PLATFORM_ARGUMENTS, Variable, Variables};
use crate::msg;
use crate::shell::Interpreter;
use crate::shown::fitted;
use std::cmp::Reverse;

pub fn names(place: &Place, scope: Scope, braced: bool) -> Completions {
    if is_foreign(place, scope) {
        return Completions::default();
    }
    let closes = braced
        && !place
            .rest()
            .starts_with(['}', ':', '-', '+', '?', '#', '%', '/']);
    let item = |name: &str, variable: Option<&Variable>| {
        let brace = if closes { "}" } else { "" };
        let item = place
            .item(name, ItemKind::Variable)
            .writes(format!("{name}{brace}"));
        described(place, item, name, variable)
    };
    let typed = place.typed().to_lowercase();
    let mut is_incomplete = false;
    let mut items: Vec<Item> = with_variables(place, scope, |variables| {
        let seen = variables.iter();
        let seen = seen.filter(|each| is_seen(variables, each, scope));
        let mut seen: Vec<&Variable> = seen.collect();
        if seen.len() > MOST {
            is_incomplete = true;
            seen.retain(|each| each.name.to_lowercase().starts_with(&typed));
        }
        seen.sort_by(|one, other| order(one).cmp(&order(other)));
        let nearest = seen.iter().take(MOST);
        nearest.map(|each| item(&each.name, Some(each))).collect()
    });
    if scope == Scope::Shell {
        items.extend(PROXIES.map(|name| item(name, None)));
    }
    let is_whole = braced && items.iter().any(|item| item.label == place.typed());
    if is_whole && !matches!(scope, Scope::Shell | Scope::Container) {
        let (name, cursor) = (place.typed(), place.word.cursor);
        let word = Word {
            start: cursor,
            cursor,
            end: cursor,
        };
        items.extend(modifiers_at(place, scope, name, word));
    }
    Completions {
        items,
        is_incomplete,
    }
}

/// No more variables are described.
const MOST: usize = 200;

/// Arguments that every RUN sees when the one who builds sets them.
const PROXIES: [&str; 5] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "FTP_PROXY",
    "NO_PROXY",
    "ALL_PROXY",
];

fn is_seen(variables: &Variables, variable: &Variable, scope: Scope) -> bool {
    match scope {
        Scope::Container => variable.is_kept(),
        // An image without a name stops the build.
        Scope::Globals => variables.in_build(&variable.name).is_some(),
        Scope::Build | Scope::Shell => true,
    }
}

/// The nearest first, and last what no line of the file gives.
fn order(variable: &Variable) -> (bool, Reverse<Option<(usize, u32)>>, &str) {
    let is_given_by_none = matches!(variable.origin, Origin::Predefined | Origin::BaseImage);
    (
        is_given_by_none,
        Reverse(position(variable)),
        &variable.name,
    )
}

fn position(variable: &Variable) -> Option<(usize, u32)> {
    variable.definition.map(|(start, span)| (start, span.start))
}

/// PowerShell and cmd have their own ways to name variables.
fn is_foreign(place: &Place, scope: Scope) -> bool {
    let is_shell = matches!(scope, Scope::Shell | Scope::Container);
    is_shell && {
        let shell = place.state().shell();
        let program = shell.first().map(String::as_str).unwrap_or_default();
        Interpreter::of_program(program) == Interpreter::Other
    }
}

fn with_variables<T>(place: &Place, scope: Scope, read: impl FnOnce(&Variables) -> T) -> T {
    match scope {
        Scope::Globals => read(Evaluation::new(place.file()).globals()),
        _ => read(&place.state().variables),
    }
}

fn described(place: &Place, item: Item, name: &str, variable: Option<&Variable>) -> Item {
    let lang = place.lang();
    let value = variable.and_then(|variable| variable.value.as_deref());
    let item = match value {
        Some(value) => item.detail(fitted(value, 60)),
        None => item,
    };
    if Subject::find(Kind::Argument, name).is_some() {
        return item.page(Kind::Argument, name);
    }
    if variable.is_some_and(|variable| variable.origin == Origin::BaseImage) {
        let told = msg!(lang, en: "Set by the base image.", fr: "Définie par l'image de base.");
        return item.documented(Some(Documentation::Markdown(told)));
    }
    let definition = variable.and_then(|variable| Some((position(variable)?, variable)));
    let Some(((start, offset), variable)) = definition else {
        return item.page(Kind::Topic, "variable");
    };
    let row = place.asked.document.text().line_of(start + offset as usize) + 1;
    let keyword = match variable.origin {
        Origin::Environment => "ENV",
        _ => "ARG",
    };
    let told = msg!(lang, en: "`{keyword}` on line {row}.", fr: "`{keyword}` ligne {row}.");
    item.documented(Some(Documentation::Markdown(told)))
}

pub fn modifiers(place: &Place, scope: Scope, name: &str) -> Vec<Item> {
    if matches!(scope, Scope::Shell | Scope::Container) {
        return Vec::new();
    }
    modifiers_at(place, scope, name, place.word)
}

fn modifiers_at(place: &Place, scope: Scope, name: &str, word: Word) -> Vec<Item> {
    let is_known = with_variables(place, scope, |variables| {
        let known = variables.get(name);
        known.is_some_and(|known| known.value.is_some())
    });
    let brace = if place.rest().starts_with('}') {
        ""
    } else {
        "\\}"
    };
    // A variable that must have a value, and has none, stops the build.
    let open = MODIFIERS
        .iter()
        .filter(|(_, page)| is_known || *page != "required");
    let items = open.map(|(operator, page)| {
        let word_of = match *page {
            "default" => "${1:default}",
            "alternative" => "${1:value}",
            "required" => "${1:message}",
            "prefix" | "suffix" => "${1:*}",
            _ => "${1:old}/${2:new}",
        };
        let item = Item::new(*operator, ItemKind::Value, word);
        let item = item.template(&format!("{operator}{word_of}{brace}"), place.escape());
        item.page(Kind::Modifier, page)
    });
    items.collect()
}

/// What ARG may name: those before the first FROM, and those that BuildKit sets.
pub fn arguments(place: &Place) -> Vec<Item> {
    let evaluation = Evaluation::new(place.file());
    let mut names: Vec<(String, Option<&Variable>)> = Vec::new();
    let is_in_stage = place.stage().is_some();
    if is_in_stage {
        let mut globals: Vec<&Variable> = evaluation.globals().iter().collect();
        globals.retain(|each| each.origin == Origin::GlobalArgument);
        globals.sort_by_key(|each| position(each));
        names.extend(
            globals
                .iter()
                .map(|each| (each.name.to_string(), Some(*each))),
        );
    }
    let documented = SUBJECTS
        .iter()
        .filter(|subject| subject.kind == Kind::Argument);
    let documented = documented.filter(|subject| {
        let is_platform = PLATFORM_ARGUMENTS.contains(&subject.name);
        // The others are for the whole build: they are given on its command line.
        is_platform == is_in_stage && (is_platform || !subject.name.ends_with("_PROXY"))
    });
    names.extend(documented.map(|subject| (subject.name.to_owned(), None)));
    let own = declared(place);
    names.retain(|(name, _)| !own.iter().any(|own| own == name));
    let items = names.iter().map(|(name, variable)| {
        let item = place.item(name.as_str(), ItemKind::Variable);
        described(place, item, name, *variable)
    });
    items.collect()
}

/// The arguments that the stage has already, or the file before its first FROM.
fn declared(place: &Place) -> Vec<String> {
    let file = place.file();
    let instructions = match place.stage().and_then(|stage| file.stages.get(stage)) {
        Some(stage) => &stage.instructions,
        None => &file.globals,
    };
    let own = place.line.located.map(|located| located.instruction);
    let others = instructions
        .iter()
        .filter(|each| !own.is_some_and(|own| std::ptr::eq(own, &***each)));
    let arguments = others.filter_map(|each| match &each.body {
        Body::Arguments(arguments) => Some(arguments),
        _ => None,
    });
    let names = arguments.flatten().filter_map(|pair| pair.name.as_ref());
    names.map(|name| name.text.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::{labels, plain};

    #[test]
    fn variables_are_those_that_are_seen_here() {
        assert_eq!(labels("ARG A=1\nFROM b\nARG C=2\nCOPY $$0"), ["C", "PATH"]);
        assert_eq!(
            plain("FROM b\nARG C=2\nCOPY ${$0", "C"),
            Some("C}".to_owned())
        );
        assert_eq!(
            plain("FROM b\nARG C=2\nCOPY ${C:$0}", ":-"),
            Some(":-default".to_owned())
        );
    }
}
