//! The table at the start of the embedded catalog, and where the rest of it stands.
//!
//! `STC1`, the length of the table as four bytes (the lowest first), the table, the blocks. The
//! table is text, a line each, with tabs between:
//!
//! - `A`, then lists of architectures, numbered from 0;
//! - `I`, name, flags, day of the list, lengths of the three blocks, English, French. The flags are
//!   `o` official, `d` deprecated, `x` no longer listed, `g` tags that are not a list of all.
//!
//! The images are sorted by name, and so are their blocks, each packed by Deflate or empty:
//!
//! - tags: `tag tag… ⇥ architectures ⇥ flags ⇥ layers`, a group of aliases each, with the flags `*`
//!   the default one and `w` for Windows too; and what was measured, as
//!   `! ⇥ tag ⇥ day ⇥ digest ⇥ layers ⇥ platform=bytes…`;
//! - gone: `day ⇥ tag tag…`, days counted from 2013-01-01;
//! - cycles: `version ⇥ day of its end ⇥ name`, with `ended` for a day that nobody knows.

use super::block::Block;
use super::image::Image;
use crate::date::parse_date;
use strates_analysis::lang::Text;

const MAGIC: &[u8] = b"STC1";

#[derive(Default)]
pub struct Index {
    pub architectures: Vec<Vec<String>>,
    /// By name.
    pub images: Vec<Image>,
}

impl Index {
    /// What cannot be read is left out.
    pub fn read(bytes: &'static [u8]) -> Index {
        Index::table(bytes).unwrap_or_default()
    }

    fn table(bytes: &'static [u8]) -> Option<Index> {
        let (length, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (table, mut blocks) = rest.split_at_checked(length)?;
        let mut index = Index::default();
        for line in str::from_utf8(table).ok()?.lines() {
            let (kind, line) = line.split_once('\t')?;
            if kind == "A" {
                let lists = line.split('\t');
                let names = |list: &str| list.split(',').map(str::to_owned).collect();
                index.architectures = lists.map(names).collect();
                continue;
            }
            let mut fields = line.split('\t');
            let name = fields.next()?;
            let flags = fields.next()?;
            let listed = parse_date(fields.next()?);
            let mut block = || {
                let length = fields.next()?.parse().ok()?;
                let (packed, rest) = blocks.split_at_checked(length)?;
                blocks = rest;
                Some(Block::new(packed))
            };
            let (tags, gone, cycles) = (block()?, block()?, block()?);
            let (en, fr) = (fields.next()?, fields.next()?);
            let has = |flag| flags.contains(flag);
            index.images.push(Image {
                name,
                description: (!en.is_empty()).then_some(Text { en, fr }),
                is_official: has('o'),
                is_deprecated: has('d'),
                is_listed: !has('x'),
                has_all_tags: !has('g'),
                listed,
                tags,
                gone,
                cycles,
                ..Image::default()
            });
        }
        Some(index)
    }

    pub fn get(&self, name: &str) -> Option<&Image> {
        let at = self
            .images
            .binary_search_by(|image| image.name.cmp(name))
            .ok()?;
        self.images.get(at)
    }
}
