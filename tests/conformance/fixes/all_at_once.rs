use super::{of_each, with_setup};
use strates_analysis::Document;
use strates_analysis::errors::errors;
use strates_analysis::features::actions::fixed;
use strates_analysis::rules::{Levels, Profile};

/// Once is enough, and no file becomes one that BuildKit rejects.
#[test]
fn all_safe_fixes_together_come_to_rest() {
    for profile in [Profile::Strict, Profile::Recommended] {
        let levels = Levels::new(profile);
        let outcomes = of_each(|sample| {
            let outcome = with_setup(&levels, |setup| {
                let before = Document::new(&sample.text);
                let text = fixed(&before, setup, None)?;
                let after = Document::new(&text);
                let problems = [
                    (errors(&after).len() > errors(&before).len()).then_some("more errors"),
                    fixed(&after, setup, None).map(|_| "not at rest"),
                    (line_breaks(&text) != line_breaks(&sample.text))
                        .then_some("other line breaks"),
                ];
                Some(problems)
            });
            outcome.map(|problems| (sample.name.clone(), problems))
        });
        let changed: Vec<_> = outcomes.into_iter().flatten().collect();
        eprintln!("{profile:?}: {} files changed", changed.len());
        let mut failed = 0;
        for (path, problems) in changed {
            for problem in problems.into_iter().flatten() {
                failed += 1;
                eprintln!("{path}: {problem}");
            }
        }
        assert_eq!(failed, 0, "{profile:?}");
    }
}

/// Which kinds there are of them.
fn line_breaks(text: &str) -> (bool, bool) {
    let with = text.matches("\r\n").count();
    (with > 0, text.matches('\n').count() > with)
}
