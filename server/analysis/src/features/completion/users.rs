//! Users and groups that the stage knows.

use super::item::{Item, ItemKind};
use super::place::Place;
use crate::docs::Kind;
use crate::model::state::Evaluation;
use crate::model::{Body, Instruction, Keyword};

pub fn users(place: &Place) -> Vec<Item> {
    let mut names = seen(place, Account::User);
    names.extend(of_base(place).map(str::to_owned));
    names.extend(["root", "nobody", "1000", "1000:1000"].map(str::to_owned));
    items(place, names, "user")
}

pub fn groups(place: &Place, user: &str) -> Vec<Item> {
    let mut names = seen(place, Account::Group);
    names.push(user.to_owned());
    names.extend(["root", "0", "1000"].map(str::to_owned));
    items(place, names, "group")
}

fn items(place: &Place, names: Vec<String>, page: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for name in names {
        let is_new = !items.iter().any(|item| item.label == name);
        if is_new && !name.is_empty() && !name.contains('$') {
            items.push(place.item(name, ItemKind::User).page(Kind::Value, page));
        }
    }
    items
}

/// Images that come with a user of their own.
fn of_base(place: &Place) -> Option<&'static str> {
    let evaluation = Evaluation::new(place.file());
    let base = evaluation.base_name(place.stage()?);
    let known = BASES.iter().find(|(part, _)| base.contains(part));
    known.map(|(_, user)| *user)
}

const BASES: [(&str, &str); 8] = [
    ("node", "node"),
    ("distroless", "nonroot"),
    ("chainguard", "nonroot"),
    ("nginx", "nginx"),
    ("php", "www-data"),
    ("httpd", "www-data"),
    ("postgres", "postgres"),
    ("redis", "redis"),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Account {
    User,
    Group,
}

/// How many instructions above are looked through.
const FARTHEST: usize = 500;

/// Those that instructions above make or take, the nearest first.
fn seen(place: &Place, account: Account) -> Vec<String> {
    let stage = place
        .stage()
        .and_then(|stage| place.file().stages.get(stage));
    let Some(stage) = stage else {
        return Vec::new();
    };
    let own = place.line.begin();
    let own = own.saturating_sub(stage.start);
    let above = stage.instructions.partition_point(|each| each.start < own);
    let above = stage.instructions.iter().take(above).rev().take(FARTHEST);
    let mut names: Vec<String> = Vec::new();
    for placed in above {
        let instruction: &Instruction = placed;
        names.extend(taken(instruction, account));
        if instruction.keyword == Keyword::Run {
            let start = stage.start + placed.start;
            let source = place
                .asked
                .document
                .text()
                .slice(start..start + instruction.length);
            names.extend(made(&source, account).map(str::to_owned));
        }
    }
    names
}

/// By USER and `--chown`.
fn taken(instruction: &Instruction, account: Account) -> Vec<String> {
    let mut names = Vec::new();
    if let Body::User { user, group, .. } = &instruction.body {
        let word = match account {
            Account::User => user,
            Account::Group => group,
        };
        names.extend(word.iter().map(|word| word.text.to_string()));
    }
    let owners = instruction
        .flags
        .iter()
        .filter(|flag| flag.is_named("chown"));
    for owner in owners.filter_map(|flag| flag.value.as_ref()) {
        let (user, group) = owner.text.split_once(':').unwrap_or((&owner.text, ""));
        let name = match account {
            Account::User => user,
            Account::Group => group,
        };
        names.push(name.to_owned());
    }
    names
}

/// By a command that makes accounts: its last word names it.
fn made(source: &str, account: Account) -> impl Iterator<Item = &str> {
    let makers: &[&str] = match account {
        Account::User => &["useradd", "adduser"],
        Account::Group => &["groupadd", "addgroup"],
    };
    let commands = source.split(['\n', ';', '&', '|']);
    commands.filter_map(|command| {
        let mut words = command
            .split_whitespace()
            .filter(|word| *word != "\\" && *word != "`");
        words.find(|word| makers.contains(word))?;
        words.next_back().filter(|name| is_name(name))
    })
}

fn is_name(name: &str) -> bool {
    let starts = name.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '_');
    starts
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_make_accounts_name_them_last() {
        let made = |source| made(source, Account::User).collect::<Vec<_>>();
        assert_eq!(
            made("RUN useradd -m -u 1000 app && useradd b; ls"),
            ["app", "b"]
        );
        assert_eq!(
            made("RUN addgroup -S g \\\n && adduser -S u -G g \\\n"),
            ["g"]
        );
        assert!(made("RUN useradd $NAME").is_empty());
    }
}
