//! What strates, BuildKit and hadolint advise: one file per rule.

mod append;
mod arguments;
mod base_variables;
mod check;
mod earlier;
pub(crate) mod fast_hash;
mod finding;
mod guesses;
mod hadolint_image;
pub mod ignores;
mod image_name;
#[cfg(test)]
mod label_testing;
mod labels;
mod last_stages;
mod leftovers;
mod levels;
mod mounts;
mod named_images;
mod options;
mod pins;
pub(crate) mod plain_command;
mod platforms;
mod ports;
mod quotes;
mod quoting;
mod rpm_packages;
mod rule;
mod runs;
mod secret_names;
mod slips;
mod stage_names;
mod steps;
#[cfg(test)]
mod testing;
mod values;
mod variable_names;
mod view;

pub use check::{Group, check, look_ahead};
pub(crate) use check::{JudgedFile, JudgedStage, KeptFindings};
pub(crate) use earlier::{Changes, Earlier, Replaced};
pub use finding::{Finding, Findings, Related};
pub use levels::{Levels, Profile};
pub use options::{LabelKind, Options};
pub use rule::{Check, Example, Rule, Severity, Shown, Source, Tag, hadolint_url};
pub use view::{FileView, InstructionView, StageView, World};

/// A rule is one file, and one word here.
macro_rules! rules {
    ($( $name:ident )*) => {
        $( pub(crate) mod $name; )*

        pub const RULES: &[&Rule] = &[$( &$name::RULE, )*];
    };
}

rules! {
    stage_name_casing
    from_as_casing
    no_empty_continuation
    consistent_instruction_casing
    duplicate_stage_name
    reserved_stage_name
    json_args_recommended
    maintainer_deprecated
    undefined_arg_in_from
    workdir_relative_path
    undefined_var
    multiple_instructions_disallowed
    legacy_key_value_format
    invalid_base_image_platform
    redundant_target_platform
    secrets_used_in_arg_or_env
    invalid_default_arg_in_from
    from_platform_flag_const_disallowed
    copy_ignored_file
    invalid_definition_description
    expose_proto_casing
    expose_invalid_format
    dl1000
    dl1001
    dl3001
    dl3002
    dl3003
    dl3004
    dl3006
    dl3007
    dl3008
    dl3009
    dl3010
    dl3011
    dl3013
    dl3014
    dl3015
    dl3016
    dl3018
    dl3019
    dl3020
    dl3021
    dl3022
    dl3023
    dl3026
    dl3027
    dl3028
    dl3030
    dl3032
    dl3033
    dl3034
    dl3035
    dl3036
    dl3037
    dl3038
    dl3040
    dl3041
    dl3042
    dl3043
    dl3044
    dl3045
    dl3046
    dl3047
    dl3048
    dl3049
    dl3050
    dl3051
    dl3052
    dl3053
    dl3054
    dl3055
    dl3056
    dl3057
    dl3058
    dl3059
    dl3060
    dl3061
    dl3062
    dl3066
    dl3067
    dl4001
    dl4005
    dl4006
    unused_ignore
    unknown_trigger
    trailing_comment
    typographic_character
    json_form_broken
    shadowed_cmd
    unreachable_stage
    root_at_run
    add_remote_archive
    curl_pipe_without_fail
    mojibake
    unused_arg
    arg_before_from_not_redeclared
    secret_in_layer
    deleted_in_later_layer
    copy_before_install
    missing_dockerignore
    copied_but_ignored
    end_of_life_base
    newer_tag
    image_not_found
}

/// The rule of a code, or of one of the codes that it has in other tools; in any case of letters.
pub fn find(code: &str) -> Option<&'static Rule> {
    let is_it = |rule: &&&Rule| {
        let mut codes = rule.also.iter().chain([&rule.code]);
        codes.any(|known| known.eq_ignore_ascii_case(code))
    };
    RULES.iter().find(is_it).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::lang::Text;
    use crate::model::{Body, Keyword};
    use std::collections::HashSet;

    #[rustfmt::skip]
    const BUILDKIT: [&str; 22] = [
        "StageNameCasing", "FromAsCasing", "NoEmptyContinuation", "ConsistentInstructionCasing",
        "DuplicateStageName", "ReservedStageName", "JSONArgsRecommended", "MaintainerDeprecated",
        "UndefinedArgInFrom", "WorkdirRelativePath", "UndefinedVar",
        "MultipleInstructionsDisallowed", "LegacyKeyValueFormat", "InvalidBaseImagePlatform",
        "RedundantTargetPlatform", "SecretsUsedInArgOrEnv", "InvalidDefaultArgInFrom",
        "FromPlatformFlagConstDisallowed", "CopyIgnoredFile", "InvalidDefinitionDescription",
        "ExposeProtoCasing", "ExposeInvalidFormat",
    ];

    #[rustfmt::skip]
    const HADOLINT: [&str; 72] = [
        "DL1000", "DL1001", "DL3000", "DL3001", "DL3002", "DL3003", "DL3004", "DL3006", "DL3007",
        "DL3008", "DL3009", "DL3010", "DL3011", "DL3012", "DL3013", "DL3014", "DL3015", "DL3016",
        "DL3018", "DL3019", "DL3020", "DL3021", "DL3022", "DL3023", "DL3024", "DL3025", "DL3026",
        "DL3027", "DL3028", "DL3029", "DL3030", "DL3032", "DL3033", "DL3034", "DL3035", "DL3036",
        "DL3037", "DL3038", "DL3040", "DL3041", "DL3042", "DL3043", "DL3044", "DL3045", "DL3046",
        "DL3047", "DL3048", "DL3049", "DL3050", "DL3051", "DL3052", "DL3053", "DL3054", "DL3055",
        "DL3056", "DL3057", "DL3058", "DL3059", "DL3060", "DL3061", "DL3062", "DL3063", "DL3064",
        "DL3065", "DL3066", "DL3067", "DL4000", "DL4001", "DL4003", "DL4004", "DL4005", "DL4006",
    ];

    /// The instructions that no parser knows, in a file of its own or below a base image.
    fn unknown(example: &str) -> Vec<String> {
        let is_from = |line: &str| line.trim_start().starts_with("FROM");
        let has_base = example.lines().any(is_from);
        let base = if has_base { "" } else { "FROM debian:12\n" };
        let document = Document::new(&format!("{base}{example}\n"));
        let instructions = document.dockerfile().instructions();
        let unknown = instructions.filter(|located| match &located.instruction.body {
            Body::Trigger(Some(nested)) => nested.keyword == Keyword::Unknown,
            _ => located.instruction.keyword == Keyword::Unknown,
        });
        unknown
            .map(|located| located.instruction.written.text.to_string())
            .collect()
    }

    #[test]
    fn every_code_is_found() {
        for code in BUILDKIT.iter().chain(&HADOLINT) {
            let rule = find(code).expect(code);
            assert!(rule.code == *code || rule.also.contains(code), "{code}");
            let lower = find(&code.to_lowercase()).expect(code);
            assert_eq!(lower.code, rule.code);
        }
        assert!(find("DL3005").is_none() && find("").is_none());
    }

    #[test]
    fn a_code_belongs_to_one_rule() {
        let mut seen = HashSet::new();
        for rule in RULES {
            for code in rule.also.iter().chain([&rule.code]) {
                assert!(seen.insert(code.to_lowercase()), "{code}");
            }
        }
        assert!(seen.len() >= BUILDKIT.len() + HADOLINT.len());
    }

    #[test]
    fn a_rule_has_the_name_that_its_source_gives_it() {
        for rule in RULES {
            let names: &[&str] = match rule.source {
                Source::BuildKit => &BUILDKIT,
                Source::Hadolint => &HADOLINT,
                Source::Strates => continue,
            };
            assert!(names.contains(&rule.code), "{}", rule.code);
        }
    }

    #[test]
    fn texts_are_sentences_in_two_languages() {
        for rule in RULES {
            for Text { en, fr } in [rule.title, rule.why] {
                assert_ne!(en, fr, "{}", rule.code);
                assert!(en.ends_with('.') && fr.ends_with('.'), "{}", rule.code);
            }
        }
    }

    #[test]
    fn examples_are_dockerfiles() {
        for rule in RULES.iter().filter(|rule| rule.code != "unknown-trigger") {
            let Example { bad, good } = rule.example;
            assert_ne!(bad.trim(), good.trim(), "{}", rule.code);
            for example in [bad, good] {
                assert_eq!(unknown(example), [""; 0], "{}: {example}", rule.code);
            }
        }
    }

    /// An example as a file: below a base image, unless it names one.
    fn whole(example: &str) -> String {
        let is_from = |line: &str| line.trim_start().to_uppercase().starts_with("FROM ");
        let base = match example.lines().any(is_from) {
            true => "",
            false => "FROM debian:12\n",
        };
        format!("{base}{}\n", example.trim_matches('\n'))
    }

    /// What a rule needs to be told for its example.
    fn told(rule: &Rule) -> Options {
        const OCI: &str = "org.opencontainers.image.";
        let (label, kind) = match rule.code {
            "DL3051" => (format!("{OCI}title"), LabelKind::Text),
            "DL3052" => (format!("{OCI}url"), LabelKind::Url),
            "DL3053" => (format!("{OCI}created"), LabelKind::Rfc3339),
            "DL3054" => (format!("{OCI}licenses"), LabelKind::Spdx),
            "DL3055" => (format!("{OCI}revision"), LabelKind::GitHash),
            "DL3056" => (format!("{OCI}version"), LabelKind::SemanticVersion),
            "DL3058" => ("com.example.contact".to_owned(), LabelKind::Email),
            _ => (format!("{OCI}source"), LabelKind::Url),
        };
        Options {
            trusted_registries: match rule.code {
                "DL3026" => vec!["registry.example.com".to_owned()],
                _ => Vec::new(),
            },
            labels: [(label, kind)].into(),
            only_these_labels: rule.code == "DL3050",
            ..Options::default()
        }
    }

    /// Where the examples of rules about files lie.
    fn folder(rule: &Rule) -> testing::Folder {
        let files = ["node_modules", "package.json", "a.log"];
        let ignored = match rule.code {
            "missing-dockerignore" => None,
            _ => Some("node_modules\n*.log\n"),
        };
        testing::Folder::of(&files, ignored)
    }

    #[test]
    fn the_bad_example_breaks_the_rule_and_the_good_one_keeps_it() {
        for rule in RULES.iter().filter(|rule| rule.is_found_here()) {
            let codes = |example: &str| -> Vec<&str> {
                let found = testing::found(&whole(example), &folder(rule), &told(rule));
                found.iter().map(|finding| finding.rule.code).collect()
            };
            let (bad, good) = (codes(rule.example.bad), codes(rule.example.good));
            assert!(
                bad.contains(&rule.code),
                "{}: not found in {bad:?}",
                rule.code
            );
            assert!(
                !good.contains(&rule.code),
                "{}: found in its good example",
                rule.code
            );
        }
    }

    #[test]
    fn the_fix_of_the_bad_example_gives_the_good_one() {
        let mut different = Vec::new();
        for rule in RULES.iter().filter(|rule| rule.is_found_here()) {
            let (bad, good) = (whole(rule.example.bad), whole(rule.example.good));
            let fixed = fixes_of(rule, &bad);
            if !fixed.is_empty() && !fixed.contains(&good) {
                different.push((rule.code, fixed));
            }
        }
        assert_eq!(different, []);
    }

    /// The text after each fix of the first finding; and after the first fixes of all of them.
    fn fixes_of(rule: &Rule, text: &str) -> Vec<String> {
        let found = |text: &str| {
            let mut found = testing::found(text, &folder(rule), &told(rule));
            found.retain(|finding| finding.rule.code == rule.code);
            found
        };
        let apply = |text: &str, fix: &crate::edit::Fix| crate::edit::apply(text, &fix.edits);
        let first = found(text).into_iter().next();
        let fixes = first.map_or_else(Vec::new, |finding| finding.fixes);
        let mut fixed: Vec<String> = fixes.iter().filter_map(|fix| apply(text, fix)).collect();
        let mut all = text.to_owned();
        let next = |text: &str| testing::fixed_text(&found(text), text);
        for _ in 0..10 {
            all = next(&all).unwrap_or(all);
        }
        fixed.extend((!fixed.is_empty()).then_some(all));
        fixed
    }
}
