//! What an editor offers to do at a place: mend what is wrong there, or stop hearing of it.

mod fix_all;
mod image;
mod refactor;
mod suppress;

pub use fix_all::{fix_all, fixed};
pub use image::{image_actions, image_at, image_of, look_up, pin};
pub use refactor::refactorings;

use super::diagnostics::Diagnostic;
use crate::Document;
use crate::edit::{Safety, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::rules::ignores::ignore_comments;
use crate::rules::missing_dockerignore;
use crate::text::ByteRange;

#[derive(Clone, Debug)]
pub struct Action {
    pub title: Message,
    pub kind: ActionKind,
    /// `None` where making them takes time: [`fix_all`] gives them when the user chooses.
    pub edits: Option<Vec<TextEdit>>,
    /// What it mends.
    pub mends: Option<Diagnostic>,
    /// The one to apply without asking.
    pub is_preferred: bool,
    /// It makes a `.dockerignore` instead.
    pub makes_ignore_file: bool,
    /// It pins the image of the FROM that starts here, once a registry has told its digest.
    pub pins: Option<usize>,
    /// It has the registry tell what the image of this stage holds.
    pub looks_up: Option<usize>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ActionKind {
    QuickFix,
    /// Every safe fix of the file; or those of one rule.
    FixAll(Option<String>),
    Extract,
    Inline,
    Rewrite,
}

const FIX_ALL: Text = Text {
    en: "Fix everything that can be fixed safely",
    fr: "Corriger tout ce qui peut l'être sans risque",
};

const FIX_ALL_OF: Text = Text {
    en: "Fix every `{0}` in this file",
    fr: "Corriger tous les `{0}` de ce fichier",
};

const MAKE_IGNORE_FILE: Text = Text {
    en: "Write a `.dockerignore` for this project",
    fr: "Écrire un `.dockerignore` pour ce projet",
};

/// The fixes for what touches a range, then the ways to silence it; `all` is what is wrong with the
/// file.
pub fn quick_fixes(document: &Document, all: &[Diagnostic], range: &ByteRange) -> Vec<Action> {
    let here = touching(all, range);
    let mut actions = fixes_at(all, range);
    let missing = here
        .iter()
        .find(|found| found.code() == missing_dockerignore::RULE.code);
    actions.extend(missing.map(|found| Action {
        title: MAKE_IGNORE_FILE.into(),
        kind: ActionKind::QuickFix,
        edits: None,
        mends: Some((*found).clone()),
        is_preferred: true,
        makes_ignore_file: true,
        pins: None,
        looks_up: None,
    }));
    let mut codes: Vec<&str> = Vec::new();
    for found in &here {
        let code = found.code();
        if !codes.contains(&code) {
            codes.push(code);
            actions.extend(all_of(all, code));
        }
    }
    let comments = ignore_comments(document);
    actions.extend(
        here.iter()
            .flat_map(|found| suppress::actions(document, found, &comments)),
    );
    actions
}

/// The fixes for what touches a range, and nothing else.
pub fn fixes_at(all: &[Diagnostic], range: &ByteRange) -> Vec<Action> {
    let here = touching(all, range);
    here.into_iter().flat_map(fixes_of).collect()
}

fn touching<'a>(all: &'a [Diagnostic], range: &ByteRange) -> Vec<&'a Diagnostic> {
    let touches = |diagnostic: &&Diagnostic| {
        let own = diagnostic.range();
        own.start <= range.end && range.start <= own.end
    };
    all.iter().filter(touches).collect()
}

fn fixes_of(found: &Diagnostic) -> impl Iterator<Item = Action> + use<> {
    let found = found.clone();
    let fixes = found.fixes().into_iter().enumerate();
    fixes.map(move |(index, fix)| Action {
        title: fix.title,
        kind: ActionKind::QuickFix,
        edits: Some(fix.edits),
        mends: Some(found.clone()),
        is_preferred: index == 0 && fix.safety == Safety::Safe,
        makes_ignore_file: false,
        pins: None,
        looks_up: None,
    })
}

/// Offered where a rule has more than one safe fix in the file.
fn all_of(all: &[Diagnostic], code: &str) -> Option<Action> {
    let same = all.iter().filter(|other| other.code() == code);
    let safe = same.filter(|other| other.has_safe_fix()).count();
    (safe > 1).then(|| Action {
        title: Message::new(FIX_ALL_OF).with(code),
        kind: ActionKind::FixAll(Some(code.to_owned())),
        edits: None,
        mends: None,
        is_preferred: false,
        makes_ignore_file: false,
        pins: None,
        looks_up: None,
    })
}

/// For the whole file, where there is anything to fix.
pub fn fix_everything(all: &[Diagnostic]) -> Option<Action> {
    let fixable = all.iter().any(Diagnostic::has_safe_fix);
    fixable.then(|| Action {
        title: FIX_ALL.into(),
        kind: ActionKind::FixAll(None),
        edits: None,
        mends: None,
        is_preferred: false,
        makes_ignore_file: false,
        pins: None,
        looks_up: None,
    })
}
