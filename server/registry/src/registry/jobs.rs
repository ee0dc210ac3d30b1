//! What is done behind the answers: few threads, one question at a time for each subject, and no
//! question twice.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const MOST_THREADS: usize = 8;

type Task = Box<dyn FnOnce() + Send>;

#[derive(Default)]
pub struct Jobs {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    running: HashSet<Question>,
    threads: usize,
}

struct Job {
    question: Question,
    task: Task,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// Only one question about it is asked at a time.
    pub subject: String,
    pub kind: Kind,
    /// What tells it from others of its kind.
    pub detail: String,
}

/// Of the same kind only the last waits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// What the disk has.
    Kept,
    Tags,
    Names,
    Layers,
    Engine,
    Inspect,
}

impl Jobs {
    /// Takes the place of what waits: who typed on wants only the last.
    pub fn start(self: &Arc<Jobs>, question: Question, task: impl FnOnce() + Send + 'static) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        if state.running.contains(&question) {
            return;
        }
        let is_followed = |job: &Job| {
            job.question.subject == question.subject && job.question.kind == question.kind
        };
        state.waiting.retain(|job| !is_followed(job));
        state.waiting.push_back(Job {
            question,
            task: Box::new(task),
        });
        if state.threads >= MOST_THREADS {
            return;
        }
        let jobs = Arc::clone(self);
        let thread = thread::Builder::new().name("strates-registry".to_owned());
        if thread.spawn(move || jobs.work()).is_ok() {
            state.threads += 1;
        }
    }

    /// Waits until nothing is left to do; no longer than one has patience.
    pub fn settle(&self, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        while Instant::now() < end {
            let Ok(state) = self.state.lock() else {
                return false;
            };
            if state.threads == 0 && state.waiting.is_empty() {
                return true;
            }
            drop(state);
            thread::sleep(Duration::from_millis(1));
        }
        false
    }

    /// Until nothing is left to do.
    fn work(self: Arc<Jobs>) {
        while let Some(Job { question, task }) = self.next() {
            let running = Running {
                jobs: &self,
                question,
            };
            // One that goes wrong must cost one answer.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(task));
            drop(running);
        }
    }

    fn next(&self) -> Option<Job> {
        let mut state = self.state.lock().ok()?;
        let is_free = |job: &Job| {
            let mut running = state.running.iter();
            !running.any(|question| question.subject == job.question.subject)
        };
        let Some(job) = state.waiting.iter().position(is_free) else {
            state.threads = state.threads.saturating_sub(1);
            return None;
        };
        let job = state.waiting.remove(job)?;
        state.running.insert(job.question.clone());
        Some(job)
    }
}

struct Running<'a> {
    jobs: &'a Jobs,
    question: Question,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Ok(mut state) = self.jobs.state.lock() {
            state.running.remove(&self.question);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn one_at_a_time_and_only_the_last_that_waits() {
        let jobs = Arc::new(Jobs::default());
        let (done, seen) = mpsc::channel();
        let (go, wait) = mpsc::channel::<()>();
        let first = done.clone();
        jobs.start(about("node", ""), move || {
            let _ = first.send("started");
            let _ = wait.recv();
            let _ = first.send("ended");
        });
        assert_eq!(next(&seen), "started");
        for name in ["a", "b", "c"] {
            let done = done.clone();
            jobs.start(about("node", name), move || {
                let _ = done.send(name);
            });
        }
        // The same question is already on its way.
        let again = done.clone();
        jobs.start(about("node", ""), move || {
            let _ = again.send("again");
        });
        let other = done.clone();
        jobs.start(about("debian", ""), move || {
            let _ = other.send("other");
        });
        assert_eq!(next(&seen), "other");
        drop(go);
        assert_eq!(next(&seen), "ended");
        assert_eq!(next(&seen), "c");
        assert!(seen.recv_timeout(Duration::from_millis(50)).is_err());
    }

    #[test]
    fn a_panic_stops_nothing() {
        let jobs = Arc::new(Jobs::default());
        let (done, seen) = mpsc::channel();
        jobs.start(about("a", ""), || panic!("on purpose"));
        jobs.start(about("a", "1"), move || {
            let _ = done.send("after");
        });
        assert_eq!(next(&seen), "after");
    }

    fn about(subject: &str, detail: &str) -> Question {
        Question {
            subject: subject.to_owned(),
            kind: Kind::Tags,
            detail: detail.to_owned(),
        }
    }

    fn next(seen: &mpsc::Receiver<&'static str>) -> &'static str {
        seen.recv_timeout(Duration::from_secs(5)).unwrap()
    }
}
