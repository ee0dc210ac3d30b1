//! A named pipe of this machine, as Windows has them: a file that one reads and writes.

use super::PATIENCE;
#[cfg(windows)]
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

/// Threads that wait for pipes which never answer. Nothing ends the reading of a pipe from outside.
const MOST_WAITING: usize = 4;

#[cfg(windows)]
pub fn get(pipe: &Path, path: &str) -> Option<Vec<u8>> {
    static WAITING: std::sync::LazyLock<Arc<AtomicUsize>> = std::sync::LazyLock::new(Arc::default);
    let (pipe, path) = (pipe.to_owned(), path.to_owned());
    bounded(&WAITING, move || {
        let mut stream = open(&pipe)?;
        super::plain_http::get(&mut stream, &path)
    })
}

#[cfg(windows)]
fn open(pipe: &Path) -> Option<std::fs::File> {
    use std::os::windows::fs::OpenOptionsExt;
    use std::time::{Duration, Instant};
    const BUSY: i32 = 231;
    let end = Instant::now() + PATIENCE;
    loop {
        let mut options = std::fs::OpenOptions::new();
        // Whoever listens there does not get to act in a person's name.
        options.read(true).write(true).security_qos_flags(0);
        match options.open(pipe) {
            Ok(stream) => return Some(stream),
            // Another one speaks with it just now.
            Err(error) if error.raw_os_error() == Some(BUSY) && Instant::now() < end => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(_) => return None,
        }
    }
}

/// What a task gives within two seconds; `None` as well where too many are not done yet.
fn bounded<T: Send + 'static>(
    waiting: &Arc<AtomicUsize>,
    task: impl FnOnce() -> Option<T> + Send + 'static,
) -> Option<T> {
    let one = One::of(waiting)?;
    let (sender, result) = mpsc::channel();
    thread::spawn(move || {
        let _ = sender.send(task());
        drop(one);
    });
    result.recv_timeout(PATIENCE).ok().flatten()
}

/// One of those who wait.
struct One(Arc<AtomicUsize>);

impl One {
    fn of(waiting: &Arc<AtomicUsize>) -> Option<One> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let one = One(Arc::clone(waiting));
        (before < MOST_WAITING).then_some(one)
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn what_never_answers_holds_nothing_up() {
        let waiting = Arc::default();
        assert_eq!(bounded(&waiting, || Some(1)), Some(1));
        assert_eq!(bounded(&waiting, || None::<u8>), None);
        let start = Instant::now();
        let others: Vec<_> = (0..10)
            .map(|_| {
                let waiting = Arc::clone(&waiting);
                thread::spawn(move || {
                    bounded(&waiting, || {
                        thread::sleep(PATIENCE * 3);
                        Some(1)
                    })
                })
            })
            .collect();
        for other in others {
            assert_eq!(other.join().unwrap(), None);
        }
        assert!(start.elapsed() < PATIENCE * 2);
        assert_eq!(waiting.load(Ordering::Relaxed), MOST_WAITING);
        assert_eq!(bounded(&waiting, || Some(1)), None);
    }
}
