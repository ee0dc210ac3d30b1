//! A client that speaks real messages and forgets none: what the server sent and no test asked
//! for makes the test fail.

use crate::framing::{framed, read_message};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use strates::lsp::{Ending, serve};
use strates_analysis::lang::Lang;
use strates_registry::Places;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;

pub struct Client {
    output: Option<Box<dyn AsyncWrite + Send + Unpin>>,
    incoming: UnboundedReceiver<Result<Value, String>>,
    unread: VecDeque<Value>,
    last_id: i64,
    server: Server,
    receiver: JoinHandle<()>,
}

enum Server {
    Task(JoinHandle<Ending>),
    Process(Box<Child>),
}

/// The error that a request was answered with.
#[derive(Debug, PartialEq)]
pub struct Failure {
    pub code: i64,
    pub message: String,
}

/// Nobody answers there.
const NOWHERE: &str = "http://127.0.0.1:9";

/// Longer than any answer takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(60);

impl Client {
    /// Of a server in this process.
    pub fn in_memory() -> Client {
        Client::in_memory_with(Lang::En)
    }

    pub fn in_memory_with(environment: Lang) -> Client {
        Client::in_memory_of(environment, Places::nowhere())
    }

    /// With registries of its own.
    pub fn in_memory_at(places: Places) -> Client {
        Client::in_memory_of(Lang::En, places)
    }

    fn in_memory_of(environment: Lang, places: Places) -> Client {
        let (client, server) = tokio::io::duplex(64 << 10);
        let (input, output) = tokio::io::split(server);
        let server = tokio::spawn(serve(input, output, environment, places));
        let (input, output) = tokio::io::split(client);
        Client::over(input, output, Server::Task(server))
    }

    /// Of the built program.
    pub fn of_process(arguments: &[&str]) -> Client {
        let mut server = Command::new(crate::program())
            .args(arguments)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "C")
            // No test asks a registry that is not its own.
            .env("HTTPS_PROXY", NOWHERE)
            .env("DOCKER_HOST", NOWHERE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program can be run");
        let output = server.stdin.take().expect("it was asked for");
        let input = server.stdout.take().expect("it was asked for");
        Client::over(input, output, Server::Process(Box::new(server)))
    }

    fn over(
        input: impl AsyncRead + Send + Unpin + 'static,
        output: impl AsyncWrite + Send + Unpin + 'static,
        server: Server,
    ) -> Client {
        let (sender, incoming) = unbounded_channel();
        let receiver = tokio::spawn(receive(BufReader::new(input), sender));
        let output: Option<Box<dyn AsyncWrite + Send + Unpin>> = Some(Box::new(output));
        Client {
            output,
            incoming,
            unread: VecDeque::new(),
            last_id: 0,
            server,
            receiver,
        }
    }

    /// Initializes and says so; the capabilities that the server answered with.
    pub async fn initialize(&mut self, params: Value) -> Value {
        let mut answer = self.request("initialize", params).await;
        self.notify("initialized", json!({})).await;
        answer["capabilities"].take()
    }

    pub async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params).await;
        self.answer(id)
            .await
            .unwrap_or_else(|failure| panic!("{method}: {failure:?}"))
    }

    pub async fn failure(&mut self, method: &str, params: Value) -> Failure {
        let id = self.send(method, params).await;
        match self.answer(id).await {
            Err(failure) => failure,
            Ok(answer) => panic!("{method} was answered: {answer}"),
        }
    }

    /// Sends a request and does not wait for its answer.
    pub async fn send(&mut self, method: &str, params: Value) -> i64 {
        let (id, message) = self.prepare(method, params);
        self.write(&message).await;
        id
    }

    /// A request as bytes, to be written together with others.
    pub fn prepare(&mut self, method: &str, params: Value) -> (i64, Vec<u8>) {
        self.last_id += 1;
        let id = self.last_id;
        let message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        (id, framed(&message))
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.write(&notification(method, params)).await;
    }

    pub async fn write(&mut self, bytes: &[u8]) {
        let output = self.output.as_mut().expect("the client has not left");
        output.write_all(bytes).await.expect("the server reads");
        output.flush().await.expect("the server reads");
    }

    pub async fn answer(&mut self, id: i64) -> Result<Value, Failure> {
        let is_answer = |message: &Value| message.get("method").is_none() && message["id"] == id;
        outcome(
            self.take(&format!("the answer to request {id}"), is_answer)
                .await,
        )
    }

    /// The answer to what was not readable, which has no id.
    pub async fn unaddressed_failure(&mut self) -> Failure {
        let is_unaddressed =
            |message: &Value| message.get("error").is_some() && message["id"].is_null();
        let message = self.take("an error without id", is_unaddressed).await;
        outcome(message).expect_err("it is one")
    }

    pub async fn notification(&mut self, method: &str) -> Value {
        let mut message = self
            .take(method, |message| message["method"] == method)
            .await;
        assert!(message.get("id").is_none(), "{method} is a request");
        message["params"].take()
    }

    /// What the server asks the client: its id and parameters.
    pub async fn question(&mut self, method: &str) -> (Value, Value) {
        let mut message = self
            .take(method, |message| message["method"] == method)
            .await;
        assert!(message.get("id").is_some(), "{method} is a notification");
        (message["id"].take(), message["params"].take())
    }

    pub async fn reply(&mut self, id: Value, result: Value) {
        self.write(&framed(
            &json!({"jsonrpc": "2.0", "id": id, "result": result}),
        ))
        .await;
    }

    /// Waits until the server has dealt with everything sent so far.
    pub async fn settle(&mut self) {
        let failure = self.failure("strates/nothing", json!(null)).await;
        assert_eq!(failure.code, -32601);
        // What handlers leave to tasks comes after their answers.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    /// That the server has nothing more to say.
    pub async fn expect_silence(&mut self) {
        self.settle().await;
        self.drain();
        assert!(self.unread.is_empty(), "unread: {:#?}", self.unread);
    }

    /// Leaves as the protocol asks, and stays for the server's end.
    pub async fn leave(&mut self) {
        assert_eq!(self.request("shutdown", json!(null)).await, json!(null));
        self.notify("exit", json!(null)).await;
        self.expect_exit(true).await;
    }

    /// Closes the server's input.
    pub async fn hang_up(&mut self) {
        let mut output = self.output.take().expect("the client has not left");
        output.shutdown().await.expect("a pipe can be closed");
    }

    /// Closes both pipes at once and hears nothing any more, as when the system ends a process.
    pub async fn be_killed(&mut self) {
        self.receiver.abort();
        self.output = None;
        let _ = (&mut self.receiver).await;
        self.drain();
        self.unread.clear();
    }

    /// That the server ends by itself, with code 0 or 1.
    pub async fn expect_exit(&mut self, is_orderly: bool) {
        let end = async {
            match &mut self.server {
                Server::Task(task) => task.await.expect("no panic") == Ending::Orderly,
                Server::Process(process) => code(process.wait().await.unwrap()) == 0,
            }
        };
        let ended = timeout(PATIENCE, end).await.expect("the server ends");
        assert_eq!(ended, is_orderly);
    }

    async fn take(&mut self, wanted: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is_wanted) {
            return self.unread.remove(at).expect("it is there");
        }
        loop {
            match timeout(PATIENCE, self.incoming.recv()).await {
                Ok(Some(Ok(message))) if is_wanted(&message) => return message,
                Ok(Some(Ok(message))) => self.unread.push_back(message),
                Ok(Some(Err(error))) => panic!("awaiting {wanted}: {error}"),
                Ok(None) => panic!("awaiting {wanted}: the server has left"),
                Err(_) => panic!("awaiting {wanted} in vain; unread: {:#?}", self.unread),
            }
        }
    }

    fn drain(&mut self) {
        while let Ok(message) = self.incoming.try_recv() {
            self.unread.push_back(message.expect("only messages"));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.drain();
            assert!(self.unread.is_empty(), "unread: {:#?}", self.unread);
        }
    }
}

/// A notification as bytes, to be written together with others.
pub fn notification(method: &str, params: Value) -> Vec<u8> {
    framed(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
}

async fn receive(
    mut input: BufReader<impl AsyncRead + Unpin>,
    sender: UnboundedSender<Result<Value, String>>,
) {
    while let Some(message) = read_message(&mut input).await.transpose() {
        let is_broken = message.is_err();
        if sender.send(message).is_err() || is_broken {
            return;
        }
    }
}

fn outcome(mut message: Value) -> Result<Value, Failure> {
    match message.get("error") {
        None => Ok(message["result"].take()),
        Some(error) => Err(Failure {
            code: error["code"].as_i64().expect("an error has a code"),
            message: error["message"]
                .as_str()
                .expect("an error has a message")
                .to_owned(),
        }),
    }
}

fn code(status: ExitStatus) -> i32 {
    let code = status.code().expect("it was not killed");
    assert!(matches!(code, 0 | 1), "exit code {code}");
    code
}
