use super::super::refusal::Refusal;
use super::super::survey::{Kind, Survey};
use super::{line_of, replaced};
use crate::Document;
use crate::docs::{Kind as Page, Subject};
use crate::edit::TextEdit;
use crate::shell::is_name;
use crate::text::ByteRange;

/// What the system, a shell or the loader reads by itself.
const OF_SYSTEM: [&str; 9] = [
    "PATH",
    "HOME",
    "PWD",
    "OLDPWD",
    "IFS",
    "SHELL",
    "HOSTNAME",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
];

pub fn may_rename_variable(survey: &Survey, name: &str, range: &ByteRange) -> Result<(), Refusal> {
    let name = || name.to_owned();
    refuse_reserved(&name())?;
    match survey.at(range).map(|here| survey.kind(here)) {
        None => Err(Refusal::NothingHere),
        Some(Kind::Unknown) => Err(Refusal::NotOfFile { name: name() }),
        Some(Kind::OfFile | Kind::OfScript) => Ok(()),
    }
}

/// Names with a meaning that no file can give them or take from them.
fn refuse_reserved(name: &str) -> Result<(), Refusal> {
    let upper = name.to_ascii_uppercase();
    let is_proxy = upper.ends_with("_PROXY");
    let is_predefined = Subject::find(Page::Argument, if is_proxy { &upper } else { name })
        .is_some()
        || name.starts_with("BUILDKIT_");
    match () {
        () if is_predefined => Err(Refusal::Predefined { name: name.into() }),
        () if OF_SYSTEM.contains(&name) => Err(Refusal::OfSystem { name: name.into() }),
        () => Ok(()),
    }
}

pub fn rename_variable(
    document: &Document,
    name: &str,
    range: &ByteRange,
    new: &str,
) -> Result<Vec<TextEdit>, Refusal> {
    let survey = Survey::of(document, name);
    may_rename_variable(&survey, name, range)?;
    if !is_name(new) {
        return Err(Refusal::InvalidVariable { name: new.into() });
    }
    if new == name {
        return Ok(Vec::new());
    }
    refuse_reserved(new)?;
    let taken = Survey::of(document, new).occurrences;
    if let Some(first) = taken.iter().min_by_key(|each| each.range.start) {
        return Err(Refusal::VariableTaken {
            name: new.into(),
            line: line_of(document, first.range.start),
        });
    }
    let here = survey.at(range).ok_or(Refusal::NothingHere)?;
    let same = survey.same(here).into_iter();
    Ok(same
        .flat_map(|each| replaced(document, &each.range, new))
        .collect())
}
