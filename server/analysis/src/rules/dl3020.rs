use super::quotes::without_quotes;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Source as From};

pub const RULE: Rule = Rule {
    code: "DL3020",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Use `COPY` for files and folders.",
        fr: "Utiliser `COPY` pour les fichiers et les dossiers.",
    },
    why: Text {
        en: "`ADD` does more than copy: it unpacks archives and downloads from addresses, and \
             whoever reads the file has to rule that out each time. For plain files, `COPY` does \
             the same and says so; keep `ADD` for archives, URLs and Git repositories.",
        fr: "`ADD` fait plus que copier\u{a0}: il extrait des archives et télécharge depuis des \
             adresses, et la personne qui lit le fichier doit chaque fois écarter ces cas. Pour de \
             simples fichiers, `COPY` fait la même chose et le dit\u{a0}; gardez `ADD` pour les \
             archives, les URL et les dépôts Git.",
    },
    example: Example {
        bad: "ADD src/ /app/src/",
        good: "COPY src/ /app/src/",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`ADD` may also unpack and download. For files and folders, use `COPY`, which does nothing \
         else.",
    fr: "`ADD` peut aussi extraire et télécharger. Pour des fichiers et des dossiers, utilisez \
         `COPY`, qui ne fait rien d'autre.",
};

const FIX: Text = Text {
    en: "Replace `ADD` with `COPY`",
    fr: "Remplacer `ADD` par `COPY`",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let Some(transfer) = view.transfer().filter(|_| view.keyword == Keyword::Add) else {
        return;
    };
    if view.is_trigger {
        return;
    }
    let paths = transfer.sources.iter().filter_map(|source| match source {
        From::Path(path) => Some(path),
        From::Heredoc(_) => None,
    });
    let mut plain = paths
        .clone()
        .filter(|path| !is_archive(&path.text) && !is_address(&path.text));
    let Some(first) = plain.next() else { return };
    let finding = findings.add(view.written.span, Message::new(MESSAGE));
    // Only a value can tell what comes there, and Git repositories have more than one kind of name.
    if first.text.contains('$') || first.text.contains("git@") || first.text.contains("://") {
        finding.minor();
    }
    let may_be_more = paths.clone().any(|path| {
        is_archive(&path.text) || path.text.contains(['$', ':']) || path.text.contains(".git")
    });
    let is_certain = paths.clone().all(|path| is_certainly_plain(&path.text));
    let is_only_of_add = ["checksum", "keep-git-dir", "unpack"];
    let has_own_flag = view
        .flags
        .iter()
        .any(|flag| is_only_of_add.iter().any(|own| flag.is_named(own)));
    let has_heredoc = paths.count() < transfer.sources.len();
    if may_be_more || has_own_flag || has_heredoc {
        return;
    }
    let is_lower = &*view.written.text == "add";
    let edit = TextEdit::replace(
        view.written.span.into(),
        if is_lower { "copy" } else { "COPY" },
    );
    finding.fix(match is_certain {
        true => Fix::safe(FIX, vec![edit]),
        false => Fix::suggested(FIX, vec![edit]),
    });
}

/// A folder, or a file whose name tells that it is no archive: BuildKit unpacks by what is in a
/// file, whatever its name, and a pattern may find anything.
fn is_certainly_plain(path: &str) -> bool {
    let path = without_quotes(path).to_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_folder = matches!(name, "" | "." | "..");
    let end = name.rsplit_once('.').map(|(_, end)| end);
    let packed = [
        "tar", "gz", "tgz", "bz2", "xz", "zst", "lz4", "tbz", "txz", "img", "rootfs",
    ];
    let is_plain = end.is_some_and(|end| !end.is_empty() && !packed.contains(&end));
    (is_folder || is_plain) && !path.contains(['*', '?', '['])
}

fn is_address(path: &str) -> bool {
    let path = without_quotes(path);
    path.starts_with("https://") || path.starts_with("http://")
}

fn is_archive(path: &str) -> bool {
    let path = without_quotes(path);
    ARCHIVES.iter().any(|end| path.ends_with(end))
}

#[rustfmt::skip]
const ARCHIVES: [&str; 15] = [
    ".tar", ".Z", ".bz2", ".gz", ".lz", ".lzma", ".tZ", ".tb2", ".tbz", ".tbz2", ".tgz", ".tlz",
    ".tpz", ".txz", ".xz",
];

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn files_are_copied() {
        fires(
            &RULE,
            "FROM a\n⟦ADD⟧ b /c\n⟦add⟧ [\"d.tar\", \"e\", \"/f/\"]\n",
        );
        silent(
            &RULE,
            "FROM a\nADD b.tar.gz \"c.txz\" https://d /e/\nONBUILD ADD f /g\n",
        );
        fixes(
            &RULE,
            "FROM a\nADD --chown=b --link c \\\n  d/ /e/\n",
            "FROM a\nCOPY --chown=b --link c \\\n  d/ /e/\n",
        );
        leaves(
            &RULE,
            "FROM a\nADD $B /c\nADD --unpack d /e\nADD git@f:g.git /h\n",
        );
    }
}
