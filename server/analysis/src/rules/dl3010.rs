use super::runs::run;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Source as Copied, Transfer, Word, json_text};
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "DL3010",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Let `ADD` unpack a local archive.",
        fr: "Laisser `ADD` extraire une archive locale.",
    },
    why: Text {
        en: "`COPY` keeps the whole archive in its layer, and deleting it in a later `RUN` frees \
             nothing. `ADD` unpacks a local `tar` archive, compressed or not, and leaves no \
             archive behind. This does not hold for a single compressed file such as `data.gz`: \
             there, the rule is wrong.",
        fr: "`COPY` garde l'archive entière dans sa couche, et la supprimer dans un `RUN` \
             ultérieur ne libère rien. `ADD` extrait une archive `tar` locale, compressée ou non, \
             sans laisser d'archive. Cela ne vaut pas pour un simple fichier compressé comme \
             `data.gz`\u{a0}: là, la règle a tort.",
    },
    example: Example {
        bad: "
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /opt
",
        good: "ADD app.tar.gz /opt/",
    },
    check: Check::File(Keywords::of(&[Keyword::Copy, Keyword::Run]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is copied and then unpacked, so its layer keeps the archive for good. `ADD` unpacks \
         a local archive by itself.",
    fr: "`{0}` est copié puis extrait\u{a0}: sa couche garde l'archive pour toujours. `ADD` \
         extrait de lui-même une archive locale.",
};

const UNPACKED: Text = Text {
    en: "it is unpacked here",
    fr: "elle est extraite ici",
};

const ARCHIVES: [&str; 15] = [
    ".tar", ".Z", ".bz2", ".gz", ".lz", ".lzma", ".tZ", ".tb2", ".tbz", ".tbz2", ".tgz", ".tlz",
    ".tpz", ".txz", ".xz",
];

/// `ADD` leaves what these have packed as it is.
const NO_TAR: [&str; 3] = ["gunzip", "bunzip2", "unlzma"];

const UNPACKERS: [&str; 9] = [
    "unzip",
    "gunzip",
    "bunzip2",
    "unlzma",
    "unxz",
    "zgz",
    "uncompress",
    "zcat",
    "gzcat",
];

struct Archive<'a> {
    copy: Located<'a>,
    word: &'a Word,
    name: String,
    is_unpacked: bool,
}

fn check(file: &FileView, findings: &mut Findings) {
    // What other stages keep does not reach the image.
    let Some(last) = file.stages.len().checked_sub(1) else {
        return;
    };
    let stage = file.stage(last);
    let mut archives: Vec<Archive> = Vec::new();
    for located in stage.instructions.iter().copied() {
        let instruction = located.instruction;
        if let (Keyword::Copy, Body::Transfer(transfer)) = (instruction.keyword, &instruction.body)
        {
            if !instruction.flags.iter().any(|flag| flag.is_named("from")) {
                archives.extend(copied(located, transfer));
            }
            continue;
        }
        // Most stages copy no archive, and need not be read for what they run.
        let run = match archives.iter().all(|archive| archive.is_unpacked) {
            true => None,
            false => run(stage, located).filter(|run| !run.is_trigger),
        };
        for command in run.iter().flat_map(|run| run.commands.iter()) {
            for archive in archives.iter_mut().filter(|archive| !archive.is_unpacked) {
                if unpacks(command, &archive.name) {
                    archive.is_unpacked = true;
                    report(archive, located, command, findings);
                }
            }
        }
    }
}

fn report(archive: &Archive, run: Located, command: &ShellCommand, findings: &mut Findings) {
    let message = Message::new(MESSAGE).with(&archive.name);
    let finding = findings.add(archive.copy.at(archive.word.span), message);
    finding.related(run.at(command.span), UNPACKED);
    let is_tar = archive.name.contains(".t") || archive.name.ends_with(".Z");
    if !is_tar || NO_TAR.contains(&&*command.name) {
        finding.minor();
    }
}

/// The archives of a COPY: its destination, if that has the name of one, or else its sources.
fn copied<'a>(copy: Located<'a>, transfer: &'a Transfer) -> Vec<Archive<'a>> {
    let archive = |word: &'a Word| {
        let name = file_name(&json_text(&word.text)).to_owned();
        Archive {
            copy,
            word,
            name,
            is_unpacked: false,
        }
    };
    let is_archive = |word: &&Word| {
        if !word.text.contains('.') {
            return false;
        }
        let path = json_text(&word.text);
        let path = path.trim_matches(['"', '\'']);
        ARCHIVES.iter().any(|ending| path.ends_with(ending))
    };
    if let Some(destination) = transfer.destination.as_ref().filter(is_archive) {
        return vec![archive(destination)];
    }
    let sources = transfer.sources.iter().filter_map(|source| match source {
        Copied::Path(word) => Some(word),
        Copied::Heredoc(_) => None,
    });
    sources.filter(is_archive).map(archive).collect()
}

fn unpacks(command: &ShellCommand, name: &str) -> bool {
    let mut arguments = command.arguments.iter();
    let is_extraction = |text: &str| {
        matches!(text, "--extract" | "--get") || (text.starts_with('-') && text.contains('x'))
    };
    let is_it = match &*command.name {
        "tar" => arguments.any(|argument| is_extraction(&argument.text)),
        name => UNPACKERS.contains(&name),
    };
    is_it && command.words().any(|word| file_name(&word.text) == name)
}

fn file_name(path: &str) -> &str {
    let path = path.trim_matches(['"', '\'']);
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, found_by, leaves, silent};
    use super::*;

    #[test]
    fn an_archive_is_unpacked_by_add() {
        fires(
            &RULE,
            "FROM a\nCOPY ⟦b/c.tar.gz⟧ d.zip /e/\nRUN tar -xzf /e/c.tar.gz && unzip d.zip\nCOPY [\"f\", ⟦\"g.tgz\"⟧]\nRUN tar --extract -f g.tgz\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY --from=b c.tar d.tar ./\nRUN tar xf c.tar\nRUN tar -xf e.tar\nCOPY g.tar .\nRUN tar -xf g.tar\nFROM f\nCOPY c.tar .\nRUN tar -cf c.tar\n",
        );
        leaves(&RULE, "FROM a\nCOPY b.tar .\nRUN tar -xf b.tar\n");
    }

    #[test]
    fn add_does_not_unpack_a_single_file() {
        assert!(found_by(&RULE, "FROM a\nCOPY b.gz .\nRUN gunzip b.gz\n")[0].is_minor);
    }
}
