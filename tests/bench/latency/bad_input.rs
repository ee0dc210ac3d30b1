//! What nobody writes, but a server must outlive: a second for each megabyte at most, and twenty
//! times the file in memory.

use crate::Fallible;
use crate::figures::{mebibytes, milliseconds};
use crate::server::{FILE, Server};
use crate::typing::Keys;
use std::path::Path;
use std::time::Duration;
use strates_analysis::MAX_BYTES;
use strates_tests::about;
use strates_tests::files::SHAPES;

struct Case {
    name: &'static str,
    text: String,
}

fn cases() -> Vec<Case> {
    let line = "RUN echo one two three && ls -l /srv | grep -c ${NAME:-none}\n";
    let lines = |bytes: usize| format!("FROM a\n{}", line.repeat(bytes / line.len() - 1));
    let words = |bytes: usize| format!("FROM a\nRUN echo {}\n", "word ".repeat(bytes / 5 - 4));
    let nested = "${A:-".repeat(10_000) + &"}".repeat(10_000);
    let open = "${A:-".repeat(10_000);
    let in_one_line: String = (0..5_000).map(|number| format!(" <<A{number}")).collect();
    let in_many_lines = "RUN cat <<A\n".repeat(5_000);
    // Thirteen times twice as long, and then a value of its own for each of many variables.
    let doubled = "ENV A=$A$A\n".repeat(13);
    let copied: String = (0..2_000)
        .map(|number| format!("ENV B{number}=$A\n"))
        .collect();
    let case = |name, text| Case { name, text };
    vec![
        case("50 MB of lines", lines(50_000_000)),
        case("as many lines as are read", lines(MAX_BYTES)),
        case("one line of 10 MB", words(10_000_000)),
        case("one line of 64 kB", words(64_000)),
        case(
            "10,000 nested ${ in ENV",
            format!("FROM a\nENV A={nested}\n"),
        ),
        case("10,000 open ${ in ENV", format!("FROM a\nENV A={open}\n")),
        case(
            "10,000 nested ${ in RUN",
            format!("FROM a\nRUN echo {nested}\n"),
        ),
        case(
            "5,000 open heredocs in one line",
            format!("FROM a\nRUN cat{in_one_line}\n"),
        ),
        case(
            "5,000 open heredocs in as many lines",
            format!("FROM a\n{in_many_lines}"),
        ),
        case(
            "values that grow",
            format!("FROM a\nENV A=12345678\n{doubled}{copied}"),
        ),
    ]
}

pub fn measure(program: &Path) -> Fallible<()> {
    let head = [
        "open", "key", "outline", "tokens", "worst/MB", "opened", "× file", "in all", "× file",
    ];
    println!();
    print_row("bad input", "size", &head.map(str::to_owned));
    for case in cases() {
        let mut server = Server::initialized(program, true)?;
        // What the program takes for itself when it does something for the first time.
        let ordinary = SHAPES[0].text();
        server.open(&ordinary)?;
        ask_everything(&mut server, &ordinary)?;
        let before = server.memory().map_or(0, |memory| memory.now);
        let opening = server.open(&case.text)?;
        let opened = server.memory();
        let [key, outline, tokens] = ask_everything(&mut server, &case.text)?;
        let size = case.text.len() as f64;
        let times = [opening, key, outline, tokens];
        let worst = times
            .iter()
            .max()
            .copied()
            .unwrap_or_default()
            .mul_f64(1e6 / size);
        let mut columns: Vec<String> = [times.as_slice(), &[worst]]
            .concat()
            .into_iter()
            .map(milliseconds)
            .collect();
        for memory in [opened, server.memory()].into_iter().flatten() {
            let grown = memory.peak.saturating_sub(before);
            columns.extend([mebibytes(grown), format!("{:.0}", grown as f64 / size)]);
        }
        print_row(case.name, &format!("{:.3} MB", size / 1e6), &columns);
    }
    Ok(())
}

fn ask_everything(server: &mut Server, text: &str) -> Fallible<[Duration; 3]> {
    let key = Keys::new(text).next();
    let key = server.ask(&key, "textDocument/diagnostic", about(FILE))?.0;
    let outline = server
        .ask(&[], "textDocument/documentSymbol", about(FILE))?
        .0;
    let tokens = server
        .ask(&[], "textDocument/semanticTokens/full", about(FILE))?
        .0;
    Ok([key, outline, tokens])
}

fn print_row(name: &str, size: &str, columns: &[String]) {
    let columns: String = columns
        .iter()
        .map(|column| format!("{column:>11}"))
        .collect();
    println!("{name:<43}{size:>10}{columns}");
}
