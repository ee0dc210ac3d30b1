//! The form of the embedded catalog, which `catalog/index.rs` of strates-registry tells and reads.

use crate::{Group, Image, Images};
use miniz_oxide::deflate::compress_to_vec;

/// The smallest that it can do.
const LEVEL: u8 = 10;

pub fn bytes(images: &Images) -> Result<Vec<u8>, String> {
    let mut architectures: Vec<String> = Vec::new();
    let mut lines = String::new();
    let mut blocks: Vec<u8> = Vec::new();
    for (name, image) in images {
        let mut lengths = Vec::new();
        for text in [
            tags(image, &mut architectures),
            image.gone.clone(),
            cycles(image),
        ] {
            let block = packed(&text);
            lengths.push(block.len().to_string());
            blocks.extend(block);
        }
        let fields = [
            "I",
            name,
            &flags(image),
            &image.date,
            &lengths.join("\t"),
            &image.en,
            &image.fr,
        ];
        lines.push_str(&fields.join("\t"));
        lines.push('\n');
    }
    let table = format!("A\t{}\n{lines}", architectures.join("\t"));
    let length = u32::try_from(table.len()).map_err(|_| "the table is too long")?;
    let mut bytes = b"STC1".to_vec();
    bytes.extend(length.to_le_bytes());
    bytes.extend(table.bytes());
    bytes.extend(blocks);
    Ok(bytes)
}

fn flags(image: &Image) -> String {
    let flags = [
        (image.is_official, 'o'),
        (image.is_deprecated, 'd'),
        (!image.is_listed, 'x'),
        (image.is_guess, 'g'),
    ];
    let set = flags.iter().filter(|(is_set, _)| *is_set);
    set.map(|(_, flag)| flag).collect()
}

fn tags(image: &Image, architectures: &mut Vec<String>) -> String {
    let mut text = String::new();
    for measured in &image.measured {
        let sizes = measured.sizes.iter();
        let sizes: Vec<String> = sizes
            .map(|(platform, bytes)| format!("{platform}={bytes}"))
            .collect();
        let layers = measured.layers.to_string();
        let fields = [
            "!",
            &measured.tag,
            &measured.date,
            &measured.digest,
            &layers,
            &sizes.join("\t"),
        ];
        text.push_str(&fields.join("\t"));
        text.push('\n');
    }
    for group in &image.groups {
        text.push_str(&group_line(group, architectures));
        text.push('\n');
    }
    text
}

fn group_line(group: &Group, architectures: &mut Vec<String>) -> String {
    let list = group.architectures.join(",");
    let known = architectures.iter().position(|known| *known == list);
    let number = match known {
        _ if list.is_empty() => String::new(),
        Some(number) => number.to_string(),
        None => {
            architectures.push(list);
            (architectures.len() - 1).to_string()
        }
    };
    let flags = [(group.is_default, '*'), (group.is_for_windows_too, 'w')];
    let set = flags.iter().filter(|(is_set, _)| *is_set);
    let flags: String = set.map(|(_, flag)| flag).collect();
    let layers = group
        .layers
        .map_or(String::new(), |count| count.to_string());
    [&group.tags.join(" "), &number, &flags, &layers]
        .map(|field| &**field)
        .join("\t")
}

fn cycles(image: &Image) -> String {
    let lines = image.cycles.iter();
    let lines = lines.map(|cycle| format!("{}\t{}\t{}\n", cycle.version, cycle.end, cycle.name));
    lines.collect()
}

fn packed(text: &str) -> Vec<u8> {
    if text.is_empty() {
        return Vec::new();
    }
    compress_to_vec(text.as_bytes(), LEVEL)
}
