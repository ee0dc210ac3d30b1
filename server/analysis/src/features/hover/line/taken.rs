//! What COPY and ADD take of the build context, and what the ignore file leaves out.

use super::Line;
use crate::context::{Ignore, Taken, names, taken};
use crate::features::hover::markdown::{code, code_of, list, prose};
use crate::features::layers::wording;
use crate::lang::Lang;
use crate::model::{Body, Flag, Keyword, Source, Transfer};
use crate::msg;
use crate::shown::size;

const MOST_NAMES: usize = 6;

pub fn points(line: &Line) -> Vec<String> {
    let located = line.located;
    let Body::Transfer(transfer) = &located.instruction.body else {
        return Vec::new();
    };
    let lang = line.place.lang();
    if let Some(from) = flags(line, "from").next() {
        return vec![elsewhere(line, &from, lang)];
    }
    let sources = sources(line, transfer);
    let (remote, local): (Vec<String>, Vec<String>) =
        sources.into_iter().partition(|source| is_remote(source));
    let mut points = Vec::new();
    if !remote.is_empty() {
        let remote: Vec<String> = remote.iter().map(|source| code_of(source, 60)).collect();
        let remote = list(&remote, MOST_NAMES, lang);
        points.push(msg!(
            lang,
            en: "**Downloads** {remote}; done again only when what is there has changed",
            fr: "**Télécharge** {remote}\u{a0}; refait seulement si ce qui s'y trouve a changé",
        ));
    }
    points.extend(of_context(line, &local, lang));
    points
}

/// The Dockerfile as a file of its own build context.
pub struct OwnFile(Option<String>);

impl OwnFile {
    /// Nothing where it does not lie in the context, or is left out of it.
    pub fn of(line: &Line) -> OwnFile {
        let context = line.place.asked.context;
        let name = context.dockerfile().filter(|name| {
            let ignore_file = context.ignore_file();
            let rules = ignore_file.as_ref().map_or("", |file| &file.text);
            !Ignore::read(rules).leaves_out(name)
        });
        OwnFile(name)
    }

    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Whether the instruction at a place takes it, or mounts it.
    pub fn is_taken(&self, line: &Line, start: usize) -> bool {
        let Some(name) = &self.0 else {
            return false;
        };
        let Some(located) = line.place.file().instruction_at(start) else {
            return false;
        };
        let flags = &located.instruction.flags;
        match &located.instruction.body {
            Body::Transfer(_) if flags.iter().any(|flag| flag.is_named("from")) => false,
            Body::Transfer(transfer) => transfer.sources.iter().any(|source| match source {
                Source::Path(path) => names(&path.text, name),
                Source::Heredoc(_) => false,
            }),
            _ => flags.iter().any(|flag| is_mount_of(flag, name)),
        }
    }
}

fn is_mount_of(flag: &Flag, name: &str) -> bool {
    let is_bind = flag.option("type").is_none_or(|kind| &*kind.text == "bind");
    let source = flag.option("source").or_else(|| flag.option("src"));
    flag.is_named("mount")
        && is_bind
        && flag.option("from").is_none()
        && names(source.map_or("", |source| &source.text), name)
}

/// The same for one of the sources.
pub fn source_taken(line: &Line, source: &str) -> Vec<String> {
    if flags(line, "from").next().is_some() || is_remote(source) {
        return Vec::new();
    }
    let points = of_context(line, &[source.to_owned()], line.place.lang());
    let points: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
    let shown = code(source);
    match points.is_empty() {
        true => Vec::new(),
        false => vec![format!("**{shown}**"), points.join("\n")],
    }
}

fn of_context(line: &Line, sources: &[String], lang: Lang) -> Vec<String> {
    let context = line.place.asked.context;
    let ignore_file = context.ignore_file();
    let rules = ignore_file.as_ref().map_or("", |file| &file.text);
    let excluded: Vec<String> = flags(line, "exclude").collect();
    let (ignore, exclude) = (Ignore::read(rules), Ignore::of_patterns(&excluded));
    if sources.is_empty() {
        return Vec::new();
    }
    let Some(taken) = taken(context, sources, &ignore, &exclude) else {
        return Vec::new();
    };
    let mut points = Vec::from_iter(taken_point(&taken, lang));
    let ignore_file = ignore_file.as_ref().map_or("", |file| &file.name);
    for (names, by) in [
        (&taken.left_out, ignore_file),
        (&taken.excluded, "--exclude"),
    ] {
        if names.is_empty() {
            continue;
        }
        let (names, by) = (listed(names, lang), code(by));
        points.push(msg!(
            lang,
            en: "**Left out** by {by}: {names}",
            fr: "**Écarté** par {by}\u{a0}: {names}",
        ));
    }
    if !taken.missing.is_empty() {
        let names = listed(&taken.missing, lang);
        points.push(match context.name() {
            Some(folder) => {
                let folder = code(&folder);
                msg!(
                    lang,
                    en: "**Missing**: {names} (looked for in {folder}, the build context)",
                    fr: "**Introuvable**\u{a0}: {names} (cherché dans {folder}, le contexte de construction)",
                )
            }
            None => msg!(
                lang,
                en: "**Missing**: {names} (looked for in this file's folder, taken as the build context)",
                fr: "**Introuvable**\u{a0}: {names} (cherché dans le dossier de ce fichier, pris pour contexte de construction)",
            ),
        });
    }
    points
}

fn taken_point(taken: &Taken, lang: Lang) -> Option<String> {
    if taken.files == 0 {
        return None;
    }
    let files = lang.count(taken.files, ("file", "files"), ("fichier", "fichiers"));
    let (size, names) = (size(taken.bytes, lang), listed(&taken.names, lang));
    Some(match taken.is_cut {
        true => msg!(
            lang,
            en: "**Takes** more than {files} of the build context: {names}",
            fr: "**Prend** plus de {files} du contexte de construction\u{a0}: {names}",
        ),
        false => msg!(
            lang,
            en: "**Takes** {files} ({size}) of the build context: {names}; a change in one of them counts as a change of this line",
            fr: "**Prend** {files} ({size}) du contexte de construction\u{a0}: {names}\u{a0}; modifier l'un d'eux revient à changer cette ligne",
        ),
    })
}

fn listed(names: &[String], lang: Lang) -> String {
    let names: Vec<String> = names.iter().map(|name| code_of(name, 40)).collect();
    list(&names, MOST_NAMES, lang)
}

fn elsewhere(line: &Line, from: &str, lang: Lang) -> String {
    let from_stage = line.evaluation.stage_meant(Keyword::Copy, from);
    let stages = &line.place.asked.document.layers().stages;
    match from_stage.and_then(|stage| stages.get(stage)) {
        Some(stage) => {
            let stage = prose(&wording::mention(stage, lang));
            msg!(
                lang,
                en: "Takes files from {stage}, not from the build context",
                fr: "Prend des fichiers dans {stage}, pas dans le contexte de construction",
            )
        }
        None => {
            let from = code(from);
            msg!(
                lang,
                en: "Takes files from the image {from}, not from the build context",
                fr: "Prend des fichiers dans l'image {from}, pas dans le contexte de construction",
            )
        }
    }
}

fn is_remote(source: &str) -> bool {
    let starts = ["http://", "https://", "git@", "git://", "ssh://"];
    starts.iter().any(|start| source.starts_with(start))
}

fn sources(line: &Line, transfer: &Transfer) -> Vec<String> {
    let paths = transfer.sources.iter().filter_map(|source| match source {
        Source::Path(path) => Some(line.value(path)),
        Source::Heredoc(_) => None,
    });
    paths.collect()
}

/// The values of a flag that may be given more than once; BuildKit replaces no variables in those
/// asked for here.
fn flags(line: &Line, name: &str) -> impl Iterator<Item = String> {
    let flags = line.located.instruction.flags.iter();
    let flags = flags.filter(move |flag| flag.is_named(name));
    flags.filter_map(|flag| Some(flag.value.as_ref()?.text.to_string()))
}
