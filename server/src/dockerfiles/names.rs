//! Which files are Dockerfiles, and which folders hold none of the user's.

pub fn is_dockerfile(name: &str) -> bool {
    if is_ignore_file(name) {
        return false;
    }
    let is_whole = |name| matches!(name, "Dockerfile" | "Containerfile");
    let first = name.split('.').next().unwrap_or_default();
    let last = name.rsplit('.').next().unwrap_or_default();
    is_whole(first) || is_whole(last) || (last == "dockerfile" && last != name)
}

/// That of a folder, or of one Dockerfile.
pub fn is_ignore_file(name: &str) -> bool {
    name.ends_with(".dockerignore")
}

/// Folders that tools fill, and hidden ones.
pub fn is_searched(folder: &str) -> bool {
    !folder.starts_with('.') && !matches!(folder, "node_modules" | "target")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_dockerfiles_by_name() {
        for name in [
            "Dockerfile",
            "Containerfile",
            "Dockerfile.dev",
            "Containerfile.dev",
            "web.Dockerfile",
            "web.dockerfile",
            "web.Containerfile",
        ] {
            assert!(is_dockerfile(name), "{name}");
        }
        for name in [
            "dockerfile-notes",
            "MyDockerfile",
            "Makefile",
            "docker.file",
            "Dockerfiles",
            "Dockerfile.dockerignore",
        ] {
            assert!(!is_dockerfile(name), "{name}");
        }
    }

    #[test]
    fn passes_over_what_tools_fill() {
        for folder in [".git", ".cache", "node_modules", "target"] {
            assert!(!is_searched(folder), "{folder}");
        }
        assert!(is_searched("services"));
    }
}
