//! The image after FROM: which one it is, what its name leaves to the default, and what is known of
//! it.

mod known;
mod made;
mod variants;

use super::Hover;
use super::line::Line;
use super::markdown::{RULE, code};
use super::place::Place;
use crate::docs::Kind;
use crate::images::About;
use crate::lang::Lang;
use crate::model::Reference;
use crate::msg;
use crate::syntax::{self, Syntax};

pub fn hover(place: &Place) -> Option<Hover> {
    let image = place.find::<syntax::ImageSpec>()?;
    let line = Line::of(place)?;
    let stage = line.located.stage?;
    let name = line.evaluation.base_name(stage);
    if name == "scratch" {
        return place.answer(
            image.node(),
            vec![place.titled_page(Kind::Base, "scratch")?],
        );
    }
    let lang = place.lang();
    let shown = code(name);
    // Nothing behind the `@` is no digest.
    let reference = Reference::parse(name).filter(|found| found.digest.as_deref() != Some(""));
    let about = reference
        .as_ref()
        .and_then(|reference| place.asked.images.about(reference));
    let mut paragraphs = vec![format!("**{shown}**")];
    paragraphs.extend(
        about
            .as_ref()
            .and_then(|about| known::description(about, lang)),
    );
    paragraphs.push(match reference {
        Some(reference) => {
            let mut points = points(&reference, about.as_ref(), lang);
            if about.as_ref().is_none_or(|about| about.layers.is_none()) {
                points.push(msg!(
                    lang,
                    en: "Its own layers come first, under those of this stage; their number is not known here",
                    fr: "Ses propres couches viennent d'abord, sous celles de cette étape\u{a0}; leur nombre n'est pas connu ici",
                ));
            }
            listed(&points)
        }
        None => msg!(
            lang,
            en: "BuildKit cannot read {shown} as the name of an image.",
            fr: "BuildKit ne peut pas lire {shown} comme un nom d'image.",
        ),
    });
    paragraphs.extend(made::paragraph(place, name));
    let page = place.page(Kind::Topic, "image-name");
    paragraphs.extend(page.map(|page| format!("{RULE}\n\n{page}")));
    place.answer(image.node(), paragraphs)
}

/// What is known of an image that files are taken from: its layers do not come along.
pub fn of_source(place: &Place, name: &str) -> Vec<String> {
    let is_other = |found: &Reference| found.is_any_of(&place.asked.context.other_contexts());
    let reference = Reference::parse(name).filter(|_| name != "scratch");
    let Some(reference) = reference.filter(|found| !is_other(found)) else {
        return Vec::new();
    };
    let lang = place.lang();
    let about = place.asked.images.about(&reference).map(|about| About {
        layers: None,
        ..about
    });
    let description = about
        .as_ref()
        .and_then(|about| known::description(about, lang));
    let points = listed(&points(&reference, about.as_ref(), lang));
    description.into_iter().chain([points]).collect()
}

fn points(reference: &Reference, about: Option<&About>, lang: Lang) -> Vec<String> {
    let version = match (&reference.tag, &reference.digest) {
        (Some(tag), _) => format!(":{tag}"),
        (None, Some(_)) => String::new(),
        (None, None) => ":latest".to_owned(),
    };
    let full = code(&format!(
        "{}/{}{version}",
        reference.registry, reference.path
    ));
    let mut points = vec![msg!(lang, en: "In full: {full}", fr: "En entier\u{a0}: {full}")];
    points.push(match (&reference.tag, &reference.digest) {
        (_, Some(digest)) => {
            let digest = code(digest);
            msg!(
                lang,
                en: "Pinned to the digest {digest}: always the very same image",
                fr: "Fixée par l'empreinte (digest) {digest}\u{a0}: toujours exactement la même image",
            )
        }
        (Some(tag), None) => {
            let tag = code(tag);
            msg!(
                lang,
                en: "Tag {tag}: whoever publishes the image can move it to another version",
                fr: "Tag {tag}\u{a0}: qui publie l'image peut le déplacer vers une autre version",
            )
        }
        (None, None) => msg!(
            lang,
            en: "No tag: `latest` is taken, which may be another version tomorrow",
            fr: "Aucun tag\u{a0}: c'est `latest`, qui peut désigner demain une autre version",
        ),
    });
    points.extend(
        about
            .map(|about| known::points(about, reference, lang))
            .unwrap_or_default(),
    );
    points
}

fn listed(points: &[String]) -> String {
    points
        .iter()
        .map(|point| format!("- {point}"))
        .collect::<Vec<_>>()
        .join("\n")
}
