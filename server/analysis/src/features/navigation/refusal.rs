//! Why a name cannot be changed, and what to do instead.

use crate::lang::Lang;
use crate::msg;

/// Lines count from 1, as people read them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    NothingHere,
    StageNumber { line: usize },
    StageInVariable { line: usize },
    InvalidStage { name: String },
    ReservedStage { name: String },
    StageTaken { name: String, line: usize },
    ImageTaken { name: String, line: usize },
    Predefined { name: String },
    OfSystem { name: String },
    NotOfFile { name: String },
    InvalidVariable { name: String },
    VariableTaken { name: String, line: usize },
    InvalidHeredoc { name: String },
    LineOfHeredoc { name: String, line: usize },
}

impl Refusal {
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Refusal::NothingHere => msg!(
                lang,
                en: "There is no name to change here. Place the cursor on the name of a stage, on a variable or on the word of a heredoc.",
                fr: "Il n'y a pas de nom à changer ici. Placez le curseur sur le nom d'une étape, sur une variable ou sur le mot d'un heredoc.",
            ),
            Refusal::StageNumber { line } => msg!(
                lang,
                en: "This is the number of the stage, counted from the top of the file. Rename the stage on line {line}, or write its name here.",
                fr: "C'est le numéro de l'étape, compté depuis le haut du fichier. Renommez l'étape à la ligne {line}, ou écrivez ici son nom.",
            ),
            Refusal::StageInVariable { line } => msg!(
                lang,
                en: "The `FROM` on line {line} names this stage through a variable, which would keep the old name. Write the name itself there first.",
                fr: "Le `FROM` de la ligne {line} nomme cette étape par une variable, qui garderait l'ancien nom. Écrivez-y d'abord le nom lui-même.",
            ),
            Refusal::InvalidStage { name } => msg!(
                lang,
                en: "`{name}` is no valid name for a stage. Start with a letter, then use letters, digits, `-`, `_` and `.`.",
                fr: "`{name}` n'est pas un nom d'étape valide. Commencez par une lettre, puis utilisez des lettres sans accent, des chiffres, `-`, `_` et `.`.",
            ),
            Refusal::ReservedStage { name } => msg!(
                lang,
                en: "`{name}` has a meaning of its own in BuildKit. Choose another name for the stage.",
                fr: "`{name}` a déjà un sens propre dans BuildKit. Choisissez un autre nom pour l'étape.",
            ),
            Refusal::StageTaken { name, line } => msg!(
                lang,
                en: "The stage on line {line} is called `{name}` already. Choose another name.",
                fr: "L'étape de la ligne {line} s'appelle déjà `{name}`. Choisissez un autre nom.",
            ),
            Refusal::ImageTaken { name, line } => msg!(
                lang,
                en: "Line {line} takes the image `{name}`: it would take this stage instead. Choose another name.",
                fr: "La ligne {line} utilise l'image `{name}`\u{a0}: elle prendrait cette étape à la place. Choisissez un autre nom.",
            ),
            Refusal::Predefined { name } => msg!(
                lang,
                en: "BuildKit itself gives `{name}` its value and its meaning. Use another name.",
                fr: "C'est BuildKit qui donne à `{name}` sa valeur et son sens. Utilisez un autre nom.",
            ),
            Refusal::OfSystem { name } => msg!(
                lang,
                en: "The system and the shell read `{name}` themselves. Use another name.",
                fr: "Le système et le shell lisent eux-mêmes `{name}`. Utilisez un autre nom.",
            ),
            Refusal::NotOfFile { name } => msg!(
                lang,
                en: "Nothing in this file sets `{name}`: its name comes from the base image or from outside. Declare it with `ARG` or `ENV` to name it yourself.",
                fr: "Rien dans ce fichier ne définit `{name}`\u{a0}: son nom vient de l'image de base ou de l'extérieur. Déclarez-la avec `ARG` ou `ENV` pour la nommer vous-même.",
            ),
            Refusal::InvalidVariable { name } => msg!(
                lang,
                en: "`{name}` is no valid name for a variable. Start with a letter or `_`, then use letters, digits and `_`.",
                fr: "`{name}` n'est pas un nom de variable valide. Commencez par une lettre ou `_`, puis utilisez des lettres sans accent, des chiffres et `_`.",
            ),
            Refusal::VariableTaken { name, line } => msg!(
                lang,
                en: "Line {line} uses the name `{name}` already. Choose another name.",
                fr: "La ligne {line} utilise déjà le nom `{name}`. Choisissez un autre nom.",
            ),
            Refusal::InvalidHeredoc { name } => msg!(
                lang,
                en: "`{name}` cannot end a heredoc. Start with a letter, a digit or `_`, then use letters, digits, `-`, `_` and `.`.",
                fr: "`{name}` ne peut pas terminer un heredoc. Commencez par une lettre, un chiffre ou `_`, puis utilisez des lettres sans accent, des chiffres, `-`, `_` et `.`.",
            ),
            Refusal::LineOfHeredoc { name, line } => msg!(
                lang,
                en: "Line {line} of the heredoc is `{name}`, and would end it there. Choose another word.",
                fr: "La ligne {line} du heredoc est `{name}`, et le terminerait là. Choisissez un autre mot.",
            ),
        }
    }
}
