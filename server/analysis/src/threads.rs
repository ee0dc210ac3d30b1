//! Long lists, worked on by several threads.

use std::thread;

/// So many bytes of text are worth a second thread.
pub const LONG: usize = 32 * 1024;

/// How many work at once.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What `work` makes of each part of so many items, in their order. The first is done here, each of
/// the others on a thread of its own.
pub fn in_parts<T: Sync, R: Send>(
    items: &[T],
    length: usize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let work = &work;
    let mut parts = items.chunks(length.max(1));
    let first = parts.next();
    thread::scope(|scope| {
        let others: Vec<_> = parts
            .map(|part| (part, scope.spawn(move || work(part))))
            .collect();
        let first = first.map(work);
        // What went wrong elsewhere goes wrong here, where somebody looks.
        let others = others
            .into_iter()
            .map(|(part, other)| other.join().unwrap_or_else(|_| work(part)));
        first.into_iter().chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stay_in_order() {
        let items: Vec<usize> = (0..10).collect();
        for length in [0, 1, 3, 9, 10, 11] {
            let parts = in_parts(&items, length, <[usize]>::to_vec);
            assert_eq!(parts.concat(), items, "{length}");
            assert!(parts.iter().all(|part| part.len() <= length.max(1)));
        }
        assert!(in_parts(&[0; 0], 1, <[usize]>::to_vec).is_empty());
    }
}
