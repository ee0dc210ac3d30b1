use super::{Check, Example, Findings, Rule, Severity, Shown, Source, StageView};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Source as CopySource};
use crate::shell::ShellCommand;

pub const RULE: Rule = Rule {
    code: "copy-before-install",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Install dependencies before copying the sources.",
        fr: "Installer les dépendances avant de copier les sources.",
    },
    why: Text {
        en: "A change of any copied file runs every later instruction again. When the whole project \
             is copied first, each change of a source file installs all dependencies anew, which is \
             mostly the longest step. Copy the files that name the dependencies, install, then copy \
             the rest.",
        fr: "La modification d'un fichier copié réexécute toutes les instructions suivantes. Quand \
             tout le projet est copié d'abord, chaque modification d'un fichier source réinstalle \
             toutes les dépendances, souvent l'étape la plus longue. Copiez les fichiers qui nomment \
             les dépendances, installez, puis copiez le reste.",
    },
    example: Example {
        bad: "
FROM node:22
WORKDIR /app
COPY . .
RUN npm ci
",
        good: "
FROM node:22
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
",
    },
    check: Check::Stage(
        Keywords::of(&[Keyword::Copy, Keyword::Add, Keyword::Run]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "Every change in the project runs `{0}` again, as all of it is copied before. Copy `{1}` first, \
         install, then copy the rest.",
    fr: "Chaque modification du projet réexécute `{0}`, car tout est copié avant. Copiez d'abord `{1}`, \
         installez, puis copiez le reste.",
};

const INSTALL: Text = Text {
    en: "the dependencies are installed here",
    fr: "les dépendances sont installées ici",
};

const MOVE: Text = Text {
    en: "Copy `{0}` and install before copying the rest",
    fr: "Copier `{0}` et installer avant de copier le reste",
};

/// A tool that installs dependencies: its name, its subcommands (none: any), and what it reads.
struct Tool {
    names: &'static [&'static str],
    subcommands: &'static [&'static str],
    manifests: &'static str,
}

const TOOLS: [Tool; 13] = [
    Tool {
        names: &["npm"],
        subcommands: &["ci", "install", "i", "clean-install"],
        manifests: "package*.json",
    },
    Tool {
        names: &["yarn"],
        subcommands: &["install", ""],
        manifests: "package.json yarn.lock*",
    },
    Tool {
        names: &["pnpm"],
        subcommands: &["install", "i"],
        manifests: "package.json pnpm-lock.yaml*",
    },
    Tool {
        names: &["poetry"],
        subcommands: &["install"],
        manifests: "pyproject.toml poetry.lock*",
    },
    Tool {
        names: &["uv"],
        subcommands: &["sync"],
        manifests: "pyproject.toml uv.lock*",
    },
    Tool {
        names: &["pipenv"],
        subcommands: &["install", "sync"],
        manifests: "Pipfile*",
    },
    Tool {
        names: &["go"],
        subcommands: &["mod"],
        manifests: "go.mod go.sum*",
    },
    Tool {
        names: &["cargo"],
        subcommands: &["fetch"],
        manifests: "Cargo.toml Cargo.lock*",
    },
    Tool {
        names: &["mvn", "mvnw", "./mvnw"],
        subcommands: &["dependency:go-offline", "dependency:resolve"],
        manifests: "pom.xml",
    },
    Tool {
        names: &["gradle", "gradlew", "./gradlew"],
        subcommands: &["dependencies"],
        manifests: "*.gradle*",
    },
    Tool {
        names: &["composer"],
        subcommands: &["install"],
        manifests: "composer.*",
    },
    Tool {
        names: &["bundle", "bundler"],
        subcommands: &["install", ""],
        manifests: "Gemfile*",
    },
    Tool {
        names: &["dotnet"],
        subcommands: &["restore"],
        manifests: "*.*proj",
    },
];

fn check(stage: &StageView, findings: &mut Findings) {
    let mut whole: Option<(usize, Located)> = None;
    let mut has_manifests = false;
    for (index, located) in stage.instructions.iter().enumerate() {
        match located.instruction.keyword {
            Keyword::Copy | Keyword::Add if copies_all(located) => {
                whole = whole.or(Some((index, *located)));
            }
            // What is copied by name before the rest are the manifests.
            Keyword::Copy | Keyword::Add => has_manifests |= whole.is_none(),
            Keyword::Run => {
                let commands = stage.commands(located);
                let install = commands.iter().find_map(|command| {
                    let manifests = manifests(command)?;
                    Some((command, manifests))
                });
                let Some((command, manifests)) = install else {
                    continue;
                };
                let Some((copied, copy)) = whole else {
                    // The dependencies are there before the sources.
                    return;
                };
                if !has_manifests {
                    let simple = commands.len() == 1 && index == copied + 1;
                    report(stage, &copy, located, command, &manifests, simple, findings);
                }
                return;
            }
            _ => {}
        }
    }
}

/// `COPY . .` or the like, from the build context.
fn copies_all(located: &Located) -> bool {
    let Body::Transfer(transfer) = &located.instruction.body else {
        return false;
    };
    let is_from_stage = located
        .instruction
        .flags
        .iter()
        .any(|flag| flag.is_named("from"));
    !is_from_stage
        && transfer.sources.iter().any(|source| match source {
            CopySource::Path(word) => {
                let path = word.text.trim_matches('"');
                matches!(path, "." | "./" | "/" | "*" | "./*")
            }
            CopySource::Heredoc(_) => false,
        })
}

/// What a command that installs dependencies reads.
fn manifests(command: &ShellCommand) -> Option<String> {
    let pip = command.name.starts_with("pip") && !command.name.starts_with("pipenv");
    let module = command.name.starts_with("python") && command.has_argument("pip");
    let uv_pip = command.name == "uv" && command.has_argument("pip");
    if pip || module || uv_pip {
        return requirements(command);
    }
    let subcommand = command.words().next().map_or("", |word| &word.text);
    let tool = TOOLS.iter().find(|tool| {
        tool.names.contains(&command.name.as_str()) && tool.subcommands.contains(&subcommand)
    })?;
    // `npm install typescript` reads no file.
    let takes_packages = matches!(tool.names[0], "npm" | "pnpm" | "pipenv");
    let is_download = tool.names[0] != "go" || command.has_argument("download");
    let names_packages = takes_packages && command.words().nth(1).is_some();
    let is_global = command.has_any_flag(&["g", "global"]);
    (is_download && !names_packages && !is_global).then(|| tool.manifests.to_owned())
}

/// The file of `pip install -r`.
fn requirements(command: &ShellCommand) -> Option<String> {
    if !command.has_argument("install") && !command.has_argument("sync") {
        return None;
    }
    let mut arguments = command.arguments.iter();
    while let Some(argument) = arguments.next() {
        let file = match argument.text.as_str() {
            "-r" | "--requirement" => arguments.next().map(|next| next.text.as_str()),
            text => text
                .strip_prefix("--requirement=")
                .or_else(|| text.strip_prefix("-r").filter(|rest| !rest.is_empty())),
        };
        // An absolute path does not tell where the file lies in the project.
        let is_plain = |file: &&str| !file.starts_with('/') && !file.contains(['$', ' ']);
        if let Some(file) = file.filter(is_plain) {
            return Some(file.to_owned());
        }
    }
    None
}

fn report(
    stage: &StageView,
    copy: &Located,
    run: &Located,
    command: &ShellCommand,
    manifests: &str,
    is_simple: bool,
    findings: &mut Findings,
) {
    let subcommand = command.words().next().map_or("", |word| &word.text);
    let named = format!("{} {subcommand}", command.name);
    let message = Message::new(MESSAGE).with(named.trim_end()).with(manifests);
    let Body::Transfer(transfer) = &copy.instruction.body else {
        return;
    };
    let finding = findings.add(copy.range(), message);
    finding.related(run.at(run.instruction.written.span), INSTALL);
    // A RUN that does more may need the sources.
    if !is_simple || transfer.json || !copy.instruction.heredocs.is_empty() {
        return;
    }
    let flags = copy.instruction.flags.iter();
    let flags: String = flags
        .map(|flag| format!("{} ", stage.text(copy.at(flag.span))))
        .collect();
    let folder = match &transfer.destination {
        Some(word) if matches!(&*word.text, "." | "./") => "./".to_owned(),
        Some(word) => format!("{}/", word.text.trim_end_matches('/')),
        None => return,
    };
    let keyword = stage.text(copy.at(copy.instruction.written.span));
    let run_text = stage.text(run.range());
    let above = format!("{keyword} {flags}{manifests} {folder}\n{run_text}\n");
    let edits = vec![
        TextEdit::insert(copy.start, above),
        TextEdit::delete(stage.lines_of(run)),
    ];
    finding.fix(Fix::suggested(Message::new(MOVE).with(manifests), edits));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn sources_come_after_dependencies() {
        for run in [
            "npm ci",
            "yarn",
            "pnpm install --frozen-lockfile",
            "pip install -r requirements.txt",
            "poetry install",
            "uv sync",
            "go mod download",
            "cargo fetch",
            "mvn dependency:go-offline",
            "gradle dependencies",
            "composer install --no-dev",
            "bundle install",
            "dotnet restore",
            "python3 -m pip install --no-cache-dir -r a.txt",
            "uv pip install -r b.txt",
        ] {
            fires(&RULE, &format!("FROM a\n⟦COPY . .⟧\nRUN {run}\n"));
        }
    }

    #[test]
    fn the_right_order_is_left() {
        silent(
            &RULE,
            "FROM a\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY package.json ./\nCOPY . .\nRUN npm ci\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY . .\nRUN npm install -g typescript\nRUN go build\n",
        );
        silent(&RULE, "FROM a\nCOPY --from=b / /\nRUN npm ci\n");
        silent(
            &RULE,
            "FROM a\nCOPY . .\nRUN pip install b\nFROM c\nRUN npm ci\n",
        );
    }

    #[test]
    fn the_install_moves_before_the_sources() {
        fixes(
            &RULE,
            "FROM a\nCOPY --chown=b . /c\nRUN --mount=type=cache,target=/d npm ci\nRUN e\n",
            "FROM a\nCOPY --chown=b package*.json /c/\nRUN --mount=type=cache,target=/d npm ci\nCOPY --chown=b . /c\nRUN e\n",
        );
        leaves(&RULE, "FROM a\nCOPY . .\nRUN npm ci && npm run build\n");
    }
}
