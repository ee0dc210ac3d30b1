//! Where a build takes its files from, and which Dockerfile it builds.

use super::reading::Build;
use std::path::{Component, Path, PathBuf};

impl Build {
    /// The folder of its context; `None` where it is elsewhere, or nobody knows before the build.
    pub fn context_folder(&self, file: &Path) -> Option<PathBuf> {
        let folder = file.parent()?;
        match &self.context {
            None => Some(folder.to_owned()),
            Some(context) => Some(joined(folder, local(context.value())?)),
        }
    }

    /// The Dockerfile, which both tools look for from the context on.
    pub fn dockerfile_path(&self, file: &Path) -> Option<PathBuf> {
        if self.is_inline {
            return None;
        }
        let context = self.context_folder(file)?;
        let name = self
            .dockerfile
            .as_ref()
            .map_or("Dockerfile", |name| name.value());
        Some(joined(&context, local(name)?))
    }
}

fn local(path: &str) -> Option<&str> {
    let is_elsewhere = path.contains("://") || path.starts_with("git@") || path.contains('$');
    (!is_elsewhere && !path.is_empty()).then_some(path)
}

/// A path from a folder on, without `.` and `..`.
pub fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

/// A path as one writes it from a folder on, with `/`; `None` where it does not lie there.
pub fn relative(path: &Path, folder: &Path) -> Option<String> {
    let parts = path.strip_prefix(folder).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Reading};
    use super::*;

    #[track_caller]
    fn check(build: &str, expected: Option<(&str, &str)>) {
        let text = format!("services: {{a: {{build: {build}}}}}");
        let reading = Reading::of(&text, Format::Compose).expect("it is readable");
        let file = Path::new("/w/compose.yaml");
        let build = &reading.builds[0];
        let paths = build.context_folder(file).zip(build.dockerfile_path(file));
        let expected = expected.map(|(context, file)| (context.into(), file.into()));
        assert_eq!(paths, expected);
    }

    #[test]
    fn dockerfiles_are_looked_for_from_the_context_on() {
        check("./web", Some(("/w/web", "/w/web/Dockerfile")));
        check("{dockerfile: d/D}", Some(("/w", "/w/d/D")));
        check("{context: ../x/., dockerfile: ../D}", Some(("/x", "/D")));
        check("{context: /a, dockerfile: /b/D}", Some(("/a", "/b/D")));
    }

    #[test]
    fn what_is_elsewhere_is_not_known() {
        check("https://x.test/a.git", None);
        check("\"${DIR}\"", None);
        check("{dockerfile_inline: FROM a}", None);
    }
}
