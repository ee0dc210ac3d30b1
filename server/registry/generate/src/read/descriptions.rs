//! What an image is, in our words: name, English, French, and `deprecated` where it is.

use crate::Images;

pub fn add(images: &mut Images, text: &str) -> Result<(), String> {
    for (at, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let ([name, en, fr] | [name, en, fr, "deprecated"]) = *fields else {
            return Err(format!(
                "descriptions, line {}: not name, English, French",
                at + 1
            ));
        };
        // An image that is no longer listed keeps its description for the day it is again.
        let Some(image) = images.get_mut(name) else {
            continue;
        };
        (image.en, image.fr) = (en.to_owned(), fr.to_owned());
        image.is_deprecated |= fields.len() == 4;
    }
    let is_mute = |image: &&crate::Image| image.is_listed && image.en.is_empty();
    let mute: Vec<&str> = images
        .iter()
        .filter(|(_, image)| is_mute(image))
        .map(|(name, _)| &**name)
        .collect();
    match mute.is_empty() {
        true => Ok(()),
        false => Err(format!("no description of: {}", mute.join(", "))),
    }
}
