//! The instructions that may start here, and their common forms.

use super::item::{Item, ItemKind};
use super::order;
use super::place::Place;
use super::snippet;
use crate::docs::Kind;
use crate::lang::Text;
use crate::model::Keyword::{self, *};

pub fn items(place: &Place) -> Vec<Item> {
    let order = order::next(place);
    let case = Case::of(place);
    let mut items: Vec<Item> = order
        .iter()
        .map(|keyword| name(place, *keyword, case))
        .collect();
    let typed = place.typed().to_uppercase();
    let fits = |item: &&mut Item| item.label.to_uppercase().starts_with(&typed);
    if !typed.is_empty()
        && let Some(best) = items.iter_mut().find(fits)
    {
        best.is_preselected = true;
    }
    // What follows on the line is the rest of an instruction already.
    if place.is_last() {
        let forms = order
            .iter()
            .flat_map(|keyword| forms(*keyword).iter().map(|form| (*keyword, form)));
        items.extend(forms.map(|(keyword, form)| item_of_form(place, keyword, form, case)));
    }
    items
}

fn name(place: &Place, keyword: Keyword, case: Case) -> Item {
    let written = case.apply(keyword.name());
    let page = keyword.name().to_lowercase();
    let item = place.item(written.as_str(), ItemKind::Keyword);
    let item = item
        .page(Kind::Instruction, &page)
        .filter(case_of_typed(place, &written));
    let item = item.deprecated(keyword == Maintainer);
    if !place.is_last() {
        return item;
    }
    let item = item.writes(format!("{written} "));
    match common(keyword) {
        Some(arguments) => {
            let template = format!("{written} {}", case.apply_to_inner(arguments));
            item.with_snippet(&template, place.escape())
        }
        None => item,
    }
}

fn item_of_form(place: &Place, keyword: Keyword, form: &Form, case: Case) -> Item {
    let written = case.apply(keyword.name());
    let template = format!("{written} {}", case.apply_to_inner(form.arguments));
    let plain = snippet::plain(&template, place.escape());
    let label = plain.lines().next().unwrap_or_default();
    let filter = case_of_typed(place, label);
    let item = place
        .item(label, ItemKind::Snippet)
        .template(&template, place.escape());
    item.about(form.why).filter(filter)
}

/// Clients that compare letters strictly still find what is typed in another case.
fn case_of_typed(place: &Place, label: &str) -> String {
    match place.typed().contains(char::is_lowercase) {
        true => label.to_lowercase(),
        false => label.to_owned(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Case {
    Upper,
    Lower,
}

impl Case {
    /// As the instruction above writes its keyword, or ONBUILD before this one.
    fn of(place: &Place) -> Case {
        let above = match place.command.is_trigger {
            true => place.line.located,
            false => place.line.above,
        };
        let written = above.map(|above| &above.instruction.written.text);
        match written.is_some_and(|written| !written.contains(char::is_uppercase)) {
            true => Case::Lower,
            false => Case::Upper,
        }
    }

    fn apply(self, keyword: &str) -> String {
        match self {
            Case::Upper => keyword.to_owned(),
            Case::Lower => keyword.to_lowercase(),
        }
    }

    /// The keywords inside arguments.
    fn apply_to_inner(self, arguments: &str) -> String {
        let inner = ["AS ", "CMD ", "NONE", "${1:RUN}"];
        let lower = |text: String, keyword: &&str| text.replace(*keyword, &keyword.to_lowercase());
        match self {
            Case::Upper => arguments.to_owned(),
            Case::Lower => inner.iter().fold(arguments.to_owned(), lower),
        }
    }
}

/// The arguments that most people give.
fn common(keyword: Keyword) -> Option<&'static str> {
    Some(match keyword {
        From => "${1:image}",
        Copy => "${1:.} ${2:./}",
        Add => "${1:https://example.com/file} ${2:/tmp/}",
        Workdir => "${1:/app}",
        Env => "${1:NAME}=${2:value}",
        Arg => "${1:NAME}=${2:default}",
        Label => "${1:key}=\"${2:value}\"",
        Expose => "${1:8080}",
        User => "${1:1000}",
        Volume => "${1:/data}",
        Cmd => "[\"${1:executable}\"]",
        Entrypoint => "[\"${1:executable}\"]",
        Healthcheck => "CMD ${1:command}",
        Stopsignal => "${1:SIGTERM}",
        Shell => "[\"${1:/bin/bash}\", \"${2:-c}\"]",
        Onbuild => "${1:RUN} ${2:command}",
        // Whatever stands there is only typed.
        Run | Maintainer | Unknown => return None,
    })
}

struct Form {
    arguments: &'static str,
    why: Text,
}

fn forms(keyword: Keyword) -> &'static [Form] {
    match keyword {
        From => &[
            Form {
                arguments: "${1:image} AS ${2:build}",
                why: Text {
                    en: "A stage with a name: later stages build on it, or copy from it.",
                    fr: "Une étape qui porte un nom\u{a0}: les étapes suivantes partent d'elle ou y copient des fichiers.",
                },
            },
            Form {
                arguments: "--platform=\\$BUILDPLATFORM ${1:image} AS ${2:build}",
                why: Text {
                    en: "A stage that runs on the machine that builds, whatever platform the image is for: compilers run without emulation.",
                    fr: "Une étape qui s'exécute sur la machine qui construit, quelle que soit la plateforme de l'image\u{a0}: les compilateurs tournent sans émulation.",
                },
            },
        ],
        Copy => &[Form {
            arguments: "--chown=${1:1000:1000} ${2:.} ${3:./}",
            why: Text {
                en: "Files that belong to another user than root, without a layer of their own for `chown`.",
                fr: "Des fichiers qui appartiennent à un autre utilisateur que root, sans couche de plus pour `chown`.",
            },
        }],
        Run => &[
            Form {
                arguments: "--mount=type=cache,target=${1:/root/.cache} ${2:command}",
                why: Text {
                    en: "A command whose downloads stay in a cache between builds, outside the image.",
                    fr: "Une commande dont les téléchargements restent dans un cache d'une construction à l'autre, hors de l'image.",
                },
            },
            Form {
                arguments: "<<EOF\n${1:set -e}\nEOF",
                why: Text {
                    en: "Several lines of script in one layer. `set -e` stops at the first that fails.",
                    fr: "Plusieurs lignes de script en une seule couche. `set -e` s'arrête à la première qui échoue.",
                },
            },
        ],
        Healthcheck => &[
            Form {
                arguments: "--interval=${1:30s} --timeout=${2:3s} CMD ${3:curl -fsS http://localhost:8080/ || exit 1}",
                why: Text {
                    en: "Asks the program itself whether it is well. Exit code 1 says that it is not.",
                    fr: "Demande au programme lui-même s'il va bien. Le code de sortie 1 dit que non.",
                },
            },
            Form {
                arguments: "NONE",
                why: Text {
                    en: "Takes away the health check of the base image.",
                    fr: "Retire la vérification de l'état de santé de l'image de base.",
                },
            },
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use crate::features::completion::testing::plain;

    #[test]
    fn instructions_keep_the_case_of_the_file() {
        assert_eq!(plain("from a\n$0", "run"), Some("run ".to_owned()));
        assert_eq!(plain("FROM a\nr$0 b", "RUN"), Some("RUN".to_owned()));
        assert_eq!(
            plain("from a\n$0", "healthcheck none"),
            Some("healthcheck none".to_owned())
        );
    }
}
