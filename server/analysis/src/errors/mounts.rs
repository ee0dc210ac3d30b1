//! `RUN --mount`: its options are told apart when the file is read, and looked at when the
//! instruction runs.

use super::csv;
use super::environment::cleaned;
use super::fault::{Fault, meant};
use super::fixes;
use super::flags::truth as meant_truth;
use super::kinds::mounts as kinds;
use super::numbers::{is_size, truth, unsigned};
use super::reading::Piece;
use super::words::World;
use crate::edit::Fix;
use crate::model::Span;

pub(crate) const TYPES: [&str; 5] = ["bind", "cache", "tmpfs", "secret", "ssh"];
pub(crate) const SHARINGS: [&str; 3] = ["shared", "private", "locked"];
#[rustfmt::skip]
const KEYS: [&str; 19] = [
    "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite",
    "rw", "required", "size", "id", "sharing", "mode", "uid", "gid", "env",
];
/// These may stand without a value.
const WORDS: [&str; 5] = ["readonly", "ro", "readwrite", "rw", "required"];

/// What is wrong with a mount before anything runs; where nothing is, the stage or image that it
/// names: empty where it names none.
pub(super) fn read(value: &Piece, found: &mut Vec<Fault>) -> Option<Piece> {
    let Some(fields) = csv::fields(value) else {
        found.push(Fault::new(kinds::MOUNT_FORM, value.span).with(&value.text));
        return None;
    };
    let mut from = Piece::new("", value.span);
    for field in &fields {
        let Some((key, name)) = field.text.split_once('=') else {
            continue;
        };
        if !key.eq_ignore_ascii_case("from") {
            continue;
        }
        let dollar = name.find('$');
        if dollar.is_some_and(|at| at + 1 != name.len()) {
            found.push(Fault::new(kinds::MOUNT_FROM_VARIABLE, field.place(name)).with(name));
            return None;
        }
        from = Piece::new(name, field.place(name));
    }
    Some(from)
}

/// Whether only the directory tells if the target is right.
pub(super) fn depends_on_directory(value: &Piece) -> bool {
    let count = |workdir: Option<&str>| {
        let mut found = Vec::new();
        let world = World {
            workdir,
            ..World::unknown('\\')
        };
        check(value, &world, &mut found);
        found.len()
    };
    count(None) != count(Some("/"))
}

/// A mount with what its options come to.
#[derive(Default)]
struct Mount {
    kind: String,
    kind_span: Option<Span>,
    from: Option<(String, Span)>,
    source: Option<(String, Span)>,
    target: Option<(String, Span)>,
    id: Option<(String, Span)>,
    sharing: Option<Span>,
    /// `mode`, `uid` and `gid`, in the order in which BuildKit looks at them.
    owner: [Option<Span>; 3],
    is_certain: bool,
}

/// What is wrong with a mount where it runs.
pub(super) fn check(value: &Piece, world: &World, found: &mut Vec<Fault>) {
    let Some(fields) = csv::fields(value) else {
        return;
    };
    let mut mount = Mount {
        kind: "bind".to_owned(),
        is_certain: true,
        ..Mount::default()
    };
    for field in &fields {
        if mount.read(field, world, found).is_none() {
            return;
        }
    }
    if mount.is_certain {
        found.extend(mount.fault(value, world));
    }
}

impl Mount {
    /// `None` where the rest need not be looked at.
    fn read(&mut self, field: &Piece, world: &World, found: &mut Vec<Fault>) -> Option<()> {
        let (written, value) = match field.text.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (&*field.text, None),
        };
        let key = written.to_lowercase();
        let key_span = field.place(written);
        let Some(value) = value else {
            return self.read_word(&key, key_span, found);
        };
        let value = Piece::new(value, field.place(value));
        let worth = world.worth_of(&value, found)?;
        self.is_certain &= worth.is_certain;
        if !worth.is_certain {
            return None;
        }
        let span = value.span;
        match self.read_pair(&key, key_span, &worth.text, span) {
            Some(fault) => {
                found.push(fault);
                None
            }
            None => Some(()),
        }
    }

    fn read_word(&mut self, key: &str, span: Span, found: &mut Vec<Fault>) -> Option<()> {
        if key == "required" && !self.has_required() {
            found.push(self.of_others(key, span));
            return None;
        }
        if WORDS.contains(&key) {
            return Some(());
        }
        if KEYS.contains(&key) {
            found.push(Fault::new(kinds::MOUNT_VALUE_MISSING, span).with(key));
        } else if TYPES.contains(&key) {
            let fix = fixes::safe(fixes::insert(span.start as usize, "type="));
            found.push(
                Fault::new(kinds::MOUNT_VALUE_MISSING, span)
                    .with(key)
                    .fix(fix),
            );
        } else {
            found.push(unknown(key, span));
        }
        None
    }

    fn read_pair(&mut self, key: &str, key_span: Span, value: &str, span: Span) -> Option<Fault> {
        let worth = || Some((value.to_owned(), span));
        match key {
            "type" => {
                let kind = value.to_lowercase();
                if !TYPES.contains(&kind.as_str()) {
                    return Some(one_of(kinds::MOUNT_TYPE, value, span, &TYPES));
                }
                self.kind = kind;
                self.kind_span = Some(span);
            }
            "from" => self.from = worth(),
            "source" | "src" => self.source = worth(),
            "target" | "dst" | "destination" => self.target = worth(),
            "id" => self.id = worth(),
            "env" => {}
            "required" if !self.has_required() => return Some(self.of_others(key, key_span)),
            "readonly" | "ro" | "readwrite" | "rw" | "required" => {
                if truth(value).is_none() {
                    let fault = Fault::new(kinds::MOUNT_BOOLEAN, span).with(key).with(value);
                    let lower = value.to_ascii_lowercase();
                    let meant = truth(&lower).map(|is_true| if is_true { "true" } else { "false" });
                    let meant = meant.or_else(|| meant_truth(value));
                    return Some(fault.fix(meant.map(|meant| fixes::replace(span, meant))));
                }
            }
            "size" if self.kind != "tmpfs" => return Some(self.of_others(key, key_span)),
            "size" if !is_size(value) => {
                return Some(Fault::new(kinds::MOUNT_SIZE, span).with(value));
            }
            "size" => {}
            "sharing" => {
                if !SHARINGS.contains(&value.to_lowercase().as_str()) {
                    return Some(one_of(kinds::MOUNT_SHARING, value, span, &SHARINGS));
                }
                self.sharing = Some(key_span);
            }
            "mode" => {
                if unsigned(value, 8).is_none() {
                    return Some(Fault::new(kinds::MOUNT_MODE, span).with(value));
                }
                self.owner[0] = Some(key_span);
            }
            "uid" | "gid" => {
                if unsigned(value, 10).is_none() {
                    return Some(Fault::new(kinds::MOUNT_OWNER, span).with(key).with(value));
                }
                self.owner[if key == "uid" { 1 } else { 2 }] = Some(key_span);
            }
            _ => return Some(unknown(key, key_span)),
        }
        None
    }

    fn has_required(&self) -> bool {
        self.kind == "secret" || self.kind == "ssh"
    }

    fn of_others(&self, key: &str, span: Span) -> Fault {
        Fault::new(kinds::MOUNT_KEY_OF_OTHERS, span)
            .with(key)
            .with(&self.kind)
    }

    /// What its options do not allow together.
    fn fault(&self, value: &Piece, world: &World) -> Option<Fault> {
        let is = |kind: &str| self.kind == kind;
        if !is("secret") && !is("ssh") && !is("cache") {
            let names = ["mode", "uid", "gid"];
            let mut owners = names.iter().zip(self.owner);
            let owner = owners.find_map(|(name, span)| Some((name, span?)));
            if let Some((name, span)) = owner {
                let fault = Fault::new(kinds::MOUNT_OWNER_OF_OTHERS, span);
                return Some(fault.with(name).with(&self.kind));
            }
        }
        if is("secret") {
            if let Some(fault) = self.secret_fault(value) {
                return Some(fault);
            }
        } else if let Some(span) = self.sharing.filter(|_| !is("cache")) {
            let fault = Fault::new(kinds::MOUNT_SHARING_OF_OTHERS, span);
            return Some(fault.with(&self.kind));
        }
        match self.kind.as_str() {
            "secret" => None,
            "ssh" => {
                let (_, span) = self
                    .source
                    .as_ref()
                    .filter(|(source, _)| !source.is_empty())?;
                Some(Fault::new(kinds::SSH_SOURCE, *span))
            }
            _ => self.target_fault(value, world),
        }
    }

    fn secret_fault(&self, value: &Piece) -> Option<Fault> {
        let given = |option: &Option<(String, Span)>| {
            let option = option.as_ref().filter(|(text, _)| !text.is_empty());
            option.map(|(_, span)| *span)
        };
        if let Some(span) = given(&self.from) {
            return Some(Fault::new(kinds::SECRET_FROM, span));
        }
        if let Some(span) = self.sharing {
            return Some(Fault::new(kinds::SECRET_SHARING, span));
        }
        let (source, id) = (given(&self.source), given(&self.id));
        match (source, id) {
            (None, None) if given(&self.target).is_none() => {
                Some(Fault::new(kinds::SECRET_WITHOUT_ID, value.span))
            }
            (Some(span), Some(_)) => Some(Fault::new(kinds::SECRET_ID_AND_SOURCE, span)),
            _ => None,
        }
    }

    fn target_fault(&self, value: &Piece, world: &World) -> Option<Fault> {
        let (target, span) = match &self.target {
            Some((target, span)) => (target.as_str(), *span),
            None => ("", value.span),
        };
        let is_root = match target.starts_with('/') {
            true => target == "/",
            false => {
                let path = world
                    .workdir
                    .map(|directory| format!("{directory}/{target}"));
                path.is_some_and(|path| cleaned(&path) == "/")
            }
        };
        let word = if target.is_empty() { value.span } else { span };
        is_root.then(|| Fault::new(kinds::MOUNT_TARGET, word))
    }
}

fn unknown(key: &str, span: Span) -> Fault {
    let fault = Fault::new(kinds::MOUNT_KEY, span).with(key);
    match meant(key, &KEYS) {
        Some((meant, is_only_one)) => {
            let fix = fixes::replace_by_meant(span, meant, is_only_one);
            fault.guess(meant).fix(fix)
        }
        None => fault,
    }
}

/// A value that is none of a few, one of which may have been meant.
pub(super) fn one_of(kind: &'static super::Kind, value: &str, span: Span, known: &[&str]) -> Fault {
    let fault = Fault::new(kind, span).with(value);
    let guess = meant(value, known);
    let fix = |(meant, is_only_one): (&str, bool)| -> Fix {
        fixes::replace_by_meant(span, meant, is_only_one)
    };
    match guess {
        Some(guess) => fault.guess(guess.0).fix(fix(guess)),
        None => fault,
    }
}
