use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Source as CopySource};

pub const RULE: Rule = Rule {
    code: "add-remote-archive",
    also: &[],
    source: Source::Strates,
    severity: Severity::Info,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Say whether `ADD` is to unpack an archive that it downloads.",
        fr: "Dire si `ADD` doit extraire une archive qu'il télécharge.",
    },
    why: Text {
        en: "`ADD` unpacks an archive of the build context, but not one that it downloads: that one \
             lands in the image packed. `--unpack=true` unpacks it (Dockerfile syntax 1.17), and \
             `--unpack=false` says that it is to stay packed. `--checksum` makes sure that it is the \
             archive that was meant.",
        fr: "`ADD` extrait une archive du contexte de construction, mais pas une archive qu'il \
             télécharge\u{a0}: celle-ci arrive telle quelle dans l'image. `--unpack=true` l'extrait \
             (syntaxe Dockerfile 1.17), et `--unpack=false` dit qu'elle doit rester une archive. \
             `--checksum` vérifie que c'est bien l'archive voulue.",
    },
    example: Example {
        bad: "ADD https://example.com/app.tar.gz /srv/",
        good: "ADD --unpack=true https://example.com/app.tar.gz /srv/",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`ADD` downloads this archive but does not unpack it. Write `--unpack=true`, or \
         `--unpack=false` if it is to stay packed.",
    fr: "`ADD` télécharge cette archive mais ne l'extrait pas. Écrivez `--unpack=true`, ou \
         `--unpack=false` si elle doit rester une archive.",
};

const FIX: Text = Text {
    en: "Add `--unpack={0}`",
    fr: "Ajouter `--unpack={0}`",
};

const ARCHIVES: [&str; 9] = [
    ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tar.Z",
];

fn check(view: &InstructionView, findings: &mut Findings) {
    let Some(transfer) = view.transfer() else {
        return;
    };
    if view.keyword != Keyword::Add || view.flag("unpack").is_some() {
        return;
    }
    for source in &transfer.sources {
        let CopySource::Path(word) = source else {
            continue;
        };
        let text = word.text.trim_matches('"');
        let is_remote = text.starts_with("http://") || text.starts_with("https://");
        let path = text.split(['?', '#']).next().unwrap_or(text);
        if !is_remote || !ARCHIVES.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        let fix = |value: &str| {
            let edit =
                TextEdit::insert(view.written.span.end as usize, format!(" --unpack={value}"));
            Fix::suggested(Message::new(FIX).with(value), vec![edit])
        };
        findings
            .add(word.span, MESSAGE)
            .fix(fix("true"))
            .fix(fix("false"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn an_archive_from_the_network_stays_packed() {
        fires(&RULE, "FROM a\nADD --link ⟦https://b.c/d.tar.gz?e⟧ /f/\n");
        silent(&RULE, "FROM a\nADD b.tar.gz /c/\nADD https://b.c/d.txt /\n");
        silent(&RULE, "FROM a\nADD --unpack=false https://b.c/d.tgz /e/\n");
        fixes(
            &RULE,
            "FROM a\nADD https://b.c/d.tgz /\n",
            "FROM a\nADD --unpack=true https://b.c/d.tgz /\n",
        );
    }
}
