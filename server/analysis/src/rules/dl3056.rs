use super::labels::wrong;
use super::{Check, Example, FileView, Findings, LabelKind, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Keywords};

pub const RULE: Rule = Rule {
    code: "DL3056",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Write versions in labels as semantic versioning asks.",
        fr: "Écrire les versions des labels selon la gestion sémantique de version.",
    },
    why: Text {
        en: "Programs that compare versions expect three numbers, `1.4.0`; neither `1.4` nor \
             `v1.4.0` qualifies. `label-schema` in `.hadolint.yaml` says which labels hold such a \
             version.",
        fr: "Les programmes qui comparent des versions attendent trois nombres, `1.4.0`\u{a0}; ni \
             `1.4` ni `v1.4.0` ne convient. `label-schema` dans `.hadolint.yaml` dit quels labels \
             contiennent une telle version.",
    },
    example: Example {
        bad: r#"LABEL org.opencontainers.image.version="1.4""#,
        good: r#"LABEL org.opencontainers.image.version="1.4.0""#,
    },
    check: Check::File(Keywords::of(&[Keyword::Label]), check),
};

const MESSAGE: Text = Text {
    en: "`{0}` is not a semantic version. Write three numbers, as in `1.4.0`.",
    fr: "`{0}` n'est pas une version sémantique. Écrivez trois nombres, comme dans `1.4.0`.",
};

fn check(file: &FileView, findings: &mut Findings) {
    for label in wrong(file, LabelKind::SemanticVersion, is_version) {
        let message = Message::new(MESSAGE).with(&label.value).with(&label.name);
        findings.add(label.value_place(), message);
    }
}

fn is_version(text: &str) -> bool {
    let (rest, build) = text.split_once('+').unwrap_or((text, ""));
    let (numbers, release) = rest.split_once('-').unwrap_or((rest, ""));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && are_words(release)
        && are_words(build)
}

/// Words with dots between them; hadolint does not mind one at the end.
fn are_words(text: &str) -> bool {
    let is_word = |word: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !word.is_empty() && word.bytes().all(is_sign)
    };
    let words = text.strip_suffix('.').unwrap_or(text);
    text.is_empty() || words.split('.').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::super::label_testing::labelled;
    use super::*;

    #[test]
    fn versions_have_three_numbers() {
        labelled(
            &RULE,
            LabelKind::SemanticVersion,
            "FROM x\nLABEL a=1.4.0-rc.1+b b=c\nLABEL a=⟦1.4⟧\nLABEL a=⟦v1.4.0⟧\n",
        );
    }

    #[test]
    fn versions_are_known() {
        for version in ["0.0.0", "01.2.3", "1.2.3-", "1.2.3-a.", "1.2.3--+a"] {
            assert!(is_version(version), "{version}");
        }
        for other in [
            "",
            "1.2",
            "1.2.3.4",
            "1.2.3-a..b",
            "1.2.3-.",
            "1.2.3+a+b",
            " 1.2.3",
        ] {
            assert!(!is_version(other), "{other}");
        }
    }
}
