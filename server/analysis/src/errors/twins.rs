use super::Problem;

impl Problem {
    /// The rules of hadolint's that say the same.
    pub fn also(&self) -> &'static [&'static str] {
        match self.code() {
            "BuildError/before-from" => &["DL3061"],
            "BuildError/circular-dependency" | "BuildError/later-stage" => &["DL3023"],
            "BuildError/invalid-port" => &["DL3011"],
            "BuildError/onbuild-chain" | "BuildError/onbuild-forbidden" => &["DL3043"],
            _ => &[],
        }
    }
}
