//! The errors that a request may be answered with, as people read them in their editor's log.

use lsp_types::Url;
use strates_analysis::features::navigation::Refusal;
use strates_analysis::lang::Lang;
use strates_analysis::msg;
use tower_lsp::jsonrpc::{Error, ErrorCode};

fn error(code: ErrorCode, message: String) -> Error {
    Error {
        code,
        message: message.into(),
        data: None,
    }
}

pub fn not_initialized(lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The server awaits `initialize` first.",
        fr: "Le serveur attend d'abord `initialize`.",
    );
    error(ErrorCode::ServerError(-32002), message)
}

pub fn shut_down(lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The server is shut down: only `exit` may follow.",
        fr: "Le serveur est arrêté\u{a0}: seul `exit` peut suivre.",
    );
    error(ErrorCode::InvalidRequest, message)
}

pub fn initialized_already(lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The server is initialized already: `initialize` comes only once.",
        fr: "Le serveur est déjà initialisé\u{a0}: `initialize` ne vient qu'une fois.",
    );
    error(ErrorCode::InvalidRequest, message)
}

pub fn unknown_method(method: &str, lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The server does not know the method `{method}`.",
        fr: "Le serveur ne connaît pas la méthode `{method}`.",
    );
    error(ErrorCode::MethodNotFound, message)
}

pub fn unknown_command(name: &str, lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The server does not know the command `{name}`.",
        fr: "Le serveur ne connaît pas la commande `{name}`.",
    );
    error(ErrorCode::InvalidParams, message)
}

pub fn missing_document(command: &str, lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The command `{command}` needs the URI of a document as its first argument.",
        fr: "La commande `{command}` attend l'URI d'un document comme premier argument.",
    );
    error(ErrorCode::InvalidParams, message)
}

pub fn not_open(document: &Url, lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The document {document} is not open: open it, then try again.",
        fr: "Le document {document} n'est pas ouvert\u{a0}: ouvrez-le, puis recommencez.",
    );
    // RequestFailed of LSP 3.17.
    error(ErrorCode::ServerError(-32803), message)
}

pub fn not_saved(lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "This file is not on the disk yet, so nothing can build it. Save it, then try again.",
        fr: "Ce fichier n'est pas encore sur le disque\u{a0}: rien ne peut le construire. Enregistrez-le, puis recommencez.",
    );
    // RequestFailed of LSP 3.17.
    error(ErrorCode::ServerError(-32803), message)
}

/// Editors show it to who asked for another name.
pub fn not_renamed(refused: &Refusal, lang: Lang) -> Error {
    // RequestFailed of LSP 3.17.
    error(ErrorCode::ServerError(-32803), refused.message(lang))
}

pub fn unreadable(code: ErrorCode, lang: Lang) -> Error {
    let message = match code {
        ErrorCode::InvalidRequest => msg!(
            lang,
            en: "The message is not a JSON-RPC 2.0 request, notification or response.",
            fr: "Le message n'est ni une requête, ni une notification, ni une réponse JSON-RPC 2.0.",
        ),
        _ => msg!(
            lang,
            en: "The message is not valid JSON, or its Content-Length is wrong.",
            fr: "Le message n'est pas du JSON valide, ou son Content-Length est faux.",
        ),
    };
    error(code, message)
}

pub fn panicked(lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "Internal error: this answer is lost, the next ones are not. Please report it with the server's log.",
        fr: "Erreur interne\u{a0}: cette réponse est perdue, pas les suivantes. Merci de la signaler avec le journal du serveur.",
    );
    error(ErrorCode::InternalError, message)
}

pub fn too_slow(lang: Lang) -> Error {
    let message = msg!(
        lang,
        en: "The answer took too long and was given up. Ask for less at once.",
        fr: "La réponse a pris trop de temps et a été abandonnée. Demandez-en moins à la fois.",
    );
    // RequestFailed of LSP 3.17.
    error(ErrorCode::ServerError(-32803), message)
}
