//! What strates, BuildKit and hadolint advise: one file per rule.

mod rule;

pub use rule::{Example, Rule, Severity, Source};

/// A rule is one file, and one word here.
macro_rules! rules {
    ($( $name:ident )*) => {
        $( mod $name; )*

        pub const RULES: &[&Rule] = &[$( &$name::RULE, )*];
    };
}

rules! {}

/// The rule of a code, or of one of the codes that it has in other tools; in any case of letters.
pub fn find(code: &str) -> Option<&'static Rule> {
    let is_it = |rule: &&&Rule| {
        let mut codes = rule.also.iter().chain([&rule.code]);
        codes.any(|known| known.eq_ignore_ascii_case(code))
    };
    RULES.iter().find(is_it).copied()
}
