//! Where things are defined and used, other names for them, and the forms that an instruction takes.

use super::File;
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::edit::apply;
use strates_analysis::features::links::links;
use strates_analysis::features::navigation::{
    Goal, declaration, definition, highlights, linked, prepare_rename, references, rename,
};
use strates_analysis::features::signature::signatures;
use strates_analysis::lang::Lang;
use strates_analysis::text::ByteRange;

pub fn ask(file: &File, byte: usize) -> Result<(), String> {
    about(file.document, file.text, byte, file.lang).map_err(str::to_owned)?;
    match byte {
        0 => {
            let links = links(file.document, &NoContext);
            let is_sound = links.iter().all(|link| is_inside(file.text, &link.range));
            is_sound.then_some(()).ok_or_else(|| "links".to_owned())
        }
        _ => Ok(()),
    }
}

fn is_inside(text: &str, range: &ByteRange) -> bool {
    text.get(range.clone())
        .is_some_and(|inner| !inner.is_empty())
}

fn about(document: &Document, text: &str, byte: usize, lang: Lang) -> Result<(), &'static str> {
    let inside = |range: &ByteRange| is_inside(text, range);
    let holds = |range: &ByteRange| range.start <= byte && byte <= range.end;
    let found = [
        definition(document, byte, &NoContext),
        declaration(document, byte),
    ];
    for found in found.iter().flatten() {
        let is_sound = |goal: &Goal| match goal {
            Goal::Here { name, whole } => {
                inside(name) && inside(whole) && whole.start <= name.start && name.end <= whole.end
            }
            Goal::File { .. } => false,
        };
        if !inside(&found.origin) || !found.goals.iter().all(is_sound) {
            return Err("definition");
        }
    }
    let used = references(document, byte, true);
    if !used.iter().all(inside) || !used.windows(2).all(|two| two[0].end <= two[1].start) {
        return Err("references");
    }
    if highlights(document, byte).len() != used.len() {
        return Err("highlights");
    }
    if let Some(linked) = linked(document, byte) {
        let first = linked.ranges.first().map(|range| text.get(range.clone()));
        let is_alike = |range: &ByteRange| Some(text.get(range.clone())) == first;
        if !linked.ranges.iter().all(is_alike) || !linked.ranges.iter().any(holds) {
            return Err("linked editing");
        }
    }
    let prepared = prepare_rename(document, byte);
    match rename(document, byte, "zz_fresh_name") {
        Ok(edits) => {
            let is_prepared = prepared.is_ok_and(|prepared| inside(&prepared.range));
            if !is_prepared || apply(text, &edits).is_none_or(|after| after == text) {
                return Err("rename");
            }
        }
        Err(refusal) => {
            if refusal.message(Lang::En) == refusal.message(Lang::Fr) {
                return Err("refusal");
            }
        }
    }
    if let Some(found) = signatures(document, byte, lang) {
        let form = found.forms.get(found.active).ok_or("signature")?;
        let count = form.parameters.len();
        if form.active.is_some_and(|active| active >= count) {
            return Err("parameter");
        }
    }
    Ok(())
}
