use super::check;
use crate::Document;
use crate::errors::errors;
use crate::lang::Lang;

#[test]
fn what_a_from_takes() {
    check("FROM\n", &[("from-without-image", "FROM")]);
    check("FROM a b\n", &[("from-arguments", "b")]);
    check("FROM a AS b c\n", &[("from-arguments", "c")]);
    check("FROM a AS 1b\n", &[("invalid-stage-name", "1b")]);
    check("FROM a # c\n", &[("from-arguments", "#")]);
    check("FROM --platform=x a\n", &[("invalid-platform", "x")]);
    check("FROM --platform=$X a\n", &[("empty-platform", "$X")]);
    check("FROM --platform=$TARGETPLATFORM a AS B\n", &[]);
}

#[test]
fn names_of_images() {
    check("FROM A\n", &[("uppercase-image", "A")]);
    check("FROM a:b:c\n", &[("invalid-image", "a:b:c")]);
    check("FROM a@sha256:00\n", &[("invalid-digest", "sha256:00")]);
    check("FROM $X\n", &[("blank-base", "$X")]);
    check("ARG X=A\nFROM $X\n", &[("uppercase-image", "$X")]);
    check("FROM ${X!}\n", &[("unsupported-modifier", "${X!}")]);
    check(
        "ARG X=${Y!}\nFROM a\n",
        &[("unsupported-modifier", "${Y!}")],
    );
    check(
        "FROM a\nCOPY --from=B:x:y c d\n",
        &[("uppercase-image", "B:x:y")],
    );
    // Whoever builds gives it a value.
    check("ARG X\nFROM $X\nFROM b:$X\n", &[]);
    // A stage that nothing needs has an image all the same.
    check("FROM A\nFROM b\n", &[("uppercase-image", "A")]);
}

#[test]
fn only_what_the_target_needs_runs() {
    check("FROM a\nEXPOSE x\nFROM b\n", &[]);
    check("FROM a AS x\nEXPOSE y\nFROM x\n", &[("invalid-port", "y")]);
    let copied = "FROM a AS x\nEXPOSE y\nFROM b\nCOPY --from=x / /\n";
    check(copied, &[("invalid-port", "y")]);
    let mounted = "FROM a AS x\nEXPOSE y\nFROM b\nRUN --mount=from=x,target=/z w\n";
    check(mounted, &[("invalid-port", "y")]);
    check("FROM a\nUSER\nFROM b\n", &[("missing-argument", "USER")]);
}

#[test]
fn stages_take_from_earlier_ones() {
    let later = "FROM a AS b\nCOPY --from=c x y\nFROM a AS c\nFROM b\n";
    check(later, &[("later-stage", "c")]);
    let unneeded = "FROM a AS b\nCOPY --from=c x y\nFROM a AS c\n";
    check(unneeded, &[]);
    check(
        "FROM a AS b\nCOPY --from=B x y\n",
        &[("circular-dependency", "B")],
    );
    check(
        "FROM a AS b\nCOPY --from=c x y\nFROM a AS c\nRUN --mount=from=b,target=/x y\nFROM z\n",
        &[("circular-dependency", "c"), ("circular-dependency", "b")],
    );
    check(
        "FROM a\nCOPY --from=1 x y\n",
        &[("unknown-stage-index", "1")],
    );
    check("FROM a\nCOPY --from=$X x y\n", &[("from-variable", "$X")]);
    // To BuildKit an image that is copied from is a stage.
    check("FROM a\nCOPY --from=alpine x y\nCOPY --from=1 x y\n", &[]);
}

#[test]
fn triggers_run_where_a_stage_builds_on_them() {
    check("FROM a AS b\nONBUILD COPY x\nFROM z\n", &[]);
    check(
        "FROM a AS b\nONBUILD COPY x\nFROM b\n",
        &[("missing-destination", "b")],
    );
    check(
        "FROM a AS b\nONBUILD EXPOSE x\nFROM b\n",
        &[("invalid-port", "b")],
    );
    let later = "FROM a AS b\nONBUILD COPY --from=d x y\nFROM b AS c\nFROM z AS d\nFROM c\n";
    check(later, &[("later-stage", "b")]);
    let text = "FROM a AS b\nONBUILD EXPOSE x\nFROM b\n";
    let found = errors(&Document::new(text));
    assert!(
        found[0]
            .message(Lang::En)
            .starts_with("The trigger `EXPOSE` runs here")
    );
    assert_eq!(&text[found[0].related[0].range.clone()], "EXPOSE x");
}

#[test]
fn source_date_epoch() {
    check("ARG SOURCE_DATE_EPOCH=1\nFROM a\n", &[]);
    let wrong = "ARG SOURCE_DATE_EPOCH=x\nFROM a\n";
    check(wrong, &[("source-date-epoch", "ARG SOURCE_DATE_EPOCH=x")]);
    let right = "ARG SOURCE_DATE_EPOCH=s\nFROM scratch AS s\nADD http://h/x y\nFROM a\n";
    check(right, &[]);
    let local = "ARG SOURCE_DATE_EPOCH=s\nFROM scratch AS s\nADD x y\nFROM a\n";
    check(local, &[("source-date-epoch-stage", "FROM")]);
}
