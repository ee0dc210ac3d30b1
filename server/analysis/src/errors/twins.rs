use super::Problem;

impl Problem {
    /// The rules of hadolint's that say the same.
    pub fn also(&self) -> &'static [&'static str] {
        match self.code() {
            "BuildError/invalid-port" => &["DL3011"],
            _ => &[],
        }
    }
}
