//! The official images, condensed: `#`, commit and day; `%n` and architectures; `@name`,
//! description, categories, `D` for a deprecated one; then a line for each group of aliases, with
//! the number of its architectures and its flags.

use crate::{Group, Image, Images, architecture};
use std::collections::HashMap;

pub fn images(text: &str) -> Result<Images, String> {
    let mut date = "";
    let mut lists: HashMap<&str, Vec<String>> = HashMap::new();
    let mut images = Images::new();
    let mut current: Option<&mut Image> = None;
    for (at, line) in text.lines().enumerate() {
        let wrong = |what: &str| format!("official images, line {}: {what}", at + 1);
        let mut fields = line.split('\t');
        let first = fields.next().unwrap_or_default();
        if first.starts_with('#') {
            date = fields.nth(1).and_then(|date| date.get(..10)).unwrap_or("");
        } else if let Some(number) = first.strip_prefix('%') {
            let list = fields.next().ok_or_else(|| wrong("no architectures"))?;
            lists.insert(number, list.split(',').map(architecture).collect());
        } else if let Some(name) = first.strip_prefix('@') {
            current = Some(images.entry(name.to_owned()).or_insert(Image {
                is_official: true,
                is_listed: true,
                is_deprecated: fields.nth(2).is_some_and(|flags| flags.contains('D')),
                date: date.to_owned(),
                ..Image::default()
            }));
        } else if !first.is_empty() {
            let image = current
                .as_mut()
                .ok_or_else(|| wrong("tags before an image"))?;
            let list = fields.next().ok_or_else(|| wrong("no architectures"))?;
            let end = list
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(list.len());
            let (number, flags) = list.split_at(end);
            let architectures = lists.get(number);
            image.groups.push(Group {
                tags: first.split(' ').map(str::to_owned).collect(),
                architectures: architectures
                    .ok_or_else(|| wrong("unknown architectures"))?
                    .clone(),
                is_default: flags.contains('*'),
                is_for_windows_too: flags.contains('w'),
                layers: None,
            });
        }
    }
    Ok(images)
}
