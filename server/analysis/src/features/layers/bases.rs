//! What is known of the images that stages build on: their layers, and how large they are.

use super::history::History;
use crate::images::{Images, PlatformSize};
use crate::lang::Lang;
use crate::model::Reference;
use std::cell::RefCell;
use std::collections::HashMap;

/// For one question: each image is looked up once.
pub struct Bases<'a> {
    images: &'a dyn Images,
    known: RefCell<HashMap<String, Base>>,
}

/// What of a base is known.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Base {
    pub layers: Option<usize>,
    /// Of the first platform that is known.
    pub size: Option<PlatformSize>,
}

impl<'a> Bases<'a> {
    pub fn new(images: &'a dyn Images) -> Bases<'a> {
        Bases {
            images,
            known: RefCell::default(),
        }
    }

    /// The image of a name as it stands behind FROM, with its variables replaced.
    pub fn of(&self, name: &str) -> Base {
        if let Some(base) = self.known.borrow().get(name) {
            return base.clone();
        }
        let base = self.look_up(name).unwrap_or_default();
        self.known
            .borrow_mut()
            .insert(name.to_owned(), base.clone());
        base
    }

    /// How the image was made, where the local engine or its registry has told that.
    pub fn history(&self, name: &str) -> Option<History> {
        let history = History::of(&self.images.history(&Reference::parse(name)?)?);
        (!history.layers.is_empty()).then_some(history)
    }

    fn look_up(&self, name: &str) -> Option<Base> {
        let about = self.images.about(&Reference::parse(name)?)?;
        let mut sizes = about.sizes.into_iter().map(|size| size.value);
        Some(Base {
            layers: about.layers.map(|layers| layers.value as usize),
            size: sizes.next(),
        })
    }
}

/// In the units that registries show, with three digits at most.
pub fn size(bytes: u64, lang: Lang) -> String {
    let units = match lang {
        Lang::En => ["B", "kB", "MB", "GB", "TB"],
        Lang::Fr => ["o", "ko", "Mo", "Go", "To"],
    };
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = match value {
        _ if unit == 0 || value >= 99.95 => 0,
        _ if value >= 9.995 => 1,
        _ => 2,
    };
    let number = format!("{value:.decimals$}");
    match lang {
        Lang::En => format!("{number} {}", units[unit]),
        Lang::Fr => format!("{}\u{a0}{}", number.replace('.', ","), units[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: u64, en: &str, fr: &str) {
        assert_eq!((&*size(bytes, Lang::En), &*size(bytes, Lang::Fr)), (en, fr));
    }

    #[test]
    fn sizes_have_three_digits() {
        check(0, "0 B", "0\u{a0}o");
        check(999, "999 B", "999\u{a0}o");
        check(1_500, "1.50 kB", "1,50\u{a0}ko");
        check(60_697_390, "60.7 MB", "60,7\u{a0}Mo");
        check(999_600, "1.00 MB", "1,00\u{a0}Mo");
        check(412_345_678, "412 MB", "412\u{a0}Mo");
        check(u64::MAX, "18446744 TB", "18446744\u{a0}To");
    }
}
