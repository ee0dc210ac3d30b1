//! The files that fixes are tried on: the corpus, the examples of the rules, and slips that nobody
//! in the corpus has made.

use strates_analysis::rules::RULES;
use strates_tests::corpus;

pub struct Sample {
    pub name: String,
    pub text: String,
}

/// Each below a base image.
const SLIPS: &[&str] = &[
    "RUNN x",
    "RUN\u{a0}x",
    "COPY --form=x a b",
    "COPY --link=yes a b",
    "COPY --link --link a b",
    "COPY --link= a b",
    "COPY http://h/x b",
    "ADD --checksum=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef http://h/x b",
    "RUN --network=hots x",
    "RUN --security=insecur x",
    "RUN --mount=type=cahce,target=/a x",
    "RUN --mount=cache,target=/a x",
    "RUN --mount=type=cache,taget=/a x",
    "RUN --mount=type=cache,target=/a,sharing=shred x",
    "EXPOSE 80/tpc",
    "EXPOSE 80,443",
    "EXPOSE 80 # web",
    "STOPSIGNAL SIGTREM",
    "STOPSIGNAL SIGTERM # x",
    "ENV A",
    "ENV A=\"b",
    "ENV A=${B",
    "ENV A=${B:c}",
    "ENV A=two words",
    "ENV B=1 A = 2",
    "ENV A=b // why",
    "HEALTHCHECK curl x",
    "HEALTHCHECK --interval=5 CMD x",
    "HEALTHCHECK NONE # x",
    "CMD [1, \"a\", true]",
    "SHELL bash -c",
    "SHELL ['bash', '-c']",
    "SHELL [\"a\"] # x",
    "ONBUILD ONBUILD RUN x",
    "ONBUILD FROM x",
    "USER",
    "RUN a\n&& b",
    "RUN <<E\nx\n\nUSER y",
    "FROM Debian:Slim",
    "FROM a b",
    "FROM a AS b/c",
    "FROM --platform=linux/amd46 a:1",
    "FROM a:1 AS build\nFROM a:1\nCOPY --from=bild a b",
];

pub fn samples() -> Vec<Sample> {
    let records = corpus::real().into_iter().chain(corpus::damaged());
    let of_corpus = records.map(|record| Sample {
        name: record.path,
        text: record.text,
    });
    let of_corpus: Vec<Sample> = of_corpus.collect();
    let examples = RULES.iter().map(|rule| Sample {
        name: format!("example of {}", rule.code),
        text: whole(rule.example.bad.trim_matches('\n')),
    });
    let slips = SLIPS.iter().map(|slip| Sample {
        name: format!("{slip:?}"),
        text: format!("FROM debian:12\n{slip}\n"),
    });
    of_corpus.into_iter().chain(examples).chain(slips).collect()
}

fn whole(example: &str) -> String {
    let is_from = |line: &str| line.trim_start().to_uppercase().starts_with("FROM ");
    match example.lines().any(is_from) {
        true => format!("{example}\n"),
        false => format!("FROM debian:12\n{example}\n"),
    }
}
