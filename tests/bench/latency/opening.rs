//! From the start of the process to its first answer, and the memory that one open file takes.

use crate::Fallible;
use crate::figures::{mebibytes, print_head, print_times};
use crate::server::{Memory, Server};
use std::path::Path;
use std::time::{Duration, Instant};
use strates_tests::files::SHAPES;

const STARTS: usize = 60;

pub fn measure(program: &Path) -> Fallible<()> {
    let text = SHAPES[0].text();
    let (mut starts, mut memories) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut server = Server::initialized(program, true)?;
        starts.push(start.elapsed());
        server.open(&text)?;
        memories.extend(server.memory());
    }
    print_head("opening");
    print_times(
        "start → initialize answered",
        starts,
        Some(Duration::from_millis(5)),
    );
    memories.sort_by_key(|memory: &Memory| memory.now);
    if let Some(Memory { now, peak }) = memories.get(memories.len() / 2) {
        let what = format!("memory, {} open", SHAPES[0]);
        let peak = format!("peak {}", mebibytes(*peak));
        println!("{what:<54}{:>18}{:>20}", mebibytes(*now), peak);
    }
    Ok(())
}
