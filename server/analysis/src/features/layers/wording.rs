//! What every format says in the same words.

use crate::lang::Lang;
use crate::model::layers::{Effect, StageLayers, Step};
use crate::msg;
use crate::shown::fitted;

pub fn layer_count(number: usize, lang: Lang) -> String {
    lang.count(number, ("layer", "layers"), ("couche", "couches"))
}

/// What the stage itself adds.
pub fn adds(stage: &StageLayers, lang: Lang) -> String {
    let layers = layer_count(stage.layers, lang);
    let (en, fr) = (("metadata", "metadata"), ("métadonnée", "métadonnées"));
    let metadata = lang.count(stage.metadata, en, fr);
    format!("{layers} · {metadata}")
}

/// A name as it may appear in a sentence.
pub fn short(name: &str) -> String {
    fitted(name, 80)
}

pub fn title(stage: &StageLayers, lang: Lang) -> String {
    let index = stage.index;
    match &stage.name {
        Some(name) => {
            let name = short(name);
            msg!(lang, en: "Stage {index} “{name}”", fr: "Étape {index} «\u{a0}{name}\u{a0}»")
        }
        None => msg!(lang, en: "Stage {index}", fr: "Étape {index}"),
    }
}

/// The stage within a sentence.
pub fn mention(stage: &StageLayers, lang: Lang) -> String {
    let index = stage.index;
    match &stage.name {
        Some(name) => {
            let name = short(name);
            msg!(lang, en: "stage {index} “{name}”", fr: "l'étape {index} «\u{a0}{name}\u{a0}»")
        }
        None => msg!(lang, en: "stage {index}", fr: "l'étape {index}"),
    }
}

pub fn base(stage: &StageLayers, lang: Lang) -> String {
    let base = short(&stage.base);
    match stage.base_stage {
        Some(_) => msg!(lang, en: "continues stage {base}", fr: "prolonge l'étape {base}"),
        None => format!("FROM {base}"),
    }
}

/// What becomes of the stage: the question that builds in several stages raise.
pub fn role(stage: &StageLayers, lang: Lang) -> String {
    if stage.target {
        msg!(lang, en: "target: this is the image", fr: "étape cible\u{a0}: c'est l'image")
    } else if stage.in_target_chain {
        msg!(
            lang,
            en: "in the image: the target continues it",
            fr: "dans l'image\u{a0}: l'étape cible la prolonge",
        )
    } else if !stage.needed {
        msg!(
            lang,
            en: "not built: the image does not need it",
            fr: "pas construite\u{a0}: l'image n'en a pas besoin",
        )
    } else {
        msg!(
            lang,
            en: "thrown away, but for what COPY --from takes",
            fr: "jetée, sauf ce que COPY --from y prend",
        )
    }
}

/// The role in a word, for where there is no room.
pub fn fate(stage: &StageLayers, lang: Lang) -> String {
    if stage.target {
        msg!(lang, en: "target", fr: "étape cible")
    } else if stage.in_target_chain {
        msg!(lang, en: "in the image", fr: "dans l'image")
    } else if !stage.needed {
        msg!(lang, en: "not built", fr: "pas construite")
    } else {
        msg!(lang, en: "thrown away", fr: "jetée")
    }
}

/// The instruction on one line; of a trigger perhaps no more than what it is.
pub fn summary(step: &Step) -> &str {
    match &*step.summary {
        "" => step.keyword.name(),
        summary => summary,
    }
}

pub fn makes(step: &Step, lang: Lang) -> String {
    match (step.effect, step.number) {
        (Effect::Layer, Some(number)) => {
            msg!(lang, en: "layer {number}", fr: "couche {number}")
        }
        (Effect::Layer, None) => msg!(lang, en: "layer", fr: "couche"),
        (Effect::Metadata, _) => msg!(lang, en: "metadata", fr: "métadonnées"),
        (Effect::Trigger, _) => msg!(lang, en: "trigger", fr: "déclencheur"),
    }
}
