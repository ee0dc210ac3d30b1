//! What the program knows of images by itself.

use strates_registry::catalog::Catalog;

/// Nothing of it is read before somebody asks.
pub static CATALOG: Catalog = Catalog::embedded();
