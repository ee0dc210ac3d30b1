//! COPY and ADD where they run.

use super::fault::Fault;
use super::fixes;
use super::kinds::sources as kinds;
use super::later::{drive_fault, is_odd_path};
use super::permissions::are_permissions;
use super::reading::Piece;
use super::reference::is_digest;
use super::remote::{Git, Remote, may_be_remote};
use super::words::{World, body_fault, depends_on_values, unescape};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::Span;

#[derive(Debug)]
pub(crate) struct Copying {
    pub(super) is_add: bool,
    pub(super) keyword: Span,
    pub(super) chown: Option<Piece>,
    pub(super) chmod: Option<Piece>,
    pub(super) checksum: Option<Piece>,
    pub(super) keep_git_dir: Option<bool>,
    pub(super) sources: Vec<Piece>,
    pub(super) destination: Piece,
    /// Heredocs in which variables are replaced.
    pub(super) bodies: Vec<Piece>,
}

const USE_ADD: Text = Text {
    en: "Use `ADD` instead",
    fr: "Utiliser `ADD` à la place",
};

impl Copying {
    pub(super) fn is_constant(&self) -> bool {
        let options = [&self.chmod, &self.checksum];
        let has_variable = options.iter().any(|option| {
            option
                .as_ref()
                .is_some_and(|piece| piece.text.contains('$'))
        });
        let words = self.sources.iter().chain([&self.destination]);
        let mut words = words.chain(&self.chown).chain(&self.bodies);
        let is_open = |path: &Piece| {
            let has_variable = path.text.contains('$');
            (has_variable && may_be_remote(&path.text))
                || (is_odd_path(&path.text) && Remote::of(&path.text) == Remote::Local)
        };
        !has_variable
            && !words.any(|word| depends_on_values(&word.text))
            && !self.sources.iter().any(is_open)
            && (!is_odd_path(&self.destination.text) || self.destination.text.contains('$'))
    }

    pub(super) fn check(&self, world: &World, found: &mut Vec<Fault>) {
        let start = found.len();
        if let Some(piece) = &self.chown {
            world.worth_of(piece, found);
        }
        if let Some(piece) = &self.chmod {
            let worth = world.worth_of(piece, found);
            let worth = worth.filter(|worth| worth.is_certain && !worth.text.is_empty());
            if let Some(worth) = worth.filter(|worth| !are_permissions(&worth.text)) {
                found.push(Fault::new(kinds::INVALID_CHMOD, piece.span).with(&worth.text));
            }
        }
        let mut checksum = None;
        if let Some(piece) = &self.checksum {
            let worth = world.worth_of(piece, found);
            checksum = worth.filter(|worth| worth.is_certain && !worth.text.is_empty());
        }
        found.iter_mut().skip(start).for_each(unescape);
        let checksum = checksum.map(|worth| worth.text);
        if let (Some(piece), Some(_), true) = (&self.checksum, &checksum, self.sources.len() != 1) {
            let fault = Fault::new(kinds::CHECKSUM_SOURCES, piece.span);
            found.push(fault.with(self.sources.len()));
        }
        let worth = world.worth_of(&self.destination, found);
        if let Some(worth) = worth.filter(|worth| world.is_windows && worth.is_certain) {
            // What follows the drive is looked at once more.
            let path = worth.text.get(2..).filter(|_| is_on_c(&worth.text));
            let fault = drive_fault(&self.destination, &worth.text);
            found.extend(fault.or_else(|| drive_fault(&self.destination, path?)));
        }
        for source in &self.sources {
            let worth = world.worth_of(source, found);
            if let Some(worth) = worth.filter(|worth| worth.is_certain) {
                found.extend(self.source_fault(source, &worth.text, checksum.as_deref(), world));
            }
        }
        for body in &self.bodies {
            found.extend(body_fault(body, world));
        }
    }

    fn source_fault(
        &self,
        piece: &Piece,
        source: &str,
        checksum: Option<&str>,
        world: &World,
    ) -> Option<Fault> {
        let checksum = self.checksum.as_ref().zip(checksum);
        let remote = Remote::of(source);
        match remote {
            Remote::WrongQuery(part) => {
                let start = piece.text.find(&part);
                let span = start.map_or(piece.span, |start| piece.part(start..start + part.len()));
                Some(Fault::new(kinds::GIT_QUERY, span).with(part))
            }
            Remote::Git(git) if self.is_add => self.git_fault(piece, &git, checksum),
            Remote::Git(_) => Some(self.not_for_copy(kinds::COPY_GIT, piece, source)),
            Remote::Http if !self.is_add => Some(self.not_for_copy(kinds::COPY_URL, piece, source)),
            Remote::Http => {
                let (piece, checksum) = checksum.filter(|(_, checksum)| !is_digest(checksum))?;
                let fault = Fault::new(kinds::INVALID_CHECKSUM, piece.span).with(checksum);
                let prefixed = format!("sha256:{}", checksum.to_lowercase());
                let is_hex = is_digest(&prefixed) && *piece.text == *checksum;
                Some(fault.fix(is_hex.then(|| fixes::replace(piece.span, &prefixed))))
            }
            Remote::Local => match checksum {
                Some((piece, _)) if self.sources.len() == 1 => {
                    Some(Fault::new(kinds::CHECKSUM_LOCAL, piece.span).with(source))
                }
                _ if world.is_windows => drive_fault(piece, source),
                _ => None,
            },
        }
    }

    fn not_for_copy(&self, kind: &'static super::Kind, piece: &Piece, source: &str) -> Fault {
        let edits = vec![TextEdit::replace(self.keyword.into(), "ADD")];
        let fix = Fix::suggested(USE_ADD, edits);
        Fault::new(kind, piece.span).with(source).fix(fix)
    }

    fn git_fault(
        &self,
        piece: &Piece,
        git: &Git,
        checksum: Option<(&Piece, &str)>,
    ) -> Option<Fault> {
        let keeps = self.keep_git_dir.zip(git.keep_git_dir);
        if keeps.is_some_and(|(flag, url)| flag != url) {
            return Some(Fault::new(kinds::KEEP_GIT_DIR_CONFLICT, piece.span));
        }
        let (checksum_piece, checksum) = checksum?;
        let other = git.checksum.as_deref().filter(|other| *other != checksum)?;
        let fault = Fault::new(kinds::CHECKSUM_CONFLICT, checksum_piece.span);
        Some(fault.with(checksum).with(other))
    }
}

fn is_on_c(path: &str) -> bool {
    path.get(..2)
        .is_some_and(|drive| drive.eq_ignore_ascii_case("c:"))
}
