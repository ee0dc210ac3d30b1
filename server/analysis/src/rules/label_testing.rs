//! What the tests of rules about labels say in one line each.

use super::testing::found;
use super::{LabelKind, Options, Rule};
use crate::context::NoContext;

/// The rule finds what stands between `⟦` and `⟧`, where the label `a` is listed.
#[track_caller]
pub fn labelled(rule: &Rule, kind: LabelKind, marked: &str) {
    let mut options = Options::default();
    options.labels.insert("a".to_owned(), kind);
    check(rule, &options, marked);
}

/// The same, where no other labels than those listed are allowed.
#[track_caller]
pub fn strict(rule: &Rule, labels: &[&str], marked: &str) {
    let mut options = Options {
        only_these_labels: true,
        ..Options::default()
    };
    for label in labels {
        options.labels.insert((*label).to_owned(), LabelKind::Text);
    }
    check(rule, &options, marked);
}

#[track_caller]
pub fn check(rule: &Rule, options: &Options, marked: &str) {
    let text = marked.replace(['⟦', '⟧'], "");
    let all = found(&text, &NoContext, options);
    let mut drawn = text.clone();
    let own = all.iter().filter(|finding| finding.rule.code == rule.code);
    for finding in own.rev() {
        drawn.insert(finding.range.end, '⟧');
        drawn.insert(finding.range.start, '⟦');
    }
    assert_eq!(drawn, marked);
}
