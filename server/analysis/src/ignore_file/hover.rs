//! What a pattern means, in words, and which files of the context it moves.

use super::IgnoreDocument;
use super::diagnostics::diagnostics;
use super::effect::{Effect, effects};
use super::lines::Pattern;
use super::meaning::{meaning, wildcards};
use crate::context::{BuildContext, Tree};
use crate::features::hover::Hover;
use crate::features::hover::markdown::{code, code_of, list_with_rest};
use crate::lang::Lang;
use crate::msg;
use crate::rules::Levels;

const MOST_NAMES: usize = 10;

/// A folder that nobody looked into is counted up to here.
const MOST_FILES: usize = 20_000;

pub fn hover(
    document: &IgnoreDocument,
    byte: usize,
    context: &dyn BuildContext,
    tree: Option<&Tree>,
    lang: Lang,
) -> Option<Hover> {
    let pattern = document.pattern_at(byte)?;
    let range = pattern.whole();
    let written = document.source.get(range.clone())?;
    let mut paragraphs = vec![format!("**{}**", code(written))];
    let faults = diagnostics(document, None, &Levels::default());
    match faults.iter().find(|fault| fault.range() == range) {
        Some(fault) => paragraphs.push(fault.message(lang)),
        None => {
            paragraphs.extend(meaning(pattern, lang));
            paragraphs.extend(wildcards(document, pattern, lang));
            paragraphs.extend(done(document, pattern, context, tree, lang));
        }
    }
    Some(Hover {
        range,
        markdown: paragraphs.join("\n\n"),
    })
}

/// What it does in this folder.
fn done(
    document: &IgnoreDocument,
    pattern: &Pattern,
    context: &dyn BuildContext,
    tree: Option<&Tree>,
    lang: Lang,
) -> Vec<String> {
    let Some(tree) = tree else {
        return Vec::new();
    };
    let index = document.patterns.iter().position(|each| each == pattern);
    let effects = effects(document, tree);
    let effect = effects
        .as_deref()
        .zip(index)
        .and_then(|(effects, index)| effects.get(index));
    let Some(effect) = effect else {
        return Vec::new();
    };
    let mut said = vec![match effect.changed.is_empty() {
        true => nothing(pattern, effect, tree, lang),
        false => moved(pattern, effect, context, tree, lang),
    }];
    if effect.moved_back > 0 {
        let by = effect
            .moved_back_by
            .and_then(|by| document.patterns.get(by));
        said.extend(by.map(|by| moved_back(document, pattern, effect, by, lang)));
    }
    if tree.is_cut {
        let seen = lang.count(
            tree.nodes.len(),
            ("entry", "entries"),
            ("entrée", "entrées"),
        );
        said.push(msg!(
            lang,
            en: "*Looked at: {seen} of the build context, those nearest to its top; there are more.*",
            fr: "*Regardé\u{a0}: {seen} du contexte de construction, en partant du haut\u{a0}; il y en a d'autres.*",
        ));
    }
    said
}

fn nothing(pattern: &Pattern, effect: &Effect, tree: &Tree, lang: Lang) -> String {
    match (pattern.is_exception(), effect.is_late) {
        (true, true) => msg!(
            lang,
            en: "**Takes back nothing**: no earlier line leaves out what it matches.",
            fr: "**Ne reprend rien**\u{a0}: aucune ligne précédente n'écarte ce qu'elle désigne.",
        ),
        (false, true) => msg!(
            lang,
            en: "**Leaves out nothing more**: earlier lines leave out already all that it matches.",
            fr: "**N'écarte rien de plus**\u{a0}: des lignes précédentes écartent déjà tout ce qu'elle désigne.",
        ),
        (_, false) if effect.is_hidden => msg!(
            lang,
            en: "**Changes nothing**: what it may match lies in folders that are left out anyway.",
            fr: "**Ne change rien**\u{a0}: ce qu'elle peut désigner se trouve dans des dossiers écartés de toute façon.",
        ),
        (_, false) if tree.is_cut => msg!(
            lang,
            en: "**Matches nothing** of what was looked at.",
            fr: "**Ne désigne rien** de ce qui a été regardé.",
        ),
        (_, false) => msg!(
            lang,
            en: "**Matches nothing** in the build context as it is now.",
            fr: "**Ne désigne rien** dans le contexte de construction tel qu'il est.",
        ),
    }
}

fn moved(
    pattern: &Pattern,
    effect: &Effect,
    context: &dyn BuildContext,
    tree: &Tree,
    lang: Lang,
) -> String {
    let nodes = effect
        .changed
        .iter()
        .filter_map(|place| tree.nodes.get(*place));
    let shown: Vec<String> = nodes
        .take(MOST_NAMES)
        .map(|node| {
            let end = if node.is_folder { "/" } else { "" };
            code_of(&format!("{}{end}", node.path), 40)
        })
        .collect();
    let closed = effect
        .closed
        .iter()
        .filter_map(|place| tree.nodes.get(*place));
    let mut left = MOST_FILES;
    let inside: usize = closed
        .map(|folder| files_in(context, &folder.path, &mut left))
        .sum();
    let files = effect.files + inside;
    let more = tree.is_cut || left == 0;
    let files = lang.count(files, ("file", "files"), ("fichier", "fichiers"));
    let names = list_with_rest(&shown, effect.changed.len() - shown.len(), lang);
    match (pattern.is_exception(), more) {
        (false, false) => msg!(
            lang,
            en: "**Leaves out** {files}: {names}.",
            fr: "**Écarte** {files}\u{a0}: {names}.",
        ),
        (false, true) => msg!(
            lang,
            en: "**Leaves out** more than {files}: {names}.",
            fr: "**Écarte** plus de {files}\u{a0}: {names}.",
        ),
        (true, false) => msg!(
            lang,
            en: "**Takes back** {files}: {names}.",
            fr: "**Reprend** {files}\u{a0}: {names}.",
        ),
        (true, true) => msg!(
            lang,
            en: "**Takes back** more than {files}: {names}.",
            fr: "**Reprend** plus de {files}\u{a0}: {names}.",
        ),
    }
}

fn moved_back(
    document: &IgnoreDocument,
    pattern: &Pattern,
    effect: &Effect,
    by: &Pattern,
    lang: Lang,
) -> String {
    let written = code(document.source.get(by.whole()).unwrap_or_default());
    let line = by.row + 1;
    let files = lang.count(
        effect.moved_back,
        ("file", "files"),
        ("fichier", "fichiers"),
    );
    match pattern.is_exception() {
        false => msg!(
            lang,
            en: "Taken back below: {files}, the first by {written} (line {line}).",
            fr: "Repris plus bas\u{a0}: {files}, d'abord par {written} (ligne {line}).",
        ),
        true => msg!(
            lang,
            en: "Left out again below: {files}, the first by {written} (line {line}).",
            fr: "De nouveau écarté plus bas\u{a0}: {files}, d'abord par {written} (ligne {line}).",
        ),
    }
}

/// How many files lie in a folder, as far as there are looks left.
fn files_in(context: &dyn BuildContext, folder: &str, left: &mut usize) -> usize {
    let mut waiting = vec![folder.to_owned()];
    let mut files = 0;
    while let Some(folder) = waiting.pop() {
        if *left == 0 {
            return files;
        }
        let (entries, is_all) = context
            .list_some(&folder, *left)
            .unwrap_or((Vec::new(), true));
        *left = match is_all {
            true => left.saturating_sub(entries.len()),
            false => 0,
        };
        for entry in entries {
            match entry.is_folder {
                true => waiting.push(format!("{folder}/{}", entry.name)),
                false => files += 1,
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::testing::Files;
    use crate::context::{Ignore, Tree};

    const FILES: Files = Files(&["a.md", "docs/b.md", "docs/c.txt", "docs/d/e", "m/i.js"]);

    #[track_caller]
    fn check(marked: &str, parts: &[&str]) {
        check_cut(marked, usize::MAX, parts);
    }

    #[track_caller]
    fn check_cut(marked: &str, most: usize, parts: &[&str]) {
        let byte = marked.find("$0").expect("a place is marked");
        let text = marked.replacen("$0", "", 1);
        let tree = Tree::walk(&FILES, &Ignore::read(&text), most);
        let document = IgnoreDocument::new(&text);
        let said = |lang| hover(&document, byte, &FILES, tree.as_ref(), lang);
        let hover = said(Lang::En).expect("a hover");
        assert_ne!(said(Lang::Fr).as_ref(), Some(&hover));
        for part in parts {
            assert!(hover.markdown.contains(part), "{part}: {}", hover.markdown);
        }
    }

    #[test]
    fn what_goes_and_what_comes_back() {
        check(
            "do$0cs/",
            &["write `**/docs`", "**Leaves out** 3 files: `docs/`."],
        );
        check(
            "docs\n!doc$0s/*.md\n",
            &[
                "reads like `docs/*.md`",
                "but no `/`",
                "back** 1 file: `docs/b.md`",
            ],
        );
        check(
            "d$0ocs\n!docs/*.md\n",
            &[
                "3 files: `docs/`",
                "below: 1 file, the first by `!docs/*.md` (line 2)",
            ],
        );
        check(
            "**/$0*.md",
            &["`**`: any folders", "2 files: `a.md` and `docs/b.md`"],
        );
    }

    #[test]
    fn what_does_nothing() {
        check("go$0ne", &["**Matches nothing** in the"]);
        check("docs\ndocs/d$0", &["left out anyway"]);
        check("docs\n!m\ndocs$0", &["nothing more"]);
        check("!a$0.md", &["Takes back nothing"]);
        check("a[$0", &["every build in this folder fails"]);
    }

    #[test]
    fn a_walk_that_was_cut_says_so() {
        check_cut(
            "*.m$0d",
            2,
            &["more than 1 file: `a.md`", "Looked at: 2 entries"],
        );
    }

    #[test]
    fn nothing_elsewhere() {
        let document = IgnoreDocument::new("# a\n\nb");
        assert_eq!(hover(&document, 1, &FILES, None, Lang::En), None);
        assert_eq!(hover(&document, 4, &FILES, None, Lang::En), None);
    }
}
