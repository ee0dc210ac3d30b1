use super::{check, check_good, check_line};

#[test]
fn ports() {
    for (port, code, place) in [
        ("x", "invalid-port", "x"),
        ("65536", "invalid-port", "65536"),
        ("90-80", "invalid-port", "90-80"),
        ("/tcp", "invalid-port", "/tcp"),
        ("80/foo", "invalid-protocol", "foo"),
        ("80-83:80-82", "invalid-port-range", "80-83:80-82"),
        ("foo:80:80", "invalid-address", "foo"),
    ] {
        let expected = [(code, place)];
        let expected = if code.is_empty() { &[] } else { &expected[..] };
        check_line(&format!("EXPOSE {port}"), expected);
    }
    check_line("EXPOSE 80 # web", &[("invalid-port", "#")]);
    check_line("ENV P=\"80 x\"\nEXPOSE $P", &[("invalid-port", "$P")]);
    check_good(&[
        "EXPOSE 80/tcp 53/UDP 8000-8010",
        "EXPOSE $P",
        "ENV P=80\nEXPOSE ${P}1",
    ]);
}

#[test]
fn signals() {
    check_line("STOPSIGNAL SIGFOO", &[("invalid-signal", "SIGFOO")]);
    check_line("STOPSIGNAL 0", &[("invalid-signal", "0")]);
    check_line(
        "STOPSIGNAL SIGRTMIN+16",
        &[("invalid-signal", "SIGRTMIN+16")],
    );
    check_line("ENV S=x\nSTOPSIGNAL $S", &[("invalid-signal", "$S")]);
    check_good(&["STOPSIGNAL term", "STOPSIGNAL 9", "STOPSIGNAL SIGRTMIN+3"]);
}

#[test]
fn words_that_cannot_be_expanded() {
    check_line("ENV A=\"b", &[("unterminated-quote", "\"b")]);
    check_line("USER 'a", &[("unterminated-quote", "'a")]);
    check_line("ENV A=x${B", &[("missing-brace", "${B")]);
    check_line("ENV A=x${}y", &[("bad-substitution", "${}")]);
    check_line("ENV A=x${B:i}y", &[("unsupported-modifier", "${B:i}")]);
    check_line("ENV A=${B/x}", &[("missing-slash", "${B/x}")]);
    check_line("ENV A=${B/\\q/y}", &[("invalid-pattern", "${B/\\q/y}")]);
    check_line(
        "COPY <<E /x\na ${B!}\nE",
        &[("unsupported-modifier", "${B!}")],
    );
    check_good(&[
        "ENV A='${B!}'",
        "RUN echo ${B!}",
        "COPY <<'E' /x\n${B!}\nE",
        "ENV A=${B:-${C}} D=$",
        "MAINTAINER 'a",
    ]);
}

#[test]
fn only_what_nobody_else_can_set_is_missing() {
    check(
        "FROM scratch\nENV A=${B:?}\n",
        &[("required-variable", "${B:?}")],
    );
    check("FROM scratch\nENV A=1\nENV B=${A:?}\n", &[]);
    // The base image may set it, or whoever builds.
    check("FROM a\nENV A=${B:?}\nVOLUME $C\nSTOPSIGNAL $D\n", &[]);
    check("FROM scratch\nARG B\nENV A=${B:?}\n", &[]);
    check("FROM scratch\nARG X=1 Y=${X:?}\n", &[]);
    check("FROM scratch AS a\nARG B=1\nFROM a\nENV A=${B:?}\n", &[]);
    check("FROM scratch\nVOLUME $X\n", &[("empty-volume", "$X")]);
}

#[test]
fn copies() {
    check_line("COPY --chmod=999 a b", &[("invalid-chmod", "999")]);
    check_line("COPY http://h/x b", &[("copy-url", "http://h/x")]);
    check_line("COPY git@h.io:a/b c", &[("copy-git", "git@h.io:a/b")]);
    check_line("ENV U=http://h/x\nCOPY $U b", &[("copy-url", "$U")]);
    check_line("ADD --checksum=x a b", &[("checksum-local", "x")]);
    check_line("ADD --checksum=x a b c", &[("checksum-sources", "x")]);
    check_line(
        "ADD --checksum=x http://h/x b",
        &[("invalid-checksum", "x")],
    );
    check_line("ADD https://h/a.git?foo=1 b", &[("git-query", "foo=1")]);
    check_line(
        "ADD --keep-git-dir https://h/a.git?keep-git-dir=0 b",
        &[("keep-git-dir-conflict", "https://h/a.git?keep-git-dir=0")],
    );
    check_line(
        "ADD --checksum=x https://h/a.git?checksum=y b",
        &[("checksum-conflict", "x")],
    );
    check_good(&[
        "COPY --chmod=u+x,go=rx a b",
        "ADD http://h/x b",
        "COPY github.com/a/b c",
    ]);
}

#[test]
fn windows_has_one_drive() {
    let text = "FROM mcr.microsoft.com/windows/nanoserver\nWORKDIR d:\\a\nCOPY x c:\\b\n";
    check(text, &[("drive-letter", "d:\\a")]);
    check_good(&["WORKDIR d:\\a"]);
}
