use super::Platform;

/// The directory that a WORKDIR leads to. An absolute path is taken as it is written.
pub fn workdir(current: &str, path: &str, platform: Platform) -> String {
    let windows = platform == Platform::Windows;
    let slashes = |path: &str| {
        if windows {
            path.replace('\\', "/")
        } else {
            path.to_owned()
        }
    };
    let current = match slashes(current) {
        current if current.is_empty() => "/".to_owned(),
        current => current,
    };
    let mut path = slashes(path);
    if path.is_empty() {
        path.clone_from(&current);
    }
    if windows {
        if let Some((drive, rest)) = path.split_once(':')
            && drive.eq_ignore_ascii_case("c")
        {
            path = rest.to_owned();
        }
        path = clean(&path);
    }
    if !path.starts_with('/') {
        path = clean(&format!("{current}/{path}"));
    }
    if windows {
        path.replace('/', "\\")
    } else {
        path
    }
}

/// Takes `.`, `..` and doubled slashes out of a path.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if path.starts_with('/') => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (path.starts_with('/'), joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leads(current: &str, path: &str, expected: &str) {
        assert_eq!(
            workdir(current, path, Platform::Linux),
            expected,
            "{current} {path}"
        );
    }

    #[track_caller]
    fn leads_on_windows(current: &str, path: &str, expected: &str) {
        assert_eq!(
            workdir(current, path, Platform::Windows),
            expected,
            "{current} {path}"
        );
    }

    #[test]
    fn a_directory_is_joined_to_the_one_before() {
        leads("", "/app", "/app");
        leads("", "app", "/app");
        leads("/a", "b/./c", "/a/b/c");
        leads("/a", "..", "/");
        leads("/a", "", "/a");
        leads("/a", "/b/..", "/b/..");
    }

    #[test]
    fn windows_has_its_own_paths() {
        leads_on_windows("", "C:\\", "\\");
        leads_on_windows("", "c:/app", "\\app");
        leads_on_windows("\\app", "src", "\\app\\src");
        leads_on_windows("\\app", "..", "\\");
    }
}
