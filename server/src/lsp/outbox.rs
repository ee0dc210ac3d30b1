//! What the server tells the user unasked. Handlers drop it here and go on: waiting for the
//! client would stop them.

use lsp_types::MessageType;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;

pub struct Outbox(UnboundedSender<Note>);

pub enum Note {
    Show(MessageType, String),
    Log(MessageType, String),
}

pub fn channel() -> (Outbox, UnboundedReceiver<Note>) {
    let (sender, receiver) = unbounded_channel();
    (Outbox(sender), receiver)
}

pub async fn deliver(mut notes: UnboundedReceiver<Note>, client: Client) {
    while let Some(note) = notes.recv().await {
        match note {
            Note::Show(kind, message) => client.show_message(kind, message).await,
            Note::Log(kind, message) => client.log_message(kind, message).await,
        }
    }
}

impl Outbox {
    pub fn warn(&self, message: String) {
        self.put(Note::Show(MessageType::WARNING, message));
    }

    pub fn log(&self, message: String) {
        self.put(Note::Log(MessageType::WARNING, message));
    }

    fn put(&self, note: Note) {
        // It fails only when the client has left.
        let _ = self.0.send(note);
    }
}
