//! What may come next at the cursor.
//!
//! [`place`] tells what is being typed, from the text up to the cursor alone, so that half an
//! instruction will do. Then one file for each kind of list has its answer, in the order in which
//! it is best read.

mod arguments;
mod comments;
mod destinations;
mod directives;
mod environment;
mod expansion;
mod flags;
mod forms;
mod heredocs;
mod idioms;
mod images;
mod item;
mod keywords;
mod labels;
mod launch;
mod line;
mod mounts;
mod order;
mod paths;
mod place;
mod ports;
mod reading;
mod signals;
mod snippet;
mod spelling;
mod stages;
#[cfg(test)]
mod testing;
mod trigger;
mod users;
mod values;
mod variables;
mod words;

pub use item::{Documentation, Item, ItemKind};
pub use line::Word;
pub use place::Asked;
pub use trigger::TRIGGERS;

use place::{Argument, Expected, Place};

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Completions {
    /// The best first.
    pub items: Vec<Item>,
    /// More letters may bring more: the client is to ask again.
    pub is_incomplete: bool,
}

/// More than anybody looks through.
const MOST: usize = 300;

pub fn complete(asked: &Asked) -> Completions {
    match Place::of(asked) {
        Some(place) => offered(&place),
        None => Completions::default(),
    }
}

/// Whether the answer has to be looked for in the build context.
pub fn looks_at_files(asked: &Asked) -> bool {
    Place::of(asked).is_some_and(|place| match &place.expected {
        Expected::Argument(Argument::Transfer { .. }) => true,
        Expected::MountValue { key, .. } => mounts::is_source(key),
        _ => false,
    })
}

fn offered(place: &Place) -> Completions {
    let mut offered = match &place.expected {
        Expected::Keyword => keywords::items(place).into(),
        Expected::Argument(argument) => arguments_of(place, argument),
        Expected::Flag => Completions::default(),
        Expected::FlagValue(flag) => flags::values(place, flag).into(),
        Expected::MountOption(given) => mounts::options(place, given).into(),
        Expected::MountValue { given, key } => mounts::values(place, given, key),
        Expected::Image(named) => images::names(place, *named),
        Expected::Tag(image) => images::tags(place, image),
        Expected::Variable { scope, braced } => variables::names(place, *scope, *braced),
        Expected::Modifier(scope, name) => variables::modifiers(place, *scope, name).into(),
        Expected::Directive => directives::names(place).into(),
        Expected::DirectiveValue(name) => directives::values(place, name).into(),
        Expected::CheckOption => directives::check_options(place).into(),
        Expected::Rules(named, list) => directives::rules(place, named, *list).into(),
    };
    if place.accepts_flag {
        offered.items.extend(flags::names(place));
    }
    fitted(place, offered)
}

fn arguments_of(place: &Place, argument: &Argument) -> Completions {
    match argument {
        Argument::As => stages::as_keyword(place).into(),
        Argument::StageName => stages::missing(place).into(),
        Argument::Transfer { typed, index, json } => paths::transfer(place, typed, *index, *json),
        Argument::Directory { json, .. } => destinations::directories(place, *json).into(),
        Argument::Port(_) => ports::ports(place).into(),
        Argument::Protocol(port) => ports::protocols(place, port).into(),
        Argument::User => users::users(place).into(),
        Argument::Group(user) => users::groups(place, user).into(),
        Argument::Signal => signals::items(place).into(),
        Argument::Shell => forms::shells(place).into(),
        Argument::Launch => launch::items(place).into(),
        Argument::Check => launch::checks(place).into(),
        Argument::LabelKey(_) => labels::keys(place).into(),
        Argument::EnvironmentKey(_) => environment::keys(place).into(),
        Argument::Declared(_) => variables::arguments(place).into(),
        Argument::Script => idioms::items(place).into(),
        Argument::Heredoc => heredocs::items(place).into(),
    }
}

/// Of a long list, what begins with the typed letters, and no more than is looked at.
fn fitted(place: &Place, mut offered: Completions) -> Completions {
    if offered.items.len() <= MOST {
        return offered;
    }
    let typed = place.typed().to_lowercase();
    offered.items.retain(|item| {
        let filter = item.filter.as_deref().unwrap_or(&item.label);
        filter.to_lowercase().starts_with(&typed)
    });
    offered.items.truncate(MOST);
    offered.is_incomplete = true;
    offered
}

impl From<Vec<Item>> for Completions {
    fn from(items: Vec<Item>) -> Completions {
        Completions {
            items,
            is_incomplete: false,
        }
    }
}
