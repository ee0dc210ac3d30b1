use super::fast_hash::Fast;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, mentioned};
use crate::text::ByteRange;
use std::collections::{HashMap, HashSet};

pub const RULE: Rule = Rule {
    code: "arg-before-from-not-redeclared",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Declare an `ARG` from before the first `FROM` again in the stage that uses it.",
        fr: "Déclarer à nouveau, dans l'étape qui l'utilise, un `ARG` placé avant le premier `FROM`.",
    },
    why: Text {
        en: "An `ARG` before the first `FROM` has a value in `FROM` lines only. In a stage, an `ARG` \
             with its name alone brings it in; without that, a `RUN` sees an empty text, and nothing \
             warns of it.",
        fr: "Un `ARG` placé avant le premier `FROM` n'a de valeur que dans les lignes `FROM`. Dans \
             une étape, un `ARG` avec son seul nom l'y fait entrer\u{a0}; sans cela, un `RUN` voit \
             un texte vide, et rien n'en avertit.",
    },
    example: Example {
        bad: "
ARG VERSION=1.0
FROM debian:${VERSION}
RUN echo $VERSION
",
        good: "
ARG VERSION=1.0
FROM debian:${VERSION}
ARG VERSION
RUN echo $VERSION
",
    },
    check: Check::File(
        Keywords::of(&[Keyword::Arg, Keyword::Env, Keyword::Run]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "`{0}` is declared before the first `FROM`, so it is empty in this stage. Add `ARG {0}` after \
         its `FROM`.",
    fr: "`{0}` est déclaré avant le premier `FROM`\u{a0}: il est vide dans cette étape. Ajoutez `ARG \
         {0}` après son `FROM`.",
};

const DECLARED: Text = Text {
    en: "declared here",
    fr: "déclaré ici",
};

const FIX: Text = Text {
    en: "Add `ARG {0}` to the stage",
    fr: "Ajouter `ARG {0}` à l'étape",
};

fn check(file: &FileView, findings: &mut Findings) {
    let globals = globals(file);
    if globals.is_empty() {
        return;
    }
    // What each stage knows at its end: a stage on top of it has the ENV of it.
    let mut environments: Vec<HashSet<String>> = Vec::new();
    for stage in 0..file.stages.len() {
        let base = file.evaluation().base_stage(stage);
        let inherited = base.and_then(|base| environments.get(base).cloned());
        let environment = in_stage(
            file,
            stage,
            inherited.unwrap_or_default(),
            &globals,
            findings,
        );
        environments.push(environment);
    }
}

/// Each argument before the first FROM, with the place of its name.
fn globals(file: &FileView) -> HashMap<String, ByteRange, Fast> {
    let globals = file.global_instructions();
    let names = globals.filter_map(|located| match &located.instruction.body {
        Body::Arguments(arguments) => {
            let names = arguments
                .iter()
                .filter_map(|argument| argument.name.as_ref());
            let names = names.map(move |name| (name.text.to_string(), located.at(name.span)));
            Some(names.collect::<Vec<_>>())
        }
        _ => None,
    });
    names.flatten().collect()
}

fn in_stage(
    file: &FileView,
    stage: usize,
    mut environment: HashSet<String>,
    globals: &HashMap<String, ByteRange, Fast>,
    findings: &mut Findings,
) -> HashSet<String> {
    let mut arguments: HashSet<String> = HashSet::new();
    let mut from = None;
    let is_global = |name: &str| globals.contains_key(name);
    for located in file.instructions_of(stage) {
        from = from.or(Some(located));
        match &located.instruction.body {
            Body::Arguments(declared) => {
                let names = declared.iter().filter_map(|pair| pair.name.as_ref());
                let names = names.filter(|name| is_global(&name.text));
                arguments.extend(names.map(|name| name.text.to_string()));
            }
            Body::Pairs { pairs, .. } if located.instruction.keyword == Keyword::Env => {
                let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
                let names = names.filter(|name| is_global(&name.text));
                environment.extend(names.map(|name| name.text.to_string()));
            }
            Body::Command(_) if located.instruction.keyword == Keyword::Run => {
                let source = || file.document.text().slice(located.range());
                let mut mentions = located.instruction.mentions(source).iter();
                if !mentions.any(|name| is_global(name)) {
                    continue;
                }
                let source = source();
                let Some(name) = mentioned(&source).find(|name| {
                    globals.contains_key(*name)
                        && !environment.contains(*name)
                        && !arguments.contains(*name)
                        && !is_set_by_script(&source, name)
                }) else {
                    continue;
                };
                let name = name.to_owned();
                report(file, &located, &source, &name, from, globals, findings);
                // Once per stage is enough to know.
                arguments.insert(name);
            }
            _ => {}
        }
    }
    environment
}

/// The script gives it a value of its own.
fn is_set_by_script(source: &str, name: &str) -> bool {
    let is_part = |letter: Option<char>| {
        letter.is_some_and(|letter| {
            letter.is_alphanumeric() || letter == '_' || letter == '$' || letter == '{'
        })
    };
    let mut places = source.match_indices(name);
    places.any(|(at, _)| {
        let (before, after) = (&source[..at], &source[at + name.len()..]);
        let words = before.trim_end().rsplit(char::is_whitespace).next();
        let is_loop = matches!(words, Some("for" | "read" | "local" | "-r"));
        !is_part(before.chars().next_back()) && (after.starts_with('=') || is_loop)
    })
}

fn report(
    file: &FileView,
    located: &Located,
    source: &str,
    name: &str,
    from: Option<Located>,
    globals: &HashMap<String, ByteRange, Fast>,
    findings: &mut Findings,
) {
    let written = [format!("${{{name}"), format!("${name}")];
    let Some((at, length)) = written.iter().find_map(|written| {
        let at = source.find(written.as_str())?;
        let closes = written.starts_with("${") && source[at + written.len()..].starts_with('}');
        Some((at, written.len() + usize::from(closes)))
    }) else {
        return;
    };
    let start = located.start + at;
    let message = Message::new(MESSAGE).with(name);
    let finding = findings.add(start..start + length, message);
    if let Some(declared) = globals.get(name) {
        finding.related(declared.clone(), DECLARED);
    }
    if let Some(from) = from {
        let text = file.document.text();
        let next = text.line_start(text.line_of(from.range().end) + 1);
        let edit = TextEdit::insert(next, format!("ARG {name}\n"));
        finding.fix(Fix::safe(Message::new(FIX).with(name), vec![edit]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn a_global_argument_is_empty_in_a_stage() {
        fires(&RULE, "ARG A=1\nFROM b\nRUN c ⟦$A⟧\nRUN d $A\n");
        fires(&RULE, "ARG A=1\nFROM b AS c\nARG A\nFROM c\nRUN d ⟦${A}⟧\n");
        fires(&RULE, "ARG A=1\nFROM b\nRUN <<E\nc ⟦${A⟧:-1}\nE\n");
    }

    #[test]
    fn what_has_a_value_there_is_left() {
        silent(&RULE, "ARG A=1\nFROM b\nARG A\nRUN c $A\n");
        silent(&RULE, "ARG A=1\nFROM b AS c\nENV A=2\nFROM c\nRUN d $A\n");
        silent(
            &RULE,
            "ARG A=1\nFROM b\nRUN A=2; c $A\nRUN for A in 1 2; do c $A; done\n",
        );
    }

    #[test]
    fn it_is_declared_again() {
        fixes(
            &RULE,
            "ARG A=1\nFROM b\nRUN c $A\n",
            "ARG A=1\nFROM b\nARG A\nRUN c $A\n",
        );
    }
}
