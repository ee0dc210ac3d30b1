use super::*;

/// The line that changes begins with `!`, those that are then built again with `+`, or `?`
/// where it depends on the files, or `~` on the image store.
#[track_caller]
fn check(marked: &str) {
    let bare = |line: &str| {
        line.trim_start_matches(['!', '+', '?', '~', ' '])
            .to_owned()
            + "\n"
    };
    let lines: Vec<&str> = marked.lines().collect();
    let text: String = lines.iter().map(|line| bare(line)).collect();
    let changed = lines.iter().position(|line| line.starts_with('!'));
    let before = &lines[..changed.expect("a line is marked")];
    let start = before.iter().map(|line| bare(line).len()).sum();

    let mut found: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    for touched in rebuild(&Document::new(&text), start).steps {
        let line = text[..touched.start].matches('\n').count();
        let sign = match touched.certainty {
            Certainty::Rebuilt => "+",
            Certainty::IfFilesDiffer => "?",
            Certainty::UnlessMerged => "~",
        };
        found[line] = format!("{sign} {}", found[line]);
    }
    let expected = lines.iter().map(|line| line.trim_start_matches(['!', ' ']));
    assert_eq!(
        found.concat().trim_end(),
        expected.collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn metadata_builds_nothing_again() {
    for line in [
        "EXPOSE 80",
        "LABEL a=b",
        "CMD a",
        "ENTRYPOINT a",
        "VOLUME /a",
        "STOPSIGNAL 9",
    ] {
        check(&format!("FROM a\nRUN b\n! {line}\nRUN c\nCOPY d .\n"));
    }
}

#[test]
fn a_step_takes_all_that_follow_with_it() {
    check("FROM a\nRUN b\n!+ RUN c\nENV d=e\n+ WORKDIR /f\n+ COPY g .\n");
    check("! FROM a\n+ RUN b\n+ COPY c .\n");
}

#[test]
fn a_variable_waits_for_a_run_or_its_use() {
    check("FROM a\n! ENV b=1\nWORKDIR /c\nCOPY d .\n+ RUN e\n+ COPY f .\n");
    check("FROM a\n! ARG b=1\nENV c=$b\n+ WORKDIR $c\n+ RUN d\n");
    check("FROM a\n! ENV b=1\nENV b=2\nRUN c\n");
    check("FROM a\n! ARG b=1\n+ COPY --chown=$b c .\n");
    check("FROM a\n! ENV b=1\n+ COPY <<C /d\nit's $b\nC\n");
    check("FROM a\n! ENV b=1\nCOPY <<'C' /d\n$b\nC\n");
}

#[test]
fn the_user_owns_directories_and_runs_commands() {
    check("FROM a\n! USER b\nCOPY c .\n+ WORKDIR /d\n+ COPY e .\n");
    check("FROM a\n! USER b\nCOPY c .\n+ RUN d\n");
    check("FROM a\n! USER b\nUSER c\nRUN d\n");
}

#[test]
fn a_shell_matters_only_to_commands_that_it_reads() {
    check("FROM a\n! SHELL [\"b\"]\nRUN [\"c\"]\n+ RUN d\n");
}

#[test]
fn arguments_before_from_reach_the_stages_that_name_them() {
    check("! ARG v=1\nFROM a\nRUN b\nFROM c\nARG v\nCOPY d .\n+ RUN e\n");
    check("! ARG v=1\nARG w=$v\nFROM a:$w\n+ RUN b\n");
    check("! ARG v=1\nFROM a\nARG v=2\nRUN b\n");
}

#[test]
fn files_of_another_stage_count_by_what_is_in_them() {
    check("FROM a AS b\n!+ RUN c\nFROM d\nRUN e\n? COPY --from=b /f .\n? RUN g\n");
    check("FROM a AS b\n!+ RUN c\nFROM d\n? RUN --mount=from=b,target=/x e\n");
    check("FROM a AS b\n!+ RUN c\nFROM d\n? RUN --mount=type=cache,from=b,target=/x e\n");
    check("FROM a\n!+ RUN c\nFROM d\n? COPY --from=0 /f .\n");
}

#[test]
fn a_linked_copy_needs_nothing_below_it() {
    check("FROM a\n!+ RUN b\n~ COPY --link c /c\n+ RUN d\n");
    check("FROM a\n!+ WORKDIR /b\n+ COPY --link c .\n~ COPY --link d /d\n");
    check("FROM a\n!+ RUN b\n+ COPY --link=false c /c\n");
}

#[test]
fn a_copy_of_the_dockerfile_itself_changes_with_every_line() {
    let text = "FROM a\nCOPY . .\nRUN b\nCMD c\n";
    let document = Document::new(text);
    let (copy, cmd) = (
        text.find("COPY").unwrap_or(0),
        text.find("CMD").unwrap_or(0),
    );
    let found = rebuild_beside(&document, cmd, &|start| start == copy);
    assert_eq!(found.steps.len(), 2);
    assert_eq!(rebuild(&document, cmd).steps, []);
}

#[test]
fn a_stage_that_nobody_needs_is_not_built() {
    check("FROM a AS b\n! RUN c\nFROM d\nRUN e\n");
}

#[test]
fn a_stage_goes_on_where_its_base_ended() {
    check("FROM a AS b\n!+ RUN c\nFROM b\n+ RUN d\n");
    check("FROM a AS b\n! ENV c=1\nFROM b\nCOPY d .\n+ RUN e\n");
    check("FROM a AS b\n!+ ONBUILD COPY c .\nFROM b\n+ RUN e\n");
    check("FROM a AS b\n! ENV c=1\nARG c=2\nRUN d\nFROM b\n+ RUN e\n");
    check("FROM a AS b\n+ ONBUILD RUN c\n! FROM b\n+ RUN d\n");
}
