use super::super::cursor::{Cursor, rewrite};
use super::layout::{Layout, installs_only};
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::model::{Body, Keyword, Located, Source};
use crate::shell::ShellCommand;

const TITLE: Text = Text {
    en: "Split into two stages: build, then run without what only the build needs",
    fr: "Séparer en deux étapes\u{a0}: construire, puis exécuter sans ce qui ne sert qu'à construire",
};

const PACKAGES: [&str; 9] = [
    "build-base",
    "build-essential",
    "g++",
    "gcc",
    "git",
    "make",
    "python",
    "python2",
    "python3",
];

const MANAGERS: [&str; 3] = ["npm", "yarn", "pnpm"];

pub fn node_in_two_stages(cursor: &Cursor) -> Option<Action> {
    let layout = Layout::read(cursor, "node")?;
    let folder = layout.state.workdir.clone();
    let is_known = folder.starts_with('/')
        && folder != "/"
        && !folder.contains(['$', ' '])
        && !layout.state.workdir_is_below_base;
    let commands = layout.commands()?;
    let is_usual = |command: &ShellCommand| {
        MANAGERS.contains(&&*command.name)
            || matches!(&*command.name, "corepack" | "node")
            || installs_only(command, &PACKAGES)
    };
    let (run, manager) = commands
        .iter()
        .rev()
        .find_map(|(run, command)| is_build(command).then_some((run, command.name.as_str())))?;
    let is_refused = !is_known
        || !commands.iter().all(|(_, command)| is_usual(command))
        || !layout.has_only_users(&["node", "root"])
        || !layout
            .build
            .iter()
            .all(|located| stays_in(located, &folder));
    let is_last = layout
        .build
        .last()
        .is_some_and(|last| last.start == run.start);
    if is_refused || !is_last {
        return None;
    }
    let (_, words, _) = layout.launch()?;
    let (program, rest) = words.split_first()?;
    if !matches!(&**program, "node" | "npm" | "yarn") {
        return None;
    }
    let from = smaller_image(&layout)?;
    if layout.health_check().is_some() && from != image(&layout)? {
        return None;
    }
    let mut lines = layout.settings(|_| true);
    let copy = layout.cased("COPY");
    lines.push(format!("{copy} --from={} {folder} {folder}", layout.name()));
    let mut edits = layout.edits(&from, &lines)?;
    // A script of package.json may start what only developers install.
    let runs_file = program == "node" && rest.first().is_some_and(|file| !file.starts_with('-'));
    if let Some(prune) = prune(&layout, manager).filter(|_| runs_file) {
        let indent = cursor.indent(run);
        let line = format!("\n{indent}{} {prune}", layout.cased("RUN"));
        edits.push(TextEdit::insert(cursor.line_end(run), line));
    }
    rewrite(TITLE, edits)
}

/// `npm run build`, `yarn build`
fn is_build(command: &ShellCommand) -> bool {
    let words: Vec<&str> = command.words().map(|word| word.text.as_str()).collect();
    let is_script = |name: &str| name == "build" || name.starts_with("build:");
    match (&*command.name, &words[..]) {
        ("npm" | "yarn" | "pnpm", ["run" | "run-script", name, ..]) => is_script(name),
        ("yarn" | "pnpm", [name, ..]) => is_script(name),
        _ => false,
    }
}

/// The second stage gets that folder and nothing else.
fn stays_in(located: &Located, folder: &str) -> bool {
    let is_inside = |path: &str| {
        let rest = path.strip_prefix(folder);
        !path.starts_with('/') || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match (&located.instruction.body, located.instruction.keyword) {
        (Body::Transfer(transfer), _) => {
            let is_file = |source: &Source| matches!(source, Source::Path(_));
            let destination = transfer.destination.as_ref();
            let text = destination.map_or("", |word| word.text.trim_matches('"'));
            let is_plain = !text.contains(['$', '\'']) && !text.contains("..");
            transfer.sources.iter().all(is_file) && is_plain && is_inside(text)
        }
        (Body::Directory(Some(word)), Keyword::Workdir) => {
            word.text.trim_matches('"').trim_end_matches('/') == folder
        }
        _ => true,
    }
}

fn prune(layout: &Layout, manager: &str) -> Option<&'static str> {
    let tag = layout.image.tag.as_deref().unwrap_or_default();
    let end = tag
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(tag.len());
    let major = tag.get(..end).and_then(|major| major.parse::<u32>().ok());
    match (manager, major) {
        ("npm", Some(..16)) => Some("npm prune --production"),
        ("npm", _) => Some("npm prune --omit=dev"),
        ("pnpm", _) => Some("pnpm prune --prod"),
        _ => None,
    }
}

fn image(layout: &Layout) -> Option<String> {
    let Body::From(from) = &layout.cursor.located.instruction.body else {
        return None;
    };
    let word = layout.cursor.located.at(from.image.as_ref()?.word.span);
    Some(layout.cursor.text(word).into_owned())
}

/// The same version without compilers, if its tag tells that there is one.
fn smaller_image(layout: &Layout) -> Option<String> {
    let written = image(layout)?;
    let tag = layout.image.tag.as_deref().unwrap_or_default();
    let is_version = |tag: &str| {
        tag.chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
    };
    let names = ["lts", "current", "bookworm", "bullseye", "trixie"];
    let has_slim = !tag.is_empty()
        && tag
            .split('-')
            .all(|part| is_version(part) || names.contains(&part));
    let is_literal = written.ends_with(tag) && layout.image.digest.is_none();
    Some(match has_slim && is_literal {
        true => format!("{written}-slim"),
        false => written,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check, check_no};
    use super::node_in_two_stages;

    const USUAL: &str = "FROM node:20$0\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\nEXPOSE 80\nUSER node\nCMD [\"node\", \"dist/a.js\"]\n";

    #[test]
    fn the_result_runs_without_what_built_it() {
        check(
            node_in_two_stages,
            USUAL,
            "FROM node:20 AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\nRUN npm prune --omit=dev\n\nFROM node:20-slim\nWORKDIR /app\nCOPY --from=build /app /app\nEXPOSE 80\nUSER node\nCMD [\"node\", \"dist/a.js\"]\n",
        );
        check(
            node_in_two_stages,
            "FROM node:$0lts-alpine AS a\r\nWORKDIR /app\r\nCOPY . .\r\nRUN yarn && yarn build\r\nENV B=1\r\nHEALTHCHECK CMD wget x\r\nCMD yarn start\r\n",
            "FROM node:lts-alpine AS a\r\nWORKDIR /app\r\nCOPY . .\r\nRUN yarn && yarn build\r\n\r\nFROM node:lts-alpine\r\nWORKDIR /app\r\nCOPY --from=a /app /app\r\nENV B=1\r\nHEALTHCHECK CMD wget x\r\nCMD yarn start\r\n",
        );
    }

    #[test]
    fn what_is_not_understood_stays_in_one() {
        let replaced =
            |from: &str, to: &str| check_no(node_in_two_stages, &USUAL.replace(from, to));
        replaced("npm ci", "npm ci && chown x y");
        replaced("npm ci", "apt-get install -y chromium");
        replaced("npm run build", "npm test");
        replaced("COPY . .", "COPY . /src");
        replaced("WORKDIR /app", "WORKDIR /");
        replaced("USER node", "USER app");
        replaced("USER node", "RUN npm test");
        replaced("USER node", "HEALTHCHECK CMD curl x");
        replaced("\"node\", ", "\"pm2\", ");
        replaced("[\"node\", \"dist/a.js\"]", "node a && b");
    }
}
