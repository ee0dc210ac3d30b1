//! Tags that are no longer built: `@image`, then days since 2013-01-01 and the tags of that day.
//! An image with `!` is no longer official.

use crate::{Image, Images};

pub fn add(images: &mut Images, text: &str) -> Result<(), String> {
    let mut current: Option<&mut Image> = None;
    for (at, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix('@') {
            let (name, flags) = name.split_once('\t').unwrap_or((name, ""));
            let image = images.entry(name.to_owned()).or_default();
            image.is_official = true;
            image.is_deprecated |= flags.contains('!');
            current = Some(image);
            continue;
        }
        let is_line = |line: &&str| {
            let day = line.split('\t').next();
            day.is_some_and(|day| day.parse::<u32>().is_ok())
        };
        match &mut current {
            _ if line.is_empty() || line.starts_with('#') => {}
            Some(image) if is_line(&line) => {
                image.gone.push_str(line);
                image.gone.push('\n');
            }
            _ => return Err(format!("tags no longer built, line {}: not a day", at + 1)),
        }
    }
    Ok(())
}
