//! The figures in `counts.json`, and the compiler that they hold for.

use crate::{Counts, Fallible};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::{env, fmt, fs};

pub struct Recorded {
    pub toolchain: Toolchain,
    pub counts: Counts,
}

#[derive(PartialEq)]
pub struct Toolchain {
    rustc: String,
    target: String,
}

fn path() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "bench", "counts.json"]
        .iter()
        .collect()
}

impl Recorded {
    pub fn read() -> Fallible<Recorded> {
        let text = fs::read_to_string(path())
            .map_err(|error| format!("{} ({error}): run with --update", path().display()))?;
        let value: Value = serde_json::from_str(&text)?;
        let string = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let toolchain = Toolchain {
            rustc: string("rustc"),
            target: string("target"),
        };
        let counts = serde_json::from_value(value["instructions"].clone())?;
        Ok(Recorded { toolchain, counts })
    }

    pub fn write(&self) -> Fallible<()> {
        let value = json!({
            "rustc": self.toolchain.rustc,
            "target": self.toolchain.target,
            "instructions": self.counts,
        });
        fs::write(path(), format!("{value:#}\n"))?;
        Ok(())
    }
}

impl Toolchain {
    pub fn current() -> Fallible<Toolchain> {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = Command::new(rustc).arg("-vV").output()?;
        let text = String::from_utf8(output.stdout)?;
        let value = |key: &str| {
            let found = text.lines().find_map(|line| line.strip_prefix(key));
            found
                .map(str::to_owned)
                .ok_or_else(|| format!("`rustc -vV` tells no {key}"))
        };
        Ok(Toolchain {
            rustc: value("release: ")?,
            target: value("host: ")?,
        })
    }
}

impl fmt::Display for Toolchain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "rustc {} on {}", self.rustc, self.target)
    }
}
