//! Other names for the image of a FROM: a version where there is none, a newer or a smaller one, and
//! the very same one for ever.

use super::{Action, ActionKind};
use crate::Document;
use crate::context::BuildContext;
use crate::edit::TextEdit;
use crate::images::{About, Images};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Evaluation, ImageReference, Located, Reference};
use crate::text::ByteRange;

const VERSION: Text = Text {
    en: "Name the version: `{0}`",
    fr: "Nommer la version\u{a0}: `{0}`",
};

const NEWER: Text = Text {
    en: "Build on the newer `{0}`",
    fr: "Partir de la version plus récente `{0}`",
};

const SMALLER: Text = Text {
    en: "Build on the smaller `{0}`",
    fr: "Partir de la variante plus petite `{0}`",
};

const PIN: Text = Text {
    en: "Pin `{0}` to its digest",
    fr: "Fixer `{0}` à son empreinte (digest)",
};

const UNPIN: Text = Text {
    en: "Follow the tag again instead of the digest",
    fr: "Suivre de nouveau le tag plutôt que l'empreinte (digest)",
};

const LOOK_UP: Text = Text {
    en: "Look up the base image's layers and variables",
    fr: "Chercher les couches et les variables de l'image de base",
};

const SMALLER_VARIANTS: [&str; 2] = ["slim", "alpine"];

pub fn image_actions(document: &Document, range: &ByteRange, images: &dyn Images) -> Vec<Action> {
    let Some(base) = Base::at(document, range.start) else {
        return Vec::new();
    };
    let about = images.about(&base.reference);
    let mut actions = Vec::new();
    match &base.reference.digest {
        None => {
            let about = about.as_ref();
            actions.extend(about.and_then(|about| base.named(about)));
            actions.extend(about.and_then(|about| base.newer(about)));
            let smaller = SMALLER_VARIANTS.into_iter();
            actions.extend(smaller.filter_map(|variant| base.smaller(variant, images)));
            actions.push(base.pinned(about));
        }
        Some(_) => actions.extend(base.unpinned()),
    }
    actions
}

/// Has the registry tell what the image of a FROM holds, and which image that is.
pub fn look_up(
    document: &Document,
    range: &ByteRange,
    context: &dyn BuildContext,
) -> Option<(Action, Reference)> {
    let from = document.dockerfile().instruction_at(range.start)?;
    let Body::From(_) = &from.instruction.body else {
        return None;
    };
    let stage = from.stage?;
    let image = image_of(document, stage, context)?;
    let action = Action {
        looks_up: Some(stage),
        ..action(LOOK_UP.into())
    };
    Some((action, image))
}

/// The image that a stage builds on, with the variables in its name replaced; `None` for another
/// stage, and for what the build takes from elsewhere.
pub fn image_of(
    document: &Document,
    stage: usize,
    context: &dyn BuildContext,
) -> Option<Reference> {
    let evaluation = Evaluation::new(document.dockerfile());
    let image = evaluation.reference(stage)?;
    let is_image = evaluation.base_name(stage) != "scratch"
        && image.digest.as_deref() != Some("")
        && !image.is_any_of(&context.other_contexts());
    is_image.then_some(image)
}

/// The image of the FROM that starts there, for who asks a registry for its digest.
pub fn image_at(document: &Document, start: usize) -> Option<Reference> {
    Base::at(document, start).map(|base| base.reference)
}

/// Adds a digest to the image of the FROM that starts there.
pub fn pin(document: &Document, start: usize, digest: &str) -> Option<Vec<TextEdit>> {
    let base = Base::at(document, start)?;
    let is_unpinned = base.reference.digest.is_none();
    is_unpinned.then(|| vec![base.with_digest(digest)])
}

struct Base<'a> {
    from: Located<'a>,
    image: &'a ImageReference,
    reference: Reference,
}

impl<'a> Base<'a> {
    /// `None` for another stage, `scratch`, and what variables stand in.
    fn at(document: &'a Document, byte: usize) -> Option<Base<'a>> {
        let file = document.dockerfile();
        let from = file.instruction_at(byte)?;
        let Body::From(body) = &from.instruction.body else {
            return None;
        };
        let image = body.image.as_ref()?;
        let name = &*image.word.text;
        let mut earlier = file.stages.iter().take(from.stage?);
        let is_stage = earlier.any(|stage| {
            let own = stage.name();
            own.is_some_and(|own| own.text.eq_ignore_ascii_case(name))
        });
        let is_plain = image.word.expansions.is_empty() && name != "scratch" && !is_stage;
        let reference = Reference::parse(name).filter(|_| is_plain)?;
        Some(Base {
            from,
            image,
            reference,
        })
    }

    /// The version that `latest` stands for now.
    fn named(&self, about: &About) -> Option<Action> {
        let is_loose = matches!(self.reference.tag.as_deref(), None | Some("latest"));
        let version = about.tag.as_ref()?.aliases.iter().find(|alias| {
            let digits = alias.chars().filter(char::is_ascii_digit).count();
            digits > 0 && alias.starts_with(|first: char| first.is_ascii_digit())
        });
        version
            .filter(|_| is_loose)
            .map(|version| self.with_tag(VERSION, version))
    }

    fn newer(&self, about: &About) -> Option<Action> {
        Some(self.with_tag(NEWER, about.newer.as_ref()?))
    }

    /// The same version in a smaller image, where there is one.
    fn smaller(&self, variant: &str, images: &dyn Images) -> Option<Action> {
        let tag = self.reference.tag.as_deref()?;
        if SMALLER_VARIANTS.iter().any(|known| tag.contains(known)) {
            return None;
        }
        let smaller = match tag {
            "latest" => variant.to_owned(),
            tag => format!("{tag}-{variant}"),
        };
        let about = images.about(&Reference {
            tag: Some(smaller.clone()),
            ..self.reference.clone()
        })?;
        let is_listed = about.tag.is_some_and(|tag| !tag.architectures.is_empty());
        is_listed.then(|| self.with_tag(SMALLER, &smaller))
    }

    fn pinned(&self, about: Option<&About>) -> Action {
        let digest = about.and_then(|about| about.tag.as_ref()?.digest.as_ref());
        Action {
            pins: digest.is_none().then_some(self.from.start),
            edits: digest.map(|digest| vec![self.with_digest(digest)]),
            ..action(Message::new(PIN).with(&self.image.word.text))
        }
    }

    fn unpinned(&self) -> Option<Action> {
        let (digest, _) = (self.image.digest?, self.image.tag?);
        let end = self.from.at(digest).end;
        let start = self.from.at(digest).start.checked_sub(1)?;
        Some(Action {
            edits: Some(vec![TextEdit::delete(start..end)]),
            ..action(UNPIN.into())
        })
    }

    fn with_digest(&self, digest: &str) -> TextEdit {
        let end = self.from.at(self.image.word.span).end;
        TextEdit::insert(end, format!("@{digest}"))
    }

    fn with_tag(&self, title: Text, tag: &str) -> Action {
        let edit = match self.image.tag {
            Some(own) => TextEdit::replace(self.from.at(own), tag),
            None => TextEdit::insert(self.from.at(self.image.word.span).end, format!(":{tag}")),
        };
        let path = self.image.written_path().unwrap_or_default();
        Action {
            edits: Some(vec![edit]),
            ..action(Message::new(title).with(format!("{path}:{tag}")))
        }
    }
}

fn action(title: Message) -> Action {
    Action {
        title,
        kind: ActionKind::Rewrite,
        edits: None,
        mends: None,
        is_preferred: false,
        makes_ignore_file: false,
        pins: None,
        looks_up: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::NoContext;
    use crate::edit::apply;
    use crate::images::{ImageName, Known, Tag};
    use crate::lang::Lang;

    /// Knows Node 22, its variants, and what `latest` stands for.
    struct Few;

    impl Images for Few {
        fn names(&self, _: &str) -> Known<ImageName> {
            Known::nothing()
        }

        fn tags(&self, _: &Reference, _: &str) -> Known<Tag> {
            Known::nothing()
        }

        fn version(&self) -> u64 {
            0
        }

        fn about(&self, image: &Reference) -> Option<About> {
            let tag = image.tag.as_deref().unwrap_or("latest");
            let (alias, newer, digest) = match tag {
                "latest" => (Some("22.1.0"), None, Some("sha256:00")),
                "22-slim" => (None, Some("24-slim"), None),
                "22" => (None, Some("24"), None),
                _ => return None,
            };
            Some(About {
                tag: Some(Tag {
                    aliases: alias.map(str::to_owned).into_iter().collect(),
                    architectures: vec!["amd64".to_owned()],
                    digest: digest.map(str::to_owned),
                    ..Tag::default()
                }),
                newer: newer.map(str::to_owned),
                ..About::default()
            })
        }
    }

    #[test]
    fn what_an_image_holds_can_be_looked_up() {
        looks_up("FROM$0 node\n", Some((0, "node")));
        looks_up("ARG V=22\nFROM node:${V}$0\n", Some((0, "node:22")));
        looks_up("FROM a AS b\nFROM c:1$0 AS d\n", Some((1, "c:1")));
        looks_up("FROM a AS b\nFROM b$0\n", None);
        for text in [
            "FROM scratch$0\n",
            "FROM a\nRUN b$0\n",
            "FROM $0\n",
            "FROM a@$0\n",
            "$0",
        ] {
            looks_up(text, None);
        }
    }

    #[track_caller]
    fn looks_up(marked: &str, expected: Option<(usize, &str)>) {
        let at = marked.find("$0").expect("a place is marked");
        let document = Document::new(&marked.replacen("$0", "", 1));
        let found = look_up(&document, &(at..at), &NoContext);
        let found = found.map(|(action, image)| (action.looks_up, image));
        let expected = expected.map(|(stage, name)| (Some(stage), Reference::parse(name)));
        let expected = expected.and_then(|(stage, image)| Some((stage, image?)));
        assert_eq!(found, expected, "{marked}");
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::new(text);
        let actions = image_actions(&document, &(0..0), &Few);
        let made = actions.iter().map(|action| match &action.edits {
            Some(edits) => apply(text, edits).unwrap_or_default(),
            None => format!("{} at {:?}", action.title.get(Lang::En), action.pins),
        });
        assert_eq!(made.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_version_takes_the_place_of_latest() {
        check(
            "FROM node AS a\n",
            &["FROM node:22.1.0 AS a\n", "FROM node@sha256:00 AS a\n"],
        );
    }

    #[test]
    fn newer_and_smaller_ones_are_offered_where_there_are_any() {
        check(
            "FROM --platform=$BUILDPLATFORM node:22\n",
            &[
                "FROM --platform=$BUILDPLATFORM node:24\n",
                "FROM --platform=$BUILDPLATFORM node:22-slim\n",
                "Pin `node:22` to its digest at Some(0)",
            ],
        );
    }

    #[test]
    fn a_digest_comes_and_goes() {
        let document = Document::new("FROM node:22\n");
        let edits = pin(&document, 0, "sha256:ff");
        let pinned = apply("FROM node:22\n", &edits.unwrap_or_default());
        assert_eq!(pinned.as_deref(), Some("FROM node:22@sha256:ff\n"));
        check("FROM node:22@sha256:ff\n", &["FROM node:22\n"]);
        check("FROM node@sha256:ff\n", &[]);
    }

    #[test]
    fn what_is_no_image_has_no_other_name() {
        check("FROM scratch\n", &[]);
        check("FROM $A\n", &[]);
        check("ARG A\n", &[]);
        check("", &[]);
    }
}
