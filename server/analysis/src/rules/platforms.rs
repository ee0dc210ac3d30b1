//! Platforms as they are written: `linux/arm64/v8`.

/// What a platform says of system and processor, in the words that BuildKit uses for them.
#[derive(PartialEq, Eq)]
pub struct Platform {
    pub system: String,
    pub processor: String,
}

impl Platform {
    pub fn parse(text: &str) -> Option<Platform> {
        let parts: Vec<&str> = text.split('/').collect();
        let is_name = |part: &&str| {
            let mut letters = part.chars();
            !part.is_empty() && letters.all(|c| c.is_ascii_alphanumeric() || "_.-()+".contains(c))
        };
        if parts.len() > 3 || !parts.iter().all(is_name) {
            return None;
        }
        let system = parts[0].split(['(', '+']).next().unwrap_or_default();
        let system = match &*system.to_lowercase() {
            "macos" => "darwin".to_owned(),
            other => other.to_owned(),
        };
        match parts.get(1) {
            Some(processor) => Some(Platform {
                system,
                processor: processor_of(processor),
            }),
            None if SYSTEMS.contains(&&*system) => Some(Platform {
                system,
                processor: "amd64".to_owned(),
            }),
            None => Some(Platform {
                processor: PROCESSORS
                    .contains(&&*processor_of(parts[0]))
                    .then(|| processor_of(parts[0]))?,
                system: "linux".to_owned(),
            }),
        }
    }

    pub fn is_in(&self, name: &str) -> bool {
        name.contains(&self.system) || name.contains(&self.processor)
    }
}

fn processor_of(text: &str) -> String {
    match &*text.to_lowercase() {
        "i386" => "386".to_owned(),
        "x86_64" | "x86-64" => "amd64".to_owned(),
        "aarch64" => "arm64".to_owned(),
        "armhf" | "armel" => "arm".to_owned(),
        other => other.to_owned(),
    }
}

const SYSTEMS: [&str; 16] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
];

const PROCESSORS: [&str; 17] = [
    "386", "amd64", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips",
    "mipsle", "mips64", "mips64le", "riscv64", "s390x", "sparc64", "wasm",
];
