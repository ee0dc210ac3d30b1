use super::super::cursor::{Cursor, rewrite};
use super::layout::{Layout, installs_only};
use crate::edit::TextEdit;
use crate::features::actions::Action;
use crate::lang::Text;
use crate::model::{Body, Command, Keyword, Located};
use crate::rules::plain_command::json_array;
use crate::shell::ShellCommand;

const TITLE: Text = Text {
    en: "Split into two stages: build with Go, run the program alone",
    fr: "Séparer en deux étapes\u{a0}: construire avec Go, n'exécuter que le programme",
};

/// Has the certificates, the time zones and a temporary folder that `scratch` has not.
const IMAGE: &str = "gcr.io/distroless/static-debian12";

const PACKAGES: [&str; 9] = [
    "bash",
    "ca-certificates",
    "curl",
    "git",
    "make",
    "openssh",
    "openssh-client",
    "tzdata",
    "wget",
];

const USERS: [&str; 3] = ["root", "nobody", "nonroot"];

pub fn go_in_two_stages(cursor: &Cursor) -> Option<Action> {
    let layout = Layout::read(cursor, "golang")?;
    let commands = layout.commands()?;
    let is_usual =
        |command: &ShellCommand| command.name == "go" || installs_only(command, &PACKAGES);
    let is_build = |command: &ShellCommand| {
        let first = command.arguments.first();
        command.name == "go" && first.is_some_and(|first| first.text == "build")
    };
    let mut builds = commands.iter().filter(|(_, command)| is_build(command));
    let (run, build) = builds.next()?;
    let is_last = layout
        .build
        .last()
        .is_some_and(|last| last.start == run.start);
    let is_refused = builds.next().is_some()
        || !is_last
        || !commands.iter().all(|(_, command)| is_usual(command))
        || needs_c(&layout, build)
        || layout.health_check().is_some()
        || !layout.has_only_users(&USERS);
    if is_refused {
        return None;
    }
    let output = output(&layout, build)?;
    let (launch, words, by_shell) = layout.launch()?;
    let (program, _) = words.split_first()?;
    if absolute(&layout, program, true)? != output {
        return None;
    }
    let keeps = |located: &Located| !is_of_go(located);
    let mut lines = layout.settings(keeps);
    let copy = layout.cased("COPY");
    lines.push(format!("{copy} --from={} {output} {output}", layout.name()));
    let mut edits = layout.edits(IMAGE, &lines)?;
    if !is_static(&layout, run, build) {
        let start = run.start + build.span.start as usize;
        edits.push(TextEdit::insert(start, "CGO_ENABLED=0 "));
    }
    if by_shell && let Body::Command(Some(Command::Shell { span, .. })) = &launch.instruction.body {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        edits.push(TextEdit::replace(launch.at(*span), json_array(&words)));
    }
    rewrite(TITLE, edits)
}

/// The program would look for libraries that are not there.
fn needs_c(layout: &Layout, build: &ShellCommand) -> bool {
    let mut all = layout.build.iter().chain(&layout.environments);
    let asks = all.any(|located| {
        let source = layout.cursor.text(located.range());
        source.contains("CGO_ENABLED=1") || source.contains("CGO_ENABLED 1")
    });
    let flags = ["-race", "-buildmode", "-msan", "-asan"];
    let mut arguments = build.arguments.iter();
    asks || arguments.any(|argument| flags.iter().any(|flag| argument.text.starts_with(flag)))
}

fn is_static(layout: &Layout, run: &Located, build: &ShellCommand) -> bool {
    let source = layout
        .cursor
        .text(run.start..run.start + build.span.start as usize);
    let in_command = source.contains("CGO_ENABLED=0");
    let environment = layout.state.variables.get("CGO_ENABLED");
    let value = environment.and_then(|environment| environment.value.as_deref());
    in_command || value == Some("0")
}

fn is_of_go(located: &Located) -> bool {
    let Body::Pairs { pairs, .. } = &located.instruction.body else {
        return false;
    };
    let names = pairs.iter().filter_map(|pair| pair.name.as_ref());
    let mut names = names.map(|name| &*name.text);
    located.instruction.keyword == Keyword::Env
        && names.all(|name| name.starts_with("GO") || name.starts_with("CGO_"))
}

/// The path behind `-o`.
fn output(layout: &Layout, build: &ShellCommand) -> Option<String> {
    let flag = build
        .arguments
        .iter()
        .position(|argument| argument.text == "-o")?;
    let path = &build.arguments.get(flag + 1)?.text;
    absolute(layout, path, false)
}

/// `None` for what cannot be told from here.
fn absolute(layout: &Layout, path: &str, is_program: bool) -> Option<String> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    // Without a slash, a program is looked for along PATH, not here.
    let is_sought = is_program && !path.contains('/');
    let path = path.strip_prefix("./").unwrap_or(path);
    let is_refused = path.is_empty()
        || path.ends_with(['/', '.'])
        || path.contains("..")
        || !path.chars().all(is_plain);
    if is_refused {
        return None;
    }
    if path.starts_with('/') {
        return Some(path.to_owned());
    }
    let folder = &layout.state.workdir;
    let is_known = folder.starts_with('/') && !layout.state.workdir_is_below_base;
    (is_known && !is_sought).then(|| format!("{}/{path}", folder.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check, check_no};
    use super::go_in_two_stages;

    const USUAL: &str = "FROM golang:1.22$0\nWORKDIR /app\nENV CGO_CFLAGS=-O2\nENV PORT=80\nCOPY go.mod ./\nRUN go mod download\nCOPY . .\n\nRUN go build -o server .\n\n# it listens here\nEXPOSE 80\nCMD [\"./server\", \"-v\"]\n";

    #[test]
    fn the_program_runs_alone() {
        check(
            go_in_two_stages,
            USUAL,
            "FROM golang:1.22 AS build\nWORKDIR /app\nENV CGO_CFLAGS=-O2\nENV PORT=80\nCOPY go.mod ./\nRUN go mod download\nCOPY . .\n\nRUN CGO_ENABLED=0 go build -o server .\n\nFROM gcr.io/distroless/static-debian12\nWORKDIR /app\nENV PORT=80\nCOPY --from=build /app/server /app/server\n# it listens here\nEXPOSE 80\nCMD [\"./server\", \"-v\"]\n",
        );
        check(
            go_in_two_stages,
            "from golang as b$0\r\nexpose 80\r\ncopy . /src\r\nworkdir /src\r\nrun CGO_ENABLED=0 GOOS=linux go build -o /bin/s\r\nentrypoint /bin/s",
            "from golang as b\r\ncopy . /src\r\nworkdir /src\r\nrun CGO_ENABLED=0 GOOS=linux go build -o /bin/s\r\n\r\nfrom gcr.io/distroless/static-debian12\r\nworkdir /src\r\ncopy --from=b /bin/s /bin/s\r\nexpose 80\r\nentrypoint [\"/bin/s\"]",
        );
    }

    #[test]
    fn what_is_not_understood_stays_in_one() {
        let replaced = |from: &str, to: &str| check_no(go_in_two_stages, &USUAL.replace(from, to));
        replaced("go mod download", "make deps");
        replaced("go mod download", "apt-get install -y gcc");
        replaced("CGO_CFLAGS=-O2", "CGO_ENABLED=1");
        replaced("-o server ", "");
        replaced("-o server ", "-o ../x ");
        replaced("[\"./server\", \"-v\"]", "./server && x");
        replaced("\"./server\"", "\"./other\"");
        replaced("EXPOSE 80", "USER app");
        replaced("EXPOSE 80", "HEALTHCHECK CMD curl x");
        replaced("EXPOSE 80", "COPY a b");
        replaced("PORT=80", "PORT=$X");
        replaced("golang:1.22", "x/golang");
        replaced("1.22$0\nWORKDIR", "1.22\n$0WORKDIR");
        check_no(go_in_two_stages, &format!("FROM b\n{USUAL}"));
    }
}
