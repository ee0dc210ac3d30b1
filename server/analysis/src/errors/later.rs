//! What can be told of an instruction only where it runs: words with variables, paths that count
//! from a directory, paths that only Windows rejects.

use super::copying::Copying;
use super::fault::Fault;
use super::kinds::{arguments, values};
use super::mounts;
use super::ports;
use super::reading::Piece;
use super::signal;
use super::words::{World, Worth, depends_on_values, unescape};

#[derive(Debug)]
pub(crate) enum Later {
    /// Words that must be expanded, whatever they come to.
    Words(Vec<Piece>),
    Directory(Piece),
    Signal(Piece),
    Ports(Vec<Piece>),
    Volumes(Vec<Piece>),
    Mounts(Vec<Piece>),
    Copying(Box<Copying>),
}

impl Later {
    pub(super) fn check(&self, world: &World, found: &mut Vec<Fault>) {
        let start = found.len();
        self.look(world, found);
        if matches!(self, Later::Signal(_) | Later::Ports(_) | Later::Mounts(_)) {
            for fault in found.iter_mut().skip(start) {
                unescape(fault);
            }
        }
    }

    fn look(&self, world: &World, found: &mut Vec<Fault>) {
        match self {
            Later::Words(words) => {
                for word in words {
                    world.worth_of(word, found);
                }
            }
            Later::Directory(path) => {
                let worth = world.worth_of(path, found);
                let worth = worth.filter(|worth| worth.is_certain && world.is_windows);
                found.extend(worth.and_then(|worth| drive_fault(path, &worth.text)));
            }
            Later::Signal(word) => {
                let worth = world.worth_of(word, found);
                // No value makes a signal of what starts like none.
                let is_open = |worth: &Worth| !worth.is_certain && signal::may_start(&word.text);
                let worth = worth.filter(|worth| !is_open(worth));
                found.extend(worth.and_then(|worth| signal::fault(word, &worth.text)));
            }
            Later::Ports(words) => {
                for word in words {
                    let ports = world.words_of(word, found).into_iter();
                    let certain = ports.filter(|worth| worth.is_certain);
                    let mut faults = certain.filter_map(|worth| ports::fault(word, &worth.text));
                    found.extend(faults.next());
                }
            }
            Later::Volumes(paths) => {
                for path in paths {
                    let worth = world.worth_of(path, found);
                    if worth.is_some_and(|worth| worth.is_certain && worth.text.is_empty()) {
                        let fault = Fault::new(arguments::EMPTY_VOLUME, path.span);
                        found.push(fault.with(&path.text));
                    }
                }
            }
            Later::Mounts(mounts) => {
                for mount in mounts {
                    mounts::check(mount, world, found);
                }
            }
            Later::Copying(copying) => copying.check(world, found),
        }
    }

    /// The words that are only expanded.
    pub(super) fn words(&self) -> &[Piece] {
        match self {
            Later::Words(words) => words,
            _ => &[],
        }
    }

    /// Whether it is the same everywhere.
    pub(super) fn is_constant(&self) -> bool {
        let has_variable = |piece: &Piece| piece.text.contains('$');
        match self {
            Later::Words(words) => !words.iter().any(|word| depends_on_values(&word.text)),
            Later::Directory(path) => !depends_on_values(&path.text) && !is_odd_path(&path.text),
            Later::Signal(word) => !has_variable(word),
            Later::Ports(words) | Later::Volumes(words) => !words.iter().any(has_variable),
            Later::Mounts(mounts) => !mounts
                .iter()
                .any(|mount| has_variable(mount) || mounts::depends_on_directory(mount)),
            Later::Copying(copying) => copying.is_constant(),
        }
    }
}

/// A path that Windows may reject, or that a variable gives.
pub(super) fn is_odd_path(path: &str) -> bool {
    let is_slash = |letter: char| letter == '/' || letter == '\\';
    path.contains([':', '$']) || (path.starts_with(is_slash) && path[1..].starts_with(is_slash))
}

/// What is wrong with a path in a Windows image.
pub(super) fn drive_fault(piece: &Piece, path: &str) -> Option<Fault> {
    let is_slash = |letter: char| letter == '/' || letter == '\\';
    let is_shared = path.starts_with(is_slash) && path[1..].starts_with(is_slash);
    let drive = path.split_once(':').map(|(drive, _)| drive);
    let is_elsewhere = drive.is_some_and(|drive| !drive.eq_ignore_ascii_case("c"));
    let is_bare = path.len() == 2 && path.ends_with(':');
    (is_shared || is_elsewhere || is_bare)
        .then(|| Fault::new(values::DRIVE_LETTER, piece.span).with(path))
}
