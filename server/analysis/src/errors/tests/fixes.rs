use super::check_fixes;
use crate::Document;
use crate::edit::{Safety, apply};
use crate::errors::errors;

#[test]
fn slips_of_the_finger() {
    check_fixes("RUNN x", &["RUN x\n"]);
    check_fixes("RUN\u{a0}x", &["RUN x\n"]);
    check_fixes("COPY --form=x a b", &["COPY --from=x a b\n", "COPY a b\n"]);
    check_fixes("RUN --network=hots x", &["RUN --network=host x\n"]);
    check_fixes("COPY --link=yes a b", &["COPY --link=true a b\n"]);
    check_fixes("EXPOSE 80/tpc", &["EXPOSE 80/tcp\n"]);
    check_fixes("EXPOSE 80,443", &["EXPOSE 80 443\n"]);
    check_fixes("STOPSIGNAL SIGTREM", &["STOPSIGNAL SIGTERM\n"]);
    check_fixes(
        "RUN --mount=type=cahce,target=/a x",
        &["RUN --mount=type=cache,target=/a x\n"],
    );
    check_fixes(
        "RUN --mount=cache,target=/a x",
        &["RUN --mount=type=cache,target=/a x\n"],
    );
}

#[test]
fn what_is_missing() {
    check_fixes("RUN <<E\nx", &["RUN <<E\nx\nE\n"]);
    check_fixes("RUN <<E\nx\n\nUSER y", &["RUN <<E\nx\n\nE\nUSER y\n"]);
    check_fixes("COPY a", &["COPY a .\n"]);
    check_fixes("COPY [\"a\"]", &[]);
    check_fixes("ENV A=\"b", &["ENV A=\"b\"\n"]);
    check_fixes("ENV A=${B", &["ENV A=${B}\n"]);
    check_fixes("ENV A", &["ENV A=\n"]);
    check_fixes("LABEL a=b \\\n \\  c=d", &[]);
    check_fixes("ENV A b \\\n ${C:d}", &[]);
    check_fixes("ENV A=two words", &["ENV A=\"two words\"\n"]);
    check_fixes("ENV B=1 A = 2", &["ENV B=1 A=2\n"]);
    check_fixes("HEALTHCHECK curl x", &["HEALTHCHECK CMD curl x\n"]);
    check_fixes(
        "HEALTHCHECK --interval=5 CMD x",
        &["HEALTHCHECK --interval=5s CMD x\n"],
    );
    check_fixes("CMD [1, \"a\", true]", &["CMD [\"1\", \"a\", \"true\"]\n"]);
    check_fixes("SHELL bash -c", &["SHELL [\"bash\", \"-c\"]\n"]);
    check_fixes("SHELL ['bash', '-c']", &["SHELL [\"bash\", \"-c\"]\n"]);
}

#[test]
fn what_is_too_much() {
    check_fixes("COPY --link --link a b", &["COPY --link a b\n"]);
    check_fixes("ONBUILD ONBUILD RUN x", &["ONBUILD RUN x\n"]);
    check_fixes("COPY http://h/x b", &["ADD http://h/x b\n"]);
    check_fixes("USER", &[""]);
    check_fixes("USER \\\n# x\n", &[]);
}

#[test]
fn comments_behind_arguments() {
    check_fixes("EXPOSE 80 # web", &["# web\nEXPOSE 80\n"]);
    check_fixes("STOPSIGNAL SIGTERM # x", &["# x\nSTOPSIGNAL SIGTERM\n"]);
    check_fixes("ENV A=b // why", &["# why\nENV A=b\n"]);
    check_fixes("SHELL [\"a\"] # x", &["# x\nSHELL [\"a\"]\n"]);
    check_fixes("HEALTHCHECK NONE # x", &["# x\nHEALTHCHECK NONE\n"]);
}

#[test]
fn lines_that_go_on() {
    check_fixes("RUN a\n&& b", &["RUN a \\\n&& b\n"]);
    check_fixes("USER a\n&& b", &[]);
}

#[track_caller]
fn check_file(text: &str, expected: &[(&str, Safety)]) {
    let found = errors(&Document::new(text));
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let fixed: Vec<_> = found[0]
        .fixes
        .iter()
        .map(|fix| (apply(text, &fix.edits).unwrap_or_default(), fix.safety))
        .collect();
    let fixed: Vec<_> = fixed
        .iter()
        .map(|(text, safety)| (text.as_str(), *safety))
        .collect();
    assert_eq!(fixed, expected, "{text}");
}

#[test]
fn fixes_of_from() {
    check_file(
        "FROM Debian:Slim\n",
        &[("FROM debian:Slim\n", Safety::Safe)],
    );
    check_file("FROM a b\n", &[("FROM a AS b\n", Safety::Suggested)]);
    check_file("FROM a # b\n", &[("# b\nFROM a\n", Safety::Safe)]);
    check_file("FROM a AS b/c\n", &[("FROM a AS b-c\n", Safety::Suggested)]);
}

#[test]
fn fixes_of_directives() {
    let twice = "# escape=`\n# escape=`\nFROM a\n";
    check_file(twice, &[("# escape=`\nFROM a\n", Safety::Suggested)]);
}
