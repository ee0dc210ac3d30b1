//! Layer counts above the FROM lines.

use super::layers::bases::{Base, Bases, size};
use super::layers::{sum, wording};
use crate::Document;
use crate::lang::Lang;
use crate::model::layers::{LayerTable, StageLayers};
use crate::msg;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lens {
    pub line: usize,
    /// `None` for the whole file.
    pub stage: Option<usize>,
    pub shows: Shows,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// What a stage adds and inherits.
    Count,
    /// What becomes of it.
    Fate,
    /// How many layers the image has.
    Sum,
}

pub fn lenses(document: &Document) -> Vec<Lens> {
    let stages = &document.layers().stages;
    let mut lenses = Vec::new();
    if stages.len() > 1 {
        lenses.push(Lens {
            line: 0,
            stage: None,
            shows: Shows::Sum,
        });
    }
    for stage in stages {
        lenses.extend([Shows::Count, Shows::Fate].map(|shows| Lens {
            line: stage.line,
            stage: Some(stage.index),
            shows,
        }));
    }
    lenses
}

/// `None` for a lens of a stage that is there no more, or that would tell a count which the user
/// wants to find out: where `hides` says so, the question stands instead of it.
pub fn title(
    document: &Document,
    lens: &Lens,
    hides: &dyn Fn(usize) -> bool,
    bases: &Bases,
    lang: Lang,
) -> Option<String> {
    let table = document.layers();
    let stage = || table.stages.get(lens.stage?);
    let chain_is_hidden = |stage| table.chain(stage).any(|stage| hides(stage.index));
    match (lens.shows, lens.stage) {
        (Shows::Sum, _) if (0..table.stages.len()).any(hides) => None,
        (Shows::Sum, _) => sum::sentence(table, bases, lang),
        (Shows::Count, _) => Some(match stage()? {
            stage if hides(stage.index) => question(lang),
            stage => count(table, stage, hides, bases, lang),
        }),
        (Shows::Fate, Some(stage)) if chain_is_hidden(stage) => None,
        (Shows::Fate, _) => Some(fate(table, stage()?, bases, lang)),
    }
}

fn question(lang: Lang) -> String {
    msg!(lang, en: "How many layers?", fr: "Combien de couches\u{a0}?")
}

/// All of a stage on one line, where there are no lenses.
pub fn on_one_line(
    document: &Document,
    stage: usize,
    hides: &dyn Fn(usize) -> bool,
    bases: &Bases,
    lang: Lang,
) -> Option<String> {
    let shown = [Shows::Count, Shows::Fate].into_iter().filter_map(|shows| {
        let lens = Lens {
            line: 0,
            stage: Some(stage),
            shows,
        };
        title(document, &lens, hides, bases, lang)
    });
    let shown: Vec<String> = shown.collect();
    (!shown.is_empty()).then(|| shown.join(" · "))
}

fn count(
    table: &LayerTable,
    stage: &StageLayers,
    hides: &dyn Fn(usize) -> bool,
    bases: &Bases,
    lang: Lang,
) -> String {
    let (adds, inherits) = (
        wording::adds(stage, lang),
        inherits(table, stage, hides, bases, lang),
    );
    format!("{adds} · {inherits}")
}

fn inherits(
    table: &LayerTable,
    stage: &StageLayers,
    hides: &dyn Fn(usize) -> bool,
    bases: &Bases,
    lang: Lang,
) -> String {
    let Some(base) = stage.base_stage.and_then(|base| table.stages.get(base)) else {
        return match stage.base.as_str() {
            "scratch" => msg!(lang, en: "inherits nothing", fr: "n'hérite de rien"),
            base => inherits_image(&bases.of(base), lang),
        };
    };
    let layers = wording::layer_count(table.own_layers(base.index), lang);
    let is_hidden = table.chain(base.index).any(|stage| hides(stage.index));
    let base = wording::mention(base, lang);
    if is_hidden {
        return msg!(lang, en: "inherits the layers of {base}", fr: "hérite des couches de {base}");
    }
    msg!(lang, en: "inherits {layers} from {base}", fr: "hérite de {layers} de {base}")
}

fn inherits_image(base: &Base, lang: Lang) -> String {
    let Some(layers) = base.layers else {
        return msg!(lang, en: "inherits its base (layers unknown)", fr: "hérite de sa base (nombre inconnu)");
    };
    let layers = wording::layer_count(layers, lang);
    match &base.size {
        Some(known) => {
            let size = size(known.bytes, lang);
            msg!(lang, en: "inherits {layers} from its base ({size})", fr: "hérite de {layers} de sa base ({size})")
        }
        None => {
            msg!(lang, en: "inherits {layers} from its base", fr: "hérite de {layers} de sa base")
        }
    }
}

fn fate(table: &LayerTable, stage: &StageLayers, bases: &Bases, lang: Lang) -> String {
    if !stage.needed {
        return wording::fate(stage, lang);
    }
    if !stage.in_target_chain {
        let layers = wording::layer_count(stage.layers, lang);
        return match stage.layers {
            0 | 1 => msg!(lang, en: "{layers} thrown away", fr: "{layers} jetée"),
            _ => msg!(lang, en: "{layers} thrown away", fr: "{layers} jetées"),
        };
    }
    if !stage.target {
        return msg!(lang, en: "in the image", fr: "dans l'image");
    }
    let layers = wording::layer_count(table.own_layers(stage.index), lang);
    let root = table.root(stage.index).map_or("", |root| &root.base);
    if root == "scratch" {
        return msg!(lang, en: "image: {layers}", fr: "image\u{a0}: {layers}");
    }
    match bases.of(root).layers {
        Some(below) => msg!(
            lang,
            en: "image: {layers} + {below} of the base",
            fr: "image\u{a0}: {layers} + {below} de la base",
        ),
        None => msg!(
            lang,
            en: "image: {layers} + base unknown",
            fr: "image\u{a0}: {layers} + base inconnue",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::images::NoImages;

    #[track_caller]
    fn check(text: &str, lang: Lang, expected: &[&str]) {
        let document = Document::new(text);
        let titles = lenses(&document).into_iter().map(|lens| {
            let title = title(&document, &lens, &|_| false, &Bases::new(&NoImages), lang)
                .unwrap_or_default();
            format!("{}: {title}", lens.line)
        });
        assert_eq!(titles.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_quiz_of_the_courses() {
        let quiz = "FROM ubuntu:22.04\nRUN a\nRUN b\nCOPY c /\nENV D=1\nEXPOSE 80\nCMD [\"e\"]\n";
        check(
            quiz,
            Lang::En,
            &[
                "0: 3 layers · 3 metadata · inherits its base (layers unknown)",
                "0: image: 3 layers + base unknown",
            ],
        );
        check(
            quiz,
            Lang::Fr,
            &[
                "0: 3 couches · 3 métadonnées · hérite de sa base (nombre inconnu)",
                "0: image\u{a0}: 3 couches + base inconnue",
            ],
        );
    }

    #[test]
    fn each_stage_has_its_own() {
        check(
            "FROM a AS b\nRUN x\nRUN y\nFROM scratch AS c\nCOPY --from=b /x /\nFROM c\nENV A=1\n",
            Lang::En,
            &[
                "0: The image: 1 + 0 = 1 layer; scratch adds none.",
                "0: 2 layers · 0 metadata · inherits its base (layers unknown)",
                "0: 2 layers thrown away",
                "3: 1 layer · 0 metadata · inherits nothing",
                "3: in the image",
                "5: 0 layers · 1 metadata · inherits 1 layer from stage 1 “c”",
                "5: image: 1 layer",
            ],
        );
    }

    #[test]
    fn a_stage_that_nobody_needs_is_not_built() {
        check(
            "FROM a\nRUN x\nFROM scratch\n",
            Lang::Fr,
            &[
                "0: L'image\u{a0}: 0 couche\u{a0}; scratch n'en ajoute aucune.",
                "0: 1 couche · 0 métadonnée · hérite de sa base (nombre inconnu)",
                "0: pas construite",
                "2: 0 couche · 0 métadonnée · n'hérite de rien",
                "2: image\u{a0}: 0 couche",
            ],
        );
    }

    #[test]
    fn what_is_to_be_found_out_is_not_told() {
        let document = Document::new("FROM a AS b\nRUN c\nFROM b\nRUN d\n");
        let told = |hides: &dyn Fn(usize) -> bool| -> Vec<Option<String>> {
            let lenses = lenses(&document);
            lenses
                .iter()
                .map(|lens| title(&document, lens, hides, &Bases::new(&NoImages), Lang::En))
                .collect()
        };
        let question = Some("How many layers?".to_owned());
        assert_eq!(
            told(&|_| true),
            [None, question.clone(), None, question.clone(), None]
        );
        let second = "1 layer · 0 metadata · inherits the layers of stage 0 “b”";
        assert_eq!(
            told(&|stage| stage == 0),
            [None, question, None, Some(second.to_owned()), None]
        );
    }

    #[test]
    fn a_stage_that_is_gone_has_no_title() {
        let document = Document::new("FROM a\n");
        for shows in [Shows::Count, Shows::Fate] {
            let lens = Lens {
                line: 0,
                stage: Some(1),
                shows,
            };
            for hidden in [true, false] {
                assert_eq!(
                    title(
                        &document,
                        &lens,
                        &|_| hidden,
                        &Bases::new(&NoImages),
                        Lang::En
                    ),
                    None
                );
            }
        }
    }

    #[test]
    fn no_stage_has_no_lens() {
        check("", Lang::En, &[]);
        check("ARG A\n", Lang::En, &[]);
    }
}
