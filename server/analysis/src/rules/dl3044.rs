use super::labels::unquoted;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Pair, mentioned};
use std::collections::{HashMap, HashSet};

pub const RULE: Rule = Rule {
    code: "DL3044",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Error,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Use a variable only after the `ENV` that sets it.",
        fr: "N'utiliser une variable qu'après l'`ENV` qui la définit.",
    },
    why: Text {
        en: "All values of an `ENV` are read before any of them is set: `$APP_HOME` still has its \
             old value there, usually empty. Split the instruction in two; it adds no layer.",
        fr: "Toutes les valeurs d'un `ENV` sont lues avant qu'aucune ne soit définie\u{a0}: \
             `$APP_HOME` y a encore son ancienne valeur, en général vide. Coupez l'instruction en \
             deux\u{a0}; elle n'ajoute pas de couche.",
    },
    example: Example {
        bad: "ENV APP_HOME=/app APP_BIN=$APP_HOME/bin",
        good: "
ENV APP_HOME=/app
ENV APP_BIN=$APP_HOME/bin
",
    },
    check: Check::File(Keywords::of(&[Keyword::Arg, Keyword::Env]), check),
};

const MESSAGE: Text = Text {
    en: "All values of an `ENV` are read before any is set: `${0}` still has its old value here, \
         usually empty. Split the instruction in two.",
    fr: "Toutes les valeurs d'un `ENV` sont lues avant qu'aucune ne soit définie\u{a0}: `${0}` a \
         encore ici son ancienne valeur, en général vide. Coupez l'instruction en deux.",
};

const FIX: Text = Text {
    en: "Split the `ENV`, so that `${0}` is set first",
    fr: "Couper l'`ENV` en deux, pour définir d'abord `${0}`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let escape = file.escape.0;
    let mut known: Option<Known> = None;
    for located in file.of(Keyword::Env) {
        let Body::Pairs { pairs, .. } = &located.instruction.body else {
            continue;
        };
        let uses = uses(pairs, escape);
        if uses.is_empty() {
            continue;
        }
        let known = known.get_or_insert_with(|| Known::read(file));
        let mut fresh = uses
            .iter()
            .filter(|used| !known.has(&used.name, located.start));
        let Some(first) = fresh.next() else { continue };
        let value = pairs[first.by].value.as_ref();
        let mut expansions = value.into_iter().flat_map(|value| &value.expansions);
        let expansion = expansions.find(|expansion| *expansion.name == *first.name);
        let span = expansion.map_or(pairs[first.by].span, |expansion| expansion.name_span);
        let finding = findings.add(located.at(span), Message::new(MESSAGE).with(&first.name));
        if let Some(edits) = split(file, &located, pairs, &uses) {
            let title = Message::new(FIX).with(&first.name);
            finding.fix(Fix::suggested(title, edits));
        }
    }
}

/// A value that uses what another pair of the same instruction sets.
struct Use {
    name: String,
    by: usize,
    of: usize,
}

fn uses(pairs: &[Pair], escape: char) -> Vec<Use> {
    let value = |pair: &Pair| {
        pair.value
            .as_ref()
            .map_or("", |value| &value.text)
            .to_owned()
    };
    if pairs.len() < 2
        || !pairs.iter().any(|pair| {
            pair.value
                .as_ref()
                .is_some_and(|value| value.text.contains('$'))
        })
    {
        return Vec::new();
    }
    let mut setters: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, pair) in pairs.iter().enumerate() {
        if let Some(name) = &pair.name {
            setters
                .entry(unquoted(&name.text, escape))
                .or_default()
                .push(index);
        }
    }
    let mut uses = Vec::new();
    for (by, pair) in pairs.iter().enumerate() {
        let value = unquoted(&value(pair), escape);
        let mut seen = HashSet::new();
        for name in mentioned(&value).filter(|name| !name.is_empty()) {
            let Some(all) = setters.get(name).filter(|_| seen.insert(name)) else {
                continue;
            };
            let other = all.iter().copied().find(|of| *of != by);
            if let Some(of) = other.filter(|_| is_used(&value, name)) {
                let name = name.to_owned();
                uses.push(Use { name, by, of });
            }
        }
    }
    uses
}

/// hadolint looks for `${NAME}` and `$NAME`, and knows no other way to use a variable.
fn is_used(value: &str, name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let bare = format!("${name}");
    let mut after = value.split(&*bare).skip(1);
    value.contains(&format!("${{{name}}}")) || after.any(|after| !after.starts_with(is_letter))
}

/// The names that ENV and ARG have set, and where first.
struct Known(HashMap<String, usize>);

impl Known {
    fn read(file: &FileView) -> Known {
        let mut known = HashMap::new();
        for located in file.instructions() {
            let (pairs, count) = match &located.instruction.body {
                Body::Pairs { pairs, .. } if located.instruction.keyword == Keyword::Env => {
                    (pairs, usize::MAX)
                }
                Body::Arguments(arguments) => (arguments, 1),
                _ => continue,
            };
            for name in pairs
                .iter()
                .take(count)
                .filter_map(|pair| pair.name.as_ref())
            {
                let name = unquoted(&name.text, file.escape.0);
                known.entry(name).or_insert(located.start);
            }
        }
        Known(known)
    }

    fn has(&self, name: &str, before: usize) -> bool {
        self.0.get(name).is_some_and(|start| *start < before)
    }
}

/// A new ENV before each pair that uses what one above it sets.
fn split(
    file: &FileView,
    located: &Located,
    pairs: &[Pair],
    uses: &[Use],
) -> Option<Vec<TextEdit>> {
    // In another order, the values would be others.
    if uses.iter().any(|used| used.of > used.by) {
        return None;
    }
    let keyword = &located.instruction.written.text;
    let mut edits = Vec::new();
    let mut first = 0;
    for by in 0..pairs.len() {
        let is_split = |used: &Use| used.by == by && used.of >= first;
        if !uses.iter().any(is_split) {
            continue;
        }
        let gap = located.at(pairs[by - 1].span).end..located.at(pairs[by].span).start;
        let between = file.document.text().slice(gap.clone());
        if between.contains('#') {
            return None;
        }
        edits.push(TextEdit::replace(gap, format!("\n{keyword} ")));
        first = by;
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn a_value_does_not_use_its_neighbour() {
        fires(&RULE, "FROM a\nENV B=1 C=$⟦B⟧/d E=\"${C}\"\n");
        silent(
            &RULE,
            "FROM a\nENV B=1\nENV B=2 C=$B\nENV D=1 E=$DE F=${D:-1} G=$G\n",
        );
        silent(&RULE, "ARG B\nFROM a\nENV B=1 C=$B\n");
        fixes(
            &RULE,
            "FROM a\nENV B=1 C=2 \\\n    D=$B E=$B F=$D\n",
            "FROM a\nENV B=1 C=2\nENV D=$B E=$B\nENV F=$D\n",
        );
        leaves(&RULE, "FROM a\nENV C=$B B=1\n");
    }
}
