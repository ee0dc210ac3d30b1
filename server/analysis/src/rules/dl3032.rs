use super::{Check, Example, Rule, Severity, Shown, Source};
use crate::lang::Text;

pub const RULE: Rule = Rule {
    code: "DL3032",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Info),
    tag: None,
    title: Text {
        en: "Empty the cache of `yum` in the same `RUN`.",
        fr: "Vider le cache de `yum` dans le même `RUN`.",
    },
    why: Text {
        en: "What `yum` keeps in `/var/cache/yum` stays in the layer and is of no more use. `yum \
             clean all` frees that space only in the `RUN` that installs: later, the layer below \
             keeps it.",
        fr: "Ce que `yum` garde dans `/var/cache/yum` reste dans la couche et ne sert plus. `yum \
             clean all` ne libère cette place que dans le `RUN` qui installe\u{a0}: plus tard, la \
             couche du dessous la garde.",
    },
    example: Example {
        bad: "RUN yum install -y httpd",
        good: "RUN yum install -y httpd && yum clean all",
    },
    check: Check::Elsewhere,
};
