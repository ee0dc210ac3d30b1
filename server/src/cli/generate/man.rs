//! The help pages as one page of the manual, in roff.

use super::page::{Block, blocks};
use crate::cli::usage::Topic;
use strates_analysis::lang::{Lang, Text};

const NAME: Text = Text {
    en: "NAME",
    fr: "NOM",
};
const DESCRIPTION: Text = Text {
    en: "DESCRIPTION",
    fr: "DESCRIPTION",
};
const COMMANDS: Text = Text {
    en: "EACH COMMAND",
    fr: "CHAQUE COMMANDE",
};
const ENVIRONMENT: Text = Text {
    en: "ENVIRONMENT",
    fr: "ENVIRONNEMENT",
};
const SUMMARY: Text = Text {
    en: "explains, checks and formats Dockerfiles, and serves them to editors",
    fr: "expliquer, vérifier et mettre en forme des Dockerfile, et les servir aux éditeurs",
};
const MANUAL: Text = Text {
    en: "User Commands",
    fr: "Commandes utilisateur",
};
const VARIABLES: [(&str, Text); 3] = [
    (
        "LC_ALL, LC_MESSAGES, LANG",
        Text {
            en: "The language of the answers: the first of them that is set decides.",
            fr: "La langue des réponses\u{a0}: la première qui est définie décide.",
        },
    ),
    (
        "COLUMNS",
        Text {
            en: "How wide a table or a text may be.",
            fr: "La largeur d'un tableau ou d'un texte.",
        },
    ),
    (
        "NO_COLOR",
        Text {
            en: "Leaves out colours.",
            fr: "Supprime les couleurs.",
        },
    ),
];

pub fn page(lang: Lang) -> String {
    let mut page = format!(
        ".TH STRATES 1 \"\" \"strates {}\" \"{}\"\n",
        env!("CARGO_PKG_VERSION"),
        MANUAL.get(lang)
    );
    page += &format!(
        ".SH {}\nstrates \\- {}\n",
        NAME.get(lang),
        escaped(SUMMARY.get(lang))
    );
    page += ".SH SYNOPSIS\n";
    for topic in Topic::ALL {
        for block in blocks(Some(topic), lang) {
            if let Block::Usage(ways) = block {
                page += &usage(&ways);
            }
        }
    }
    page += &format!(".SH {}\n", DESCRIPTION.get(lang));
    page += &body(None, lang);
    page += &format!(".SH {}\n", COMMANDS.get(lang));
    for topic in Topic::ALL {
        page += &format!(".SS strates {}\n", topic.name());
        page += &body(Some(topic), lang);
    }
    page += &format!(".SH {}\n", ENVIRONMENT.get(lang));
    for (name, text) in VARIABLES {
        page += &entry(name, text.get(lang));
    }
    page
}

fn body(topic: Option<Topic>, lang: Lang) -> String {
    let mut body = String::new();
    for block in blocks(topic, lang) {
        match block {
            Block::Usage(_) => {}
            Block::Paragraph(text) => body += &format!(".PP\n{}\n", escaped(text.trim())),
            Block::Code(lines) => {
                body += ".PP\n.nf\n.RS\n";
                for line in lines {
                    body += &format!("{}\n", escaped(&line));
                }
                body += ".RE\n.fi\n";
            }
            Block::List { heading, entries } => {
                body += &format!(".PP\n{}\n", escaped(&heading));
                for item in entries {
                    body += &entry(&item.term, &item.text);
                }
            }
        }
    }
    body
}

fn usage(ways: &[String]) -> String {
    let lines = ways.iter().map(|way| format!("{}\n.br\n", escaped(way)));
    lines.collect()
}

fn entry(term: &str, text: &str) -> String {
    format!(".TP\n\\fB{}\\fR\n{}\n", escaped(term), escaped(text))
}

/// A hyphen as it is typed, and nothing that roff takes for a request.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    match text.starts_with(['.', '\'']) {
        true => format!("\\&{text}"),
        false => text,
    }
}
