use super::cursor::{Cursor, rewrite};
use super::packages::Packages;
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;

const SORT: Text = Text {
    en: "Sort the packages",
    fr: "Trier les paquets",
};

const ONE_A_LINE: Text = Text {
    en: "Put each package on a line of its own",
    fr: "Mettre chaque paquet sur sa propre ligne",
};

const BOTH: Text = Text {
    en: "Sort the packages, one per line",
    fr: "Trier les paquets, un par ligne",
};

pub fn sort_packages(cursor: &Cursor) -> Option<Action> {
    let packages = Packages::read(cursor)?;
    let order = sorted(&packages)?;
    rewrite(SORT, permuted(cursor, &packages, &order)?)
}

pub fn packages_one_a_line(cursor: &Cursor) -> Option<Action> {
    let packages = Packages::read(cursor)?;
    let order: Vec<usize> = (0..packages.words.len()).collect();
    (!is_one_a_line(&packages)).then_some(())?;
    rewrite(ONE_A_LINE, one_a_line(cursor, &packages, &order)?)
}

pub fn sort_packages_one_a_line(cursor: &Cursor) -> Option<Action> {
    let packages = Packages::read(cursor)?;
    (!is_one_a_line(&packages)).then_some(())?;
    let order = sorted(&packages)?;
    rewrite(BOTH, one_a_line(cursor, &packages, &order)?)
}

/// Which package comes first, second and so on; `None` where they stand so already.
fn sorted(packages: &Packages) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = (0..packages.words.len()).collect();
    order.sort_by_cached_key(|index| key(packages.word(*index)));
    (!order.is_sorted()).then_some(order)
}

/// By name, whatever its version.
fn key(word: &str) -> (String, String) {
    let text = word.replace(['"', '\''], "");
    let from = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
    let rest = text.get(from..).unwrap_or_default();
    let end = rest
        .find(['=', '<', '>', '~', '!', '@', '['])
        .unwrap_or(rest.len());
    let name = text.get(..from + end).unwrap_or_default().to_lowercase();
    (name, text)
}

/// Each place gets another package, and the comments above it.
fn permuted(cursor: &Cursor, packages: &Packages, order: &[usize]) -> Option<Vec<TextEdit>> {
    let has_comments = (0..order.len()).any(|index| !packages.comments(index).is_empty());
    if has_comments {
        // They need lines of their own, and the first package may have none above it.
        return match is_one_a_line(packages) {
            true => one_a_line(cursor, packages, order),
            false => None,
        };
    }
    let places = packages.words.iter().zip(order);
    let edits = places.filter_map(|(place, index)| {
        let word = packages.word(*index);
        let start = cursor.located.start;
        let is_other = packages.source.get(place.clone()) != Some(word);
        is_other.then(|| TextEdit::replace(start + place.start..start + place.end, word))
    });
    Some(edits.collect())
}

/// Nothing but blanks stands before each of them on its line.
fn is_one_a_line(packages: &Packages) -> bool {
    let starts_line = |place: &std::ops::Range<usize>| {
        let before = packages.source.get(..place.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        before.contains('\n') && line.trim().is_empty()
    };
    packages.words.iter().all(starts_line)
}

fn one_a_line(cursor: &Cursor, packages: &Packages, order: &[usize]) -> Option<Vec<TextEdit>> {
    let last = packages.words.last()?;
    let continuation = packages.continuation;
    let indent = indent(cursor, packages)?;
    let mut text = String::new();
    for index in order {
        text.push_str(&format!(" {continuation}\n"));
        for comment in packages.comments(*index) {
            text.push_str(&format!("{indent}{comment}\n"));
        }
        text.push_str(&format!("{indent}{}", packages.word(*index)));
    }
    let start = cursor.located.start;
    let mut edits = vec![TextEdit::replace(
        start + packages.head..start + last.end,
        text,
    )];
    edits.extend(next_command(cursor, packages, last.end));
    Some(edits)
}

/// That of the first package which starts a line; else four more than the line of the command has.
fn indent(cursor: &Cursor, packages: &Packages) -> Option<String> {
    let source = &*packages.source;
    let own = packages.words.iter().find_map(|place| {
        let (_, line) = source.get(..place.start)?.rsplit_once('\n')?;
        line.trim().is_empty().then(|| line.to_owned())
    });
    if own.is_some() {
        return own;
    }
    let line = line_indent(cursor, packages)?;
    Some(format!("{line}    "))
}

fn line_indent(cursor: &Cursor, packages: &Packages) -> Option<String> {
    let before = packages.source.get(..packages.command)?;
    Some(match before.rsplit_once('\n') {
        Some((_, line)) => {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            line.get(..blanks)?.to_owned()
        }
        None => cursor.indent(&cursor.located),
    })
}

/// What follows the packages on their line gets a line of its own, too.
fn next_command(cursor: &Cursor, packages: &Packages, end: usize) -> Option<TextEdit> {
    let rest = packages.source.get(end..)?;
    let line = rest.lines().next()?;
    let next = line.trim_start();
    let command = next.strip_prefix("&&")?.trim();
    if command.is_empty() || command == packages.continuation.to_string() {
        return None;
    }
    let own = line_indent(cursor, packages)?;
    let is_first = !packages.source.get(..packages.command)?.contains('\n');
    let indent = if is_first && !packages.is_heredoc {
        format!("{own}    ")
    } else {
        own
    };
    let place = cursor.located.start + end..cursor.located.start + end + line.len() - next.len();
    let text = format!(" {}\n{indent}", packages.continuation);
    Some(TextEdit::replace(place, text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_no};
    use super::{packages_one_a_line, sort_packages, sort_packages_one_a_line};

    #[test]
    fn packages_are_sorted_where_they_stand() {
        check(
            sort_packages,
            "FROM a\nRUN apt-get install -y zsh \\\n  curl=$V  'bash'$0 && b c a\n",
            "FROM a\nRUN apt-get install -y 'bash' \\\n  curl=$V  zsh && b c a\n",
        );
        check(
            sort_packages,
            "FROM a\nRUN apk add --virtual z --no-cache b=2 b-c a$0\n",
            "FROM a\nRUN apk add --virtual z --no-cache a b=2 b-c\n",
        );
        check(
            sort_packages,
            "FROM a\nRUN <<E\npip install 'b>1' \\\n  a$0\nE\n",
            "FROM a\nRUN <<E\npip install a \\\n  'b>1'\nE\n",
        );
        check_no(sort_packages, "FROM a\nRUN apt-get install -y a b$0\n");
    }

    #[test]
    fn a_comment_stays_above_its_package() {
        check(
            sort_packages,
            "FROM a\r\nRUN dnf install -y \\\r\n  c \\\r\n  # why b\r\n  b \\\r\n  a && \\\r\n  d$0\r\n",
            "FROM a\r\nRUN dnf install -y \\\r\n  a \\\r\n  # why b\r\n  b \\\r\n  c && \\\r\n  d\r\n",
        );
        check(
            sort_packages,
            "FROM a\nRUN dnf install -y \\\n  # why b\n  b \\\n  a$0\n",
            "FROM a\nRUN dnf install -y \\\n  a \\\n  # why b\n  b\n",
        );
        check_no(
            sort_packages,
            "FROM a\nRUN dnf install -y c \\\n  # why b\n  b$0\n",
        );
    }

    #[test]
    fn each_gets_a_line() {
        check(
            packages_one_a_line,
            "FROM a\nRUN apt-get update && apt-get install -y b a$0 && rm -rf c\n",
            "FROM a\nRUN apt-get update && apt-get install -y \\\n    b \\\n    a \\\n    && rm -rf c\n",
        );
        check(
            sort_packages_one_a_line,
            "FROM a\n  RUN b \\\n    && npm i -g d \\\n    # c\n    c && \\\n    e$0\n",
            "FROM a\n  RUN b \\\n    && npm i -g \\\n    # c\n    c \\\n    d && \\\n    e\n",
        );
        check(
            sort_packages_one_a_line,
            "# escape=`\nFROM a\nRUN python -m pip install b a$0",
            "# escape=`\nFROM a\nRUN python -m pip install `\n    a `\n    b",
        );
        check_no(
            packages_one_a_line,
            "FROM a\nRUN gem install \\\n  b \\\n  a$0\n",
        );
    }

    #[test]
    fn other_words_are_left_alone() {
        for command in [
            "apt-get install b -y a",
            "apt-get install --new b a",
            "apt-get install $(b) a",
            "npm install b a",
            "python install b a",
            "apt-get install b",
            "apt-get update b a",
            "sh -c 'apt-get install b a'",
            "apt-get install b* a",
            "pip install -r b a",
        ] {
            check_no(sort_packages, &format!("FROM a\nRUN $0{command}\n"));
        }
        check_no(
            sort_packages,
            "FROM a\nRUN [\"apt-get\", \"install\", \"b\", \"a\"$0]\n",
        );
        check_no(
            sort_packages,
            "FROM a\nRUN apt-get install c b && $0x && apk add e d\n",
        );
    }
}
