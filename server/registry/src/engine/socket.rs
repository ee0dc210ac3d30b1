//! A socket of this machine, as Linux and macOS have them.

use super::{PATIENCE, plain_http};
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

pub fn get(socket: &Path, path: &str) -> Option<Vec<u8>> {
    let stream = UnixStream::connect(socket).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let end = Instant::now() + PATIENCE;
    plain_http::get(&mut Timed { stream, end }, path)
}

/// However many parts there are to read, they have come by the end.
struct Timed {
    stream: UnixStream,
    end: Instant,
}

impl Read for Timed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.end.checked_duration_since(Instant::now());
        let left = left.ok_or(io::ErrorKind::TimedOut)?;
        let left = left.max(Duration::from_millis(1));
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(into)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
