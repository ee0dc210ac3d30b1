use super::cursor::{Cursor, action};
use super::literal::is_plain;
use super::places::{names_otherwise, places};
use crate::edit::TextEdit;
use crate::features::actions::{Action, ActionKind};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Located, Origin, Pair, mentioned};
use crate::text::ByteRange;

const ONE: Text = Text {
    en: "Inline `ARG {0}` (replaces 1 use)",
    fr: "Remplacer `ARG {0}` par sa valeur (1 emploi)",
};

const MANY: Text = Text {
    en: "Inline `ARG {0}` (replaces {1} uses)",
    fr: "Remplacer `ARG {0}` par sa valeur ({1} emplois)",
};

/// Its default takes the place of the argument, which no build can set any more.
pub fn inline_argument(cursor: &Cursor) -> Option<Action> {
    let Body::Arguments(pairs) = &cursor.located.instruction.body else {
        return None;
    };
    let here = |pair: &&Pair| cursor.contains(&cursor.located.at(pair.span));
    let pair = match &pairs[..] {
        [only] => only,
        all => all.iter().find(here)?,
    };
    let name = &*pair.name.as_ref()?.text;
    let value = plain_value(&pair.value.as_ref()?.text)?;
    if is_predefined(name) || is_overridden(cursor, name) {
        return None;
    }
    let mut uses: Vec<ByteRange> = Vec::new();
    for located in users(cursor) {
        uses.extend(uses_in(cursor, &located, name)?);
    }
    if uses.is_empty() {
        return None;
    }
    let mut edits = vec![removal(cursor, pairs, pair)?];
    edits.extend(
        uses.iter()
            .map(|place| TextEdit::replace(place.clone(), value)),
    );
    let title = match uses.len() {
        1 => Message::new(ONE).with(name),
        count => Message::new(MANY).with(name).with(count),
    };
    action(ActionKind::Inline, title, edits)
}

/// Without the quotes around it, if it then means the same everywhere.
fn plain_value(written: &str) -> Option<&str> {
    let inner = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let single = || {
        written
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''))
    };
    let value = inner.or_else(single).unwrap_or(written);
    (!value.is_empty() && value.chars().all(is_plain)).then_some(value)
}

/// BuildKit or a proxy gives these a value of its own.
fn is_predefined(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let starts = ["TARGET", "BUILD", "SOURCE_DATE"];
    starts.iter().any(|start| upper.starts_with(start)) || upper.ends_with("_PROXY")
}

/// An ENV of the same name hides it.
fn is_overridden(cursor: &Cursor, name: &str) -> bool {
    let known = cursor.state().variables;
    known
        .get(name)
        .is_some_and(|known| known.origin == Origin::Environment)
}

/// The instructions for which the argument may have a value.
fn users<'a>(cursor: &Cursor<'a>) -> Vec<Located<'a>> {
    let start = cursor.located.start;
    match cursor.located.stage {
        Some(_) => cursor.following().skip(1).collect(),
        None => {
            let later = cursor.file().instructions();
            let later = later.filter(|located| located.start > start);
            let concerns = |located: &Located| {
                located.stage.is_none()
                    || matches!(located.instruction.keyword, Keyword::From | Keyword::Arg)
            };
            later.filter(concerns).collect()
        }
    }
}

/// Every use in an instruction; `None` where one of them is no plain use, or the name is given anew.
fn uses_in(cursor: &Cursor, located: &Located, name: &str) -> Option<Vec<ByteRange>> {
    let keyword = located.instruction.keyword;
    if matches!(
        keyword,
        Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck
    ) {
        return Some(Vec::new());
    }
    let declares = |pair: &Pair| pair.name.as_ref().is_some_and(|own| &*own.text == name);
    let is_declared = match &located.instruction.body {
        Body::Arguments(pairs) => pairs.iter().any(declares),
        Body::Pairs { pairs, .. } if keyword == Keyword::Env => pairs.iter().any(declares),
        _ => false,
    };
    // In a stage, the name means another argument than before the first FROM.
    let is_other = located.stage != cursor.located.stage && keyword != Keyword::From;
    if is_declared {
        return None;
    }
    let source = cursor.text(located.range());
    if is_other || !source.contains(name) {
        return Some(Vec::new());
    }
    if keyword == Keyword::Run && names_otherwise(cursor, located, name) {
        return None;
    }
    let mut found = Vec::new();
    for place in places(cursor, located, true) {
        let text = cursor.text(place.clone());
        for (at, _) in text.match_indices('$') {
            let length = use_length(text.get(at..).unwrap_or_default(), name);
            let range = place.start + at..place.start + at + length;
            found.extend((length > 0).then_some(range));
        }
    }
    let count = mentioned(&source)
        .filter(|mentioned| *mentioned == name)
        .count();
    (count == found.len()).then_some(found)
}

/// Of `$NAME` or `${NAME}` at the start of a text.
fn use_length(text: &str, name: &str) -> usize {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let braced = format!("${{{name}}}");
    let bare = format!("${name}");
    match text.strip_prefix(&*bare) {
        _ if text.starts_with(&braced) => braced.len(),
        Some(rest) if !rest.starts_with(is_name) => bare.len(),
        _ => 0,
    }
}

/// Of the whole instruction, or of its part of it.
fn removal(cursor: &Cursor, pairs: &[Pair], pair: &Pair) -> Option<TextEdit> {
    let located = cursor.located;
    if cursor.source().contains('\n') {
        // There may be comments in it.
        return None;
    }
    if pairs.len() == 1 {
        let lines = cursor.line_of(&located)..cursor.below(&located);
        return Some(TextEdit::delete(lines));
    }
    let index = pairs.iter().position(|other| other.span == pair.span)?;
    let range = match index.checked_sub(1) {
        Some(before) => located.at(pairs.get(before)?.span).end..located.at(pair.span).end,
        None => located.at(pair.span).start..located.at(pairs.get(1)?.span).start,
    };
    Some(TextEdit::delete(range))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no, title};
    use super::inline_argument;

    #[test]
    fn the_value_takes_its_place() {
        check(
            inline_argument,
            "FROM a\r\n  ARG B=\"1.2\"$0\r\nRUN c $B \"${B}.3\" $BC\r\nENV D=$B\r\nCMD e $B\r\n",
            "FROM a\r\nRUN c 1.2 \"1.2.3\" $BC\r\nENV D=1.2\r\nCMD e $B\r\n",
        );
        check(
            inline_argument,
            "ARG A=1 B$0=2\nARG C=$B\nFROM a:$B\nRUN $B\n",
            "ARG A=1\nARG C=2\nFROM a:2\nRUN $B\n",
        );
        title(
            inline_argument,
            "FROM a\nARG B=1$0\nRUN $B\n",
            "Inline `ARG B` (replaces 1 use)",
        );
    }

    #[test]
    fn some_have_to_stay() {
        check_no(inline_argument, "ARG B=1$0\nFROM a:$B\nARG B\nRUN $B\n");
        check_no(
            inline_argument,
            "FROM a\nARG TARGETARCH=1$0\nRUN $TARGETARCH\n",
        );
        check_no(inline_argument, "FROM a\nENV B=2\nARG B=1$0\nRUN $B\n");
        for user in [
            "RUN ${B:-2}",
            "RUN sh -c '$B'",
            "RUN B=2 && c $B",
            "RUN export B && c $B",
            "RUN <<'E'\n'$B'\nE",
            "ENV B=$B",
            "RUN unset B; c $B",
            "RUN [\"$B\"]",
            "RUN c",
            "ONBUILD RUN $B",
            "COPY [\"$B\", \"c\"]",
        ] {
            check_no(inline_argument, &format!("FROM a\nARG B=1$0\n{user}\n"));
        }
        for value in ["", "=", "=\"c d\"", "=$C", "=c*"] {
            check_no(
                inline_argument,
                &format!("FROM a\nARG B{value}$0\nRUN $B\n"),
            );
        }
    }
}
