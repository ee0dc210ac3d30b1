use super::secret_names::{is_harmless, is_secret, is_suspicious};
use super::steps::Stages;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Pair, Word, mentioned};

pub const RULE: Rule = Rule {
    code: "SecretsUsedInArgOrEnv",
    also: &["DL3064"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Keep secrets out of `ARG` and `ENV`.",
        fr: "Ne mettre aucun secret dans `ARG` ni dans `ENV`.",
    },
    why: Text {
        en: "The value of an `ENV` is part of the image, and that of an `ARG` often stays in its \
             history: whoever has the image can read them with `docker inspect` or `docker \
             history`. Give the secret to the one `RUN` that needs it, with `--mount=type=secret`, \
             or to the container when it starts. The rule judges by the name alone: a harmless \
             `TOKEN_LIMIT` is reported as well.",
        fr: "La valeur d'un `ENV` fait partie de l'image, et celle d'un `ARG` reste souvent dans \
             son historique\u{a0}: quiconque a l'image peut les lire avec `docker inspect` ou \
             `docker history`. Donnez le secret au seul `RUN` qui en a besoin, avec \
             `--mount=type=secret`, ou au conteneur à son démarrage. La règle ne juge que d'après \
             le nom\u{a0}: un `TOKEN_LIMIT` inoffensif est signalé aussi.",
    },
    example: Example {
        bad: "
ARG NPM_TOKEN
RUN npm ci
",
        good: "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci",
    },
    check: Check::Both(Keywords::ALL, in_stage, besides_stages),
};

const ENV_MESSAGE: Text = Text {
    en: "The image keeps what `ENV` sets, and `docker inspect` shows it. If `{0}` is a secret, give \
         it to the `RUN` that needs it or to the container.",
    fr: "L'image garde ce que fixe `ENV`, et `docker inspect` le montre. Si `{0}` est un secret, \
         donnez-le au `RUN` qui en a besoin ou au conteneur.",
};

const ARG_MESSAGE: Text = Text {
    en: "What `ARG` is given may stay in the history of the image. If `{0}` is a secret, mount it \
         in the `RUN` that needs it.",
    fr: "Ce que reçoit `ARG` peut rester dans l'historique de l'image. Si `{0}` est un secret, \
         montez-le dans le `RUN` qui en a besoin.",
};

const FIX: Text = Text {
    en: "Mount `{0}` as a secret where it is used",
    fr: "Monter `{0}` comme secret là où il sert",
};

fn in_stage(stage: &StageView, findings: &mut Findings) {
    for located in &stage.instructions {
        report(located, Some(stage), findings);
    }
}

fn besides_stages(file: &FileView, findings: &mut Findings) {
    for located in file.global_instructions() {
        report(&located, None, findings);
    }
    if file.stages.iter().any(|stage| stage.has_triggers()) {
        brought(file, findings);
    }
}

fn report(located: &Located, stage: Option<&StageView>, findings: &mut Findings) {
    let instruction = located.instruction;
    let (keyword, body, is_trigger) = match &instruction.body {
        Body::Trigger(Some(nested)) => (nested.keyword, &nested.body, true),
        body => (instruction.keyword, body, false),
    };
    let (pairs, message) = match (keyword, body) {
        (Keyword::Env, Body::Pairs { pairs, .. }) => (pairs, ENV_MESSAGE),
        (Keyword::Arg, Body::Arguments(arguments)) => (arguments, ARG_MESSAGE),
        _ => return,
    };
    // BuildKit carries out neither what ONBUILD keeps nor what stands before the first FROM.
    let stage = stage.filter(|_| !is_trigger);
    for (index, pair) in pairs.iter().enumerate() {
        let Some(name) = &pair.name else { continue };
        let text = name.text.trim_matches(['"', '\'']);
        // hadolint reads no more than the first name of an ARG.
        let is_read = keyword == Keyword::Env || index == 0;
        let by_hadolint = is_read && is_suspicious(text);
        let by_buildkit = stage.is_some() && is_secret(text);
        if !by_buildkit && !by_hadolint {
            continue;
        }
        let finding = findings.add(located.at(name.span), Message::new(message).with(text));
        match (by_buildkit, by_hadolint) {
            (false, _) => finding.only_as("DL3064"),
            (true, false) => finding.also(&[]),
            (true, true) => finding,
        };
        let value = pair.value.as_ref().map(|value| &*value.text);
        if is_harmless(text, value) || !is_secret(text) && !ends_like_secret(text) {
            finding.minor();
        }
        if let Some(stage) = stage.filter(|_| by_buildkit && keyword == Keyword::Arg)
            && pairs.len() == 1
        {
            finding.fixes.extend(mount(stage, located, pair));
        }
    }
}

/// The secrets that ONBUILD brings from a stage below: BuildKit finds them at the FROM.
fn brought(file: &FileView, findings: &mut Findings) {
    let stages = Stages::read(file);
    for stage in 0..file.stages.len() {
        let steps = stages
            .steps(file, stage)
            .take_while(|step| step.from.is_some());
        for step in steps {
            let (pairs, message) = match (step.keyword, step.body) {
                (Keyword::Env, Body::Pairs { pairs, .. }) => (pairs, ENV_MESSAGE),
                (Keyword::Arg, Body::Arguments(arguments)) => (arguments, ARG_MESSAGE),
                _ => continue,
            };
            for name in pairs.iter().filter_map(|pair| pair.name.as_ref()) {
                let text = name.text.trim_matches(['"', '\'']);
                if is_secret(text) {
                    let place = step.place(name.span);
                    let finding = findings.add(place, Message::new(message).with(text));
                    finding.also(&[]).minor();
                }
            }
        }
    }
}

/// `DBPASSWORD` is a password though its words run together, but `TOKENIZER` is no token.
fn ends_like_secret(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["password", "secret", "_token", "api_key"]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// The argument gone, and a mount in each RUN of the stage that names it, if nothing else does.
fn mount(stage: &StageView, argument: &Located, pair: &Pair) -> Option<Fix> {
    let name = pair.name.as_ref()?;
    if pair.value.is_some() || pair.assigned || !is_name(name) {
        return None;
    }
    let instructions = stage.instructions.iter();
    let after = instructions.filter(|located| located.start > argument.start);
    let mut edits = vec![TextEdit::delete(stage.lines_of(argument))];
    for located in after {
        let source = stage.text(located.range());
        if !mentioned(&source).any(|mentioned| *mentioned == *name.text) {
            continue;
        }
        if located.instruction.keyword != Keyword::Run {
            return None;
        }
        let id = name.text.to_ascii_lowercase();
        let flag = format!(" --mount=type=secret,id={id},env={}", name.text);
        let keyword = located.at(located.instruction.written.span);
        edits.push(TextEdit::insert(keyword.end, flag));
    }
    let is_used = edits.len() > 1;
    is_used.then(|| Fix::suggested(Message::new(FIX).with(&name.text), edits))
}

fn is_name(word: &Word) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    word.text.chars().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, leaves, silent};
    use super::*;

    #[track_caller]
    fn codes(text: &str, code: &str, also: &[&str], is_minor: bool) {
        let found = found_by(&RULE, text);
        let seen = found
            .iter()
            .map(|found| (found.code, found.also, found.is_minor));
        assert_eq!(seen.collect::<Vec<_>>(), [(code, also, is_minor)], "{text}");
    }

    #[test]
    fn secrets_do_not_belong_there() {
        fires(
            &RULE,
            "FROM a\nENV A=b ⟦API_KEY⟧=c\nARG ⟦TOKEN⟧\nONBUILD ENV ⟦PASSWORD⟧=d\n",
        );
        fires(&RULE, "FROM a AS b\nONBUILD ARG ⟦TOKEN⟧\n⟦FROM⟧ b\n");
        silent(
            &RULE,
            "ARG AUTH\nFROM a\nENV PUBLIC_KEY=b KEYS=c\nONBUILD ARG AUTH\n",
        );
    }

    #[test]
    fn each_tool_has_its_own_names() {
        codes(
            "FROM a\nENV DB_PASSWORD=b\n",
            "SecretsUsedInArgOrEnv",
            &["DL3064"],
            false,
        );
        codes("FROM a\nENV AUTH=b\n", "SecretsUsedInArgOrEnv", &[], false);
        codes(
            "FROM a\nENV GPG_KEY=b\n",
            "SecretsUsedInArgOrEnv",
            &[],
            true,
        );
        codes("ARG TOKEN\nFROM a\n", "DL3064", &[], false);
        codes("FROM a\nENV USERNAME=b\n", "DL3064", &[], true);
    }

    #[test]
    fn an_argument_becomes_a_mount() {
        fixes(
            &RULE,
            "FROM a\nARG TOKEN\nRUN b\nRUN --network=host curl -H \"$TOKEN\"\n",
            "FROM a\nRUN b\nRUN --mount=type=secret,id=token,env=TOKEN --network=host curl -H \"$TOKEN\"\n",
        );
        leaves(&RULE, "FROM a\nARG TOKEN=b\nRUN c $TOKEN\n");
        leaves(&RULE, "FROM a\nARG TOKEN\nENV T=$TOKEN\n");
    }
}
