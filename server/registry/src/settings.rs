//! What a person allows.

use crate::places::Places;

#[derive(Clone, Default)]
pub struct Settings {
    pub mode: Mode,
    /// Hosts that may be asked besides those that always may: `host`, `host:port` or
    /// `*.domain`. `http://host` also names the host insecure.
    pub allow: Vec<String>,
    /// Hosts that are spoken to without TLS.
    pub insecure: Vec<String>,
    pub places: Places,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    #[default]
    Auto,
    /// Nobody is asked, whoever wants it: no registry, and no local engine either. There is what
    /// strates was made with, and what it keeps on the disk from before.
    Offline,
    /// The local engine alone: no network. There is what strates was made with, and of what it keeps on
    /// the disk only what images are made of.
    EngineOnly,
}
