//! Directives at the top of the file, their values, and the names of rules.

use super::item::{Documentation, Item, ItemKind};
use super::place::{Place, RuleList};
use crate::docs::Kind;
use crate::errors::CHECK_OPTIONS;
use crate::lang::Text;
use crate::rules::{RULES, Source};

/// Those that the file does not have yet.
pub fn names(place: &Place) -> Vec<Item> {
    let given = &place.file().directives;
    let open = DIRECTIVES.iter().filter(|(name, _)| {
        !given
            .iter()
            .any(|each| each.name == *name && each.row != place.line.row)
    });
    let items = open.map(|(name, value)| {
        let item = place
            .item(*name, ItemKind::Keyword)
            .page(Kind::Directive, name);
        match place.rest().starts_with('=') {
            true => item,
            false => item.template(&format!("{name}={value}"), place.escape()),
        }
    });
    items.collect()
}

const DIRECTIVES: [(&str, &str); 3] = [
    ("syntax", "${1:docker/dockerfile:1}"),
    ("escape", "${1:`}"),
    ("check", "${1:error=true}"),
];

pub fn values(place: &Place, name: &str) -> Vec<Item> {
    let values: &[&str] = match name {
        "escape" => &["`", "\\"],
        _ => &["true", "false"],
    };
    let page = if name == "escape" { name } else { "check" };
    let items = values.iter().map(|value| {
        place
            .item(*value, ItemKind::Value)
            .page(Kind::Directive, page)
    });
    items.collect()
}

pub fn check_options(place: &Place) -> Vec<Item> {
    let items = CHECK_OPTIONS.iter().map(|name| {
        let item = place
            .item(*name, ItemKind::Keyword)
            .page(Kind::Directive, "check");
        match (*name, place.rest().starts_with('=')) {
            (_, true) => item,
            ("error", false) => item.template("error=${1:true}", place.escape()),
            (name, false) => item.template(&format!("{name}=${{1:all}}"), place.escape()),
        }
    });
    items.collect()
}

/// Those that are not named yet.
pub fn rules(place: &Place, named: &[String], list: RuleList) -> Vec<Item> {
    let is_open = |code: &str| !named.iter().any(|named| named.eq_ignore_ascii_case(code));
    let mut items: Vec<Item> = Vec::new();
    if list != RuleList::Hadolint && named.iter().all(String::is_empty) {
        items.push(place.item("all", ItemKind::Value).about(ALL));
    }
    let listed = RULES.iter().filter(|rule| match list {
        RuleList::Skipped => rule.source == Source::BuildKit,
        RuleList::Experimental => EXPERIMENTAL.contains(&rule.code),
        RuleList::Hadolint => rule.source == Source::Hadolint,
    });
    let open = listed.filter(|rule| is_open(rule.code));
    items.extend(open.map(|rule| {
        let item = place
            .item(rule.code, ItemKind::Rule)
            .detail(rule.title.get(place.lang()));
        item.documented(Some(Documentation::Rule(rule.code)))
    }));
    items
}

/// BuildKit applies them only where a file asks for them.
const EXPERIMENTAL: [&str; 2] = ["InvalidDefinitionDescription", "CopyIgnoredFile"];

const ALL: Text = Text {
    en: "Every check of BuildKit.",
    fr: "Toutes les vérifications de BuildKit.",
};

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::labels;

    #[test]
    fn a_directive_stands_once() {
        assert_eq!(labels("# syntax=a\n# $0"), ["escape", "check"]);
        assert_eq!(labels("# check=$0"), ["skip", "error", "experimental"]);
        assert_eq!(labels("# check=skip=all;error=$0"), ["true", "false"]);
    }
}
