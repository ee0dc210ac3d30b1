use super::super::refusal::Refusal;
use super::super::stages::{How, StageMention, StagePlaces, image_of_flag, stage_mentions};
use super::{line_of, replaced};
use crate::Document;
use crate::edit::TextEdit;
use crate::errors::{RESERVED_STAGES, is_stage_name};
use crate::model::{Evaluation, Word};

pub fn may_rename_stage(document: &Document, mention: &StageMention) -> Result<(), Refusal> {
    match mention.how {
        How::Number => {
            let from = document.dockerfile().stages.get(mention.stage);
            let line = from.map_or(0, |from| from.row) + 1;
            Err(Refusal::StageNumber { line })
        }
        _ => Ok(()),
    }
}

pub fn rename_stage(
    document: &Document,
    here: &StageMention,
    new: &str,
) -> Result<Vec<TextEdit>, Refusal> {
    may_rename_stage(document, here)?;
    if !is_stage_name(new) {
        return Err(Refusal::InvalidStage { name: new.into() });
    }
    let lower = new.to_lowercase();
    if RESERVED_STAGES.contains(&&*lower) {
        return Err(Refusal::ReservedStage { name: new.into() });
    }
    let mentions = stage_mentions(document);
    let own = || mentions.iter().filter(|each| each.stage == here.stage);
    if let Some(hidden) = own().find(|each| each.how == How::Variable) {
        let line = line_of(document, hidden.range.start);
        return Err(Refusal::StageInVariable { line });
    }
    free_for_stage(document, here.stage, &lower, &mentions)?;
    let edits = own().filter(|each| each.how != How::Number).map(|each| {
        let written = if each.how == How::Base { &lower } else { new };
        replaced(document, &each.range, written)
    });
    Ok(edits.flatten().collect())
}

/// No stage bears the name, and nothing that names an image would name the stage then.
fn free_for_stage(
    document: &Document,
    own: usize,
    new: &str,
    mentions: &[StageMention],
) -> Result<(), Refusal> {
    let file = document.dockerfile();
    let evaluation = Evaluation::new(file);
    let name = || new.to_owned();
    for (index, stage) in file.stages.iter().enumerate() {
        let bears_it = |word: &Word| word.text.to_lowercase() == new;
        if index != own && stage.name().is_some_and(bears_it) {
            let line = stage.row + 1;
            return Err(Refusal::StageTaken { name: name(), line });
        }
        let is_image = evaluation.base_stage(index).is_none();
        if index > own && is_image && evaluation.base_name(index) == new {
            let line = stage.row + 1;
            return Err(Refusal::ImageTaken { name: name(), line });
        }
    }
    let stages = StagePlaces::of(mentions);
    for located in file.instructions() {
        let instruction = located.instruction;
        let (keyword, flags) = instruction
            .triggered()
            .unwrap_or((instruction.keyword, &instruction.flags));
        for flag in flags {
            let image = image_of_flag(keyword, flag, &stages, &located);
            if let Some((image, range)) = image
                && image.to_lowercase() == new
            {
                let line = line_of(document, range.start);
                return Err(Refusal::ImageTaken { name: name(), line });
            }
        }
    }
    Ok(())
}
