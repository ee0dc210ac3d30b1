//! What is known of an image besides its name, each figure with its source and date.

use super::variants;
use crate::features::hover::markdown::{code, list, prose};
use crate::features::layers::bases::size;
use crate::features::layers::wording::layer_count;
use crate::images::{About, Described, EndOfLife, Fact, Missing, PlatformSize, Tag};
use crate::lang::Lang;
use crate::model::Reference;
use crate::msg;

/// More names for one image than these help nobody.
const MOST_NAMES: usize = 8;

/// What it is, in a sentence.
pub fn description(about: &About, lang: Lang) -> Option<String> {
    Some(match about.description.as_ref()? {
        Described::Ours(text) => text.get(lang).to_owned(),
        Described::Publisher(text) => prose(text),
    })
}

/// One point for each thing that is known.
pub fn points(about: &About, reference: &Reference, lang: Lang) -> Vec<String> {
    let mut points = Vec::new();
    if about.is_deprecated {
        points.push(msg!(
            lang,
            en: "**Deprecated**: its authors maintain it no more",
            fr: "**Obsolète**\u{a0}: ses auteurs ne la maintiennent plus",
        ));
    }
    if let Some(tag) = &about.tag {
        points.extend(aliases(tag, lang));
        points.extend(architectures(tag, lang));
    }
    points.extend(about.layers.as_ref().map(|layers| {
        let (count, origin) = (
            layer_count(layers.value as usize, lang),
            layers.origin.told(lang),
        );
        msg!(
            lang,
            en: "{count} of its own, under those of this stage ({origin})",
            fr: "Ses propres couches, sous celles de cette étape\u{a0}: {count} ({origin})",
        )
    }));
    points.extend(about.sizes.iter().map(|known| size_point(known, lang)));
    points.extend(life(about, lang));
    if let Some(newer) = &about.newer {
        let newer = code(newer);
        points.push(msg!(lang, en: "Newer, of the same kind: {newer}", fr: "Plus récente, de la même variante\u{a0}: {newer}"));
    }
    let tag = reference.tag.as_deref().unwrap_or("latest");
    let words = variants::of_tag(tag).into_iter();
    // Without a tag, the point above says it already.
    let words = words.filter(|(name, _)| *name != "latest" || reference.tag.is_some());
    points.extend(words.map(|(_, text)| text.get(lang).to_owned()));
    points.extend(about.missing.map(|missing| not_there(missing, tag, lang)));
    let is_open = about.missing.is_none() && reference.digest.is_none();
    if about.tag.is_none() && about.listed.is_some() && is_open {
        let origin = about
            .listed
            .as_ref()
            .map(|origin| origin.told(lang))
            .unwrap_or_default();
        let tag = code(tag);
        points.push(msg!(
            lang,
            en: "The tag {tag} is not among those known ({origin}); it may exist all the same",
            fr: "Le tag {tag} ne figure pas parmi ceux que l'on connaît ({origin})\u{a0}; il peut exister quand même",
        ));
    }
    points
}

fn not_there(missing: Missing, tag: &str, lang: Lang) -> String {
    let tag = code(tag);
    match missing {
        Missing::Repository => msg!(
            lang,
            en: "**Not found**: the registry knows no such image",
            fr: "**Introuvable**\u{a0}: le registre ne connaît pas cette image",
        ),
        Missing::Tag => msg!(
            lang,
            en: "**Not found**: the registry has no tag {tag} of it",
            fr: "**Introuvable**\u{a0}: le registre n'a pas de tag {tag} pour cette image",
        ),
    }
}

fn aliases(tag: &Tag, lang: Lang) -> Option<String> {
    let names: Vec<String> = tag.aliases.iter().map(|name| code(name)).collect();
    let names = (!names.is_empty()).then(|| list(&names, MOST_NAMES, lang))?;
    Some(msg!(lang, en: "Also called {names}", fr: "Aussi appelée {names}"))
}

fn architectures(tag: &Tag, lang: Lang) -> Option<String> {
    let names: Vec<String> = tag.architectures.iter().map(|name| code(name)).collect();
    let names = (!names.is_empty()).then(|| list(&names, usize::MAX, lang))?;
    Some(msg!(lang, en: "For {names}", fr: "Pour {names}"))
}

fn size_point(known: &Fact<PlatformSize>, lang: Lang) -> String {
    let (bytes, origin) = (size(known.value.bytes, lang), known.origin.told(lang));
    let platform = code(&known.value.platform);
    msg!(
        lang,
        en: "{bytes} compressed for {platform} ({origin})",
        fr: "{bytes} compressés pour {platform} ({origin})",
    )
}

fn life(about: &About, lang: Lang) -> Vec<String> {
    let mut points = Vec::new();
    let tag = about.tag.as_ref();
    let ends = tag.map(|tag| [&tag.end_of_life, &tag.base_end_of_life]);
    points.extend(
        ends.into_iter()
            .flatten()
            .flatten()
            .map(|end| ends_on(end, lang)),
    );
    if let Some(date) = about.rebuilt_until {
        points.push(msg!(
            lang,
            en: "No longer rebuilt since {date}: flaws found later stay in it",
            fr: "N'est plus reconstruite depuis le {date}\u{a0}: les failles découvertes ensuite y restent",
        ));
    }
    points
}

fn ends_on(end: &EndOfLife, lang: Lang) -> String {
    let line = code(&end.line);
    match (end.date, end.has_passed) {
        (Some(date), true) => msg!(
            lang,
            en: "{line} reached its end of life on {date}",
            fr: "{line} est en fin de vie depuis le {date}",
        ),
        (Some(date), false) => msg!(
            lang,
            en: "{line} gets updates until {date}",
            fr: "{line} reçoit des mises à jour jusqu'au {date}",
        ),
        (None, _) => {
            msg!(lang, en: "{line} has reached its end of life", fr: "{line} est en fin de vie")
        }
    }
}
