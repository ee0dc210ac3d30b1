//! Patterns that do nothing among the files that there are.

use super::diagnostics::Said;
use super::effect::Effect;
use super::{IgnoreDocument, fixes};
use crate::context::{Glob, Tree};
use crate::features::dockerignore::is_usual;
use crate::lang::Text;
use crate::message::Message;

pub fn undone(
    document: &IgnoreDocument,
    index: usize,
    effects: &[Effect],
    tree: &Tree,
) -> Option<Said> {
    const NOTHING_BEFORE: Text = Text {
        en: "This takes nothing back: no earlier line leaves out what it matches. Put it below the line that does, or take it out.",
        fr: "Cette ligne ne reprend rien\u{a0}: aucune ligne précédente n'écarte ce qu'elle désigne. Placez-la sous celle qui le fait, ou enlevez-la.",
    };
    const TAKEN_BACK: Text = Text {
        en: "This leaves nothing out in the end: `{0}` (line {1}) takes back all that it matches.",
        fr: "Cette ligne n'écarte rien au bout du compte\u{a0}: `{0}` (ligne {1}) reprend tout ce qu'elle désigne.",
    };
    const LEFT_OUT_AGAIN: Text = Text {
        en: "This takes nothing back in the end: `{0}` (line {1}) leaves it out again, as the last line that matches decides. Put this one below it.",
        fr: "Cette ligne ne reprend rien au bout du compte\u{a0}: `{0}` (ligne {1}) l'écarte de nouveau, car la dernière ligne qui convient l'emporte. Placez celle-ci en dessous.",
    };
    let (pattern, effect) = (document.patterns.get(index)?, effects.get(index)?);
    let mended = |below: Option<usize>| {
        let below = below.and_then(|below| document.patterns.get(below));
        let moved = below.and_then(|below| fixes::below(document, pattern, below));
        let removed = fixes::remove(document, pattern);
        Vec::from_iter(moved.into_iter().chain([removed]))
    };
    if pattern.is_exception() && effect.matches && effect.changed.is_empty() {
        let leaves_out = later_that_leaves_out(document, index, effects, tree);
        return Some((NOTHING_BEFORE.into(), mended(leaves_out)));
    }
    if !effect.is_undone() {
        return None;
    }
    let by = document.patterns.get(effect.moved_back_by?)?;
    let (text, below) = match pattern.is_exception() {
        true => (LEFT_OUT_AGAIN, effect.moved_back_last_by),
        false => (TAKEN_BACK, None),
    };
    let written = document.source.get(by.whole())?;
    let message = Message::new(text).with(written).with(by.row + 1);
    Some((message, mended(below)))
}

pub fn unmatched(
    document: &IgnoreDocument,
    index: usize,
    effects: &[Effect],
    tree: &Tree,
) -> Option<Said> {
    const ABOVE: Text = Text {
        en: "`{0}` leads out of the build context, where there is nothing to leave out. Paths count from the top of the context.",
        fr: "`{0}` mène hors du contexte de construction, où il n'y a rien à écarter. Les chemins se comptent depuis le haut du contexte.",
    };
    const WHOLE: Text = Text {
        en: "`{0}` matches nothing. To leave out all there is, write `*`.",
        fr: "`{0}` ne désigne rien. Pour tout écarter, écrivez `*`.",
    };
    const DEEPER: Text = Text {
        en: "`{0}` matches nothing: it counts from the top of the build context, unlike in a `.gitignore`, and `{1}` lies deeper. Write `{2}**/{3}`.",
        fr: "`{0}` ne désigne rien\u{a0}: il se compte depuis le haut du contexte de construction, contrairement à un `.gitignore`, et `{1}` est plus bas. Écrivez `{2}**/{3}`.",
    };
    const NOTHING: Text = Text {
        en: "`{0}` matches nothing in the build context as it is now.",
        fr: "`{0}` ne désigne rien dans le contexte de construction tel qu'il est.",
    };
    let (pattern, effect) = (document.patterns.get(index)?, effects.get(index)?);
    if effect.matches || effect.is_hidden {
        return None;
    }
    let removed = || fixes::remove(document, pattern);
    let (sign, written) = (
        if pattern.is_exception() { "!" } else { "" },
        &pattern.written,
    );
    if pattern.glob.is_none() {
        let is_whole = pattern.path.is_empty();
        let message = Message::new(if is_whole { WHOLE } else { ABOVE }).with(written);
        let all = (is_whole && !pattern.is_exception()).then(|| fixes::write(pattern, "*"));
        return Some((message, Vec::from_iter(all.into_iter().chain([removed()]))));
    }
    if !pattern.path.starts_with("**") {
        let deeper = format!("**/{}", pattern.path);
        let anywhere = Glob::new(&deeper);
        let mut nodes = tree.nodes.iter();
        if let Some(node) = nodes.find(|node| anywhere.matches(&node.path)) {
            let message = Message::new(DEEPER).with(written).with(&node.path);
            let message = message.with(sign).with(&pattern.path);
            return Some((message, vec![fixes::write(pattern, &deeper), removed()]));
        }
    }
    (!is_usual(written)).then(|| (Message::new(NOTHING).with(written), vec![removed()]))
}

/// The last line below an exception that leaves out something of what that takes back.
fn later_that_leaves_out(
    document: &IgnoreDocument,
    index: usize,
    effects: &[Effect],
    tree: &Tree,
) -> Option<usize> {
    let glob = document.patterns.get(index)?.glob.as_ref()?;
    // Whether it matches a path, or one below or above it; a folder stands before what is in it.
    let mut touched: Vec<bool> = Vec::with_capacity(tree.nodes.len());
    for node in &tree.nodes {
        let of_parent = node.parent.and_then(|parent| touched.get(parent));
        touched.push(of_parent == Some(&true) || glob.matches(&node.path));
    }
    for (place, node) in tree.nodes.iter().enumerate().rev() {
        let is_touched = touched.get(place) == Some(&true);
        if let Some(parent) = node.parent.and_then(|parent| touched.get_mut(parent)) {
            *parent |= is_touched;
        }
    }
    let leaves_out = |later: &usize| {
        let pattern = document.patterns.get(*later);
        let changed = effects.get(*later).map(|effect| &effect.changed);
        let mut changed = changed.into_iter().flatten();
        pattern.is_some_and(|pattern| !pattern.is_exception())
            && changed.any(|place| touched.get(*place) == Some(&true))
    };
    (index + 1..document.patterns.len()).rev().find(leaves_out)
}
