//! How a file is to be formatted: the settings come first, then `.editorconfig`, then the editor.

use crate::settings::{KeywordCase, Settings};
use ec4rs::property::{FinalNewline, IndentSize, IndentStyle, TabWidth, TrimTrailingWs};
use std::fs;
use std::path::Path;
use strates_analysis::features::format::{self, Style};

/// How an editor indents.
#[derive(Clone, Copy)]
pub struct Editor {
    pub tab_size: usize,
    pub inserts_spaces: bool,
}

const MOST_COLUMNS: usize = 16;

/// Reads the disk where there is a path.
pub fn style(settings: &Settings, path: Option<&Path>, editor: Option<Editor>) -> Style {
    let mut style = Style::default();
    let mut uses_tabs = false;
    let mut columns = style.tab_width;
    if let Some(editor) = editor {
        uses_tabs = !editor.inserts_spaces;
        columns = editor.tab_size;
        style.tab_width = editor.tab_size;
    }
    // A broken `.editorconfig` is one that says nothing.
    let path = path.filter(|path| can_be_read(path));
    let properties = path.and_then(|path| ec4rs::properties_of(path).ok());
    if let Some(mut properties) = properties {
        properties.use_fallbacks();
        if let Ok(indent) = properties.get::<IndentStyle>() {
            uses_tabs = indent == IndentStyle::Tabs;
        }
        if let Ok(TabWidth::Value(width)) = properties.get::<TabWidth>() {
            style.tab_width = width;
        }
        match properties.get::<IndentSize>() {
            Ok(IndentSize::Value(size)) => columns = size,
            Ok(IndentSize::UseTabWidth) => columns = style.tab_width,
            Err(_) => {}
        }
        if let Ok(FinalNewline::Value(wanted)) = properties.get::<FinalNewline>() {
            style.final_line_break = wanted;
        }
        if let Ok(TrimTrailingWs::Value(wanted)) = properties.get::<TrimTrailingWs>() {
            style.trims_lines = wanted;
        }
    }
    if let Some(indent) = settings.format.indent {
        uses_tabs = false;
        columns = usize::try_from(indent).unwrap_or(columns);
    }
    style.tab_width = style.tab_width.clamp(1, MOST_COLUMNS);
    style.indent = match uses_tabs {
        true => "\t".to_owned(),
        false => " ".repeat(columns.min(MOST_COLUMNS)),
    };
    style.keyword_case = match settings.format.keyword_case {
        KeywordCase::Upper => format::KeywordCase::Upper,
        KeywordCase::Lower => format::KeywordCase::Lower,
        KeywordCase::Preserve => format::KeywordCase::Preserve,
    };
    style
}

/// Whether all that is called `.editorconfig` above a file ends: a pipe might not.
fn can_be_read(path: &Path) -> bool {
    const LARGEST: u64 = 1024 * 1024;
    let Ok(path) = std::path::absolute(path) else {
        return false;
    };
    path.ancestors().skip(1).all(|folder| {
        let metadata = fs::metadata(folder.join(".editorconfig"));
        metadata.map_or(true, |file| file.is_file() && file.len() <= LARGEST)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_come_before_editorconfig_and_that_before_the_editor() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Dockerfile");
        let mut settings = Settings::default();
        let editor = Editor {
            tab_size: 8,
            inserts_spaces: false,
        };
        assert_eq!(style(&settings, Some(&path), None).indent, "    ");
        assert_eq!(style(&settings, Some(&path), Some(editor)).indent, "\t");

        let config = "root = true\n[Dockerfile]\nindent_style = space\nindent_size = 3\ninsert_final_newline = false\n";
        fs::write(folder.path().join(".editorconfig"), config).unwrap();
        let found = style(&settings, Some(&path), Some(editor));
        assert_eq!(
            (found.indent.as_str(), found.final_line_break),
            ("   ", false)
        );

        settings.format.indent = Some(2);
        assert_eq!(style(&settings, Some(&path), Some(editor)).indent, "  ");

        fs::write(folder.path().join(".editorconfig"), "[[[\n=").unwrap();
        assert_eq!(style(&settings, Some(&path), None).indent, "  ");
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_no_editorconfig() {
        let folder = tempfile::tempdir().unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(folder.path().join(".editorconfig"))
            .status();
        assert!(made.unwrap().success());
        let path = folder.path().join("app/Dockerfile");
        assert_eq!(
            style(&Settings::default(), Some(&path), None).indent,
            "    "
        );
    }
}
