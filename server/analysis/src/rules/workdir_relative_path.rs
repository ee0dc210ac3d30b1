use super::quotes::{has_drive, without_quotes};
use super::steps::Stages;
use super::values::Values;
use super::{Check, Example, FileView, Findings, Rule, Severity, Shown, Source};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Body, Keyword, Keywords, Located, Platform, Word, workdir};

pub const RULE: Rule = Rule {
    code: "WorkdirRelativePath",
    also: &["DL3000"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Give `WORKDIR` an absolute path.",
        fr: "Donner à `WORKDIR` un chemin absolu.",
    },
    why: Text {
        en: "A relative path continues the working directory of the base image: the folder moves \
             as soon as that image changes its own. BuildKit looks only at the first `WORKDIR` of \
             a stage; after an absolute one, `WORKDIR src` is clear, even though hadolint reports \
             it too.",
        fr: "Un chemin relatif prolonge le répertoire de travail de l'image de base\u{a0}: le \
             dossier se déplace dès que celle-ci change le sien. BuildKit ne regarde que le \
             premier `WORKDIR` d'une étape\u{a0}; après un chemin absolu, `WORKDIR src` est clair, \
             même si hadolint le signale aussi.",
    },
    example: Example {
        bad: "WORKDIR app",
        good: "WORKDIR /app",
    },
    check: Check::File(
        Keywords::of(&[Keyword::Workdir, Keyword::Env, Keyword::Arg]),
        check,
    ),
};

const MESSAGE: Text = Text {
    en: "`{0}` continues the working directory of the base image, which may change. Write an \
         absolute path.",
    fr: "`{0}` prolonge le répertoire de travail de l'image de base, qui peut changer. Écrivez un \
         chemin absolu.",
};

const CLEAR: Text = Text {
    en: "`{0}` continues the `WORKDIR` above. That is clear, but an absolute path says where it \
         leads.",
    fr: "`{0}` prolonge le `WORKDIR` précédent. C'est clair, mais un chemin absolu dit où il mène.",
};

const FIX: Text = Text {
    en: "Write `{0}`",
    fr: "Écrire `{0}`",
};

/// What a stage leaves to those that build on it.
#[derive(Clone, Default)]
struct Directory {
    is_set: bool,
    /// Where it is, once an absolute path has said so.
    path: Option<String>,
}

fn check(file: &FileView, findings: &mut Findings) {
    let stages = Stages::read(file);
    let values = Values::new(file, &stages);
    let mut directories: Vec<Directory> = Vec::new();
    for stage in 0..file.stages.len() {
        let root = stages.root(stage);
        let platform = file.evaluation().platform(root);
        let base = stages.base(stage).and_then(|base| directories.get(base));
        let mut directory = base.cloned().unwrap_or_default();
        let is_empty = file.evaluation().base_name(root) == "scratch";
        if is_empty && directory.path.is_none() {
            directory.path = Some(String::new());
        }
        for step in stages.steps(file, stage) {
            let (Keyword::Workdir, Body::Directory(Some(path))) = (step.keyword, step.body) else {
                continue;
            };
            let start = step.from.unwrap_or(step.located).start;
            let value = match path.expansions.is_empty() && path.text.starts_with('/') {
                true => None,
                false => values.of(path, stage, start),
            };
            let text = value.as_ref().map_or(&*path.text, |value| &value.text);
            let is_absolute = is_absolute(text, platform);
            let by_buildkit = !directory.is_set && !is_absolute;
            let by_hadolint = step.from.is_none() && !is_absolute_as_written(&path.text);
            let has_unset = value.as_ref().is_some_and(|value| value.has_unset);
            if by_buildkit || by_hadolint {
                let message = if by_buildkit { MESSAGE } else { CLEAR };
                let message = Message::new(message).with(&path.text);
                let finding = findings.add(step.place(path.span), message);
                match (by_buildkit, by_hadolint) {
                    (true, false) => finding.also(&[]),
                    (false, _) => finding.only_as("DL3000").minor(),
                    (true, true) => finding,
                };
                // A drive tells that the base is one for Windows, whatever its name.
                if (has_unset && !is_empty) || has_drive(without_quotes(text)) {
                    finding.minor();
                }
                if step.from.is_none() && !is_absolute && platform == Platform::Linux {
                    finding.fixes.extend(fix(&step.located, path, &directory));
                }
            }
            directory.is_set = true;
            let is_known = value.is_some() || path.expansions.is_empty();
            directory.path = match (&directory.path, is_absolute) {
                _ if !is_known || has_unset => None,
                (_, true) => Some(workdir("", text, platform)),
                (Some(before), false) => Some(workdir(before, text, platform)),
                (None, false) => None,
            };
        }
        directories.push(directory);
    }
}

/// The path from the root, if only plain words make it up.
fn fix(located: &Located, path: &Word, directory: &Directory) -> Option<Fix> {
    let is_plain = |text: &str| {
        let allowed = |letter: char| letter.is_alphanumeric() || "/._-+@".contains(letter);
        !text.is_empty() && text.chars().all(allowed)
    };
    let known = directory.path.as_deref();
    let absolute = workdir(known.unwrap_or("/"), &path.text, Platform::Linux);
    if !is_plain(&path.text) || !is_plain(&absolute) {
        return None;
    }
    let edit = TextEdit::replace(located.at(path.span), &*absolute);
    let title = Message::new(FIX).with(absolute);
    Some(match known {
        Some(_) => Fix::safe(title, vec![edit]),
        None => Fix::suggested(title, vec![edit]),
    })
}

fn is_absolute(path: &str, platform: Platform) -> bool {
    match platform {
        Platform::Linux => path.starts_with('/'),
        Platform::Windows => {
            let drive = path
                .get(..2)
                .filter(|drive| drive.eq_ignore_ascii_case("c:"));
            path[drive.map_or(0, str::len)..].starts_with(['/', '\\'])
        }
    }
}

/// hadolint does not look at values.
fn is_absolute_as_written(path: &str) -> bool {
    let path = without_quotes(path);
    path.starts_with(['/', '$']) || has_drive(path)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, found_by, silent};
    use super::*;

    #[track_caller]
    fn codes(text: &str, expected: &[&str]) {
        let found = found_by(&RULE, text);
        let codes = found.iter().map(|finding| match finding.also {
            [] => finding.code.to_owned(),
            also => format!("{} {}", finding.code, also.join(" ")),
        });
        assert_eq!(codes.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_directory_starts_at_the_root() {
        fires(&RULE, "FROM a\nWORKDIR ⟦app⟧\nWORKDIR ⟦b⟧\n");
        fires(&RULE, "FROM a AS b\nFROM b\nWORKDIR ⟦\"app\"⟧\n");
        fires(&RULE, "FROM a\nENV D=app\nWORKDIR ⟦$D⟧\n");
        silent(&RULE, "FROM a\nWORKDIR /app\nONBUILD WORKDIR b\n");
        silent(&RULE, "FROM a\nENV D=/app\nWORKDIR $D\nWORKDIR \"/b\"\n");
        silent(&RULE, "FROM nanoserver\nWORKDIR C:\\\\app\n");
    }

    #[test]
    fn only_the_first_counts_for_buildkit() {
        codes("FROM a\nWORKDIR b\n", &["WorkdirRelativePath DL3000"]);
        codes("FROM a\nWORKDIR /b\nWORKDIR c\n", &["DL3000"]);
        codes("FROM a AS b\nWORKDIR /b\nFROM b\nWORKDIR c\n", &["DL3000"]);
        codes("FROM a\nWORKDIR $B\n", &["WorkdirRelativePath"]);
        codes(
            "FROM a AS b\nONBUILD WORKDIR c\nFROM b\n",
            &["WorkdirRelativePath"],
        );
    }

    #[test]
    fn paths_are_joined() {
        fixes(&RULE, "FROM a\nWORKDIR app\n", "FROM a\nWORKDIR /app\n");
        fixes(
            &RULE,
            "FROM a\nENV D=/srv\nWORKDIR $D/x\nWORKDIR ../app\n",
            "FROM a\nENV D=/srv\nWORKDIR $D/x\nWORKDIR /srv/app\n",
        );
    }
}
