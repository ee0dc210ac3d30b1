use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::context::{Ignore, names};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Source as CopySource, Word};

pub const RULE: Rule = Rule {
    code: "copied-but-ignored",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Do not copy what the `.dockerignore` leaves out.",
        fr: "Ne pas copier ce que le `.dockerignore` écarte.",
    },
    why: Text {
        en: "BuildKit never sees a file that the `.dockerignore` leaves out: copying it by name fails \
             with “not found”, although it lies there, and copying it by a pattern copies nothing. \
             BuildKit warns of it (`CopyIgnoredFile`) only where the ignore file has no exceptions and \
             the file is named in full.",
        fr: "BuildKit ne voit jamais un fichier que le `.dockerignore` écarte\u{a0}: le copier par son \
             nom échoue («\u{a0}not found\u{a0}») alors qu'il est bien là, et le copier par un motif ne \
             copie rien. BuildKit n'en avertit (`CopyIgnoredFile`) que si le fichier d'exclusion n'a \
             pas d'exceptions et si le fichier est nommé en entier.",
    },
    example: Example {
        bad: "COPY *.log /logs/",
        good: "COPY *.txt /logs/",
    },
    check: Check::File(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "`{1}` leaves out all that `{0}` means, so there is nothing to copy. Add an exception, such as \
         `!{0}`, or copy something else.",
    fr: "`{1}` écarte tout ce que désigne `{0}`\u{a0}: il n'y a rien à copier. Ajoutez une exception, \
         comme `!{0}`, ou copiez autre chose.",
};

fn check(file: &FileView, findings: &mut Findings) {
    let mut copies = file
        .of(Keyword::Copy)
        .chain(file.of(Keyword::Add))
        .peekable();
    if copies.peek().is_none() {
        return;
    }
    let (Some(ignore_file), Some(entries)) = (
        file.world.context.ignore_file(),
        file.world.context.list(""),
    ) else {
        return;
    };
    let ignore = Ignore::read(&ignore_file.text);
    let all_left_out = |word: &Word| {
        let path = word.text.trim_matches('"').trim_start_matches("./");
        let is_pattern = path.contains(['*', '?', '[']);
        // The rule of BuildKit says it of a plain name where there are no exceptions.
        if path.contains('$') || path.contains('/') || (!is_pattern && !ignore.has_exceptions()) {
            return false;
        }
        let mut meant = entries
            .iter()
            .filter(|entry| names(path, &entry.name))
            .peekable();
        meant.peek().is_some() && meant.all(|entry| ignore.leaves_out(&entry.name))
    };
    for located in copies {
        let Body::Transfer(transfer) = &located.instruction.body else {
            continue;
        };
        if located
            .instruction
            .flags
            .iter()
            .any(|flag| flag.is_named("from"))
        {
            continue;
        }
        for source in &transfer.sources {
            if let CopySource::Path(word) = source
                && !matches!(word.text.trim_matches('"'), "." | "./" | "/")
                && all_left_out(word)
            {
                let message = Message::new(MESSAGE)
                    .with(word.text.trim_matches('"'))
                    .with(&ignore_file.name);
                findings.add(located.at(word.span), message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Folder, finds_in};
    use super::*;

    #[test]
    fn what_is_left_out_cannot_be_copied() {
        let folder = Folder::of(
            &["a.log", "b.log", "c.txt", "dist"],
            Some("*.log\ndist\n!x\n"),
        );
        finds_in(&folder, &RULE, "FROM a\nCOPY *.log c.txt /d/\n", &["*.log"]);
        finds_in(
            &folder,
            &RULE,
            "FROM a\nADD [\"dist\", \"/e\"]\nCOPY --from=f dist /\n",
            &["\"dist\""],
        );
        finds_in(&folder, &RULE, "FROM a\nCOPY *.txt missing* . /d/\n", &[]);
    }

    #[test]
    fn an_exception_lets_it_in() {
        let folder = Folder::of(&["a.log", "b.log"], Some("*.log\n!b.log\n"));
        finds_in(
            &folder,
            &RULE,
            "FROM a\nCOPY *.log /d/\nCOPY b.log /e\nCOPY a.log /f\n",
            &["a.log"],
        );
    }
}
