use super::named_images::{NamedImage, Place};
use super::platforms::Platform;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::images::{About, NAMESPACES};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{DOCKER_HUB, Keywords, Word};

pub const RULE: Rule = Rule {
    code: "InvalidBaseImagePlatform",
    also: &[],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Choose a base image that exists for the target platform.",
        fr: "Choisir une image de base qui existe pour la plateforme cible.",
    },
    why: Text {
        en: "Otherwise the image holds programs for another processor: `RUN` fails with `exec \
             format error`, or is emulated and slow, and so is the container; mostly the build \
             finds no image at all. Take a tag or a repository that offers the platform: \
             `amd64/debian` has a single one, `debian` has many. The platforms are those that the \
             registry named when somebody last asked it, else those that strates was made with. \
             Without `--platform`, who builds chooses: then only profile `strict` tells what this \
             machine would not find.",
        fr: "Sinon, l'image contient des programmes pour un autre processeur\u{a0}: `RUN` échoue \
             avec `exec format error`, ou s'exécute en émulation, lentement, et le conteneur de \
             même\u{a0}; le plus souvent, la construction ne trouve même aucune image. Prenez un \
             tag ou un dépôt qui propose la plateforme\u{a0}: `amd64/debian` n'en a qu'une, \
             `debian` en a beaucoup. Les plateformes sont celles que le registre a données la \
             dernière fois qu'on l'a interrogé, sinon celles que strates connaissait à sa sortie. \
             Sans `--platform`, c'est qui construit qui choisit\u{a0}: seul le profil `strict` dit \
             alors ce que cette machine ne trouverait pas.",
    },
    example: Example {
        bad: "FROM --platform=linux/arm64 amd64/debian:12",
        good: "FROM --platform=linux/arm64 debian:12",
    },
    check: Check::File(Keywords::NONE, check),
};

const MESSAGE: Text = Text {
    en: "`{0}` does not exist for `{1}`, only for {2}. Take another tag or image, or one of these \
         platforms.",
    fr: "`{0}` n'existe pas pour `{1}`, seulement pour {2}. Prenez un autre tag, une autre image, \
         ou l'une de ces plateformes.",
};

const HERE: Text = Text {
    en: "`{0}` exists for {2} only, and this machine builds for `{1}`, unless it is told otherwise.",
    fr: "`{0}` n'existe que pour {2}, et cette machine construit pour `{1}`, sauf indication \
         contraire.",
};

const OFFERED: Text = Text {
    en: "It exists for {0}.",
    fr: "Elle existe pour {0}.",
};

const FIX: Text = Text {
    en: "Build on `{0}`, which exists for more platforms",
    fr: "Partir de `{0}`, qui existe pour plus de plateformes",
};

/// More names help nobody.
const MOST_NAMED: usize = 10;

fn check(file: &FileView, findings: &mut Findings) {
    for base in file.named_images() {
        let about = base.about.as_ref();
        let about = about.filter(|about| !about.platforms.is_empty());
        // The tag has these, and the digest may be of another one.
        let Some(about) = about.filter(|_| base.reference.digest.is_none()) else {
            continue;
        };
        for place in base.places.iter().filter(|place| place.is_base()) {
            judge(file, base, about, place, findings);
        }
    }
}

fn judge(
    file: &FileView,
    base: &NamedImage,
    about: &About,
    place: &Place,
    findings: &mut Findings,
) {
    let flags = &place.located.instruction.flags;
    let flag = flags.iter().find(|flag| flag.is_named("platform"));
    let asked = match flag {
        Some(flag) => flag
            .value
            .as_ref()
            .and_then(|value| Some((file.evaluation().asked_platform(place.stage)?, Some(value)))),
        None => own_platform(file, about).map(|own| (own, None)),
    };
    let Some((asked, value)) = asked else { return };
    let wanted = Platform::parse(&asked).filter(|_| asked.contains('/'));
    if wanted.is_none_or(|wanted| is_offered(about, &wanted)) {
        return;
    }
    let named = about.platforms.iter().take(MOST_NAMED);
    let mut named: Vec<String> = named.map(|name| format!("`{name}`")).collect();
    named.extend((about.platforms.len() > MOST_NAMED).then(|| "…".to_owned()));
    let named = named.join(", ");
    let tag = base.reference.tag.as_deref().map(|tag| format!(":{tag}"));
    let name = format!("{}{}", place.written_path(), tag.unwrap_or_default());
    let image = place.located.at(place.image.word.span);
    let (range, text) = match value {
        Some(Word { span, .. }) => (place.located.at(*span), MESSAGE),
        None => (image.clone(), HERE),
    };
    let message = Message::new(text).with(name).with(&asked).with(&named);
    let finding = findings.add(range, message);
    match value {
        Some(_) => finding.related(image, Message::new(OFFERED).with(named)),
        // Who builds may ask for another one, or have another machine.
        None => finding.minor(),
    };
    if let Some(fix) = without_namespace(base, place) {
        finding.fix(fix);
    }
}

fn own_platform(file: &FileView, about: &About) -> Option<String> {
    // A file for Windows is built where there is Windows.
    let is_of_windows = |name: &String| name.starts_with("windows/");
    let own = file.world.images.own_platform()?;
    let is_elsewhere = about.platforms.iter().all(is_of_windows) && !own.starts_with("windows/");
    (!is_elsewhere).then(|| own.to_owned())
}

/// As BuildKit compares them: by system and processor.
fn is_offered(about: &About, wanted: &Platform) -> bool {
    let mut offered = about.platforms.iter();
    offered.any(|name| Platform::parse(name).is_none_or(|offered| offered == *wanted))
}

/// `debian` in place of `arm64v8/debian`, which holds the same for one processor.
fn without_namespace(base: &NamedImage, place: &Place) -> Option<Fix> {
    let written = place.written_path();
    let (namespace, name) = written.split_once('/')?;
    let is_of_one = base.reference.registry == DOCKER_HUB
        && base.reference.path == written
        && NAMESPACES.iter().any(|(known, _)| *known == namespace)
        && !name.contains('/');
    if !is_of_one || !place.is_plain() {
        return None;
    }
    let start = place.path().start;
    let edit = TextEdit::delete(start..start + namespace.len() + 1);
    let title = Message::new(FIX).with(name);
    Some(Fix::suggested(title, vec![edit]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[test]
    fn a_platform_that_is_not_offered_is_told_at_its_value() {
        fires(&RULE, "FROM --platform=⟦linux/riscv64⟧ amd64/debian:12\n");
        fires(
            &RULE,
            "ARG P=linux/s390x\nFROM --platform=⟦$P⟧ amd64/debian:12\n",
        );
        silent(
            &RULE,
            "FROM --platform=linux/x86_64 amd64/debian\nFROM --platform=linux/arm64 unknown\n",
        );
        silent(
            &RULE,
            "FROM --platform=$BUILDPLATFORM amd64/debian\nFROM --platform=linux/$TARGETARCH amd64/debian\n",
        );
    }

    #[test]
    fn without_the_flag_it_is_for_who_builds_to_say() {
        let found = found_by(&RULE, "FROM arm64v8/debian:12\n");
        assert!(found.len() == 1 && found[0].is_minor);
        silent(&RULE, "FROM amd64/debian:12\nFROM winamd64/golang\n");
    }

    #[test]
    fn the_same_image_for_all_takes_its_place() {
        fixes(
            &RULE,
            "FROM --platform=linux/arm64 docker.io/amd64/debian:12 AS a\n",
            "FROM --platform=linux/arm64 docker.io/debian:12 AS a\n",
        );
    }

    #[test]
    fn the_image_says_what_it_is_for() {
        let text = "FROM --platform=linux/arm64 amd64/debian:12\n";
        let related = &found_by(&RULE, text)[0].related;
        assert_eq!(&text[related[0].range.clone()], "amd64/debian:12");
    }
}
