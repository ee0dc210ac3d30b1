use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::context::Entry;
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Source as CopySource, Span};

pub const RULE: Rule = Rule {
    code: "missing-dockerignore",
    also: &[],
    source: Source::Strates,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Keep what no image needs out of the build with a `.dockerignore`.",
        fr: "Écarter de la construction, avec un `.dockerignore`, ce dont aucune image n'a besoin.",
    },
    why: Text {
        en: "Without a `.dockerignore`, copying the whole folder takes the history of Git, installed \
             dependencies and files of secrets along: the image grows, a secret can leak, and any \
             change in them runs the following instructions again.",
        fr: "Sans `.dockerignore`, copier tout le dossier emporte l'historique de Git, les \
             dépendances installées et les fichiers de secrets\u{a0}: l'image grossit, un secret peut \
             fuir, et toute modification de ces fichiers réexécute les instructions suivantes.",
    },
    example: Example {
        bad: "COPY . .",
        good: "COPY src ./src",
    },
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "This copy takes `{0}` along, as there is no `.dockerignore`. Write one that names what no \
         image needs.",
    fr: "Cette copie emporte `{0}`, car il n'y a pas de `.dockerignore`. Écrivez-en un qui nomme \
         ce dont aucune image n'a besoin.",
};

/// What nobody wants in an image.
const UNWANTED: [&str; 11] = [
    ".git",
    "node_modules",
    ".env",
    ".venv",
    "venv",
    "__pycache__",
    "target",
    ".gradle",
    ".idea",
    ".vscode",
    ".npmrc",
];

fn check(file: &FileView, findings: &mut Findings) {
    let mut copies = file
        .of(Keyword::Copy)
        .chain(file.of(Keyword::Add))
        .filter_map(|located| Some((located, whole(&located)?)))
        .peekable();
    if copies.peek().is_none() || file.world.context.ignore_file().is_some() {
        return;
    }
    // Nothing is known of a folder that nobody has looked at.
    let Some(entries) = file.world.context.list("") else {
        return;
    };
    let is_there = |name: &&&str| entries.iter().any(|entry: &Entry| entry.name == **name);
    let unwanted: Vec<&str> = UNWANTED.iter().filter(is_there).copied().collect();
    if unwanted.is_empty() {
        return;
    }
    for (located, span) in copies {
        let message = Message::new(MESSAGE).with(unwanted.join("`, `"));
        findings.add(located.at(span), message);
    }
}

/// The source of a COPY that means the whole context.
fn whole(located: &Located) -> Option<Span> {
    let Body::Transfer(transfer) = &located.instruction.body else {
        return None;
    };
    let mut flags = located.instruction.flags.iter();
    if flags.any(|flag| flag.is_named("from") || flag.is_named("exclude")) {
        return None;
    }
    transfer.sources.iter().find_map(|source| match source {
        CopySource::Path(word) => {
            let path = word.text.trim_matches('"');
            matches!(path, "." | "./" | "/" | "*" | "./*").then_some(word.span)
        }
        CopySource::Heredoc(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Folder, finds_in, silent};
    use super::*;

    #[test]
    fn a_whole_folder_with_unwanted_files_is_found() {
        let folder = Folder::of(&["src", "node_modules"], None);
        finds_in(
            &folder,
            &RULE,
            "FROM a\nCOPY . /b\nADD --chown=c ./ /d\n",
            &[".", "./"],
        );
        finds_in(
            &folder,
            &RULE,
            "FROM a\nCOPY src /b\nCOPY --from=c . /\n",
            &[],
        );
        finds_in(
            &Folder::of(&["src"], None),
            &RULE,
            "FROM a\nCOPY . /b\n",
            &[],
        );
        finds_in(
            &Folder::of(&[".git"], Some("x")),
            &RULE,
            "FROM a\nCOPY . /b\n",
            &[],
        );
        silent(&RULE, "FROM a\nCOPY . /b\n");
    }
}
