//! What is built again if this line changes, and what is not.

use super::{Line, taken};
use crate::features::hover::markdown::{code_of, list_with_rest, prose};
use crate::features::layers::wording;
use crate::lang::Lang;
use crate::model::Keyword;
use crate::model::cache::{Certainty, Rebuild, Touched, rebuild, rebuild_beside};
use crate::model::layers::{Effect, StageLayers, Step};
use crate::msg;
use std::collections::HashSet;

const MOST_STEPS: usize = 4;
const MOST_STAGES: usize = 6;

pub fn point(line: &Line) -> Option<String> {
    if line.keyword() == Keyword::Unknown {
        return None;
    }
    let lang = line.place.lang();
    let document = line.place.asked.document;
    let own_file = taken::OwnFile::of(line);
    let takes_file = |start: usize| own_file.is_taken(line, start);
    let start = line.located.start;
    let steps = rebuild_beside(document, start, &takes_file);
    let mut text = sentence(line, &steps, lang);
    if own_file.is_there() && steps != rebuild(document, start) {
        text += &msg!(
            lang,
            en: "; for this Dockerfile is among the files copied: name it in `.dockerignore` to avoid that",
            fr: "\u{a0}; car ce Dockerfile est parmi les fichiers copiés\u{a0}: nommez-le dans `.dockerignore` pour l'éviter",
        );
    }
    Some(msg!(
        lang,
        en: "**If this line changes**: {text}",
        fr: "**Si cette ligne change**\u{a0}: {text}",
    ))
}

fn sentence(line: &Line, rebuild: &Rebuild, lang: Lang) -> String {
    let own = line.located.stage;
    if line.stage().is_some_and(|stage| !stage.needed) {
        return msg!(
            lang,
            en: "nothing is built again: the image does not need this stage, so it is not built at all",
            fr: "rien n'est reconstruit\u{a0}: l'image n'a pas besoin de cette étape, qui n'est pas construite du tout",
        );
    }
    if rebuild.steps.is_empty() {
        return match line.keyword() {
            Keyword::From => msg!(
                lang,
                en: "another base is fetched, and nothing built on it",
                fr: "une autre base est récupérée, sans rien construire dessus",
            ),
            _ if own.is_none() => msg!(
                lang,
                en: "nothing is built again, as nothing uses it",
                fr: "rien n'est reconstruit, car rien ne l'utilise",
            ),
            Keyword::Env | Keyword::Arg | Keyword::Shell | Keyword::User => msg!(
                lang,
                en: "nothing is built again, as no later instruction depends on it",
                fr: "rien n'est reconstruit, car aucune instruction suivante n'en dépend",
            ),
            _ => msg!(
                lang,
                en: "nothing is built again, all layers stay cached",
                fr: "rien n'est reconstruit, toutes les couches restent en cache",
            ),
        };
    }
    let stages = &line.place.asked.document.layers().stages;
    let mut of_stages = rebuild.steps.chunk_by(|one, next| one.stage == next.stage);
    let told = of_stages.by_ref().take(MOST_STAGES);
    let mut sentences: Vec<String> = told
        .filter_map(|touched| {
            Some(of_stage(
                line,
                stages.get(touched.first()?.stage)?,
                touched,
                lang,
            ))
        })
        .collect();
    let rest = of_stages.count();
    if rest > 0 {
        let others = lang.count(
            rest,
            ("other stage", "other stages"),
            ("autre étape", "autres étapes"),
        );
        sentences.push(msg!(lang, en: "and so in {others}", fr: "de même dans {others}"));
    }
    let kept = own.and_then(|own| kept(&stages[own], rebuild, lang));
    sentences.extend(kept);
    match lang {
        Lang::En => sentences.join("; "),
        Lang::Fr => sentences.join("\u{a0}; "),
    }
}

fn of_stage(line: &Line, stage: &StageLayers, touched: &[Touched], lang: Lang) -> String {
    let is_own = line.located.stage == Some(stage.index);
    let name = |step: &Step| match !step.from_trigger && step.start == line.located.start {
        true => msg!(lang, en: "this instruction", fr: "cette instruction"),
        false => named(step, lang),
    };
    let shown = |certainty: Certainty| {
        let steps = touched
            .iter()
            .filter(|touched| touched.certainty == certainty);
        let steps = steps.filter_map(|touched| found(stage, touched));
        Steps::of(steps, name)
    };
    let mut parts = Vec::new();
    let sure = shown(Certainty::Rebuilt);
    if sure.count > 0 {
        let steps = sure.listed(lang);
        parts.push(match sure.count {
            1 => msg!(lang, en: "{steps} is built again", fr: "{steps} est reconstruite"),
            _ => msg!(lang, en: "{steps} are built again", fr: "{steps} sont reconstruites"),
        });
    }
    let linked = shown(Certainty::UnlessMerged);
    if linked.count > 0 {
        let steps = linked.listed(lang);
        parts.push(match linked.count {
            1 => msg!(
                lang,
                en: "{steps} is only put back on top (`--link`; built again where containerd does not store the images)",
                fr: "{steps} est seulement reposée (`--link`\u{a0}; reconstruite si les images ne sont pas gérées par containerd)",
            ),
            _ => msg!(
                lang,
                en: "{steps} are only put back on top (`--link`; built again where containerd does not store the images)",
                fr: "{steps} sont seulement reposées (`--link`\u{a0}; reconstruites si les images ne sont pas gérées par containerd)",
            ),
        });
    }
    let perhaps = shown(Certainty::IfFilesDiffer);
    if perhaps.count > 0 {
        let steps = perhaps.listed(lang);
        parts.push(match perhaps.count {
            1 => msg!(
                lang,
                en: "{steps} is built again only if the files taken from the other stage differ",
                fr: "{steps} n'est reconstruite que si les fichiers pris dans l'autre étape diffèrent",
            ),
            _ => msg!(
                lang,
                en: "{steps} are built again only if the files taken from the other stage differ",
                fr: "{steps} ne sont reconstruites que si les fichiers pris dans l'autre étape diffèrent",
            ),
        });
    }
    let parts = parts.join(", ");
    if is_own {
        return parts;
    }
    let stage = prose(&wording::mention(stage, lang));
    msg!(lang, en: "in {stage}, {parts}", fr: "dans {stage}, {parts}")
}

/// Some steps, of which only the first few are named.
struct Steps {
    names: Vec<String>,
    count: usize,
}

impl Steps {
    fn of<'a>(steps: impl Iterator<Item = &'a Step>, name: impl Fn(&Step) -> String) -> Steps {
        let steps: Vec<&Step> = steps.collect();
        let named = steps.iter().take(MOST_STEPS).map(|step| name(step));
        Steps {
            names: named.collect(),
            count: steps.len(),
        }
    }

    fn listed(&self, lang: Lang) -> String {
        list_with_rest(&self.names, self.count - self.names.len(), lang)
    }
}

fn found<'a>(stage: &'a StageLayers, touched: &Touched) -> Option<&'a Step> {
    match touched.from_trigger {
        false => stage.step(touched.start),
        true => stage
            .steps
            .iter()
            .find(|step| step.from_trigger && step.start == touched.start),
    }
}

/// The layers of the stage that stay as they are.
fn kept(stage: &StageLayers, rebuild: &Rebuild, lang: Lang) -> Option<String> {
    let touched = rebuild
        .steps
        .iter()
        .filter(|step| step.stage == stage.index);
    let touched: HashSet<_> = touched
        .map(|step| (step.start, step.from_trigger))
        .collect();
    let kept = stage.steps.iter().filter(|step| {
        step.effect == Effect::Layer && !touched.contains(&(step.start, step.from_trigger))
    });
    let kept = Steps::of(kept, |step| named(step, lang));
    let steps = kept.listed(lang);
    match kept.count {
        0 => None,
        1 => Some(msg!(lang, en: "{steps} stays cached", fr: "{steps} reste en cache")),
        _ => Some(msg!(lang, en: "{steps} stay cached", fr: "{steps} restent en cache")),
    }
}

fn named(step: &Step, lang: Lang) -> String {
    // Its flags are not what tells it apart.
    let words = wording::summary(step).split(' ');
    let words: Vec<&str> = words.filter(|word| !word.starts_with("--")).collect();
    let summary = code_of(&words.join(" "), 28);
    let line = step.line + 1;
    msg!(lang, en: "{summary} (line {line})", fr: "{summary} (ligne {line})")
}
