//! The file a command is about, read with all the ways that can go wrong.

use super::console::{Console, Outcome};
use crate::build_context::Complaint;
use crate::dockerfiles::is_ignore_file;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use strates_analysis::ignore_file::IgnoreDocument;
use strates_analysis::lang::Lang;
use strates_analysis::shown::visible;
use strates_analysis::{Document, MAX_BYTES, msg};

#[derive(PartialEq, Eq, Debug)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

impl From<OsString> for Input {
    fn from(word: OsString) -> Input {
        if word == "-" {
            Input::Stdin
        } else {
            Input::File(word.into())
        }
    }
}

impl Input {
    /// As it was typed.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => visible(&path.to_string_lossy()).collect(),
        }
    }

    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        }
    }

    pub fn is_ignore_file(&self) -> bool {
        let name = self.path().and_then(Path::file_name);
        name.and_then(OsStr::to_str).is_some_and(is_ignore_file)
    }

    /// For a heading.
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Input::Stdin => msg!(lang, en: "standard input", fr: "entrée standard"),
            Input::File(_) => self.name(),
        }
    }

    /// For a sentence.
    pub fn quoted(&self, lang: Lang) -> String {
        match self {
            Input::Stdin => msg!(lang, en: "standard input", fr: "l'entrée standard"),
            Input::File(_) => format!("`{}`", self.name()),
        }
    }

    /// The document, or a message on stderr.
    pub fn open(&self, console: &Console) -> Result<Document, Outcome> {
        self.open_on(console, 1)
    }

    /// The same on several threads.
    pub fn open_on(&self, console: &Console, threads: usize) -> Result<Document, Outcome> {
        let lang = console.lang;
        let bytes = self.read(console)?;
        let document = Document::read_on(&String::from_utf8_lossy(&bytes), threads);
        if document.too_large() {
            return Err(console.refuse(&self.too_large(lang)));
        }
        if let Some(warning) = self.encoding_warning(&bytes, lang) {
            console.warn(&warning);
        }
        Ok(document)
    }

    /// The same for an ignore file.
    pub fn open_ignore_file(&self, console: &Console) -> Result<IgnoreDocument, Outcome> {
        let bytes = self.read(console)?;
        if let (true, Some(path)) = (bytes.len() > MAX_BYTES, self.path()) {
            let complaint = Complaint::too_large(path);
            return Err(console.refuse(&complaint.message(console.lang)));
        }
        Ok(IgnoreDocument::new(&String::from_utf8_lossy(&bytes)))
    }

    fn read(&self, console: &Console) -> Result<Vec<u8>, Outcome> {
        self.bytes()
            .map_err(|error| console.refuse(&self.failure(&error, console.lang)))
    }

    /// One byte over the limit is enough to know that a file is too large, or endless.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        let reader: Box<dyn Read> = match self {
            Input::Stdin => Box::new(io::stdin().lock()),
            // Said here, as systems that open folders fail in words of their own.
            Input::File(path) if path.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            Input::File(path) => Box::new(File::open(path)?),
        };
        let mut bytes = Vec::new();
        reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn failure(&self, error: &io::Error, lang: Lang) -> String {
        let name = self.quoted(lang);
        match error.kind() {
            ErrorKind::NotFound => msg!(
                lang,
                en: "there is no file {name}. Check the name, or change to the folder that holds it.",
                fr: "le fichier {name} n'existe pas. Vérifiez son nom, ou placez-vous dans son dossier.",
            ),
            ErrorKind::IsADirectory => {
                let example = self.file_inside();
                msg!(
                    lang,
                    en: "{name} is a folder. Give the file in it, such as `{example}`.",
                    fr: "{name} est un dossier. Donnez le fichier qu'il contient, par exemple `{example}`.",
                )
            }
            ErrorKind::PermissionDenied => msg!(
                lang,
                en: "{name} cannot be read: permission denied. Check its access rights.",
                fr: "la lecture de {name} est refusée. Vérifiez ses droits d'accès.",
            ),
            _ => msg!(
                lang,
                en: "{name} could not be read: {error}",
                fr: "{name} n'a pas pu être lu\u{a0}: {error}",
            ),
        }
    }

    fn file_inside(&self) -> String {
        let folder = match self {
            Input::Stdin => Path::new(""),
            Input::File(path) => path,
        };
        let path = folder.join("Dockerfile");
        visible(&path.to_string_lossy()).collect()
    }

    fn too_large(&self, lang: Lang) -> String {
        let name = self.quoted(lang);
        let limit = MAX_BYTES / (1024 * 1024);
        msg!(
            lang,
            en: "{name} is larger than {limit} MB, the most that strates reads. A Dockerfile takes a few kB: check that it is the right file, and move data inside it into files of their own, for COPY to take.",
            fr: "{name} dépasse {limit}\u{a0}Mo, le maximum que strates lit. Un Dockerfile pèse quelques Ko\u{a0}: vérifiez que c'est le bon fichier, et déplacez les données qu'il contient dans des fichiers à part, que COPY prendra.",
        )
    }

    fn encoding_warning(&self, bytes: &[u8], lang: Lang) -> Option<String> {
        let error = std::str::from_utf8(bytes).err()?;
        let name = self.quoted(lang);
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Some(msg!(
                lang,
                en: "{name} is written in UTF-16, which BuildKit cannot read. Save it as UTF-8.",
                fr: "{name} est écrit en UTF-16, que BuildKit ne sait pas lire. Enregistrez-le en UTF-8.",
            ));
        }
        let line = line_number(&bytes[..error.valid_up_to()]);
        Some(msg!(
            lang,
            en: "{name} is not valid UTF-8: the first wrong byte is on line {line}. It is shown as \u{fffd}. Save the file as UTF-8.",
            fr: "{name} n'est pas de l'UTF-8 valide\u{a0}: le premier octet fautif est à la ligne {line}. Il est montré comme \u{fffd}. Enregistrez le fichier en UTF-8.",
        ))
    }
}

/// The line, from 1, on which the text that follows these bytes stands.
fn line_number(bytes: &[u8]) -> usize {
    let ends = bytes.iter().enumerate().filter(|&(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    1 + ends.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_every_kind_of_line_end_once() {
        assert_eq!(line_number(b""), 1);
        assert_eq!(line_number(b"a\nb\r\nc\rd"), 4);
    }
}
