//! Files and folders of the build context.

use super::Completions;
use super::destinations;
use super::item::{Item, ItemKind};
use super::line::Word;
use super::place::Place;
use super::spelling::{self, Within};
use crate::context::{Ignore, Name, Names};
use crate::docs::Kind;
use crate::lang::Text;
use crate::model::Keyword;
use crate::model::state::Evaluation;
use std::cmp::Ordering;

/// A source of COPY or ADD, or where it goes.
pub fn transfer(place: &Place, typed: &str, index: usize, json: bool) -> Completions {
    let mut offered = Completions::default();
    if index > 0 {
        offered.items = destinations::of_transfer(place, json);
    }
    let from = place.command.flags.iter().find(|(name, _)| name == "from");
    if let Some((_, from)) = from {
        offered.items.extend(in_stage(place, from, json));
        return offered;
    }
    // What leads from the root is a destination by now.
    if index > 0 && typed.starts_with('/') {
        return offered;
    }
    let form = match json {
        true => Form::Json,
        false => Form::Words {
            may_become_json: index == 0 && place.is_last(),
        },
    };
    let mut found = in_context(place, typed, form);
    if index > 0 && place.is_last() {
        // It is the destination as it stands, and that is no pattern.
        found.items.retain(|item| !item.plain.contains('['));
    }
    offered.items.extend(found.items);
    offered.is_incomplete |= found.is_incomplete;
    offered
}

/// What a bind mount shows.
pub fn mounted(place: &Place) -> Completions {
    in_context(place, place.typed(), Form::Option)
}

/// How a path is written here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    /// Blanks end a word: a name with one needs the JSON form.
    Words {
        may_become_json: bool,
    },
    Json,
    Option,
}

impl Form {
    fn within(self, place: &Place) -> Within {
        match self {
            Form::Words { .. } => Within::Word {
                escape: place.escape(),
            },
            Form::Json => Within::Json,
            Form::Option => Within::Option,
        }
    }
}

/// No more names of a folder are shown.
const MOST: usize = 200;

fn in_context(place: &Place, typed: &str, form: Form) -> Completions {
    let (parent, start) = match typed.rfind('/') {
        Some(slash) => typed.split_at(slash + 1),
        None => ("", typed),
    };
    let within = form.within(place);
    let Some(folder) = folder(parent, within) else {
        return Completions::default();
    };
    let context = place.asked.context;
    let Some(Names {
        names: read,
        is_all,
    }) = context.names(&folder)
    else {
        return Completions::default();
    };
    let is_long = read.len() > MOST;
    let mut is_incomplete = is_long || !is_all;
    let fits = |name: &&Name| !is_long || begins(&name.name, start, within);
    let mut names: Vec<&Name> = read.iter().filter(fits).collect();
    // As many as may be left out by the ignore file, and those that are shown.
    if names.len() > 4 * MOST {
        names.select_nth_unstable_by(4 * MOST, |one, other| order(one, other));
        names.truncate(4 * MOST);
    }
    names.sort_by(|one, other| order(one, other));
    let ignore = context.ignore_file().map(|file| Ignore::read(&file.text));
    let ignore = ignore.unwrap_or_default();
    let written = Typed {
        parent,
        start,
        word: last_part(place, start),
    };
    let mut items: Vec<Item> = Vec::new();
    if typed.is_empty() && !matches!(form, Form::Option) {
        let all = place.item(".", ItemKind::Folder);
        items.push(all.page(Kind::Concept, "build-context"));
    }
    for name in names {
        let path = match folder.is_empty() {
            true => name.name.clone(),
            false => format!("{folder}/{}", name.name),
        };
        // A folder that is left out may still hold an exception.
        let may_hold_more = name.is_folder && ignore.has_exceptions();
        let is_left_out = ignore.leaves_out(&path);
        if is_left_out && !may_hold_more {
            continue;
        }
        items.extend(item(place, name, &written, form, is_left_out));
        if items.len() > MOST {
            is_incomplete = true;
            break;
        }
    }
    Completions {
        items,
        is_incomplete,
    }
}

/// The folder that is typed so far, from the root of the context; `None` for what is no plain path.
fn folder(parent: &str, within: Within) -> Option<String> {
    let parent = spelling::read(parent, within)?;
    let parts = || parent.split('/').filter(|part| !matches!(*part, "" | "."));
    let leads_out = parent.contains(':') || parts().any(|part| part == "..");
    (!leads_out).then(|| parts().collect::<Vec<_>>().join("/"))
}

/// Whether a name begins with what is typed, as it is or as it is written.
fn begins(name: &str, start: &str, within: Within) -> bool {
    let is_escaped = || start.contains(['[', '\\', '`']);
    let as_written =
        || spelling::written(name, within).is_some_and(|name| starts_with(&name, start));
    starts_with(name, start) || is_escaped() && as_written()
}

fn starts_with(name: &str, start: &str) -> bool {
    let head = name.get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Folders first, hidden ones last.
fn order(one: &Name, other: &Name) -> Ordering {
    let group = |name: &Name| (name.name.starts_with('.'), !name.is_folder);
    let by_name = || {
        let lowered = lower(&one.name).cmp(lower(&other.name));
        lowered.then_with(|| one.name.cmp(&other.name))
    };
    group(one).cmp(&group(other)).then_with(by_name)
}

fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// The last part of a path, up to the next slash.
fn last_part(place: &Place, start: &str) -> Word {
    let Word { cursor, end, .. } = place.word;
    let after = place.line.after.get(..end - cursor).unwrap_or_default();
    Word {
        start: cursor - start.len(),
        cursor,
        end: cursor + after.find('/').unwrap_or(after.len()),
    }
}

/// What is typed of a path.
struct Typed<'a> {
    /// Up to its last slash.
    parent: &'a str,
    /// From there to the cursor.
    start: &'a str,
    /// What a name takes the place of.
    word: Word,
}

fn item(place: &Place, name: &Name, typed: &Typed, form: Form, is_left_out: bool) -> Option<Item> {
    let word = typed.word;
    let kind = match name.is_folder {
        true => ItemKind::Folder,
        false => ItemKind::File,
    };
    let follows = place.line.after.get(word.end - word.cursor..);
    let has_slash = follows.is_some_and(|follows| follows.starts_with('/'));
    let name = name.name.as_str();
    let slash = if kind == ItemKind::Folder { "/" } else { "" };
    let written = spelling::written(name, form.within(place))?;
    let is_first = matches!(form, Form::Words { .. }) && typed.parent.is_empty();
    // Not to look like a JSON form.
    let before = if is_first && written.starts_with('[') {
        "./"
    } else {
        ""
    };
    let after = if has_slash { "" } else { slash };
    let item = Item::new(format!("{name}{slash}"), kind, word);
    let item = item.writes(format!("{before}{written}{after}"));
    // Who has begun to escape goes on doing so.
    let item = match starts_with(name, typed.start) {
        true => item,
        false => item.filter(written),
    };
    let item = match is_left_out {
        true => item.detail(LEFT_OUT.get(place.lang())),
        false => item,
    };
    let has_blank = name.contains(char::is_whitespace);
    match form {
        Form::Words { .. }
            if name.starts_with("<<") || typed.parent.is_empty() && name.starts_with("--") =>
        {
            None
        }
        Form::Words { may_become_json } if has_blank => may_become_json
            .then(|| in_json(place, typed.parent, name, item))
            .flatten(),
        Form::Option if has_blank || name.contains(',') => None,
        _ => Some(item),
    }
}

/// The whole word as a JSON form, for a name that no word can hold.
fn in_json(place: &Place, parent: &str, name: &str, item: Item) -> Option<Item> {
    let name = spelling::written(name, Within::Json)?;
    // What a word escapes is escaped in another way there.
    if parent.contains(place.escape()) {
        return None;
    }
    let path = format!("{parent}{name}");
    let whole = Item {
        word: place.word,
        ..item
    };
    Some(whole.writes(format!("[\"{path}\", \"./\"]")).filter(path))
}

const LEFT_OUT: Text = Text {
    en: "left out by the ignore file, but for exceptions",
    fr: "écarté par le fichier d'exclusion, sauf exceptions",
};

/// Where another stage puts what it makes.
fn in_stage(place: &Place, from: &str, json: bool) -> Vec<Item> {
    let Some(own) = place.stage() else {
        return Vec::new();
    };
    let evaluation = Evaluation::new(place.file());
    match evaluation.stage_meant(Keyword::Copy, from) {
        Some(stage) if stage < own => destinations::made_in(place, stage, json),
        _ => Vec::new(),
    }
}
