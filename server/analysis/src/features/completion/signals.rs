//! The signals that STOPSIGNAL may name.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;
use crate::errors::SIGNALS;
use crate::lang::Text;

/// Those that servers stop by come first.
pub fn items(place: &Place) -> Vec<Item> {
    let known = USUAL.iter().map(|(name, why)| {
        let item = place.item(format!("SIG{name}"), ItemKind::Constant);
        item.about(*why)
    });
    let others = SIGNALS
        .iter()
        .filter(|name| !USUAL.iter().any(|(usual, _)| usual == *name));
    let others = others.map(|name| {
        let item = place.item(format!("SIG{name}"), ItemKind::Constant);
        item.page(Kind::Value, "signal")
    });
    let items = known.chain(others);
    let bare = !place.typed().is_empty() && !place.typed().to_uppercase().starts_with('S');
    // Who types the name without SIG still finds it.
    items
        .map(|item| match item.label.strip_prefix("SIG") {
            Some(name) if bare => {
                let name = name.to_owned();
                item.filter(name)
            }
            _ => item,
        })
        .collect()
}

const USUAL: [(&str, Text); 7] = [
    (
        "TERM",
        Text {
            en: "Asks a program to stop. `docker stop` sends it where nothing else is said.",
            fr: "Demande à un programme de s'arrêter. C'est ce que `docker stop` envoie si rien d'autre n'est dit.",
        },
    ),
    (
        "INT",
        Text {
            en: "What Ctrl+C sends. PostgreSQL then closes connections and stops.",
            fr: "Ce qu'envoie Ctrl+C. PostgreSQL ferme alors les connexions et s'arrête.",
        },
    ),
    (
        "QUIT",
        Text {
            en: "nginx and PHP-FPM finish their requests before they stop.",
            fr: "nginx et PHP-FPM finissent leurs requêtes avant de s'arrêter.",
        },
    ),
    (
        "WINCH",
        Text {
            en: "Apache httpd finishes its requests before it stops.",
            fr: "Apache httpd finit ses requêtes avant de s'arrêter.",
        },
    ),
    (
        "HUP",
        Text {
            en: "Many servers read their configuration again and go on: seldom what stops them.",
            fr: "Beaucoup de serveurs relisent leur configuration et continuent\u{a0}: rarement ce qui les arrête.",
        },
    ),
    (
        "USR1",
        Text {
            en: "Every program gives it a meaning of its own.",
            fr: "Chaque programme lui donne son propre sens.",
        },
    ),
    (
        "KILL",
        Text {
            en: "Ends a program at once: it can neither save nor finish anything.",
            fr: "Met fin au programme aussitôt\u{a0}: il ne peut rien enregistrer ni finir.",
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::completion::testing::labels;

    #[test]
    fn the_usual_signals_come_first() {
        assert_eq!(
            labels("FROM a\nSTOPSIGNAL $0")[..3],
            ["SIGTERM", "SIGINT", "SIGQUIT"]
        );
        assert_eq!(labels("FROM a\nSTOPSIGNAL $0").len(), SIGNALS.len());
    }
}
