//! Colours, for a terminal whose owner wants them.

use std::env;
use std::io::{IsTerminal, stdout};

#[derive(Clone, Copy)]
pub struct Paint {
    pub colours: bool,
}

#[derive(Clone, Copy)]
pub enum Ink {
    Strong,
    Layer,
    Metadata,
    Target,
    Faint,
    Code,
    Error,
}

impl Paint {
    pub fn for_stdout() -> Paint {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        Paint {
            colours: stdout().is_terminal() && !is_set("NO_COLOR") && !dumb,
        }
    }

    pub fn ink(self, ink: Ink, text: &str) -> String {
        if !self.colours {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Strong => "1",
            Ink::Layer => "1;36",
            Ink::Metadata => "33",
            Ink::Target => "1;32",
            Ink::Faint => "2",
            Ink::Code => "36",
            Ink::Error => "1;31",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
