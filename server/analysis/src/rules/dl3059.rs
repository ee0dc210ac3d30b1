use super::runs::{Run, run};
use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Flag, Keyword, Located};
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
    check: Check::Stage(check),
};

const MESSAGE: Text = Text {
    en: "This `RUN` follows on another one and could be part of it. Join them if they belong \
         together.",
    fr: "Ce `RUN` en suit un autre et pourrait en faire partie. Réunissez-les s'ils vont ensemble.",
};

const PREVIOUS: Text = Text {
    en: "it follows on this one",
    fr: "il suit celui-ci",
};

const FIX: Text = Text {
    en: "Join with the `RUN` above",
    fr: "Réunir avec le `RUN` au-dessus",
};

/// A RUN with more commands stands for itself.
const MOST: usize = 1;

struct Previous<'a> {
    located: Located<'a>,
    run: Run<'a>,
    flags: Vec<String>,
    commands: usize,
}

fn check(stage: &StageView, findings: &mut Findings) {
    let mut previous: Option<Previous> = None;
    for located in stage.instructions.iter().copied() {
        let run = match located.instruction.keyword {
            Keyword::Run => run(stage, located),
            _ => None,
        };
        let Some(run) = run else {
            previous = None;
            continue;
        };
        let own = Previous {
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
    let text = |word: &Option<crate::model::Word>| {
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

fn join(stage: &StageView, previous: &Previous, own: &Previous) -> Option<Fix> {
    let (before, after) = (parts(&previous.run)?, parts(&own.run)?);
    let (last, first) = (before.last()?, after.first()?);
    let lasts = previous
        .run
        .commands
        .iter()
        .any(|command| LASTING.contains(&&*command.name));
    let is_refused = lasts
        || before.iter().any(|part| part.is_in_background || part.is_definition || part.has_heredoc)
        || after.iter().any(|part| part.is_in_background || part.has_heredoc)
        // `a && b || c` is not `a && (b || c)`, and `a && b; c` runs `c` in any case.
        || after.iter().skip(1).any(|part| part.link != Link::And);
    let between = previous.located.start + last.end..own.located.start + first.start;
    let written = stage.text(previous.located.start + last.end..own.located.start);
    let is_clean = written.trim().is_empty() && same_text(stage, previous, own);
    if is_refused || !is_clean {
        return None;
    }
    let escape = stage.document.dockerfile().escape.0;
    let indent = "    ";
    let edit = TextEdit::replace(between, format!(" {escape}\n{indent}&& "));
    Some(Fix::suggested(FIX, vec![edit]))
}

/// The flags are written alike, and nothing but them stands before the script.
fn same_text(stage: &StageView, previous: &Previous, own: &Previous) -> bool {
    let head = |each: &Previous| {
        let start = each.located.start + each.located.instruction.written.span.end as usize;
        let end = each
            .run
            .flags
            .last()
            .map(|flag| each.located.start + flag.span.end as usize);
        stage.text(start..end.unwrap_or(start)).trim().to_owned()
    };
    head(previous) == head(own)
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
