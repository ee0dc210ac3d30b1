//! `RUN --device`.

use super::csv;
use super::fault::Fault;
use super::kinds::flags as kinds;
use super::numbers::truth;
use super::reading::Piece;

pub(super) fn fault(value: &Piece) -> Option<Fault> {
    let invalid =
        |piece: &Piece| Some(Fault::new(kinds::INVALID_DEVICE, piece.span).with(&piece.text));
    let Some(fields) = csv::fields(value) else {
        return invalid(value);
    };
    let mut has_name = false;
    for field in &fields {
        let (key, option) = match field.text.split_once('=') {
            Some((key, option)) => (key, Some(option)),
            None => (&*field.text, None),
        };
        let is_right = match (key.to_lowercase().as_str(), option) {
            ("required", None) => true,
            ("required", Some(option)) => truth(option).is_some(),
            ("name", Some(option)) => {
                let is_first = !has_name;
                has_name = !option.is_empty();
                is_first
            }
            _ => {
                let is_first = !has_name;
                has_name = !field.text.is_empty();
                is_first
            }
        };
        if !is_right {
            return invalid(field);
        }
    }
    None
}
