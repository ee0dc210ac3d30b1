use super::cursor::{Cursor, action};
use super::literal::{self, Kind};
use super::merge_runs::is_ignore;
use super::places::places;
use crate::edit::TextEdit;
use crate::features::actions::{Action, ActionKind};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Evaluation, Keyword, Located};
use crate::text::ByteRange;

const TITLE: Text = Text {
    en: "Extract `{0}` into `ARG {1}` (replaces {2} uses)",
    fr: "Extraire `{0}` dans `ARG {1}` ({2} emplois)",
};

/// What is written at least twice, for the version, the URL or the path at the cursor.
pub fn extract_argument(cursor: &Cursor) -> Option<Action> {
    let mut candidates = candidates(cursor).into_iter();
    candidates.find_map(|(place, kind)| extract(cursor, &place, kind))
}

fn candidates(cursor: &Cursor) -> Vec<(ByteRange, Kind)> {
    let range = cursor.range;
    if range.start < range.end {
        let text = cursor.text(range.clone());
        let kind = literal::selected(&text);
        return kind.map(|kind| (range.clone(), kind)).into_iter().collect();
    }
    let text = cursor.document.text();
    let line = text.line_start(text.line_of(range.start));
    let end = text.line_start(text.line_of(range.start) + 1);
    let found = literal::at(&text.slice(line..end), range.start - line);
    let mut found: Vec<(ByteRange, Kind)> = found
        .into_iter()
        .map(|(place, kind)| (line + place.start..line + place.end, kind))
        .collect();
    if let Body::From(from) = &cursor.located.instruction.body {
        found.retain(|(_, kind)| *kind == Kind::Version);
        let tag = from.image.as_ref().and_then(|image| image.tag);
        let tag = tag
            .map(|tag| cursor.located.at(tag))
            .filter(|tag| cursor.contains(tag));
        found.extend(tag.map(|tag| (tag, Kind::Tag)));
    }
    found
}

fn extract(cursor: &Cursor, place: &ByteRange, kind: Kind) -> Option<Action> {
    let literal = cursor.text(place.clone());
    if literal.is_empty() || !literal.chars().all(literal::is_plain) {
        return None;
    }
    let is_from = cursor.located.instruction.keyword == Keyword::From;
    let candidates: Vec<Located> = match (is_from, cursor.located.stage) {
        (true, _) => froms(cursor),
        (false, Some(stage)) => cursor.file().instructions_of(stage).skip(1).collect(),
        (false, None) => return None,
    };
    let mut uses: Vec<ByteRange> = Vec::new();
    let mut first: Option<Located> = None;
    for located in candidates {
        if !is_built(located.instruction.keyword) {
            continue;
        }
        let source = cursor.text(located.range());
        let found = literal::occurrences(&source, &literal, kind).into_iter();
        let mut found = found
            .map(|found| located.start + found.start..located.start + found.end)
            .peekable();
        if found.peek().is_none() {
            continue;
        }
        let places = places(cursor, &located, false);
        let is_open = |found: &ByteRange| {
            let mut places = places.iter();
            places.any(|place| place.start <= found.start && found.end <= place.end)
        };
        let before = uses.len();
        uses.extend(found.filter(is_open));
        if uses.len() > before {
            first.get_or_insert(located);
        }
    }
    if uses.len() < 2 || !uses.contains(place) {
        return None;
    }
    let name = free_name(cursor, &suggested(cursor, place, kind, is_from))?;
    let first = match is_from {
        true => cursor.file().instructions_of(0).next()?,
        false => first?,
    };
    let at = match is_from {
        true => cursor.above(&first, is_ignore),
        false => cursor.above(&first, |_| true),
    };
    let indent = cursor.indent(&first);
    let mut edits = vec![TextEdit::insert(
        at,
        format!("{indent}ARG {name}={literal}\n"),
    )];
    let replaced = uses
        .iter()
        .map(|place| TextEdit::replace(place.clone(), format!("${{{name}}}")));
    edits.extend(replaced);
    let title = Message::new(TITLE)
        .with(&literal)
        .with(&name)
        .with(uses.len());
    action(ActionKind::Extract, title, edits)
}

/// Those whose image has the same name as that of the cursor's, if it has a tag there.
fn froms<'a>(cursor: &Cursor<'a>) -> Vec<Located<'a>> {
    let file = cursor.file();
    let name = |located: &Located| -> Option<String> {
        let Body::From(from) = &located.instruction.body else {
            return None;
        };
        let path = from.image.as_ref()?.path?;
        Some(cursor.text(located.at(path)).into_owned())
    };
    let own = name(&cursor.located);
    let all = (0..file.stages.len()).filter_map(|stage| file.instructions_of(stage).next());
    all.filter(|located| own.is_some() && name(located) == own)
        .collect()
}

/// An argument has a value there: what runs in a container knows none.
fn is_built(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::From
            | Keyword::Run
            | Keyword::Copy
            | Keyword::Add
            | Keyword::Env
            | Keyword::Label
            | Keyword::Arg
            | Keyword::Expose
            | Keyword::Volume
            | Keyword::Workdir
            | Keyword::User
            | Keyword::Stopsignal
    )
}

fn suggested(cursor: &Cursor, place: &ByteRange, kind: Kind, is_from: bool) -> String {
    let text = cursor.text(place.clone());
    let last = text
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_start_matches('.');
    let subject = match (kind, is_from) {
        (Kind::Version | Kind::Tag, true) => image_name(cursor),
        (Kind::Version, false) => named_before(cursor, place),
        (Kind::Path, _) => Some(last.split('.').next().unwrap_or_default().to_owned()),
        _ => None,
    };
    let end = match kind {
        Kind::Version => "VERSION",
        Kind::Tag => "TAG",
        Kind::Url => "URL",
        Kind::Path if last.contains('.') => "FILE",
        Kind::Path => "DIR",
        Kind::Other => "VALUE",
    };
    let subject = subject.map(|subject| upper(&subject)).unwrap_or_default();
    // The base image may set such a name, which would hide the argument.
    let is_base = !is_from && image_name(cursor).is_none_or(|image| subject == upper(&image));
    match () {
        () if subject.is_empty() || is_base => end.to_owned(),
        () if subject.ends_with(end) => subject,
        () => format!("{subject}_{end}"),
    }
}

/// The last part of the name of the image that the stage builds on.
fn image_name(cursor: &Cursor) -> Option<String> {
    let evaluation = Evaluation::new(cursor.file());
    let stage = cursor.located.stage?;
    let below = std::iter::successors(Some(stage), |stage| evaluation.base_stage(*stage));
    let reference = evaluation.reference(below.last()?)?;
    reference.path.rsplit('/').next().map(str::to_owned)
}

/// `nginx` before `-1.2.3` or `==1.2.3`.
fn named_before(cursor: &Cursor, place: &ByteRange) -> Option<String> {
    let source = cursor.text(cursor.located.start..place.start);
    let head = source.strip_suffix('v').unwrap_or(&source);
    let name = head.trim_end_matches(['-', '_', '=', '@', ':', '~']);
    if name.len() == head.len() {
        return None;
    }
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let start = name.rfind(|letter| !is_name(letter));
    let name = name.get(start.map_or(0, |start| start + 1)..)?;
    let is_word = name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && name.len() > 1;
    is_word.then(|| name.to_owned())
}

fn upper(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter {
        letter if letter.is_ascii_alphanumeric() => letter.to_ascii_uppercase(),
        _ => '_',
    });
    let name: String = letters.collect();
    let name = name.trim_matches('_');
    match name.starts_with(|letter: char| letter.is_ascii_digit()) {
        true => String::new(),
        false => name.to_owned(),
    }
}

/// A name that stands nowhere in the file.
fn free_name(cursor: &Cursor, name: &str) -> Option<String> {
    let text = cursor.document.text().to_string();
    let numbered = (2..10).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| literal::occurrences(&text, name, Kind::Other).is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no, title};
    use super::extract_argument;

    #[test]
    fn what_is_repeated_gets_a_name() {
        check(
            extract_argument,
            "FROM a\nUSER b\n# c\nRUN d foo-1.2$0.3.tgz && e \"v1.2.3\" '1.2.3' \\$1.2.3 # 1.2.3\nENV F=1.2.3\nCMD 1.2.3\n",
            "FROM a\nUSER b\nARG FOO_VERSION=1.2.3\n# c\nRUN d foo-${FOO_VERSION}.tgz && e \"v${FOO_VERSION}\" '1.2.3' \\$${FOO_VERSION} # 1.2.3\nENV F=${FOO_VERSION}\nCMD 1.2.3\n",
        );
        check(
            extract_argument,
            "FROM a\r\n  WORKDIR /opt/ap$0p\r\n  COPY b /opt/app/b\r\n",
            "FROM a\r\n  ARG APP_DIR=/opt/app\r\n  WORKDIR ${APP_DIR}\r\n  COPY b ${APP_DIR}/b\r\n",
        );
        check(
            extract_argument,
            "FROM a\nRUN <<E\nb $0https://c$0/d\ncat <<'F'\nhttps://c/d\nF\ncat <<G\nhttps://c/e\nG\nE\n",
            "FROM a\nARG URL=https://c\nRUN <<E\nb ${URL}/d\ncat <<'F'\nhttps://c/d\nF\ncat <<G\n${URL}/e\nG\nE\n",
        );
        title(
            extract_argument,
            "FROM a\nENV VERSION=2.0$0\nRUN b 2.0\n",
            "Extract `2.0` into `ARG VERSION_2` (replaces 2 uses)",
        );
    }

    #[test]
    fn froms_share_what_stands_before_them() {
        check(
            extract_argument,
            "# syntax=b\nFROM node:20.1$0-slim AS a\nFROM node:20.1\nRUN c 20.1\n",
            "# syntax=b\nARG NODE_VERSION=20.1\nFROM node:${NODE_VERSION}-slim AS a\nFROM node:${NODE_VERSION}\nRUN c 20.1\n",
        );
        check(
            extract_argument,
            "ARG B\n# hadolint ignore=DL3007\nFROM x/c:lat$0est\nFROM x/c:latest\n",
            "ARG B\nARG C_TAG=latest\n# hadolint ignore=DL3007\nFROM x/c:${C_TAG}\nFROM x/c:${C_TAG}\n",
        );
    }

    #[test]
    fn a_file_is_no_folder() {
        title(
            extract_argument,
            "FROM a\nRUN b /c$0/d-e.txt /c/d-e.txt\n",
            "Extract `/c/d-e.txt` into `ARG D_E_FILE` (replaces 2 uses)",
        );
    }

    #[test]
    fn a_name_of_the_base_image_is_not_taken() {
        title(
            extract_argument,
            "FROM node\nRUN a node-1.2$0 1.2\n",
            "Extract `1.2` into `ARG VERSION` (replaces 2 uses)",
        );
    }

    #[test]
    fn what_stands_once_stays() {
        check_no(extract_argument, "FROM a\nRUN b 1.2$0.3 '1.2.3'\n");
        check_no(extract_argument, "FROM a\nRUN b '1.2$0.3' 1.2.3 1.2.3\n");
        check_no(
            extract_argument,
            "FROM a\nRUN [\"b\", \"1.2$0.3\", \"1.2.3\"]\n",
        );
        check_no(extract_argument, "FROM a:1.2$0\nRUN b 1.2\n");
        check_no(
            extract_argument,
            "FROM a\nRUN b 1.2$0.3\nFROM c\nRUN 1.2.3\n",
        );
        check_no(
            extract_argument,
            "FROM a\nSHELL [\"pwsh\"]\nRUN b 1.2$0.3 1.2.3\n",
        );
    }
}
