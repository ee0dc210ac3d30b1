//! When an instruction works, and what it leaves in the image.

use super::Line;
use crate::features::hover::markdown::{capitalised, code};
use crate::features::layers::reasons::reason as why;
use crate::lang::{Lang, Text};
use crate::model::layers::Effect;
use crate::model::{Keyword, Nested};
use crate::msg;

/// `RUN · at build time · layer 2 of stage “build”`
pub fn headline(line: &Line) -> String {
    let lang = line.place.lang();
    let mut parts = vec![name(line)];
    parts.extend(
        time(line.keyword(), line.located.stage.is_none()).map(|time| time.get(lang).to_owned()),
    );
    parts.extend(makes(line));
    parts.join(" · ")
}

pub fn trigger(line: &Line, trigger: &Nested) -> String {
    let lang = line.place.lang();
    let keyword = match trigger.keyword {
        Keyword::Unknown => &*trigger.written.text,
        keyword => keyword.name(),
    };
    let name = code(&format!("ONBUILD {keyword}"));
    let what = match trigger.keyword {
        Keyword::From | Keyword::Onbuild | Keyword::Maintainer => msg!(
            lang,
            en: "BuildKit rejects the file: this instruction cannot wait for another build",
            fr: "BuildKit refuse le fichier\u{a0}: cette instruction ne peut pas attendre une autre construction",
        ),
        Keyword::Unknown => msg!(
            lang,
            en: "no instruction: this build succeeds, and all that build on it fail",
            fr: "pas une instruction\u{a0}: cette construction réussit, et toutes celles qui en partent échouent",
        ),
        _ => msg!(
            lang,
            en: "waits here, and runs at the build of the image or stage that builds on this one",
            fr: "attend ici et s'exécute à la construction de l'image ou de l'étape qui part de celle-ci",
        ),
    };
    format!("**{name}** · {what}")
}

fn name(line: &Line) -> String {
    let name = match line.keyword() {
        Keyword::Unknown => &*line.located.instruction.written.text,
        keyword => keyword.name(),
    };
    format!("**{}**", code(name))
}

fn time(keyword: Keyword, is_global: bool) -> Option<Text> {
    const BUILD: Text = Text {
        en: "at build time",
        fr: "à la construction",
    };
    const RUN: Text = Text {
        en: "at run time",
        fr: "à l'exécution",
    };
    const BOTH: Text = Text {
        en: "at build time and at run time",
        fr: "à la construction et à l'exécution",
    };
    const NEVER: Text = Text {
        en: "to be read, nothing runs",
        fr: "pour information, rien ne s'exécute",
    };
    Some(match keyword {
        Keyword::Arg if is_global => Text {
            en: "at build time, before the first stage",
            fr: "à la construction, avant la première étape",
        },
        Keyword::From | Keyword::Run | Keyword::Copy | Keyword::Add | Keyword::Arg => BUILD,
        Keyword::Env | Keyword::Workdir | Keyword::User => BOTH,
        Keyword::Shell => Text {
            en: "at build time, and for CMD and ENTRYPOINT in shell form",
            fr: "à la construction, et pour CMD et ENTRYPOINT en forme shell",
        },
        Keyword::Cmd
        | Keyword::Entrypoint
        | Keyword::Healthcheck
        | Keyword::Stopsignal
        | Keyword::Volume => RUN,
        Keyword::Label | Keyword::Maintainer | Keyword::Expose => NEVER,
        Keyword::Onbuild => Text {
            en: "at the build of a child image",
            fr: "à la construction d'une image enfant",
        },
        Keyword::Unknown => return None,
    })
}

fn makes(line: &Line) -> Option<String> {
    let lang = line.place.lang();
    let Some(stage) = line.stage() else {
        let is_argument = line.keyword() == Keyword::Arg;
        return is_argument.then(|| msg!(lang, en: "no layer", fr: "aucune couche"));
    };
    if line.keyword() == Keyword::From {
        return Some(msg!(lang, en: "starts a stage", fr: "commence une étape"));
    }
    let step = line.step()?;
    Some(match (step.effect, step.number) {
        (Effect::Layer, _) if (line.place.asked.hides_count)(stage.index) => {
            msg!(lang, en: "makes **a layer**", fr: "produit **une couche**")
        }
        (Effect::Layer, Some(number)) => {
            let layers = stage.layers;
            match &stage.name {
                Some(name) => {
                    let name = code(name);
                    msg!(
                        lang,
                        en: "**layer {number}** of {layers} in stage {name}",
                        fr: "**couche {number}** sur {layers} de l'étape {name}",
                    )
                }
                None => msg!(
                    lang,
                    en: "**layer {number}** of {layers} in this stage",
                    fr: "**couche {number}** sur {layers} de cette étape",
                ),
            }
        }
        (Effect::Trigger, _) => msg!(
            lang,
            en: "**trigger**, no layer here",
            fr: "**déclencheur**, aucune couche ici",
        ),
        _ => msg!(
            lang,
            en: "**metadata**, no layer",
            fr: "**métadonnées**, aucune couche",
        ),
    })
}

/// Why it makes a layer or none, as a sentence.
pub fn reason(line: &Line) -> Option<String> {
    let lang = line.place.lang();
    let Some(step) = line.step() else {
        return before_steps(line, lang);
    };
    let reason = why(step).get(lang);
    Some(format!("{}.", capitalised(reason)))
}

fn before_steps(line: &Line, lang: Lang) -> Option<String> {
    match line.keyword() {
        Keyword::Arg => Some(msg!(
            lang,
            en: "Known to the `FROM` lines; a stage that wants it names it again with `ARG`.",
            fr: "Connu des lignes `FROM`\u{a0}; une étape qui en a besoin le redéclare avec `ARG`.",
        )),
        Keyword::Unknown => Some(msg!(
            lang,
            en: "BuildKit knows no such instruction.",
            fr: "BuildKit ne connaît pas cette instruction.",
        )),
        _ => None,
    }
}
