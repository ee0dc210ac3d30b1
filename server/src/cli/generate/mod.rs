//! The manual page and the completions of shells, made from what the command line is: for packages and
//! releases. `strates generate` is not on the help page, as nobody else needs it.

mod bash;
mod fish;
mod man;
mod page;
mod zsh;

use super::console::{Console, Outcome};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Bash,
    Fish,
    Man,
    Zsh,
}

pub const KINDS: [(&str, Kind); 4] = [
    ("bash", Kind::Bash),
    ("zsh", Kind::Zsh),
    ("fish", Kind::Fish),
    ("man", Kind::Man),
];

pub fn run(console: &Console, kind: Kind) -> Outcome {
    console.print(&match kind {
        Kind::Bash => bash::script(),
        Kind::Fish => fish::script(console.lang),
        Kind::Man => man::page(console.lang),
        Kind::Zsh => zsh::script(console.lang),
    })
}
