//! Podman's `registries.conf`, in its second form.

use super::text;
use crate::places::Places;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    registry: Vec<Rule>,
}

/// What to do with images of a name.
#[derive(Clone, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
pub struct Rule {
    /// How the name begins: `host`, `host/path` or `*.domain`.
    prefix: String,
    /// What stands in place of that where the image is asked for.
    location: String,
    pub insecure: bool,
    pub blocked: bool,
    mirror_by_digest_only: bool,
    mirror: Vec<Mirror>,
}

#[derive(Clone, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
struct Mirror {
    location: String,
    insecure: bool,
    pull_from_mirror: String,
}

/// `host/path` where an image is asked for in place of its own name.
pub struct Elsewhere {
    pub name: String,
    pub insecure: bool,
    pub by_tag: bool,
    pub by_digest: bool,
}

pub fn read(places: &Places) -> Vec<Rule> {
    let own = places.settings().map(|own| own.join("containers"));
    let system = places.system("etc/containers");
    let named = places.folder("CONTAINERS_REGISTRIES_CONF");
    let own_file = own.as_ref().map(|own| own.join("registries.conf"));
    let own_file = own_file.filter(|path| path.exists());
    // A person's own file stands in place of the system's with all that belongs to it.
    let mut paths = match named.or(own_file) {
        Some(path) => vec![path],
        None => {
            let mut paths = vec![system.join("registries.conf")];
            paths.extend(parts(&system));
            paths
        }
    };
    paths.extend(own.iter().flat_map(|own| parts(own)));
    let mut rules: Vec<Rule> = Vec::new();
    for path in paths {
        let text = text(&path);
        let file = text.and_then(|text| toml::from_str::<File>(&text).ok());
        for rule in file.into_iter().flat_map(|file| file.registry) {
            rules.retain(|known| known.prefix() != rule.prefix());
            rules.push(rule);
        }
    }
    rules
}

fn parts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("registries.conf.d"));
    let paths = entries.into_iter().flatten().flatten();
    let paths = paths.map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|own| own == "conf"))
        .collect();
    paths.sort();
    paths
}

impl Rule {
    fn prefix(&self) -> &str {
        match self.prefix.is_empty() {
            true => &self.location,
            false => &self.prefix,
        }
    }

    /// How much of a name the rule is about; `None` where it is about others.
    pub fn length(&self, name: &str) -> Option<usize> {
        let prefix = self.prefix();
        if let Some(domain) = prefix.strip_prefix('*') {
            let host = name.split('/').next()?;
            let is_below = domain.starts_with('.') && host.ends_with(domain);
            return is_below.then_some(host.len());
        }
        let rest = name.strip_prefix(prefix)?;
        let is_whole = rest.is_empty() || rest.starts_with('/');
        (is_whole && !prefix.is_empty()).then_some(prefix.len())
    }

    /// Where an image is asked for that the rule is about.
    pub fn location(&self, name: &str) -> String {
        match self.location.is_empty() {
            true => name.to_owned(),
            false => self.moved(name, &self.location),
        }
    }

    pub fn mirrors(&self, name: &str) -> Vec<Elsewhere> {
        let mirrors = self.mirror.iter();
        let mirrors = mirrors.filter(|mirror| !mirror.location.is_empty());
        let elsewhere = mirrors.map(|mirror| Elsewhere {
            name: self.moved(name, &mirror.location),
            insecure: mirror.insecure,
            by_tag: !self.mirror_by_digest_only && mirror.pull_from_mirror != "digest-only",
            by_digest: mirror.pull_from_mirror != "tag-only",
        });
        elsewhere.collect()
    }

    fn moved(&self, name: &str, location: &str) -> String {
        let length = self.length(name).unwrap_or(0);
        let rest = name.get(length..).unwrap_or_default();
        format!("{}{rest}", location.trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
unqualified-search-registries = ["docker.io"]
[[registry]]
location = "plain.example:5000"
insecure = true
[[registry]]
prefix = "a.example/team"
location = "b.example/their/team"
[[registry.mirror]]
location = "m.example/x"
[[registry.mirror]]
location = "n.example"
insecure = true
pull-from-mirror = "digest-only"
[[registry]]
prefix = "*.wide.example"
blocked = true
[aliases]
"x" = "docker.io/library/x"
"#;

    #[test]
    fn names_are_moved() {
        let rules = toml::from_str::<File>(FILE).unwrap().registry;
        let about = |name: &str| rules.iter().position(|rule| rule.length(name).is_some());
        assert_eq!(about("plain.example:5000/app"), Some(0));
        assert_eq!(about("plain.example/app"), None);
        assert_eq!(about("a.example/team/app"), Some(1));
        assert_eq!(about("a.example/teams/app"), None);
        assert_eq!(about("x.y.wide.example/app"), Some(2));
        assert_eq!(about("wide.example/app"), None);
        let team = &rules[1];
        assert_eq!(
            team.location("a.example/team/app"),
            "b.example/their/team/app"
        );
        let mirrors = team.mirrors("a.example/team/app");
        let names: Vec<&str> = mirrors.iter().map(|mirror| &*mirror.name).collect();
        assert_eq!(names, ["m.example/x/app", "n.example/app"]);
        assert!(mirrors[0].by_tag && !mirrors[1].by_tag);
        assert_eq!(rules[2].location("x.wide.example/a"), "x.wide.example/a");
    }
}
