use super::fast_hash::Fast;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source, StageView, Tag};
use crate::Document;
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located};
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "unused-arg",
    also: &[],
    source: Source::Strates,
    severity: Severity::Hint,
    shown: Shown::Always(Severity::Hint),
    tag: Some(Tag::Unnecessary),
    title: Text {
        en: "Remove an `ARG` that nothing uses.",
        fr: "Supprimer un `ARG` que rien n'utilise.",
    },
    why: Text {
        en: "An argument that no instruction mentions changes nothing but the cache: another value \
             runs every later `RUN` of the stage again. Often its name is misspelt here or where it \
             is used, or an `ARG` before the first `FROM` is not declared again in the stage.",
        fr: "Un argument qu'aucune instruction ne mentionne ne change rien, sauf le cache\u{a0}: une \
             autre valeur réexécute tous les `RUN` suivants de l'étape. Souvent, son nom est mal \
             écrit ici ou à l'endroit où il sert, ou un `ARG` placé avant le premier `FROM` n'est \
             pas déclaré à nouveau dans l'étape.",
    },
    example: Example {
        bad: "
FROM debian:12
ARG VERSION=1.0
CMD [\"/app\"]
",
        good: "
FROM debian:12
CMD [\"/app\"]
",
    },
    check: Check::Both(Keywords::ALL, in_stage, before_stages),
};

const MESSAGE: Text = Text {
    en: "Nothing uses `{0}` after this. Remove it, or check its spelling.",
    fr: "Rien n'utilise `{0}` par la suite. Supprimez-le, ou vérifiez son orthographe.",
};

const FIX: Text = Text {
    en: "Remove the `ARG`",
    fr: "Supprimer l'`ARG`",
};

/// An ARG of a stage waits for something in it that mentions it.
fn in_stage(stage: &StageView, findings: &mut Findings) {
    if stage.of(Keyword::Arg).next().is_some() {
        report(
            stage.document,
            &stage.instructions,
            HashSet::default(),
            findings,
        );
    }
}

/// One before the first FROM waits for a FROM, or for an ARG that declares it again.
fn before_stages(file: &FileView, findings: &mut Findings) {
    let globals: Vec<Located> = file.global_instructions().collect();
    // Without a FROM, the file is not written to its end.
    if globals.is_empty() || file.stages.is_empty() {
        return;
    }
    let mut used: HashSet<&str, Fast> = HashSet::default();
    for from in file.froms() {
        used.extend(mentions(file.document, &from));
    }
    for located in file
        .of(Keyword::Arg)
        .filter(|located| located.stage.is_some())
    {
        if let Body::Arguments(arguments) = &located.instruction.body {
            let bare = arguments.iter().filter(|argument| !argument.assigned);
            used.extend(bare.filter_map(|bare| Some(&*bare.name.as_ref()?.text)));
        }
    }
    report(file.document, &globals, used, findings);
}

/// From the last instruction to the first, so that what is known to be used comes after.
fn report<'a>(
    document: &Document,
    instructions: &[Located<'a>],
    mut used: HashSet<&'a str, Fast>,
    findings: &mut Findings,
) {
    let mut runs_later = false;
    for located in instructions.iter().rev() {
        let Body::Arguments(arguments) = &located.instruction.body else {
            runs_later |= located.instruction.keyword == Keyword::Run;
            used.extend(mentions(document, located));
            continue;
        };
        for argument in arguments.iter().rev() {
            let Some(name) = argument.name.as_ref() else {
                continue;
            };
            let is_seen = runs_later && is_read_by_programs(&name.text);
            if !used.contains(&*name.text) && !is_seen && is_name(&name.text) {
                let message = Message::new(MESSAGE).with(&name.text);
                let finding = findings.add(located.at(name.span), message);
                if arguments.len() == 1 {
                    let text = document.text();
                    let first = text.line_start(text.line_of(located.start));
                    let end = text.line_start(text.line_of(located.range().end) + 1);
                    let edit = TextEdit::delete(first..end);
                    finding.fix(Fix::suggested(FIX, vec![edit]));
                }
            }
        }
        used.extend(mentions(document, located));
    }
}

fn mentions<'a>(document: &Document, located: &Located<'a>) -> impl Iterator<Item = &'a str> {
    let source = || document.text().slice(located.range());
    let names = located.instruction.mentions(source).iter();
    names.map(|name| &**name)
}

/// What a comment behind an ARG leaves behind is for another rule.
fn is_name(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A RUN has every argument in its environment, and many programs read theirs there.
fn is_read_by_programs(name: &str) -> bool {
    const STARTS: [&str; 22] = [
        "BUNDLE_",
        "CARGO_",
        "CGO_",
        "COMPOSER_",
        "DEBIAN_",
        "DEBCONF_",
        "DOTNET_",
        "GIT_",
        "GO",
        "GRADLE_",
        "JAVA_",
        "LC_",
        "MAVEN_",
        "NODE_",
        "NPM_",
        "NUGET_",
        "PIP_",
        "POETRY_",
        "PYTHON",
        "RUST",
        "UV_",
        "YARN_",
    ];
    const NAMES: [&str; 12] = [
        "CC",
        "CFLAGS",
        "CI",
        "CXX",
        "CXXFLAGS",
        "HOME",
        "LANG",
        "LDFLAGS",
        "MAKEFLAGS",
        "PATH",
        "TZ",
        "SOURCE_DATE_EPOCH",
    ];
    let upper = name.to_ascii_uppercase();
    upper.ends_with("_PROXY")
        || upper.starts_with("TARGET")
        || upper.starts_with("BUILDKIT_")
        || NAMES.contains(&upper.as_str())
        || STARTS.iter().any(|start| upper.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, silent};
    use super::*;

    #[test]
    fn what_nothing_mentions_is_found() {
        fires(&RULE, "FROM a\nARG ⟦VERSOIN⟧=1\nRUN b $VERSION\n");
        fires(&RULE, "FROM a\nRUN b $C\nARG ⟦C⟧ D=2\nRUN e ${D}\n");
        fires(&RULE, "ARG ⟦B⟧=1\nFROM a\nRUN c\n");
    }

    #[test]
    fn what_is_used_is_left() {
        silent(&RULE, "ARG B=1\nARG C=$B\nFROM a:$C\n");
        silent(&RULE, "ARG B=1\n");
        silent(&RULE, "ARG B=1\nFROM a\nARG B\nRUN <<E\necho ${B}\nE\n");
        silent(&RULE, "FROM a\nARG DEBIAN_FRONTEND=b\nRUN c\n");
        silent(&RULE, "FROM a\nARG BC1\nONBUILD RUN d $BC1\n");
    }

    #[test]
    fn it_is_removed() {
        fixes(&RULE, "FROM a\nARG B=1\nCMD c\n", "FROM a\nCMD c\n");
    }
}
