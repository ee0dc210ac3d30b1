use super::{check, check_good, check_line};

#[test]
fn a_good_file_has_none() {
    check(
        "FROM a\nENV A b c\nCMD [\"a\"]\nCMD [a]\nLABEL a=\nRUN\n",
        &[],
    );
    check("# escape=`\nFROM a\nRUN x `\n y\n", &[]);
}

#[test]
fn all_are_found_at_once() {
    check(
        "FORM a\nFROM a\nENV A\nRUN cat <<A <<B\nA\nx\n",
        &[
            ("unknown-instruction", "FORM"),
            ("missing-value", "A"),
            ("unterminated-heredoc", "<<B"),
        ],
    );
}

#[test]
fn directives_are_checked() {
    let twice = "# escape=`\n# escape=`\nFROM a\n";
    check(twice, &[("duplicate-directive", "escape")]);
    check("# escape=x\nFROM a\n", &[("invalid-escape", "x")]);
    check("# check=foo\nFROM a\n", &[("invalid-check-option", "foo")]);
    check(
        "# check=skip=A;bar=1\nFROM a\n",
        &[("invalid-check-option", "bar")],
    );
    check(
        "# check=error=maybe\nFROM a\n",
        &[("invalid-check-error", "maybe")],
    );
    check(
        "#!/x\n# check=foo\nFROM a\n",
        &[("invalid-check-option", "foo")],
    );
    // BuildKit wants this one at the start of its line.
    check(" # check=foo\nFROM a\n", &[]);
}

#[test]
fn something_has_to_be_built() {
    check("", &[("no-instructions", "")]);
    check(
        "# only a comment",
        &[("no-instructions", "# only a comment")],
    );
    check("ARG A=1\n", &[("no-stages", "ARG")]);
    check("ARG A\nRUN x\nUSER y\nFROM a\n", &[("before-from", "RUN")]);
}

#[test]
fn a_line_can_be_too_long() {
    let text = format!("FROM a\nRUN {}", "x".repeat(70_000));
    check(&text, &[("line-too-long", &text[7..])]);
}

#[test]
fn words_that_are_no_instructions() {
    check_line("RUNN x", &[("unknown-instruction", "RUNN")]);
    check_line("&& x", &[("unknown-instruction", "&&")]);
    check_line("RUN\u{a0}x", &[("unicode-space", "\u{a0}")]);
}

#[test]
fn arrays_of_other_things_are_rejected() {
    check_line("CMD [1, \"a\"]", &[("json-not-strings", "[1, \"a\"]")]);
    check_line("COPY [1, \\\n2]", &[("json-not-strings", "[1, \\\n2]")]);
    check_line("HEALTHCHECK CMD [{}]", &[("json-not-strings", "[{}]")]);
    check_line("ONBUILD VOLUME [1] ", &[("json-not-strings", "[1]")]);
}

#[test]
fn flags() {
    check_line("COPY --form=x a b", &[("unknown-flag", "--form")]);
    check_line("USER --x root", &[("flag-not-allowed", "--x")]);
    check_line("COPY --link --link a b", &[("duplicate-flag", "--link")]);
    check_line("COPY --chown a b", &[("missing-flag-value", "--chown")]);
    check_line("COPY --link= a b", &[("missing-flag-value", "--link=")]);
    check_line("COPY --link=maybe a b", &[("invalid-boolean", "maybe")]);
    check_line("RUN --network=x y", &[("invalid-network", "x")]);
    check_line("RUN --security=x y", &[("invalid-security", "x")]);
    check_line("RUN --device=a,b y", &[("invalid-device", "b")]);
    check_line(
        "HEALTHCHECK --interval=5 CMD x",
        &[("invalid-duration", "5")],
    );
    check_line(
        "HEALTHCHECK --timeout=1us CMD x",
        &[("duration-too-short", "1us")],
    );
    check_line(
        "HEALTHCHECK --retries=-1 CMD x",
        &[("invalid-retries", "-1")],
    );
    check_good(&[
        "COPY --exclude=a --exclude=b x y",
        "COPY '--link' a b",
        "HEALTHCHECK --bogus NONE",
        "ARG --x A",
        "STOPSIGNAL --x SIGTERM",
        "RUN -- --x",
    ]);
}

#[test]
fn arguments() {
    check_line("USER", &[("missing-argument", "USER")]);
    check_line("SHELL []", &[("missing-argument", "SHELL")]);
    check_line("COPY a", &[("missing-destination", "a")]);
    check_line("ADD", &[("missing-destination", "ADD")]);
    check_line("COPY a <<EOF\nEOF", &[("heredoc-destination", "<<EOF")]);
    check_line("SHELL bash -c", &[("shell-not-json", "bash -c")]);
    check_line("VOLUME [\"/a\", \" \"]", &[("empty-volume", " ")]);
    check_line("HEALTHCHECK NONE x", &[("healthcheck-none", "x")]);
    check_line("HEALTHCHECK CMD", &[("healthcheck-command", "CMD")]);
    check_line("HEALTHCHECK curl x", &[("healthcheck-type", "curl")]);
    check_line("ENV A=1 B", &[("missing-equals", "B")]);
    check_line("ENV A", &[("missing-value", "A")]);
    check_line("LABEL =x", &[("blank-name", "x")]);
    check_line("ARG =x", &[("blank-name", "x")]);
    check_good(&[
        "ARG A B=1 C=",
        "ENV A b=c",
        "RUN []",
        "CMD",
        "ENTRYPOINT []",
    ]);
}

#[test]
fn triggers_are_looked_at_when_they_are_set() {
    check_line("ONBUILD", &[("missing-argument", "ONBUILD")]);
    check_line("ONBUILD ONBUILD RUN x", &[("onbuild-chain", "ONBUILD")]);
    check_line("ONBUILD FROM b", &[("onbuild-forbidden", "FROM")]);
    check_line("ONBUILD ENV A", &[("missing-value", "A")]);
    check_good(&["ONBUILD RUNN x", "ONBUILD COPY a", "ONBUILD EXPOSE x"]);
}
