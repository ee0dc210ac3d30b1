//! Cursor positions and what they lead to: definition, references and rename, in whole files and in
//! half-typed ones. `$0` marks the cursor, `«…»` the definition, `‹…›` the other places of the name;
//! a definition that does not bear the name is marked `⟦…⟧`.

use strates_analysis::Document;
use strates_analysis::context::NoContext;
use strates_analysis::edit::apply;
use strates_analysis::features::navigation::{
    Goal, declaration, definition, highlights, linked, prepare_rename, references, rename,
};
use strates_analysis::lang::Lang;
use strates_analysis::text::ByteRange;

struct Marked {
    text: String,
    byte: usize,
    definition: Option<ByteRange>,
    places: Vec<ByteRange>,
}

fn read(marked: &str) -> Marked {
    let mut text = String::new();
    let (mut byte, mut definition, mut places) = (None, None, Vec::new());
    let mut open = 0;
    let mut letters = marked.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '$' if letters.next_if_eq(&'0').is_some() => byte = Some(text.len()),
            '«' | '‹' | '⟦' => open = text.len(),
            '⟧' => definition = Some(open..text.len()),
            '›' => places.push(open..text.len()),
            '»' => {
                definition = Some(open..text.len());
                places.push(open..text.len());
            }
            letter => text.push(letter),
        }
    }
    Marked {
        byte: byte.expect("a place is marked"),
        text,
        definition,
        places,
    }
}

fn name_of(goal: &Goal) -> Option<ByteRange> {
    match goal {
        Goal::Here { name, .. } => Some(name.clone()),
        Goal::File { .. } => None,
    }
}

const NEW: &str = "fresh_name";

/// Definition, references, highlights and rename all know the marked places, and no others.
#[track_caller]
fn check(marked: &str) {
    let Marked {
        text,
        byte,
        definition: expected,
        places,
    } = read(marked);
    let document = Document::new(&text);
    let found = definition(&document, byte, &NoContext);
    let goals = found.iter().flat_map(|found| &found.goals);
    let goals: Vec<ByteRange> = goals.filter_map(name_of).collect();
    assert_eq!(goals, Vec::from_iter(expected), "definition: {marked}");
    assert_eq!(
        references(&document, byte, true),
        places,
        "references: {marked}"
    );
    let drawn = highlights(&document, byte).into_iter();
    let drawn: Vec<ByteRange> = drawn.map(|each| each.range).collect();
    assert_eq!(drawn, places, "highlights: {marked}");
}

/// The same, and a new name takes the place of every one of them.
#[track_caller]
fn renames(marked: &str) {
    check(marked);
    let Marked {
        text, byte, places, ..
    } = read(marked);
    let document = Document::new(&text);
    let prepared = prepare_rename(&document, byte).expect("it can be renamed");
    assert!(places.contains(&prepared.range), "{marked}");
    let edits = rename(&document, byte, NEW).expect("it is renamed");
    let mut ranges: Vec<ByteRange> = edits.iter().map(|edit| edit.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    assert_eq!(ranges, places, "rename: {marked}");
    let after = apply(&text, &edits).expect("the edits can be applied");
    let at = after.match_indices(NEW).count();
    assert_eq!(at, places.len(), "{after}");
}

/// The marked places are known, but the name stays.
#[track_caller]
fn keeps(marked: &str, reason: &str) {
    check(marked);
    refuses(marked, NEW, reason);
}

#[track_caller]
fn refuses(marked: &str, new: &str, reason: &str) {
    let Marked { text, byte, .. } = read(marked);
    let document = Document::new(&text);
    let refusal = rename(&document, byte, new).expect_err("it is refused");
    let (en, fr) = (refusal.message(Lang::En), refusal.message(Lang::Fr));
    assert!(en.contains(reason), "{en}");
    assert_ne!(en, fr);
}

/// A number stays what it is.
#[track_caller]
fn renames_but_numbers(marked: &str) {
    check(marked);
    let Marked { text, byte, .. } = read(marked);
    let edits = rename(&Document::new(&text), byte, NEW).expect("it is renamed");
    let after = apply(&text, &edits).expect("the edits can be applied");
    assert!(
        after.contains("--from=0") && after.contains(&format!("AS {NEW}")),
        "{after}"
    );
}

/// There is no name at the cursor.
#[track_caller]
fn nothing(marked: &str) {
    check(marked);
    refuses(marked, NEW, "There is no name to change here");
}

#[test]
fn stages() {
    renames("FROM a AS «b$0»\n");
    renames("FROM a AS «$0b»\nFROM ‹b›\n");
    renames("FROM a AS «b»\nFROM ‹$0b›\n");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› d e\n");
    renames("FROM a AS «b»\nFROM c\nCOPY --chown=x --from=‹$0b› --link d e\n");
    renames("FROM a AS «b»\nFROM c\nRUN --mount=type=bind,from=‹b$0›,target=/d e\n");
    renames(
        "FROM a AS «b»\nFROM c\nRUN --mount=from=‹$0b›,target=/d --mount=from=‹b›,target=/e f\n",
    );
    renames(
        "FROM a AS «build$0er»\nFROM a AS d\nFROM ‹builder› AS e\nCOPY --from=‹builder› f g\nCOPY --from=d f g\n",
    );
    renames("FROM a AS «Builder»\nCOPY --from=x y z\nFROM c\nCOPY --from=‹BUIL$0DER› d e\n");
    renames("FROM --platform=linux/amd64 a AS «b»\nFROM --platform=linux/arm64 ‹b$0›\n");
    renames("FROM a as «b»\nfrom ‹b› as c\ncopy --from=‹b$0› d e\n");
    renames("FROM a AS x\nFROM x AS «x»\nFROM ‹x$0›\nCOPY --from=‹x› b c\n");
    renames("FROM a AS «x»\nFROM ‹x$0› AS x\nFROM x\n");
    renames("FROM a AS «b»\nFROM \"‹b$0›\"\n");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=\"‹b$0›\" d e\n");
    renames("FROM a AS «b»\nFROM c\nONBUILD COPY --from=‹$0b› d e\n");
    renames("FROM a AS «b»\nFROM c\nONBUILD RUN --mount=from=‹b$0›,target=/d e\n");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› [\"d\", \"e\"]\n");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› <<E /d\nx\nE\n");
    renames(
        "FROM a AS «b»\nFROM c\nADD d e\nRUN \\\n  --mount=type=bind,from=‹b$0›,target=/d \\\n  e\n",
    );
    renames("FROM a \\\n  AS «b»\nFROM \\\n  ‹$0b›\n");
    renames("FROM a AS «b»\r\nFROM c\r\nCOPY --from=‹b$0› d \\\r\n  e\r\n");
    renames("# escape=`\r\nFROM a `\r\n  AS «b»\r\nFROM c\r\nCOPY `\r\n  --from=‹b$0› d e\r\n");
}

#[test]
fn stages_by_number() {
    keeps(
        "FROM a AS «b»\nFROM c\nCOPY --from=‹$00› d e\n",
        "number of the stage",
    );
    keeps("⟦FROM⟧ a\nFROM c\nCOPY --from=‹$00› d e\n", "line 1");
    keeps(
        "FROM a\n⟦FROM⟧ b\nFROM c\nCOPY --from=‹1$0› d e\nCOPY --from=0 d e\n",
        "line 2",
    );
    renames_but_numbers("FROM a AS «b$0»\nFROM c\nCOPY --from=‹0› d e\n");
    nothing("FROM a\nCOPY --from=$07 b c\n");
    nothing("FROM a\nFROM b\nRUN --mount=from=$00,target=/c d\n");
}

#[test]
fn images_are_no_names() {
    nothing("FROM debi$0an\n");
    nothing("FROM a AS b\nFROM B$0\n");
    nothing("FROM a\nCOPY --from=ngi$0nx b c\n");
    nothing("FROM a\nRUN --mount=from=b$0,target=/c d\n");
    nothing("FROM a AS b\nRUN --mount=type=cache,id=b$0,target=/c d\n");
    nothing("FROM scra$0tch\n");
}

#[test]
fn arguments() {
    renames("ARG «V»=1\nFROM a:$‹V$0›\n");
    renames("ARG «$0V»=1\nFROM a:${‹V›}-slim\n");
    renames("ARG «V»=1\nARG W=$‹V$0›\nFROM a:$W\n");
    renames("ARG «V»\nFROM --platform=$‹$0V› a\n");
    renames("FROM a\nARG «V»=1\nRUN echo $‹V$0›\n");
    renames("FROM a\nARG «V»=1\nRUN echo $0$‹V›\n");
    renames("FROM a\nARG «V»=1\nRUN echo $0${‹V›}\n");
    renames("FROM a\nARG «V»=1\nRUN echo \"x${‹V$0›:-y}z\"\n");
    renames("FROM a\nARG «V»=1 W=$‹$0V›\nRUN echo $W\n");
    renames("FROM a\nARG «V»=1\nLABEL a=$‹V$0› b=\"$‹V›\"\n");
    renames("FROM a\nARG «V»=1\nCOPY --chown=$‹V$0› b$‹V› ${‹V›}/c\n");
    renames("FROM a\nARG «V»=1\nCOPY [\"$‹V$0›\", \"b\"]\n");
    renames("FROM a\nARG «V»=1\nVOLUME [\"/$‹V$0›\"]\n");
    renames("FROM a\nARG «V»=1\nEXPOSE $‹V$0›/tcp\n");
    renames("FROM a\nARG «V»=1\nUSER b:$‹V$0›\n");
    renames("FROM a\nARG «V»=1\nWORKDIR /${‹V$0›}/x\n");
    renames("FROM a\nARG «V»=1\nSTOPSIGNAL $‹V$0›\n");
    renames("FROM a\nARG «V»=1\nRUN --mount=type=cache,target=/$‹V$0› b\n");
    renames("FROM a\nARG «V»=1\nARG W=${‹V›:+${‹V$0›}}\n");
    renames("FROM a\nARG «V»\n# $V\nRUN '$V' \"$‹V$0›\"\n");
    renames("FROM a\nARG «V$0»=1\nARG Vx=2\n");
    renames("ARG V=1\nFROM a\nRUN echo $V\nFROM b\nARG W=2\nARG «X$0»=$W\n");
}

#[test]
fn arguments_declared_again() {
    renames("ARG «V»=1\nFROM a\nARG ‹$0V›\nRUN echo $‹V›\n");
    renames("ARG ‹V›=1\nFROM a\nARG «$0V»=2\nRUN echo $‹V›\n");
    renames("ARG «V»=1\nFROM a:$‹V› AS b\nFROM c:$‹V$0›\n");
    renames("ARG «V»=1\nFROM a\nARG ‹V›\nRUN $‹$0V›\nFROM b\nARG ‹V›\nRUN $‹V›\n");
    renames("FROM a\nARG ‹V›=1\nRUN $‹V›\nFROM b\nARG «V»=2\nRUN $‹V$0›\n");
    renames("ARG ‹V›=1\nARG «V»=2\nFROM a:$‹$0V›\n");
}

#[test]
fn a_redeclaration_is_the_declaration() {
    let marked = "ARG V=1\nFROM a\nARG V\nRUN echo $V$0\n";
    let Marked { text, byte, .. } = read(marked);
    let found = declaration(&Document::new(&text), byte).expect("there is one");
    let second = text.rfind("ARG V").expect("it is there");
    let expected = Goal::Here {
        name: second + 4..second + 5,
        whole: second..second + 5,
    };
    assert_eq!(found.goals, [expected]);
}

#[test]
fn environment() {
    renames("FROM a\nENV «V»=1\nRUN echo $‹V$0›\n");
    renames("FROM a\nENV «$0V» 1\nRUN echo $‹V›\n");
    renames("FROM a\nENV A=1 «V$0»=2\nRUN echo $A $‹V›\n");
    renames("FROM a AS b\nENV «V»=1\nFROM b\nRUN echo $‹$0V›\n");
    renames("FROM a AS b\nENV «V»=1\nFROM b AS c\nFROM c\nCMD echo $‹$0V›\n");
    renames("FROM a\nENV ‹V›=1\nENV «V»=$‹V›:2\nRUN $‹V$0›\n");
    renames("FROM a\nENV «V»=1\nENV ‹V›=$‹V$0›:2\n");
    renames("FROM a\nENV «V$0»=1\nHEALTHCHECK --interval=1s CMD curl $‹V›\n");
    renames("FROM a\nENV «V»=1\nENTRYPOINT exec $‹V$0›\n");
    renames("FROM a\nCMD echo $‹V$0›\nENV «V»=1\n");
    renames("FROM a\nARG V=1\nENV «V»=$V\nCMD echo $‹V$0›\n");
    renames("FROM a\nARG «V»=1\nENV V=$‹V$0›\nCMD echo $V\n");
    renames("FROM a\nENV ‹V›=1\nARG «V»=2\nRUN $‹V$0›\n");
    renames("FROM a\nENV «V»=1\nARG ‹V›\nRUN $‹V$0›\n");
    renames("FROM a AS b\nENV V=1\nFROM c\nENV «V»=2\nRUN $‹V$0›\n");
    renames("FROM a\nENV «V»=1\nCMD [\"sh\", \"-c\", \"echo $‹V$0›\"]\n");
}

#[test]
fn scripts() {
    renames("FROM a\nARG «V»\nRUN if [ -n \"$‹V$0›\" ]; then echo ${‹V›%%.*}; fi\n");
    renames("FROM a\nARG «V»\nRUN x=$(echo $‹V$0›) && y=`echo ${‹V›}`\n");
    renames("FROM a\nARG «V»\nRUN <<EOF\necho $‹V$0›\nEOF\n");
    renames("FROM a\nARG «V»\nRUN <<-'EOF'\n\techo $‹V$0›\n\tEOF\n");
    renames("FROM a\nARG «V»\nRUN cat <<EOF > /x\n$‹V$0›\nEOF\n");
    renames("FROM a\nARG «V»\nRUN bash <<'EOF'\necho $‹V$0›\nEOF\n");
    renames("FROM a\nARG «V»\nRUN cat <<'EOF' > /x\n$V\nEOF\nRUN echo $‹V$0›\n");
    renames("FROM a\nARG «V»\nRUN echo a \\\n # $V\n && echo $‹V$0›\n");
    renames("FROM a\nARG «V»\nRUN bash -c 'echo $‹V$0›' && awk '{print $V}'\n");
    renames("FROM a\nARG «V»\nRUN eval 'x=$‹V$0›'\n");
    renames("FROM a\nARG «V»\nRUN ‹V›=2 && echo $‹V$0›\n");
    renames("FROM a\nARG «V»\nRUN export ‹V› && echo $‹V$0›\n");
    renames("FROM a\nARG «NAME»\nRUN printenv ‹NA$0ME›\n");
    renames("FROM a\nARG «V»\nRUN echo $(($‹V$0› + 1))\n");
    renames("FROM a\nARG «V»\nRUN [\"sh\", \"-c\", \"echo $‹V$0›\"]\n");
    renames("FROM a\nARG «V»\nRUN echo \\$V $‹V$0›\n");
    renames("FROM a\nRUN for «f» in *; do echo $‹$0f›; done\n");
    renames("FROM a\nRUN «x»=1; echo $‹$0x›\nRUN echo $x\n");
    renames("FROM mcr.microsoft.com/windows/nanoserver\nARG «NAME»\nRUN echo %‹NA$0ME›%\n");
    renames("FROM a\nSHELL [\"pwsh\", \"-c\"]\nARG «NAME»\nRUN echo $env:‹NA$0ME› $NAME\n");
    nothing("FROM a\nARG V\nRUN [\"echo\", \"$V$0\"]\n");
    nothing("FROM a\nARG V\nRUN ech$0o $V\n");
    nothing("FROM a\nARG V\nRUN echo V$0\n");
}

#[test]
fn names_of_others() {
    keeps(
        "FROM a\nRUN echo $‹V$0› ${‹V›}\n",
        "Nothing in this file sets `V`",
    );
    keeps(
        "FROM --platform=$‹BUILDPLATFORM$0› a\n",
        "BuildKit itself gives",
    );
    keeps(
        "FROM a\nARG «TARGETARCH$0»\nRUN $‹TARGETARCH›\n",
        "BuildKit itself gives",
    );
    keeps(
        "FROM a\nARG «HTTP_PROXY»\nRUN $‹HTTP_PROXY$0›\n",
        "BuildKit itself gives",
    );
    keeps("FROM a\nENV «PATH$0»=/x\n", "The system and the shell read");
    keeps(
        "ARG V=1\nFROM a\nRUN echo $‹V$0›\n",
        "Nothing in this file sets `V`",
    );
    keeps(
        "FROM a\nARG V\nCMD echo $‹V$0›\n",
        "Nothing in this file sets `V`",
    );
    refuses("FROM a\nARG V$0\n", "1x", "no valid name for a variable");
    refuses(
        "FROM a\nARG V$0\nENV W=1\n",
        "W",
        "Line 3 uses the name `W` already",
    );
    refuses("FROM a\nARG V$0\n", "PATH", "The system and the shell read");
    refuses("FROM a\nARG V$0\n", "no_proxy", "BuildKit itself gives");
    refuses(
        "FROM a AS b$0\nFROM c AS d\n",
        "D",
        "line 2 is called `d` already",
    );
    refuses(
        "FROM a AS b$0\nFROM alpine\n",
        "alpine",
        "Line 2 takes the image",
    );
    refuses("FROM a AS b$0\n", "9", "no valid name for a stage");
    refuses("FROM a AS b$0\n", "scratch", "a meaning of its own");
    refuses(
        "ARG B=b\nFROM a AS b$0\nFROM $B\n",
        "c",
        "through a variable",
    );
    refuses("FROM a\nRUN <<E$0\nx\nE\n", "x", "Line 3 of the heredoc");
    refuses("FROM a\nRUN <<E$0\nx\nE\n", "a b", "cannot end a heredoc");
}

#[test]
fn heredocs() {
    renames("FROM a\nRUN <<«EO$0F»\nx\n‹EOF›\n");
    renames("FROM a\nRUN <<«EOF»\nx\n‹EO$0F›\n");
    renames("FROM a\nRUN <<-«EOF»\n\tx\n\t‹$0EOF›\n");
    renames("FROM a\nRUN <<\"«EOF»\"\nx\n‹EOF$0›\n");
    renames("FROM a\nCOPY <<A <<«B$0» /c\nx\nA\ny\n‹B›\n");
    renames("FROM a\r\nCOPY <<«A»  /c\r\nx\r\n‹A$0›\r\n");
    renames("FROM a\nRUN cat <<«E» > /x \\\n  && y\nb\n‹$0E›\n");
    renames("FROM a\nADD <<'«E$0»' /x\n$V\n‹E›\n");
    renames("FROM a\nARG «V»\nCOPY <<E /x\n$‹V$0› \\$V\nE\n");
    nothing("FROM a\nCOPY <<'E' /x\n$V$0\nE\n");
}

#[test]
fn continuations_and_line_ends() {
    renames("FROM a\r\nARG «V»=1\r\nRUN echo \\\r\n  $‹V$0›\r\n");
    renames("# escape=`\r\nFROM a\r\nARG «V»=1\r\nRUN echo `\r\n  $‹V$0› \\\r\n");
    renames("FROM a\nENV A=1 \\\n  # why\n  «V»=2 \\\n\n  B=3\nRUN $‹$0V›\n");
    renames("FROM a\nENV «V»=1 \\\n    W=2\nRUN --network=none \\\n  echo $W \\\n  $‹V$0›");
    renames("\u{feff}FROM a AS «b»\nFROM ‹b$0›\n");
    renames("FROM a\nARG «V»=é\nRUN echo é😀 $‹V$0›\n");
}

#[test]
fn triggers() {
    renames("FROM a AS b\nONBUILD ARG «V»=1\nONBUILD RUN echo $‹V$0›\n");
    renames("FROM a AS b\nONBUILD ARG «V»=1\nFROM b\nRUN echo $‹V$0›\n");
    renames("FROM a\nENV «V»=1\nONBUILD COPY $‹V$0› b\n");
    renames("FROM a\nONBUILD ENV «$0V»=1\n");
    renames("FROM a\nENV «V»=1\nONBUILD HEALTHCHECK CMD $‹V$0›\n");
}

/// Whatever a person has typed so far, what is there already can be followed.
#[test]
fn half_typed_stages() {
    renames("FROM a AS «b»\nFROM ‹b$0›");
    renames("FROM a AS «b$0»");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0›");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› ");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› d");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› [\"d\", ");
    renames("FROM a AS «b»\nFROM c\nRUN --mount=from=‹b$0›");
    renames("FROM a AS «b»\nFROM c\nRUN --mount=type=bind,from=‹b$0›,");
    renames("FROM a AS «b»\nFROM c\nRUN --mount=type=bind,target=,from=‹b$0› ");
    renames("FROM a AS «b»\nFROM\nCOPY --from=‹b$0› d e\n");
    renames("FROM a AS «b»\nFRO c\nCOPY --from=x y z\nFROM ‹b$0›\n");
    renames("FROM a AS «b» extra\nFROM ‹b$0› AS\n");
    renames("FROM a AS «b»\nRUN \"unclosed\nFROM ‹b$0›\n");
    renames("FROM a AS «b»\nRUN <<EOF\nx\nEOF\nFROM ‹b$0›\nRUN <<");
    renames("FROM a AS «b»\nENV x\nFROM ‹b$0›\nENV");
    renames("FROM a AS «b»\nCOPY --from=‹b$0› c d\n");
    renames("FROM a AS b\nCOPY --from=‹$0c› d e\nFROM f AS «c»\n");
    renames("FROM a AS «b»\nFROM c\nCOPY --from=‹b$0› \\");
    renames("FROM a AS «b»\nFROM c\nCOPY --form=x --from=‹b$0› d e\n");
    renames("FROM a AS «b»\nFROM c\nONBUILD COPY --from=‹b$0›");
    renames("# escape=`\r\nFROM a AS «b»\r\nFROM c\r\nCOPY `\r\n  --from=‹b$0›");
    nothing("FROM a AS b\nFROM $0");
    nothing("FROM a AS b\nFROM c\nCOPY --from=$0");
    nothing("FROM a AS $0");
    nothing("$0");
    nothing("FROM a\n\n$0\n");
}

/// Stages of one name, stages below and lines that swallow others: each name leads where BuildKit
/// would go.
#[test]
fn broken_stages() {
    renames("FROM a AS x\nFROM b AS «x»\nFROM c\nCOPY --from=‹x$0› d e\nNOPE\n");
    renames("FROM a AS «x$0»\nFROM ‹x› AS x\nCOPY --from=x d e\n");
    renames("FROM a AS x\nFROM b\nCOPY --from=‹X$0› d e\nFROM c AS «x»");
    renames("FROM a AS «b»\nRUN c \\\n\nFROM b\nFROM ‹b$0›\n");
    renames("FROM a AS «b»\r\nENV C=\"d\r\nFROM ‹$0b›\r\nRUN 'e\r\n");
    renames("FROM a AS «b»\nCOPY [\"c\", \nFROM ‹b$0› AS [\n");
    renames("# escape=`\nFROM a AS «b»\nRUN c\\\nFROM ‹b$0›\n");
    renames("FROM a AS «b»\nONBUILD\nONBUILD FROM b\nFROM ‹b$0›\n");
}

#[test]
fn half_typed_variables() {
    renames("ARG «V»=1\nFROM a:$‹V$0›");
    renames("ARG «V»=1\nFROM a:${‹V$0›");
    renames("ARG «V»=1\nFROM a:${‹V$0›:-");
    renames("ARG «V»\nFROM $‹V$0› AS");
    renames("FROM a\nARG «V»=\nRUN echo $‹V$0›");
    renames("FROM a\nARG «V»=1\nRUN echo \"$‹V$0›");
    renames("FROM a\nARG «V»=1\nRUN echo \"$‹V$0› && (");
    renames("FROM a\nARG «V»=1\nRUN if [ $‹V$0› ]; then");
    renames("FROM a\nARG «V»=1\nRUN echo $(cat $‹V$0›");
    renames("FROM a\nARG «V»=1\nRUN x \\\n  $‹V$0› \\");
    renames("FROM a\nARG «V»=1\nRUN [\"sh\", \"-c\", \"$‹V$0›\"");
    renames("FROM a\nARG «V»=1\nENV W=\"$‹V$0›");
    renames("FROM a\nARG «V»=1\nENV W=${‹V$0›");
    renames("FROM a\nENV «V»=1\nENV W $‹V$0›");
    renames("FROM a\nENV «V$0»=");
    renames("FROM a\nENV «V$0»= W=2 X\nRUN $‹V›\n");
    renames("FROM a\nARG «V$0»");
    renames("FROM a\nARG «V»\nCOPY $‹V$0›");
    renames("FROM a\nARG «V»\nCOPY [\"$‹V$0›\", \"b\"");
    renames("FROM a\nARG «V»\nLABEL x=$‹V$0› y");
    renames("FROM a\nARG «V»\nEXPOSE ${‹V$0›");
    renames("FROM a\nARG «V»\nWORKDIR $‹V$0›/");
    renames("FROM a\nARG «V»\nUSER $‹V$0›:");
    renames("FROM a\nARG «V»\nRUN <<EOF\necho $‹V$0›\n");
    renames("FROM a\nARG «V»\nCOPY <<EOF /x\n$‹V$0›\n");
    renames("FROM a\nARG «V»\nONBUILD RUN x\nRUN echo $‹V$0›");
    renames("FROM a\nARG «V»\nRUNN x\nRUN echo $‹V$0›\n");
    renames("FROM a\nARG «V»\n!!\nRUN echo $‹V$0›\n");
    renames("ARG «V»\nFROM\nARG ‹V$0›\n");
    renames("RUN x\nARG «V»\nFROM a:$‹V$0›\n");
    renames("FROM a\nARG «V»\nCMD [\nRUN $‹V$0›\n");
    renames("FROM a\nARG «V»\nHEALTHCHECK\nRUN $‹V$0›");
    renames("FROM a\nARG «V»\nRU echo $‹V$0›\n");
    renames("FROM a\nARG «V»\nCOPY --chown=$‹V$0›");
    renames("FROM a\nARG «V»\nCOPY --chown=$‹V$0› a \\\n");
    keeps(
        "FROM --platform=$‹V$0›\nARG V\n",
        "Nothing in this file sets `V`",
    );
    renames("FROM a\nARG «V» W=$‹V$0› X=\n");
    renames("FROM a\nARG «V»\nRUN --mount=type=cache,target=$‹V$0›");
    renames("FROM a\nARG «V»\nVOLUME [\"$‹V$0›\n");
    renames("FROM a\nARG «V»\nRUN for x in $‹V$0›; do");
    renames("FROM a\nARG «V»\nRUN case $‹V$0› in");
    renames("FROM a\nARG «V»\nRUN x && $‹V$0› &&");
    renames("FROM a\nARG «V»\nRUN x | $‹V$0› |");
    renames("FROM a\nARG «V»\nRUN echo \"a\nENV W=$‹V$0›\n");
    nothing("FROM a\nARG V\nRUN echo $$0");
    nothing("FROM a\nARG V\nRUN echo ${$0");
    nothing("FROM a\nARG $0");
    nothing("FROM a\nENV =$01");
}

#[test]
fn half_typed_heredocs() {
    renames("FROM a\nRUN <<«E$0»");
    renames("FROM a\nRUN <<«E$0»\nx\n");
    renames("FROM a\nCOPY <<«E$0»\nx\n‹E›\n");
    renames("FROM a\nCOPY <<A <<«B$0» /c\nx\nA\ny\n");
    nothing("FROM a\nRUN <<$0");
}

#[track_caller]
fn types_together(marked: &str) {
    let Marked {
        text, byte, places, ..
    } = read(marked);
    let found = linked(&Document::new(&text), byte);
    let ranges = found.map(|linked| linked.ranges).unwrap_or_default();
    assert_eq!(ranges, places, "{marked}");
}

#[test]
fn what_is_typed_at_once() {
    types_together(
        "FROM a AS ‹b$0›\nFROM ‹b›\nCOPY --from=B c d\nCOPY --from=0 c d\nCOPY --from=‹b› c d\n",
    );
    types_together("FROM a\nRUN <<‹EO$0F›\nx\n‹EOF›\n");
    types_together("FROM a\r\nRUN <<-\"‹EOF›\"\r\n\tx\r\n\t‹EOF$0›\r\n");
    types_together("FROM a AS b$0\n");
    types_together("FROM a AS b\nCOPY --from=0$0 c d\n");
    types_together("FROM a\nARG V$0\nRUN $V\n");
    types_together("FROM a\nRUN <<E$0\n");
}
