use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Source as CopySource};
use crate::shell::ShellCommand;
use crate::text::ByteRange;

pub const RULE: Rule = Rule {
    code: "deleted-in-later-layer",
    also: &[],
    source: Source::Strates,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Delete files in the instruction that creates them.",
        fr: "Supprimer les fichiers dans l'instruction qui les crée.",
    },
    why: Text {
        en: "A layer never takes anything away from those below: a file that a later instruction \
             deletes is hidden, but the image carries it all the same, and grows by the note that it \
             is gone. Make, use and delete it in one `RUN`, mount it with `RUN --mount=type=bind`, or \
             leave it in an earlier stage.",
        fr: "Une couche n'enlève jamais rien à celles du dessous\u{a0}: un fichier qu'une instruction \
             ultérieure supprime est caché, mais l'image le transporte quand même, avec en plus la \
             marque de sa suppression. Créez-le, servez-vous-en et supprimez-le dans un seul `RUN`, \
             montez-le avec `RUN --mount=type=bind`, ou laissez-le dans une étape précédente.",
    },
    example: Example {
        bad: "
COPY app.tar.gz /tmp/app.tar.gz
RUN tar -xf /tmp/app.tar.gz && rm /tmp/app.tar.gz
",
        good: "RUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar -xf /tmp/app.tar.gz",
    },
    check: Check::Stage(
        Keywords::of(&[Keyword::Copy, Keyword::Add, Keyword::Run]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "`{0}` is deleted too late: an earlier layer holds it, and the image is no smaller for it. \
         Create and delete it in one `RUN`.",
    fr: "`{0}` est supprimé trop tard\u{a0}: une couche précédente le contient, et l'image n'en \
         est pas plus légère. Créez-le et supprimez-le dans un seul `RUN`.",
};

const MADE: Text = Text {
    en: "created here",
    fr: "créé ici",
};

/// A file or a folder in the image, and the instruction that makes it.
struct Made {
    path: String,
    by: usize,
    range: ByteRange,
}

fn check(stage: &StageView, findings: &mut Findings) {
    let mut made: Vec<Made> = Vec::new();
    for located in &stage.instructions {
        match located.instruction.keyword {
            Keyword::Copy | Keyword::Add => copied(located, &mut made),
            Keyword::Run => {
                let commands = stage.commands(located);
                for command in commands.iter().filter(|command| command.name == "rm") {
                    deleted(located, command, &made, findings);
                }
                downloaded(located, &commands, &mut made);
            }
            _ => {}
        }
    }
}

/// The file of a COPY that names its destination as one.
fn copied(located: &Located, made: &mut Vec<Made>) {
    let Body::Transfer(transfer) = &located.instruction.body else {
        return;
    };
    let [CopySource::Path(source)] = transfer.sources.as_slice() else {
        return;
    };
    let Some(destination) = &transfer.destination else {
        return;
    };
    let (from, to) = (plain(&source.text), plain(&destination.text));
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    let name = from
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(from);
    let path = match to.strip_suffix('/') {
        Some(folder) if !name.is_empty() && name != "." => format!("{folder}/{name}"),
        _ => to.to_owned(),
    };
    if path.starts_with('/') && path.len() > 1 {
        made.push(Made {
            path,
            by: located.start,
            range: located.at(destination.span),
        });
    }
}

/// What `curl -o`, `wget -O` and the like leave behind.
fn downloaded(located: &Located, commands: &[ShellCommand], made: &mut Vec<Made>) {
    for command in commands {
        let flag = match command.name.as_str() {
            "curl" => ["-o", "--output"],
            "wget" => ["-O", "--output-document"],
            _ => continue,
        };
        let mut arguments = command.arguments.iter();
        while let Some(argument) = arguments.next() {
            let ends_in_flag = !argument.text.starts_with("--")
                && argument.text.starts_with('-')
                && argument.text.ends_with(&flag[0][1..]);
            if (flag.contains(&&*argument.text) || ends_in_flag)
                && let Some(file) = arguments.next()
                && let Some(path) = plain(&file.text).filter(|path| path.starts_with("/"))
            {
                made.push(Made {
                    path: path.to_owned(),
                    by: located.start,
                    range: located.at(file.span),
                });
            }
        }
    }
}

fn deleted(located: &Located, rm: &ShellCommand, made: &[Made], findings: &mut Findings) {
    for word in rm.words() {
        let Some(path) = plain(&word.text) else {
            continue;
        };
        let holds = |made: &&Made| {
            let is_it = made.path == path.trim_end_matches('/');
            let pattern = path.strip_suffix('*');
            is_it || pattern.is_some_and(|start| made.path.starts_with(start))
        };
        let earlier = made.iter().filter(|made| made.by != located.start);
        if let Some(made) = earlier.rev().find(holds) {
            findings
                .add(
                    located.at(word.span),
                    Message::new(MESSAGE).with(&made.path),
                )
                .related(made.range.clone(), MADE);
        }
    }
}

/// A path that is the same to everybody.
fn plain(text: &str) -> Option<&str> {
    let text = text.trim_matches('"');
    (!text.is_empty() && !text.contains(['$', '?', '['])).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, silent};
    use super::*;

    #[test]
    fn what_an_earlier_layer_holds_is_deleted_too_late() {
        fires(
            &RULE,
            "FROM a\nCOPY b.tgz /tmp/\nRUN tar xf /tmp/b.tgz && rm -f ⟦/tmp/b.tgz⟧\n",
        );
        fires(
            &RULE,
            "FROM a\nRUN curl -sSLo /tmp/b c\nRUN d /tmp/b\nRUN rm ⟦/tmp/b⟧\n",
        );
        fires(&RULE, "FROM a\nADD b /opt/b\nRUN rm -rf ⟦/opt/b/⟧\n");
        fires(&RULE, "FROM a\nCOPY b.deb /tmp/c.deb\nRUN rm ⟦/tmp/*⟧\n");
    }

    #[test]
    fn what_goes_in_time_is_right() {
        silent(&RULE, "FROM a\nRUN curl -o /tmp/b c && d && rm /tmp/b\n");
        silent(&RULE, "FROM a\nCOPY b /c/\nRUN rm /d /c/e $F\n");
        silent(&RULE, "FROM a\nCOPY b /tmp/b\nFROM c\nRUN rm /tmp/b\n");
    }
}
