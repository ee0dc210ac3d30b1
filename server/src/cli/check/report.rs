use strates_analysis::features::diagnostics::Diagnostic;
use strates_analysis::text::Text;

/// What there is to say of a file.
pub struct Report {
    /// As it was typed.
    pub name: String,
    pub text: Text,
    pub found: Vec<Diagnostic>,
    /// How many findings `--fix` has mended.
    pub mended: usize,
    /// The text that standard input has become.
    pub mended_stdin: Option<String>,
}

impl Report {
    pub fn new(name: String, text: Text) -> Report {
        Report {
            name,
            text,
            found: Vec::new(),
            mended: 0,
            mended_stdin: None,
        }
    }
}
