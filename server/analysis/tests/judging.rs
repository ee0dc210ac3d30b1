//! What is found after edits is what is found in the same text read afresh.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::features::diagnostics::{Setup, diagnostics};
use strates_analysis::images::NoImages;
use strates_analysis::lang::Lang;
use strates_analysis::rules::{Levels, Options, Profile, RULES};
use strates_analysis::text::{Change, Encoding, Position};

/// Instructions that many rules have something to say of, alone or together.
const LINES: &[&str] = &[
    "FROM debian:12 AS a",
    "FROM A AS b",
    "from --platform=linux/amd64 $V AS Base",
    "FROM scratch",
    "ARG V=1",
    "ARG V",
    "ARG NPM_TOKEN",
    "ENV V=$V W=$V",
    "ENV a b",
    "ENV PIP_NO_CACHE_DIR=1",
    "RUN echo $V $NPM_TOKEN | wc",
    "RUN apt-get update && apt-get install -y curl",
    "RUN curl -o /tmp/f http://x && wget y",
    "RUN rm /tmp/f /src",
    "RUN pip install -r requirements.txt",
    "RUN yum install -y x-$V",
    "RUN sudo yarn install",
    "RUN --mount=type=bind,from=a,target=/x <<EOF\nset -e\ncd /$V\nEOF",
    "COPY . .",
    "COPY --from=A /src /src",
    "COPY --from=b a.tar $W/",
    "COPY --from=c x /tmp/f",
    "RUN tar -xf a.tar",
    "ADD x ./",
    "WORKDIR app",
    "WORKDIR /app/$V",
    "USER root",
    "USER $V",
    "EXPOSE 80/tcp",
    "CMD a",
    "CMD [\"a\"]",
    "ENTRYPOINT exec a $V",
    "HEALTHCHECK NONE",
    "HEALTHCHECK CMD a",
    "SHELL [\"/bin/bash\", \"-c\"]",
    "LABEL a=b V=$V",
    "ONBUILD RUN yarn install",
    "ONBUILD ENV V=1 NPM_TOKEN=x",
    "ONBUILD COPY --from=a x .",
    "# hadolint ignore=DL3006,DL3020",
    "# b is what it is",
    "NONSENSE",
    "RU",
    "# escape=`",
    "",
];

fn lines(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(select(LINES), count)
        .prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
}

/// A few letters typed or taken away somewhere, or lines put somewhere.
#[derive(Clone, Debug)]
struct Edit {
    at: Index,
    removed: usize,
    text: String,
    looks: bool,
}

fn edit() -> impl Strategy<Value = Edit> {
    let text = prop_oneof![
        select(&["", "x", " ", "$V", "\n", "/", "\\\n", "#", "=", "a"][..]).prop_map(str::to_owned),
        lines(1..3),
    ];
    let removed = prop_oneof![4 => Just(0), 4 => Just(1), 1 => 2..40usize];
    (any::<Index>(), removed, text, any::<bool>()).prop_map(|(at, removed, text, looks)| Edit {
        at,
        removed,
        text,
        looks,
    })
}

fn change(document: &Document, edit: &Edit) -> Change {
    let text = document.text();
    let position = |byte: usize| -> Position { text.position(byte, Encoding::Utf8) };
    let start = edit.at.index(text.len() + 1);
    let end = text.len().min(start + edit.removed);
    Change {
        range: Some((position(start), position(end))),
        text: edit.text.clone(),
    }
}

fn found(document: &Document) -> Vec<String> {
    let mut levels = Levels::new(Profile::Strict);
    for rule in RULES {
        levels.set(rule.code, Some(rule.severity));
    }
    let setup = Setup {
        context: &NoContext,
        images: &NoImages,
        levels: &levels,
        options: &Options::default(),
        shellcheck: false,
    };
    let found = diagnostics(document, &setup);
    let mut found: Vec<String> = found
        .iter()
        .map(|found| {
            let (range, code, message) = (found.range(), found.code(), found.message(Lang::En));
            let (also, related, fixes) = (found.also(), found.related(), found.fixes());
            format!("{range:?} {code} {message} {also:?} {related:?} {fixes:?}")
        })
        .collect();
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_still_holds(text in lines(0..14), edits in prop::collection::vec(edit(), 1..8)) {
        let mut document = Document::new(&text);
        found(&document);
        for edit in edits {
            document = document.edit(&[change(&document, &edit)], Encoding::Utf8);
            if edit.looks {
                let fresh = Document::new(&document.text().to_string());
                prop_assert_eq!(found(&document), found(&fresh), "{}", document.text().to_string());
            }
        }
    }
}
