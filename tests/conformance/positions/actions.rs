//! Quick fixes, refactorings and what is offered for images. Many places offer the same: each edit
//! is tried once.

use super::File;
use std::collections::HashSet;
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::edit::{TextEdit, apply, with_line_breaks};
use strates_analysis::errors::errors;
use strates_analysis::features::actions::{
    Action, ActionKind, fix_all, image_actions, quick_fixes, refactorings,
};
use strates_analysis::features::diagnostics::{Diagnostic, Setup, diagnostics};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_analysis::rules::{Levels, Options, Profile};

pub struct Actions {
    levels: Levels,
    options: Options,
    found: Vec<Diagnostic>,
    errors: usize,
    tried: HashSet<String>,
}

impl Actions {
    pub fn of(document: &Document) -> Actions {
        let mut actions = Actions {
            levels: Levels::new(Profile::Strict),
            options: Options::default(),
            found: Vec::new(),
            errors: errors(document).len(),
            tried: HashSet::new(),
        };
        actions.found = diagnostics(document, &actions.setup());
        actions
    }

    fn setup(&self) -> Setup<'_> {
        Setup {
            context: &NoContext,
            images: &NoImages,
            levels: &self.levels,
            options: &self.options,
            shellcheck: false,
        }
    }

    pub fn ask(&mut self, file: &File, byte: usize) -> Result<(), String> {
        let range = byte..byte;
        let mut offered = quick_fixes(file.document, &self.found, &range);
        offered.extend(refactorings(file.document, &range));
        offered.extend(image_actions(file.document, &range, &NoImages));
        for action in &offered {
            self.try_it(file, action)
                .map_err(|why| format!("{}: {why}", action.title.get(Lang::En)))?;
        }
        Ok(())
    }

    fn try_it(&mut self, file: &File, action: &Action) -> Result<(), &'static str> {
        if action.title.get(Lang::En) == action.title.get(Lang::Fr) {
            return Err("in one language");
        }
        if !self
            .tried
            .insert(format!("{:?}", (&action.kind, &action.edits)))
        {
            return Ok(());
        }
        let edits = match (&action.kind, &action.edits) {
            (_, Some(edits)) => edits.clone(),
            (ActionKind::FixAll(code), None) => {
                fix_all(file.document, &self.setup(), code.as_deref())
            }
            // A registry or a disk is asked for them.
            (_, None) => return Ok(()),
        };
        let line_break = file.document.text().line_break();
        let edits = edits.into_iter().map(|edit| TextEdit {
            new_text: with_line_breaks(&edit.new_text, line_break),
            range: edit.range,
        });
        let edits: Vec<TextEdit> = edits.collect();
        let after = apply(file.text, &edits).ok_or("the edits overlap")?;
        if after == file.text {
            return Err("nothing changes");
        }
        let found = errors(&Document::new(&after)).len();
        match action.kind == ActionKind::QuickFix || found <= self.errors {
            true => Ok(()),
            false => Err("it makes an error"),
        }
    }
}
