use super::{check, check_good, check_line};

#[test]
fn options_that_a_mount_does_not_take() {
    for (mount, code, place) in [
        ("type=cache,target=/a,from=$X", "mount-from-variable", "$X"),
        ("type=foo,target=/a", "mount-type", "foo"),
        ("type=cache,taget=/a", "mount-key", "taget"),
        (
            "type=cache,target=/a,required",
            "mount-key-of-another-type",
            "required",
        ),
        ("type=cache,target", "mount-value-missing", "target"),
        ("cache,target=/a", "mount-value-missing", "cache"),
        ("target=/a,ro=x", "mount-boolean", "x"),
        ("type=tmpfs,target=/a,size=x", "mount-size", "x"),
        ("type=cache,target=/a,sharing=x", "mount-sharing", "x"),
        (
            "target=/a,sharing=locked",
            "mount-sharing-without-cache",
            "sharing",
        ),
        ("type=cache,target=/a,mode=9", "mount-mode", "9"),
        ("type=cache,target=/a,uid=root", "mount-owner", "root"),
        ("target=/a,gid=1", "mount-owner-not-allowed", "gid"),
        ("target=/", "mount-target", "/"),
        ("type=secret,id=a,from=b", "secret-from", "b"),
        (
            "type=secret,id=a,sharing=shared",
            "secret-sharing",
            "sharing",
        ),
        ("type=secret", "secret-without-id", "type=secret"),
        ("type=secret,id=a,source=b", "secret-id-and-source", "b"),
        ("type=ssh,source=a", "ssh-source", "a"),
    ] {
        check_line(&format!("RUN --mount={mount} x"), &[(code, place)]);
    }
}

#[test]
fn good_mounts() {
    check_good(&[
        "RUN --mount=type=cache,target=/root/.cache,sharing=LOCKED x",
        "RUN --mount=type=secret,id=a,required,mode=0400,uid=1,gid=1 x",
        "RUN --mount=type=ssh x",
        "RUN --mount=type=tmpfs,target=/a,size=1.5g x",
        "RUN --mount=type=$X,target=/a x",
        // The base image says where.
        "RUN --mount=type=cache x",
        "WORKDIR /a\nRUN --mount=type=cache x",
    ]);
}

#[test]
fn a_target_counts_from_the_directory() {
    let text = "FROM scratch\nRUN --mount=type=cache,target=. x\n";
    check(text, &[("mount-target", ".")]);
    check_line(
        "WORKDIR /a\nRUN --mount=type=cache,target=.. x",
        &[("mount-target", "..")],
    );
}

#[test]
fn values_are_looked_at_where_the_mount_runs() {
    check("FROM a\nRUN --mount=type=foo x\nFROM b\n", &[]);
    let text = "FROM a\nRUN --mount=a\\\"b x\nFROM b\n";
    check(text, &[("mount-form", "--mount=a\\\"b")]);
    check_line(
        "ENV T=foo\nRUN --mount=type=$T,target=/a x",
        &[("mount-type", "$T")],
    );
}
