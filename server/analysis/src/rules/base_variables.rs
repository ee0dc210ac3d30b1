//! The variables that the images below stages set.

use super::FileView;
use super::fast_hash::Fast;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// By the names of the images. Asked only for what the file does not define.
#[derive(Default)]
pub struct Bases(RefCell<HashMap<String, Base, Fast>>);

#[derive(Clone)]
pub enum Base {
    Empty,
    /// The names that it sets.
    Known(Rc<HashSet<String, Fast>>),
    Unknown,
}

impl Bases {
    pub fn of(&self, file: &FileView, root: usize) -> Base {
        let name = file.evaluation().base_name(root);
        let mut known = self.0.borrow_mut();
        if let Some(base) = known.get(name) {
            return base.clone();
        }
        let environment = || {
            let image = file.evaluation().reference(root)?;
            let contexts = file.world.context.other_contexts();
            if image.is_any_of(&contexts) {
                return None;
            }
            file.world.images.environment(&image)
        };
        let base = match name {
            "scratch" => Base::Empty,
            _ => environment().map_or(Base::Unknown, |variables| {
                let names = variables.value.into_iter().map(|(name, _)| name);
                Base::Known(Rc::new(names.collect()))
            }),
        };
        known.insert(name.to_owned(), base.clone());
        base
    }
}
