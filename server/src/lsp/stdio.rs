//! Stdin and stdout as tokio wants them. Editors give their servers pipes or sockets, which can
//! be awaited as they are; tokio's own stdin and stdout go through threads, and with them every
//! answer takes twice as long.

use tokio::io::{AsyncRead, AsyncWrite};

type Input = Box<dyn AsyncRead + Unpin>;
type Output = Box<dyn AsyncWrite + Unpin>;

/// Needs a runtime around it.
pub fn open() -> (Input, Output) {
    let input = direct_input().unwrap_or_else(|| Box::new(tokio::io::stdin()));
    let output = direct_output().unwrap_or_else(|| Box::new(tokio::io::stdout()));
    (input, output)
}

#[cfg(unix)]
fn direct_input() -> Option<Input> {
    let stdin = || copied(std::io::stdin());
    match tokio::net::unix::pipe::Receiver::from_owned_fd(stdin()?) {
        Ok(pipe) => Some(Box::new(pipe)),
        Err(_) => Some(Box::new(socket(stdin()?)?)),
    }
}

#[cfg(unix)]
fn direct_output() -> Option<Output> {
    let stdout = || copied(std::io::stdout());
    widen(&stdout()?);
    match tokio::net::unix::pipe::Sender::from_owned_fd(stdout()?) {
        Ok(pipe) => Some(Box::new(pipe)),
        Err(_) => Some(Box::new(socket(stdout()?)?)),
    }
}

#[cfg(unix)]
fn copied(stream: impl std::os::fd::AsFd) -> Option<std::os::fd::OwnedFd> {
    stream.as_fd().try_clone_to_owned().ok()
}

/// An outline of a large file takes a megabyte; a pipe holds 64 KiB, and at each of them both sides
/// wait for each other.
#[cfg(target_os = "linux")]
fn widen(pipe: &std::os::fd::OwnedFd) {
    // As much as anybody may ask for. Where it is refused, or no pipe, it stays as it is.
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, 1 << 20);
}

#[cfg(all(unix, not(target_os = "linux")))]
fn widen(_: &std::os::fd::OwnedFd) {}

#[cfg(unix)]
fn socket(stream: std::os::fd::OwnedFd) -> Option<tokio::net::UnixStream> {
    let socket = std::os::unix::net::UnixStream::from(stream);
    // Anything else has no address.
    socket.local_addr().ok()?;
    socket.set_nonblocking(true).ok()?;
    tokio::net::UnixStream::from_std(socket).ok()
}

#[cfg(not(unix))]
fn direct_input() -> Option<Input> {
    None
}

#[cfg(not(unix))]
fn direct_output() -> Option<Output> {
    None
}
