use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source, Tag};
use crate::edit::{Fix, TextEdit};
use crate::lang::Text;
use crate::model::{Body, Keyword};

pub const RULE: Rule = Rule {
    code: "MaintainerDeprecated",
    also: &["DL4000"],
    source: Source::BuildKit,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: Some(Tag::Deprecated),
    title: Text {
        en: "Name the author in a label instead of `MAINTAINER`.",
        fr: "Nommer l'auteur dans un label plutôt qu'avec `MAINTAINER`.",
    },
    why: Text {
        en: "`MAINTAINER` is deprecated: it fills a field of its own, whereas a label stands among \
             the other metadata, where `docker image ls --filter` can search it. The usual key is \
             `org.opencontainers.image.authors`.",
        fr: "`MAINTAINER` est obsolète\u{a0}: cette instruction remplit un champ à part, alors \
             qu'un label se range parmi les autres métadonnées, où `docker image ls --filter` peut \
             le chercher. La clé d'usage est `org.opencontainers.image.authors`.",
    },
    example: Example {
        bad: "MAINTAINER Camille Martin <camille@example.com>",
        good: r#"LABEL org.opencontainers.image.authors="Camille Martin <camille@example.com>""#,
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "`MAINTAINER` is deprecated. Name the author in a label, where tools look for it.",
    fr: "`MAINTAINER` est obsolète. Nommez l'auteur dans un label, là où les outils le cherchent.",
};

const FIX: Text = Text {
    en: "Replace `MAINTAINER` with a label",
    fr: "Remplacer `MAINTAINER` par un label",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    if view.keyword != Keyword::Maintainer {
        return;
    }
    let finding = findings.add(view.written.span, MESSAGE);
    let Body::Text(Some(author)) = view.body else {
        return;
    };
    let name = author.text.trim_matches('"').replace('"', "\\\"");
    let label = format!("LABEL org.opencontainers.image.authors=\"{name}\"");
    let range = view.written.span.start as usize..author.span.end as usize;
    finding.fix(Fix::safe(FIX, vec![TextEdit::replace(range, label)]));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, fixes, leaves, silent};
    use super::*;

    #[test]
    fn the_author_becomes_a_label() {
        fires(
            &RULE,
            "FROM a\n⟦MAINTAINER⟧ b <c@d.e>\nONBUILD ⟦maintainer⟧ f\n",
        );
        silent(&RULE, "FROM a\nLABEL maintainer=b\n");
        fixes(
            &RULE,
            "FROM a\nMAINTAINER b \"c\" <d@e.f>\n",
            "FROM a\nLABEL org.opencontainers.image.authors=\"b \\\"c\\\" <d@e.f>\"\n",
        );
        leaves(&RULE, "FROM a\nMAINTAINER\n");
    }
}
