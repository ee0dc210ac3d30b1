//! What starts in a container: forms of CMD and ENTRYPOINT, and what HEALTHCHECK asks.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;
use crate::lang::Text;
use crate::model::state::Evaluation;

/// The JSON form, with the program that the base image is for.
pub fn items(place: &Place) -> Vec<Item> {
    if !place.is_last() || !place.typed().is_empty() {
        return Vec::new();
    }
    let evaluation = Evaluation::new(place.file());
    let base = place
        .stage()
        .map(|stage| evaluation.base_name(stage))
        .unwrap_or_default();
    let own = PROGRAMS.iter().filter(|(part, _)| base.contains(part));
    let forms = own
        .map(|(_, form)| *form)
        .chain(["[\"${1:executable}\", \"${2:argument}\"]"]);
    let items = forms.map(|form| {
        let item = place.item(super::snippet::plain(form, '\\'), ItemKind::Snippet);
        item.template(form, place.escape())
            .page(Kind::Topic, "exec-form")
    });
    items.collect()
}

const PROGRAMS: [(&str, &str); 8] = [
    ("node", "[\"node\", \"${1:server.js}\"]"),
    ("python", "[\"python\", \"${1:app.py}\"]"),
    ("jdk", "[\"java\", \"-jar\", \"${1:app.jar}\"]"),
    ("jre", "[\"java\", \"-jar\", \"${1:app.jar}\"]"),
    ("ruby", "[\"bundle\", \"exec\", \"${1:puma}\"]"),
    ("php", "[\"php-fpm\"]"),
    ("dotnet", "[\"dotnet\", \"${1:app.dll}\"]"),
    ("nginx", "[\"nginx\", \"-g\", \"daemon off;\"]"),
];

/// After HEALTHCHECK its CMD or NONE; after that CMD, what it runs.
pub fn checks(place: &Place) -> Vec<Item> {
    if !place.is_last() {
        return Vec::new();
    }
    let is_inside = place.command.is_check;
    let mut items: Vec<Item> = Vec::new();
    if !is_inside {
        let command = place.item("CMD", ItemKind::Keyword).writes("CMD ");
        items.push(command.page(Kind::Value, "healthcheck-cmd"));
        if place.command.flags.is_empty() {
            items.push(
                place
                    .item("NONE", ItemKind::Keyword)
                    .page(Kind::Value, "healthcheck-none"),
            );
        }
    }
    items.extend(CHECKS.iter().map(|(command, why)| {
        let template = match is_inside {
            true => (*command).to_owned(),
            false => format!("CMD {command}"),
        };
        let label = super::snippet::plain(&template, place.escape());
        let item = place.item(label, ItemKind::Snippet);
        item.template(&template, place.escape()).about(*why)
    }));
    items
}

const CHECKS: [(&str, Text); 6] = [
    (
        "curl -fsS http://localhost:${1:8080}/${2:health} || exit 1",
        Text {
            en: "Asks a web server with curl. `-f` makes an error of a page that tells of one.",
            fr: "Interroge un serveur web avec curl. `-f` fait une erreur d'une page qui en annonce une.",
        },
    ),
    (
        "wget -qO- http://localhost:${1:8080}/${2:health} || exit 1",
        Text {
            en: "Asks a web server with wget, which Alpine and BusyBox have.",
            fr: "Interroge un serveur web avec wget, présent dans Alpine et BusyBox.",
        },
    ),
    (
        "pg_isready -U ${1:postgres} || exit 1",
        Text {
            en: "Asks PostgreSQL whether it takes connections.",
            fr: "Demande à PostgreSQL s'il accepte des connexions.",
        },
    ),
    (
        "redis-cli ping || exit 1",
        Text {
            en: "Asks Redis whether it answers.",
            fr: "Demande à Redis s'il répond.",
        },
    ),
    (
        "mysqladmin ping -h localhost || exit 1",
        Text {
            en: "Asks MySQL whether it answers.",
            fr: "Demande à MySQL s'il répond.",
        },
    ),
    (
        "nc -z localhost ${1:8080} || exit 1",
        Text {
            en: "Only sees whether something listens on the port.",
            fr: "Voit seulement si un programme écoute sur le port.",
        },
    ),
];

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::labels;

    #[test]
    fn programs_of_the_base_come_first() {
        assert_eq!(
            labels("FROM python:3\nCMD $0")[0],
            "[\"python\", \"app.py\"]"
        );
        assert!(labels("FROM a\nCMD b$0").is_empty());
        assert_eq!(labels("FROM a\nHEALTHCHECK $0")[..2], ["CMD", "NONE"]);
    }
}
