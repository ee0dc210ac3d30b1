use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

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
    check: Check::Elsewhere,
};
