//! Writes over a file so that nothing is lost: not what somebody else wrote meanwhile, and not
//! the file itself if the machine stops half-way.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use strates_analysis::lang::Lang;
use strates_analysis::msg;

#[derive(Debug)]
pub enum Refusal {
    /// It is no longer what was read.
    Changed,
    ReadOnly,
    Failed(io::Error),
}

/// Writes `text` over a file that still says `was`.
pub fn write(path: &Path, was: &str, text: &str) -> Result<(), Refusal> {
    // The file that a link leads to, not the link.
    let path = fs::canonicalize(path)?;
    // To read a pipe again might never end.
    if !fs::metadata(&path)?.is_file() || fs::read(&path)? != was.as_bytes() {
        return Err(Refusal::Changed);
    }
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() || fs::OpenOptions::new().append(true).open(&path).is_err()
    {
        return Err(Refusal::ReadOnly);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    match tempfile::NamedTempFile::new_in(folder) {
        Ok(mut new) if can_stand_in(&new.as_file().metadata()?, &metadata) => {
            new.write_all(text.as_bytes())?;
            new.as_file().sync_all()?;
            fs::set_permissions(new.path(), metadata.permissions())?;
            if fs::read(&path)? != was.as_bytes() {
                return Err(Refusal::Changed);
            }
            new.persist(&path).map_err(|error| error.error)?;
        }
        Ok(_) => fs::write(&path, text)?,
        // A folder in which nothing can be made holds a file that can be written all the same.
        Err(error) if is_closed(&error) => fs::write(&path, text)?,
        // Where there is no room, the old text must stay.
        Err(error) => return Err(Refusal::Failed(error)),
    }
    Ok(())
}

fn is_closed(folder: &io::Error) -> bool {
    matches!(
        folder.kind(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}

/// Whether nobody misses the old file: its owner, or who knows it by another name.
#[cfg(unix)]
fn can_stand_in(new: &Metadata, old: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (new.uid(), new.gid(), new.nlink()) == (old.uid(), old.gid(), old.nlink())
}

#[cfg(not(unix))]
fn can_stand_in(_: &Metadata, _: &Metadata) -> bool {
    true
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        match error.kind() {
            ErrorKind::PermissionDenied => Refusal::ReadOnly,
            _ => Refusal::Failed(error),
        }
    }
}

impl Refusal {
    pub fn message(&self, name: &str, lang: Lang) -> String {
        match self {
            Refusal::Changed => msg!(
                lang,
                en: "{name} has changed since it was read, or is not valid UTF-8. It was left as it is: run the command again, or save the file as UTF-8.",
                fr: "{name} a changé depuis sa lecture, ou n'est pas de l'UTF-8 valide. Rien n'y a été écrit\u{a0}: relancez la commande, ou enregistrez le fichier en UTF-8.",
            ),
            Refusal::ReadOnly => msg!(
                lang,
                en: "{name} cannot be written: permission denied. It was left as it is: check its access rights.",
                fr: "{name} n'a pas pu être écrit\u{a0}: accès refusé. Le fichier est resté tel quel\u{a0}: vérifiez ses droits d'accès.",
            ),
            Refusal::Failed(error) => msg!(
                lang,
                en: "{name} could not be written: {error}",
                fr: "{name} n'a pas pu être écrit\u{a0}: {error}",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_read_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Dockerfile");
        fs::write(&path, "a").unwrap();
        write(&path, "a", "b").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
        assert!(matches!(write(&path, "a", "c"), Err(Refusal::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_two_names_keeps_both() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::write(&one, "a").unwrap();
        fs::hard_link(&one, &other).unwrap();
        write(&one, "a", "b").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "b");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_rights_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "a").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        write(&link, "a", "b").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
        fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(matches!(write(&file, "b", "c"), Err(Refusal::ReadOnly)));
        assert_eq!(fs::read_to_string(&file).unwrap(), "b");
    }
}
