use super::json_form_broken::is_broken_array;
use super::plain_command::{is_single, json_array, plain_words};
use super::steps::Stages;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Command, Keyword, Keywords, Located, Platform, Span};

pub const RULE: Rule = Rule {
    code: "JSONArgsRecommended",
    also: &["DL3025"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write `CMD` and `ENTRYPOINT` in exec form.",
        fr: "Écrire `CMD` et `ENTRYPOINT` en forme exec.",
    },
    why: Text {
        en: "In shell form, process 1 is a shell: it may not pass on the signal of `docker stop`, \
             and the program is killed ten seconds later. The exec form, a JSON list, starts the \
             program itself. It expands no variables and knows no `&&`: where these are needed, \
             use the shell form with `exec` before the program, and ignore the rule.",
        fr: "En forme shell, le processus 1 est un shell\u{a0}: il peut ne pas transmettre le \
             signal de `docker stop`, et le programme est tué dix secondes plus tard. La forme \
             exec, une liste JSON, lance le programme lui-même. Elle ne développe pas de variable \
             et ne connaît pas `&&`\u{a0}: s'il vous les faut, prenez la forme shell avec `exec` \
             devant le programme, et ignorez la règle.",
    },
    example: Example {
        bad: "CMD npm start",
        good: r#"CMD ["npm", "start"]"#,
    },
    check: Check::File(
        Keywords::of(&[Keyword::Cmd, Keyword::Entrypoint, Keyword::Healthcheck]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "A shell starts this program, and may keep the signal of `docker stop` from it. Write the \
         command as a JSON list.",
    fr: "Un shell lance ce programme, et peut le priver du signal de `docker stop`. Écrivez la \
         commande sous forme de liste JSON.",
};

const CHECKED: Text = Text {
    en: "A shell runs this command. That is fine where it needs one; a JSON list runs the program \
         itself.",
    fr: "Un shell exécute cette commande. C'est ce qu'il faut si la commande en a besoin\u{a0}; \
         une liste JSON exécute le programme lui-même.",
};

const FIX: Text = Text {
    en: "Write the command as a JSON list",
    fr: "Écrire la commande sous forme de liste JSON",
};

const FIX_SHELL: Text = Text {
    en: "Name the shell in a JSON list",
    fr: "Nommer le shell dans une liste JSON",
};

const FIX_EXEC: Text = Text {
    en: "Let the shell hand over to the program with `exec`",
    fr: "Faire passer la main au programme avec `exec`",
};

fn check(file: &FileView, findings: &mut Findings) {
    let evaluation = file.evaluation();
    let stages = Stages::read(file);
    let mut has_shell: Vec<bool> = Vec::new();
    for stage in 0..file.stages.len() {
        let base = stages.base(stage);
        let mut names_shell = base.is_some_and(|base| has_shell.get(base) == Some(&true));
        for step in stages.steps(file, stage) {
            let located = step.located;
            let (keyword, command) = match (step.keyword, step.body) {
                (Keyword::Shell, _) => {
                    names_shell = true;
                    continue;
                }
                (Keyword::Cmd | Keyword::Entrypoint, Body::Command(command)) => {
                    (step.keyword, command)
                }
                (Keyword::Healthcheck, Body::Healthcheck(Some(nested))) => match &nested.body {
                    Body::Command(command) => (Keyword::Healthcheck, command),
                    _ => continue,
                },
                _ => continue,
            };
            let span = match command {
                Some(Command::Exec { .. }) => continue,
                Some(Command::Shell { span, .. }) => *span,
                None => located.instruction.written.span,
            };
            let is_checked = keyword == Keyword::Healthcheck;
            let message = if is_checked { CHECKED } else { MESSAGE };
            let is_own = step.from.is_none();
            if !is_own && (is_checked || names_shell) {
                continue;
            }
            let finding = findings.add(step.place(span), message);
            if is_checked || names_shell {
                finding.only_as("DL3025").minor();
            }
            // Two other rules say more of an array that is none.
            if matches!(command, Some(Command::Shell { text, .. }) if is_broken_array(text)) {
                finding.minor();
            }
            if command.is_none() || !is_own {
                finding.also(&[]);
                continue;
            }
            let is_linux = evaluation.platform(stages.root(stage)) == Platform::Linux;
            let shell = (is_linux && !names_shell && !is_checked).then_some(["/bin/sh", "-c"]);
            finding.fixes.extend(fixes(file, &located, span, shell));
        }
        has_shell.push(names_shell);
    }
}

fn fixes(file: &FileView, located: &Located, span: Span, shell: Option<[&str; 2]>) -> Vec<Fix> {
    let place = located.at(span);
    let source = file.document.text().slice(place.clone());
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    if source.lines().skip(1).any(is_comment) || source.contains("<<") {
        return Vec::new();
    }
    let joined = crate::syntax::Joined::new(&source, file.escape.0).text;
    let script = joined.trim();
    let fix = |title: Text, words: &[&str], is_safe: bool| {
        let edit = TextEdit::replace(place.clone(), json_array(words));
        match is_safe {
            true => Fix::safe(Message::new(title), vec![edit]),
            false => Fix::suggested(Message::new(title), vec![edit]),
        }
    };
    if let Some(words) = plain_words(script) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        return match words.split_first() {
            // The shell hands over already: the same program gets the same words.
            Some((&"exec", program @ [_, ..])) => vec![fix(FIX, program, shell.is_some())],
            _ => vec![fix(FIX, &words, false)],
        };
    }
    let Some([program, flag]) = shell else {
        return Vec::new();
    };
    if script.starts_with("exec ") || !is_single(script) {
        return vec![fix(FIX_SHELL, &[program, flag, script], false)];
    }
    let handing_over = format!("exec {script}");
    vec![
        fix(FIX_EXEC, &[program, flag, &handing_over], false),
        fix(FIX_SHELL, &[program, flag, script], false),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, leaves, silent};
    use super::*;

    #[track_caller]
    fn becomes(command: &str, expected: &str) {
        let text = |command: &str| format!("FROM a\nCMD {command}\n");
        fixes(&RULE, &text(command), &text(expected));
    }

    #[test]
    fn a_program_is_started_without_a_shell() {
        fires(&RULE, "FROM a\nCMD ⟦b c⟧\nENTRYPOINT ⟦[d]⟧\n");
        fires(
            &RULE,
            "FROM a\nHEALTHCHECK --interval=5s CMD ⟦b || exit 1⟧\n⟦CMD⟧\n",
        );
        fires(&RULE, "FROM a AS b\nONBUILD CMD c\n⟦FROM⟧ b\n");
        silent(
            &RULE,
            "FROM a\nCMD [\"b\"]\nHEALTHCHECK NONE\nONBUILD CMD c\nRUN d\n",
        );
    }

    #[test]
    fn a_shell_that_was_chosen_is_meant() {
        let text = "FROM a AS b\nSHELL [\"bash\", \"-c\"]\nFROM b\nCMD c\n";
        let found = found_by(&RULE, text);
        assert_eq!((found[0].code, found[0].is_minor), ("DL3025", true));
    }

    #[test]
    fn plain_commands_become_lists() {
        becomes("npm start", r#"["npm", "start"]"#);
        becomes(r#"echo "a b" 'c'd"#, r#"["echo", "a b", "cd"]"#);
        becomes(
            "nginx \\\n -g 'daemon off;'",
            r#"["nginx", "-g", "daemon off;"]"#,
        );
        becomes("exec nginx", r#"["nginx"]"#);
    }

    #[test]
    fn scripts_keep_their_shell() {
        becomes("serve $PORT", r#"["/bin/sh", "-c", "exec serve $PORT"]"#);
        becomes("a && \"b\"", r#"["/bin/sh", "-c", "a && \"b\""]"#);
        becomes("cd /x", r#"["/bin/sh", "-c", "cd /x"]"#);
        leaves(&RULE, "FROM a\nCMD a \\\n# b\n c\n");
        leaves(&RULE, "FROM nanoserver\nCMD a && b\n");
    }
}
