use super::quotes::without_quotes;
use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::model::{Keyword, Source as From};

pub const RULE: Rule = Rule {
    code: "DL3067",
    also: &[],
    source: Source::Hadolint,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Copy only what is needed from another stage.",
        fr: "Ne copier d'une autre étape que le nécessaire.",
    },
    why: Text {
        en: "`COPY --from=build / /` brings compilers and caches along and writes one system over \
             another. Name the files that the program needs. On `FROM scratch`, it serves to \
             flatten an image into one layer: if that is the intent, ignore the rule.",
        fr: "`COPY --from=build / /` emporte compilateurs et caches et écrit un système par-dessus \
             un autre. Nommez les fichiers dont le programme a besoin. Sur `FROM scratch`, cela \
             sert à aplatir une image en une couche\u{a0}: si c'est voulu, ignorez la règle.",
    },
    example: Example {
        bad: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=build / /
",
        good: "
FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12
COPY --from=build /out/app /usr/local/bin/
",
    },
    check: Check::Instruction(check),
};

const MESSAGE: Text = Text {
    en: "This instruction copies a whole system over another, with all that only building needs. \
         Name the files that the program needs.",
    fr: "Cette instruction copie un système entier par-dessus un autre, avec tout ce qui ne sert \
         qu'à construire. Nommez les fichiers dont le programme a besoin.",
};

fn check(view: &InstructionView, findings: &mut Findings) {
    let Some(transfer) = view.transfer().filter(|_| view.keyword == Keyword::Copy) else {
        return;
    };
    let is_root = |text: &str| without_quotes(text) == "/";
    let destination = transfer.destination.as_ref();
    if view.is_trigger
        || view.flag("from").is_none()
        || !destination.is_some_and(|path| is_root(&path.text))
    {
        return;
    }
    let whole = transfer.sources.iter().find_map(|source| match source {
        From::Path(path) if is_root(&path.text) => Some(path.span),
        _ => None,
    });
    if let Some(span) = whole {
        findings.add(span, MESSAGE);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, leaves, silent};
    use super::*;

    #[test]
    fn systems_are_not_copied_whole() {
        fires(
            &RULE,
            "FROM a\nCOPY --from=b ⟦/⟧ /\nCOPY --from=b [\"c\", ⟦\"/\"⟧, \"/\"]\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY / /\nCOPY --from=b /c /\nCOPY --from=b / /c\n",
        );
        leaves(&RULE, "FROM a\nCOPY --from=b / /\n");
    }
}
