use super::runs::{Run, run};
use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Flag, Keyword, Keywords, Located, Word};
use crate::shell::{Form, Link, Part};

pub const RULE: Rule = Rule {
    code: "DL3059",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Info,
    shown: Shown::InStrict,
    tag: None,
    title: Text {
        en: "Join consecutive `RUN` that belong together.",
        fr: "Réunir les `RUN` consécutifs qui vont ensemble.",
    },
    why: Text {
        en: "Joining makes fewer layers, but fewer layers do not make an image smaller: only what \
             is created and deleted in one `RUN` saves space. Join a download and its deletion, or \
             `apt-get update` and the installation, which must not be cached apart. Otherwise this \
             is a matter of taste, and separate `RUN` leave less to redo after a change.",
        fr: "Réunir fait moins de couches, mais moins de couches ne font pas une image plus \
             petite\u{a0}: seul ce qui est créé et supprimé dans un même `RUN` fait gagner de la \
             place. Réunissez un téléchargement et sa suppression, ou `apt-get update` et \
             l'installation, que le cache ne doit pas séparer. Sinon, c'est une affaire de goût, \
             et des `RUN` séparés laissent moins à refaire après un changement.",
    },
    example: Example {
        bad: "
RUN mkdir /srv/app
RUN chown app /srv/app
",
        good: r"
RUN mkdir /srv/app \
    && chown app /srv/app
",
    },
    check: Check::Stage(Keywords::ALL, check),
};

const MESSAGE: Text = Text {
    en: "This `RUN` follows another one and could be part of it. Join them if they belong \
         together.",
    fr: "Ce `RUN` en suit un autre et pourrait en faire partie. Réunissez-les s'ils vont ensemble.",
};

const PREVIOUS: Text = Text {
    en: "it follows this one",
    fr: "il suit celui-ci",
};

const FIX: Text = Text {
    en: "Join with the `RUN` above",
    fr: "Réunir avec le `RUN` au-dessus",
};

/// A RUN with more commands stands for itself.
const MOST: usize = 1;

/// A RUN with what tells whether it goes with the next one.
struct Step<'a> {
    located: Located<'a>,
    run: Run<'a>,
    flags: Vec<String>,
    commands: usize,
}

fn check(stage: &StageView, findings: &mut Findings) {
    let mut previous: Option<Step> = None;
    for located in stage.instructions.iter().copied() {
        let run = match located.instruction.keyword {
            Keyword::Run => run(stage, located),
            _ => None,
        };
        let Some(run) = run else {
            previous = None;
            continue;
        };
        let own = Step {
            located,
            flags: normalized(run.flags),
            commands: count(&run),
            run,
        };
        if let Some(previous) = &previous
            && previous.flags == own.flags
            && previous.commands <= MOST
            && own.commands <= MOST
        {
            let keyword = |located: &Located| located.at(located.instruction.written.span);
            let finding = findings.add(keyword(&own.located), MESSAGE);
            finding.related(keyword(&previous.located), PREVIOUS);
            finding.fixes.extend(join(stage, previous, &own));
        }
        previous = Some(own);
    }
}

/// The commands of a script, without those in the text that `sh -c` is given.
fn count(run: &Run) -> usize {
    let commands = run.commands.iter();
    commands.filter(|command| !command.is_quoted).count()
}

/// Flags that say the same are equal, in whatever order they stand.
fn normalized(flags: &[Flag]) -> Vec<String> {
    let mut all: Vec<String> = flags.iter().map(normalized_flag).collect();
    all.sort();
    all.dedup();
    all
}

fn normalized_flag(flag: &Flag) -> String {
    let text = |word: &Option<Word>| {
        word.as_ref()
            .map(|word| word.text.to_string())
            .unwrap_or_default()
    };
    let name = text(&flag.name);
    if flag.options.is_empty() {
        return format!("{name}={}", text(&flag.value));
    }
    let mut options: Vec<String> = flag
        .options
        .iter()
        .map(|option| {
            let key = match &*text(&option.key).to_lowercase() {
                "src" => "source".to_owned(),
                "dst" | "destination" => "target".to_owned(),
                "readonly" => "ro".to_owned(),
                key => key.to_owned(),
            };
            format!("{key}={}", text(&option.value))
        })
        .collect();
    options.sort();
    format!("{name}={}", options.join(","))
}

/// What one RUN leaves behind must not reach the other: a folder, a variable, the end of the shell.
const LASTING: [&str; 26] = [
    ".", "alias", "cd", "declare", "eval", "exec", "exit", "export", "local", "popd", "pushd",
    "readonly", "return", "set", "shift", "shopt", "source", "trap", "typeset", "ulimit", "umask",
    "unalias", "unset", "wait", "break", "continue",
];

fn join(stage: &StageView, previous: &Step, own: &Step) -> Option<Fix> {
    let (before, after) = (parts(&previous.run)?, parts(&own.run)?);
    let end = previous.located.start + before.last()?.end;
    let start = own.located.start + after.first()?.start;
    let mut commands = previous.run.commands.iter();
    if commands.any(|command| LASTING.contains(&&*command.name)) || !can_go_on(&before) {
        return None;
    }
    let nothing_between = stage.text(end..own.located.start).trim().is_empty();
    if !can_follow(&after) || !nothing_between || flags(stage, previous) != flags(stage, own) {
        return None;
    }
    let escape = stage.document.dockerfile().escape.0;
    let edit = TextEdit::replace(end..start, format!(" {escape}\n    && "));
    Some(Fix::suggested(FIX, vec![edit]))
}

fn can_go_on(parts: &[Part]) -> bool {
    let stops = |part: &Part| part.is_in_background || part.is_definition || part.has_heredoc;
    !parts.iter().any(stops)
}

/// `a && b || c` is not `a && (b || c)`, and `a && b; c` runs `c` in any case.
fn can_follow(parts: &[Part]) -> bool {
    let mut others = parts.iter().skip(1);
    others.all(|part| part.link == Link::And)
        && !parts
            .iter()
            .any(|part| part.is_in_background || part.has_heredoc)
}

/// The flags as they are written.
fn flags(stage: &StageView, step: &Step) -> String {
    let start = step.located.start + step.run.written.end as usize;
    let last = step.run.flags.last();
    let end = last.map_or(start, |flag| step.located.start + flag.span.end as usize);
    stage.text(start..end).trim().to_owned()
}

/// The parts of a script in shell form.
fn parts(run: &Run) -> Option<Vec<Part>> {
    let script = run.commands.script()?;
    (script.script.form == Form::Shell).then(|| script.parts())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn small_steps_are_joined() {
        fires(
            &RULE,
            "FROM a\nRUN b\n# c\n⟦RUN⟧ d\n⟦RUN⟧ e\nRUN f && g\nRUN h\n",
        );
        silent(
            &RULE,
            "FROM a\nRUN b\nENV c=d\nRUN e\nFROM f\nRUN --network=none g\nRUN h\nONBUILD RUN i\n",
        );
        fires(
            &RULE,
            "FROM a\nRUN --mount=type=cache,target=/b c\n⟦RUN⟧ --mount=dst=/b,type=cache d\n",
        );
    }

    #[test]
    fn one_continues_the_other() {
        fixes(
            &RULE,
            "FROM a\nRUN b\n\nRUN c > d\n",
            "FROM a\nRUN b \\\n    && c > d\n",
        );
        fixes(
            &RULE,
            "FROM a\nRUN --mount=type=ssh b \\\n c\nRUN --mount=type=ssh d \\\n e\n",
            "FROM a\nRUN --mount=type=ssh b \\\n c \\\n    && d \\\n e\n",
        );
    }

    #[test]
    fn some_steps_cannot_be_joined() {
        leaves(&RULE, "FROM a\nRUN cd b\nRUN c\n");
        leaves(&RULE, "FROM a\nRUN b\n# c\nRUN d\n");
        leaves(&RULE, "FROM a\nRUN b\nRUN [\"c\"]\n");
        leaves(&RULE, "FROM a\nRUN b &\nRUN c\n");
        leaves(&RULE, "FROM a\nRUN b;\nRUN $c || d\n");
        leaves(&RULE, "FROM a\nRUN <<E\nb\nE\nRUN c\n");
    }
}
