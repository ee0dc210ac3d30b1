use super::finding::Findings;
use super::view::{FileView, InstructionView, StageView};
use crate::lang::{Lang, Text};
use crate::model::Keywords;
use crate::msg;

/// A rule and why there is one. The texts are Markdown in whole sentences.
#[derive(Debug)]
pub struct Rule {
    /// BuildKit's name of it, else hadolint's code, else ours.
    pub code: &'static str,
    /// The codes of the same rule in other tools.
    pub also: &'static [&'static str],
    pub source: Source,
    /// What its source makes of it.
    pub severity: Severity,
    /// Who sees it where no setting says otherwise.
    pub shown: Shown,
    pub tag: Option<Tag>,
    /// What to do, in one line.
    pub title: Text,
    /// What goes wrong otherwise, and what to do instead.
    pub why: Text,
    pub example: Example,
    pub check: Check,
}

/// How much of a file a rule looks at, and at which instructions in it. The less it is, the less is
/// looked at again after a key. FROM, SHELL and what stands before the first FROM are read by all;
/// who reads anything but instructions reads all of it.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Each instruction by itself, and each that ONBUILD keeps for later.
    Instruction(fn(&InstructionView, &mut Findings)),
    /// Each stage by itself.
    Stage(Keywords, fn(&StageView, &mut Findings)),
    File(Keywords, fn(&FileView, &mut Findings)),
    /// Each stage by itself, and besides something that only the whole file tells.
    Both(
        Keywords,
        fn(&StageView, &mut Findings),
        fn(&FileView, &mut Findings),
    ),
    /// Another part of strates finds it: what reads ignore comments, or what finds errors.
    Elsewhere,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// In both profiles, in `recommended` as this severe.
    Always(Severity),
    /// In profile `strict` only.
    InStrict,
    /// Only where a setting names it.
    WhenAsked,
}

/// How an editor draws what is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    Unnecessary,
    Deprecated,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    BuildKit,
    Hadolint,
    Strates,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    Error,
    Warning,
    Info,
    Hint,
}

/// Pieces of a Dockerfile; what both leave out stays as it is.
#[derive(Debug)]
pub struct Example {
    pub bad: &'static str,
    pub good: &'static str,
}

impl Rule {
    /// Where its authors describe it.
    pub fn url(&self) -> Option<String> {
        match self.source {
            Source::BuildKit => {
                let name = kebab(self.code);
                Some(format!(
                    "https://docs.docker.com/go/dockerfile/rule/{name}/"
                ))
            }
            Source::Hadolint => Some(hadolint_url(self.code)),
            Source::Strates => None,
        }
    }

    /// The rule as a page, for hover and for `strates explain`.
    pub fn markdown(&self, lang: Lang) -> String {
        let (title, why) = (self.title.get(lang), self.why.get(lang));
        let codes = [&[self.code], self.also].concat();
        let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
        let codes = codes.join(", ");
        let (bad, good) = (self.example.bad.trim(), self.example.good.trim());
        let severity = self.severity.text().get(lang);
        let avoid = msg!(lang, en: "Avoid", fr: "À éviter");
        let better = msg!(lang, en: "Better", fr: "Mieux");
        let more = msg!(lang, en: "Read more", fr: "En savoir plus");
        let more = self.url().map(|url| format!("\n*[{more}]({url})*\n"));
        let more = more.unwrap_or_default();
        format!(
            "**{codes}** · {severity}\n\n{title}\n\n{why}\n\n**{avoid}**\n\n```dockerfile\n{bad}\n```\n\n**{better}**\n\n```dockerfile\n{good}\n```\n{more}"
        )
    }
}

impl Severity {
    pub const fn text(self) -> Text {
        match self {
            Severity::Error => Text {
                en: "error",
                fr: "erreur",
            },
            Severity::Warning => Text {
                en: "warning",
                fr: "avertissement",
            },
            Severity::Info => Text {
                en: "information",
                fr: "info",
            },
            Severity::Hint => Text {
                en: "hint",
                fr: "conseil",
            },
        }
    }
}

pub fn hadolint_url(code: &str) -> String {
    format!("https://github.com/hadolint/hadolint/wiki/{code}")
}

/// `JSONArgsRecommended` as in an address: `json-args-recommended`.
fn kebab(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut kebab = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let is_lower = |index: usize| {
            letters
                .get(index)
                .is_some_and(|letter| letter.is_lowercase())
        };
        let starts_word = letter.is_uppercase() && index > 0;
        if starts_word && (is_lower(index - 1) || is_lower(index + 1)) {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_addresses() {
        assert_eq!(kebab("StageNameCasing"), "stage-name-casing");
        assert_eq!(kebab("JSONArgsRecommended"), "json-args-recommended");
        assert_eq!(
            kebab("FromPlatformFlagConstDisallowed"),
            "from-platform-flag-const-disallowed"
        );
    }
}
