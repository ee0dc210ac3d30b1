//! What can be wrong with a pattern, each kind with a page of its own.

use crate::lang::{Lang, Text};
use crate::msg;
use crate::rules::{Example, Severity, Tag};

/// A reason to tell a person of a pattern.
#[derive(Debug)]
pub struct Kind {
    /// Stays the same for ever: people write it into their settings.
    pub code: &'static str,
    pub severity: Severity,
    pub tag: Option<Tag>,
    /// What to do, in one line.
    pub title: Text,
    /// What goes wrong otherwise, and what to do instead.
    pub why: Text,
    pub example: Example,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        self.code == other.code
    }
}

impl Eq for Kind {}

impl Kind {
    /// As a page, for `strates explain`.
    pub fn markdown(&self, lang: Lang) -> String {
        let (code, severity) = (self.code, self.severity.text().get(lang));
        let (title, why) = (self.title.get(lang), self.why.get(lang));
        let (bad, good) = (self.example.bad.trim(), self.example.good.trim());
        let avoid = msg!(lang, en: "Avoid", fr: "À éviter");
        let better = msg!(lang, en: "Better", fr: "Mieux");
        format!(
            "**`{code}`** · {severity} · `.dockerignore`\n\n{title}\n\n{why}\n\n**{avoid}**\n\n```\n{bad}\n```\n\n**{better}**\n\n```\n{good}\n```\n"
        )
    }
}

/// In any case of letters.
pub fn find(code: &str) -> Option<&'static Kind> {
    KINDS
        .into_iter()
        .find(|kind| kind.code.eq_ignore_ascii_case(code))
}

pub const KINDS: [&Kind; 4] = [INVALID, SURPRISING, UNDONE, UNMATCHED];

pub(super) const INVALID: &Kind = &Kind {
    code: "ignore-pattern-invalid",
    severity: Severity::Error,
    tag: None,
    title: Text {
        en: "Write patterns that Docker can read.",
        fr: "Écrire des motifs que Docker sait lire.",
    },
    why: Text {
        en: "One pattern that cannot be read fails every build in the folder, whatever the \
             Dockerfile says: a `[` that is never closed, a backslash before a letter that it \
             gives no meaning, a `!` with nothing behind it. Folders are separated by `/`, on \
             Windows too, and a sign that is to stand for itself takes a backslash in front.",
        fr: "Un seul motif illisible fait échouer toute construction dans le dossier, quoi que \
             dise le Dockerfile\u{a0}: un `[` jamais fermé, une barre oblique inverse devant une \
             lettre à laquelle elle ne donne aucun sens, un `!` que rien ne suit. Les dossiers se \
             séparent par `/`, sous Windows aussi, et un signe qui ne vaut que pour lui-même prend \
             une barre oblique inverse devant lui.",
    },
    example: Example {
        bad: "
src\\main\\generated
[draft
!
",
        good: "
src/main/generated
\\[draft
",
    },
};

pub(super) const SURPRISING: &Kind = &Kind {
    code: "ignore-pattern-surprising",
    severity: Severity::Info,
    tag: None,
    title: Text {
        en: "Write patterns that are read the way they look.",
        fr: "Écrire des motifs qui disent ce qu'ils semblent dire.",
    },
    why: Text {
        en: "A `#` begins a comment only as the first sign of a line: anywhere else, even behind \
             blanks, it is part of the pattern, which then matches nothing. And a backslash gives \
             the sign behind it another meaning: it separates no folders.",
        fr: "Un `#` ne commence un commentaire que comme premier signe d'une ligne\u{a0}: partout \
             ailleurs, même après de simples espaces, il fait partie du motif, qui ne désigne alors \
             plus rien. Et une barre oblique inverse donne un autre sens au signe qui la \
             suit\u{a0}: elle ne sépare pas de dossiers.",
    },
    example: Example {
        bad: "
*.log # of the last build
docs\\drafts
",
        good: "
# of the last build
*.log
docs/drafts
",
    },
};

pub(super) const UNDONE: &Kind = &Kind {
    code: "ignore-pattern-undone",
    severity: Severity::Hint,
    tag: Some(Tag::Unnecessary),
    title: Text {
        en: "Keep no line that others undo.",
        fr: "Ne pas garder de ligne que d'autres annulent.",
    },
    why: Text {
        en: "Of all lines that match a path, the last one decides. A line whose whole effect later \
             lines undo does nothing, and neither does a `!` above the line that it is an \
             exception to: readers take it at its word all the same. Move it below that line, or \
             take it out.",
        fr: "De toutes les lignes qui conviennent à un chemin, c'est la dernière qui décide. Une \
             ligne dont les suivantes annulent tout l'effet ne sert à rien, pas plus qu'un `!` \
             placé au-dessus de la ligne à laquelle il fait exception\u{a0}: le lecteur s'y fie \
             pourtant. Placez-la sous cette ligne, ou enlevez-la.",
    },
    example: Example {
        bad: "
!docs/guide.md
docs
",
        good: "
docs
!docs/guide.md
",
    },
};

pub(super) const UNMATCHED: &Kind = &Kind {
    code: "ignore-pattern-unmatched",
    severity: Severity::Hint,
    tag: None,
    title: Text {
        en: "Write patterns that match something.",
        fr: "Écrire des motifs qui désignent quelque chose.",
    },
    why: Text {
        en: "A pattern that matches nothing leaves nothing out: it is mistyped, what it named is \
             gone, or it lies deeper, for patterns count from the top of the build context, unlike \
             in a `.gitignore`. Nothing is said of names that tools are known to make, nor of \
             folders with more files than can be looked at.",
        fr: "Un motif qui ne désigne rien n'écarte rien\u{a0}: il contient une faute de frappe, ce \
             qu'il nommait a disparu, ou se trouve plus bas, car les motifs se comptent depuis le \
             haut du contexte de construction, contrairement à un `.gitignore`. Rien n'est dit des \
             noms que des outils connus créent, ni des dossiers qui comptent trop de fichiers pour \
             qu'on les regarde tous.",
    },
    example: Example {
        bad: "
node_modules
",
        good: "
**/node_modules
",
    },
};
